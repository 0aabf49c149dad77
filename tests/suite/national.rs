//! The pages of the nation: what a repository says stands there, in both languages, with every mark of doubt.

use std::collections::{BTreeMap, BTreeSet};

use khung::check::{Engine, Policies};
use khung::graph::Graph;
use khung::measure::{Evidence, measure};
use khung::publication::Publication;
use khung::site::{Own, Site};

use super::support::{PACK, load_files};

const NATION: &str = "agency: quoc-gia
name: Nền tảng dùng chung quốc gia
level: national
---
layer: platform
agency: quoc-gia
components:
  - { id: ngsp, kind: integration-platform, name: NGSP, catalogue: ngsp }
---
agency: bo-a
name: { vi: Bộ A, en: Ministry A }
level: ministry
---
layer: data
agency: bo-a
components:
  - id: csdl
    kind: sector-database
    name: Cơ sở dữ liệu cấp phép
    reference: { drm: [DRM001.001, X-LA.1] }
---
agency: tinh-b
name: Tỉnh B
level: province
---
layer: application
agency: tinh-b
components:
  - id: tra-cuu
    kind: sector-application
    name: Tra cứu <b>giấy phép</b>
    illustrative: true
    connects:
      - to: bo-a/csdl
  - id: thong-ke
    kind: sector-application
    name: Thống kê
    connects:
      - to: bo-a/csdl
";

const WAIVERS: &str = "waivers:
  - rule: point-to-point-connection
    component: tinh-b/tra-cuu
    to: bo-a/csdl
    reason: chua_san_sang
    decision: 123/QĐ-UBND
    decided: 2021-03-15
    approved_by: UBND tỉnh B
    expires: 2021-10-31
  - rule: point-to-point-connection
    component: tinh-b/thong-ke
    to: bo-a/csdl
    reason: chua_san_sang
    decision: 99/QĐ-UBND
    decided: 2020-03-15
    approved_by: UBND tỉnh B
    expires: 2021-06-30
  - rule: missing-owner
    component: bo-a/khong-co
    explanation: Không còn hệ thống này
    decision: 98/QĐ-UBND
    decided: 2020-03-15
    approved_by: Bộ A
    expires: 2022-06-30
";

const POLICIES: &str = "policies:
  - policy: ten-ro-rang
    title: { vi: 'Tên <script>alert(1)</script>', en: 'Name' }
    severity: warning
    target: { class: [sector-application] }
    property:
      - { path: owner, minCount: 1 }
    message: { vi: 'thiếu <img src=x onerror=alert(1)>', en: 'no owner' }
    fix: { vi: '[x](javascript:alert(1))', en: 'add it' }
    why: { vi: '<svg onload=alert(1)>', en: 'because' }
";

/// The pages whose paths are asked for, by path.
fn pages(files: &[(&str, &str)], asked: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let mut loaded = load_files(files);
    let mut pack = PACK.clone();
    let policies = Policies::compile(&mut loaded, &mut pack);
    let engine = Engine::with(&pack, &policies).unwrap();
    let graph = Graph::build(&loaded.repository, &pack);
    let day = loaded.repository.config.as_of.unwrap();
    let findings = engine.check(&loaded, &graph, day);
    let evidence = Evidence::new(&graph, &findings, day);
    let coverage = measure(&evidence, &[]);
    let publication = Publication::new(&evidence, &coverage, &loaded.sources);
    let site = Site::new(&publication, Own::default()).unwrap();
    let leaves = site.leaves();
    let text = |leaf: &khung::site::Leaf<'_>| String::from_utf8(leaf.bytes().unwrap()).unwrap();
    leaves.iter().filter(|leaf| asked(&leaf.path)).map(|leaf| (leaf.path.clone(), text(leaf))).collect()
}

fn page(files: &[(&str, &str)], path: &str) -> String {
    pages(files, |one| one == path).remove(path).unwrap_or_else(|| panic!("no page {path}"))
}

/// The words of a page, elements left out.
fn words(html: &str) -> String {
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let pieces = main.split('<').skip(1).map(|rest| rest.split_once('>').map_or("", |(_, words)| words));
    pieces.collect::<Vec<_>>().join(" ").replace("&#x2f;", "/").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_first_page_tells_the_state_of_the_nation_and_what_is_illustration() {
    let vi = page(&[("a.yaml", NATION)], "index.html");
    let said = words(&vi);
    assert!(said.contains("3 cơ quan mô tả 4 thành phần và 2 kết nối có mặt vào ngày 2021-08-31"), "{said}");
    assert!(said.contains("1 thành phần chỉ để minh họa"), "{said}");
    assert!(said.contains("có hiệu lực từ 2019-12-31 đến 2023-12-28"), "{said}");
    assert!(said.contains("Kết nối điểm–điểm giữa các cơ quan"), "{said}");
    // Errors stand before warnings.
    let urgent = vi.split_once("id=\"urgent\"").unwrap().1.split_once("</ol>").unwrap().0;
    let (error, warning) = (urgent.rfind("mark error"), urgent.find("mark warning"));
    assert!(error.is_some() && warning.is_none_or(|warning| error < Some(warning)), "{urgent}");
    let en = words(&page(&[("a.yaml", NATION)], "en/index.html"));
    assert!(en.contains("Ministry A") && en.contains("To be dealt with first"), "{en}");
}

#[test]
fn a_waiver_shows_its_end_its_decision_and_what_became_of_it() {
    let comment = NATION.replace("  - id: thong-ke", "  - id: thong-ke # khung: ignore[missing-owner] đang bàn giao");
    let said = words(&page(&[("a.yaml", &comment), ("w.yaml", WAIVERS)], "waivers.html"));
    for words in
        ["đã hết hạn 62 ngày", "còn 61 ngày", "123/QĐ-UBND, ngày 2021-03-15", "không dùng đến", "đang bàn giao"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    // What has ended stands before what is about to, and that before the rest.
    let place = |words: &str| said.find(words).unwrap();
    assert!(place("đã hết hạn 62 ngày") < place("còn 61 ngày"), "{said}");
}

#[test]
fn every_rule_document_and_model_has_its_page_in_both_languages() {
    let all = pages(&[("a.yaml", NATION), ("p.yaml", POLICIES)], |path| {
        ["rule/", "law/", "model/", "picture/"].iter().any(|folder| path.trim_start_matches("en/").starts_with(folder))
    });
    let rules = khung::check::Page::all().map(|page| page.name).chain(["ten-ro-rang"]);
    let rules = rules.map(|name| format!("rule/{name}.html"));
    let documents = PACK.law.documents.iter().map(|document| format!("law/{}.html", document.id));
    let models = PACK.models.iter().map(|model| format!("model/{}.html", model.id));
    for path in rules.chain(documents).chain(models) {
        assert!(all.contains_key(&path) && all.contains_key(&format!("en/{path}")), "{path}");
    }
    for document in &PACK.law.documents {
        let html = &all[&format!("law/{}.html", document.id)];
        for article in &document.articles {
            assert!(html.contains(&format!("id=\"{}\"", khung::site::address::slug(&article.id))), "{}", document.id);
        }
        let seen = document.provenance.confidence == khung::framework::Confidence::Seen;
        assert!(seen || html.contains("chưa kiểm chứng"), "{} hides that it is unverified", document.id);
    }
    let drm = &all["model/drm.html"];
    assert!(drm.contains("X-LA.1") && words(drm).contains("Mã đang dùng mà bảng không có (1)"), "{drm}");
}

#[test]
fn nothing_that_a_policy_says_becomes_an_element() {
    let all = pages(&[("a.yaml", NATION), ("p.yaml", POLICIES)], |path| {
        ["index.html", "findings.html", "rules.html", "rule/ten-ro-rang.html", "waivers.html"].contains(&path)
    });
    assert!(all["rule/ten-ro-rang.html"].contains("&lt;svg onload"), "the words are there");
    for (path, html) in &all {
        for bad in ["<script>", "<img src=x", "<svg onload", "href=\"javascript", "<b>giấy"] {
            assert!(!html.contains(bad), "{path} has {bad}");
        }
    }
}

#[test]
fn every_finding_stands_once_on_the_pages_of_findings() {
    let agency = |agency: usize| {
        let components: String = (0..40)
            .map(|id| format!("  - {{ id: pm-{id}, kind: internal-application, name: Phần mềm {id} }}\n"))
            .collect();
        format!(
            "agency: tinh-{agency}\nname: Tỉnh {agency}\nlevel: province\n---\nlayer: application\nagency: tinh-{agency}\ncomponents:\n{components}"
        )
    };
    let texts: Vec<(String, String)> = (0..5).map(|at| (format!("{at}.yaml"), agency(at))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let all = pages(&files, |path| path.starts_with("findings"));
    assert!(all.len() > 1, "the nation has more findings than one page holds");
    let mut seen = BTreeSet::new();
    for (path, html) in &all {
        let here = html.matches("<article class=\"finding").count();
        assert!((1..=250).contains(&here), "{path} holds {here}");
        for part in html.split("<article class=\"finding").skip(1) {
            let id = part.split_once("id=\"").unwrap().1.split('"').next().unwrap();
            assert!(seen.insert(id.to_owned()), "{id} stands twice");
        }
    }
    // The first page leads to every agency, wherever its findings stand.
    let first = &all["findings.html"];
    for (path, html) in &all {
        for part in html.split("<h2 id=\"agency-").skip(1) {
            let agency = part.split('"').next().unwrap();
            assert!(first.contains(&format!("#agency-{agency}\"")), "{path}: {agency}");
            assert!(first.contains(&format!("id=\"agency-{agency}\"")), "{path}: {agency}");
        }
    }
}
