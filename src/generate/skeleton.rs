//! What every agency has: a floor of all five layers, on which the filler stands.

use super::database;
use super::entry::{Entry, Link};
use super::plan::{Agency, CIPHER, OFFICE, PLATFORMS, Plan};
use super::random::Random;
use super::route::Target;
use super::security;
use super::words;

/// The layers, in the order they are written.
pub(super) const LAYERS: [&str; 5] = ["infrastructure", "data", "platform", "application", "security"];
/// Position of a layer in [`LAYERS`].
pub(super) const INFRASTRUCTURE: usize = 0;
/// Position of a layer in [`LAYERS`].
pub(super) const DATA: usize = 1;
/// Position of a layer in [`LAYERS`].
pub(super) const PLATFORM: usize = 2;
/// Position of a layer in [`LAYERS`].
pub(super) const APPLICATION: usize = 3;
/// Position of a layer in [`LAYERS`].
pub(super) const SECURITY: usize = 4;

/// The components of one agency, layer by layer, each as YAML.
pub(super) type Layers = [Vec<String>; 5];

/// The components every agency has.
pub(super) fn skeleton(plan: &Plan, agency: &Agency, random: &mut Random) -> Layers {
    let mut layers = Layers::default();
    if agency.is_root() {
        layers[INFRASTRUCTURE].extend(centre(agency, random));
        layers[PLATFORM].push(platform(plan, agency, random));
        layers[APPLICATION].extend(channels(plan, agency, random));
    } else {
        layers[PLATFORM].push(unit_platform(agency, random));
    }
    layers[INFRASTRUCTURE].push(cluster(plan, agency, random));
    layers[DATA].push(database::shared(agency, random));
    layers[APPLICATION].push(documents(plan, agency, random));
    layers[SECURITY].extend(security::protection(plan, agency, random));
    layers
}

/// A day of operation between 2010 and 2020, as `lifecycle`.
pub(super) fn operating(random: &mut Random) -> String {
    let (year, month, day) = (2010 + random.below(11), 1 + random.below(12), 1 + random.below(28));
    format!("{{ operating: {year}-{month:02}-{day:02} }}")
}

/// A day of operation before 2010 and the end of it, as `lifecycle`.
pub(super) fn retired(random: &mut Random) -> String {
    let (begun, year, month) = (2005 + random.below(5), 2016 + random.below(5), 1 + random.below(12));
    format!("{{ operating: {begun}-01-01, retired: {year}-{month:02}-28 }}")
}

/// The data centre, the place for backups and the local network of a ministry or province.
fn centre(agency: &Agency, random: &mut Random) -> [String; 3] {
    let name = &agency.name;
    let level = if agency.index <= OFFICE + 1 { 4 } else { 3 };
    [
        Entry::new("ttdl", "data-center", format_args!("Trung tâm dữ liệu {name}"))
            .field("description", "Nơi đặt máy chủ, lưu trữ dùng chung cho mọi đơn vị trực thuộc.")
            .field("operator", random.pick(&words::OPERATORS))
            .field("lifecycle", operating(random))
            .field("scope", agency.level.scope())
            .field("system_type", "infrastructure")
            .secured(level, &[], random)
            .recoverable("sao-luu", random)
            .field("reference", "{ trm: [X-TRM.FACILITY.OWN] }")
            .field("utilisation", 35 + random.below(55))
            .field("ops_staff", 3 + random.below(12))
            .field("standards", STANDARDS)
            .field("conformity_declared", "2009-12-15")
            .sourced()
            .done(),
        Entry::new("sao-luu", "backup-site", format_args!("Nơi sao lưu, dự phòng {name}"))
            .field("operator", random.pick(&words::OPERATORS))
            .field("lifecycle", operating(random))
            .field("reference", "{ trm: [X-TRM.BACKUP.SITE] }")
            .done(),
        Entry::new("mang-lan", "network", format_args!("Mạng nội bộ {name}"))
            .field("operator", random.pick(&words::OPERATORS))
            .field("lifecycle", operating(random))
            .field("scope", "agency")
            .field("system_type", "infrastructure")
            .secured(2, &[], random)
            .field("reference", "{ trm: [X-TRM.NETWORK.LOCAL] }")
            .done(),
    ]
}

/// Standards that every data centre applies.
const STANDARDS: &str = "['TCVN 9250:2012', 'QCVN 32:2011', 'QCVN 9:2010', 'TCVN 3890:2009', 'QCVN 06:2010']";

/// The servers of an agency, in the one data centre of its ministry or province.
fn cluster(plan: &Plan, agency: &Agency, random: &mut Random) -> String {
    Entry::new("cum-01", "server-cluster", format_args!("Cụm máy chủ ảo {}", agency.name))
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", operating(random))
        .field("reference", "{ trm: [X-TRM.SERVER] }")
        .list("hosted_on", &[plan.name(agency, agency.root, "ttdl")])
        .done()
}

/// The LGSP of a ministry or province.
fn platform(plan: &Plan, agency: &Agency, random: &mut Random) -> String {
    let to_ngsp = Link {
        to: plan.name(agency, PLATFORMS, "ngsp"),
        via: Vec::new(),
        data: "thông điệp tích hợp",
        carrier: Some(plan.carrier(agency)),
        service: None,
    };
    Entry::new("lgsp", "integration-platform", format_args!("Nền tảng tích hợp, chia sẻ dữ liệu {}", agency.name))
        .field("description", "Mọi hệ thống của các đơn vị trao đổi dữ liệu với nhau và với bên ngoài qua đây.")
        .field("catalogue", "lgsp")
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", operating(random))
        .field("scope", agency.level.scope())
        .field("system_type", "infrastructure")
        .secured(3, &[], random)
        .recoverable("sao-luu", random)
        .field("reference", "{ arm: [X-ARM.INTEGRATION.AGENCY] }")
        .list("hosted_on", &["cum-01"])
        .shares(&words::SERVICES, random)
        .sourced()
        .connects(&[to_ngsp])
        .done()
}

fn unit_platform(agency: &Agency, random: &mut Random) -> String {
    Entry::new("nen-tang", "reporting-platform", format_args!("Nền tảng báo cáo nội bộ {}", agency.name))
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", operating(random))
        .field("scope", "agency")
        .field("system_type", "internal")
        .list("information", &["private"])
        .secured(2, &[], random)
        .field("reference", "{ arm: [X-ARM.SHARED.REPORTING] }")
        .list("hosted_on", &["cum-01"])
        .list("reads", &["csdl-dung-chung"])
        .done()
}

/// The portal, the one-stop system and the reporting system of a ministry or province.
fn channels(plan: &Plan, agency: &Agency, random: &mut Random) -> [String; 3] {
    let public = |id: &str, kind, name: &str, random: &mut Random| {
        Entry::new(id, kind, format_args!("{name} {}", agency.name))
            .field("description", "Người dân, doanh nghiệp nộp hồ sơ, thanh toán và theo dõi kết quả trên mạng.")
            .field("operator", random.pick(&words::OPERATORS))
            .field("lifecycle", operating(random))
            .field("system_type", "public-service")
            .list("information", &["personal"])
            .field("personal_records", 20_000 + random.below(400_000))
            .secured(3, &[], random)
            .list("functions", &[format!("{id}-{}", agency.id)])
            .list("users", &["người nộp hồ sơ"])
            .list("hosted_on", &["cum-01"])
            .list("uses", &["lgsp"])
    };
    let portal_links = [
        plan.link(agency, Target::Portal, "trạng thái hồ sơ"),
        plan.link(agency, Target::Component(agency, "csdl-dung-chung"), "hồ sơ"),
    ];
    let desk_links = [plan.link(agency, Target::Component(agency, "csdl-dung-chung"), "kết quả xử lý")];
    [
        public("cong-dvc", "service-portal", "Cổng Dịch vụ công", random)
            .field("service_level", 4)
            .lines(REACHED)
            .list("authenticates_with", &[plan.name(agency, OFFICE, "dvcqg")])
            .field("reference", "{ brm: [X-BRM.PROCEDURE], arm: [X-ARM.CHANNEL.PORTAL] }")
            .connects(&portal_links)
            .done(),
        public("mot-cua", "one-stop-system", "Hệ thống một cửa điện tử", random)
            .some("disposition", agency.plans.then_some("upgrade"))
            .field("reference", "{ brm: [X-BRM.PROCEDURE], arm: [X-ARM.ONESTOP] }")
            .connects(&desk_links)
            .done(),
        Entry::new("bao-cao", "reporting-system", format_args!("Hệ thống thông tin báo cáo {}", agency.name))
            .field("operator", random.pick(&words::OPERATORS))
            .field("lifecycle", operating(random))
            .field("system_type", "internal")
            .list("information", &["private"])
            .secured(2, &[], random)
            .field("reference", "{ brm: [X-BRM.ADMIN.REPORTING], arm: [X-ARM.SHARED.REPORTING] }")
            .list("functions", &[format!("bao-cao-{}", agency.id)])
            .list("users", &["cán bộ"])
            .list("hosted_on", &["cum-01"])
            .list("reads", &["csdl-dung-chung"])
            .connects(&[plan.link(agency, Target::Reporting, "báo cáo định kỳ")])
            .done(),
    ]
}

/// How what citizens reach is reached.
pub(super) const REACHED: &str = "    ipv6: true\n    dnssec: true\n";

/// The document system; it exchanges documents with another ministry or province over the axis.
fn documents(plan: &Plan, agency: &Agency, random: &mut Random) -> String {
    let partner = plan.stranger(agency, random);
    let links: Vec<Link> =
        partner.map(|other| plan.link(agency, Target::Documents(other), "văn bản điện tử")).into_iter().collect();
    let mut used = vec![plan.name(agency, OFFICE, "tltvb"), plan.name(agency, CIPHER, "pki-gov")];
    if !agency.is_root() {
        used.push("nen-tang".to_owned());
    }
    Entry::new("qlvb", "document-management", format_args!("Hệ thống quản lý văn bản và điều hành {}", agency.name))
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", operating(random))
        .field("system_type", "internal")
        .list("information", &["private"])
        .secured(2, &[security::PLAN.to_owned()], random)
        .field("reference", "{ brm: [X-BRM.ADMIN.DOCUMENT], arm: [X-ARM.SHARED.DOCUMENT] }")
        .list("functions", &[format!("van-ban-{}", agency.id)])
        .list("hosted_on", &["cum-01"])
        .list("uses", &used)
        .shares(&[words::LETTERS], random)
        .connects(&links)
        .done()
}
