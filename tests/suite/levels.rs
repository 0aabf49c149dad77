//! How the minimum security level is reached, and how grave each case of the security rules is.

use jiff::civil::date;
use khung::check::minimum_level::{Criteria, Verdict};
use khung::framework::Severity;
use khung::graph::Graph;

use super::support::{PACK, check_at, load_files};

const AGENCY: &str = "agency: a\nname: A\nlevel: ministry\n---\n";

fn system(fields: &str) -> String {
    format!(
        "{AGENCY}layer: application\nagency: a\ncomponents:\n  - {{ id: x, kind: sector-application, name: X, {fields} }}\n"
    )
}

#[test]
fn every_criterion_is_told_with_what_decided_it() {
    let text = system("security_level: 2, system_type: public-service, service_level: 2, personal_records: 10000");
    let loaded = load_files(&[("a.yaml", &text)]);
    let graph = Graph::build(&loaded.repository, &PACK);
    let criteria = Criteria::of(&PACK).unwrap();
    let id = graph.find("a/x").unwrap();
    let explanation = criteria.explain(&graph, id, date(2021, 8, 31));
    assert_eq!(explanation.steps.len(), criteria.criteria.len(), "every criterion is a step");
    let verdict = |level: i64, field: &str| {
        let step = explanation.steps.iter().find(|step| {
            step.criterion.level == level && step.facts.last().is_some_and(|fact| fact.condition.field == field)
        });
        step.unwrap().verdict
    };
    assert_eq!(verdict(3, "personal_records"), Verdict::Holds);
    assert_eq!(verdict(3, "service_level"), Verdict::Fails);
    assert_eq!(verdict(3, "conditional_business"), Verdict::Unknown);
    assert_eq!(verdict(4, "continuous"), Verdict::Unknown);
    assert_eq!(explanation.minimum(), Some(3));
    let cited = explanation.deciding().unwrap().criterion;
    assert_eq!(Some(cited.level), criteria.deciding(&graph, id).map(|criterion| criterion.level));
    assert_eq!(explanation.open_fields(), ["information", "harm", "scope", "continuous"]);
}

#[test]
fn a_fact_that_a_kind_cannot_have_is_no_open_question() {
    let text = format!(
        "{AGENCY}layer: data\nagency: a\ncomponents:\n  - {{ id: x, kind: database, name: X, system_type: public-service }}\n"
    );
    let loaded = load_files(&[("a.yaml", &text)]);
    let graph = Graph::build(&loaded.repository, &PACK);
    let criteria = Criteria::of(&PACK).unwrap();
    let explanation = criteria.explain(&graph, graph.find("a/x").unwrap(), date(2021, 8, 31));
    assert!(!explanation.open_fields().contains(&"service_level"), "{:?}", explanation.open_fields());
    assert!(explanation.open_fields().contains(&"personal_records"));
}

#[test]
fn a_whole_takes_the_highest_of_what_its_parts_declare_and_need() {
    let text = format!(
        "{}  - {{ id: y, kind: sector-application, name: Y, part_of: [x], security_level: 1, system_type: public-service, service_level: 3 }}
  - {{ id: z, kind: sector-application, name: Z, part_of: [x], security_level: 5, lifecycle: {{ retired: 2021-01-01 }} }}\n",
        system("system_type: internal, information: [public]")
    );
    let loaded = load_files(&[("a.yaml", &text)]);
    let graph = Graph::build(&loaded.repository, &PACK);
    let criteria = Criteria::of(&PACK).unwrap();
    let at = |day| criteria.explain(&graph, graph.find("a/x").unwrap(), day);
    let now = at(date(2021, 8, 31));
    assert_eq!((now.parts.len(), now.minimum()), (1, Some(3)));
    assert_eq!(at(date(2020, 8, 31)).minimum(), Some(5), "the part was there then");
}

#[test]
fn the_finding_tells_the_steps() {
    let text = system("security_level: 1, system_type: public-service, service_level: 4");
    let (_, findings) = check_at(&[("a.yaml", &text)], None);
    let finding = findings.iter().find(|finding| finding.rule == "security-level-too-low").unwrap();
    let steps: Vec<&str> = finding.related.iter().map(|related| related.says.vi.as_str()).collect();
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert!(steps[0].starts_with("bước 1: ") && steps[0].contains("cấp độ 2 (NĐ 85/2016 Điều 8)"), "{steps:?}");
    assert!(steps[1].starts_with("bước 2: ") && steps[1].contains("cấp độ 3 (NĐ 85/2016 Điều 9)"), "{steps:?}");
    assert!(finding.message.vi.contains("NĐ 85/2016 Điều 9"), "{}", finding.message.vi);
    assert!(finding.help.en.contains("`information`"), "{}", finding.help.en);
}

#[test]
fn what_is_advised_is_enough_for_the_parts_too() {
    let part = "  - { id: y, kind: sector-application, name: Y, part_of: [x], security_level: 4 }\n";
    let text = system("security_level: 1, system_type: public-service") + part;
    let (_, findings) = check_at(&[("a.yaml", &text)], None);
    let finding = findings.iter().find(|finding| finding.rule == "security-level-too-low").unwrap();
    assert!(finding.message.en.contains("minimum 2"), "{}", finding.message.en);
    assert!(finding.help.en.contains("`security_level: 4`"), "{}", finding.help.en);
    assert!(finding.related.last().unwrap().says.en.contains("`a/y`"));
}

/// Severity of the only finding of a rule.
fn severity(rule: &str, text: &str) -> Severity {
    let (_, findings) = check_at(&[("a.yaml", text)], None);
    let found: Vec<_> = findings.iter().filter(|finding| finding.rule == rule).collect();
    assert_eq!(found.len(), 1, "{rule}: {found:?}");
    found[0].severity
}

#[test]
fn a_plan_is_judged_more_mildly_than_what_runs() {
    let rule = "missing-level-approval";
    assert_eq!(severity(rule, &system("security_level: 3")), Severity::Error);
    let planned = system("security_level: 3, lifecycle: { planned: 2021-01-01 }");
    assert_eq!(severity(rule, &planned), Severity::Warning);
}

#[test]
fn an_audit_more_than_twice_late_is_an_error() {
    let audited = |day: &str| {
        let text = system(&format!("security_level: 3, last_audit: {day}"));
        text.replace("level: ministry", "level: ministry\nlast_security_audit: 2021-01-01")
    };
    let rule = "overdue-security-audit";
    assert_eq!(severity(rule, &audited("2019-08-31")), Severity::Warning, "twice the term to the day");
    assert_eq!(severity(rule, &audited("2019-08-30")), Severity::Error);
}

#[test]
fn a_planned_centre_must_plan_its_link() {
    let center = |lifecycle: &str| {
        let more = format!(
            "---\nlayer: security\nagency: a\ncomponents:\n  - {{ id: soc, kind: security-operations-center, name: S{lifecycle} }}\n"
        );
        system("security_level: 2") + &more
    };
    let rule = "unmonitored-agency";
    assert_eq!(severity(rule, &center("")), Severity::Warning);
    assert_eq!(severity(rule, &center(", lifecycle: { planned: 2021-01-01 }")), Severity::Error);
}
