//! Which findings a waiver is for, and which it lets pass.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Breadth, Flaw, Waiver, Width};
use crate::diagnostic::{Finding, Subject};
use crate::framework::Pack;
use crate::text::spelling;

/// What a finding can be looked up by, beside its rule.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key<'f> {
    /// The component, or the source of the connection, that it is about.
    Component(&'f str),
    /// The connection it is about.
    Connection(&'f str, &'f str),
    /// The agency it is about.
    Agency(&'f str),
    /// The agency it is counted under, where it is about something smaller.
    Within(&'f str),
    /// The data entity it is about.
    Entity(String),
    /// The project it is about, with its agency and without.
    Project(&'f str),
}

/// Findings by rule and key, as indices.
type Index<'f> = FxHashMap<(&'f str, Key<'f>), Vec<usize>>;

/// Marks the findings that good waivers are for; of several waivers for one finding the first written counts.
pub(super) fn cover(waivers: &mut [Waiver<'_>], pack: &Pack, findings: &mut [Finding]) {
    if waivers.is_empty() {
        return;
    }
    let most = pack.rule("overbroad-waiver").and_then(|rule| rule.parameters.read::<Breadth>().ok());
    let mut by: Vec<Option<usize>> = vec![None; findings.len()];
    let index = index(waivers, findings);
    for at in 0..waivers.len() {
        let matched = matched(&waivers[at], &index, findings);
        if let Some(width) = most.as_ref().and_then(|most| width(&waivers[at], &matched, most.most, &index, findings)) {
            waivers[at].flaws.push(Flaw::TooBroad(width));
        }
        if !waivers[at].holds() {
            continue;
        }
        for finding in matched {
            if let Some(first) = by[finding] {
                waivers[at].covered_by.get_or_insert(waivers[first].place("rule"));
            } else {
                by[finding] = Some(at);
                waivers[at].covers += 1;
            }
        }
    }
    for (finding, by) in findings.iter_mut().zip(by) {
        finding.waived = by.map(|at| Box::new(waivers[at].mark()));
    }
}

fn index<'f>(waivers: &[Waiver<'f>], findings: &'f [Finding]) -> Index<'f> {
    let rules: FxHashSet<&str> = waivers.iter().filter(|waiver| !waiver.is_void()).map(Waiver::rule).collect();
    let mut index = Index::default();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| rules.contains(&*finding.rule)) {
        let mut add = |key| index.entry((&*finding.rule, key)).or_default().push(at);
        match &finding.subject {
            Subject::Component(component) => add(Key::Component(component)),
            Subject::Connection { from, to } => {
                add(Key::Component(from));
                add(Key::Connection(from, to));
            }
            Subject::Agency(agency) => add(Key::Agency(agency)),
            Subject::Entity(entity) => add(Key::Entity(spelling(entity))),
            Subject::Project(project) => {
                add(Key::Project(project));
                if let Some((_, bare)) = project.split_once('/') {
                    add(Key::Project(bare));
                }
            }
            Subject::File(_) | Subject::Waiver(_) => {}
        }
        if !matches!(finding.subject, Subject::Agency(_)) {
            add(Key::Within(&finding.agency));
        }
        // A component's finding about an entity it holds has the entity in its field: `holds.công dân`.
        if let Some((_, entity)) = finding.field.split_once('.') {
            add(Key::Entity(spelling(entity)));
        }
    }
    index
}

/// The findings that a waiver is for, by everything that it names.
fn matched(waiver: &Waiver<'_>, index: &Index<'_>, findings: &[Finding]) -> Vec<usize> {
    let named = &waiver.named;
    let key = match (&named.component, &named.to) {
        (Some(from), Some(to)) => Key::Connection(from, to),
        (Some(component), None) => Key::Component(component),
        // The far end alone says nothing of who is to be let pass.
        (None, Some(_)) => return Vec::new(),
        (None, None) => match (named.project, &named.entity, named.agency) {
            (Some(project), ..) => Key::Project(project),
            (None, Some(entity), _) => Key::Entity(entity.clone()),
            (None, None, Some(agency)) => Key::Agency(agency),
            (None, None, None) => return Vec::new(),
        },
    };
    let candidates = index.get(&(waiver.rule(), key)).map_or(&[][..], Vec::as_slice);
    let fits = |finding: &Finding| {
        let agency = named.agency.is_none_or(|agency| finding.agency == agency);
        let entity = named.entity.as_deref().is_none_or(|entity| is_about(finding, entity));
        agency && entity && has_field(waiver, finding)
    };
    candidates.iter().copied().filter(|&at| fits(&findings[at])).collect()
}

fn is_about(finding: &Finding, entity: &str) -> bool {
    let subject = matches!(&finding.subject, Subject::Entity(name) if spelling(name) == entity);
    subject || finding.field.split_once('.').is_some_and(|(_, name)| spelling(name) == entity)
}

/// Whether a finding is about the field of a waiver: `connects` is also `connects.via`.
fn has_field(waiver: &Waiver<'_>, finding: &Finding) -> bool {
    waiver.named.field.is_none_or(|field| {
        finding.field.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '=']))
    })
}

/// How far a waiver reaches, where that is too far.
fn width(
    waiver: &Waiver<'_>,
    matched: &[usize],
    most: usize,
    index: &Index<'_>,
    findings: &[Finding],
) -> Option<Width> {
    let named = &waiver.named;
    if let Some(agency) = named.agency
        && named.component.is_none()
        && named.project.is_none()
        && named.entity.is_none()
        && matched.is_empty()
    {
        let within = index.get(&(waiver.rule(), Key::Within(agency))).map_or(&[][..], Vec::as_slice);
        let smaller = within.iter().filter(|&&at| has_field(waiver, &findings[at])).count();
        return (smaller > 0).then_some(Width::WholeAgency(smaller));
    }
    if named.to.is_some() {
        return None;
    }
    let target = |&at: &usize| match &findings[at].subject {
        Subject::Connection { from, to } => Some((from, to)),
        _ => None,
    };
    let connections: BTreeSet<_> = matched.iter().filter_map(target).collect();
    (connections.len() > most).then_some(Width::Connections(connections.len()))
}
