//! Dates people write in other ways, and dates no calendar has.

use jiff::civil::Date;

use super::{Advice, Spot, say};
use crate::model::day;
use crate::text;
use crate::text::Text;

/// What is wrong with a date that was written as text.
pub(super) fn date(spot: &Spot<'_>, written: &str) -> Advice {
    let name = say::name(spot);
    let shown = say::clip(written);
    let numbers = numbers(&shown);
    if let (true, &[year, month, _]) = (is_shaped(written), numbers.as_slice()) {
        return Advice {
            message: text!(vi: "lịch không có ngày `{shown}`", en: "no calendar has the day `{shown}`"),
            help: month_length(year, month),
        };
    }
    let message = Text::new(
        format!("{} cần ngày dạng năm-tháng-ngày (YYYY-MM-DD), đang là `{shown}`", name.vi),
        format!("{} needs a date as YYYY-MM-DD, but is `{shown}`", name.en),
    );
    let help = match reordered(&numbers) {
        Some(date) => {
            let line = say::line(spot, &date);
            text!(vi: "viết `{line}`", en: "write `{line}`")
        }
        None => Text::new(
            "viết đủ năm, tháng, ngày, ví dụ `2020-01-31`; chưa biết ngày thì bỏ dòng này và ghi vào `note`",
            "write year, month and day, such as `2020-01-31`; leave it out and say so in `note` if the day is not known",
        ),
    };
    Advice { message, help }
}

/// Four digits, two and two.
fn is_shaped(written: &str) -> bool {
    let digits = |byte: u8| byte.is_ascii_digit();
    written.len() == 10
        && written.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { digits(byte) })
}

fn numbers(written: &str) -> Vec<i16> {
    // A time after the date is left aside: "2019-12-31 00:00".
    let date = written.split(['T', ' ']).next().unwrap_or_default();
    date.split(['-', '/', '.']).filter_map(|part| part.parse().ok()).collect()
}

fn month_length(year: i16, month: i16) -> Text {
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
    match first {
        Some(first) => {
            let days = first.days_in_month();
            text!(
                vi: "tháng {month} năm {year} chỉ có {days} ngày; xem lại nguồn",
                en: "month {month} of {year} has {days} days; look at the source again",
            )
        }
        None => Text::new("tháng chỉ từ 01 đến 12; xem lại nguồn", "a month is 01 to 12; look at the source again"),
    }
}

/// Day, month, year as people print them, or the same order with other marks.
fn reordered(numbers: &[i16]) -> Option<String> {
    let &[first, month, last] = numbers else { return None };
    let (year, day_of_month) = if first > 31 { (first, last) } else { (last, first) };
    let date = format!("{year:04}-{month:02}-{day_of_month:02}");
    day(&date).map(|_| date)
}
