//! The way data goes between two systems, and the way the law's decision table says it ought to go.
//!
//! The table is section 6.4 of the framework sheet: TT 13/2017/TT-BTTTT Điều 16, NĐ 47/2020/NĐ-CP Điều 46,
//! TT 32/2017/TT-BTTTT Điều 15, TT 23/2018/TT-BTTTT Điều 3. A platform counts as ready at a day when a
//! component says it is in operation then.

use jiff::civil::Date;
use petgraph::visit::EdgeRef;

use super::build::{component, node};
use super::{Graph, Link};
use crate::model::{AgencyId, ComponentId, ConnectionId};
use crate::source::Place;
use crate::tree::NodeRef;

/// Data going from one component to another: a connection, or a data relation that no connection covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Source.
    pub from: ComponentId,
    /// Target.
    pub to: ComponentId,
    /// The connection; `None` for a relation such as `reads` that stands alone.
    pub connection: Option<ConnectionId>,
    /// Field the target stands in: `connects.to`, `reads`.
    pub field: String,
    /// Where the target stands.
    pub place: Place,
    /// Platforms on the way, in order.
    pub via: Vec<ComponentId>,
}

/// Which row of the decision table a flow falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteCase {
    /// One end is a platform of the exchange itself: nothing is asked.
    Platform,
    /// Both ends are of one agency.
    SameUnit,
    /// Units of one ministry or province.
    WithinAgency,
    /// Between two ministries or provinces.
    BetweenAgencies,
    /// An end is a national database or a system from the centre to the localities.
    National,
    /// Administrative documents between document management systems.
    Documents,
}

/// What the decision table asks of a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The row.
    pub case: RouteCase,
    /// The platforms in between, in order, as far as they are ready at the day.
    pub expected: Vec<ComponentId>,
}

impl Graph<'_> {
    /// Every flow of data of a component that is active at a day, in the order of the file.
    #[must_use]
    pub fn flows_of(&self, from: ComponentId, day: Date) -> Vec<Flow> {
        let mut flows = Vec::new();
        if !self.state(from, day).is_active() {
            return flows;
        }
        for edge in self.links.edges(node(from)) {
            let to = component(edge.target());
            match *edge.weight() {
                Link::Connection(id) if self.is_active(id, day) => flows.push(self.connection_flow(id, to)),
                Link::Relation(relation, statement) => {
                    let relation = self.pack.framework.relation(relation);
                    if relation.carries_data && self.state(to, day).is_active() && !self.is_connected(from, to, day) {
                        let reference = self.repository.relations[statement as usize].node;
                        let place = self.repository.place_of(from, self.repository.node(from, reference));
                        let field = relation.id.clone();
                        flows.push(Flow { from, to, connection: None, field, place, via: Vec::new() });
                    }
                }
                _ => {}
            }
        }
        flows.sort_by_key(|flow| flow.place);
        flows
    }

    fn connection_flow(&self, id: ConnectionId, to: ComponentId) -> Flow {
        let statement = self.statement(id);
        let entry = self.repository.node(statement.from, statement.node);
        let target = entry.get("to").unwrap_or(entry);
        Flow {
            from: statement.from,
            to,
            connection: Some(id),
            field: "connects.to".to_owned(),
            place: self.repository.place_of(statement.from, target),
            via: self.connection(id).via.clone(),
        }
    }

    fn is_connected(&self, one: ComponentId, other: ComponentId, day: Date) -> bool {
        self.connections_between(one, other, day).next().is_some()
            || self.connections_between(other, one, day).next().is_some()
    }

    /// The row of the decision table for data between two components, and the path it asks for.
    /// `None` where an agency of either is not known.
    #[must_use]
    pub fn expected_path(&self, from: ComponentId, to: ComponentId, day: Date) -> Option<Path> {
        let (source, target) = (self.root_of(from)?, self.root_of(to)?);
        let case = self.route_case(from, to, source, target)?;
        let mut expected = match case {
            RouteCase::Platform => Vec::new(),
            RouteCase::SameUnit | RouteCase::WithinAgency => self.agency_platform(source, day).into_iter().collect(),
            RouteCase::Documents => self.national(&self.pack.catalogue.roles.document_axis, day).into_iter().collect(),
            RouteCase::BetweenAgencies | RouteCase::National => {
                let own = if self.is_national(from) { None } else { self.agency_platform(source, day) };
                let theirs = if self.is_national(to) { None } else { self.agency_platform(target, day) };
                let national = self.national(&self.pack.catalogue.roles.national_platform, day);
                own.into_iter().chain(national).chain(theirs).collect()
            }
        };
        expected.retain(|&step| step != from && step != to);
        Some(Path { case, expected })
    }

    fn route_case(&self, from: ComponentId, to: ComponentId, source: AgencyId, target: AgencyId) -> Option<RouteCase> {
        if self.is_exchange(from) || self.is_exchange(to) {
            return Some(RouteCase::Platform);
        }
        if source == target {
            let same_unit = self.agency_of(from)? == self.agency_of(to)?;
            return Some(if same_unit { RouteCase::SameUnit } else { RouteCase::WithinAgency });
        }
        if self.is_kind(from, "document-management") && self.is_kind(to, "document-management") {
            return Some(RouteCase::Documents);
        }
        let national = self.is_national(from) || self.is_national(to);
        Some(if national { RouteCase::National } else { RouteCase::BetweenAgencies })
    }

    /// The national platform, the document axis and the dedicated network are how data goes, not where.
    fn is_exchange(&self, id: ComponentId) -> bool {
        let roles = &self.pack.catalogue.roles;
        [&roles.national_platform, &roles.document_axis, &roles.dedicated_network]
            .into_iter()
            .any(|role| self.is_catalogued(id, role))
    }

    /// A national database, or a system from the centre down to the localities.
    #[must_use]
    pub fn is_national(&self, id: ComponentId) -> bool {
        self.is_kind(id, "national-database")
            || self.repository.field(id, "scope").and_then(NodeRef::as_str).is_some_and(|scope| scope == "national")
    }

    /// The integration platforms of a ministry or province in operation at a day; the law asks for one.
    #[must_use]
    pub fn agency_platforms(&self, root: AgencyId, day: Date) -> Vec<ComponentId> {
        let platforms = self.platforms.get(root.0 as usize).map_or(&[][..], Vec::as_slice);
        platforms.iter().copied().filter(|&id| self.state(id, day).is_operating()).collect()
    }

    fn agency_platform(&self, root: AgencyId, day: Date) -> Option<ComponentId> {
        let platforms = self.platforms.get(root.0 as usize)?;
        platforms.iter().copied().find(|&id| self.state(id, day).is_operating())
    }

    /// The component that is an entry of the national catalogue and in operation at a day.
    #[must_use]
    pub fn national(&self, entry: &str, day: Date) -> Option<ComponentId> {
        self.catalogued_as(entry).find(|&id| self.state(id, day).is_operating())
    }

    /// Whether a step is a platform that stands between others: LGSP, NGSP, document axis.
    #[must_use]
    pub fn is_intermediary(&self, id: ComponentId) -> bool {
        self.is_kind(id, "integration-platform") || self.is_kind(id, "document-exchange")
    }
}
