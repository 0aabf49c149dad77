//! INF-005: a data centre applies the standards of its circular and declared so before it was used.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-conformity-declaration",
    page: include_str!("missing_conformity_declaration.md"),
    cases: &[],
    prepare: prepare::<MissingConformityDeclaration>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingConformityDeclaration {
    /// Kinds that are data centres.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Standards that a centre applies, as people cite them.
    standards: Vec<String>,
}

impl Checker for MissingConformityDeclaration {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id));
        if !judged || !graph.is_of_level(id, &self.levels) {
            return;
        }
        let missing = self.not_applied(context, id);
        let declared = context.date(id, "conformity_declared");
        let undeclared = graph.state(id, context.day).is_operating() && declared.is_none_or(|day| day > context.day);
        if !missing.is_empty() || undeclared {
            let field = if missing.is_empty() { "conformity_declared" } else { "standards" };
            let place = context
                .field(id, field)
                .map_or(graph.component(id).place(), |node| graph.repository.place_of(id, node));
            let mut names: Vec<Text> = missing.into_iter().map(|name| Text::new(name.clone(), name)).collect();
            if undeclared {
                names.push(context.named("conformity_declared"));
            }
            let list = |lang: Lang| names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join(", ");
            let (vi, en) = (list(Lang::Vi), list(Lang::En));
            let message = text!(
                vi: "chưa ghi đủ tiêu chuẩn áp dụng và việc công bố phù hợp của trung tâm dữ liệu; còn thiếu: {vi}",
                en: "the record of standards and conformity of the data centre lacks: {en}",
            );
            let help = text!(
                vi: "ghi các tiêu chuẩn ở `standards: [TCVN 9250:2012, …]` và ngày công bố ở `conformity_declared:`",
                en: "write the standards in `standards: [TCVN 9250:2012, …]` and the day of declaration in `conformity_declared:`",
            );
            context.report(id, "", place, message, help).about(field);
        }
        let began = graph.component(id).lifecycle.operating;
        let late = declared.filter(|&day| day <= context.day).zip(began).filter(|(declared, began)| declared > began);
        if let (Some((declared, began)), Some(node)) = (late, context.field(id, "conformity_declared")) {
            let message = text!(
                vi: "công bố phù hợp ngày {declared}, sau khi trung tâm vận hành từ {began}",
                en: "conformity was declared on {declared}, after the centre began operating on {began}",
            );
            let help = text!(
                vi: "công bố phải có trước khi sử dụng; sửa ngày nếu ghi sai, nếu đúng thì lập giải trình và miễn trừ",
                en: "the declaration comes before use; mend the day if it is wrong, else explain it in a waiver",
            );
            let place = graph.repository.place_of(id, node);
            context.report(id, "", place, message, help).about("conformity_declared");
        }
    }
}

impl MissingConformityDeclaration {
    fn not_applied(&self, context: &Context<'_, '_>, id: ComponentId) -> Vec<String> {
        let written = context.field(id, "standards").into_iter().flat_map(NodeRef::elements);
        let applied: Vec<Designation> = written.filter_map(NodeRef::as_scalar).filter_map(Designation::read).collect();
        let lacks = |wanted: &&String| {
            Designation::read(wanted).is_some_and(|wanted| !applied.iter().any(|found| found.stands_for(&wanted)))
        };
        self.standards.iter().filter(lacks).cloned().collect()
    }
}

/// A standard by its parts: `QCVN 09:2010/BTTTT` is QCVN, 9, 2010.
struct Designation {
    series: String,
    number: u32,
    year: Option<u32>,
}

impl Designation {
    fn read(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        let (series, rest) = plain.split_at(plain.find(|c: char| c.is_ascii_digit())?);
        let (number, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let year = rest.strip_prefix([':', '-']).map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            rest[..end].parse().unwrap_or(0)
        });
        Some(Self { series: series.trim_end_matches('-').to_owned(), number: number.parse().ok()?, year })
    }

    /// Whether it is the wanted standard, of the same edition, a later one, or one not named.
    fn stands_for(&self, wanted: &Self) -> bool {
        let edition = self.year.is_none_or(|year| wanted.year.is_none_or(|wanted| year >= wanted));
        self.series == wanted.series && self.number == wanted.number && edition
    }
}
