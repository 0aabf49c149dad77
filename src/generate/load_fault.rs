//! The faults of loading: what no rule of the framework looks at, for it is caught before any rule looks.

use super::case::Case;

/// One case of each fault of loading that leaves its document readable.
pub const LOADING_FAULTS: [Case; 8] = [
    Case { rule: "unknown-field", text: UNKNOWN_FIELD },
    Case { rule: "missing-field", text: MISSING_FIELD },
    Case { rule: "invalid-value", text: INVALID_VALUE },
    Case { rule: "unresolved-reference", text: UNRESOLVED_REFERENCE },
    Case { rule: "duplicate-component", text: DUPLICATE_COMPONENT },
    Case { rule: "illegal-relation", text: ILLEGAL_RELATION },
    Case { rule: "duplicate-key", text: DUPLICATE_KEY },
    Case { rule: "unquoted-code", text: UNQUOTED_CODE },
];

const UNKNOWN_FIELD: &str = "\
agency: $a
name: Cục thử $a
level: unit
nguoi_lap: Phòng Hạ tầng số # finds: unknown-field
";

const MISSING_FIELD: &str = "\
agency: $a # finds: missing-field
name: Cục thử $a
";

const INVALID_VALUE: &str = "\
agency: $a
name: Cục thử $a
level: cap-tinh # finds: invalid-value
";

const UNRESOLVED_REFERENCE: &str = "\
agency: $a
name: Cục thử $a
level: unit
parent: $b # finds: unresolved-reference
";

const DUPLICATE_COMPONENT: &str = "\
agency: $a
name: Cục thử $a
level: external
---
layer: infrastructure
agency: $a
components:
  - id: may-chu
    kind: server-cluster
    name: Máy chủ thứ nhất $a
  - id: may-chu # finds: duplicate-component
    kind: storage
    name: Thiết bị lưu trữ $a
";

const ILLEGAL_RELATION: &str = "\
agency: $a
name: Cục thử $a
level: external
---
layer: infrastructure
agency: $a
components:
  - id: may-chu
    kind: server-cluster
    name: Máy chủ $a
    hosted_on: [luc-luong] # finds: illegal-relation
---
layer: security
agency: $a
components:
  - id: luc-luong
    kind: on-site-force
    name: Lực lượng tại chỗ $a
";

const DUPLICATE_KEY: &str = "\
agency: $a
name: Cục thử $a
level: unit
name: Cục thử thứ hai $a # finds: duplicate-key
";

const UNQUOTED_CODE: &str = "\
agency: $a
name: Cục thử $a
level: unit
aliases: [012] # finds: unquoted-code
";
