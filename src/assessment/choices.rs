//! The closed lists from which a customer chooses, with the spellings under which other programs write them.

use super::letters::{in_word, lower_case};

/// A closed list: how it is named in the words, its members in order, and foreign spellings of them.
#[derive(Debug)]
pub struct ChoiceSet {
    /// Name of the list among the words, for example `instanceType`.
    pub name: &'static str,
    /// What the draft's file says for each member; the words know each by the same key.
    pub keys: &'static [&'static str],
    /// Other spellings, in the form of [`plain`], and the member each stands for.
    pub aliases: &'static [(&'static str, u8)],
}

impl PartialEq for ChoiceSet {
    /// Lists have names of their own.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.name == other.name
    }
}

impl ChoiceSet {
    /// The member that `typed` names, whatever its case, spaces and punctuation; `None` for anything else.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<u8> {
        let wanted = plain(typed);
        let by_key = self.keys.iter().position(|key| plain(key) == wanted);
        by_key
            .and_then(|at| u8::try_from(at).ok())
            .or_else(|| self.aliases.iter().find(|(alias, _)| *alias == wanted).map(|(_, at)| *at))
    }
}

/// Lower case, letters and digits alone: what is left when spelling no longer matters.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| in_word(*c)).map(lower_case).collect()
}

/// A name as names are compared: those that differ in case or in spaces alone are one.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            let at = plain.len();
            plain.push_str(word);
            plain[at..].make_ascii_lowercase();
        } else {
            plain.extend(lower(word));
        }
    }
    plain
}

/// The characters in lower case, one by one.
pub fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(lower_case)
}

/// Whether one text is in another, whatever the case and the spaces: days that are shown have spaces that do not break.
#[must_use]
pub fn contains(text: &str, wanted: &str) -> bool {
    plain_name(text).contains(&plain_name(wanted))
}

/// A type whose values are the members of a [`ChoiceSet`], in the set's order.
pub trait Choice: Copy + 'static {
    /// The list.
    const SET: &'static ChoiceSet;
    /// Every value, in the list's order.
    const ALL: &'static [Self];
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident $set:literal { $($(#[$variant_doc:meta])* $variant:ident $key:literal $(| $alias:literal)*),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl Choice for $name {
            const SET: &'static ChoiceSet = &ChoiceSet {
                name: $set,
                keys: &[$($key),+],
                aliases: &[$($(($alias, $name::$variant as u8),)*)+],
            };
            const ALL: &'static [Self] = &[$($name::$variant),+];
        }
    )+ };
}

choices! {
    /// A plain question.
    YesNo "yesNo" {
        Yes "yes" | "y" | "true" | "enabled" | "on",
        No "no" | "n" | "false" | "disabled" | "off",
    }

    /// The two ways in which instances move; see the rule catalogue.
    Route "route" {
        /// Technical support carries the move out (S0, P22).
        Assisted "support-assisted" | "assisted",
        /// The administrators carry it out themselves (P26).
        SelfService "self-service",
    }

    /// Microsoft's regions, as far as the documents tell them apart.
    Region "region" {
        Na "NA" | "northamerica" | "unitedstates" | "us" | "usa" | "nam" | "crm",
        Latam "LATAM" | "southamerica" | "latinamerica" | "lam" | "sam" | "brazil" | "crm2",
        Can "CAN" | "canada" | "crm3",
        Emea "EMEA" | "europe" | "eur" | "eu" | "crm4",
        Fra "FRA" | "france" | "crm12",
        Deu "DEU" | "germany" | "ger" | "crm16",
        Che "CHE" | "switzerland" | "crm17",
        Nor "NOR" | "norway" | "crm19",
        Gbr "GBR" | "unitedkingdom" | "uk" | "crm11",
        Apac "APAC" | "asia" | "asiapacific" | "apj" | "crm5",
        Oce "OCE" | "australia" | "oceania" | "crm6",
        Ind "IND" | "india" | "crm8",
        Jpn "JPN" | "japan" | "crm7",
        Kor "KOR" | "korea" | "southkorea" | "crm21",
        Uae "UAE" | "unitedarabemirates" | "crm15",
        Zaf "ZAF" | "southafrica" | "crm14",
        Gcc "GCC" | "usgov" | "usgovgcc" | "northamerica2" | "crm9",
        GccHigh "GCC High" | "usgovhigh" | "usgovgcchigh",
        Dod "DoD" | "usgovdod",
        China "China" | "chn",
        /// A region that the list does not name: two of these need not be the same.
        Other "other" | "singapore" | "sgp" | "crm20" | "sweden" | "swe" | "crm22",
    }

    /// What kind an instance (environment) is.
    InstanceType "instanceType" {
        Production "production",
        Sandbox "sandbox",
        Default "default",
        Developer "developer",
        Trial "trial" | "trialsubscriptionbased" | "subscriptionbasedtrial" | "trialstandard" | "standardtrial",
        Teams "teams" | "microsoftteams" | "dataverseforteams",
        Demo "demo",
    }

    /// How the destination tenant stands with Customer Engagement.
    Subscription "subscription" {
        Paid "paid",
        Trial "trial",
        Expired "expired",
        Suspended "suspended",
        OtherKind "other kind",
        Nothing "none",
    }

    /// Something that a move disturbs, and whether that is taken care of.
    Preparation "preparation" {
        NotInUse "not in use" | "no" | "notused" | "none",
        InUse "in use" | "yes" | "used",
        Prepared "prepared" | "done" | "ready",
    }

    /// Customer Lockbox in the source tenant.
    Lockbox "lockbox" {
        Off "off" | "no" | "disabled",
        On "on" | "yes" | "enabled",
        ApproverReady "on, approver ready" | "approverready",
    }

    /// The security group that limits who can enter an instance.
    SecurityGroup "securityGroup" {
        Nothing "none" | "no",
        SourceOnly "in use" | "yes",
        Matched "destination group known" | "prepared" | "done",
    }

    /// What a subscription shows about its end.
    Renewal "renewal" {
        AutoRenews "auto renews" | "autorenew" | "true" | "yes" | "on",
        Expires "expires" | "false" | "no" | "off",
    }

    /// How a subscription stands, in Partner Center's words.
    SubscriptionStatus "subscriptionStatus" {
        Active "active",
        Suspended "suspended",
        Expired "expired",
        Disabled "disabled",
        Deleted "deleted" | "deprovisioned" | "cancelled" | "canceled",
        Pending "pending",
    }

    /// The kind of agreement under which subscriptions are bought.
    Agreement "agreement" {
        Csp "CSP" | "partner" | "cloudsolutionprovider" | "microsoftcloudsolutionprovider",
        VolumeLicensing "Volume Licensing" | "vl" | "ea" | "enterpriseagreement",
        Direct "direct" | "microsoft" | "webdirect" | "mosp",
        Other "other",
    }

    /// What takes the place of a retired subscription. S2 names four.
    Replacement "replacement" {
        SalesProfessional "Sales Professional" | "dynamics365salesprofessional" | "dynamics365forsalesprofessional",
        CustomerService "Customer Service" | "dynamics365customerservice" | "dynamics365forcustomerservice",
        CustomerEngagementPlan "Customer Engagement Plan" | "dynamics365customerengagementplan" | "customerengagement",
        TeamMembers "Team Members" | "dynamics365teammembers" | "dynamics365forteammembers" | "teammember",
        Other "another",
    }

    /// For whom an offer is sold, where that is a part of its name.
    Segment "segment" {
        Faculty "faculty",
        Students "students",
        Government "government",
    }

    /// The role of whoever buys, reassigns and suspends.
    StepsRole "stepsRole" {
        GlobalAdmin "Global admin" | "globaladministrator",
        UserManagementAdmin "User management admin" | "useradministrator",
        AdminAgent "Admin agent",
        SalesAgent "Sales agent",
        Nothing "none of them" | "none" | "no",
    }

    /// From which agreement to which.
    Direction "direction" {
        ToVolumeLicensing "CSP to Volume Licensing",
        ToCsp "Volume Licensing to CSP",
    }

    /// Against which tenant the new subscriptions are bought.
    AgreementTenant "agreementTenant" {
        Same "same tenant" | "same" | "no",
        Another "another tenant" | "another",
        Demanded "another tenant, as the contract demands" | "demanded",
    }

    /// How far the user mapping file of an instance has come.
    MappingFile "mappingFile" {
        Nothing "none" | "no",
        Made "made" | "notchecked" | "madenotchecked",
        Errors "checked with errors" | "errors",
        Clean "clean" | "checkedclean" | "checked" | "noerrors",
    }
}

impl Region {
    /// Both are the same region, both differ, or, where the list names neither, nobody can tell.
    #[must_use]
    pub fn same(self, other: Self) -> Option<bool> {
        (self != Self::Other || other != Self::Other).then_some(self == other)
    }

    /// Moves that change into or out of these are restricted (P22).
    #[must_use]
    pub fn is_restricted(self) -> bool {
        matches!(self, Self::Gcc | Self::GccHigh | Self::Dod | Self::Oce | Self::Ind | Self::China)
    }

    /// Neither a government cloud nor China's, which is run apart.
    #[must_use]
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Gcc | Self::GccHigh | Self::Dod | Self::China)
    }
}
