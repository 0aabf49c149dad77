//! Direction and policy: what an agency's architecture stands on and who leads it, as far as it is written.

use super::reading::Reading;
use super::users::{capital, fact};
use super::{Item, Mark};
use crate::framework::DocumentType;
use crate::measure::{Scope, Weight, weight};
use crate::model::{AgencyId, words};
use crate::tree::NodeRef;
use crate::view::Target;

/// Levels of agency that the framework asks for an architecture and a platform of their own.
pub(super) const BOUND: [&str; 2] = ["ministry", "province"];
/// Legal documents that get a box each.
const CITED: usize = 3;

pub(super) fn direction(reading: &Reading<'_>) -> Vec<Item> {
    let mut items = vec![framework(reading)];
    match reading.scope {
        Scope::Agency(agency) => {
            items.extend(decision(reading, agency));
            items.extend(unit(reading, agency));
            items.extend(roadmap(reading, agency));
            items.extend(cited(reading, agency));
        }
        Scope::Whole => {
            items.extend(approved(reading));
            items.extend(roadmaps(reading));
            items.extend(policies(reading));
        }
    }
    items.extend(waived(reading));
    items
}

/// The framework the repository follows.
fn framework(reading: &Reading<'_>) -> Item {
    let framework = &reading.graph().pack.framework;
    let (title, decision) = (framework.title.get(reading.lang), &framework.decision.number);
    let mut item = fact(title, Mark::Fact, format!("{title} · {decision}"));
    item.notes.push(decision.clone());
    item
}

/// The decision that approves the architecture; its absence is told of who must have one.
fn decision(reading: &Reading<'_>, agency: AgencyId) -> Option<Item> {
    let (repository, lang) = (reading.graph().repository, reading.lang);
    let decision = repository.agency_field(agency, "architecture").and_then(|node| node.get("decision"));
    let text = |field: &str| decision.and_then(|node| node.get(field)).and_then(NodeRef::as_scalar);
    let Some(number) = text("number") else {
        let bound = BOUND.contains(&repository.agency(agency).level.as_str());
        let none =
            lang.pick("Chưa ghi quyết định phê duyệt kiến trúc", "No decision approving the architecture is recorded");
        return bound.then(|| fact(none, Mark::Recipe, none.to_owned()));
    };
    let says = lang.pick("Quyết định phê duyệt kiến trúc", "Decision approving the architecture");
    let star = star(reading, agency, "architecture.decision");
    let mut item = fact(&format!("{says}{star}"), Mark::Fact, format!("{says}: {number}"));
    item.notes.push(number.to_owned());
    item.notes.extend(text("date").map(ToOwned::to_owned));
    Some(item)
}

/// Who keeps the architecture.
fn unit(reading: &Reading<'_>, agency: AgencyId) -> Option<Item> {
    let architecture = reading.graph().repository.agency_field(agency, "architecture")?;
    let unit = words(architecture.get("governance")?.get("unit")?, reading.lang)?;
    let says = reading.lang.pick("Đơn vị chủ trì kiến trúc", "Unit in charge of the architecture");
    let star = star(reading, agency, "architecture.governance");
    let mut item = fact(&format!("{says}{star}"), Mark::Fact, format!("{says}: {unit}"));
    item.notes.push(reading.trimmed(unit));
    Some(item)
}

/// `*` where a field of an agency is there for illustration.
fn star(reading: &Reading<'_>, agency: AgencyId, field: &str) -> &'static str {
    let node = reading.graph().repository.agency_field(agency, "illustrative");
    let named =
        |entry: NodeRef<'_>| entry.as_str().is_some_and(|name| name == field || name.starts_with(&format!("{field}.")));
    let marked = node.is_some_and(|node| node.as_bool() == Some(true) || node.elements().any(named));
    if marked { "*" } else { "" }
}

/// The roadmap that plans for the agency.
fn roadmap(reading: &Reading<'_>, agency: AgencyId) -> Option<Item> {
    let (graph, lang) = (reading.graph(), reading.lang);
    let roadmaps = graph.roadmaps();
    let roadmap = roadmaps.covering(graph, agency)?;
    let made_up = graph.repository.documents_of(DocumentType::Roadmap).any(|document| {
        let whole = graph.repository.top(document).get("illustrative").and_then(NodeRef::as_bool);
        document.agency == roadmap.agency && whole == Some(true)
    });
    let star = if made_up { "*" } else { "" };
    let name = lang.pick("Lộ trình", "Roadmap");
    let name = roadmap.horizon.map_or_else(
        || name.to_owned(),
        |to| crate::text!(vi: "Lộ trình đến {to}", en: "Roadmap to {to}").get(lang).to_owned(),
    );
    let count = roadmap.packages.len();
    let says = crate::text!(vi: "{count} gói công việc", en: "{count} work packages");
    let mut item = fact(&format!("{name}{star}"), Mark::Fact, format!("{name}: {}", says.get(lang)));
    item.notes.push(says.get(lang).to_owned());
    Some(item)
}

/// Legal documents that the architecture and the components cite.
fn cited(reading: &Reading<'_>, agency: AgencyId) -> Vec<Item> {
    let (graph, lang) = (reading.graph(), reading.lang);
    let repository = graph.repository;
    let architecture = repository.agency_field(agency, "architecture").and_then(|node| node.get("legal_basis"));
    let components = reading.components.iter().filter_map(|&id| repository.field(id, "legal_basis"));
    let mut keys: Vec<&str> = Vec::new();
    for key in architecture.into_iter().chain(components).flat_map(NodeRef::elements).filter_map(NodeRef::as_str) {
        if !keys.contains(&key) && keys.len() < 100 {
            keys.push(key);
        }
    }
    let named = |key: &&str| {
        let document = graph.pack.document(key);
        let name = document.map_or(*key, |document| document.label.as_str());
        let mut item = fact(name, Mark::Fact, format!("{}: {name}", lang.pick("Căn cứ pháp lý", "Legal basis")));
        item.target = document.map(|document| Target::Law(document.id.clone(), None));
        item
    };
    let mut items: Vec<Item> = keys.iter().take(CITED).map(named).collect();
    if let Some(rest) = keys.len().checked_sub(CITED).filter(|&rest| rest > 0) {
        let says = crate::text!(vi: "và {rest} văn bản khác", en: "and {rest} other documents");
        items.push(fact(says.get(lang), Mark::Fact, format!("{}: {}", says.get(lang), keys[CITED..].join(", "))));
    }
    items
}

/// How many of those who must have it approved have a decision.
fn approved(reading: &Reading<'_>) -> Option<Item> {
    let (repository, lang) = (reading.graph().repository, reading.lang);
    let bound: Vec<AgencyId> =
        reading.atlas.evidence.roots().filter(|&id| BOUND.contains(&repository.agency(id).level.as_str())).collect();
    let has = |id: &&AgencyId| {
        let architecture = repository.agency_field(**id, "architecture");
        architecture.and_then(|node| node.get("decision")).and_then(|node| node.get("number")).is_some()
    };
    let (count, all) = (bound.iter().filter(has).count(), bound.len());
    let name = lang.pick(
        "Kiến trúc của bộ, tỉnh đã ghi quyết định phê duyệt",
        "Architectures of ministries and provinces with a recorded decision",
    );
    let mut item = fact(name, if count > 0 { Mark::Fact } else { Mark::Recipe }, format!("{name}: {count}/{all}"));
    item.notes.push(format!("{count}/{all}"));
    (all > 0).then_some(item)
}

fn roadmaps(reading: &Reading<'_>) -> Option<Item> {
    let count = reading.graph().roadmaps().all.len();
    counted(reading, count, ("Lộ trình", "Roadmaps"), ("cơ quan", "agency", "agencies"))
}

/// Rules that the repository brings along.
fn policies(reading: &Reading<'_>) -> Option<Item> {
    let repository = reading.graph().repository;
    let lists = repository.documents_of(DocumentType::Policies);
    let count =
        lists.map(|document| repository.top(document).get("policies").map_or(0, |list| list.elements().len())).sum();
    counted(reading, count, ("Quy tắc riêng của kho", "Policies of the repository"), ("quy tắc", "policy", "policies"))
}

/// Findings that a waiver lifts.
fn waived(reading: &Reading<'_>) -> Option<Item> {
    let within = |agency: &str| match reading.scope {
        Scope::Whole => true,
        Scope::Agency(asked) => {
            reading.graph().find_agency(agency).is_some_and(|agency| reading.graph().is_within(agency, asked))
        }
    };
    let lifted = reading.findings.iter().filter(|finding| weight(finding) == Weight::Waived && within(&finding.agency));
    counted(reading, lifted.count(), ("Miễn trừ đang áp dụng", "Waivers applied"), ("phát hiện", "finding", "findings"))
}

fn counted(reading: &Reading<'_>, count: usize, name: (&str, &str), unit: (&str, &str, &str)) -> Option<Item> {
    let lang = reading.lang;
    let unit = lang.pick(unit.0, if count == 1 { unit.1 } else { unit.2 });
    let name = capital(lang.pick(name.0, name.1));
    let mut item = fact(&name, Mark::Fact, format!("{name}: {count} {unit}"));
    item.notes.push(format!("{count} {unit}"));
    (count > 0).then_some(item)
}
