//! What an assessment is about: the kinds of move that are in it.

use super::answers::Assessment;
use super::choices::{AgreementTenant, YesNo};
use super::fields::{
    AGREEMENT_TENANT, CHANGES_AGREEMENT, Key, MARKETING, MOVES_INSTANCES, MOVES_LCS_PROJECT, MOVES_MARKETING,
    REPLACES_RETIRED, Table,
};

/// A kind of move, with rules of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Workstream {
    /// Instances to another tenant.
    Instances,
    /// The Marketing app with them.
    Marketing,
    /// Retired subscriptions to their replacements.
    Subscriptions,
    /// Subscriptions from one agreement type to another.
    Agreement,
    /// The Lifecycle Services project to another tenant.
    LcsProject,
}

impl Workstream {
    /// All, in the catalogue's order.
    pub const ALL: [Self; 5] =
        [Self::Instances, Self::Marketing, Self::Subscriptions, Self::Agreement, Self::LcsProject];

    /// Its name in words and output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Instances => "instances",
            Self::Marketing => "marketing",
            Self::Subscriptions => "subscriptions",
            Self::Agreement => "agreement",
            Self::LcsProject => "lcs-project",
        }
    }

    /// The workstream of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|workstream| workstream.key() == key)
    }

    /// The question that brings it in.
    #[must_use]
    pub fn question(self) -> Key<YesNo> {
        match self {
            Self::Instances => MOVES_INSTANCES,
            Self::Marketing => MOVES_MARKETING,
            Self::Subscriptions => REPLACES_RETIRED,
            Self::Agreement => CHANGES_AGREEMENT,
            Self::LcsProject => MOVES_LCS_PROJECT,
        }
    }

    /// Whether it is a question at all: Marketing moves with instances alone.
    #[must_use]
    pub fn is_asked(self, about: &Assessment) -> bool {
        self != Self::Marketing || Self::Instances.is_in(about)
    }

    /// Whether it is in the assessment. Two come in by other answers, too: Marketing with an instance that has it,
    /// unless it was left out on purpose; the project when the contract demands another tenant (AG002), for then it
    /// must move.
    #[must_use]
    pub fn is_in(self, about: &Assessment) -> bool {
        let said = about.whole().value(self.question());
        self.is_asked(about)
            && match self {
                Self::Marketing => {
                    let has_it =
                        || about.rows(Table::Instances).iter().any(|row| row.value(MARKETING) == Some(YesNo::Yes));
                    said.map_or_else(has_it, |said| said == YesNo::Yes)
                }
                Self::LcsProject => said == Some(YesNo::Yes) || Self::is_demanded(about),
                _ => said == Some(YesNo::Yes),
            }
    }

    /// Whether the new agreement's contract makes the Lifecycle Services project move.
    fn is_demanded(about: &Assessment) -> bool {
        Self::Agreement.is_in(about) && about.whole().value(AGREEMENT_TENANT) == Some(AgreementTenant::Demanded)
    }
}
