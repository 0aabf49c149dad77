//! Applications, platforms, infrastructure and protection that fill an agency up.

use super::Share;
use super::database;
use super::entry::{Entry, Link};
use super::plan::{Agency, POPULATION, Plan};
use super::random::Random;
use super::route::Target;
use super::skeleton::{REACHED, operating, retired};
use super::words::{self, Topic};

/// After so many applications the kinds come round again, so that of the services of an agency no fewer than half are
/// at level 4. Of portals, one-stop systems, document and reporting systems an agency has one; the filler has none.
const KINDS: usize = 25;
/// Which of [`KINDS`] in a row are services to citizens, and their levels.
const SERVICES: [(usize, &[u8]); 4] = [(3, &[4]), (9, &[1, 2, 3]), (15, &[4]), (21, &[2, 3, 4])];
/// Which is a command centre.
const COMMAND: usize = 12;
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

/// One application of the filler. The first of them use what else the filler has, one thing each.
pub(super) fn application(plan: &Plan, agency: &Agency, share: Share, number: usize, random: &mut Random) -> String {
    let (topic, part) = (random.pick(&words::TOPICS), number + 1);
    let service = SERVICES.iter().find(|(position, _)| *position == number % KINDS);
    let kind = match service {
        Some(_) => "online-service",
        None if number % KINDS == COMMAND => "command-center",
        None if random.chance(60) => "sector-application",
        None => "internal-application",
    };
    let name = format!("{} {} {part}, {}", random.pick(&words::PROGRAMS), topic.name, agency.short);
    let description = random.chance(45).then(|| random.pick(&words::DOES));
    let needs = Needs::of(share, number);
    let uses: Vec<String> =
        [plan.name(agency, agency.root, "lgsp")].into_iter().chain(needs.used.iter().cloned()).collect();
    let entry = Entry::new(format_args!("ud-{part:04}"), kind, name)
        .some("description", description)
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", if needs.is_none() && random.chance(4) { retired(random) } else { operating(random) })
        .list("functions", &[format!("{}-{}-{part:04}", topic.slug, agency.id)])
        .list("hosted_on", &[needs.host.as_deref().unwrap_or("cum-01")])
        .list("uses", &uses);
    match service {
        Some((_, levels)) => {
            citizen(plan, agency, (topic, random.pick(levels)), entry.list("protected_by", &needs.guards), random)
        }
        None => internal(plan, agency, topic, (entry, needs.guards), random),
    }
}

/// What of the filler an application uses, for each thing is there for somebody.
struct Needs {
    host: Option<String>,
    used: Vec<String>,
    guards: Vec<String>,
}

impl Needs {
    fn of(share: Share, number: usize) -> Self {
        let part = number + 1;
        let machine = (number < share.infrastructure).then(|| format!("ha-{part:04}"));
        let is_host = INFRASTRUCTURE[number % INFRASTRUCTURE.len()].0 == "server-cluster";
        let (host, machine) = if is_host { (machine, None) } else { (None, machine) };
        let platform = (number < share.platforms).then(|| format!("nt-{part:04}"));
        let guard = (number < share.protection).then(|| format!("bm-{part:04}"));
        Self { host, used: machine.into_iter().chain(platform).collect(), guards: guard.into_iter().collect() }
    }

    const fn is_none(&self) -> bool {
        self.host.is_none() && self.used.is_empty() && self.guards.is_empty()
    }
}

/// A service that citizens use: it reaches data by way of the agency's platform only.
fn citizen(plan: &Plan, agency: &Agency, (topic, level): (Topic, u8), entry: Entry, random: &mut Random) -> String {
    let data = some_database(agency, random);
    let entry = entry
        .field("reference", format_args!("{{ brm: [{}], arm: [X-ARM.CHANNEL.SERVICE] }}", topic.brm))
        .field("service_level", level);
    let paid = if level > 3 { ", online-payment]" } else { "]" };
    let entry = if level < 3 {
        entry
    } else {
        entry
            .field(
                "features",
                format_args!("[interactive-form, online-submission, online-processing, stored-dossier{paid}"),
            )
            .field("fee", level > 3)
            .lines(REACHED)
            .list("authenticates_with", &[plan.name(agency, agency.root, "cong-dvc")])
            .lines("    form: [{ field: họ và tên, entity: công dân, input: prefilled }]\n")
    };
    entry.connects(&[plan.link(agency, Target::Component(agency, &data), topic.name)]).done()
}

/// An application for officials.
fn internal(
    plan: &Plan,
    agency: &Agency,
    topic: Topic,
    (entry, guards): (Entry, Vec<String>),
    random: &mut Random,
) -> String {
    let code = if random.chance(50) { random.pick(&words::SECTOR) } else { random.pick(&words::INSIDE) };
    let entry = entry
        .field("reference", format_args!("{{ brm: [{}], arm: [{code}] }}", topic.brm))
        .list("users", &[random.pick(&words::USERS)])
        .field("system_type", "internal");
    let entry = if random.chance(20) {
        entry
            .list("information", &["personal"])
            .field("personal_records", 10_000 + random.below(90_000))
            .secured(3, &guards, random)
    } else {
        entry.list("information", &["private"]).secured(2, &guards, random)
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
    let ((kind, level, word), topic, part) = (sorts[number % sorts.len()], random.pick(&words::TOPICS), number + 1);
    let entry = Entry::new(
        format_args!("{id}-{part:04}"),
        kind,
        format_args!("{word} cho {} {part}, {}", topic.name, agency.short),
    )
    .field("description", random.pick(&words::DOES))
    .field("operator", random.pick(&words::OPERATORS))
    .field("lifecycle", operating(random))
    .sourced();
    if kind == "security-plan" {
        return entry.whole_plan();
    }
    if level == 0 {
        return entry;
    }
    entry.field("scope", "agency").field("system_type", "infrastructure").secured(level, &[], random)
}
