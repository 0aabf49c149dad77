//! How a component looks on the pictures of a scope, and what the legend says of it.

use jiff::civil::Date;

use super::letters::{Weight, wrap};
use super::picture::{Anchor, Caption, Line, Meaning, Picture, Point, Sign, Tone};
use crate::graph::Graph;
use crate::measure::Scope;
use crate::model::ComponentId;
use crate::text::Lang;

/// So many names stand in a tip.
const NAMED: usize = 12;

/// A system of the nation: in its catalogue once, or for the whole of it.
pub(super) fn is_of_nation(graph: &Graph<'_>, id: ComponentId) -> bool {
    graph.is_national(id) || graph.catalogue(id).is_some_and(|entry| entry.single)
}

/// The colour of a component: its layer, unless it is not there yet, of the nation, or another agency's.
pub(super) fn tone(graph: &Graph<'_>, scope: Scope, day: Date, id: ComponentId) -> Tone {
    match scope {
        _ if graph.state(id, day).is_new() => Tone::Planned,
        _ if is_of_nation(graph, id) => Tone::National,
        Scope::Agency(own) if !graph.is_under(id, own) => Tone::Outside,
        _ => Tone::Layer(graph.component(id).layer.0),
    }
}

/// Adds what the colours of the boxes of a picture mean.
pub(super) fn tone_legend(graph: &Graph<'_>, picture: &mut Picture, lang: Lang) {
    let mut seen: Vec<Tone> = Vec::new();
    for card in &picture.cards {
        if !seen.contains(&card.tone) {
            seen.push(card.tone);
        }
    }
    let layers = (0_u8..).zip(&graph.pack.framework.layers).filter(|(at, _)| seen.contains(&Tone::Layer(*at)));
    let layers = layers.map(|(at, layer)| (Tone::Layer(at), layer.name.get(lang)));
    let others: &[(Tone, &str, &str)] = &[
        (Tone::National, "quy mô quốc gia", "of national scale"),
        (Tone::Outside, "của cơ quan khác", "of another agency"),
        (Tone::Plain, "gộp nhiều hệ thống", "several systems in one"),
        (Tone::Planned, "chưa vận hành", "not in operation yet"),
    ];
    let others = others.iter().filter(|(tone, ..)| seen.contains(tone));
    let others = others.map(|(tone, vi, en)| (*tone, lang.pick(*vi, *en)));
    let meanings = layers.chain(others).map(|(tone, says)| Meaning { sign: Sign::Box(tone), says: says.to_owned() });
    picture.legend.extend(meanings);
}

/// Writes a quiet remark below a picture, as wide as it is.
pub(super) fn remark(picture: &mut Picture, words: &str) {
    for text in wrap(words, picture.width.max(240.0), 11.0, Weight::Regular, 4) {
        let line = Line::new(text, 11.0).quiet();
        let at = Point::new(0.0, picture.height + 6.0 + line.height() / 2.0);
        picture.height += line.height();
        picture.width = picture.width.max(line.width());
        picture.captions.push(Caption { at, anchor: Anchor::Start, line, upright: false, target: None });
    }
    picture.height += 6.0;
}

/// The first names, and how many more there are.
pub(super) fn some(names: impl Iterator<Item = String>, count: usize) -> String {
    let mut shown: Vec<String> = names.take(NAMED).collect();
    if count > NAMED {
        shown.push(format!("+{}", count - NAMED));
    }
    shown.join("; ")
}

/// `1 system`, `2 systems`.
pub(super) fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
