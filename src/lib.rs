//! Khung keeps a government's enterprise architecture as code.
//!
//! ```text
//!             framework ─────────────┬────────────┬──────────┐
//! files ─> tree ─> model ─> graph ─> check ─> findings ─┬─> report ─> terminal, JSON, Markdown
//!                             │                          └─> measure ─> figures ─┐
//!                             └────> view ─> diagram ─> SVG, DOT, Mermaid ───────┴─> publication ─> site, docs
//! ```
//!
//! What holds everywhere, each kept by a test:
//!
//! - A stage names only the stages before it; `tests/suite/tidy.rs` has the table.
//! - Nothing below `cli` writes to the terminal, asks for the date or reads the environment: a day is an
//!   argument, files are asked for through [`load::Files`].
//! - `load` and `graph` return a value and its problems together; they never stop at the first.
//! - Which findings are shown and whether the gate passes is decided in [`check`], by no output.
//! - The same files give the same bytes, whatever the machine, the order of folders or the day.
//! - Nothing that an agency wrote runs or becomes markup on a page: templates escape, `publication::prose` cleans.
//! - On no picture does a box overlap another or a line run through a box; `diagram::quality` measures it.
//!
//! | To add | Put it | And |
//! |---|---|---|
//! | a rule | `check/rules/<name>.rs` and its page with examples and cases, `<name>.md` | one entry in `check/rules/mod.rs`, one block in `schemas/<framework>/rules/<area>.yaml` |
//! | a walk over the graph | a question in `graph/` | |
//! | a kind, a relation, a field | a block in `framework.yaml` | write the JSON Schemas anew |
//! | a duty, a target, a figure | `duties.yaml`, `targets.yaml`, `metrics.yaml` | |
//! | a framework version | a folder in `schemas/` | one line in `framework/embedded.rs` |
//! | an output | `report/<format>.rs` | one arm in the command |
//! | a picture | what it shows in `view/<name>.rs`, how it is drawn in `diagram/<name>.rs` | one variant and one arm in `diagram/plate.rs` |
//! | a page of the site | `site/<page>.rs` and `site/templates/<page>.html` | one line in `site/mod.rs`, one in `site/templates.rs` |
//! | a part of the documents | `docs/templates/` and the struct behind it | |
//! | a command | `cli/<command>.rs` | its arguments and one arm |
//!
//! What an agency brings along is no code: its policies are compiled in `check/policy`, its waivers and comments laid
//! over the findings in `check/exceptions`.
//!
//! Reading order: [`mod@text`], [`source`], [`framework`], [`diagnostic`], [`tree`], [`model`], [`load`], [`graph`],
//! [`check`], [`measure`], [`view`], [`diagram`], [`report`], [`publication`], [`site`], [`docs`], [`cli`]; [`generate`]
//! makes up nations for tests and benches.

pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod diagram;
pub mod docs;
pub mod framework;
pub mod generate;
pub mod graph;
pub mod load;
pub mod measure;
pub mod model;
pub mod publication;
pub mod report;
pub mod site;
pub mod source;
pub mod text;
pub mod tree;
pub mod view;
