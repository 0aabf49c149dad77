//! The graph's answers on small nations whose answers are known, and that no order of files changes them.

use jiff::civil::{Date, date};
use khung::graph::{Graph, RouteCase, Way};
use khung::model::ComponentId;

use super::support::{PACK, check_at, lines, load_files};

const DAY: Date = date(2021, 8, 31);

const NATION: &str = "
agency: bo-a
name: Bộ A
level: ministry
---
agency: cuc-a
name: Cục của Bộ A
level: unit
parent: bo-a
---
agency: tinh-b
name: Tỉnh B
level: province
---
agency: quoc-gia
name: Quốc gia
level: national
---
layer: platform
agency: quoc-gia
components:
  - { id: ngsp, kind: integration-platform, name: NGSP, catalogue: ndxp, lifecycle: { operating: 2019-01-01 } }
---
layer: platform
agency: bo-a
components:
  - { id: lgsp, kind: integration-platform, name: LGSP, lifecycle: { operating: 2020-06-01 } }
---
layer: platform
agency: tinh-b
components:
  - { id: lgsp, kind: integration-platform, name: LGSP }
---
layer: data
agency: quoc-gia
components:
  - { id: dan-cu, kind: national-database, name: Dân cư }
---
layer: infrastructure
agency: bo-a
components:
  - { id: ttdl, kind: data-center, name: TTDL }
---
layer: data
agency: cuc-a
components:
  - { id: csdl, kind: database, name: CSDL, hosted_on: [bo-a/ttdl] }
---
layer: application
agency: bo-a
components:
  - id: cong
    kind: service-portal
    name: Cổng
    hosted_on: [ttdl]
    uses: [mot-cua]
    connects: [{ to: quoc-gia/dan-cu, via: [lgsp, quoc-gia/ngsp] }]
  - { id: mot-cua, kind: one-stop-system, name: Một cửa, uses: [cong], reads: [cuc-a/csdl] }
  - { id: bieu-mau, kind: online-service, name: Biểu mẫu, part_of: [cong] }
---
layer: application
agency: tinh-b
components:
  - { id: ung-dung, kind: sector-application, name: Ứng dụng }
";

fn with_graph(ask: impl FnOnce(&Graph<'_>, &dyn Fn(&str) -> ComponentId)) {
    let loaded = load_files(&[("nation.yaml", NATION)]);
    assert_eq!(lines(&loaded, &loaded.findings), Vec::<String>::new());
    let graph = Graph::build(&loaded.repository, &PACK);
    assert!(graph.dangling.is_empty(), "{:?}", graph.dangling);
    ask(&graph, &|key| graph.find(key).unwrap_or_else(|| panic!("no {key}")));
}

fn keys(graph: &Graph<'_>, ids: impl IntoIterator<Item = ComponentId>) -> Vec<String> {
    ids.into_iter().map(|id| graph.component(id).key.to_string()).collect()
}

#[test]
fn the_decision_table_depends_on_what_is_ready_at_the_day() {
    with_graph(|graph, find| {
        let expected = |from: &str, to: &str, day| {
            let path = graph.expected_path(find(from), find(to), day).unwrap();
            (path.case, keys(graph, path.expected))
        };
        let national = |steps: &[&str]| (RouteCase::National, steps.iter().map(|step| (*step).to_owned()).collect());
        let dan_cu = |day| expected("bo-a/cong", "quoc-gia/dan-cu", day);
        assert_eq!(dan_cu(DAY), national(&["bo-a/lgsp", "quoc-gia/ngsp"]));
        assert_eq!(dan_cu(date(2019, 6, 30)), national(&["quoc-gia/ngsp"]));
        assert_eq!(dan_cu(date(2018, 6, 30)), national(&[]));
        let (case, steps) = expected("bo-a/cong", "tinh-b/ung-dung", DAY);
        assert_eq!(
            (case, steps),
            (RouteCase::BetweenAgencies, vec!["bo-a/lgsp".into(), "quoc-gia/ngsp".into(), "tinh-b/lgsp".into()])
        );
        let (case, steps) = expected("bo-a/mot-cua", "cuc-a/csdl", DAY);
        assert_eq!((case, steps), (RouteCase::WithinAgency, vec!["bo-a/lgsp".to_owned()]));
        assert_eq!(expected("bo-a/lgsp", "quoc-gia/ngsp", DAY).0, RouteCase::Platform);
    });
}

#[test]
fn what_stops_is_told_nearest_first() {
    with_graph(|graph, find| {
        let stopped: Vec<(String, usize)> = graph
            .dependents(find("bo-a/ttdl"), DAY)
            .into_iter()
            .map(|step| (graph.component(step.component).key.to_string(), step.distance))
            .collect();
        let expected = [("cuc-a/csdl", 1), ("bo-a/cong", 1), ("bo-a/mot-cua", 2)];
        assert_eq!(stopped, expected.map(|(key, distance)| (key.to_owned(), distance)));
        let needed = keys(graph, graph.dependencies(find("bo-a/cong"), DAY).into_iter().map(|step| step.component));
        for key in [
            "quoc-gia/ngsp",
            "bo-a/lgsp",
            "quoc-gia/dan-cu",
            "bo-a/ttdl",
            "bo-a/mot-cua",
            "bo-a/bieu-mau",
            "cuc-a/csdl",
        ] {
            assert!(needed.iter().any(|found| found == key), "{key} is needed: {needed:?}");
        }
    });
}

#[test]
fn paths_cycles_and_parts_are_found() {
    with_graph(|graph, find| {
        let path = graph.path_between(find("bo-a/cong"), find("cuc-a/csdl"), DAY).unwrap();
        assert_eq!(keys(graph, path), ["bo-a/cong", "bo-a/mot-cua", "cuc-a/csdl"]);
        assert_eq!(graph.path_between(find("bo-a/ttdl"), find("bo-a/cong"), DAY), None);
        assert_eq!(graph.path_between(find("bo-a/cong"), find("bo-a/cong"), DAY), Some(vec![find("bo-a/cong")]));
        let cycles: Vec<Vec<String>> =
            graph.cycles(&["uses".to_owned()], DAY).into_iter().map(|cycle| keys(graph, cycle)).collect();
        assert_eq!(cycles, [["bo-a/cong", "bo-a/mot-cua"]]);
        assert_eq!(keys(graph, graph.parts(find("bo-a/cong"))), ["bo-a/bieu-mau"]);
    });
}

#[test]
fn a_way_to_a_national_component_stays_inside_the_ministry() {
    with_graph(|graph, find| {
        let (uses, portals) = (["uses".to_owned()], ["service-portal".to_owned()]);
        let linked = |through| {
            let linked = graph.linked_with("ngsp", Way { relations: &uses, through }, DAY);
            let mut linked: Vec<ComponentId> = linked.into_iter().collect();
            linked.sort_unstable();
            keys(graph, linked)
        };
        // Both ends of a connection by way of it, and the part of one; a LGSP that merely passes data on is not.
        assert_eq!(linked(&[]), ["quoc-gia/ngsp", "quoc-gia/dan-cu", "bo-a/cong", "bo-a/bieu-mau"]);
        let through = linked(&portals);
        assert_eq!(through, ["quoc-gia/ngsp", "quoc-gia/dan-cu", "bo-a/cong", "bo-a/mot-cua", "bo-a/bieu-mau"]);
        let group = |key: &str| [find(key)];
        assert!(!graph.exchanges(&group("tinh-b/ung-dung"), DAY, |_| true));
        assert!(graph.exchanges(&group("cuc-a/csdl"), DAY, |_| false), "it is read");
        assert_eq!(
            keys(graph, graph.foundations(find("bo-a/bieu-mau"), &["part_of", "hosted_on"], DAY)),
            ["bo-a/bieu-mau", "bo-a/cong", "bo-a/ttdl"]
        );
    });
}

#[test]
fn dangling_duplicate_and_illegal_are_kept_as_data() {
    let loaded = load_files(&[(
        "a.yaml",
        "agency: a
name: A
level: ministry
---
layer: application
agency: a
components:
  - { id: x, kind: sector-application, name: X, hosted_on: [khong-co], reads: [y] }
  - { id: y, kind: sector-application, name: Y }
  - { id: y, kind: sector-application, name: Y2 }
",
    )]);
    let graph = Graph::build(&loaded.repository, &PACK);
    let wanted: Vec<&str> = graph.dangling.iter().map(|dangling| dangling.wanted.as_str()).collect();
    assert_eq!(wanted, ["a/khong-co"]);
    assert_eq!(graph.illegal.len(), 1);
    assert_eq!(graph.duplicate_components.len(), 1);
}

#[test]
fn an_exchange_is_seen_from_both_ends() {
    let text = "
agency: a
name: A
level: ministry
---
layer: data
agency: a
components:
  - { id: goc, kind: database, name: Gốc, connects: [{ to: cu, until: 2021-08-31 }] }
  - { id: cu, kind: database, name: Kết nối đã ngừng }
  - { id: sao, kind: dataset, name: Bản sao, replica_of: [goc] }
---
layer: application
agency: a
components:
  - { id: ghi, kind: sector-application, name: Ghi, writes: [goc], reads: [sao], uses: [doc] }
  - { id: doc, kind: sector-application, name: Đọc, connects: [{ to: goc, via: [ghi] }] }
";
    let loaded = load_files(&[("a.yaml", text)]);
    let graph = Graph::build(&loaded.repository, &PACK);
    let id = |name: &str| graph.find(&format!("a/{name}")).unwrap();
    let names =
        |ids: Vec<ComponentId>| ids.into_iter().map(|id| graph.component(id).id().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(graph.exchanges_with(id("goc"), DAY)), ["sao", "ghi", "doc"]);
    assert_eq!(names(graph.exchanges_with(id("sao"), DAY)), ["goc", "ghi"]);
    assert!(graph.exchanges_with(id("cu"), DAY).is_empty(), "the connection has stopped");
    assert_eq!(names(graph.takes_from(id("ghi"), DAY)), ["sao"], "what is only written to is not taken from");
    assert_eq!(names(graph.related_to(id("goc"), "replica_of")), ["sao"]);
    assert!(graph.related_to(id("sao"), "replica_of").is_empty());
}

#[test]
fn the_order_of_files_changes_no_finding() {
    let documents: Vec<String> = NATION.split("\n---\n").map(str::to_owned).collect();
    let names: Vec<String> = (0..documents.len()).map(|index| format!("{index:02}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(documents.iter().map(String::as_str)).collect();
    let reversed: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(documents.iter().rev().map(String::as_str)).collect();
    let identities = |files: &[(&str, &str)]| {
        let (_, findings) = check_at(files, None);
        let mut all: Vec<String> = findings.iter().map(|finding| format!("{:?}", finding.identity())).collect();
        all.sort();
        all
    };
    let (one, other) = (identities(&files), identities(&reversed));
    assert!(!one.is_empty());
    assert_eq!(one, other);
}

#[test]
fn names_are_compared_in_one_spelling() {
    let entity = |id: &str, name: &str| {
        format!("  - {{ id: {id}, kind: dataset, name: {id}, holds: [{{ entity: '{name}', role: authoritative }}] }}\n")
    };
    let (composed, decomposed) = ("công dân", "co\u{302}ng da\u{302}n");
    assert_ne!(composed, decomposed);
    let text = format!(
        "agency: a\nname: A\nlevel: external\n---\nlayer: data\nagency: a\ncomponents:\n{}{}",
        entity("x", composed),
        entity("y", decomposed)
    );
    let (_, findings) = check_at(&[("a.yaml", &text)], None);
    let found: Vec<_> = findings.iter().filter(|finding| finding.rule == "duplicate-authoritative-source").collect();
    // The national catalogue names the population database as the source of both.
    assert_eq!(found.len(), 2, "{found:?}");
}

const ROADMAPS: &str = "
roadmap: bo-a
horizon: 2023-12-31
gaps:
  - { component: lgsp, change: upgrade, work_package: g1 }
  - { component: khong-co, change: new }
projects:
  - { id: p1, name: Dự án, components: [lgsp, tinh-b/lgsp, khong-co], work_packages: [g1] }
---
roadmap: bo-a
horizon: 2025-12-31
work_packages:
  - { id: g1, from: 2021-01-01, depends_on: [g3] }
  - { id: g2, from: 2020-06-01, depends_on: [g1, g9] }
  - { id: g3, depends_on: [g1] }
  - { id: g4, depends_on: [g4] }
";

#[test]
fn the_roadmap_of_an_agency_is_one_whatever_its_documents() {
    let loaded = load_files(&[("a.yaml", NATION), ("b.yaml", ROADMAPS)]);
    let graph = Graph::build(&loaded.repository, &PACK);
    let roadmaps = graph.roadmaps();
    assert_eq!(roadmaps.all.len(), 1);
    let roadmap = &roadmaps.all[0];
    assert_eq!((roadmap.horizon, roadmap.start()), (Some(date(2025, 12, 31)), Some(date(2020, 6, 1))));
    let lgsp = graph.find("bo-a/lgsp").unwrap();
    let gaps: Vec<_> = roadmaps.gaps_of(lgsp).map(|gap| (gap.change, gap.package)).collect();
    assert_eq!(gaps, [(Some("upgrade"), Some("g1"))]);
    let named: Vec<_> = roadmap.projects[0].components.iter().map(|(_, component)| *component).collect();
    assert_eq!(named, [Some(lgsp), graph.find("tinh-b/lgsp"), None]);
    assert_eq!(roadmap.circles(), [vec![0, 2], vec![3]]);
}

#[test]
fn a_roadmap_plans_for_the_units_below_and_for_nobody_else() {
    let loaded = load_files(&[("a.yaml", NATION), ("b.yaml", ROADMAPS)]);
    let graph = Graph::build(&loaded.repository, &PACK);
    let roadmaps = graph.roadmaps();
    let covering = |agency: &str| {
        let agency = graph.find_agency(agency).unwrap();
        roadmaps.covering(&graph, agency).map(|roadmap| roadmap.agency)
    };
    assert_eq!(covering("bo-a"), Some("bo-a"));
    assert_eq!(covering("cuc-a"), Some("bo-a"));
    assert_eq!((covering("tinh-b"), covering("quoc-gia")), (None, None));
}
