//! Which rules stand on an article: the law read backwards.

use serde_json::{Map, Value};

use super::Pack;
use crate::framework::settings::RuleSetting;

impl Pack {
    /// The rules that name an article, in their basis or in their parameters, in the order of the pack.
    pub fn rules_on<'p>(&'p self, document: &'p str, article: &'p str) -> impl Iterator<Item = &'p RuleSetting> {
        self.rules.rules.iter().filter(move |setting| setting.cites(document, Some(article)))
    }

    /// The rules that name a document, whatever the article.
    pub fn rules_on_document<'p>(&'p self, document: &'p str) -> impl Iterator<Item = &'p RuleSetting> {
        self.rules.rules.iter().filter(move |setting| setting.cites(document, None))
    }
}

impl RuleSetting {
    /// Whether the rule names an article of a document, or the document at all.
    #[must_use]
    pub fn cites(&self, document: &str, article: Option<&str>) -> bool {
        let by_basis = self.basis.iter().any(|basis| {
            basis.document.as_deref() == Some(document)
                && article.is_none_or(|article| basis.articles.iter().any(|cited| cited == article))
        });
        by_basis || names(&self.parameters.0, document, article)
    }

    /// The kinds of component that the parameters name, in order; empty where the rule looks at any kind.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        let mut found = Vec::new();
        gather_kinds(&self.parameters.0, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether parameters name an article, at any depth: `document` with `articles`.
fn names(map: &Map<String, Value>, document: &str, article: Option<&str>) -> bool {
    let here = map.get("document").and_then(Value::as_str) == Some(document)
        && article.is_none_or(|article| {
            map.get("articles").and_then(Value::as_array).into_iter().flatten().any(|cited| cited == article)
        });
    here || objects(map).any(|inner| names(inner, document, article))
}

fn gather_kinds<'p>(map: &'p Map<String, Value>, found: &mut Vec<&'p str>) {
    for (key, value) in map {
        if key == "kind" || key == "kinds" || key.ends_with("_kinds") || key.starts_with("kinds_") {
            let one = std::slice::from_ref(value);
            found.extend(value.as_array().map_or(one, Vec::as_slice).iter().filter_map(Value::as_str));
        }
    }
    for inner in objects(map) {
        gather_kinds(inner, found);
    }
}

/// The mappings inside the values of a mapping.
fn objects(map: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    let entries = map.values().flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    entries.filter_map(Value::as_object)
}
