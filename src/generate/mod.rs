//! A made-up nation, for benches and tests: files that an architect could have written, as many as
//! wanted, with no fault but those asked for. The same nation gives the same bytes on every machine.

mod application;
mod database;
mod entry;
mod fault;
mod layout;
mod load_fault;
mod national;
mod plan;
mod random;
mod route;
mod skeleton;
#[cfg(test)]
mod tests;
mod violation;
mod words;

use fault::Seeds;
use plan::{Agency, Plan};
use random::Random;
use skeleton::Layers;

pub use violation::Violation;

/// How large a nation is, which one of all, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nation {
    /// Ministries, provinces and their units, beside the three agencies that own what is national.
    /// At least 12, and no more than one for ten components, so that each has all five layers.
    pub agencies: usize,
    /// Components, all told; more where the agencies need more for their five layers.
    pub components: usize,
    /// Which of all nations of this size.
    pub seed: u64,
    /// Faults, one of each.
    pub violations: Vec<Violation>,
}

/// A file of a made-up nation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Path from the root of the repository, with `/`.
    pub path: String,
    /// Content.
    pub text: String,
}

/// What a checker must find.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Expected {
    /// Name of the rule.
    pub rule: &'static str,
    /// Label of the subject: an agency, `agency/component`, `from → to`, a data entity or a file.
    pub subject: String,
}

/// A nation, written out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Generated {
    /// Files, `khung.yaml` first.
    pub files: Vec<GeneratedFile>,
    /// Everything a checker must find, and nothing else.
    pub expected: Vec<Expected>,
    /// How many agencies there are.
    pub agencies: usize,
    /// How many components there are.
    pub components: usize,
}

impl Nation {
    /// A nation of so many components with nothing wrong: an agency for each hundred of them.
    #[must_use]
    pub const fn of(components: usize) -> Self {
        Self { agencies: components / 100, components, seed: 1, violations: Vec::new() }
    }

    /// The same nation with faults.
    #[must_use]
    pub fn with(mut self, violations: &[Violation]) -> Self {
        self.violations = violations.to_vec();
        self
    }

    fn has(&self, violation: Violation) -> bool {
        self.violations.contains(&violation)
    }

    /// The files of the nation, and what must be found in them.
    #[must_use]
    pub fn files(&self) -> Generated {
        let mut plan = Plan::of(self);
        let mut layers: Vec<Layers> = plan.agencies.iter().map(|agency| self.floor(&plan, agency)).collect();
        let mut seeds = Seeds { plan: &plan, layers: &mut layers, expected: Vec::new() };
        for violation in Violation::ALL.into_iter().filter(|violation| self.has(*violation)) {
            fault::seed(violation, &mut seeds);
        }
        let expected = seeds.expected;
        let shares = self.shares(&layers);
        for (agency, share) in plan.agencies.iter_mut().zip(&shares) {
            agency.databases = share.databases;
        }
        let mut generated = Generated { expected, agencies: plan.agencies.len(), ..Generated::default() };
        generated.files.push(layout::config());
        for ((agency, mut layers), share) in plan.agencies.iter().zip(layers).zip(shares) {
            self.fill(&plan, agency, share, &mut layers);
            generated.components += layers.iter().map(Vec::len).sum::<usize>();
            generated.files.extend(layout::files(self, &plan, agency, &layers));
        }
        let about_files = self.violations.iter().filter(|violation| violation.is_about_a_file());
        for &violation in about_files {
            generated.expect_file(violation);
        }
        generated
    }

    /// What an agency has whatever the size of the nation.
    fn floor(&self, plan: &Plan, agency: &Agency) -> Layers {
        let mut random = self.random(agency, 1);
        let mut layers = skeleton::skeleton(self, plan, agency, &mut random);
        national::add(agency, &mut layers, &mut random);
        layers
    }

    /// How many components of each sort the filler gives to each agency, to make up the number wanted.
    fn shares(&self, layers: &[Layers]) -> Vec<Share> {
        let placed: usize = layers.iter().flatten().map(Vec::len).sum();
        let rest = self.components.saturating_sub(placed);
        let (each, over) = (rest / layers.len(), rest % layers.len());
        (0..layers.len()).map(|index| Share::of(each + usize::from(index < over))).collect()
    }

    /// Adds the filler of one agency.
    fn fill(&self, plan: &Plan, agency: &Agency, share: Share, layers: &mut Layers) {
        let mut random = self.random(agency, 2);
        let random = &mut random;
        let [infrastructure, data, platform, applications, security] = layers;
        infrastructure.extend((0..share.infrastructure).map(|n| application::infrastructure(plan, agency, n, random)));
        data.extend((0..share.databases).map(|n| database::filler(plan, agency, n, random)));
        platform.extend((0..share.platforms).map(|n| application::platform(agency, n, random)));
        applications.extend((0..share.applications).map(|n| application::application(plan, agency, n, random)));
        security.extend((0..share.protection).map(|n| application::protection(agency, n, random)));
    }

    fn random(&self, agency: &Agency, purpose: u64) -> Random {
        Random::of_part(self.seed, (agency.index as u64) << 2 | purpose)
    }
}

impl Generated {
    /// Makes the file that a fault stands in the subject of what is found.
    fn expect_file(&mut self, violation: Violation) {
        let id = format!("  - id: {}\n", fault::id(violation));
        let file = self.files.iter().find(|file| file.text.contains(&id));
        let expected = self.expected.iter_mut().find(|expected| expected.rule == violation.name());
        if let (Some(file), Some(expected)) = (file, expected) {
            expected.subject.clone_from(&file.path);
        }
    }
}

/// The filler of one agency, by sort.
#[derive(Debug, Clone, Copy)]
struct Share {
    infrastructure: usize,
    databases: usize,
    platforms: usize,
    applications: usize,
    protection: usize,
}

impl Share {
    fn of(components: usize) -> Self {
        let part = |percent: usize| components * percent / 100;
        let (infrastructure, databases, platforms, protection) = (part(16), part(22), part(4), part(9));
        let applications = components - infrastructure - databases - platforms - protection;
        Self { infrastructure, databases, platforms, applications, protection }
    }
}
