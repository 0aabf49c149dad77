//! Policies: every constraint finds what it says and is silent beside it, what is wrong with a policy stands at
//! its line, and all outputs treat them as rules.

use khung::check::{Outcome, Policies, Selection, is_unread, outcome};
use khung::framework::Severity;
use khung::report::explain;
use khung::text::Lang;

use super::support::{PACK, at, check_at, load_files};

/// A small ministry: what the policies of these tests look at.
pub const MINISTRY: &str = "agency: bo
name: { vi: Bộ Mẫu, en: Model Ministry }
level: ministry
---
agency: cuc
name: Cục
level: unit
parent: bo
---
agency: so
name: Sở
level: province
---
layer: infrastructure
agency: bo
components:
  - { id: ttdl, kind: data-center, name: Trung tâm dữ liệu }
  - { id: cu, kind: data-center, name: Trung tâm cũ, lifecycle: { operating: 2010-01-01, retired: 2015-01-01 } }
---
layer: platform
agency: bo
components:
  - { id: ddl, kind: identity, name: Định danh, hosted_on: [ttdl] }
---
layer: data
agency: so
components:
  - { id: csdl, kind: database, name: Cơ sở dữ liệu công dân, service_provider: P }
";

/// Findings of a policy over components of the ministry: `line subject field`, lines counted in the list.
fn found(policy: &str, components: &str) -> Vec<String> {
    let policies = format!("policies:\n  - policy: thu\n    title: Thử\n    severity: error\n{policy}");
    let apps = format!("layer: application\nagency: bo\ncomponents:\n{components}");
    let files = [("bo.yaml", MINISTRY), ("policies/thu.yaml", &policies), ("ung-dung.yaml", &apps)];
    let (loaded, findings) = check_at(&files, None);
    let wrong: Vec<&str> =
        findings.iter().filter(|finding| is_unread(finding)).map(|finding| finding.message.en.as_str()).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{policy}");
    let own = findings.iter().filter(|finding| finding.rule == "thu");
    let told = own.map(|finding| {
        let line = loaded.sources.get(finding.place.file).position(finding.place.span.start).line - 3;
        format!("{line} {} {}", finding.subject.label(), finding.field)
    });
    told.collect()
}

/// One application a line.
pub fn app(id: &str, rest: &str) -> String {
    format!("  - {{ id: {id}, kind: service-portal, name: Cổng {id}{rest} }}\n")
}

#[test]
fn each_constraint_fires_and_is_silent() {
    let cases = [
        ("{ path: security_level, minCount: 1 }", ", security_level: 1", ""),
        ("{ path: functions, minCount: 2 }", ", functions: [a, b]", ", functions: [a]"),
        ("{ path: functions, minCount: 1 }", ", functions: [a]", ", functions: []"),
        ("{ path: functions, maxCount: 1 }", ", functions: [a]", ", functions: [a, b]"),
        ("{ path: authenticates_with, maxCount: 0 }", "", ", authenticates_with: [ddl]"),
        ("{ path: security_level, in: [3, 4] }", ", security_level: 4", ", security_level: 2"),
        ("{ path: system_type, in: [public-service] }", ", system_type: public-service", ", system_type: internal"),
        ("{ path: functions, hasValue: a }", ", functions: [b, a]", ", functions: [b]"),
        ("{ path: operator, pattern: '[.]gov[.]vn$' }", ", operator: a.gov.vn", ", operator: a.com.vn"),
        ("{ path: name, pattern: '^Cổng' }", "", ", aliases: [x]"),
        ("{ path: security_level, minInclusive: 3 }", ", security_level: 3", ", security_level: 2"),
        ("{ path: security_level, maxInclusive: 3 }", ", security_level: 3", ", security_level: 4"),
        ("{ path: last_audit, minInclusive: '2020-01-01' }", ", last_audit: 2020-01-01", ", last_audit: 2019-12-31"),
        ("{ path: operator, minLength: 3 }", ", operator: Cục", ", operator: Bộ"),
        ("{ path: operator, maxLength: 2 }", ", operator: Bộ", ", operator: Cục"),
        ("{ path: hosted_on, minCount: 1 }", ", hosted_on: [ttdl]", ", service_provider: P"),
        ("{ path: hosted_on, minCount: 1 }", ", hosted_on: [ttdl]", ", hosted_on: [cu]"),
        ("{ path: uses, class: [identity] }", ", uses: [ddl]", ", uses: [ttdl]"),
        ("{ path: hosted_on, in: [bo/ttdl] }", ", hosted_on: [ttdl]", ", hosted_on: [ddl]"),
        ("{ path: uses.name, in: [Định danh] }", ", uses: [ddl]", ", uses: [ttdl]"),
        ("{ path: connects.to, class: [database] }", ", connects: [{ to: so/csdl }]", ", connects: [{ to: ddl }]"),
        (
            "{ path: connects, maxCount: 0 }",
            ", connects: [{ to: so/csdl, until: 2020-01-01 }]",
            ", connects: [{ to: so/csdl }]",
        ),
        ("{ path: lifecycle.operating, minCount: 1 }", ", lifecycle: { operating: 2018-01-01 }", ""),
    ];
    for (constraint, silent, fires) in cases {
        // `name` is always there: the case that fires has another one.
        let fires = if constraint.contains("path: name") {
            "  - { id: y, kind: service-portal, name: Trang y }\n".to_owned()
        } else {
            app("y", fires)
        };
        let policy = format!("    target: {{ class: [service-portal] }}\n    property:\n      - {constraint}\n");
        let told = found(&policy, &(app("x", silent) + &fires));
        let path = constraint.split([' ', ',']).nth(2).unwrap();
        assert_eq!(told, [format!("2 bo/y {path}")], "{constraint}");
    }
}

#[test]
fn relations_are_read_backwards() {
    let policy =
        "    target: { class: [identity] }\n    property:\n      - { path: ^authenticates_with, minCount: 2 }\n";
    let one = app("x", ", authenticates_with: [ddl]");
    let told = found(policy, &one);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].ends_with("bo/ddl ^authenticates_with"));
    let two = one + &app("y", ", authenticates_with: [ddl]");
    assert_eq!(found(policy, &two), Vec::<String>::new());
}

#[test]
fn a_target_narrows_what_is_looked_at() {
    let all = app("x", ", lifecycle: { planned: 2021-01-01 }")
        + "  - { id: qlvb, kind: document-management, name: Văn bản, security_level: 2 }\n"
        + &app("z", ", lifecycle: { operating: 2010-01-01, retired: 2015-01-01 }");
    let cases = [
        ("{ class: [service-portal] }", vec!["1 bo/x note"]),
        ("{ layer: [application] }", vec!["1 bo/x note", "2 bo/qlvb note"]),
        ("{ layer: [application], state: [planned] }", vec!["1 bo/x note"]),
        ("{ layer: [application], agency: [bo] }", vec!["1 bo/x note", "2 bo/qlvb note"]),
        ("{ layer: [application], agency: [cuc] }", vec![]),
        ("{ layer: [application], level: [province] }", vec![]),
        ("{ layer: [application], where: has(this.security_level) }", vec!["2 bo/qlvb note"]),
        (
            "{ where: \"layer == 'application' && state == 'planned' && agency.level == 'ministry'\" }",
            vec!["1 bo/x note"],
        ),
    ];
    for (target, expected) in cases {
        let policy = format!("    target: {target}\n    property:\n      - {{ path: note, minCount: 1 }}\n");
        assert_eq!(found(&policy, &all), expected, "{target}");
    }
}

#[test]
fn a_policy_applies_between_its_dates() {
    let policy = |dates: &str| {
        format!(
            "    applies: {{ {dates} }}\n    property:\n      - {{ path: note, minCount: 1 }}\n    target: {{ class: [service-portal] }}\n"
        )
    };
    assert_eq!(found(&policy("from: 2021-08-31"), &app("x", "")).len(), 1);
    assert_eq!(found(&policy("from: 2021-09-01"), &app("x", "")).len(), 0);
    assert_eq!(found(&policy("to: 2021-08-30"), &app("x", "")).len(), 0);
}

#[test]
fn a_reference_that_leads_nowhere_is_one_fault() {
    let policy = "    target: { class: [service-portal] }\n    property:\n      - { path: uses, minCount: 1 }\n";
    assert_eq!(found(policy, &app("x", ", uses: [khong-co]")), Vec::<String>::new());
}

#[test]
fn several_failures_are_one_finding_and_several_constraints_are_told_apart() {
    let policy = "    target: { class: [service-portal] }\n    property:\n      - { path: functions, in: [a], maxLength: 1 }\n      - { path: functions, maxCount: 1 }\n";
    let told = found(policy, &app("x", ", functions: [bb, cc]"));
    assert_eq!(told, ["1 bo/x functions", "1 bo/x functions#2"]);
}

pub const PORTAL: &str = "layer: application\nagency: bo\ncomponents:\n  - { id: x, kind: service-portal, name: Cổng, hosted_on: [ttdl], functions: [a, b] }\n";

/// The findings that say a policy cannot be applied: `line:column message`.
pub fn faults(policies: &str) -> Vec<String> {
    let files = [("bo.yaml", MINISTRY), ("policies/thu.yaml", policies), ("x.yaml", PORTAL)];
    let (loaded, findings) = check_at(&files, None);
    let own = findings.iter().filter(|finding| finding.rule == "invalid-policy");
    own.map(|finding| {
        let at = at(&loaded, finding);
        format!("{} {}", at.strip_prefix("policies/thu.yaml:").unwrap(), finding.message.en)
    })
    .collect()
}

#[test]
fn what_is_wrong_with_a_policy_stands_at_its_line() {
    let head = "policies:\n  - policy: thu\n    title: Thử\n    severity: error\n";
    let cases = [
        (
            "    target: { class: [service-portl] }\n    property: [{ path: name, minCount: 1 }]\n",
            "5:23 there is no kind `service-portl`",
        ),
        ("    target: { layer: [app] }\n    property: [{ path: name, minCount: 1 }]\n", "5:23 there is no layer `app`"),
        (
            "    target: { agency: [bo-x] }\n    property: [{ path: name, minCount: 1 }]\n",
            "5:24 there is no agency `bo-x`",
        ),
        (
            "    target: { level: [cap] }\n    property: [{ path: name, minCount: 1 }]\n",
            "5:23 there is no level of agency `cap`",
        ),
        (
            "    property:\n      - { path: hosted_onn, minCount: 1 }\n",
            "6:17 there is no field or relation `hosted_onn`",
        ),
        ("    property:\n      - { path: ^hosts, minCount: 1 }\n", "6:17 there is no relation `hosts`"),
        ("    property:\n      - { path: hosted_on.nme, minCount: 1 }\n", "6:17 there is no field or relation `nme`"),
        ("    property:\n      - { path: name.dai, minCount: 1 }\n", "6:17 `name` has nothing inside, and no `dai`"),
        ("    property:\n      - { path: name, pattern: '(a' }\n", "6:32 no regular expression: unclosed group"),
        (
            "    property:\n      - { path: name, pattern: '(a{999}){999}' }\n",
            "6:32 no regular expression: Compiled regex exceeds size limit of 1048576 bytes.",
        ),
        ("    property:\n      - { path: name, class: [identity] }\n", "6:30 `name` leads to values, not components"),
        ("    property:\n      - { path: hosted_on, class: [identty] }\n", "6:36 there is no kind `identty`"),
        (
            "    property:\n      - { path: hosted_on, minCount: 2, maxCount: 1 }\n",
            "6:38 `minCount` is above `maxCount`: nothing can meet both",
        ),
        (
            "    property:\n      - { path: security_level, minInclusive: 4, maxInclusive: 3 }\n",
            "6:47 `minInclusive` is above `maxInclusive`: nothing can meet both",
        ),
        (
            "    property:\n      - { path: security_level, minInclusive: cao }\n",
            "6:47 `security_level` leads to numbers",
        ),
        ("    property:\n      - { path: last_audit, minInclusive: 2020-13-01 }\n", "6:43 `last_audit` leads to dates"),
        ("    property:\n      - { path: name, minInclusive: 3 }\n", "6:37 `name` leads to text, which has no order"),
        ("    property:\n      - { path: security_level, in: [ba] }\n", "6:38 `security_level` leads to numbers"),
        (
            "    property:\n      - { path: system_type, in: [publik] }\n",
            "6:35 there is no value of `system_type` `publik`",
        ),
        ("    property:\n      - { path: hosted_on }\n", "6:17 the constraint on `hosted_on` asks for nothing"),
        ("    description: x\n", "2:13 the policy is not applied: it is not well formed"),
        ("", "2:13 the policy `thu` asks for nothing"),
        (
            "    applies: { from: 2021-01-02, to: 2021-01-01 }\n    expression: 'true'\n",
            "5:14 it ends on 2021-01-01, before it begins on 2021-01-02",
        ),
        ("    message: 'cổng {componnt}'\n    expression: 'true'\n", "5:14 `{componnt}` stands for nothing"),
        (
            "    target: { class: [data-center] }\n    property: [{ path: service_level, minCount: 1 }]\n",
            "6:24 no kind of the `target` has the field `service_level`",
        ),
    ];
    for (rest, expected) in cases {
        assert_eq!(faults(&format!("{head}{rest}")), [expected], "{rest}");
    }
}

#[test]
fn a_name_stands_for_one_rule() {
    let policy =
        |name: &str| format!("  - policy: {name}\n    title: T\n    severity: error\n    expression: 'true'\n");
    let two = format!("policies:\n{}{}", policy("thu"), policy("thu"));
    assert_eq!(faults(&two), ["6:13 `thu` is the name of another policy"]);
    for name in ["missing-host", "invalid-policy", "con-001"] {
        let told = faults(&format!("policies:\n{}", policy(name)));
        assert_eq!(told, [format!("2:13 `{name}` is the name of a rule that is there already")]);
    }
}

#[test]
fn a_policy_that_cannot_be_applied_never_passes_whatever_is_filtered() {
    for text in
        ["policies: {}\n", "policies: []\n", "policies:\n  - thu\n", "policies:\n  - { policy: thu, minCont: 1 }\n"]
    {
        let (_, findings) = check_at(&[("p.yaml", text)], None);
        let selection = Selection { rules: vec!["missing-host".into()], agencies: vec!["z".into()] };
        let kept: Vec<_> = findings.iter().filter(|finding| selection.wants(finding)).collect();
        // An empty list asks for nothing, and is told by loading alone.
        let expected = if text.contains("[]") { Outcome::Clean } else { Outcome::Unread };
        assert_eq!(outcome(kept, Severity::Error), expected, "{text}");
    }
}

#[test]
fn messages_are_filled_in_and_hostile_values_stay_one_line() {
    let policy = "policies:\n  - policy: thu\n    title: T\n    message: { vi: '{component} ({name}): {value}', en: 'E {value}' }\n    fix: sửa {component}\n    severity: warning\n    target: { class: [service-portal] }\n    property: [{ path: note, in: [x] }]\n";
    let apps = "layer: application\nagency: bo\ncomponents:\n  - { id: x, kind: service-portal, name: '{value}', note: \"\\e[31m{name}\\n\\u202e\" }\n";
    let (_, findings) = check_at(&[("bo.yaml", MINISTRY), ("p.yaml", policy), ("x.yaml", apps)], None);
    let finding = findings.iter().find(|finding| finding.rule == "thu").unwrap();
    assert!(finding.message.vi.starts_with("bo/x ({value}): `[31m{name}"), "{}", finding.message.vi);
    assert!(!finding.message.vi.contains(['\u{1b}', '\n', '\u{202e}']));
    assert_eq!((finding.severity, finding.help.vi.as_str()), (Severity::Warning, "sửa bo/x"));
}

const SSO: &str = "policies:
  - policy: sso-for-portals
    title: { vi: Cổng chưa đăng nhập một lần, en: Portal without single sign-on }
    why: { vi: Một tài khoản là đủ, en: One account is enough }
    basis: [nd-47-2020, QĐ 12/QĐ-BM]
    severity: warning
    target: { class: [service-portal] }
    property:
      - { path: authenticates_with, minCount: 1 }
";

#[test]
fn a_policy_has_a_page_a_basis_and_a_title_like_any_rule() {
    let mut loaded = load_files(&[("bo.yaml", MINISTRY), ("p.yaml", SSO)]);
    let mut pack = PACK.clone();
    let _ = Policies::compile(&mut loaded, &mut pack);
    assert_eq!(loaded.findings, []);
    let page = explain::page_of(&pack, "sso-for-portals", Lang::En).unwrap();
    for part in [
        "# Portal without single sign-on",
        "## Why it matters\nOne account is enough",
        "path: authenticates_with",
        "p.yaml:2",
        "QĐ 12/QĐ-BM (the repository's own words",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
    assert!(explain::page_of(&pack, "sso-for-portals", Lang::Vi).unwrap().contains("NĐ 47/2020/NĐ-CP"));
    assert!(explain::rules(&pack, Lang::Vi).contains("sso-for-portals"));
    assert!(explain::all(&pack, Lang::Vi).contains("# Cổng chưa đăng nhập một lần"));
}

#[test]
fn the_identity_of_a_finding_stays_when_lines_move() {
    let identities = |policy: &str, apps: &str| -> Vec<String> {
        let (_, findings) = check_at(&[("bo.yaml", MINISTRY), ("p.yaml", policy), ("x.yaml", apps)], None);
        findings.iter().filter(|one| one.rule == "sso-for-portals").map(|one| format!("{:?}", one.identity())).collect()
    };
    let before = identities(SSO, PORTAL);
    assert_eq!(before, ["(\"sso-for-portals\", Component(\"bo/x\"), \"authenticates_with\")"]);
    assert_eq!(before, identities(&format!("# dòng\n\n{SSO}"), &format!("# dòng\n\n{PORTAL}")));
}

#[test]
fn the_command_knows_policies_by_name() {
    use super::cli::khung;
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
    write("khung.yaml", super::support::CONFIG);
    write("bo.yaml", MINISTRY);
    write("p.yaml", SSO);
    write("x.yaml", PORTAL);
    let root = folder.path().to_str().unwrap();
    let run = khung(&["check", root, "--rule", "sso-for-portals", "--fail-level", "warning"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("x.yaml:4:11") && run.out.contains("vì sao: Một tài khoản là đủ"), "{}", run.out);
    let json = khung(&["check", root, "--rule", "sso-for-portals", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(
        (finding["rule"].as_str(), finding["field"].as_str()),
        (Some("sso-for-portals"), Some("authenticates_with"))
    );
    assert_eq!(finding["basis"].as_array().map(Vec::len), Some(3));
    assert_eq!(khung(&["check", root, "--rule", "khong-co"]).code, 2);
    let page = khung(&["explain", "sso-for-portals", "--repository", root]);
    assert!(page.code == 0 && page.out.starts_with("# Cổng chưa đăng nhập một lần"), "{}", page.out);
    write("p.yaml", &SSO.replace("authenticates_with", "authenticates"));
    assert_eq!(khung(&["check", root, "--rule", "missing-host"]).code, 3);
}

/// Two programs with no description, a policy that asks for one, and exceptions of every sort for its findings.
const EXCEPTED: &str = "agency: a
name: A
level: external
---
layer: application
agency: a
components:
  - { id: x, kind: internal-application, name: X, security_level: 1, service_provider: P }
  - { id: y, kind: internal-application, name: Y, security_level: 1, service_provider: P } # khung: ignore[described] later
  - { id: z, kind: internal-application, name: Z, security_level: 1, service_provider: P }
---
policies:
  - policy: described
    severity: SEVERITY
    basis: [nd-47-2020]
    title: { vi: Có mô tả, en: Described }
    message: { vi: '{component} thiếu mô tả', en: '{component} lacks a description' }
    property: [{ path: description, minCount: 1 }]
---
waivers:
  - { rule: described, component: a/x, explanation: e, decision: 3/QD, decided: 2021-01-01, approved_by: B, expires: 2022-01-01 }
  - { rule: '', component: a/z, explanation: e, decision: 3/QD, decided: 2021-01-01, approved_by: B, expires: 2022-01-01 }
";

#[test]
fn a_finding_of_a_policy_is_waived_and_ignored_like_any_other() {
    let (_, findings) = check_at(&[("a.yaml", &EXCEPTED.replace("SEVERITY", "warning"))], None);
    let found = findings.iter().filter(|finding| finding.rule == "described");
    let waived: Vec<(String, bool)> =
        found.map(|finding| (finding.subject.label(), finding.waived.is_some())).collect();
    // A waiver of no rule is not one of every rule that has no tag.
    assert_eq!(waived, [("a/x".to_owned(), true), ("a/y".to_owned(), true), ("a/z".to_owned(), false)]);
}

#[test]
fn what_an_agency_asks_of_itself_outlasts_the_decree_it_cites() {
    for day in ["2019-06-30", "2021-08-31", "2026-11-21"] {
        let text = EXCEPTED.replace("SEVERITY", "error");
        let (_, findings) = check_at(&[("a.yaml", &text)], Some(day.parse().unwrap()));
        let found: Vec<Severity> =
            findings.iter().filter(|finding| finding.rule == "described").map(|finding| finding.severity).collect();
        assert_eq!(found, [Severity::Error; 3], "{day}");
    }
}
