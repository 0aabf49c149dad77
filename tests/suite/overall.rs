//! The overall diagram: what stands in which band, how it is joined to the nation, and that nothing is lost or overlaps.

use khung::diagnostic::Finding;
use khung::diagram::{Drawing, Link, Picture, Place, Plate, Rect, draw, svg};
use khung::generate::Nation;
use khung::graph::Graph;
use khung::load::Loaded;
use khung::measure::{Evidence, Scope, measure};
use khung::text::Lang;
use khung::view::Atlas;
use khung::view::overall::{End, Item, Mark, Overall, Way, overall};

use crate::support::{PACK, check_at};

const CENTRE: &str = "\
agency: bo-a
name: { vi: Bộ A, en: Ministry A }
level: ministry
---
layer: platform
agency: bo-a
components:
  - { id: ngsp, kind: integration-platform, name: Nền tảng quốc gia, catalogue: ngsp, scope: national }
---
layer: data
agency: bo-a
components:
  - { id: dan-cu, kind: national-database, name: Dữ liệu dân cư, scope: national }
  - { id: dat-dai, kind: national-database, name: Dữ liệu đất đai, scope: national }
---
layer: infrastructure
agency: bo-a
components:
  - { id: tslcd, kind: network, name: Mạng truyền số liệu, catalogue: tslcd, scope: national }
";

const PROVINCE: &str = "\
agency: tinh-b
name: { vi: Tỉnh B, en: Province B }
level: province
---
layer: platform
agency: tinh-b
components:
  - id: lgsp
    kind: integration-platform
    name: Nền tảng tích hợp của Tỉnh B (LGSP)
    catalogue: lgsp
    connects: [{ to: bo-a/ngsp, carrier: bo-a/tslcd }]
---
layer: application
agency: tinh-b
components:
  - id: cong
    kind: service-portal
    name: Cổng dịch vụ công của Tỉnh B
    connects: [{ to: bo-a/dan-cu, via: [lgsp, bo-a/ngsp] }]
  - id: ho-tich
    kind: sector-application
    name: Phần mềm hộ tịch
    connects: [{ to: bo-a/dat-dai }]
  - { id: moi, kind: sector-application, name: Phần mềm mới, lifecycle: { planned: 2021-01-01 } }
  - { id: cu, kind: sector-application, name: Phần mềm cũ, lifecycle: { retired: 2020-01-01 } }
---
layer: security
agency: tinh-b
components:
  - { id: truc, kind: on-site-force, name: Lực lượng tại chỗ }
";

fn small() -> (Loaded, Vec<Finding>) {
    check_at(&[("a.yaml", CENTRE), ("b.yaml", PROVINCE)], None)
}

/// Gives what is taken of a repository at its day.
fn taken<T>(loaded: &Loaded, findings: &[Finding], take: impl FnOnce(Atlas<'_>) -> T) -> T {
    let graph = Graph::build(&loaded.repository, &PACK);
    let day = loaded.repository.config.as_of.unwrap();
    let evidence = Evidence::new(&graph, findings, day);
    let coverage = measure(&evidence, &[]);
    take(Atlas { evidence: &evidence, coverage: &coverage })
}

fn names<'i>(items: impl IntoIterator<Item = &'i Item>) -> Vec<&'i str> {
    items.into_iter().map(|item| item.name.as_str()).collect()
}

fn own(overall: &Overall) -> impl Iterator<Item = &Item> {
    let bands = overall.bands.iter();
    let bands = bands.flat_map(|band| band.clusters.iter().flat_map(|cluster| &cluster.items).chain(&band.gates));
    bands.chain(&overall.security)
}

#[test]
fn bands_hold_what_belongs_in_them() {
    let (loaded, findings) = small();
    taken(&loaded, &findings, |atlas| {
        let province = Scope::Agency(atlas.graph().find_agency("tinh-b").unwrap());
        let drawn = overall(atlas, province, Lang::Vi).unwrap();
        let band = |name: &str| drawn.bands.iter().find(|band| band.name == name).unwrap();
        let of = |name: &str| names(band(name).clusters.iter().flat_map(|cluster| &cluster.items));
        let order: Vec<&str> = drawn.bands.iter().map(|band| band.name.as_str()).collect();
        assert_eq!(order, ["Kênh giao tiếp", "Ứng dụng", "Nền tảng", "Cơ sở dữ liệu", "Hạ tầng kỹ thuật"]);
        // The title of the picture says whose it is.
        assert_eq!(of("Kênh giao tiếp"), ["Cổng dịch vụ công"]);
        assert_eq!(of("Ứng dụng"), ["Phần mềm hộ tịch", "Phần mềm mới"]);
        assert_eq!(names(&band("Nền tảng").gates), ["Nền tảng tích hợp (LGSP)"]);
        assert_eq!(names(&band("Nền tảng").national), ["Nền tảng quốc gia"]);
        assert_eq!(names(&band("Cơ sở dữ liệu").national), ["Dữ liệu dân cư", "Dữ liệu đất đai"]);
        assert_eq!(names(&drawn.security), ["Lực lượng tại chỗ"]);
        assert!(own(&drawn).any(|item| item.name == "Phần mềm mới" && item.notes[0].starts_with("dự kiến")));
        // Nobody wrote a decision, and the picture says so.
        assert!(drawn.direction.iter().any(|item| item.mark == Mark::Recipe));
    });
}

#[test]
fn the_nation_is_joined_as_connections_say() {
    let (loaded, findings) = small();
    taken(&loaded, &findings, |atlas| {
        let graph = atlas.graph();
        let drawn = overall(atlas, Scope::Agency(graph.find_agency("tinh-b").unwrap()), Lang::Vi).unwrap();
        let id = |key: &str| graph.find(key).unwrap();
        let joint = |from: End, to: &str| {
            drawn.joints.iter().find(|joint| joint.from == from && joint.to == id(to)).map(|joint| joint.way)
        };
        let (gate, hub) = (End::Component(id("tinh-b/lgsp")), End::Component(id("bo-a/ngsp")));
        assert_eq!(joint(gate, "bo-a/ngsp"), Some(Way::Spine));
        assert_eq!(joint(hub, "bo-a/dan-cu"), Some(Way::Data), "through the platform");
        assert_eq!(joint(End::Agency, "bo-a/dan-cu"), None);
        assert_eq!(joint(End::Agency, "bo-a/dat-dai"), Some(Way::Wrong), "past the platform");
        assert_eq!(joint(End::Agency, "bo-a/tslcd"), Some(Way::Spine));
        assert_eq!(drawn.joints.len(), 4, "{:?}", drawn.joints);
    });
}

#[test]
fn what_the_model_does_not_say_is_marked() {
    let bare = "agency: x\nname: { vi: Đơn vị X, en: Unit X }\nlevel: external\n---\nlayer: data\nagency: x\ncomponents:\n  - { id: d, kind: database, name: Dữ liệu }\n";
    let (loaded, findings) = check_at(&[("x.yaml", bare)], None);
    taken(&loaded, &findings, |atlas| {
        let drawn = overall(atlas, Scope::Agency(atlas.graph().find_agency("x").unwrap()), Lang::En).unwrap();
        assert!(drawn.users.iter().all(|item| item.mark == Mark::Recipe), "{:?}", drawn.users);
        assert_eq!(drawn.bands[0].says, "none recorded");
        assert!(drawn.joints.is_empty());
    });
    let (loaded, findings) = check_at(&[("x.yaml", "agency: x\nname: X\nlevel: external\n")], None);
    taken(&loaded, &findings, |atlas| {
        assert!(overall(atlas, Scope::Whole, Lang::Vi).is_none());
    });
}

#[test]
fn a_small_picture_as_people_see_it() {
    let (loaded, findings) = small();
    taken(&loaded, &findings, |atlas| {
        let province = Scope::Agency(atlas.graph().find_agency("tinh-b").unwrap());
        let drawn = draw(Plate::Overall(province), atlas, Lang::Vi).unwrap();
        let href = |_: &_| Some("x.html".to_owned());
        insta::assert_snapshot!(svg(&drawn.picture, Place::Page(&href)));
    });
}

/// Everything a drawing must be, whatever it is of.
fn sound(drawing: &Drawing, what: &str) {
    let picture = &drawing.picture;
    let all = Rect::new(0.0, 0.0, picture.width, picture.height);
    assert!(picture.width <= 1600.0, "{what} is {} wide", picture.width);
    for (index, card) in picture.cards.iter().enumerate() {
        let high: f32 = card.lines.iter().map(khung::diagram::Line::height).sum();
        assert!(all.holds(&card.rect), "{what}: {} stands outside", card.tip);
        assert!(high <= card.rect.height + 0.1, "{what}: words of {} are too tall", card.tip);
        assert!(card.lines.iter().all(|line| line.width() <= card.rect.width), "{what}: {} is too wide", card.tip);
        for other in &picture.cards[index + 1..] {
            assert!(!card.rect.overlaps(&other.rect), "{what}: {} and {} overlap", card.tip, other.tip);
        }
    }
    for (index, frame) in picture.frames.iter().enumerate() {
        assert!(all.holds(&frame.rect), "{what}: a frame stands outside");
        for other in &picture.frames[index + 1..] {
            let apart = !frame.rect.overlaps(&other.rect);
            assert!(apart || frame.rect.holds(&other.rect) || other.rect.holds(&frame.rect), "{what}: frames cross");
        }
    }
    for link in &picture.links {
        assert!(!crosses(picture, link), "{what}: a line crosses a box: {}", link.tip);
    }
    assert!(drawing.tables.iter().all(|table| table.rows.iter().all(|row| row.len() == table.head.len())));
}

/// Whether a line goes through the inside of a box.
fn crosses(picture: &Picture, link: &Link) -> bool {
    link.points.windows(2).any(|pair| {
        let (left, right) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
        let (top, bottom) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
        let inside = |rect: &Rect| {
            left < rect.right() - 0.5 && right > rect.x + 0.5 && top < rect.bottom() - 0.5 && bottom > rect.y + 0.5
        };
        picture.cards.iter().any(|card| inside(&card.rect))
    })
}

/// Every component of a scope stands on the picture, or is counted in a box that stands for several.
fn whole(atlas: Atlas<'_>, scope: Scope, what: &str) {
    let Some(drawn) = overall(atlas, scope, Lang::Vi) else { return };
    let graph = atlas.graph();
    let within = |id: &&_| match scope {
        Scope::Whole => true,
        Scope::Agency(agency) => graph.is_under(**id, agency),
    };
    let active = atlas.evidence.active().iter().filter(within).count();
    let levels = drawn.levels.iter().flat_map(|level| &level.agencies).map(|item| item.count).sum::<usize>();
    let nation =
        drawn.bands.iter().flat_map(|band| &band.national).chain(&drawn.national_security).chain(&drawn.backbone);
    let is_own = |item: &&Item| item.id.is_some_and(|id| within(&&id));
    let nation: usize = nation.filter(is_own).count();
    // Where agencies are folded they count their security as well.
    let bands: usize = if drawn.levels.is_empty() {
        own(&drawn).map(|item| item.count).sum()
    } else {
        drawn
            .bands
            .iter()
            .flat_map(|band| &band.clusters)
            .flat_map(|cluster| &cluster.items)
            .map(|item| item.count)
            .sum()
    };
    assert_eq!(bands + levels + nation, active, "{what}");
}

fn nation_is_sound(files: &[(&str, &str)], what: &str) {
    let (loaded, findings) = check_at(files, None);
    taken(&loaded, &findings, |atlas| {
        let agencies = atlas.graph().repository.agency_ids().map(Scope::Agency);
        let mut drawn = 0;
        for scope in std::iter::once(Scope::Whole).chain(agencies) {
            whole(atlas, scope, &format!("{what} {scope:?}"));
            for lang in [Lang::Vi, Lang::En] {
                let Some(drawing) = draw(Plate::Overall(scope), atlas, lang) else { continue };
                sound(&drawing, &format!("{what} {scope:?} {}", lang.code()));
                drawn += 1;
            }
        }
        assert!(drawn > 1, "{what}");
    });
}

#[test]
fn nothing_is_lost_and_nothing_overlaps() {
    nation_is_sound(&[("a.yaml", CENTRE), ("b.yaml", PROVINCE)], "small");
    let files = architecture();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    nation_is_sound(&files, "architecture");
    let generated = Nation { agencies: 12, ..Nation::of(600) }.files();
    let files: Vec<(&str, &str)> =
        generated.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    nation_is_sound(&files, "600 components");
}

fn architecture() -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new("architecture").sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "yaml"));
    files
        .map(|entry| {
            let path = entry.path().strip_prefix("architecture").unwrap().to_string_lossy().replace('\\', "/");
            (path, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}
