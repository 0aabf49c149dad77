//! A rule's page: the Markdown beside the rule, split into its languages, sections and examples.

use super::rules;
use crate::load;
use crate::text::Lang;

/// The page of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Name of the rule.
    pub name: &'static str,
    text: &'static str,
}

/// The page of a rule of the framework or of loading.
#[must_use]
pub fn page(name: &str) -> Option<Page> {
    let rule = rules::rule(name).map(|rule| Page { name: rule.name, text: rule.page });
    rule.or_else(|| load::fault(name).map(|fault| Page { name: fault.name, text: fault.page }))
}

impl Page {
    /// Every page, rules of the framework first.
    pub fn all() -> impl Iterator<Item = Self> {
        let rules = rules::RULES.iter().map(|rule| Self { name: rule.name, text: rule.page });
        rules.chain(load::FAULTS.iter().map(|fault| Self { name: fault.name, text: fault.page }))
    }

    /// The half in a language: its title and sections.
    #[must_use]
    pub fn half(&self, lang: Lang) -> &'static str {
        self.part(lang.pick("<!-- vi -->", "<!-- en -->"))
    }

    /// The examples, headings in both languages.
    #[must_use]
    pub fn examples(&self) -> &'static str {
        self.part("<!-- examples -->")
    }

    /// Title in a language.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &'static str {
        let first = self.half(lang).lines().find_map(|line| line.strip_prefix("# "));
        first.unwrap_or(self.name)
    }

    /// The first paragraph of "why it matters": shown with each finding.
    #[must_use]
    pub fn why(&self, lang: Lang) -> &'static str {
        let heading = lang.pick("## Vì sao quan trọng", "## Why it matters");
        let section = self.half(lang).split_once(heading).map_or("", |(_, rest)| rest);
        let section = section.split_once("\n## ").map_or(section, |(section, _)| section).trim();
        section.split_once("\n\n").map_or(section, |(first, _)| first)
    }

    /// The YAML of each example.
    pub fn yaml_blocks(&self) -> impl Iterator<Item = &'static str> {
        blocks(self.examples())
    }

    /// Variants of the fault and near misses, to be planted in a made-up nation: `$a` in them stands for an
    /// id nobody else has. Lines to be found are marked as in the examples; a case with no mark must stay silent.
    pub fn cases(&self) -> impl Iterator<Item = &'static str> + use<> {
        blocks(self.part("<!-- cases -->"))
    }

    fn part(&self, mark: &str) -> &'static str {
        let Some((_, rest)) = self.text.split_once(mark) else { return "" };
        rest.split_once("\n<!-- ").map_or(rest, |(part, _)| part).trim()
    }
}

fn blocks(part: &'static str) -> impl Iterator<Item = &'static str> {
    part.split("```yaml\n").skip(1).map(|block| block.split_once("```").map_or(block, |(yaml, _)| yaml))
}
