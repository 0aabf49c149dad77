//! Cases: pieces of YAML that say, line by line, what must be found in them.

/// What ends a line on which something must be found, before the name of the rule.
const MARK: &str = "# finds: ";
/// What begins a case that is judged at a day of its own.
const DAY: &str = "# as-of: ";

/// A piece of YAML to be planted in a made-up nation: a variant of a fault, or a near miss.
///
/// `$` in its text begins the ids that nobody else may have (`$a`, `$a/csdl`). Each line that ends with
/// `# finds: <rule>` is one on which the rule must find something; a case with no such line must stay silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Case {
    /// Name of the rule.
    pub rule: &'static str,
    /// One or more YAML documents.
    pub text: &'static str,
}

impl Case {
    /// The day it is judged at, as `yyyy-mm-dd`; that of the nation where it names none.
    #[must_use]
    pub fn day(&self) -> Option<&'static str> {
        self.text.lines().next()?.strip_prefix(DAY).map(str::trim)
    }

    /// The lines on which the rule must find something, counted from 0.
    pub fn marks(&self) -> impl Iterator<Item = usize> {
        let rule = self.rule;
        let marked = move |line: &str| line.trim_end().strip_suffix(rule).is_some_and(|rest| rest.ends_with(MARK));
        self.text.lines().enumerate().filter(move |(_, line)| marked(line)).map(|(index, _)| index)
    }

    /// Whether it is a variant of the fault, and no near miss.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        self.marks().next().is_some()
    }

    /// Its text with ids of its own, whole lines only.
    pub(super) fn written(&self, number: usize) -> String {
        let mut text = self.text.replace('$', &format!("ca{number:02}"));
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }
}
