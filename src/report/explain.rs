//! Pages of everything that has a name: rules, and what the pack knows. Plain Markdown.

use std::fmt::Write as _;

use jiff::civil::Date;
use strsim::jaro_winkler;

use super::legal::{cite, confidence};
use crate::check::{Page, page};
use crate::framework::{
    DocumentType, Ends, Field, FieldType, Framework, Kind, LegalDocument, Pack, Provenance, Relation, RuleSetting,
    Severity, TargetValue,
};
use crate::text::Lang;

/// The list of rules, one a line.
#[must_use]
pub fn rules(pack: &Pack, lang: Lang) -> String {
    let mut out = String::new();
    let names: Vec<&str> = Page::all().map(|page| page.name).collect();
    let width = names.iter().map(|name| name.len()).max().unwrap_or(0);
    for page in Page::all() {
        let setting = pack.rule(page.name);
        let tag = setting.map_or("", |setting| setting.tag.as_str());
        let title = setting.map_or(page.title(lang), |setting| setting.title.get(lang));
        let _ = writeln!(out, "{:width$}  {tag:7}  {title}", page.name);
    }
    for setting in pack.rules.rules.iter().filter(|setting| setting.policy.is_some()) {
        let _ = writeln!(out, "{:width$}  {:7}  {}", setting.rule, "", setting.title.get(lang));
    }
    out
}

/// The pages of all rules, one after the other.
#[must_use]
pub fn all(pack: &Pack, lang: Lang) -> String {
    let policies = pack.rules.rules.iter().filter(|setting| setting.policy.is_some());
    let names = Page::all().map(|page| page.name).chain(policies.map(|setting| setting.rule.as_str()));
    let pages = names.filter_map(|name| page_of(pack, name, lang));
    pages.map(|page| format!("{}\n", page.trim_end())).collect::<Vec<_>>().join("\n---\n\n")
}

/// The page of a name: a rule, its tag, a layer, kind, relation, field, national component, reference code,
/// legal document, source or target. A name that means two things gives both pages.
#[must_use]
pub fn page_of(pack: &Pack, name: &str, lang: Lang) -> Option<String> {
    let mut out = String::new();
    let setting = pack.rule_or_tag(name);
    if let Some(policy) = setting.and_then(|setting| setting.policy.as_ref()) {
        rule(&mut out, pack, policy.page.get(lang), "", setting, lang);
    } else if let Some(found) = page(setting.map_or(name, |setting| setting.rule.as_str())) {
        rule(&mut out, pack, found.half(lang), found.examples(), setting, lang);
    }
    let framework = &pack.framework;
    if framework.id == name {
        version(&mut out, pack, lang);
    }
    for layer in framework.layers.iter().filter(|layer| layer.id == name) {
        let _ = writeln!(out, "# {} (`layer: {}`)\n\n{}\n", layer.name.get(lang), layer.id, layer.about.get(lang));
        known(&mut out, pack, &layer.provenance, lang);
        kinds_of(&mut out, framework, &layer.id, lang);
    }
    for found in framework.kinds.iter().filter(|kind| kind.id == name) {
        kind(&mut out, pack, found, lang);
    }
    for found in framework.relations.iter().filter(|relation| relation.id == name) {
        relation(&mut out, found, lang);
    }
    for found in framework.fields.iter().chain(&framework.connection).filter(|field| field.id == name) {
        field(&mut out, found, lang);
        if found.id == "connects" {
            for inner in &framework.connection {
                let required = if inner.required { lang.pick(" (bắt buộc)", " (required)") } else { "" };
                let _ = writeln!(out, "- `connects.{}`{required}: {}", inner.id, inner.about.get(lang));
            }
        }
    }
    facts(&mut out, pack, name, lang);
    if let Some(found) = pack.law.documents.iter().find(|document| is_document(document, name)) {
        document(&mut out, pack, found, lang);
    }
    (!out.is_empty()).then_some(out)
}

/// The name nearest to one that means nothing.
#[must_use]
pub fn nearest(pack: &Pack, name: &str) -> Option<String> {
    let framework = &pack.framework;
    let names = Page::all()
        .map(|page| page.name)
        .chain(pack.rules.rules.iter().map(|setting| setting.rule.as_str()))
        .chain(framework.kinds.iter().map(|kind| kind.id.as_str()))
        .chain(framework.relations.iter().map(|relation| relation.id.as_str()))
        .chain(framework.fields.iter().map(|field| field.id.as_str()))
        .chain(pack.catalogue.components.iter().map(|entry| entry.id.as_str()))
        .chain(pack.law.documents.iter().map(|document| document.id.as_str()));
    let scored = names.map(|candidate| (jaro_winkler(candidate, name), candidate)).filter(|&(score, _)| score > 0.8);
    scored.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1))).map(|(_, name)| name.to_owned())
}

fn rule(out: &mut String, pack: &Pack, page: &str, examples: &str, setting: Option<&RuleSetting>, lang: Lang) {
    let _ = writeln!(out, "{page}\n");
    if let Some(setting) = setting {
        let _ = writeln!(out, "## {}\n", lang.pick("Mức và căn cứ", "Severity and legal basis"));
        let tag = if setting.tag.is_empty() { String::new() } else { format!(" ({})", setting.tag) };
        let _ = writeln!(out, "- {}: `{}`{tag}", lang.pick("Quy tắc", "Rule"), setting.rule);
        let severity = |severity| match severity {
            Severity::Error => lang.pick("lỗi", "error"),
            Severity::Warning => lang.pick("cảnh báo", "warning"),
            Severity::Info => lang.pick("thông tin", "note"),
        };
        let _ = writeln!(out, "- {}: {}", lang.pick("Mức", "Severity"), severity(setting.severity));
        for case in &setting.cases {
            let _ = writeln!(out, "  - `{}`: {}", case.case, severity(case.severity));
        }
        for basis in &setting.basis {
            let _ = writeln!(out, "- {}", cite(pack, basis, None, lang));
        }
        let _ = writeln!(out, "\n{}\n", pack.standing().get(lang));
    }
    let _ = writeln!(out, "{examples}");
}

/// The framework itself: when it was in force, what came after, and how much of it is known.
fn version(out: &mut String, pack: &Pack, lang: Lang) {
    let framework = &pack.framework;
    let _ = writeln!(out, "# {} (`{}`)\n\n{}\n", framework.title.get(lang), framework.id, pack.standing().get(lang));
    known(out, pack, &framework.decision.provenance, lang);
    let _ = writeln!(out, "## {}\n", lang.pick("Bộ khung này biết đến đâu", "How much of it this pack knows"));
    for table in &framework.completeness {
        let _ = writeln!(out, "- `{}`: {}", table.of, table.says.get(lang));
    }
    let _ = writeln!(out, "\n## {}\n", lang.pick("Các lớp", "Layers"));
    for layer in &framework.layers {
        let _ = writeln!(out, "- `{}`: {}. {}", layer.id, layer.name.get(lang), layer.about.get(lang));
    }
    out.push('\n');
}

fn known(out: &mut String, pack: &Pack, provenance: &Provenance, lang: Lang) {
    let source = provenance.source.as_deref().and_then(|id| pack.source(id)).map(|source| source.title.get(lang));
    // Notes on where a fact was found are written in Vietnamese only, and an English page says so.
    let note = provenance.note.as_ref().map(|note| format!("{}{note}", lang.pick("", "note in Vietnamese: ")));
    let parts = [source, note.as_deref()];
    let from = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let label = lang.pick("Nguồn", "Known from");
    let how = confidence(provenance.confidence, lang);
    let _ =
        if from.is_empty() { writeln!(out, "{label}: {how}\n") } else { writeln!(out, "{label}: {from} ({how})\n") };
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
    inner_fields(out, &field.fields, &field.id, lang);
    if field.kind == FieldType::Date {
        let _ = writeln!(out, "- {}: YYYY-MM-DD", lang.pick("Dạng", "Form"));
    }
    out.push('\n');
}

/// The fields inside a field, at every depth.
fn inner_fields(out: &mut String, fields: &[Field], path: &str, lang: Lang) {
    for inner in fields {
        let required = if inner.required { lang.pick(" (bắt buộc)", " (required)") } else { "" };
        let path = format!("{path}.{}", inner.id);
        let _ = writeln!(out, "- `{path}`{required}: {}", inner.about.get(lang));
        inner_fields(out, &inner.fields, &path, lang);
    }
}

/// National components, reference codes, agency codes, sources and targets.
fn facts(out: &mut String, pack: &Pack, name: &str, lang: Lang) {
    if let Some(entry) = pack.catalogue_entry(name) {
        let aliases = entry.aliases.join(", ");
        let aliases = if aliases.is_empty() { String::new() } else { format!(", {aliases}") };
        let _ = writeln!(out, "# {} (`catalogue: {}`{aliases})\n", entry.name.get(lang), entry.id);
        if let Some(owner) = &entry.owner {
            let _ = writeln!(out, "- {}: {}", lang.pick("Chủ trì", "In charge"), owner.get(lang));
        }
        let _ = writeln!(out, "- {}: `{}`\n", lang.pick("Loại", "Kind"), entry.kind);
        known(out, pack, &entry.provenance, lang);
    }
    if let Some(node) = pack.node(name) {
        let title = node.name.as_ref().map_or(lang.pick("(chưa rõ tên)", "(name not seen)"), |name| name.get(lang));
        let _ = writeln!(out, "# {title} (`{}`)\n", node.code);
        known(out, pack, &node.provenance, lang);
    }
    if let Some(code) = pack.codes.codes.iter().find(|code| code.code == name) {
        let whose =
            code.name.as_deref().unwrap_or(lang.pick("(đã bị bãi bỏ, chưa rõ tên)", "(deleted, name not seen)"));
        let _ = writeln!(out, "# {} ({} {})\n", whose, lang.pick("mã định danh", "identifier code"), code.code);
        known(out, pack, &pack.codes.provenance, lang);
    }
    if let Some(source) = pack.source(name) {
        let _ = writeln!(out, "# {}: {}\n", source.id, source.title.get(lang));
    }
    if let Some(target) = pack.targets.targets.iter().find(|target| target.id.eq_ignore_ascii_case(name)) {
        let _ = writeln!(out, "# {}: {}\n", target.id, target.name.get(lang));
        for value in &target.values {
            let of = value.of.as_ref().map_or(String::new(), |of| format!(" ({})", of.get(lang)));
            let _ = writeln!(out, "- {}: {} {}{of}", value.date, value.op.sign(), figure(value));
        }
        out.push('\n');
        if let Some(remark) = &target.remark {
            let _ = writeln!(out, "{}\n", remark.get(lang));
        }
        known(out, pack, &target.provenance, lang);
    }
}

/// A figure as people write it: a share in per cent, anything else with its unit.
fn figure(value: &TargetValue) -> String {
    if value.unit != "share" {
        return format!("{} {}", value.value, value.unit);
    }
    let percent = format!("{:.2}", value.value * 100.0);
    format!("{} %", percent.trim_end_matches('0').trim_end_matches('.'))
}

fn is_document(document: &LegalDocument, name: &str) -> bool {
    document.id == name || document.number == name || document.label == name
}

fn document(out: &mut String, pack: &Pack, document: &LegalDocument, lang: Lang) {
    let _ = writeln!(out, "# {}\n\n{}\n", document.label, document.title.get(lang));
    let unknown = lang.pick("chưa rõ", "not known");
    let day = |day: Option<Date>| day.map_or_else(|| unknown.to_owned(), |day| day.to_string());
    let _ = writeln!(out, "- {}: {}", lang.pick("Cơ quan ban hành", "Issuer"), document.issuer.get(lang));
    let _ = writeln!(out, "- {}: {}", lang.pick("Ngày ký", "Signed"), day(document.signed));
    let (from, to) = (day(document.in_force.from), document.in_force.to);
    let to = to.map_or_else(String::new, |to| format!("{} {to}", lang.pick(" đến", " to")));
    let _ = writeln!(out, "- {}: {} {from}{to}", lang.pick("Hiệu lực", "In force"), lang.pick("từ", "from"));
    if let Some(ended) = &document.ended_by {
        let label = pack.document(ended).map_or(ended.as_str(), |document| document.label.as_str());
        let _ = writeln!(out, "- {}: {label}", lang.pick("Được thay bởi", "Ended by"));
    }
    out.push('\n');
    known(out, pack, &document.provenance, lang);
    for article in &document.articles {
        let label = if article.id == "-" {
            lang.pick("Toàn văn", "Whole").to_owned()
        } else {
            format!("{} {}", lang.pick("Điều", "Article"), article.id)
        };
        let how = confidence(article.provenance.confidence, lang);
        let _ = writeln!(out, "- **{label}** ({how}): {}", article.says.get(lang));
        for setting in pack.rules.rules.iter().filter(|setting| {
            let cites = |basis: &crate::framework::Basis| {
                basis.document.as_deref() == Some(&*document.id) && basis.articles.contains(&article.id)
            };
            setting.basis.iter().any(cites)
        }) {
            let _ = writeln!(out, "  - {} `{}`", lang.pick("được kiểm tra bởi", "checked by"), setting.rule);
        }
    }
    out.push('\n');
}
