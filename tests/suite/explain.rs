//! `khung explain` of a component: its page in both languages, and what is said where there is none.

use super::cli::{khung, process, repository};

#[test]
fn the_page_of_a_component_tells_everything_in_vietnamese() {
    let run = khung(&["explain", "bo-y-te/cong-dvc", "architecture"]);
    assert_eq!(run.code, 0, "{}", run.out);
    for words in [
        "# Cổng dịch vụ công của Bộ Y tế (`bo-y-te/cong-dvc`)",
        "- Loại: Cổng dịch vụ công (`service-portal`)",
        "- Lớp: Ứng dụng (`application`)",
        "- Chủ quản: Bộ Y tế (`bo-y-te`), theo cơ quan của tài liệu",
        "- Trạng thái ngày 2021-08-31: đang vận hành",
        "- Khai tại: bo-y-te/ung-dung.yaml:",
        "- Phạm vi (`scope`) *(minh họa)*: một ngành (`branch`)",
        "- Mức độ dịch vụ công trực tuyến (`service_level`): 4",
        "- bài báo gốc 004: ",
        "- chạy trên (`hosted_on`): Trung tâm dữ liệu của Bộ Y tế (`bo-y-te/ttdl`) *(minh họa)*",
        "qua `bo-y-te/lgsp` → `bo-tttt/ngsp`; trên mạng `bo-tttt/tslcd`",
        "- Đã khai: 3 *(minh họa)*",
        "- Tối thiểu tính được: 3, vì dịch vụ công trực tuyến từ mức độ 3 (NĐ 85/2016 Điều 9)",
        "   - `service_level`: cần từ 3 trở lên; ghi 4; đúng",
        "NĐ 85/2016 Điều 5.2: hệ thống tổng hợp lấy cấp độ cao nhất của các phần — **không có phần nào**",
        "## Phát hiện",
    ] {
        assert!(run.out.contains(words), "{words} is not in:\n{}", run.out);
    }
}

#[test]
fn the_page_of_a_component_tells_everything_in_english() {
    let run = khung(&["explain", "bo-tttt/ngsp", "--repository", "architecture", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.out);
    for words in [
        "# National data integration and sharing platform",
        "- Kind: Integration platform (`integration-platform`)",
        "- State on 2021-08-31: in operation",
        "- Security level (`security_level`) *(illustration)*: 4",
        "- seed article 004: ",
        "- from ",
        "more that lead here",
        "- Computed minimum: 4, because of nationwide infrastructure that runs 24/7",
        "### Step by step",
        "not for this kind of component",
        "## Findings",
    ] {
        assert!(run.out.contains(words), "{words} is not in:\n{}", run.out);
    }
}

#[test]
fn the_day_asked_for_decides_the_state_and_the_findings() {
    let run = khung(&["explain", "bo-y-te/soc", "architecture", "--as-of", "2019-06-30", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("- State on 2019-06-30: not there yet"), "{}", run.out);
}

#[test]
fn a_component_that_is_not_there_ends_2_with_the_nearest() {
    let (code, out, err) = process(&["explain", "bo-y-te/cong-dvcc", "architecture"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("có phải `bo-y-te/cong-dvc`?"), "{err}");
    let (code, _, err) = process(&["explain", "bo-y-te/cong-dvcc", "architecture", "--lang", "en"]);
    assert!(code == 2 && err.contains("did you mean `bo-y-te/cong-dvc`?"), "{err}");
}

#[test]
fn without_a_repository_the_command_says_how_to_name_one() {
    let (code, _, err) = process(&["explain", "bo-y-te/cong-dvc"]);
    assert!(code == 2 && err.contains("--repository PATH"), "{err}");
    let (code, _, err) = process(&["explain", "bo-y-te/cong-dvc", "--repository", "schemas"]);
    assert!(code == 2 && err.contains("khung.yaml"), "{err}");
    // A legal number has a slash too, and needs no repository.
    let run = khung(&["explain", "85/2016/NĐ-CP"]);
    assert!(run.code == 0 && run.out.starts_with("# NĐ 85/2016"), "{}", run.out);
}

#[test]
fn an_id_is_enough_where_one_component_alone_has_it() {
    let run = khung(&["explain", "csdl-y-te-co-so", "architecture"]);
    assert!(run.code == 0 && run.out.contains("(`bo-y-te/csdl-y-te-co-so`)"), "{}", run.out);
    let (code, _, err) = process(&["explain", "cong-dvc", "architecture"]);
    assert!(code == 2 && err.contains("`bo-y-te/cong-dvc`"), "{err}");
}

#[test]
fn what_could_not_be_read_is_told_beside_the_page() {
    let config = b"framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\nlanguage: en\n";
    let good = "agency: a\nname: A\nlevel: ministry\n---\nlayer: application\nagency: a\ncomponents:\n  \
                - { id: x, kind: internal-application, name: X, connects: [{ to: nowhere }] }\n";
    let folder =
        repository(&[("khung.yaml", config.as_slice()), ("a.yaml", good.as_bytes()), ("bad.yaml", b"a: [".as_slice())]);
    let (code, out, err) = process(&["explain", "a/x", folder.path().to_str().unwrap()]);
    assert_eq!(code, 3, "{err}");
    assert!(out.contains("# X (`a/x`)") && out.contains("- to `nowhere`"), "{out}");
    assert!(err.contains("could not be read"), "{err}");
}
