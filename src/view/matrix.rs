//! A matrix, not yet drawn: heads, bands of rows, and the cells that are not empty.

use super::{Table, Target};

/// What a cell says; the drawing gives each a colour and a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sense {
    /// Data is read.
    Reads,
    /// Data is created and updated.
    Writes,
    /// Linked, and no more is said.
    Linked,
    /// As the rules ask.
    Right,
    /// To be looked at.
    Doubt,
    /// Against the rules.
    Wrong,
    /// Not there yet.
    Planned,
    /// Its own.
    Own,
    /// A number, as a step from 0 to 4.
    Amount(u8),
    /// Words.
    Told,
}

/// The step of a number of components on a heat map.
#[must_use]
pub const fn step(count: usize) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=9 => 3,
        _ => 4,
    }
}

/// A cell with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What stands there in bold: letters, a number.
    pub sign: String,
    /// What stands below, each on its own line.
    pub names: Vec<String>,
    /// What it says.
    pub sense: Sense,
    /// The whole of it in words.
    pub tip: String,
    /// What it leads to.
    pub target: Option<Target>,
}

/// The name of a row, a column or a band.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// What it is called.
    pub text: String,
    /// What else there is to know of it.
    pub note: String,
    /// Of the nation: drawn as such.
    pub national: bool,
    /// What it leads to.
    pub target: Option<Target>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub head: Head,
    /// How far its name is set in.
    pub depth: u8,
    /// Its cells by column, in order; the others are empty.
    pub cells: Vec<(usize, Mark)>,
}

/// Rows under a common name; with no name they stand free.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Band {
    /// Its name.
    pub head: Head,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Said below them.
    pub foot: String,
}

/// How much room cells need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// A few letters.
    Letters,
    /// A few words.
    Words,
    /// Names.
    Names,
}

/// A matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Letters, digits and hyphens.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be seen on it.
    pub description: String,
    /// Said where the heads meet: what rows are, what columns are.
    pub corner: [String; 2],
    /// Columns.
    pub columns: Vec<Head>,
    /// Room of their cells.
    pub breadth: Breadth,
    /// Rows.
    pub bands: Vec<Band>,
    /// What the cells mean, of those that occur.
    pub meanings: Vec<(Sense, String)>,
    /// Said below the whole: what is left out, what is not known.
    pub notes: Vec<String>,
    /// The same as tables.
    pub tables: Vec<Table>,
}

impl Matrix {
    /// Keeps at most so many rows, the first of each band, and notes how many are left out.
    pub(super) fn keep(&mut self, most: usize, says: impl Fn(usize) -> String) {
        let mut room = most;
        let mut left_out = 0;
        for band in &mut self.bands {
            let kept = band.rows.len().min(room);
            left_out += band.rows.len() - kept;
            room -= kept;
            band.rows.truncate(kept);
        }
        self.bands.retain(|band| !band.rows.is_empty() || !band.foot.is_empty());
        if left_out > 0 {
            self.notes.push(says(left_out));
        }
    }

    /// Whether a sense occurs in a cell.
    pub(super) fn has(&self, wanted: impl Fn(Sense) -> bool) -> bool {
        self.bands.iter().flat_map(|band| &band.rows).flat_map(|row| &row.cells).any(|(_, mark)| wanted(mark.sense))
    }
}
