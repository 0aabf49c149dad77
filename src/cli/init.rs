//! `khung init`: a small repository that checks clean, every fact of it marked as an illustration.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::{CLEAN, Failure, USAGE};
use crate::framework::DocumentKind;
use crate::text;
use crate::text::{Lang, Text};

/// Files of a new repository, each with its template.
const FILES: [(&str, &str); 8] = [
    ("khung.yaml", include_str!("init/khung.yaml.j2")),
    ("quoc-gia/quoc-gia.yaml", include_str!("init/quoc-gia.yaml.j2")),
    ("{agency}/co-quan.yaml", include_str!("init/co-quan.yaml.j2")),
    ("{agency}/ha-tang.yaml", include_str!("init/ha-tang.yaml.j2")),
    ("{agency}/du-lieu.yaml", include_str!("init/du-lieu.yaml.j2")),
    ("{agency}/nen-tang.yaml", include_str!("init/nen-tang.yaml.j2")),
    ("{agency}/ung-dung.yaml", include_str!("init/ung-dung.yaml.j2")),
    ("{agency}/an-toan.yaml", include_str!("init/an-toan.yaml.j2")),
];

pub(super) fn run(matches: &ArgMatches, lang: Option<Lang>, out: &mut dyn Write) -> Result<u8, Failure> {
    let folder = matches.get_one::<PathBuf>("path").cloned().unwrap_or_default();
    let agency = matches.get_one::<String>("agency").cloned().unwrap_or_default();
    let name = matches.get_one::<String>("name").cloned().unwrap_or_else(|| "Cơ quan mẫu".to_owned());
    let plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if !plain(&agency) || !agency.starts_with(|first: char| first.is_ascii_alphanumeric()) || agency == "quoc-gia" {
        let text = text!(
            vi: "mã cơ quan `{agency}` phải là chữ không dấu, số, gạch ngang và khác `quoc-gia`",
            en: "the agency id `{agency}` must be ASCII letters, digits and hyphens, other than `quoc-gia`",
        );
        return Err(Failure::Say(USAGE, text));
    }
    let files = render(&agency, &name)?;
    // Nothing is written when anything stands in the way: half a repository helps nobody.
    if let Some((path, _)) = files.iter().find(|(path, _)| folder.join(path).exists()) {
        let shown = folder.join(path);
        let shown = shown.display();
        let text = text!(vi: "`{shown}` đã có; không ghi gì cả", en: "`{shown}` is there already; nothing was written");
        return Err(Failure::Say(USAGE, text));
    }
    for (path, text) in &files {
        write_whole(&folder.join(path), text)?;
    }
    let (shown, count) = (folder.display(), files.len());
    let done = text!(
        vi: "Đã ghi {count} tệp vào {shown}. Bước tiếp theo:\n  khung check {shown}",
        en: "Wrote {count} files into {shown}. Next:\n  khung check {shown}",
    );
    writeln!(out, "{}", done.get(lang.unwrap_or_default()))?;
    Ok(CLEAN)
}

/// Every file of a new repository: path and text.
fn render(agency: &str, name: &str) -> Result<Vec<(String, String)>, Failure> {
    let failure = |error: &dyn std::fmt::Display| Failure::Say(USAGE, Text::new(error.to_string(), error.to_string()));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A JSON string is a YAML string too, whatever the name holds.
    let quoted = serde_json::to_string(name).map_err(|error| failure(&error))?;
    let pack = super::repository::default_pack()?;
    let standing = pack.standing().vi;
    let context = context! { agency => Value::from(agency), name => Value::from_safe_string(quoted), standing };
    let mut files = Vec::new();
    for (path, template) in FILES {
        let text = environment.render_str(template, &context).map_err(|error| failure(&error))?;
        // The template engine takes the last line break away.
        files.push((path.replace("{agency}", agency), format!("{text}\n")));
    }
    for kind in [DocumentKind::Config, DocumentKind::Document] {
        files.push((format!("schemas/{}", kind.file_name()), kind.render(&pack)));
    }
    Ok(files)
}

/// Writes a file whole or not at all: beside its place first, then into it.
pub(super) fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)?;
    Ok(())
}
