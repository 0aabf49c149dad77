//! What the graph could not resolve, as findings: references, ids that stand twice, relations not allowed.

use rustc_hash::{FxHashMap, FxHashSet};
use strsim::jaro_winkler;

use crate::diagnostic::{Finding, Subject};
use crate::framework::{Ends, Severity};
use crate::graph::{Dangling, Graph, Illegal};
use crate::load::{self, fault};
use crate::model::ComponentId;
use crate::source::Place;
use crate::text;
use crate::text::{Lang, Text};

/// References for which a likely name is looked for: it costs a look at every name.
const GUESSES: usize = 200;

/// Adds the faults of the graph to what was found already.
pub(super) fn report(graph: &Graph<'_>, already: &[Finding], findings: &mut Vec<Finding>) {
    let unread = already.iter().any(|finding| fault(&finding.rule).is_some_and(|fault| fault.unread));
    // A value that is not even a reference is reported as such.
    let invalid: FxHashSet<Place> =
        already.iter().filter(|finding| finding.rule == load::INVALID_VALUE).map(|finding| finding.place).collect();
    let names = Names::new(graph);
    for (index, dangling) in graph.dangling.iter().enumerate() {
        if !invalid.contains(&dangling.place) {
            let guess = if index < GUESSES { names.nearest(graph, dangling) } else { None };
            findings.push(unresolved(graph, dangling, guess, unread));
        }
    }
    for &(second, first) in &graph.duplicate_components {
        findings.push(duplicate_component(graph, second, first));
    }
    for &(second, first) in &graph.duplicate_agencies {
        let (again, before) = (graph.repository.agency(second), graph.repository.agency(first));
        let id = &again.id;
        let message = text!(vi: "cơ quan `{id}` đã được khai", en: "the agency `{id}` is declared already");
        let help = text!(vi: "gộp hai tài liệu, hoặc đổi mã", en: "merge the two documents, or change the id");
        let subject = Subject::Agency(id.clone());
        let finding = Finding::new(load::DUPLICATE_AGENCY, Severity::Error, subject, again.place, message, help);
        let says = text!(vi: "khai lần đầu", en: "declared first");
        findings.push(finding.counted_under(id.clone(), "").with_field("agency").with_related(before.place, says));
    }
    findings.extend(graph.illegal.iter().map(|illegal| illegal_relation(graph, illegal)));
}

/// Names to guess from.
struct Names<'g> {
    by_id: FxHashMap<&'g str, Vec<ComponentId>>,
}

impl<'g> Names<'g> {
    fn new(graph: &Graph<'g>) -> Self {
        let mut by_id: FxHashMap<&str, Vec<ComponentId>> = FxHashMap::default();
        if !graph.dangling.is_empty() {
            for id in graph.repository.component_ids() {
                by_id.entry(graph.component(id).id()).or_default().push(id);
            }
        }
        Self { by_id }
    }

    /// The name that was most likely meant: the same id in another agency, or a near one in the same.
    fn nearest(&self, graph: &Graph<'_>, dangling: &Dangling) -> Option<String> {
        let near = |candidate: &str| jaro_winkler(candidate, &dangling.wanted);
        let best = |names: &mut dyn Iterator<Item = &str>| -> Option<String> {
            let scored = names.map(|name| (near(name), name)).filter(|&(score, _)| score > 0.88);
            scored
                .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)))
                .map(|(_, name)| name.to_owned())
        };
        if dangling.wants_agency {
            return best(&mut graph.repository.agencies.iter().map(|agency| agency.id.as_str()));
        }
        let (agency, id) = dangling.wanted.split_once('/')?;
        if let Some([only]) = self.by_id.get(id).map(Vec::as_slice) {
            return Some(graph.component(*only).key.to_string());
        }
        let same_agency = graph.repository.components.iter().filter(|component| component.agency() == agency);
        best(&mut same_agency.map(|component| &*component.key))
    }
}

fn unresolved(graph: &Graph<'_>, dangling: &Dangling, guess: Option<String>, unread: bool) -> Finding {
    let wanted = &dangling.wanted;
    let message = if dangling.wants_agency {
        text!(vi: "không có cơ quan `{wanted}`", en: "there is no agency `{wanted}`")
    } else {
        text!(vi: "không có thành phần `{wanted}`", en: "there is no component `{wanted}`")
    };
    let help = match (guess, dangling.wants_agency) {
        (Some(guess), _) => text!(vi: "có phải `{guess}`?", en: "did you mean `{guess}`?"),
        (None, true) => text!(
            vi: "thêm tài liệu có `agency: {wanted}`, hoặc sửa mã",
            en: "add a document with `agency: {wanted}`, or mend the id",
        ),
        (None, false) => text!(
            vi: "viết `thành-phần` nếu cùng cơ quan, `cơ-quan/thành-phần` nếu khác; hoặc thêm thành phần này",
            en: "write `component` in the same agency, `agency/component` otherwise; or add the component",
        ),
    };
    let help = if unread {
        Text::new(
            format!("{} (có tệp không đọc được: thành phần có thể nằm ở đó)", help.vi),
            format!("{} (a file could not be read: it may stand there)", help.en),
        )
    } else {
        help
    };
    let field = format!("{}={wanted}", dangling.field);
    let (subject, agency, layer) = if let Some(from) = dangling.from {
        let component = graph.component(from);
        let layer = graph.pack.framework.layer(component.layer).id.clone();
        (Subject::Component(component.key.to_string()), component.agency().to_owned(), layer)
    } else {
        let id = dangling.agency.map_or_else(|| wanted.clone(), |agency| graph.repository.agency(agency).id.clone());
        (Subject::Agency(id.clone()), id, String::new())
    };
    Finding::new(load::UNRESOLVED_REFERENCE, Severity::Error, subject, dangling.place, message, help)
        .counted_under(agency, layer)
        .with_field(field)
}

fn duplicate_component(graph: &Graph<'_>, second: ComponentId, first: ComponentId) -> Finding {
    let (again, before) = (graph.component(second), graph.component(first));
    let key = &again.key;
    let layer = graph.pack.framework.layer(again.layer).id.clone();
    let message = text!(vi: "mã `{key}` đã được dùng", en: "the id `{key}` is taken");
    let help = text!(
        vi: "đổi mã, hoặc gộp hai khai báo; tham chiếu hiện trỏ tới thành phần khai trước",
        en: "change the id, or merge the two; references mean the first for now",
    );
    let subject = Subject::Component(key.to_string());
    Finding::new(load::DUPLICATE_COMPONENT, Severity::Error, subject, again.place(), message, help)
        .counted_under(again.agency(), layer)
        .with_field("id")
        .with_related(before.place(), text!(vi: "khai lần đầu", en: "declared first"))
}

fn illegal_relation(graph: &Graph<'_>, illegal: &Illegal) -> Finding {
    let statement = graph.repository.relations[illegal.statement as usize];
    let relation = graph.pack.framework.relation(statement.relation);
    let source = graph.component(statement.from);
    let to = graph.component(illegal.to).key.to_string();
    let kind_name = |id: ComponentId, lang: Lang| {
        graph
            .kind(id)
            .map_or_else(String::new, |kind| format!("{} ({})", kind.name.get(lang).to_lowercase(), kind.layer))
    };
    let say = |lang: Lang| {
        (
            relation.name.get(lang).to_owned(),
            kind_name(statement.from, lang),
            kind_name(illegal.to, lang),
            ends(graph, &relation.from, lang),
            ends(graph, &relation.to, lang),
        )
    };
    let (vi_name, vi_source, vi_target, vi_from, vi_to) = say(Lang::Vi);
    let (en_name, en_source, en_target, en_from, en_to) = say(Lang::En);
    let id = &relation.id;
    let message = text!(
        vi: "`{id}` ({vi_name}) không nối được từ {vi_source} tới {vi_target}",
        en: "`{id}` ({en_name}) may not lead from {en_source} to {en_target}",
    );
    let same =
        if relation.same_layer { text!(vi: ", cùng một lớp", en: ", of the same layer") } else { Text::default() };
    let (same_vi, same_en) = (same.vi, same.en);
    let help = text!(
        vi: "`{id}` đi từ {vi_from} tới {vi_to}{same_vi}; xem `khung explain {id}`",
        en: "`{id}` leads from {en_from} to {en_to}{same_en}; see `khung explain {id}`",
    );
    let layer = graph.pack.framework.layer(source.layer).id.clone();
    let subject = Subject::Component(source.key.to_string());
    Finding::new(load::ILLEGAL_RELATION, Severity::Error, subject, illegal.place, message, help)
        .counted_under(source.agency(), layer)
        .with_field(format!("{id}={to}"))
}

/// What may stand at an end of a relation, in words.
fn ends(graph: &Graph<'_>, ends: &Ends, lang: Lang) -> String {
    if ends.layers.is_empty() && ends.kinds.is_empty() {
        return lang.pick("mọi lớp", "any layer").to_owned();
    }
    let framework = &graph.pack.framework;
    let layers = framework.layers.iter().filter(|layer| ends.layers.contains(&layer.id));
    let kinds = framework.kinds.iter().filter(|kind| ends.kinds.contains(&kind.id));
    let layers = layers.map(|layer| format!("{} {}", lang.pick("lớp", "layer"), layer.id));
    let kinds = kinds.map(|kind| kind.id.clone());
    layers.chain(kinds).collect::<Vec<_>>().join(", ")
}
