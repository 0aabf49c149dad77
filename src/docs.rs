//! The documents: Markdown and SVG that any git forge shows.
