//! INF-001: one ministry or province does not keep several data centres.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Lang;

pub(super) static RULE: Rule = Rule {
    name: "separate-data-centre",
    page: include_str!("separate_data_centre.md"),
    cases: &["existing", "new"],
    prepare: prepare::<SeparateDataCentre>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeparateDataCentre {
    /// Kinds that count as a centre; a backup site is another kind.
    kinds: Vec<String>,
    /// Levels of agency that ought to share one.
    levels: Vec<String>,
}

impl Checker for SeparateDataCentre {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        if graph.root(id) != id || !self.levels.contains(&graph.repository.agency(id).level) {
            return;
        }
        let mut centres: Vec<ComponentId> = graph
            .components_under(id)
            .iter()
            .copied()
            .filter(|&centre| context.is_active(centre))
            .filter(|&centre| graph.kind(centre).is_some_and(|kind| self.kinds.contains(&kind.id)))
            .collect();
        // The centre of the top agency is the one to share; then the one in operation; then the first written.
        centres.sort_by_key(|&centre| {
            (graph.agency_of(centre) != Some(id), graph.state(centre, context.day).is_new(), centre)
        });
        let [kept, extra @ ..] = centres.as_slice() else { return };
        for &centre in extra {
            report(context, id, *kept, centre);
        }
    }
}

fn report(context: &mut Context<'_, '_>, agency: AgencyId, kept: ComponentId, centre: ComponentId) {
    let graph = context.graph;
    let names = |lang: Lang| graph.repository.agency_name(agency, lang).to_owned();
    let (vi, en, kept_key) = (names(Lang::Vi), names(Lang::En), context.key(kept));
    let case = if graph.state(centre, context.day).is_new() { "new" } else { "existing" };
    let message = text!(
        vi: "{vi} có thêm một trung tâm dữ liệu riêng ngoài `{kept_key}`",
        en: "{en} keeps a data centre of its own beside `{kept_key}`",
    );
    let help = text!(
        vi: "đặt hệ thống lên `{kept_key}` hoặc đám mây dùng chung; nếu là nơi dự phòng, dùng `kind: backup-site`",
        en: "host on `{kept_key}` or a shared cloud; if it is for recovery, make it `kind: backup-site`",
    );
    let related = graph.component(kept).place();
    let place = graph.component(centre).place();
    let finding = context.report(centre, case, place, message, help);
    finding.relate(related, text!(vi: "trung tâm dùng chung", en: "the centre to share"));
}
