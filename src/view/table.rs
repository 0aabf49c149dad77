//! A table: the twin of every picture, for who cannot see it and for who wants to quote it.

use serde::Serialize;

/// What a name on a picture or in a table leads to. The outputs know where that stands; a view does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A component, by its key `agency/id`.
    Component(String),
    /// An agency, by its id.
    Agency(String),
    /// A layer, by its id.
    Layer(String),
    /// A rule, by its name.
    Rule(String),
    /// A legal document, by its id, and an article of it where one is meant.
    Law(String, Option<String>),
    /// A reference model, by its id, and a code of it where one is meant.
    Model(String, Option<String>),
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What stands there.
    pub text: String,
    /// What it leads to.
    pub target: Option<Target>,
}

impl Cell {
    /// A cell of words alone.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), target: None }
    }

    /// A cell that leads somewhere.
    #[must_use]
    pub fn to(text: impl Into<String>, target: Target) -> Self {
        Self { text: text.into(), target: Some(target) }
    }
}

/// A table with one head row; the first cell of a row names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it lists.
    pub caption: String,
    /// Names of the columns.
    pub head: Vec<String>,
    /// Its rows, each as long as `head`.
    pub rows: Vec<Vec<Cell>>,
}
