//! What the overall diagram asks of the architecture again and again: which components, what of them is the nation's,
//! what was found on each, and what each is called on the picture.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Finding, Subject};
use crate::framework::Severity;
use crate::graph::Graph;
use crate::measure::{Scope, Weight, weight};
use crate::model::{AgencyId, ComponentId, State};
use crate::text::Lang;
use crate::tree::NodeRef;
use crate::view::{Atlas, Target};

use super::{Item, Mark};

/// The layer that stands beside the others.
pub(super) const SIDE: &str = "security";
/// Kinds people meet the administration through.
pub(super) const CHANNELS: [&str; 2] = ["service-portal", "one-stop-system"];
/// Kind of the platforms that data leaves an agency by.
const GATE: &str = "integration-platform";

/// The part of an architecture that a picture is of.
pub(super) struct Reading<'a> {
    pub(super) atlas: Atlas<'a>,
    pub(super) scope: Scope,
    pub(super) lang: Lang,
    /// Components of the scope at the day, in order.
    pub(super) components: Vec<ComponentId>,
    /// Findings of the scope.
    pub(super) findings: Vec<&'a Finding>,
    /// Errors and warnings that weigh, of each component.
    weighs: FxHashMap<ComponentId, (usize, usize)>,
    /// Ends of ways that a rule forbids.
    forbidden: FxHashSet<(&'a str, &'a str)>,
    /// Ends of names that the picture as a whole says already.
    known: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(atlas: Atlas<'a>, scope: Scope, lang: Lang) -> Self {
        let (graph, evidence) = (atlas.graph(), atlas.evidence);
        let components = match scope {
            Scope::Whole => evidence.active().to_vec(),
            Scope::Agency(asked) => {
                let root = graph.root(asked);
                let under = graph.components_under(root).iter().copied();
                let there = under.filter(|id| evidence.active().binary_search(id).is_ok());
                there.filter(|&id| asked == root || graph.is_under(id, asked)).collect()
            }
        };
        let findings: Vec<&Finding> = match scope {
            Scope::Whole => evidence.findings().iter().collect(),
            Scope::Agency(asked) => evidence.findings_under(graph.root(asked)).to_vec(),
        };
        let mut weighs: FxHashMap<ComponentId, (usize, usize)> = FxHashMap::default();
        let mut forbidden = FxHashSet::default();
        for finding in findings.iter().copied().filter(|finding| weight(finding) == Weight::Breaks) {
            if let (Some(first), Some(last)) = (finding.path.first(), finding.path.last()) {
                forbidden.insert((first.as_str(), last.as_str()));
            }
            let (Subject::Component(key) | Subject::Connection { from: key, .. }) = &finding.subject else { continue };
            let Some(id) = graph.find(key) else { continue };
            let (errors, warnings) = weighs.entry(id).or_default();
            match finding.severity {
                Severity::Error => *errors += 1,
                Severity::Warning => *warnings += 1,
                Severity::Info => {}
            }
        }
        let known = match scope {
            Scope::Whole => Vec::new(),
            Scope::Agency(asked) => endings(graph, asked),
        };
        Self { atlas, scope, lang, components, findings, weighs, forbidden, known }
    }

    pub(super) const fn graph(&self) -> &'a Graph<'a> {
        self.atlas.graph()
    }

    pub(super) fn state(&self, id: ComponentId) -> State {
        self.graph().state(id, self.atlas.day())
    }

    /// Whether a component stands in the frame of the nation: in the national catalogue, or a national database.
    pub(super) fn is_national(&self, id: ComponentId) -> bool {
        let graph = self.graph();
        let platform = graph.pack.catalogue.roles.agency_platform.as_str();
        graph.catalogue(id).map_or_else(|| graph.is_kind(id, "national-database"), |entry| entry.id != platform)
    }

    /// The national platform, in operation or to come.
    pub(super) fn national_platform(&self) -> Option<ComponentId> {
        self.role(&self.graph().pack.catalogue.roles.national_platform)
    }

    /// The component that has a role of the national catalogue, in operation or to come.
    pub(super) fn role(&self, entry: &str) -> Option<ComponentId> {
        let active = |id: &ComponentId| self.state(*id).is_active();
        let graph = self.graph();
        graph.national(entry, self.atlas.day()).or_else(|| graph.catalogued_as(entry).find(active))
    }

    pub(super) fn is_gate(&self, id: ComponentId) -> bool {
        !self.is_national(id) && self.graph().is_kind(id, GATE)
    }

    pub(super) fn is_channel(&self, id: ComponentId) -> bool {
        self.graph().kind(id).is_some_and(|kind| CHANNELS.contains(&kind.id.as_str()))
    }

    pub(super) fn is_side(&self, id: ComponentId) -> bool {
        self.graph().pack.framework.layer(self.graph().component(id).layer).id == SIDE
    }

    /// Whether a rule forbids the way data goes between two components.
    pub(super) fn is_forbidden(&self, from: ComponentId, to: ComponentId) -> bool {
        let key = |id| &*self.graph().component(id).key;
        self.forbidden.contains(&(key(from), key(to)))
    }

    /// Errors and warnings on a component that weigh.
    pub(super) fn found(&self, id: ComponentId) -> (usize, usize) {
        self.weighs.get(&id).copied().unwrap_or_default()
    }

    pub(super) fn kind(&self, id: ComponentId) -> &'a str {
        self.graph().kind(id).map_or("", |kind| kind.name.get(self.lang))
    }

    pub(super) fn agency_name(&self, agency: AgencyId) -> &'a str {
        self.graph().repository.agency_name(agency, self.lang)
    }

    /// Name of a component as the picture has it: what stands in the title of the picture is left out.
    pub(super) fn short(&self, id: ComponentId) -> String {
        let (graph, name) = (self.graph(), self.graph().repository.name(id, self.lang));
        let Scope::Agency(asked) = self.scope else { return name.to_owned() };
        // Units have frames with their names.
        let unit = graph.agency_of(id).filter(|&agency| agency != asked && graph.is_within(agency, asked));
        let shorter = unit.and_then(|unit| without(name, &endings(graph, unit)));
        shorter.unwrap_or_else(|| self.trimmed(name))
    }

    /// A name without what stands in the title of the picture.
    pub(super) fn trimmed(&self, name: &str) -> String {
        without(name, &self.known).unwrap_or_else(|| name.to_owned())
    }

    /// Whether a component, or its name, is there for illustration.
    pub(super) fn is_illustrative(&self, id: ComponentId) -> bool {
        let marks = |node: NodeRef<'_>| {
            node.as_bool() == Some(true) || node.elements().any(|entry| entry.as_str() == Some("name"))
        };
        self.graph().repository.field(id, "illustrative").is_some_and(marks)
    }

    /// The box of a component of the scope.
    pub(super) fn item(&self, id: ComponentId) -> Item {
        let (graph, lang, state) = (self.graph(), self.lang, self.state(id));
        let (errors, warnings) = self.found(id);
        let mark = match state {
            _ if errors > 0 => Mark::Wrong,
            State::Planned | State::Building | State::Absent => Mark::Planned,
            State::Retiring | State::Retired => Mark::Retiring,
            State::Operating if self.is_national(id) => Mark::National,
            State::Operating => Mark::Layer(graph.component(id).layer.0),
        };
        let mut notes: Vec<String> = state_note(state, lang).map(ToOwned::to_owned).into_iter().collect();
        let found = found_note(errors, warnings, lang);
        notes.extend(found.clone());
        let star = if self.is_illustrative(id) { "*" } else { "" };
        Item {
            id: Some(id),
            name: format!("{}{star}", self.short(id)),
            notes: if notes.is_empty() { notes } else { vec![notes.join(" · ")] },
            mark,
            tip: self.tip(id, found),
            target: Some(Target::Component(graph.component(id).key.to_string())),
            count: 1,
            hub: self.national_platform() == Some(id),
        }
    }

    /// The box of a component of the nation: it says whose it is.
    pub(super) fn national_item(&self, id: ComponentId) -> Item {
        let mut item = self.item(id);
        if matches!(item.mark, Mark::Layer(_)) {
            item.mark = Mark::National;
        }
        let own = matches!(self.scope, Scope::Agency(asked) if self.graph().is_under(id, asked));
        if own {
            item.notes.insert(0, self.lang.pick("do cơ quan này quản lý", "run by this agency").to_owned());
        } else if let Some(agency) = self.graph().root_of(id) {
            item.notes.insert(0, self.agency_name(agency).to_owned());
        }
        item
    }

    fn tip(&self, id: ComponentId, found: Option<String>) -> String {
        let (graph, lang) = (self.graph(), self.lang);
        let agency = graph.agency_of(id).map(|agency| self.agency_name(agency).to_owned());
        let star = self.is_illustrative(id).then(|| lang.pick("minh họa", "illustration").to_owned());
        let name = graph.repository.name(id, lang).to_owned();
        let parts = [Some(name), Some(self.kind(id).to_owned()), agency, Some(state(self.state(id), lang).to_owned())];
        let parts = parts.into_iter().chain([found, star]).flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// A state in words.
pub(super) const fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Absent => lang.pick("chưa có", "not there yet"),
        State::Planned => lang.pick("dự kiến", "planned"),
        State::Building => lang.pick("đang xây dựng", "being built"),
        State::Operating => lang.pick("đang vận hành", "in operation"),
        State::Retiring => lang.pick("đang dừng dần", "being retired"),
        State::Retired => lang.pick("đã dừng", "retired"),
    }
}

/// What a box says of a state that is not the usual one.
const fn state_note(at: State, lang: Lang) -> Option<&'static str> {
    match at {
        State::Operating => None,
        other => Some(state(other, lang)),
    }
}

/// "2 lỗi, 1 cảnh báo"; nothing where nothing weighs.
pub(super) fn found_note(errors: usize, warnings: usize, lang: Lang) -> Option<String> {
    let many = |count: usize, one: &str, several: &str| format!("{count} {}", if count == 1 { one } else { several });
    let errors = (errors > 0).then(|| lang.pick((errors, "lỗi", "lỗi"), (errors, "error", "errors")));
    let warnings =
        (warnings > 0).then(|| lang.pick((warnings, "cảnh báo", "cảnh báo"), (warnings, "warning", "warnings")));
    let parts: Vec<String> =
        errors.into_iter().chain(warnings).map(|(count, one, several)| many(count, one, several)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Words that nothing may end in once the rest is left out.
const OPEN: [&str; 12] = ["thuộc", "của", "cho", "tại", "về", "và", "of", "for", "the", "in", "at", "and"];

/// A name without the first of some endings that it has, where enough is left to know it by.
fn without(name: &str, endings: &[String]) -> Option<String> {
    let lower = name.to_lowercase();
    if lower.len() != name.len() {
        return None;
    }
    endings.iter().find_map(|ending| {
        let at = lower.find(ending.as_str())?;
        let (before, after) = (name.get(..at)?, name.get(at + ending.len()..)?);
        let whole = after.is_empty() || after.starts_with([' ', ',', '(']);
        let closed = before.rsplit(' ').next().is_some_and(|word| !OPEN.contains(&word.to_lowercase().as_str()));
        (whole && closed && before.chars().count() >= 10).then(|| format!("{before}{after}"))
    })
}

/// What a name may end in that says no more than the title: " của Bộ Y tế".
fn endings(graph: &Graph<'_>, agency: AgencyId) -> Vec<String> {
    let agencies = [agency, graph.root(agency)];
    let names = agencies.iter().flat_map(|&id| [Lang::Vi, Lang::En].map(|lang| graph.repository.agency_name(id, lang)));
    let mut endings = Vec::new();
    for name in names.map(str::to_lowercase) {
        endings.extend([" thuộc ", " của ", " of the ", " of ", " "].map(|word| format!("{word}{name}")));
    }
    endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
    endings.dedup();
    endings
}
