//! The document of the whole repository.

use serde::Serialize;

use super::parts::{FigurePart, PicturePart, Tally, figures, level_name, pictures};
use super::{agency_path, file};
use crate::measure::{Group, Scope};
use crate::publication::Publication;
use crate::text::Lang;

#[derive(Serialize)]
pub(super) struct Page {
    lang: &'static str,
    other: String,
    title: String,
    day: String,
    standing: String,
    components: usize,
    tally: Tally,
    agencies: Vec<AgencyRow>,
    pictures: Vec<PicturePart>,
    targets: Vec<FigurePart>,
    duties: Vec<FigurePart>,
}

#[derive(Serialize)]
struct AgencyRow {
    name: String,
    href: String,
    level: String,
    components: usize,
    tally: Tally,
}

pub(super) fn page(publication: &Publication<'_>, lang: Lang) -> Page {
    let graph = publication.graph();
    let evidence = publication.atlas.evidence;
    let scopes = publication.atlas.coverage.scopes.iter();
    let agencies = scopes.filter_map(|scope| {
        let Scope::Agency(id) = *scope else { return None };
        let agency = graph.repository.agency(id);
        let under = graph.components_under(id).iter().filter(|id| evidence.active().binary_search(id).is_ok());
        let within = graph.repository.agency_ids().filter(|&unit| graph.is_within(unit, id));
        Some(AgencyRow {
            name: graph.repository.agency_name(id, lang).to_owned(),
            href: agency_path(&agency.id, lang),
            level: level_name(publication, &agency.level, lang),
            components: under.count(),
            tally: Tally::of(within.flat_map(|unit| publication.findings_under(unit))),
        })
    });
    Page {
        lang: lang.code(),
        other: file("README", lang.pick(Lang::En, Lang::Vi)),
        title: publication.config().title.get(lang).to_owned(),
        day: publication.day().to_string(),
        standing: publication.pack().standing_notice(publication.day()).get(lang).to_owned(),
        components: evidence.active().len(),
        tally: Tally::of(publication.findings()),
        agencies: agencies.collect(),
        pictures: pictures(publication, Scope::Whole, "", lang),
        targets: figures(publication, Scope::Whole, Group::Target, lang),
        duties: figures(publication, Scope::Whole, Group::Duty, lang),
    }
}
