//! Graphviz DOT.

use std::fmt::Write as _;

use crate::framework::Framework;
use crate::view::{Edge, Node, View};

/// Fill of each layer, in the order of the pack; text on it keeps a contrast of at least 7 to 1.
const FILLS: [&str; 5] = ["#e8e8e8", "#dceefb", "#e3f4e1", "#fff3d6", "#f9e1e6"];

/// A view as DOT, agencies as clusters.
#[must_use]
pub fn dot(view: &View, framework: &Framework) -> String {
    let mut out = String::from("digraph khung {\n");
    let title = quote(&view.title);
    let _ = writeln!(out, "  graph [label={title}, labelloc=t, rankdir=TB, fontname=\"sans-serif\"];");
    out.push_str("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for group in &view.groups {
        let _ = writeln!(out, "  subgraph {} {{", quote(&format!("cluster_{}", group.id)));
        let _ = writeln!(out, "    label={};", quote(&group.name));
        for node in &group.nodes {
            let _ = writeln!(out, "    {}", line(node, framework));
        }
        out.push_str("  }\n");
    }
    for edge in &view.edges {
        let _ = writeln!(out, "  {}", arrow(edge));
    }
    out.push_str("}\n");
    out
}

fn line(node: &Node, framework: &Framework) -> String {
    let layer = usize::from(node.layer.0);
    let fill = FILLS.get(layer).copied().unwrap_or("#ffffff");
    let label = quote(&format!("{}\n{}", node.name, node.kind));
    let tip = quote(&format!("{} · {}", node.key, framework.layer(node.layer).id));
    let width = if node.focus { ", penwidth=3" } else { "" };
    format!("{} [label={label}, fillcolor=\"{fill}\", tooltip={tip}{width}];", quote(&node.key))
}

fn arrow(edge: &Edge) -> String {
    let style = if edge.data { "solid" } else { "dashed" };
    format!("{} -> {} [label={}, style={style}];", quote(&edge.from), quote(&edge.to), quote(&edge.label))
}

/// A quoted DOT string: quotes and backslashes escaped, line breaks as DOT writes them.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
