//! The pages of a component, an agency and a file say what is known, lead where they should, and name no person.

use std::collections::BTreeMap;

use super::built::{ARCHITECTURE, Texts, site};

const AGENCIES: &str = "agency: bo-a
name: { vi: Bộ A, en: Ministry A }
level: ministry
data_contact: { name: Nguyễn Văn Kín, position: Chuyên viên, email: kin@example.vn, phone: '0900' }
---
agency: so-b
name: Tỉnh B
level: province
";
const A: &str = "layer: data
agency: bo-a
components:
  - id: kho
    kind: national-database
    name: { vi: Kho số liệu, en: Data store }
    description: Có **chữ đậm** và <b>thẻ</b>.
    security_level: 3
    holds: [{ entity: người, role: authoritative }]
    update_cycle: daily
    illustrative: [update_cycle]
  - id: ban-sao
    kind: database
    name: Bản sao
    replica_of: [kho]
";
const B: &str = "# ghi chú <script>alert(1)</script>
layer: application
agency: so-b
components:
  - id: cong
    kind: service-portal
    name: Cổng B
    connects: [{ to: bo-a/kho, data: [số liệu người], since: 2021-01-01 }]
  - id: bao-cao
    kind: reporting
    name: Báo cáo B
    connects: [{ to: bo-a/ban-sao, since: 2021-01-01 }]
";

const NATIONAL: &str = "agency: bo-t
name: Bộ T
level: ministry
---
layer: platform
agency: bo-t
components:
  - { id: ngsp, kind: integration-platform, catalogue: ngsp, name: Nền tảng quốc gia }
";

/// Texts of the pages of the small repository, one space between words, no tags.
fn pages() -> BTreeMap<String, (String, String)> {
    let config = "framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\n";
    let files = [("khung.yaml", config), ("co-quan.yaml", AGENCIES), ("a.yaml", A), ("ngsp.yaml", NATIONAL), ("so-b/b.yaml", B)];
    let texts: Texts = files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let html = site(&texts).into_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| {
        let html = String::from_utf8(bytes).unwrap().replace("&#x2f;", "/");
        let text = words(&html);
        (path, (html, text))
    })
    .collect()
}

/// What a reader sees of a page.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a page, between the ids of two headings.
fn part<'t>(html: &'t str, from: &str, to: &str) -> &'t str {
    let rest = html.split_once(&format!("<h2 id=\"{from}\"")).unwrap_or_else(|| panic!("no {from}")).1;
    rest.split_once(&format!("<h2 id=\"{to}\"")).unwrap_or_else(|| panic!("no {to}")).0
}

#[test]
fn a_component_tells_who_reads_it_and_that_the_way_is_wrong() {
    let pages = pages();
    let (html, text) = &pages["component/bo-a/kho.html"];
    let readers = words(part(html, "readers", "relations"));
    assert!(readers.contains("Cổng B Tỉnh B trực tiếp số liệu người"), "{readers}");
    assert!(readers.contains("sai đường"), "{readers}");
    assert!(readers.contains("Báo cáo B Tỉnh B bản sao Bản sao"), "a reader of a copy: {readers}");
    assert!(html.contains("<strong>chữ đậm</strong>") && text.contains("&lt;b&gt;thẻ&lt;/b&gt;"), "Markdown, cleaned");
    assert!(text.contains("Chu kỳ cập nhật minh họa hằng ngày"), "{text}");
    assert!(html.contains("../../source/a.html#L4"), "leads to its line");
    let (html, text) = &pages["en/component/bo-a/kho.html"];
    assert!(text.contains("Who reads it, and through what") && text.contains("wrong way"), "{text}");
    assert!(html.contains("../../../source/a.html#L4"));
}

#[test]
fn a_finding_leads_to_its_clause_and_its_line() {
    let pages = pages();
    let (html, text) = &pages["component/so-b/cong.html"];
    let findings = part(html, "findings", "level");
    assert!(findings.contains("href=\"../../rule/point-to-point-connection.html\""), "{findings}");
    assert!(findings.contains("href=\"../../law/nd-47-2020.html"), "{findings}");
    assert!(findings.contains("href=\"../../source/so-b/b.html#L8\""), "{findings}");
    assert!(text.contains("Cần đi") && text.contains("Hiện đi"), "{text}");
}

#[test]
fn an_agency_names_no_person() {
    for (path, (html, text)) in pages().iter().filter(|(path, _)| path.contains("agency/bo-a")) {
        for personal in ["Nguyễn Văn Kín", "kin@example.vn", "0900"] {
            assert!(!html.contains(personal), "{path}");
        }
        assert!(text.contains("Chuyên viên"), "{path}");
    }
}

#[test]
fn a_file_is_shown_as_it_is() {
    let pages = pages();
    let (html, text) = &pages["source/so-b/b.html"];
    assert!(text.contains("# ghi chú &lt;script&gt;alert(1)&lt;"), "{text}");
    assert!(html.contains("class=\"line error\" id=\"L8\""), "{html}");
    assert!(html.contains("../../component/so-b/cong.html#f-"), "a finding leads to where it is told");
    assert_eq!(html.matches("class=\"no\"").count(), B.lines().count());
}

#[test]
fn the_population_database_is_read_through_the_national_platform() {
    let html = String::from_utf8(ARCHITECTURE["component/bo-cong-an/csdlqg-dancu.html"].clone()).unwrap();
    let readers = words(part(&html, "readers", "relations"));
    for says in ["Bảo hiểm xã hội Việt Nam", "Bộ Tư pháp", "NGSP", "Mạng truyền số liệu chuyên dùng"]
    {
        assert!(readers.contains(says), "{says}: {readers}");
    }
}
