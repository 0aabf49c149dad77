//! Pictures measured: nothing overlaps, no line goes through a box, no words leave their box; crossings are few.

use khung::diagram::layered::{Cluster, Direction, Edge, Node, Rank, Scene, place};
use khung::diagram::{Card, Fault, Line, Picture, Quality, Rect, Stroke, Tone, quality};
use khung::text::Lang;
use proptest::prelude::*;

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
