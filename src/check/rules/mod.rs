//! The rules, one file and one page each; the list below is what `khung` knows.

mod connection_off_dedicated_network;
mod connection_outside_agency_platform;
mod duplicate_application;
mod duplicate_authoritative_source;
mod expired_waiver;
mod forbidden_waiver;
mod incomplete_database_entry;
mod incomplete_waiver;
mod invalid_agency_code;
mod missing_agency_platform;
mod missing_host;
mod missing_owner;
mod missing_protection_layer;
mod missing_security_level;
mod overbroad_waiver;
mod point_to_point_connection;
mod security_level_too_low;
mod separate_data_centre;
mod unjustified_ignore;
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
    &separate_data_centre::RULE,
    &connection_off_dedicated_network::RULE,
    &missing_host::RULE,
    &duplicate_authoritative_source::RULE,
    &incomplete_database_entry::RULE,
    &point_to_point_connection::RULE,
    &connection_outside_agency_platform::RULE,
    &missing_agency_platform::RULE,
    &wrong_integration_path::RULE,
    &incomplete_waiver::RULE,
    &duplicate_application::RULE,
    &missing_security_level::RULE,
    &security_level_too_low::RULE,
    &missing_protection_layer::RULE,
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
