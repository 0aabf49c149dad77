//! What one picture shows, and the same told as a table. No bytes and no places on paper yet.
//!
//! | To add a picture | Put it | And |
//! |---|---|---|
//! | what it shows | `view/<name>.rs` | |
//! | how it is drawn | `diagram/<name>.rs` | one variant and one arm in `diagram/plate.rs` |

mod agency_national;
mod application_data;
mod codes;
mod connections;
mod deployment;
mod exchange;
mod extent;
mod folded_data;
mod level_place;
mod lineage;
mod links;
mod matrix;
mod nation_plan;
mod neighbourhood;
mod nets;
pub mod overall;
mod roadmap;
mod table;

pub use agency_national::agency_national;
pub use application_data::application_data;
pub use codes::codes;
pub use connections::{exchange_tables, is_illustrative, platform_name, standing_words};
pub use deployment::{Deployment, Net, Stance, Stand, deployment};
pub use exchange::{Carriage, Exchange, Standing, ends, exchanges};
pub use level_place::level_place;
pub use lineage::{Held, Source, Taker, cycle_words, lineage, lineage_tables};
pub use links::{Edge, Group, Node, Scope, View, view};
pub use matrix::{Band, Breadth, Head, Mark, Matrix, Row, Sense};
pub use neighbourhood::{Bond, Neighbour, Side, Tie, neighbour_tables, neighbours, state_words, tie_words};
pub use roadmap::{Bar, Lane, Plan, Span, Stretch, roadmap};
pub use table::{Cell, Table, Target};

use jiff::civil::Date;

use crate::graph::Graph;
use crate::measure::{Coverage, Evidence};

/// What pictures are taken from: an architecture at a day, what a check found in it, what was counted.
#[derive(Clone, Copy)]
pub struct Atlas<'a> {
    /// The architecture, the day, the findings.
    pub evidence: &'a Evidence<'a>,
    /// The figures of the whole and of each agency.
    pub coverage: &'a Coverage,
}

impl<'a> Atlas<'a> {
    /// The architecture.
    #[must_use]
    pub const fn graph(&self) -> &'a Graph<'a> {
        self.evidence.graph
    }

    /// The day.
    #[must_use]
    pub const fn day(&self) -> Date {
        self.evidence.day
    }
}
