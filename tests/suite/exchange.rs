//! Who exchanges what with whom: wrong ways seen and told, lines bundled and counted, lineage from source to copy.

use khung::diagram::{Drawing, Place, Plate, Stroke, draw, svg};
use khung::graph::Graph;
use khung::load::Loaded;
use khung::measure::{Evidence, Scope, measure};
use khung::text::Lang;
use khung::view::{Atlas, Carriage, Standing, Table, Target, exchanges, lineage};

use super::support::{ENGINE, PACK, load_files};

/// A ministry with a national database and a copy elsewhere, a province whose portal goes the right way three times
/// and one program that goes straight.
const NATION: &str = "
agency: trung-uong
name: Cơ quan trung ương
level: national
---
layer: platform
agency: trung-uong
components:
  - { id: ngsp, kind: integration-platform, name: Nền tảng quốc gia, catalogue: ngsp }
---
layer: infrastructure
agency: trung-uong
components:
  - { id: tslcd, kind: network, name: Mạng chuyên dùng, catalogue: tslcd }
---
agency: bo-a
name: Bộ A
level: ministry
---
layer: platform
agency: bo-a
components:
  - { id: lgsp, kind: integration-platform, name: Nền tảng Bộ A, catalogue: lgsp }
---
layer: application
agency: bo-a
components:
  - { id: nhap-lieu, kind: internal-application, name: Phần mềm nhập liệu, writes: [csdl] }
---
layer: data
agency: bo-a
components:
  - id: csdl
    kind: national-database
    name: Cơ sở dữ liệu đất đai
    scope: national
    update_cycle: daily
    last_updated: 2021-08-30
    holds: [{ entity: thửa đất, role: authoritative }]
---
agency: tinh-b
name: Tỉnh B
level: province
---
layer: platform
agency: tinh-b
components:
  - id: lgsp
    kind: integration-platform
    name: Nền tảng Tỉnh B
    catalogue: lgsp
    connects: [{ to: trung-uong/ngsp, carrier: trung-uong/tslcd }]
---
layer: application
agency: tinh-b
components:
  - id: cong
    kind: service-portal
    name: Cổng dịch vụ công
    connects:
      - { to: bo-a/csdl, via: [lgsp, trung-uong/ngsp], data: [thửa đất], carrier: trung-uong/tslcd, since: 2021-01-05 }
  - id: mot-cua
    kind: one-stop-system
    name: Một cửa điện tử
    connects: [{ to: bo-a/csdl, via: [lgsp, trung-uong/ngsp], carrier: trung-uong/tslcd }]
  - id: tay
    kind: internal-application
    name: Phần mềm nối tay
    connects: [{ to: bo-a/csdl }]
  - { id: tra-cuu, kind: internal-application, name: Phần mềm tra cứu, reads: [ban-sao] }
---
layer: data
agency: tinh-b
components:
  - id: ban-sao
    kind: sector-database
    name: Bản sao đất đai
    sync_cycle: weekly
    holds: [{ entity: Thửa Đất, role: replica }]
    replica_of: [bo-a/csdl]
    connects: [{ to: bo-a/csdl, via: [lgsp, trung-uong/ngsp], carrier: trung-uong/tslcd }]
";

fn with_atlas<T>(loaded: &Loaded, look: impl FnOnce(Atlas<'_>) -> T) -> T {
    let graph = Graph::build(&loaded.repository, &PACK);
    let day = loaded.repository.config.as_of.unwrap();
    let findings = ENGINE.check(loaded, &graph, day);
    let evidence = Evidence::new(&graph, &findings, day);
    let coverage = measure(&evidence, &[]);
    look(Atlas { evidence: &evidence, coverage: &coverage })
}

fn nation<T>(look: impl FnOnce(Atlas<'_>) -> T) -> T {
    with_atlas(&load_files(&[("quoc-gia.yaml", NATION)]), look)
}

fn whole(table: &Table) -> Vec<String> {
    let line = |row: &Vec<khung::view::Cell>| row.iter().map(|cell| &*cell.text).collect::<Vec<_>>().join(" | ");
    table.rows.iter().map(line).collect()
}

#[test]
fn a_wrong_way_is_red_and_the_table_says_which_way_is_right() {
    nation(|atlas| {
        let Drawing { picture, tables } = draw(Plate::Connections(Scope::Whole), atlas, Lang::Vi).unwrap();
        let wrong: Vec<&str> =
            picture.links.iter().filter(|link| link.stroke == Stroke::Wrong).map(|link| &*link.tip).collect();
        assert_eq!(wrong, ["Phần mềm nối tay → Cơ sở dữ liệu đất đai"]);
        assert!(picture.legend.iter().any(|meaning| meaning.says == "sai đường"));
        let astray = &tables[0];
        assert!(astray.caption.ends_with("(1)"), "{}", astray.caption);
        let row = astray.rows[0].iter();
        let rule = row.clone().find_map(|cell| match &cell.target {
            Some(Target::Rule(rule)) => Some(rule.as_str()),
            _ => None,
        });
        assert_eq!(rule, Some("point-to-point-connection"));
        let told: Vec<&str> = row.map(|cell| &*cell.text).collect();
        assert!(told.contains(&"trực tiếp") && told.contains(&"SAI ĐƯỜNG"), "{told:?}");
        assert!(told.contains(&"LGSP Tỉnh B → NGSP"), "{told:?}");
        assert!(told.contains(&"chưa ghi"), "{told:?}");
        assert_eq!(tables[1].rows.len(), 5);
    });
}

#[test]
fn lines_of_one_way_are_one_and_say_how_many_they_are() {
    nation(|atlas| {
        let Drawing { picture, .. } = draw(Plate::Connections(Scope::Whole), atlas, Lang::Vi).unwrap();
        let spine: Vec<&str> =
            picture.links.iter().filter(|link| link.stroke == Stroke::Spine).map(|link| &*link.tip).collect();
        assert_eq!(spine.len(), 1, "{spine:?}");
        assert!(spine[0].starts_with("4 kết nối: Cổng dịch vụ công → Cơ sở dữ liệu đất đai; "), "{spine:?}");
        let network = picture.cards.last().unwrap();
        assert_eq!(network.tip, "Mạng chuyên dùng: mang 4/5 kết nối giữa các cơ quan; 1 chưa ghi mạng truyền");
        insta::assert_snapshot!("connections", svg(&picture, Place::Page(&|_| None)));
    });
}

#[test]
fn many_systems_stand_as_their_kinds_and_none_is_lost() {
    let mut text = NATION.to_owned();
    text.push_str("---\nlayer: application\nagency: tinh-b\ncomponents:\n");
    for at in 0..40 {
        let kind = if at % 2 == 0 { "sector-application" } else { "online-service" };
        text.push_str(&format!(
            "  - {{ id: s-{at}, kind: {kind}, name: Hệ thống {at}, connects: [{{ to: bo-a/csdl, via: [lgsp, \
             trung-uong/ngsp], carrier: trung-uong/tslcd }}] }}\n"
        ));
    }
    with_atlas(&load_files(&[("quoc-gia.yaml", &text)]), |atlas| {
        let agency = atlas.graph().find_agency("tinh-b").unwrap();
        let Drawing { picture, tables } = draw(Plate::Connections(Scope::Agency(agency)), atlas, Lang::En).unwrap();
        assert!(picture.cards.len() < 16, "{}", picture.cards.len());
        let counted = picture.cards.iter().filter(|card| card.tip.contains("20 systems · 20 connections")).count();
        assert_eq!(counted, 2);
        // What goes astray keeps its own box.
        assert!(picture.cards.iter().any(|card| card.tip.starts_with("Phần mềm nối tay")));
        assert_eq!(tables[1].rows.len(), 45);
    });
}

#[test]
fn each_of_two_connections_between_the_same_ends_has_its_own_findings() {
    let twice = NATION.replace(
        "    connects: [{ to: bo-a/csdl }]\n",
        "    connects:\n      - { to: bo-a/csdl }\n      - { to: bo-a/csdl, via: [lgsp, trung-uong/ngsp], carrier: trung-uong/tslcd }\n",
    );
    with_atlas(&load_files(&[("quoc-gia.yaml", &twice)]), |atlas| {
        let by_hand = atlas.graph().find("tinh-b/tay").unwrap();
        let all = exchanges(atlas, Scope::Whole);
        let told: Vec<(Standing, bool)> = all
            .iter()
            .filter(|exchange| exchange.flow.from == by_hand)
            .map(|exchange| (exchange.standing, matches!(exchange.carriage, Carriage::Dedicated(_))))
            .collect();
        assert_eq!(told, [(Standing::Wrong, false), (Standing::Unopposed, true)]);
    });
}

#[test]
fn data_is_followed_from_its_source_to_copies_and_to_who_reads_them() {
    nation(|atlas| {
        let graph = atlas.graph();
        let sources = lineage(atlas, Scope::Whole);
        assert_eq!(sources.len(), 1);
        assert_eq!(sources[0].counts(), (1, 4));
        assert_eq!(sources[0].writers, [graph.find("bo-a/nhap-lieu").unwrap()]);
        let copy = sources[0].takers.iter().find(|taker| taker.copy).unwrap();
        assert_eq!(copy.takers[0].component, graph.find("tinh-b/tra-cuu").unwrap());
        let Drawing { picture, tables } = draw(Plate::Lineage(Scope::Whole), atlas, Lang::Vi).unwrap();
        assert_eq!(
            whole(&tables[0]),
            ["thửa đất | Cơ sở dữ liệu đất đai | Bộ A | cập nhật hằng ngày, gần nhất 2021-08-30 | 1 | 4 | "]
        );
        let takers = whole(&tables[1]);
        assert!(
            takers[0].starts_with("Cổng dịch vụ công | Tỉnh B | đọc | Cơ sở dữ liệu đất đai | thửa đất | NGSP → LGSP")
        );
        assert!(takers.iter().any(|row| row.contains("bản sao; đồng bộ hằng tuần")), "{takers:?}");
        assert!(takers.iter().any(|row| row.contains("Phần mềm tra cứu | Tỉnh B | đọc | Bản sao đất đai")));
        assert!(picture.links.iter().any(|link| link.stroke == Stroke::Wrong));
        insta::assert_snapshot!("lineage", svg(&picture, Place::Page(&|_| None)));
    });
}

#[test]
fn another_who_claims_to_be_the_source_is_told() {
    let twice = NATION
        .replace("holds: [{ entity: Thửa Đất, role: replica }]", "holds: [{ entity: Thửa Đất, role: authoritative }]");
    with_atlas(&load_files(&[("quoc-gia.yaml", &twice)]), |atlas| {
        let sources = lineage(atlas, Scope::Whole);
        assert!(sources.iter().all(|source| source.entities.iter().all(|entity| entity.disputed)));
        assert_eq!(sources.len(), 2);
    });
}

#[test]
fn a_scope_shows_what_it_exchanges_and_nothing_else() {
    nation(|atlas| {
        let agency = |id: &str| Scope::Agency(atlas.graph().find_agency(id).unwrap());
        assert_eq!(exchanges(atlas, agency("bo-a")).len(), 4);
        assert_eq!(exchanges(atlas, agency("tinh-b")).len(), 5);
        assert_eq!(exchanges(atlas, agency("trung-uong")).len(), 1);
        assert_eq!(lineage(atlas, agency("trung-uong")).len(), 0);
        assert!(draw(Plate::Lineage(agency("trung-uong")), atlas, Lang::En).is_none());
    });
}
