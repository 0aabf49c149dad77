//! SEC-007: systems and agencies are audited within their terms.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::{AgencyId, ComponentId, date};
use crate::source::Place;
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "overdue-security-audit",
    page: include_str!("overdue_security_audit.md"),
    cases: &["late", "very-late", "missing"],
    prepare: prepare::<OverdueSecurityAudit>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OverdueSecurityAudit {
    /// The audit of each system.
    systems: Systems,
    /// The audit of an agency as a whole.
    agencies: Agencies,
    /// So many terms after the last audit it is very late.
    very_late_terms: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Systems {
    /// Levels of agency whose systems are judged, units by the agency above them.
    levels: Vec<String>,
    terms: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    security_level: i64,
    months: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agencies {
    levels: Vec<String>,
    months: i32,
}

/// What is said of the audits of something.
struct Audits {
    /// The last one.
    last: Option<Date>,
    /// Since when there was something to audit; always, when absent.
    since: Option<Date>,
    /// Months from one to the next.
    months: i32,
}

impl Checker for OverdueSecurityAudit {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let operating = graph.state(id, context.day).is_operating();
        let levelled = graph.kind(id).is_some_and(|kind| kind.levelled);
        let judged = graph.root_level(id).is_some_and(|level| self.systems.levels.iter().any(|known| known == level));
        let level = context.level(id).filter(|_| operating && levelled && judged);
        let Some(term) = self.systems.terms.iter().find(|term| Some(term.security_level) == level) else { return };
        let audits = Audits {
            last: context.date(id, "last_audit"),
            since: graph.component(id).lifecycle.operating,
            months: term.months,
        };
        let Some((case, message)) = self.judge(context, &audits) else { return };
        let level = term.security_level;
        let (vi, en) = (message.vi, message.en);
        let message = text!(vi: "hệ thống cấp độ {level} {vi}", en: "a system of level {level} {en}");
        let help = text!(
            vi: "kiểm tra, đánh giá an toàn rồi ghi ngày ở `last_audit: YYYY-MM-DD`",
            en: "have its security audited and write the day as `last_audit: YYYY-MM-DD`",
        );
        let own = graph.component(id).place();
        let place = context.field(id, "last_audit").map_or(own, |node| graph.repository.place_of(id, node));
        context.report(id, case, place, message, help).about("last_audit");
    }

    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        let agency = graph.repository.agency(id);
        if graph.root(id) != id || !self.agencies.levels.contains(&agency.level) {
            return;
        }
        let systems = graph.components_under(id).iter().copied().filter(|&system| {
            graph.kind(system).is_some_and(|kind| kind.levelled) && graph.state(system, context.day).is_operating()
        });
        let begun: Vec<Option<Date>> = systems.map(|system| graph.component(system).lifecycle.operating).collect();
        // A system that gives no day has always been there, and comes first.
        let Some(&since) = begun.iter().min() else { return };
        let node = graph.repository.agency_field(id, "last_security_audit");
        let audits = Audits { last: node.and_then(date), since, months: self.agencies.months };
        let Some((case, message)) = self.judge(context, &audits) else { return };
        let (vi, en) = (message.vi, message.en);
        let message = text!(vi: "cơ quan {vi}, xét chung cả cơ quan", en: "the agency as a whole {en}");
        let help = text!(
            vi: "kiểm tra, đánh giá tổng thể rồi ghi ngày ở `last_security_audit: YYYY-MM-DD`",
            en: "have the whole audited and write the day as `last_security_audit: YYYY-MM-DD`",
        );
        let place = node.map_or(agency.place, |node| Place { file: agency.place.file, span: node.span() });
        context.report_agency(id, case, place, message, help).about("last_security_audit");
    }
}

impl OverdueSecurityAudit {
    /// The case, and what is wrong; nothing where no audit is due.
    fn judge(&self, context: &Context<'_, '_>, audits: &Audits) -> Option<(&'static str, Text)> {
        let months = audits.months;
        // An audit to come is none yet.
        let Some(last) = audits.last.filter(|&last| last <= context.day) else {
            let due = audits.since.is_none_or(|since| context.is_older(since, months));
            let text = text!(
                vi: "chưa ghi lần kiểm tra an toàn nào trong hạn {months} tháng",
                en: "gives no security audit within its {months} months",
            );
            return due.then_some(("missing", text));
        };
        let case = if context.is_older(last, months.saturating_mul(self.very_late_terms)) {
            "very-late"
        } else if context.is_older(last, months) {
            "late"
        } else {
            return None;
        };
        let text = text!(
            vi: "kiểm tra an toàn lần cuối ngày {last}, quá hạn {months} tháng",
            en: "was last audited on {last}, more than {months} months ago",
        );
        Some((case, text))
    }
}
