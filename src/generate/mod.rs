//! A made-up nation, for benches and tests: files that an architect could have written, as many as
//! wanted, with no fault but those asked for. The same nation gives the same bytes on every machine.

mod application;
mod case;
mod database;
mod entry;
mod layout;
mod load_fault;
mod national;
mod plan;
mod plant;
mod random;
mod roadmap;
mod route;
mod security;
mod skeleton;
#[cfg(test)]
mod tests;
mod waiver;
mod words;

use plan::{Agency, Plan};
use random::Random;
use skeleton::Layers;

pub use case::Case;
pub use load_fault::LOADING_FAULTS;

/// How large a nation is, which one of all, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nation {
    /// Ministries, provinces and their units, beside the five agencies that stand for the nation.
    /// At least 12, and no more than one for twelve components, so that each has all five layers.
    pub agencies: usize,
    /// Components, all told; more where the agencies need more for their five layers.
    pub components: usize,
    /// Which of all nations of this size.
    pub seed: u64,
    /// Cases planted in it, at places drawn by the seed.
    pub cases: Vec<Case>,
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
    /// The file.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// A nation, written out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Generated {
    /// Files, `khung.yaml` first.
    pub files: Vec<GeneratedFile>,
    /// Everything the rules of the planted cases must find, and nothing else.
    pub expected: Vec<Expected>,
    /// How many agencies there are, those of the cases not counted.
    pub agencies: usize,
    /// How many components there are, those of the cases not counted.
    pub components: usize,
}

impl Nation {
    /// A nation of so many components with nothing wrong: an agency for each hundred of them.
    #[must_use]
    pub const fn of(components: usize) -> Self {
        Self { agencies: components / 100, components, seed: 1, cases: Vec::new() }
    }

    /// The same nation with cases planted in it. What they must be found with is in [`Generated::expected`];
    /// to judge a rule, plant the cases of that rule alone, and of one day alone.
    #[must_use]
    pub fn with(mut self, cases: &[Case]) -> Self {
        self.cases = cases.to_vec();
        self
    }

    /// The files of the nation, and what must be found in them.
    #[must_use]
    pub fn files(&self) -> Generated {
        let mut plan = Plan::of(self);
        let layers: Vec<Layers> = plan.agencies.iter().map(|agency| self.floor(&plan, agency)).collect();
        let shares = self.shares(&layers);
        for (agency, share) in plan.agencies.iter_mut().zip(&shares) {
            agency.databases = share.databases;
        }
        let mut generated = Generated { agencies: plan.agencies.len(), ..Generated::default() };
        generated.files.push(layout::config());
        for ((agency, mut layers), share) in plan.agencies.iter().zip(layers).zip(shares) {
            self.fill(&plan, agency, share, &mut layers);
            generated.components += layers.iter().map(Vec::len).sum::<usize>();
            generated.files.extend(layout::files(self, &plan, agency, &layers));
        }
        plant::plant(self.seed, &self.cases, &mut generated);
        generated
    }

    /// What an agency has whatever the size of the nation.
    fn floor(&self, plan: &Plan, agency: &Agency) -> Layers {
        let mut random = self.random(agency, 1);
        let mut layers = skeleton::skeleton(plan, agency, &mut random);
        national::add(plan, agency, &mut layers, &mut random);
        roadmap::add(plan, agency, &mut layers, &mut random);
        waiver::add(plan, agency, &mut layers, &mut random);
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
        applications.extend((0..share.applications).map(|n| application::application(plan, agency, share, n, random)));
        security.extend((0..share.protection).map(|n| application::protection(agency, n, random)));
    }

    fn random(&self, agency: &Agency, purpose: u64) -> Random {
        Random::of_part(self.seed, (agency.index as u64) << 2 | purpose)
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
