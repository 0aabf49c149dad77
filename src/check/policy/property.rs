//! One constraint of a policy: the values at the end of a path, and what is asked of them.

use std::borrow::Cow;

use jiff::civil::Date;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::path::{Found, Path, What};
use super::say::{listed, same, shown};
use crate::check::context::Context;
use crate::framework::KindId;
use crate::model::{ComponentId, date, words};
use crate::source::Place;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::{NodeRef, Value};

/// As many wrong values as one message names.
const NAMED: usize = 3;

/// A constraint, compiled.
pub(super) struct Property {
    pub path: Path,
    /// What findings are about: the path, and which of its constraints where a policy has several.
    pub field: String,
    pub message: Option<Text>,
    pub tests: Vec<Test>,
}

/// One thing that is asked.
pub(super) enum Test {
    MinCount(usize),
    MaxCount(usize),
    HasValue(Literal),
    In(Vec<Literal>),
    Pattern(Regex, String),
    Class(Vec<KindId>, String),
    Range { min: Option<Bound>, max: Option<Bound> },
    Length { min: Option<usize>, max: Option<usize> },
}

/// A value of a policy, to compare others with.
pub(super) struct Literal {
    text: String,
    number: Option<f64>,
}

/// An end of a range.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Bound {
    Number(f64),
    Date(Date),
}

/// A test that is not met.
pub(super) struct Failure {
    pub says: Text,
    pub fix: Text,
    /// What `{value}` stands for.
    pub value: String,
    /// Where the wrong values stand; empty where something is missing.
    pub places: Vec<Place>,
}

impl Property {
    /// Every test that a component does not meet.
    pub fn judge(&self, context: &Context<'_, '_>, id: ComponentId) -> Vec<Failure> {
        let walked = self.path.walk(context, id);
        // A reference that leads nowhere is reported as such; that it is then missing is no second fault.
        let asked = self.tests.iter().filter(|test| !walked.lost || !test.counts());
        asked.filter_map(|test| test.judge(context, &self.path.written, &walked.found)).collect()
    }
}

impl Test {
    /// Whether it asks for something to be there.
    const fn counts(&self) -> bool {
        matches!(self, Self::MinCount(_) | Self::HasValue(_))
    }

    fn judge(&self, context: &Context<'_, '_>, path: &str, found: &[Found<'_>]) -> Option<Failure> {
        let count = found.len();
        match self {
            Self::MinCount(least) => (count < *least).then(|| {
                let says = if count == 0 {
                    text!(vi: "chưa ghi `{path}`", en: "`{path}` is not said")
                } else {
                    text!(
                        vi: "`{path}` có {count} giá trị, cần ít nhất {least}",
                        en: "`{path}` has {count} values and needs {least} or more",
                    )
                };
                let fix = text!(vi: "thêm `{path}`, ít nhất {least} giá trị", en: "add `{path}`, {least} or more");
                failure(says, fix, count.to_string(), found)
            }),
            Self::MaxCount(most) => (count > *most).then(|| {
                let says = text!(
                    vi: "`{path}` có {count} giá trị, nhiều nhất là {most}",
                    en: "`{path}` has {count} values and may have {most}",
                );
                let fix = text!(
                    vi: "để lại nhiều nhất {most} giá trị ở `{path}`",
                    en: "leave {most} or fewer in `{path}`",
                );
                failure(says, fix, count.to_string(), &found[*most..])
            }),
            Self::HasValue(wanted) => {
                let has = found.iter().any(|value| wanted.is(context, value));
                (!has).then(|| {
                    let wanted = shown(&wanted.text);
                    let says = text!(vi: "`{path}` không có `{wanted}`", en: "`{path}` does not have `{wanted}`");
                    let fix = text!(vi: "thêm `{wanted}` vào `{path}`", en: "add `{wanted}` to `{path}`");
                    failure(says, fix, names(context, found), found)
                })
            }
            _ => self.judge_each(context, path, found),
        }
    }

    /// The tests that every value must meet.
    fn judge_each(&self, context: &Context<'_, '_>, path: &str, found: &[Found<'_>]) -> Option<Failure> {
        let mut wrong = found.iter().filter(|value| !self.allows(context, value)).peekable();
        wrong.peek()?;
        let wrong: Vec<&Found<'_>> = wrong.collect();
        let value = names(context, wrong.iter().copied());
        let says = text!(vi: "`{path}` là {value}, không được phép", en: "`{path}` is {value}, which is not allowed");
        let fix = self.asks(path);
        Some(failure(says, fix, value, wrong))
    }

    /// Whether a value is allowed. One that is of another type is a fault of its own, found when it was read.
    fn allows(&self, context: &Context<'_, '_>, value: &Found<'_>) -> bool {
        match (self, value.what) {
            (Self::In(allowed), _) => allowed.iter().any(|literal| literal.is(context, value)),
            (Self::Class(kinds, _), What::Component(id)) => {
                context.graph.component(id).kind.is_none_or(|kind| kinds.contains(&kind))
            }
            (Self::Pattern(pattern, _), What::Node(node)) => {
                text_of(node).is_none_or(|text| pattern.is_match(&normal(&text)))
            }
            (Self::Range { min, max }, What::Node(node)) => {
                let value = |bound: &Bound| match bound {
                    Bound::Number(_) => number(node).map(Bound::Number),
                    Bound::Date(_) => date(node).map(Bound::Date),
                };
                let within = |bound: &Option<Bound>, fits: fn(&Bound, &Bound) -> bool| {
                    bound.as_ref().is_none_or(|bound| value(bound).is_none_or(|value| fits(&value, bound)))
                };
                within(min, |value, bound| value >= bound) && within(max, |value, bound| value <= bound)
            }
            (Self::Length { min, max }, What::Node(node)) => text_of(node).is_none_or(|text| {
                let length = normal(&text).chars().count();
                min.is_none_or(|min| length >= min) && max.is_none_or(|max| length <= max)
            }),
            _ => true,
        }
    }

    /// What the test asks of every value.
    fn asks(&self, path: &str) -> Text {
        match self {
            Self::In(allowed) => {
                let list = listed(allowed.iter().map(|literal| literal.text.as_str()));
                text!(vi: "chọn trong: {list}", en: "choose from: {list}")
            }
            Self::Class(_, kinds) => {
                text!(vi: "`{path}` phải trỏ tới loại: {kinds}", en: "`{path}` must lead to the kinds: {kinds}")
            }
            Self::Pattern(_, pattern) => {
                text!(vi: "`{path}` phải khớp `{pattern}`", en: "`{path}` must match `{pattern}`")
            }
            Self::Range { min, max } => {
                let bound = |vi: &str, en: &str, bound: &Option<Bound>| {
                    bound.as_ref().map_or_else(Text::default, |bound| {
                        let bound = bound.shown();
                        text!(vi: " {vi} {bound}", en: " {en} {bound}")
                    })
                };
                let (from, to) = (bound("từ", "from", min), bound("đến", "to", max));
                Text::new(
                    format!("`{path}` phải nằm trong khoảng{}{}", from.vi, to.vi),
                    format!("`{path}` must lie in the range{}{}", from.en, to.en),
                )
            }
            Self::Length { min, max } => {
                let from = min.map_or(String::new(), |min| format!(" ≥ {min}"));
                let to = max.map_or(String::new(), |max| format!(" ≤ {max}"));
                text!(vi: "số ký tự của `{path}` phải{from}{to}", en: "`{path}` must have{from}{to} characters")
            }
            Self::MinCount(_) | Self::MaxCount(_) | Self::HasValue(_) => Text::default(),
        }
    }
}

impl Literal {
    /// A plain value of the policy.
    pub fn new(node: NodeRef<'_>) -> Option<Self> {
        text_of(node).map(|text| Self { number: number(node), text: text.into_owned() })
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn is(&self, context: &Context<'_, '_>, value: &Found<'_>) -> bool {
        match value.what {
            What::Component(id) => *context.graph.component(id).key == *self.text,
            What::Node(node) => match (self.number, number(node)) {
                (Some(left), Some(right)) => left.total_cmp(&right).is_eq(),
                _ => text_of(node).is_some_and(|text| same(&text, &self.text)),
            },
        }
    }
}

impl Bound {
    /// As written.
    pub fn shown(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
        }
    }
}

fn failure<'f, 'r: 'f>(
    says: Text,
    fix: Text,
    value: String,
    wrong: impl IntoIterator<Item = &'f Found<'r>>,
) -> Failure {
    Failure { says, fix, value, places: wrong.into_iter().filter_map(|found| found.at).collect() }
}

/// Values as a message names them.
fn names<'f, 'r: 'f>(context: &Context<'_, '_>, found: impl IntoIterator<Item = &'f Found<'r>>) -> String {
    let name = |found: &Found<'_>| match found.what {
        What::Component(id) => context.key(id),
        What::Node(node) => text_of(node).map_or_else(|| "…".to_owned(), |text| shown(&text)),
    };
    let mut found = found.into_iter();
    let mut names: Vec<String> = found.by_ref().take(NAMED).map(|found| format!("`{}`", name(found))).collect();
    let more = found.count();
    if more > 0 {
        names.push(format!("… (+{more})"));
    }
    names.join(", ")
}

/// A number as a number, whatever way it is written.
pub(super) fn number(node: NodeRef<'_>) -> Option<f64> {
    match node.value() {
        Value::Number(written) => written.parse().ok().or_else(|| {
            // Whole numbers may be written in ways that only the tree knows.
            node.as_i64().and_then(|whole| whole.to_string().parse().ok())
        }),
        _ => None,
    }
}

/// The text of a plain value; of one in two languages, the Vietnamese.
fn text_of(node: NodeRef<'_>) -> Option<Cow<'_, str>> {
    let flag = || node.as_bool().map(|flag| Cow::Borrowed(if flag { "true" } else { "false" }));
    node.as_scalar().or_else(|| words(node, Lang::Vi)).map(Cow::Borrowed).or_else(flag)
}

/// A text in the one encoding of its accents that patterns are compared in.
pub(super) fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}
