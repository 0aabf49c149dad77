//! INF-002: whoever is about to build a data centre or buy servers has weighed sharing and renting.

use std::iter::once;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, says_something};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-alternatives",
    page: include_str!("missing_alternatives.md"),
    cases: &[],
    prepare: prepare::<MissingAlternatives>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingAlternatives {
    /// Kinds that are an investment in machines.
    kinds: Vec<String>,
    /// Kinds that are rented: what runs on them is no such investment.
    rented_kinds: Vec<String>,
    /// Levels of agency that invest the State's money.
    levels: Vec<String>,
    /// Alternatives to be weighed, values of `alternatives.option`.
    options: Vec<String>,
}

impl Checker for MissingAlternatives {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id))
            && graph.state(id, context.day).is_new()
            && graph.is_of_level(id, &self.levels);
        if !judged || self.is_rented(context, id) {
            return;
        }
        // A part is bought with its whole, and was weighed with it.
        let wholes = graph.reached(id, &["part_of"], |whole| context.is_active(whole));
        let weighed: Vec<NodeRef<'_>> = once(id)
            .chain(wholes)
            .filter_map(|member| context.field(member, "alternatives"))
            .flat_map(NodeRef::elements)
            .collect();
        let missing: Vec<Text> = self.options.iter().filter_map(|option| lack(context, option, &weighed)).collect();
        if missing.is_empty() {
            return;
        }
        let list = |lang: Lang| missing.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(", ");
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let message = text!(
            vi: "sắp đầu tư mà chưa xét đủ phương án: {vi}",
            en: "an investment is coming with alternatives not weighed: {en}",
        );
        let help = text!(
            vi: "ghi `alternatives: [{{ option: …, conclusion: … }}]`, mỗi phương án một mục, nêu vì sao chọn hay không chọn",
            en: "write `alternatives: [{{ option: …, conclusion: … }}]`, an entry for each, saying why it was chosen or not",
        );
        let place = context
            .field(id, "alternatives")
            .map_or(graph.component(id).place(), |node| graph.repository.place_of(id, node));
        context.report(id, "", place, message, help).about("alternatives");
    }
}

impl MissingAlternatives {
    fn is_rented(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let graph = context.graph;
        let hosts = graph.reached(id, &["hosted_on"], |host| context.is_active(host));
        context.says(id, "service_provider")
            || hosts.into_iter().any(|host| graph.kind(host).is_some_and(|kind| self.rented_kinds.contains(&kind.id)))
    }
}

/// What is lacking of one alternative: the whole of it, or its conclusion.
fn lack(context: &Context<'_, '_>, option: &str, weighed: &[NodeRef<'_>]) -> Option<Text> {
    let name = context.called("alternatives.option", option);
    let is_it = |entry: &&NodeRef<'_>| entry.get("option").and_then(NodeRef::as_str) == Some(option);
    let mut entries = weighed.iter().filter(is_it).peekable();
    if entries.peek().is_none() {
        return Some(name);
    }
    let concluded = entries.any(|entry| entry.get("conclusion").is_some_and(says_something));
    let (vi, en) = (name.vi, name.en);
    (!concluded).then(|| text!(vi: "{vi} chưa có kết luận", en: "{en} with no conclusion"))
}
