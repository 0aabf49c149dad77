//! `framework.yaml` but for the shape of fields: layers, kinds, relations, and the words the Rust depends on.

use super::Problems;
use crate::framework::metamodel::{DocumentType, Ends, Field, FieldType, Framework};
use crate::framework::pack::FRAMEWORK;
use crate::text::Text;

pub(super) fn check(problems: &mut Problems<'_>) {
    problems.enter(FRAMEWORK);
    let framework = &problems.pack.framework;
    problems.validity(&framework.id, framework.in_force);
    problems.provenance("decision", &framework.decision.provenance);
    if let Some(next) = &framework.superseded_by {
        problems.provenance("superseded_by", &next.provenance);
    }
    problems.unique("completeness", framework.completeness.iter().map(|entry| &entry.of));
    layers_and_kinds(problems, framework);
    relations(problems, framework);
    core(problems, framework);
}

fn layers_and_kinds(problems: &mut Problems<'_>, framework: &Framework) {
    problems.unique("layers", framework.layers.iter().map(|layer| &layer.id));
    problems.unique("kinds", framework.kinds.iter().map(|kind| &kind.id));
    for layer in &framework.layers {
        problems.provenance(&layer.id, &layer.provenance);
        problems.text(&layer.id, &layer.name);
    }
    for kind in &framework.kinds {
        layer(problems, framework, &kind.id, &kind.layer);
        problems.provenance(&kind.id, &kind.provenance);
        problems.text(&kind.id, &kind.name);
    }
}

fn relations(problems: &mut Problems<'_>, framework: &Framework) {
    problems.unique("relations", framework.relations.iter().map(|relation| &relation.id));
    for relation in &framework.relations {
        ends(problems, framework, &relation.id, &relation.from);
        ends(problems, framework, &relation.id, &relation.to);
        problems.text(&relation.id, &relation.name);
        problems.text(&relation.id, &relation.inverse);
        if framework.fields_of(DocumentType::Component).any(|field| field.id == relation.id) {
            let id = &relation.id;
            problems.error(crate::text!(
                vi: "`{id}` vừa là quan hệ vừa là trường của thành phần",
                en: "`{id}` is both a relation and a field of components",
            ));
        }
    }
}

fn ends(problems: &mut Problems<'_>, framework: &Framework, at: &str, ends: &Ends) {
    places(problems, framework, at, &ends.layers, &ends.kinds);
}

/// Layers and kinds named by a relation's end or a field's `where`.
pub(super) fn places(
    problems: &mut Problems<'_>,
    framework: &Framework,
    at: &str,
    layers: &[String],
    kinds: &[String],
) {
    for id in layers {
        layer(problems, framework, at, id);
    }
    for id in kinds {
        problems.expect(framework.kind_id(id).is_some(), at, &Text::new("loại", "kind"), id);
    }
}

fn layer(problems: &mut Problems<'_>, framework: &Framework, at: &str, id: &str) {
    problems.expect(framework.layer_id(id).is_some(), at, &Text::new("lớp", "layer"), id);
}

/// Fields the Rust asks for by name, with the type it reads them as.
const CORE_FIELDS: &[(DocumentType, &[(&str, FieldType)])] = &[
    (DocumentType::Config, &[("framework", FieldType::String), ("title", FieldType::Text)]),
    (
        DocumentType::Agency,
        &[
            ("agency", FieldType::Agency),
            ("name", FieldType::Text),
            ("level", FieldType::Enum),
            ("parent", FieldType::Agency),
            ("code", FieldType::String),
        ],
    ),
    (DocumentType::Layer, &[("layer", FieldType::Enum), ("agency", FieldType::Agency)]),
    (
        DocumentType::Component,
        &[
            ("id", FieldType::String),
            ("kind", FieldType::Enum),
            ("name", FieldType::Text),
            ("lifecycle", FieldType::Object),
            ("owner", FieldType::Owners),
            ("catalogue", FieldType::String),
            ("scope", FieldType::Enum),
            ("reference", FieldType::Object),
            ("security_level", FieldType::Integer),
            ("functions", FieldType::List),
            ("holds", FieldType::List),
            ("connects", FieldType::List),
        ],
    ),
];

/// Fields of a connection the Rust asks for by name.
const CORE_CONNECTION: &[(&str, FieldType)] =
    &[("to", FieldType::Component), ("via", FieldType::List), ("carrier", FieldType::Component)];

/// Days of a lifecycle, in the order of a component's life.
const LIFECYCLE: &[(&str, FieldType)] = &[
    ("planned", FieldType::Date),
    ("building", FieldType::Date),
    ("operating", FieldType::Date),
    ("retiring", FieldType::Date),
    ("retired", FieldType::Date),
];

/// Relations the Rust asks for by name.
const CORE_RELATIONS: &[&str] =
    &["hosted_on", "part_of", "uses", "reads", "writes", "replica_of", "protected_by", "reports_to"];

fn core(problems: &mut Problems<'_>, framework: &Framework) {
    for (on, wanted) in CORE_FIELDS {
        let fields: Vec<_> = framework.fields_of(*on).collect();
        has_fields(problems, &format!("{on:?}").to_lowercase(), &fields, wanted);
    }
    let connection: Vec<_> = framework.connection.iter().collect();
    has_fields(problems, "connection", &connection, CORE_CONNECTION);
    if let Some(lifecycle) = framework.fields_of(DocumentType::Component).find(|field| field.id == "lifecycle") {
        has_fields(problems, "lifecycle", &lifecycle.fields.iter().collect::<Vec<_>>(), LIFECYCLE);
    }
    for id in CORE_RELATIONS {
        problems.expect(framework.relation_id(id).is_some(), "relations", &Text::new("quan hệ", "relation"), id);
    }
}

fn has_fields(problems: &mut Problems<'_>, at: &str, fields: &[&Field], wanted: &[(&str, FieldType)]) {
    for (id, kind) in wanted {
        match fields.iter().find(|field| field.id == *id) {
            None => problems.expect(false, at, &Text::new("trường", "field"), id),
            Some(field) if field.kind != *kind => {
                let found = field.kind;
                problems.error(crate::text!(
                    vi: "`{at}`: trường `{id}` phải có kiểu {kind:?}, không phải {found:?}",
                    en: "`{at}`: field `{id}` must be of type {kind:?}, not {found:?}",
                ));
            }
            Some(_) => {}
        }
    }
}
