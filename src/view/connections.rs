//! Who exchanges what with whom, told as tables: the twin of the connection model.

use rustc_hash::FxHashMap;

use super::exchange::{Carriage, Exchange, Standing};
use super::{Atlas, Cell, Table, Target};
use crate::diagnostic::Finding;
use crate::graph::Graph;
use crate::model::{AgencyId, ComponentId, ConnectionId, words};
use crate::text::Lang;
use crate::tree::NodeRef;

/// Past so many connections a table is by agency: pages of single connections are the agencies' own.
const LONGEST: usize = 1500;

/// The exchanges of a picture as tables: those that go astray, then all of them.
#[must_use]
pub fn exchange_tables(atlas: Atlas<'_>, exchanges: &[Exchange<'_>], lang: Lang) -> Vec<Table> {
    let teller = Teller { atlas, lang };
    let astray: Vec<&Exchange<'_>> = exchanges.iter().filter(|exchange| exchange.strays()).collect();
    let mut tables = Vec::new();
    let many = exchanges.len() > LONGEST;
    if !astray.is_empty() && (many || astray.len() < exchanges.len()) {
        let caption = lang.pick("Kết nối không theo đường chuẩn", "Connections off the standard path");
        tables.push(teller.table(&format!("{caption} ({})", astray.len()), &astray));
    }
    if many {
        tables.push(teller.by_agency(exchanges));
    } else if !exchanges.is_empty() {
        let caption = lang.pick("Tất cả kết nối", "All connections");
        let all: Vec<&Exchange<'_>> = exchanges.iter().collect();
        tables.push(teller.table(&format!("{caption} ({})", all.len()), &all));
    }
    tables
}

/// Two agencies, and the platforms between them.
type Pair = (Option<AgencyId>, Option<AgencyId>, Vec<ComponentId>);

/// Says exchanges in a language.
struct Teller<'a> {
    atlas: Atlas<'a>,
    lang: Lang,
}

impl<'a> Teller<'a> {
    const fn graph(&self) -> &'a Graph<'a> {
        self.atlas.graph()
    }

    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    /// One row an exchange.
    fn table(&self, caption: &str, exchanges: &[&Exchange<'_>]) -> Table {
        let head = [
            self.say("Từ", "From"),
            self.say("Tới", "To"),
            self.say("Thông tin", "Information"),
            self.say("Dịch vụ chia sẻ", "Sharing service"),
            self.say("Qua", "Through"),
            self.say("Mạng truyền", "Carrier"),
            self.say("Từ ngày", "Since"),
            self.say("Đường đi", "Path"),
            self.say("Phát hiện", "Findings"),
            self.say("Đường chuẩn", "Standard path"),
            self.say("Ghi chú", "Remarks"),
        ];
        let row = |exchange: &&Exchange<'_>| {
            [
                self.component(exchange.flow.from),
                self.component(exchange.flow.to),
                Cell::new(self.information(exchange)),
                Cell::new(self.service(exchange)),
                Cell::new(self.steps(&exchange.flow.via)),
                self.carrier(exchange.carriage),
                Cell::new(self.since(exchange)),
                Cell::new(standing_words(exchange.standing, self.lang)),
                self.findings(exchange),
                Cell::new(self.expected(exchange)),
                Cell::new(self.remarks(exchange)),
            ]
        };
        let rows: Vec<[Cell; 11]> = exchanges.iter().map(row).collect();
        // A column in which nothing stands is left out.
        let kept = |at: usize| at < 2 || rows.iter().any(|row| !row[at].text.is_empty());
        let kept: Vec<bool> = (0..head.len()).map(kept).collect();
        let keep = |row: [Cell; 11]| row.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell);
        Table {
            caption: caption.to_owned(),
            head: head.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(head, _)| (*head).to_owned()).collect(),
            rows: rows.into_iter().map(|row| keep(row).collect()).collect(),
        }
    }

    /// One row for each two agencies and way between them.
    fn by_agency(&self, exchanges: &[Exchange<'_>]) -> Table {
        let graph = self.graph();
        let mut order: Vec<Pair> = Vec::new();
        let mut counts: FxHashMap<Pair, [usize; 3]> = FxHashMap::default();
        for exchange in exchanges {
            let (from, to) = (graph.root_of(exchange.flow.from), graph.root_of(exchange.flow.to));
            let pair = (from, to, exchange.platforms(graph).collect());
            let count = counts.entry(pair).or_insert_with_key(|pair| {
                order.push(pair.clone());
                [0; 3]
            });
            count[0] += 1;
            count[1] += usize::from(matches!(exchange.carriage, Carriage::Dedicated(_)));
            count[2] += usize::from(exchange.strays());
        }
        order.sort();
        let row = |pair: &Pair| {
            let [all, carried, astray] = counts.get(pair).copied().unwrap_or_default();
            let (from, to, via) = pair;
            vec![
                self.agency(*from),
                self.agency(*to),
                Cell::new(self.steps(via)),
                Cell::new(all.to_string()),
                Cell::new(carried.to_string()),
                Cell::new(astray.to_string()),
            ]
        };
        let head = [
            self.say("Từ cơ quan", "From agency"),
            self.say("Tới cơ quan", "To agency"),
            self.say("Qua", "Through"),
            self.say("Số kết nối", "Connections"),
            self.say("Trên mạng truyền số liệu chuyên dùng", "On the dedicated network"),
            self.say("Không theo đường chuẩn", "Off the standard path"),
        ];
        let caption = self.say(
            "Kết nối theo cơ quan; từng kết nối đứng ở trang của mỗi cơ quan",
            "Connections by agency; each single one stands on the page of its agency",
        );
        Table {
            caption: format!("{caption} ({})", exchanges.len()),
            head: head.map(str::to_owned).to_vec(),
            rows: order.iter().map(row).collect(),
        }
    }

    /// A component with the agency it is of.
    fn component(&self, id: ComponentId) -> Cell {
        let graph = self.graph();
        let agency = graph.agency_of(id).map(|agency| graph.repository.agency_name(agency, self.lang));
        let name = graph.repository.name(id, self.lang);
        let text = agency.map_or_else(|| name.to_owned(), |agency| format!("{name} ({agency})"));
        Cell::to(text, Target::Component(graph.component(id).key.to_string()))
    }

    fn agency(&self, id: Option<AgencyId>) -> Cell {
        let repository = self.graph().repository;
        id.map_or_else(Cell::default, |id| {
            Cell::to(repository.agency_name(id, self.lang), Target::Agency(repository.agency(id).id.clone()))
        })
    }

    fn information(&self, exchange: &Exchange<'_>) -> String {
        let graph = self.graph();
        let Some(id) = exchange.flow.connection else { return String::new() };
        let data = graph.entry(id).get("data").into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_str);
        let data: Vec<&str> = data.collect();
        let field = graph.pack.framework.connection.iter().find(|field| field.id == "information");
        let classes = graph.information_of(id).into_iter();
        let named = |class| field.map_or(class, |field| field.name_of(class, self.lang));
        let classes: Vec<&str> = classes.map(named).collect();
        match (data.is_empty(), classes.is_empty()) {
            (true, true) => String::new(),
            (false, true) => data.join(", "),
            (true, false) => format!("{} {}", self.say("thông tin", "information:"), classes.join(", ")),
            (false, false) => format!("{} ({})", data.join(", "), classes.join(", ")),
        }
    }

    fn service(&self, exchange: &Exchange<'_>) -> String {
        let named = exchange.flow.connection.and_then(|id| self.graph().service_named(id)).and_then(NodeRef::as_str);
        named.unwrap_or_default().to_owned()
    }

    fn steps(&self, steps: &[ComponentId]) -> String {
        if steps.is_empty() {
            return self.say("trực tiếp", "directly").to_owned();
        }
        let names: Vec<String> = steps.iter().map(|&step| platform_name(self.graph(), step, self.lang)).collect();
        names.join(" → ")
    }

    fn carrier(&self, carriage: Carriage) -> Cell {
        match carriage {
            Carriage::Dedicated(id) | Carriage::Other(id) => Cell::to(
                self.graph().repository.name(id, self.lang),
                Target::Component(self.graph().component(id).key.to_string()),
            ),
            Carriage::Unsaid => Cell::new(self.say("chưa ghi", "not said")),
            Carriage::Inside => Cell::default(),
        }
    }

    fn since(&self, exchange: &Exchange<'_>) -> String {
        let since = exchange.flow.connection.and_then(|id| self.graph().statement(id).since);
        since.map_or_else(String::new, |since| since.to_string())
    }

    fn findings(&self, exchange: &Exchange<'_>) -> Cell {
        let title = |finding: &&Finding| {
            let rule = self.graph().pack.rule(&finding.rule);
            rule.map_or(finding.rule.as_ref(), |rule| rule.title.get(self.lang)).to_owned()
        };
        let mut titles: Vec<String> = exchange.findings.iter().map(title).collect();
        titles.dedup();
        match exchange.findings.first() {
            Some(first) => Cell::to(titles.join("; "), Target::Rule(first.rule.to_string())),
            None => Cell::default(),
        }
    }

    fn expected(&self, exchange: &Exchange<'_>) -> String {
        if !exchange.strays() {
            return String::new();
        }
        if exchange.expected.is_empty() {
            return self.say("vào ngày này chưa nền tảng nào sẵn sàng", "no platform is ready at this day").to_owned();
        }
        self.steps(&exchange.expected)
    }

    fn remarks(&self, exchange: &Exchange<'_>) -> String {
        let mut parts: Vec<String> = Vec::new();
        if exchange.planned {
            parts.push(self.say("chưa vận hành", "not in operation yet").to_owned());
        }
        if let Some(id) = exchange.flow.connection {
            parts.extend(self.reason(id));
        }
        if is_illustrative(self.graph(), exchange.flow.from, exchange.relation()) {
            parts.push(self.say("có chi tiết giả định để minh họa", "details assumed for illustration").to_owned());
        }
        parts.join("; ")
    }

    fn reason(&self, id: ConnectionId) -> Option<String> {
        let reason = self.graph().entry(id).get("reason").and_then(|node| words(node, self.lang))?;
        Some(reason.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// What a standing is called.
#[must_use]
pub const fn standing_words(standing: Standing, lang: Lang) -> &'static str {
    match standing {
        Standing::Unopposed => lang.pick("không phát hiện sai", "no fault found"),
        Standing::Unknown => lang.pick("chưa xét được", "could not be judged"),
        Standing::Advised => lang.pick("lệch đường, chỉ khuyến nghị", "off the path, advice only"),
        Standing::Waived => lang.pick("lệch đường, được miễn trừ", "off the path, waived"),
        Standing::Wrong => lang.pick("SAI ĐƯỜNG", "WRONG PATH"),
    }
}

/// A platform in a word where people have one: `NGSP`, `LGSP` and whose it is; else its name.
#[must_use]
pub fn platform_name(graph: &Graph<'_>, id: ComponentId, lang: Lang) -> String {
    let roles = &graph.pack.catalogue.roles;
    let of = |role: &str| graph.is_catalogued(id, role);
    let owner = graph.root_of(id).map(|root| graph.repository.agency_name(root, lang));
    match owner {
        Some(owner) if of(&roles.agency_platform) => format!("{} {owner}", roles.agency_platform.to_uppercase()),
        _ if of(&roles.national_platform) => roles.national_platform.to_uppercase(),
        _ => graph.repository.name(id, lang).to_owned(),
    }
}

/// Whether a component says that a field of it, or all of it, is there for illustration.
#[must_use]
pub fn is_illustrative(graph: &Graph<'_>, id: ComponentId, field: &str) -> bool {
    graph
        .repository
        .field(id, "illustrative")
        .is_some_and(|node| node.as_bool() == Some(true) || node.elements().any(|entry| entry.as_str() == Some(field)))
}
