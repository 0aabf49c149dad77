//! What people and machines read: snapshots, and properties that a snapshot could bless by mistake.

use khung::check::{Outcome, outcome};
use khung::diagnostic::Finding;
use khung::framework::Severity;
use khung::graph::Graph;
use khung::load::Loaded;
use khung::report::{Report, Style, human, json};
use khung::text::Lang;

use super::support::{PACK, check_at};

/// One of every sort of fault in a few lines.
const FAULTY: &str = "agency: bo-vi-du
name: Bộ Ví dụ
level: ministry
code: 000.00.01.H56
---
agency: tinh-vi-du
name: Tỉnh Ví dụ
level: province
---
layer: platform
agency: tinh-vi-du
components:
  - { id: ngsp, kind: integration-platform, name: NGSP, catalogue: ngsp, security_level: 4, service_provider: X }
---
layer: application
agency: bo-vi-du
components:
  - id: cong-dvc
    kind: service-portal
    name: Cổng Dịch vụ công — tiếng Việt có dấu
    chu_quan: bo-vi-du
    service_level: 4
    security_level: 2
    hosted_on: [ttdl]
    connects:
      - to: tinh-vi-du/ung-dung
  - id: ung-dung-cu
    kind: sector-aplication
    name: Ứng dụng cũ
---
layer: application
agency: tinh-vi-du
components:
  - { id: ung-dung, kind: sector-application, name: Ứng dụng, security_level: 2, service_provider: X }
";

fn with_report(text: &str, ask: impl FnOnce(&Report<'_>)) {
    let (loaded, findings): (Loaded, Vec<Finding>) = check_at(&[("vi-du.yaml", text)], None);
    let graph = Graph::build(&loaded.repository, &PACK);
    let outcome = outcome(&findings, Severity::Error);
    assert_eq!(outcome, Outcome::Findings);
    let as_of = loaded.repository.config.as_of.unwrap();
    let (sources, fail_level) = (&loaded.sources, Severity::Error);
    ask(&Report { graph: &graph, sources, findings: &findings, hidden: 0, as_of, fail_level, outcome });
}

fn printed(report: &Report<'_>, lang: Lang) -> String {
    let mut out = Vec::new();
    human(report, Style { lang, color: false, width: 100 }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn an_architect_reads_vietnamese() {
    with_report(FAULTY, |report| insta::assert_snapshot!("human_vi", printed(report, Lang::Vi)));
}

#[test]
fn an_auditor_reads_english() {
    with_report(FAULTY, |report| insta::assert_snapshot!("human_en", printed(report, Lang::En)));
}

#[test]
fn a_machine_reads_json() {
    with_report(FAULTY, |report| {
        let mut out = Vec::new();
        json(report, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["version"], khung::report::JSON_VERSION);
        assert_eq!(value["findings"].as_array().unwrap().len(), report.findings.len());
        assert_eq!(value["framework"]["superseded_by"], "2568/QĐ-BTTTT");
        insta::assert_snapshot!("json", text);
    });
}

#[test]
fn every_place_is_inside_its_file_and_every_word_is_in_both_languages() {
    with_report(FAULTY, |report| {
        for finding in report.findings {
            let file = report.sources.get(finding.place.file);
            let (start, end) = (file.position(finding.place.span.start), file.position(finding.place.span.end));
            assert!(start.line >= 1 && start.column >= 1 && start <= end, "{finding:?}");
            assert!(end.line as usize <= file.text.lines().count(), "{finding:?}");
            assert!(file.text.get(finding.place.span.start as usize..finding.place.span.end as usize).is_some());
            for text in [&finding.message, &finding.help] {
                assert!(!text.vi.is_empty() && !text.en.is_empty(), "{finding:?}");
            }
        }
    });
}

#[test]
fn no_two_findings_have_one_identity() {
    with_report(FAULTY, |report| {
        let mut identities: Vec<_> = report.findings.iter().map(Finding::identity).collect();
        let count = identities.len();
        identities.sort();
        identities.dedup();
        assert_eq!(identities.len(), count);
    });
}

#[test]
fn moving_lines_changes_places_and_no_identity() {
    let moved =
        format!("# một dòng\n# hai dòng\n{}", FAULTY.replace("    name: Cổng", "\n    # chen giữa\n    name: Cổng"));
    let identities = |text: &str| {
        let (_, findings) = check_at(&[("vi-du.yaml", text)], None);
        let mut all: Vec<String> = findings.iter().map(|finding| format!("{:?}", finding.identity())).collect();
        all.sort();
        all
    };
    assert_eq!(identities(FAULTY), identities(&moved));
}
