//! The components of national scale, each owned by one of the fixed agencies.

use super::database;
use super::entry::Entry;
use super::plan::{Agency, CIPHER, OFFICE, PLATFORMS, POPULATION, Plan};
use super::random::Random;
use super::route::Target;
use super::skeleton::{APPLICATION, DATA, INFRASTRUCTURE, Layers, PLATFORM, REACHED, SECURITY, operating};
use super::words;

/// Adds to an agency the national components it owns.
pub(super) fn add(plan: &Plan, agency: &Agency, layers: &mut Layers, random: &mut Random) {
    match agency.index {
        PLATFORMS => {
            layers[PLATFORM].push(hosted(system("ngsp", "integration-platform", NGSP, random), random).done());
            layers[INFRASTRUCTURE].push(system("tslcd", "network", NETWORK, random).done());
            layers[SECURITY].push(system("gsqg", "national-monitoring", MONITORING, random).done());
        }
        OFFICE => {
            layers[PLATFORM].push(hosted(system("tltvb", "document-exchange", AXIS, random), random).done());
            layers[APPLICATION].push(
                hosted(system("dvcqg", "service-portal", PORTAL, random), random)
                    .field("service_level", 4)
                    .lines(REACHED)
                    .field("reference", "{ brm: [X-BRM.PROCEDURE], arm: [X-ARM.CHANNEL.PORTAL] }")
                    .shares(&[words::REQUESTS], random)
                    .connects(&[plan.link(agency, Target::Component(agency, "csdlqg-tthc"), "thủ tục hành chính")])
                    .list("functions", &["cong-quoc-gia"])
                    .list("users", &[EVERYBODY])
                    .done(),
            );
            layers[APPLICATION].push(
                hosted(system("httbc", "reporting-system", REPORTING, random), random)
                    .field("reference", "{ brm: [X-BRM.ADMIN.REPORTING], arm: [X-ARM.SHARED.REPORTING] }")
                    .shares(&[words::REPORTS], random)
                    .list("functions", &["bao-cao-quoc-gia"])
                    .list("users", &[EVERYBODY])
                    .done(),
            );
            layers[DATA].push(
                national_database("csdlqg-tthc", PROCEDURES, "thủ tục hành chính", "X-DRM.PROCEDURE", random).done(),
            );
        }
        POPULATION => layers[DATA].push(
            national_database("csdlqg-dancu", CITIZENS, "công dân", "X-DRM.PERSON", random)
                .shares(&[words::CITIZENS], random)
                .done(),
        ),
        CIPHER => layers[SECURITY].push(system("pki-gov", "certificate-service", SIGNATURE, random).done()),
        _ => {}
    }
}

/// Users of what the Office runs for the nation: others than those of its own portal and reports.
const EVERYBODY: &str = "mọi cơ quan";

const NGSP: &str = "Nền tảng tích hợp, chia sẻ dữ liệu quốc gia";
const NETWORK: &str = "Mạng truyền số liệu chuyên dùng";
const MONITORING: &str = "Hệ thống giám sát quốc gia";
const AXIS: &str = "Trục liên thông văn bản quốc gia";
const PORTAL: &str = "Cổng Dịch vụ công quốc gia";
const REPORTING: &str = "Hệ thống thông tin báo cáo Chính phủ";
const PROCEDURES: &str = "Cơ sở dữ liệu quốc gia về thủ tục hành chính";
const SIGNATURE: &str = "Dịch vụ chứng thực chữ ký số chuyên dùng Chính phủ";
const CITIZENS: &str = "Cơ sở dữ liệu quốc gia về Dân cư";

/// A system of the catalogue that serves the whole nation day and night.
fn system(id: &str, kind: &str, name: &str, random: &mut Random) -> Entry {
    Entry::new(id, kind, name)
        .field("description", "Dùng chung cho mọi bộ, ngành, địa phương.")
        .field("catalogue", id)
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", operating(random))
        .field("scope", "national")
        .field("continuous", true)
        .secured(4, &[], random)
        .sourced()
}

fn hosted(entry: Entry, random: &mut Random) -> Entry {
    entry.list("hosted_on", &["cum-01"]).recoverable("sao-luu", random)
}

fn national_database(id: &str, name: &str, entity: &str, code: &str, random: &mut Random) -> Entry {
    let entry = hosted(system(id, "national-database", name, random), random)
        .field("reference", format_args!("{{ drm: [{code}] }}"))
        .lines(database::MODELS);
    database::complete(entry, entity, random).lines(database::holds(entity, "authoritative"))
}
