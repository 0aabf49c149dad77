//! A framework pack: everything the law says, as data, read and checked as strictly as types would.
//!
//! A pack is a folder (see `schemas/vn-egov-2.0/`) of YAML files. What the files may hold is the
//! types of this module: an unknown key, a missing key, a code that points nowhere are errors that
//! name the file and the place. A new version of the framework is a new folder.

mod check;
mod embedded;
mod facts;
mod json_schema;
mod measures;
mod metamodel;
mod pack;
mod settings;
mod standing;

pub use embedded::{EMBEDDED, EmbeddedPack};
pub use facts::{
    AgencyCode, Article, Catalogue, CatalogueEntry, Codes, Confidence, Law, LegalDocument, Node, Op, Provenance,
    ReferenceModel, Roles, Source, Target, TargetKind, TargetValue, Targets, Validity,
};
pub use json_schema::{DocumentKind, json_schema};
pub use measures::{AtLeast, Concerns, Condition, Counted, Declared, Duties, Duty, DutyKind, Metric, Metrics};
pub use metamodel::{
    Choice, Dependency, DocumentType, Ends, Field, FieldType, Framework, Kind, KindId, Layer, LayerId, Relation,
    RelationId, Where,
};
pub use pack::{Pack, PackError, PackFiles};
pub use settings::{Basis, NoWaiver, Parameters, Pattern, Policy, RuleSetting, Rules, Severity};
pub use standing::{DocumentStanding, RuleStanding};
