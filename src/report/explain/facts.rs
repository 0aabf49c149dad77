//! Pages of what the pack knows: national components, codes, sources.

use std::fmt::Write as _;

use super::known;
use crate::framework::Pack;
use crate::text::Lang;

/// National components, reference codes, agency codes and sources.
pub(super) fn facts(out: &mut String, pack: &Pack, name: &str, lang: Lang) {
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
}
