//! Applications and data of a nation: too many to stand there by name, so agencies stand for their systems, and for
//! their data but for the national databases.

use std::collections::BTreeMap;

use super::application_data::{Use, Uses, marked, meanings, table};
use super::matrix::{Band, Breadth, Head, Mark, Matrix, Row};
use super::{Atlas, Target, extent};
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Lang;

/// Columns past which a matrix is no longer read.
const COLUMNS: usize = 24;

/// A column: a national database, or the data of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Data {
    National(ComponentId),
    Of(AgencyId),
}

/// The matrix of agencies, of the units of an agency where it is of one.
pub(super) fn matrix(atlas: Atlas<'_>, scope: Scope, uses: &Uses, lang: Lang) -> Matrix {
    let graph = atlas.graph();
    let agency = |id: ComponentId| if scope == Scope::Whole { graph.root_of(id) } else { graph.agency_of(id) };
    let mut cells: BTreeMap<(AgencyId, Data), (Use, usize)> = BTreeMap::new();
    let mut weight: BTreeMap<Data, usize> = BTreeMap::new();
    for (&(user, data), found) in uses {
        let column = if graph.is_kind(data, "national-database") {
            Some(Data::National(data))
        } else {
            agency(data).map(Data::Of)
        };
        let (Some(row), Some(column)) = (agency(user), column) else { continue };
        let (all, count) = cells.entry((row, column)).or_default();
        all.reads |= found.reads;
        all.writes |= found.writes;
        all.connects |= found.connects;
        *count += 1;
        *weight.entry(column).or_default() += 1;
    }
    let mut columns: Vec<Data> = weight.keys().copied().collect();
    columns
        .sort_by_key(|column| (matches!(column, Data::Of(_)), std::cmp::Reverse(weight.get(column).copied()), *column));
    let left = columns.len().saturating_sub(COLUMNS);
    columns.truncate(COLUMNS);
    let mut rows: BTreeMap<AgencyId, Vec<(usize, Mark)>> = BTreeMap::new();
    for (&(row, column), &(found, count)) in &cells {
        let marks = rows.entry(row).or_default();
        if let Some(at) = columns.iter().position(|known| *known == column) {
            marks.push((at, mark(atlas, row, column, found, count, lang)));
        }
    }
    let name = extent::name(atlas, scope, lang);
    let (relations, agencies) = (uses.len(), rows.len());
    let mut notes = vec![
        text!(
            vi: "{relations} quan hệ, nên mỗi ô ghi số quan hệ giữa hệ thống của một cơ quan và dữ liệu; từng hệ thống có trong bảng chữ và ở sơ đồ của mỗi cơ quan.",
            en: "With {relations} uses, a cell gives how many there are between the systems of an agency and the data; each system is in the table and in the picture of its agency.",
        )
        .get(lang)
        .to_owned(),
    ];
    notes.extend(marked(atlas, uses, lang));
    if left > 0 {
        notes.push(
            text!(vi: "{left} cột khác có trong bảng chữ.", en: "{left} more columns are in the table.")
                .get(lang)
                .to_owned(),
        );
    }
    let mut matrix = Matrix {
        id: extent::slug("application-data", atlas, scope),
        title: text!(vi: "Ứng dụng và dữ liệu: {name}", en: "Applications and data: {name}").get(lang).to_owned(),
        description: text!(
            vi: "Hệ thống của {agencies} cơ quan dùng dữ liệu: {relations} quan hệ đọc, ghi hoặc kết nối.",
            en: "Systems of {agencies} agencies use data: {relations} times reading, writing or connected.",
        )
        .get(lang)
        .to_owned(),
        corner: [
            lang.pick("Hệ thống của", "Systems of").to_owned(),
            lang.pick("Cơ sở dữ liệu quốc gia, dữ liệu của", "National databases, data of").to_owned(),
        ],
        columns: columns.iter().map(|&column| head(atlas, column, lang)).collect(),
        breadth: Breadth::Letters,
        bands: bands(atlas, rows, lang),
        meanings: Vec::new(),
        notes,
        tables: vec![table(atlas, uses, &[], lang)],
    };
    matrix.meanings = meanings(&matrix, lang);
    matrix
}

fn head(atlas: Atlas<'_>, data: Data, lang: Lang) -> Head {
    let graph = atlas.graph();
    match data {
        Data::National(id) => Head {
            text: graph.repository.name(id, lang).to_owned(),
            national: true,
            target: Some(Target::Component(graph.component(id).key.to_string())),
            ..Head::default()
        },
        Data::Of(id) => agency(atlas, id, lang),
    }
}

fn agency(atlas: Atlas<'_>, id: AgencyId, lang: Lang) -> Head {
    let repository = atlas.graph().repository;
    let target = Some(Target::Agency(repository.agency(id).id.clone()));
    Head { text: repository.agency_name(id, lang).to_owned(), target, ..Head::default() }
}

fn mark(atlas: Atlas<'_>, row: AgencyId, column: Data, found: Use, count: usize, lang: Lang) -> Mark {
    let (letters, sense) = found.sign();
    let (user, data) = (agency(atlas, row, lang), head(atlas, column, lang));
    let relations = lang.pick("quan hệ", "uses");
    let tip = format!("{} – {}: {letters}, {count} {relations}", user.text, data.text);
    Mark { sign: format!("{letters} {count}"), names: Vec::new(), sense, tip, target: user.target }
}

fn bands(atlas: Atlas<'_>, rows: BTreeMap<AgencyId, Vec<(usize, Mark)>>, lang: Lang) -> Vec<Band> {
    let mut bands: BTreeMap<usize, Band> = BTreeMap::new();
    for (id, mut cells) in rows {
        cells.sort_by_key(|(column, _)| *column);
        let (order, text) = extent::level(atlas, &atlas.graph().repository.agency(id).level, lang);
        let band =
            bands.entry(order).or_insert_with(|| Band { head: Head { text, ..Head::default() }, ..Band::default() });
        band.rows.push(Row { head: agency(atlas, id, lang), depth: 0, cells });
    }
    bands.into_values().collect()
}
