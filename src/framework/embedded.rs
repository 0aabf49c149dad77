//! The packs compiled into the program, so that `khung check` needs no file but the architect's.

/// A pack compiled in.
#[derive(Debug, Clone, Copy)]
pub struct EmbeddedPack {
    /// Name of the pack, the value of `framework:` in `khung.yaml`.
    pub id: &'static str,
    /// Files of the pack: path below its folder, and text.
    pub files: &'static [(&'static str, &'static str)],
}

/// A folder of `schemas/`, by its name; all packs are made of the same files.
macro_rules! pack {
    ($id:literal) => {
        pack!($id: "framework.yaml", "legal.yaml", "targets.yaml", "duties.yaml", "metrics.yaml", "catalogue.yaml", "agency-codes.yaml",
            "rules/governance.yaml", "rules/infrastructure.yaml", "rules/data.yaml", "rules/connections.yaml",
            "rules/applications.yaml", "rules/security.yaml", "rules/document.yaml", "rules/general.yaml",
            "rules/exceptions.yaml",
            "reference-models/brm.yaml", "reference-models/drm.yaml", "reference-models/arm.yaml",
            "reference-models/trm.yaml", "reference-models/srm.yaml")
    };
    ($id:literal: $($file:literal),+) => {
        EmbeddedPack {
            id: $id,
            files: &[$(($file, include_str!(concat!("../../schemas/", $id, "/", $file)))),+],
        }
    };
}

/// Every pack compiled in, oldest framework first: one line for each version.
pub static EMBEDDED: &[EmbeddedPack] = &[pack!("vn-egov-2.0")];

impl EmbeddedPack {
    /// The compiled-in pack of this name.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        EMBEDDED.iter().find(|pack| pack.id == id)
    }
}
