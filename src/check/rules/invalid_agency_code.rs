//! GOV-002: an agency's identifier code has the form of QĐ 20/2020/QĐ-TTg.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::Pattern;
use crate::graph::RouteCase;
use crate::model::AgencyId;
use crate::source::Place;
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "invalid-agency-code",
    page: include_str!("invalid_agency_code.md"),
    cases: &["connected", "unconnected", "unlisted", "missing"],
    prepare: prepare::<InvalidAgencyCode>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InvalidAgencyCode {
    /// Form of a code.
    pattern: Pattern,
    /// Longest code, in characters.
    max_length: usize,
    /// Form used before, which reads from the lowest level up.
    old_pattern: Pattern,
}

impl Checker for InvalidAgencyCode {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        // Every flow of the nation is looked at, and only where there is a fault to grade.
        let mut connected: Option<FxHashSet<AgencyId>> = None;
        for id in graph.repository.agency_ids() {
            let agency = graph.repository.agency(id);
            if agency.level == "external" {
                continue;
            }
            let Some((code, place)) = &agency.code else {
                if graph.components_of(id).any(|component| context.is_active(component)) {
                    missing(context, id);
                }
                continue;
            };
            if let Some((message, help)) = self.fault(context, id, code) {
                let connected = connected.get_or_insert_with(|| connected_agencies(context));
                let case = if connected.contains(&id) { "connected" } else { "unconnected" };
                code_report(context, id, case, *place, message, help);
            } else if !is_listed(context, code) {
                let group = code.split('.').next().unwrap_or_default().to_owned();
                let message = text!(
                    vi: "mã cấp 1 `{group}` không có trong bảng mã đã biết",
                    en: "the level-1 code `{group}` is not in the table that is known",
                );
                let help = text!(
                    vi: "đối chiếu Phụ lục QĐ 20/2020/QĐ-TTg; bảng ở đây chưa đầy đủ và chưa kiểm chứng",
                    en: "compare the annex of Decision 20/2020; the table here is incomplete and unverified",
                );
                code_report(context, id, "unlisted", *place, message, help);
            }
        }
    }
}

impl InvalidAgencyCode {
    fn fault(&self, context: &Context<'_, '_>, id: AgencyId, code: &str) -> Option<(Text, Text)> {
        let graph = context.graph;
        if !self.pattern.matches(code) || code.chars().count() > self.max_length {
            let max = self.max_length;
            let message =
                text!(vi: "mã định danh `{code}` sai cấu trúc", en: "the identifier code `{code}` is malformed");
            let help = if self.old_pattern.matches(code) {
                let reversed = modern_form(code);
                text!(
                    vi: "đây là dạng cũ, đọc từ cấp thấp lên; dạng mới có thể là `{reversed}` (suy luận, cần đối chiếu)",
                    en: "this is the old form, lowest level first; the new one may be `{reversed}` (inferred, compare it)",
                )
            } else {
                text!(
                    vi: "viết chữ hoa và số, các cấp cách nhau bằng dấu chấm, ví dụ `H56.01`, tối đa {max} ký tự",
                    en: "capital letters and digits, levels apart by dots, such as `H56.01`, at most {max} characters",
                )
            };
            return Some((message, help));
        }
        let (parent, _) = graph.repository.agency(id).parent.as_ref()?;
        let (above, _) = graph.repository.agency(graph.find_agency(parent)?).code.as_ref()?;
        let under = code.strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with('.'));
        (!under).then(|| {
            (
                text!(
                    vi: "mã `{code}` không nằm dưới mã `{above}` của cơ quan cấp trên `{parent}`",
                    en: "the code `{code}` is not under `{above}`, the code of its parent `{parent}`",
                ),
                text!(vi: "mã của đơn vị bắt đầu bằng `{above}.`", en: "a unit's code begins with `{above}.`"),
            )
        })
    }
}

fn code_report(context: &mut Context<'_, '_>, id: AgencyId, case: &str, place: Place, message: Text, help: Text) {
    context.report_agency(id, case, place, message, help).about("code");
}

fn missing(context: &mut Context<'_, '_>, id: AgencyId) {
    let place = context.graph.repository.agency(id).place;
    let message = text!(vi: "chưa ghi mã định danh", en: "no identifier code is recorded");
    let help = text!(
        vi: "thêm `code:` theo QĐ 20/2020/QĐ-TTg; không tự đặt mã",
        en: "add `code:` as Decision 20/2020 gives it; do not make one up",
    );
    code_report(context, id, "missing", place, message, help);
}

/// The old form turned round, its empty groups left out: `000.00.01.H56` gives `H56.01`.
fn modern_form(code: &str) -> String {
    let groups: Vec<&str> = code.split('.').rev().filter(|group| group.bytes().any(|byte| byte != b'0')).collect();
    groups.join(".")
}

fn is_listed(context: &Context<'_, '_>, code: &str) -> bool {
    let group = code.split('.').next().unwrap_or_default();
    context.graph.pack.codes.codes.iter().any(|entry| entry.code == group)
}

/// Agencies with a component at either end of an exchange between agencies.
fn connected_agencies(context: &Context<'_, '_>) -> FxHashSet<AgencyId> {
    let graph = context.graph;
    let mut connected = FxHashSet::default();
    for flow in graph.repository.component_ids().flat_map(|id| graph.flows_of(id, context.day)) {
        let case = graph.expected_path(flow.from, flow.to, context.day).map(|path| path.case);
        let apart = graph.root_of(flow.from) != graph.root_of(flow.to);
        if apart && !matches!(case, None | Some(RouteCase::SameUnit | RouteCase::WithinAgency)) {
            connected.extend(graph.agency_of(flow.from));
            connected.extend(graph.agency_of(flow.to));
        }
    }
    connected
}
