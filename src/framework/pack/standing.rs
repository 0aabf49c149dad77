//! What a reader must be told of a framework's age: is it in force at a day, and what came after it.

use jiff::civil::Date;

use super::Pack;
use crate::text::{Lang, Text};

impl Pack {
    /// Whether the framework was in force on a day.
    #[must_use]
    pub fn is_in_force(&self, day: Date) -> bool {
        self.framework.in_force.contains(day)
    }

    /// Where the framework stands at a day, in a sentence: not yet in force, in force, or superseded by what.
    #[must_use]
    pub fn standing_notice(&self, as_of: Date) -> Text {
        Text::new(self.notice(as_of, Lang::Vi), self.notice(as_of, Lang::En))
    }

    /// When the framework was in force and what superseded it, whatever the day.
    #[must_use]
    pub fn standing(&self) -> Text {
        let say = |lang: Lang| {
            let framework = &self.framework;
            let name = self.named(&framework.title, &framework.decision.number, lang);
            let next = framework.superseded_by.as_ref().map_or(String::new(), |next| {
                let after = self.named(&next.title, &next.number, lang);
                format!("; {} {after}", lang.pick("sau đó được thay bằng", "then superseded by"))
            });
            format!("{name}: {}{next}.", self.span(lang))
        };
        Text::new(say(Lang::Vi), say(Lang::En))
    }

    fn notice(&self, as_of: Date, lang: Lang) -> String {
        let framework = &self.framework;
        let name = self.named(&framework.title, &framework.decision.number, lang);
        let span = self.span(lang);
        let after = self.successor(as_of, lang);
        let early = framework.in_force.from.is_some_and(|from| as_of < from);
        match (early, self.is_in_force(as_of), lang) {
            (true, _, Lang::Vi) => format!("{name} {span}; vào ngày {as_of} khung chưa có hiệu lực."),
            (true, _, Lang::En) => format!("{name} is {span}; on {as_of} it was not yet in force."),
            (false, true, Lang::Vi) => format!("{name} {span}; vào ngày {as_of} khung đang có hiệu lực{after}."),
            (false, true, Lang::En) => format!("{name} is {span}; on {as_of} it is in force{after}."),
            (false, false, Lang::Vi) => {
                format!("{name} {span}{after}; kết quả ở ngày {as_of} chỉ để đối chiếu với khung này.")
            }
            (false, false, Lang::En) => {
                format!("{name} was {span}{after}; results as of {as_of} compare with this framework only.")
            }
        }
    }

    /// "in force from … to …", as far as the ends are known.
    fn span(&self, lang: Lang) -> String {
        let end = |day: Option<Date>, vi, en| day.map_or(String::new(), |day| format!(" {} {day}", lang.pick(vi, en)));
        let validity = self.framework.in_force;
        format!(
            "{}{}{}",
            lang.pick("có hiệu lực", "in force"),
            end(validity.from, "từ", "from"),
            end(validity.to, "đến", "to"),
        )
    }

    /// "; superseded by …", said as of a day, or nothing.
    fn successor(&self, as_of: Date, lang: Lang) -> String {
        let Some(next) = &self.framework.superseded_by else { return String::new() };
        let (name, date) = (self.named(&next.title, &next.number, lang), next.date);
        match (as_of < date, lang) {
            (true, Lang::Vi) => format!("; từ {date} được thay bằng {name}"),
            (true, Lang::En) => format!("; from {date} superseded by {name}"),
            (false, Lang::Vi) => format!("; đã được thay bằng {name} từ {date}"),
            (false, Lang::En) => format!("; superseded by {name} on {date}"),
        }
    }

    /// A framework as people cite it: title, and the act as the table of documents labels it.
    fn named(&self, title: &Text, number: &str, lang: Lang) -> String {
        let document = self.law.documents.iter().find(|document| document.number == number);
        let act = document.map_or(number, |document| document.label.as_str());
        format!("{} ({act})", title.get(lang))
    }
}
