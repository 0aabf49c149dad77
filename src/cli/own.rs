//! Reads what `site:` of `khung.yaml` names: the logo and the templates, from inside the repository and nowhere else.

use std::path::{Path, PathBuf};

use super::repository::Opened;
use super::{Failure, USAGE};
use crate::load::CONFIG_FILE;
use crate::model::PathSetting;
use crate::site::Own;
use crate::text;
use crate::text::Text;

/// Bytes of the largest file that is read.
const LARGEST: u64 = 1_000_000;

/// Words that let an SVG do more than show itself.
const ACTIVE: [&str; 5] = ["<script", "<foreignobject", "javascript:", "<!entity", "<iframe"];

/// What the repository brings to its pages.
pub(super) fn own(opened: &Opened) -> Result<Own, Failure> {
    let settings = &opened.config.site;
    let mut own = Own::default();
    if let Some(setting) = &settings.logo {
        own.logo = Some(logo(&opened.root, setting)?);
    }
    if let Some(setting) = &settings.templates {
        own.templates = templates(&opened.root, setting)?;
    }
    Ok(own)
}

fn logo(root: &Path, setting: &PathSetting) -> Result<(String, Vec<u8>), Failure> {
    let end = setting.path.rsplit_once('.').map_or("", |(_, end)| end).to_owned();
    let bytes = read(&inside(root, &setting.path, setting)?, setting)?;
    let begins = |start: &[u8]| bytes.starts_with(start);
    let sound = match end.as_str() {
        "svg" => std::str::from_utf8(&bytes).is_ok_and(is_still),
        "png" => begins(b"\x89PNG"),
        "jpg" | "jpeg" => begins(b"\xff\xd8\xff"),
        "webp" => begins(b"RIFF"),
        _ => false,
    };
    if sound {
        return Ok((end, bytes));
    }
    let path = &setting.path;
    Err(at(
        setting,
        &text!(
            vi: "`{path}` không phải hình {end} dùng được; hình svg không được có mã chạy",
            en: "`{path}` is no {end} picture that can be used; an svg must hold no code",
        ),
    ))
}

/// An SVG that shows and does nothing else.
fn is_still(text: &str) -> bool {
    let small = text.to_lowercase();
    let attributes = small.split('=').map(|before| before.trim_end().rsplit(|sign: char| !sign.is_ascii_alphabetic()));
    let handler = attributes.filter_map(|mut words| words.next()).any(|name| name.starts_with("on"));
    small.contains("<svg") && !handler && !ACTIVE.iter().any(|word| small.contains(word))
}

fn templates(root: &Path, setting: &PathSetting) -> Result<Vec<(String, String)>, Failure> {
    let folder = inside(root, &setting.path, setting)?;
    let refused = |error: std::io::Error| unreadable(setting, &setting.path, &error);
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(refused)? {
        let name = entry.map_err(refused)?.file_name();
        names.extend(
            name.to_str().filter(|name| name.rsplit_once('.').is_some_and(|(_, end)| end == "html")).map(str::to_owned),
        );
    }
    names.sort();
    let mut templates = Vec::new();
    for name in names {
        let path = format!("{}/{name}", setting.path);
        let bytes = read(&inside(root, &path, setting)?, setting)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            at(setting, &text!(vi: "`{path}` không phải văn bản UTF-8", en: "`{path}` is no UTF-8 text"))
        })?;
        templates.push((name, text));
    }
    Ok(templates)
}

/// Where a path leads, links followed; refused where that is outside the repository.
fn inside(root: &Path, path: &str, setting: &PathSetting) -> Result<PathBuf, Failure> {
    let refused = |error: std::io::Error| unreadable(setting, path, &error);
    let real = root.join(path).canonicalize().map_err(refused)?;
    if real.starts_with(root.canonicalize().map_err(refused)?) {
        return Ok(real);
    }
    Err(at(setting, &text!(vi: "`{path}` nằm ngoài kho kiến trúc", en: "`{path}` lies outside the repository")))
}

fn read(path: &Path, setting: &PathSetting) -> Result<Vec<u8>, Failure> {
    let shown = path.display().to_string();
    let refused = |error: std::io::Error| unreadable(setting, &shown, &error);
    let size = std::fs::metadata(path).map_err(refused)?.len();
    if size > LARGEST {
        return Err(at(setting, &text!(vi: "`{shown}` lớn hơn 1 MB", en: "`{shown}` is larger than 1 MB")));
    }
    std::fs::read(path).map_err(refused)
}

fn unreadable(setting: &PathSetting, path: &str, error: &std::io::Error) -> Failure {
    at(setting, &text!(vi: "không đọc được `{path}`: {error}", en: "cannot read `{path}`: {error}"))
}

/// A failure with the line of `khung.yaml` that is at fault.
fn at(setting: &PathSetting, message: &Text) -> Failure {
    let at = setting.at;
    let (vi, en) = (&message.vi, &message.en);
    Failure::Say(USAGE, text!(vi: "{CONFIG_FILE}:{at}: {vi}", en: "{CONFIG_FILE}:{at}: {en}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_that_does_something_is_no_logo() {
        assert!(is_still("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\" font=\"x\"/></svg>"));
        for active in [
            "<svg><script>1</script></svg>",
            "<svg onload=\"x()\"></svg>",
            "<svg\nONLOAD = 'x()'></svg>",
            "<svg><a href='JavaScript:x()'/></svg>",
            "<svg/onload=x()>",
            "<svg><foreignObject/></svg>",
            "<html></html>",
        ] {
            assert!(!is_still(active), "{active}");
        }
    }
}
