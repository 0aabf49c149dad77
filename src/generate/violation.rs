//! The faults a made-up nation can be given on purpose.

/// A fault, named after the rule that must find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Violation {
    /// A component that nobody owns.
    MissingOwner,
    /// An agency with a code of the form before 2020.
    InvalidAgencyCode,
    /// A unit with a data centre beside that of its ministry.
    SeparateDataCentre,
    /// Data between agencies that no network is named for.
    ConnectionOffDedicatedNetwork,
    /// An application that runs nowhere.
    MissingHost,
    /// Two databases that both claim to be the source of one entity.
    DuplicateAuthoritativeSource,
    /// A database that does not say how its data is collected.
    IncompleteDatabaseEntry,
    /// A direct line between two agencies.
    PointToPointConnection,
    /// A direct line between two units of one ministry.
    ConnectionOutsideAgencyPlatform,
    /// A platform of an agency that never reaches the national one.
    MissingAgencyPlatform,
    /// A way to a national database that leaves out the agency's own platform.
    WrongIntegrationPath,
    /// Two applications that do the same.
    DuplicateApplication,
    /// A system with no security level.
    MissingSecurityLevel,
    /// A portal below the level that its services ask for.
    SecurityLevelTooLow,
    /// A province or ministry whose operations centres tell the national one nothing.
    MissingProtectionLayer,
    /// A field that the vocabulary does not have.
    UnknownField,
    /// A component with no name.
    MissingField,
    /// A value that its field does not allow.
    InvalidValue,
    /// A reference to a component that is not there.
    UnresolvedReference,
    /// Two components of one agency with one id.
    DuplicateComponent,
    /// A relation to a component of a layer it may not point to.
    IllegalRelation,
    /// A key that stands twice.
    DuplicateKey,
    /// A code whose leading zero is in no quotes.
    UnquotedCode,
}

impl Violation {
    /// Every fault, in the order of the rules.
    pub const ALL: [Self; 23] = [
        Self::MissingOwner,
        Self::InvalidAgencyCode,
        Self::SeparateDataCentre,
        Self::ConnectionOffDedicatedNetwork,
        Self::MissingHost,
        Self::DuplicateAuthoritativeSource,
        Self::IncompleteDatabaseEntry,
        Self::PointToPointConnection,
        Self::ConnectionOutsideAgencyPlatform,
        Self::MissingAgencyPlatform,
        Self::WrongIntegrationPath,
        Self::DuplicateApplication,
        Self::MissingSecurityLevel,
        Self::SecurityLevelTooLow,
        Self::MissingProtectionLayer,
        Self::UnknownField,
        Self::MissingField,
        Self::InvalidValue,
        Self::UnresolvedReference,
        Self::DuplicateComponent,
        Self::IllegalRelation,
        Self::DuplicateKey,
        Self::UnquotedCode,
    ];

    /// Name of the rule that finds it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MissingOwner => "missing-owner",
            Self::InvalidAgencyCode => "invalid-agency-code",
            Self::SeparateDataCentre => "separate-data-centre",
            Self::ConnectionOffDedicatedNetwork => "connection-off-dedicated-network",
            Self::MissingHost => "missing-host",
            Self::DuplicateAuthoritativeSource => "duplicate-authoritative-source",
            Self::IncompleteDatabaseEntry => "incomplete-database-entry",
            Self::PointToPointConnection => "point-to-point-connection",
            Self::ConnectionOutsideAgencyPlatform => "connection-outside-agency-platform",
            Self::MissingAgencyPlatform => "missing-agency-platform",
            Self::WrongIntegrationPath => "wrong-integration-path",
            Self::DuplicateApplication => "duplicate-application",
            Self::MissingSecurityLevel => "missing-security-level",
            Self::SecurityLevelTooLow => "security-level-too-low",
            Self::MissingProtectionLayer => "missing-protection-layer",
            Self::UnknownField => "unknown-field",
            Self::MissingField => "missing-field",
            Self::InvalidValue => "invalid-value",
            Self::UnresolvedReference => "unresolved-reference",
            Self::DuplicateComponent => "duplicate-component",
            Self::IllegalRelation => "illegal-relation",
            Self::DuplicateKey => "duplicate-key",
            Self::UnquotedCode => "unquoted-code",
        }
    }

    /// Whether it is found before anybody knows which component it belongs to, and so about a file.
    pub(super) const fn is_about_a_file(self) -> bool {
        matches!(self, Self::DuplicateKey | Self::UnquotedCode)
    }
}
