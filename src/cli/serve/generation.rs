//! One state of the repository, read and checked, in a thread of its own that owns all of it and makes pages when it
//! is asked. It ends when nobody can ask any more.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};

use clap::ArgMatches;
use serde::Serialize;
use tokio::sync::oneshot;

use super::super::published::{Checked, checked};
use super::super::{Failure, Terminal, check};
use crate::check::{Outcome, Tally, is_unread};
use crate::diagnostic::{Finding, Subject};
use crate::framework::Severity;
use crate::site::{Leaf, PageError, address};
use crate::text::{Lang, Text};
use crate::view::Target;

/// Threads that make pages: a page that takes long holds no other up.
const MAKERS: usize = 4;

/// Something that is wrong, as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fault {
    /// How bad it is.
    pub severity: Severity,
    /// The rule; empty where none was asked.
    pub rule: String,
    /// `file:line:column`; empty where it stands nowhere.
    pub place: String,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub help: Text,
    /// Pages that are about it, from the root of a language; the first is where a click leads.
    pub pages: Vec<String>,
}

/// A state that can be shown.
pub(super) struct Generation {
    asks: mpsc::Sender<Ask>,
    /// What was found and nothing lets pass, the worst first.
    pub findings: Vec<Fault>,
    /// How much of it.
    pub tally: Tally,
}

/// What became of a build.
pub(super) enum Built {
    /// It can be shown.
    Good(Generation),
    /// It cannot, and why.
    Bad(Vec<Fault>),
}

type Page = Option<Result<Vec<u8>, PageError>>;

struct Ask {
    path: String,
    answer: oneshot::Sender<Page>,
}

impl Generation {
    /// A file of the site, made now; none where the site has no such file.
    pub(super) async fn page(&self, path: &str) -> Page {
        let (answer, page) = oneshot::channel();
        self.asks.send(Ask { path: path.to_owned(), answer }).ok()?;
        page.await.unwrap_or_else(|_| {
            let message = Text::new("lỗi của chương trình khi làm trang này", "the program failed on this page");
            Some(Err(PageError { path: path.to_owned(), message }))
        })
    }
}

/// Reads and checks the repository as it is now.
pub(super) fn build(matches: &ArgMatches, lang: Option<Lang>, terminal: &Terminal) -> Built {
    let (tell, told) = mpsc::channel();
    let (matches, terminal) = (matches.clone(), terminal.clone());
    std::thread::spawn(move || {
        let done = checked(&matches, lang, &terminal, |checked| live(checked, &tell));
        if let Err(failure) = done {
            let _ = tell.send(Built::Bad(vec![failed(failure)]));
        }
    });
    let broken = || {
        let text = Text::new("lỗi của chương trình khi đọc kho", "the program failed while reading the repository");
        Built::Bad(vec![Fault::of(text)])
    };
    told.recv().unwrap_or_else(|_| broken())
}

/// Tells that a state is there, and makes its pages as long as anybody may ask.
fn live(checked: &Checked<'_>, tell: &mpsc::Sender<Built>) -> Result<(), Failure> {
    if checked.outcome == Outcome::Unread {
        let unread = checked.findings.iter().filter(|finding| is_unread(finding));
        let _ = tell.send(Built::Bad(unread.map(|finding| fault(checked, finding)).collect()));
        return Ok(());
    }
    if checked.is_empty() {
        return Err(check::nothing_to_check());
    }
    let mut shown: Vec<&Finding> = checked.findings.iter().filter(|finding| finding.waived.is_none()).collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let findings = shown.into_iter().map(|finding| fault(checked, finding)).collect();
    checked.sections(
        |name| name == "site",
        |sections| {
            let leaves: BTreeMap<&str, &Leaf<'_>> =
                sections.iter().flat_map(|section| &section.leaves).map(|leaf| (leaf.path.as_str(), leaf)).collect();
            let (asks, asked) = mpsc::channel();
            let _ = tell.send(Built::Good(Generation { asks, findings, tally: Tally::of(checked.findings) }));
            let asked = Mutex::new(asked);
            std::thread::scope(|scope| {
                for _ in 0..MAKERS {
                    scope.spawn(|| make(&leaves, &asked));
                }
            });
            Ok(())
        },
    )
}

fn make(leaves: &BTreeMap<&str, &Leaf<'_>>, asked: &Mutex<mpsc::Receiver<Ask>>) {
    loop {
        let next = asked.lock().map(|asked| asked.recv());
        let Ok(Ok(Ask { path, answer })) = next else { return };
        // A fault of ours in one page loses that page alone: the answer is dropped, which says so.
        let made = catch_unwind(AssertUnwindSafe(|| leaves.get(path.as_str()).map(|leaf| leaf.bytes())));
        if let Ok(page) = made {
            let _ = answer.send(page);
        }
    }
}

fn fault(checked: &Checked<'_>, finding: &Finding) -> Fault {
    let component = match &finding.subject {
        Subject::Component(key) | Subject::Connection { from: key, .. } => Some(Target::Component(key.clone())),
        _ => None,
    };
    let agency = (!finding.agency.is_empty()).then(|| Target::Agency(finding.agency.clone()));
    let rule = Some(Target::Rule(finding.rule.to_string()));
    let mut pages: Vec<String> = [component, agency, rule].iter().flatten().map(address::page).collect();
    pages.push(address::source(&checked.sources.get(finding.place.file).path));
    Fault {
        severity: finding.severity,
        rule: finding.rule.to_string(),
        place: checked.place(finding),
        message: finding.message.clone(),
        help: finding.help.clone(),
        pages,
    }
}

impl Fault {
    /// A fault that stands nowhere.
    pub(super) fn of(message: Text) -> Self {
        let (rule, place, help) = (String::new(), String::new(), Text::default());
        Self { severity: Severity::Error, rule, place, message, help, pages: Vec::new() }
    }
}

fn failed(failure: Failure) -> Fault {
    Fault::of(match failure {
        Failure::Say(_, text) => text,
        Failure::Io(error) => Text::new(error.to_string(), error.to_string()),
        Failure::Said(_) => Text::new("không đọc được kho", "the repository could not be read"),
    })
}
