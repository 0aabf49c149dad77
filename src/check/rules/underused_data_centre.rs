//! INF-006: a data centre in operation is used, and somebody runs it.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::{ComponentId, State};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "underused-data-centre",
    page: include_str!("underused_data_centre.md"),
    cases: &["underused", "unstaffed"],
    prepare: prepare::<UnderusedDataCentre>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnderusedDataCentre {
    /// Kinds that are data centres.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Per cent of its capacity below which a centre is hardly used.
    min_utilisation: i64,
}

impl Checker for UnderusedDataCentre {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let state = graph.state(id, context.day);
        let judged = graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id)) && state.is_operating();
        if !judged || !graph.is_of_level(id, &self.levels) {
            return;
        }
        let used = context.field(id, "utilisation").and_then(|node| Some((node, node.as_i64()?)));
        // A centre that is being emptied on its way out is meant to stand idle.
        if let Some((node, used)) = used.filter(|&(_, used)| used < self.min_utilisation && state != State::Retiring) {
            let least = self.min_utilisation;
            let message = text!(
                vi: "trung tâm dữ liệu chỉ dùng {used} % năng lực, dưới {least} %",
                en: "the data centre uses {used} % of its capacity, below {least} %",
            );
            let help = text!(
                vi: "đưa thêm hệ thống về đây, hoặc chuyển sang hạ tầng dùng chung, đám mây thuê rồi ghi `lifecycle: {{ retiring: … }}`",
                en: "move more systems here, or move to shared or rented infrastructure and write `lifecycle: {{ retiring: … }}`",
            );
            let place = graph.repository.place_of(id, node);
            context.report(id, "underused", place, message, help).about("utilisation");
        }
        let staff = context.field(id, "ops_staff").filter(|node| node.as_i64() == Some(0));
        // Where a provider runs it, the agency needs nobody of its own.
        if let Some(node) = staff.filter(|_| !context.says(id, "service_provider")) {
            let message = text!(
                vi: "trung tâm dữ liệu đang vận hành mà không có người vận hành",
                en: "the data centre is in operation with nobody to operate it",
            );
            let help = text!(
                vi: "cử người rồi ghi số người ở `ops_staff:`, hoặc thuê vận hành và ghi `service_provider:`",
                en: "assign people and give their number in `ops_staff:`, or hire an operator and name it in `service_provider:`",
            );
            let place = graph.repository.place_of(id, node);
            context.report(id, "unstaffed", place, message, help).about("ops_staff");
        }
    }
}
