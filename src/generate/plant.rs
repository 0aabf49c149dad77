//! Cases -> places in the nation, drawn by its seed: any order, any folder, alone in a file or behind an agency's own.

use super::case::Case;
use super::random::Random;
use super::{Expected, Generated, GeneratedFile};

/// Part of the stream of numbers that places are drawn from; no agency has it.
const PART: u64 = u64::MAX;
/// How many of a hundred cases stand behind what a file has already.
const BEHIND: usize = 50;

/// Plants the cases, and says what must be found in them.
pub(super) fn plant(seed: u64, cases: &[Case], generated: &mut Generated) {
    let mut random = Random::of_part(seed, PART);
    for (number, case) in shuffled(cases, &mut random).into_iter().enumerate() {
        let text = case.written(number);
        let index = place(number, generated, &mut random);
        let file = &mut generated.files[index];
        if !file.text.is_empty() {
            file.text.push_str("---\n");
        }
        let before = file.text.lines().count();
        file.text.push_str(&text);
        let path = &file.path;
        let expect = |mark: usize| Expected { rule: case.rule, path: path.clone(), line: before + mark + 1 };
        generated.expected.extend(case.marks().map(expect));
    }
}

fn shuffled(cases: &[Case], random: &mut Random) -> Vec<Case> {
    let mut cases = cases.to_vec();
    for last in (1..cases.len()).rev() {
        cases.swap(last, random.below(last + 1));
    }
    cases
}

/// The file a case is put in: the first is `khung.yaml` and takes none.
fn place(number: usize, generated: &mut Generated, random: &mut Random) -> usize {
    let files = &mut generated.files;
    let drawn = 1 + random.below(files.len() - 1);
    if random.chance(BEHIND) {
        return drawn;
    }
    let folder = files[drawn].path.rsplit_once('/').map_or("kien-truc", |(folder, _)| folder);
    // Before or after the agency's own files, which begin with its id.
    let name = random.pick(&["a-ca", "ca", "z-ca"]);
    let path = format!("{folder}/{name}-{number:02}.yaml");
    files.push(GeneratedFile { path, text: String::new() });
    files.len() - 1
}
