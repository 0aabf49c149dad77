//! Words and colours of the boxes of a connection model.

use jiff::civil::Date;

use super::super::layered::{Cluster, Node};
use super::super::letters::{Weight, balanced, wrap};
use super::super::member::{plural, some, tone};
use super::super::picture::{Card, Line, Rect, Tone};
use super::plan::{COLUMNS, Key, Member, Spot};
use crate::framework::DocumentType;
use crate::graph::Graph;
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::text::{Lang, spelling};
use crate::view::{Exchange, Target};

/// A box that is its agency, and one alone that can say whose it is, need no frame around them.
pub(super) const fn needs_frame(spots: &[Spot]) -> bool {
    !matches!(spots, [(_, Key::Agency(_) | Key::One(_))])
}

pub(super) struct Boxes<'a> {
    pub graph: &'a Graph<'a>,
    pub scope: Scope,
    pub lang: Lang,
    pub day: Date,
}

impl Boxes<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    /// The agency whose frame a box stands in; platforms stand free.
    pub(super) fn frame(&self, spot: Spot) -> Option<AgencyId> {
        let outer = spot.0 == 0 || spot.0 == COLUMNS - 1;
        match spot.1 {
            _ if !outer => None,
            Key::One(id) => self.home(id),
            Key::Kind(agency, _) | Key::Agency(agency) => Some(agency),
            Key::Level(_) | Key::Joined => None,
        }
    }

    /// The agency a component is shown under: the unit itself where the picture is of its agency.
    fn home(&self, id: ComponentId) -> Option<AgencyId> {
        match (self.scope, self.graph.agency_of(id)) {
            (Scope::Agency(own), Some(agency)) if self.graph.is_within(agency, own) => Some(agency),
            _ => self.graph.root_of(id),
        }
    }

    /// The frame of an agency.
    pub(super) fn cluster(&self, agency: AgencyId, nodes: Vec<Node>) -> Cluster {
        let repository = self.graph.repository;
        let title = wrap(repository.agency_name(agency, self.lang), 190.0, 12.0, Weight::Bold, 3);
        let elsewhere = matches!(self.scope, Scope::Agency(own) if !self.graph.is_within(agency, own));
        Cluster {
            title: title.into_iter().map(|line| Line::new(line, 12.0).bold()).collect(),
            tone: Some(if elsewhere { Tone::Outside } else { Tone::Plain }),
            target: Some(Target::Agency(repository.agency(agency).id.clone())),
            nodes,
        }
    }

    pub(super) fn card(&self, spot: Spot, member: &Member, framed: bool) -> Card {
        let outer = spot.0 == 0 || spot.0 == COLUMNS - 1;
        let wide = if outer { 196.0 } else { 148.0 };
        let (name, more) = match spot.1 {
            Key::One(id) => self.one(id, outer, framed),
            key => self.several(key, member, framed),
        };
        let name_lines = balanced(&name, wide - 14.0, 12.0, Weight::Bold, 4);
        let mut lines: Vec<Line> = name_lines.into_iter().map(|line| Line::new(line, 12.0).bold()).collect();
        let quiet = balanced(&more, wide - 14.0, 11.0, Weight::Regular, 3);
        lines.extend(quiet.into_iter().map(|line| Line::new(line, 11.0).quiet()));
        let high = lines.iter().map(Line::height).sum::<f32>() + 12.0;
        let target = match spot.1 {
            Key::One(id) => Some(Target::Component(self.graph.component(id).key.to_string())),
            Key::Agency(agency) | Key::Kind(agency, _) => {
                Some(Target::Agency(self.graph.repository.agency(agency).id.clone()))
            }
            Key::Level(_) | Key::Joined => None,
        };
        Card {
            rect: Rect::new(0.0, 0.0, wide, high),
            lines,
            tone: self.tone(spot.1),
            focus: false,
            tip: self.card_tip(spot.1, &name, &more, member),
            target,
        }
    }

    /// Name of a component, and what is said of it below.
    fn one(&self, id: ComponentId, outer: bool, framed: bool) -> (String, String) {
        let graph = self.graph;
        let roles = &graph.pack.catalogue.roles;
        let name = graph.repository.name(id, self.lang).to_owned();
        if !outer && graph.is_catalogued(id, &roles.agency_platform) {
            let owner = graph.root_of(id).map_or(name.as_str(), |root| graph.repository.agency_name(root, self.lang));
            return (roles.agency_platform.to_uppercase(), owner.to_owned());
        }
        if graph.is_catalogued(id, &roles.national_platform) {
            let short = roles.national_platform.to_uppercase();
            let said = name.contains(&short);
            return (name, if said { String::new() } else { short });
        }
        if !outer {
            return (name, String::new());
        }
        let kind = graph.kind(id).map_or("", |kind| kind.name.get(self.lang));
        let agency = self.home(id).map_or("", |agency| graph.repository.agency_name(agency, self.lang));
        let more = if framed { kind } else { agency };
        // A name that says it already says it once.
        let said = spelling(&name).contains(&spelling(more));
        (name, if said { String::new() } else { more.to_owned() })
    }

    fn several(&self, key: Key, member: &Member, framed: bool) -> (String, String) {
        let graph = self.graph;
        let (systems, exchanges) = (member.components.len(), member.exchanges);
        let counts = match self.lang {
            Lang::Vi => format!("{systems} hệ thống · {exchanges} kết nối"),
            Lang::En => format!("{} · {}", plural(systems, "system"), plural(exchanges, "connection")),
        };
        match key {
            Key::Agency(_) if framed => (self.say("Các hệ thống khác", "Other systems").to_owned(), counts),
            Key::Agency(agency) => (graph.repository.agency_name(agency, self.lang).to_owned(), counts),
            Key::Kind(_, kind) => {
                let kind = kind.map_or(self.say("Loại khác", "Other kinds"), |kind| {
                    graph.pack.framework.kind(kind).name.get(self.lang)
                });
                (kind.to_owned(), counts)
            }
            Key::Level(_) if member.components.iter().any(|&id| graph.is_intermediary(id)) => {
                (graph.pack.catalogue.roles.agency_platform.to_uppercase(), self.owners(key, member))
            }
            Key::Level(_) => (self.owners(key, member), counts),
            Key::Joined | Key::One(_) => {
                let says = match self.lang {
                    Lang::Vi => format!("của {systems} cơ quan khác, đã nối với nền tảng quốc gia"),
                    Lang::En => format!("of {systems} other agencies, joined to the national platform"),
                };
                (graph.pack.catalogue.roles.agency_platform.to_uppercase(), says)
            }
        }
    }

    /// How many agencies of which level stand behind a box.
    fn owners(&self, key: Key, member: &Member) -> String {
        let graph = self.graph;
        let mut roots: Vec<Option<AgencyId>> = member.components.iter().map(|&id| graph.root_of(id)).collect();
        roots.sort_unstable();
        roots.dedup();
        let level = match key {
            Key::Level(agency) => graph.repository.agency(agency).level.as_str(),
            _ => "",
        };
        let field = graph.pack.framework.field_at(DocumentType::Agency, "level");
        let level = field.map_or(level, |field| field.name_of(level, self.lang));
        format!("{} {}{level}", roots.len(), self.say("", "× "))
    }

    fn tone(&self, key: Key) -> Tone {
        let graph = self.graph;
        let elsewhere = |agency| matches!(self.scope, Scope::Agency(own) if !graph.is_within(agency, own));
        let id = match key {
            Key::One(id) => id,
            Key::Agency(agency) if elsewhere(agency) => return Tone::Outside,
            Key::Level(_) | Key::Joined if self.scope != Scope::Whole => return Tone::Outside,
            _ => return Tone::Plain,
        };
        tone(graph, self.scope, self.day, id)
    }

    fn card_tip(&self, key: Key, name: &str, more: &str, member: &Member) -> String {
        let name_of = |id| self.graph.repository.name(id, self.lang).to_owned();
        let Key::One(id) = key else {
            let names = member.components.iter().map(|&id| name_of(id));
            return format!("{name} · {more}: {}", some(names, member.components.len()));
        };
        let agency = self.graph.agency_of(id).map_or("", |id| self.graph.repository.agency_name(id, self.lang));
        let counts = match self.lang {
            Lang::Vi => format!("{} kết nối", member.exchanges),
            Lang::En => plural(member.exchanges, "connection"),
        };
        let agency = if agency == more { "" } else { agency };
        let parts: Vec<&str> = [name, more, agency, &counts].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    /// What a line stands for: the exchanges behind it.
    pub(super) fn tip(&self, exchanges: &[Exchange<'_>], held: &[usize]) -> String {
        let name = |id| self.graph.repository.name(id, self.lang);
        let one = |exchange: &Exchange<'_>| format!("{} → {}", name(exchange.flow.from), name(exchange.flow.to));
        let names = held.iter().filter_map(|&at| exchanges.get(at)).map(one);
        let listed = some(names, held.len());
        match (held.len(), self.lang) {
            (1, _) => listed,
            (count, Lang::Vi) => format!("{count} kết nối: {listed}"),
            (count, Lang::En) => format!("{}: {listed}", plural(count, "connection")),
        }
    }
}
