//! What a plain scalar means: the core schema of YAML 1.2, save that digits with a leading zero stay text.

/// What a plain, untagged scalar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    Number,
    Str,
    /// Digits with a leading zero: a code that somebody forgot to quote. Kept as text.
    LeadingZero,
}

/// Meaning of a plain scalar.
pub(super) fn resolve(text: &str) -> Scalar {
    match text.as_bytes().first() {
        None => Scalar::Null,
        Some(b'~' | b'n' | b'N') if matches!(text, "~" | "null" | "Null" | "NULL") => Scalar::Null,
        Some(b't' | b'T') if matches!(text, "true" | "True" | "TRUE") => Scalar::Bool(true),
        Some(b'f' | b'F') if matches!(text, "false" | "False" | "FALSE") => Scalar::Bool(false),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text),
        Some(_) => Scalar::Str,
    }
}

/// Whether a plain scalar is text: neither number nor flag nor nothing.
#[must_use]
pub fn is_text(plain: &str) -> bool {
    resolve(plain) == Scalar::Str
}

fn number(text: &str) -> Scalar {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit();
    if leading_zero {
        let code = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        return if code { Scalar::LeadingZero } else { Scalar::Str };
    }
    if integer(text).is_some() || float(text).is_some() { Scalar::Number } else { Scalar::Str }
}

/// A whole number of the core schema: decimal, `0o` octal or `0x` hexadecimal.
#[must_use]
pub fn integer(text: &str) -> Option<i64> {
    if let Some(octal) = text.strip_prefix("0o") {
        return unsigned(octal, 8);
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return unsigned(hexadecimal, 16);
    }
    text.parse().ok()
}

/// A whole number, also where it is written with an empty fraction, which JSON Schema takes for an integer.
pub(super) fn whole(text: &str) -> Option<i64> {
    let fraction = text.split_once('.').filter(|(_, fraction)| fraction.bytes().all(|byte| byte == b'0'));
    integer(fraction.map_or(text, |(whole, _)| whole))
}

fn unsigned(digits: &str, radix: u32) -> Option<i64> {
    // `from_str_radix` would take a sign after the prefix.
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { i64::from_str_radix(digits, radix).ok() } else { None }
}

/// A number of the core schema. `.inf` and `.nan` stay text: JSON cannot hold them.
#[must_use]
pub fn float(text: &str) -> Option<f64> {
    let shape = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if !shape || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_are_text() {
        for word in ["y", "no", "on", "y tế", "yes", "off", "2019-12-31", "1.2.3", "12:30", "-", ".", "e5"] {
            assert_eq!(resolve(word), Scalar::Str, "{word}");
        }
    }

    #[test]
    fn an_empty_fraction_is_a_whole_number() {
        assert_eq!([whole("3"), whole("3.0"), whole("3.5"), whole("x")], [Some(3), Some(3), None, None]);
    }

    #[test]
    fn codes_with_leading_zeros_stay_text() {
        for code in ["012", "01", "000.00.01", "00"] {
            assert_eq!(resolve(code), Scalar::LeadingZero, "{code}");
        }
        for number in ["0", "12", "-3", "0.5", "0x1F", "0o17", "1e3", "+7"] {
            assert_eq!(resolve(number), Scalar::Number, "{number}");
        }
    }
}
