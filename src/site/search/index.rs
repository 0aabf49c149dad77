//! Writes the index in pieces small enough for a slow line. They are scripts, since a page opened from a folder may
//! load nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;

use super::entries::{Entry, Field};
use super::words::words;
use crate::site::upright;
use crate::text::Lang;

/// Bytes of a shard above which it is split by one more letter.
const SHARD: usize = 24 * 1024;
/// Entries in a chunk of titles.
const CHUNK: usize = 150;
/// Words of one entry that are kept: a name may be a book.
const MOST: usize = 120;

/// Where a word stands in an entry, as letters: `A`–`T` the first to the twentieth word of the name, `Z` after it where
/// the name ends there; the same in small letters for its second name; `U`–`Y` by [`Field`].
type Postings = BTreeMap<u32, String>;

/// Folded word, then spelling, then entries.
type Terms = BTreeMap<String, BTreeMap<String, Postings>>;

/// Files of the index, by name.
pub(super) fn write(entries: &[Entry], lang: Lang) -> BTreeMap<String, String> {
    let terms = terms(entries);
    let mut shards = BTreeMap::new();
    split(&terms, String::new(), terms.keys().map(String::as_str).collect(), &mut shards);
    let code = lang.code();
    let mut files = BTreeMap::new();
    let ours = entries.iter().take_while(|entry| entry.ours).count();
    let keys: Vec<&String> = shards.keys().collect();
    files.insert("index.js".to_owned(), call(code, "", &json!({ "ours": ours, "chunk": CHUNK, "keys": keys })));
    for (key, lines) in &shards {
        files.insert(format!("w-{}.js", file(key)), call(code, &format!("w-{}", file(key)), &json!(lines)));
    }
    for (number, chunk) in entries.chunks(CHUNK).enumerate() {
        let shown: Vec<_> = chunk.iter().map(|entry| json!([entry.title, entry.kind, entry.of, entry.href])).collect();
        files.insert(format!("t-{number}.js"), call(code, &format!("t-{number}"), &json!(shown)));
    }
    files
}

fn terms(entries: &[Entry]) -> Terms {
    let mut terms = Terms::new();
    for (number, entry) in (0_u32..).zip(entries) {
        let mut kept = 0;
        for (field, text) in &entry.fields {
            let found: Vec<_> = words(text).take(MOST.saturating_sub(kept)).collect();
            kept += found.len();
            let last = found.len().saturating_sub(1);
            for (at, word) in found.into_iter().enumerate() {
                let codes =
                    terms.entry(word.folded).or_default().entry(word.form).or_default().entry(number).or_default();
                let mut code = String::from(letter(*field, at));
                match field {
                    Field::Name if at == last => code.push('Z'),
                    Field::Second if at == last => code.push('z'),
                    _ => {}
                }
                if !codes.contains(&code) {
                    codes.push_str(&code);
                }
            }
        }
    }
    terms
}

fn letter(field: Field, at: usize) -> char {
    match field {
        Field::Name => char::from(b'A' + u8::try_from(at.min(19)).unwrap_or(19)),
        Field::Second => char::from(b'a' + u8::try_from(at.min(19)).unwrap_or(19)),
        Field::Alias => 'U',
        Field::Key => 'V',
        Field::Kind => 'W',
        Field::Agency => 'X',
        Field::Other => 'Y',
    }
}

/// One shard, or several with a longer key where it would be too large.
fn split(terms: &Terms, key: String, words: Vec<&str>, shards: &mut BTreeMap<String, Vec<String>>) {
    let lines: Vec<String> = words.iter().flat_map(|word| [(*word).to_owned(), spellings(&terms[*word])]).collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let length = key.chars().count();
    if length > 0 && (bytes <= SHARD || words.len() == 1) {
        shards.insert(key, lines);
        return;
    }
    let mut longer: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for word in words {
        longer.entry(word.chars().take(length + 1).collect()).or_default().push(word);
    }
    for (longer, words) in longer {
        if longer == key {
            // The word that is the key itself: no letter is left to tell it by.
            shards
                .insert(longer, words.iter().flat_map(|word| [(*word).to_owned(), spellings(&terms[*word])]).collect());
        } else {
            split(terms, longer, words, shards);
        }
    }
}

/// `spelling:entries` for each spelling; entries by their distance from the one before.
fn spellings(spellings: &BTreeMap<String, Postings>) -> String {
    let mut out = String::new();
    for (form, postings) in spellings {
        let _ = write!(out, "{}{form}:", if out.is_empty() { "" } else { " " });
        let mut before = 0;
        for (number, codes) in postings {
            let _ = write!(out, "{}{codes}", number - before);
            before = *number;
        }
    }
    out
}

/// Name of a key in names of files; no system gives `w-con` a meaning of its own.
fn file(key: &str) -> String {
    let mut out = String::new();
    for letter in key.chars() {
        if letter.is_ascii_lowercase() || letter.is_ascii_digit() {
            out.push(letter);
        } else {
            let _ = write!(out, "_{:x}_", u32::from(letter));
        }
    }
    out
}

/// A script that hands a piece to `search.js`. Nothing in it can end a script or a line.
fn call(lang: &str, name: &str, data: &serde_json::Value) -> String {
    let data =
        upright(data.to_string()).replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("khungIndex(\"{lang}\",\"{name}\",{data});\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> Entry {
        Entry { title: name.to_owned(), fields: vec![(Field::Name, name.to_owned())], ..Entry::default() }
    }

    #[test]
    fn pieces_stay_small_and_nothing_breaks_out() {
        let names: Vec<Entry> = (0..6000_u32).map(|n| entry(&format!("Hệ thống {} </script>{n}", n * 7919))).collect();
        let files = write(&names, Lang::Vi);
        for (name, text) in &files {
            assert!(text.len() < 3 * SHARD, "{name} has {} bytes", text.len());
            assert!(!text.contains('<') && text.lines().count() == 1, "{name}");
        }
        assert!(files.keys().any(|name| name.starts_with("w-h")));
        assert_eq!(files, write(&names, Lang::Vi));
    }

    #[test]
    fn places_of_words() {
        let files = write(&[entry("Dân cư"), entry("Dân số, dân cư")], Lang::Vi);
        assert_eq!(files["w-d.js"], "khungIndex(\"vi\",\"w-d\",[\"dan\",\"dân:0A1AC\"]);\n");
        assert_eq!(files["w-c.js"], "khungIndex(\"vi\",\"w-c\",[\"cu\",\"cư:0BZ1DZ\"]);\n");
    }
}
