//! The tests of the whole: one binary, a module for each thing that must stay true.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::format_push_string, clippy::format_collect, reason = "a test may be slow where it reads well")]

mod architecture;
mod attack;
mod browser;
mod build;
mod built;
mod cli;
mod coverage;
mod docs;
mod exceptions;
mod exchange;
mod explain;
mod expressions;
mod generated;
mod generator;
mod graph;
mod hostile;
mod levels;
mod links;
mod load;
mod national;
mod overall;
mod own;
mod pages;
mod passport;
mod pictures;
mod plans;
mod policies;
mod precision;
mod readme;
mod report;
mod serve;
mod support;
mod tidy;
mod tiny_pack;
