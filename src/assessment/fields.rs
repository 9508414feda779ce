//! Every question, one line each: where its answer stands, how the draft's file calls it, in which section it is
//! asked, and what it accepts. Its words stand in `public/words/` under `questions.<key>`.
//!
//! The lines of one table stand together; their order is the order in which they are asked.

use std::marker::PhantomData;

use time::Date;

use super::choices::{
    Agreement, AgreementTenant, Choice, Direction, InstanceType, Lockbox, MappingFile, Preparation, Region, Renewal,
    Replacement, Route, SecurityGroup, StepsRole, Subscription, SubscriptionStatus, YesNo,
};
use super::offers::Offer;
use super::values::{Kind, Moment, Storage, Value, Version, Weekdays};

/// The lists of which an assessment consists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Table {
    /// The one row of answers about the whole undertaking.
    Assessment,
    /// The two tenants.
    Tenants,
    /// The instances (environments) that are to move.
    Instances,
    /// Licences by product.
    Licences,
    /// Subscriptions, retired ones and others.
    Subscriptions,
    /// What is bought under the old agreement and the new one, by kind.
    Entitlements,
    /// Integrations that may need reconfiguring.
    Integrations,
    /// Cut-over windows.
    Windows,
    /// The people involved.
    People,
}

impl Table {
    /// All tables, in the order of the draft's file.
    pub const ALL: [Self; 9] = [
        Self::Assessment,
        Self::Tenants,
        Self::Instances,
        Self::Licences,
        Self::Subscriptions,
        Self::Entitlements,
        Self::Integrations,
        Self::Windows,
        Self::People,
    ];

    /// The table's name in the draft's file and in the words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Tenants => "tenants",
            Self::Instances => "instances",
            Self::Licences => "licences",
            Self::Subscriptions => "subscriptions",
            Self::Entitlements => "entitlements",
            Self::Integrations => "integrations",
            Self::Windows => "windows",
            Self::People => "people",
        }
    }

    /// The table of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.key() == key)
    }

    /// The rows that are always there, by their ids; none may be added beside them unless [`Table::grows`].
    #[must_use]
    pub fn fixed_rows(self) -> &'static [&'static str] {
        match self {
            Self::Assessment => &["assessment"],
            Self::Tenants => &["source", "destination"],
            Self::Integrations => &["outlook", "server-side-synchronization", "sharepoint"],
            Self::Entitlements => &["user-licences", "device-licences", "add-on-environments"],
            Self::Instances | Self::Licences | Self::Subscriptions | Self::Windows | Self::People => &[],
        }
    }

    /// Whether the customer adds and removes rows.
    #[must_use]
    pub fn grows(self) -> bool {
        !matches!(self, Self::Assessment | Self::Tenants | Self::Entitlements)
    }

    /// The field that names a row.
    #[must_use]
    pub fn name_field(self) -> Option<FieldId> {
        match self {
            Self::Assessment | Self::Entitlements => None,
            Self::Tenants => Some(DOMAIN.field),
            Self::Instances => Some(INSTANCE.field),
            Self::Licences => Some(PRODUCT.field),
            Self::Subscriptions => Some(OFFER.field),
            Self::Integrations => Some(INTEGRATION.field),
            Self::Windows => Some(WINDOW.field),
            Self::People => Some(PERSON.field),
        }
    }

    /// The table's fields, in order.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        let start = FIELDS.iter().position(|field| field.table == self).unwrap_or(0);
        let length = FIELDS.iter().filter(|field| field.table == self).count();
        &FIELDS[start..start + length]
    }
}

/// The task list's sections, in order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Section {
    /// What is to be done at all, and by which route.
    Situation,
    /// Where from, where to.
    Tenants,
    /// What moves.
    Instances,
    /// What is installed in each instance, and prepared.
    Components,
    /// What the Marketing app has live, and what of it is wanted again.
    Marketing,
    /// Subscriptions and licences.
    Licences,
    /// Subscriptions one by one, the retired among them.
    Subscriptions,
    /// Storage on both sides.
    Storage,
    /// Users, mapping files, mailboxes.
    Users,
    /// What is connected.
    Integrations,
    /// When it happens.
    CutOver,
    /// The days of the self-service request.
    Requests,
    /// The change from one agreement type to another.
    Agreement,
    /// The Lifecycle Services project.
    LcsProject,
    /// Who is involved.
    People,
}

impl Section {
    /// All sections, in the order in which they are asked.
    pub const ALL: [Self; 15] = [
        Self::Situation,
        Self::Tenants,
        Self::Instances,
        Self::Components,
        Self::Marketing,
        Self::Licences,
        Self::Subscriptions,
        Self::Storage,
        Self::Users,
        Self::Integrations,
        Self::CutOver,
        Self::Requests,
        Self::Agreement,
        Self::LcsProject,
        Self::People,
    ];

    /// The section's name in addresses and in the words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Tenants => "tenants",
            Self::Instances => "instances",
            Self::Components => "components",
            Self::Marketing => "marketing",
            Self::Licences => "licences",
            Self::Subscriptions => "subscriptions",
            Self::Storage => "storage",
            Self::Users => "users",
            Self::Integrations => "integrations",
            Self::CutOver => "cut-over",
            Self::Requests => "requests",
            Self::Agreement => "agreement",
            Self::LcsProject => "lcs-project",
            Self::People => "people",
        }
    }

    /// The section of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.key() == key)
    }
}

/// One question's declaration.
#[derive(Debug)]
pub struct Field {
    /// Its place among all fields.
    pub id: FieldId,
    /// Its name in the draft's file and in the words; never changed once released.
    pub key: &'static str,
    /// The table in whose rows the answers stand.
    pub table: Table,
    /// Where it is asked.
    pub section: Section,
    /// What it accepts.
    pub kind: Kind,
    /// Its place in a row of its table.
    pub column: usize,
}

/// A field, by its place in [`FIELDS`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FieldId(u16);

impl FieldId {
    /// The declaration.
    #[must_use]
    pub fn field(self) -> &'static Field {
        &FIELDS[usize::from(self.0)]
    }

    /// The field that the draft's file calls `key` in `table`.
    #[must_use]
    pub fn find(table: Table, key: &str) -> Option<Self> {
        table.fields().iter().find(|field| field.key == key).map(|field| field.id)
    }
}

/// A field with the type of its answers.
#[derive(Debug)]
pub struct Key<T> {
    /// The field.
    pub field: FieldId,
    /// Its place in a row.
    pub(super) column: usize,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<T> {}

/// What an answer can be read as.
pub trait Fact {
    /// What the field accepts.
    const KIND: Kind;
    /// What reading gives.
    type Read<'a>;
    /// The typed value of an answer of this kind, which means `value`. Its text is asked for only where the value is one: of
    /// thousands of rows it need not be fetched from memory.
    fn read<'a>(value: Value, text: impl FnOnce() -> &'a str) -> Option<Self::Read<'a>>;
}

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident: $kind:expr, $read:ty, |$value:pat_param, $text:pat_param| $reading:expr;)+) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl Fact for $name {
            const KIND: Kind = $kind;
            type Read<'a> = $read;
            fn read<'a>($value: Value, $text: impl FnOnce() -> &'a str) -> Option<Self::Read<'a>> { $reading }
        }
    )+ };
}

facts! {
    /// Text that is not blank.
    Text: Kind::Text, &'a str, |_, text| Some(text());
    /// A name, or `None` where "none" was said.
    NameOrNone: Kind::NameOrNone, Option<&'a str>, |value, text| Some((value != Value::Nothing).then(text));
    /// A time zone's name.
    Zone: Kind::Zone, &'a str, |_, text| Some(text());
    /// A domain.
    Domain: Kind::Domain, &'a str, |_, text| Some(text());
    /// A GUID.
    Guid: Kind::Guid, &'a str, |_, text| Some(text());
    /// An e-mail address, or `None` where "none" was said.
    EmailOrNone: Kind::EmailOrNone, Option<&'a str>, |value, text| Some((value != Value::Nothing).then(text));
    /// What the name of an offer says.
    OfferName: Kind::Offer, Offer, |value, _| if let Value::Offer(offer) = value { Some(offer) } else { None };
    /// A whole number.
    Count: Kind::Count, u64, |value, _| if let Value::Count(count) = value { Some(count) } else { None };
    /// A date, or `None` where it was said that there is none (yet).
    DayOrNotYet: Kind::DayOrNotYet, Option<Date>, |value, _| read_day(value);
    /// A date, or `None` where it was said that it never comes.
    DayOrNever: Kind::DayOrNever, Option<Date>, |value, _| read_day(value);
    /// Minutes since midnight.
    TimeOfDay: Kind::TimeOfDay, u16, |value, _| if let Value::TimeOfDay(at) = value { Some(at) } else { None };
    /// The parts that a person plays.
    Roles: Kind::Choices(&ROLES), RoleSet, |value, _| if let Value::Choices(bits) = value { Some(RoleSet(bits)) } else { None };
}

fn read_day(value: Value) -> Option<Option<Date>> {
    match value {
        Value::Day(day) => Some(Some(day)),
        Value::Nothing => Some(None),
        _ => None,
    }
}

macro_rules! own_facts {
    ($($name:ident),+) => { $(
        impl Fact for $name {
            const KIND: Kind = Kind::$name;
            type Read<'a> = Self;
            fn read<'a>(value: Value, _: impl FnOnce() -> &'a str) -> Option<Self> {
                if let Value::$name(value) = value { Some(value) } else { None }
            }
        }
    )+ };
}

own_facts!(Storage, Version, Moment, Weekdays);

impl<T: Choice> Fact for T {
    const KIND: Kind = Kind::Choice(T::SET);
    type Read<'a> = Self;
    fn read<'a>(value: Value, _: impl FnOnce() -> &'a str) -> Option<Self> {
        if let Value::Choice(at) = value { T::ALL.get(usize::from(at)).copied() } else { None }
    }
}

/// The parts that people play in a move.
pub static ROLES: super::choices::ChoiceSet = super::choices::ChoiceSet {
    name: "role",
    keys: &["alert contact", "on call", "source administrator", "destination administrator"],
    aliases: &[("alert", 0), ("alerts", 0)],
};

/// Some of [`ROLES`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoleSet(u8);

impl RoleSet {
    /// Whether the person is to be told that the instance has moved.
    #[must_use]
    pub fn gets_the_alert(self) -> bool {
        self.0 & 1 != 0
    }
}

macro_rules! fields {
    ($($table:ident { $($(#[$doc:meta])* $name:ident: $fact:ty = $key:literal in $section:ident;)+ })+) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the lines below, under their own names")]
        #[derive(Clone, Copy)]
        enum Place { $($($name,)+)+ }

        /// Every field, in the order of the tables and of asking.
        pub static FIELDS: &[Field] = &[$($(Field {
            id: $name.field,
            key: $key,
            table: Table::$table,
            section: Section::$section,
            kind: <$fact as Fact>::KIND,
            column: $name.column,
        },)+)+];

        const TABLES: &[Table] = &[$($({ let _ = Place::$name; Table::$table },)+)+];

        $($(
            $(#[$doc])*
            pub const $name: Key<$fact> = Key {
                field: FieldId(Place::$name as u16),
                column: column(Place::$name as usize),
                kind: PhantomData,
            };
        )+)+
    };
}

/// How many fields of the same table stand before this one.
const fn column(place: usize) -> usize {
    let mut first = place;
    while first > 0 && TABLES[first - 1] as u8 == TABLES[place] as u8 {
        first -= 1;
    }
    place - first
}

fields! {
    Assessment {
        /// Whether instances move to another tenant: the workstream itself.
        MOVES_INSTANCES: YesNo = "movesInstances" in Situation;
        /// By which route.
        ROUTE: Route = "route" in Situation;
        /// Whether the Marketing app comes along.
        MOVES_MARKETING: YesNo = "movesMarketing" in Situation;
        /// Whether retired subscriptions are to be replaced.
        REPLACES_RETIRED: YesNo = "replacesRetired" in Situation;
        /// Whether subscriptions move to another agreement type.
        CHANGES_AGREEMENT: YesNo = "changesAgreement" in Situation;
        /// Whether a Lifecycle Services project moves to another tenant.
        MOVES_LCS_PROJECT: YesNo = "movesLcsProject" in Situation;
        /// Whether Marketing can be had where the destination is.
        MARKETING_AVAILABLE: YesNo = "marketingAvailable" in Marketing;
        /// Whether the destination has a Marketing licence.
        MARKETING_LICENCE: YesNo = "marketingLicence" in Marketing;
        /// Portals licences in the destination that no portal uses yet.
        PORTAL_LICENCES: Count = "portalLicences" in Marketing;
        /// How the destination stands with Customer Engagement.
        DESTINATION_SUBSCRIPTION: Subscription = "destinationSubscription" in Licences;
        /// The first end or suspension of a subscription that moving users live on.
        SUBSCRIPTION_ENDS: DayOrNever = "subscriptionEnds" in Licences;
        /// Active user licences in the source, all products together.
        ACTIVE_LICENCES: Count = "activeLicences" in Licences;
        /// User licences in the destination that are not assigned yet, all products together.
        AVAILABLE_LICENCES: Count = "availableLicences" in Licences;
        /// Instance licences for production in the destination that can serve the move.
        PRODUCTION_LICENCES: Count = "productionLicences" in Licences;
        /// The same for sandboxes.
        SANDBOX_LICENCES: Count = "sandboxLicences" in Licences;
        /// The role of whoever replaces the subscriptions.
        STEPS_ROLE: StepsRole = "stepsRole" in Subscriptions;
        /// Storage available in the destination, all kinds together.
        AVAILABLE_STORAGE: Storage = "availableStorage" in Storage;
        /// Of it, for databases.
        AVAILABLE_DATABASE: Storage = "availableDatabase" in Storage;
        /// Of it, for files.
        AVAILABLE_FILE: Storage = "availableFile" in Storage;
        /// Of it, for logs.
        AVAILABLE_LOG: Storage = "availableLog" in Storage;
        /// Capacity for the sandbox copies on which the move is rehearsed.
        REHEARSAL_CAPACITY: YesNo = "rehearsalCapacity" in Storage;
        /// Users who are to move.
        USERS_TO_MOVE: Count = "usersToMove" in Users;
        /// How many of them exist in the destination.
        USERS_CREATED: Count = "usersCreated" in Users;
        /// Moving users whose mailbox is not configured by itself afterwards.
        MAILBOXES_BY_HAND: Count = "mailboxesByHand" in Users;
        /// Moving mailboxes with an address on `*.onmicrosoft.com`.
        ONMICROSOFT_MAILBOXES: Count = "onmicrosoftMailboxes" in Users;
        /// Whether anything else is connected than the integrations listed.
        OTHER_INTEGRATIONS: YesNo = "otherIntegrations" in Integrations;
        /// The organisation's time zone, by its IANA name.
        ZONE: Zone = "zone" in CutOver;
        /// The organisation's working days.
        WORKING_DAYS: Weekdays = "workingDays" in CutOver;
        /// When a working day begins.
        WORK_BEGINS: TimeOfDay = "workBegins" in CutOver;
        /// When a working day ends; at or before its beginning means on the next day.
        WORK_ENDS: TimeOfDay = "workEnds" in CutOver;
        /// Whether users have been told of the outage.
        OUTAGE_ANNOUNCED: YesNo = "outageAnnounced" in CutOver;
        /// Customer Lockbox in the source.
        CUSTOMER_LOCKBOX: Lockbox = "customerLockbox" in CutOver;
        /// Whether anyone relies on existing backups of the source.
        BACKUPS: Preparation = "backups" in CutOver;
        /// From which agreement to which.
        DIRECTION: Direction = "direction" in Agreement;
        /// The day on which the Volume Licensing agreement renews.
        RENEWAL_DATE: DayOrNotYet = "renewalDate" in Agreement;
        /// The day on which the old agreement ends.
        OLD_AGREEMENT_ENDS: DayOrNotYet = "oldAgreementEnds" in Agreement;
        /// Against which tenant the new subscriptions are bought.
        AGREEMENT_TENANT: AgreementTenant = "agreementTenant" in Agreement;
        /// The reseller or cloud solution provider of the new agreement.
        RESELLER: NameOrNone = "reseller" in Agreement;
        /// Whether they have been asked.
        RESELLER_ASKED: YesNo = "resellerAsked" in Agreement;
        /// The day from which the new subscriptions are active.
        NEW_ACTIVE_ON: DayOrNotYet = "newActiveOn" in Agreement;
        /// The day on which the suspension of the old ones is asked for.
        SUSPENSION_ASKED_ON: DayOrNotYet = "suspensionAskedOn" in Agreement;
        /// The day on which the old ones are suspended.
        OLD_SUSPENDED_ON: DayOrNotYet = "oldSuspendedOn" in Agreement;
        /// How many days after its suspension the old agreement expires.
        GRACE_DAYS: Count = "graceDays" in Agreement;
        /// Add-on environments that are wanted in the end.
        ADD_ONS_WANTED: Count = "addOnsWanted" in Agreement;
        /// Add-on environments that are deployed.
        ADD_ONS_DEPLOYED: Count = "addOnsDeployed" in Agreement;
        /// Further add-on environments that are planned to be deployed.
        ADD_ONS_PLANNED: Count = "addOnsPlanned" in Agreement;
        /// The agreement under which the project's subscriptions are bought.
        LCS_AGREEMENT: Agreement = "lcsAgreement" in LcsProject;
        /// Where production is now.
        LCS_SOURCE_REGION: Region = "lcsSourceRegion" in LcsProject;
        /// Where it is to be.
        LCS_TARGET_REGION: Region = "lcsTargetRegion" in LcsProject;
        /// Whether two regions that the list does not name are one.
        LCS_SAME_REGION: YesNo = "lcsSameRegion" in LcsProject;
        /// Whether subscriptions are active on both tenants for a few weeks.
        LCS_PARALLEL: YesNo = "lcsParallel" in LcsProject;
        /// Whether version and code of both sides are the same.
        LCS_CODE_MATCH: YesNo = "lcsCodeMatch" in LcsProject;
        /// Whether the smoke test on the acceptance environment was passed.
        LCS_SMOKE_TESTED: YesNo = "lcsSmokeTested" in LcsProject;
        /// Whether Customer Lockbox is off while production moves.
        LCS_LOCKBOX_OFF: YesNo = "lcsLockboxOff" in LcsProject;
        /// Whether sandboxes hold document attachments.
        LCS_ATTACHMENTS: YesNo = "lcsAttachments" in LcsProject;
        /// Whether the accounts of web services belong to the home tenant.
        LCS_HOME_ACCOUNTS: YesNo = "lcsHomeAccounts" in LcsProject;
    }
    Tenants {
        /// The tenant's domain.
        DOMAIN: Domain = "domain" in Tenants;
        /// The tenant's id.
        TENANT_ID: Guid = "tenantId" in Tenants;
        /// The tenant's region.
        TENANT_REGION: Region = "tenantRegion" in Tenants;
        /// Whether somebody there holds the Power Platform or Dynamics 365 administrator role.
        ADMINISTRATOR: YesNo = "administrator" in Tenants;
        /// The tenant's storage in all.
        TENANT_STORAGE: Storage = "tenantStorage" in Storage;
    }
    Instances {
        /// The instance's name.
        INSTANCE: Text = "instance" in Instances;
        /// Its type.
        INSTANCE_TYPE: InstanceType = "instanceType" in Instances;
        /// Its region, where it is not its tenant's.
        INSTANCE_REGION: Region = "instanceRegion" in Instances;
        /// Its product version.
        VERSION: Version = "version" in Instances;
        /// The temporary destination instance.
        DESTINATION_INSTANCE: NameOrNone = "destinationInstance" in Instances;
        /// That one's type.
        DESTINATION_TYPE: InstanceType = "destinationType" in Instances;
        /// The cut-over window, by name.
        CUT_OVER: Text = "cutOver" in Instances;
        /// Linked to a finance and operations organization.
        FINANCE_OPERATIONS: YesNo = "financeOperations" in Instances;
        /// A Managed Environment.
        MANAGED_ENVIRONMENT: YesNo = "managedEnvironment" in Instances;
        /// Its security group.
        SECURITY_GROUP: SecurityGroup = "securityGroup" in Instances;
        /// Whether the move was rehearsed on a sandbox copy.
        REHEARSED: YesNo = "rehearsed" in Instances;
        /// Marketing is installed.
        MARKETING: YesNo = "marketing" in Components;
        /// Customer Voice is installed.
        CUSTOMER_VOICE: YesNo = "customerVoice" in Components;
        /// Omnichannel for Customer Service is installed.
        OMNICHANNEL: YesNo = "omnichannel" in Components;
        /// Customer Insights – Journeys is installed.
        JOURNEYS: YesNo = "journeys" in Components;
        /// Customer Insights – Data is installed.
        INSIGHTS_DATA: YesNo = "insightsData" in Components;
        /// Component libraries.
        COMPONENT_LIBRARIES: Preparation = "componentLibraries" in Components;
        /// Canvas apps in solutions.
        CANVAS_APPS: Preparation = "canvasApps" in Components;
        /// Custom pages.
        CUSTOM_PAGES: Preparation = "customPages" in Components;
        /// Canvas apps outside solutions.
        LOOSE_APPS: Preparation = "looseApps" in Components;
        /// Cloud flows outside solutions.
        LOOSE_FLOWS: Preparation = "looseFlows" in Components;
        /// Custom connectors, connections and gateways.
        CONNECTIONS: Preparation = "connections" in Components;
        /// Copilot Studio agents.
        AGENTS: Preparation = "agents" in Components;
        /// Power Pages websites.
        WEBSITES: Preparation = "websites" in Components;
        /// Live customer journeys.
        LIVE_JOURNEYS: Count = "liveJourneys" in Marketing;
        /// Live e-mails.
        LIVE_EMAILS: Count = "liveEmails" in Marketing;
        /// Live marketing pages.
        LIVE_PAGES: Count = "livePages" in Marketing;
        /// Live lead-scoring records.
        LIVE_SCORING: Count = "liveScoring" in Marketing;
        /// Live records of other kinds.
        LIVE_OTHERS: Count = "liveOthers" in Marketing;
        /// Whether images or other files were uploaded.
        UPLOADED_FILES: YesNo = "uploadedFiles" in Marketing;
        /// The day on which they are uploaded again.
        IMAGES_UPLOADED_ON: DayOrNotYet = "imagesUploadedOn" in Marketing;
        /// The day on which the source instance goes.
        SOURCE_GOES_ON: DayOrNever = "sourceGoesOn" in Marketing;
        /// Whether the app uses a portal.
        PORTAL: YesNo = "portal" in Marketing;
        /// Portals wanted on the destination.
        PORTALS_WANTED: Count = "portalsWanted" in Marketing;
        /// Storage used, all kinds together.
        USED_STORAGE: Storage = "usedStorage" in Storage;
        /// Of it, the database's.
        USED_DATABASE: Storage = "usedDatabase" in Storage;
        /// Of it, the files'.
        USED_FILE: Storage = "usedFile" in Storage;
        /// Of it, the log's.
        USED_LOG: Storage = "usedLog" in Storage;
        /// The state of its user mapping file.
        MAPPING_FILE: MappingFile = "mappingFile" in Users;
        /// Errors that a check of it found.
        MAPPING_ERRORS: Count = "mappingErrors" in Users;
        /// Users of the instance who are not in the file.
        UNMAPPED_USERS: Count = "unmappedUsers" in Users;
        /// Its ID, by which commands name it. No rule reads it.
        ENVIRONMENT_ID: Guid = "environmentId" in Requests;
        /// The day of the request.
        REQUESTED_ON: DayOrNotYet = "requestedOn" in Requests;
        /// The day of its approval.
        APPROVED_ON: DayOrNotYet = "approvedOn" in Requests;
        /// The day of the successful preparation.
        PREPARED_ON: DayOrNotYet = "preparedOn" in Requests;
        /// The day planned for the move.
        MOVE_ON: DayOrNotYet = "moveOn" in Requests;
        /// Whether it has moved.
        MOVED: YesNo = "moved" in Instances;
    }
    Licences {
        /// The product.
        PRODUCT: Text = "product" in Licences;
        /// Active licences of it in the source.
        PRODUCT_ACTIVE: Count = "productActive" in Licences;
        /// Available licences of it in the destination.
        PRODUCT_AVAILABLE: Count = "productAvailable" in Licences;
    }
    Subscriptions {
        /// The offer, by its name.
        OFFER: OfferName = "offer" in Subscriptions;
        /// Whether an offer that is called nearly like a retired one is one.
        IS_RETIRED: YesNo = "isRetired" in Subscriptions;
        /// Its licences.
        QUANTITY: Count = "quantity" in Subscriptions;
        /// The day on which it ends; this day is still served.
        END_DATE: DayOrNever = "endDate" in Subscriptions;
        /// What it shows about its end.
        RENEWAL: Renewal = "renewal" in Subscriptions;
        /// How it stands.
        STATUS: SubscriptionStatus = "status" in Subscriptions;
        /// Under which kind of agreement it was bought.
        AGREEMENT: Agreement = "agreement" in Subscriptions;
        /// From whom.
        SELLER: Text = "seller" in Subscriptions;
        /// Users who need its replacement.
        NEED_REPLACEMENT: Count = "needReplacement" in Subscriptions;
        /// What takes its place.
        REPLACEMENT: Replacement = "replacement" in Subscriptions;
        /// Licences of that which have been bought.
        BOUGHT: Count = "bought" in Subscriptions;
        /// The day of that purchase.
        BOUGHT_ON: DayOrNotYet = "boughtOn" in Subscriptions;
        /// Users who have been given the new licence.
        REASSIGNED: Count = "reassigned" in Subscriptions;
        /// The day on which the last of them is given it.
        LAST_REASSIGNED_ON: DayOrNotYet = "lastReassignedOn" in Subscriptions;
        /// The day on which it is suspended.
        SUSPENDED_ON: DayOrNotYet = "suspendedOn" in Subscriptions;
        /// The seller's own ID of it, as a list has it: by this it is found again. Nobody is asked for it, no rule reads it.
        SUBSCRIPTION_ID: Text = "subscriptionId" in Subscriptions;
    }
    Entitlements {
        /// How many under the old agreement.
        OLD_COUNT: Count = "oldCount" in Agreement;
        /// How many under the new one.
        NEW_COUNT: Count = "newCount" in Agreement;
        /// Whether both were seen active in the Microsoft 365 admin center.
        SEEN_ACTIVE: YesNo = "seenActive" in Agreement;
    }
    Integrations {
        /// The integration's name, where it is one of the customer's own.
        INTEGRATION: Text = "integration" in Integrations;
        /// Whether it is used.
        INTEGRATION_USED: YesNo = "integrationUsed" in Integrations;
    }
    Windows {
        /// The window's name.
        WINDOW: Text = "window" in CutOver;
        /// When it begins.
        STARTS: Moment = "starts" in CutOver;
        /// When it ends.
        ENDS: Moment = "ends" in CutOver;
    }
    People {
        /// The person.
        PERSON: Text = "person" in People;
        /// What they do in the move.
        PERSON_ROLES: Roles = "personRoles" in People;
        /// Where they get mail.
        EMAIL: EmailOrNone = "email" in People;
        /// Where they answer the telephone.
        PHONE: NameOrNone = "phone" in People;
    }
}
