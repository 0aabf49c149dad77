//! A picture with everything in its place: what the writer of SVG draws and what the tests measure.

use crate::text::Lang;
use crate::view::{Table, Target};

/// A count as a length. Boxes, rows and lines of a picture stay far below what a float counts exactly.
#[allow(clippy::cast_precision_loss)]
pub(super) const fn float(count: usize) -> f32 {
    count as f32
}

/// A point, in units of the picture: one is a CSS pixel at 100 %.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

impl Point {
    /// A point.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// A rectangle from its corner and its size.
    #[must_use]
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// Its middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether two share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether another lies inside.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right() + 0.01
            && other.bottom() <= self.bottom() + 0.01
    }
}

/// What a box or a frame says by its colour, its border and its pattern; the palette has each in light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A layer, by its place in the pack.
    Layer(u8),
    /// Of the nation.
    National,
    /// Outside the state, or outside the picture.
    Outside,
    /// Nothing in particular.
    Plain,
    /// A band or a frame behind others.
    Ground,
    /// As it ought to be.
    Good,
    /// To be looked at.
    Warning,
    /// Against the law.
    Wrong,
    /// Not there yet.
    Planned,
    /// Gone, or going.
    Retired,
    /// A step of a heat map, 0 (nothing) to 4 (most).
    Heat(u8),
}

/// How a line is drawn: colour and dashes both tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stroke {
    /// Carries data.
    Data,
    /// One needs the other.
    Dependency,
    /// Carries data along a way the rules forbid.
    Wrong,
    /// Carries data off the usual way, which a waiver or a law that is advice only lets pass.
    Excepted,
    /// Carries data between agencies on no network that is said to be the state's own.
    Uncarried,
    /// Will be, or is being built.
    Planned,
    /// The spine of a picture: between platforms.
    Spine,
    /// A rule of a grid or an axis.
    Grid,
}

/// A line of words inside a box or beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// Size of the letters.
    pub size: f32,
    /// In bold.
    pub bold: bool,
    /// Said more quietly.
    pub quiet: bool,
}

impl Line {
    /// A line of ordinary words.
    #[must_use]
    pub fn new(text: impl Into<String>, size: f32) -> Self {
        Self { text: text.into(), size, bold: false, quiet: false }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same, quieter.
    #[must_use]
    pub const fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Width it takes.
    #[must_use]
    pub fn width(&self) -> f32 {
        let weight = if self.bold { super::letters::Weight::Bold } else { super::letters::Weight::Regular };
        super::letters::width(&self.text, self.size, weight)
    }

    /// Height it takes: room for the marks above capitals and below letters.
    #[must_use]
    pub fn height(&self) -> f32 {
        (self.size * 1.36).round()
    }
}

/// A box with words: a component, a cell, a bar of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Where it stands.
    pub rect: Rect,
    /// Its words, centred, top to bottom.
    pub lines: Vec<Line>,
    /// What its colour says.
    pub tone: Tone,
    /// The one the picture is about.
    pub focus: bool,
    /// The whole of what it stands for, in words; also its name for screen readers.
    pub tip: String,
    /// What it leads to.
    pub target: Option<Target>,
}

impl Card {
    /// Its name for screen readers and for who speaks to the machine: it holds what is written on the card, as it is
    /// written (WCAG 2.5.3).
    #[must_use]
    pub fn name(&self) -> String {
        let seen = self.lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
        match (self.tip.is_empty(), self.tip.contains(&seen)) {
            (true, _) => seen,
            (false, true) => self.tip.clone(),
            (false, false) => format!("{seen} · {}", self.tip),
        }
    }
}

/// A frame around boxes: a band, an agency, a host. Frames may nest; they never cross.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Where it stands.
    pub rect: Rect,
    /// Its title, written along the top edge inside.
    pub title: Vec<Line>,
    /// What its colour says.
    pub tone: Tone,
    /// Stands upright: a side bar with its title turned by a quarter.
    pub upright: bool,
    /// What its title leads to.
    pub target: Option<Target>,
}

/// A line from one box to another, or a rule of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its corners, in order; every piece is upright or level unless `curved`.
    pub points: Vec<Point>,
    /// How it is drawn.
    pub stroke: Stroke,
    /// Ends in an arrowhead.
    pub arrow: bool,
    /// What it stands for, in words; empty for a rule of a grid.
    pub tip: String,
    /// Index in [`Picture::cards`] of the boxes it joins.
    pub ends: Option<(usize, usize)>,
}

/// Words that stand free.
#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    /// Middle of the left, the middle or the right end of the words, as `anchor` says.
    pub at: Point,
    /// Where `at` is.
    pub anchor: Anchor,
    /// The words.
    pub line: Line,
    /// Turned by a quarter, read from below.
    pub upright: bool,
    /// What it leads to.
    pub target: Option<Target>,
}

/// Which end of words a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// An entry of the legend: a sign as it is drawn, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The sign.
    pub sign: Sign,
    /// What it means.
    pub says: String,
}

/// A sign of the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A box of a tone.
    Box(Tone),
    /// A line.
    Line(Stroke),
}

/// A picture with everything in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Letters, digits and hyphens; unlike every other picture's on one page.
    pub id: String,
    /// Language of its words.
    pub lang: Lang,
    /// What it shows, in a line.
    pub title: String,
    /// What can be seen on it, in a sentence or two, for who cannot.
    pub description: String,
    /// Width of the whole, legend left out.
    pub width: f32,
    /// Height of the whole, legend left out.
    pub height: f32,
    /// Frames, outer before inner.
    pub frames: Vec<Frame>,
    /// Lines, drawn above frames and below boxes.
    pub links: Vec<Link>,
    /// Boxes.
    pub cards: Vec<Card>,
    /// Free words, drawn last.
    pub captions: Vec<Caption>,
    /// What the signs mean; drawn below by the writer.
    pub legend: Vec<Meaning>,
}

impl Picture {
    /// A picture with nothing on it.
    #[must_use]
    pub fn new(id: impl Into<String>, lang: Lang, title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            lang,
            title: title.into(),
            description: description.into(),
            width: 0.0,
            height: 0.0,
            frames: Vec::new(),
            links: Vec::new(),
            cards: Vec::new(),
            captions: Vec::new(),
            legend: Vec::new(),
        }
    }
}

/// A picture and its twin in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What is seen.
    pub picture: Picture,
    /// The same as tables.
    pub tables: Vec<Table>,
}
