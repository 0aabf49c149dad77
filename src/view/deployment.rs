//! What runs where: places, what stands in them, where they are backed up, and the networks that join them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::extent;
use super::{Atlas, Cell, Table, Target};
use crate::framework::LayerId;
use crate::measure::Scope;
use crate::model::ComponentId;
use crate::text;
use crate::text::Lang;
use crate::tree::NodeRef;

/// Boxes past which places are shown with counts only.
const BOXES: usize = 300;
/// Places past which the smaller are left out.
const PLACES: usize = 150;

/// What something that stands somewhere is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Infrastructure of the scope.
    Ground,
    /// Infrastructure outside of the scope, or a provider of services.
    Outside,
    /// Runs there, and other things may run on it.
    Layer(LayerId),
    /// Not in operation yet.
    Planned(LayerId),
    /// So many of a layer, in a picture that is folded.
    Count(LayerId),
}

/// A place or what stands in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Name.
    pub name: String,
    /// What else there is to know: kind, level, agency.
    pub note: String,
    /// What it is.
    pub stance: Stance,
    /// What it leads to.
    pub target: Option<Target>,
    /// What stands in it.
    pub inside: Vec<Stand>,
    /// Where it is backed up: name and what that leads to.
    pub backups: Vec<(String, Option<Target>)>,
}

/// A network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Net {
    /// Name.
    pub name: String,
    /// How many connections it carries, and of which places.
    pub note: String,
    /// How many connections of the scope it carries.
    pub carries: usize,
    /// Of the nation.
    pub national: bool,
    /// What it leads to.
    pub target: Option<Target>,
    /// Places of the picture that it joins, in order.
    pub joins: Vec<usize>,
}

/// What runs where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// Letters, digits and hyphens.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be seen on it.
    pub description: String,
    /// Places.
    pub places: Vec<Stand>,
    /// Networks.
    pub nets: Vec<Net>,
    /// What ought to run somewhere and does not say where.
    pub homeless: Vec<Stand>,
    /// Said below the whole.
    pub notes: Vec<String>,
    /// The same as tables.
    pub tables: Vec<Table>,
}

/// Who stands on whom.
struct Ground<'a> {
    atlas: Atlas<'a>,
    scope: Scope,
    lang: Lang,
    /// What stands directly on each, in order.
    on: BTreeMap<ComponentId, Vec<ComponentId>>,
    /// Those that stand on something.
    standing: FxHashSet<ComponentId>,
    /// Everything of the picture, in order.
    all: Vec<ComponentId>,
}

impl<'a> Ground<'a> {
    fn new(atlas: Atlas<'a>, scope: Scope, lang: Lang) -> Self {
        let (graph, day) = (atlas.graph(), atlas.day());
        let mut all = extent::components(atlas, scope);
        if scope != Scope::Whole {
            // What others run here, and the places of others that things of the scope run in.
            let guests: Vec<ComponentId> = all.iter().flat_map(|&id| graph.carried(id, day)).collect();
            let hosts: Vec<ComponentId> =
                all.iter().flat_map(|&id| graph.foundations(id, &["hosted_on"], day)).collect();
            all.extend(guests.into_iter().chain(hosts));
            all.sort_unstable();
            all.dedup();
            all.retain(|&id| !graph.is_duplicate(id));
        }
        let mut ground =
            Self { atlas, scope, lang, on: BTreeMap::new(), standing: FxHashSet::default(), all: Vec::new() };
        for &id in &all {
            for host in ground.hosts(id) {
                if all.binary_search(&host).is_ok() && host != id {
                    ground.on.entry(host).or_default().push(id);
                    ground.standing.insert(id);
                }
            }
        }
        ground.all = all;
        ground
    }

    fn hosts(&self, id: ComponentId) -> Vec<ComponentId> {
        let graph = self.atlas.graph();
        let wholes = graph.targets(id, "part_of").filter(|_| self.is_ground(id));
        let mut hosts: Vec<ComponentId> = graph.targets(id, "hosted_on").chain(wholes).collect();
        hosts.retain(|&host| graph.state(host, self.atlas.day()).is_active());
        hosts.sort_unstable();
        hosts.dedup();
        hosts
    }

    fn is_ground(&self, id: ComponentId) -> bool {
        self.atlas.graph().kind(id).is_some_and(|kind| kind.layer == "infrastructure")
    }

    fn is(&self, id: ComponentId, kind: &str) -> bool {
        self.atlas.graph().is_kind(id, kind)
    }

    fn provider(&self, id: ComponentId) -> Option<&'a str> {
        let field = self.atlas.graph().repository.field(id, "service_provider")?;
        crate::model::words(field, self.lang)
    }

    /// A component and what stands on it. What stands on two is shown in both, and what it carries only once.
    fn stand(&self, id: ComponentId, seen: &mut FxHashSet<ComponentId>) -> Stand {
        let graph = self.atlas.graph();
        let inside = if seen.insert(id) {
            let mut on: Vec<ComponentId> = self.on.get(&id).cloned().unwrap_or_default();
            on.sort_by_key(|&other| (std::cmp::Reverse(graph.component(other).layer), other));
            on.into_iter().filter(|other| !self.is(*other, "network")).map(|other| self.stand(other, seen)).collect()
        } else {
            Vec::new()
        };
        let layer = graph.component(id).layer;
        let inner = extent::is_in(self.atlas, self.scope, id);
        let stance = match (self.is_ground(id), inner, graph.state(id, self.atlas.day()).is_new()) {
            (_, _, true) => Stance::Planned(layer),
            (true, true, _) => Stance::Ground,
            (true, false, _) => Stance::Outside,
            (false, ..) => Stance::Layer(layer),
        };
        let backups = graph.targets(id, "backed_up_at").filter(|&at| graph.state(at, self.atlas.day()).is_active());
        Stand {
            name: graph.repository.name(id, self.lang).to_owned(),
            note: self.note(id, inner),
            stance,
            target: Some(Target::Component(graph.component(id).key.to_string())),
            inside,
            backups: if self.is_ground(id) { backups.map(|at| self.backup(at)).collect() } else { Vec::new() },
        }
    }

    fn backup(&self, id: ComponentId) -> (String, Option<Target>) {
        let graph = self.atlas.graph();
        let target = Target::Component(graph.component(id).key.to_string());
        (graph.repository.name(id, self.lang).to_owned(), Some(target))
    }

    fn note(&self, id: ComponentId, inner: bool) -> String {
        let graph = self.atlas.graph();
        let mut says: Vec<String> = Vec::new();
        if self.is_ground(id) {
            says.extend(graph.kind(id).map(|kind| kind.name.get(self.lang).to_owned()));
            let level = graph.repository.field(id, "security_level").and_then(NodeRef::as_i64);
            says.extend(level.map(|level| text!(vi: "cấp độ {level}", en: "level {level}").get(self.lang).to_owned()));
        }
        if graph.state(id, self.atlas.day()).is_new() {
            says.push(self.lang.pick("chưa vận hành", "not in operation").to_owned());
        }
        let elsewhere = self.scope == Scope::Whole && !self.is_ground(id) && self.foreign(id);
        if !inner || elsewhere {
            says.push(extent::root_name(self.atlas, id, self.lang).to_owned());
        }
        says.join(" · ")
    }

    /// Whether what a component stands on is of another ministry or province.
    fn foreign(&self, id: ComponentId) -> bool {
        let graph = self.atlas.graph();
        self.hosts(id).into_iter().any(|host| graph.root_of(host) != graph.root_of(id))
    }
}

/// What runs where in a scope.
#[must_use]
pub fn deployment(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Deployment> {
    let graph = atlas.graph();
    let ground = Ground::new(atlas, scope, lang);
    let backing: FxHashSet<ComponentId> = ground.all.iter().flat_map(|&id| graph.targets(id, "backed_up_at")).collect();
    let mut seen = FxHashSet::default();
    let mut homes: FxHashMap<ComponentId, Vec<usize>> = FxHashMap::default();
    let mut places: Vec<Stand> = Vec::new();
    for &id in &ground.all {
        let idle_backup = backing.contains(&id) && ground.is(id, "backup-site") && !ground.on.contains_key(&id);
        if ground.is_ground(id) && !ground.standing.contains(&id) && !ground.is(id, "network") && !idle_backup {
            for member in graph.carried(id, atlas.day()) {
                homes.entry(member).or_default().push(places.len());
            }
            places.push(ground.stand(id, &mut seen));
        }
    }
    let mut providers: BTreeMap<&str, Vec<ComponentId>> = BTreeMap::new();
    let mut homeless_ids = Vec::new();
    for &id in &ground.all {
        if ground.standing.contains(&id) || ground.is_ground(id) {
            continue;
        }
        match ground.provider(id) {
            Some(name) if graph.kind(id).is_some_and(|kind| kind.hosted) => providers.entry(name).or_default().push(id),
            _ if graph.kind(id).is_some_and(|kind| kind.hosted) || ground.on.contains_key(&id) => homeless_ids.push(id),
            _ => {}
        }
    }
    for (name, ids) in providers {
        for &id in &ids {
            homes.entry(id).or_default().push(places.len());
        }
        places.push(Stand {
            name: name.to_owned(),
            note: lang.pick("nhà cung cấp dịch vụ", "service provider").to_owned(),
            stance: Stance::Outside,
            target: None,
            inside: ids.into_iter().map(|id| ground.stand(id, &mut seen)).collect(),
            backups: Vec::new(),
        });
    }
    let mut homeless: Vec<Stand> = homeless_ids.iter().map(|&id| ground.stand(id, &mut seen)).collect();
    // Who stands on each other in a circle stands nowhere.
    let lost = ground
        .all
        .iter()
        .filter(|id| ground.standing.contains(id) && !seen.contains(id) && !ground.is(**id, "network"));
    let lost: Vec<ComponentId> = lost.copied().collect();
    homeless.extend(lost.into_iter().filter(|id| extent::is_in(atlas, scope, *id)).map(|id| {
        let mut own = ground.stand(id, &mut seen);
        own.inside.clear();
        own
    }));
    let nets = super::nets::nets(atlas, scope, &ground.all, &homes, lang);
    if places.is_empty() && homeless.is_empty() && nets.is_empty() {
        return None;
    }
    let tables = tables(&places, &homeless, &nets, lang);
    let (sites, without, name) =
        (places.len(), homeless.iter().map(size).sum::<usize>(), extent::name(atlas, scope, lang));
    let running = places.iter().map(size).sum::<usize>() - sites;
    let mut view = Deployment {
        id: extent::slug("deployment", atlas, scope),
        title: text!(vi: "Nơi triển khai: {name}", en: "What runs where: {name}").get(lang).to_owned(),
        description: text!(
            vi: "{running} thành phần chạy tại {sites} nơi; {without} thành phần chưa nêu nơi chạy.",
            en: "{running} components run at {sites} places; {without} do not say where they run.",
        )
        .get(lang)
        .to_owned(),
        places,
        nets,
        homeless,
        notes: Vec::new(),
        tables,
    };
    let hosted: Vec<ComponentId> =
        ground.all.iter().copied().filter(|id| ground.standing.contains(id) && !ground.is_ground(*id)).collect();
    let made_up = hosted.iter().filter(|&&id| super::is_illustrative(graph, id, "hosted_on")).count();
    let what = text!(vi: "nơi chạy", en: "statements of where a component runs");
    view.notes.extend(extent::marked(made_up, hosted.len(), &what, lang));
    view.fold(atlas, lang);
    Some(view)
}

/// A stand and everything in it.
fn size(stand: &Stand) -> usize {
    1 + stand.inside.iter().map(size).sum::<usize>()
}

impl Deployment {
    /// With too many boxes, places keep counts of layers, and the smaller of too many places are left out.
    fn fold(&mut self, atlas: Atlas<'_>, lang: Lang) {
        let boxes = self.places.iter().chain(&self.homeless).map(size).sum::<usize>();
        if boxes <= BOXES {
            return;
        }
        for place in &mut self.places {
            place.inside = counts(atlas, &place.inside, lang);
        }
        self.homeless = counts(atlas, &self.homeless, lang);
        self.notes.push(
            text!(
                vi: "{boxes} ô, nên mỗi nơi chỉ ghi số thành phần của từng lớp; tên từng thành phần có trong bảng chữ và ở sơ đồ của mỗi cơ quan.",
                en: "With {boxes} boxes, each place gives the number of components of each layer; their names are in the table and in the picture of each agency.",
            )
            .get(lang)
            .to_owned(),
        );
        if self.places.len() > PLACES {
            let left = self.places.len() - PLACES;
            self.places.truncate(PLACES);
            for net in &mut self.nets {
                net.joins.retain(|&place| place < PLACES);
            }
            self.notes.push(
                text!(vi: "{left} nơi khác có trong bảng chữ.", en: "{left} more places are in the table.")
                    .get(lang)
                    .to_owned(),
            );
        }
    }
}

fn counts(atlas: Atlas<'_>, inside: &[Stand], lang: Lang) -> Vec<Stand> {
    let mut found: BTreeMap<std::cmp::Reverse<LayerId>, usize> = BTreeMap::new();
    let mut todo: Vec<&Stand> = inside.iter().collect();
    while let Some(stand) = todo.pop() {
        if let Stance::Layer(layer) | Stance::Planned(layer) = stand.stance {
            *found.entry(std::cmp::Reverse(layer)).or_default() += 1;
        }
        todo.extend(&stand.inside);
    }
    let count = |(std::cmp::Reverse(layer), count): (std::cmp::Reverse<LayerId>, usize)| {
        let of = atlas.graph().pack.framework.layer(layer);
        Stand {
            name: format!("{}: {count}", of.name.get(lang)),
            note: String::new(),
            stance: Stance::Count(layer),
            target: None,
            inside: Vec::new(),
            backups: Vec::new(),
        }
    };
    found.into_iter().map(count).collect()
}

fn tables(places: &[Stand], homeless: &[Stand], nets: &[Net], lang: Lang) -> Vec<Table> {
    let head = match lang {
        Lang::Vi => ["Nơi", "Thành phần", "Chạy trên", "Ghi chú", "Sao lưu tại"],
        Lang::En => ["Place", "Component", "Runs on", "Remarks", "Backed up at"],
    };
    let mut rows = Vec::new();
    for place in places {
        list(place, place, place, &mut rows);
    }
    let nowhere = Stand {
        name: lang.pick("Chưa nêu nơi chạy", "Place not given").to_owned(),
        note: String::new(),
        stance: Stance::Outside,
        target: None,
        inside: Vec::new(),
        backups: Vec::new(),
    };
    for stand in homeless {
        list(&nowhere, &nowhere, stand, &mut rows);
    }
    let caption = lang.pick("Thành phần và nơi chạy", "Components and where they run").to_owned();
    let mut tables = Vec::new();
    if !rows.is_empty() {
        tables.push(extent::capped(Table { caption, head: head.map(str::to_owned).to_vec(), rows }, lang));
    }
    if !nets.is_empty() {
        let head = [lang.pick("Mạng", "Network"), lang.pick("Nối gì", "What it joins")].map(str::to_owned).to_vec();
        let row = |net: &Net| vec![Cell { text: net.name.clone(), target: net.target.clone() }, Cell::new(&*net.note)];
        let caption = lang.pick("Mạng", "Networks").to_owned();
        tables.push(extent::capped(Table { caption, head, rows: nets.iter().map(row).collect() }, lang));
    }
    tables
}

fn list(place: &Stand, host: &Stand, stand: &Stand, rows: &mut Vec<Vec<Cell>>) {
    let cell = |stand: &Stand| Cell { text: stand.name.clone(), target: stand.target.clone() };
    let or_dash = |text: String| Cell::new(if text.is_empty() { "–".to_owned() } else { text });
    let backups: Vec<&str> = stand.backups.iter().map(|(name, _)| name.as_str()).collect();
    let itself = std::ptr::eq(place, stand);
    rows.push(vec![
        cell(place),
        if itself { Cell::new("–") } else { cell(stand) },
        if itself { Cell::new("–") } else { cell(host) },
        or_dash(stand.note.clone()),
        or_dash(backups.join("; ")),
    ]);
    for inner in &stand.inside {
        list(place, stand, inner, rows);
    }
}
