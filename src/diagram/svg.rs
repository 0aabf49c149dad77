//! Writes a picture as SVG: inside a page, or as a file of its own.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::letters::{Weight, width};
use super::palette::{file_css, stroke_class, tone_class};
use super::picture::{Anchor, Caption, Card, Frame, Line, Link, Meaning, Picture, Point, Rect, Sign, float};
use crate::view::Target;

/// Room around a picture.
const MARGIN: f32 = 12.0;
/// Radius of the corners of lines and boxes.
const ROUND: f32 = 6.0;

/// Where the bytes will stand.
#[derive(Clone, Copy)]
pub enum Place<'h> {
    /// A file of its own, with its colours inside and words that keep their width whatever font draws them.
    File,
    /// Inside a page that has the style sheet; what names lead to is asked of the page.
    Page(&'h dyn Fn(&Target) -> Option<String>),
}

/// A picture as SVG.
#[must_use]
pub fn svg(picture: &Picture, place: Place<'_>) -> String {
    let mut writer = Writer { out: String::with_capacity(16 * 1024), place };
    writer.picture(picture);
    writer.out
}

struct Writer<'h> {
    out: String,
    place: Place<'h>,
}

impl Writer<'_> {
    fn picture(&mut self, picture: &Picture) {
        let alone = matches!(self.place, Place::File);
        let title = Line::new(&picture.title, 16.0).bold();
        let head = if alone { title.height() + MARGIN } else { 0.0 };
        let inner = if alone { picture.width.max(title.width()) } else { picture.width };
        let legend = rows(&picture.legend, inner.max(280.0));
        let foot = if legend.is_empty() { 0.0 } else { 26.0 * float(legend.len()) + MARGIN };
        let widest = legend.iter().map(|row| row.iter().map(Entry::width).sum::<f32>()).fold(inner, f32::max);
        let (wide, high) = ((widest + 2.0 * MARGIN).ceil(), (head + picture.height + foot + 2.0 * MARGIN).ceil());
        let (id, lang) = (escape(&picture.id), picture.lang.code());
        let role = if alone { "img" } else { "group" };
        let _ = write!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" lang=\"{lang}\" width=\"{wide}\" height=\"{high}\" \
             viewBox=\"0 0 {wide} {high}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\">\n<title id=\"{id}-t\">{}</title>\n\
             <desc id=\"{id}-d\">{}</desc>\n",
            escape(&picture.title),
            escape(&picture.description),
        );
        if alone {
            let _ = writeln!(self.out, "<style>{}</style>", file_css());
            let _ = writeln!(self.out, "<rect class=\"paper\" width=\"{wide}\" height=\"{high}\"/>");
            self.words(Point::new(MARGIN, MARGIN), Anchor::Start, &title);
        }
        let _ = writeln!(self.out, "<g transform=\"translate({MARGIN} {})\">", number(MARGIN + head));
        for frame in &picture.frames {
            self.frame(frame);
        }
        // Lines that share their end are drawn from it, so that the dashes of what they share fall on each other.
        let end = |link: &Link| link.points.last().map(|end| (end.x.to_bits(), end.y.to_bits(), link.stroke));
        let mut ends: FxHashMap<_, usize> = FxHashMap::default();
        for link in &picture.links {
            *ends.entry(end(link)).or_default() += 1;
        }
        for link in &picture.links {
            self.link(link, ends.get(&end(link)).is_some_and(|&count| count > 1));
        }
        for (index, card) in picture.cards.iter().enumerate() {
            self.card(index, card);
        }
        for caption in &picture.captions {
            self.caption(caption);
        }
        self.out.push_str("</g>\n");
        self.legend(&legend, MARGIN + head + picture.height + MARGIN);
        self.out.push_str("</svg>\n");
    }

    fn frame(&mut self, frame: &Frame) {
        let _ = write!(self.out, "<g class=\"t-{}\">", tone_class(frame.tone));
        self.rect(&frame.rect, ROUND);
        let open = self.open(frame.target.as_ref(), None);
        if frame.upright {
            let centre = frame.rect.centre();
            let high: f32 = frame.title.iter().map(Line::height).sum();
            let mut x = centre.x - high / 2.0;
            for line in &frame.title {
                self.turned(Point::new(x + line.size * 1.07, centre.y), Anchor::Middle, line);
                x += line.height();
            }
        } else {
            let mut y = frame.rect.y + 5.0;
            for line in &frame.title {
                self.words(Point::new(frame.rect.x + 9.0, y), Anchor::Start, line);
                y += line.height();
            }
        }
        self.close(open);
        self.out.push_str("</g>\n");
    }

    fn card(&mut self, index: usize, card: &Card) {
        let focus = if card.focus { " focus" } else { "" };
        let open = self.open(card.target.as_ref(), Some(&card.name()));
        let _ = write!(self.out, "<g class=\"card t-{}{focus}\" data-n=\"{index}\">", tone_class(card.tone));
        if !card.tip.is_empty() {
            let _ = write!(self.out, "<title>{}</title>", escape(&card.tip));
        }
        self.rect(&card.rect, 4.0);
        let high: f32 = card.lines.iter().map(Line::height).sum();
        let mut y = card.rect.y + (card.rect.height - high) / 2.0;
        for line in &card.lines {
            self.words(Point::new(card.rect.centre().x, y), Anchor::Middle, line);
            // Lines of one name: words of two lines are not one word to who reads the text.
            self.out.push_str(if open { "\n" } else { "" });
            y += line.height();
        }
        self.out.push_str("</g>");
        self.close(open);
        self.out.push('\n');
    }

    fn link(&mut self, link: &Link, from_end: bool) {
        let mut points = link.points.clone();
        if from_end {
            points.reverse();
        }
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let class = stroke_class(link.stroke);
        self.out.push_str("<g class=\"link\"");
        if let Some((from, to)) = link.ends {
            let _ = write!(self.out, " data-a=\"{from}\" data-b=\"{to}\"");
        }
        self.out.push('>');
        if !link.tip.is_empty() {
            let _ = write!(self.out, "<title>{}</title>", escape(&link.tip));
        }
        let _ = write!(self.out, "<path class=\"s k-{class}\" d=\"M{} {}", number(first.x), number(first.y));
        for three in points.windows(3) {
            self.corner(three[0], three[1], three[2]);
        }
        let _ = write!(self.out, "L{} {}\"/>", number(last.x), number(last.y));
        if let (true, [.., before, tip]) = (link.arrow, link.points.as_slice()) {
            self.arrow(*before, *tip, class);
        }
        self.out.push_str("</g>\n");
    }

    /// A rounded corner at `b` on the way from `a` to `c`.
    fn corner(&mut self, a: Point, b: Point, c: Point) {
        let reach = |other: Point| {
            let (dx, dy) = (other.x - b.x, other.y - b.y);
            let length = dx.hypot(dy).max(0.01);
            let part = (ROUND / length).min(0.5);
            Point::new(b.x + dx * part, b.y + dy * part)
        };
        let (before, after) = (reach(a), reach(c));
        let _ = write!(
            self.out,
            "L{} {}Q{} {} {} {}",
            number(before.x),
            number(before.y),
            number(b.x),
            number(b.y),
            number(after.x),
            number(after.y)
        );
    }

    /// Drawn as a shape, not as a marker: markers are named by an id, and ids of two pictures on a page would meet.
    fn arrow(&mut self, before: Point, tip: Point, class: &str) {
        let (dx, dy) = (tip.x - before.x, tip.y - before.y);
        let length = dx.hypot(dy).max(0.01);
        let (ux, uy) = (dx / length, dy / length);
        let base = Point::new(tip.x - ux * 8.0, tip.y - uy * 8.0);
        let _ = write!(
            self.out,
            "<path class=\"a-{class}\" d=\"M{} {}L{} {}L{} {}Z\"/>",
            number(tip.x),
            number(tip.y),
            number(base.x - uy * 4.0),
            number(base.y + ux * 4.0),
            number(base.x + uy * 4.0),
            number(base.y - ux * 4.0)
        );
    }

    fn caption(&mut self, caption: &Caption) {
        let open = self.open(caption.target.as_ref(), None);
        if caption.upright {
            let at = Point::new(caption.at.x + caption.line.size * 0.36, caption.at.y);
            self.turned(at, caption.anchor, &caption.line);
        } else {
            let top = caption.at.y - caption.line.height() / 2.0;
            self.words(Point::new(caption.at.x, top), caption.anchor, &caption.line);
        }
        self.close(open);
        self.out.push('\n');
    }

    fn legend(&mut self, rows: &[Vec<Entry<'_>>], mut top: f32) {
        for row in rows {
            let mut x = MARGIN;
            for entry in row {
                self.sign(entry.0.sign, x, top);
                self.words(Point::new(x + 38.0, top + 1.0), Anchor::Start, &entry.line());
                x += entry.width();
            }
            top += 26.0;
        }
    }

    fn sign(&mut self, sign: Sign, x: f32, top: f32) {
        match sign {
            Sign::Box(tone) => {
                let _ = write!(self.out, "<g class=\"t-{}\">", tone_class(tone));
                self.rect(&Rect::new(x, top + 2.0, 30.0, 14.0), 3.0);
                self.out.push_str("</g>");
            }
            Sign::Line(stroke) => {
                let (class, y) = (stroke_class(stroke), top + 9.0);
                let _ = write!(self.out, "<path class=\"s k-{class}\" d=\"M{} {y}H{}\"/>", number(x), number(x + 30.0));
            }
        }
    }

    fn rect(&mut self, rect: &Rect, round: f32) {
        let _ = write!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{round}\"/>",
            number(rect.x),
            number(rect.y),
            number(rect.width),
            number(rect.height)
        );
    }

    /// Words whose top is at a point.
    fn words(&mut self, at: Point, anchor: Anchor, line: &Line) {
        let (x, y) = (number(at.x), number(at.y + line.size * 1.07));
        self.text(&format!("x=\"{x}\" y=\"{y}\""), anchor, line);
    }

    /// Words that are read from below, their baseline through a point.
    fn turned(&mut self, at: Point, anchor: Anchor, line: &Line) {
        let (x, y) = (number(at.x), number(at.y));
        self.text(&format!("transform=\"translate({x} {y}) rotate(-90)\""), anchor, line);
    }

    fn text(&mut self, place: &str, anchor: Anchor, line: &Line) {
        let mut class = match anchor {
            Anchor::Start => String::new(),
            Anchor::Middle => "m".to_owned(),
            Anchor::End => "e".to_owned(),
        };
        for (set, name) in [(line.bold, "b"), (line.quiet, "q")] {
            if set {
                class.push_str(if class.is_empty() { "" } else { " " });
                class.push_str(name);
            }
        }
        let class = if class.is_empty() { class } else { format!(" class=\"{class}\"") };
        let size = number(line.size);
        // In a file the reader's own font draws the words: they keep the width that was measured.
        let kept = match self.place {
            Place::File if !line.text.is_empty() => {
                let weight = if line.bold { Weight::Bold } else { Weight::Regular };
                let wide = number(width(&line.text, line.size, weight));
                format!(" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\"")
            }
            _ => String::new(),
        };
        let _ = write!(self.out, "<text {place}{class} font-size=\"{size}\"{kept}>{}</text>", escape(&line.text));
    }

    fn open(&mut self, target: Option<&Target>, name: Option<&str>) -> bool {
        let Place::Page(href) = self.place else { return false };
        let Some(href) = target.and_then(href) else { return false };
        let _ = write!(self.out, "<a href=\"{}\"", escape(&href));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            let _ = write!(self.out, " aria-label=\"{}\"", escape(name));
        }
        self.out.push('>');
        true
    }

    fn close(&mut self, open: bool) {
        if open {
            self.out.push_str("</a>");
        }
    }
}

/// An entry of the legend with its width.
struct Entry<'m>(&'m Meaning);

impl Entry<'_> {
    fn line(&self) -> Line {
        Line::new(&self.0.says, 12.0)
    }

    fn width(&self) -> f32 {
        38.0 + self.line().width() + 22.0
    }
}

fn rows(legend: &[Meaning], width: f32) -> Vec<Vec<Entry<'_>>> {
    let mut rows: Vec<Vec<Entry<'_>>> = Vec::new();
    let mut used = f32::INFINITY;
    for entry in legend.iter().map(Entry) {
        if used + entry.width() > width {
            rows.push(Vec::new());
            used = 0.0;
        }
        used += entry.width();
        if let Some(row) = rows.last_mut() {
            row.push(entry);
        }
    }
    rows
}

/// A number with at most two places: the same bytes everywhere, and no more of them than the eye needs.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as XML takes it; signs that XML forbids are left out.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // What XML forbids, and what turns the words after it.
            '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
