//! What some ministries and provinces are about to build, change and take out of use, and their roadmap for it.

use super::entry::{Entry, write};
use super::plan::{Agency, Plan};
use super::random::Random;
use super::skeleton::{APPLICATION, INFRASTRUCTURE, Layers};
use super::words;

/// Adds what the agency plans.
pub(super) fn add(plan: &Plan, agency: &Agency, layers: &mut Layers, random: &mut Random) {
    if !agency.plans {
        return;
    }
    let (short, topic) = (&agency.short, random.pick(&words::TOPICS));
    let machines = Entry::new("cum-moi", "server-cluster", format_args!("Cụm máy chủ mở rộng {short}"))
        .field("operator", random.pick(&words::OPERATORS))
        .field("lifecycle", "{ planned: 2021-03-01 }")
        .field("reference", "{ trm: [X-TRM.SERVER] }")
        .lines(
            "    alternatives:\n      - { option: shared, conclusion: cụm hiện có đã hết năng lực }\n      \
             - { option: rented-cloud, conclusion: giá thuê cao hơn trong năm năm }\n",
        )
        .list("hosted_on", &["ttdl"]);
    layers[INFRASTRUCTURE].push(machines.done());
    let application = |id: &str, word: &str, lifecycle: &str, random: &mut Random| {
        Entry::new(id, "sector-application", format_args!("{word} quản lý {}, {short}", topic.name))
            .field("operator", random.pick(&words::OPERATORS))
            .field("lifecycle", lifecycle)
            .field("reference", format_args!("{{ brm: [{}], arm: [X-ARM.SECTOR] }}", topic.brm))
            .field("system_type", "internal")
            .list("information", &["private"])
            .secured(2, &[], random)
            .list("functions", &[format!("{id}-{}", agency.id)])
            .list("users", &[random.pick(&words::USERS)])
            .list("hosted_on", &["cum-01"])
            .list("uses", &[plan.name(agency, agency.root, "lgsp")])
            .list("reads", &["csdl-dung-chung"])
    };
    layers[APPLICATION].extend([
        application("pm-cu", "Phần mềm cũ", "{ operating: 2011-06-01, retiring: 2022-03-31, retired: 2022-12-31 }", random)
            .field("disposition", "replace")
            .done(),
        application("pm-moi", "Phần mềm mới", "{ planned: 2020-11-01, building: 2021-05-04 }", random)
            .field("disposition", "new")
            .lines(
                "    sharing:\n      structure: lược đồ hồ sơ dùng chung\n      services: dịch vụ tra cứu trên LGSP\n      \
                 operation: Phòng Dữ liệu duy trì\n",
            )
            .list("replaces", &["pm-cu"])
            .done(),
    ]);
}

/// The roadmap, as a document of its own; nothing for an agency that plans nothing.
pub(super) fn document(agency: &Agency, random: &mut Random) -> String {
    if !agency.plans {
        return String::new();
    }
    let mut text = String::new();
    let id = &agency.id;
    write(
        &mut text,
        format_args!(
            "---\nroadmap: {id}\nhorizon: 2025-12-31\ngaps:\n  \
             - {{ component: cum-moi, change: new, work_package: ha-tang }}\n  \
             - {{ component: pm-moi, change: new, work_package: phan-mem }}\n  \
             - {{ component: pm-cu, change: replace, work_package: phan-mem }}\n  \
             - {{ component: mot-cua, change: upgrade, work_package: mot-cua }}\n  \
             - {{ component: cong-dvc, change: keep }}\nwork_packages:\n"
        ),
    );
    let packages = [
        ("ha-tang", "Mở rộng hạ tầng", 2022, "[]"),
        ("phan-mem", "Thay phần mềm cũ", 2022, "[]"),
        ("mot-cua", "Nâng cấp một cửa", 2023, "[ha-tang, phan-mem]"),
    ];
    for (package, name, year, after) in packages {
        let (lead, money) = (random.pick(&words::OPERATORS), 1 + random.below(40));
        write(
            &mut text,
            format_args!(
                "  - id: {package}\n    name: {name}\n    lead: {lead}\n    from: {year}-01-01\n    to: {}-12-31\n    \
                 funding: ngân sách, {money} tỷ đồng\n    depends_on: {after}\n",
                year + random.below(3),
            ),
        );
    }
    write(
        &mut text,
        format_args!(
            "projects:\n  - id: da-01\n    name: Hiện đại hóa hạ tầng và phần mềm\n    \
             components: [cum-moi, pm-moi, pm-cu]\n    work_packages: [ha-tang, phan-mem]\n    \
             decision: {}/QĐ-DA\n  - id: da-02\n    name: Nâng cấp hệ thống một cửa\n    components: [mot-cua]\n    \
             work_packages: [mot-cua]\n",
            100 + random.below(900),
        ),
    );
    text
}
