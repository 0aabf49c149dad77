//! Which rules have less than their full weight at the day, and which law is why.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::framework::{Pack, RuleSetting, RuleStanding};
use crate::text::{Lang, Text};

/// A rule of less than full weight, and why.
pub struct Lessened<'p> {
    /// The rule.
    pub setting: &'p RuleSetting,
    /// It is not run at all; otherwise it is advice.
    pub off: bool,
    /// Which documents are not in force.
    pub because: Text,
}

/// The rules of a pack that have less than their full weight at a day, in the order of the pack.
#[must_use]
pub fn lessened(pack: &Pack, day: Date) -> Vec<Lessened<'_>> {
    let rules = pack.rules.rules.iter();
    rules
        .filter_map(|setting| {
            let standing = pack.rule_standing(setting, day);
            let off = matches!(standing, RuleStanding::Off(_));
            standing.because().map(|because| Lessened { setting, off, because: because.clone() })
        })
        .collect()
}

/// Why a rule is advice at a day; `None` where it has its full weight.
#[must_use]
pub fn advice_because(pack: &Pack, rule: &str, day: Date) -> Option<Text> {
    let setting = pack.rule(rule)?;
    match pack.rule_standing(setting, day) {
        RuleStanding::Advice(because) => Some(because),
        RuleStanding::Binding | RuleStanding::Off(_) => None,
    }
}

/// The lessened rules for a summary: a line for each reason, with the rules it holds for.
#[must_use]
pub fn lines(pack: &Pack, day: Date, lang: Lang) -> Vec<String> {
    let mut reasons: BTreeMap<(bool, String), Vec<&str>> = BTreeMap::new();
    for rule in lessened(pack, day) {
        let reason = (!rule.off, rule.because.get(lang).to_owned());
        // A policy has no tag.
        let tag = if rule.setting.tag.is_empty() { &rule.setting.rule } else { &rule.setting.tag };
        reasons.entry(reason).or_default().push(tag);
    }
    let line = |((advice, because), tags): ((bool, String), Vec<&str>)| {
        let what = if advice {
            lang.pick("Chỉ là khuyến nghị ở ngày này", "Advice only on this day")
        } else {
            lang.pick("Không áp dụng ở ngày này", "Not applied on this day")
        };
        format!("{what}: {} ({because})", tags.join(", "))
    };
    reasons.into_iter().map(line).collect()
}
