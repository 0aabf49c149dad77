//! GOV-004: an agency that gives data to others has published whom to ask.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, in_a_row};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "missing-data-contact",
    page: include_str!("missing_data_contact.md"),
    cases: &["required", "expected"],
    prepare: prepare::<MissingDataContact>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingDataContact {
    /// Levels of agency, and of the agency at the top, that the duty is on.
    levels: Vec<String>,
    /// What the contact must say.
    required_agency_fields: Vec<String>,
    /// What is published beside it.
    expected_agency_fields: Vec<String>,
}

impl Checker for MissingDataContact {
    fn repository(&self, context: &mut Context<'_, '_>) {
        // The agency that lacks a contact, and the first system that gives data out.
        let mut lacking: BTreeMap<AgencyId, ComponentId> = BTreeMap::new();
        let graph = context.graph;
        for component in graph.repository.component_ids() {
            let Some(agency) = graph.agency_of(component) else { continue };
            let root = graph.root(agency);
            let judged = [agency, root].iter().all(|&id| self.levels.contains(&graph.repository.agency(id).level));
            if !judged || !graph.provides_service(component, context.day) {
                continue;
            }
            let complete = |id: AgencyId| {
                let mut fields = self.required_agency_fields.iter().chain(&self.expected_agency_fields);
                fields.all(|field| context.agency_says(id, field))
            };
            // A unit may rely on the contact of the agency it stands under.
            if !complete(agency) && !complete(root) {
                let answers = if context.agency_says(agency, "data_contact") { agency } else { root };
                lacking.entry(answers).or_insert(component);
            }
        }
        for (agency, component) in lacking {
            self.report(context, agency, component);
        }
    }
}

impl MissingDataContact {
    fn report(&self, context: &mut Context<'_, '_>, id: AgencyId, component: ComponentId) {
        let required = context.agency_lacks(id, &self.required_agency_fields);
        let expected = context.agency_lacks(id, &self.expected_agency_fields);
        let case = if required.is_empty() { "expected" } else { "required" };
        let Text { vi, en } = in_a_row(&[required, expected].concat());
        let key = context.key(component);
        let message = text!(
            vi: "có dịch vụ chia sẻ dữ liệu (`{key}`) nhưng đầu mối kết nối, chia sẻ còn thiếu: {vi}",
            en: "it shares data by a service (`{key}`), and its contact for data sharing lacks: {en}",
        );
        let help = text!(
            vi: "thêm `data_contact: {{ name: …, position: …, email: …, phone: '…' }}` và công bố đầu mối này",
            en: "add `data_contact: {{ name: …, position: …, email: …, phone: '…' }}`, and publish it",
        );
        let place = context.graph.repository.agency(id).place;
        let related = context.graph.component(component).place();
        let finding = context.report_agency(id, case, place, message, help).about("data_contact");
        finding.relate(related, text!(vi: "hệ thống cung cấp dữ liệu", en: "the system that shares data"));
    }
}
