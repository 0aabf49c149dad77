//! The law read both ways -> what people and machines read. The words that the formats share stand here.

mod json;
mod markdown;
mod table;

pub use json::{TRACE_VERSION, trace_json};
pub use markdown::trace_markdown;
pub use table::trace_table;

use super::legal::{confidence, span};
use crate::framework::{LegalDocument, Pack, RuleSetting, Validity};
use crate::graph::Graph;
use crate::measure::{ArticleTrace, Trace};
use crate::text::Lang;

/// Everything an output of a trace may tell.
pub struct TraceReport<'r> {
    /// The framework.
    pub pack: &'r Pack,
    /// The architecture, where there is one.
    pub graph: Option<&'r Graph<'r>>,
    /// The law.
    pub trace: &'r Trace<'r>,
}

impl TraceReport<'_> {
    /// The components and agencies that the rules of an article look at.
    fn touched(&self, article: &ArticleTrace<'_>) -> Vec<&str> {
        let Some(graph) = self.graph else { return Vec::new() };
        article.touches.iter().map(|member| member.key(graph)).collect()
    }

    /// A document with the days it held and how surely it is known.
    fn document(&self, document: &LegalDocument, lang: Lang) -> String {
        let held = span(document.in_force, lang);
        let at = match document.in_force {
            held if held.contains(self.trace.as_of) => "",
            Validity { from: Some(from), .. } if self.trace.as_of < from => {
                lang.pick("; tại ngày xét chưa có hiệu lực", "; not yet in force at the day")
            }
            _ => lang.pick("; tại ngày xét đã hết hiệu lực", "; no longer in force at the day"),
        };
        let known = confidence(document.provenance.confidence, lang);
        format!("{}: {} ({known}{held}{at})", document.label, document.title.get(lang))
    }
}

/// An article as people cite it.
#[must_use]
pub fn article_label(id: &str, lang: Lang) -> String {
    if id == "-" {
        lang.pick("Toàn văn", "Whole").to_owned()
    } else {
        format!("{} {id}", lang.pick("Điều", "Article"))
    }
}

fn rule_names(rules: &[&RuleSetting]) -> String {
    rules.iter().map(|setting| format!("{} {}", setting.rule, setting.tag)).collect::<Vec<_>>().join(", ")
}

const fn nothing_checks(lang: Lang) -> &'static str {
    lang.pick("Không quy tắc nào kiểm tra", "Nothing checks")
}
