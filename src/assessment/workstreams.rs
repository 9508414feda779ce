//! What an assessment is about: the kinds of move that are in it.

use super::answers::{Assessment, Said};
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

/// How a kind of move stands in an assessment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is a part of it.
    In,
    /// It may be a part of it: its rules wait for [its question](Workstream::question).
    Undecided,
    /// It is no part of it.
    Out,
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

    /// Whether it is a question at all: Marketing moves with instances alone. What was said of it is asked as long as
    /// instances wait for it.
    #[must_use]
    pub fn is_asked(self, about: &Assessment) -> bool {
        self != Self::Marketing
            || Self::Instances.is_in(about)
            || about.whole().value(MOVES_MARKETING) == Some(YesNo::Yes)
    }

    /// How it stands in the assessment: as was said. "I don't know yet" leaves it undecided; who says nothing of it does
    /// not speak of it.
    ///
    /// Two come in by other answers, too: Marketing with an instance that has it, and the project when the contract
    /// demands another tenant (AG002), for then it must move. Marketing has to be spoken of where instances move, and to
    /// deny it while an instance has it decides nothing. No more does it to leave instances out while Marketing moves.
    #[must_use]
    pub fn standing(self, about: &Assessment) -> Standing {
        if self == Self::Marketing && !Self::Instances.is_in(about) {
            return Standing::Out;
        }
        let said = match (&about.whole().answer(self.question().field).said, about.whole().value(self.question())) {
            (_, Some(YesNo::Yes)) => Some(Standing::In),
            (_, Some(YesNo::No)) => Some(Standing::Out),
            (Said::Nothing, None) => None,
            (_, None) => Some(Standing::Undecided),
        };
        match (self, said) {
            (Self::LcsProject, _) if Self::project_is_demanded(about) => Standing::In,
            (Self::Instances, None | Some(Standing::Out))
                if about.whole().value(MOVES_MARKETING) == Some(YesNo::Yes) =>
            {
                Standing::Undecided
            }
            (Self::Marketing, Some(Standing::Out)) if Self::marketing_by_instances(about) == Standing::In => {
                Standing::Undecided
            }
            (Self::Marketing, None | Some(Standing::Undecided)) => Self::marketing_by_instances(about),
            (_, said) => said.unwrap_or(Standing::Out),
        }
    }

    /// Whether it is in the assessment.
    #[must_use]
    pub fn is_in(self, about: &Assessment) -> bool {
        self.standing(about) == Standing::In
    }

    /// Whether it was said that Marketing does not move along, although an instance has it: nothing else leaves it
    /// undecided after a "no".
    #[must_use]
    pub fn marketing_is_denied(about: &Assessment) -> bool {
        Self::Marketing.standing(about) == Standing::Undecided
            && about.whole().value(MOVES_MARKETING) == Some(YesNo::No)
    }

    /// Where nobody has said whether Marketing moves along, the instances may tell.
    fn marketing_by_instances(about: &Assessment) -> Standing {
        let instances = about.table(Table::Instances);
        let mut none_has_it = !instances.is_empty();
        for at in 0..instances.len() {
            match instances.value(at, MARKETING) {
                Some(YesNo::Yes) => return Standing::In,
                Some(YesNo::No) => {}
                None => none_has_it = false,
            }
        }
        if none_has_it { Standing::Out } else { Standing::Undecided }
    }

    /// Whether the new agreement's contract makes the Lifecycle Services project move.
    #[must_use]
    pub fn project_is_demanded(about: &Assessment) -> bool {
        Self::Agreement.is_in(about) && about.whole().value(AGREEMENT_TENANT) == Some(AgreementTenant::Demanded)
    }
}
