//! Writes one component as YAML, field by field.

use std::fmt::{Display, Write as _};

use super::random::Random;
use super::words;

/// The text of a component while it is written. Values must be plain in YAML as they stand.
pub(super) struct Entry(String);

/// The way data goes from a component to another.
pub(super) struct Link {
    /// The other end.
    pub(super) to: String,
    /// What lies between.
    pub(super) via: Vec<String>,
    /// The data.
    pub(super) data: &'static str,
    /// The network between agencies.
    pub(super) carrier: Option<String>,
    /// The service that the other side publishes, where it is another ministry or province.
    pub(super) service: Option<&'static str>,
}

impl Entry {
    pub(super) fn new(id: impl Display, kind: &str, name: impl Display) -> Self {
        Self::unnamed(id, kind).field("name", name)
    }

    /// A component with no name yet.
    pub(super) fn unnamed(id: impl Display, kind: &str) -> Self {
        let mut text = String::with_capacity(1_024);
        write(&mut text, format_args!("  - id: {id}\n    kind: {kind}\n"));
        Self(text)
    }

    /// `key: value`.
    pub(super) fn field(mut self, key: &str, value: impl Display) -> Self {
        write(&mut self.0, format_args!("    {key}: {value}\n"));
        self
    }

    /// `key: value` where there is a value.
    pub(super) fn some(self, key: &str, value: Option<&str>) -> Self {
        if let Some(value) = value { self.field(key, value) } else { self }
    }

    /// `key: [value, …]`; nothing for an empty list.
    pub(super) fn list<T: Display>(mut self, key: &str, values: &[T]) -> Self {
        if !values.is_empty() {
            write(&mut self.0, format_args!("    {key}: "));
            flow(&mut self.0, values);
        }
        self
    }

    /// Lines written as they are, indented already.
    pub(super) fn lines(mut self, lines: impl Display) -> Self {
        write(&mut self.0, format_args!("{lines}"));
        self
    }

    /// `connects:`; nothing where there is no link.
    pub(super) fn connects(mut self, links: &[Link]) -> Self {
        if !links.is_empty() {
            self.0.push_str("    connects:\n");
        }
        for link in links {
            write(&mut self.0, format_args!("      - to: {}\n", link.to));
            if !link.via.is_empty() {
                self.0.push_str("        via: ");
                flow(&mut self.0, &link.via);
            }
            write(&mut self.0, format_args!("        data: [{}]\n        protocol: https\n", link.data));
            if let Some(service) = link.service {
                write(&mut self.0, format_args!("        service: {service}\n        format: xml\n"));
            }
            if let Some(carrier) = &link.carrier {
                write(&mut self.0, format_args!("        carrier: {carrier}\n"));
            }
        }
        self
    }

    /// The services it shares data by, with the log that goes with them.
    pub(super) fn shares(mut self, services: &[&str], random: &mut Random) -> Self {
        self.0.push_str("    shares:\n");
        for service in services {
            let (ready, registered) = random.pick(&words::REGISTERED);
            write(
                &mut self.0,
                format_args!(
                    "      - service: {service}\n        documentation: tài liệu kỹ thuật {service}\n        \
                     schema: lược đồ XML {service}\n        ready: {ready}\n        registered: {registered}\n"
                ),
            );
        }
        self.field("sharing_log", "[time, requester, content, status]").field("log_retention", "24 tháng")
    }

    /// Where its facts come from.
    pub(super) fn sourced(self) -> Self {
        self.lines(format_args!("    sources: [{{ document: {} }}]\n", words::SOURCE))
    }

    /// The finished text.
    pub(super) fn done(self) -> String {
        self.0
    }
}

fn flow<T: Display>(out: &mut String, values: &[T]) {
    out.push('[');
    for (index, value) in values.iter().enumerate() {
        let gap = if index == 0 { "" } else { ", " };
        write(out, format_args!("{gap}{value}"));
    }
    out.push_str("]\n");
}

/// Writing into memory never fails.
pub(super) fn write(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments).unwrap_or_default();
}
