//! The Lifecycle Services project to another tenant: subscriptions, the new project, the sandboxes, production.

use super::agreement;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{LCS_SMOKE_TESTED, NEW_ACTIVE_ON, OLD_SUSPENDED_ON, SUSPENSION_ASKED_ON};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{F26_ACTIVATE, F26_CONFIGURE, F26_PRODUCTION, F26_SANDBOXES};
use crate::rules::{Facts, G, J, Routes, Source};
use crate::runbook::task::{Applies, Due, Owner, Phase, Side, Step, Task, Wait, after_answer};

// The page has no dates. Where the agreement changes as well, its days bound the move: nothing can be set up before the
// new subscriptions are active, and all must be over when the old ones are to be suspended.

/// So many days before suspension is asked for, or the old subscriptions are suspended.
const fn before_suspension(days: i16) -> [Due; 2] {
    [
        after_answer(-days, SUSPENSION_ASKED_ON.field).not_before(NEW_ACTIVE_ON.field),
        after_answer(-days, OLD_SUSPENDED_ON.field).not_before(NEW_ACTIVE_ON.field),
    ]
}

/// Whether the agreement's own tasks bring the new tenant its subscriptions.
fn follows_agreement(facts: &Facts<'_>) -> bool {
    facts.project_follows_agreement() == Ok(true)
}

/// Whether an environment of the new tenant has been tested: then there are subscriptions and a project for it.
fn is_smoke_tested(facts: &Facts<'_>) -> bool {
    // What is not active yet cannot have been tested, whatever was said.
    let active = facts.whole().known(NEW_ACTIVE_ON).flatten();
    facts.whole().known(LCS_SMOKE_TESTED) == Some(YesNo::Yes)
        && (!follows_agreement(facts) || active.is_some_and(|active| active <= facts.today))
}

pub static REMAP: Task = Task {
    code: "FO-T01",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::If(|facts, _| facts.is_remapped() == Ok(true) && !is_smoke_tested(facts)),
    after: &[],
    due: &[after_answer(-14, NEW_ACTIVE_ON.field)],
    settles: &["FO008"],
    bases: G,
    source: Source::One(&F26_ACTIVATE),
    steps: &[
        Step::new("write"),
        Step::new("numbers"),
        Step::new("domains"),
        Step::new("subscriptions"),
        Step::new("reason"),
        Step::new("grace"),
    ],
};

pub static BUY: Task = Task {
    code: "FO-T02",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: None,
    subject: Table::Assessment,
    applies: Applies::If(|facts, _| {
        !follows_agreement(facts) && facts.is_remapped() != Ok(true) && !is_smoke_tested(facts)
    }),
    after: &[],
    due: &[after_answer(-14, NEW_ACTIVE_ON.field)],
    settles: &[],
    bases: G,
    source: Source::One(&F26_ACTIVATE),
    steps: &[Step::new("customer"), Step::new("buy"), Step::new("keep")],
};

pub static ACTIVATE: Task = Task {
    code: "FO-T03",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, _| follows_agreement(facts) || is_smoke_tested(facts)),
    after: &[Wait::IfAny(&REMAP), Wait::IfAny(&BUY)],
    due: &[after_answer(0, NEW_ACTIVE_ON.field)],
    settles: &["FO003"],
    bases: G,
    source: Source::One(&F26_ACTIVATE),
    steps: &[Step::new("activate"), Step::new("overlap"), Step::new("enter").ours()],
};

pub static REGION: Task = Task {
    code: "FO-T04",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[],
    settles: &["FO001"],
    bases: G,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("region"), Step::new("other").ours(), Step::new("enter").ours()],
};

pub static CONFIGURE: Task = Task {
    code: "FO-T05",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, _| is_smoke_tested(facts)),
    after: &[Wait::IfAny(&ACTIVATE), Wait::IfAny(&agreement::ACTIVATE)],
    due: &before_suspension(28),
    settles: &[],
    bases: G,
    source: Source::One(&F26_CONFIGURE),
    steps: &[
        Step::new("id").ours(),
        Step::new("wizard"),
        Step::new("estimator"),
        Step::new("library"),
        Step::new("processes"),
    ],
};

pub static ATTACHMENTS: Task = Task {
    code: "FO-T06",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[],
    settles: &["FO006"],
    bases: J,
    source: Source::One(&F26_SANDBOXES),
    steps: &[Step::new("list"), Step::new("save"), Step::new("enter")],
};

pub static SANDBOXES: Task = Task {
    code: "FO-T07",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::IfAny(&CONFIGURE), Wait::IfAny(&ATTACHMENTS)],
    due: &before_suspension(21),
    settles: &[],
    bases: G,
    source: Source::One(&F26_SANDBOXES),
    steps: &[Step::new("deploy"), Step::new("package"), Step::new("data"), Step::new("users")],
};

pub static ACCOUNTS: Task = Task {
    code: "FO-T08",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::On(&SANDBOXES)],
    due: &[],
    settles: &["FO010"],
    bases: G,
    source: Source::One(&F26_SANDBOXES),
    steps: &[Step::new("list").ours(), Step::new("replace"), Step::new("enter").ours()],
};

pub static SMOKE_TEST: Task = Task {
    code: "FO-T09",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, _| is_smoke_tested(facts)),
    after: &[Wait::On(&SANDBOXES), Wait::IfAny(&ACCOUNTS)],
    due: &before_suspension(14),
    settles: &["FO009"],
    bases: G,
    source: Source::One(&F26_SANDBOXES),
    steps: &[
        Step::new("signIn"),
        Step::new("integrations"),
        Step::new("workflows"),
        Step::new("printing"),
        Step::new("mend").ours(),
        Step::new("enter").ours(),
    ],
};

pub static CODE: Task = Task {
    code: "FO-T10",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::On(&SANDBOXES)],
    due: &before_suspension(14),
    settles: &["FO004"],
    bases: G,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("version"), Step::new("code"), Step::new("freeze").ours(), Step::new("enter").ours()],
};

pub static GO_LIVE: Task = Task {
    code: "FO-T11",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&SANDBOXES), Wait::IfAny(&SMOKE_TEST), Wait::IfAny(&CODE), Wait::IfAny(&REGION)],
    due: &before_suspension(10),
    settles: &[],
    bases: G,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("ready"), Step::new("write"), Step::new("assessment"), Step::new("slot")],
};

pub static ANNOUNCE: Task = Task {
    code: "FO-T12",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::UsersManagers,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[],
    due: &before_suspension(10),
    settles: &["FO005"],
    bases: J,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("choose"), Step::new("tell"), Step::new("address")],
};

pub static LOCKBOX_OFF: Task = Task {
    code: "FO-T13",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &before_suspension(4),
    settles: &["FO002"],
    bases: G,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("off"), Step::new("where").ours(), Step::new("on").ours(), Step::new("enter").ours()],
};

pub static DEPLOY: Task = Task {
    code: "FO-T14",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&GO_LIVE), Wait::On(&ANNOUNCE), Wait::IfAny(&LOCKBOX_OFF)],
    due: &before_suspension(4),
    settles: &["FO002", "FO004"],
    bases: G,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("lockbox"), Step::new("deploy"), Step::new("code")],
};

pub static COPY: Task = Task {
    code: "FO-T15",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&DEPLOY)],
    due: &before_suspension(2),
    settles: &["FO005"],
    bases: G,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("ticket"), Step::new("down"), Step::new("test").ours()],
};

pub static LOCKBOX_ON: Task = Task {
    code: "FO-T16",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&COPY)],
    due: &before_suspension(1),
    settles: &[],
    bases: G,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("on")],
};

pub static ADDRESS: Task = Task {
    code: "FO-T17",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::UsersManagers,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&COPY)],
    due: &before_suspension(1),
    settles: &["FO007"],
    bases: J,
    source: Source::One(&F26_PRODUCTION),
    steps: &[Step::new("users"), Step::new("integrations")],
};

pub static DECOMMISSION: Task = Task {
    code: "FO-T18",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&LOCKBOX_ON), Wait::On(&ADDRESS)],
    due: &before_suspension(0),
    settles: &[],
    bases: G,
    source: Source::One(&F26_ACTIVATE),
    steps: &[Step::new("weeks"), Step::new("decommission")],
};

// Where the agreement changes as well, its own task asks for the suspension; what was mapped has a grace period alone.
pub static SUSPEND: Task = Task {
    code: "FO-T19",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Reseller,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::If(|facts, _| !Workstream::Agreement.is_in(facts.assessment) && facts.is_remapped() != Ok(true)),
    after: &[Wait::On(&DECOMMISSION)],
    due: &[],
    settles: &[],
    bases: J,
    source: Source::One(&F26_ACTIVATE),
    steps: &[Step::new("ask"), Step::new("check")],
};
