//! DOC-003: a roadmap says for every gap what is done, by whom, when and with what money, in an order that can be kept.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, in_a_row, says_something};
use crate::diagnostic::Subject;
use crate::framework::DocumentType;
use crate::graph::{Gap, Roadmap, WorkPackage};
use crate::source::Place;
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "incomplete-roadmap",
    page: include_str!("incomplete_roadmap.md"),
    cases: &["gap", "package", "funding", "period", "dependency"],
    prepare: prepare::<IncompleteRoadmap>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IncompleteRoadmap {
    /// Change of a gap that needs no work.
    keep: String,
    /// What a work package must say.
    package: Vec<String>,
    /// What it should say of money.
    funding: Vec<String>,
}

impl Checker for IncompleteRoadmap {
    fn repository(&self, context: &mut Context<'_, '_>) {
        for roadmap in &context.graph.roadmaps().all {
            for gap in roadmap.gaps.iter().filter(|gap| gap.change != Some(self.keep.as_str())) {
                undone(context, roadmap, gap);
            }
            for project in &roadmap.projects {
                for name in project.packages.iter().filter(|name| roadmap.package(name.id).is_none()) {
                    unknown(context, roadmap, project.id, "work_packages", (name.id, name.place));
                }
            }
            for package in &roadmap.packages {
                lacks(context, roadmap, package, "package", &self.package);
                lacks(context, roadmap, package, "funding", &self.funding);
                period(context, roadmap, package);
                for name in package.depends_on.iter().filter(|name| roadmap.package(name.id).is_none()) {
                    unknown(context, roadmap, package.id, "depends_on", (name.id, name.place));
                }
            }
            for circle in roadmap.circles() {
                waits_for_itself(context, roadmap, &circle);
            }
        }
    }
}

/// A gap that nobody closes. One on a component that is not there is reported as such.
fn undone(context: &mut Context<'_, '_>, roadmap: &Roadmap<'_>, gap: &Gap<'_>) {
    let Some(component) = gap.component else { return };
    let key = context.key(component);
    let message = match gap.package.filter(|package| !package.trim().is_empty()) {
        Some(package) if roadmap.package(package).is_some() => return,
        Some(package) => text!(
            vi: "khoảng cách của `{key}` giao cho gói công việc `{package}`, mà lộ trình không có gói này",
            en: "the gap of `{key}` is given to the work package `{package}`, which the roadmap does not have",
        ),
        None => text!(
            vi: "khoảng cách của `{key}` chưa có gói công việc thực hiện",
            en: "the gap of `{key}` has no work package that closes it",
        ),
    };
    let help = text!(
        vi: "ghi `work_package:` bằng mã của một gói trong `work_packages`; giữ nguyên thì ghi `change: keep`",
        en: "give in `work_package:` the id of one of `work_packages`; if the component stays as it is, write `change: keep`",
    );
    let field = if gap.package.is_some() { "work_package" } else { "component" };
    context.report(component, "gap", gap.entry.place(field), message, help).about("gaps.work_package");
}

/// What a work package does not say, of a list of fields that count alike.
fn lacks(
    context: &mut Context<'_, '_>,
    roadmap: &Roadmap<'_>,
    package: &WorkPackage<'_>,
    case: &'static str,
    fields: &[String],
) {
    let missing = fields.iter().filter(|field| !package.entry.get(field).is_some_and(says_something));
    let missing: Vec<Text> =
        missing.map(|field| context.name_of(DocumentType::Roadmap, &format!("work_packages.{field}"))).collect();
    if missing.is_empty() {
        return;
    }
    let (id, Text { vi, en }) = (package.id, in_a_row(&missing));
    let message = text!(vi: "gói công việc `{id}` chưa ghi: {vi}", en: "the work package `{id}` does not say: {en}");
    let help = text!(
        vi: "bổ sung ở mục `id: {id}` của `work_packages`",
        en: "add it to the entry `id: {id}` of `work_packages`",
    );
    about(context, roadmap, id, case, package.entry.place("id"), (message, help), case);
}

fn period(context: &mut Context<'_, '_>, roadmap: &Roadmap<'_>, package: &WorkPackage<'_>) {
    let id = package.id;
    if let (Some(from), Some(to)) = (package.from, package.to)
        && to < from
    {
        let message = text!(
            vi: "gói công việc `{id}` kết thúc ngày {to}, trước ngày bắt đầu {from}",
            en: "the work package `{id}` ends on {to}, before it begins on {from}",
        );
        let help = text!(vi: "sửa `from` hoặc `to`", en: "mend `from` or `to`");
        about(context, roadmap, id, "period", package.entry.place("to"), (message, help), "to");
        return;
    }
    let Some(horizon) = roadmap.horizon else { return };
    let late = [("from", package.from), ("to", package.to)];
    let late = late.into_iter().find_map(|(field, day)| Some((field, day.filter(|&day| day > horizon)?)));
    if let Some((field, day)) = late {
        let message = text!(
            vi: "gói công việc `{id}` kéo tới {day}, quá tầm của kiến trúc là {horizon}",
            en: "the work package `{id}` reaches {day}, past the horizon of the architecture, {horizon}",
        );
        let help = text!(
            vi: "rút ngắn gói, chuyển sang kỳ sau, hoặc sửa `horizon` theo kiến trúc đã duyệt",
            en: "shorten it, move it to the next period, or mend `horizon` as the approved architecture has it",
        );
        about(context, roadmap, id, "period", package.entry.place(field), (message, help), "horizon");
    }
}

/// A work package is named that the roadmap does not have.
fn unknown(context: &mut Context<'_, '_>, roadmap: &Roadmap<'_>, id: &str, field: &str, named: (&str, Place)) {
    let (wanted, place) = named;
    let message = text!(
        vi: "`{id}` dẫn tới gói công việc `{wanted}`, mà lộ trình không có gói này",
        en: "`{id}` names the work package `{wanted}`, which the roadmap does not have",
    );
    let help = text!(
        vi: "sửa mã, hoặc thêm gói `{wanted}` vào `work_packages`",
        en: "mend the id, or add `{wanted}` to `work_packages`",
    );
    about(context, roadmap, id, "dependency", place, (message, help), &format!("{field}.{wanted}"));
}

/// Work packages that can never begin. `circle` holds at least one.
fn waits_for_itself(context: &mut Context<'_, '_>, roadmap: &Roadmap<'_>, circle: &[usize]) {
    let members: Vec<&WorkPackage<'_>> = circle.iter().filter_map(|&index| roadmap.packages.get(index)).collect();
    let Some(first) = members.first() else { return };
    let names: Vec<&str> = members.iter().map(|package| package.id).collect();
    let (id, names) = (first.id, names.join(", "));
    let message = text!(
        vi: "các gói công việc chờ nhau thành vòng, không gói nào bắt đầu được: {names}",
        en: "work packages wait for each other in a circle and none can begin: {names}",
    );
    let help =
        text!(vi: "bỏ một mục trong `depends_on` của vòng này", en: "take one entry of `depends_on` out of the circle");
    about(context, roadmap, id, "dependency", first.entry.place("depends_on"), (message, help), "depends_on");
}

fn about(
    context: &mut Context<'_, '_>,
    roadmap: &Roadmap<'_>,
    id: &str,
    case: &str,
    place: Place,
    (message, help): (Text, Text),
    field: &str,
) {
    let agency = roadmap.agency;
    let subject = Subject::Project(format!("{agency}/{id}"));
    context.report_on((subject, agency), case, place, message, help).about(field);
}
