//! Counts what the framework asks of an architecture: figures with the components behind each, and the law read
//! both ways. It counts and compares; no figure is a score, and what cannot be counted says why.

mod duties;
mod evidence;
mod figure;
mod layers;
mod metrics;
mod models;
mod targets;
mod trace;

pub use evidence::{Evidence, Weight, weight};
pub use figure::{Asked, Behind, CodeClass, CodeUse, Coverage, Figure, Group, Member, Scope, Verdict};
pub use models::{class, codes_of};
pub use trace::{ArticleTrace, DocumentTrace, ReachBy, RuleReach, Trace, trace};

use self::evidence::Ground;
use crate::model::AgencyId;

/// Every figure of the asked agencies; with none asked, of the whole and of each agency at the top that has a
/// component at the day.
#[must_use]
pub fn measure(evidence: &Evidence<'_>, asked: &[AgencyId]) -> Coverage {
    let mut scopes: Vec<Scope> = asked.iter().copied().map(Scope::Agency).collect();
    let mut silent = Vec::new();
    if asked.is_empty() {
        scopes.push(Scope::Whole);
        for id in evidence.roots() {
            if evidence.has_components(id) { scopes.push(Scope::Agency(id)) } else { silent.push(id) }
        }
    }
    let mut coverage = Coverage { as_of: evidence.day, scopes: scopes.clone(), silent, ..Coverage::default() };
    for scope in scopes {
        let ground = evidence.ground(scope);
        coverage.codes.append(&mut models::codes(&ground));
        coverage.figures.append(&mut figures(&ground));
    }
    coverage
}

fn figures(ground: &Ground<'_>) -> Vec<Figure> {
    let pack = ground.pack();
    let layers = pack.framework.layers.iter().map(|layer| layers::figure(ground, layer));
    let models = pack.models.iter().map(|model| models::figure(ground, model));
    let duties = pack.duties.duties.iter().map(|duty| duties::figure(ground, duty));
    let targets = pack.targets.targets.iter().flat_map(|target| targets::figures(ground, target));
    layers.chain(models).chain(duties).chain(targets).collect()
}
