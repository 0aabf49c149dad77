//! The commands as people run them: what they print, where, and with which exit code.

use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use khung::cli::{self, Terminal};

/// What one run gave on standard output.
pub struct Run {
    pub code: u8,
    pub out: String,
}

/// Runs the command in this process, as from the root of the project.
pub fn khung(arguments: &[&str]) -> Run {
    std::env::set_current_dir(env!("CARGO_MANIFEST_DIR")).unwrap();
    let terminal = Terminal { color: false, progress: false, width: 100, lang: None, today: date(2021, 8, 31) };
    let mut out = Vec::new();
    let arguments = std::iter::once("khung").chain(arguments.iter().copied()).map(Into::into);
    let code = cli::run(arguments, &terminal, &mut out);
    Run { code, out: String::from_utf8(out).unwrap() }
}

/// Runs the command as a process of its own: code, standard output, standard error.
pub fn process(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("KHUNG_LANG").env("COLUMNS", "100");
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A repository in a folder that goes away with the value.
pub fn repository(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let full = folder.path().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, bytes).unwrap();
    }
    folder
}

const CONFIG: &[u8] = b"framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\n";

fn check(folder: &Path, more: &[&str]) -> (i32, String, String) {
    process(&[&["check", folder.to_str().unwrap()], more].concat())
}

#[test]
fn the_gate_ends_0_on_the_architecture_and_1_on_the_agency_as_it_was() {
    let (code, out, err) = process(&["check", "architecture"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("ĐẠT"), "{out}");
    let (code, out, _) = process(&["check", "architecture", "--as-of", "2019-06-30", "--agency", "nhu-nam-2019"]);
    assert_eq!(code, 1);
    assert!(out.contains("point-to-point-connection CON-001"), "{out}");
    assert!(out.contains("khung chưa có hiệu lực"), "{out}");
}

#[test]
fn a_folder_without_configuration_ends_2_and_says_what_to_do() {
    let folder = repository(&[("a.yaml", b"agency: a\n")]);
    let (code, out, err) = check(folder.path(), &[]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("khung.yaml") && err.contains("khung init"), "{err}");
    let (code, _, err) = process(&["check", "/khong-co-thu-muc-nay"]);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = process(&["check", "."]);
    assert!(code == 2 && err.contains("architecture"), "the nearest repository is named: {err}");
}

#[test]
fn what_cannot_be_read_ends_3() {
    let cases: [(&str, Vec<u8>); 5] = [
        ("invalid-yaml", b"layer: application\nagency: a\ncomponents: [".to_vec()),
        ("unreadable-file", vec![0x7f, b'E', b'L', b'F', 0xff, 0xfe, 0x00]),
        ("nested-too-deeply", format!("agency: {}", "[".repeat(100)).into_bytes()),
        ("file-too-large", vec![b'#'; (16 << 20) + 1]),
        ("too-many-nodes", bomb().into_bytes()),
    ];
    for (rule, bytes) in cases {
        let folder = repository(&[("khung.yaml", CONFIG), ("bad.yaml", &bytes)]);
        let (code, out, err) = check(folder.path(), &[]);
        assert_eq!(code, 3, "{rule}: {out}{err}");
        assert!(out.contains(rule) && out.contains("bad.yaml"), "{rule}: {out}");
        // No filter may hide it.
        assert_eq!(check(folder.path(), &["--rule", "missing-host"]).0, 3);
    }
}

fn bomb() -> String {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", format!("*a{}, ", level - 1).repeat(9)));
    }
    bomb
}

#[test]
fn a_gate_that_looked_at_nothing_has_not_passed() {
    let folder = repository(&[("khung.yaml", CONFIG), ("a.txt", b"layer: application")]);
    let (code, _, err) = check(folder.path(), &[]);
    assert!(code == 2 && err.contains("không có thành phần nào"), "{code} {err}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_told() {
    let folder = repository(&[("khung.yaml", CONFIG), ("a/a.yaml", b"agency: a\nname: A\nlevel: external\n")]);
    std::os::unix::fs::symlink(folder.path().join("a"), folder.path().join("b")).unwrap();
    let (code, out, _) = check(folder.path(), &[]);
    assert!(code == 3 && out.contains("liên kết tới một thư mục"), "{code} {out}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_repository_is_not_followed() {
    let folder = repository(&[("khung.yaml", CONFIG)]);
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("out.yaml")).unwrap();
    let (code, out, _) = check(folder.path(), &[]);
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("liên kết trỏ ra ngoài kho") && !out.contains("root:"), "{out}");
}

#[test]
fn wrong_commands_end_2() {
    for arguments in [
        &["check", "architecture", "--rule", "khong-co"][..],
        &["check", "architecture", "--agency", "khong-co"],
        &["check", "architecture", "--as-of", "2021-02-30"],
        &["check", "architecture", "--format", "xml"],
        &["check", "README.md"],
        &["explain", "khong-co-gi"],
        &["explain", "nd-47-2020:999"],
        &["report", "architecture", "--format", "human"],
        &["trace", "architecture", "--coverage"],
        &["graph", "architecture", "--around", "x/y"],
        &["khong-co-lenh"],
    ] {
        let (code, out, err) = process(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!err.is_empty());
    }
}

#[test]
fn the_fail_level_moves_the_gate() {
    let agency = b"agency: a\nname: A\nlevel: external\naliases: [012]\n";
    let layer = b"layer: infrastructure\nagency: a\ncomponents:\n  - { id: x, kind: storage, name: X }\n";
    let folder = repository(&[("khung.yaml", CONFIG), ("a.yaml", agency), ("b.yaml", layer)]);
    assert_eq!(check(folder.path(), &[]).0, 0);
    let (code, out, _) = check(folder.path(), &["--fail-level", "warning"]);
    assert_eq!(code, 1);
    assert!(out.contains("unquoted-code"), "{out}");
}

#[test]
fn a_pack_of_a_folder_is_used_and_a_broken_one_ends_2() {
    let pack = tempfile::tempdir().unwrap();
    for (path, text) in khung::framework::EMBEDDED[0].files {
        let full = pack.path().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, text).unwrap();
    }
    let folder = pack.path().to_str().unwrap();
    assert_eq!(process(&["check", "architecture", "--framework", folder]).0, 0);
    for (file, before, after, said) in [
        ("rules/connections.yaml", "case: portal", "case: protal", "`protal`"),
        ("rules/security.yaml", "min_level: 3", "min_levle: 3", "min_levle"),
        ("rules/governance.yaml", "severity: error", "severity: severe", "severe"),
        ("rules/governance.yaml", "severity:", "severety:", "severety"),
    ] {
        let rules = pack.path().join(file);
        let text = std::fs::read_to_string(&rules).unwrap();
        assert!(text.contains(before), "{file} has no {before:?}");
        std::fs::write(&rules, text.replacen(before, after, 1)).unwrap();
        let (code, out, err) = process(&["check", "architecture", "--framework", folder]);
        assert_eq!((code, out.as_str()), (2, ""), "{after}: {err}");
        assert!(err.contains(file) && err.contains(said), "{after}: {err}");
        std::fs::write(&rules, text).unwrap();
    }
}

#[test]
fn init_makes_a_repository_that_checks_clean_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kho").to_str().unwrap().to_owned();
    let (code, out, err) = process(&["init", &path, "--agency", "so-y-te", "--name", "Sở \"Y tế\": thử"]);
    assert_eq!(code, 0, "{out}{err}");
    let (code, out, _) = process(&["check", &path, "--fail-level", "warning"]);
    assert_eq!(code, 0, "{out}");
    let (code, _, err) = process(&["init", &path]);
    assert!(code == 2 && err.contains("đã có"), "{err}");
    let (code, _, _) = process(&["init", &path, "--agency", "../x"]);
    assert_eq!(code, 2);
}

#[test]
fn english_is_an_option_away() {
    let (_, out, _) = process(&["check", "architecture", "--lang", "en"]);
    assert!(out.contains("PASS") && !out.contains("ĐẠT"), "{out}");
    let (_, out, _) = process(&["--help", "--lang", "en"]);
    assert!(out.contains("Usage") && out.contains("Exit codes"), "{out}");
    let (_, out, _) = process(&["--help"]);
    assert!(out.contains("Cách dùng") && out.contains("Mã thoát"), "{out}");
}

#[test]
fn a_slip_in_the_command_line_is_told_in_the_readers_language() {
    let said = |arguments: &[&str]| process(arguments).2;
    assert_eq!(said(&["chek"]), "lỗi: không có lệnh `chek`; có phải `check`?\nxem: khung --help\n");
    assert!(said(&["check", "--format", "xml"]).contains("chọn: human, json"));
    assert!(said(&["check", "--as-of", "2021-02-30"]).contains("`2021-02-30`"));
    assert!(said(&["check", "--agancy", "x"]).contains("có phải `--agency`?"));
    assert!(said(&["chek", "--lang", "en"]).contains("did you mean `check`?"));
    for arguments in
        [&["--help"][..], &["check", "--help"], &["graph", "--help"], &["report", "--help"], &["trace", "--help"]]
    {
        let (_, help, _) = process(arguments);
        assert!(!help.contains("Print") && !help.contains("Options:"), "{help}");
    }
}

#[test]
fn explain_knows_every_name_of_the_pack() {
    let pack = &*super::support::PACK;
    let framework = &pack.framework;
    let mut names: Vec<&str> = vec![framework.id.as_str()];
    names.extend(khung::check::Page::all().map(|page| page.name));
    names.extend(pack.rules.rules.iter().map(|setting| setting.tag.as_str()));
    names.extend(framework.layers.iter().map(|layer| layer.id.as_str()));
    names.extend(framework.kinds.iter().map(|kind| kind.id.as_str()));
    names.extend(framework.relations.iter().map(|relation| relation.id.as_str()));
    names.extend(framework.fields.iter().map(|field| field.id.as_str()));
    names.extend(pack.catalogue.components.iter().map(|entry| entry.id.as_str()));
    names.extend(pack.law.documents.iter().map(|document| document.id.as_str()));
    names.extend(pack.targets.targets.iter().map(|target| target.id.as_str()));
    names.extend(pack.models.iter().flat_map(|model| &model.nodes).map(|node| node.code.as_str()));
    names.extend(pack.duties.duties.iter().map(|duty| duty.id.as_str()));
    names.extend(pack.metrics.metrics.iter().map(|metric| metric.id.as_str()));
    names.extend(pack.law.sources.iter().map(|source| source.id.as_str()));
    names.extend(pack.codes.codes.iter().map(|code| code.code.as_str()));
    names.extend(framework.connection.iter().map(|field| field.id.as_str()));
    let articles = pack.law.documents.iter().flat_map(|document| {
        let cited = document.articles.iter().filter(|article| article.id != "-");
        let cited = cited.map(|article| format!("{} Điều {}", document.label, article.id));
        cited.chain(document.articles.iter().map(|article| format!("{}:{}", document.id, article.id)))
    });
    let articles: Vec<String> = articles.collect();
    names.extend(articles.iter().map(String::as_str));
    for name in names {
        for lang in [khung::text::Lang::Vi, khung::text::Lang::En] {
            let page = khung::report::explain::page_of(pack, name, lang);
            assert!(page.is_some_and(|page| page.starts_with("# ")), "{name} has no page");
        }
    }
}

#[test]
fn figures_are_written_as_people_read_them() {
    let shares = khung(&["explain", "T04"]).out;
    assert!(shares.contains("= 65.11 %") && shares.contains("= 43.4 %"), "{shares}");
    assert!(khung(&["explain", "T13"]).out.contains("= 100 %"));
    // An English page says where it must fall back to Vietnamese.
    assert!(khung(&["explain", "G18", "--lang", "en"]).out.contains("note in Vietnamese: "));
}

#[test]
fn a_graph_is_drawn_of_all_of_an_agency_and_around_a_component() {
    for format in ["dot", "mermaid"] {
        let all = khung(&["graph", "architecture", "--format", format]);
        let agency = khung(&["graph", "architecture", "--format", format, "--agency", "bo-y-te"]);
        let around = khung(&["graph", "architecture", "--format", format, "--around", "bo-cong-an/csdlqg-dancu"]);
        assert_eq!((all.code, agency.code, around.code), (0, 0, 0));
        assert!(all.out.len() > agency.out.len() && agency.out.len() > around.out.len());
        assert!(around.out.contains("Dân cư"), "{}", around.out);
    }
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = khung(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("khung"), "{shell}");
    }
}

#[test]
fn no_color_is_honoured_and_nothing_but_findings_is_on_standard_output() {
    let run = |name: &str, value: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
        command.args(["check", "architecture", "--as-of", "2019-06-30"]).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.env(name, value).output().unwrap()
    };
    assert!(!run("NO_COLOR", "1").stdout.contains(&0x1b));
    assert!(run("CLICOLOR_FORCE", "1").stdout.contains(&0x1b));
    assert!(run("NO_COLOR", "1").stderr.is_empty());
}
