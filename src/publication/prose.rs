//! Markdown that strangers wrote -> HTML that is safe on a page. Descriptions come from any agency, so nothing in
//! them is trusted: HTML in the source is shown as the letters it is, and what Markdown makes of the rest is cleaned
//! to a short list of elements before it reaches a page.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::Lang;

/// Letters of one text that are shown; what is past them stands in the file alone.
const LONGEST: usize = 40_000;

/// How deep lists and quotes may lie in each other; what is deeper is shown flat.
const DEEPEST: usize = 16;

/// How far the headings of a description go down: those of the page come first.
const BELOW_THE_PAGE: usize = 2;

/// A description as HTML: headings below those of the page, links out of the site or to a mark of the same page.
#[must_use]
pub fn html(source: &str, lang: Lang) -> String {
    plain(source).unwrap_or_else(|| render(source, lang, BELOW_THE_PAGE, &|_| None))
}

/// A page of ours as HTML, cleaned like any other text, its headings `shift` levels down. `leads` says where a word
/// in code leads, such as the name of another rule: a name of a file beside the page.
#[must_use]
pub fn page(source: &str, lang: Lang, shift: usize, leads: &dyn Fn(&str) -> Option<String>) -> String {
    render(source, lang, shift, leads)
}

/// The one line of words that most descriptions are, with nothing that Markdown gives a meaning to.
fn plain(source: &str) -> Option<String> {
    let text = source.trim();
    let meaning = |letter: char| {
        letter.is_control() || is_trick(letter) || "*_`[]<>#!\\|~&\"'=+-\u{a0}".contains(letter) || letter == ':'
    };
    let numbered = text.starts_with(|first: char| first.is_ascii_digit());
    if text.is_empty() || text.len() > 2_000 || numbered || text.contains(meaning) {
        return None;
    }
    Some(format!("<p>{text}</p>\n"))
}

/// Signs that are not seen and change how the rest is read: overrides of direction, invisible marks, control
/// characters. A line break of any sort is one.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter: char| is_trick(letter) || (letter.is_control() && letter != '\n' && letter != '\t')) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|letter| match letter {
        '\n' | '\t' => Some(letter),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        _ if letter.is_control() || is_trick(letter) => None,
        _ => Some(letter),
    });
    Cow::Owned(kept.collect())
}

const fn is_trick(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'
            ..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

fn render(source: &str, lang: Lang, shift: usize, leads: &dyn Fn(&str) -> Option<String>) -> String {
    let source = visible(source);
    let (shown, left) = cut(&source);
    let mut raw = String::with_capacity(shown.len() * 3 / 2);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    pulldown_cmark::html::push_html(&mut raw, tame(Parser::new_ext(shown, options), shift, leads).into_iter());
    let clean = CLEANER.clean(&raw).to_string();
    // Only elements that the cleaner let through begin with `<` here: of text, every `<` is written `&lt;`.
    let label = lang.pick("Bảng", "Table");
    let open = format!("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>");
    let mut clean = clean
        .replace("<table>", &open)
        .replace("</table>", "</table></div>")
        .replace("<pre>", "<pre tabindex=\"0\">")
        .replace("<th></th>", "<td></td>");
    if left > 0 {
        let says = match lang {
            Lang::Vi => format!("Còn {left} ký tự không hiển thị ở đây; xem trong tệp nguồn."),
            Lang::En => format!("{left} more characters are not shown here; see the source file."),
        };
        clean.extend(["<p>", &says, "</p>\n"]);
    }
    clean
}

/// The part of a text that is shown, and how many letters are left.
fn cut(source: &str) -> (&str, usize) {
    match source.char_indices().nth(LONGEST) {
        Some((at, _)) => (&source[..at], source[at..].chars().count()),
        None => (source, 0),
    }
}

/// The events of a text with what is not wanted made into words: raw HTML, images, what lies too deep.
fn tame<'s>(parser: Parser<'s>, shift: usize, leads: &dyn Fn(&str) -> Option<String>) -> Vec<Event<'s>> {
    let mut events = Vec::new();
    // Of each open element, whether it is written.
    let mut open: Vec<bool> = Vec::new();
    let mut linked = 0_usize;
    for event in parser {
        match event {
            Event::Start(tag) => {
                linked += usize::from(matches!(tag, Tag::Link { .. }));
                let tag = if open.len() < DEEPEST { begin(tag, shift) } else { None };
                open.push(tag.is_some());
                events.extend(tag.map(Event::Start));
            }
            Event::End(tag) => {
                linked -= usize::from(matches!(tag, TagEnd::Link));
                if open.pop().unwrap_or(false) {
                    events.push(Event::End(end(tag, shift)));
                } else {
                    events.push(Event::SoftBreak);
                }
            }
            Event::Html(words) | Event::InlineHtml(words) => events.push(Event::Text(words)),
            Event::Code(word) => match leads(&word).filter(|_| linked == 0) {
                Some(file) => events.extend(link(file, word)),
                None => events.push(Event::Code(word)),
            },
            Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => events.push(event),
            _ => {}
        }
    }
    events
}

fn link(file: String, word: CowStr<'_>) -> [Event<'_>; 3] {
    let tag = Tag::Link { link_type: LinkType::Inline, dest_url: file.into(), title: "".into(), id: "".into() };
    [Event::Start(tag), Event::Code(word), Event::End(TagEnd::Link)]
}

fn begin(tag: Tag<'_>, shift: usize) -> Option<Tag<'_>> {
    Some(match tag {
        Tag::Heading { level, .. } => {
            Tag::Heading { level: down(level, shift), id: None, classes: Vec::new(), attrs: Vec::new() }
        }
        Tag::HtmlBlock => Tag::Paragraph,
        Tag::CodeBlock(_) => Tag::CodeBlock(CodeBlockKind::Indented),
        Tag::Table(columns) => Tag::Table(vec![pulldown_cmark::Alignment::None; columns.len()]),
        Tag::Paragraph
        | Tag::BlockQuote(_)
        | Tag::List(_)
        | Tag::Item
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Link { .. } => tag,
        // Of an image the words stay, and nothing is fetched.
        _ => return None,
    })
}

const fn end(tag: TagEnd, shift: usize) -> TagEnd {
    match tag {
        TagEnd::Heading(level) => TagEnd::Heading(down(level, shift)),
        TagEnd::HtmlBlock => TagEnd::Paragraph,
        other => other,
    }
}

const fn down(level: HeadingLevel, shift: usize) -> HeadingLevel {
    match level as usize + shift {
        0 | 1 => HeadingLevel::H1,
        2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// Elements that a text may have. `href` and the number a list begins with are its only attributes.
const ELEMENTS: [&str; 24] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().chain(["ul"]).collect())
        .clean_content_tags(["script", "style"].into())
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .generic_attributes([].into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Custom(Box::new(Beside)))
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true);
    builder
});

/// Of links that name no scheme only a mark of the same page or a page beside it is kept.
struct Beside;

impl UrlRelativeEvaluate<'_> for Beside {
    fn evaluate<'u>(&self, url: &'u str) -> Option<Cow<'u, str>> {
        let fine = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        let (page, mark) = url.split_once('#').unwrap_or((url, ""));
        let beside = page.strip_suffix(".html").is_some_and(|name| !name.is_empty() && name.chars().all(fine));
        ((page.is_empty() || beside) && mark.chars().all(fine) && !url.is_empty()).then_some(Cow::Borrowed(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vi(source: &str) -> String {
        html(source, Lang::Vi)
    }

    #[test]
    fn markdown_is_rendered_below_the_page() {
        insta::assert_snapshot!(vi(
            "# Đầu mục\n\nCó **đậm**, *nghiêng*, ~~bỏ~~ và `mã`.\n\n1. một\n2. hai\n   - ba\n\n\
             > trích\n\n| Cột | Số |\n|---|--:|\n| a | 1 |\n\n```yaml\na: <b>\n```\n\
             [cổng](https://chinhphu.vn/a?b=1&c=2) [thư](mailto:a@example.vn) [mục](#muc) ![ảnh](https://x.vn/a.png)"
        ), @r##"
        <h3>Đầu mục</h3>
        <p>Có <strong>đậm</strong>, <em>nghiêng</em>, <del>bỏ</del> và <code>mã</code>.</p>
        <ol>
        <li>một</li>
        <li>hai
        <ul>
        <li>ba</li>
        </ul>
        </li>
        </ol>
        <blockquote>
        <p>trích</p>
        </blockquote>
        <div class="scroll" tabindex="0" role="region" aria-label="Bảng"><table><thead><tr><th>Cột</th><th>Số</th></tr></thead><tbody>
        <tr><td>a</td><td>1</td></tr>
        </tbody></table></div>
        <pre tabindex="0"><code>a: &lt;b&gt;
        </code></pre>
        <p><a href="https://chinhphu.vn/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">cổng</a> <a href="mailto:a@example.vn" rel="noopener noreferrer nofollow">thư</a> <a href="#muc" rel="noopener noreferrer nofollow">mục</a> ảnh
        </p>
        "##);
    }

    /// Every way that we know of to make a text do something. A crafted list, not all there is: the cleaner's own
    /// allow list is what keeps the rest out.
    const ATTACKS: [&str; 44] = [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x.vn/a.js></SCRIPT>",
        "a <img src=x onerror=alert(1)> b",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<style>body{background:url(javascript:alert(1))}</style>",
        "<p style=\"width:expression(alert(1))\">a</p>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
        "<base href=\"//x.vn/\">",
        "<meta http-equiv=refresh content=\"0;url=//x.vn\">",
        "<form action=//x.vn><input name=a autofocus onfocus=alert(1)></form>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<details open ontoggle=alert(1)>",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<!-- --><script>alert(1)</script><!-- -->",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version=\"1.0\"?><script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script\u{0}>alert(1)</script>",
        "</p></div></main><script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](javascript&#58;alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](&#x6A;avascript:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](<java\u{1}script:alert(1)>)",
        "[a](\u{1}javascript:alert(1))",
        "[a]( javascript:alert(1) \"t\")",
        "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[a](vbscript:msgbox(1))",
        "[a](file:///etc/passwd)",
        "[a](//x.vn)",
        "[a](../../../etc/passwd)",
        "[a]: javascript:alert(1)\n\n[a]",
        "<javascript:alert(1)>",
        "![a](javascript:alert(1))",
        "[![a](x onerror=alert(1))](javascript:alert(1))",
        "[a](https://x.vn/\"onmouseover=alert(1) b)",
        "`<script>alert(1)</script>` \u{202e}gnp.exe &lt;script&gt;alert(1)&lt;/script&gt;",
    ];

    /// What is in the tags of a text: names of elements and attributes, with their values.
    fn tags(html: &str) -> Vec<&str> {
        html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()).collect()
    }

    fn assert_safe(source: &str, out: &str) {
        for tag in tags(out) {
            let mut parts = tag.trim_start_matches('/').splitn(2, ' ');
            let (name, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            assert!(ELEMENTS.contains(&name) || name == "ul" || name == "div", "{source:?} -> {out}");
            let fine = rest.is_empty()
                || rest == "tabindex=\"0\""
                || rest.starts_with("class=\"scroll\"")
                || rest.starts_with("start=\"")
                || rest == "rel=\"noopener noreferrer nofollow\""
                || ["http://", "https://", "mailto:", "#"].iter().any(|way| rest.starts_with(&format!("href=\"{way}")));
            assert!(fine, "{source:?} -> {out}");
            assert!(rest.matches('"').count() % 2 == 0 && !rest.contains(" on"), "{source:?} -> {out}");
        }
        assert!(
            !out.contains(|letter: char| is_trick(letter) || (letter.is_control() && !"\n\t".contains(letter))),
            "{out:?}"
        );
    }

    #[test]
    fn no_attack_makes_an_element_or_a_link() {
        for source in ATTACKS {
            for wrapped in
                [source.to_owned(), format!("- a\n\n  {source}\n\n> {source}"), format!("| a |\n|---|\n| {source} |")]
            {
                assert_safe(&wrapped, &vi(&wrapped));
                assert_safe(&wrapped, &page(&wrapped, Lang::En, 0, &|_| None));
            }
        }
    }

    #[test]
    fn what_was_written_as_html_is_read_as_letters() {
        assert_eq!(vi("<b>đậm</b>"), "<p>&lt;b&gt;đậm&lt;/b&gt;</p>\n");
        assert_eq!(vi("<script>a()</script>").trim_end(), "<p>&lt;script&gt;a()&lt;/script&gt;</p>");
        assert_eq!(vi("a\u{202e}b\u{0}c"), "<p>abc</p>\n");
    }

    #[test]
    fn nothing_long_or_deep_holds_the_build_up() {
        let deep = [">", "- ", "[", "*", "**a ", "<", "`", "![", "|", "&", "\\", "1. "];
        for sign in deep {
            let out = vi(&sign.repeat(20_000));
            assert_safe(sign, &out);
            assert!(out.matches("<blockquote>").count() <= DEEPEST && out.matches("<ul>").count() <= DEEPEST, "{sign}");
        }
        let long = vi(&"dài ".repeat(20_000));
        assert!(
            long.ends_with("<p>Còn 40000 ký tự không hiển thị ở đây; xem trong tệp nguồn.</p>\n"),
            "{}",
            &long[long.len() - 200..]
        );
    }

    #[test]
    fn a_name_in_code_leads_to_its_page() {
        let leads = |word: &str| (word == "missing-owner").then(|| "missing-owner.html".to_owned());
        assert_eq!(
            page("# A\n`missing-owner`, `other`", Lang::Vi, 0, &leads),
            "<h1>A</h1>\n<p><a href=\"missing-owner.html\" rel=\"noopener noreferrer nofollow\"><code>missing-owner</code></a>, <code>other</code></p>\n"
        );
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_says_what_the_long_way_does(source in "[ a-zđệ0-9.,;()/\n*#>&<-]{0,24}") {
            let short = vi(&source);
            proptest::prop_assert_eq!(&short, &render(&source, Lang::Vi, BELOW_THE_PAGE, &|_| None));
            assert_safe(&source, &short);
        }

        #[test]
        fn nothing_at_all_gets_through(source in "[<>\"'&;:()\\[\\]!#/= \n`|a-cjs]{0,60}") {
            assert_safe(&source, &vi(&source));
        }
    }
}
