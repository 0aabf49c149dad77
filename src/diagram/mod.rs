//! A view's bytes: text formats that other tools draw.

mod dot;
mod mermaid;

pub use dot::dot;
pub use mermaid::mermaid;
