//! Who is there: the agencies of a made-up nation and how many components each is given.

use super::Nation;
use super::random::Random;

/// Position of the agency that owns NGSP, the dedicated network and the national monitoring.
pub(super) const PLATFORMS: usize = 0;
/// Position of the agency that owns the document axis and the national portal.
pub(super) const OFFICE: usize = 1;
/// Position of the agency that owns the population database.
pub(super) const POPULATION: usize = 2;
/// Position of the unit that issues the Government's certificates; its ministry stands before it.
pub(super) const CIPHER: usize = 4;
/// How many agencies every nation has.
const FIXED: usize = 5;
/// Part of the stream of numbers that this file draws from; no agency has it.
const PART: u64 = u64::MAX - 1;
/// Fewest made-up agencies: below, there is no room for units.
const FEWEST: usize = 12;
/// Components of a nation for each agency, at least, so that all five layers of each are filled.
const EACH: usize = 12;
/// Codes of ministries that the table of Decision 20/2020 names, but for those of the fixed agencies.
const MINISTRIES: [&str; 16] =
    ["G02", "G03", "G08", "G09", "G10", "G12", "G15", "G16", "G17", "G18", "G19", "G20", "G21", "G27", "G28", "G30"];
/// Provinces of the table, H01 to H63.
const PROVINCES: usize = 63;

/// Level of a made-up agency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Level {
    #[default]
    Ministry,
    Province,
    Unit,
}

impl Level {
    /// As it is written.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Province => "province",
            Self::Unit => "unit",
        }
    }

    /// Whom a shared component of the agency serves.
    pub(super) const fn scope(self) -> &'static str {
        match self {
            Self::Ministry => "branch",
            Self::Province => "province",
            Self::Unit => "agency",
        }
    }
}

/// An agency to be written.
#[derive(Debug, Default)]
pub(super) struct Agency {
    /// Position in the plan.
    pub(super) index: usize,
    /// Id.
    pub(super) id: String,
    /// Name people read.
    pub(super) name: String,
    /// The name in short, as it stands in the names of components.
    pub(super) short: String,
    /// Level.
    pub(super) level: Level,
    /// Position of the ministry or province at the top; its own where it is one.
    pub(super) root: usize,
    /// Identifier code.
    pub(super) code: String,
    /// Builds something new, and so has a roadmap.
    pub(super) plans: bool,
    /// Has leave to break a rule for a time.
    pub(super) waives: bool,
    /// Databases that the filler gives it: `csdl-0001` and on.
    pub(super) databases: usize,
}

impl Agency {
    /// Whether it is a ministry or a province.
    pub(super) const fn is_root(&self) -> bool {
        self.root == self.index
    }

    /// How a component of this agency is referred to from another agency or from itself.
    pub(super) fn refer(&self, from: &Self, component: &str) -> String {
        if self.index == from.index { component.to_owned() } else { format!("{}/{component}", self.id) }
    }
}

/// The agencies, the fixed ones first, every ministry and province before its units.
#[derive(Debug)]
pub(super) struct Plan {
    /// Agencies.
    pub(super) agencies: Vec<Agency>,
}

impl Plan {
    /// The agencies of a nation.
    pub(super) fn of(nation: &Nation) -> Self {
        let made_up = nation.agencies.min(nation.components / EACH).max(FEWEST);
        let roots = made_up.div_ceil(4).clamp(3, MINISTRIES.len() + PROVINCES);
        let ministries = roots.div_ceil(4).min(MINISTRIES.len());
        let mut plan = Self { agencies: Vec::with_capacity(made_up + FIXED) };
        plan.add_root("bo-tttt", "Bộ Thông tin và Truyền thông", "Bộ TTTT", Level::Ministry, "G06");
        plan.add_root("vpcp", "Văn phòng Chính phủ", "VPCP", Level::Ministry, "G22");
        plan.add_root("bo-cong-an", "Bộ Công an", "Bộ CA", Level::Ministry, "G01");
        let defence = plan.add_root("bo-quoc-phong", "Bộ Quốc phòng", "Bộ QP", Level::Ministry, "G11");
        plan.add(Agency {
            id: "ban-co-yeu".to_owned(),
            name: "Ban Cơ yếu Chính phủ".to_owned(),
            short: "Ban CY".to_owned(),
            level: Level::Unit,
            root: defence,
            code: "G11.01".to_owned(),
            ..Agency::default()
        });
        for position in 0..roots {
            plan.add_tree(
                position,
                ministries,
                (made_up - roots) / roots + usize::from(position < (made_up - roots) % roots),
            );
        }
        let mut random = Random::of_part(nation.seed, PART);
        for agency in plan.agencies.iter_mut().skip(FIXED).filter(|agency| agency.is_root()) {
            // One has both in every nation.
            agency.plans = agency.index == FIXED || random.chance(60);
            agency.waives = agency.index == FIXED || random.chance(25);
        }
        plan
    }

    fn add_tree(&mut self, position: usize, ministries: usize, units: usize) {
        let (id, word, number, level, code) = if let Some(code) = MINISTRIES[..ministries].get(position) {
            (format!("m{:03}", position + 1), "Bộ", position + 1, Level::Ministry, (*code).to_owned())
        } else {
            let number = position - ministries + 1;
            (format!("p{number:03}"), "Tỉnh", number, Level::Province, format!("H{number:02}"))
        };
        let root = self.add_root(&id, &format!("{word} số {number}"), &format!("{word} {number}"), level, &code);
        for unit in 1..=units {
            let below = if level == Level::Ministry { "Cục" } else { "Sở" };
            self.add(Agency {
                id: format!("{id}-dv{unit:02}"),
                name: format!("{below} số {unit} thuộc {word} số {number}"),
                short: format!("{below} {unit} {word} {number}"),
                level: Level::Unit,
                root,
                code: format!("{code}.{unit:02}"),
                ..Agency::default()
            });
        }
    }

    fn add_root(&mut self, id: &str, name: &str, short: &str, level: Level, code: &str) -> usize {
        let (id, name, short, code) = (id.to_owned(), name.to_owned(), short.to_owned(), code.to_owned());
        let root = self.agencies.len();
        self.add(Agency { id, name, short, level, root, code, ..Agency::default() });
        root
    }

    fn add(&mut self, agency: Agency) {
        let index = self.agencies.len();
        self.agencies.push(Agency { index, ..agency });
    }

    /// The ministry or province an agency stands under.
    pub(super) fn root_of(&self, agency: &Agency) -> &Agency {
        &self.agencies[agency.root]
    }
}
