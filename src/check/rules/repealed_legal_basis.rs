//! GOV-007: what is cited as a legal basis is in force.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::framework::DocumentStanding;
use crate::model::{AgencyId, ComponentId};
use crate::source::Place;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "repealed-legal-basis",
    page: include_str!("repealed_legal_basis.md"),
    cases: &["repealed", "not-yet"],
    prepare: prepare::<RepealedLegalBasis>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepealedLegalBasis {}

/// What is wrong with one citation.
struct Fault<'r> {
    node: NodeRef<'r>,
    case: &'static str,
    message: Text,
    help: Text,
    /// Field of the finding: the list, and the document cited.
    field: String,
}

impl Checker for RepealedLegalBasis {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let repository = context.graph.repository;
        for fault in faults(context, context.field(id, "legal_basis")) {
            let place = repository.place_of(id, fault.node);
            context.report(id, fault.case, place, fault.message, fault.help).about(&fault.field);
        }
        for flow in context.flows(id).iter() {
            let Some(connection) = flow.connection else { continue };
            let entry = repository.node(id, context.graph.statement(connection).node);
            for fault in faults(context, entry.get("legal_basis")) {
                let place = repository.place_of(id, fault.node);
                let finding = context.report_flow(flow, fault.case, place, fault.message, fault.help);
                finding.about(&format!("connects.{}", fault.field));
            }
        }
    }

    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let file = context.graph.repository.agency(id).place.file;
        for fault in faults(context, context.agency_at(id, "architecture.legal_basis")) {
            let place = Place { file, span: fault.node.span() };
            let finding = context.report_agency(id, fault.case, place, fault.message, fault.help);
            finding.about(&format!("architecture.{}", fault.field));
        }
    }

    fn repository(&self, context: &mut Context<'_, '_>) {
        for roadmap in &context.graph.roadmaps().all {
            for project in &roadmap.projects {
                for fault in faults(context, project.entry.get("legal_basis")) {
                    let subject = Subject::Project(format!("{}/{}", roadmap.agency, project.id));
                    let place = project.entry.place_of(fault.node);
                    let about = (subject, roadmap.agency);
                    context.report_on(about, fault.case, place, fault.message, fault.help).about(&fault.field);
                }
            }
        }
    }
}

/// The citations of a list that name a document of the table that is not in force at the day.
fn faults<'r>(context: &Context<'_, '_>, list: Option<NodeRef<'r>>) -> Vec<Fault<'r>> {
    let elements = list.into_iter().flat_map(NodeRef::elements);
    elements.filter_map(|node| fault(context, node)).collect()
}

fn fault<'r>(context: &Context<'_, '_>, node: NodeRef<'r>) -> Option<Fault<'r>> {
    let (pack, day) = (context.graph.pack, context.day);
    let document = pack.document_cited(node.as_scalar()?)?;
    let label = &document.label;
    let field = format!("legal_basis.{}", document.id);
    match pack.document_standing(document, day) {
        DocumentStanding::InForce => None,
        DocumentStanding::NotYet(from) => {
            let message = text!(
                vi: "căn cứ {label} chưa có hiệu lực vào ngày {day} (từ {from})",
                en: "{label} was not in force on {day} (from {from})",
            );
            let help = text!(
                vi: "dẫn văn bản đang có hiệu lực vào ngày ấy, hoặc bỏ khỏi `legal_basis`",
                en: "cite what was in force on that day, or take it out of `legal_basis`",
            );
            Some(Fault { node, case: "not-yet", message, help, field })
        }
        DocumentStanding::Ended(to) => {
            let ended = document.ended_by.as_deref();
            let by = ended.map(|id| pack.document(id).map_or(id, |next| next.label.as_str()));
            let message = match by {
                Some(by) => text!(
                    vi: "căn cứ {label} đã hết hiệu lực sau ngày {to}, do {by}",
                    en: "{label} ceased to be in force after {to}, ended by {by}",
                ),
                None => {
                    text!(vi: "căn cứ {label} đã hết hiệu lực sau ngày {to}", en: "{label} ceased to be in force after {to}")
                }
            };
            let help = match by {
                Some(by) => text!(
                    vi: "đối chiếu với {by} rồi sửa `legal_basis`",
                    en: "compare with {by}, then mend `legal_basis`",
                ),
                None => text!(vi: "dẫn văn bản thay thế ở `legal_basis`", en: "cite what replaced it in `legal_basis`"),
            };
            Some(Fault { node, case: "repealed", message, help, field })
        }
    }
}
