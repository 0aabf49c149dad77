//! The arguments of every command, with help in the reader's language.

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};

use super::Terminal;
use crate::text::Lang;

/// The language asked for by `--lang` or the environment; a repository may ask for its own otherwise.
pub(super) fn language(arguments: &[OsString], terminal: &Terminal) -> Option<Lang> {
    // Help and errors are printed while the arguments are read, so the language is looked for before.
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let after = words.iter().position(|word| *word == "--lang").and_then(|at| words.get(at + 1)).copied();
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    match after.or(joined) {
        Some("en") => Some(Lang::En),
        Some("vi") => Some(Lang::Vi),
        _ => terminal.lang,
    }
}

/// The whole command line.
pub(super) fn command(lang: Option<Lang>) -> Command {
    let lang = lang.unwrap_or_default();
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(lang.pick("In phiên bản", "Print the version"));
    let commands = [
        check(lang),
        report(lang),
        trace(lang),
        explain(lang),
        build(lang),
        serve(lang),
        graph(lang),
        init(lang),
        schema(lang),
        completions(lang),
    ];
    let command = Command::new("khung")
        .version(env!("CARGO_PKG_VERSION"))
        .about(lang.pick(
            "Kiến trúc Chính phủ điện tử viết bằng mã: kiểm tra theo khung quốc gia và chỉ chỗ cần sửa.",
            "E-government architecture as code: checks it against the national framework and says what to mend.",
        ))
        .after_help(lang.pick(EXAMPLES_VI, EXAMPLES_EN))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args([lang_argument(lang), version])
        .subcommands(commands.map(|command| worded(command, lang)));
    worded(command, lang)
}

/// A command whose help has all its words in the language.
fn worded(command: Command, lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command
        .disable_help_flag(true)
        .arg(help.help(lang.pick("In hướng dẫn này", "Print this help")))
        .help_template(lang.pick(TEMPLATE_VI, TEMPLATE_EN))
        .subcommand_help_heading(lang.pick("Lệnh", "Commands"))
        .subcommand_value_name(lang.pick("LỆNH", "COMMAND"))
        .mut_args(|argument| {
            let heading = if argument.is_positional() {
                lang.pick("Tham số", "Arguments")
            } else {
                lang.pick("Tùy chọn", "Options")
            };
            argument.help_heading(heading)
        })
}

const TEMPLATE_VI: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const TEMPLATE_EN: &str = "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}";

const EXAMPLES_VI: &str = "Ví dụ:
  khung check architecture             kiểm tra kho trong thư mục architecture
  khung report architecture            xem mức đáp ứng từng lớp, nghĩa vụ, chỉ tiêu
  khung explain missing-host           đọc trang của một quy tắc
  khung build architecture             ghi trang web và tài liệu vào generated
  khung serve architecture             xem trang web, tự tải lại mỗi lần lưu
  khung init kien-truc                 tạo một kho mới
  khung graph architecture --around bo-cong-an/csdlqg-dancu

Mã thoát: 0 đạt · 1 có phát hiện từ mức --fail-level · 2 sai lệnh hoặc cấu hình · 3 có phần không đọc được";
const EXAMPLES_EN: &str = "Examples:
  khung check architecture             check the repository in the folder architecture
  khung report architecture            see the coverage of each layer, duty and target
  khung explain missing-host           read the page of a rule
  khung build architecture             write the site and the documents into generated
  khung serve architecture             see the site, reloaded at each save
  khung init kien-truc                 make a new repository
  khung graph architecture --around bo-cong-an/csdlqg-dancu

Exit codes: 0 pass · 1 findings at or above --fail-level · 2 wrong command or configuration · 3 something could not be read";

fn lang_argument(lang: Lang) -> Arg {
    Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name("vi|en")
        .value_parser(PossibleValuesParser::new(["vi", "en"]))
        .hide_possible_values(true)
        .help(lang.pick("Ngôn ngữ (hoặc biến KHUNG_LANG)", "Language (or the variable KHUNG_LANG)"))
}

fn path(lang: Lang) -> Arg {
    Arg::new("path").value_name("PATH").value_parser(value_parser!(std::path::PathBuf)).help(lang.pick(
        "Thư mục có khung.yaml; bỏ trống thì tìm từ thư mục hiện tại lên",
        "Folder with khung.yaml; when absent, searched from the current folder upwards",
    ))
}

fn repository(lang: Lang) -> Arg {
    Arg::new("repository")
        .long("repository")
        .value_name("PATH")
        .value_parser(value_parser!(std::path::PathBuf))
        .conflicts_with("path")
        .help(lang.pick(
            "Kho có thành phần hay quy tắc riêng đó, như PATH; bỏ trống thì tìm từ thư mục hiện tại lên",
            "Repository of the component or policy, as PATH; when absent, searched from the current folder upwards",
        ))
}

fn as_of(lang: Lang) -> Arg {
    let day = |text: &str| text.parse::<jiff::civil::Date>().map_err(|error| error.to_string());
    Arg::new("as-of").long("as-of").value_name("YYYY-MM-DD").value_parser(ValueParser::new(day)).help(lang.pick(
        "Ngày xét; mặc định là `as_of` của khung.yaml, rồi tới hôm nay",
        "Day to look at; `as_of` of khung.yaml by default, then today",
    ))
}

fn framework(lang: Lang) -> Arg {
    Arg::new("framework").long("framework").value_name("DIR").value_parser(value_parser!(std::path::PathBuf)).help(
        lang.pick(
            "Dùng bộ khung trong thư mục này thay cho bộ có sẵn",
            "Use the framework pack of this folder instead",
        ),
    )
}

fn check(lang: Lang) -> Command {
    Command::new("check")
        .about(lang.pick("Kiểm tra kho kiến trúc theo khung", "Check a repository against the framework"))
        .args([path(lang), as_of(lang), framework(lang)])
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("human|json")
                .value_parser(PossibleValuesParser::new(["human", "json"]))
                .hide_possible_values(true)
                .default_value("human")
                .hide_default_value(true)
                .help(lang.pick("Dạng kết quả: cho người (human) hoặc máy (json)", "Output for people (human) or machines (json)")),
        )
        .arg(
            Arg::new("rule").long("rule").value_name("RULE").action(ArgAction::Append).help(
                lang.pick("Chỉ xem quy tắc này; lặp lại được", "Only this rule; may be repeated"),
            ),
        )
        .arg(Arg::new("agency").long("agency").value_name("AGENCY").action(ArgAction::Append).help(lang.pick(
            "Chỉ xem cơ quan này và đơn vị trực thuộc; lặp lại được",
            "Only this agency and its units; may be repeated",
        )))
        .arg(Arg::new("no-waivers").long("no-waivers").action(ArgAction::SetTrue).help(lang.pick(
            "Xét như không có miễn trừ và chú thích bỏ qua nào",
            "Judge as if there were no waivers and no ignore comments",
        )))
        .arg(
            Arg::new("fail-level")
                .long("fail-level")
                .value_name("error|warning|info")
                .value_parser(PossibleValuesParser::new(["error", "warning", "info"]))
                .hide_possible_values(true)
                .default_value("error")
                .hide_default_value(true)
                .help(lang.pick("Mức làm hỏng cổng kiểm tra (mặc định error)", "Level that fails the gate (error by default)")),
        )
        .after_help(lang.pick(
            "Ví dụ:\n  khung check architecture --as-of 2019-06-30 --agency nhu-nam-2019\n  khung check --format json > ket-qua.json",
            "Examples:\n  khung check architecture --as-of 2019-06-30 --agency nhu-nam-2019\n  khung check --format json > result.json",
        ))
}

fn format(lang: Lang) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("table|json|markdown")
        .value_parser(PossibleValuesParser::new(["table", "json", "markdown"]))
        .hide_possible_values(true)
        .default_value("table")
        .hide_default_value(true)
        .help(lang.pick("Dạng kết quả (mặc định table)", "Format (table by default)"))
}

fn components(lang: Lang) -> Arg {
    Arg::new("components").long("components").action(ArgAction::SetTrue).help(lang.pick(
        "Kể tên các thành phần sau mỗi con số (dạng table)",
        "Name the components behind each figure (in a table)",
    ))
}

fn report(lang: Lang) -> Command {
    Command::new("report")
        .about(lang.pick(
            "Tính mức đáp ứng: lớp, mô hình tham chiếu, nghĩa vụ, chỉ tiêu, cả kho và từng cơ quan",
            "Measure coverage: layers, reference models, duties and targets, of the whole and of each agency",
        ))
        .args([path(lang), as_of(lang), framework(lang), format(lang), components(lang)])
        .arg(Arg::new("agency").long("agency").value_name("AGENCY").action(ArgAction::Append).help(lang.pick(
            "Chỉ tính cho cơ quan này và đơn vị trực thuộc; lặp lại được",
            "Only this agency and its units; may be repeated",
        )))
        .after_help(lang.pick(
            "Ví dụ:\n  khung report architecture --agency bo-y-te --components\n  khung report --format markdown > muc-dap-ung.md",
            "Examples:\n  khung report architecture --agency bo-y-te --components\n  khung report --format markdown > coverage.md",
        ))
}

fn trace(lang: Lang) -> Command {
    Command::new("trace")
        .about(lang.pick(
            "Truy vết: mỗi điều có quy tắc nào kiểm tra, chạm tới thành phần nào, điều nào chưa ai kiểm tra",
            "Trace each article to the rules that check it and the components it touches, and name those nothing checks",
        ))
        .args([path(lang), as_of(lang), framework(lang), format(lang), components(lang)])
        .arg(
            Arg::new("coverage")
                .long("coverage")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["path", "as-of", "format", "components"])
                .help(lang.pick(
                    "In trang: mỗi quy tắc, nghĩa vụ, chỉ tiêu được xét bởi gì; không cần kho",
                    "Print the page of what serves each rule, duty and target; needs no repository",
                )),
        )
        .after_help(lang.pick(
            "Ngoài kho và không ghi PATH thì chỉ in phía pháp luật.\n\nVí dụ:\n  khung trace architecture --components\n  khung trace --format json > truy-vet.json",
            "Outside a repository and with no PATH, only the side of the law is printed.\n\nExamples:\n  khung trace architecture --components\n  khung trace --format json > trace.json",
        ))
}

fn explain(lang: Lang) -> Command {
    Command::new("explain")
        .about(lang.pick(
            "In trang của một quy tắc, loại, quan hệ, trường, mã, văn bản, điều, nghĩa vụ, chỉ tiêu hay một thành phần của kho",
            "Print the page of a rule, kind, relation, field, code, document, article, duty or target, or of a component",
        ))
        .arg(Arg::new("name").value_name("NAME").help(lang.pick(
            "Tên cần giải thích, hoặc cơ-quan/thành-phần; bỏ trống thì liệt kê các quy tắc",
            "What to explain, or agency/component; the list of rules when absent",
        )))
        .arg(path(lang))
        .arg(as_of(lang))
        .arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .conflicts_with("name")
                .help(lang.pick("In trang của mọi quy tắc", "Print the pages of all rules")),
        )
        .args([repository(lang), framework(lang)])
        .after_help(lang.pick(
            "Ví dụ:\n  khung explain point-to-point-connection\n  khung explain CON-001\n  khung explain nd-47-2020:46\n  khung explain R12\n  khung explain bo-y-te/cong-dvc architecture\n  khung explain bo-y-te/cong-dvc --repository architecture --as-of 2019-06-30",
            "Examples:\n  khung explain point-to-point-connection\n  khung explain CON-001\n  khung explain nd-47-2020:46\n  khung explain R12\n  khung explain bo-y-te/cong-dvc architecture\n  khung explain bo-y-te/cong-dvc --repository architecture --as-of 2019-06-30",
        ))
}

fn build(lang: Lang) -> Command {
    Command::new("build")
        .about(lang.pick(
            "Kiểm tra rồi ghi tài liệu Markdown và trang web tĩnh, mở được không cần máy chủ, không cần mạng",
            "Check, then write Markdown documents and a static site that opens with no server and no network",
        ))
        .args([path(lang), as_of(lang), framework(lang)])
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("DIR")
                .value_parser(value_parser!(std::path::PathBuf))
                .help(
                    lang.pick("Thư mục để ghi vào (mặc định generated)", "Folder to write to (generated by default)"),
                ),
        )
        .arg(
            Arg::new("only")
                .long("only")
                .value_name(super::published::SECTIONS.join("|"))
                .value_parser(PossibleValuesParser::new(super::published::SECTIONS.iter().copied()))
                .hide_possible_values(true)
                .help(lang.pick("Chỉ ghi phần này", "Write this part only")),
        )
        .after_help(lang.pick(BUILD_VI, BUILD_EN))
}

const BUILD_VI: &str = "Ghi vào DIR/docs và DIR/site. Ghi xong hết mới thay bản cũ; lỗi giữa chừng thì bản cũ còn nguyên, tệp không đổi thì không ghi lại.
Thư mục có sẵn mà không do khung ghi thì không bị thay. Có phát hiện vẫn ghi, mã thoát như khung check.

Ví dụ:
  khung build architecture             ghi generated/docs và generated/site; mở generated/site/index.html
  khung build architecture -o /srv/www --as-of 2021-08-31";
const BUILD_EN: &str = "Writes DIR/docs and DIR/site. The old one is replaced once all is written; a failure on the way leaves it whole, and a file that did not change is not written again.
A folder that khung did not write is never replaced. It writes whatever is found; exit codes as of khung check.

Examples:
  khung build architecture             writes generated/docs and generated/site; open generated/site/index.html
  khung build architecture -o /srv/www --as-of 2021-08-31";

fn serve(lang: Lang) -> Command {
    Command::new("serve")
        .about(lang.pick(
            "Xem trang web trong khi viết: tự tải lại mỗi lần lưu, phát hiện nằm ngay trên trang",
            "See the site while writing: it reloads at each save, with the findings on the page",
        ))
        .args([path(lang), as_of(lang), framework(lang)])
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("N")
                .value_parser(value_parser!(u16))
                .default_value("8080")
                .hide_default_value(true)
                .help(lang.pick("Cổng (mặc định 8080; 0 thì lấy cổng còn trống)", "Port (8080 by default; 0 for any free one)")),
        )
        .arg(
            Arg::new("open")
                .long("open")
                .action(ArgAction::SetTrue)
                .help(lang.pick("Mở trình duyệt", "Open the browser")),
        )
        .after_help(lang.pick(
            "Chỉ nghe trên máy này (127.0.0.1), không ghi tệp nào. Ctrl-C để dừng.\n\nVí dụ:\n  khung serve architecture --open\n  khung serve architecture --port 0",
            "Listens on this machine only (127.0.0.1) and writes no file. Ctrl-C ends it.\n\nExamples:\n  khung serve architecture --open\n  khung serve architecture --port 0",
        ))
}

fn graph(lang: Lang) -> Command {
    Command::new("graph")
        .about(lang.pick("Vẽ kiến trúc: DOT, Mermaid hoặc SVG", "Draw the architecture: DOT, Mermaid or SVG"))
        .args([path(lang), as_of(lang), framework(lang)])
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("dot|mermaid|svg")
                .value_parser(PossibleValuesParser::new(["dot", "mermaid", "svg"]))
                .hide_possible_values(true)
                .default_value("mermaid")
                .hide_default_value(true)
                .help(lang.pick("Dạng đồ thị (mặc định mermaid)", "Format (mermaid by default)")),
        )
        .arg(
            Arg::new("agency")
                .long("agency")
                .value_name("AGENCY")
                .conflicts_with("around")
                .help(lang.pick("Một cơ quan và những gì nối với nó", "One agency and what it is linked with")),
        )
        .arg(
            Arg::new("picture")
                .long("picture")
                .value_name("NAME")
                .value_parser(PossibleValuesParser::new(crate::diagram::Plate::NAMES))
                .help(lang.pick(
                    "Sơ đồ của trang web, dùng với --format svg (mặc định overall)",
                    "A picture of the site, with --format svg (overall by default)",
                )),
        )
        .arg(
            Arg::new("around")
                .long("around")
                .value_name("AGENCY/COMPONENT")
                .help(lang.pick("Vùng lân cận của một thành phần", "The neighbourhood of one component")),
        )
        .arg(
            Arg::new("depth")
                .long("depth")
                .value_name("N")
                .value_parser(value_parser!(u8).range(1..=20))
                .default_value("1")
                .help(lang.pick("Số bước của vùng lân cận", "Links of the neighbourhood")),
        )
}

fn init(lang: Lang) -> Command {
    Command::new("init")
        .about(lang.pick("Tạo một kho kiến trúc mới, kiểm tra đạt ngay", "Make a new repository that checks clean"))
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .default_value(".")
                .value_parser(value_parser!(std::path::PathBuf))
                .help(lang.pick("Thư mục của kho", "Folder of the repository")),
        )
        .arg(
            Arg::new("agency")
                .long("agency")
                .value_name("ID")
                .default_value("co-quan")
                .help(lang.pick("Mã ngắn của cơ quan, không dấu", "Short ASCII id of the agency")),
        )
        .arg(Arg::new("name").long("name").value_name("NAME").help(lang.pick("Tên cơ quan", "Name of the agency")))
}

fn schema(lang: Lang) -> Command {
    Command::new("schema")
        .about(lang.pick("In JSON Schema của tài liệu, cho trình soạn thảo", "Print the JSON Schemas, for editors"))
        .arg(
            Arg::new("kind")
                .value_name("document|agency|layer|roadmap|waivers|policies|khung")
                .value_parser(PossibleValuesParser::new([
                    "document", "agency", "layer", "roadmap", "waivers", "policies", "khung",
                ]))
                .hide_possible_values(true)
                .help(lang.pick("Loại tài liệu; mặc định document", "Kind of document; document by default")),
        )
        .arg(framework(lang))
        .arg(
            Arg::new("output")
                .long("output")
                .short('o')
                .value_name("DIR")
                .value_parser(value_parser!(std::path::PathBuf))
                .conflicts_with("kind")
                .help(lang.pick("Ghi mọi tệp vào thư mục này", "Write all the files into this folder")),
        )
}

fn completions(lang: Lang) -> Command {
    Command::new("completions").about(lang.pick("In phần gợi ý lệnh cho shell", "Print completions for a shell")).arg(
        Arg::new("shell")
            .required(true)
            .value_name("bash|zsh|fish|powershell|elvish")
            .value_parser(value_parser!(clap_complete::Shell))
            .hide_possible_values(true)
            .help(lang.pick("Shell", "Shell")),
    )
}
