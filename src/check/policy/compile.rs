//! Policies from the span tree: everything that is wrong with each, at its line.

mod constraint;

use std::ops::Range;
use std::sync::Arc;

use super::expression::{self, Expression};
use super::fault::{Problem, part};
use super::path::unknown;
use super::say::{PLACEHOLDERS, did_you_mean, listed, nearest, shown, unknown_placeholder};
use super::target::Target;
use super::{Policy, page};
use crate::check::rules::RULES;
use crate::diagnostic::Finding;
use crate::framework::{DocumentType, Kind, Pack, RuleSetting, Severity, Validity};
use crate::load::{FAULTS, Loaded};
use crate::model::{date, words};
use crate::source::{FileId, Place};
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

/// A block like those of the pack, and how to look.
type Compiled = (RuleSetting, Arc<Policy>);

/// Every policy of a repository that can be applied, and what is wrong with the others.
pub(super) fn all(loaded: &Loaded, pack: &Pack) -> (Vec<Compiled>, Vec<Finding>) {
    let mut compiled: Vec<Compiled> = Vec::new();
    let mut findings = Vec::new();
    for document in loaded.repository.documents_of(DocumentType::Policies) {
        let list = loaded.repository.top(document).get("policies");
        let Some(list) = list.filter(|list| list.is_seq()) else {
            // What it ought to be is said by loading, in a finding that a filter may hide.
            let mut reader = Reader::new(loaded, pack, document.file, "policies".to_owned());
            let top = loaded.repository.top(document);
            reader.fail(top.get("policies").unwrap_or(top), "", unreadable());
            findings.append(&mut reader.findings);
            continue;
        };
        for (index, node) in list.elements().enumerate() {
            let name = node.get("policy").and_then(NodeRef::as_str);
            let label = name.map_or_else(|| (index + 1).to_string(), shown);
            let mut reader = Reader::new(loaded, pack, document.file, format!("policies[{label}]"));
            let taken = compiled.iter().map(|(setting, _)| setting.rule.as_str()).collect::<Vec<_>>();
            let policy = reader.policy(node, &taken);
            findings.append(&mut reader.findings);
            compiled.extend(policy);
        }
    }
    (compiled, findings)
}

fn unreadable() -> Problem {
    Problem::new(
        text!(
            vi: "quy tắc riêng chưa được áp dụng vì khai báo còn lỗi",
            en: "the policy is not applied: it is not well formed",
        ),
        text!(vi: "sửa các lỗi được nêu ở tài liệu này", en: "mend the other faults that are told of this document"),
    )
}

/// Reads one policy and keeps what is wrong with it.
struct Reader<'a> {
    loaded: &'a Loaded,
    pack: &'a Pack,
    file: FileId,
    path: &'a str,
    /// What findings are about: `policies[name]`.
    label: String,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn new(loaded: &'a Loaded, pack: &'a Pack, file: FileId, label: String) -> Self {
        Self { loaded, pack, file, path: &loaded.sources.get(file).path, label, findings: Vec::new() }
    }

    fn place(&self, node: NodeRef<'_>) -> Place {
        Place { file: self.file, span: node.first_line() }
    }

    fn fail(&mut self, node: NodeRef<'_>, field: &str, problem: Problem) {
        let place = self.place(node);
        self.fail_at(place, field, problem);
    }

    fn fail_at(&mut self, place: Place, field: &str, problem: Problem) {
        let field = if field.is_empty() { self.label.clone() } else { format!("{}.{field}", self.label) };
        self.findings.push(problem.at(self.path, place, field));
    }

    /// The policy, where nothing at all is wrong with it.
    fn policy(&mut self, node: NodeRef<'a>, taken: &[&str]) -> Option<Compiled> {
        let name = node.get("policy");
        let name_node = name.unwrap_or(node);
        let within = |finding: &&Finding| {
            let (inner, outer) = (finding.place.span, node.span());
            finding.place.file == self.file && inner.start >= outer.start && inner.end <= outer.end
        };
        if self.loaded.findings.iter().any(|finding| within(&finding)) {
            self.fail(name_node, "", unreadable());
            return None;
        }
        let name = name?.as_str()?.to_owned();
        self.check_name(name_node, &name, taken);
        let setting = self.setting(node, &name)?;
        let kinds = self.kinds(node);
        let target = node.get("target").map(|target| self.target(target)).unwrap_or_default();
        let properties = node.get("property").map(|list| self.properties(list, &kinds)).unwrap_or_default();
        let written = node.get("expression");
        let expression = written.and_then(|written| self.expression(written, "expression"));
        if node.get("property").is_none() && written.is_none() {
            self.fail(
                name_node,
                "property",
                Problem::new(
                    text!(vi: "quy tắc riêng `{name}` không đòi hỏi gì", en: "the policy `{name}` asks for nothing"),
                    text!(vi: "thêm `property` hoặc `expression`", en: "add `property` or `expression`"),
                ),
            );
        }
        let condition = node.get("target").and_then(|target| target.get("where"));
        let policy = Policy {
            name,
            file: self.path.to_owned(),
            target,
            properties,
            expression,
            where_place: self.place(condition.unwrap_or(name_node)),
            expression_place: self.place(written.unwrap_or(name_node)),
            message: self.message(node, "message"),
            fix: self.message(node, "fix"),
        };
        self.findings.is_empty().then(|| (setting, Arc::new(policy)))
    }

    fn check_name(&mut self, node: NodeRef<'_>, name: &str, taken: &[&str]) {
        let builtin = RULES.iter().any(|rule| rule.name == name) || FAULTS.iter().any(|fault| fault.name == name);
        let tag = self.pack.rules.rules.iter().any(|rule| rule.tag.eq_ignore_ascii_case(name));
        let problem = if builtin || tag {
            text!(vi: "`{name}` là tên một quy tắc có sẵn", en: "`{name}` is the name of a rule that is there already")
        } else if taken.contains(&name) {
            text!(vi: "`{name}` là tên một quy tắc riêng khác", en: "`{name}` is the name of another policy")
        } else {
            return;
        };
        let help = text!(vi: "đặt tên khác, ví dụ `co-quan-{name}`", en: "choose another, such as `agency-{name}`");
        self.fail(node, "policy", Problem::new(problem, help));
    }

    fn setting(&mut self, node: NodeRef<'a>, name: &str) -> Option<RuleSetting> {
        let severity = match node.get("severity").and_then(NodeRef::as_str)? {
            "info" => Severity::Info,
            "warning" => Severity::Warning,
            _ => Severity::Error,
        };
        let applies = node
            .get("applies")
            .map(|applies| Validity { from: applies.get("from").and_then(date), to: applies.get("to").and_then(date) });
        let applies = applies.unwrap_or_default();
        if let (Some(from), Some(to)) = (applies.from, applies.to)
            && to < from
            && let Some(node) = node.get("applies")
        {
            self.fail(
                node,
                "applies",
                Problem::new(
                    text!(
                        vi: "quy tắc hết áp dụng {to} trước khi bắt đầu {from}",
                        en: "it ends on {to}, before it begins on {from}",
                    ),
                    text!(vi: "sửa `from` hoặc `to`", en: "correct `from` or `to`"),
                ),
            );
        }
        let source = self.loaded.sources.get(self.file);
        Some(page::setting(node, name, severity, applies, source, self.pack))
    }

    /// The kinds the target names, to know which fields there can be.
    fn kinds(&self, node: NodeRef<'_>) -> Vec<&'a Kind> {
        let framework = &self.pack.framework;
        let Some(target) = node.get("target") else { return Vec::new() };
        let named = |key: &str, id: &str| strings(target, key).any(|(_, name)| name == id);
        let asked = |key: &str| target.get(key).is_some();
        if !asked("class") && !asked("layer") {
            return Vec::new();
        }
        let fits = |kind: &&Kind| {
            (!asked("class") || named("class", &kind.id)) && (!asked("layer") || named("layer", &kind.layer))
        };
        framework.kinds.iter().filter(fits).collect()
    }

    fn target(&mut self, node: NodeRef<'a>) -> Target {
        let framework = &self.pack.framework;
        let kinds = || framework.kinds.iter().map(|kind| kind.id.as_str());
        let layers = || framework.layers.iter().map(|layer| layer.id.as_str());
        let agencies = || self.loaded.repository.agencies.iter().map(|agency| agency.id.as_str());
        let level = framework.fields_of(DocumentType::Agency).find(|field| field.id == "level");
        let levels = || level.into_iter().flat_map(|level| &level.values).map(|value| value.id.as_str());
        let agency_names: Vec<&str> = agencies().collect();
        self.known(node, "target.class", "loại", "kind", kinds);
        self.known(node, "target.layer", "lớp", "layer", layers);
        self.known(node, "target.level", "cấp cơ quan", "level of agency", levels);
        self.known(node, "target.agency", "cơ quan", "agency", || agency_names.iter().copied());
        let all = |key: &str| strings(node, key).map(|(_, name)| name.to_owned()).collect::<Vec<_>>();
        let condition = node.get("where").and_then(|written| self.expression(written, "target.where"));
        Target {
            kinds: all("class").iter().filter_map(|id| framework.kind_id(id)).collect(),
            layers: all("layer").iter().filter_map(|id| framework.layer_id(id)).collect(),
            states: all("state"),
            levels: all("level"),
            agencies: all("agency"),
            expression: condition,
        }
    }

    /// A fault for each name of a list that means nothing.
    fn known<'k, I: Iterator<Item = &'k str>>(
        &mut self,
        node: NodeRef<'_>,
        field: &str,
        vi: &str,
        en: &str,
        known: impl Fn() -> I,
    ) {
        let key = field.rsplit('.').next().unwrap_or(field);
        for (entry, name) in strings(node, key) {
            if !known().any(|known| known == name) {
                self.fail(entry, &format!("{field}[{}]", shown(name)), unknown(name, vi, en, known()));
            }
        }
    }

    fn expression(&mut self, node: NodeRef<'_>, field: &str) -> Option<Expression> {
        match Expression::compile(node.as_str()?, &self.pack.framework) {
            Ok(expression) => Some(expression),
            Err(expression::Fault { message, help, at }) => {
                let span = at.map_or_else(|| node.first_line(), |at: Range<usize>| part(node, &at));
                self.fail_at(Place { file: self.file, span }, field, Problem::new(message, help));
                None
            }
        }
    }

    /// A message, whose placeholders must be known.
    fn message(&mut self, node: NodeRef<'_>, key: &str) -> Option<Text> {
        let written = node.get(key)?;
        let text = Text::new(words(written, Lang::Vi)?, words(written, Lang::En)?);
        let wrong = unknown_placeholder(&text.vi).or_else(|| unknown_placeholder(&text.en)).map(shown);
        if let Some(wrong) = wrong {
            let list = listed(["{component}", "{name}", "{value}"]);
            let help = did_you_mean(
                nearest(&wrong, PLACEHOLDERS.into_iter()),
                text!(vi: "dùng được: {list}", en: "these may be used: {list}"),
            );
            let message = text!(vi: "`{{{wrong}}}` không thay cho gì cả", en: "`{{{wrong}}}` stands for nothing");
            self.fail(written, key, Problem::new(message, help));
        }
        Some(text)
    }
}

/// The strings of a list, each with its node.
fn strings<'t>(node: NodeRef<'t>, key: &str) -> impl Iterator<Item = (NodeRef<'t>, &'t str)> {
    let elements = node.get(key).into_iter().flat_map(NodeRef::elements);
    elements.filter_map(|element| element.as_scalar().map(|name| (element, name)))
}
