//! What is wrong with a file as YAML, in words an architect can act on.

use super::faults;
use super::files::ReadError;
use crate::diagnostic::{Finding, Subject};
use crate::framework::Severity;
use crate::source::{FileId, Place, Span};
use crate::text;
use crate::text::Text;
use crate::tree::{ErrorKind, Limits, Problem};

/// A file that could not be read at all.
pub(super) fn unreadable(error: &ReadError, path: &str, file: FileId, limits: Limits) -> Finding {
    let (rule, message, help) = match error {
        ReadError::Io(why) => (
            faults::UNREADABLE_FILE,
            text!(vi: "không đọc được tệp: {why}", en: "the file cannot be read: {why}"),
            text!(vi: "kiểm tra quyền đọc và đường dẫn", en: "check its permissions and its path"),
        ),
        ReadError::NotUtf8(at) => (
            faults::UNREADABLE_FILE,
            text!(
                vi: "tệp không phải văn bản UTF-8 (byte thứ {at} không hợp lệ)",
                en: "the file is not UTF-8 text (byte {at} is invalid)",
            ),
            text!(
                vi: "lưu lại tệp bằng bảng mã UTF-8; nếu là tệp nhị phân, đổi phần mở rộng hoặc đưa ra khỏi kho",
                en: "save it as UTF-8; if it is binary, rename it or take it out of the repository",
            ),
        ),
        ReadError::TooLarge(size) => {
            let limit = limits.file_bytes;
            (
                faults::FILE_TOO_LARGE,
                text!(vi: "tệp lớn {size} byte, quá giới hạn {limit} byte", en: "the file has {size} bytes, over the limit of {limit}"),
                text!(vi: "tách thành nhiều tệp, ví dụ mỗi lớp một tệp", en: "split it, for example one file a layer"),
            )
        }
        ReadError::RepositoryTooLarge => {
            let limit = limits.repository_bytes;
            (
                faults::FILE_TOO_LARGE,
                text!(
                    vi: "các tệp của kho cộng lại quá {limit} byte; tệp này không được đọc",
                    en: "the files of the repository come to over {limit} bytes; this one was not read",
                ),
                text!(vi: "tách kho", en: "split the repository"),
            )
        }
        ReadError::Outside => (
            faults::UNREADABLE_FILE,
            text!(vi: "liên kết trỏ ra ngoài kho", en: "the link points outside the repository"),
            text!(vi: "chép nội dung vào trong kho", en: "copy what it points to into the repository"),
        ),
    };
    error_at(rule, path, Place { file, span: Span::default() }, message, help)
}

/// A file whose reading ran into a fault of this tool: nothing can be said of it, and the others go on.
pub(super) fn broken(path: &str, file: FileId) -> Finding {
    let message = text!(vi: "lỗi nội bộ khi đọc tệp này", en: "an internal fault while reading this file");
    let help = text!(
        vi: "đây là lỗi của khung, không phải của tệp; gửi tệp cho nhóm phát triển",
        en: "this is a fault of khung, not of the file; send the file to its developers",
    );
    error_at(faults::UNREADABLE_FILE, path, Place { file, span: Span::default() }, message, help)
}

/// A path that could not be listed.
pub(super) fn unlisted(path: String, file: FileId, message: Text) -> Finding {
    let help = text!(
        vi: "kiểm tra quyền đọc hoặc tách kho; phần này chưa được kiểm tra",
        en: "check the permissions or split the repository; this part was not checked",
    );
    let place = Place { file, span: Span::default() };
    Finding::new(faults::UNREADABLE_FILE, Severity::Error, Subject::File(path), place, message, help)
}

/// A problem the parser found.
pub(super) fn finding(problem: &Problem, path: &str, file: FileId, limits: Limits) -> Finding {
    let at = |span: Span| Place { file, span };
    match problem {
        Problem::Syntax { kind, span } => {
            let (message, help) = syntax(kind);
            error_at(faults::INVALID_YAML, path, at(*span), message, help)
        }
        Problem::DuplicateKey { key, first, second } => error_at(
            faults::DUPLICATE_KEY,
            path,
            at(*second),
            text!(vi: "khóa `{key}` đã có ở trên", en: "the key `{key}` stands above already"),
            text!(vi: "giữ một trong hai; hiện giá trị đầu được dùng", en: "keep one of the two; the first is used for now"),
        )
        .with_field(key.clone())
        .with_related(at(*first), text!(vi: "lần đầu ở đây", en: "first here")),
        Problem::TooDeep { span } => {
            let limit = limits.depth;
            error_at(
                faults::NESTED_TOO_DEEPLY,
                path,
                at(*span),
                text!(vi: "lồng quá {limit} cấp", en: "nested over {limit} levels"),
                text!(
                    vi: "kiến trúc không cần lồng sâu như vậy; kiểm tra dấu ngoặc và thụt lề",
                    en: "no architecture needs such depth; check brackets and indentation",
                ),
            )
        }
        Problem::TooManyNodes { span, by_alias } => too_many(path, at(*span), *by_alias, limits),
        Problem::ComplexKey { span } => error_at(
            faults::INVALID_YAML,
            path,
            at(*span),
            text!(vi: "khóa phải là chữ, không phải danh sách hay nhóm", en: "a key must be text, not a list or a mapping"),
            text!(vi: "viết khóa là một từ, rồi dấu hai chấm", en: "write the key as a word, then a colon"),
        ),
        Problem::Tag { span, tag } => error_at(
            faults::INVALID_YAML,
            path,
            at(*span),
            text!(vi: "thẻ `{tag}` không được hỗ trợ", en: "the tag `{tag}` is not supported"),
            text!(vi: "bỏ thẻ; giá trị là dữ liệu thuần", en: "leave the tag out; values are plain data"),
        ),
        Problem::LeadingZero { span, code } => Finding {
            severity: Severity::Warning,
            ..error_at(
                faults::UNQUOTED_CODE,
                path,
                at(*span),
                text!(vi: "mã `{code}` có số 0 ở đầu mà không đặt trong dấu nháy", en: "the code `{code}` begins with 0 and has no quotes"),
                text!(
                    vi: "viết \"{code}\"; ở đây vẫn được hiểu là chữ, nhưng công cụ khác có thể đọc thành số",
                    en: "write \"{code}\"; it is read as text here, but other tools may make it a number",
                ),
            )
        }
        .with_field(code.clone()),
    }
}

fn too_many(path: &str, place: Place, by_alias: bool, limits: Limits) -> Finding {
    let limit = limits.nodes;
    let message = if by_alias {
        text!(
            vi: "các bí danh (*) mở rộng thành hơn {limit} giá trị",
            en: "the aliases (*) expand to more than {limit} values",
        )
    } else {
        text!(vi: "tệp có hơn {limit} giá trị", en: "the file has more than {limit} values")
    };
    let help = text!(
        vi: "viết thẳng nội dung thay cho bí danh lồng nhau, hoặc tách tệp",
        en: "write the content out instead of nesting aliases, or split the file",
    );
    error_at(faults::TOO_MANY_NODES, path, place, message, help)
}

fn error_at(rule: &'static str, path: &str, place: Place, message: Text, help: Text) -> Finding {
    Finding::new(rule, Severity::Error, Subject::File(path.to_owned()), place, message, help)
}

/// The parser's own kinds of error in our words: what was seen, and the usual cause.
fn syntax(kind: &ErrorKind) -> (Text, Text) {
    match kind {
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => (
            text!(vi: "ngoặc [ hoặc {{ chưa được đóng, hoặc thiếu dấu phẩy", en: "a bracket [ or {{ is not closed, or a comma is missing"),
            text!(vi: "đóng ngoặc; kiểm tra tệp có bị cắt giữa chừng không", en: "close it; check that the file was not cut short"),
        ),
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => (
            text!(vi: "ngoặc đóng không khớp với ngoặc mở", en: "a closing bracket has no matching open one"),
            text!(vi: "sửa cặp ngoặc", en: "mend the pair of brackets"),
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            text!(vi: "dấu nháy mở ở đây không được đóng", en: "the quote opened here is not closed"),
            text!(vi: "đóng dấu nháy; kiểm tra tệp có bị cắt giữa chừng không", en: "close it; check that the file was not cut short"),
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => (
            text!(vi: "có dấu tab trong phần thụt lề", en: "a tab stands in the indentation"),
            text!(vi: "thay tab bằng dấu cách", en: "use spaces instead"),
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey | ErrorKind::ExpectedBlockMappingKey => (
            text!(vi: "dòng này phải có dạng `khóa: giá trị`", en: "this line must read `key: value`"),
            text!(
                vi: "thêm dấu hai chấm và dấu cách, hoặc sửa thụt lề; kiểm tra tệp có bị cắt giữa chừng không",
                en: "add a colon and a space, or mend the indentation; check that the file was not cut short",
            ),
        ),
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace => (
            text!(vi: "dấu hai chấm ở đây không được phép", en: "a colon may not stand here"),
            text!(vi: "nếu là một phần của chữ, đặt cả giá trị trong dấu nháy", en: "if it is part of the text, put the value in quotes"),
        ),
        ErrorKind::UnknownAnchor => (
            text!(vi: "bí danh (*) chưa được khai báo bằng neo (&)", en: "the alias (*) has no anchor (&) above it"),
            text!(vi: "khai báo &tên trước, hoặc viết thẳng giá trị", en: "anchor &name above, or write the value out"),
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            let code = character.escape_default();
            (
                text!(vi: "ký tự `{code}` không được phép ở đây", en: "the character `{code}` may not stand here"),
                text!(vi: "xóa ký tự, hoặc đặt giá trị trong dấu nháy", en: "delete it, or put the value in quotes"),
            )
        }
        kind => {
            let why = kind.to_string();
            (
                text!(vi: "YAML sai cú pháp ({why})", en: "invalid YAML ({why})"),
                text!(vi: "kiểm tra thụt lề, dấu hai chấm, dấu nháy và dấu gạch đầu dòng", en: "check indentation, colons, quotes and dashes"),
            )
        }
    }
}
