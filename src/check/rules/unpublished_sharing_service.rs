//! CON-006: data goes between agencies by a data-sharing service that is published and registered.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, says_something};
use crate::graph::{Flow, RouteCase};
use crate::model::{ComponentId, ConnectionId, date};
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "unpublished-sharing-service",
    page: include_str!("unpublished_sharing_service.md"),
    cases: &["no-service", "unknown-service", "undocumented", "registration"],
    prepare: prepare::<UnpublishedSharingService>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnpublishedSharingService {
    /// Levels of the ministry, province or body at the top of those who share.
    levels: Vec<String>,
    /// Kinds that hold data: what else a connection ends at is not data sharing.
    kinds: Vec<String>,
    /// Working days within which a service that is ready is registered.
    registration_days: u16,
}

impl Checker for UnpublishedSharingService {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        if !context.graph.is_of_level(id, &self.levels) {
            return;
        }
        for flow in context.flows(id).iter() {
            if let Some(connection) = flow.connection
                && self.is_sharing(context, flow)
            {
                check_connection(context, flow, connection);
            }
        }
        for entry in context.graph.services_of(id) {
            let Some(service) = entry.get("service").filter(|&service| says_something(service)) else { continue };
            let ready = entry.get("ready").and_then(date);
            let operating = context.graph.state(id, context.day).is_operating();
            if ready.map_or(operating, |ready| ready <= context.day) {
                check_documents(context, id, entry, service);
                self.check_registration(context, id, entry, service);
            }
        }
    }
}

impl UnpublishedSharingService {
    fn is_sharing(&self, context: &Context<'_, '_>, flow: &Flow) -> bool {
        let graph = context.graph;
        let path = graph.expected_path(flow.from, flow.to, context.day);
        path.is_some_and(|path| matches!(path.case, RouteCase::BetweenAgencies | RouteCase::National))
            && context.is_one_of(flow.to, &self.kinds)
            && context.graph.is_of_level(flow.to, &self.levels)
    }

    fn check_registration(&self, context: &mut Context<'_, '_>, id: ComponentId, entry: NodeRef<'_>, at: NodeRef<'_>) {
        let name = at.as_str().unwrap_or_default();
        let registered = entry.get("registered").and_then(date).filter(|&registered| registered <= context.day);
        let message = match (entry.get("ready").and_then(date), registered) {
            (None, Some(_)) => return,
            (None, None) => text!(
                vi: "dịch vụ `{name}` chưa ghi ngày sẵn sàng và ngày đăng ký",
                en: "the service `{name}` gives neither the day it was ready nor the day it was registered",
            ),
            (Some(ready), registered) => {
                // What was ready before there was a duty is late only after the duty began.
                let begun = context.in_force_from().map_or(ready, |begun| begun.max(ready));
                let last = working_days_after(begun, self.registration_days);
                if registered.unwrap_or(context.day) <= last {
                    return;
                }
                match registered {
                    Some(registered) => text!(
                        vi: "dịch vụ `{name}` đăng ký ngày {registered}, muộn hơn hạn {last}",
                        en: "the service `{name}` was registered on {registered}, after the last day, {last}",
                    ),
                    None => text!(
                        vi: "dịch vụ `{name}` sẵn sàng ngày {ready}, hạn đăng ký {last}, đến nay chưa đăng ký",
                        en: "the service `{name}` was ready on {ready} and due by {last}, and is not registered yet",
                    ),
                }
            }
        };
        let help = text!(
            vi: "đăng ký trên hệ thống quản lý dịch vụ chia sẻ dữ liệu, rồi ghi `ready:` và `registered:` cho dịch vụ",
            en: "register it in the registry of data-sharing services, then give the service `ready:` and `registered:`",
        );
        let place = context.graph.repository.place_of(id, at);
        let finding = context.report(id, "registration", place, message, help);
        finding.field = format!("shares.registered={name}");
    }
}

fn check_connection(context: &mut Context<'_, '_>, flow: &Flow, connection: ConnectionId) {
    let graph = context.graph;
    let provider = context.key(flow.to);
    let Some(service) = graph.service_named(connection) else {
        let message = text!(
            vi: "kết nối tới `{provider}` của cơ quan khác không nêu dịch vụ chia sẻ dữ liệu nào",
            en: "the connection to `{provider}` of another agency names no data-sharing service",
        );
        let help = text!(
            vi: "thêm `service:` là tên một dịch vụ trong `shares` của `{provider}`",
            en: "add `service:` with the name of one of the services in `shares` of `{provider}`",
        );
        context.report_flow(flow, "no-service", flow.place, message, help).about("connects.service");
        return;
    };
    if !graph.connection(connection).via_known || graph.provider_of(connection).is_some() {
        return;
    }
    let name = service.as_str().unwrap_or_default();
    let message = text!(
        vi: "bên cung cấp `{provider}` không công bố dịch vụ `{name}`",
        en: "the provider `{provider}` publishes no service `{name}`",
    );
    let help = text!(
        vi: "khai dịch vụ ở `{provider}` hoặc ở LGSP của bên đó: `shares: [{{ service: {name}, documentation: …, schema: … }}]`",
        en: "declare the service at `{provider}` or at its LGSP: `shares: [{{ service: {name}, documentation: …, schema: … }}]`",
    );
    let place = graph.repository.place_of(flow.from, service);
    context.report_flow(flow, "unknown-service", place, message, help).about("connects.service");
}

fn check_documents(context: &mut Context<'_, '_>, id: ComponentId, entry: NodeRef<'_>, at: NodeRef<'_>) {
    let name = at.as_str().unwrap_or_default();
    let says = |field: &str| entry.get(field).is_some_and(says_something);
    let missing: Vec<&str> = ["documentation", "schema"].into_iter().filter(|field| !says(field)).collect();
    if missing.is_empty() {
        return;
    }
    let fields = missing.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ");
    let message = text!(
        vi: "dịch vụ chia sẻ dữ liệu `{name}` chưa có {fields}",
        en: "the data-sharing service `{name}` has no {fields}",
    );
    let help = text!(
        vi: "ghi tài liệu kỹ thuật ở `documentation:`, cấu trúc dữ liệu trao đổi ở `schema:`",
        en: "give the technical document in `documentation:` and the structure of what is exchanged in `schema:`",
    );
    let place = context.graph.repository.place_of(id, at);
    let finding = context.report(id, "undocumented", place, message, help);
    finding.field = format!("shares.documentation={name}");
}

/// The day so many working days after another; Saturdays and Sundays do not count.
fn working_days_after(day: Date, days: u16) -> Date {
    let mut at = day;
    let mut left = days;
    while left > 0 {
        let Ok(next) = at.checked_add(1.day()) else { return at };
        at = next;
        if !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    at
}
