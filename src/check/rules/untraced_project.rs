//! GOV-006: projects and the target architecture say the same: each project makes or changes components, and each
//! new component is made by a project.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::graph::{Project, Roadmap, Roadmaps};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "untraced-project",
    page: include_str!("untraced_project.md"),
    cases: &["empty", "unchanged", "untraced", "no-roadmap"],
    prepare: prepare::<UntracedProject>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UntracedProject {
    /// Levels of topmost agency whose plans need a roadmap.
    levels: Vec<String>,
    /// Dispositions, and changes of a gap, that leave a component as it is.
    unchanged: Vec<String>,
}

impl Checker for UntracedProject {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        let roadmaps = graph.roadmaps();
        let mut traced: FxHashSet<ComponentId> = FxHashSet::default();
        for roadmap in &roadmaps.all {
            for project in &roadmap.projects {
                self.project(context, &roadmaps, roadmap, project);
                for component in project.components.iter().filter_map(|(_, component)| *component) {
                    // Who makes a system makes its parts.
                    if traced.insert(component) {
                        traced.extend(graph.parts(component));
                    }
                }
            }
        }
        for id in graph.repository.component_ids() {
            if graph.state(id, context.day).is_new() && !traced.contains(&id) && !graph.is_duplicate(id) {
                self.untraced(context, &roadmaps, id);
            }
        }
    }
}

impl UntracedProject {
    fn project(
        &self,
        context: &mut Context<'_, '_>,
        roadmaps: &Roadmaps<'_>,
        roadmap: &Roadmap<'_>,
        project: &Project<'_>,
    ) {
        let (agency, id) = (roadmap.agency, project.id);
        let subject = || Subject::Project(format!("{agency}/{id}"));
        if project.components.is_empty() {
            let message = text!(
                vi: "dự án `{id}` không tạo ra hay thay đổi thành phần nào của kiến trúc mục tiêu",
                en: "the project `{id}` makes or changes no component of the target architecture",
            );
            let help = text!(
                vi: "ghi `components:` các thành phần mà dự án tạo ra hoặc thay đổi; không có thì xem lại sự cần thiết của dự án",
                en: "name in `components:` what the project makes or changes; if there is nothing, ask whether it is needed",
            );
            let place = project.entry.place("id");
            context.report_on((subject(), agency), "empty", place, message, help).about("components");
        }
        // What a project finished before this day, it has changed too.
        let packages = project.packages.iter().filter_map(|name| roadmap.package(name.id));
        let start = packages.filter_map(|package| package.from).min().or(roadmap.start());
        let start = start.unwrap_or(context.day).min(context.day);
        for (named, component) in &project.components {
            let Some(component) = *component else { continue };
            let planned = roadmaps.gaps_of(component).any(|gap| !self.keeps(gap.change));
            let disposition = context.field(component, "disposition").and_then(NodeRef::as_str);
            let is_new = context.graph.state(component, context.day).is_new();
            let changes = context.graph.changes_between(component, start, None);
            if planned || is_new || changes || !self.keeps(disposition) {
                continue;
            }
            let key = context.key(component);
            let message = text!(
                vi: "dự án `{id}` nêu `{key}`, mà thành phần này không mới và không ghi thay đổi nào",
                en: "the project `{id}` names `{key}`, which is not new and changes in no way that is written down",
            );
            let help = text!(
                vi: "ghi thay đổi ở `gaps` của lộ trình hoặc ở `lifecycle`, `disposition` của `{key}`; nếu không thì bỏ khỏi dự án",
                en: "write the change in the roadmap's `gaps` or in `lifecycle`, `disposition` of `{key}`; else take it out of the project",
            );
            let finding = context.report_on((subject(), agency), "unchanged", named.place, message, help);
            finding.about(&format!("components.{key}"));
        }
    }

    /// Whether a plan leaves things as they are; a plan that says nothing does.
    fn keeps(&self, change: Option<&str>) -> bool {
        change.is_none_or(|change| self.unchanged.iter().any(|word| word == change))
    }

    fn untraced(&self, context: &mut Context<'_, '_>, roadmaps: &Roadmaps<'_>, id: ComponentId) {
        let graph = context.graph;
        let Some(agency) = graph.agency_of(id) else { return };
        let place = graph.component(id).place();
        if let Some(roadmap) = roadmaps.covering(graph, agency) {
            let owner = roadmap.agency;
            let message = text!(
                vi: "thành phần mới nhưng không dự án nào trong lộ trình của `{owner}` tạo ra",
                en: "it is new, and no project of the roadmap of `{owner}` makes it",
            );
            let help = text!(
                vi: "thêm vào `components` của một dự án trong lộ trình, hoặc bỏ khỏi kiến trúc mục tiêu",
                en: "add it to `components` of a project of the roadmap, or take it out of the target architecture",
            );
            context.report(id, "untraced", place, message, help).about("projects");
        } else if self.levels.contains(&graph.repository.agency(graph.root(agency)).level) {
            let owner = &graph.repository.agency(graph.root(agency)).id;
            let message = text!(
                vi: "thành phần mới của cơ quan chưa có lộ trình, nên không rõ dự án nào tạo ra",
                en: "it is new and its agency has no roadmap, so no project is known to make it",
            );
            let help = text!(
            vi: "thêm tài liệu `roadmap: {owner}` có `projects` nêu thành phần này",
            en: "add a document `roadmap: {owner}` with `projects` that name it",
            );
            context.report(id, "no-roadmap", place, message, help).about("projects");
        }
    }
}
