//! The templates: those of the program, and what an agency puts in their place. An unknown name in a template is an
//! error that names the template and the line, never an empty word on a page.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value};

use crate::text;
use crate::text::Text;

/// Templates of the program, by the name an agency overrides them with.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("templates/layout.html")),
    ("home.html", include_str!("templates/home.html")),
    ("words.html", include_str!("templates/words.html")),
    ("finding.html", include_str!("templates/finding.html")),
    ("facts.html", include_str!("templates/facts.html")),
    ("component.html", include_str!("templates/component.html")),
    ("exchange.html", include_str!("templates/exchange.html")),
    ("related.html", include_str!("templates/related.html")),
    ("sources.html", include_str!("templates/sources.html")),
    ("agencies.html", include_str!("templates/agencies.html")),
    ("agency.html", include_str!("templates/agency.html")),
    ("rows.html", include_str!("templates/rows.html")),
    ("layers.html", include_str!("templates/layers.html")),
    ("layer.html", include_str!("templates/layer.html")),
    ("source.html", include_str!("templates/source.html")),
    ("plate.html", include_str!("templates/plate.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("findings.html", include_str!("templates/findings.html")),
    ("laws.html", include_str!("templates/laws.html")),
    ("law.html", include_str!("templates/law.html")),
    ("models.html", include_str!("templates/models.html")),
    ("model.html", include_str!("templates/model.html")),
    ("pictures.html", include_str!("templates/pictures.html")),
    ("picture.html", include_str!("templates/picture.html")),
    ("rules.html", include_str!("templates/rules.html")),
    ("rule.html", include_str!("templates/rule.html")),
    ("targets.html", include_str!("templates/targets.html")),
    ("waivers.html", include_str!("templates/waivers.html")),
    ("index-az.html", include_str!("templates/index-az.html")),
    ("search.html", include_str!("templates/search.html")),
];

/// Work one page may cost: far above the largest of ours, far below what holds a build up.
const FUEL: u64 = 50_000_000;

/// Why a page could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageError {
    /// Path of the page; empty where no page was begun.
    pub path: String,
    /// What is wrong, with the template and the line.
    pub message: Text,
}

impl PageError {
    /// What minijinja says of a page.
    #[must_use]
    pub fn new(path: &str, error: &Error) -> Self {
        let template = error.name().unwrap_or("?");
        let line = error.line().unwrap_or(0);
        let why =
            error.detail().map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()));
        let message = text!(
            vi: "khuôn mẫu `{template}` dòng {line}: {why}",
            en: "template `{template}` line {line}: {why}",
        );
        Self { path: path.to_owned(), message }
    }
}

/// The templates of a site.
///
/// # Errors
/// What is wrong with a template that an agency brings: one that does not parse, or that nothing asks for.
pub fn environment(own: &[(String, String)]) -> Result<Environment<'static>, PageError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_fuel(Some(FUEL));
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| PageError::new("", &error))?);
    environment.add_function("say", say);
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).map_err(|error| PageError::new("", &error))?;
    }
    for (name, text) in own {
        if !TEMPLATES.iter().any(|(known, _)| known == name) {
            let message = text!(
                vi: "không có khuôn mẫu nào tên `{name}` để thay",
                en: "there is no template `{name}` to be replaced",
            );
            return Err(PageError { path: String::new(), message });
        }
        environment.add_template_owned(name.clone(), text.clone()).map_err(|error| PageError::new("", &error))?;
    }
    Ok(environment)
}

/// `say("tiếng Việt", "English")`: the half in the language of the page.
///
/// # Errors
/// A page without a language.
pub fn say(state: &State<'_, '_>, vi: Value, en: Value) -> Result<Value, Error> {
    let lang = state.lookup("lang").ok_or_else(|| Error::new(ErrorKind::UndefinedError, "lang"))?;
    Ok(if lang.as_str() == Some("en") { en } else { vi })
}
