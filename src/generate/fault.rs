//! The faulty components: each breaks the one rule it is there for and keeps all others.

use super::database;
use super::entry::{Entry, Link};
use super::plan::{Agency, Plan};
use super::random::Random;
use super::route::Target;
use super::skeleton::{APPLICATION, DATA, INFRASTRUCTURE, Layers};
use super::{Expected, Violation, load_fault};

/// What the faulty components are put in, and what must be found.
pub(super) struct Seeds<'p> {
    /// The agencies.
    pub(super) plan: &'p Plan,
    /// The layers of every agency.
    pub(super) layers: &'p mut [Layers],
    /// What must be found.
    pub(super) expected: Vec<Expected>,
}

impl<'p> Seeds<'p> {
    /// The unit that has most of the faults.
    pub(super) fn unit(&self) -> &'p Agency {
        &self.plan.agencies[self.plan.sites().unit]
    }

    /// Puts components into the unit, and says what must be found about the last of them.
    pub(super) fn put(&mut self, violation: Violation, layer: usize, components: impl IntoIterator<Item = Entry>) {
        let unit = self.unit();
        self.layers[unit.index][layer].extend(components.into_iter().map(Entry::done));
        self.expect(violation, format!("{}/{}", unit.id, id(violation)));
    }

    /// Says what must be found.
    pub(super) fn expect(&mut self, violation: Violation, subject: String) {
        self.expected.push(Expected { rule: violation.name(), subject });
    }
}

/// Id of the component that a fault is found on.
pub(super) fn id(violation: Violation) -> String {
    format!("loi-{}", violation.name())
}

/// An application of the unit with nothing wrong but that it runs nowhere yet.
pub(super) fn homeless(unit: &Agency, id: &str) -> Entry {
    Entry::new(id, "internal-application", format_args!("Ứng dụng thử {id} {}", unit.name))
        .field("system_type", "internal")
        .list("information", &["private"])
        .field("security_level", 2)
        .list("functions", &[format!("{id}-{}", unit.id)])
}

/// An application of the unit with nothing wrong.
pub(super) fn sound(unit: &Agency, id: &str) -> Entry {
    homeless(unit, id).list("hosted_on", &["cum-01"])
}

/// Puts one fault in its place.
pub(super) fn seed(violation: Violation, seeds: &mut Seeds<'_>) {
    let unit = seeds.unit();
    let (agencies, sites) = (&seeds.plan.agencies, seeds.plan.sites());
    let id = id(violation);
    match violation {
        Violation::MissingOwner => seeds.put(violation, APPLICATION, [sound(unit, &id).field("owner", "[]")]),
        Violation::MissingHost => seeds.put(violation, APPLICATION, [homeless(unit, &id)]),
        Violation::SeparateDataCentre => seeds.put(violation, INFRASTRUCTURE, [second_centre(unit, &id)]),
        Violation::DuplicateApplication => {
            let twin = |id: &str| unlevelled(unit, id).field("security_level", 2).list("functions", &["trung-lap"]);
            seeds.put(violation, APPLICATION, [twin(&format!("{id}-truoc")), twin(&id)]);
        }
        Violation::MissingSecurityLevel => {
            seeds.put(
                violation,
                APPLICATION,
                [unlevelled(unit, &id).list("functions", &[format!("{id}-{}", unit.id)])],
            );
        }
        Violation::SecurityLevelTooLow => seeds.put(violation, APPLICATION, [low_portal(unit, &id)]),
        Violation::IncompleteDatabaseEntry => seeds.put(violation, DATA, [incomplete(unit, &id)]),
        Violation::DuplicateAuthoritativeSource => two_sources(violation, unit, seeds),
        Violation::ConnectionOffDedicatedNetwork
        | Violation::PointToPointConnection
        | Violation::ConnectionOutsideAgencyPlatform
        | Violation::WrongIntegrationPath => connection(violation, unit, seeds),
        // These three are no components: an agency or its floor is written otherwise.
        Violation::InvalidAgencyCode => seeds.expect(violation, agencies[sites.other_unit].id.clone()),
        Violation::MissingAgencyPlatform => seeds.expect(violation, format!("{}/lgsp", agencies[sites.alone].id)),
        Violation::MissingProtectionLayer => seeds.expect(violation, agencies[sites.other].id.clone()),
        Violation::UnknownField
        | Violation::MissingField
        | Violation::InvalidValue
        | Violation::UnresolvedReference
        | Violation::DuplicateComponent
        | Violation::IllegalRelation
        | Violation::DuplicateKey
        | Violation::UnquotedCode => load_fault::seed(violation, seeds),
    }
}

/// An application with neither level nor functions.
fn unlevelled(unit: &Agency, id: &str) -> Entry {
    Entry::new(id, "internal-application", format_args!("Ứng dụng thử {id} {}", unit.name))
        .field("system_type", "internal")
        .list("information", &["private"])
        .list("hosted_on", &["cum-01"])
}

fn second_centre(unit: &Agency, id: &str) -> Entry {
    Entry::new(id, "data-center", format_args!("Trung tâm dữ liệu riêng {}", unit.name))
        .field("scope", "agency")
        .field("system_type", "infrastructure")
        .field("security_level", 2)
}

fn low_portal(unit: &Agency, id: &str) -> Entry {
    Entry::new(id, "service-portal", format_args!("Cổng dịch vụ thử {}", unit.name))
        .field("system_type", "public-service")
        .field("service_level", 4)
        .field("security_level", 2)
        .list("functions", &[format!("{id}-{}", unit.id)])
        .list("hosted_on", &["cum-01"])
}

fn bare_database(unit: &Agency, id: &str) -> Entry {
    Entry::new(id, "database", format_args!("Cơ sở dữ liệu thử {id} {}", unit.name))
        .field("system_type", "internal")
        .list("information", &["private"])
        .field("security_level", 2)
        .list("hosted_on", &["cum-01"])
}

fn incomplete(unit: &Agency, id: &str) -> Entry {
    bare_database(unit, id)
        .field("purpose", "thử quy tắc")
        .field("data_scope", "toàn bộ hồ sơ")
        .field("content", "hồ sơ thử")
        .lines("    items:\n      - { name: hồ sơ thử, class: default, users: [cơ quan nhà nước] }\n")
        .lines(database::holds("hồ sơ thiếu mô tả", "authoritative"))
}

fn two_sources(violation: Violation, unit: &Agency, seeds: &mut Seeds<'_>) {
    const ENTITY: &str = "hồ sơ hai nguồn";
    let id = id(violation);
    let mut random = Random::of_part(0, 0);
    let entries = [format!("{id}-truoc"), id].map(|id| {
        database::complete(bare_database(unit, &id), ENTITY, &mut random)
            .lines(database::holds(ENTITY, "authoritative"))
    });
    seeds.put(violation, DATA, entries);
}

fn connection(violation: Violation, unit: &Agency, seeds: &mut Seeds<'_>) {
    let (plan, sites) = (seeds.plan, seeds.plan.sites());
    let shared = |index: usize| plan.link(unit, Target::Component(&plan.agencies[index], "csdl-dung-chung"), "hồ sơ");
    let link = match violation {
        Violation::ConnectionOffDedicatedNetwork => Link { carrier: None, ..shared(sites.other) },
        Violation::PointToPointConnection => Link { via: Vec::new(), ..shared(sites.other) },
        Violation::ConnectionOutsideAgencyPlatform => Link { via: Vec::new(), ..shared(sites.sibling) },
        _ => {
            let link = plan.link(unit, Target::Population, "thông tin công dân");
            Link { via: link.via[1..].to_vec(), ..link }
        }
    };
    let id = id(violation);
    let subject = format!("{}/{id} → {}", unit.id, link.to);
    seeds.layers[unit.index][APPLICATION].push(sound(unit, &id).connects(&[link]).done());
    seeds.expect(violation, subject);
}
