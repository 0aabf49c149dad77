//! The documents: Markdown and SVG that any git forge shows, one for the nation and one for each agency, in the order
//! of the parts an agency's architecture document has. They show the same publication as the site.

mod agency;
mod markdown;
mod nation;
mod parts;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use rayon::prelude::*;
use serde::Serialize;

use crate::diagram::{Place, Plate, draw, svg};
use crate::measure::Scope;
use crate::model::AgencyId;
use crate::publication::Publication;
use crate::site::address::slug;
use crate::site::{Leaf, PageError};
use crate::text::Lang;

const TEMPLATES: &[(&str, &str)] = &[
    ("parts.md", include_str!("templates/parts.md")),
    ("nation.md", include_str!("templates/nation.md")),
    ("agency.md", include_str!("templates/agency.md")),
];

/// Documents that are about to be written.
pub struct Docs<'d> {
    publication: &'d Publication<'d>,
    environment: Environment<'static>,
}

impl<'d> Docs<'d> {
    /// Documents of a publication.
    ///
    /// # Errors
    /// A template that does not parse.
    pub fn new(publication: &'d Publication<'d>) -> Result<Self, PageError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // What a macro gives is Markdown already; the formatter, not this, says how values are escaped.
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        markdown::set_up(&mut environment).map_err(|error| PageError::new("", &error))?;
        environment.add_function("say", crate::site::say);
        for (name, text) in TEMPLATES {
            environment.add_template(name, text).map_err(|error| PageError::new(name, &error))?;
        }
        Ok(Self { publication, environment })
    }

    /// Every file of the documents, in order of path.
    #[must_use]
    pub fn leaves(&'d self) -> Vec<Leaf<'d>> {
        let mut leaves = Vec::new();
        let shown = self.shown();
        for lang in [Lang::Vi, Lang::En] {
            let path = file("README", lang);
            let own = path.clone();
            leaves.push(Leaf::new(path, move || self.render("nation.md", &own, &nation::page(self.publication, lang))));
            for id in self.agencies() {
                let path = agency_path(&self.publication.graph().repository.agency(id).id, lang);
                let own = path.clone();
                leaves.push(Leaf::new(path, move || {
                    self.render("agency.md", &own, &agency::page(self.publication, id, lang))
                }));
            }
            leaves.extend(shown.iter().map(|&(scope, plate)| self.picture(plate, scope, lang)));
        }
        leaves.sort_by(|one, other| one.path.cmp(&other.path));
        leaves
    }

    /// The pictures that have something to show; no language shows what another does not.
    fn shown(&self) -> Vec<(Scope, Plate)> {
        let atlas = self.publication.atlas;
        let scopes = std::iter::once(Scope::Whole).chain(self.agencies().map(Scope::Agency));
        let all: Vec<(Scope, Plate)> =
            scopes.flat_map(|scope| Plate::of(scope).into_iter().map(move |plate| (scope, plate))).collect();
        all.into_par_iter().filter(|&(_, plate)| draw(plate, atlas, Lang::Vi).is_some()).collect()
    }

    /// Agencies with a document of their own: those at the top that have a component at the day.
    fn agencies(&self) -> impl Iterator<Item = AgencyId> {
        self.publication.atlas.coverage.scopes.iter().filter_map(|scope| match scope {
            Scope::Agency(id) => Some(*id),
            Scope::Whole => None,
        })
    }

    /// A picture is a file of its own, so that a change of a page changes no picture.
    fn picture(&'d self, plate: Plate, scope: Scope, lang: Lang) -> Leaf<'d> {
        let atlas = self.publication.atlas;
        Leaf::new(parts::picture_path(self.publication, plate, scope, lang), move || {
            let drawing = draw(plate, atlas, lang);
            Ok(drawing.map_or_else(Vec::new, |drawing| svg(&drawing.picture, Place::File).into_bytes()))
        })
    }

    fn render(&self, template: &str, path: &str, data: &impl Serialize) -> Result<Vec<u8>, PageError> {
        let template = self.environment.get_template(template).map_err(|error| PageError::new(path, &error))?;
        template.render(Serde(data)).map(String::into_bytes).map_err(|error| PageError::new(path, &error))
    }
}

/// Name of a document in a language: Vietnamese has the plain name.
fn file(name: &str, lang: Lang) -> String {
    format!("{name}{}.md", lang.pick("", ".en"))
}

/// Path of the document of an agency.
fn agency_path(id: &str, lang: Lang) -> String {
    file(&format!("agency/{}", slug(id)), lang)
}
