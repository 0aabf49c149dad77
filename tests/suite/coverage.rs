//! What is covered: every rule, duty and target has its line, and figures say what the model says and no more.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use khung::framework::Counted;
use khung::graph::Graph;
use khung::load::Loaded;
use khung::measure::{Coverage, Evidence, Figure, Group, Member, Scope, Verdict, measure, trace};
use khung::report::coverage_page;
use khung::text::Lang;

use super::cli::khung;
use super::support::{PACK, check_at};

/// The rules of section 11 of the framework sheet.
const TAGS: [(&str, usize); 7] =
    [("GOV", 7), ("INF", 8), ("DAT", 12), ("CON", 14), ("APP", 7), ("SEC", 10), ("DOC", 4)];

fn tags() -> Vec<String> {
    let of = |(area, count): (&str, usize)| (1..=count).map(|number| format!("{area}-{number:03}")).collect::<Vec<_>>();
    TAGS.into_iter().flat_map(of).collect()
}

/// The lines of a page that begin with an id in a table.
fn lines<'p>(page: &'p str, id: &str) -> Vec<&'p str> {
    let start = format!("| {id} | ");
    page.lines().filter(|line| line.starts_with(&start)).collect()
}

#[test]
fn the_sheet_has_sixty_two_rules() {
    assert_eq!(tags().len(), 62);
}

#[test]
fn every_duty_and_target_has_a_line_that_says_what_serves_it() {
    for lang in [Lang::Vi, Lang::En] {
        let page = coverage_page(&PACK, lang);
        let ids = (1..=26).map(|number| format!("R{number:02}")).chain((1..=22).map(|number| format!("T{number:02}")));
        for id in ids {
            let found = lines(&page, &id);
            assert_eq!(found.len(), 1, "{id} has {} lines", found.len());
            let served = found[0].trim_end_matches(" |").rsplit(" | ").next().unwrap();
            let manual = format!("**{}**: ", lang.pick("xét thủ công", "manual"));
            assert!(served.contains('`') || served.starts_with(&manual), "{id} is served by nothing: {served}");
            assert!(served.len() > 20, "{id} says too little: {served}");
        }
        for setting in &PACK.rules.rules {
            assert_eq!(lines(&page, &setting.tag).len(), 1, "{} has no line", setting.tag);
        }
    }
}

#[test]
fn every_rule_of_the_sheet_has_a_line() {
    let page = coverage_page(&PACK, Lang::Vi);
    let missing: Vec<String> = tags().into_iter().filter(|tag| lines(&page, tag).len() != 1).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn duties_name_rules_that_exist() {
    let named = PACK.duties.duties.iter().flat_map(|duty| &duty.rules);
    let missing: BTreeSet<&String> = named.filter(|name| PACK.rule(name).is_none()).collect();
    assert_eq!(missing, BTreeSet::new());
}

/// Asks about what is measured of some files at a day.
fn measured<T>(files: &[(&str, &str)], day: Date, ask: impl FnOnce(&Graph<'_>, &Coverage) -> T) -> T {
    let (loaded, findings): (Loaded, _) = check_at(files, Some(day));
    let graph = Graph::build(&loaded.repository, &PACK);
    let coverage = measure(&Evidence::new(&graph, &findings, day), &[]);
    ask(&graph, &coverage)
}

fn figure<'c>(coverage: &'c Coverage, graph: &Graph<'_>, id: &str, agency: &str) -> &'c Figure {
    let scope = if agency.is_empty() { Scope::Whole } else { Scope::Agency(graph.find_agency(agency).unwrap()) };
    let found = coverage.of(scope).find(|figure| figure.id == id);
    found.unwrap_or_else(|| panic!("no figure {id} of {agency:?}"))
}

const NATION: &str = "agency: bo-tttt
name: MIC
level: ministry
---
agency: vpcp
name: OOG
level: ministry
---
agency: tinh-a
name: A
level: province
---
agency: tinh-b
name: B
level: province
---
agency: tinh-c
name: C
level: province
---
layer: platform
agency: bo-tttt
components:
  - { id: ngsp, kind: integration-platform, name: NGSP, catalogue: ngsp, security_level: 4, service_provider: X }
---
layer: application
agency: vpcp
components:
  - { id: httbc, kind: reporting-system, name: R, catalogue: httbc, security_level: 4, service_provider: X }
---
layer: platform
agency: tinh-a
components:
  - { id: lgsp, kind: integration-platform, name: LGSP, security_level: 3, service_provider: X, connects: [{ to: bo-tttt/ngsp }] }
---
layer: application
agency: tinh-a
components:
  - { id: bao-cao, kind: reporting-system, name: R, security_level: 3, service_provider: X, connects: [{ to: vpcp/httbc, via: [lgsp, bo-tttt/ngsp] }] }
  - { id: dv-1, kind: online-service, name: S1, service_level: 4, service_provider: X }
  - { id: dv-2, kind: online-service, name: S2, service_level: 3, service_provider: X }
---
layer: application
agency: tinh-b
components:
  - { id: bao-cao, kind: reporting-system, name: R, security_level: 3, service_provider: X, lifecycle: { building: 2021-01-01 } }
  - { id: dv-1, kind: online-service, name: S1, service_level: 1, service_provider: X }
  - { id: dv-2, kind: online-service, name: S2, service_provider: X }
---
layer: application
agency: tinh-c
components:
  - { id: phan-mem, kind: sector-application, name: S, security_level: 2, service_provider: X }
";

const DAY: Date = date(2021, 8, 31);

fn nation<T>(day: Date, ask: impl FnOnce(&Graph<'_>, &Coverage) -> T) -> T {
    measured(&[("a.yaml", NATION)], day, ask)
}

#[test]
fn a_share_is_compared_with_what_had_fallen_due() {
    nation(DAY, |graph, coverage| {
        // One of four at level 4; with the unknown one at most two of four: 30 % is within reach, so not known.
        let whole = figure(coverage, graph, "T01", "");
        assert_eq!((whole.met.len(), whole.not_met.len(), whole.not_known.len()), (1, 2, 1));
        assert_eq!(whole.verdict, Verdict::NotEnoughInformation);
        assert_eq!(whole.asked.as_ref().unwrap().date, date(2020, 12, 31));
        assert_eq!(figure(coverage, graph, "T01", "tinh-a").verdict, Verdict::Met);
        assert_eq!(figure(coverage, graph, "T01", "tinh-b").verdict, Verdict::NotEnoughInformation);
        assert_eq!(figure(coverage, graph, "T01", "tinh-c").verdict, Verdict::NotApplicable);
        // All services were to be at level 3 or 4: one at level 1 is enough to miss it.
        assert_eq!(figure(coverage, graph, "T03", "").verdict, Verdict::NotMet);
        assert_eq!(figure(coverage, graph, "T03", "tinh-a").verdict, Verdict::Met);
    });
    nation(date(2020, 12, 30), |graph, coverage| {
        let whole = figure(coverage, graph, "T01", "");
        assert_eq!(whole.verdict, Verdict::NotApplicable, "the target falls due the day after: {}", whole.why.en);
    });
}

#[test]
fn an_agency_has_it_or_has_it_not_and_the_nation_is_a_share() {
    nation(DAY, |graph, coverage| {
        let lgsp = |agency| figure(coverage, graph, "T05", agency).verdict;
        assert_eq!((lgsp("tinh-a"), lgsp("tinh-b"), lgsp("tinh-c")), (Verdict::Met, Verdict::NotMet, Verdict::NotMet));
        assert_eq!(lgsp("bo-tttt"), Verdict::NotMet, "the national platform is nobody's LGSP");
        assert_eq!(lgsp(""), Verdict::NotMet);
        let whole = figure(coverage, graph, "T05", "");
        assert_eq!((whole.met.len(), whole.not_met.len()), (1, 4));
    });
    nation(date(2018, 12, 31), |graph, coverage| {
        // 3 % of agencies were reported: one of five is more, and an agency without one breaks nothing.
        assert_eq!(figure(coverage, graph, "T05", "").verdict, Verdict::Met);
        assert_eq!(figure(coverage, graph, "T05", "tinh-c").verdict, Verdict::NotApplicable);
    });
}

#[test]
fn a_part_of_the_nation_can_reach_a_number_and_not_miss_it() {
    nation(DAY, |graph, coverage| {
        let linked = figure(coverage, graph, "T06", "");
        let keys: Vec<&str> = linked.met.iter().map(|member| member.key(graph)).collect();
        assert_eq!(keys, ["vpcp/httbc", "tinh-a/lgsp", "tinh-a/bao-cao"], "both ends and the platform between");
        assert_eq!(linked.verdict, Verdict::NotEnoughInformation);
        assert_eq!(figure(coverage, graph, "T06", "tinh-a").verdict, Verdict::NotApplicable);
        let reporting = |agency| figure(coverage, graph, "T21/province", agency).verdict;
        assert_eq!(reporting("tinh-a"), Verdict::Met);
        assert_eq!(reporting("tinh-b"), Verdict::NotMet, "it is still being built");
        assert_eq!(reporting("tinh-c"), Verdict::NotEnoughInformation, "it describes no reporting system");
        assert_eq!(reporting("vpcp"), Verdict::NotApplicable, "a ministry is no province");
        assert_eq!(reporting(""), Verdict::NotEnoughInformation, "three of 63 provinces are described");
        assert_eq!(figure(coverage, graph, "T21/ministry", "vpcp").verdict, Verdict::Met, "it has the system itself");
    });
}

#[test]
fn a_duty_needs_something_to_judge_a_rule_in_force_and_no_finding() {
    nation(DAY, |graph, coverage| {
        let r03 = |agency| figure(coverage, graph, "R03", agency).verdict;
        assert_eq!(r03("tinh-a"), Verdict::NotApplicable, "there is no data centre");
        let r12 = figure(coverage, graph, "R12", "tinh-a");
        assert_eq!(r12.verdict, Verdict::Met, "{r12:?}");
        assert_eq!(figure(coverage, graph, "R12", "tinh-b").verdict, Verdict::NotMet, "it has no LGSP");
        let r18 = figure(coverage, graph, "R18", "tinh-b");
        assert_eq!(r18.verdict, Verdict::NotMet);
        assert!(r18.findings.iter().any(|finding| finding.rule == "missing-protection-layer"));
        assert_eq!(r18.not_met, [Member::Agency(graph.find_agency("tinh-b").unwrap())]);
        let r15 = figure(coverage, graph, "R15", "");
        assert!(r15.verdict == Verdict::Manual && !r15.counted && r15.why.vi.len() > 20);
    });
}

#[test]
fn figures_add_up() {
    let check = |graph: &Graph<'_>, coverage: &Coverage| {
        for whole in coverage.of(Scope::Whole) {
            let all: Vec<Member> = whole.met.iter().chain(&whole.not_met).chain(&whole.not_known).copied().collect();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), whole.of(), "{} counts a member twice", whole.id);
            assert!(whole.counted || whole.of() == 0, "{}", whole.id);
            let parts: BTreeSet<Member> = coverage
                .by_agency(&whole.id)
                .flat_map(|(_, own)| own.met.iter().chain(&own.not_met).chain(&own.not_known).copied())
                .collect();
            assert_eq!(parts, all.into_iter().collect(), "the agencies of {} are not its whole", whole.id);
            let findings: usize = coverage.by_agency(&whole.id).map(|(_, own)| own.findings.len()).sum();
            assert_eq!(findings, whole.findings.len(), "{}", whole.id);
        }
        let active = graph.repository.component_ids().filter(|&id| graph.state(id, coverage.as_of).is_active()).count();
        let layers: usize =
            coverage.of(Scope::Whole).filter(|figure| figure.group == Group::Layer).map(Figure::of).sum();
        assert_eq!(layers, active);
    };
    nation(DAY, check);
    nation(date(2018, 1, 1), check);
}

#[test]
fn every_figure_says_why_in_both_languages() {
    nation(DAY, |_, coverage| {
        for figure in &coverage.figures {
            assert!(!figure.why.vi.is_empty() && !figure.why.en.is_empty(), "{} of {:?}", figure.id, figure.scope);
            assert_ne!(figure.name.vi, "", "{}", figure.id);
        }
    });
}

#[test]
fn nothing_at_all_is_not_applicable_or_not_known_and_never_met() {
    let agency = "agency: a\nname: A\nlevel: ministry\n";
    measured(&[("a.yaml", agency)], DAY, |_, coverage| {
        assert!(coverage.figures.iter().all(|figure| !matches!(figure.verdict, Verdict::Met | Verdict::NotMet)));
        assert_eq!((coverage.scopes.len(), coverage.silent.len()), (1, 1));
    });
}

#[test]
fn a_trace_names_what_cites_an_article_and_what_nothing_checks() {
    let text = NATION.replace(
        "name: S, security_level: 2",
        "name: S, legal_basis: ['nd-47-2020:5.5', 47/2020/NĐ-CP], security_level: 2",
    );
    let (loaded, findings) = check_at(&[("a.yaml", &text)], Some(DAY));
    let graph = Graph::build(&loaded.repository, &PACK);
    let evidence = Evidence::new(&graph, &findings, DAY);
    let trace = trace(&PACK, Some(&evidence), DAY);
    let decree = trace.documents.iter().find(|entry| entry.document.id == "nd-47-2020").unwrap();
    assert_eq!(decree.cited_by, ["tinh-c/phan-mem"]);
    let article = |id: &str| decree.articles.iter().find(|article| article.article.id == id).unwrap();
    assert_eq!(article("5.5").cited_by, ["tinh-c/phan-mem"]);
    assert!(article("5.5").rules.is_empty());
    assert!(trace.unchecked().any(|(document, at)| document.id == "nd-47-2020" && at.article.id == "5.5"));
    let platforms = article("27.4");
    assert!(platforms.rules.iter().any(|rule| rule.rule == "missing-agency-platform"));
    assert_eq!(platforms.found, ["bo-tttt", "tinh-b", "tinh-c", "vpcp"]);
    assert!(!platforms.touches.is_empty());
    for entry in &trace.documents {
        for article in &entry.articles {
            let by_pack: Vec<_> = PACK.rules_on(&entry.document.id, &article.article.id).collect();
            assert_eq!(by_pack.len(), article.rules.len());
        }
    }
}

#[test]
fn the_architecture_is_measured_as_the_articles_tell() {
    let run = khung(&["report", "architecture", "--format", "json"]);
    assert_eq!(run.code, 0);
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((value["format"].as_str(), value["version"].as_u64()), (Some("khung-report"), Some(1)));
    let figures = value["figures"].as_array().unwrap();
    let whole = |id: &str| figures.iter().find(|entry| entry["id"] == id && entry["scope"] == "whole").unwrap();
    assert_eq!(whole("T21/province")["not_met"], serde_json::json!(["dong-thap", "tien-giang"]));
    assert_eq!(whole("T05")["verdict"], "met");
    assert_eq!(whole("T17")["verdict"], "met");
    for entry in figures {
        let value = &entry["value"];
        if !value.is_null() {
            let count = |key: &str| entry[key].as_array().unwrap().len();
            assert_eq!(value["of"], count("met") + count("not_met") + count("not_known"), "{entry}");
        }
    }
    assert_eq!(run.out, khung(&["report", "architecture", "--format", "json"]).out, "twice the same");
    assert_eq!(run.out, khung(&["report", "architecture", "--format", "json", "--lang", "en"]).out);
}

#[test]
fn the_year_2019_falls_short_where_the_articles_say() {
    let run =
        khung(&["report", "architecture", "--as-of", "2019-06-30", "--agency", "nhu-nam-2019", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let figures = value["figures"].as_array().unwrap();
    assert!(figures.iter().all(|entry| entry["agency"] == "nhu-nam-2019"));
    let verdict = |id: &str| figures.iter().find(|entry| entry["id"] == id).unwrap()["verdict"].clone();
    for id in ["R03", "R04", "R09", "R12", "R18", "layer/data", "model/arm"] {
        assert_eq!(verdict(id), "not-met", "{id}");
    }
}

#[test]
fn a_report_in_one_language_has_no_word_of_the_other() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("khung.yaml"), "framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\n").unwrap();
    std::fs::write(folder.path().join("a.yaml"), NATION).unwrap();
    let path = folder.path().to_str().unwrap();
    for command in [&["report", path][..], &["report", path, "--components"], &["report", path, "--format", "markdown"]]
    {
        let english = khung(&[command, &["--lang", "en"]].concat()).out;
        // Signs of Vietnamese documents are printed as they are.
        let words = english.replace("QĐ", "").replace("TT&TT", "");
        let strange: Vec<&str> = words.lines().filter(|line| line.chars().any(is_vietnamese)).collect();
        assert_eq!(strange, Vec::<&str>::new());
        let vietnamese = khung(&[command, &["--lang", "vi"]].concat()).out;
        for word in [" met", "not known", "target", "reported", "findings", "Agency", "component", "Why", "in force"] {
            assert!(!without_names(&vietnamese).contains(word), "{word:?} in {command:?}");
        }
    }
}

fn is_vietnamese(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_ascii()
}

/// A text without what is between backticks, and without names of rules in lists of them.
/// The text without what stands in backquotes and without names of rules, which are English in either language.
fn without_names(text: &str) -> String {
    let plain: String = text.split('`').step_by(2).collect();
    khung::check::RULES.iter().fold(plain, |text, rule| text.replace(rule.name, ""))
}

#[test]
fn every_command_of_a_trace_speaks() {
    for format in ["table", "markdown", "json"] {
        for lang in ["vi", "en"] {
            let with = khung(&["trace", "architecture", "--format", format, "--lang", lang]);
            let law = khung(&["trace", "--format", format, "--lang", lang]);
            assert_eq!((with.code, law.code), (0, 0));
            assert!(with.out.len() > law.out.len() && law.out.contains("NĐ 47/2020/NĐ-CP"), "{format}");
        }
    }
    let law = khung(&["trace", "--lang", "en"]).out;
    assert!(law.contains("Nothing checks (") && !law.contains("Không quy tắc"), "{law}");
    let unchecked = khung(&["trace", "--format", "json"]).out;
    let value: serde_json::Value = serde_json::from_str(&unchecked).unwrap();
    assert!(value["unchecked"].as_array().unwrap().iter().any(|entry| entry == "nd-47-2020:5.5"));
    assert_eq!(value["with_architecture"], false);
}

#[test]
fn what_could_not_be_read_fails_a_report() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("khung.yaml"), "framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\n").unwrap();
    std::fs::write(folder.path().join("a.yaml"), "layer: [").unwrap();
    let path = folder.path().to_str().unwrap();
    assert_eq!((khung(&["report", path]).code, khung(&["trace", path]).code), (3, 3));
    assert_eq!(khung(&["report", "architecture", "--agency", "khong-co"]).code, 2);
}

#[test]
fn a_metric_over_agencies_names_levels() {
    // Bodies outside the state administration are asked nothing.
    for metric in &PACK.metrics.metrics {
        assert!(metric.counts == Counted::Components || !metric.levels.is_empty(), "{}", metric.id);
    }
}
