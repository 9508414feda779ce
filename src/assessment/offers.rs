//! The subscriptions "from Basic (Qualified Offer)" that are retired, and how a name is recognised as one of them.

use std::sync::LazyLock;

use super::choices::{Segment, plain};
use super::letters::lower_case;

/// The 24 retired offers, as S2 prints them ("The Dynamics 365 offers being retired", 2023-01-11).
pub static RETIRED: [&str; 24] = [
    "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer)",
    "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer) for Faculty",
    "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer) for Students",
    "Dynamics 365 for Sales Enterprise Edition (Government Pricing) CRMOL Basic (Qualified Offer)",
    "Dynamics 365 for Sales Enterprise Edition From SA for CRM Basic (Qualified Offer)",
    "Dynamics 365 for Sales Enterprise Edition From SA for CRM Basic (Qualified Offer) for Faculty",
    "Dynamics 365 for Sales Enterprise Edition From SA for CRM Basic (Qualified Offer) for Students",
    "Dynamics 365 for Sales Enterprise Edition (Government Pricing) From SA for CRM Basic (Qualified Offer)",
    "Dynamics 365 for Sales Enterprise Edition Add-On for CRM Basic (Qualified Offer)",
    "Dynamics 365 for Sales Enterprise Edition Add-On for CRM Basic (Qualified Offer) for Faculty",
    "Dynamics 365 for Sales Enterprise Edition Add-On for CRM Basic (Qualified Offer) for Students",
    "Dynamics 365 for Sales Enterprise Edition (Government Pricing) Add-On for CRM Basic (Qualified Offer)",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition CRMOL Basic (Qualified Offer)",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition (Government Pricing) CRMOL Basic (Qualified Offer)",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition CRMOL Basic (Qualified Offer) for Students",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition CRMOL Basic (Qualified Offer) for Faculty",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition From SA for CRM Basic (Qualified Offer)",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition (Government Pricing) From SA for CRM Basic (Qualified Offer)",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition From SA for CRM Basic (Qualified Offer) for Students",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition From SA for CRM Basic (Qualified Offer) for Faculty",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition Add-On for CRM Basic (Qualified Offer)",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition (Government Pricing) Add-On for CRM Basic (Qualified Offer)",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition Add-On for CRM Basic (Qualified Offer) for Students",
    "Dynamics 365 Customer Engagement Plan Enterprise Edition Add-On for CRM Basic (Qualified Offer) for Faculty",
];

static SIMPLE: LazyLock<[String; RETIRED.len()]> = LazyLock::new(|| RETIRED.map(simple));

/// What the name of an offer says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offer {
    /// One of [`RETIRED`], by its place.
    Retired(u8),
    /// So like them that somebody has to say whether it is one; with the segment of which it speaks.
    NearMiss(Option<Segment>),
    /// Another offer.
    Other,
}

impl Offer {
    /// What `name` says, whatever its case, dashes, brackets and spaces.
    #[must_use]
    pub fn recognise(name: &str) -> Self {
        // A slip in a name may lie between its words as well: for what is nearly one, letters alone count.
        let letters = plain(name);
        let has = |part| letters.contains(part);
        if !(has("crmol") || (has("crm") && has("basic")) || (has("qual") && has("offer"))) {
            return Self::Other;
        }
        let name = simple(name);
        let place = SIMPLE.iter().position(|retired| *retired == name).and_then(|at| u8::try_from(at).ok());
        place.map_or_else(|| Self::NearMiss(segment_in(&letters)), Self::Retired)
    }

    /// For whom it is sold, where that is a part of its name: a segment has prices and replacements of its own.
    #[must_use]
    pub fn segment(self) -> Option<Segment> {
        match self {
            Self::Retired(at) => segment_in(&plain(RETIRED[usize::from(at)])),
            Self::NearMiss(segment) => segment,
            Self::Other => None,
        }
    }
}

/// The segment of which a name speaks, by its letters.
fn segment_in(letters: &str) -> Option<Segment> {
    let of = [("faculty", Segment::Faculty), ("student", Segment::Students), ("gov", Segment::Government)];
    of.into_iter().find(|(part, _)| letters.contains(part)).map(|(_, segment)| segment)
}

/// Lower case; dashes and brackets are spaces, spaces are one; without "Dynamics 365" and "for" in front.
fn simple(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter {
        '-' | '‐'..='―' | '−' | '(' | ')' | '[' | ']' | '{' | '}' => ' ',
        other => lower_case(other),
    });
    let name: String = letters.collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    let words =
        words.strip_prefix(&["dynamics", "365"]).map_or(&*words, |rest| rest.strip_prefix(&["for"]).unwrap_or(rest));
    words.join(" ")
}
