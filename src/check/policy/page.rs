//! The page of a policy, with the headings of every rule's page, and its block like those of the pack.

use crate::framework::{Basis, Confidence, Pack, Parameters, Policy, RuleSetting, Severity, Validity};
use crate::model::words;
use crate::source::SourceFile;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

/// The block of a policy.
pub(super) fn setting(
    node: NodeRef<'_>,
    name: &str,
    severity: Severity,
    applies: Validity,
    source: &SourceFile,
    pack: &Pack,
) -> RuleSetting {
    let title = text_of(node, "title").unwrap_or_else(|| Text::new(name, name));
    let page = Text::new(half(node, &title, source, Lang::Vi), half(node, &title, source, Lang::En));
    RuleSetting {
        rule: name.to_owned(),
        tag: String::new(),
        title,
        severity,
        cases: Vec::new(),
        basis: bases(node, source, pack),
        applies,
        parameters: Parameters::default(),
        waiver_reasons: Vec::new(),
        no_waiver: None,
        file: source.path.clone(),
        policy: Some(Policy { page, why: text_of(node, "why").unwrap_or_default() }),
    }
}

/// What it stands on. That it is a rule of the repository is said first: nobody shall take it for law.
fn bases(node: NodeRef<'_>, source: &SourceFile, pack: &Pack) -> Vec<Basis> {
    let path = &source.path;
    let own = text!(vi: "Quy tắc riêng khai ở {path}", en: "A policy of the repository, in {path}");
    let in_words = |note: Text| Basis {
        document: None,
        articles: Vec::new(),
        source: None,
        note: Some(note),
        confidence: Confidence::Own,
    };
    let named = node.get("basis").into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_scalar);
    let named = named.map(|written| match pack.document_cited(written) {
        Some(document) => Basis {
            document: Some(document.id.clone()),
            articles: vec!["-".to_owned()],
            source: None,
            note: None,
            confidence: document.provenance.confidence,
        },
        None => in_words(Text::new(super::say::shown(written), super::say::shown(written))),
    });
    std::iter::once(in_words(own)).chain(named).collect()
}

fn half(node: NodeRef<'_>, title: &Text, source: &SourceFile, lang: Lang) -> String {
    let said = |key: &str| node.get(key).and_then(|text| words(text, lang)).map(str::trim);
    let line = source.position(node.span().start).line;
    let at = format!("{}:{line}", source.path);
    // On the page no component is meant yet.
    let blank = |message: &str| message.replace("{component}", "…").replace("{name}", "…").replace("{value}", "…");
    let finds = said("message").map_or(String::new(), |message| format!("{}\n\n", blank(message)));
    let silent = lang.pick("Kho không nói.", "The repository does not say.");
    let sections = [
        (
            lang.pick("Phát hiện gì", "What it finds"),
            format!(
                "{finds}{}\n\n{}",
                lang.pick("Khai trong kho như sau:", "As the repository says it:"),
                fenced(node, source)
            ),
        ),
        (lang.pick("Vì sao quan trọng", "Why it matters"), said("why").unwrap_or(silent).to_owned()),
        (lang.pick("Cách sửa", "How to fix"), said("fix").unwrap_or(silent).to_owned()),
        (
            lang.pick("Giới hạn", "Limits"),
            match lang {
                Lang::Vi => format!("Quy tắc riêng của kho, khai ở {at}; chỉ thấy điều được ghi trong kho."),
                Lang::En => format!("A policy of the repository, at {at}; it sees only what is written there."),
            },
        ),
        (
            lang.pick("Khi nào được miễn trừ", "When a waiver is legitimate"),
            lang.pick("Do cơ quan đặt ra quy tắc quyết định.", "That is for the agency that made the rule to decide.")
                .to_owned(),
        ),
    ];
    let sections = sections.map(|(heading, body)| format!("## {heading}\n{body}"));
    format!("# {}\n\n{}", title.get(lang), sections.join("\n\n"))
}

/// The policy as it is written, as a block of code that nothing inside can end.
fn fenced(node: NodeRef<'_>, source: &SourceFile) -> String {
    let column = source.position(node.span().start).column as usize;
    let indent = column.saturating_sub(1);
    let yaml = source.snippet(node.span()).trim_end();
    let lines: Vec<&str> = yaml
        .lines()
        .map(|line| {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            &line[spaces.min(indent)..]
        })
        .collect();
    let longest = yaml.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}yaml\n{}\n{fence}", lines.join("\n"))
}

fn text_of(node: NodeRef<'_>, key: &str) -> Option<Text> {
    let written = node.get(key)?;
    Some(Text::new(words(written, Lang::Vi)?, words(written, Lang::En)?))
}
