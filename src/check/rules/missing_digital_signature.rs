//! APP-007: a document system signs with the certificate service of the Government.

use std::iter::once;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "missing-digital-signature",
    page: include_str!("missing_digital_signature.md"),
    cases: &[],
    prepare: prepare::<MissingDigitalSignature>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingDigitalSignature {
    /// Kinds that issue documents.
    kinds: Vec<String>,
    /// Kinds that issue certificates.
    certificate_kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Entry of the national catalogue that is the Government’s service.
    catalogue: String,
}

impl Checker for MissingDigitalSignature {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id));
        if !judged || !graph.is_of_level(id, &self.levels) {
            return;
        }
        let new = graph.state(id, context.day).is_new();
        let stands = |other: ComponentId| {
            let state = graph.state(other, context.day);
            state.is_operating() || (new && state.is_active())
        };
        // A system signs with what a part of it signs with.
        let members: Vec<ComponentId> =
            once(id).chain(graph.parts(id).into_iter().filter(|&part| stands(part))).collect();
        let used: Vec<ComponentId> =
            members.iter().flat_map(|&member| graph.reached(member, &["uses", "part_of"], stands)).collect();
        let services: Vec<ComponentId> = graph.catalogued_as(&self.catalogue).filter(|&id| stands(id)).collect();
        let connected = |service: &ComponentId| {
            members.iter().any(|&member| graph.connections_between(member, *service, context.day).next().is_some())
        };
        if services.iter().any(|service| used.contains(service) || connected(service)) {
            return;
        }
        // A reference that leads nowhere is reported as such; one fault is enough.
        if graph.dangling_of(id).any(|reference| reference.field == "uses") {
            return;
        }
        let is_issuer =
            |id: &&ComponentId| graph.kind(**id).is_some_and(|kind| self.certificate_kinds.contains(&kind.id));
        let message = match used.iter().find(is_issuer).map(|&other| context.key(other)) {
            Some(other) => text!(
                vi: "ký số bằng `{other}`, không phải dịch vụ chứng thực chữ ký số chuyên dùng Chính phủ",
                en: "signs with `{other}`, which is not the Government’s certificate service",
            ),
            None => text!(
                vi: "chưa tích hợp chữ ký số chuyên dùng Chính phủ",
                en: "the Government’s digital signature is not integrated",
            ),
        };
        let entry = &self.catalogue;
        let help = match services.first().map(|&service| context.key(service)) {
            Some(service) => text!(
                vi: "tích hợp rồi ghi `uses: [{service}]`",
                en: "integrate it, then write `uses: [{service}]`",
            ),
            None => text!(
                vi: "khai dịch vụ ở lớp security: `kind: certificate-service`, `catalogue: {entry}`; rồi ghi mã của nó ở `uses:`",
                en: "declare the service in the security layer with `kind: certificate-service` and `catalogue: {entry}`, then name it in `uses:`",
            ),
        };
        let written = context.field(id, "uses");
        let place = written.map_or(graph.component(id).place(), |node| graph.repository.place_of(id, node));
        context.report(id, "", place, message, help).about("uses");
    }
}
