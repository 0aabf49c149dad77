//! `path` of a constraint: from a component over fields and relations to values. Names become ids when the
//! policy is read, so that walking looks nothing up but the tree.

use jiff::civil::Date;

use super::fault::Problem;
use super::say::{did_you_mean, nearest};
use crate::check::context::{Context, says_something};
use crate::framework::{DocumentType, Field, FieldType, Framework, Kind, RelationId};
use crate::model::{ComponentId, date};
use crate::source::Place;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

/// Field whose entries are connections, described by `connection:` of the pack.
const CONNECTS: &str = "connects";

/// A path that exists in the framework.
pub(super) struct Path {
    /// As written.
    pub written: String,
    steps: Vec<Step>,
    /// What stands at its end.
    pub end: End,
}

enum Step {
    /// Into a field; `refers` where its values name components.
    Field {
        name: String,
        refers: bool,
    },
    Relation {
        id: RelationId,
        name: String,
    },
    Inverse(RelationId),
}

/// What stands at the end of a path.
pub(super) enum End {
    Component,
    /// Values of a type; of an enumeration, these.
    Values(FieldType, Vec<String>),
    /// A group of fields: it can be counted, and nothing else.
    Group,
}

/// A value at the end of a path.
pub(super) struct Found<'r> {
    pub what: What<'r>,
    /// Where it is said in the file of the component asked about; none where another component says it.
    pub at: Option<Place>,
}

/// What a value is.
#[derive(Clone, Copy)]
pub(super) enum What<'r> {
    Component(ComponentId),
    Node(NodeRef<'r>),
}

/// All the values, and whether a reference on the way led nowhere, which is reported as such.
pub(super) struct Walked<'r> {
    pub found: Vec<Found<'r>>,
    pub lost: bool,
}

/// Where a path has come to.
enum On<'f> {
    Component,
    Fields(&'f [Field]),
    Leaf(&'f Field),
}

impl Path {
    /// Reads a path that begins at components of the given kinds; any where there are none.
    pub fn compile(written: &str, framework: &Framework, kinds: &[&Kind]) -> Result<Self, Problem> {
        let mut on = On::Component;
        let mut steps = Vec::new();
        for (index, name) in written.split('.').enumerate() {
            let kinds = if index == 0 { kinds } else { &[] };
            let (step, next) = step(name, &on, framework, kinds)?;
            steps.push(step);
            on = next;
        }
        let end = match on {
            On::Component => End::Component,
            On::Fields(_) => End::Group,
            On::Leaf(field) => {
                let kind = if field.kind == FieldType::List { field.items } else { None };
                End::Values(kind.unwrap_or(field.kind), field.values.iter().map(|value| value.id.clone()).collect())
            }
        };
        Ok(Self { written: written.to_owned(), steps, end })
    }

    /// Every value at the end of the path, in the order written. Only what exists at the day counts.
    pub fn walk<'r>(&self, context: &Context<'_, 'r>, id: ComponentId) -> Walked<'r> {
        let mut walk = Walk { context, start: id, lost: false };
        let mut spots = vec![Spot { what: What::Component(id), owner: id, at: None }];
        for step in &self.steps {
            let mut next = Vec::new();
            for spot in spots {
                walk.step(step, spot, &mut next);
            }
            spots = next;
        }
        let lost = walk.lost;
        let found = spots.into_iter().map(|spot| Found { what: spot.what, at: walk.place(&spot) }).collect();
        Walked { found, lost }
    }
}

/// A value on the way.
#[derive(Clone, Copy)]
struct Spot<'r> {
    what: What<'r>,
    /// In whose file it stands.
    owner: ComponentId,
    /// Where the way left the file of the component asked about.
    at: Option<Place>,
}

struct Walk<'c, 'g, 'r> {
    context: &'c Context<'g, 'r>,
    start: ComponentId,
    lost: bool,
}

impl<'r> Walk<'_, '_, 'r> {
    fn place(&self, spot: &Spot<'r>) -> Option<Place> {
        match spot.what {
            What::Node(node) if spot.at.is_none() && spot.owner == self.start => {
                Some(Place { file: self.context.graph.component(spot.owner).file, span: node.first_line() })
            }
            _ => spot.at,
        }
    }

    fn step(&mut self, step: &Step, spot: Spot<'r>, out: &mut Vec<Spot<'r>>) {
        let graph = self.context.graph;
        match (step, spot.what) {
            (Step::Field { name, refers }, what) => {
                let value = match what {
                    What::Component(id) => graph.repository.field(id, name),
                    What::Node(node) => node.get(name),
                };
                let owner = if let What::Component(id) = what { id } else { spot.owner };
                let Some(value) = value else { return };
                let mut add = |node: NodeRef<'r>| {
                    let spot = Spot { what: What::Node(node), owner, at: spot.at };
                    if !says_something(node) || (name == CONNECTS && !is_live(node, self.context.day)) {
                        return;
                    }
                    if *refers { self.refer(spot, node, out) } else { out.push(spot) }
                };
                if value.is_seq() { value.elements().for_each(&mut add) } else { add(value) }
            }
            (Step::Relation { id: relation, name }, What::Component(id)) => {
                for (statement, target) in graph.statements_from(id, *relation) {
                    if self.context.is_active(target) {
                        let node = graph.repository.node(id, graph.repository.relations[statement as usize].node);
                        let here = Spot { what: What::Node(node), owner: id, at: spot.at };
                        out.push(Spot { what: What::Component(target), owner: target, at: self.place(&here) });
                    }
                }
                self.lost |= graph.dangling_of(id).any(|dangling| dangling.field == *name);
            }
            (Step::Inverse(relation), What::Component(id)) => {
                for (_, source) in graph.statements_to(id, *relation) {
                    if self.context.is_active(source) {
                        out.push(Spot { what: What::Component(source), owner: source, at: spot.at });
                    }
                }
            }
            // A relation after a plain value is refused when the path is read.
            (Step::Relation { .. } | Step::Inverse(_), What::Node(_)) => {}
        }
    }

    fn refer(&mut self, spot: Spot<'r>, node: NodeRef<'r>, out: &mut Vec<Spot<'r>>) {
        let graph = self.context.graph;
        match graph.refer(graph.component(spot.owner).agency(), node) {
            Some(target) if self.context.is_active(target) => {
                out.push(Spot { what: What::Component(target), owner: target, at: self.place(&spot) });
            }
            Some(_) => {}
            None => self.lost = true,
        }
    }
}

/// Whether a connection exists at a day.
fn is_live(connection: NodeRef<'_>, day: Date) -> bool {
    let reached = |key| connection.get(key).and_then(date).is_some_and(|date| date <= day);
    let begins = connection.get("since").and_then(date);
    begins.is_none_or(|since| since <= day) && !reached("until")
}

fn step<'f>(name: &str, on: &On<'f>, framework: &'f Framework, kinds: &[&Kind]) -> Result<(Step, On<'f>), Problem> {
    let relations = || framework.relations.iter().map(|relation| relation.id.as_str());
    match on {
        On::Component => {
            if let Some(inverse) = name.strip_prefix('^') {
                let id = framework.relation_id(inverse);
                let id = id.ok_or_else(|| unknown(inverse, "quan hệ", "relation", relations()))?;
                return Ok((Step::Inverse(id), On::Component));
            }
            if let Some(id) = framework.relation_id(name) {
                return Ok((Step::Relation { id, name: name.to_owned() }, On::Component));
            }
            let fields = || framework.fields_of(DocumentType::Component);
            let field = fields().find(|field| field.id == name).ok_or_else(|| {
                let known = fields().map(|field| field.id.as_str()).chain(relations());
                unknown(name, "trường, quan hệ", "field or relation", known)
            })?;
            if !kinds.is_empty() && !kinds.iter().any(|kind| field.only.allows(kind)) {
                return Err(carried_by_none(name));
            }
            let inside = if name == CONNECTS { &framework.connection } else { &field.fields };
            Ok(into(field, inside))
        }
        On::Fields(fields) => {
            let field = fields.iter().find(|field| field.id == name);
            let known = || fields.iter().map(|field| field.id.as_str());
            let field = field.ok_or_else(|| unknown(name, "trường", "field", known()))?;
            Ok(into(field, &field.fields))
        }
        On::Leaf(field) => {
            let id = &field.id;
            Err(Problem::new(
                text!(
                    vi: "`{id}` không có gì bên trong để đi tới `{name}`",
                    en: "`{id}` has nothing inside, and no `{name}`",
                ),
                text!(vi: "bỏ phần sau `{id}`", en: "leave out what follows `{id}`"),
            ))
        }
    }
}

/// The step into a field.
fn into<'f>(field: &'f Field, inside: &'f [Field]) -> (Step, On<'f>) {
    let refers = field.kind == FieldType::Component || field.items == Some(FieldType::Component);
    let step = Step::Field { name: field.id.clone(), refers };
    let on = if refers {
        On::Component
    } else if inside.is_empty() {
        On::Leaf(field)
    } else {
        On::Fields(inside)
    };
    (step, on)
}

fn carried_by_none(name: &str) -> Problem {
    Problem::new(
        text!(
            vi: "không loại nào của `target` có trường `{name}`",
            en: "no kind of the `target` has the field `{name}`",
        ),
        text!(vi: "sửa `path` hoặc `target.class`", en: "correct `path` or `target.class`"),
    )
}

/// A name that the framework does not have.
pub(super) fn unknown<'k>(name: &str, vi: &str, en: &str, known: impl Iterator<Item = &'k str>) -> Problem {
    let near = nearest(name, known);
    let name = super::say::shown(name);
    let list = Text::new("xem các tên bằng: khung explain", "for the names: khung explain");
    Problem::new(text!(vi: "không có {vi} `{name}`", en: "there is no {en} `{name}`"), did_you_mean(near, list))
}
