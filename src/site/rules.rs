//! The catalogue of rules by area, and a page for each: what it finds, why, what it stands on, what it found.

use serde::Serialize;

use super::chrome::{Anchor, Chrome, chrome};
use super::finding::{Clause, Findings, Shown};
use super::marks::{Mark, Tally};
use super::{Leaf, Site};
use crate::check::{self, Page as RulePage};
use crate::framework::{Basis, Confidence, RuleSetting, RuleStanding, Severity};
use crate::publication::prose;
use crate::report::{areas, confidence, severity};
use crate::text::{Lang, Text};
use crate::view::Target;

/// Findings that the page of a rule shows in full.
const MOST: usize = 100;

#[derive(Serialize)]
struct Index {
    #[serde(flatten)]
    chrome: Chrome,
    count: usize,
    areas: Vec<Area>,
}

#[derive(Serialize)]
struct Area {
    anchor: String,
    name: String,
    about: &'static str,
    rules: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    rule: Anchor,
    name: String,
    tag: String,
    mark: Mark,
    severity: &'static str,
    /// Documents it stands on.
    basis: Vec<Anchor>,
    /// Why it has less than its full weight; empty where it has it.
    lessened: String,
    tally: Tally,
    open: usize,
}

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    name: String,
    tag: String,
    severity_mark: Option<Mark>,
    cases: Vec<(String, Mark)>,
    weight: Mark,
    because: String,
    /// A policy of the repository, or what reading finds: no rule of the framework.
    sort: &'static str,
    body: String,
    examples: Vec<Example>,
    basis: Vec<Clause>,
    no_waiver: String,
    reasons: Vec<String>,
    duties: Vec<Anchor>,
    tally: Tally,
    open: usize,
    findings: Vec<Shown>,
    more: usize,
}

#[derive(Serialize)]
struct Example {
    title: String,
    yaml: String,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let mut leaves =
        Site::bilingual("rules.html", move |path, lang| site.render("rules.html", path, &index(site, path, lang)));
    let pack = site.publication.pack();
    let faults = RulePage::all().map(|page| page.name).filter(|name| pack.rule(name).is_none());
    let names = pack.rules.rules.iter().map(|setting| setting.rule.as_str()).chain(faults);
    for name in names {
        let path = super::address::page(&Target::Rule(name.to_owned()));
        leaves.extend(Site::bilingual(path, move |path, lang| {
            site.render("rule.html", path, &page(site, path, name, lang))
        }));
    }
    leaves
}

fn index(site: &Site<'_>, path: &str, lang: Lang) -> Index {
    let show = Findings { site, path, lang };
    let pack = site.publication.pack();
    let mut all: Vec<Area> = Vec::new();
    let mut add = |name: String, about: &'static str, rules: Vec<Row>| {
        if !rules.is_empty() {
            all.push(Area { anchor: format!("area-{}", all.len() + 1), name, about, rules });
        }
    };
    for area in areas(pack) {
        let rules = area.rules.iter().map(|setting| row(&show, &setting.rule)).collect();
        add(area.name.get(lang).to_owned(), "", rules);
    }
    let policies = pack.rules.rules.iter().filter(|setting| setting.policy.is_some());
    add(
        lang.pick("Quy tắc riêng của kho", "Policies of the repository").to_owned(),
        lang.pick(
            "Cơ quan tự đặt ra trong kho này; không phải luật.",
            "Agencies set these for themselves in this repository; they are not law.",
        ),
        policies.map(|setting| row(&show, &setting.rule)).collect(),
    );
    let faults = RulePage::all().filter(|page| pack.rule(page.name).is_none());
    add(
        lang.pick("Lỗi khi đọc tệp", "Faults of reading").to_owned(),
        lang.pick(
            "Tệp không đọc được hoặc không đúng dạng; không quy tắc nào miễn trừ được.",
            "A file that cannot be read or does not fit its form; nothing waives these.",
        ),
        faults.map(|page| row(&show, page.name)).collect(),
    );
    Index {
        chrome: chrome(site, path, &Text::new("Quy tắc", "Rules"), &[], lang),
        count: all.iter().map(|area| area.rules.len()).sum(),
        areas: all,
    }
}

fn row(show: &Findings<'_, '_>, name: &str) -> Row {
    let publication = show.site.publication;
    let pack = publication.pack();
    let setting = pack.rule(name);
    let gravest = setting.map_or(Severity::Error, gravest);
    let mut basis: Vec<Anchor> =
        setting.into_iter().flat_map(|setting| &setting.basis).map(|basis| stands_on(show, basis)).collect();
    basis.dedup();
    // A source told second-hand is named where no document is.
    if basis.iter().any(|one| !one.href.is_empty()) {
        basis.retain(|one| !one.href.is_empty());
    }
    let because = setting.map(|setting| pack.rule_standing(setting, publication.day()));
    let because = because.as_ref().and_then(RuleStanding::because);
    let tally = Tally::of(publication.findings_by(name));
    Row {
        rule: show.rule(name),
        name: name.to_owned(),
        tag: setting.map_or_else(String::new, |setting| setting.tag.clone()),
        mark: Mark::severity(gravest, show.lang),
        severity: super::finding::class(gravest),
        basis,
        lessened: because.map_or_else(String::new, |because| because.get(show.lang).to_owned()),
        open: tally.open(),
        tally,
    }
}

/// What a basis is, in a few words: a document, a source that was read, or a choice of the tool.
fn stands_on(show: &Findings<'_, '_>, basis: &Basis) -> Anchor {
    let pack = show.site.publication.pack();
    if let Some(document) = basis.document.as_deref().and_then(|id| pack.document(id)) {
        return show.to(&document.label, Target::Law(document.id.clone(), None));
    }
    let source = basis.source.as_deref().and_then(|id| pack.source(id));
    let text = match source {
        Some(source) if basis.confidence != Confidence::Own => source.title.get(show.lang),
        _ if basis.source.is_none() => show.lang.pick("do kho tự đặt", "the repository's own"),
        _ => show.lang.pick("lựa chọn của công cụ", "a choice of this tool"),
    };
    Anchor { text: text.to_owned(), href: String::new(), here: false }
}

/// The worst that a rule may say of anything.
fn gravest(setting: &RuleSetting) -> Severity {
    setting.cases.iter().map(|case| case.severity).chain([setting.severity]).max().unwrap_or(setting.severity)
}

fn page(site: &Site<'_>, path: &str, name: &str, lang: Lang) -> Page {
    let publication = site.publication;
    let show = Findings { site, path, lang };
    let pack = publication.pack();
    let setting = pack.rule(name);
    let own = check::page(name);
    let policy = setting.and_then(|setting| setting.policy.as_ref());
    let text = policy.map(|policy| policy.page.get(lang)).or_else(|| own.map(|page| page.half(lang)));
    let leads = |word: &str| {
        let known = word != name && (pack.rule(word).is_some() || check::page(word).is_some());
        let file = super::address::page(&Target::Rule(word.to_owned()));
        known.then(|| file.trim_start_matches("rule/").to_owned())
    };
    let findings: Vec<_> = publication.findings_by(name).collect();
    let (weight, because) = standing(setting.map(|setting| pack.rule_standing(setting, publication.day())), lang);
    let title = setting.map(|setting| setting.title.clone());
    let title = title.or_else(|| own.map(|page| Text::new(page.title(Lang::Vi), page.title(Lang::En))));
    let tally = Tally::of(findings.iter().copied());
    let duties = pack.duties.duties.iter().filter(|duty| duty.rules.iter().any(|rule| rule == name));
    Page {
        chrome: chrome(
            site,
            path,
            &title.unwrap_or_else(|| Text::new(name, name)),
            &[(Text::new("Quy tắc", "Rules"), "rules.html".to_owned())],
            lang,
        ),
        name: name.to_owned(),
        tag: setting.map_or_else(String::new, |setting| setting.tag.clone()),
        severity_mark: setting.map(|setting| Mark::severity(setting.severity, lang)),
        cases: setting
            .into_iter()
            .flat_map(|setting| &setting.cases)
            .map(|case| (case.case.clone(), Mark::severity(case.severity, lang)))
            .collect(),
        weight,
        because,
        sort: match (setting, policy) {
            (_, Some(_)) => "policy",
            (None, _) => "fault",
            _ => "rule",
        },
        body: prose::page(text.map_or("", below_the_title), lang, 0, &leads),
        examples: own.map_or_else(Vec::new, |page| examples(page, lang)),
        basis: setting.into_iter().flat_map(|setting| &setting.basis).map(|basis| show.clause(basis)).collect(),
        no_waiver: setting.and_then(|setting| setting.no_waiver.as_ref()).map_or_else(String::new, |none| {
            format!("{} ({})", none.because.get(lang), confidence(none.confidence, lang))
        }),
        reasons: setting.map_or_else(Vec::new, |setting| setting.waiver_reasons.clone()),
        duties: duties
            .map(|duty| Anchor {
                text: format!("{} {}", duty.id, duty.title.get(lang)),
                href: format!("../targets.html#{}", super::targets::anchor(&duty.id)),
                here: false,
            })
            .collect(),
        open: tally.open(),
        tally,
        more: findings.len().saturating_sub(MOST),
        findings: findings.into_iter().take(MOST).map(|finding| show.show(finding)).collect(),
    }
}

/// How much weight a rule has at the day, and why less where it is less.
fn standing(of: Option<RuleStanding>, lang: Lang) -> (Mark, String) {
    match of {
        None | Some(RuleStanding::Binding) => {
            (Mark::new("good", lang.pick("áp dụng đầy đủ", "in full weight")), String::new())
        }
        Some(RuleStanding::Advice(because)) => {
            let most = severity(Severity::Warning, lang);
            let word = match lang {
                Lang::Vi => format!("chỉ là khuyến nghị, nặng nhất là {most}"),
                Lang::En => format!("advice only, at most a {most}"),
            };
            (Mark::new("warning", word), because.get(lang).to_owned())
        }
        Some(RuleStanding::Off(because)) => {
            (Mark::new("plain", lang.pick("không áp dụng", "not applied")), because.get(lang).to_owned())
        }
    }
}

/// A page without its first heading, which is the title already.
fn below_the_title(text: &str) -> &str {
    let text = text.trim_start();
    if text.starts_with("# ") { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text }
}

/// The examples of a rule's page: headings are in both languages, `Ví dụ · Example`.
fn examples(page: RulePage, lang: Lang) -> Vec<Example> {
    let parts = page.examples().split("## ").skip(1);
    let example = |part: &str| {
        let (heading, rest) = part.split_once('\n')?;
        let (vi, en) = heading.split_once(" · ").unwrap_or((heading, heading));
        let yaml = rest.split_once("```yaml\n")?.1.split_once("```")?.0;
        Some(Example { title: lang.pick(vi, en).trim().to_owned(), yaml: yaml.to_owned() })
    };
    parts.filter_map(example).collect()
}
