//! How precise each rule is: the cases of its page, planted in made-up nations, must be found or not as they say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::{Date, date};
use khung::check::{RULES, page};
use khung::diagnostic::Finding;
use khung::generate::{Case, Generated, Nation};
use khung::load::fault;
use rayon::prelude::*;

use super::support::{PACK, check_at, generated_file};

/// Fewest variants of the fault, and fewest near misses.
const FEWEST: usize = 3;
/// The nations that cases are planted in: each puts them elsewhere and in another order.
const SEEDS: [u64; 2] = [1, 2];
/// The day nations are clean at, and cases are judged at where they name no day.
const TODAY: Date = date(2021, 8, 31);
/// Components of each nation: its agencies with what they must have, and a little more.
const COMPONENTS: usize = 200;

/// Where something was found, or must be: a file and a line of it.
type Places = BTreeSet<(String, usize)>;

/// Where each rule finds something.
type Found = BTreeMap<String, Places>;

/// What nations have by themselves, by seed and day: no matter of what is planted in them.
type Unplanted = BTreeMap<(u64, Date), Found>;

/// What came of the cases of one rule.
#[derive(Default)]
struct Row {
    variants: usize,
    near_misses: usize,
    found: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn every_variant_is_found_and_no_near_miss_is_flagged() {
    let cases: Vec<Vec<Case>> = RULES.iter().map(|rule| cases_of(rule.name)).collect();
    let unplanted = unplanted(cases.iter().flatten().map(day).collect());
    let rows: Vec<Row> = cases.par_iter().map(|cases| judge(cases, &unplanted)).collect();
    let mut table = String::from(TABLE_HEAD);
    let mut totals = [0; 5];
    let mut faults = Vec::new();
    for (rule, row) in RULES.iter().zip(rows) {
        let cells = [row.variants, row.near_misses, row.found, row.missed.len(), row.wrong.len()];
        write_row(&mut table, &format!("`{}` | {}", rule.name, PACK.rule(rule.name).unwrap().tag), cells);
        for (total, cell) in totals.iter_mut().zip(cells) {
            *total += cell;
        }
        if row.variants < FEWEST || row.near_misses < FEWEST {
            faults.push(format!("{}: fewer than {FEWEST} variants or near misses", rule.name));
        }
        faults.extend(row.missed.into_iter().map(|at| format!("{}: missed: {at}", rule.name)));
        faults.extend(row.wrong.into_iter().map(|at| format!("{}: flagged though nothing is wrong: {at}", rule.name)));
    }
    write_row(&mut table, "Tổng · Total |", totals);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    generated_file("precision.md", &table);
}

const TABLE_HEAD: &str = "# Độ chính xác của các quy tắc · How precise the rules are\n\n\
    Mỗi quy tắc được thử với các biến thể vi phạm và các trường hợp gần giống mà không vi phạm, đặt vào hai quốc gia \
    mô phỏng ở những chỗ khác nhau. Một biến thể có thể có nhiều dòng phải tìm thấy; mỗi dòng được đếm ở từng quốc gia. \
    Báo nhầm là phát hiện của quy tắc ở bất kỳ dòng nào khác, kể cả trong phần không đặt gì. · Each rule is tried on \
    variants of its fault and on near misses, planted at different places in two made-up nations. A variant may have \
    several lines to be found; each is counted in each nation. False is a finding of the rule on any other line, \
    anywhere in the nation.\n\n\
    | Quy tắc · Rule | Mã · Tag | Biến thể · Variants | Gần giống · Near misses | Tìm thấy · Found | Bỏ sót · Missed | Báo nhầm · False |\n\
    |---|---|---:|---:|---:|---:|---:|\n";

fn write_row(table: &mut String, name: &str, [variants, near_misses, found, missed, wrong]: [usize; 5]) {
    let _ = writeln!(table, "| {name} | {variants} | {near_misses} | {found} | {missed} | {wrong} |");
}

fn cases_of(rule: &'static str) -> Vec<Case> {
    page(rule).unwrap().cases().map(|text| Case { rule, text }).collect()
}

/// Plants the cases of one rule, those of each day together, and looks what is found.
fn judge(cases: &[Case], unplanted: &Unplanted) -> Row {
    let variants = cases.iter().filter(|case| case.is_fault()).count();
    let mut row = Row { variants, near_misses: cases.len() - variants, ..Row::default() };
    for (&(seed, day_of_nation), own) in unplanted {
        let of_day: Vec<Case> = cases.iter().copied().filter(|case| day(case) == day_of_nation).collect();
        let Some(rule) = of_day.first().map(|case| case.rule) else { continue };
        let generated = nation(seed).with(&of_day).files();
        let mut findings = find(&generated, day_of_nation, |_| true);
        assert_no_loading_fault(rule, &findings);
        let wanted: Places = generated.expected.iter().map(|place| (place.path.clone(), place.line)).collect();
        let mut found = findings.remove(rule).unwrap_or_default();
        found.retain(|place| own.get(rule).is_none_or(|own| !own.contains(place)));
        let text = |path: &str| &generated.files.iter().find(|file| file.path == *path).unwrap().text;
        let at = |(path, line): &(String, usize)| {
            format!("seed {seed}, {path}:{line}: {}", text(path).lines().nth(line - 1).unwrap_or_default())
        };
        row.found += wanted.intersection(&found).count();
        row.missed.extend(wanted.difference(&found).map(at));
        row.wrong.extend(found.difference(&wanted).map(at));
    }
    row
}

/// What is found where nothing is planted: at the day of the nations, what they have leave for and nothing else;
/// at other days they have faults of their own.
fn unplanted(days: BTreeSet<Date>) -> Unplanted {
    let of = |seed, day| {
        let counts = |finding: &Finding| day != TODAY || finding.waived.is_some();
        ((seed, day), find(&nation(seed).files(), day, counts))
    };
    days.into_iter().flat_map(|day| SEEDS.map(|seed| of(seed, day))).collect()
}

fn nation(seed: u64) -> Nation {
    Nation { seed, ..Nation::of(COMPONENTS) }
}

fn day(case: &Case) -> Date {
    case.day().map_or(TODAY, |day| day.parse().unwrap())
}

fn find(generated: &Generated, day: Date, counts: impl Fn(&Finding) -> bool) -> Found {
    let files: Vec<(&str, &str)> =
        generated.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let (loaded, findings) = check_at(&files, Some(day));
    let mut found = Found::new();
    for finding in findings.iter().filter(|finding| counts(finding)) {
        let file = loaded.sources.get(finding.place.file);
        let line = file.position(finding.place.span.start).line as usize;
        found.entry(finding.rule.to_string()).or_default().insert((file.path.clone(), line));
    }
    found
}

fn assert_no_loading_fault(rule: &str, found: &Found) {
    let faults: Vec<_> = found.iter().filter(|(name, _)| fault(name).is_some()).collect();
    assert!(faults.is_empty(), "a case of `{rule}` is not valid: {faults:?}");
}
