//! Khung keeps a government's enterprise architecture as code.
//!
//! ```text
//!             framework ─────────────┬────────────┬──────────┐
//! files ─> tree ─> model ─> graph ─> check ─> findings ─┬─> report ─> terminal, JSON, Markdown
//!                             │                          └─> measure ─> figures ─┘
//!                             └────> view ─> diagram ─> DOT, Mermaid
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
//!
//! Reading order: [`mod@text`], [`source`], [`framework`], [`diagnostic`], [`tree`], [`model`], [`load`], [`graph`],
//! [`check`], [`measure`], [`view`], [`diagram`], [`report`], [`cli`]; [`generate`] makes up nations for tests and benches.

pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod diagram;
pub mod framework;
pub mod generate;
pub mod graph;
pub mod load;
pub mod measure;
pub mod model;
pub mod report;
pub mod source;
pub mod text;
pub mod tree;
pub mod view;
