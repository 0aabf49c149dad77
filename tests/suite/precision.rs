//! How precise each rule is: the cases of its page, planted in a made-up nation, must be found or not as they say.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::{Date, date};
use khung::check::{Page, RULES, page};
use khung::generate::Nation;

use super::support::{check_at, generated_file};

/// Fewest variants of the fault, and fewest near misses.
const FEWEST: usize = 3;

/// What came of the cases of one rule.
#[derive(Default)]
struct Row {
    violations: usize,
    near_misses: usize,
    found: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn every_variant_is_found_and_no_near_miss_is_flagged() {
    let mut table = String::from(TABLE_HEAD);
    let mut faults = Vec::new();
    for rule in RULES {
        let row = judge(&page(rule.name).unwrap());
        let (missed, wrong) = (row.missed.len(), row.wrong.len());
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} | {missed} | {wrong} |",
            rule.name, row.violations, row.near_misses, row.found
        );
        let has_cases = row.violations + row.near_misses > 0;
        if has_cases && (row.violations < FEWEST || row.near_misses < FEWEST) {
            faults.push(format!(
                "{}: {} variants and {} near misses, fewer than {FEWEST} of each",
                rule.name, row.violations, row.near_misses
            ));
        }
        faults.extend(row.missed.into_iter().map(|at| format!("missed: {at}")));
        faults.extend(row.wrong.into_iter().map(|at| format!("flagged though nothing is wrong: {at}")));
    }
    println!("{table}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    generated_file("precision.md", &table);
}

const TABLE_HEAD: &str = "# Độ chính xác của các quy tắc · How precise the rules are\n\n\
    Mỗi quy tắc được thử với các biến thể vi phạm và các trường hợp gần giống mà không vi phạm, đặt vào một quốc gia \
    mô phỏng. · Each rule is tried on variants of its fault and on near misses, planted in a made-up nation.\n\n\
    | Quy tắc · Rule | Biến thể · Variants | Gần giống · Near misses | Tìm thấy · Found | Bỏ sót · Missed | Báo nhầm · False |\n\
    |---|---:|---:|---:|---:|---:|\n";

fn judge(page: &Page) -> Row {
    let mut row = Row::default();
    let mark = format!("# finds: {}", page.name);
    let cases: Vec<(String, String, Date)> = page
        .cases()
        .enumerate()
        .map(|(index, text)| {
            let day = text.lines().next().and_then(|line| line.strip_prefix("# as-of: "));
            let day = day.map_or(date(2021, 8, 31), |day| day.trim().parse().unwrap());
            (format!("cac-ca/ca-{index:02}.yaml"), text.replace('$', &format!("ca{index:02}")), day)
        })
        .collect();
    let days: BTreeSet<Date> = cases.iter().map(|(_, _, day)| *day).collect();
    for day in days {
        let nation = Nation { seed: 1 + page.name.len() as u64, ..Nation::of(150) }.files();
        let mut files: Vec<(&str, &str)> =
            nation.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let of_day: Vec<&(String, String, Date)> = cases.iter().filter(|(_, _, at)| *at == day).collect();
        files.extend(of_day.iter().map(|(path, text, _)| (path.as_str(), text.as_str())));
        let (loaded, findings) = check_at(&files, Some(day));
        for (path, text, _) in of_day {
            let marked = text.lines().enumerate().filter(|(_, line)| line.trim_end().ends_with(&mark));
            let wanted: BTreeSet<usize> = marked.map(|(index, _)| index + 1).collect();
            let of_file = findings.iter().filter(|finding| loaded.sources.get(finding.place.file).path == *path);
            let lines: BTreeSet<usize> = of_file
                .filter(|finding| finding.rule == page.name)
                .map(|finding| loaded.sources.get(finding.place.file).position(finding.place.span.start).line as usize)
                .collect();
            if wanted.is_empty() {
                row.near_misses += 1;
            } else {
                row.violations += 1;
            }
            row.found += wanted.intersection(&lines).count();
            let at = |line: &usize| format!("{} {path}:{line}: {}", page.name, text.lines().nth(line - 1).unwrap());
            row.missed.extend(wanted.difference(&lines).map(at));
            row.wrong.extend(lines.difference(&wanted).map(at));
            let bad = findings.iter().filter(|finding| {
                khung::load::fault(&finding.rule).is_some() && loaded.sources.get(finding.place.file).path == *path
            });
            let bad: Vec<&str> = bad.map(|finding| finding.message.en.as_str()).collect();
            assert!(bad.is_empty(), "a case of `{}` is not valid: {bad:?}\n{text}", page.name);
        }
    }
    row
}
