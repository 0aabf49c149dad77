//! Every picture there is, by name: what the site, the documents and `khung graph` ask for.

use super::deployment::deployment;
use super::grid::grid;
use super::neighbourhood::neighbourhood;
use super::picture::Drawing;
use super::roadmap::roadmap;
use crate::measure::Scope;
use crate::model::ComponentId;
use crate::text::Lang;
use crate::view::{self, Atlas};

/// A picture, named and not yet drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plate {
    /// The overall diagram: users, channels, five layers, side bars, national components.
    Overall(Scope),
    /// Who exchanges what with whom, and through what.
    Connections(Scope),
    /// A component between what it needs and what needs it.
    Neighbourhood(ComponentId),
    /// What runs where.
    Deployment(Scope),
    /// Data from its authoritative source to its copies.
    Lineage(Scope),
    /// Which application creates, reads, updates which data.
    ApplicationData(Scope),
    /// Which agency uses which national database, and how.
    AgencyNational,
    /// Security levels by the zone they run in.
    LevelZone(Scope),
    /// Codes of the reference models in use, and what stands twice.
    Coverage(Scope),
    /// Projects on a time axis, from the present to the target.
    Roadmap(Scope),
}

impl Plate {
    /// The name of every sort of picture.
    pub const NAMES: [&'static str; 10] = [
        "overall",
        "connections",
        "neighbourhood",
        "deployment",
        "lineage",
        "application-data",
        "agency-national",
        "level-zone",
        "coverage",
        "roadmap",
    ];

    /// Name of the sort of picture, in commands, addresses and names of files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overall(_) => "overall",
            Self::Connections(_) => "connections",
            Self::Neighbourhood(_) => "neighbourhood",
            Self::Deployment(_) => "deployment",
            Self::Lineage(_) => "lineage",
            Self::ApplicationData(_) => "application-data",
            Self::AgencyNational => "agency-national",
            Self::LevelZone(_) => "level-zone",
            Self::Coverage(_) => "coverage",
            Self::Roadmap(_) => "roadmap",
        }
    }

    /// Every picture of the whole or of one agency, in the order people read them.
    #[must_use]
    pub fn of(scope: Scope) -> Vec<Self> {
        let mut plates = vec![
            Self::Overall(scope),
            Self::Connections(scope),
            Self::Lineage(scope),
            Self::Deployment(scope),
            Self::ApplicationData(scope),
        ];
        if scope == Scope::Whole {
            plates.push(Self::AgencyNational);
        }
        plates.extend([Self::LevelZone(scope), Self::Coverage(scope), Self::Roadmap(scope)]);
        plates
    }
}

/// Draws a picture; `None` where there is nothing to show.
#[must_use]
pub fn draw(plate: Plate, atlas: Atlas<'_>, lang: Lang) -> Option<Drawing> {
    let matrix = |matrix| grid(matrix, lang);
    match plate {
        Plate::Overall(scope) => super::overall::draw(scope, atlas, lang),
        Plate::Connections(scope) => super::connections::connections(atlas, scope, lang),
        Plate::Lineage(scope) => super::lineage::lineage(atlas, scope, lang),
        Plate::Neighbourhood(id) => neighbourhood(atlas, id, lang),
        Plate::ApplicationData(scope) => view::application_data(atlas, scope, lang).map(matrix),
        Plate::AgencyNational => view::agency_national(atlas, lang).map(matrix),
        Plate::LevelZone(scope) => view::level_place(atlas, scope, lang).map(matrix),
        Plate::Coverage(scope) => view::codes(atlas, scope, lang).map(matrix),
        Plate::Deployment(scope) => view::deployment(atlas, scope, lang).map(|view| deployment(view, lang)),
        Plate::Roadmap(scope) => view::roadmap(atlas, scope, lang).map(|plan| roadmap(plan, lang)),
    }
}
