//! Pictures of the whole, a page each, and the page that leads to them.

use serde::Serialize;

use super::chrome::{Anchor, Chrome, chrome};
use super::finding::Findings;
use super::plate::Figure;
use super::{Leaf, Site};
use crate::diagram::Plate;
use crate::measure::Scope;
use crate::text::{Lang, Text};

#[derive(Serialize)]
struct Index {
    #[serde(flatten)]
    chrome: Chrome,
    pictures: Vec<Entry>,
    agencies: Vec<Anchor>,
}

#[derive(Serialize)]
struct Entry {
    name: Anchor,
    says: String,
    /// There is nothing to draw.
    empty: bool,
}

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    says: String,
    figure: Option<Figure>,
    others: Vec<Anchor>,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let mut leaves = Site::bilingual("pictures.html", move |path, lang| {
        site.render("pictures.html", path, &index(site, path, lang))
    });
    for plate in Plate::of(Scope::Whole) {
        leaves.extend(Site::bilingual(address(plate), move |path, lang| {
            site.render("picture.html", path, &page(site, path, plate, lang))
        }));
    }
    leaves
}

/// Path of the page of a picture of the whole.
fn address(plate: Plate) -> String {
    format!("picture/{}.html", plate.name())
}

/// The pages of the pictures that show something, by name.
pub(super) fn links(site: &Site<'_>, path: &str, lang: Lang) -> Vec<Anchor> {
    let plates = Plate::of(Scope::Whole).into_iter().filter(|&plate| site.whole(plate, lang).is_some());
    plates.map(|plate| link(path, plate, lang)).collect()
}

fn link(path: &str, plate: Plate, lang: Lang) -> Anchor {
    let address = address(plate);
    let href = format!("{}{address}", super::address::back(path));
    Anchor { text: name(plate).get(lang).to_owned(), here: address == path, href }
}

fn index(site: &Site<'_>, path: &str, lang: Lang) -> Index {
    let publication = site.publication;
    let show = Findings { site, path, lang };
    let repository = publication.graph().repository;
    let roots = publication.atlas.evidence.roots().filter(|&id| publication.atlas.evidence.has_components(id));
    let entry = |plate: Plate| Entry {
        name: link(path, plate, lang),
        says: says(plate).get(lang).to_owned(),
        empty: site.whole(plate, lang).is_none(),
    };
    Index {
        chrome: chrome(site, path, &Text::new("Sơ đồ", "Diagrams"), &[], lang),
        pictures: Plate::of(Scope::Whole).into_iter().map(entry).collect(),
        agencies: roots.map(|id| show.agency(&repository.agency(id).id)).collect(),
    }
}

fn page(site: &Site<'_>, path: &str, plate: Plate, lang: Lang) -> Page {
    let above = [(Text::new("Sơ đồ", "Diagrams"), "pictures.html".to_owned())];
    Page {
        chrome: chrome(site, path, &name(plate), &above, lang),
        says: says(plate).get(lang).to_owned(),
        figure: site.whole(plate, lang).map(|drawing| site.figure(path, drawing)),
        others: links(site, path, lang),
    }
}

/// What people call a sort of picture.
pub(super) fn name(plate: Plate) -> Text {
    match plate {
        Plate::Overall(_) => Text::new("Sơ đồ tổng thể", "Overall diagram"),
        Plate::Connections(_) => Text::new("Mô hình kết nối", "Connection model"),
        Plate::Neighbourhood(_) => Text::new("Quan hệ của thành phần", "Neighbourhood of a component"),
        Plate::Deployment(_) => Text::new("Sơ đồ triển khai", "Deployment"),
        Plate::Lineage(_) => Text::new("Dòng dữ liệu", "Data lineage"),
        Plate::ApplicationData(_) => Text::new("Ma trận ứng dụng – dữ liệu", "Application × data matrix"),
        Plate::AgencyNational => {
            Text::new("Ma trận cơ quan – cơ sở dữ liệu quốc gia", "Agency × national database matrix")
        }
        Plate::LevelZone(_) => Text::new("Cấp độ an toàn theo vùng mạng", "Security levels by zone"),
        Plate::Coverage(_) => Text::new("Mức phủ mô hình tham chiếu", "Reference-model coverage"),
        Plate::Roadmap(_) => Text::new("Lộ trình", "Roadmap"),
    }
}

/// What a sort of picture shows, in a sentence.
fn says(plate: Plate) -> Text {
    match plate {
        Plate::Overall(_) => Text::new(
            "Toàn cảnh trên một trang: người dùng, kênh, năm lớp, nền tảng và cơ sở dữ liệu quốc gia.",
            "The whole on one page: users, channels, the five layers, national platforms and databases.",
        ),
        Plate::Connections(_) => Text::new(
            "Cơ quan nào trao đổi gì với cơ quan nào, qua nền tảng và mạng nào; đường đi sai được tô riêng.",
            "Which agency exchanges what with which, through which platforms and networks; wrong paths stand out.",
        ),
        Plate::Neighbourhood(_) => {
            Text::new("Thành phần cần gì và ai cần nó.", "What a component needs and what needs it.")
        }
        Plate::Deployment(_) => Text::new(
            "Cái gì chạy ở đâu: trung tâm dữ liệu, cụm máy chủ, mạng.",
            "What runs where: data centres, servers, networks.",
        ),
        Plate::Lineage(_) => Text::new(
            "Dữ liệu đi từ nguồn gốc có thẩm quyền tới các bản sao.",
            "Data from its authoritative source to its copies.",
        ),
        Plate::ApplicationData(_) => Text::new(
            "Ứng dụng nào tạo, đọc, cập nhật dữ liệu nào.",
            "Which application creates, reads, updates which data.",
        ),
        Plate::AgencyNational => Text::new(
            "Cơ quan nào dùng cơ sở dữ liệu quốc gia nào, bằng cách nào.",
            "Which agency uses which national database, and how.",
        ),
        Plate::LevelZone(_) => Text::new(
            "Hệ thống ở mỗi cấp độ an toàn đặt trong vùng mạng nào.",
            "In which network zone the systems of each security level stand.",
        ),
        Plate::Coverage(_) => Text::new(
            "Mã nào của các mô hình tham chiếu đã có thành phần mang, mã nào trùng lặp hay bỏ trống.",
            "Which codes of the reference models components carry, which stand twice or are empty.",
        ),
        Plate::Roadmap(_) => Text::new(
            "Dự án trên trục thời gian, từ hiện trạng tới mục tiêu.",
            "Projects on a time axis, from the present to the target.",
        ),
    }
}
