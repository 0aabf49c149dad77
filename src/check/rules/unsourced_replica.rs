//! DAT-009: a copy of data says where it comes from, how often it is synchronised, and has a way to its source.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, Held, held, is_national_source};
use crate::graph::Flow;
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "unsourced-replica",
    page: include_str!("unsourced_replica.md"),
    cases: &["source", "cycle", "path"],
    prepare: prepare::<UnsourcedReplica>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnsourcedReplica {
    /// Kinds that keep data.
    kinds: Vec<String>,
    /// Levels of agency the duty is for.
    levels: Vec<String>,
}

impl Checker for UnsourcedReplica {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let replicas: Vec<Held<'_>> = held(graph, id).filter(|held| !held.authoritative).collect();
        let Some(first) = replicas.first() else { return };
        let sources: Vec<ComponentId> =
            graph.targets(id, "replica_of").filter(|&source| context.is_active(source)).collect();
        let holds = |source: ComponentId, entity: &str| {
            is_national_source(graph, source, entity) || held(graph, source).any(|held| held.entity == entity)
        };
        let unsourced: Vec<&Held<'_>> =
            replicas.iter().filter(|replica| !sources.iter().any(|&source| holds(source, &replica.entity))).collect();
        // The source may be behind a reference that leads nowhere, which is reported as such.
        let unknown = graph.dangling_of(id).any(|dangling| dangling.field == "replica_of");
        if !unknown {
            no_source(context, id, &unsourced);
        }
        if !context.says(id, "sync_cycle") {
            no_cycle(context, id, &first.entity);
        }
        for flow in context.flows(id).iter().filter(|flow| flow.field == "replica_of") {
            // With a platform ready, `point-to-point-connection` asks for the connection and says which way.
            let expected = graph.expected_path(flow.from, flow.to, context.day);
            let apart = graph.root_of(flow.from) != graph.root_of(flow.to);
            if apart && expected.is_some_and(|path| path.expected.is_empty()) {
                no_path(context, flow);
            }
        }
    }
}

fn no_source(context: &mut Context<'_, '_>, id: ComponentId, unsourced: &[&Held<'_>]) {
    let Some(first) = unsourced.first() else { return };
    let names: Vec<String> = unsourced.iter().map(|held| format!("`{}`", held.entity)).collect();
    let list = names.join(", ");
    let message = text!(
        vi: "bản sao không rõ nguồn: `replica_of` không dẫn tới nơi nào giữ {list}",
        en: "a replica of no known source: `replica_of` leads to nothing that holds {list}",
    );
    let help = text!(
        vi: "thêm `replica_of: [cơ-quan/cơ-sở-dữ-liệu-gốc]`, nơi ấy có {list} trong `holds`",
        en: "add `replica_of: [agency/the-source]`, a component with {list} in its `holds`",
    );
    let place = context.graph.repository.place_of(id, first.node);
    context.report(id, "source", place, message, help).about("replica_of");
}

fn no_cycle(context: &mut Context<'_, '_>, id: ComponentId, entity: &str) {
    let message = text!(
        vi: "giữ bản sao (`{entity}`) nhưng chưa ghi chu kỳ đồng bộ",
        en: "keeps a replica (`{entity}`) and does not say how often it is synchronised",
    );
    let help = text!(
        vi: "thêm `sync_cycle: daily` theo quy chế khai thác của bên cung cấp",
        en: "add `sync_cycle: daily`, as the provider’s regulation of use has it",
    );
    let place = context.graph.component(id).place();
    context.report(id, "cycle", place, message, help).about("sync_cycle");
}

fn no_path(context: &mut Context<'_, '_>, flow: &Flow) {
    let to = context.key(flow.to);
    let message = text!(
        vi: "là bản sao của `{to}` thuộc cơ quan khác nhưng không khai kết nối nào giữa hai bên",
        en: "is a replica of `{to}` of another agency, with no connection declared between the two",
    );
    let help = text!(
        vi: "khai kết nối trong `connects:` với `to: {to}`",
        en: "declare the connection in `connects:` with `to: {to}`",
    );
    context.report_flow(flow, "path", flow.place, message, help);
}
