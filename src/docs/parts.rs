//! The parts that the documents of the nation and of an agency share: pictures, findings, figures, tables.

use serde::Serialize;

use super::agency_path;
use crate::diagnostic::Finding;
use crate::diagram::{Plate, draw};
use crate::framework::{DocumentType, Severity};
use crate::measure::{Figure, Group, Scope, Verdict};
use crate::publication::Publication;
use crate::report::{cite, exception, severity, tag, verdict};
use crate::site::address::slug;
use crate::text::Lang;
use crate::view::{Cell, Table, Target};

/// Rows of a table below a picture; what is left out is said, and the site has all of it.
const ROWS: usize = 400;

/// A picture with its twin.
#[derive(Serialize)]
pub(super) struct PicturePart {
    name: &'static str,
    title: String,
    description: String,
    file: String,
    tables: Vec<TablePart>,
}

/// A table as a document has it.
#[derive(Serialize)]
pub(super) struct TablePart {
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<CellPart>>,
    left_out: usize,
}

/// A cell; a name that has a document links to it.
#[derive(Serialize)]
struct CellPart {
    text: String,
    href: String,
}

/// A finding in a line.
#[derive(Serialize)]
pub(super) struct FindingPart {
    severity: &'static str,
    rule: String,
    tag: String,
    place: String,
    message: String,
    help: String,
    basis: String,
    waived: String,
}

/// A figure in a line.
#[derive(Serialize)]
pub(super) struct FigurePart {
    id: String,
    name: String,
    verdict: &'static str,
    why: String,
}

/// Findings by how bad they are.
#[derive(Default, Serialize)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
}

impl Tally {
    pub(super) fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            let count = match finding.severity {
                _ if finding.waived.is_some() => &mut tally.waived,
                Severity::Error => &mut tally.errors,
                Severity::Warning => &mut tally.warnings,
                Severity::Info => &mut tally.notes,
            };
            *count += 1;
        }
        tally
    }
}

/// Path of the file of a picture.
pub(super) fn picture_path(publication: &Publication<'_>, plate: Plate, scope: Scope, lang: Lang) -> String {
    let (name, lang) = (plate.name(), lang.code());
    match scope {
        Scope::Whole => format!("picture/{name}.{lang}.svg"),
        Scope::Agency(id) => {
            format!("picture/{}/{name}.{lang}.svg", slug(&publication.graph().repository.agency(id).id))
        }
    }
}

/// Every picture of a scope that has something to show; `back` leads from the document to the root.
pub(super) fn pictures(publication: &Publication<'_>, scope: Scope, back: &str, lang: Lang) -> Vec<PicturePart> {
    let drawn = Plate::of(scope).into_iter().filter_map(|plate| {
        let drawing = draw(plate, publication.atlas, lang)?;
        Some(PicturePart {
            name: plate.name(),
            file: format!("{back}{}", picture_path(publication, plate, scope, lang)),
            tables: drawing.tables.iter().map(|table| self::table(publication, table, back, lang)).collect(),
            title: drawing.picture.title,
            description: drawing.picture.description,
        })
    });
    drawn.collect()
}

/// A table with links to the documents of what it names.
pub(super) fn table(publication: &Publication<'_>, table: &Table, back: &str, lang: Lang) -> TablePart {
    let cell = |cell: &Cell| CellPart {
        text: cell.text.clone(),
        href: cell.target.as_ref().and_then(|target| href(publication, target, back, lang)).unwrap_or_default(),
    };
    let rows = table.rows.iter().take(ROWS).map(|row| row.iter().map(cell).collect());
    TablePart {
        caption: table.caption.clone(),
        head: table.head.clone(),
        rows: rows.collect(),
        left_out: table.rows.len().saturating_sub(ROWS),
    }
}

/// Where a name leads among the documents: an agency to its document, a component to its place in it.
pub(super) fn href(publication: &Publication<'_>, target: &Target, back: &str, lang: Lang) -> Option<String> {
    let graph = publication.graph();
    let (agency, anchor) = match target {
        Target::Agency(id) => (graph.find_agency(id)?, String::new()),
        Target::Component(key) => (graph.agency_of(graph.find(key)?)?, format!("#{}", anchor(key))),
        _ => return None,
    };
    let root = graph.root(agency);
    let shown = publication.atlas.coverage.scopes.contains(&Scope::Agency(root));
    let id = &graph.repository.agency(root).id;
    shown.then(|| format!("{back}{}{anchor}", agency_path(id, lang)))
}

/// Name of the place of a component in the document of its agency.
pub(super) fn anchor(key: &str) -> String {
    let (agency, id) = key.split_once('/').unwrap_or(("", key));
    format!("{}--{}", slug(agency), slug(id))
}

/// Findings, one a line.
pub(super) fn findings<'f>(
    publication: &Publication<'_>,
    findings: impl Iterator<Item = &'f Finding>,
    lang: Lang,
) -> Vec<FindingPart> {
    let pack = publication.pack();
    let part = |finding: &Finding| {
        let file = publication.sources.get(finding.place.file);
        let line = file.position(finding.place.span.start).line;
        let bases = pack.rule(&finding.rule).map_or(&[][..], |setting| setting.basis.as_slice());
        let cited: Vec<String> = bases.iter().map(|basis| cite(pack, basis, Some(publication.day()), lang)).collect();
        FindingPart {
            severity: severity(finding.severity, lang),
            tag: tag(pack, &finding.rule).to_owned(),
            place: format!("{}:{line}", file.path),
            message: finding.message.get(lang).to_owned(),
            help: finding.help.get(lang).to_owned(),
            basis: cited.join("; "),
            waived: finding.waived.as_deref().map_or_else(String::new, |waived| exception(waived, lang)),
            rule: finding.rule.to_string(),
        }
    };
    findings.map(part).collect()
}

/// Figures of a scope and a part, those that do not apply left out.
pub(super) fn figures(publication: &Publication<'_>, scope: Scope, group: Group, lang: Lang) -> Vec<FigurePart> {
    let of_group = publication.atlas.coverage.of(scope).filter(|figure| figure.group == group);
    let part = |figure: &Figure| FigurePart {
        id: figure.id.rsplit('/').next().unwrap_or(&figure.id).to_owned(),
        name: figure.name.get(lang).to_owned(),
        verdict: verdict(figure.verdict, lang),
        why: figure.why.get(lang).to_owned(),
    };
    of_group.filter(|figure| figure.verdict != Verdict::NotApplicable).map(part).collect()
}

/// The level of an agency in words.
pub(super) fn level_name(publication: &Publication<'_>, level: &str, lang: Lang) -> String {
    let field = publication.pack().framework.field_at(DocumentType::Agency, "level");
    field.map_or(level, |field| field.name_of(level, lang)).to_owned()
}
