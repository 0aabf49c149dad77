//! The embedded pack reads clean, and each sort of damage to it is told.

use jiff::civil::date;

use super::{CATALOGUE, CODES, DUTIES, FRAMEWORK, LAW, METRICS, Pack, PackError, PackFiles, TARGETS};
use crate::framework::embedded::{EMBEDDED, EmbeddedPack};
use crate::text::Lang;

const GOVERNANCE: &str = "rules/governance.yaml";
const INFRASTRUCTURE: &str = "rules/infrastructure.yaml";
const DATA: &str = "rules/data.yaml";
const CONNECTIONS: &str = "rules/connections.yaml";
const SECURITY: &str = "rules/security.yaml";
const DRM: &str = "reference-models/drm.yaml";
const ARM: &str = "reference-models/arm.yaml";

fn pack() -> Pack {
    Pack::read(&files()).expect("the embedded pack reads")
}

fn files() -> PackFiles {
    EmbeddedPack::find("vn-egov-2.0").expect("the pack is embedded").into()
}

fn lines(errors: &[PackError]) -> Vec<String> {
    errors.iter().map(|error| error.say(Lang::En)).collect()
}

/// Errors of the pack after one replacement of text, which must have been there.
fn broken(file: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = files();
    let text = files.files.get_mut(file).expect("the file is there");
    assert!(text.contains(from), "{file} does not hold {from:?}");
    *text = text.replacen(from, to, 1);
    lines(&Pack::read(&files).expect_err("a broken pack is refused"))
}

/// That one replacement gives exactly one error, which says this.
fn gives(file: &str, from: &str, to: &str, says: &str) {
    let errors = broken(file, from, to);
    assert!(errors.len() == 1 && errors[0].contains(says), "wanted {says:?}, found {errors:#?}");
    assert!(errors[0].starts_with("vn-egov-2.0/"), "the file is named: {errors:?}");
}

#[test]
fn every_embedded_pack_reads_and_holds_its_own_name() {
    for entry in EMBEDDED {
        let errors = match Pack::read(&entry.into()) {
            Ok(pack) => {
                assert_eq!(pack.framework.id, entry.id);
                continue;
            }
            Err(errors) => errors,
        };
        panic!("{:#?}", lines(&errors));
    }
}

#[test]
fn syntax_and_unknown_keys_carry_their_place() {
    let errors = broken(TARGETS, "    metric: level4-service-share", "    metrik: level4-service-share");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].starts_with("vn-egov-2.0/targets.yaml:8:"), "{errors:?}");
    assert!(errors[0].contains("metrik"), "{errors:?}");
    let errors = broken(CODES, "codes:\n", "codes: [\n");
    assert!(errors[0].starts_with("vn-egov-2.0/agency-codes.yaml:"), "{errors:?}");
}

#[test]
fn errors_of_several_files_come_together() {
    let mut files = files();
    files.files.insert(TARGETS.to_owned(), "targets: 1".to_owned());
    files.files.insert(CODES.to_owned(), "{}".to_owned());
    files.files.remove(CATALOGUE);
    files.files.insert("notes.yaml".to_owned(), String::new());
    let errors = lines(&Pack::read(&files).expect_err("refused"));
    assert_eq!(errors.len(), 4, "{errors:#?}");
}

#[test]
fn facts_need_a_source_that_exists() {
    gives(LAW, "provenance: { confidence: seen, source: PD }", "provenance: { confidence: seen }", "no source");
    gives(LAW, "provenance: { confidence: seen, source: PD }", "provenance: { confidence: seen, source: XX }", "`XX`");
    let errors = broken(CODES, "provenance: {", "origin: {");
    assert!(errors[0].contains("unknown field `origin`"), "{errors:?}");
}

#[test]
fn legal_bases_must_resolve_and_be_no_surer_than_what_was_read() {
    gives(GOVERNANCE, "articles: [5.1a]", "articles: ['99']", "`nd-85-2016` has no article `99`");
    gives(GOVERNANCE, "document: qd-20-2020", "document: qd-99-2020", "`qd-99-2020`");
    gives(SECURITY, "articles: ['-'], confidence: seen-2", "articles: ['-'], confidence: seen", "surer");
    gives(GOVERNANCE, "source: AG", "source: GA", "there is no source `GA`");
    gives(LAW, "ended_by: nd-224-2026", "ended_by: nd-224-2027", "`nd-224-2027`");
    gives(
        LAW,
        "in_force: { from: 2019-12-31, to: 2023-12-28 }",
        "in_force: { from: 2019-12-31, to: 2018-12-28 }",
        "ends on",
    );
}

#[test]
fn parameters_of_rules_name_what_exists() {
    gives(INFRASTRUCTURE, "kinds: [data-center]", "kinds: [data-centre]", "there is no kind `data-centre`");
    gives(DATA, "fields: [purpose,", "fields: [goal,", "`goal`");
    gives(CONNECTIONS, "levels: [ministry, province]", "levels: [ministry, county]", "`county`");
    gives(SECURITY, "{ layer: 1, kind: on-site-force }", "{ layer: 1, kind: guards }", "`guards`");
    gives(SECURITY, "articles: ['7']\n", "articles: ['77']\n", "`77`");
    gives(GOVERNANCE, "data_contact.email]", "data_contact.mail]", "`data_contact.mail`");
    gives(CONNECTIONS, "deadline: '2020-12-31'", "deadline: '2020-12-32'", "`2020-12-32`");
}

#[test]
fn official_codes_are_never_invented() {
    gives(DRM, "code: X-DRM.VEHICLE\n", "code: DRM009\n", "must have been read");
    gives(ARM, "code: X-ARM.PAYMENT", "code: ARM1.1", "a code is `ARM001.002`");
    gives(ARM, "code: X-ARM.PAYMENT", "code: X-BRM.PAYMENT", "a code is `ARM001.002`");
    gives(DRM, "code: DRM004.002\n", "code: DRM004.001\n", "is there twice");
    gives(ARM, "parent: X-ARM.CHANNEL\n", "parent: X-ARM.CANAL\n", "`X-ARM.CANAL`");
    gives(DRM, "code: DRM002.001\n    name", "code: DRM003.001\n    name", "must stand under `DRM003`");
    gives(ARM, "id: arm\n", "id: brm\n", "name of the file");
}

#[test]
fn ids_are_there_once() {
    gives(CODES, "{ code: H01, name", "{ code: H02, name", "`H02` is there twice");
    gives(CATALOGUE, "aliases: [ndxp]", "aliases: [lgsp]", "`lgsp` is there twice");
    gives(TARGETS, "id: T02", "id: T01", "`T01` is there twice");
    gives(GOVERNANCE, "tag: GOV-002", "tag: GOV-001", "`GOV-001` is there twice");
    gives(LAW, "id: INV\n", "id: TTX\n", "`TTX` is there twice");
}

#[test]
fn the_catalogue_names_kinds_and_its_roles_resolve() {
    gives(CATALOGUE, "document_axis: tltvb", "document_axis: tlvb", "`tlvb`");
    gives(CATALOGUE, "kind: certificate-service", "kind: certificates", "there is no kind `certificates`");
}

#[test]
fn the_vocabulary_holds_together() {
    gives(FRAMEWORK, "layer: infrastructure\n", "layer: infra\n", "there is no layer `infra`");
    gives(FRAMEWORK, "min: 1, max: 5", "min: 6, max: 5", "`min` is above `max`");
    gives(FRAMEWORK, "- { id: until, type: date", "- { id: until, type: enum", "an enum with no `values`");
    gives(FRAMEWORK, "where: { layers: [application] }", "where: { layers: [applications] }", "`applications`");
    gives(FRAMEWORK, "- { id: replica_of,", "- { id: copy_of,", "there is no relation `replica_of`");
    gives(FRAMEWORK, "id: retired, type: date", "id: retired, type: string", "must be of type Date, not String");
    gives(FRAMEWORK, "'^[A-Za-z0-9][A-Za-z0-9._-]*$'", "'[A-Za-z0-9][A-Za-z0-9._-]*$'", "must begin with ^");
}

#[test]
fn figures_are_plausible() {
    gives(TARGETS, "value: 0.30, unit: share", "value: 30, unit: share", "not between 0 and 1");
    gives(TARGETS, "unit: transactions", "unit: calls", "there is no unit `calls`");
}

#[test]
fn duties_and_targets_are_answered_by_one_thing_that_exists() {
    gives(TARGETS, "metric: level4-service-share", "metric: level5-service-share", "`level5-service-share`");
    gives(TARGETS, "    metric: level4-service-share\n", "", "exactly one of");
    gives(TARGETS, "levels: [ministry], total", "levels: [county], total", "`county`");
    gives(DUTIES, "    metric: population-database", "    metric: population", "there is no metric `population`");
    gives(DUTIES, "    metric: population-database\n", "", "exactly one of");
    gives(DUTIES, "[connection-off-dedicated-network]", "[connection-off-network]", "`connection-off-network`");
    gives(DUTIES, "kinds: [reporting-system]", "kinds: [reports]", "there is no kind `reports`");
    gives(DUTIES, "field: information,", "field: secrets,", "`secrets`");
    gives(DUTIES, "sources: [S0, S4]", "sources: [S0, S9]", "there is no source `S9`");
    gives(DUTIES, "id: R02", "id: R01", "`R01` is there twice");
    gives(METRICS, "linked_with: httbc", "linked_with: httb", "there is no national component `httb`");
    gives(METRICS, "field: service_level, value: 4", "field: level_of_service, value: 4", "`level_of_service`");
    gives(ARM, "layers: [application, platform]", "layers: [applications]", "`applications`");
}

#[test]
fn the_law_is_read_backwards() {
    let pack = pack();
    let on = |article| pack.rules_on("nd-47-2020", article).map(|rule| rule.rule.as_str()).collect::<Vec<_>>();
    assert!(on("46").contains(&"point-to-point-connection") && on("99").is_empty());
    assert!(pack.rules_on("nd-85-2016", "9").any(|rule| rule.rule == "security-level-too-low"), "by its criteria");
    let kinds = pack.rule("separate-data-centre").map(super::super::settings::RuleSetting::kinds);
    assert_eq!(kinds, Some(vec!["data-center"]));
    assert!(pack.document_cited("NĐ 47/2020/NĐ-CP").is_some() && pack.document_cited("47/2020/NĐ-CP").is_some());
}

#[test]
fn look_ups_find_by_key_and_by_other_names() {
    let pack = pack();
    assert_eq!(pack.catalogue_entry("ndxp").map(|entry| entry.id.as_str()), Some("ngsp"));
    assert_eq!(pack.rule("point-to-point-connection").map(|rule| rule.tag.as_str()), Some("CON-001"));
    assert!(pack.article("nd-47-2020", "46").is_some() && pack.article("nd-47-2020", "460").is_none());
    assert!(pack.node("DRM001.001").is_some() && pack.node("X-ARM.SHARED.DOCUMENT").is_some());
    assert!(pack.model("srm").is_some() && pack.source("TOOL").is_some());
}

#[test]
fn the_notice_says_where_the_framework_stands() {
    let pack = pack();
    let at = |day| pack.standing_notice(day).vi;
    assert!(at(date(2019, 12, 30)).contains("chưa có hiệu lực"));
    assert!(at(date(2019, 12, 31)).contains("đang có hiệu lực"));
    let late = at(date(2023, 12, 29));
    assert!(late.contains("được thay bằng") && late.contains("QĐ 2568/QĐ-BTTTT"), "{late}");
    assert!(pack.is_in_force(date(2023, 12, 28)) && !pack.is_in_force(date(2023, 12, 29)));
}
