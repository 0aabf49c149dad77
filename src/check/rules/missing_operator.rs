//! GOV-003: who operates a system and who looks after security is named, and a delegation has its scope and term.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, in_a_row, says_something};
use crate::framework::DocumentType;
use crate::model::{AgencyId, ComponentId, date};
use crate::source::Place;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-operator",
    page: include_str!("missing_operator.md"),
    cases: &["operator", "security-unit", "delegation"],
    prepare: prepare::<MissingOperator>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingOperator {
    operator: Operator,
    security_unit: SecurityUnit,
    /// What a delegation must say.
    delegation: Vec<String>,
}

/// Which systems must name their operator.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Operator {
    /// Security level from which they must.
    min_level: i64,
    /// Levels of agency whose systems, and delegations, are looked at.
    levels: Vec<String>,
}

/// Which agencies must name a unit in charge of security.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecurityUnit {
    /// Levels of agency that must.
    levels: Vec<String>,
}

impl Checker for MissingOperator {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let owned = |root| self.operator.levels.contains(&graph.repository.agency(root).level);
        if !graph.root_of(id).is_some_and(owned) {
            return;
        }
        let levelled = graph.kind(id).is_some_and(|kind| kind.levelled);
        let level = context.level(id).filter(|&level| levelled && level >= self.operator.min_level);
        if let Some(level) = level.filter(|_| !context.says(id, "operator")) {
            unoperated(context, id, level);
        }
        if let Some(delegation) = context.field(id, "delegation").filter(|node| !node.is_null()) {
            self.delegation(context, id, delegation);
        }
    }

    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        if !context.is_judged_root(id, &self.security_unit.levels) || context.agency_says(id, "security_unit") {
            return;
        }
        let message = text!(
            vi: "chưa ghi đơn vị chuyên trách an toàn thông tin",
            en: "no unit in charge of information security is named",
        );
        let help = text!(
            vi: "thêm `security_unit:`; có thể giao cho đơn vị chuyên trách công nghệ thông tin của cơ quan",
            en: "add `security_unit:`; the agency may give the duty to its IT unit",
        );
        let place = context.graph.repository.agency(id).place;
        context.report_agency(id, "security-unit", place, message, help).about("security_unit");
    }
}

/// A system with no operator, or with several and none in the lead.
fn unoperated(context: &mut Context<'_, '_>, id: ComponentId, level: i64) {
    let several = context.field(id, "co_operators").filter(|&node| says_something(node));
    let (place, message) = if let Some(several) = several {
        let names: Vec<&str> = several.elements().filter_map(NodeRef::as_scalar).collect();
        let names = names.join(", ");
        let place = Place { file: context.graph.component(id).file, span: several.first_line() };
        let message = text!(
            vi: "hệ thống cấp độ {level} có đơn vị cùng vận hành ({names}) nhưng không có đơn vị chủ trì",
            en: "a system of level {level} has co-operators ({names}) and none in the lead",
        );
        (place, message)
    } else {
        let message = text!(
            vi: "hệ thống cấp độ {level} chưa ghi đơn vị vận hành",
            en: "a system of level {level} names no operator",
        );
        (context.graph.component(id).place(), message)
    };
    let help = text!(
        vi: "thêm `operator:`; nhiều đơn vị cùng vận hành thì `operator` là đơn vị chủ trì, các đơn vị khác ghi ở `co_operators`",
        en: "add `operator:`; where several operate it, `operator` is the one in the lead and the others stand in `co_operators`",
    );
    context.report(id, "operator", place, message, help).about("operator");
}

impl MissingOperator {
    fn delegation(&self, context: &mut Context<'_, '_>, id: ComponentId, delegation: NodeRef<'_>) {
        let file = context.graph.component(id).file;
        let paths = self.delegation.iter().map(|part| format!("delegation.{part}"));
        let missing: Vec<Text> = paths
            .filter(|path| !context.says(id, path))
            .map(|path| context.name_of(DocumentType::Component, &path))
            .collect();
        if !missing.is_empty() {
            let Text { vi, en } = in_a_row(&missing);
            let message = text!(vi: "ủy quyền chủ quản còn thiếu: {vi}", en: "the delegation by the owner lacks: {en}");
            let help = text!(
                vi: "ghi đủ số văn bản, phạm vi và thời hạn ở `delegation:`, theo văn bản ủy quyền",
                en: "give the document, the scope and the term in `delegation:`, as the written delegation has them",
            );
            let place = Place { file, span: delegation.first_line() };
            context.report(id, "delegation", place, message, help).about("delegation");
        }
        let Some(node) = delegation.get("until") else { return };
        if let Some(until) = date(node).filter(|&until| until < context.day) {
            let message = text!(
                vi: "ủy quyền chủ quản đã hết hạn ngày {until}",
                en: "the delegation by the owner ended on {until}",
            );
            let help = text!(
                vi: "gia hạn bằng văn bản rồi sửa `delegation.until`, hoặc bỏ `delegation` nếu chủ quản tự làm",
                en: "renew it in writing and mend `delegation.until`, or leave `delegation` out if the owner has taken the duty back",
            );
            let place = Place { file, span: node.span() };
            context.report(id, "delegation", place, message, help).about("delegation.until");
        }
    }
}
