//! Every task, in the order in which a reader would take them up; by topic in the files of this folder.

use super::task::Task;

mod agreement;
mod components;
mod cut_over;
mod destination;
mod fails;
mod lcs_project;
mod mapping;
mod marketing;
mod mend;
mod request;
mod retired;
mod self_service;
mod settle;

/// Every task of an ordinary move, in the documented order.
pub static TASKS: &[&Task] = &[
    // What stands in the way
    &mend::TENANTS,
    &mend::CANNOT_MOVE,
    &mend::UNSUPPORTED,
    &mend::MANAGED,
    &mend::VERSION,
    &mend::REGION,
    &mend::WINDOW,
    &mend::SUBSCRIPTION_ENDS,
    &marketing::CONFIRM,
    &marketing::GEO,
    &marketing::AVAILABILITY,
    // What the destination needs
    &destination::SUBSCRIPTION,
    &destination::USER_LICENCES,
    &destination::INSTANCE_LICENCES,
    &destination::STORAGE,
    &marketing::LICENCE,
    &marketing::PORTAL_LICENCES,
    &destination::INSTANCE,
    &destination::USERS,
    &destination::ADMINISTRATOR,
    // The support request, and what support wants
    &request::ALERT_CONTACT,
    &request::SUBMIT,
    &request::DATE,
    &request::PREREQUISITES,
    &request::REHEARSAL,
    // Users
    &mapping::FILE,
    &mapping::MAILBOXES,
    // Around the cut-over
    &cut_over::SECURITY_GROUP,
    &cut_over::BACKUPS,
    &cut_over::LOCKBOX,
    &request::HAND_IN,
    &cut_over::ANNOUNCE,
    // What does not come along by itself
    &components::EXPORT_APPS,
    &components::FLOWS,
    &components::CONNECTIONS,
    &components::EXPORT_AGENTS,
    &components::WEBSITES_DOWN,
    &marketing::LIST,
    &marketing::INSIGHTS,
    &marketing::PORTAL_RESET,
    // The self-service move up to its eve
    &self_service::POWERSHELL,
    &self_service::REQUEST,
    &self_service::APPROVE,
    &self_service::PREPARE,
    // The cut-over
    &cut_over::ON_CALL,
    &cut_over::APPROVE_LOCKBOX,
    &cut_over::BY_MICROSOFT,
    &self_service::MOVE,
    &cut_over::ALERT,
    // Afterwards
    &settle::APPEARS,
    &settle::SECURITY_GROUP,
    &components::IMPORT_APPS,
    &components::FLOWS_ON,
    &components::CONNECT,
    &components::IMPORT_AGENTS,
    &components::WEBSITES_UP,
    &marketing::REINSTALL,
    &marketing::WIZARD,
    &marketing::UPGRADED,
    &marketing::IMAGES,
    &marketing::DESIGNS,
    &marketing::PORTAL,
    &marketing::LIVE_EMAILS_AGAIN,
    &marketing::LIVE_PAGES_AGAIN,
    &marketing::LIVE_SCORING_AGAIN,
    &marketing::LIVE_JOURNEYS_AGAIN,
    &marketing::LIVE_OTHERS_AGAIN,
    &settle::INTEGRATION,
    &mapping::MAILBOXES_BY_HAND,
    &settle::TELL_USERS,
    &request::POST_REQUISITES,
    &settle::SUBSCRIPTION,
    &settle::SOURCE,
    // Replacing retired subscriptions
    &retired::FIND_OUT,
    &retired::CONTRADICTION,
    &retired::ROLE,
    &retired::CHOOSE,
    &retired::SEGMENT,
    &retired::SELLER,
    &retired::DAYS,
    &retired::PURCHASE,
    &retired::REASSIGN,
    &retired::SUSPEND,
    &retired::WATCH,
    // From one type of agreement to another
    &agreement::RENEWAL,
    &agreement::ORDER,
    &agreement::ACTIVATE,
    &agreement::VERIFY,
    &agreement::ADD_ONS,
    &agreement::SUSPEND,
    &agreement::SLOTS,
    &agreement::EXPIRED,
    // The Lifecycle Services project
    &lcs_project::REMAP,
    &lcs_project::BUY,
    &lcs_project::ACTIVATE,
    &lcs_project::REGION,
    &lcs_project::CONFIGURE,
    &lcs_project::ATTACHMENTS,
    &lcs_project::SANDBOXES,
    &lcs_project::ACCOUNTS,
    &lcs_project::SMOKE_TEST,
    &lcs_project::CODE,
    &lcs_project::GO_LIVE,
    &lcs_project::ANNOUNCE,
    &lcs_project::LOCKBOX_OFF,
    &lcs_project::DEPLOY,
    &lcs_project::COPY,
    &lcs_project::LOCKBOX_ON,
    &lcs_project::ADDRESS,
    &lcs_project::DECOMMISSION,
    &lcs_project::SUSPEND,
];

/// What to do when a move fails or is called off, in the order in which a reader would look.
pub static IF_IT_FAILS: &[&Task] = &[
    &fails::CANCEL,
    &fails::CALL_OFF,
    &fails::EXPIRED,
    &fails::FILE_ERRORS,
    &fails::PREPARATION_EXPIRED,
    &fails::MOVE_FAILED,
    &fails::REACH_SUPPORT,
    &fails::SOURCE_USABLE,
    &fails::TELL_USERS,
    &fails::NEW_DATE,
];
