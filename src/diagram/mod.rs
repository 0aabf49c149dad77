//! A view's place on paper and its bytes: SVG of our own, and text formats that other tools draw.

mod connections;
mod deployment;
mod dot;
mod grid;
pub mod layered;
mod letters;
mod lineage;
mod member;
mod mermaid;
mod neighbourhood;
mod overall;
mod palette;
mod picture;
mod plate;
mod quality;
mod roadmap;
mod svg;

pub use dot::dot;
pub use letters::{BOLD, REGULAR, Weight, balanced, width, wrap};
pub use mermaid::mermaid;
pub use palette::{file_css, page_css, stroke_class, tone_class};
pub use picture::{
    Anchor, Caption, Card, Drawing, Frame, Line, Link, Meaning, Picture, Point, Rect, Sign, Stroke, Tone,
};
pub use plate::{Plate, draw};
pub use quality::{Fault, Quality, quality};
pub use svg::{Place, escape, svg};
