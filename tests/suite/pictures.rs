//! Pictures measured: nothing overlaps, no line goes through a box, no words leave their box; crossings are few.

use std::path::Path;

use khung::check::{Engine, Policies};
use khung::diagram::layered::{Cluster, Direction, Edge, Node, Rank, Scene, place};
use khung::diagram::{
    Anchor, Caption, Card, Drawing, Fault, Frame, Line, Link, Picture, Place, Plate, Point, Quality, Rect, Stroke,
    Tone, draw, quality, svg,
};
use khung::generate::Nation;
use khung::graph::Graph;
use khung::load::{Files as _, Folder, Loaded, load, read_config};
use khung::measure::{Evidence, Scope, measure};
use khung::text::Lang;
use khung::tree::Limits;
use khung::view::Atlas;
use proptest::prelude::*;
use rayon::prelude::*;

use super::support::{PACK, SCHEMAS, load_files};

/// The most crossings a line may have, taken over a picture.
const CROSSINGS: usize = 1;

/// Asks something of an architecture at its own day.
fn with_atlas<T>(mut loaded: Loaded, ask: impl FnOnce(Atlas<'_>) -> T) -> T {
    let day = loaded.repository.config.as_of.unwrap();
    let mut pack = PACK.clone();
    let policies = Policies::compile(&mut loaded, &mut pack);
    let engine = Engine::with(&pack, &policies).unwrap_or_else(|errors| panic!("{errors:?}"));
    let graph = Graph::build(&loaded.repository, &pack);
    let findings = engine.check(&loaded, &graph, day);
    let evidence = Evidence::new(&graph, &findings, day);
    let coverage = measure(&evidence, &[]);
    ask(Atlas { evidence: &evidence, coverage: &coverage })
}

/// Every picture of an architecture in both languages, measured: what may not be seen.
fn faults(atlas: Atlas<'_>) -> Vec<String> {
    let graph = atlas.graph();
    let scopes = graph.repository.agency_ids().map(Scope::Agency);
    let scopes = [Scope::Whole].into_iter().chain(scopes);
    let plates = scopes.flat_map(Plate::of).chain(graph.repository.component_ids().map(Plate::Neighbourhood));
    let plates: Vec<Plate> = plates.collect();
    let measured = |plate: &Plate| {
        let mut out = Vec::new();
        for lang in [Lang::Vi, Lang::En] {
            let Some(Drawing { picture, .. }) = draw(*plate, atlas, lang) else { continue };
            let Quality { faults, links, crossings } = quality(&picture);
            if let Some(first) = faults.first() {
                out.push(format!("{plate:?} {} {}: {} faults: {first:?}", picture.title, lang.code(), faults.len()));
            }
            if crossings > links * CROSSINGS {
                out.push(format!("{plate:?} {} {}: {crossings} crossings of {links}", picture.title, lang.code()));
            }
        }
        out
    };
    plates.par_iter().flat_map_iter(measured).collect()
}

fn architecture() -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture");
    let files = Folder::new(&root);
    let config = read_config(&files.read("khung.yaml", Limits::default()).unwrap(), Limits::default()).unwrap();
    load(&files, config, &PACK, &SCHEMAS, Limits::default(), &|_, _| {})
}

/// A made-up nation, cut when it has so many components; references to what was cut lead nowhere.
fn nation(components: usize) -> Loaded {
    let mut files = Nation { seed: 3, ..Nation::of(600) }.files().files;
    let mut left = components;
    for file in &mut files {
        let starts: Vec<usize> = file.text.match_indices("\n  - id: ").map(|(at, _)| at + 1).collect();
        if let Some(&at) = starts.get(left) {
            file.text.truncate(at);
        }
        left = left.saturating_sub(starts.len());
    }
    let files: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    load_files(&files)
}

#[test]
fn every_picture_of_the_national_architecture_holds_the_limit() {
    assert_eq!(with_atlas(architecture(), faults), Vec::<String>::new());
}

#[test]
fn pictures_of_nations_of_every_size_hold_the_limit() {
    for size in [10, 60, 300] {
        let loaded = nation(size);
        let count = loaded.repository.components.len();
        assert!(size / 2 <= count && count <= size, "{count} for {size}");
        assert_eq!(with_atlas(loaded, faults), Vec::<String>::new(), "{size} components");
    }
}

/// Two agencies: an application reads the database of another past all platforms, and one that is to come.
const SMALL: &[(&str, &str)] = &[
    (
        "a.yaml",
        "agency: so-a\nname: Tỉnh A\nlevel: province\n---\nlayer: application\nagency: so-a\ncomponents:\n  - id: cong\n    kind: service-portal\n    name: Cổng dịch vụ công của tỉnh A\n    connects:\n      - to: bo-b/csdl\n        protocol: https\n        since: 2021-01-01\n  - id: moi\n    kind: sector-application\n    name: Ứng dụng mới\n    lifecycle: { planned: 2021-01-01, operating: 2023-01-01 }\n    uses: [cong]\n---\nlayer: platform\nagency: so-a\ncomponents:\n  - id: lgsp\n    kind: integration-platform\n    name: Nền tảng của tỉnh A\n    catalogue: lgsp\n",
    ),
    (
        "b.yaml",
        "agency: bo-b\nname: Bộ B\nlevel: ministry\n---\nlayer: data\nagency: bo-b\ncomponents:\n  - id: csdl\n    kind: internal-database\n    name: Cơ sở dữ liệu của Bộ B\n",
    ),
];

#[test]
fn a_wrong_way_is_red_and_told_in_the_table() {
    with_atlas(load_files(SMALL), |atlas| {
        let id = atlas.graph().find("so-a/cong").unwrap();
        let Drawing { picture, tables } = draw(Plate::Neighbourhood(id), atlas, Lang::Vi).unwrap();
        let strokes: Vec<Stroke> = picture.links.iter().map(|link| link.stroke).collect();
        assert_eq!(strokes, [Stroke::Planned, Stroke::Wrong]);
        assert!(picture.legend.iter().any(|meaning| meaning.says == "dữ liệu đi sai đường"));
        let rows: Vec<Vec<&str>> = tables
            .iter()
            .flat_map(|table| &table.rows)
            .map(|row| row.iter().map(|cell| &*cell.text).collect())
            .collect();
        assert_eq!(rows[0], ["được sử dụng bởi", "Ứng dụng mới (dự kiến)", "Tỉnh A"]);
        assert_eq!(rows[1][..6], ["kết nối tới", "Cơ sở dữ liệu của Bộ B", "Bộ B", "trực tiếp", "HTTPS", "2021-01-01"]);
        assert!(!rows[1][6].is_empty());
        insta::assert_snapshot!("neighbourhood", svg(&picture, Place::Page(&|_| None)));
    });
}

#[test]
fn a_platform_of_the_nation_is_drawn_by_agency() {
    with_atlas(architecture(), |atlas| {
        let id = atlas.graph().find("bo-tttt/ngsp").unwrap();
        let Drawing { picture, tables } = draw(Plate::Neighbourhood(id), atlas, Lang::Vi).unwrap();
        assert!(picture.cards.len() < 40, "{}", picture.cards.len());
        assert!(picture.cards.iter().any(|card| card.tip == "Thành phố Đà Nẵng: 3 thành phần"));
        assert!(tables[0].rows.len() > 30);
    });
}

fn card(width: f32, height: f32) -> Card {
    let rect = Rect::new(0.0, 0.0, width, height);
    Card { rect, lines: Vec::new(), tone: Tone::Plain, focus: false, tip: String::new(), target: None }
}

fn cluster() -> impl Strategy<Value = Cluster> {
    let nodes = prop::collection::vec((40_u8..160, 24_u8..70), 1..6);
    (nodes, any::<bool>(), 0_usize..3).prop_map(|(nodes, framed, titles)| Cluster {
        title: (0..titles).map(|_| Line::new("Văn phòng Chính phủ", 12.0).bold()).collect(),
        tone: framed.then_some(Tone::Ground),
        target: None,
        nodes: nodes.into_iter().map(|(wide, high)| Node { card: card(wide.into(), high.into()) }).collect(),
    })
}

fn rank() -> impl Strategy<Value = Rank> {
    let clusters = prop::collection::vec(cluster(), 0..5);
    (clusters, any::<bool>(), 0_usize..5, any::<bool>()).prop_map(|(clusters, banded, wrap, titled)| Rank {
        title: titled.then(|| Line::new("Nền tảng tích hợp, chia sẻ dữ liệu", 13.0)).into_iter().collect(),
        tone: banded.then_some(Tone::Ground),
        clusters,
        wrap,
    })
}

fn scene() -> impl Strategy<Value = Scene> {
    let strokes = prop_oneof![Just(Stroke::Data), Just(Stroke::Dependency), Just(Stroke::Wrong)];
    let edges = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), strokes), 0..40);
    (prop::collection::vec(rank(), 1..6), edges, any::<bool>()).prop_map(|(ranks, edges, down)| {
        let count: usize = ranks.iter().flat_map(|rank| &rank.clusters).map(|cluster| cluster.nodes.len()).sum();
        let edges = edges.into_iter().filter(|_| count > 0).map(|(from, to, stroke)| Edge {
            from: from.index(count),
            to: to.index(count),
            stroke,
            arrow: true,
            tip: String::new(),
        });
        let direction = if down { Direction::Down } else { Direction::Right };
        Scene { direction, edges: edges.collect(), ranks }
    })
}

fn placed(scene: Scene) -> Picture {
    let mut picture = Picture::new("scene", Lang::Vi, "", "");
    place(scene, &mut picture);
    picture
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_the_scene_nothing_overlaps_and_every_line_ends_on_its_boxes(scene in scene()) {
        let wanted = scene.edges.iter().filter(|edge| edge.from != edge.to).count();
        let picture = placed(scene.clone());
        prop_assert_eq!(picture.links.len(), wanted);
        let Quality { faults, .. } = quality(&picture);
        prop_assert_eq!(faults, Vec::<Fault>::new());
        prop_assert_eq!(placed(scene), picture);
    }
}

/// A measure that sees nothing would hold every limit.
#[test]
fn what_must_not_be_seen_is_seen_by_the_measure() {
    let at = |x: f32, y: f32, card: Card| Card { rect: Rect { x, y, ..card.rect }, ..card };
    let words = |text: &str| Line::new(text, 12.0);
    let link = |points: &[(f32, f32)], ends| Link {
        points: points.iter().map(|&(x, y)| Point::new(x, y)).collect(),
        stroke: Stroke::Data,
        arrow: true,
        tip: String::new(),
        ends,
    };
    let mut picture = Picture::new("bad", Lang::Vi, "", "");
    (picture.width, picture.height) = (500.0, 300.0);
    picture.cards = vec![
        at(10.0, 10.0, card(60.0, 40.0)),
        at(60.0, 20.0, Card { lines: vec![words("Cơ sở dữ liệu quốc gia")], ..card(60.0, 40.0) }),
        at(300.0, 10.0, card(60.0, 40.0)),
        at(200.0, 10.0, card(60.0, 40.0)),
        at(300.0, 200.0, card(60.0, 40.0)),
        at(420.0, 200.0, card(60.0, 40.0)),
    ];
    let frame =
        |rect, title: &str| Frame { rect, title: vec![words(title)], tone: Tone::Ground, upright: false, target: None };
    picture.frames = vec![
        frame(Rect::new(5.0, 100.0, 100.0, 50.0), "Bộ A"),
        frame(Rect::new(90.0, 120.0, 100.0, 50.0), "Bộ B"),
        frame(Rect::new(330.0, 190.0, 80.0, 60.0), "C"),
    ];
    picture.captions = vec![Caption {
        at: Point::new(305.0, 20.0),
        anchor: Anchor::Start,
        line: words("chữ"),
        upright: false,
        target: None,
    }];
    picture.links = vec![
        link(&[(120.0, 30.0), (300.0, 30.0)], Some((1, 2))),
        link(
            &[(70.0, 30.0), (130.0, 30.0), (130.0, 60.0), (110.0, 60.0), (110.0, 220.0), (300.0, 220.0)],
            Some((0, 4)),
        ),
        link(&[(260.0, 45.0), (270.0, 45.0), (270.0, 245.0), (450.0, 245.0), (450.0, 237.0)], Some((3, 5))),
        link(&[(200.0, 45.0), (140.0, 45.0), (140.0, 90.0), (30.0, 90.0), (30.0, 50.0)], Some((3, 0))),
    ];
    let Quality { faults, crossings, .. } = quality(&picture);
    let has = |fault: Fault| assert!(faults.contains(&fault), "{fault:?} is not in {faults:?}");
    has(Fault::CardsOverlap(0, 1));
    has(Fault::CardOnWords(2, "chữ".to_owned()));
    has(Fault::WordsTooLarge("Cơ sở dữ liệu quốc gia".to_owned()));
    has(Fault::CardAcrossFrame(4, 2));
    has(Fault::FramesCross(0, 1));
    has(Fault::LineThroughCard(0, 3));
    has(Fault::LineThroughWords(1, "Bộ B".to_owned()));
    has(Fault::LineLoose(2));
    has(Fault::LinesTogether(0, 1));
    assert_eq!(crossings, 1);
}
