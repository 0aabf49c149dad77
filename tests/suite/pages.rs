//! Every page is whole in both languages, and every example on it does what it says.

use std::collections::BTreeSet;

use khung::check::{Page, RULES};
use khung::load::{FAULTS, fault};
use khung::text::Lang;

use super::support::{PACK, check_at};

#[test]
fn every_example_finds_what_it_says_and_nothing_else() {
    for page in Page::all() {
        let mut fires = 0;
        let mut silent = 0;
        for block in page.yaml_blocks() {
            let wanted = marked_lines(page.name, block);
            let found = found_lines(page.name, block);
            assert_eq!(found, wanted, "the lines that `{}` finds in its own example:\n{block}", page.name);
            if wanted.is_empty() { silent += 1 } else { fires += 1 }
        }
        assert!(silent > 0, "`{}` shows no silent example", page.name);
        let cannot_be_shown = fault(page.name).is_some_and(|fault| fault.unread);
        assert!(fires > 0 || cannot_be_shown, "`{}` shows no example that fires", page.name);
    }
}

/// Lines of an example that end with `# finds: <rule>`, counted from 1.
fn marked_lines(rule: &str, block: &str) -> BTreeSet<usize> {
    let mark = format!("# finds: {rule}");
    let lines = block.lines().enumerate().filter(|(_, line)| line.trim_end().ends_with(&mark));
    lines.map(|(index, _)| index + 1).collect()
}

/// Lines where the rule, or loading, finds something.
fn found_lines(rule: &str, block: &str) -> BTreeSet<usize> {
    let day =
        block.lines().next().and_then(|line| line.strip_prefix("# as-of: ")).map(|day| day.trim().parse().unwrap());
    let (loaded, findings) = check_at(&[("vi-du.yaml", block)], day);
    let asked = findings.iter().filter(|finding| finding.rule == rule || fault(&finding.rule).is_some());
    asked
        .map(|finding| {
            assert_eq!(finding.rule, rule, "{}\n{block}", finding.message.en);
            let file = loaded.sources.get(finding.place.file);
            file.position(finding.place.span.start).line as usize
        })
        .collect()
}

#[test]
fn every_rule_has_a_block_in_the_pack_and_a_page_with_all_its_parts() {
    for rule in RULES {
        assert!(PACK.rule(rule.name).is_some(), "the pack has no block for `{}`", rule.name);
    }
    for setting in &PACK.rules.rules {
        let rule = RULES.iter().find(|rule| rule.name == setting.rule);
        let rule = rule.unwrap_or_else(|| panic!("no rule for the block `{}`", setting.rule));
        let graded: Vec<&str> = setting.cases.iter().map(|case| case.case.as_str()).collect();
        for case in rule.cases {
            assert!(graded.contains(case), "`{}` has no severity for the case `{case}`", rule.name);
        }
    }
    let parts = [
        (
            Lang::Vi,
            ["## Phát hiện gì", "## Vì sao quan trọng", "## Cách sửa", "## Giới hạn", "## Khi nào được miễn trừ"],
        ),
        (
            Lang::En,
            ["## What it finds", "## Why it matters", "## How to fix", "## Limits", "## When a waiver is legitimate"],
        ),
    ];
    for page in Page::all() {
        for (lang, headings) in parts {
            for heading in headings {
                assert!(page.half(lang).contains(heading), "the page `{}` lacks `{heading}`", page.name);
            }
            assert!(page.why(lang).len() > 40, "`{}` does not say why in {}", page.name, lang.code());
        }
    }
}

#[test]
fn titles_are_the_same_everywhere() {
    for setting in &PACK.rules.rules {
        let page = khung::check::page(&setting.rule).unwrap();
        assert_eq!(page.title(Lang::Vi), setting.title.vi);
        assert_eq!(page.title(Lang::En), setting.title.en);
    }
    for fault in FAULTS {
        let page = khung::check::page(fault.name).unwrap();
        assert_eq!(page.title(Lang::Vi), fault.title().vi);
        assert_eq!(page.title(Lang::En), fault.title().en);
    }
}

#[test]
fn every_rule_of_the_framework_cites_a_basis_that_is_explained() {
    for setting in &PACK.rules.rules {
        assert!(!setting.basis.is_empty(), "`{}` stands on nothing", setting.rule);
        for lang in [Lang::Vi, Lang::En] {
            for basis in &setting.basis {
                let cited = khung::report::cite(&PACK, basis, None, lang);
                assert!(cited.len() > 8 && !cited.starts_with(" ("), "`{}` cites «{cited}»", setting.rule);
            }
        }
    }
}
