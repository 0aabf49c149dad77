//! Pages of what an architecture is written with: layers, kinds, relations, fields.

use std::fmt::Write as _;

use super::known;
use crate::framework::{DocumentType, Ends, Field, FieldType, Framework, Kind, Pack, Relation};
use crate::text::Lang;

/// Everything of the vocabulary that has a name.
pub(super) fn vocabulary(out: &mut String, pack: &Pack, name: &str, lang: Lang) {
    let framework = &pack.framework;
    for layer in framework.layers.iter().filter(|layer| layer.id == name) {
        let _ = writeln!(out, "# {} (`layer: {}`)\n\n{}\n", layer.name.get(lang), layer.id, layer.about.get(lang));
        known(out, pack, &layer.provenance, lang);
        kinds_of(out, framework, &layer.id, lang);
    }
    for found in framework.kinds.iter().filter(|kind| kind.id == name) {
        kind(out, pack, found, lang);
    }
    for found in framework.relations.iter().filter(|relation| relation.id == name) {
        relation(out, found, lang);
    }
    for found in framework.fields.iter().chain(&framework.connection).filter(|field| field.id == name) {
        field(out, found, lang);
        if found.id == "connects" {
            for inner in &framework.connection {
                let required = if inner.required { lang.pick(" (bắt buộc)", " (required)") } else { "" };
                let _ = writeln!(out, "- `connects.{}`{required}: {}", inner.id, inner.about.get(lang));
            }
        }
    }
}

fn kinds_of(out: &mut String, framework: &Framework, layer: &str, lang: Lang) {
    for kind in framework.kinds.iter().filter(|kind| kind.layer == layer) {
        let _ = writeln!(out, "- `{}`: {}", kind.id, kind.name.get(lang));
    }
    out.push('\n');
}

fn kind(out: &mut String, pack: &Pack, kind: &Kind, lang: Lang) {
    let framework = &pack.framework;
    let _ = writeln!(out, "# {} (`kind: {}`)\n\n{}\n", kind.name.get(lang), kind.id, kind.about.get(lang));
    known(out, pack, &kind.provenance, lang);
    let _ = writeln!(out, "- {}: `{}`", lang.pick("Lớp", "Layer"), kind.layer);
    if kind.hosted {
        let _ = writeln!(
            out,
            "- {}",
            lang.pick("Phải ghi nơi triển khai (`hosted_on`)", "Must say where it runs (`hosted_on`)")
        );
    }
    if kind.levelled {
        let _ = writeln!(
            out,
            "- {}",
            lang.pick("Phải ghi cấp độ an toàn (`security_level`)", "Must declare its `security_level`")
        );
    }
    let _ = writeln!(out, "\n## {}\n", lang.pick("Các trường", "Fields"));
    for field in framework.fields_of(DocumentType::Component).filter(|field| field.only.allows(kind)) {
        let required = if field.required { lang.pick(" (bắt buộc)", " (required)") } else { "" };
        let _ = writeln!(out, "- `{}`{required}: {}", field.id, field.about.get(lang));
    }
    let _ = writeln!(out, "\n## {}\n", lang.pick("Các quan hệ", "Relations"));
    for relation in framework.relations.iter().filter(|relation| relation.from.allows(kind)) {
        let _ = writeln!(out, "- `{}`: {}", relation.id, relation.about.get(lang));
    }
    let _ = writeln!(out, "\n## {}\n\n```yaml\n{}```\n", lang.pick("Mẫu", "Example"), example(framework, kind, lang));
}

/// The least a component of a kind needs, as YAML.
fn example(framework: &Framework, kind: &Kind, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "layer: {}\nagency: {}\ncomponents:", kind.layer, lang.pick("ma-co-quan", "agency-id"));
    let name = kind.name.get(lang);
    let _ = writeln!(out, "  - id: {}\n    kind: {}\n    name: '{name}'", kind.id, kind.id);
    if kind.levelled {
        out.push_str("    security_level: 2\n");
    }
    if kind.hosted {
        let host = framework.kinds.iter().find(|kind| kind.layer == "infrastructure");
        let _ = writeln!(out, "    hosted_on: [{}]", host.map_or("ttdl", |host| host.id.as_str()));
    }
    out
}

fn relation(out: &mut String, relation: &Relation, lang: Lang) {
    let _ = writeln!(out, "# {} (`{}`)\n\n{}\n", relation.name.get(lang), relation.id, relation.about.get(lang));
    let ends = |ends: &Ends| {
        if ends.layers.is_empty() && ends.kinds.is_empty() {
            return lang.pick("mọi lớp", "any layer").to_owned();
        }
        ends.layers.iter().chain(&ends.kinds).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(out, "- {}: {}", lang.pick("Từ", "From"), ends(&relation.from));
    let _ = writeln!(out, "- {}: {}", lang.pick("Tới", "To"), ends(&relation.to));
    let _ = writeln!(out, "- {}: {}", lang.pick("Chiều ngược", "Read backwards"), relation.inverse.get(lang));
    if relation.same_layer {
        let _ = writeln!(out, "- {}", lang.pick("Hai đầu cùng một lớp", "Both ends of one layer"));
    }
    let _ = writeln!(out, "\n```yaml\n{}: [ma-thanh-phan, co-quan-khac/ma-thanh-phan]\n```\n", relation.id);
}

fn field(out: &mut String, field: &Field, lang: Lang) {
    let _ = writeln!(out, "# {} (`{}`)\n\n{}\n", field.name.get(lang), field.id, field.about.get(lang));
    let document = match field.on {
        Some(DocumentType::Config) => "khung.yaml",
        Some(DocumentType::Agency) => lang.pick("tài liệu cơ quan", "agency document"),
        Some(DocumentType::Layer) => lang.pick("đầu tài liệu lớp", "head of a layer document"),
        Some(DocumentType::Component) => lang.pick("thành phần", "component"),
        Some(DocumentType::Roadmap) => lang.pick("tài liệu lộ trình", "roadmap document"),
        Some(DocumentType::Waivers) => lang.pick("tài liệu miễn trừ", "waivers document"),
        Some(DocumentType::Policies) => lang.pick("tài liệu quy tắc riêng", "policies document"),
        None => lang.pick("kết nối (`connects`)", "connection (`connects`)"),
    };
    let _ = writeln!(out, "- {}: {document}", lang.pick("Dùng ở", "Used in"));
    let only: Vec<&str> = field.only.layers.iter().chain(&field.only.kinds).map(String::as_str).collect();
    if !only.is_empty() {
        let _ = writeln!(out, "- {}: {}", lang.pick("Chỉ với", "Only for"), only.join(", "));
    }
    for choice in &field.values {
        let _ = writeln!(out, "- `{}`: {}", choice.id, choice.name.get(lang));
    }
    for inner in &field.fields {
        let required = if inner.required { lang.pick(" (bắt buộc)", " (required)") } else { "" };
        let _ = writeln!(out, "- `{}.{}`{required}: {}", field.id, inner.id, inner.about.get(lang));
    }
    if field.kind == FieldType::Date {
        let _ = writeln!(out, "- {}: YYYY-MM-DD", lang.pick("Dạng", "Form"));
    }
    out.push('\n');
}
