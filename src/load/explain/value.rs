//! A value that does not fit its field.

use super::shape::Shape;
use super::suggest::{closest, slug};
use super::{Advice, Spot, date, say};
use crate::framework::{FieldType, Framework};
use crate::text;
use crate::text::Text;
use crate::tree::{NodeRef, Value};

/// What is wrong with the value at a spot, and what to write.
pub(super) fn value(framework: &Framework, spot: &Spot<'_>) -> Advice {
    let node = spot.node;
    let wants = spot.shape.wants();
    match (wants, node.value()) {
        (_, Value::Null | Value::Str("")) => empty(framework, spot),
        (Some(FieldType::List), Value::Seq) => too_few(framework, spot),
        (Some(FieldType::Enum), Value::Str(written) | Value::Number(written)) => not_a_choice(framework, spot, written),
        (Some(FieldType::Date), Value::Str(written) | Value::Number(written)) => date::date(spot, written),
        (
            Some(FieldType::Component | FieldType::Agency | FieldType::Owners),
            Value::Str(written) | Value::Number(written),
        ) => not_an_id(spot, written, wants == Some(FieldType::Component)),
        (Some(FieldType::String), Value::Str(written)) => not_the_pattern(spot, written),
        (Some(FieldType::Integer | FieldType::Number), Value::Number(written)) => out_of_range(spot, written),
        (Some(wants), _) => wrong_type(framework, spot, wants),
        (None, _) => other(spot),
    }
}

fn empty(framework: &Framework, spot: &Spot<'_>) -> Advice {
    let name = say::name(spot);
    let message = Text::new(format!("{} để trống", name.vi), format!("{} is empty", name.en));
    Advice { message, help: fill(framework, spot) }
}

/// What to do about an empty place.
fn fill(framework: &Framework, spot: &Spot<'_>) -> Text {
    let Some(member) = spot.member else {
        return text!(
            vi: "xóa mục trống này, hoặc viết giá trị sau dấu `-`",
            en: "remove this entry, or write a value after the `-`",
        );
    };
    let Text { vi, en } = say::about(spot.shape);
    let (key, line) = (member.key, say::line(spot, &say::sample(framework, spot.shape)));
    let required = spot.shape.field().is_some_and(|field| field.required);
    if line.ends_with('…') {
        return if required {
            text!(
                vi: "trường này bắt buộc: viết giá trị sau `{key}:`{vi}",
                en: "the field is required: write a value after `{key}:`{en}",
            )
        } else {
            text!(
                vi: "viết giá trị sau `{key}:`; chưa biết thì xóa cả dòng{vi}",
                en: "write a value after `{key}:`; remove the line if it is not known{en}",
            )
        };
    }
    if required {
        return text!(
            vi: "trường này bắt buộc: viết giá trị theo mẫu `{line}`{vi}",
            en: "the field is required: write a value like `{line}`{en}",
        );
    }
    text!(
        vi: "viết giá trị theo mẫu `{line}`; chưa biết thì xóa cả dòng{vi}",
        en: "write a value like `{line}`; remove the line if it is not known{en}",
    )
}

fn too_few(framework: &Framework, spot: &Spot<'_>) -> Advice {
    let name = say::name(spot);
    let fewest = spot.shape.field().and_then(|field| field.min).unwrap_or(1);
    let line = say::line(spot, &say::sample(framework, spot.shape));
    Advice {
        message: Text::new(
            format!("{} cần ít nhất {fewest} mục", name.vi),
            format!("{} needs at least {fewest}", name.en),
        ),
        help: text!(vi: "thêm mục, ví dụ `{line}`", en: "add to it, such as `{line}`"),
    }
}

fn not_a_choice(framework: &Framework, spot: &Spot<'_>, written: &str) -> Advice {
    let name = say::name(spot);
    let shown = say::clip(written);
    let choices = spot.shape.choices(framework);
    let kind_elsewhere = match spot.shape {
        Shape::Field(field, Some(layer)) if field.id == "kind" => {
            framework.kinds.iter().find(|kind| kind.id == written).map(|kind| (layer, kind))
        }
        _ => None,
    };
    let list = say::listed(&choices);
    if let Some((layer, kind)) = kind_elsewhere {
        let (here, home) = (&layer.id, &kind.layer);
        return Advice {
            message: text!(
                vi: "loại `{shown}` thuộc lớp `{home}`; tài liệu này là lớp `{here}`",
                en: "the kind `{shown}` is of the layer `{home}`; this document is of the layer `{here}`",
            ),
            help: Text::new(
                format!("chuyển thành phần sang tài liệu có `layer: {home}`, hoặc chọn loại của lớp này: {}", list.vi),
                format!(
                    "move the component to a document with `layer: {home}`, or choose a kind of this layer: {}",
                    list.en
                ),
            ),
        };
    }
    let message = Text::new(
        format!("{} không nhận giá trị `{shown}`", name.vi),
        format!("{} does not take the value `{shown}`", name.en),
    );
    let help = match closest(written, &choices) {
        Some(guess) if guess.sure => {
            let title = say::titled(guess.known);
            Text::new(format!("ý bạn là {}?", title.vi), format!("did you mean {}?", title.en))
        }
        Some(guess) => {
            let title = say::titled(guess.known);
            Text::new(
                format!("ý bạn là {}? Các giá trị: {}", title.vi, list.vi),
                format!("did you mean {}? The values are: {}", title.en, list.en),
            )
        }
        None => Text::new(format!("chọn một trong: {}", list.vi), format!("choose one of: {}", list.en)),
    };
    Advice { message, help }
}

fn not_an_id(spot: &Spot<'_>, written: &str, with_agency: bool) -> Advice {
    let name = say::name(spot);
    let shown = say::clip(written);
    let message = Text::new(
        format!("`{shown}` không phải là mã hợp lệ cho {}", name.vi),
        format!("`{shown}` is no valid id for {}", name.en),
    );
    let parts: Vec<String> = shown.split('/').map(slug).filter(|part| !part.is_empty()).collect();
    let fits = parts.len() == 1 || (with_agency && parts.len() == 2);
    let line = say::line(spot, &parts.join("/"));
    let (vi, en) = if fits {
        (format!(", ví dụ `{line}`"), format!(", such as `{line}`"))
    } else {
        (String::new(), String::new())
    };
    let help = if with_agency {
        text!(
            vi: "viết mã thành phần, hoặc `mã-cơ-quan/mã-thành-phần`, bằng chữ không dấu, số, `-` `.` `_`{vi}",
            en: "write a component's id, or `agency/component`, in ASCII letters, digits, `-` `.` `_`{en}",
        )
    } else {
        text!(
            vi: "mã chỉ gồm chữ không dấu, số, `-` `.` `_`, bắt đầu bằng chữ hoặc số{vi}",
            en: "an id has ASCII letters, digits, `-` `.` `_`, a letter or digit first{en}",
        )
    };
    Advice { message, help }
}

fn not_the_pattern(spot: &Spot<'_>, written: &str) -> Advice {
    let Some(field) = spot.shape.field() else { return other(spot) };
    let Some(says) = &field.pattern_says else { return other(spot) };
    let name = say::name(spot);
    let shown = say::clip(written);
    // The pack says it in words; an id in the making can be shown as well.
    let id = slug(&shown);
    let is_id = field.id == "id" && !id.is_empty();
    let line = say::line(spot, &id);
    let vi = if is_id { format!("; ví dụ `{line}`") } else { String::new() };
    let en = if is_id { format!("; such as `{line}`") } else { String::new() };
    Advice {
        message: Text::new(format!("{} không nhận `{shown}`", name.vi), format!("{} does not take `{shown}`", name.en)),
        help: Text::new(format!("cần {}{vi}", says.vi), format!("it takes {}{en}", says.en)),
    }
}

fn out_of_range(spot: &Spot<'_>, written: &str) -> Advice {
    let name = say::name(spot);
    let (min, max) = spot.shape.field().map_or((None, None), |field| (field.min, field.max));
    let (vi, en) = match (min, max) {
        (Some(min), Some(max)) => (format!("số từ {min} đến {max}"), format!("a number from {min} to {max}")),
        (Some(min), None) => (format!("số từ {min} trở lên"), format!("a number of {min} or more")),
        (None, Some(max)) => (format!("số không quá {max}"), format!("a number of {max} or less")),
        (None, None) => ("số".to_owned(), "a number".to_owned()),
    };
    let whole = spot.shape.wants() == Some(FieldType::Integer) && written.contains(['.', 'e', 'E']);
    let (vi, en) = if whole { (format!("{vi}, không có phần lẻ"), format!("{en}, whole")) } else { (vi, en) };
    let about = say::about(spot.shape);
    Advice {
        message: Text::new(
            format!("{} là {written}, ngoài phạm vi cho phép", name.vi),
            format!("{} is {written}, which is out of range", name.en),
        ),
        help: Text::new(format!("viết {vi}{}", about.vi), format!("write {en}{}", about.en)),
    }
}

fn wrong_type(framework: &Framework, spot: &Spot<'_>, wants: FieldType) -> Advice {
    let (name, what, (vi, en)) = (say::name(spot), say::what(spot.node), say::noun(wants));
    let message = Text::new(
        format!("{} cần {vi}, đang là {}", name.vi, what.vi),
        format!("{} needs {en}, but is {}", name.en, what.en),
    );
    let Text { vi, en } = say::about(spot.shape);
    let help = match mended(spot, wants) {
        Some(value) => {
            let line = say::line(spot, &value);
            text!(vi: "viết `{line}`", en: "write `{line}`")
        }
        None if wants == FieldType::List && spot.node.is_map() => {
            text!(vi: "đặt dấu `-` trước mỗi mục của danh sách", en: "put a `-` before each entry of the list")
        }
        None => {
            let line = say::line(spot, &say::sample(framework, spot.shape));
            text!(vi: "viết theo mẫu `{line}`{vi}", en: "write it like `{line}`{en}")
        }
    };
    Advice { message, help }
}

/// Longest value that is written out again as it ought to be.
const LONGEST: usize = 200;

/// The same value in the form the field wants, where that is plain to see.
fn mended(spot: &Spot<'_>, wants: FieldType) -> Option<String> {
    let scalar = spot.node.as_scalar().map(str::trim).filter(|text| text.len() <= LONGEST);
    match wants {
        FieldType::List => {
            let entries_are_plain = !matches!(spot.shape, Shape::Components(_) | Shape::Field(..))
                || spot.shape.field().is_some_and(|field| field.items.is_some());
            let entries: Vec<String> = scalar?.split(',').map(|entry| say::plain(entry.trim())).collect();
            entries_are_plain.then(|| format!("[{}]", entries.join(", ")))
        }
        FieldType::Integer | FieldType::Number => {
            let number = scalar?;
            let is_number =
                number.parse::<i64>().is_ok() || (wants == FieldType::Number && number.parse::<f64>().is_ok());
            is_number.then(|| number.to_owned())
        }
        FieldType::Boolean => Some(logical(scalar?)?.to_owned()),
        FieldType::Marks if logical(scalar?) == Some("true") => Some("true".to_owned()),
        FieldType::Marks => scalar.map(|field| format!("[{}]", say::plain(field))),
        FieldType::String | FieldType::Text | FieldType::Code => match spot.node.value() {
            Value::Number(number) => Some(say::quoted(number)),
            Value::Bool(flag) => Some(say::quoted(if flag { "true" } else { "false" })),
            _ => only_entry(spot.node).map(say::plain),
        },
        FieldType::Component | FieldType::Agency | FieldType::Owners | FieldType::Enum | FieldType::Date => {
            only_entry(spot.node).map(str::to_owned)
        }
        FieldType::Object | FieldType::Scalar => None,
    }
}

/// The entry of a list that has just one.
fn only_entry(node: NodeRef<'_>) -> Option<&str> {
    let mut entries = node.elements();
    let first = entries.next()?;
    if entries.next().is_none() { first.as_scalar().filter(|text| text.len() <= LONGEST) } else { None }
}

/// What a word for yes or no means; people write them in two languages.
fn logical(word: &str) -> Option<&'static str> {
    match super::suggest::fold(word).as_str() {
        "true" | "co" | "yes" | "y" | "on" | "dung" | "x" => Some("true"),
        "false" | "khong" | "no" | "n" | "off" | "sai" => Some("false"),
        _ => None,
    }
}

fn other(spot: &Spot<'_>) -> Advice {
    let (name, what) = (say::name(spot), say::what(spot.node));
    let about = say::about(spot.shape);
    Advice {
        message: Text::new(
            format!("{} không hợp lệ: đang là {}", name.vi, what.vi),
            format!("{} is not valid: it is {}", name.en, what.en),
        ),
        help: Text::new(format!("sửa hoặc xóa giá trị này{}", about.vi), format!("correct or remove it{}", about.en)),
    }
}
