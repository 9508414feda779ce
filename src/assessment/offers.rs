//! The subscriptions "from Basic (Qualified Offer)" that are retired, and how a name is recognised as one of them.

use std::sync::LazyLock;

use super::choices::Segment;
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
    /// So like them that somebody has to say whether it is one.
    NearMiss,
    /// Another offer.
    Other,
}

impl Offer {
    /// What `name` says, whatever its case, dashes, brackets and spaces.
    #[must_use]
    pub fn recognise(name: &str) -> Self {
        let name = simple(name);
        let has = |word: &str| name.split(' ').any(|own| own == word);
        if !((has("basic") && (has("crm") || has("crmol"))) || (has("qualified") && (has("offer") || has("offers")))) {
            return Self::Other;
        }
        let place = SIMPLE.iter().position(|retired| *retired == name).and_then(|at| u8::try_from(at).ok());
        place.map_or(Self::NearMiss, Self::Retired)
    }

    /// For whom it is sold, where that is a part of its name: a segment has prices and replacements of its own.
    #[must_use]
    pub fn segment(self) -> Option<Segment> {
        let Self::Retired(at) = self else { return None };
        let name = RETIRED[usize::from(at)];
        let of = [
            ("for Faculty", Segment::Faculty),
            ("for Students", Segment::Students),
            ("(Government Pricing)", Segment::Government),
        ];
        of.into_iter().find(|(part, _)| name.contains(part)).map(|(_, segment)| segment)
    }
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
