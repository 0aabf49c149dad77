//! How precise each rule is: the cases of its page, planted in made-up nations, must be found or not as they say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::{Date, date};
use khung::check::{RULES, page};
use khung::generate::{Case, Nation};
use khung::load::fault;

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

/// What came of the cases of one rule.
#[derive(Default)]
struct Row {
    found: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn every_variant_is_found_and_no_near_miss_is_flagged() {
    let mut unplanted = Unplanted::default();
    let mut table = String::from(TABLE_HEAD);
    let mut totals = [0; 5];
    let mut faults = Vec::new();
    for rule in RULES {
        let cases: Vec<Case> = page(rule.name).unwrap().cases().map(|text| Case { rule: rule.name, text }).collect();
        let variants = cases.iter().filter(|case| case.is_fault()).count();
        let near_misses = cases.len() - variants;
        if variants < FEWEST || near_misses < FEWEST {
            faults.push(format!(
                "{}: {variants} variants and {near_misses} near misses, fewer than {FEWEST} of each",
                rule.name
            ));
        }
        let row = judge(&cases, &mut unplanted);
        let cells = [variants, near_misses, row.found, row.missed.len(), row.wrong.len()];
        write_row(&mut table, &format!("`{}` | {}", rule.name, PACK.rule(rule.name).unwrap().tag), cells);
        for (total, cell) in totals.iter_mut().zip(cells) {
            *total += cell;
        }
        faults.extend(row.missed.into_iter().map(|at| format!("{}: missed: {at}", rule.name)));
        faults.extend(row.wrong.into_iter().map(|at| format!("{}: flagged though nothing is wrong: {at}", rule.name)));
    }
    write_row(&mut table, "Tổng · Total | ", totals);
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

/// Plants the cases of one rule, those of each day together, and looks what is found.
fn judge(cases: &[Case], unplanted: &mut Unplanted) -> Row {
    let mut row = Row::default();
    let days: BTreeSet<Date> = cases.iter().map(day).collect();
    for (seed, day_of_case) in SEEDS.iter().flat_map(|seed| days.iter().map(move |day| (*seed, *day))) {
        let of_day: Vec<Case> = cases.iter().copied().filter(|case| day(case) == day_of_case).collect();
        let rule = of_day[0].rule;
        let nation = nation(seed).with(&of_day);
        let generated = nation.files();
        let wanted: Places = generated.expected.iter().map(|place| (place.path.clone(), place.line)).collect();
        let mut findings = find(&nation, day_of_case);
        assert_no_loading_fault(rule, &findings);
        let mut found = findings.remove(rule).unwrap_or_default();
        // At another day the nation has faults of its own: they are no matter of the cases.
        if day_of_case != TODAY {
            found = found.difference(unplanted.places(seed, day_of_case, rule)).cloned().collect();
        }
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

fn nation(seed: u64) -> Nation {
    Nation { seed, ..Nation::of(COMPONENTS) }
}

fn day(case: &Case) -> Date {
    case.day().map_or(TODAY, |day| day.parse().unwrap())
}

/// Where each rule finds something.
fn find(nation: &Nation, day: Date) -> BTreeMap<String, Places> {
    let generated = nation.files();
    let files: Vec<(&str, &str)> =
        generated.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let (loaded, findings) = check_at(&files, Some(day));
    let mut places: BTreeMap<String, Places> = BTreeMap::new();
    for finding in findings {
        let file = loaded.sources.get(finding.place.file);
        let line = file.position(finding.place.span.start).line as usize;
        places.entry(finding.rule.to_string()).or_default().insert((file.path.clone(), line));
    }
    places
}

fn assert_no_loading_fault(rule: &str, findings: &BTreeMap<String, Places>) {
    let faults: Vec<_> = findings.iter().filter(|(name, _)| fault(name).is_some()).collect();
    assert!(faults.is_empty(), "a case of `{rule}` is not valid: {faults:?}");
}

/// What is found in nations that nothing is planted in, at days other than theirs.
#[derive(Default)]
struct Unplanted(BTreeMap<(u64, Date), BTreeMap<String, Places>>);

impl Unplanted {
    fn places(&mut self, seed: u64, day: Date, rule: &str) -> &Places {
        static NONE: Places = Places::new();
        let all = self.0.entry((seed, day)).or_insert_with(|| find(&nation(seed), day));
        all.get(rule).unwrap_or(&NONE)
    }
}
