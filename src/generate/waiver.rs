//! What some ministries and provinces have leave for: components that break a rule, and the waivers that cover them.

use super::entry::{Entry, Link, write};
use super::plan::{Agency, Plan};
use super::random::Random;
use super::route::Target;
use super::skeleton::{APPLICATION, INFRASTRUCTURE, Layers};
use super::words;

/// Adds what breaks a rule by leave.
pub(super) fn add(plan: &Plan, agency: &Agency, layers: &mut Layers, random: &mut Random) {
    if !agency.waives {
        return;
    }
    let application = |id: &str, kind: &str, word: &str, random: &mut Random| {
        Entry::new(id, kind, format_args!("{word} {}", agency.short))
            .field("operator", random.pick(&words::OPERATORS))
            .field("reference", "{ brm: [X-BRM.ADMIN], arm: [X-ARM.SHARED] }")
            .field("system_type", "internal")
            .list("information", &["private"])
            .secured(2, &[], random)
            .list("functions", &[format!("{id}-{}", agency.id)])
            .list("users", &[random.pick(&words::USERS)])
    };
    let direct = Link { via: Vec::new(), ..plan.link(agency, Target::Population, "số định danh") };
    layers[APPLICATION].extend([
        application("tra-cuu", "sector-application", "Phần mềm tra cứu số định danh", random)
            .list("hosted_on", &["cum-01"])
            .connects(&[direct])
            .done(),
        application("may-tram", "internal-application", "Phần mềm trên máy trạm", random).done(),
    ]);
    layers[INFRASTRUCTURE].push(
        Entry::new(
            "kho-cu # khung: ignore[unused-component] giữ tới khi hủy xong dữ liệu",
            "storage",
            format_args!("Tủ đĩa cũ {}", agency.short),
        )
        .field("operator", random.pick(&words::OPERATORS))
        .done(),
    );
}

/// The waivers, as a document of its own; nothing for an agency that has none.
pub(super) fn document(plan: &Plan, agency: &Agency, random: &mut Random) -> String {
    if !agency.waives {
        return String::new();
    }
    let (id, number) = (&agency.id, 100 + random.below(900));
    let population = plan.link(agency, Target::Population, "").to;
    let granted = format!(
        "    decision: {number}/QĐ-MT\n    decided: 2021-0{}-15\n    approved_by: lãnh đạo {}\n    expires: 2022-06-30\n",
        1 + random.below(8),
        agency.name,
    );
    let mut text = String::new();
    write(
        &mut text,
        format_args!(
            "---\nwaivers:\n  - rule: point-to-point-connection\n    component: {id}/tra-cuu\n    to: {population}\n    \
             reason: chua_san_sang\n    explanation: dịch vụ trên NGSP đang thử nghiệm\n{granted}  \
             - rule: missing-host\n    component: {id}/may-tram\n    explanation: đang chuyển vào cụm máy chủ\n{granted}"
        ),
    );
    text
}
