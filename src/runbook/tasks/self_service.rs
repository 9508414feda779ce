//! The self-service move itself: request, approval, preparation, move.

use super::{components, cut_over, destination, mapping, marketing, mend, request};
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{APPROVED_ON, DayOrNotYet, Key, MOVED, PREPARED_ON, REQUESTED_ON};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P26_ADMIN_CENTER, P26_POWERSHELL};
use crate::rules::{Facts, G, Routes, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, Wait, after, before, term};

/// How long a request stands, and how long a preparation is good, in days (P26): what SS007 and SS008 judge by.
const SEVEN: i16 = 7;

pub static POWERSHELL: Task = Task {
    code: "SS-T23",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Tenants,
    applies: Applies::Always,
    after: &[Wait::IfAny(&destination::ADMINISTRATOR)],
    due: &[before(14)],
    settles: &[],
    bases: G,
    source: Source::One(&P26_POWERSHELL),
    steps: &[
        Step::new("choose").ours(),
        Step::run("install", "Install-Module -Name Microsoft.PowerApps.Administration.PowerShell"),
        Step::run("update", "Update-Module -Name Microsoft.PowerApps.Administration.PowerShell"),
        Step::run("azure", "Install-Module -Name Az -Repository PSGallery -Force"),
        Step::run("signIn", "Add-PowerAppsAccount"),
    ],
};

pub static REQUEST: Task = Task {
    code: "SS-T24",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::If(is_to_be_requested),
    after: &[
        Wait::IfAny(&mend::TENANTS),
        Wait::IfAny(&mend::CANNOT_MOVE),
        Wait::IfAny(&mend::UNSUPPORTED),
        Wait::IfAny(&mend::MANAGED),
        Wait::IfAny(&marketing::CONFIRM),
        Wait::IfAny(&marketing::GEO),
        Wait::IfAny(&marketing::AVAILABILITY),
        Wait::IfAny(&destination::ADMINISTRATOR),
    ],
    due: &[before(10)],
    settles: &["SS007"],
    bases: G,
    source: Source::One(&P26_ADMIN_CENTER),
    steps: &[
        Step::new("agree").ours(),
        Step::new("open"),
        Step::new("submit"),
        Step::run(
            "find",
            "Get-AdminPowerAppEnvironment | Where-Object { $_.DisplayName.StartsWith(<InstanceName>) } | \
             Select-Object DisplayName, EnvironmentName",
        )
        .ours(),
        Step::run(
            "command",
            "TenantToTenant-SubmitMigrationRequest -EnvironmentName <EnvironmentId> -TargetTenantID <TargetTenantId>",
        ),
        Step::run("view", "TenantToTenant-ViewMigrationRequest"),
        Step::new("enter").ours(),
    ],
};

/// Not requested, or the request expired without approval.
fn is_to_be_requested(facts: &Facts<'_>, instance: Subject<'_>) -> bool {
    let Some(requested) = past(facts, instance, REQUESTED_ON) else { return true };
    (facts.today - requested).whole_days() > i64::from(SEVEN) && past(facts, instance, APPROVED_ON).is_none()
}

pub static APPROVE: Task = Task {
    code: "SS-T25",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|facts, instance| past(facts, instance, APPROVED_ON).is_none()),
    after: &[Wait::IfAny(&REQUEST)],
    due: &[term(SEVEN, REQUESTED_ON.field), before(3)],
    settles: &["SS007"],
    bases: G,
    source: Source::One(&P26_ADMIN_CENTER),
    steps: &[
        Step::new("open"),
        Step::new("approve"),
        Step::run("signIn", "Add-PowerAppsAccount"),
        Step::run("view", "TenantToTenant-ViewApprovalRequest"),
        Step::run("command", "TenantToTenant-ManageMigrationRequest -MigrationId <TargetMigrationId>"),
        Step::new("tell"),
        Step::new("enter").ours(),
    ],
};

pub static PREPARE: Task = Task {
    code: "SS-T26",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::If(is_to_be_prepared),
    after: &[
        Wait::IfAny(&APPROVE),
        Wait::IfAny(&mapping::FILE),
        Wait::IfAny(&destination::STORAGE),
        Wait::IfAny(&destination::USERS),
        Wait::IfAny(&destination::SUBSCRIPTION),
    ],
    due: &[before(1)],
    settles: &["SS008"],
    bases: G,
    source: Source::One(&P26_ADMIN_CENTER),
    steps: &[
        Step::new("when"),
        Step::new("begin"),
        Step::new("validate"),
        Step::new("fails"),
        Step::run(
            "upload",
            "TenantToTenant-UploadUserMappingFile -EnvironmentName <EnvironmentId> \
             -UserMappingFilePath (Join-Path $PWD <UserMappingFile>)",
        ),
        Step::run(
            "prepare",
            "TenantToTenant-PrepareMigration -MigrationId <SourceMigrationId> -TargetTenantId <TargetTenantId> \
             -ReadOnlyUserMappingFileContainerUri <SasUri>",
        ),
        Step::run("status", "TenantToTenant-GetMigrationStatus -MigrationId <SourceMigrationId>"),
        Step::new("differs").ours(),
        Step::new("enter").ours(),
    ],
};

/// Not prepared, or the preparation is no longer good.
fn is_to_be_prepared(facts: &Facts<'_>, instance: Subject<'_>) -> bool {
    instance.known(MOVED) != Some(YesNo::Yes)
        && past(facts, instance, PREPARED_ON)
            .is_none_or(|prepared| (facts.today - prepared).whole_days() > i64::from(SEVEN))
}

pub static MOVE: Task = Task {
    code: "SS-T27",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| instance.known(MOVED) != Some(YesNo::Yes)),
    after: &[
        Wait::IfAny(&PREPARE),
        Wait::IfAny(&cut_over::LOCKBOX),
        Wait::IfAny(&mend::REGION),
        Wait::IfAny(&mend::SUBSCRIPTION_ENDS),
        Wait::IfAny(&request::REHEARSAL),
        Wait::IfAny(&mapping::MAILBOXES),
        Wait::IfAny(&cut_over::SECURITY_GROUP),
        Wait::IfAny(&cut_over::BACKUPS),
        Wait::IfAny(&cut_over::ANNOUNCE),
        Wait::IfAny(&components::EXPORT_APPS),
        Wait::IfAny(&components::FLOWS),
        Wait::IfAny(&components::CONNECTIONS),
        Wait::IfAny(&components::EXPORT_AGENTS),
        Wait::IfAny(&components::WEBSITES_DOWN),
        Wait::IfAny(&marketing::LICENCE),
        Wait::IfAny(&marketing::LIST),
        Wait::IfAny(&marketing::INSIGHTS),
        Wait::IfAny(&marketing::PORTAL_RESET),
    ],
    due: &[term(SEVEN, PREPARED_ON.field), after(0)],
    settles: &["SS008"],
    bases: G,
    source: Source::One(&P26_ADMIN_CENTER),
    steps: &[
        Step::new("plan"),
        Step::new("open"),
        Step::new("move"),
        Step::run(
            "command",
            "TenantToTenant-MigratePowerAppEnvironment -MigrationId <SourceMigrationId> \
             -TargetTenantId <TargetTenantId>",
        ),
        Step::run("status", "TenantToTenant-GetMigrationStatus -MigrationId <SourceMigrationId>"),
        Step::new("enter").ours(),
    ],
};

/// The day, where it has come; one to come is a plan.
fn past(facts: &Facts<'_>, instance: Subject<'_>, day: Key<DayOrNotYet>) -> Option<time::Date> {
    instance.known(day).flatten().filter(|day| *day <= facts.today)
}
