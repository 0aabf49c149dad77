//! GEN-002: what is in use leans on nothing that has stopped, and on nothing that does not run yet.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Need;
use crate::model::{ComponentId, State};
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "retired-dependency",
    page: include_str!("retired_dependency.md"),
    cases: &["retired", "not-yet"],
    prepare: prepare::<RetiredDependency>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetiredDependency {}

impl Checker for RetiredDependency {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let (graph, day) = (context.graph, context.day);
        let runs = graph.state(id, day).is_operating();
        let ends = graph.connections_of(id, day).into_iter().filter_map(|connection| graph.end_of(connection));
        for need in graph.needs_of(id).into_iter().chain(ends) {
            match graph.state(need.to, day) {
                State::Retired => retired(context, id, &need),
                State::Absent | State::Planned | State::Building if runs => not_yet(context, id, &need),
                _ => {}
            }
        }
    }
}

fn retired(context: &mut Context<'_, '_>, id: ComponentId, need: &Need) {
    let key = context.key(need.to);
    let since = context.graph.component(need.to).lifecycle.retired.map_or_else(String::new, |day| day.to_string());
    let field = &need.field;
    let message = text!(
        vi: "vẫn dựa vào `{key}` (`{field}`), đã dừng từ {since}",
        en: "still leans on `{key}` (`{field}`), which stopped on {since}",
    );
    let help = match context.graph.replacement_of(need.to, context.day) {
        Some(new) => {
            let new = context.key(new);
            text!(vi: "chuyển sang `{new}`, thành phần thay thế", en: "move to `{new}`, which took its place")
        }
        None => text!(
            vi: "chuyển sang thành phần còn vận hành, hoặc ghi ngày dừng của chính thành phần này ở `lifecycle`",
            en: "move to one that still runs, or give this component too the day it stops in `lifecycle`",
        ),
    };
    report(context, id, "retired", need, message, help);
}

fn not_yet(context: &mut Context<'_, '_>, id: ComponentId, need: &Need) {
    let key = context.key(need.to);
    let field = &need.field;
    let from = context.graph.component(need.to).lifecycle.operating;
    let from = from.map_or_else(|| "…".to_owned(), |day| day.to_string());
    let message = text!(
        vi: "đang vận hành nhưng dựa vào `{key}` (`{field}`), chưa vận hành (dự kiến {from})",
        en: "in operation, yet leans on `{key}` (`{field}`), which is not (planned for {from})",
    );
    let help = text!(
        vi: "sửa ngày ở `lifecycle` của một trong hai, hoặc ghi thành phần đang thật sự được dùng",
        en: "mend the dates in `lifecycle` of one of the two, or name what is really in use",
    );
    report(context, id, "not-yet", need, message, help);
}

fn report(context: &mut Context<'_, '_>, id: ComponentId, case: &str, need: &Need, message: Text, help: Text) {
    let (key, place) = (context.key(need.to), context.graph.component(need.to).place());
    let finding = context.report(id, case, need.place, message, help);
    finding.field = format!("{}={key}", need.field);
    finding.relate(place, text!(vi: "thành phần được dựa vào", en: "what it leans on"));
}
