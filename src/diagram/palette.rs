//! Colours of every tone and stroke, in light and in dark, as CSS.
//!
//! Words keep a contrast of 4.5 to 1 or better on every fill, and no meaning stands on colour alone: tones that
//! judge or date differ in their border too, strokes in their dashes.

use std::fmt::Write as _;

use super::picture::{Stroke, Tone};

/// One tone: its class, and fill and border in light and in dark.
struct Swatch(&'static str, [&'static str; 2], [&'static str; 2]);

const SWATCHES: &[Swatch] = &[
    Swatch("l0", ["#e6eaee", "#53606b"], ["#2b333b", "#9fb0be"]),
    Swatch("l1", ["#dbeafa", "#1f5f99"], ["#15304a", "#7db8ec"]),
    Swatch("l2", ["#dcf1e0", "#23713b"], ["#16361f", "#7cc990"]),
    Swatch("l3", ["#ffefcc", "#855600"], ["#3b2c0c", "#e3b75c"]),
    Swatch("l4", ["#f9dfe7", "#a12b52"], ["#421a29", "#ef93b1"]),
    Swatch("national", ["#e7e2f8", "#533fa3"], ["#2a2350", "#b3a4f2"]),
    Swatch("outside", ["#f3f3f3", "#6d6d6d"], ["#26282b", "#9a9fa5"]),
    Swatch("plain", ["#ffffff", "#66707c"], ["#1d2126", "#8b96a3"]),
    Swatch("ground", ["#f7f8fa", "#bfc6cf"], ["#171b20", "#465059"]),
    Swatch("good", ["#d9f2df", "#1c7337"], ["#143822", "#79cf93"]),
    Swatch("warning", ["#fff2bf", "#7d5800"], ["#3d310a", "#e6c254"]),
    Swatch("wrong", ["#fde1de", "#b3261e"], ["#481613", "#ff9c92"]),
    Swatch("planned", ["#ffffff", "#53606b"], ["#1d2126", "#a9b6c2"]),
    Swatch("retired", ["#ececec", "#757575"], ["#2a2a2a", "#8f8f8f"]),
    Swatch("h0", ["#f4f5f7", "#8a94a0"], ["#1c2025", "#6c7781"]),
    Swatch("h1", ["#d6e7f7", "#5586b3"], ["#16304a", "#5d8fbd"]),
    Swatch("h2", ["#a9cfef", "#3f78ab"], ["#1c4468", "#6fa5d6"]),
    Swatch("h3", ["#79b4e4", "#2f699d"], ["#245a8a", "#86bcec"]),
    Swatch("h4", ["#1f5f99", "#123c63"], ["#a9d2f7", "#d5eafd"]),
];

/// Strokes: class, light, dark, dashes.
const STROKES: &[(&str, &str, &str, &str)] = &[
    ("data", "#1f5f99", "#7db8ec", ""),
    ("dependency", "#66707c", "#98a4b0", "5 4"),
    ("wrong", "#b3261e", "#ff9c92", "9 3 2 3"),
    ("excepted", "#7d5800", "#e6c254", "12 4"),
    ("uncarried", "#1f5f99", "#7db8ec", "7 3 1.5 3"),
    ("planned", "#53606b", "#a9b6c2", "2 4"),
    ("spine", "#533fa3", "#b3a4f2", ""),
    ("grid", "#c9ced5", "#3a424a", ""),
];

/// Class of a tone.
#[must_use]
pub const fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Layer(0) => "l0",
        Tone::Layer(1) => "l1",
        Tone::Layer(2) => "l2",
        Tone::Layer(3) => "l3",
        Tone::Layer(4) => "l4",
        Tone::National => "national",
        Tone::Outside => "outside",
        Tone::Layer(_) | Tone::Plain => "plain",
        Tone::Ground => "ground",
        Tone::Good => "good",
        Tone::Warning => "warning",
        Tone::Wrong => "wrong",
        Tone::Planned => "planned",
        Tone::Retired => "retired",
        Tone::Heat(0) => "h0",
        Tone::Heat(1) => "h1",
        Tone::Heat(2) => "h2",
        Tone::Heat(3) => "h3",
        Tone::Heat(_) => "h4",
    }
}

/// Class of a stroke.
#[must_use]
pub const fn stroke_class(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Data => "data",
        Stroke::Dependency => "dependency",
        Stroke::Wrong => "wrong",
        Stroke::Excepted => "excepted",
        Stroke::Uncarried => "uncarried",
        Stroke::Planned => "planned",
        Stroke::Spine => "spine",
        Stroke::Grid => "grid",
    }
}

/// The colour of every name, in light or in dark: `l1` is a fill, `l1-b` its border, `s-data` a stroke.
fn colours(dark: bool) -> Vec<(String, &'static str)> {
    let [ink, quiet, inverse, paper] =
        if dark { ["#eef1f4", "#b9c2cb", "#0d1a26", "#14171b"] } else { ["#14181d", "#4a545e", "#ffffff", "#ffffff"] };
    let named = [("ink", ink), ("quiet", quiet), ("inverse", inverse), ("paper", paper)];
    let mut out: Vec<(String, &'static str)> =
        named.into_iter().map(|(name, colour)| (name.to_owned(), colour)).collect();
    for Swatch(class, light, night) in SWATCHES {
        let [fill, border] = if dark { night } else { light };
        out.push(((*class).to_owned(), fill));
        out.push((format!("{class}-b"), border));
    }
    out.extend(
        STROKES.iter().map(|(class, light, night, _)| (format!("s-{class}"), if dark { *night } else { *light })),
    );
    out
}

/// The style of pictures on a page: colours are custom properties, `[data-theme=dark]` on the root wins over what the
/// system asks for, and paper is always light.
#[must_use]
pub fn page_css() -> String {
    let variables = |dark: bool| {
        let each = colours(dark).into_iter().map(|(name, colour)| format!("--p-{name}:{colour};"));
        each.collect::<String>()
    };
    let (light, dark) = (variables(false), variables(true));
    let scope = "svg.picture ";
    format!(
        ":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n\
         :root[data-theme=dark]{{{dark}}}\n@media print{{:root,:root[data-theme]{{{light}}}}}\n{}{}",
        shapes(scope),
        paint(scope, &|name| format!("var(--p-{name})")),
    )
}

/// The style inside a picture that is a file of its own. Its colours are written out: what offices paste pictures
/// into knows no custom properties, and draws what it cannot read in black.
#[must_use]
pub fn file_css() -> String {
    let written = |dark: bool| {
        let colours = colours(dark);
        move |name: &str| {
            let found = colours.iter().find(|(known, _)| known == name);
            found.map_or_else(String::new, |(_, colour)| (*colour).to_owned())
        }
    };
    let dark = paint("", &written(true));
    format!("{}{}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n", shapes(""), paint("", &written(false)))
}

/// What does not change with the light: letters, widths, dashes.
fn shapes(scope: &str) -> String {
    let mut out = format!(
        "{scope}text{{font-family:'Noto Sans','Segoe UI',Roboto,Arial,'Liberation Sans',sans-serif}}\n\
         {scope}.b{{font-weight:700}}\n{scope}.m{{text-anchor:middle}}\n{scope}.e{{text-anchor:end}}\n\
         {scope}rect,{scope}.s{{stroke-width:1.2}}\n{scope}.s{{fill:none;stroke-linejoin:round}}\n\
         {scope}.focus>rect{{stroke-width:3}}\n{scope}.t-planned>rect{{stroke-dasharray:5 3}}\n\
         {scope}.t-outside>rect{{stroke-dasharray:8 3}}\n{scope}.t-retired>rect{{stroke-dasharray:1.5 3}}\n\
         {scope}.t-wrong>rect{{stroke-width:2.4}}\n{scope}.k-wrong{{stroke-width:2.2}}\n{scope}.k-spine{{stroke-width:2.6}}\n"
    );
    for (class, _, _, dashes) in STROKES.iter().filter(|(.., dashes)| !dashes.is_empty()) {
        let _ = writeln!(out, "{scope}.k-{class}{{stroke-dasharray:{dashes}}}");
    }
    out
}

/// The colours, each as `colour` writes it.
fn paint(scope: &str, colour: &dyn Fn(&str) -> String) -> String {
    let mut out = format!(
        "{scope}text{{fill:{}}}\n{scope}.q{{fill:{}}}\n{scope}.paper{{fill:{};stroke:none}}\n{scope}.t-h4 text{{fill:{}}}\n",
        colour("ink"),
        colour("quiet"),
        colour("paper"),
        colour("inverse"),
    );
    for Swatch(class, ..) in SWATCHES {
        let (fill, border) = (colour(class), colour(&format!("{class}-b")));
        let _ = writeln!(out, "{scope}.t-{class}>rect{{fill:{fill};stroke:{border}}}");
    }
    for (class, ..) in STROKES {
        let stroke = colour(&format!("s-{class}"));
        let _ = writeln!(out, "{scope}.k-{class}{{stroke:{stroke}}}\n{scope}.a-{class}{{fill:{stroke};stroke:none}}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    /// Contrast of two colours, as WCAG 2.2 counts it.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_and_borders_can_be_seen() {
        for Swatch(class, light, dark) in SWATCHES {
            for (swatch, ink, quiet, inverse, paper) in [
                (light, "#14181d", "#4a545e", "#ffffff", "#ffffff"),
                (dark, "#eef1f4", "#b9c2cb", "#0d1a26", "#14171b"),
            ] {
                let ink = if *class == "h4" { inverse } else { ink };
                assert!(contrast(swatch[0], ink) >= 4.5, "{class} {}", contrast(swatch[0], ink));
                if !class.starts_with('h') {
                    assert!(contrast(swatch[0], quiet) >= 4.5, "{class} quiet {}", contrast(swatch[0], quiet));
                }
                if *class != "ground" {
                    assert!(contrast(swatch[1], paper) >= 3.0, "{class} border {}", contrast(swatch[1], paper));
                }
            }
        }
        for (class, light, dark, _) in STROKES.iter().filter(|(class, ..)| *class != "grid") {
            assert!(contrast(light, "#ffffff") >= 3.0 && contrast(dark, "#14171b") >= 3.0, "{class}");
        }
    }
}
