//! The overall diagram: users, channels and layers from top to bottom, direction and security beside them, and what is
//! the nation's in a frame of its own, as section 4.1 of the framework sheet lays it out.
//!
//! An agency, or a small repository, shows its components; a nation shows its own components and folds every agency
//! into a card. What the recipe names and the model does not say is marked so, never invented.

mod banded;
mod direction;
mod folded;
mod reading;
mod tables;
mod users;
mod ways;

use crate::measure::Scope;
use crate::model::ComponentId;
use crate::text::Lang;
use crate::view::{Atlas, Table, Target};
use reading::Reading;

/// Components of a whole repository up to which each has a box of its own.
const SMALL: usize = 60;

/// What a box says by its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// In operation, of a layer by its place in the pack.
    Layer(u8),
    /// Of the nation.
    National,
    /// A fact that is no component: a group of users, a document.
    Fact,
    /// A count.
    Sum,
    /// Named by the recipe of the framework; the model does not say it.
    Recipe,
    /// Planned or being built.
    Planned,
    /// Being retired.
    Retiring,
    /// An error was found on it, and no waiver lifts it.
    Wrong,
    /// An agency whose platform is joined to the national one.
    Joined,
    /// An agency with a platform that is not joined.
    Apart,
    /// An agency with no platform.
    Without,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The component it stands for; `None` for a fact, an agency or a fold.
    pub id: Option<ComponentId>,
    /// Its name, short where the picture says the rest.
    pub name: String,
    /// Smaller words below the name.
    pub notes: Vec<String>,
    /// What its looks say.
    pub mark: Mark,
    /// The whole in words.
    pub tip: String,
    /// What it leads to.
    pub target: Option<Target>,
    /// Components it stands for.
    pub count: usize,
    /// The national platform, that everything else is joined through.
    pub hub: bool,
}

/// Boxes that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its title; empty where its boxes need none.
    pub title: String,
    /// What the title leads to.
    pub target: Option<Target>,
    /// Its boxes.
    pub items: Vec<Item>,
}

/// A band: the channels, or a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// What is said below the name: how many stand in it.
    pub says: String,
    /// What the name leads to.
    pub target: Option<Target>,
    /// Boxes of the agency, or of the nation where the picture is of it.
    pub clusters: Vec<Cluster>,
    /// Platforms of the agency that data leaves it by.
    pub gates: Vec<Item>,
    /// Boxes of the nation that belong to this band.
    pub national: Vec<Item>,
    /// Components of the scope that stand in it.
    pub count: usize,
}

/// How an agency and the nation are joined, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Will be.
    Planned,
    /// Uses it; no data exchange is said.
    Use,
    /// Exchanges data with it.
    Data,
    /// Goes through a platform, an axis or a network that is there for it.
    Spine,
    /// Exchanges data in a way that a rule forbids.
    Wrong,
}

/// Where a joint begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The agency as a whole.
    Agency,
    /// A component.
    Component(ComponentId),
}

/// A line between the agency and the nation, or inside the nation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    /// One end.
    pub from: End,
    /// The other: a component of the nation.
    pub to: ComponentId,
    /// How.
    pub way: Way,
    /// In words.
    pub says: String,
}

/// Agencies of one level, each folded into a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// What is said of it as a whole.
    pub says: String,
    /// Components of each layer, counted.
    pub layers: Vec<Item>,
    /// Its agencies.
    pub agencies: Vec<Item>,
    /// Agencies whose platform is joined to the national one.
    pub joined: usize,
}

/// What all overall diagrams have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overall {
    /// What it is of.
    pub title: String,
    /// Name of what stands in the middle: the agency, or the repository.
    pub subject: String,
    /// What the name leads to.
    pub target: Option<Target>,
    /// What can be seen, in a few sentences.
    pub description: String,
    /// Who uses it.
    pub users: Vec<Item>,
    /// Direction and policy.
    pub direction: Vec<Item>,
    /// Name of the security layer, and its page.
    pub security_name: (String, Option<Target>),
    /// Security of the scope.
    pub security: Vec<Item>,
    /// Security of the nation.
    pub national_security: Vec<Item>,
    /// Bands, top to bottom.
    pub bands: Vec<Band>,
    /// Lines.
    pub joints: Vec<Joint>,
    /// The national platform and the national network, where the nation is drawn around them.
    pub backbone: Vec<Item>,
    /// Agencies, folded by level; empty where components are drawn.
    pub levels: Vec<Level>,
    /// Something on the picture is there for illustration and marked with `*`.
    pub illustrative: bool,
    /// The same as tables.
    pub tables: Vec<Table>,
}

/// The overall diagram of a scope; `None` where no component of it is active at the day.
#[must_use]
pub fn overall(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Overall> {
    let reading = Reading::new(atlas, scope, lang);
    if reading.components.is_empty() {
        return None;
    }
    let own = reading.components.iter().filter(|&&id| !reading.is_national(id)).count();
    Some(match scope {
        Scope::Whole if own > SMALL => folded::folded(&reading),
        _ => banded::banded(&reading),
    })
}
