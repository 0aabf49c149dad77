//! Expressions of policies: faults at their column, an end to everything, and the same meaning as the words of
//! SHACL.

use std::time::{Duration, Instant};

use khung::check::is_unread;
use proptest::prelude::*;

use super::policies::{MINISTRY, PORTAL, app, faults};
use super::support::{check_at, lines};

#[test]
fn what_is_wrong_with_an_expression_stands_at_its_column() {
    let head = "policies:\n  - policy: thu\n    title: Thử\n    severity: error\n    expression: ";
    let cases = [
        ("this.nme == 'x'\n", "5:22 `this` has no field `nme`"),
        ("agency.lvel == 'x'\n", "5:24 `agency` has no field `lvel`"),
        ("'that.name == 1'\n", "5:18 an expression has no variable `that`"),
        ("sizeof(this.name) > 1\n", "5:17 an expression has no function `sizeof`"),
        (
            "\"this.name.matches('(')\"\n",
            "5:37 the pattern of `matches` is wrong: regex parse error: ( ^ error: unclosed group",
        ),
        ("this.name.matches(this.note)\n", "5:17 the pattern of `matches` must be written as text"),
        ("|\n      has(this.note) ||\n      this.nme == 'x'\n", "7:12 `this` has no field `nme`"),
        ("\"this.name == { 'a': 1 }\"\n", "5:17 an expression may not build a mapping `{…}`"),
        (
            "this.functions.all(a, this.functions.all(b, this.functions.all(c, true)))\n",
            "5:17 more than 2 macros are nested (all, exists, exists_one, map, filter)",
        ),
        (
            "this.functions.map(a, a + a).map(a, a + a).map(a, a + a).size() > 0\n",
            "5:17 more than 2 macros are nested (all, exists, exists_one, map, filter)",
        ),
    ];
    for (rest, expected) in cases {
        assert_eq!(faults(&format!("{head}{rest}")), [expected], "{rest}");
    }
    let wrong = faults(&format!("{head}has(this.note) && ) && true\n"));
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].starts_with("5:35 the CEL expression is not well formed: "), "{wrong:?}");
}

#[test]
fn an_expression_that_cannot_be_evaluated_is_one_finding_at_the_policy() {
    let policy = "policies:\n  - policy: thu\n    title: Thử\n    severity: info\n    target: { layer: [application] }\n    expression: this.security_level >= 3\n";
    let apps = format!("layer: application\nagency: bo\ncomponents:\n{}{}", app("x", ""), app("y", ""));
    let (loaded, findings) = check_at(&[("bo.yaml", MINISTRY), ("p.yaml", policy), ("x.yaml", &apps)], None);
    let told: Vec<String> = lines(&loaded, &findings).into_iter().filter(|line| line.contains("policy")).collect();
    assert_eq!(told, ["p.yaml:6:17 invalid-policy p.yaml"]);
    let finding = findings.iter().find(|finding| finding.rule == "invalid-policy").unwrap();
    assert!(finding.message.en.contains("`bo/x`") && finding.message.en.contains("No such key: security_level"));
    assert!(is_unread(finding));
    assert!(faults(&policy.replace("this.security_level >= 3", "this.name")).concat().contains("not true or false"));
}

#[test]
fn nothing_in_an_expression_runs_away() {
    let expressions = [
        "(".repeat(1_000) + "1" + &")".repeat(1_000),
        "[".repeat(1_000) + &"]".repeat(1_000),
        "{".repeat(2_000),
        "1 ? ".repeat(500),
        format!("this.name{}", " + this.name".repeat(150)),
        format!("this{}", ".name".repeat(300)),
        format!("this{}", "[0]".repeat(500)),
        "size(".repeat(300) + "1" + &")".repeat(300),
        ">".to_owned() + &"{".repeat(63) + "?[" + &"(".repeat(11) + &"{".repeat(26) + "l?(-",
        "x".repeat(3_000),
        "\"'`\\".to_owned(),
        "ỏờ.ứng == 'đ'".to_owned(),
    ];
    for expression in expressions {
        let quoted = serde_json::to_string(&expression).unwrap();
        let started = Instant::now();
        let told =
            faults(&format!("policies:\n  - {{ policy: thu, title: T, severity: error, expression: {quoted} }}\n"));
        let shown: String = expression.chars().take(40).collect();
        assert_eq!(told.len(), 1, "{shown}");
        assert!(started.elapsed() < Duration::from_secs(20), "{shown}");
    }
}

#[test]
fn signs_in_a_row_are_no_depth() {
    for expression in ["!".repeat(2_040) + "true", "-".repeat(2_040) + "1 == 1"] {
        let quoted = serde_json::to_string(&expression).unwrap();
        let policy = format!("policies:\n  - {{ policy: thu, title: T, severity: error, expression: {quoted} }}\n");
        assert_eq!(faults(&policy), Vec::<String>::new());
    }
}

#[test]
fn an_evaluation_ends_with_its_budget() {
    let list: Vec<String> = (0..2_000).map(|index| format!("v{index}")).collect();
    let apps = format!(
        "layer: application\nagency: bo\ncomponents:\n  - {{ id: x, kind: service-portal, name: X, functions: [{}] }}\n",
        list.join(", ")
    );
    let doubled = "a + a + a + a + a + a + a + a";
    for expression in [
        "this.functions.all(a, this.functions.all(b, a != b || true))".to_owned(),
        "this.functions.map(a, this.functions).size() > 0".to_owned(),
        "[this.functions].map(a, this.functions.map(b, a)).size() > 0".to_owned(),
        format!(
            "this.functions.map(a, {doubled}).all(a, size({doubled}) > 0) && this.functions.all(a, this.functions.exists(b, b == '?'))"
        ),
        "this.functions.exists(a, this.functions.exists(b, a + b == '?')) || true".to_owned(),
    ] {
        let policy = format!(
            "policies:\n  - policy: thu\n    title: T\n    severity: error\n    target: {{ class: [service-portal] }}\n    expression: \"{expression}\"
"
        );
        let started = Instant::now();
        let (_, findings) = check_at(&[("bo.yaml", MINISTRY), ("p.yaml", &policy), ("x.yaml", &apps)], None);
        let told: Vec<&str> =
            findings.iter().filter(|finding| is_unread(finding)).map(|finding| finding.message.en.as_str()).collect();
        assert!(told.len() == 1 && told[0].contains("more than 100000 steps"), "{expression}: {told:?}");
        assert!(started.elapsed() < Duration::from_secs(30), "{expression}");
    }
    let modest = "policies:\n  - policy: thu\n    title: T\n    severity: error\n    target: { class: [service-portal] }\n    expression: this.functions.filter(f, f.startsWith('v')).all(f, f.matches('^v[0-9]+$') && size(f) < 6)\n";
    let (_, findings) = check_at(&[("bo.yaml", MINISTRY), ("p.yaml", modest), ("x.yaml", &apps)], None);
    assert!(findings.iter().all(|finding| finding.rule != "thu" && !is_unread(finding)));
}

#[test]
fn expressions_say_what_they_mean() {
    let truths = [
        "this.functions.size() == 2 && size(this.functions) == 2",
        "'a' in this.functions && !('c' in this.functions)",
        "this.functions.exists_one(f, f == 'a') && this.functions.map(f, f + '!') == ['a!', 'b!']",
        "this.functions.map(f, f == 'a', f) == ['a'] && this.functions.filter(f, f != 'a')[0] == 'b'",
        "this.functions.all(f, this.functions.exists(g, f <= g))",
        "has(this.hosted_on) && !has(this.note) && !has(agency.code)",
        "this.name == 'Cổng' && agency.name == 'Bộ Mẫu' && agency.level == 'ministry'",
        "layer == 'application' && state == 'operating' && day == '2021-08-31' && day >= '2020-01-01'",
        "this.kind.startsWith('service') && this.kind.matches('^[a-z-]+$')",
        "(has(this.note) ? this.note : 'x') == 'x'",
        "this['id'] == 'x' && 7 / 2 == 3 && 1 + 2 * 3 == 7 && -1 < 0 && !false",
    ];
    for truth in truths {
        for (expression, told) in [(truth.to_owned(), 0), (format!("!({truth})"), 1)] {
            let quoted = serde_json::to_string(&expression).unwrap();
            let policy = format!(
                "policies:\n  - {{ policy: thu, title: T, severity: error, target: {{ class: [service-portal] }}, expression: {quoted} }}\n"
            );
            let (_, findings) = check_at(&[("bo.yaml", MINISTRY), ("p.yaml", &policy), ("x.yaml", PORTAL)], None);
            let own: Vec<_> = findings.iter().filter(|one| one.rule == "thu" || is_unread(one)).collect();
            assert!(own.len() == told && own.iter().all(|one| one.rule == "thu"), "{expression}: {own:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What the words of SHACL say and what CEL says is one thing.
    #[test]
    fn a_constraint_and_its_expression_agree(
        components in prop::collection::vec(
            (prop::option::of(1_u8..=5), prop::collection::vec("[a-c]{1,3}", 0..4), "[a-zđ]{1,8}"), 1..12),
        least in 0_usize..4, most in 0_usize..4, level in 1_u8..=5, length in 1_usize..8,
    ) {
        let mut apps = String::from("layer: application\nagency: bo\ncomponents:\n");
        for (index, (level, functions, name)) in components.iter().enumerate() {
            let level = level.map_or_else(String::new, |level| format!(", security_level: {level}"));
            apps.push_str(&app(&format!("x{index}"), &format!(", operator: {name}z, functions: [{}]{level}", functions.join(", "))));
        }
        let pairs = [
            (format!("{{ path: functions, minCount: {} }}", least.max(1)), format!("this.functions.size() >= {}", least.max(1))),
            (format!("{{ path: functions, maxCount: {most} }}"), format!("this.functions.size() <= {most}")),
            ("{ path: functions, in: [a, bb, ccc] }".to_owned(), "this.functions.all(f, f in ['a', 'bb', 'ccc'])".to_owned()),
            ("{ path: functions, hasValue: a }".to_owned(), "this.functions.exists(f, f == 'a')".to_owned()),
            (format!("{{ path: security_level, minInclusive: {level} }}"), format!("!has(this.security_level) || this.security_level >= {level}")),
            (format!("{{ path: security_level, in: [{level}, 5] }}"), format!("!has(this.security_level) || this.security_level in [{level}, 5]")),
            ("{ path: operator, pattern: '^[a-c]' }".to_owned(), "this.operator.matches('^[a-c]')".to_owned()),
            (format!("{{ path: operator, maxLength: {length} }}"), format!("size(this.operator) <= {length}")),
        ];
        let mut policies = String::from("policies:\n");
        for (index, (native, cel)) in pairs.iter().enumerate() {
            let head = "title: T, severity: error, target: { class: [service-portal] }";
            policies.push_str(&format!("  - {{ policy: native-{index}, {head}, property: [{native}] }}\n"));
            policies.push_str(&format!("  - {{ policy: cel-{index}, {head}, expression: \"{cel}\" }}\n"));
        }
        let (_, findings) = check_at(&[("bo.yaml", MINISTRY), ("p.yaml", &policies), ("x.yaml", &apps)], None);
        prop_assert!(findings.iter().all(|finding| !is_unread(finding)), "{:?}", findings.iter().find(|one| is_unread(one)));
        for (index, pair) in pairs.iter().enumerate() {
            let of = |name: String| -> Vec<String> {
                findings.iter().filter(|one| one.rule == name).map(|one| one.subject.label()).collect()
            };
            prop_assert_eq!(of(format!("native-{index}")), of(format!("cel-{index}")), "{:?}", pair);
        }
    }
}
