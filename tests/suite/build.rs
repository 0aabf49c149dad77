//! `khung build` writes all or nothing, over nothing that is not its own, and the same bytes each time.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::cli::{process, repository};
use super::support::MODEL;

const CONFIG: &[u8] = b"framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\n";
const OWN: &[u8] = b"framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\nsite: { templates: t }\n";
const PAGE: &str = "{% extends \"layout.html\" %}{% block main %}<p>own</p>{% endblock %}";
/// A page that takes so long that a build can be met on its way.
const SLOW: &str = "{% extends \"layout.html\" %}{% block main %}{% for i in range(1000) %}{% for j in range(1000) %}\
{% endfor %}{% endfor %}{% endblock %}";

/// A small repository in `kho` of a folder, with a first page of its own.
fn small(page: &str) -> TempDir {
    repository(&[("kho/khung.yaml", OWN), ("kho/a.yaml", MODEL), ("kho/t/home.html", page.as_bytes())])
}

fn build(folder: &Path, repository: &str, output: &str) -> (i32, String) {
    let (code, out, err) = process(&[
        "build",
        folder.join(repository).to_str().unwrap(),
        "--only",
        "site",
        "-o",
        folder.join(output).to_str().unwrap(),
    ]);
    assert_eq!(out, "", "what a build says is on standard error");
    (code, err)
}

/// Every file and link below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    walk.filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (path, std::fs::read(entry.path()).unwrap_or_default())
        })
        .collect()
}

/// Names that stand in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_found_is_written_all_the_same_and_told_by_the_code() {
    let folder = repository(&[("kho/khung.yaml", CONFIG), ("kho/a.yaml", MODEL)]);
    let (code, err) = build(folder.path(), "kho", "ra");
    assert!(code == 1 && err.contains("KHÔNG ĐẠT") && err.contains("khung check"), "{code} {err}");
    assert_eq!(names(&folder.path().join("ra")), ["site"]);
    assert!(files(&folder.path().join("ra/site")).contains_key("en/index.html"));
    let (code, out, err) =
        process(&["build", "architecture", "--lang", "en", "-o", folder.path().join("a").to_str().unwrap()]);
    assert!(code == 0 && out.is_empty() && err.contains("PASSES"), "{code} {out} {err}");
}

#[test]
fn what_cannot_be_read_or_holds_nothing_writes_nothing() {
    let folder = repository(&[("kho/khung.yaml", CONFIG), ("kho/a.yaml", MODEL), ("kho/b.yaml", b"a: [")]);
    let (code, err) = build(folder.path(), "kho", "ra");
    assert!(code == 3 && err.contains("b.yaml:1") && err.contains("khung check"), "{code} {err}");
    std::fs::write(folder.path().join("kho/a.yaml"), "").unwrap();
    std::fs::remove_file(folder.path().join("kho/b.yaml")).unwrap();
    let (code, err) = build(folder.path(), "kho", "ra");
    assert!(code == 2 && err.contains("không có thành phần nào"), "{code} {err}");
    assert_eq!(names(folder.path()), ["kho"]);
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let run = |threads: &str| {
        let output = folder.path().join(threads);
        let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
        command.args(["build", "architecture", "-o", output.to_str().unwrap()]).env("RAYON_NUM_THREADS", threads);
        assert!(command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap().status.success());
        files(&output)
    };
    let (one, many) = (run("1"), run("7"));
    assert!(one.len() > 4);
    assert_eq!(one.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
    assert!(one.iter().all(|(path, bytes)| many[path] == *bytes));
}

#[cfg(unix)]
#[test]
fn a_file_that_did_not_change_is_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    let folder = small(PAGE);
    let site = folder.path().join("ra/site");
    let of = |path: &str| {
        let meta = std::fs::metadata(site.join(path)).unwrap();
        (meta.ino(), meta.mtime(), meta.mtime_nsec())
    };
    build(folder.path(), "kho", "ra");
    let before = [of(""), of(".khung"), of("index.html"), of("assets/site.css")];
    let (_, err) = build(folder.path(), "kho", "ra");
    assert!(err.contains("không có gì đổi"), "{err}");
    assert_eq!([of(""), of(".khung"), of("index.html"), of("assets/site.css")], before);
    std::fs::write(folder.path().join("kho/t/home.html"), PAGE.replace("own", "new")).unwrap();
    build(folder.path(), "kho", "ra");
    assert_ne!(of("index.html"), before[2]);
    assert_eq!([of(".khung"), of("assets/site.css")], [before[1], before[3]]);
    assert!(String::from_utf8_lossy(&files(&site)["index.html"]).contains("<p>new</p>"));
    assert_eq!(names(&folder.path().join("ra")), ["site"]);
}

#[test]
fn a_page_that_fails_leaves_the_old_output_whole() {
    let folder = small(PAGE);
    build(folder.path(), "kho", "ra");
    let before = files(&folder.path().join("ra"));
    for broken in ["{% extends \"layout.html\" %}{% block main %}{{ no_such_name }}{% endblock %}", "{% if %}"] {
        std::fs::write(folder.path().join("kho/t/home.html"), broken).unwrap();
        let (code, err) = build(folder.path(), "kho", "ra");
        assert!(code == 2 && err.contains("home.html") && err.contains("dòng 1"), "{code} {err}");
        assert_eq!(files(&folder.path().join("ra")), before);
        assert_eq!(names(&folder.path().join("ra")), ["site"]);
        build(folder.path(), "kho", "moi");
        assert!(!folder.path().join("moi").exists(), "a folder made for nothing goes again");
    }
}

#[test]
fn nobody_elses_folder_is_replaced_and_nobody_elses_file_is_lost() {
    let folder = small(PAGE);
    let ra = folder.path().join("ra");
    std::fs::create_dir_all(ra.join("site")).unwrap();
    std::fs::write(ra.join("site/luan-van.txt"), "ba năm").unwrap();
    let (code, err) = build(folder.path(), "kho", "ra");
    assert!(code == 2 && err.contains("không do khung ghi"), "{code} {err}");
    assert_eq!(files(&ra).into_iter().collect::<Vec<_>>(), [("site/luan-van.txt".to_owned(), "ba năm".into())]);
    // An empty one is nobody's.
    std::fs::remove_file(ra.join("site/luan-van.txt")).unwrap();
    assert_eq!(build(folder.path(), "kho", "ra").0, 1);
    // What a person puts beside the pages stays; a page that is no more goes.
    std::fs::write(ra.join("site/CNAME"), "kientruc.example.vn").unwrap();
    std::fs::create_dir(ra.join("site/rieng")).unwrap();
    std::fs::write(ra.join("site/rieng/a.txt"), "a").unwrap();
    std::fs::write(ra.join("site/gone.html"), "").unwrap();
    let mark = std::fs::read_to_string(ra.join("site/.khung")).unwrap();
    std::fs::write(ra.join("site/.khung"), mark + "gone.html\n").unwrap();
    let (_, err) = build(folder.path(), "kho", "ra");
    assert!(err.contains("2 tệp không do khung ghi được giữ lại") && err.contains("1 bỏ đi"), "{err}");
    let after = files(&ra.join("site"));
    assert!(after["CNAME"] == b"kientruc.example.vn" && after["rieng/a.txt"] == b"a");
    assert!(!after.contains_key("gone.html"));
    // A file in the place of the folder.
    std::fs::write(folder.path().join("tep"), "").unwrap();
    assert_eq!(build(folder.path(), "kho", "tep").0, 2);
}

#[test]
fn the_architecture_is_never_written_over() {
    let folder = repository(&[("site/khung.yaml", CONFIG), ("site/a/a.yaml", MODEL)]);
    let before = files(folder.path());
    for output in [".", "site", "site/a", "site/../.", "site/a/../../moi/.."] {
        let (code, err) = build(folder.path(), "site", output);
        assert_eq!(code, 2, "{output}: {err}");
        assert_eq!(files(folder.path()), before, "{output}");
    }
    // Beside its files is where a repository is built by who stands in it.
    assert_eq!(build(folder.path(), "site", "site/generated").0, 1);
    assert_eq!(build(folder.path(), "site", "site/generated").0, 1, "what was written is not read as architecture");
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_folder_itself() {
    let folder = small(PAGE);
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(from));
    std::fs::create_dir_all(folder.path().join("that")).unwrap();
    std::fs::create_dir_all(folder.path().join("ra")).unwrap();
    std::fs::create_dir_all(folder.path().join("www")).unwrap();
    link("that", "lien-ket").unwrap();
    link("www", "ra/site").unwrap();
    for output in ["lien-ket", "lien-ket", "ra", "ra"] {
        assert_eq!(build(folder.path(), "kho", output).0, 1, "{output}");
    }
    assert!(folder.path().join("lien-ket").is_symlink() && folder.path().join("ra/site").is_symlink());
    assert!(folder.path().join("that/site/index.html").is_file() && folder.path().join("www/index.html").is_file());
    assert_eq!(names(folder.path()), ["kho", "lien-ket", "ra", "that", "www"]);
    link("khong-co", "hong").unwrap();
    let (code, err) = build(folder.path(), "kho", "hong");
    assert!(code == 2 && !folder.path().join("khong-co").exists(), "{err}");
    link("kho", "vong").unwrap();
    assert_eq!(build(folder.path(), "kho", "vong").0, 2, "a link into the repository");
}

/// Starts a build whose pages are slow, and waits until it is writing.
fn on_its_way(folder: &Path) -> Child {
    std::fs::write(folder.join("kho/t/home.html"), SLOW).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
    command.args(["build", "--only", "site"]).arg(folder.join("kho")).arg("-o").arg(folder.join("ra"));
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let begun = Instant::now();
    while !names(&folder.join("ra")).iter().any(|name| name.starts_with(".site.khung-new-")) {
        assert!(begun.elapsed() < Duration::from_mins(1), "the build never began to write");
        std::thread::sleep(Duration::from_millis(2));
    }
    child
}

#[test]
fn a_build_that_is_killed_leaves_the_old_whole_and_the_next_sweeps_up() {
    let folder = small(PAGE);
    let ra = folder.path().join("ra");
    build(folder.path(), "kho", "ra");
    let before = files(&ra.join("site"));
    let mut child = on_its_way(folder.path());
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(files(&ra.join("site")), before);
    assert_eq!(names(&ra).len(), 2, "the stage of the killed build: {:?}", names(&ra));
    // As if it had been killed between the two renames, with something of a person's that only looks alike.
    std::fs::rename(ra.join("site"), ra.join(".site.khung-old-77")).unwrap();
    std::fs::create_dir(ra.join(".site.khung-old-nam-2020")).unwrap();
    std::fs::write(folder.path().join("kho/t/home.html"), PAGE).unwrap();
    let (_, err) = build(folder.path(), "kho", "ra");
    assert!(err.contains("không có gì đổi"), "the old one was put back first: {err}");
    assert_eq!(files(&ra.join("site")), before);
    assert_eq!(names(&ra), [".site.khung-old-nam-2020", "site"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_cleans_up_and_two_builds_do_not_meet() {
    let folder = small(PAGE);
    let ra = folder.path().join("ra");
    build(folder.path(), "kho", "ra");
    let before = files(&ra);
    let child = on_its_way(folder.path());
    let (code, err) = build(folder.path(), "kho", "ra");
    assert!(code == 2 && err.contains("đang ghi"), "{code} {err}");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(ended.status.code() == Some(130) && said.contains("còn nguyên"), "{:?} {said}", ended.status);
    assert_eq!(files(&ra), before);
    assert_eq!(names(&ra), ["site"]);
}
