//! What only the live pages have: the script that reloads them, and a page for where there is none to show.

use super::generation::Fault;
use crate::text::Lang;

/// A page with the script that reloads it: the one thing that is not in the file that `khung build` writes.
pub(super) fn live(mut bytes: Vec<u8>, version: &str) -> Vec<u8> {
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/_khung/live.css\">\n<script src=\"/_khung/live.js\" data-version=\"{version}\" defer></script>\n"
    );
    let head = b"</head>";
    let at = bytes.windows(head.len()).position(|window| window == head).unwrap_or(bytes.len());
    bytes.splice(at..at, script.into_bytes());
    bytes
}

/// The page where there is none to show: what is wrong, and where.
pub(super) fn problem(faults: &[Fault], lang: Lang) -> String {
    let title = lang.pick("Chưa dựng được trang", "The page could not be made");
    let item = |fault: &Fault| {
        let (place, message, help) =
            (escape(&fault.place), escape(fault.message.get(lang)), escape(fault.help.get(lang)));
        format!("<li><code>{place}</code> {message}<br>{help}</li>\n")
    };
    let items = faults.iter().map(item).collect::<Vec<String>>().concat();
    let hint = lang.pick("Trang tự tải lại khi tệp được sửa.", "The page reloads when the files are mended.");
    document(title, &format!("<ul class=\"khung-faults\">\n{items}</ul>\n<p>{hint}</p>"), lang)
}

pub(super) fn absent(lang: Lang) -> String {
    let title = lang.pick("Không có trang này", "There is no such page");
    let home = lang.pick("<a href=\"/\">Về trang đầu</a>", "<a href=\"/en/\">To the first page</a>");
    document(title, &format!("<p>{home}</p>"), lang)
}

fn document(title: &str, body: &str, lang: Lang) -> String {
    let code = lang.code();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} · khung serve</title>\n\
        </head>\n<body class=\"khung-bare\">\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
