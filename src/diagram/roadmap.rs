//! Draws a plan on a time axis: bars in rows, years and quarters above, the day and the horizon as upright lines.

use jiff::civil::{Date, date};

use super::letters::{Weight, wrap};
use super::picture::{
    Anchor, Caption, Card, Drawing, Frame, Line, Link, Meaning, Picture, Point, Rect, Sign, Stroke, Tone, float,
};
use crate::text::Lang;
use crate::view::{Bar, Lane, Plan, Span, Stretch};

/// Width of the names and of the axis.
const LEFT: f32 = 330.0;
const AXIS: f32 = 1040.0;
const NAME: f32 = 12.0;
const NOTE: f32 = 10.5;
const EDGE: f32 = 9.0;
const INDENT: f32 = 16.0;
/// Narrowest a bar may be, so that a day is still seen.
const LEAST: f32 = 6.0;
/// Years before and after the day that an axis reaches at most.
const YEARS: i16 = 15;

/// A plan as a picture with its tables.
pub(super) fn roadmap(plan: Plan, lang: Lang) -> Drawing {
    let axis = Axis::of(&plan);
    let mut sheet = Sheet {
        picture: Picture::new(&*plan.id, lang, &*plan.title, &*plan.description),
        y: 0.0,
        axis,
        runs: Vec::new(),
        day: plan.day,
    };
    sheet.picture.width = LEFT + AXIS;
    sheet.head(&plan, lang);
    for stretch in &plan.stretches {
        sheet.stretch(stretch);
    }
    sheet.rules(&plan);
    sheet.y += 6.0;
    for text in plan.notes.iter().flat_map(|note| wrap(note, LEFT + AXIS, NAME, Weight::Regular, 6)) {
        let line = Line::new(text, NAME).quiet();
        sheet.y += line.height();
        sheet.words(Point::new(0.0, sheet.y - line.height() / 2.0), Anchor::Start, line);
    }
    let mut picture = sheet.picture;
    picture.height = sheet.y;
    picture.legend = legend(&plan, lang);
    Drawing { picture, tables: plan.tables }
}

/// Whole years, from the first day of one to the last of another.
#[derive(Clone, Copy)]
struct Axis {
    from: i16,
    to: i16,
}

impl Axis {
    fn of(plan: &Plan) -> Self {
        let bars = plan.stretches.iter().flat_map(|stretch| &stretch.lanes).flat_map(|lane| &lane.bars);
        let years = bars.flat_map(|bar| [Some(bar.from), bar.to]).chain([plan.horizon.as_ref().map(|(date, _)| *date)]);
        let day = plan.day.year();
        let years = years.flatten().map(Date::year).filter(|year| (year - day).abs() <= YEARS);
        let (from, to) = years.fold((day - 1, day + 1), |(from, to), year| (from.min(year), to.max(year)));
        Self { from, to }
    }

    fn years(self) -> f32 {
        f32::from(self.to - self.from + 1)
    }

    /// Where a day begins; days off the axis stand at its ends.
    fn x(self, day: Date) -> f32 {
        if day.year() < self.from {
            return LEFT;
        }
        if day.year() > self.to {
            return LEFT + AXIS;
        }
        let part = f32::from(day.day_of_year() - 1) / f32::from(day.days_in_year());
        LEFT + (f32::from(day.year() - self.from) + part) / self.years() * AXIS
    }

    /// Where a day ends.
    fn after(self, day: Date) -> f32 {
        day.tomorrow().map_or(LEFT + AXIS, |next| self.x(next))
    }

    fn width(self, bar: &Bar) -> (f32, f32) {
        let (from, to) = (self.x(bar.from), bar.to.map_or(LEFT + AXIS, |to| self.after(to)));
        // A bar of a day is still seen, and never past the end of the axis.
        let from = from.min(LEFT + AXIS - LEAST);
        (from, to.max(from + LEAST).min(LEFT + AXIS))
    }
}

struct Sheet {
    picture: Picture,
    y: f32,
    axis: Axis,
    /// Where runs of rows begin and end, for the upright lines.
    runs: Vec<(f32, f32)>,
    day: Date,
}

impl Sheet {
    /// Captions of the upright lines, years, quarters where there is room.
    fn head(&mut self, plan: &Plan, lang: Lang) {
        let mut ends: Vec<(f32, f32)> = Vec::new();
        for (day, says) in
            [Some((plan.day, &plan.today)), plan.horizon.as_ref().map(|(day, says)| (*day, says))].into_iter().flatten()
        {
            let line = Line::new(&**says, NAME).bold();
            let half = line.width() / 2.0;
            let x = self.axis.x(day).clamp(LEFT + half, LEFT + AXIS - half);
            let row = ends.iter().filter(|(from, to)| x - half < to + 8.0 && *from < x + half + 8.0).count();
            let at = Point::new(x, 9.0 + 18.0 * float(row));
            ends.push((x - half, x + half));
            self.y = self.y.max(at.y + 10.0);
            self.words(at, Anchor::Middle, line);
        }
        let year_wide = AXIS / self.axis.years();
        for year in self.axis.from..=self.axis.to {
            let x = self.axis.x(date(year, 1, 1));
            let rect = Rect::new(x, self.y, year_wide, 24.0);
            let lines = vec![Line::new(year.to_string(), NAME).bold()];
            self.card(rect, lines, Tone::Ground, String::new(), None);
        }
        self.y += 24.0;
        if year_wide >= 110.0 {
            for year in self.axis.from..=self.axis.to {
                for (quarter, vi, en) in [(1, "I", "Q1"), (4, "II", "Q2"), (7, "III", "Q3"), (10, "IV", "Q4")] {
                    let (x, next) = (self.axis.x(date(year, quarter, 1)), self.axis.after(date(year, quarter + 2, 28)));
                    let says = lang.pick(vi, en);
                    let at = Point::new(f32::midpoint(x, next), self.y + 9.0);
                    self.words(at, Anchor::Middle, Line::new(says, NOTE).quiet());
                }
            }
            self.y += 20.0;
        }
    }

    fn stretch(&mut self, stretch: &Stretch) {
        let room = LEFT + AXIS - 2.0 * EDGE;
        let mut title: Vec<Line> = wrap(&stretch.name, room, NAME, Weight::Bold, 2)
            .into_iter()
            .map(|text| Line::new(text, NAME).bold())
            .collect();
        title.extend(
            wrap(&stretch.note, room, NOTE, Weight::Regular, 2).into_iter().map(|text| Line::new(text, NOTE).quiet()),
        );
        let high = title.iter().map(Line::height).sum::<f32>() + 10.0;
        let rect = Rect::new(0.0, self.y + 1.0, LEFT + AXIS, high - 2.0);
        self.picture.frames.push(Frame { rect, title, tone: Tone::Heat(0), upright: false, target: None });
        self.y += high;
        for lane in &stretch.lanes {
            self.lane(lane);
        }
    }

    fn lane(&mut self, lane: &Lane) {
        let inset = INDENT * f32::from(lane.depth);
        let room = LEFT - inset - 2.0 * EDGE;
        let name = if lane.note.is_empty() { lane.name.clone() } else { format!("{} ({})", lane.name, lane.note) };
        let weight = if lane.strong { Weight::Bold } else { Weight::Regular };
        let title = wrap(&name, room, NAME, weight, 4).into_iter().map(|text| Line::new(text, NAME));
        let title: Vec<Line> = if lane.strong { title.map(Line::bold).collect() } else { title.collect() };
        let high = if lane.strong { 22.0 } else { 18.0 };
        let spans = if lane.strong { self.apart(&lane.bars) } else { self.chained(&lane.bars) };
        let tracks = if lane.strong { tracks(&lane.bars, &spans) } else { vec![0; lane.bars.len()] };
        let used = tracks.iter().copied().max().map_or(1.0, |last| float(last) + 1.0) * (high + 4.0) + 4.0;
        let total = used.max(title.iter().map(Line::height).sum::<f32>() + 10.0);
        let rect = Rect::new(inset, self.y + 1.0, LEFT - inset - 4.0, total - 2.0);
        self.picture.frames.push(Frame {
            rect,
            title,
            tone: Tone::Ground,
            upright: false,
            target: lane.target.clone(),
        });
        let top = self.y + (total - used) / 2.0 + 4.0;
        for (index, (bar, &track)) in lane.bars.iter().zip(&tracks).enumerate() {
            let later = spans.iter().zip(&tracks).filter(|(span, of)| **of == track && span.0 > spans[index].0);
            let next = later.map(|(span, _)| span.0).fold(LEFT + AXIS, f32::min);
            self.bar(bar, spans[index], (top + float(track) * (high + 4.0), high), next);
        }
        if !lane.missing.is_empty() {
            let at = Point::new(LEFT + 8.0, self.y + total / 2.0);
            self.words(at, Anchor::Start, Line::new(&*lane.missing, NAME).quiet());
        }
        match self.runs.last_mut() {
            Some((_, end)) if (*end - self.y).abs() < 0.1 => *end += total,
            _ => self.runs.push((self.y, self.y + total)),
        }
        self.y += total;
        self.rule(Point::new(LEFT, self.y), Point::new(LEFT + AXIS, self.y), Stroke::Grid);
    }

    /// Where bars that may lie side by side begin and end.
    fn apart(&self, bars: &[Bar]) -> Vec<(f32, f32)> {
        bars.iter().map(|bar| self.axis.width(bar)).collect()
    }

    /// Where bars that follow each other begin and end: each ends where the next begins, and all can be seen.
    fn chained(&self, bars: &[Bar]) -> Vec<(f32, f32)> {
        let mut spans = self.apart(bars);
        let mut limit = LEFT + AXIS;
        for (from, to) in spans.iter_mut().rev() {
            *from = from.min(limit - LEAST);
            *to = to.min(limit);
            limit = *from;
        }
        let mut start = LEFT;
        for (from, to) in &mut spans {
            *from = from.max(start);
            *to = to.max(*from + LEAST);
            start = *to;
        }
        spans
    }

    /// A bar with its words on it, or beside it where there is room until the next.
    fn bar(&mut self, bar: &Bar, (from, to): (f32, f32), (y, high): (f32, f32), next: f32) {
        let whole = Line::new(&*bar.says, NOTE);
        let fits = whole.width() <= to - from - 10.0;
        // Words beside a bar keep clear of the line of the day.
        let day = self.axis.x(self.day);
        let crosses = to + 6.0 < day + 6.0 && day < to + 12.0 + whole.width();
        let at = if crosses { day + 6.0 } else { to + 6.0 };
        let beside = !fits && at + 6.0 + whole.width() <= next;
        let lines = match (fits, beside) {
            (true, _) => vec![whole.clone()],
            (false, false) if to - from > 40.0 => wrap(&bar.says, to - from - 10.0, NOTE, Weight::Regular, 1)
                .into_iter()
                .map(|text| Line::new(text, NOTE))
                .collect(),
            _ => Vec::new(),
        };
        self.card(Rect::new(from, y, to - from, high), lines, tone(bar.span), bar.tip.clone(), bar.target.clone());
        if beside {
            self.words(Point::new(at, y + high / 2.0), Anchor::Start, whole);
        }
    }

    /// Upright lines beside the rows: years, the day, the horizon. No name of a group is crossed.
    fn rules(&mut self, plan: &Plan) {
        for (from, to) in std::mem::take(&mut self.runs) {
            for year in self.axis.from..=self.axis.to + 1 {
                let x = if year > self.axis.to { LEFT + AXIS } else { self.axis.x(date(year, 1, 1)) };
                self.rule(Point::new(x, from), Point::new(x, to), Stroke::Grid);
            }
            self.broken(self.axis.x(plan.day), (from, to), Stroke::Spine);
            if let Some((horizon, _)) = plan.horizon {
                self.broken(self.axis.after(horizon), (from, to), Stroke::Dependency);
            }
        }
    }

    /// An upright line that lets bars and words through.
    fn broken(&mut self, x: f32, (from, to): (f32, f32), stroke: Stroke) {
        let bars = self.picture.cards.iter().map(|card| card.rect);
        let words = self.picture.captions.iter().map(|caption| {
            let (wide, high) = (caption.line.width(), caption.line.height());
            let back = if caption.anchor == Anchor::Start { 0.0 } else { wide / 2.0 };
            Rect::new(caption.at.x - back, caption.at.y - high / 2.0, wide, high)
        });
        let on = bars.chain(words).filter(|rect| rect.x < x && x < rect.right());
        let mut on: Vec<(f32, f32)> =
            on.map(|rect| (rect.y, rect.bottom())).filter(|&(top, bottom)| top < to && from < bottom).collect();
        on.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut y = from;
        for (top, bottom) in on {
            if top > y {
                self.rule(Point::new(x, y), Point::new(x, top), stroke);
            }
            y = y.max(bottom);
        }
        if to > y {
            self.rule(Point::new(x, y), Point::new(x, to), stroke);
        }
    }

    fn rule(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.picture.links.push(Link { points: vec![from, to], stroke, arrow: false, tip: String::new(), ends: None });
    }

    fn card(&mut self, rect: Rect, lines: Vec<Line>, tone: Tone, tip: String, target: Option<crate::view::Target>) {
        self.picture.cards.push(Card { rect, lines, tone, focus: false, tip, target });
    }

    fn words(&mut self, at: Point, anchor: Anchor, line: Line) {
        self.picture.captions.push(Caption { at, anchor, line, upright: false, target: None });
    }
}

/// For each bar the first track that is free where it begins; counts have the first for themselves.
fn tracks(bars: &[Bar], spans: &[(f32, f32)]) -> Vec<usize> {
    let counted = bars.iter().any(|bar| bar.span == Span::Arrivals);
    let mut order: Vec<usize> = (0..bars.len()).filter(|&index| bars[index].span != Span::Arrivals).collect();
    order.sort_by(|&one, &other| spans[one].0.total_cmp(&spans[other].0));
    let mut ends: Vec<f32> = Vec::new();
    let mut tracks = vec![0; bars.len()];
    for index in order {
        let (from, to) = spans[index];
        let track = ends.iter().position(|&end| end <= from + 0.1).unwrap_or(ends.len());
        if track == ends.len() {
            ends.push(to);
        }
        ends[track] = to;
        tracks[index] = track + usize::from(counted);
    }
    tracks
}

const fn tone(span: Span) -> Tone {
    match span {
        Span::Past => Tone::Heat(0),
        Span::Running => Tone::Heat(2),
        Span::Coming | Span::Planned => Tone::Planned,
        Span::Building => Tone::Heat(1),
        Span::Operating | Span::Arrivals => Tone::Good,
        Span::Retiring => Tone::Retired,
    }
}

fn legend(plan: &Plan, lang: Lang) -> Vec<Meaning> {
    let bars = || plan.stretches.iter().flat_map(|stretch| &stretch.lanes).flat_map(|lane| &lane.bars);
    let all = [
        (Span::Past, lang.pick("gói công việc đã hết hạn", "work package past its term")),
        (Span::Running, lang.pick("gói công việc đang trong hạn", "work package within its term")),
        (Span::Coming, lang.pick("gói công việc chưa bắt đầu", "work package to come")),
        (Span::Planned, lang.pick("thành phần trong kế hoạch", "component planned")),
        (Span::Building, lang.pick("thành phần đang xây dựng", "component being built")),
        (Span::Operating, lang.pick("thành phần vận hành", "component in operation")),
        (Span::Retiring, lang.pick("thành phần đang thay thế", "component being retired")),
        (
            Span::Arrivals,
            lang.pick("+n: n thành phần vào vận hành trong năm", "+n: n components come into operation that year"),
        ),
    ];
    let there = all.into_iter().filter(|(span, _)| bars().any(|bar| bar.span == *span));
    let mut legend: Vec<Meaning> =
        there.map(|(span, says)| Meaning { sign: Sign::Box(tone(span)), says: says.to_owned() }).collect();
    legend.push(Meaning {
        sign: Sign::Line(Stroke::Spine),
        says: lang.pick("ngày xét", "day of the picture").to_owned(),
    });
    if plan.horizon.is_some() {
        let says = lang.pick("hết giai đoạn kiến trúc", "end of the period of the architecture").to_owned();
        legend.push(Meaning { sign: Sign::Line(Stroke::Dependency), says });
    }
    legend
}
