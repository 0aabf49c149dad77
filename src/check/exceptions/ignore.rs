//! Comments `# khung: ignore[rule] reason`: they let pass the warnings of one line, never an error.
//!
//! A comment behind something is for its own line; one that stands alone is for the next line that is not a
//! comment itself.

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{barred, nearest};
use crate::diagnostic::{ExceptionKind, Finding, Subject, Waived};
use crate::framework::{Pack, RuleStanding, Severity};
use crate::graph::Graph;
use crate::load::{Loaded, fault};
use crate::source::{FileId, Place, SourceFile, Sources, Span};
use crate::text::Text;
use crate::tree::{Limits, comments};

/// What every such comment begins with.
const MARK: &str = "khung:";

/// One comment.
#[derive(Debug)]
pub struct Ignore {
    /// What it stands at: the component, or the file.
    pub subject: Subject,
    /// Agency of the component; empty for a file.
    pub agency: String,
    /// What tells it from the others of its subject.
    pub label: String,
    /// Where it stands.
    pub place: Place,
    /// What is wrong with it.
    pub flaws: Vec<IgnoreFlaw>,
    /// The rules it names, as written.
    pub rules: Vec<String>,
    /// Why, in its own words.
    pub reason: String,
    /// The line it is for, counted from 0.
    line: usize,
}

/// What is wrong with a comment, or with one rule of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IgnoreFlaw {
    /// It names no rule.
    NoRule,
    /// It gives no reason.
    NoReason,
    /// It names what is no rule.
    UnknownRule {
        /// As written.
        rule: String,
        /// The rule that was likely meant.
        nearest: Option<String>,
    },
    /// The rule may not be let pass.
    Forbidden {
        /// The rule.
        rule: String,
        /// Why.
        because: Text,
    },
    /// The rule found an error on the line.
    OnError {
        /// The rule.
        rule: String,
    },
    /// The rule found nothing on the line that needs it.
    Unused {
        /// The rule.
        rule: String,
    },
}

/// A comment's own words.
#[derive(Debug, PartialEq, Eq)]
struct Words<'t> {
    span: Span,
    rules: Vec<&'t str>,
    reason: &'t str,
}

/// Every such comment of a repository, in the order of files.
pub(super) fn read(sources: &Sources, graph: &Graph<'_>) -> Vec<Ignore> {
    let files: Vec<(FileId, &SourceFile)> = sources.iter().collect();
    let marked = files.par_iter().filter(|(_, file)| file.text.contains(MARK));
    let mut ignores: Vec<Ignore> = marked.flat_map_iter(|(id, file)| of_file(*id, file, graph)).collect();
    let mut labels: FxHashMap<(String, String), usize> = FxHashMap::default();
    for ignore in &mut ignores {
        let count = labels.entry((ignore.subject.label(), ignore.label.clone())).or_default();
        *count += 1;
        if *count > 1 {
            ignore.label = format!("{} #{count}", ignore.label);
        }
    }
    ignores
}

fn of_file(id: FileId, file: &SourceFile, graph: &Graph<'_>) -> Vec<Ignore> {
    let text = &*file.text;
    let mut ignores = Vec::new();
    let mut next: Vec<usize> = Vec::new();
    for span in comments(text, Limits::default()) {
        for words in words(text, span) {
            if next.is_empty() {
                next = next_lines(file);
            }
            let own = file.lines().partition_point(|start| *start <= span.start).saturating_sub(1);
            let line = next.get(own).copied().unwrap_or(own);
            let (subject, agency) = subject(id, file, line, graph);
            ignores.push(Ignore {
                subject,
                agency,
                label: format!("ignore[{}]", words.rules.join(", ")),
                place: Place { file: id, span: words.span },
                flaws: Vec::new(),
                rules: words.rules.into_iter().map(str::to_owned).collect(),
                reason: words.reason.to_owned(),
                line,
            });
        }
    }
    ignores
}

/// For each line the line that a comment on it is for: itself, or the next that is no comment.
fn next_lines(file: &SourceFile) -> Vec<usize> {
    let count = file.lines().len();
    let mut next = vec![count; count];
    for line in (0..count).rev() {
        let alone = file.snippet(line_span(file, line)).trim_start_matches('\u{feff}').trim_start().starts_with('#');
        next[line] = if alone { next.get(line + 1).copied().unwrap_or(count) } else { line };
    }
    next
}

fn line_span(file: &SourceFile, line: usize) -> Span {
    let lines = file.lines();
    let end = lines.get(line + 1).map_or(file.text.len(), |next| *next as usize);
    Span::new(lines.get(line).map_or(end, |start| *start as usize), end)
}

/// The component that a line belongs to, else the file.
fn subject(id: FileId, file: &SourceFile, line: usize, graph: &Graph<'_>) -> (Subject, String) {
    let line = line_span(file, line);
    let repository = graph.repository;
    let span = |component: &crate::model::Component| repository.trees[id.0 as usize].node(component.node).span();
    // Components lie in the order of files and places.
    let after = repository
        .components
        .partition_point(|component| component.file < id || (component.file == id && span(component).start < line.end));
    let component = after.checked_sub(1).and_then(|last| repository.components.get(last));
    match component.filter(|component| component.file == id && span(component).end > line.start) {
        Some(component) => (Subject::Component(component.key.to_string()), component.agency().to_owned()),
        None => (Subject::File(file.path.clone()), String::new()),
    }
}

/// The ignores in a comment, each from its own `#` on: `# why # khung: ignore[a] b # khung: ignore[c] d`.
fn words(text: &str, comment: Span) -> Vec<Words<'_>> {
    let (start, end) = (comment.start as usize, comment.end as usize);
    let Some(whole) = text.get(start..end) else { return Vec::new() };
    let begins = |at: usize| {
        let (before, after) = (&whole[..at], &whole[at + 1..]);
        let apart = before.is_empty() || before.ends_with(char::is_whitespace);
        apart && (before.is_empty() || after.starts_with(char::is_whitespace) || after.starts_with(MARK))
    };
    let mut starts: Vec<usize> = whole.match_indices('#').map(|(at, _)| at).filter(|at| begins(*at)).collect();
    starts.push(whole.len());
    let parts = starts.windows(2).filter_map(|pair| {
        let part = whole[pair[0]..pair[1]].trim_end();
        let rest = part.trim_start_matches('#').trim_start().strip_prefix(MARK)?.trim_start().strip_prefix("ignore")?;
        let span = Span::new(start + pair[0], start + pair[0] + part.len());
        let listed = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((rules, reason)) = listed {
            let rules = rules.split(',').map(str::trim).filter(|rule| !rule.is_empty()).collect();
            let reason = reason.trim_start_matches([':', '-', '–', '—', ' ', '\t']);
            return Some(Words { span, rules, reason });
        }
        let stands_alone = rest.is_empty() || rest.starts_with([' ', '\t', '[', ':']);
        stands_alone.then_some(Words { span, rules: Vec::new(), reason: "" })
    });
    parts.collect()
}

/// Marks the warnings that the comments are for, and writes down what is wrong with the comments.
pub(super) fn apply(ignores: &mut [Ignore], pack: &Pack, loaded: &Loaded, day: Date, findings: &mut [Finding]) {
    if ignores.is_empty() {
        return;
    }
    let mut by_line: FxHashMap<(FileId, usize), Vec<usize>> = FxHashMap::default();
    for ignore in &*ignores {
        by_line.entry((ignore.place.file, ignore.line)).or_default();
    }
    let files: FxHashSet<FileId> = ignores.iter().map(|ignore| ignore.place.file).collect();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| files.contains(&finding.place.file)) {
        let file = finding.place.file;
        let lines = loaded.sources.get(file).lines();
        let line = lines.partition_point(|start| *start <= finding.place.span.start).saturating_sub(1);
        if let Some(found) = by_line.get_mut(&(file, line)) {
            found.push(at);
        }
    }
    for ignore in ignores {
        if ignore.rules.is_empty() {
            ignore.flaws.push(IgnoreFlaw::NoRule);
            continue;
        }
        if !ignore.reason.contains(char::is_alphanumeric) {
            ignore.flaws.push(IgnoreFlaw::NoReason);
            continue;
        }
        let here = by_line.get(&(ignore.place.file, ignore.line)).map_or(&[][..], Vec::as_slice);
        for written in ignore.rules.clone() {
            ignore.flaws.extend(apply_rule(ignore, &written, pack, day, here, findings));
        }
    }
}

fn apply_rule(
    ignore: &Ignore,
    written: &str,
    pack: &Pack,
    day: Date,
    here: &[usize],
    findings: &mut [Finding],
) -> Option<IgnoreFlaw> {
    let rule = pack.rule_or_tag(written).map_or(written, |setting| setting.rule.as_str()).to_owned();
    if let Some(because) = barred(pack, &rule) {
        return Some(IgnoreFlaw::Forbidden { rule, because });
    }
    let Some(setting) = pack.rule_or_tag(written).filter(|_| fault(written).is_none()) else {
        return Some(IgnoreFlaw::UnknownRule { rule, nearest: nearest(pack, written) });
    };
    let (mut errors, mut used) = (false, false);
    for &at in here {
        let finding = &mut findings[at];
        if finding.rule != rule || finding.waived.is_some() {
            continue;
        }
        if finding.severity == Severity::Error {
            errors = true;
        } else {
            used = true;
            finding.waived = Some(Box::new(ignore.mark()));
        }
    }
    if errors {
        return Some(IgnoreFlaw::OnError { rule });
    }
    // A comment for a rule that does not apply yet, or no longer, may be needed at another day.
    let off = matches!(pack.rule_standing(setting, day), RuleStanding::Off(_));
    (!used && !off).then_some(IgnoreFlaw::Unused { rule })
}

impl Ignore {
    fn mark(&self) -> Waived {
        Waived {
            kind: ExceptionKind::Ignore,
            place: self.place,
            reason: String::new(),
            text: Text::new(&*self.reason, &*self.reason),
            decision: String::new(),
            approved_by: Text::default(),
            expires: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(comment: &str) -> Vec<(Vec<&str>, &str)> {
        let span = Span::new(0, comment.len());
        words(comment, span).into_iter().map(|words| (words.rules, words.reason)).collect()
    }

    #[test]
    fn a_comment_gives_its_rules_and_its_reason() {
        assert_eq!(of("# khung: ignore[a] vì sao"), [(vec!["a"], "vì sao")]);
        assert_eq!(of("#khung:ignore [a, CON-002]: vì sao"), [(vec!["a", "CON-002"], "vì sao")]);
        assert_eq!(of("# ghi chú # khung: ignore[a] theo phiếu #12 # finds: x"), [(vec!["a"], "theo phiếu #12")]);
        assert_eq!(of("# khung: ignore[a] b # khung: ignore[c] d"), [(vec!["a"], "b"), (vec!["c"], "d")]);
        assert_eq!(of("# khung: ignore[a]"), [(vec!["a"], "")]);
    }

    #[test]
    fn a_comment_without_a_rule_is_seen_and_other_words_are_not() {
        for comment in ["# khung: ignore", "# khung: ignore vì sao", "# khung: ignore[] vì sao", "# khung: ignore[a vì"]
        {
            assert_eq!(of(comment), [(vec![], if comment.contains("[]") { "vì sao" } else { "" })], "{comment}");
        }
        for comment in ["# khung: bộ khung 2.0", "# khung: ignored", "# ignore[a] b", "# a khung: ignore[a] b"] {
            assert_eq!(of(comment), [], "{comment}");
        }
    }
}
