//! Draws a matrix: heads, bands of rows, and boxes where a cell has something to say.

use super::letters::{Weight, wrap};
use super::picture::{
    Anchor, Caption, Card, Drawing, Frame, Line, Link, Meaning, Picture, Point, Rect, Sign, Stroke, Tone, float,
};
use crate::text::Lang;
use crate::view::{Breadth, Head, Mark, Matrix, Row, Sense, Target};

/// Letters of heads, of signs in cells and of names in cells.
const HEAD: f32 = 12.0;
const SIGN: f32 = 12.5;
const NAME: f32 = 10.5;
/// Room beside the words of a frame, as the writer keeps it.
const EDGE: f32 = 9.0;
const INDENT: f32 = 14.0;
/// Longest a turned head may be.
const TURNED: f32 = 210.0;

/// A matrix as a picture with its tables.
pub(super) fn grid(matrix: Matrix, lang: Lang) -> Drawing {
    let mut drawn = Grid::new(&matrix, lang);
    drawn.heads(&matrix);
    for band in &matrix.bands {
        drawn.band_head(&band.head);
        for row in &band.rows {
            drawn.row(row);
        }
        drawn.foot(&band.foot);
    }
    drawn.rules();
    for note in &matrix.notes {
        drawn.note(note);
    }
    let mut picture = drawn.picture;
    picture.height = drawn.y;
    picture.legend = matrix
        .meanings
        .iter()
        .map(|(sense, says)| Meaning { sign: Sign::Box(tone(*sense)), says: says.clone() })
        .collect();
    Drawing { picture, tables: matrix.tables }
}

const fn tone(sense: Sense) -> Tone {
    match sense {
        Sense::Reads => Tone::Heat(1),
        Sense::Writes => Tone::Heat(3),
        Sense::Linked | Sense::Told => Tone::Plain,
        Sense::Right => Tone::Good,
        Sense::Doubt => Tone::Warning,
        Sense::Wrong => Tone::Wrong,
        Sense::Planned => Tone::Planned,
        Sense::Own => Tone::National,
        Sense::Amount(step) => Tone::Heat(step),
    }
}

struct Grid {
    picture: Picture,
    /// Left edge of each column, and the right edge of the last.
    edges: Vec<f32>,
    /// Top of what comes next.
    y: f32,
    /// Where runs of rows begin and end, for the rules between columns.
    runs: Vec<(f32, f32)>,
    /// Widest that notes may be.
    widest: f32,
}

impl Grid {
    fn new(matrix: &Matrix, lang: Lang) -> Self {
        let heads = matrix.bands.iter().flat_map(|band| &band.rows);
        let wanted = heads.map(|row| Line::new(&*row.head.text, HEAD).width() + INDENT * f32::from(row.depth));
        let left = (wanted.fold(0.0, f32::max) + 2.0 * EDGE).clamp(150.0, 320.0);
        let mut edges = vec![left];
        for (index, head) in matrix.columns.iter().enumerate() {
            let signs = matrix.bands.iter().flat_map(|band| &band.rows).flat_map(|row| &row.cells);
            let signs = signs
                .filter(|(column, _)| *column == index)
                .map(|(_, mark)| Line::new(&*mark.sign, SIGN).bold().width());
            let need = signs.fold(0.0, f32::max) + 16.0;
            let width = match matrix.breadth {
                Breadth::Letters => {
                    need.max(float(turned(&head.text, matrix.columns.len()).len()) * 17.0 + 10.0).max(30.0)
                }
                Breadth::Words => need.clamp(132.0, 220.0),
                Breadth::Names if matrix.columns.len() < 3 => 380.0,
                Breadth::Names => 196.0,
            };
            edges.push(edges.last().copied().unwrap_or_default() + width);
        }
        let width = edges.last().copied().unwrap_or(left);
        let mut picture = Picture::new(&*matrix.id, lang, &*matrix.title, &*matrix.description);
        picture.width = width;
        Self { picture, edges, y: 0.0, runs: Vec::new(), widest: width.max(480.0) }
    }

    fn left(&self) -> f32 {
        self.edges.first().copied().unwrap_or_default()
    }

    fn right(&self) -> f32 {
        self.edges.last().copied().unwrap_or_default()
    }

    fn heads(&mut self, matrix: &Matrix) {
        let upright = matrix.breadth == Breadth::Letters;
        let titles: Vec<Vec<Line>> = matrix
            .columns
            .iter()
            .enumerate()
            .map(|(index, head)| {
                let lines = if upright {
                    turned(&head.text, matrix.columns.len())
                } else {
                    wrap(&head.text, self.edges[index + 1] - self.edges[index] - 2.0 * EDGE, HEAD, Weight::Bold, 4)
                };
                let lines = lines.into_iter().map(|text| Line::new(text, HEAD));
                if upright { lines.collect() } else { lines.map(Line::bold).collect() }
            })
            .collect();
        let long = |lines: &Vec<Line>| -> f32 {
            if upright {
                lines.iter().map(Line::width).fold(0.0, f32::max) + 14.0
            } else {
                lines.iter().map(Line::height).sum::<f32>() + 12.0
            }
        };
        let high = titles.iter().map(long).fold(58.0, f32::max);
        for (index, (head, title)) in matrix.columns.iter().zip(titles).enumerate() {
            let (x, next) = (self.edges[index], self.edges[index + 1]);
            let tone = if head.national { Tone::National } else { Tone::Ground };
            let rect = Rect::new(x, self.y, next - x, high);
            self.frame(rect, title, tone, upright, head.target.clone());
        }
        let [rows, columns] = &matrix.corner;
        let room = self.left() - 2.0 * EDGE;
        for (index, text) in wrap(columns, room, HEAD, Weight::Bold, 2).into_iter().enumerate() {
            let at = Point::new(self.left() - EDGE, self.y + 12.0 + 16.0 * float(index));
            self.words(at, Anchor::End, Line::new(text, HEAD).bold());
        }
        for text in wrap(rows, room, HEAD, Weight::Bold, 1) {
            let at = Point::new(EDGE, self.y + high - 9.0);
            self.words(at, Anchor::Start, Line::new(text, HEAD).bold());
        }
        self.y += high;
    }

    fn band_head(&mut self, head: &Head) {
        if head.text.is_empty() {
            return;
        }
        let room = self.right() - 2.0 * EDGE;
        let mut title: Vec<Line> = wrap(&head.text, room, HEAD, Weight::Bold, 2)
            .into_iter()
            .map(|text| Line::new(text, HEAD).bold())
            .collect();
        title.extend(
            wrap(&head.note, room, NAME, Weight::Regular, 4).into_iter().map(|text| Line::new(text, NAME).quiet()),
        );
        let high = title.iter().map(Line::height).sum::<f32>() + 10.0;
        let rect = Rect::new(0.0, self.y, self.right(), high);
        let tone = if head.national { Tone::National } else { Tone::Heat(0) };
        self.frame(rect, title, tone, false, head.target.clone());
        self.y += high;
    }

    fn row(&mut self, row: &Row) {
        let inset = INDENT * f32::from(row.depth);
        let title = wrap(&row.head.text, self.left() - inset - 2.0 * EDGE, HEAD, Weight::Regular, 3);
        let title: Vec<Line> = title.into_iter().map(|text| Line::new(text, HEAD)).collect();
        let cells: Vec<(usize, &Mark, Vec<Line>)> =
            row.cells.iter().map(|(column, mark)| (*column, mark, self.lines(*column, mark))).collect();
        let tall = cells.iter().map(|(_, _, lines)| lines.iter().map(Line::height).sum::<f32>() + 10.0);
        let high = tall.fold(title.iter().map(Line::height).sum::<f32>() + 10.0, f32::max);
        let rect = Rect::new(inset, self.y, self.left() - inset, high);
        let tone = if row.head.national { Tone::National } else { Tone::Ground };
        self.frame(rect, title, tone, false, row.head.target.clone());
        for (column, mark, lines) in cells {
            let (x, next) = (self.edges[column], self.edges[column + 1]);
            self.picture.cards.push(Card {
                rect: Rect::new(x + 2.0, self.y + 2.0, next - x - 4.0, high - 4.0),
                lines,
                tone: tone_of(mark),
                focus: false,
                tip: mark.tip.clone(),
                target: mark.target.clone(),
            });
        }
        match self.runs.last_mut() {
            Some((_, end)) if (*end - self.y).abs() < 0.1 => *end += high,
            _ => self.runs.push((self.y, self.y + high)),
        }
        self.y += high;
        self.rule(Point::new(self.left(), self.y), Point::new(self.right(), self.y));
    }

    /// A frame a little smaller than its place, so that neighbours do not touch.
    fn frame(&mut self, rect: Rect, title: Vec<Line>, tone: Tone, upright: bool, target: Option<Target>) {
        let rect = Rect::new(rect.x + 1.0, rect.y + 1.0, rect.width - 2.0, rect.height - 2.0);
        self.picture.frames.push(Frame { rect, title, tone, upright, target });
    }

    fn lines(&self, column: usize, mark: &Mark) -> Vec<Line> {
        let room = self.edges[column + 1] - self.edges[column] - 14.0;
        let mut lines: Vec<Line> = wrap(&mark.sign, room.max(20.0), SIGN, Weight::Bold, 2)
            .into_iter()
            .map(|text| Line::new(text, SIGN).bold())
            .collect();
        for name in &mark.names {
            lines.extend(wrap(name, room, NAME, Weight::Regular, 3).into_iter().map(|text| Line::new(text, NAME)));
        }
        lines
    }

    fn foot(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let lines = wrap(text, self.right() - 2.0 * EDGE, NAME, Weight::Regular, 12);
        let title: Vec<Line> = lines.into_iter().map(|text| Line::new(text, NAME).quiet()).collect();
        let high = title.iter().map(Line::height).sum::<f32>() + 10.0;
        let rect = Rect::new(0.0, self.y, self.right(), high);
        self.frame(rect, title, Tone::Ground, false, None);
        self.y += high;
    }

    /// Upright rules beside the rows, where no band head stands.
    fn rules(&mut self) {
        for (from, to) in std::mem::take(&mut self.runs) {
            for x in self.edges.clone().into_iter().skip(1) {
                self.rule(Point::new(x, from), Point::new(x, to));
            }
        }
    }

    fn rule(&mut self, from: Point, to: Point) {
        self.picture.links.push(Link {
            points: vec![from, to],
            stroke: Stroke::Grid,
            arrow: false,
            tip: String::new(),
            ends: None,
        });
    }

    fn note(&mut self, text: &str) {
        for line in wrap(text, self.widest, HEAD, Weight::Regular, 6) {
            let line = Line::new(line, HEAD).quiet();
            self.picture.width = self.picture.width.max(line.width());
            self.y += line.height();
            self.words(Point::new(0.0, self.y - 2.0), Anchor::Start, line);
        }
        self.y += 6.0;
    }

    fn words(&mut self, at: Point, anchor: Anchor, line: Line) {
        self.picture.captions.push(Caption { at, anchor, line, upright: false, target: None });
    }
}

fn tone_of(mark: &Mark) -> Tone {
    tone(mark.sense)
}

/// The lines of a turned head; with many columns no more than two, so that the whole keeps its width.
fn turned(text: &str, columns: usize) -> Vec<String> {
    if columns > 18 {
        return wrap(text, TURNED + 30.0, HEAD, Weight::Regular, 2);
    }
    wrap(text, TURNED, HEAD, Weight::Regular, 3)
}
