//! The rules that loading itself keeps: what can be wrong before anybody asks about the framework.

use crate::text::Text;

/// A rule of loading, with its page.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// Name.
    pub name: &'static str,
    /// Title in Vietnamese and English.
    pub title: (&'static str, &'static str),
    /// Page in both languages, with examples.
    pub page: &'static str,
    /// Something was not read, so that nothing can be said of it: the gate ends with code 3.
    pub unread: bool,
}

impl Fault {
    /// Title in both languages.
    #[must_use]
    pub fn title(&self) -> Text {
        Text::new(self.title.0, self.title.1)
    }
}

macro_rules! faults {
    ($($(#[$doc:meta])* $constant:ident $name:literal $file:literal $unread:literal $vi:literal $en:literal;)*) => {
        $($(#[$doc])* pub const $constant: &str = $name;)*

        /// Every rule of loading.
        pub static FAULTS: &[Fault] = &[
            $(Fault { name: $name, title: ($vi, $en), page: include_str!(concat!("faults/", $file)), unread: $unread },)*
        ];
    };
}

faults! {
    /// The system refuses, or the file is not text.
    UNREADABLE_FILE "unreadable-file" "unreadable_file.md" true "Tệp không đọc được" "File cannot be read";
    /// Not YAML.
    INVALID_YAML "invalid-yaml" "invalid_yaml.md" true "YAML sai cú pháp" "Invalid YAML";
    /// Over the limit of bytes.
    FILE_TOO_LARGE "file-too-large" "file_too_large.md" true "Tệp quá lớn" "File too large";
    /// Over the limit of depth.
    NESTED_TOO_DEEPLY "nested-too-deeply" "nested_too_deeply.md" true "Lồng quá sâu" "Nested too deeply";
    /// Over the limit of values.
    TOO_MANY_NODES "too-many-nodes" "too_many_nodes.md" true "Quá nhiều giá trị trong một tệp" "Too many values in one file";
    /// A key stands twice.
    DUPLICATE_KEY "duplicate-key" "duplicate_key.md" false "Khóa bị lặp" "Duplicate key";
    /// Neither agency nor layer nor configuration.
    UNKNOWN_DOCUMENT "unknown-document" "unknown_document.md" false "Tài liệu không rõ loại" "Unknown document";
    /// A key the framework does not know.
    UNKNOWN_FIELD "unknown-field" "unknown_field.md" false "Trường không có trong khung" "Unknown field";
    /// A key that must be there.
    MISSING_FIELD "missing-field" "missing_field.md" false "Thiếu trường bắt buộc" "Missing field";
    /// A value that does not fit.
    INVALID_VALUE "invalid-value" "invalid_value.md" false "Giá trị không hợp lệ" "Invalid value";
    /// Digits with a leading zero.
    UNQUOTED_CODE "unquoted-code" "unquoted_code.md" false "Mã có số 0 đầu chưa đặt trong nháy" "Unquoted code";
    /// A reference that leads nowhere.
    UNRESOLVED_REFERENCE "unresolved-reference" "unresolved_reference.md" false "Tham chiếu không tìm thấy" "Unresolved reference";
    /// One id for two components.
    DUPLICATE_COMPONENT "duplicate-component" "duplicate_component.md" false "Trùng mã thành phần" "Duplicate component";
    /// One id for two agencies.
    DUPLICATE_AGENCY "duplicate-agency" "duplicate_agency.md" false "Trùng mã cơ quan" "Duplicate agency";
    /// A policy that cannot be applied: nothing can be said of what it asks.
    INVALID_POLICY "invalid-policy" "invalid_policy.md" true "Quy tắc riêng không áp dụng được" "Policy cannot be applied";
    /// A relation between kinds that may not have it.
    ILLEGAL_RELATION "illegal-relation" "illegal_relation.md" false "Quan hệ không được phép" "Illegal relation";
}

/// The rule of loading with a name.
#[must_use]
pub fn fault(name: &str) -> Option<&'static Fault> {
    FAULTS.iter().find(|fault| fault.name == name)
}
