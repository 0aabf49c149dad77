//! The constraints of a policy: a path that exists, and tests that its values could meet.

use jiff::civil::Date;
use regex::RegexBuilder;

use super::{Reader, strings};
use crate::check::policy::fault::Problem;
use crate::check::policy::path::{End, Path, unknown};
use crate::check::policy::property::{Bound, Literal, Property, Test, normal, number};
use crate::check::policy::say::{listed, shown};
use crate::framework::{FieldType, Kind};
use crate::text;
use crate::tree::NodeRef;

/// Longest pattern, in bytes.
const LONGEST_PATTERN: usize = 1_000;
/// Bytes of a compiled pattern.
const PATTERN_SIZE: usize = 1 << 20;

impl<'a> Reader<'a> {
    /// The constraints that can be read; what is wrong with the others is kept.
    pub(super) fn properties(&mut self, list: NodeRef<'a>, kinds: &[&Kind]) -> Vec<Property> {
        let mut properties: Vec<Property> = Vec::new();
        for node in list.elements() {
            let Some(path_node) = node.get("path") else { continue };
            let Some(written) = path_node.as_str() else { continue };
            let path = match Path::compile(written, &self.pack.framework, kinds) {
                Ok(path) => path,
                Err(problem) => {
                    self.fail(path_node, &format!("property[{}].path", shown(written)), problem);
                    continue;
                }
            };
            // Several constraints on one path are told apart by their order.
            let before = properties.iter().filter(|property| property.path.written == written).count();
            let field = if before == 0 { written.to_owned() } else { format!("{written}#{}", before + 1) };
            let tests = self.tests(node, path_node, &path);
            let message = self.message(node, "message");
            properties.push(Property { path, field, message, tests });
        }
        properties
    }

    fn tests(&mut self, node: NodeRef<'a>, path_node: NodeRef<'a>, path: &Path) -> Vec<Test> {
        let at = format!("property[{}]", path.written);
        let size = |key: &str| node.get(key).and_then(NodeRef::as_i64).and_then(|size| usize::try_from(size).ok());
        let mut tests = Vec::new();
        let (least, most) = (size("minCount"), size("maxCount"));
        tests.extend(least.filter(|least| *least > 0).map(Test::MinCount));
        tests.extend(most.map(Test::MaxCount));
        self.reversed(node, &at, ("minCount", "maxCount"), least.zip(most).is_some_and(|(least, most)| least > most));
        if let Some(value) = node.get("hasValue") {
            self.possible(value, &at, "hasValue", path);
            tests.extend(Literal::new(value).map(Test::HasValue));
        }
        if let Some(list) = node.get("in") {
            list.elements().for_each(|value| self.possible(value, &at, "in", path));
            tests.push(Test::In(list.elements().filter_map(Literal::new).collect()));
        }
        if let Some(pattern) = node.get("pattern") {
            tests.extend(self.pattern(pattern, &at, path));
        }
        if node.get("class").is_some() {
            tests.extend(self.class(node, &at, path));
        }
        let bound = |reader: &mut Self, key: &str| node.get(key).and_then(|bound| reader.bound(bound, &at, key, path));
        let (min, max) = (bound(self, "minInclusive"), bound(self, "maxInclusive"));
        let crossed = min.zip(max).is_some_and(|(min, max)| min > max);
        self.reversed(node, &at, ("minInclusive", "maxInclusive"), crossed);
        if min.is_some() || max.is_some() {
            tests.push(Test::Range { min, max });
        }
        let (min, max) = (size("minLength"), size("maxLength"));
        self.reversed(node, &at, ("minLength", "maxLength"), min.zip(max).is_some_and(|(min, max)| min > max));
        if min.is_some() || max.is_some() {
            self.plain(node.get("minLength").or(node.get("maxLength")), &at, path);
            tests.push(Test::Length { min, max });
        }
        let asks = node.members().any(|member| !matches!(member.key, "path" | "message"));
        if !asks || (least == Some(0) && tests.is_empty()) {
            let written = &path.written;
            self.fail(
                path_node,
                &at,
                Problem::new(
                    text!(
                        vi: "ràng buộc trên `{written}` không đòi hỏi gì",
                        en: "the constraint on `{written}` asks for nothing",
                    ),
                    text!(
                        vi: "thêm `minCount`, `in`, `pattern`, `class` …",
                        en: "add `minCount`, `in`, `pattern`, `class` …",
                    ),
                ),
            );
        }
        tests
    }

    fn reversed(&mut self, node: NodeRef<'_>, at: &str, (low, high): (&str, &str), reversed: bool) {
        if let Some(value) = node.get(low).filter(|_| reversed) {
            self.fail(
                value,
                &format!("{at}.{low}"),
                Problem::new(
                    text!(
                        vi: "`{low}` lớn hơn `{high}`, không gì thỏa được",
                        en: "`{low}` is above `{high}`: nothing can meet both",
                    ),
                    text!(vi: "sửa một trong hai", en: "correct one of them"),
                ),
            );
        }
    }

    /// A value that the field can never have would make every component fail.
    fn possible(&mut self, value: NodeRef<'_>, at: &str, key: &str, path: &Path) {
        let Some(literal) = Literal::new(value) else { return };
        let text = literal.text();
        let problem = match &path.end {
            End::Component if !text.contains('/') => {
                let shown = shown(text);
                Problem::new(
                    text!(
                        vi: "`{shown}` không phải mã đầy đủ của một thành phần",
                        en: "`{shown}` is not the whole id of a component",
                    ),
                    text!(vi: "viết `mã-cơ-quan/mã-thành-phần`", en: "write `agency/component`"),
                )
            }
            End::Values(FieldType::Enum, values) if !values.is_empty() && !values.iter().any(|value| value == text) => {
                let written = &path.written;
                unknown(
                    text,
                    &format!("giá trị của `{written}` là"),
                    &format!("value of `{written}`"),
                    values.iter().map(String::as_str),
                )
            }
            End::Values(FieldType::Integer | FieldType::Number, _) if number(value).is_none() => {
                not_of_type(path, "số", "numbers")
            }
            End::Group => not_of_type(path, "nhóm trường", "groups of fields"),
            _ => return,
        };
        self.fail(value, &format!("{at}.{key}[{}]", shown(text)), problem);
    }

    fn pattern(&mut self, node: NodeRef<'_>, at: &str, path: &Path) -> Option<Test> {
        self.plain(Some(node), at, path);
        let written = node.as_str()?;
        let field = format!("{at}.pattern");
        if written.len() > LONGEST_PATTERN {
            self.fail(
                node,
                &field,
                Problem::new(
                    text!(
                        vi: "khuôn dài hơn {LONGEST_PATTERN} byte",
                        en: "the pattern is longer than {LONGEST_PATTERN} bytes",
                    ),
                    text!(vi: "viết ngắn lại", en: "make it shorter"),
                ),
            );
            return None;
        }
        match RegexBuilder::new(&normal(written)).size_limit(PATTERN_SIZE).build() {
            Ok(pattern) => Some(Test::Pattern(pattern, shown(written))),
            Err(error) => {
                let error = error.to_string();
                let error = shown(error.lines().last().unwrap_or_default().trim_start_matches("error: "));
                self.fail(
                    node,
                    &field,
                    Problem::new(
                        text!(vi: "biểu thức chính quy sai: {error}", en: "no regular expression: {error}"),
                        text!(
                            vi: "không dùng được nhìn trước, nhìn sau, tham chiếu ngược",
                            en: "look-around and back-references do not exist here",
                        ),
                    ),
                );
                None
            }
        }
    }

    fn class(&mut self, node: NodeRef<'a>, at: &str, path: &Path) -> Option<Test> {
        let framework = &self.pack.framework;
        self.known(node, &format!("{at}.class"), "loại", "kind", || {
            framework.kinds.iter().map(|kind| kind.id.as_str())
        });
        if !matches!(path.end, End::Component) {
            self.fail(
                node.get("class")?,
                &format!("{at}.class"),
                not_of_type(path, "giá trị, không phải thành phần", "values, not components"),
            );
            return None;
        }
        let names: Vec<&str> = strings(node, "class").map(|(_, name)| name).collect();
        let kinds = names.iter().filter_map(|name| framework.kind_id(name)).collect();
        Some(Test::Class(kinds, listed(names)))
    }

    fn bound(&mut self, node: NodeRef<'_>, at: &str, key: &str, path: &Path) -> Option<Bound> {
        let problem = match &path.end {
            End::Values(FieldType::Integer | FieldType::Number, _) => match number(node) {
                Some(number) => return Some(Bound::Number(number)),
                None => not_of_type(path, "số", "numbers"),
            },
            End::Values(FieldType::Date, _) => match node.as_str().and_then(|text| text.parse::<Date>().ok()) {
                Some(day) => return Some(Bound::Date(day)),
                None => not_of_type(path, "ngày", "dates"),
            },
            End::Values(..) => not_of_type(path, "chữ, không so sánh lớn nhỏ được", "text, which has no order"),
            End::Component => not_of_type(path, "thành phần", "components"),
            End::Group => not_of_type(path, "nhóm trường", "groups of fields"),
        };
        self.fail(node, &format!("{at}.{key}"), problem);
        None
    }

    /// A fault unless the path leads to text.
    fn plain(&mut self, node: Option<NodeRef<'_>>, at: &str, path: &Path) {
        let problem = match &path.end {
            End::Values(..) => return,
            End::Component => not_of_type(path, "thành phần", "components"),
            End::Group => not_of_type(path, "nhóm trường", "groups of fields"),
        };
        if let Some(node) = node {
            self.fail(node, at, problem);
        }
    }
}

fn not_of_type(path: &Path, vi: &str, en: &str) -> Problem {
    let written = &path.written;
    Problem::new(
        text!(vi: "`{written}` dẫn tới {vi}", en: "`{written}` leads to {en}"),
        text!(
            vi: "sửa `path`, hoặc dùng ràng buộc hợp với kiểu ấy",
            en: "correct `path`, or ask what goes with that type",
        ),
    )
}
