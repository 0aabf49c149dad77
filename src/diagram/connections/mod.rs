//! The connection model: who connects on the left, the platforms of exchange in the middle, who is connected to on
//! the right, and below them the network that carries it.

mod boxes;
mod plan;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use self::boxes::{Boxes, needs_frame};
use self::plan::{COLUMNS, Plan, Spot, plan, stroke};
use super::layered::{Cluster, Direction, Edge, Node, Rank, Scene, place};
use super::letters::{Weight, balanced, wrap};
use super::member::{remark, tone_legend};
use super::picture::{Card, Drawing, Line, Meaning, Picture, Rect, Sign, Stroke, Tone};
use crate::measure::Scope;
use crate::model::AgencyId;
use crate::text::Lang;
use crate::view::{Atlas, Carriage, Exchange, Target, ends, exchange_tables, exchanges, is_illustrative};

/// The connection model of a scope; `None` where nothing is exchanged.
pub(super) fn connections(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Drawing> {
    let exchanges = exchanges(atlas, scope);
    if exchanges.is_empty() {
        return None;
    }
    let model = Model { atlas, scope, lang, exchanges: &exchanges };
    let plan = plan(atlas.graph(), scope, &exchanges);
    let (id, title) = model.title();
    let mut picture = Picture::new(id, lang, title, model.description());
    place(model.scene(&plan), &mut picture);
    model.carrier(&mut picture);
    model.provenance(&mut picture);
    model.legend(&plan, &mut picture);
    let tables = exchange_tables(atlas, &exchanges, lang);
    Some(Drawing { picture, tables })
}

struct Model<'a> {
    atlas: Atlas<'a>,
    scope: Scope,
    lang: Lang,
    exchanges: &'a [Exchange<'a>],
}

impl Model<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    fn title(&self) -> (String, String) {
        let (repository, what) = (self.atlas.graph().repository, self.say("Mô hình kết nối", "Connection model"));
        match self.scope {
            Scope::Whole => ("connections".to_owned(), format!("{what}: {}", repository.config.title.get(self.lang))),
            Scope::Agency(agency) => {
                let name = repository.agency_name(agency, self.lang);
                (format!("connections-{}", agency.0), format!("{what}: {name}"))
            }
        }
    }

    fn count(&self, counts: impl Fn(&Exchange<'_>) -> bool) -> usize {
        self.exchanges.iter().filter(|exchange| counts(exchange)).count()
    }

    fn description(&self) -> String {
        let graph = self.atlas.graph();
        let roles = &graph.pack.catalogue.roles;
        let all = self.exchanges.len();
        let systems = ends(graph, self.exchanges).len();
        let passes = |role: &str| {
            self.count(|exchange| {
                let flow = &exchange.flow;
                flow.via.iter().chain([&flow.to]).any(|&step| graph.is_catalogued(step, role))
            })
        };
        let (national, documents) = (passes(&roles.national_platform), passes(&roles.document_axis));
        let direct = self.count(|exchange| {
            exchange.flow.via.is_empty() && !graph.is_intermediary(exchange.flow.to) && exchange.crosses
        });
        let wrong = self.count(|exchange| stroke(exchange) == Stroke::Wrong);
        match self.lang {
            Lang::Vi => format!(
                "{all} kết nối giữa {systems} hệ thống: {national} tới hoặc qua nền tảng quốc gia, {documents} qua trục \
                 liên thông văn bản, {direct} nối thẳng giữa hai cơ quan; {wrong} kết nối sai đường. Cột trái là bên \
                 chủ động kết nối, cột phải là bên được kết nối."
            ),
            Lang::En => format!(
                "{all} connections between {systems} systems: {national} to or through the national platform, \
                 {documents} through the document axis, {direct} straight between two agencies; {wrong} on a wrong \
                 path. The connecting side stands on the left, the connected side on the right."
            ),
        }
    }

    fn scene(&self, plan: &Plan) -> Scene {
        let boxes = Boxes { graph: self.atlas.graph(), scope: self.scope, lang: self.lang, day: self.atlas.day() };
        let mut numbers: BTreeMap<Spot, usize> = BTreeMap::new();
        let mut ranks = Vec::new();
        for column in 0..COLUMNS {
            let here = plan.boxes.range((column, plan::Key::FIRST)..).take_while(|(spot, _)| spot.0 == column);
            let mut clusters: BTreeMap<Option<AgencyId>, Vec<Spot>> = BTreeMap::new();
            for (&spot, _) in here {
                clusters.entry(boxes.frame(spot)).or_default().push(spot);
            }
            let mut rank = Rank { title: self.heading(column), tone: Some(Tone::Ground), ..Rank::default() };
            for (agency, spots) in clusters {
                let frame = agency.filter(|_| needs_frame(&spots));
                let nodes = spots.iter().filter_map(|spot| {
                    let member = plan.boxes.get(spot)?;
                    numbers.insert(*spot, numbers.len());
                    Some(Node { card: boxes.card(*spot, member, frame.is_some()) })
                });
                let nodes: Vec<Node> = nodes.collect();
                match frame {
                    Some(agency) => rank.clusters.push(boxes.cluster(agency, nodes)),
                    None => rank.clusters.extend(nodes.into_iter().map(|node| Cluster::plain([node.card]))),
                }
            }
            if !rank.clusters.is_empty() {
                ranks.push(rank);
            }
        }
        let edges = plan.lines.iter().filter_map(|(&(from, to, stroke, arrow), held)| {
            let (from, to) = (*numbers.get(&from)?, *numbers.get(&to)?);
            Some(Edge { from, to, stroke, arrow, tip: boxes.tip(self.exchanges, held) })
        });
        Scene { direction: Direction::Right, edges: edges.collect(), ranks }
    }

    /// Title of a column.
    fn heading(&self, column: usize) -> Vec<Line> {
        let platform = ("nền tảng cấp bộ, tỉnh", "platform of a ministry or province");
        let (words, more, wide) = match column {
            0 => (("Bên kết nối", "Connecting side"), ("", ""), 190.0),
            1 => (("LGSP bên kết nối", "LGSP, connecting side"), platform, 140.0),
            2 => (("Nền tảng quốc gia", "National platforms"), ("", ""), 150.0),
            3 => (("LGSP bên được kết nối", "LGSP, connected side"), platform, 140.0),
            _ => (("Bên được kết nối", "Connected side"), ("", ""), 190.0),
        };
        let title = balanced(self.say(words.0, words.1), wide, 13.0, Weight::Bold, 2).into_iter();
        let more = wrap(self.say(more.0, more.1), wide, 11.0, Weight::Regular, 2).into_iter();
        title.map(|line| Line::new(line, 13.0).bold()).chain(more.map(|line| Line::new(line, 11.0).quiet())).collect()
    }

    /// The network below everything, with how much of what crosses from agency to agency it carries.
    fn carrier(&self, picture: &mut Picture) {
        let graph = self.atlas.graph();
        let crossing = self.count(|exchange| exchange.crosses);
        if crossing == 0 {
            return;
        }
        let role = &graph.pack.catalogue.roles.dedicated_network;
        let network = graph.national(role, self.atlas.day());
        let carried = self.count(|exchange| exchange.crosses && matches!(exchange.carriage, Carriage::Dedicated(_)));
        let other = self.count(|exchange| exchange.crosses && matches!(exchange.carriage, Carriage::Other(_)));
        let unsaid = self.count(|exchange| matches!(exchange.carriage, Carriage::Unsaid));
        let catalogued = graph.pack.catalogue_entry(role).map_or(role.as_str(), |entry| entry.name.get(self.lang));
        let name = network.map_or(catalogued, |id| graph.repository.name(id, self.lang));
        let mut says = match self.lang {
            Lang::Vi => format!("mang {carried}/{crossing} kết nối giữa các cơ quan"),
            Lang::En => format!("carries {carried} of {crossing} connections between agencies"),
        };
        let others =
            [(unsaid, "chưa ghi mạng truyền", "name no network"), (other, "đi trên mạng khác", "on another network")];
        for (count, vi, en) in others.into_iter().filter(|(count, ..)| *count > 0) {
            let _ = write!(says, "; {count} {}", self.say(vi, en));
        }
        let wide = (picture.width - 24.0).max(60.0);
        let mut lines: Vec<Line> = Vec::new();
        lines.extend(wrap(name, wide, 13.0, Weight::Bold, 3).into_iter().map(|line| Line::new(line, 13.0).bold()));
        lines.extend(wrap(&says, wide, 12.0, Weight::Regular, 4).into_iter().map(|line| Line::new(line, 12.0)));
        let high = lines.iter().map(Line::height).sum::<f32>() + 14.0;
        picture.cards.push(Card {
            rect: Rect::new(0.0, picture.height + 14.0, picture.width, high),
            tip: format!("{name}: {says}"),
            lines,
            tone: if carried == crossing { Tone::National } else { Tone::Warning },
            focus: false,
            target: network.map(|id| Target::Component(graph.component(id).key.to_string())),
        });
        picture.height += 14.0 + high;
    }

    /// Says how many connections have details that no source tells.
    fn provenance(&self, picture: &mut Picture) {
        let graph = self.atlas.graph();
        let marked = self.count(|exchange| is_illustrative(graph, exchange.flow.from, exchange.relation()));
        let all = self.exchanges.len();
        if marked > 0 {
            let words = match self.lang {
                Lang::Vi => {
                    format!("{marked}/{all} kết nối có chi tiết giả định để minh họa; xem cột Ghi chú của bảng.")
                }
                Lang::En => {
                    format!(
                        "{marked} of {all} connections have details assumed for illustration; see the remarks in the table."
                    )
                }
            };
            remark(picture, &words);
        }
    }

    fn legend(&self, plan: &Plan, picture: &mut Picture) {
        let lines: &[(Stroke, &str, &str)] = &[
            (Stroke::Data, "kết nối mang dữ liệu", "connection that carries data"),
            (Stroke::Spine, "giữa các nền tảng", "between platforms"),
            (Stroke::Wrong, "sai đường", "wrong path"),
            (
                Stroke::Excepted,
                "lệch đường: được miễn trừ hoặc chỉ là khuyến nghị",
                "off the path: waived, or advice only",
            ),
            (Stroke::Uncarried, "chưa ghi mạng truyền số liệu chuyên dùng", "not said to be on the dedicated network"),
            (Stroke::Planned, "một đầu chưa vận hành", "an end is not in operation yet"),
        ];
        for &(stroke, vi, en) in lines {
            if plan.lines.keys().any(|line| line.2 == stroke) {
                picture.legend.push(Meaning { sign: Sign::Line(stroke), says: self.say(vi, en).to_owned() });
            }
        }
        tone_legend(self.atlas.graph(), picture, self.lang);
    }
}
