//! Small whole repositories in memory, checked as the command checks them.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use khung::check::{Engine, Policies};
use khung::diagnostic::Finding;
use khung::framework::{DocumentType, EMBEDDED, Pack, PackFiles};
use khung::graph::Graph;
use khung::load::{Loaded, Memory, Schemas, load, read_config};
use khung::tree::Limits;

pub static PACK: LazyLock<Pack> = LazyLock::new(|| match Pack::read(&PackFiles::from(&EMBEDDED[0])) {
    Ok(pack) => pack,
    Err(errors) => panic!("the embedded pack must read: {errors:?}"),
});
pub static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| Schemas::new(&PACK).expect("the schemas compile"));
pub static ENGINE: LazyLock<Engine<'static>> =
    LazyLock::new(|| Engine::new(&PACK).unwrap_or_else(|errors| panic!("{errors:?}")));

/// The configuration that examples have when they write none.
pub const CONFIG: &str = "framework: vn-egov-2.0\ntitle: Kho thử\nas_of: 2021-08-31\n";

/// The smallest architecture: an agency with one component.
pub const MODEL: &[u8] = b"agency: a
name: A
level: ministry
---
layer: application
agency: a
components:
  - { id: cong, kind: service-portal, name: C }
";

/// Reads files as a repository.
pub fn load_files(files: &[(&str, &str)]) -> Loaded {
    let mut all: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    all.entry("khung.yaml".to_owned()).or_insert_with(|| CONFIG.to_owned());
    let config_text: Arc<str> = Arc::from(all["khung.yaml"].as_str());
    let config = read_config(&config_text, Limits::default()).expect("the configuration reads");
    load(&Memory::new(all), config, &PACK, &SCHEMAS, Limits::default(), &|_, _| {})
}

/// Everything `khung check` would find, at the repository's own day or the given one.
pub fn check_at(files: &[(&str, &str)], day: Option<Date>) -> (Loaded, Vec<Finding>) {
    let mut loaded = load_files(files);
    let day = day.or(loaded.repository.config.as_of).expect("the example says its day");
    if loaded.repository.documents_of(DocumentType::Policies).next().is_none() {
        // The pack and the rules as they are: to copy them costs more than checking a small repository.
        let findings = ENGINE.check(&loaded, &Graph::build(&loaded.repository, &PACK), day);
        return (loaded, findings);
    }
    let mut pack = PACK.clone();
    let policies = Policies::compile(&mut loaded, &mut pack);
    let engine = Engine::with(&pack, &policies).unwrap_or_else(|errors| panic!("{errors:?}"));
    let findings = engine.check(&loaded, &Graph::build(&loaded.repository, &pack), day);
    (loaded, findings)
}

/// `file:line:column` of a finding.
pub fn at(loaded: &Loaded, finding: &Finding) -> String {
    let file = loaded.sources.get(finding.place.file);
    format!("{}:{}", file.path, file.position(finding.place.span.start))
}

/// Findings as lines to compare: rule, subject and line.
pub fn lines(loaded: &Loaded, findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| format!("{} {} {}", at(loaded, finding), finding.rule, finding.subject.label());
    findings.iter().map(line).collect()
}

/// Compares a text with a file of `generated/`; with `UPDATE_GENERATED=1` it writes the file.
pub fn generated_file(name: &str, text: &str) {
    let path = std::path::Path::new("generated").join(name);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(there, text, "generated/{name} is stale; mend it with: UPDATE_GENERATED=1 cargo test");
}
