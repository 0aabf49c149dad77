//! What the schema refuses, in words an architect can act on: where it is, whom it is about, what to write.
//!
//! The validator only says where and which keyword; the words come from the pack, by way of [`Shape`],
//! so that its own text never reaches anybody.

mod date;
mod missing;
mod say;
mod shape;
mod suggest;
#[cfg(test)]
mod tests;
mod unknown;
mod value;

use std::borrow::Cow;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::{Location, LocationSegment};
use rustc_hash::FxHashSet;

use super::extract::nfc;
use super::faults;
use crate::diagnostic::{Finding, Subject};
use crate::framework::{DocumentKind, Field, FieldType, Framework, Severity};
use crate::source::{FileId, Place, Span};
use crate::text;
use crate::text::Text;
use crate::tree::{Member, NodeRef};
use shape::Shape;

/// As many faults of one document as are told one by one.
const MOST: usize = 1_000;

/// A document that is not valid.
pub(super) struct Document<'a> {
    framework: &'a Framework,
    kind: DocumentKind,
    root: NodeRef<'a>,
    path: &'a str,
    file: FileId,
    /// Looked up once: a document may have many keys and as many faults.
    agency: Cow<'a, str>,
    layer: &'a str,
    top: Shape<'a>,
}

/// A place in a document, reached by the path of an error.
struct Spot<'a> {
    node: NodeRef<'a>,
    shape: Shape<'a>,
    /// The key that led here; absent at the top and for entries of a list.
    member: Option<Member<'a>>,
    /// The component it is inside.
    component: Option<NodeRef<'a>>,
    /// Dotted path from the component, or from the top outside components.
    field: String,
}

/// What to tell about one fault.
struct Advice {
    message: Text,
    help: Text,
}

impl<'a> Document<'a> {
    /// A document of a kind, and where its text is.
    pub fn new(framework: &'a Framework, kind: DocumentKind, root: NodeRef<'a>, path: &'a str, file: FileId) -> Self {
        let agency = root.get("agency").and_then(NodeRef::as_scalar).map(say::part).unwrap_or_default();
        let layer = root.get("layer").and_then(NodeRef::as_str);
        let layer = layer.filter(|id| framework.layer_id(id).is_some()).unwrap_or_default();
        Self { framework, kind, root, path, file, agency, layer, top: Shape::of(framework, kind, root) }
    }

    /// Turns the errors of the validator into findings, one for each fault.
    pub fn explain<'e>(&self, errors: impl Iterator<Item = ValidationError<'e>>, out: &mut Vec<Finding>) {
        let before = out.len();
        let mut missing: Vec<(Location, String)> = Vec::new();
        // Required fields that are there under another name, by the object they are missing from.
        let mut meant: FxHashSet<(Location, String)> = FxHashSet::default();
        let mut told: FxHashSet<Location> = FxHashSet::default();
        let mut left = 0_usize;
        for (count, error) in errors.enumerate() {
            if count >= MOST || out.len() - before >= MOST {
                left += 1;
                continue;
            }
            let at = error.instance_path();
            match error.kind() {
                ValidationErrorKind::Required { property } => {
                    let key = property.as_str().unwrap_or_default().to_owned();
                    missing.push((at.clone(), key));
                }
                ValidationErrorKind::AdditionalProperties { unexpected } => {
                    let spot = self.spot(at.iter());
                    let unexpected: FxHashSet<&str> = unexpected.iter().map(String::as_str).collect();
                    // In one pass: an object may have as many keys as a file has bytes for.
                    let members = spot.node.members().filter(|member| unexpected.contains(member.key));
                    left += unexpected.len().saturating_sub(MOST);
                    for member in members.take(MOST) {
                        let stands_for = self.unknown(&spot, &member, out);
                        meant.extend(stands_for.into_iter().map(|key| (at.clone(), key)));
                    }
                }
                // A field the component's kind may not carry.
                ValidationErrorKind::FalseSchema => {
                    let steps: Vec<_> = at.iter().collect();
                    let parent = self.spot(steps[..steps.len().saturating_sub(1)].iter().cloned());
                    if let Some(member) = self.spot(at.iter()).member {
                        self.unknown(&parent, &member, out);
                    }
                }
                // One value may break several keywords; it is one fault all the same.
                _ if told.insert(at.clone()) => self.value(&self.spot(at.iter()), out),
                _ => {}
            }
        }
        for entry in missing {
            let spot = self.spot(entry.0.iter());
            // A merge key would have brought the field; it is reported as such.
            let merged = spot.node.get(unknown::MERGE_KEY).is_some();
            if !merged && !meant.contains(&entry) {
                self.missing(&spot, &entry.1, out);
            }
        }
        if left > 0 {
            out.push(self.more(left));
        }
    }

    /// Says that not all was said: a document this wrong was generated, or is no architecture.
    fn more(&self, left: usize) -> Finding {
        let message = text!(
            vi: "tài liệu còn ít nhất {left} lỗi khác, không liệt kê ở đây",
            en: "the document has at least {left} other faults, not listed here",
        );
        let help = text!(
            vi: "sửa các lỗi đã nêu rồi chạy lại; mỗi tài liệu chỉ nêu {MOST} lỗi đầu",
            en: "mend those listed and run again; the first {MOST} of a document are listed",
        );
        let top = self.spot(std::iter::empty());
        let advice = Advice { message, help };
        self.finding(faults::INVALID_VALUE, &top, self.root.first_line(), String::new(), advice)
    }

    fn unknown(&self, spot: &Spot<'a>, member: &Member<'a>, out: &mut Vec<Finding>) -> Option<String> {
        let (advice, stands_for) = unknown::unknown(self.framework, spot, *member)?;
        let field = join(&spot.field, &say::part(member.key));
        out.push(self.finding(faults::UNKNOWN_FIELD, spot, member.key_span, field, advice));
        stands_for.map(str::to_owned)
    }

    fn missing(&self, spot: &Spot<'a>, key: &str, out: &mut Vec<Finding>) {
        let first = spot.node.members().next();
        let span = first.map_or(spot.node.first_line(), |member| member.key_span);
        let advice = missing::missing(self.framework, spot, key);
        out.push(self.finding(faults::MISSING_FIELD, spot, span, join(&spot.field, key), advice));
    }

    fn value(&self, spot: &Spot<'a>, out: &mut Vec<Finding>) {
        let span = match spot.member {
            // Nothing is written, so there is nothing to point at but the key.
            Some(member) if spot.node.span().is_empty() => member.key_span,
            _ => spot.node.first_line(),
        };
        let advice = value::value(self.framework, spot);
        out.push(self.finding(faults::INVALID_VALUE, spot, span, spot.field.clone(), advice));
    }

    fn finding(&self, rule: &'static str, spot: &Spot<'a>, span: Span, field: String, advice: Advice) -> Finding {
        let agency = &self.agency;
        let id = spot.component.and_then(|component| component.get("id")).and_then(NodeRef::as_scalar).map(say::part);
        let subject = match (self.kind, id) {
            (DocumentKind::Layer, Some(id)) if !agency.is_empty() => Subject::Component(format!("{agency}/{id}")),
            (DocumentKind::Agency, _) if !agency.is_empty() => Subject::Agency(agency.to_string()),
            _ => Subject::File(self.path.to_owned()),
        };
        let place = Place { file: self.file, span };
        Finding::new(rule, Severity::Error, subject, place, advice.message, advice.help)
            .with_field(field)
            .counted_under(agency.to_string(), self.layer)
    }

    /// Follows the path of an error.
    fn spot<'s>(&self, steps: impl Iterator<Item = LocationSegment<'s>>) -> Spot<'a> {
        let mut spot = Spot { node: self.root, shape: self.top, member: None, component: None, field: String::new() };
        for step in steps {
            let moved = match step {
                LocationSegment::Index(index) if spot.node.is_seq() => self.element(&mut spot, index),
                // A key of digits alone reads as an index.
                step => self.key(&mut spot, &step.to_string()),
            };
            if moved.is_none() {
                break;
            }
        }
        spot
    }

    fn key(&self, spot: &mut Spot<'a>, key: &str) -> Option<()> {
        let member = spot.node.member(key)?;
        spot.shape = spot.shape.key(self.framework, key);
        spot.node = member.value;
        spot.member = Some(member);
        spot.field = join(&spot.field, key);
        Some(())
    }

    fn element(&self, spot: &mut Spot<'a>, index: usize) -> Option<()> {
        let element = spot.node.elements().nth(index)?;
        let list = spot.shape;
        spot.shape = list.element(self.framework, element);
        spot.node = element;
        spot.member = None;
        let is_component = matches!(list, Shape::Components(_));
        if is_component {
            spot.component = Some(element);
        }
        if is_component && element.get("id").and_then(NodeRef::as_scalar).is_some() {
            spot.field.clear();
        } else {
            let label = self.label(spot).unwrap_or_else(|| (index + 1).to_string());
            spot.field = format!("{}[{label}]", spot.field);
        }
        Some(())
    }

    /// What an entry of a list is known by, so that moving it makes no new finding.
    fn label(&self, spot: &Spot<'a>) -> Option<String> {
        let text = |node: NodeRef<'a>| node.as_scalar().or_else(|| node.get("vi")?.as_str());
        let own = |field: &str| spot.node.get(field).and_then(text);
        // Many components are of one kind; no two have one name.
        let names = |field: &Field| field.kind != FieldType::Enum;
        let fields = spot.shape.fields(self.framework);
        let label = text(spot.node)
            .or_else(|| fields.iter().filter(|field| field.required && names(field)).find_map(|field| own(&field.id)))
            .or_else(|| spot.node.members().find_map(|member| text(member.value)))?;
        (!label.is_empty()).then(|| nfc(&say::clip(label)).into_owned())
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
