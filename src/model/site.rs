//! `site:` of `khung.yaml`: what a repository brings to its published pages, and how well a colour is read.

use crate::source::Position;

/// What a repository brings to its pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteSettings {
    /// Picture at the head of each page: a path from the root.
    pub logo: Option<PathSetting>,
    /// Colour of links and marks.
    pub colour: Option<Colour>,
    /// Folder of templates that replace ours: a path from the root.
    pub templates: Option<PathSetting>,
    /// Address of a line on the agency's git forge, with `{path}` and `{line}`.
    pub source_url: Option<String>,
}

/// A path as it is written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathSetting {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// Where `khung.yaml` says so.
    pub at: Position,
}

/// A colour, `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// The least contrast of words that WCAG 2.2 AA allows.
pub const LEAST_CONTRAST: f64 = 4.5;

impl Colour {
    /// White.
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };
    /// Black.
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0 };

    /// A colour from `#rrggbb`; nothing else is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let sound = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if sound { Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? }) } else { None }
    }

    /// `#rrggbb`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Contrast with another colour, 1 to 21, as WCAG 2.2 counts it.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour, or the nearest on its way to white or black that is read on every one of some grounds.
    #[must_use]
    pub fn readable_on(self, grounds: &[Self], towards: Self) -> Self {
        let steps = (0..=50).map(|step| self.mixed(towards, step));
        let read = |colour: &Self| grounds.iter().all(|ground| colour.contrast(*ground) >= LEAST_CONTRAST);
        steps.into_iter().find(read).unwrap_or(towards)
    }

    /// So many fiftieths of the way to another colour.
    fn mixed(self, other: Self, step: u16) -> Self {
        let part = |from: u8, to: u8| {
            let sum = u16::from(from) * (50 - step) + u16::from(to) * step;
            u8::try_from(sum / 50).unwrap_or(u8::MAX)
        };
        Self { red: part(self.red, other.red), green: part(self.green, other.green), blue: part(self.blue, other.blue) }
    }

    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126_f64.mul_add(part(self.red), 0.7152_f64.mul_add(part(self.green), 0.0722 * part(self.blue)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_form_is_a_colour() {
        assert_eq!(Colour::parse("#0b4F8a").map(Colour::hex).as_deref(), Some("#0b4f8a"));
        for wrong in ["", "#fff", "0b4f8a0", "#0b4f8", "#0b4f8g", "#+1+2+3", "red", "#đỏđỏ"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_pale_colour_becomes_readable_and_a_readable_one_stays() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 0.01);
        let red = Colour { red: 0xb0, green: 0, blue: 0x20 };
        assert_eq!(red.readable_on(&[Colour::WHITE], Colour::BLACK), red);
        let yellow = Colour { red: 0xff, green: 0xe0, blue: 0 };
        let ground = Colour { red: 0x14, green: 0x17, blue: 0x1b };
        for (towards, ground) in [(Colour::BLACK, Colour::WHITE), (Colour::WHITE, ground)] {
            assert!(yellow.readable_on(&[ground], towards).contrast(ground) >= LEAST_CONTRAST);
            assert!(red.readable_on(&[ground], towards).contrast(ground) >= LEAST_CONTRAST);
        }
    }
}
