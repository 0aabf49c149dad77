//! SEC-004: the level of a system is approved, by whoever Điều 12 of NĐ 85/2016/NĐ-CP says.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::DocumentType;
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-level-approval",
    page: include_str!("missing_level_approval.md"),
    cases: &["operating", "planned"],
    prepare: prepare::<MissingLevelApproval>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingLevelApproval {
    /// Levels of agency whose systems are judged, units by the agency above them.
    levels: Vec<String>,
    /// Who approves and who appraises, level by level.
    approvals: Vec<Authority>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Authority {
    security_level: i64,
    /// Values of `level_approval.by`, any of which is right.
    by: Vec<String>,
    /// Values of `level_approval.appraised_by`, any of which is right; not asked where empty.
    #[serde(default)]
    appraised_by: Vec<String>,
}

impl Checker for MissingLevelApproval {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let levelled = graph.kind(id).is_some_and(|kind| kind.levelled);
        let judged = graph.root_level(id).is_some_and(|level| self.levels.iter().any(|known| known == level));
        let Some(node) = context.field(id, "security_level").filter(|_| levelled && judged) else { return };
        let Some(authority) = self.approvals.iter().find(|entry| Some(entry.security_level) == node.as_i64()) else {
            return;
        };
        let (faults, wrong) = authority.faults(context, id);
        if faults.is_empty() {
            return;
        }
        let level = authority.security_level;
        let list = |half: fn(&Text) -> &str| faults.iter().map(half).collect::<Vec<_>>().join("; ");
        let (vi, en) = (list(|text| &text.vi), list(|text| &text.en));
        let message = if context.says(id, "level_approval") {
            text!(
                vi: "phê duyệt cấp độ {level} chưa đúng: {vi}",
                en: "the approval of level {level} is not right: {en}",
            )
        } else {
            text!(vi: "cấp độ {level} chưa ghi phê duyệt hồ sơ", en: "no approval of level {level} is given")
        };
        let by = authority.by.first().map_or("", String::as_str);
        let appraised = authority.appraised_by.first();
        let appraised = appraised.map_or_else(String::new, |appraised| format!(", appraised_by: {appraised}"));
        let help = text!(
            vi: "ghi `level_approval: {{ decision: số, date: ngày, by: {by}{appraised} }}` theo quyết định phê duyệt hồ sơ cấp độ",
            en: "write `level_approval: {{ decision: number, date: day, by: {by}{appraised} }}` from the decision that approves the level",
        );
        let case = if graph.state(id, context.day).is_new() { "planned" } else { "operating" };
        let place = graph.repository.place_of(id, wrong.unwrap_or(node));
        context.report(id, case, place, message, help).about("level_approval");
    }
}

impl Authority {
    /// What is missing or wrong, and the first value that is wrong.
    fn faults<'r>(&self, context: &Context<'_, 'r>, id: ComponentId) -> (Vec<Text>, Option<NodeRef<'r>>) {
        let graph = context.graph;
        let mut faults = Vec::new();
        let mut wrong = None;
        if !context.says(id, "level_approval.decision") {
            faults.push(text!(vi: "thiếu số quyết định", en: "no number of the decision"));
        }
        match context.date(id, "level_approval.date") {
            None => faults.push(text!(vi: "thiếu ngày phê duyệt", en: "no date of approval")),
            Some(date) if date > context.day => {
                wrong = wrong.or(context.at(id, "level_approval.date"));
                faults.push(text!(vi: "ngày phê duyệt {date} chưa tới", en: "its date {date} is yet to come"));
            }
            Some(_) => {}
        }
        for (path, right) in [("level_approval.by", &self.by), ("level_approval.appraised_by", &self.appraised_by)] {
            if right.is_empty() {
                continue;
            }
            let node = context.at(id, path);
            let written = node.and_then(NodeRef::as_str);
            if written.is_some_and(|written| right.iter().any(|known| known == written)) {
                continue;
            }
            wrong = wrong.or(node);
            faults.push(not_right(graph, path, written, right));
        }
        (faults, wrong)
    }
}

fn not_right(graph: &Graph<'_>, path: &str, written: Option<&str>, right: &[String]) -> Text {
    let field = graph.pack.framework.field_at(DocumentType::Component, path);
    let name =
        |value: &str, lang| field.map_or_else(|| value.to_owned(), |field| field.name_of(value, lang).to_owned());
    let of = |lang: Lang| {
        // The English name of the field makes no sentence; its path does.
        let role = match lang {
            Lang::Vi => field.map_or("", |field| field.name.get(lang)).to_lowercase(),
            Lang::En => format!("`{path}`"),
        };
        let right: Vec<String> = right.iter().map(|value| name(value, lang)).collect();
        let right = right.join(lang.pick(" hoặc ", " or "));
        match (written, lang) {
            (Some(written), Lang::Vi) => format!("{role} là {}, phải là {right}", name(written, lang)),
            (Some(written), Lang::En) => format!("{role} is {}, should be {right}", name(written, lang)),
            (None, Lang::Vi) => format!("thiếu {role} ({right})"),
            (None, Lang::En) => format!("{role} is not given ({right})"),
        }
    };
    Text::new(of(Lang::Vi), of(Lang::En))
}
