//! What is known of the terminal and the environment, asked once at the start.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Zoned;
use jiff::civil::Date;

use super::{CLEAN, USAGE, usage};
use crate::text::Lang;

/// The terminal and the environment of one run.
#[derive(Debug, Clone)]
pub struct Terminal {
    /// Colours may be used on standard output.
    pub color: bool,
    /// Standard error is a terminal: progress may be shown.
    pub progress: bool,
    /// Characters in a line.
    pub width: usize,
    /// Language of the environment, `KHUNG_LANG`.
    pub lang: Option<Lang>,
    /// Today.
    pub today: Date,
}

impl Terminal {
    /// Asks the system. `NO_COLOR`, `CLICOLOR_FORCE` and `FORCE_COLOR` are honoured.
    #[must_use]
    pub fn from_system() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let forced = set("CLICOLOR_FORCE") || set("FORCE_COLOR");
        let color = !set("NO_COLOR") && (forced || std::io::stdout().is_terminal());
        let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = width.or_else(|| std::io::stdout().is_terminal().then(textwrap::termwidth));
        let lang = std::env::var("KHUNG_LANG").ok().and_then(|code| match code.as_str() {
            "vi" => Some(Lang::Vi),
            "en" => Some(Lang::En),
            _ => None,
        });
        Self {
            color,
            progress: std::io::stderr().is_terminal(),
            width: width.unwrap_or(100).clamp(60, 120),
            lang,
            today: Zoned::now().date(),
        }
    }

    /// Says that something went wrong, on standard error.
    pub fn error(&self, message: &str, lang: Lang) {
        let _ = writeln!(std::io::stderr(), "{}: {message}", lang.pick("lỗi", "error"));
    }

    /// Says something by the way, on standard error.
    pub fn note(&self, message: &str) {
        let _ = writeln!(std::io::stderr(), "{message}");
    }

    /// Help and version go to standard output and are no failure; everything else is one.
    pub(super) fn usage(&self, error: &clap::Error, lang: Lang, out: &mut dyn Write) -> u8 {
        let text = error.render();
        if !error.use_stderr() {
            let text = if self.color { text.ansi().to_string() } else { text.to_string() };
            let _ = writeln!(out, "{}", text.trim_end());
            return CLEAN;
        }
        match usage::say(error, lang) {
            Some(said) => self.error(&said, lang),
            None => self.note(&text.to_string()),
        }
        USAGE
    }
}

/// A bar of progress, seen on a terminal only.
pub(super) fn bar(terminal: &Terminal, length: usize) -> ProgressBar {
    let target = if terminal.progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(length as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}
