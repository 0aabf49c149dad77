//! A repository whose every string is an attack: what its pages hold is words and nothing else. That none of it runs
//! is proved in the browser by `tests/browser/attack.test.js`; here, that none of it even becomes markup.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use khung::tree::{Limits, NodeRef, parse};
use serde::Deserialize as _;
use serde_yaml::Value;

use super::built::{Pages, Texts, read, site, texts};
use super::links::{html, tags};

/// What is written in place of a string; `#` becomes a number that tells where it came from.
const ATTACKS: &[&str] = &[
    "\"><script>hit(#)</script>",
    "'><img src=x onerror=hit(#)>",
    "</title><script>hit(#)</script>",
    "</script><script>hit(#)</script>",
    "<svg/onload=hit(#)>",
    "]]><script>hit(#)</script>",
    "--><script>hit(#)</script>",
    "javascript:hit(#)",
    "JaVaScRiPt:hit(#)//",
    "data:text/html,<script>hit(#)</script>",
    "{{ 7*7 }}{% include \"layout.html\" %}{{ hit(#) }}",
    "${hit(#)}`+hit(#)+`",
    "\\u003cscript\\u003ehit(#)\\u003c/script\\u003e",
    "&lt;script&gt;hit(#)&lt;/script&gt;",
    "[x](javascript:hit(#)) ![y](x\" onerror=\"hit(#))",
    "[x](<javascript:hit(#)>) <javascript:hit(#)> [a](javascript&#58;hit(#))",
    "[x](//evil.example/# \"t\" onmouseover=hit(#))",
    "<iframe srcdoc=\"<script>parent.hit(#)</script>\"></iframe>",
    "<math><mi//xlink:href=\"javascript:hit(#)\">",
    "<a href=\"javascript:hit(#)\" autofocus onfocus=hit(#) tabindex=1>x</a>",
    "<style>@import url(https://evil.example/#);*{background:url(https://evil.example/#)}</style>",
    "<base href=https://evil.example/#><meta http-equiv=refresh content='0;url=https://evil.example/#'>",
    "<link rel=stylesheet href=https://evil.example/#><object data=https://evil.example/#></object>",
    "<details open ontoggle=hit(#)><summary>x</summary></details>",
    "\u{202e}gnp.<script>hit(#)</script>\u{2066}\u{2028}hit(#)\u{2029}",
    "__proto__ constructor hasOwnProperty hit#",
    "../../../../etc/passwd\\..\\hit#",
    "```html\n<script>hit(#)</script>\n```\n\n# <img src=x onerror=hit(#)>\n\n| <b onclick=hit(#)> | b |\n|---|---|\n| x | y |",
    "%3Cscript%3Ehit(#)%3C/script%3E?q=<script>hit(#)</script>#<script>",
    "\" style=\"position:fixed;inset:0\" onclick=\"hit(#)\" x=\"",
    "' onmouseover='hit(#)' x='",
    "=HYPERLINK(\"https://evil.example/#\")",
];

/// Folders of `architecture/` that are attacked: each kind of document is among them.
const FOLDERS: [&str; 6] =
    ["bo-cong-an/", "bo-tttt/", "dong-thap/", "uy-ban-quoc-gia-cpdt/", "policies/", "khung.yaml"];

/// Attacked as far as the schemas let strings be: a repository that can be read.
pub static READABLE: LazyLock<Pages> = LazyLock::new(|| site(&readable()));

/// Every string attacked, ids and all: what of it can still be shown.
pub static WILD: LazyLock<Pages> = LazyLock::new(|| site(&attacked(&BTreeSet::new(), true)));

/// Attacks strings, and gives back those that the schemas refuse until nothing new is refused.
fn readable() -> Texts {
    let mut kept = BTreeSet::new();
    loop {
        let texts = attacked(&kept, false);
        let loaded = read(&texts);
        let before = kept.len();
        for finding in &loaded.findings {
            let file = loaded.sources.get(finding.place.file);
            kept.extend(pattern_at(&file.text, finding.place.span.start));
        }
        if kept.len() == before {
            return texts;
        }
    }
}

/// The keys on the way to the innermost string that holds a byte.
fn pattern_at(text: &std::sync::Arc<str>, byte: u32) -> Option<String> {
    fn inside(node: NodeRef<'_>, byte: u32, path: &str) -> Option<String> {
        for member in node.members() {
            let path = format!("{path}.{}", member.key);
            if let Some(found) = inside(member.value, byte, &path) {
                return Some(found);
            }
        }
        if let Some(found) = node.elements().find_map(|element| inside(element, byte, path)) {
            return Some(found);
        }
        let span = node.span();
        (node.as_str().is_some() && span.start <= byte && byte < span.end).then(|| path.to_owned())
    }
    let parsed = parse(text, Limits::default());
    parsed.tree.documents().find_map(|top| {
        let first = top.members().next()?.key.to_owned();
        inside(top, byte, &first)
    })
}

/// The repository with its strings replaced, those at `kept` as they are.
fn attacked(kept: &BTreeSet<String>, wild: bool) -> Texts {
    let sound: Texts = texts("architecture")
        .into_iter()
        .filter(|(path, _)| FOLDERS.iter().any(|folder| path.starts_with(folder)))
        .collect();
    let names = ids(&sound);
    let mut attacker = Attacker { kept, names: &names, wild, count: 0 };
    let mut out = Texts::new();
    for (number, (path, text)) in sound.iter().enumerate() {
        if path == "khung.yaml" {
            let title = attacker.attack();
            let title = serde_json::to_string(&title).unwrap();
            out.insert(path.clone(), format!("framework: vn-egov-2.0\ntitle: {title}\nas_of: 2021-08-31\n"));
            continue;
        }
        let mut written =
            format!("# {0}\n# khung: ignore[missing-sources] {0}\n", attacker.attack().replace('\n', " "));
        for document in serde_yaml::Deserializer::from_str(text) {
            let mut document = Value::deserialize(document).unwrap();
            let first = document.as_mapping().unwrap().keys().next().unwrap().as_str().unwrap().to_owned();
            attacker.walk(&mut document, &first);
            // Signs that end a line for a script, not for YAML, are written as they are in JSON.
            let json = serde_json::to_string(&document).unwrap();
            let _ = writeln!(written, "---\n# {}\n{json}", attacker.attack().replace('\n', " "));
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        out.insert(format!("{folder}/{number} \"><img src=x onerror=hit({number})>{{{{7*7}}}} #'&?.yaml"), written);
    }
    out
}

/// Ids and keys of a repository: a reference that is replaced leads nowhere.
fn ids(texts: &Texts) -> BTreeSet<String> {
    let loaded = read(texts);
    let mut ids: BTreeSet<String> = loaded.repository.agencies.iter().map(|agency| agency.id.clone()).collect();
    for component in &loaded.repository.components {
        ids.extend([component.id().to_owned(), component.key.to_string()]);
    }
    ids
}

struct Attacker<'a> {
    kept: &'a BTreeSet<String>,
    names: &'a BTreeSet<String>,
    wild: bool,
    count: usize,
}

impl Attacker<'_> {
    fn attack(&mut self) -> String {
        self.count += 1;
        ATTACKS[self.count % ATTACKS.len()].replace('#', &self.count.to_string())
    }

    fn walk(&mut self, value: &mut Value, path: &str) {
        match value {
            Value::String(text) => {
                // Most references stay, so that there is something to draw; some are attacked, to be named in findings.
                let refers = self.names.contains(text.as_str()) && !self.count.is_multiple_of(11);
                self.count += usize::from(refers);
                let structure = ["kind", "layer", "level"].contains(&path.rsplit('.').next().unwrap());
                let keep = if self.wild { (refers || structure) && !self.count.is_multiple_of(5) } else { refers };
                if !keep && !self.kept.contains(path) {
                    *text = self.attack();
                }
            }
            Value::Sequence(items) => items.iter_mut().for_each(|item| self.walk(item, path)),
            Value::Mapping(members) => {
                for (key, value) in members.iter_mut() {
                    let path = format!("{path}.{}", key.as_str().unwrap_or_default());
                    self.walk(value, &path);
                }
            }
            _ => {}
        }
    }
}

/// Tags that our templates and pictures write, and what Markdown may become.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "desc",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "meter",
    "nav",
    "ol",
    "p",
    "path",
    "pre",
    "progress",
    "q",
    "rect",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tspan",
    "ul",
    "var",
    "wbr",
];

fn harm(pages: &Pages) -> Vec<String> {
    let mut harm = Vec::new();
    for (path, text) in html(pages) {
        for tag in tags(text) {
            let mut say = |what: &str| harm.push(format!("{path}: <{}> {what}", tag.name));
            if !TAGS.contains(&tag.name) {
                say("is no tag of ours");
            }
            if tag.name == "script"
                && !tag.get("src").is_some_and(|src| src.trim_start_matches("../").starts_with("assets/"))
            {
                say("is no script of ours");
            }
            if tag.name == "img" && tag.get("src").is_some_and(|src| src.contains(':') || src.starts_with("//")) {
                say("asks somebody else");
            }
            for (name, value) in &tag.attributes {
                if name.to_ascii_lowercase().starts_with("on")
                    || ["style", "srcdoc", "formaction", "xlink:href"].contains(name)
                {
                    say(&format!("has {name}"));
                }
                let scheme =
                    value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
                let scheme = scheme.map(|scheme| scheme.trim().to_ascii_lowercase());
                let leads = ["href", "src", "cite", "action"].contains(name);
                if leads && scheme.is_some_and(|scheme| !["http", "https", "mailto"].contains(&scheme.as_str())) {
                    say(&format!("leads to {value}"));
                }
            }
        }
        if !text.contains("{{ 7*7 }}") && text.contains(">49<") {
            harm.push(format!("{path}: a template was run"));
        }
    }
    for (path, bytes) in pages.iter().filter(|(path, _)| path.rsplit('.').next() == Some("js")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let index = path.starts_with("assets/search/");
        if index && (text.contains('<') || text.contains('\u{2028}') || text.lines().count() != 1) {
            harm.push(format!("{path}: breaks out of the index"));
        }
    }
    for (path, bytes) in pages {
        let turned = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if std::str::from_utf8(bytes).is_ok_and(|text| text.contains(turned)) {
            harm.push(format!("{path}: letters that turn the words after them"));
        }
    }
    for path in pages.keys() {
        if path.contains(['<', '>', '"', '\'', '\\', ':', '?', '*', ' '])
            || path.split('/').any(|part| part.starts_with('.'))
        {
            harm.push(format!("{path}: no name for a file"));
        }
    }
    harm.truncate(20);
    harm
}

#[test]
fn no_attack_becomes_markup() {
    assert_eq!(harm(&READABLE), Vec::<String>::new());
    assert_eq!(harm(&WILD), Vec::<String>::new());
}

#[test]
fn the_attacks_are_on_the_pages() {
    let shown = |pages: &Pages| {
        let all: String = pages.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        let numbers: BTreeSet<&str> = all
            .split("hit(")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .filter(|number| number.parse::<u32>().is_ok())
            .collect();
        numbers.len()
    };
    assert!(shown(&READABLE) > 100, "{}", shown(&READABLE));
    assert!(shown(&WILD) > 100, "{}", shown(&WILD));
}

#[test]
fn harm_is_seen() {
    let page = |text: &str| Pages::from([("a.html".to_owned(), text.as_bytes().to_vec())]);
    for bad in [
        "<script>x</script>",
        "<b onclick=\"x\">",
        "<a href=\"javascript:x\">",
        "<a href=\" JAVASCRIPT:x\">",
        "<iframe></iframe>",
        "<p style=\"x\">",
        "<script src=\"https://evil.example/assets/\"></script>",
    ] {
        assert!(!harm(&page(bad)).is_empty(), "{bad}");
    }
    assert!(harm(&page("<p title=\"&quot; onclick=&quot;x\">&lt;script&gt;</p>")).is_empty());
}
