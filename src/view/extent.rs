//! What every view of a scope asks first: which components, under which name, told on which day.

use jiff::civil::Date;

use super::{Atlas, Cell, Table, Target};
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::text::{Lang, Text};

/// Rows of a twin table past which it stops and says so: nobody reads further, and a page must open.
const ROWS: usize = 2000;

/// Components of a scope at the day, in order.
pub(super) fn components(atlas: Atlas<'_>, scope: Scope) -> Vec<ComponentId> {
    let (graph, active) = (atlas.graph(), atlas.evidence.active());
    match scope {
        Scope::Whole => active.to_vec(),
        Scope::Agency(agency) => {
            let near = graph.components_under(graph.root(agency)).iter().copied();
            near.filter(|&id| graph.is_under(id, agency) && active.binary_search(&id).is_ok()).collect()
        }
    }
}

/// Whether a component belongs to a scope.
pub(super) fn is_in(atlas: Atlas<'_>, scope: Scope, id: ComponentId) -> bool {
    match scope {
        Scope::Whole => true,
        Scope::Agency(agency) => atlas.graph().is_under(id, agency),
    }
}

/// Name of a scope people read.
pub(super) fn name(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> &str {
    let repository = atlas.graph().repository;
    match scope {
        Scope::Whole => repository.config.title.get(lang),
        Scope::Agency(agency) => repository.agency_name(agency, lang),
    }
}

/// An id for a picture: letters, digits and hyphens.
pub(super) fn slug(sort: &str, atlas: Atlas<'_>, scope: Scope) -> String {
    let of = match scope {
        Scope::Whole => "whole",
        Scope::Agency(agency) => atlas.graph().repository.agency(agency).id.as_str(),
    };
    let plain = of.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
    format!("{sort}-{}", plain.collect::<String>())
}

/// A component as a cell of a table.
pub(super) fn component(atlas: Atlas<'_>, id: ComponentId, lang: Lang) -> Cell {
    let graph = atlas.graph();
    Cell::to(graph.repository.name(id, lang), Target::Component(graph.component(id).key.to_string()))
}

/// An agency as a cell of a table.
pub(super) fn agency(atlas: Atlas<'_>, id: AgencyId, lang: Lang) -> Cell {
    let repository = atlas.graph().repository;
    Cell::to(repository.agency_name(id, lang), Target::Agency(repository.agency(id).id.clone()))
}

/// The agency of a component as a cell of a table.
pub(super) fn agency_of(atlas: Atlas<'_>, id: ComponentId, lang: Lang) -> Cell {
    let graph = atlas.graph();
    graph.agency_of(id).map_or_else(|| Cell::new(graph.component(id).agency()), |own| agency(atlas, own, lang))
}

/// Name of the ministry or province a component belongs to.
pub(super) fn root_name(atlas: Atlas<'_>, id: ComponentId, lang: Lang) -> &str {
    let graph = atlas.graph();
    graph.root_of(id).map_or_else(|| graph.component(id).agency(), |root| graph.repository.agency_name(root, lang))
}

/// A day as it is written in running text.
pub(super) fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => date.strftime("%d/%m/%Y").to_string(),
        Lang::En => date.to_string(),
    }
}

/// A table that stops where nobody reads on, and says what it leaves out.
pub(super) fn capped(mut table: Table, lang: Lang) -> Table {
    let all = table.rows.len();
    if all > ROWS {
        table.rows.truncate(ROWS);
        table.caption = match lang {
            Lang::Vi => format!("{} ({ROWS} dòng đầu trong {all})", table.caption),
            Lang::En => format!("{} (the first {ROWS} of {all} rows)", table.caption),
        };
    }
    table
}

/// The first of some names, and how many more there are.
pub(super) fn some(names: &[&str], most: usize, lang: Lang) -> String {
    let shown = names.len().min(most);
    let mut says = names[..shown].join("; ");
    if names.len() > shown {
        let more = names.len() - shown;
        says.push_str(crate::text!(vi: "; và {more} mục khác", en: "; and {more} more").get(lang));
    }
    says
}

/// Place of a level of agencies among all, and its name as the framework gives it.
pub(super) fn level(atlas: Atlas<'_>, level: &str, lang: Lang) -> (usize, String) {
    let fields = &atlas.graph().pack.framework.fields;
    let choices =
        fields.iter().find(|field| field.id == "level").map(|field| field.values.as_slice()).unwrap_or_default();
    let found = choices.iter().enumerate().find(|(_, choice)| choice.id == level);
    found.map_or((choices.len(), level.to_owned()), |(at, choice)| (at, capital(choice.name.get(lang))))
}

/// A text with its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Name of a value of a field of components or roadmaps, as the framework gives it; the value itself where it has none.
pub(super) fn choice<'a>(atlas: Atlas<'a>, field: &str, value: &'a str, lang: Lang) -> &'a str {
    let all = &atlas.graph().pack.framework.fields;
    let fields =
        all.iter().flat_map(|outer| [outer].into_iter().chain(&outer.fields)).filter(|known| known.id == field);
    let mut choices = fields.flat_map(|known| &known.values);
    choices.find(|choice| choice.id == value).map_or(value, |choice| choice.name.get(lang))
}

/// Says how many of some facts have no source and are there for illustration; nothing where none is.
pub(super) fn marked(count: usize, all: usize, what: &Text, lang: Lang) -> Option<String> {
    let what = what.get(lang);
    let says = crate::text!(
        vi: "{count}/{all} {what} chỉ để minh họa, chưa có nguồn.",
        en: "{count} of {all} {what} are for illustration and have no source.",
    );
    (count > 0).then(|| says.get(lang).to_owned())
}
