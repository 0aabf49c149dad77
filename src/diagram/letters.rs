//! Measures words on the very font the site embeds: Vietnamese marks are wide where a guess by letters is not.

use std::sync::LazyLock;

use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization;

/// Noto Sans Regular, reduced to the letters of Vietnamese and English.
pub static REGULAR: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
/// Noto Sans Bold, the same letters.
pub static BOLD: &[u8] = include_bytes!("fonts/NotoSans-Bold.ttf");

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// Advance of every letter up to U+1EFF and of the general signs after it, in units of 1/1000 em.
struct Advances {
    known: Vec<u16>,
    /// Of a letter the font lacks; some other font will draw it.
    other: u16,
}

/// Letters that are looked up; beyond them stand scripts the font does not have.
const LETTERS: u32 = 0x2700;

static ADVANCES: LazyLock<[Advances; 2]> = LazyLock::new(|| [advances(REGULAR), advances(BOLD)]);

fn advances(font: &[u8]) -> Advances {
    let other = 1000;
    let Ok(face) = Face::parse(font, 0) else { return Advances { known: Vec::new(), other } };
    let em = u32::from(face.units_per_em());
    let advance = |code: u32| {
        let glyph = char::from_u32(code).and_then(|letter| face.glyph_index(letter))?;
        let units = u32::from(face.glyph_hor_advance(glyph)?);
        u16::try_from(units * 1000 / em).ok()
    };
    Advances { known: (0..LETTERS).map(|code| advance(code).unwrap_or(other)).collect(), other }
}

/// Width of a line of text at a size, both in the units of the picture.
#[must_use]
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let advances = &ADVANCES[usize::from(weight == Weight::Bold)];
    let of = |letter: char| advances.known.get(letter as usize).copied().unwrap_or(advances.other);
    let units: u32 = text.nfc().map(|letter| u32::from(of(letter))).sum();
    // Widths of labels stay far below what a float counts exactly.
    #[allow(clippy::cast_precision_loss)]
    let em = units as f32 / 1000.0;
    em * size
}

/// Breaks a text into lines no wider than `max`, at spaces; a word that is too long alone is cut. Past `lines`
/// lines the rest is left out and `…` says so: whoever draws it gives the whole as a tooltip.
#[must_use]
pub fn wrap(text: &str, max: f32, size: f32, weight: Weight, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined, size, weight) <= max {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            out.push(std::mem::take(&mut line));
        }
        word.clone_into(&mut line);
        while width(&line, size, weight) > max {
            let rest = cut(&mut line, max, size, weight);
            if rest.is_empty() {
                break;
            }
            out.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.is_empty() {
        out.push(line);
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            shorten(last, max, size, weight);
        }
    }
    out
}

/// The same with lines of much the same length, so that no word stands alone on the last.
#[must_use]
pub fn balanced(text: &str, max: f32, size: f32, weight: Weight, lines: usize) -> Vec<String> {
    let widest = wrap(text, max, size, weight, lines);
    if widest.len() < 2 || widest.iter().any(|line| line.ends_with('…')) {
        return widest;
    }
    let mut best = widest;
    let mut narrower = max;
    while narrower > max * 0.5 {
        narrower -= 4.0;
        let tried = wrap(text, narrower, size, weight, best.len() + 1);
        let whole = text.split_whitespace().all(|word| width(word, size, weight) <= narrower);
        if tried.len() > best.len() || !whole {
            break;
        }
        best = tried;
    }
    best
}

/// Cuts a word so that it fits, and gives what is left; at least one letter stays.
fn cut(word: &mut String, max: f32, size: f32, weight: Weight) -> String {
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let fits = ends.take_while(|&end| width(&word[..end], size, weight) <= max).last();
    let at = fits.unwrap_or_else(|| word.chars().next().map_or(0, char::len_utf8));
    word.split_off(at)
}

/// Puts `…` at the end of a line, taking letters away until it fits.
fn shorten(line: &mut String, max: f32, size: f32, weight: Weight) {
    while width(line, size, weight) + width("…", size, weight) > max && line.pop().is_some() {}
    let kept = line.trim_end().len();
    line.truncate(kept);
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_every_vietnamese_letter() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";
        for font in [REGULAR, BOLD] {
            let face = Face::parse(font, 0).unwrap();
            for letter in letters.chars().flat_map(|small| [small, small.to_uppercase().next().unwrap()]) {
                assert!(face.glyph_index(letter).is_some(), "{letter}");
            }
        }
    }

    #[test]
    fn marks_apart_measure_as_one_letter() {
        let apart: String = "Nền tảng tích hợp".nfd().collect();
        assert!(
            (width("Nền tảng tích hợp", 12.0, Weight::Regular) - width(&apart, 12.0, Weight::Regular)).abs() < 0.01
        );
        assert!(width("Việt", 12.0, Weight::Bold) > width("Việt", 12.0, Weight::Regular));
    }

    #[test]
    fn lines_fit_and_say_when_they_are_cut() {
        let text = "Cơ sở dữ liệu quốc gia về thủ tục hành chính của Văn phòng Chính phủ";
        for max in [40.0, 90.0, 160.0] {
            let lines = wrap(text, max, 12.0, Weight::Regular, 3);
            assert!(lines.len() <= 3);
            assert!(lines.iter().all(|line| width(line, 12.0, Weight::Regular) <= max), "{lines:?}");
        }
        assert!(wrap(text, 60.0, 12.0, Weight::Regular, 2)[1].ends_with('…'));
        assert_eq!(wrap(text, 9000.0, 12.0, Weight::Regular, 2), [text]);
        let even = balanced("Cơ sở dữ liệu quốc gia về Dân cư", 190.0, 12.0, Weight::Bold, 3);
        let wide = |line: &String| width(line, 12.0, Weight::Bold);
        assert!(even.len() == 2 && wide(&even[0]) < 1.5 * wide(&even[1]) && wide(&even[1]) < 1.5 * wide(&even[0]));
        assert_eq!(wrap("", 10.0, 12.0, Weight::Regular, 2), Vec::<String>::new());
    }
}
