//! The documents that rules rest on. The date is the day on which someone last checked the page.

use time::{Date, Month};

/// A document.
#[derive(Debug)]
pub struct Document {
    /// Its short name in the catalogue.
    pub code: &'static str,
    /// Its title, in its own language.
    pub title: &'static str,
    /// The day on which it was last checked by its publisher, as printed in it.
    pub date: Date,
    /// Where it stands, or stood.
    pub link: &'static str,
    /// The page that took its place.
    pub successor: Option<&'static Document>,
}

/// A place in a document.
#[derive(Debug)]
pub struct Citation {
    /// The document.
    pub document: &'static Document,
    /// The section, by its heading.
    pub section: &'static str,
}

/// Every document on which the planner rests, the oldest first.
pub static DOCUMENTS: [&Document; 7] = [&S0, &S1, &S3, &P22, &S2, &P26, &F26];

/// The day of the newest source: what the catalogue knows, it knows as of then.
#[must_use]
pub fn catalogue_date() -> Date {
    DOCUMENTS.iter().map(|document| document.date).max().unwrap_or(Date::MIN)
}

const fn date(year: i32, month: Month, day: u8) -> Date {
    match Date::from_calendar_date(year, month, day) {
        Ok(date) => date,
        Err(_) => panic!("not a day of the calendar"),
    }
}

/// The support-assisted move, 2019.
pub static S0: Document = Document {
    code: "S0",
    title: "Tenant to tenant migration (Dynamics 365 for Customer Engagement)",
    date: date(2019, Month::April, 25),
    link: "https://learn.microsoft.com/dynamics365/admin/move-instance-tenant",
    successor: Some(&P22),
};

/// What a move means for the Marketing app, 2020.
pub static S1: Document = Document {
    code: "S1",
    title: "Tenant to tenant migration for Dynamics 365 Marketing",
    date: date(2020, Month::May, 11),
    link: "https://learn.microsoft.com/dynamics365/marketing/tenant-to-tenant",
    successor: None,
};

/// How subscriptions move from one agreement type to another, 2022.
pub static S3: Document = Document {
    code: "S3",
    title: "Move licenses between agreement types",
    date: date(2022, Month::January, 26),
    link: "https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/get-started/move-licenses-between-agreement-types",
    successor: None,
};

/// How retired subscriptions are replaced, 2023.
pub static S2: Document = Document {
    code: "S2",
    title: "Migrate Dynamics 365 and Customer Engagement Plan from Basic (qualified offers) to newer versions",
    date: date(2023, Month::January, 11),
    link: "https://learn.microsoft.com/partner-center/manual-subscription-migration",
    successor: None,
};

/// How a Lifecycle Services project moves to another tenant, 2026.
pub static F26: Document = Document {
    code: "F26",
    title: "Move Lifecycle Services implementation projects to different Microsoft Entra tenants",
    date: date(2026, Month::March, 26),
    link: "https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/get-started/move-lcs-implementation-project-tenant",
    successor: None,
};

/// The successor of S0, still support-assisted.
pub static P22: Document = Document {
    code: "P22",
    title: "Tenant-to-tenant migration (Power Platform admin guide)",
    date: date(2022, Month::November, 4),
    link: "https://learn.microsoft.com/power-platform/admin/move-environment-tenant",
    successor: Some(&P26),
};

/// The same page when the move had become self-service.
pub static P26: Document = Document {
    code: "P26",
    title: "Tenant-to-tenant migrations (Power Platform admin guide)",
    date: date(2026, Month::February, 13),
    link: "https://learn.microsoft.com/power-platform/admin/move-environment-tenant",
    successor: None,
};

macro_rules! citations {
    ($($(#[$doc:meta])* $name:ident = $document:ident, $section:literal;)+) => { $(
        $(#[$doc])*
        pub static $name: Citation = Citation { document: &$document, section: $section };
    )+ };
}

citations! {
    /// Where it is supported.
    S1_MOVE = S1, "Tenant to tenant migration for Dynamics 365 Marketing";
    /// What is done.
    S1_STEPS = S1, "Steps that are executed during migration";
    /// What is found afterwards.
    S1_AFTER = S1, "Post-migration tenant state";
    /// Since when, and until when.
    S2_BASIC = S2, "Migrate Dynamics 365 and Customer Engagement Plan from Basic (qualified offers) to newer versions";
    /// The 24 offers.
    S2_RETIRED = S2, "The Dynamics 365 offers being retired";
    /// What takes their place.
    S2_REPLACEMENTS = S2, "Dynamics 365 for Sales/ Customer Engagement Plan from Basic (Qualified Offers) replacement plans";
    /// The steps, in their order.
    S2_TRANSITION = S2, "Transition customers to new product plans";
    /// The clicks.
    S2_PURCHASE = S2, "Purchase the new plan for your customer";
    /// In which direction, and when.
    S3_MOVE = S3, "Move licenses between agreement types";
    /// What is ordered, activated, verified and suspended.
    S3_COMMERCIAL = S3, "Commercial activities";
    /// Where only the two standard environments are.
    S3_DEFAULT = S3, "The customer only has default environments";
    /// What becomes of the others.
    S3_ADD_ONS = S3, "The customer has add-on environments";
    /// Activating subscriptions on the new tenant.
    F26_ACTIVATE = F26, "Activate subscriptions on the new tenant";
    /// The new project.
    F26_CONFIGURE = F26, "Configure LCS on the new tenant";
    /// The sandboxes.
    F26_SANDBOXES = F26, "Move the sandboxes";
    /// Production.
    F26_PRODUCTION = F26, "Move production";
    /// What the feature is.
    S0_MOVE = S0, "Move an instance to a different tenant";
    /// What it takes and changes.
    S0_IMPACT = S0, "Impact of migrating between tenants";
    /// Before, during and after.
    S0_PROCESS = S0, "How the move works";
    /// What the move changes, and what does not come along.
    P22_MOVE = P22, "Migrate an environment to a different tenant";
    /// What can and cannot move.
    P22_LIMITS = P22, "Supported environment types";
    /// What must be there beforehand.
    P22_BEFORE = P22, "Prerequisites";
    /// What is handed in.
    P22_HAND_IN = P22, "Prerequisites";
    /// What administrators do beforehand.
    P22_STEPS = P22, "Steps to be performed by a global admin, Dynamics 365 admin, or Power Platform admin";
    /// Which components and mailboxes take further steps.
    P22_CONFIRM = P22, "Confirm if any of the solutions below are installed";
    /// What is done beforehand and afterwards by component.
    P22_PREPARE = P22, "Do the following steps … before and after the migration";
    /// What is left afterwards.
    P22_IMPACT = P22, "Post-migration";
    /// What customers ask.
    P22_QUESTIONS = P22, "Frequently asked questions";
    /// What can and cannot move, and mailboxes.
    P26_LIMITS = P26, "Before you get started";
    /// What must be there beforehand.
    P26_BEFORE = P26, "Prerequisites";
    /// What is done beforehand by component.
    P26_PREPARE = P26, "Preparation process";
    /// The file of users.
    P26_MAPPING = P26, "Create a user-mapping file";
    /// What the move is.
    P26_NATURE = P26, "Tenant-to-tenant migrations";
    /// The clicks.
    P26_ADMIN_CENTER = P26, "Migrate using Power Platform admin center";
    /// The commands.
    P26_POWERSHELL = P26, "Migrate using PowerShell";
    /// How a move is called off.
    P26_CANCEL = P26, "Cancel move";
    /// What the service says of a file that it does not take, and what to do then.
    P26_ERRORS = P26, "Errors and how to resolve them";
    /// What is left and what is done afterwards.
    P26_AFTER = P26, "Post-migration process";
    /// What customers ask.
    P26_QUESTIONS = P26, "Frequently asked questions";
}
