//! The components of national scale, each owned by one of the fixed agencies.

use super::database;
use super::entry::Entry;
use super::plan::{Agency, OFFICE, PLATFORMS, POPULATION};
use super::random::Random;
use super::skeleton::{APPLICATION, DATA, GUARDS, INFRASTRUCTURE, Layers, PLATFORM, SECURITY, operating};
use super::words;

/// Adds to an agency the national components it owns.
pub(super) fn add(agency: &Agency, layers: &mut Layers, random: &mut Random) {
    match agency.index {
        PLATFORMS => {
            layers[PLATFORM].push(hosted(system("ngsp", "integration-platform", NGSP, random)).done());
            layers[INFRASTRUCTURE].push(system("tslcd", "network", NETWORK, random).done());
            layers[SECURITY].push(system("gsqg", "national-monitoring", MONITORING, random).done());
        }
        OFFICE => {
            layers[PLATFORM].push(hosted(system("tltvb", "document-exchange", AXIS, random)).done());
            layers[APPLICATION].push(
                hosted(system("dvcqg", "service-portal", PORTAL, random))
                    .field("service_level", 4)
                    .list("functions", &["cong-quoc-gia"])
                    .list("users", &[EVERYBODY])
                    .done(),
            );
            layers[APPLICATION].push(
                hosted(system("httbc", "reporting-system", REPORTING, random))
                    .list("functions", &["bao-cao-quoc-gia"])
                    .list("users", &[EVERYBODY])
                    .done(),
            );
            layers[DATA].push(national_database("csdlqg-tthc", PROCEDURES, "thủ tục hành chính", random));
        }
        POPULATION => layers[DATA].push(national_database("csdlqg-dancu", CITIZENS, "công dân", random)),
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
        .field("security_level", 4)
        .list("protected_by", &GUARDS)
        .sourced()
}

fn hosted(entry: Entry) -> Entry {
    entry.list("hosted_on", &["cum-01"]).list("backed_up_at", &["sao-luu"])
}

fn national_database(id: &str, name: &str, entity: &str, random: &mut Random) -> String {
    let entry = hosted(system(id, "national-database", name, random));
    database::complete(entry, entity, random).lines(database::holds(entity, "authoritative")).done()
}
