//! What to do on the day on which a move fails or is called off. These wait for nothing and are due at no day.

use crate::assessment::{Table, Workstream};
use crate::rules::sources::{Citation, P26_ADMIN_CENTER, P26_CANCEL, P26_ERRORS, P26_POWERSHELL, S0_PROCESS};
use crate::rules::{Bases, G, J, Routes, Source};
use crate::runbook::task::{Applies, Owner, Phase, Step, Task};

const fn task(
    code: &'static str,
    routes: Routes,
    owner: Owner,
    bases: Bases,
    citation: &'static Citation,
    steps: &'static [Step],
) -> Task {
    Task {
        code,
        workstream: Workstream::Instances,
        routes,
        phase: Phase::During,
        owner,
        side: None,
        subject: Table::Assessment,
        applies: Applies::Always,
        after: &[],
        due: &[],
        settles: &[],
        bases,
        source: Source::One(citation),
        steps,
    }
}

pub static CANCEL: Task = task(
    "SS-F01",
    Routes::S,
    Owner::CustomerAdmin,
    G,
    &P26_CANCEL,
    &[Step::new("until"), Step::new("cancel"), Step::new("after").ours()],
);

pub static CALL_OFF: Task = task(
    "TM-F01",
    Routes::A,
    Owner::CustomerAdmin,
    J,
    &S0_PROCESS,
    &[Step::new("who"), Step::new("tell"), Step::new("written")],
);

pub static EXPIRED: Task = task(
    "SS-F02",
    Routes::S,
    Owner::CustomerAdmin,
    G,
    &P26_ADMIN_CENTER,
    &[Step::new("know"), Step::new("agree").ours(), Step::new("again").ours()],
);

pub static FILE_ERRORS: Task = task(
    "SS-F03",
    Routes::S,
    Owner::CustomerAdmin,
    G,
    &P26_ERRORS,
    &[
        Step::new("download"),
        Step::new("invalid"),
        Step::new("duplicate"),
        Step::new("format"),
        Step::new("same"),
        Step::new("columns"),
        Step::new("again"),
    ],
);

pub static PREPARATION_EXPIRED: Task =
    task("SS-F04", Routes::S, Owner::CustomerAdmin, G, &P26_POWERSHELL, &[Step::new("know"), Step::new("again")]);

pub static MOVE_FAILED: Task = task(
    "SS-F05",
    Routes::S,
    Owner::CustomerAdmin,
    G,
    &P26_POWERSHELL,
    &[
        Step::run("status", "TenantToTenant-GetMigrationStatus -MigrationId <SourceMigrationId>"),
        Step::new("support"),
        Step::new("wait").ours(),
    ],
);

pub static REACH_SUPPORT: Task = task(
    "TM-F02",
    Routes::A,
    Owner::CustomerAdmin,
    J,
    &S0_PROCESS,
    &[Step::new("call"), Step::new("give"), Step::new("ask")],
);

pub static SOURCE_USABLE: Task = task(
    "TM-F03",
    Routes::Both,
    Owner::Partner,
    J,
    &S0_PROCESS,
    &[
        Step::new("reach"),
        Step::new("mode"),
        Step::new("apps"),
        Step::new("websites"),
        Step::new("flows"),
        Step::new("destination"),
    ],
);

pub static TELL_USERS: Task = task(
    "TM-F04",
    Routes::Both,
    Owner::UsersManagers,
    J,
    &S0_PROCESS,
    &[Step::new("now"), Step::new("where"), Step::new("next")],
);

pub static NEW_DATE: Task = task(
    "TM-F05",
    Routes::Both,
    Owner::CustomerAdmin,
    J,
    &S0_PROCESS,
    &[Step::new("cause"), Step::new("date"), Step::new("open")],
);
