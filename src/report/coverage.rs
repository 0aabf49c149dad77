//! Figures of coverage -> what people and machines read. The words that the formats share stand here.

mod json;
mod markdown;
mod table;

pub use json::{COVERAGE_VERSION, coverage_json};
pub use markdown::coverage_markdown;
pub use table::coverage_table;

use crate::framework::Pack;
use crate::graph::Graph;
use crate::measure::{Asked, CodeClass, Coverage, Figure, Group, Member, Scope, Verdict};
use crate::text::Lang;

/// Everything an output of coverage may tell.
pub struct CoverageReport<'r> {
    /// The architecture.
    pub graph: &'r Graph<'r>,
    /// What was measured of it.
    pub coverage: &'r Coverage,
}

impl CoverageReport<'_> {
    /// The framework it was measured against.
    #[must_use]
    pub const fn pack(&self) -> &Pack {
        self.graph.pack
    }

    /// A scope as people name it.
    fn scope(&self, scope: Scope, lang: Lang) -> &str {
        match scope {
            Scope::Whole => lang.pick("Cả kho", "The whole repository"),
            Scope::Agency(id) => self.graph.repository.agency_name(id, lang),
        }
    }

    /// Keys of members, in order.
    fn keys(&self, members: &[Member]) -> Vec<&str> {
        members.iter().map(|member| member.key(self.graph)).collect()
    }

    /// The agencies in which a figure of the whole has a verdict.
    fn agencies(&self, figure: &Figure, verdict: Verdict) -> Vec<&str> {
        let by_agency = self.coverage.by_agency(&figure.id);
        let those = by_agency.filter(|(_, own)| own.verdict == verdict);
        those.map(|(id, _)| self.graph.repository.agency(id).id.as_str()).collect()
    }
}

/// The parts of a report, in order.
const GROUPS: [Group; 4] = [Group::Layer, Group::Model, Group::Duty, Group::Target];

/// The name of a part of a report.
#[must_use]
pub const fn heading(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Layer => lang.pick("Các lớp", "Layers"),
        Group::Model => lang.pick("Mô hình tham chiếu", "Reference models"),
        Group::Duty => lang.pick("Nghĩa vụ và lối làm cần tránh", "Duties and anti-patterns"),
        Group::Target => lang.pick("Chỉ tiêu", "Targets"),
    }
}

/// A verdict in words.
#[must_use]
pub const fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Met => lang.pick("đạt", "met"),
        Verdict::NotMet => lang.pick("chưa đạt", "not met"),
        Verdict::NotEnoughInformation => lang.pick("chưa đủ thông tin", "not enough information"),
        Verdict::NotApplicable => lang.pick("không áp dụng", "not applicable"),
        Verdict::Manual => lang.pick("xét thủ công", "manual"),
    }
}

/// What a verdict means: printed with every report.
#[must_use]
pub const fn meaning(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Met => lang.pick(
            "có phần để xét, và không có gì trái với yêu cầu; với lối làm cần tránh là không thấy",
            "something was looked at and nothing speaks against it; of an anti-pattern, it was not found",
        ),
        Verdict::NotMet => lang.pick(
            "có lỗi, cảnh báo chưa được miễn trừ, hoặc số đếm chưa tới mức",
            "there is an error or a warning that is not waived, or the figure falls short",
        ),
        Verdict::NotEnoughInformation => lang.pick(
            "có phần để xét nhưng kho thiếu dữ kiện, hoặc chưa quy tắc nào áp dụng tại ngày xét",
            "something is there but the repository lacks facts, or no rule of it applies at the day",
        ),
        Verdict::NotApplicable => lang.pick(
            "không có phần nào mà yêu cầu nói tới, chưa đến hạn, hoặc số tính cho cả nước",
            "nothing here is what it is about, it is not due, or it is a number of the nation",
        ),
        Verdict::Manual => lang.pick(
            "không tính được từ kiến trúc; lý do ghi bên cạnh",
            "cannot be computed from an architecture; the reason stands beside it",
        ),
    }
}

/// A verdict as a sign.
#[must_use]
pub const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::NotMet => "✗",
        Verdict::NotEnoughInformation => "?",
        Verdict::NotApplicable => "–",
        Verdict::Manual => "✎",
    }
}

/// Where a code comes from, in words.
#[must_use]
pub const fn class(class: CodeClass, lang: Lang) -> &'static str {
    match class {
        CodeClass::Official => lang.pick("mã đọc được ở nguồn", "read in a source"),
        CodeClass::Own => lang.pick("mã riêng", "own code"),
        CodeClass::Unknown => lang.pick("không có trong bảng", "not in the table"),
    }
}

/// What was counted: `12/15`; nothing where nothing was.
#[must_use]
pub fn value(figure: &Figure, lang: Lang) -> String {
    if !figure.counted {
        return String::new();
    }
    let (met, of, unknown) = (figure.met.len(), figure.of(), figure.not_known.len());
    let unknown = match unknown {
        0 => String::new(),
        count => format!(" ({count} {})", lang.pick("chưa rõ", "not known")),
    };
    format!("{met}/{of}{unknown}")
}

/// What the figure is compared with: `≥ 30 % (2020-12-31)`.
#[must_use]
pub fn asked(asked: &Asked, lang: Lang) -> String {
    let value = amount(asked.value, &asked.unit, lang);
    let how = if asked.promised { lang.pick("chỉ tiêu", "target") } else { lang.pick("đã báo cáo", "reported") };
    format!("{how} {} {value} ({})", asked.op.sign(), asked.date)
}

/// A figure as people write it: a share in per cent, anything else with its unit.
#[must_use]
pub fn amount(value: f64, unit: &str, lang: Lang) -> String {
    let word = match unit {
        "share" => {
            let percent = format!("{:.2}", value * 100.0);
            return format!("{} %", percent.trim_end_matches('0').trim_end_matches('.'));
        }
        "rank" => lang.pick("(thứ hạng)", "(rank)"),
        "rank-gain" => lang.pick("bậc", "places"),
        "transactions" => lang.pick("giao dịch", "transactions"),
        "done" => lang.pick("(đã xong)", "(done)"),
        _ => "",
    };
    format!("{value} {word}").trim_end().to_owned()
}

/// The lines of the legend: sign, verdict, meaning.
fn legend(lang: Lang) -> impl Iterator<Item = String> {
    Verdict::ALL.into_iter().map(move |one| format!("{} {}: {}", sign(one), verdict(one, lang), meaning(one, lang)))
}

/// The short id people read of a figure: `data` of `layer/data`.
#[must_use]
pub fn short(id: &str) -> &str {
    id.strip_prefix("layer/").or_else(|| id.strip_prefix("model/")).unwrap_or(id)
}
