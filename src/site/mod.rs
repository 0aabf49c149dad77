//! The published site: static pages that open from a folder, with no server and no network. Nothing here decides,
//! it shows what a [`Publication`] holds.
//!
//! | To add a page | Put it | And |
//! |---|---|---|
//! | its data and its paths | `site/<page>.rs` | one line in [`Site::leaves`] |
//! | its template | `site/templates/<page>.html` | one line in `site/templates.rs` |
//! | a script or a style | `site/assets/` | one line in `site/assets.rs` |

pub mod address;
mod agencies;
mod agency;
mod assets;
mod census;
mod chrome;
mod component;
mod fact;
mod file;
mod finding;
mod findings;
mod home;
mod law;
mod layer;
mod marks;
mod models;
mod own;
mod pictures;
mod plate;
mod rules;
mod search;
mod targets;
mod templates;
mod waivers;
mod words;

pub use own::Own;
pub use templates::{PageError, TEMPLATES, say};

use minijinja::{Environment, value::Serde};
use serde::Serialize;

use self::address::{back, folder, page};
use crate::check::minimum_level::Criteria;
use crate::diagram::{Picture, Place, svg};
use crate::publication::Publication;
use crate::text::Lang;
use crate::view::Target;

/// One file of the site, made when asked for: a large site is never in memory as a whole.
pub struct Leaf<'s> {
    /// Path from the root of the site.
    pub path: String,
    make: Make<'s>,
}

type Make<'s> = Box<dyn Fn() -> Result<Vec<u8>, PageError> + Send + Sync + 's>;

impl<'s> Leaf<'s> {
    /// A file and how it is made.
    pub fn new(path: impl Into<String>, make: impl Fn() -> Result<Vec<u8>, PageError> + Send + Sync + 's) -> Self {
        Self { path: path.into(), make: Box::new(make) }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// What a template says, where an agency's own does not fit.
    pub fn bytes(&self) -> Result<Vec<u8>, PageError> {
        (self.make)()
    }
}

/// A site that is about to be written.
pub struct Site<'s> {
    /// What it shows.
    pub publication: &'s Publication<'s>,
    environment: Environment<'static>,
    own: Own,
    /// What the least security level is computed with.
    criteria: Option<Criteria>,
    wall: plate::Wall,
    census: census::Census,
}

impl<'s> Site<'s> {
    /// A site of a publication, with what an agency brings to it.
    ///
    /// # Errors
    /// A template of the agency that does not parse or replaces nothing.
    pub fn new(publication: &'s Publication<'s>, own: Own) -> Result<Self, PageError> {
        let environment = templates::environment(&own.templates)?;
        let criteria = Criteria::of(publication.pack());
        Ok(Self {
            publication,
            environment,
            own,
            criteria,
            wall: plate::Wall::new(),
            census: census::Census::new(publication),
        })
    }

    /// Every file of the site, in order of path.
    #[must_use]
    pub fn leaves(&'s self) -> Vec<Leaf<'s>> {
        let mut leaves = assets::leaves(self);
        leaves.extend(home::leaves(self));
        leaves.extend(agencies::leaves(self));
        leaves.extend(agency::leaves(self));
        leaves.extend(component::leaves(self));
        leaves.extend(file::leaves(self));
        leaves.extend(layer::leaves(self));
        leaves.extend(findings::leaves(self));
        leaves.extend(law::leaves(self));
        leaves.extend(models::leaves(self));
        leaves.extend(pictures::leaves(self));
        leaves.extend(rules::leaves(self));
        leaves.extend(targets::leaves(self));
        leaves.extend(waivers::leaves(self));
        // Last: it finds what has a page.
        leaves.extend(search::leaves(self, &leaves));
        leaves.sort_by(|one, other| one.path.cmp(&other.path));
        leaves
    }

    /// A page in both languages; `path` is from the root of the language, as `make` gets it.
    fn bilingual(
        path: impl Into<String>,
        make: impl Fn(&str, Lang) -> Result<Vec<u8>, PageError> + Send + Sync + Clone + 's,
    ) -> Vec<Leaf<'s>> {
        let path = path.into();
        let of = |lang: Lang| {
            let (own, make) = (path.clone(), make.clone());
            Leaf::new(format!("{}{path}", folder(lang)), move || make(&own, lang))
        };
        vec![of(Lang::Vi), of(Lang::En)]
    }

    /// A page from its template and its data.
    fn render(&self, template: &str, path: &str, data: &impl Serialize) -> Result<Vec<u8>, PageError> {
        let of_path = |error: &minijinja::Error| PageError::new(path, error);
        let template = self.environment.get_template(template).map_err(|error| of_path(&error))?;
        template.render(Serde(data)).map(|page| upright(page).into_bytes()).map_err(|error| of_path(&error))
    }

    /// Where a name leads from a page; `None` where the site has no page of it. `path` is from the root of the language.
    fn href(&self, path: &str, target: &Target) -> Option<String> {
        let graph = self.publication.graph();
        let known = match target {
            Target::Component(key) => graph.find(key).is_some(),
            Target::Agency(id) => graph.find_agency(id).is_some(),
            Target::Layer(id) => graph.pack.framework.layer_id(id).is_some(),
            Target::Rule(name) => crate::check::page(name).is_some() || graph.pack.rule(name).is_some(),
            Target::Law(id, _) => graph.pack.document(id).is_some(),
            Target::Model(id, _) => graph.pack.model(id).is_some(),
        };
        known.then(|| format!("{}{}", back(path), page(target)))
    }

    /// A picture inside a page, its names leading to their pages.
    fn picture(&self, path: &str, picture: &Picture) -> String {
        svg(picture, Place::Page(&|target| self.href(path, target)))
    }
}

/// A text whose letters all stand in the order they are written: signs that turn the words after them, and those that
/// no font draws, are shown as what they are, unknown. A name may not look like another, a file like another file.
fn upright(text: String) -> String {
    let strange = |letter: char| match letter {
        '\n' | '\t' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    };
    // Bytes are looked at first: it is asked of every page.
    let suspect = text.as_bytes().windows(3).any(|three| {
        matches!(
            three,
            [0..=8 | 11 | 12 | 14..=31 | 127, ..]
                | [0xc2, 0x80..=0x9f, _]
                | [0xe2, 0x80, 0xaa..=0xae]
                | [0xe2, 0x81, 0xa6..=0xa9]
        )
    });
    if suspect { text.replace(strange, "\u{fffd}") } else { text }
}
