//! A picture on a page, with its twin in tables; pictures of the whole are drawn once for every page that shows them.

use std::sync::OnceLock;

use serde::Serialize;

use super::Site;
use super::chrome::Anchor;
use crate::diagram::{Drawing, Plate, draw};
use crate::measure::Scope;
use crate::text::Lang;
use crate::view::{Atlas, Table};

/// Rows of one table that a page shows; what is past them is counted.
const MOST_ROWS: usize = 1_000;

/// A picture on a page; `plate` of `templates/plate.html` shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figure {
    /// What it shows, in a line.
    pub title: String,
    /// What can be seen on it, in a sentence or two.
    pub description: String,
    /// The picture.
    pub svg: String,
    /// The same as tables.
    pub tables: Vec<Grid>,
}

/// A table beside a picture.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Grid {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Anchor>>,
    /// Rows that are not shown.
    pub more: usize,
}

impl Site<'_> {
    /// A drawing on the page at `path`, from the root of the language.
    pub(super) fn figure(&self, path: &str, drawing: &Drawing) -> Figure {
        let tables = drawing.tables.iter().map(|table| self.grid(path, table));
        Figure {
            title: drawing.picture.title.clone(),
            description: drawing.picture.description.clone(),
            svg: self.picture(path, &drawing.picture),
            tables: tables.collect(),
        }
    }

    fn grid(&self, path: &str, table: &Table) -> Grid {
        let cell = |cell: &crate::view::Cell| Anchor {
            text: cell.text.clone(),
            href: cell.target.as_ref().and_then(|target| self.href(path, target)).unwrap_or_default(),
            here: false,
        };
        let rows = table.rows.iter().take(MOST_ROWS).map(|row| row.iter().map(cell).collect());
        Grid {
            caption: table.caption.clone(),
            head: table.head.clone(),
            rows: rows.collect(),
            more: table.rows.len().saturating_sub(MOST_ROWS),
        }
    }

    /// A picture of the whole; `None` where there is nothing to show.
    pub(super) fn whole(&self, plate: Plate, lang: Lang) -> Option<&Drawing> {
        self.wall.get(plate, lang, self.publication.atlas)
    }
}

/// The pictures of the whole, each drawn when first asked for.
pub(super) struct Wall(Vec<(Plate, [OnceLock<Option<Drawing>>; 2])>);

impl Wall {
    pub(super) fn new() -> Self {
        Self(Plate::of(Scope::Whole).into_iter().map(|plate| (plate, Default::default())).collect())
    }

    fn get(&self, plate: Plate, lang: Lang, atlas: Atlas<'_>) -> Option<&Drawing> {
        let (_, drawn) = self.0.iter().find(|(known, _)| *known == plate)?;
        drawn[lang.pick(0, 1)].get_or_init(|| draw(plate, atlas, lang)).as_ref()
    }
}
