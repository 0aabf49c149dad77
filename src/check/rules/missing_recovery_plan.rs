//! INF-008: a system of level 3 or more can be recovered, from a place other than the one it runs in.

use std::collections::BTreeSet;
use std::iter::once;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};

pub(super) static RULE: Rule = Rule {
    name: "missing-recovery-plan",
    page: include_str!("missing_recovery_plan.md"),
    cases: &["missing", "numbers", "same-site"],
    prepare: prepare::<MissingRecoveryPlan>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingRecoveryPlan {
    /// Security level from which it is asked.
    min_level: i64,
    /// Kinds that are judged beside those that are hosted and have a level.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// What must be written, as paths.
    required: Vec<String>,
    /// Figures that ought to be written, as paths.
    figures: Vec<String>,
}

impl Checker for MissingRecoveryPlan {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let Some(level) = context.level(id).filter(|level| *level >= self.min_level) else { return };
        let asked = |kind: &crate::framework::Kind| (kind.hosted && kind.levelled) || self.kinds.contains(&kind.id);
        if !graph.kind(id).is_some_and(asked) || !graph.is_of_level(id, &self.levels) {
            return;
        }
        // What a whole or a host backs up is backed up with all that is in it.
        let above = graph.reached(id, &["part_of", "hosted_on"], |other| context.is_active(other));
        let holders: Vec<ComponentId> = once(id).chain(above).collect();
        let lacking = |paths: &[String]| -> Vec<Text> {
            let lacks = |path: &&String| !holders.iter().any(|&holder| context.says(holder, path));
            paths.iter().filter(lacks).map(|path| context.named(path)).collect()
        };
        let (mut missing, figures) = (lacking(&self.required), lacking(&self.figures));
        let backup = backup(context, id, &holders);
        // A reference that leads nowhere is reported as such; one fault is enough.
        let dangling =
            holders.iter().any(|&holder| graph.dangling_of(holder).any(|reference| reference.field == "backed_up_at"));
        if backup.is_none() && !dangling {
            let place = text!(vi: "nơi sao lưu đang vận hành (`backed_up_at`)", en: "a backup site in operation (`backed_up_at`)");
            missing.push(place);
        }
        let case = if missing.is_empty() { "numbers" } else { "missing" };
        missing.extend(figures);
        if !missing.is_empty() {
            incomplete(context, id, level, case, &missing);
        }
        if let Some((holder, places)) = backup {
            same_site(context, id, holder, &places);
        }
    }
}

/// The nearest of the holders that is backed up somewhere, and where; a place not yet built keeps nothing of
/// a system in operation.
fn backup(
    context: &Context<'_, '_>,
    id: ComponentId,
    holders: &[ComponentId],
) -> Option<(ComponentId, Vec<ComponentId>)> {
    let (graph, day) = (context.graph, context.day);
    let new = graph.state(id, day).is_new();
    holders.iter().find_map(|&holder| {
        let stands = |place: &ComponentId| {
            let state = graph.state(*place, day);
            state.is_operating() || (new && state.is_active())
        };
        let places: Vec<ComponentId> = graph.targets(holder, "backed_up_at").filter(stands).collect();
        (!places.is_empty()).then_some((holder, places))
    })
}

fn incomplete(context: &mut Context<'_, '_>, id: ComponentId, level: i64, case: &str, missing: &[Text]) {
    let list = |lang: Lang| missing.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(", ");
    let (vi, en) = (list(Lang::Vi), list(Lang::En));
    let message = text!(
        vi: "hệ thống cấp độ {level} chưa đủ phương án sao lưu, khôi phục: thiếu {vi}",
        en: "a system of level {level} cannot show how it is recovered; it lacks: {en}",
    );
    let help = text!(
        vi: "ghi ở đây hoặc ở nơi hệ thống chạy: `backup: {{ policy: …, plan: …, rpo_hours: …, rto_hours: … }}` và `backed_up_at: […]`",
        en: "write here or at what it runs on: `backup: {{ policy: …, plan: …, rpo_hours: …, rto_hours: … }}` and `backed_up_at: […]`",
    );
    let graph = context.graph;
    let written = context.field(id, "backup");
    let place = written.map_or(graph.component(id).place(), |node| graph.repository.place_of(id, node));
    context.report(id, case, place, message, help).about("backup");
}

fn same_site(context: &mut Context<'_, '_>, id: ComponentId, holder: ComponentId, places: &[ComponentId]) {
    let (graph, day) = (context.graph, context.day);
    let runs = graph.sites_of(id, day);
    let kept: Vec<Vec<ComponentId>> = places.iter().map(|&place| graph.sites_of(place, day)).collect();
    if runs.is_empty() || kept.iter().any(Vec::is_empty) {
        return;
    }
    let sites: BTreeSet<ComponentId> = runs.into_iter().chain(kept.into_iter().flatten()).collect();
    let (Some(&site), 1) = (sites.first(), sites.len()) else { return };
    let (site, backups) = (context.key(site), context.keys(places.iter().copied()).join("`, `"));
    let message = text!(
        vi: "nơi sao lưu `{backups}` và nơi hệ thống chạy cùng ở một chỗ: `{site}`",
        en: "its backup `{backups}` and the system itself stand in one place: `{site}`",
    );
    let help = text!(
        vi: "trỏ `backed_up_at` tới nơi dự phòng ở chỗ khác; nếu nơi này ở chỗ khác thật thì sửa `hosted_on` của nó",
        en: "point `backed_up_at` to a site elsewhere; if this one does stand elsewhere, mend its `hosted_on`",
    );
    let written = context.field(holder, "backed_up_at").map(|node| graph.repository.place_of(holder, node));
    let own = graph.component(id).place();
    let inherited = written.filter(|_| holder != id);
    let finding = context.report(id, "same-site", inherited.map_or(written.unwrap_or(own), |_| own), message, help);
    finding.about("backed_up_at");
    if let Some(place) = inherited {
        finding.relate(place, text!(vi: "nơi sao lưu được ghi ở đây", en: "the backup is named here"));
    }
}
