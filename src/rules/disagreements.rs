//! Where the documents disagree. The planner shows it, with both dates, instead of choosing in silence; the route
//! decides which one holds.

use super::sources::{Document, F26, P22, P26, S0, S1, S2};

/// One point on which two documents, or two places of one, differ. What each says stands in the words, under
/// `disagreements.<key>.one` and `.other`.
#[derive(Debug)]
pub struct Disagreement {
    /// Its key among the words.
    pub key: &'static str,
    /// Who says the one.
    pub one: &'static Document,
    /// Who says the other.
    pub other: &'static Document,
    /// The rules on which it bears.
    pub rules: &'static [&'static str],
}

/// All of them, as far as they bear on a rule of the catalogue.
pub static DISAGREEMENTS: &[Disagreement] = &[
    Disagreement { key: "destinationInstance", one: &S0, other: &P26, rules: &["TM006", "TM008", "TM009", "TM010"] },
    Disagreement { key: "url", one: &S0, other: &P26, rules: &["TM003", "SS018"] },
    Disagreement { key: "subscription", one: &S0, other: &P22, rules: &["TM004"] },
    Disagreement { key: "storage", one: &S0, other: &S0, rules: &["TM007", "TM023"] },
    Disagreement { key: "marketing", one: &S1, other: &P26, rules: &["SS003", "MK001", "MK015"] },
    Disagreement { key: "versions", one: &S0, other: &S1, rules: &["TM019", "MK012"] },
    Disagreement { key: "marketingApp", one: &S1, other: &S1, rules: &["MK004", "MK013"] },
    Disagreement { key: "componentLibraries", one: &P26, other: &P26, rules: &["SS003", "SS009"] },
    Disagreement { key: "mappingHeader", one: &P22, other: &P26, rules: &["TM012"] },
    Disagreement { key: "customerLockbox", one: &P22, other: &F26, rules: &["SS019", "FO002"] },
    Disagreement { key: "oldSubscription", one: &S2, other: &S2, rules: &["QO005", "QO006"] },
];

/// Those that bear on the rule of this code.
pub fn on(code: &str) -> impl Iterator<Item = &'static Disagreement> {
    DISAGREEMENTS.iter().filter(move |one| one.rules.contains(&code))
}
