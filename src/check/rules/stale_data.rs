//! DAT-004: data is brought up to date within the cycle it names.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::DocumentType;
use crate::model::{ComponentId, date};
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "stale-data",
    page: include_str!("stale_data.md"),
    cases: &["stale", "undeclared"],
    prepare: prepare::<StaleData>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StaleData {
    /// Kinds that are databases.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// How many cycles may pass.
    factor: u8,
    /// How old data may be that is updated without pause.
    continuous_days: u16,
    /// Length of every other cycle.
    cycles: BTreeMap<String, Cycle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cycle {
    #[serde(default)]
    days: u16,
    #[serde(default)]
    months: u16,
}

impl Checker for StaleData {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let operating = context.graph.state(id, context.day).is_operating();
        if !operating || !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let cycle = context.field(id, "update_cycle");
        let updated = context.field(id, "last_updated");
        let known = cycle.and_then(NodeRef::as_str);
        if let (Some(known), Some(updated)) = (known, updated) {
            // A value that is no day or no cycle is reported as such, here as below.
            let Some(last) = date(updated) else { return };
            if let Some(due) = self.due(known, last).filter(|&due| due < context.day) {
                stale(context, id, known, (updated, last), due);
            }
        } else if cycle.is_none() || updated.is_none() {
            // What came into operation within its term has nothing to be updated yet.
            let began = context.graph.component(id).lifecycle.operating;
            let due = known.zip(began).and_then(|(known, began)| self.due(known, began));
            if due.is_none_or(|due| due < context.day) {
                undeclared(context, id, cycle.is_none(), updated.is_none());
            }
        }
    }
}

impl StaleData {
    /// Last day on which data updated at a day is fresh; `None` for a cycle that is not one of the pack's.
    fn due(&self, cycle: &str, updated: Date) -> Option<Date> {
        let allowed = if cycle == "continuous" {
            Span::new().try_days(self.continuous_days)
        } else {
            let (cycle, factor) = (self.cycles.get(cycle)?, i64::from(self.factor));
            let months = Span::new().try_months(factor * i64::from(cycle.months)).ok()?;
            months.try_days(factor * i64::from(cycle.days))
        };
        updated.checked_add(allowed.ok()?).ok()
    }
}

fn stale(context: &mut Context<'_, '_>, id: ComponentId, cycle: &str, (node, last): (NodeRef<'_>, Date), due: Date) {
    let Text { vi, en } = name_of(context, cycle);
    let message = text!(
        vi: "cập nhật {vi} nhưng lần gần nhất là {last}; chậm nhất {due} phải có lần mới",
        en: "updated {en}, yet last on {last}; the next was due by {due}",
    );
    let help = text!(
        vi: "cập nhật dữ liệu rồi sửa `last_updated`, hoặc sửa `update_cycle` cho đúng thực tế",
        en: "update the data and mend `last_updated`, or make `update_cycle` what it really is",
    );
    let place = context.graph.repository.place_of(id, node);
    context.report(id, "stale", place, message, help).about("last_updated");
}

fn undeclared(context: &mut Context<'_, '_>, id: ComponentId, no_cycle: bool, no_day: bool) {
    let message = match (no_cycle, no_day) {
        (true, true) => text!(
            vi: "chưa ghi chu kỳ cập nhật và lần cập nhật gần nhất",
            en: "nothing says how often the data is updated, nor when it last was",
        ),
        (true, false) => text!(vi: "chưa ghi chu kỳ cập nhật", en: "nothing says how often the data is updated"),
        (false, _) => text!(vi: "chưa ghi lần cập nhật gần nhất", en: "nothing says when the data was last updated"),
    };
    let help = match (no_cycle, no_day) {
        (true, true) => text!(
            vi: "thêm `update_cycle: monthly` và `last_updated: 'YYYY-MM-DD'`",
            en: "add `update_cycle: monthly` and `last_updated: 'YYYY-MM-DD'`",
        ),
        (true, false) => text!(vi: "thêm `update_cycle: monthly`", en: "add `update_cycle: monthly`"),
        (false, _) => text!(vi: "thêm `last_updated: 'YYYY-MM-DD'`", en: "add `last_updated: 'YYYY-MM-DD'`"),
    };
    let help = Text::new(format!("{} (theo thực tế)", help.vi), format!("{} (as it really is)", help.en));
    let place = context.graph.component(id).place();
    context.report(id, "undeclared", place, message, help).about("update_cycle");
}

/// A cycle as people say it.
fn name_of(context: &Context<'_, '_>, cycle: &str) -> Text {
    let mut fields = context.graph.pack.framework.fields_of(DocumentType::Component);
    let values = fields.find(|field| field.id == "update_cycle").map_or(&[][..], |field| &field.values);
    values.iter().find(|value| value.id == cycle).map_or_else(|| Text::new(cycle, cycle), |value| value.name.clone())
}
