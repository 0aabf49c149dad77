//! What somebody meant: close spellings, names instead of ids, Vietnamese words for English keys.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::shape::Known;

/// Words people write for a field, folded, where the field's name in the pack says it otherwise.
pub(super) const SYNONYMS: &[(&str, &str)] = &[
    ("chusohuu", "owner"),
    ("coquanchuquan", "owner"),
    ("coquan", "agency"),
    ("donvi", "agency"),
    ("ministry", "agency"),
    ("donvivanhanh", "operator"),
    ("capdo", "security_level"),
    ("capdoan", "security_level"),
    ("capdoantoan", "security_level"),
    ("mucdo", "service_level"),
    ("trangthai", "lifecycle"),
    ("status", "lifecycle"),
    ("state", "lifecycle"),
    ("nhacungcap", "service_provider"),
    ("provider", "service_provider"),
    ("vendor", "service_provider"),
    ("type", "kind"),
    ("title", "name"),
    ("label", "name"),
    ("tieude", "title"),
    ("identifier", "id"),
    ("key", "id"),
    ("comment", "note"),
    ("remark", "note"),
    ("desc", "description"),
    ("dependson", "uses"),
    ("phuthuoc", "uses"),
    ("dung", "uses"),
    ("runson", "hosted_on"),
    ("deployedon", "hosted_on"),
    ("dattai", "hosted_on"),
    ("chaytai", "hosted_on"),
    ("baoveboi", "protected_by"),
    ("saoluu", "backed_up_at"),
    ("connections", "connects"),
    ("connectsto", "connects"),
    ("lienket", "connects"),
    ("target", "to"),
    ("den", "to"),
    ("tu", "since"),
    ("through", "via"),
    ("qua", "via"),
    ("dulieu", "data"),
    ("mang", "carrier"),
    ("network", "carrier"),
    ("items", "components"),
    ("elements", "components"),
    ("lop", "layer"),
    ("khung", "framework"),
    ("vn", "vi"),
    ("tiengviet", "vi"),
    ("tienganh", "en"),
];

/// Longer than any word people write for another: nobody meant it, and comparing would cost time.
const LONGEST: usize = 100;

/// A guess at what was meant.
#[derive(Clone, Copy)]
pub(super) struct Guess<'f> {
    pub known: Known<'f>,
    /// Nothing else is likely.
    pub sure: bool,
}

/// The nearest of what may stand there, if any is near at all.
pub(super) fn closest<'f>(written: &str, known: &[Known<'f>]) -> Option<Guess<'f>> {
    if written.len() > LONGEST {
        return None;
    }
    let folded = fold(written);
    if folded.is_empty() {
        return None;
    }
    let named =
        |entry: &&Known<'_>| [entry.id, entry.name.0, entry.name.1].into_iter().any(|name| fold(name) == folded);
    let synonym = SYNONYMS.iter().filter(|(word, _)| *word == folded).map(|(_, id)| *id);
    let sure = known
        .iter()
        .find(named)
        .or_else(|| synonym.into_iter().find_map(|id| known.iter().find(|entry| entry.id == id)));
    if let Some(known) = sure {
        return Some(Guess { known: *known, sure: true });
    }
    misspelt(&folded, known).or_else(|| begun(&folded, known))
}

/// A slip of a letter or two, more in longer words.
fn misspelt<'f>(folded: &str, known: &[Known<'f>]) -> Option<Guess<'f>> {
    let length = folded.chars().count();
    let allowed = match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let distances = known.iter().map(|entry| (strsim::damerau_levenshtein(folded, &fold(entry.id)), entry));
    // The first of equals, so that the order of the pack decides.
    let (distance, entry) = distances.min_by_key(|&(distance, _)| distance)?;
    (distance <= allowed).then_some(Guess { known: *entry, sure: distance <= 1 })
}

/// The beginning of an id or a name: `cap_do` of "Cấp độ an toàn".
fn begun<'f>(folded: &str, known: &[Known<'f>]) -> Option<Guess<'f>> {
    if folded.len() < 2 {
        return None;
    }
    let starts = |entry: &&Known<'_>| {
        let id = fold(entry.id);
        let whole_word = |name: &str| name.split([' ', ',']).next().is_some_and(|word| fold(word) == folded);
        let begins = |name: &str| folded.len() >= 4 && fold(name).starts_with(folded);
        begins(&id)
            || (id.len() >= 4 && folded.starts_with(&id))
            || [entry.name.0, entry.name.1].into_iter().any(|name| begins(name) || whole_word(name))
    };
    known.iter().find(starts).map(|entry| Guess { known: *entry, sure: false })
}

/// Letters and digits alone, without diacritics or case: `Chủ quản`, `chu_quan` and `ChuQuan` are one.
pub(super) fn fold(text: &str) -> String {
    bare(text).filter(char::is_ascii_alphanumeric).collect()
}

/// The text as an id: `Bộ Y tế` becomes `bo-y-te`.
pub(super) fn slug(text: &str) -> String {
    let words: Vec<String> = bare(text)
        .collect::<String>()
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_')))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-").trim_start_matches(['.', '_']).to_owned()
}

fn bare(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).map(|letter| match letter {
        'đ' => 'd',
        letter => letter,
    })
}
