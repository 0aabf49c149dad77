//! Mermaid flowcharts, as Git forges draw them.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::framework::Framework;
use crate::view::View;

/// A view as a Mermaid flowchart, agencies as subgraphs.
#[must_use]
pub fn mermaid(view: &View, framework: &Framework) -> String {
    let mut out = String::from("flowchart TB\n");
    // Mermaid takes few characters in ids: boxes are numbered and carry their key in the label.
    let mut ids: FxHashMap<&str, usize> = FxHashMap::default();
    let mut focus = None;
    for (index, group) in view.groups.iter().enumerate() {
        let _ = writeln!(out, "  subgraph g{index}[\"{}\"]", escape(&group.name));
        for node in &group.nodes {
            let id = ids.len();
            ids.insert(&node.key, id);
            if node.focus {
                focus = Some(id);
            }
            let layer = &framework.layer(node.layer).id;
            let _ = writeln!(out, "    n{id}[\"{}<br/>{}\"]:::{layer}", escape(&node.name), escape(&node.kind));
        }
        out.push_str("  end\n");
    }
    for edge in &view.edges {
        let (Some(from), Some(to)) = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str())) else { continue };
        let arrow = if edge.data { "-->" } else { "-.->" };
        let _ = writeln!(out, "  n{from} {arrow}|\"{}\"| n{to}", escape(&edge.label));
    }
    for (layer, fill) in framework.layers.iter().zip(["#e8e8e8", "#dceefb", "#e3f4e1", "#fff3d6", "#f9e1e6"]) {
        let _ = writeln!(out, "  classDef {} fill:{fill},stroke:#333,color:#111", layer.id);
    }
    if let Some(id) = focus {
        let _ = writeln!(out, "  style n{id} stroke-width:4px");
    }
    out
}

/// Text inside a quoted label: entity codes for what Mermaid or the page would read as its own.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            '\n' | '\r' => out.push(' '),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
