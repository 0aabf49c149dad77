//! Deployment, matrices, the heat map of codes and roadmaps: the right cells of small repositories, and nothing on
//! top of anything else in any of them.

use khung::diagram::{Drawing, Place, Plate, Stroke, Tone, draw, quality, svg};
use khung::graph::Graph;
use khung::measure::{Evidence, Scope, measure};
use khung::text::Lang;
use khung::view::{Atlas, Table};
use proptest::prelude::*;

use crate::support::{PACK, check_at};

/// What pictures of a small repository are taken from.
fn with<T>(files: &[(&str, &str)], then: impl FnOnce(Atlas<'_>) -> T) -> T {
    let (loaded, findings) = check_at(files, None);
    let graph = Graph::build(&loaded.repository, &PACK);
    let evidence = Evidence::new(&graph, &findings, loaded.repository.config.as_of.unwrap());
    let coverage = measure(&evidence, &[]);
    then(Atlas { evidence: &evidence, coverage: &coverage })
}

/// Draws a picture; of an agency where one is named.
fn of(atlas: Atlas<'_>, plate: fn(Scope) -> Plate, agency: Option<&str>, lang: Lang) -> Option<Drawing> {
    let scope = agency.map_or(Scope::Whole, |id| Scope::Agency(atlas.graph().find_agency(id).unwrap()));
    draw(plate(scope), atlas, lang)
}

fn drawn(files: &[(&str, &str)], plate: fn(Scope) -> Plate, agency: Option<&str>, lang: Lang) -> Option<Drawing> {
    with(files, |atlas| of(atlas, plate, agency, lang))
}

fn lines(table: &Table) -> Vec<String> {
    let row = |row: &Vec<khung::view::Cell>| row.iter().map(|cell| &*cell.text).collect::<Vec<_>>().join(" | ");
    table.rows.iter().map(row).collect()
}

/// The words of every box, in the order of the picture.
fn boxes(drawing: &Drawing) -> Vec<String> {
    let words = |card: &khung::diagram::Card| card.lines.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ");
    drawing.picture.cards.iter().map(words).collect()
}

const AGENCY: &str = "agency: bo-a\nname: Bộ A\nlevel: ministry\n---\nagency: tinh-b\nname: Tỉnh B\nlevel: province\n";

const DATA: &str = "\
layer: data
agency: bo-a
components:
  - { id: csdl, kind: sector-database, name: Cơ sở dữ liệu ngành A, hosted_on: [ttdl] }
  - { id: csdl-qg, kind: national-database, name: Cơ sở dữ liệu quốc gia A, hosted_on: [ttdl] }
";

const GROUND: &str = "\
layer: infrastructure
agency: bo-a
components:
  - { id: ttdl, kind: data-center, name: Trung tâm dữ liệu Bộ A, security_level: 3, backed_up_at: [du-phong] }
  - { id: du-phong, kind: backup-site, name: Nơi dự phòng Bộ A }
  - { id: mang, kind: network, name: Mạng Bộ A }
";

const APPLICATIONS: &str = "\
layer: application
agency: bo-a
components:
  - { id: mot, kind: sector-application, name: Phần mềm Một, hosted_on: [ttdl], reads: [csdl], writes: [csdl], security_level: 3 }
  - { id: hai, kind: sector-application, name: Phần mềm Hai, hosted_on: [ttdl], reads: [csdl], security_level: 2 }
  - { id: ba, kind: sector-application, name: Phần mềm Ba }
---
layer: application
agency: tinh-b
components:
  - id: bon
    kind: sector-application
    name: Phần mềm Bốn
    hosted_on: [bo-a/ttdl]
    connects: [{ to: bo-a/csdl-qg, carrier: bo-a/mang }]
";

const FILES: &[(&str, &str)] =
    &[("co-quan.yaml", AGENCY), ("du-lieu.yaml", DATA), ("ha-tang.yaml", GROUND), ("ung-dung.yaml", APPLICATIONS)];

#[test]
fn applications_and_data_say_no_more_than_the_relations_do() {
    let drawing = drawn(FILES, Plate::ApplicationData, None, Lang::En).unwrap();
    assert_eq!(boxes(&drawing), ["CRU", "R", "•"]);
    assert_eq!(
        lines(&drawing.tables[0]),
        [
            "Phần mềm Một | Bộ A | Cơ sở dữ liệu ngành A | Bộ A | creates, updates; reads",
            "Phần mềm Hai | Bộ A | Cơ sở dữ liệu ngành A | Bộ A | reads",
            "Phần mềm Bốn | Tỉnh B | Cơ sở dữ liệu quốc gia A | Bộ A | connected, with no word of reading or writing",
        ]
    );
    let other = drawn(FILES, Plate::ApplicationData, Some("tinh-b"), Lang::En).unwrap();
    assert_eq!(boxes(&other), ["•"]);
}

#[test]
fn agencies_reach_national_databases_as_the_check_says() {
    let plate = |_| Plate::AgencyNational;
    let drawing = drawn(FILES, plate, None, Lang::Vi).unwrap();
    assert_eq!(boxes(&drawing), ["nối thẳng"]);
    // No platform is in operation, so the law lets it stand: told, and not red.
    assert_eq!(drawing.picture.cards[0].tone, Tone::Plain);
    let platforms = "\
layer: platform
agency: tinh-b
components:
  - { id: lgsp, kind: integration-platform, name: LGSP Tỉnh B, catalogue: lgsp, hosted_on: [bo-a/ttdl] }
";
    let mut files = FILES.to_vec();
    files.push(("nen-tang.yaml", platforms));
    let drawing = drawn(&files, plate, None, Lang::Vi).unwrap();
    assert_eq!((boxes(&drawing)[0].as_str(), drawing.picture.cards[0].tone), ("nối thẳng", Tone::Wrong));
}

#[test]
fn levels_stand_at_the_places_systems_run_in() {
    let drawing = drawn(FILES, Plate::LevelZone, Some("bo-a"), Lang::Vi).unwrap();
    let rows = lines(&drawing.tables[0]);
    assert!(rows.contains(&"Cấp độ 3 | Trung tâm dữ liệu Bộ A | Phần mềm Một | Bộ A | –".to_owned()), "{rows:#?}");
    assert!(rows.contains(&"Chưa nêu cấp độ | Chưa nêu nơi chạy | Phần mềm Ba | Bộ A | có".to_owned()), "{rows:#?}");
}

#[test]
fn what_runs_where_with_guests_backups_networks_and_the_homeless() {
    let drawing = drawn(FILES, Plate::Deployment, Some("bo-a"), Lang::Vi).unwrap();
    assert_eq!(
        boxes(&drawing),
        [
            "Phần mềm Một",
            "Phần mềm Hai",
            "Phần mềm Bốn Tỉnh B",
            "Cơ sở dữ liệu ngành A",
            "Cơ sở dữ liệu quốc gia A",
            "Nơi dự phòng Bộ A",
            "Mạng Bộ A mang 1 kết nối; nối 1 nơi trong hình",
            "Phần mềm Ba",
        ]
    );
    assert_eq!(drawing.picture.frames.last().unwrap().tone, Tone::Warning);
    let drawing = drawn(FILES, Plate::Deployment, Some("tinh-b"), Lang::Vi).unwrap();
    assert_eq!(drawing.picture.frames[0].tone, Tone::Outside, "the place of another agency");
    insta::assert_snapshot!("deployment_of_a_province", svg(&drawing.picture, Place::Page(&|_| None)));
}

#[test]
fn hosts_in_a_circle_stand_nowhere() {
    let circle = "\
layer: platform
agency: bo-a
components:
  - { id: x, kind: shared-platform, name: Nền tảng X, hosted_on: [y] }
  - { id: y, kind: shared-platform, name: Nền tảng Y, hosted_on: [x] }
";
    let drawing = drawn(&[("a.yaml", AGENCY), ("b.yaml", circle)], Plate::Deployment, None, Lang::Vi).unwrap();
    assert_eq!(boxes(&drawing), ["Nền tảng X", "Nền tảng Y"]);
    assert_eq!(drawing.picture.frames[0].tone, Tone::Warning);
}

#[test]
fn codes_are_counted_and_duplicates_marked() {
    let codes = "\
layer: application
agency: bo-a
components:
  - { id: m, kind: document-management, name: Văn bản M, reference: { arm: [X-ARM.SHARED.DOCUMENT] } }
  - { id: n, kind: document-management, name: Văn bản N, reference: { arm: [X-ARM.SHARED.DOCUMENT, X-ARM.KHONG-CO] } }
---
layer: application
agency: tinh-b
components:
  - { id: p, kind: document-management, name: Văn bản P, reference: { arm: [X-ARM.SHARED.DOCUMENT] } }
";
    let drawing = drawn(&[("a.yaml", AGENCY), ("b.yaml", codes)], Plate::Coverage, None, Lang::En).unwrap();
    assert_eq!(boxes(&drawing), ["3 !", "2 !", "1", "1 !", "1 !"]);
    let rows = lines(&drawing.tables[0]);
    assert!(rows.iter().any(|row| row.starts_with("ARM | X-ARM.KHONG-CO | – | not in the table | 1 | Văn bản N")));
    assert!(lines(&drawing.tables[1])[0].starts_with("Văn bản N | Bộ A | duplicate-application"));
}

const ROADMAP: &str = "\
roadmap: bo-a
horizon: 2025-12-31
gaps:
  - { component: bo-a/csdl, change: upgrade, work_package: g1 }
  - { component: bo-a/ba, change: replace }
work_packages:
  - { id: g1, name: Gói một, lead: Cục A, from: 2020-01-01, to: 2020-12-31, funding: 5 tỷ đồng }
  - { id: g2, name: Gói hai }
projects:
  - { id: d1, name: Dự án một, components: [bo-a/csdl], work_packages: [g1] }
illustrative: [work_packages.funding]
";

#[test]
fn a_roadmap_shows_packages_gaps_and_what_lacks_a_day() {
    let mut files = FILES.to_vec();
    files.push(("lo-trinh.yaml", ROADMAP));
    let drawing = drawn(&files, Plate::Roadmap, Some("bo-a"), Lang::Vi).unwrap();
    let titles: Vec<&str> =
        drawing.picture.frames.iter().filter_map(|frame| frame.title.first()).map(|line| &*line.text).collect();
    assert_eq!(
        titles,
        [
            "Dự án: Dự án một",
            "Gói một",
            "Cơ sở dữ liệu ngành A (nâng cấp)",
            "Gói công việc chưa thuộc dự án nào",
            "Gói hai",
            "Khoảng cách chưa có gói công việc",
            "Phần mềm Ba (thay thế)",
        ]
    );
    let said: Vec<&str> = drawing.picture.captions.iter().map(|caption| &*caption.line.text).collect();
    assert!(said.contains(&"chưa nêu thời gian"), "{said:#?}");
    assert!(said.iter().any(|text| text.contains("kinh phí của gói công việc")), "{said:#?}");
    assert_eq!(
        lines(&drawing.tables[0])[0],
        "Bộ A | Gói một | 01/01/2020 – 31/12/2020 | Cục A | 5 tỷ đồng | Cơ sở dữ liệu ngành A (nâng cấp)"
    );
}

#[test]
fn nothing_to_show_is_no_picture() {
    let files = &[("a.yaml", AGENCY)];
    for plate in [Plate::ApplicationData, Plate::LevelZone, Plate::Deployment, Plate::Coverage, Plate::Roadmap] {
        assert!(drawn(files, plate, None, Lang::Vi).is_none());
    }
}

/// A nation of some agencies with components whose names, hosts, codes and days are as they come.
fn nation() -> impl Strategy<Value = Vec<(String, String)>> {
    let word =
        prop::sample::select(vec!["Hệ", "thống", "thông tin", "quản lý", "Nghiêng", "nguyễn", "W".repeat(30).leak()]);
    let name = prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
    let component = (name, 0_usize..4, 0_u16..9, prop::option::of((2015_u16..2030, 1_u8..13)));
    let agency = prop::collection::vec(component, 0..14);
    prop::collection::vec(agency, 1..5).prop_map(|agencies| {
        let mut files = Vec::new();
        for (number, components) in agencies.into_iter().enumerate() {
            let mut ground = format!(
                "layer: infrastructure\nagency: a{number}\ncomponents:\n  - {{ id: t0, kind: data-center, name: Nơi {number} }}\n  \
                 - {{ id: t1, kind: cloud-service, name: Đám mây {number}, hosted_on: [t0] }}\n  - {{ id: mang, kind: network, name: Mạng }}\n"
            );
            ground.push_str("---\nlayer: data\n");
            ground.push_str(&format!("agency: a{number}\ncomponents:\n  - {{ id: d, kind: national-database, name: Dữ liệu }}\n"));
            let mut plan = format!("roadmap: a{number}\nwork_packages:\n");
            let mut all = format!("layer: application\nagency: a{number}\ncomponents:\n");
            for (index, (name, host, use_of, day)) in components.iter().enumerate() {
                let hosted = if *host < 2 { format!(", hosted_on: [a{}/t{host}]", (number * use_of_index(*use_of)) % (number + 1)) } else { String::new() };
                let link = match use_of {
                    0 | 1 => ", reads: [d]",
                    2 => ", writes: [a0/d]",
                    3 => ", connects: [{ to: a0/d, carrier: mang }]",
                    _ => "",
                };
                let life = day.map_or_else(String::new, |(year, month)| format!(", lifecycle: {{ planned: 2018-03-01, operating: {year}-{month:02}-15 }}"));
                all.push_str(&format!("  - {{ id: c{index}, kind: sector-application, name: '{name}', reference: {{ arm: [X-ARM.SECTOR, X-ARM.N{use_of}] }}{hosted}{link}{life} }}\n"));
                if let Some((year, month)) = day {
                    plan.push_str(&format!("  - {{ id: g{index}, name: '{name}', from: {}-{month:02}-01, to: {year}-12-31, lead: '{name}' }}\n", year - 1));
                }
            }
            files.push((format!("a{number}/co-quan.yaml"), format!("agency: a{number}\nname: Cơ quan {number}\nlevel: ministry\n")));
            files.push((format!("a{number}/ha-tang.yaml"), ground));
            if !components.is_empty() {
                files.push((format!("a{number}/ung-dung.yaml"), all));
            }
            if components.iter().any(|(.., day)| day.is_some()) {
                files.push((format!("a{number}/lo-trinh.yaml"), plan));
            }
        }
        files
    })
}

const PLATES: [fn(Scope) -> Plate; 6] = [
    Plate::ApplicationData,
    |_| Plate::AgencyNational,
    Plate::LevelZone,
    Plate::Deployment,
    Plate::Coverage,
    Plate::Roadmap,
];

fn use_of_index(number: u16) -> usize {
    usize::from(number)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_stands_on_anything_else_and_bars_stay_on_their_axis(files in nation()) {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let pictures: Vec<Drawing> = with(&files, |atlas| {
            let both = PLATES.iter().flat_map(|plate| [(*plate, None), (*plate, Some("a0"))]);
            both.filter_map(|(plate, agency)| of(atlas, plate, agency, Lang::Vi)).collect()
        });
        for Drawing { picture, tables } in pictures {
            prop_assert_eq!(&quality(&picture).faults, &Vec::new(), "{}", picture.title);
            prop_assert!(picture.width <= 1500.0, "{} {}", picture.title, picture.width);
            prop_assert!(tables.iter().all(|table| table.rows.iter().all(|row| row.len() == table.head.len())));
            let days = picture.links.iter().filter(|link| link.stroke == Stroke::Spine).count();
            prop_assert!(days > 0 || !picture.id.starts_with("roadmap"));
        }
    }
}
