//! How long each stage takes on made-up nations: `cargo bench --bench check`. Each stage is timed alone;
//! `parse` is the floor, for nothing can be faster than reading the text once.

#![expect(clippy::expect_used, reason = "a bench that cannot start has nothing to say")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use khung::check::{Engine, Policies};
use khung::framework::{EmbeddedPack, Pack, PackFiles};
use khung::generate::{GeneratedFile, Nation};
use khung::graph::Graph;
use khung::load::{Loaded, Memory, Schemas, load, read_config};
use khung::tree::{Limits, parse};
use rayon::prelude::*;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn pack() -> Pack {
    let files = EmbeddedPack::find("vn-egov-2.0").map(PackFiles::from).expect("the pack is embedded");
    Pack::read(&files).expect("the pack is sound")
}

fn read(files: &[GeneratedFile], memory: &Memory, pack: &Pack, schemas: &Schemas) -> Loaded {
    let limits = Limits::default();
    let config = read_config(&Arc::from(files[0].text.as_str()), limits).expect("khung.yaml");
    load(memory, config, pack, schemas, limits, &|_, _| {})
}

fn memory(files: &[GeneratedFile]) -> Memory {
    Memory::new(files.iter().map(|file| (file.path.clone(), file.text.clone())))
}

/// One group, a benchmark for each size; `run` times its stage over the files of a nation.
fn stage(
    criterion: &mut Criterion,
    name: &str,
    run: impl Fn(&mut BenchmarkGroup<'_, WallTime>, usize, &[GeneratedFile]),
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
    for size in SIZES {
        let nation = Nation::of(size).files();
        group.throughput(Throughput::Elements(nation.components as u64));
        run(&mut group, size, &nation.files);
    }
    group.finish();
}

/// Text to span trees alone: on one core, and on all as `load` does it.
fn bench_parse(criterion: &mut Criterion) {
    stage(criterion, "parse", |group, size, files| {
        let texts: Vec<Arc<str>> = files.iter().map(|file| Arc::from(file.text.as_str())).collect();
        group.bench_function(BenchmarkId::new("one-core", size), |bencher| {
            bencher.iter(|| texts.iter().map(|text| parse(text, Limits::default())).collect::<Vec<_>>());
        });
        group.bench_function(BenchmarkId::new("all-cores", size), |bencher| {
            bencher.iter(|| texts.par_iter().map(|text| parse(text, Limits::default())).collect::<Vec<_>>());
        });
    });
}

/// Files to model, schema check included.
fn bench_load(criterion: &mut Criterion) {
    let pack = pack();
    let schemas = Schemas::new(&pack).expect("the schemas are sound");
    stage(criterion, "load", |group, size, files| {
        let memory = memory(files);
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| read(files, &memory, &pack, &schemas));
        });
    });
}

/// Model to graph.
fn bench_graph(criterion: &mut Criterion) {
    let pack = pack();
    let schemas = Schemas::new(&pack).expect("the schemas are sound");
    stage(criterion, "graph", |group, size, files| {
        let loaded = read(files, &memory(files), &pack, &schemas);
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| black_box(Graph::build(&loaded.repository, &pack)));
        });
    });
}

/// Graph to findings, of which there must be none but what the nation has leave for.
fn bench_check(criterion: &mut Criterion) {
    let pack = pack();
    let schemas = Schemas::new(&pack).expect("the schemas are sound");
    let engine = Engine::new(&pack).expect("the rules fit the pack");
    stage(criterion, "check", |group, size, files| {
        let loaded = read(files, &memory(files), &pack, &schemas);
        let graph = Graph::build(&loaded.repository, &pack);
        let findings = engine.check(&loaded, &graph, date(2021, 8, 31));
        assert!(findings.iter().all(|finding| finding.waived.is_some()), "a clean nation");
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| engine.check(&loaded, &graph, date(2021, 8, 31)));
        });
    });
}

/// What `khung check` does after reading the configuration, beside the parse alone in the same run: the ratio
/// of the two is what a faster stage is measured by.
fn bench_whole(criterion: &mut Criterion) {
    let pack = pack();
    let schemas = Schemas::new(&pack).expect("the schemas are sound");
    let engine = Engine::new(&pack).expect("the rules fit the pack");
    stage(criterion, "whole", |group, size, files| {
        let memory = memory(files);
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| {
                let loaded = read(files, &memory, &pack, &schemas);
                let graph = Graph::build(&loaded.repository, &pack);
                engine.check(&loaded, &graph, date(2021, 8, 31)).len()
            });
        });
    });
}

/// Twenty policies that nobody breaks, as words of SHACL or as expressions that say the same.
fn policies(expressions: bool) -> GeneratedFile {
    let pairs = [
        (
            "{ path: security_level, minInclusive: 1, maxInclusive: 5 }",
            "!has(this.security_level) || this.security_level in [1, 2, 3, 4, 5]",
        ),
        ("{ path: name, minLength: 1 }", "size(this.name) > 0"),
        (
            "{ path: hosted_on, class: [data-center, cloud-service, network, server-cluster] }",
            "!has(this.hosted_on) || this.hosted_on.all(host, size(host) > 0)",
        ),
        ("{ path: id, pattern: '^[A-Za-z0-9]' }", "this.id.matches(''^[A-Za-z0-9]'')"),
    ];
    let mut text = String::from("policies:\n");
    for index in 0..20 {
        let (property, expression) = pairs[index % pairs.len()];
        let head = format!(
            "  - policy: thu-{index}\n    title: T\n    severity: error\n    target: {{ layer: [application] }}\n"
        );
        text.push_str(&head);
        let asks = if expressions { format!("expression: '{expression}'") } else { format!("property: [{property}]") };
        text.extend(["    ", &asks, "\n"]);
    }
    GeneratedFile { path: "policies/thu.yaml".to_owned(), text }
}

/// The rules alone, and with twenty policies: what policies cost beside rules, in the same run.
fn bench_policies(criterion: &mut Criterion) {
    let pack = pack();
    let schemas = Schemas::new(&pack).expect("the schemas are sound");
    stage(criterion, "policies", |group, size, files| {
        for (name, expressions) in [("none", None), ("shacl", Some(false)), ("cel", Some(true))] {
            let mut files = files.to_vec();
            files.extend(expressions.map(policies));
            let mut pack = pack.clone();
            let mut loaded = read(&files, &memory(&files), &pack, &schemas);
            let policies = Policies::compile(&mut loaded, &mut pack);
            let engine = Engine::with(&pack, &policies).expect("the rules fit the pack");
            let graph = Graph::build(&loaded.repository, &pack);
            let findings = engine.check(&loaded, &graph, date(2021, 8, 31));
            assert!(findings.iter().all(|finding| finding.waived.is_some()), "a clean nation");
            group.bench_function(BenchmarkId::new(name, size), |bencher| {
                bencher.iter(|| engine.check(&loaded, &graph, date(2021, 8, 31)));
            });
        }
    });
}

criterion_group!(benches, bench_parse, bench_load, bench_graph, bench_check, bench_policies, bench_whole);
criterion_main!(benches);
