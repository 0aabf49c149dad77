//! CON-007: what goes between agencies goes by the protocols and formats laid down, and never in clear.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, says_something};
use crate::graph::Flow;
use crate::model::{ComponentId, ConnectionId};
use crate::source::Place;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "unfit-protocol",
    page: include_str!("unfit_protocol.md"),
    cases: &["cleartext", "other", "undeclared"],
    prepare: prepare::<UnfitProtocol>,
};

/// The one class of information that may be read by anybody.
const PUBLIC: &str = "public";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnfitProtocol {
    /// Kinds whose connections have protocols and formats laid down.
    kinds: Vec<String>,
    /// Protocols that anybody on the way can read.
    cleartext: Vec<String>,
    /// Protocols laid down.
    protocols: Vec<String>,
    /// Formats laid down.
    formats: Vec<String>,
}

impl Checker for UnfitProtocol {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        for flow in context.flows(id).iter() {
            let roots = (context.graph.root_of(flow.from), context.graph.root_of(flow.to));
            if let Some(connection) = flow.connection
                && matches!(roots, (Some(from), Some(to)) if from != to)
            {
                self.check(context, flow, connection);
            }
        }
    }
}

impl UnfitProtocol {
    fn check(&self, context: &mut Context<'_, '_>, flow: &Flow, connection: ConnectionId) {
        let graph = context.graph;
        let entry = graph.entry(connection);
        let protocol = entry.get("protocol").and_then(|node| Some((node, node.as_str()?)));
        if let Some((node, written)) = protocol.filter(|(_, written)| self.cleartext.iter().any(|one| one == written)) {
            let classes: Vec<&str> =
                graph.information_of(connection).into_iter().filter(|&class| class != PUBLIC).collect();
            if !classes.is_empty() {
                cleartext(context, flow, graph.repository.place_of(flow.from, node), written, &classes);
            }
        }
        let national = |id| context.is_one_of(id, &self.kinds);
        if !national(flow.from) && !national(flow.to) {
            return;
        }
        if protocol.is_none() {
            let message = text!(
                vi: "kết nối với cơ sở dữ liệu quốc gia chưa ghi giao thức",
                en: "a connection with a national database names no protocol",
            );
            let help = text!(vi: "thêm `protocol: https` hoặc `soap`", en: "add `protocol: https` or `soap`");
            context.report_flow(flow, "undeclared", flow.place, message, help).about("connects.protocol");
        }
        if says_why(entry) {
            return;
        }
        if let Some((node, written)) = protocol.filter(|(_, written)| !self.protocols.iter().any(|one| one == written))
        {
            let message = text!(
                vi: "kết nối với cơ sở dữ liệu quốc gia dùng giao thức `{written}` mà không nêu lý do",
                en: "a connection with a national database uses the protocol `{written}` and does not say why",
            );
            other(context, flow, node, "connects.protocol", &self.protocols, message);
        }
        let format = entry.get("format").and_then(|node| Some((node, node.as_str()?)));
        if let Some((node, written)) = format.filter(|(_, written)| !self.formats.iter().any(|one| one == written)) {
            let message = text!(
                vi: "dữ liệu trao đổi với cơ sở dữ liệu quốc gia ở định dạng `{written}` mà không nêu lý do",
                en: "data goes to or from a national database as `{written}`, and nothing says why",
            );
            other(context, flow, node, "connects.format", &self.formats, message);
        }
    }
}

/// A note or a reason says why it is done otherwise.
fn says_why(entry: NodeRef<'_>) -> bool {
    ["note", "reason"].into_iter().any(|field| entry.get(field).is_some_and(says_something))
}

fn cleartext(context: &mut Context<'_, '_>, flow: &Flow, place: Place, protocol: &str, classes: &[&str]) {
    let classes = classes.join(", ");
    let message = text!(
        vi: "thông tin không công cộng ({classes}) đi giữa hai cơ quan bằng `{protocol}`, không mã hóa",
        en: "information that is not public ({classes}) goes between two agencies by `{protocol}`, in clear",
    );
    let help = text!(
        vi: "chuyển sang `protocol: https`; nếu chỉ có thông tin công cộng, ghi `information: [public]` ở kết nối",
        en: "move to `protocol: https`; if only public information goes over it, give the connection `information: [public]`",
    );
    context.report_flow(flow, "cleartext", place, message, help).about("connects.protocol");
}

fn other(
    context: &mut Context<'_, '_>,
    flow: &Flow,
    node: NodeRef<'_>,
    field: &str,
    allowed: &[String],
    message: Text,
) {
    let allowed = allowed.join(", ");
    let help = text!(
        vi: "đổi sang một trong các giá trị: {allowed}; chưa đổi được thì ghi lý do ở `note:`",
        en: "change to one of: {allowed}; until then give the reason in `note:`",
    );
    let place = context.graph.repository.place_of(flow.from, node);
    context.report_flow(flow, "other", place, message, help).about(field);
}
