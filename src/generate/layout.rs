//! Components -> files: one folder for each ministry or province, 50 to 100 components a file.

use super::entry::write;
use super::plan::{Agency, Plan};
use super::random::Random;
use super::security::audited;
use super::skeleton::{LAYERS, Layers};
use super::{GeneratedFile, Nation, roadmap, waiver, words};

/// Most components of one file.
const MOST: usize = 90;

/// `khung.yaml`.
pub(super) fn config() -> GeneratedFile {
    let text = "# Kho mô phỏng, sinh tự động: không cơ quan nào, số liệu nào ở đây có thật.\n\
        framework: vn-egov-2.0\n\
        title: Quốc gia mô phỏng\n\
        language: vi\n\
        as_of: 2021-08-31\n";
    GeneratedFile { path: "khung.yaml".to_owned(), text: text.to_owned() }
}

/// The files of one agency.
pub(super) fn files(nation: &Nation, plan: &Plan, agency: &Agency, layers: &Layers) -> Vec<GeneratedFile> {
    let all = || layers.iter().enumerate().flat_map(|(layer, list)| list.iter().map(move |text| (layer, text)));
    let count = all().count();
    let each = count.div_ceil(count.div_ceil(MOST).max(1)).max(1);
    let mut files: Vec<GeneratedFile> = Vec::with_capacity(count.div_ceil(each));
    let mut open = None;
    for (index, (layer, text)) in all().enumerate() {
        if index % each == 0 {
            let path = format!("kien-truc/{}/{}-{:02}.yaml", plan.root_of(agency).id, agency.id, files.len() + 1);
            let head = if index == 0 { head(nation, plan, agency) } else { String::new() };
            files.push(GeneratedFile { path, text: head });
            open = None;
        }
        let Some(file) = files.last_mut() else { continue };
        if open != Some(layer) {
            let gap = if file.text.is_empty() { "" } else { "---\n" };
            let (name, id) = (LAYERS[layer], &agency.id);
            write(&mut file.text, format_args!("{gap}layer: {name}\nagency: {id}\ncomponents:\n"));
            open = Some(layer);
        }
        file.text.push_str(text);
    }
    files
}

/// The documents of the agency itself: who it is, what it plans, what it has leave for.
fn head(nation: &Nation, plan: &Plan, agency: &Agency) -> String {
    let random = &mut Random::of_part(nation.seed, agency.index as u64);
    let mut text = String::new();
    write(&mut text, format_args!("agency: {}\nname: {}\nlevel: {}\n", agency.id, agency.name, agency.level.id()));
    if !agency.is_root() {
        write(&mut text, format_args!("parent: {}\n", plan.root_of(agency).id));
    }
    write(
        &mut text,
        format_args!(
            "code: {}\nsecurity_unit: {}\ndata_contact:\n  name: Nguyễn Văn Mẫu\n  \
             position: Trưởng phòng\n  email: dau-moi@{}.example\n  phone: '0{:09}'\n\
             illustrative: true\nsources:\n  - document: {}\n",
            agency.code,
            random.pick(&words::OPERATORS),
            agency.id,
            random.below(1_000_000_000),
            words::SOURCE,
        ),
    );
    if agency.is_root() {
        architecture(&mut text, agency, random);
    }
    text.push_str(&roadmap::document(agency, random));
    text.push_str(&waiver::document(plan, agency, random));
    text
}

/// The architecture document of a ministry or province.
fn architecture(text: &mut String, agency: &Agency, random: &mut Random) {
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    write(
        text,
        format_args!(
            "last_security_audit: {}\narchitecture:\n  framework: vn-egov-2.0\n  status: published\n  \
             decision: {{ number: {}/QĐ-MP, date: 2020-{month:02}-{day:02}, authority: lãnh đạo {name} }}\n  \
             vision: Dữ liệu được nhập một lần và dùng chung cho mọi đơn vị.\n  \
             objectives: [kết nối qua nền tảng, dịch vụ công mức độ 4, một trung tâm dữ liệu]\n  \
             scope: {name} và các đơn vị trực thuộc.\n  \
             principles: [dùng chung trước khi làm riêng, an toàn từ thiết kế]\n  \
             business: Thủ tục hành chính, điều hành nội bộ và nghiệp vụ chuyên ngành.\n  \
             governance: {{ unit: {}, update_cycle: hằng năm, contact: dau-moi@{}.example }}\n",
            audited(random),
            100 + random.below(900),
            random.pick(&words::OPERATORS),
            agency.id,
            name = agency.name,
        ),
    );
}
