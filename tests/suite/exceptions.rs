//! Waivers and ignore comments: what they let pass, what they may not, and that nothing is ever dropped.

use std::time::Instant;

use jiff::civil::{Date, date};
use khung::check::{Engine, Outcome, Tally, outcome};
use khung::diagnostic::{ExceptionKind, Finding};
use khung::framework::Severity;
use khung::graph::Graph;
use khung::load::{Loaded, fault};
use khung::report::{Report, Style, human, json};
use khung::text::Lang;

use super::cli::khung;
use super::support::{CONFIG, PACK, check_at, load_files};

/// A point-to-point connection past the national platform.
const NATION: &str = "agency: q
name: Q
level: national
---
layer: platform
agency: q
components:
  - { id: ngsp, kind: integration-platform, name: NGSP, catalogue: ngsp }
---
agency: b
name: B
level: external
---
layer: data
agency: b
components:
  - { id: d, kind: sector-database, name: D }
---
agency: a
name: A
level: external
---
layer: application
agency: a
components:
  - { id: x, kind: sector-application, name: X, security_level: 2, connects: [{ to: b/d }] }
";

const RULE: &str = "point-to-point-connection";

/// A waiver that holds; each test spoils it in one way.
const GOOD: &str = "waivers:
  - rule: point-to-point-connection
    component: a/x
    to: b/d
    reason: chua_san_sang
    decision: 123/QĐ-UBND
    decided: 2021-03-15
    approved_by: UBND tỉnh A
    expires: 2022-06-30
";

/// What the rule, loading and the rules of exceptions find: others may find what they like.
fn find(files: &[(&str, &str)], day: Option<Date>) -> (Loaded, Vec<Finding>) {
    let (loaded, mut findings) = check_at(files, day);
    let ours =
        |rule: &str| rule == RULE || rule == "duplicate-application" || is_complaint(rule) || fault(rule).is_some();
    findings.retain(|finding| ours(&finding.rule));
    (loaded, findings)
}

fn is_complaint(rule: &str) -> bool {
    rule.ends_with("-waiver") || rule.ends_with("-ignore")
}

fn check(waivers: &str) -> (Loaded, Vec<Finding>) {
    find(&[("a.yaml", NATION), ("w.yaml", waivers)], None)
}

fn of<'f>(findings: &'f [Finding], rule: &str) -> Vec<&'f Finding> {
    findings.iter().filter(|finding| finding.rule == rule).collect()
}

/// The one finding about the connection.
fn connection(findings: &[Finding]) -> &Finding {
    let [only] = of(findings, RULE)[..] else { panic!("one connection: {findings:#?}") };
    only
}

/// The rules of exceptions that found something.
fn complaints(findings: &[Finding]) -> Vec<&str> {
    let rules = findings.iter().map(|finding| &*finding.rule);
    rules.filter(|rule| is_complaint(rule)).collect()
}

#[test]
fn without_a_waiver_the_gate_fails() {
    let (_, findings) = find(&[("a.yaml", NATION)], None);
    assert!(connection(&findings).waived.is_none());
    assert_eq!(outcome(&findings, Severity::Error), Outcome::Findings);
}

#[test]
fn a_good_waiver_marks_its_finding_and_the_gate_passes() {
    let (loaded, findings) = check(GOOD);
    let waived = connection(&findings).waived.as_deref().expect("waived");
    assert_eq!(waived.kind, ExceptionKind::Waiver);
    assert_eq!(loaded.sources.get(waived.place.file).path, "w.yaml");
    assert_eq!((waived.reason.as_str(), waived.decision.as_str()), ("chua_san_sang", "123/QĐ-UBND"));
    assert_eq!((waived.approved_by.vi.as_str(), waived.expires), ("UBND tỉnh A", Some(date(2022, 6, 30))));
    assert_eq!(complaints(&findings), Vec::<&str>::new());
    assert_eq!(outcome(&findings, Severity::Error), Outcome::Clean, "{findings:#?}");
    let tally = Tally::of(&findings);
    assert_eq!((tally.errors, tally.waived), (0, 1));
}

#[test]
fn a_bad_waiver_is_found_and_waives_nothing() {
    let long = "    expires: 2022-06-30\n";
    let cases: [(&str, &str, &str); 14] = [
        ("incomplete-waiver", "    reason: chua_san_sang\n", ""),
        ("incomplete-waiver", "    decision: 123/QĐ-UBND\n", ""),
        ("incomplete-waiver", "    approved_by: UBND tỉnh A\n", "    approved_by: { vi: ' ', en: '' }\n"),
        ("incomplete-waiver", "    approved_by: UBND tỉnh A\n", "    approved_by: '  '\n"),
        ("incomplete-waiver", long, ""),
        ("expired-waiver", "2022-06-30", "2021-08-30"),
        ("forbidden-waiver", "chua_san_sang", "thieu_kinh_phi"),
        ("forbidden-waiver", "rule: point-to-point-connection", "rule: point-to-point-conection"),
        ("forbidden-waiver", "rule: point-to-point-connection", "rule: missing-owner"),
        ("forbidden-waiver", "rule: point-to-point-connection", "rule: invalid-value"),
        ("forbidden-waiver", "rule: point-to-point-connection", "rule: forbidden-waiver"),
        ("overbroad-waiver", "    component: a/x\n    to: b/d\n", ""),
        ("overbroad-waiver", "    component: a/x\n    to: b/d\n", "    agency: a\n"),
        ("unused-waiver", "to: b/d", "to: a/x"),
    ];
    for (rule, from, to) in cases {
        let text = GOOD.replace(from, to);
        assert_ne!(text, GOOD);
        let (_, findings) = check(&text);
        assert_eq!(complaints(&findings), [rule], "{text}");
        assert!(connection(&findings).waived.is_none(), "{text}");
        assert_eq!(outcome(&findings, Severity::Error), Outcome::Findings, "{text}");
    }
}

#[test]
fn a_misspelt_rule_is_guessed() {
    let (_, findings) = check(&GOOD.replace("point-to-point-connection", "point-to-point-conection"));
    assert!(of(&findings, "forbidden-waiver")[0].help.en.contains("`point-to-point-connection`"));
}

#[test]
fn a_waiver_decided_after_the_day_does_not_hold_yet() {
    let files = [("a.yaml", NATION), ("w.yaml", GOOD)];
    let (_, findings) = find(&files, Some(date(2021, 3, 14)));
    assert!(connection(&findings).waived.is_none());
    let [told] = of(&findings, "unused-waiver")[..] else { panic!("{findings:#?}") };
    assert_eq!(told.severity, Severity::Info);
    let (_, findings) = find(&files, Some(date(2021, 3, 15)));
    assert!(connection(&findings).waived.is_some());
    for (day, holds) in [(date(2022, 6, 30), true), (date(2022, 7, 1), false)] {
        let (_, findings) = find(&files, Some(day));
        assert_eq!(connection(&findings).waived.is_some(), holds, "{day}");
    }
}

#[test]
fn a_day_that_cannot_be_read_waives_nothing() {
    let (_, findings) = check(&GOOD.replace("2022-06-30", "30/6/2022"));
    assert!(connection(&findings).waived.is_none());
    assert_eq!(of(&findings, "invalid-value").len(), 1);
    assert_eq!(complaints(&findings), Vec::<&str>::new(), "told once, by loading");
}

#[test]
fn a_reference_that_leads_nowhere_is_told_once() {
    let (_, findings) = check(&GOOD.replace("to: b/d", "to: b/khong-co"));
    assert_eq!(of(&findings, "unresolved-reference").len(), 1);
    assert_eq!(complaints(&findings), Vec::<&str>::new());
    assert!(connection(&findings).waived.is_none());
}

#[test]
fn a_tag_and_a_field_name_what_is_waived() {
    let by_tag = GOOD.replace("rule: point-to-point-connection", "rule: con-001\n    field: connects");
    let (_, findings) = check(&by_tag);
    assert!(connection(&findings).waived.is_some());
    let (_, findings) = check(&by_tag.replace("field: connects", "field: connect"));
    assert!(connection(&findings).waived.is_none());
    assert_eq!(complaints(&findings), ["unused-waiver"]);
}

#[test]
fn of_two_waivers_for_one_finding_the_second_is_unused_and_says_which_is_used() {
    let second = GOOD.replace("waivers:\n", "");
    let (loaded, findings) = check(&format!("{GOOD}{second}"));
    assert!(connection(&findings).waived.is_some());
    let [unused] = of(&findings, "unused-waiver")[..] else { panic!("{findings:#?}") };
    let line = |place: khung::source::Place| loaded.sources.get(place.file).position(place.span.start).line;
    assert_eq!((line(unused.place), line(unused.related[0].place)), (10, 2));
    // Where the first does not hold, the second does.
    let (_, findings) = check(&format!("{}{second}", GOOD.replace("2022-06-30", "2021-01-01")));
    assert_eq!(complaints(&findings), ["expired-waiver"]);
    assert!(connection(&findings).waived.is_some());
}

#[test]
fn findings_about_waivers_have_an_identity_that_lines_do_not_change() {
    let bad = GOOD.replace("    decision: 123/QĐ-UBND\n", "");
    let twice = format!("{bad}{}", bad.replace("waivers:\n", ""));
    let identities = |text: &str| {
        let (_, findings) = check(text);
        let all: Vec<String> = findings.iter().map(|finding| format!("{:?}", finding.identity())).collect();
        let mut distinct = all.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(all.len(), distinct.len(), "{all:#?}");
        distinct
    };
    assert_eq!(identities(&twice), identities(&format!("# một dòng\n\n{twice}")));
}

#[test]
fn what_could_not_be_read_may_be_what_a_waiver_is_for() {
    let files = [("a.yaml", NATION), ("bad.yaml", "agency: ["), ("w.yaml", &GOOD.replace("to: b/d", "to: a/x"))];
    let (_, findings) = find(&files, None);
    assert_eq!(complaints(&findings), Vec::<&str>::new());
    assert_eq!(outcome(&findings, Severity::Error), Outcome::Unread);
}

/// Two document systems of one agency: the second is a warning, on the line with `{}`.
fn doubled(beside: &str) -> String {
    format!(
        "agency: a
name: A
level: external
---
layer: application
agency: a
components:
  - {{ id: x, kind: document-management, name: X, security_level: 2, service_provider: P }}
  - {{ id: y, kind: document-management, name: Y, security_level: 2, service_provider: P }}{beside}
"
    )
}

#[test]
fn a_comment_lets_a_warning_pass() {
    for beside in [
        " # khung: ignore[duplicate-application] hai nhóm dùng",
        " # khung: ignore[APP-002]: hai nhóm dùng\r",
        " # cũ # khung: ignore[missing-owner-of, duplicate-application] hai nhóm dùng",
    ] {
        let (_, findings) = find(&[("a.yaml", &doubled(beside))], None);
        let [warning] = of(&findings, "duplicate-application")[..] else { panic!("{findings:#?}") };
        let waived = warning.waived.as_deref().expect(beside);
        assert_eq!((waived.kind, waived.text.vi.as_str()), (ExceptionKind::Ignore, "hai nhóm dùng"));
    }
    let above =
        doubled("").replace("  - { id: y", "  # khung: ignore[duplicate-application] hai nhóm dùng\n  - { id: y");
    let (_, findings) = find(&[("a.yaml", &above)], None);
    assert!(of(&findings, "duplicate-application")[0].waived.is_some());
    assert_eq!(outcome(&findings, Severity::Warning), Outcome::Clean, "{findings:#?}");
}

#[test]
fn a_comment_without_reason_or_on_another_line_lets_nothing_pass() {
    let elsewhere = doubled("")
        .replace("service_provider: P }\n  -", "service_provider: P } # khung: ignore[APP-002] nhầm dòng\n  -");
    let blank = doubled("").replace("  - { id: y", "  # khung: ignore[APP-002] cách một dòng\n\n  - { id: y");
    for text in [doubled(" # khung: ignore[duplicate-application]"), doubled(" # khung: ignore"), elsewhere, blank] {
        let (_, findings) = find(&[("a.yaml", &text)], None);
        assert!(of(&findings, "duplicate-application")[0].waived.is_none(), "{text}");
        assert_eq!(complaints(&findings), ["unjustified-ignore"], "{text}");
    }
}

#[test]
fn a_comment_does_nothing_to_an_error() {
    let text =
        NATION.replace("connects: [{ to: b/d }] }", "connects: [{ to: b/d }] } # khung: ignore[CON-001] tạm thời");
    let (_, findings) = find(&[("a.yaml", &text)], None);
    assert!(connection(&findings).waived.is_none());
    let [told] = of(&findings, "unjustified-ignore")[..] else { panic!("{findings:#?}") };
    assert_eq!((told.severity, told.agency.as_str()), (Severity::Error, "a"));
    assert!(told.message.en.contains("error"), "{}", told.message.en);
}

#[test]
fn text_that_looks_like_a_comment_is_none() {
    let block = doubled("").replace(
        "  - { id: y",
        "  - id: z\n    kind: sector-application\n    name: 'Z # khung: ignore[khong-co] a'\n    security_level: 2\n    service_provider: P\n    description: |\n      # khung: ignore[khong-co] a\n      b # khung: ignore\n  - { id: y",
    );
    let (_, findings) = find(&[("a.yaml", &block)], None);
    assert_eq!(complaints(&findings), Vec::<&str>::new());
    assert!(of(&findings, "duplicate-application")[0].waived.is_none());
}

#[test]
fn judged_without_exceptions_there_are_none() {
    let broken = GOOD.replace("2022-06-30", "2020-01-01");
    let loaded =
        load_files(&[("a.yaml", NATION), ("w.yaml", &format!("{GOOD}---\n{broken}")), ("c.yaml", "# khung: ignore\n")]);
    let engine = Engine::new(&PACK).unwrap_or_else(|errors| panic!("{errors:?}")).without_exceptions();
    let graph = Graph::build(&loaded.repository, &PACK);
    let findings = engine.check(&loaded, &graph, date(2021, 8, 31));
    assert!(findings.iter().all(|finding| finding.waived.is_none()));
    assert_eq!(complaints(&findings), Vec::<&str>::new());
}

#[test]
fn reports_tell_what_is_waived_and_why() {
    let (loaded, findings) = check(GOOD);
    let graph = Graph::build(&loaded.repository, &PACK);
    let (as_of, fail_level) = (date(2021, 8, 31), Severity::Error);
    let outcome = outcome(&findings, fail_level);
    let report =
        Report { graph: &graph, sources: &loaded.sources, findings: &findings, hidden: 0, as_of, fail_level, outcome };
    let mut out = Vec::new();
    json(&report, &mut out).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!((&value["version"], &value["outcome"]), (&1.into(), &"clean".into()));
    assert_eq!((&value["summary"]["waived"], &value["summary"]["errors"]), (&1.into(), &0.into()));
    let entries = value["findings"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["rule"] == RULE).unwrap();
    let waived = &entry["waived"];
    assert_eq!((&waived["by"], &waived["decision"]), (&"waiver".into(), &"123/QĐ-UBND".into()));
    assert_eq!((&waived["expires"], &waived["location"]["file"]), (&"2022-06-30".into(), &"w.yaml".into()));
    assert!(entries.iter().filter(|entry| entry["rule"] != RULE).all(|entry| entry["waived"].is_null()));
    for (lang, line) in [
        (
            Lang::Vi,
            "được miễn đến 2022-06-30 theo 123/QĐ-UBND (chua_san_sang), do UBND tỉnh A quyết định (w.yaml:2:11)",
        ),
        (Lang::En, "waived until 2022-06-30 by 123/QĐ-UBND (chua_san_sang), decided by UBND tỉnh A (w.yaml:2:11)"),
    ] {
        let mut out = Vec::new();
        human(&report, Style { lang, color: false, width: 200 }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(line) && text.contains("point-to-point-connection CON-001"), "{text}");
    }
}

#[test]
fn the_command_passes_with_a_waiver_and_fails_without() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("khung.yaml", CONFIG), ("a.yaml", NATION), ("w.yaml", GOOD)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    let run = khung(&["check", path, "--rule", "CON-001"]);
    assert!(run.code == 0 && run.out.contains("123/QĐ-UBND"), "{}", run.out);
    assert_eq!(khung(&["check", path, "--rule", "CON-001", "--no-waivers"]).code, 1);
    // A filter hides no use of a waiver.
    let run = khung(&["check", path, "--rule", "unused-waiver", "--fail-level", "info"]);
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn ten_thousand_waivers_and_as_many_comments_cost_no_square() {
    let entry = GOOD.replace("waivers:\n", "");
    let mut waivers = String::from("waivers:\n");
    let mut nation = NATION.to_owned();
    for index in 0..10_000 {
        waivers.push_str(
            &entry.replace("component: a/x", if index % 2 == 0 { "component: a/x" } else { "component: b/d" }),
        );
        nation.push_str("  # khung: ignore[missing-host] một trong nhiều\n");
    }
    let start = Instant::now();
    let (_, findings) = find(&[("a.yaml", &nation), ("w.yaml", &waivers)], None);
    assert_eq!(of(&findings, "unused-waiver").len(), 9_999);
    assert_eq!(of(&findings, "unjustified-ignore").len(), 10_000);
    assert!(connection(&findings).waived.is_some());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn broken_entries_do_no_harm() {
    let text = "waivers:\n  - rule:\n  - rule: [a]\n  - x\n  - {}\n  - null\n  - rule: ''\n  - { rule: point-to-point-connection, component: [a/x], to: { a: b }, expires: 2022-06-30 }\n---\nwaivers: x\n---\nwaivers:\n";
    let (_, findings) = check(text);
    assert!(connection(&findings).waived.is_none());
    assert!(outcome(&findings, Severity::Error) != Outcome::Clean);
}
