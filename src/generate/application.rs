//! Applications, platforms, infrastructure and protection that fill an agency up.

use super::database;
use super::entry::{Entry, Link};
use super::plan::{Agency, POPULATION, Plan};
use super::random::Random;
use super::route::Target;
use super::skeleton::{GUARDS, operating};
use super::words::{self, Topic};

/// Kinds of application and how many of a hundred are of each. Of portals, one-stop systems, document and
/// reporting systems an agency has one, so the filler has none.
const KINDS: [(&str, usize); 4] =
    [("sector-application", 50), ("internal-application", 32), ("online-service", 16), ("command-center", 2)];
/// Kinds of platform, infrastructure and protection, each with its level (0: no system of its own) and a word for it.
type Sort = (&'static str, u8, &'static str);
const PLATFORMS: [Sort; 4] = [
    ("shared-platform", 2, "Nền tảng dùng chung"),
    ("service-registry", 2, "Hệ thống quản lý danh mục"),
    ("identity", 2, "Đăng nhập tập trung"),
    ("reporting-platform", 2, "Nền tảng tổng hợp số liệu"),
];
const INFRASTRUCTURE: [Sort; 4] = [
    ("server-cluster", 0, "Cụm máy chủ"),
    ("storage", 0, "Hệ thống lưu trữ"),
    ("network", 2, "Mạng nội bộ"),
    ("cloud-service", 2, "Dịch vụ đám mây"),
];
const PROTECTION: [Sort; 2] =
    [("security-plan", 0, "Phương án bảo đảm an toàn"), ("cryptographic-protection", 2, "Mật mã bảo vệ")];

/// One application of the filler.
pub(super) fn application(plan: &Plan, agency: &Agency, number: usize, random: &mut Random) -> String {
    let (kind, topic, part) = (kind(random), random.pick(&words::TOPICS), number + 1);
    let name = format!("{} {} {part}, {}", random.pick(&words::PROGRAMS), topic.name, agency.short);
    let description = random.chance(45).then(|| random.pick(&words::DOES));
    let entry = Entry::new(format_args!("ud-{part:04}"), kind, name)
        .some("description", description)
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", operating(random))
        .list("functions", &[format!("{}-{}-{part:04}", topic.slug, agency.id)])
        .list("hosted_on", &["cum-01"])
        .list("uses", &[plan.name(agency, agency.root, "lgsp")]);
    if kind == "online-service" {
        service(plan, agency, topic, entry, random)
    } else {
        internal(plan, agency, topic, entry, random)
    }
}

fn kind(random: &mut Random) -> &'static str {
    let mut drawn = random.below(KINDS.iter().map(|(_, share)| share).sum());
    for (kind, share) in KINDS {
        if drawn < share {
            return kind;
        }
        drawn -= share;
    }
    KINDS[0].0
}

/// A service that citizens use: it reaches data by way of the agency's platform only.
fn service(plan: &Plan, agency: &Agency, topic: Topic, entry: Entry, random: &mut Random) -> String {
    let data = some_database(agency, random);
    entry
        .field("reference", format_args!("{{ brm: [{}], arm: [X-ARM.CHANNEL.SERVICE] }}", topic.brm))
        .field("service_level", 1 + random.below(4))
        .connects(&[plan.link(agency, Target::Component(agency, &data), topic.name)])
        .done()
}

/// An application for officials.
fn internal(plan: &Plan, agency: &Agency, topic: Topic, entry: Entry, random: &mut Random) -> String {
    let code = if random.chance(50) { random.pick(&words::SECTOR) } else { random.pick(&words::INSIDE) };
    let entry = entry
        .field("reference", format_args!("{{ brm: [{}], arm: [{code}] }}", topic.brm))
        .list("users", &[random.pick(&words::USERS)])
        .field("system_type", "internal");
    let entry = if random.chance(20) {
        entry
            .list("information", &["personal"])
            .field("personal_records", 10_000 + random.below(90_000))
            .field("security_level", 3)
            .list("protected_by", &GUARDS)
    } else {
        entry.list("information", &["private"]).field("security_level", 2)
    };
    let reads = some_database(agency, random);
    let writes: Vec<String> = random.chance(50).then(|| some_database(agency, random)).into_iter().collect();
    let entry = entry.list("reads", &[reads]).list("writes", &writes);
    entry.connects(&links(plan, agency, topic, random)).done()
}

/// A database of the agency itself.
fn some_database(agency: &Agency, random: &mut Random) -> String {
    if agency.databases == 0 { "csdl-dung-chung".to_owned() } else { database::id(random.below(agency.databases)) }
}

/// None to two links, to different ends.
fn links(plan: &Plan, agency: &Agency, topic: Topic, random: &mut Random) -> Vec<Link> {
    let wanted = random.pick(&[0, 0, 0, 0, 1, 1, 2]);
    let mut links: Vec<Link> = Vec::with_capacity(wanted);
    for _ in 0..wanted {
        let Some(link) = some_link(plan, agency, topic, random) else { continue };
        if links.iter().all(|other| other.to != link.to) {
            links.push(link);
        }
    }
    links
}

fn some_link(plan: &Plan, agency: &Agency, topic: Topic, random: &mut Random) -> Option<Link> {
    if random.chance(25) && agency.root != POPULATION {
        return Some(plan.link(agency, Target::Population, "thông tin công dân"));
    }
    let other = if random.chance(40) { plan.relative(agency, random) } else { plan.stranger(agency, random) }?;
    Some(plan.link(agency, Target::Component(other, &some_database(other, random)), topic.name))
}

/// One platform of the filler.
pub(super) fn platform(agency: &Agency, number: usize, random: &mut Random) -> String {
    let entry = thing("nt", &PLATFORMS, agency, number, random);
    entry.list("hosted_on", &["cum-01"]).field("reference", "{ arm: [X-ARM.INTEGRATION] }").done()
}

/// One piece of infrastructure of the filler.
pub(super) fn infrastructure(plan: &Plan, agency: &Agency, number: usize, random: &mut Random) -> String {
    thing("ha", &INFRASTRUCTURE, agency, number, random)
        .list("hosted_on", &[plan.name(agency, agency.root, "ttdl")])
        .list("backed_up_at", &[plan.name(agency, agency.root, "sao-luu")])
        .done()
}

/// One means of protection of the filler.
pub(super) fn protection(agency: &Agency, number: usize, random: &mut Random) -> String {
    thing("bm", &PROTECTION, agency, number, random).field("reference", "{ srm: [X-SRM.PROTECTION] }").done()
}

fn thing(id: &str, sorts: &[Sort], agency: &Agency, number: usize, random: &mut Random) -> Entry {
    let ((kind, level, word), topic, part) = (random.pick(sorts), random.pick(&words::TOPICS), number + 1);
    let entry = Entry::new(
        format_args!("{id}-{part:04}"),
        kind,
        format_args!("{word} cho {} {part}, {}", topic.name, agency.short),
    )
    .field("description", random.pick(&words::DOES))
    .field("operator", random.pick(&words::OPERATORS))
    .field("lifecycle", operating(random))
    .sourced();
    if level == 0 {
        return entry;
    }
    entry.field("scope", "agency").field("system_type", "infrastructure").field("security_level", level)
}
