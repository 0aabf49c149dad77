//! DAT-010: open data has no personal information, is reviewed and updated in time, and is on the national portal.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "unfit-open-data",
    page: include_str!("unfit_open_data.md"),
    cases: &["personal", "times", "portal"],
    prepare: prepare::<UnfitOpenData>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnfitOpenData {
    /// Kinds that may hold open data.
    kinds: Vec<String>,
    /// Kinds that are published as they are, not in part.
    whole_kinds: Vec<String>,
    /// Levels of agency the duty is for.
    levels: Vec<String>,
    /// Months that a review holds.
    review_months: i32,
    /// Months that an update holds.
    update_months: i32,
    /// Entry of the national catalogue that open data is published on.
    portal: String,
}

impl Checker for UnfitOpenData {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let is_portal = context.graph.is_catalogued(id, &self.portal);
        if is_portal || !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let classes = context.field(id, "items").into_iter().flat_map(NodeRef::elements);
        let open = classes.filter_map(|item| item.get("class")).find(|class| class.as_str() == Some("open"));
        let declared = context.says(id, "open_data");
        if !declared && (open.is_none() || is_published_elsewhere(context, id)) {
            return;
        }
        self.personal(context, id, open);
        if context.graph.state(id, context.day).is_operating() {
            self.times(context, id);
            self.portal(context, id);
        }
    }
}

impl UnfitOpenData {
    fn personal(&self, context: &mut Context<'_, '_>, id: ComponentId, open: Option<NodeRef<'_>>) {
        let information = context.field(id, "information").into_iter().flat_map(NodeRef::elements);
        let personal = information.into_iter().find(|class| class.as_str() == Some("personal"));
        let node = context.at(id, "open_data.personal_information");
        let (place, message) = match (node.and_then(NodeRef::as_bool), personal) {
            (Some(true), _) => {
                (node, text!(vi: "dữ liệu mở có thông tin cá nhân", en: "open data with personal information"))
            }
            (Some(false), Some(personal)) if self.is_open_whole(context, id) => (
                Some(personal),
                text!(
                    vi: "cả tập dữ liệu là dữ liệu mở mà `information` có thông tin cá nhân",
                    en: "the whole set is open data, yet `information` says personal",
                ),
            ),
            (None, Some(personal)) => (
                open.or(Some(personal)),
                text!(
                    vi: "có dữ liệu mở và có thông tin cá nhân, mà không khẳng định phần mở đã bỏ thông tin cá nhân",
                    en: "holds open data and personal information, and does not say the open part is free of it",
                ),
            ),
            _ => return,
        };
        let help = text!(
            vi: "bỏ thông tin cá nhân khỏi phần công bố rồi ghi `personal_information: false`, hoặc đổi `class` của hạng mục",
            en: "take personal information out of what is published and write `personal_information: false`, or change the item’s `class`",
        );
        let own = context.graph.component(id).place();
        let place = place.map_or(own, |node| context.graph.repository.place_of(id, node));
        context.report(id, "personal", place, message, help).about("open_data.personal_information");
    }

    /// Nothing is held back: a kind that is published as it is, with no item of another class.
    fn is_open_whole(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let whole = context.graph.kind(id).is_some_and(|kind| self.whole_kinds.contains(&kind.id));
        let mut items = context.field(id, "items").into_iter().flat_map(NodeRef::elements);
        whole && items.all(|item| item.get("class").and_then(NodeRef::as_str) == Some("open"))
    }

    fn times(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let mut place = None;
        let mut faults: Vec<Text> = Vec::new();
        if !context.says(id, "open_data.personal_information") && !context.says(id, "information") {
            faults.push(text!(
                vi: "chưa ghi có thông tin cá nhân hay không (`personal_information`)",
                en: "whether it has personal information is not said (`personal_information`)",
            ));
        }
        let review = text!(vi: "rà soát (`reviewed`)", en: "review (`reviewed`)");
        let update = text!(vi: "cập nhật (`updated`)", en: "update (`updated`)");
        for (path, months, name) in
            [("open_data.reviewed", self.review_months, review), ("open_data.updated", self.update_months, update)]
        {
            let (vi, en) = (name.vi, name.en);
            let node = context.at(id, path);
            if let Some(day) = context.date(id, path) {
                if context.is_older(day, months) {
                    place = place.or(node);
                    faults.push(text!(
                        vi: "lần {vi} gần nhất {day} đã quá {months} tháng",
                        en: "the last {en}, {day}, is more than {months} months old",
                    ));
                }
            } else if node.is_none() && is_due(context, id, months) {
                faults.push(text!(vi: "chưa ghi lần {vi} nào", en: "no {en} is recorded"));
            }
        }
        if faults.is_empty() {
            return;
        }
        let list = |lang: Lang| faults.iter().map(|fault| fault.get(lang)).collect::<Vec<_>>().join("; ");
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let message = text!(vi: "dữ liệu mở chưa đủ điều kiện: {vi}", en: "open data falls short: {en}");
        let help = text!(
            vi: "rà soát, cập nhật rồi ghi các trường trên trong `open_data:`",
            en: "review and update it, then write these fields under `open_data:`",
        );
        let own = context.graph.component(id).place();
        let place = place.map_or(own, |node| context.graph.repository.place_of(id, node));
        context.report(id, "times", place, message, help).about("open_data.reviewed");
    }

    fn portal(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let component = graph.component(id);
        let written = context.at(id, "open_data.published_on");
        let on = written.and_then(|node| graph.refer(component.agency(), node));
        let entry = &self.portal;
        let (place, message) = match (written, on) {
            (None, _) => (
                component.place(),
                text!(
                    vi: "dữ liệu mở chưa ghi công bố ở đâu (`open_data.published_on`)",
                    en: "where the open data is published is not said (`open_data.published_on`)",
                ),
            ),
            (Some(node), Some(on)) if !graph.is_catalogued(on, entry) => {
                let key = context.key(on);
                let message = text!(
                    vi: "dữ liệu mở công bố ở `{key}`, không phải Cổng dữ liệu quốc gia",
                    en: "the open data is published on `{key}`, not on the national data portal",
                );
                (graph.repository.place_of(id, node), message)
            }
            // A reference that leads nowhere is reported as such.
            _ => return,
        };
        let help = text!(
            vi: "công bố lên Cổng dữ liệu quốc gia, trỏ `published_on` tới thành phần có `catalogue: {entry}`",
            en: "publish it on the national data portal and point `published_on` to the component with `catalogue: {entry}`",
        );
        context.report(id, "portal", place, message, help).about("open_data.published_on");
    }
}

/// A data set that is a copy or a part of this one is what is published; it is judged by itself.
fn is_published_elsewhere(context: &Context<'_, '_>, id: ComponentId) -> bool {
    let graph = context.graph;
    let copies = graph.related_to(id, "replica_of").into_iter().chain(graph.parts(id));
    copies.into_iter().any(|copy| context.is_active(copy) && context.says(copy, "open_data"))
}

/// What came into operation within the term has had nothing to be done yet.
fn is_due(context: &Context<'_, '_>, id: ComponentId, months: i32) -> bool {
    let began = context.graph.component(id).lifecycle.operating;
    began.is_none_or(|began| context.is_older(began, months))
}
