//! What a system has at its security level: approval, audit, plan, protection and a way to be recovered.

use super::entry::{Entry, write};
use super::plan::{Agency, PLATFORMS, Plan};
use super::random::Random;
use super::skeleton::operating;
use super::words;

/// What protects a system of level 3 and above: layers 1 to 3 of the four, and the plan.
const GUARDS: [&str; 4] = ["luc-luong", "soc", "danh-gia", PLAN];
/// The security plan of an agency.
pub(super) const PLAN: &str = "phuong-an";
/// Level from which a system is audited, protected and planned for on its own.
const HIGH: u8 = 3;

impl Entry {
    /// The level and what it asks for, and what protects the system beside.
    pub(super) fn secured(self, level: u8, more: &[String], random: &mut Random) -> Self {
        let number = 100 + random.below(900);
        let (month, day) = (1 + random.below(12), 1 + random.below(28));
        let by = match level {
            0..HIGH => "by: security-unit",
            HIGH => "by: owner",
            _ => "by: owner, appraised_by: ministry",
        };
        let approval = format!("{{ decision: {number}/QĐ-CĐ, date: 2020-{month:02}-{day:02}, {by} }}");
        let entry = self.field("security_level", level).field("level_approval", approval);
        if level < HIGH {
            return entry.list("protected_by", more);
        }
        let guards: Vec<&str> = GUARDS.into_iter().chain(more.iter().map(String::as_str)).collect();
        entry.field("last_audit", audited(random)).list("protected_by", &guards)
    }

    /// How it comes back after a disaster.
    pub(super) fn recoverable(self, site: &str, random: &mut Random) -> Self {
        let (lost, down) = (random.pick(&[1, 4, 12, 24]), random.pick(&[2, 8, 24]));
        let mut backup = String::new();
        write(
            &mut backup,
            format_args!(
                "    backup:\n      policy: sao lưu hằng ngày, giữ 30 ngày\n      plan: diễn tập khôi phục mỗi năm\n      \
                 rpo_hours: {lost}\n      rto_hours: {down}\n"
            ),
        );
        self.lines(backup).list("backed_up_at", &[site])
    }
}

/// A day of the year up to the day of the nation.
pub(super) fn audited(random: &mut Random) -> String {
    let (month, day) = (1 + random.below(8), 1 + random.below(28));
    format!("2021-{month:02}-{day:02}")
}

/// What every agency has: layers 1 to 3 of the protection, the link to layer 4, and a security plan.
pub(super) fn protection(plan: &Plan, agency: &Agency, random: &mut Random) -> [String; 4] {
    let name = &agency.name;
    let assessor = random.pick(&words::ASSESSORS);
    let mut entry = |id, kind, word, code| {
        Entry::new(id, kind, format_args!("{word} {name}"))
            .field("operator", random.pick(&words::OPERATORS))
            .field("lifecycle", operating(random))
            .field("reference", format_args!("{{ srm: [{code}] }}"))
    };
    [
        entry(GUARDS[0], "on-site-force", "Lực lượng an toàn thông tin tại chỗ", "X-SRM.ONSITE").done(),
        entry(GUARDS[1], "security-operations-center", "Trung tâm giám sát an toàn", "X-SRM.MONITORING")
            .list("reports_to", &[plan.name(agency, PLATFORMS, "gsqg")])
            .done(),
        entry(GUARDS[2], "independent-assessment", "Đơn vị đánh giá độc lập cho", "X-SRM.ASSESSMENT")
            .field("description", "Doanh nghiệp độc lập kiểm tra, đánh giá mỗi năm một lần.")
            .field("service_provider", assessor)
            .field("licensed", true)
            .done(),
        entry(GUARDS[3], "security-plan", "Phương án bảo đảm an toàn thông tin", "X-SRM.PROTECTION")
            .whole_plan()
            .done(),
    ]
}

impl Entry {
    /// All that a security plan has to have.
    pub(super) fn whole_plan(self) -> Self {
        self.field("plan_sections", "[design, operation, testing, risk, monitoring, continuity, end-of-life]")
            .field("control_groups", "[network, server, application, data, management]")
    }
}
