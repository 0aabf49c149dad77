//! Each class of fault: where it points, whom it is about, what it says.

mod every_value;

use std::sync::{Arc, LazyLock};

use super::suggest::SYNONYMS;
use crate::diagnostic::{Finding, Subject};
use crate::framework::{DocumentKind, DocumentType, EMBEDDED, Pack, PackFiles};
use crate::load::Schemas;
use crate::source::{FileId, SourceFile};
use crate::tree::{Limits, parse};

static PACK: LazyLock<Pack> =
    LazyLock::new(|| Pack::read(&PackFiles::from(&EMBEDDED[0])).expect("the embedded pack reads"));
static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| Schemas::new(&PACK).expect("its schemas compile"));

/// The findings of a text, in the order of the file.
fn findings(text: &str) -> Vec<Finding> {
    findings_with(&SCHEMAS, text)
}

fn findings_with(schemas: &Schemas, text: &str) -> Vec<Finding> {
    let parsed = parse(&Arc::from(text), Limits::default());
    let mut out = Vec::new();
    for root in parsed.tree.documents() {
        let kind = if root.get("framework").is_some() { DocumentKind::Config } else { DocumentKind::Document };
        schemas.check(kind, root, "a.yaml", FileId(0), &mut out);
    }
    for finding in &out {
        for half in [&finding.message.vi, &finding.message.en, &finding.help.vi, &finding.help.en] {
            assert!(!half.trim().is_empty(), "{finding:?}");
        }
        assert_ne!(finding.message.vi, finding.message.en);
    }
    out.sort_by(|left, right| left.order().cmp(&right.order()));
    out
}

/// Line, column, rule, subject, field and what the place marks.
fn brief(text: &str) -> Vec<String> {
    let file = SourceFile::new("a.yaml", Arc::from(text));
    let line = |finding: Finding| {
        let (at, mark) = (file.position(finding.place.span.start), file.snippet(finding.place.span));
        format!("{at} {} {} {} «{mark}»", finding.rule, finding.subject.label(), finding.field)
    };
    findings(text).into_iter().map(line).collect()
}

/// A component of a layer; its fields begin on line 7.
fn component(layer: &str, kind: &str, fields: &str) -> String {
    let mut text = format!("layer: {layer}\nagency: bo-y-te\ncomponents:\n  - id: x\n    kind: {kind}\n    name: X\n");
    for line in fields.lines() {
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The one finding of a component of an application.
fn one(fields: &str) -> Finding {
    let mut found = findings(&component("application", "service-portal", fields));
    assert_eq!(found.len(), 1, "{}: {found:?}", super::say::clip(fields));
    found.remove(0)
}

#[test]
fn a_valid_document_has_no_finding() {
    let text = component(
        "application",
        "service-portal",
        "owner:\nuses: []\nlifecycle: { operating: 2020-02-29 }\nconnects:\n  - { to: b/2020, via: [lgsp] }",
    );
    assert_eq!(findings(&text), []);
    assert_eq!(findings("agency: 2020\nname: { vi: A, en: B }\nlevel: ministry\nillustrative: true\n"), []);
    assert_eq!(findings("framework: vn-egov-2.0\ntitle: A\nas_of: 2021-08-31\n"), []);
}

#[test]
fn an_unknown_field_is_marked_at_its_key() {
    let text = component("application", "service-portal", "sevice_level: 3\nlifecycle: { planed: 2019-01-01 }");
    assert_eq!(
        brief(&text),
        [
            "7:5 unknown-field bo-y-te/x sevice_level «sevice_level»",
            "8:18 unknown-field bo-y-te/x lifecycle.planed «planed»",
        ]
    );
    let found = findings(&text);
    assert_eq!((found[0].agency.as_str(), found[0].layer.as_str()), ("bo-y-te", "application"));
    assert!(found[0].help.vi.contains("ý bạn là `service_level`"), "{}", found[0].help.vi);
    assert!(found[1].help.en.contains("did you mean `planned`"), "{}", found[1].help.en);
}

#[test]
fn vietnamese_keys_are_understood() {
    for (written, meant) in [
        ("chu_quan", "owner"),
        ("Chủ quản", "owner"),
        ("cap_do", "security_level"),
        ("mô tả", "description"),
        ("mo-ta", "description"),
        ("ghi_chu", "note"),
        ("chay_tren", "hosted_on"),
        ("sử dụng", "uses"),
        ("ket_noi", "connects"),
        ("HostedOn", "hosted_on"),
        ("depends_on", "uses"),
        ("vòng đời", "lifecycle"),
        ("nguon", "sources"),
    ] {
        let finding = one(&format!("{written}: x"));
        assert!(finding.help.vi.contains(&format!("`{meant}`")), "{written}: {}", finding.help.vi);
    }
}

#[test]
fn a_required_field_under_another_name_is_one_fault() {
    let text = "layer: data\nagency: a\ncomponents:\n  - ma: x\n    loai: database\n    ten: X\n";
    assert_eq!(
        brief(text),
        [
            "4:5 unknown-field a.yaml components[x].ma «ma»",
            "5:5 unknown-field a.yaml components[x].loai «loai»",
            "6:5 unknown-field a.yaml components[x].ten «ten»",
        ]
    );
}

#[test]
fn a_field_of_another_layer_names_that_layer() {
    let found = findings(&component("data", "database", "service_level: 3"));
    assert_eq!(found.len(), 1);
    assert!(found[0].message.vi.contains("`service_level` chỉ dùng ở lớp `application`"), "{}", found[0].message.vi);
}

#[test]
fn a_field_of_another_kind_names_that_kind() {
    let mut pack = PACK.clone();
    for field in pack.framework.fields.iter_mut().filter(|field| field.id == "service_level") {
        field.only.kinds = vec!["online-service".to_owned()];
    }
    let schemas = Schemas::new(&pack).expect("its schemas compile");
    let found = findings_with(&schemas, &component("application", "service-portal", "service_level: 3"));
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].rule, found[0].field.as_str()), ("unknown-field", "service_level"));
    assert!(found[0].message.vi.contains("chỉ dùng cho loại `online-service`"), "{}", found[0].message.vi);
    assert_eq!(findings_with(&schemas, &component("application", "online-service", "service_level: 3")), []);
    assert_eq!(findings_with(&schemas, &component("data", "database", "service_level: 3")).len(), 1);
}

#[test]
fn a_key_in_the_wrong_place_is_sent_to_the_right_one() {
    assert!(one("operating: 2019-01-01").help.vi.contains("`lifecycle: { operating: … }`"));
    assert!(one("protocol: https").help.vi.contains("`connects: [{ protocol: … }]`"));
    assert!(one("connects:\n  - { to: a, hosted_on: [b] }").help.vi.contains("ngang với `id`"));
    let above = findings("layer: data\nagency: a\nhosted_on: [b]\ncomponents: []\n");
    assert!(above[0].help.vi.contains("viết trong `components`"), "{}", above[0].help.vi);
}

#[test]
fn a_merge_key_is_one_fault() {
    let text = "layer: data\nagency: a\ncomponents:\n  - id: x\n    <<: { kind: database, name: X }\n";
    assert_eq!(brief(text), ["5:5 unknown-field a/x << «<<»"]);
    assert!(findings(text)[0].message.vi.contains("khóa gộp"));
}

#[test]
fn a_missing_field_is_marked_at_the_first_line() {
    let text = "layer: data\nagency: a\ncomponents:\n  - id: x\n    name: X\n  - name: { vi: Y }\n    kind: dataset\n";
    assert_eq!(brief(text), ["4:5 missing-field a/x kind «id»", "6:5 missing-field a.yaml components[Y].id «name»"]);
    let help = &findings(text)[0].help;
    assert!(help.vi.starts_with("thêm `kind: national-database`. Loại thành phần"), "{}", help.vi);
    assert!(help.en.starts_with("add `kind: national-database`. Kind of component"), "{}", help.en);
}

#[test]
fn values_are_marked_where_they_stand() {
    for (fields, expected) in [
        ("kind2: 1", "7:5 unknown-field bo-y-te/x kind2 «kind2»"),
        ("hosted_on: a", "7:16 invalid-value bo-y-te/x hosted_on «a»"),
        ("security_level: 9", "7:21 invalid-value bo-y-te/x security_level «9»"),
        ("note:", "7:5 invalid-value bo-y-te/x note «note»"),
        ("uses: [a, b c]", "7:15 invalid-value bo-y-te/x uses[b c] «b c»"),
        ("uses:\n  -\n  - a", "8:8 invalid-value bo-y-te/x uses[1] «»"),
        ("connects:\n  - to: b/c\n    protocol: ftp", "9:19 invalid-value bo-y-te/x connects[b/c].protocol «ftp»"),
        ("lifecycle:\n  operating: 2019-02-30", "8:18 invalid-value bo-y-te/x lifecycle.operating «2019-02-30»"),
        ("lifecycle:\n  - 2019", "8:7 invalid-value bo-y-te/x lifecycle «- 2019»"),
    ] {
        assert_eq!(brief(&component("application", "service-portal", fields)), [expected], "{fields}");
    }
}

#[test]
fn values_are_mended_where_it_is_plain_how() {
    for (fields, message, help) in [
        ("hosted_on: ttdl", "cần danh sách", "`hosted_on: [ttdl]`"),
        ("functions: quan-ly, bao-cao", "cần danh sách", "`functions: [quan-ly, bao-cao]`"),
        ("aliases: [2020]", "cần chữ", "`- \"2020\"`"),
        ("sources: { seed: '003' }", "cần danh sách", "dấu `-`"),
        ("description: [x]", "cần chữ", "`description: x`"),
        ("lifecycle: đang vận hành", "cần nhóm các trường con", "`lifecycle: { planned: 2020-01-31 }`"),
        ("continuous: có", "cần `true` hoặc `false`", "`continuous: true`"),
        ("continuous: \"false\"", "cần `true` hoặc `false`", "`continuous: false`"),
        ("security_level: '3'", "cần số nguyên", "`security_level: 3`"),
        ("security_level: 9", "là 9, ngoài phạm vi", "từ 1 đến 5"),
        ("service_level: 2.5", "là 2.5", "không có phần lẻ"),
        ("illustrative: owner", "cần `true`", "`illustrative: [owner]`"),
        ("disposition: nâng cấp", "không nhận", "`upgrade`"),
        ("disposition: xyz", "không nhận", "`keep` (giữ)"),
        ("lifecycle: { retired: 31/12/2019 }", "năm-tháng-ngày", "`retired: 2019-12-31`"),
        ("lifecycle: { retired: 2019-2-3 }", "năm-tháng-ngày", "`retired: 2019-02-03`"),
        ("lifecycle: { retired: 2019 }", "năm-tháng-ngày", "ghi vào `note`"),
        ("lifecycle: { retired: 2019-02-30 }", "lịch không có ngày", "chỉ có 28 ngày"),
        ("lifecycle: { retired: 2019-13-01 }", "lịch không có ngày", "từ 01 đến 12"),
        ("owner: Bộ Y tế", "không phải là mã hợp lệ", "`owner: bo-y-te`"),
        ("hosted_on: [a/b/c]", "không phải là mã hợp lệ", "`mã-cơ-quan/mã-thành-phần`"),
        ("hosted_on: [Bộ Y tế/TTDL]", "không phải là mã hợp lệ", "`- bo-y-te/ttdl`"),
        ("note: ''", "để trống", "xóa cả dòng"),
        ("name2: x", "không có trường", "`name`"),
    ] {
        let finding = one(fields);
        assert!(finding.message.vi.contains(message), "{fields}: {}", finding.message.vi);
        assert!(finding.help.vi.contains(help), "{fields}: {}", finding.help.vi);
    }
}

#[test]
fn a_kind_of_another_layer_says_which() {
    let found = findings(&component("application", "database", "note: x"));
    assert_eq!(found.len(), 1);
    assert!(found[0].message.vi.contains("`database` thuộc lớp `data`"), "{}", found[0].message.vi);
}

#[test]
fn an_unknown_layer_is_one_fault_and_not_one_for_each_component() {
    let text = "layer: ứng dụng\nagency: a\ncomponents: [{ id: x }, { id: y }]\n";
    assert_eq!(brief(text), ["1:8 invalid-value a.yaml layer «ứng dụng»"]);
    assert!(findings(text)[0].help.vi.contains("`application`"));
}

#[test]
fn agency_documents_are_about_their_agency() {
    let found = findings("agency: bo-y-te\nname: ''\nlevel: bộ\n");
    assert_eq!(found.len(), 2);
    for finding in &found {
        assert_eq!(finding.subject, Subject::Agency("bo-y-te".to_owned()));
    }
    assert!(found[0].help.vi.contains("bắt buộc"), "{}", found[0].help.vi);
    assert!(found[1].help.vi.contains("`ministry`"), "{}", found[1].help.vi);
}

#[test]
fn an_alias_is_marked_where_it_is_used() {
    let text = component("application", "service-portal", "aliases: &names [A]\nuses: *names\nnote: *names");
    assert_eq!(brief(&text), ["9:11 invalid-value bo-y-te/x note «*names»"]);
}

#[test]
fn a_document_of_faults_alone_is_told_in_part() {
    let text = format!("layer: data\nagency: a\ncomponents:\n{}", "  - x\n".repeat(1_005));
    let found = findings(&text);
    assert_eq!(found.len(), 1_001);
    assert!(found[0].message.vi.contains("còn ít nhất 5 lỗi khác"), "{}", found[0].message.vi);
    let keys = (0..3_000).map(|key| format!("k{key}: 1\n")).collect::<Vec<_>>().concat();
    assert_eq!(findings(&format!("agency: a\nname: A\nlevel: unit\n{keys}")).len(), 1_001);
}

#[test]
fn long_values_are_cut() {
    let long = "x ".repeat(200_000);
    let finding = one(&format!("disposition: '{long}'"));
    assert!(finding.message.vi.chars().count() < 200, "{}", finding.message.vi.len());
    // YAML ends a key without `?` at 1,024 characters.
    let finding = one(&format!("'{}': 1", &long[..1_000]));
    assert!(finding.field.chars().count() < 200, "{}", finding.field.len());
}

#[test]
fn synonyms_lead_to_words_of_the_pack() {
    let framework = &PACK.framework;
    let mut known: Vec<&str> = vec!["components", "vi", "en"];
    known.extend(framework.fields.iter().chain(&framework.connection).map(|field| field.id.as_str()));
    known.extend(framework.relations.iter().map(|relation| relation.id.as_str()));
    for (word, id) in SYNONYMS {
        assert!(known.contains(id), "{word} -> {id}");
        assert_eq!(&super::suggest::fold(word), word);
    }
    assert!(framework.fields_of(DocumentType::Component).count() > 0);
}
