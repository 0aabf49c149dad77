//! The rules, one file and one page each; the list below is what `khung` knows.

mod composite_level_too_low;
mod connection_off_dedicated_network;
mod connection_outside_agency_platform;
mod dependency_cycle;
mod dependent_assessor;
mod document_system_off_axis;
mod duplicate_application;
mod duplicate_authoritative_source;
mod duplicate_database;
mod duplicate_name;
mod expired_waiver;
mod forbidden_waiver;
mod host_level_too_low;
mod incomplete_database_entry;
mod incomplete_roadmap;
mod incomplete_security_plan;
mod incomplete_waiver;
mod invalid_agency_code;
mod isolated_service_portal;
mod isolated_system;
mod level_below_data;
mod low_level4_share;
mod missing_agency_platform;
mod missing_alternatives;
mod missing_application_reference_code;
mod missing_architecture_decision;
mod missing_architecture_governance;
mod missing_architecture_part;
mod missing_conformity_declaration;
mod missing_data_check;
mod missing_data_contact;
mod missing_data_model;
mod missing_data_reference_code;
mod missing_digital_signature;
mod missing_gap;
mod missing_host;
mod missing_ipv6_dnssec;
mod missing_level_approval;
mod missing_operator;
mod missing_owner;
mod missing_protection_layer;
mod missing_recovery_plan;
mod missing_security_level;
mod missing_sharing_class;
mod missing_sharing_component;
mod missing_sharing_log;
mod missing_single_sign_on;
mod overbroad_waiver;
mod overdue_security_audit;
mod overstated_service_level;
mod point_to_point_connection;
mod repealed_legal_basis;
mod repeated_collection;
mod retired_dependency;
mod retired_route;
mod security_level_too_low;
mod separate_data_centre;
mod stale_data;
mod state_secret_on_shared_platform;
mod underused_data_centre;
mod unfit_open_data;
mod unfit_protocol;
mod unjustified_ignore;
mod unknown_reference_code;
mod unlinked_reporting_system;
mod unmonitored_agency;
mod unpublished_sharing_service;
mod unshared_code_list;
mod unsourced_replica;
mod untraced_project;
mod unused_component;
mod unused_shared_platform;
mod unused_waiver;
mod wrong_integration_path;

use serde::de::DeserializeOwned;

use super::context::Checker;
use crate::framework::Parameters;

/// A rule: its name, its page, and how its parameters become a checker.
pub struct Rule {
    /// Name, the same everywhere: file, page, waiver, output.
    pub name: &'static str,
    /// Page in both languages, with examples that are run.
    pub page: &'static str,
    /// Cases the rule tells apart, each with a severity of its own in the pack.
    pub cases: &'static [&'static str],
    /// Reads the parameters of the pack.
    pub prepare: fn(&Parameters) -> Result<Box<dyn Checker>, serde_json::Error>,
}

/// Every rule, in the order of the framework sheet.
pub static RULES: &[&Rule] = &[
    &missing_owner::RULE,
    &invalid_agency_code::RULE,
    &missing_operator::RULE,
    &missing_data_contact::RULE,
    &missing_architecture_decision::RULE,
    &untraced_project::RULE,
    &repealed_legal_basis::RULE,
    &separate_data_centre::RULE,
    &missing_alternatives::RULE,
    &connection_off_dedicated_network::RULE,
    &missing_host::RULE,
    &missing_conformity_declaration::RULE,
    &underused_data_centre::RULE,
    &missing_ipv6_dnssec::RULE,
    &missing_recovery_plan::RULE,
    &duplicate_authoritative_source::RULE,
    &incomplete_database_entry::RULE,
    &missing_sharing_class::RULE,
    &stale_data::RULE,
    &missing_data_check::RULE,
    &unshared_code_list::RULE,
    &repeated_collection::RULE,
    &duplicate_database::RULE,
    &unsourced_replica::RULE,
    &unfit_open_data::RULE,
    &missing_data_reference_code::RULE,
    &missing_data_model::RULE,
    &point_to_point_connection::RULE,
    &connection_outside_agency_platform::RULE,
    &missing_agency_platform::RULE,
    &wrong_integration_path::RULE,
    &incomplete_waiver::RULE,
    &unpublished_sharing_service::RULE,
    &unfit_protocol::RULE,
    &missing_sharing_log::RULE,
    &document_system_off_axis::RULE,
    &isolated_service_portal::RULE,
    &unlinked_reporting_system::RULE,
    &state_secret_on_shared_platform::RULE,
    &isolated_system::RULE,
    &missing_sharing_component::RULE,
    &missing_application_reference_code::RULE,
    &duplicate_application::RULE,
    &unused_shared_platform::RULE,
    &overstated_service_level::RULE,
    &low_level4_share::RULE,
    &missing_single_sign_on::RULE,
    &missing_digital_signature::RULE,
    &missing_security_level::RULE,
    &security_level_too_low::RULE,
    &composite_level_too_low::RULE,
    &missing_level_approval::RULE,
    &missing_protection_layer::RULE,
    &dependent_assessor::RULE,
    &overdue_security_audit::RULE,
    &unmonitored_agency::RULE,
    &incomplete_security_plan::RULE,
    &host_level_too_low::RULE,
    &missing_architecture_part::RULE,
    &missing_gap::RULE,
    &incomplete_roadmap::RULE,
    &missing_architecture_governance::RULE,
    &dependency_cycle::RULE,
    &retired_dependency::RULE,
    &unused_component::RULE,
    &duplicate_name::RULE,
    &unknown_reference_code::RULE,
    &level_below_data::RULE,
    &retired_route::RULE,
    &expired_waiver::RULE,
    &unused_waiver::RULE,
    &overbroad_waiver::RULE,
    &forbidden_waiver::RULE,
    &unjustified_ignore::RULE,
];

/// The rule with a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// Reads the parameters into a rule's own type.
fn prepare<C: Checker + DeserializeOwned + 'static>(
    parameters: &Parameters,
) -> Result<Box<dyn Checker>, serde_json::Error> {
    Ok(Box::new(parameters.read::<C>()?))
}
