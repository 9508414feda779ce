//! Users and their mailboxes.

use super::{destination, settle};
use crate::assessment::choices::MappingFile;
use crate::assessment::fields::{MAILBOXES_BY_HAND as BY_HAND, MAPPING_FILE, ONMICROSOFT_MAILBOXES, UNMAPPED_USERS};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_CONFIRM, P22_HAND_IN, P26_LIMITS, P26_MAPPING};
use crate::rules::{Facts, G, Routes, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, Wait, after, before};

pub static FILE: Task = Task {
    code: "TM-T17",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Instances,
    applies: Applies::If(needs_a_file),
    after: &[Wait::IfAny(&destination::USERS)],
    due: &[before(14)],
    settles: &["TM012", "SS015"],
    bases: G,
    source: Source::ByRoute { assisted: &P22_HAND_IN, self_service: &P26_MAPPING },
    steps: &[
        Step::new("list"),
        Step::new("administrators"),
        Step::on("pairs", Routes::A),
        Step::on("header", Routes::S),
        Step::new("check"),
        Step::new("left"),
        Step::new("enter").ours(),
    ],
};

/// It is not known to be clean and complete.
fn needs_a_file(_: &Facts<'_>, instance: Subject<'_>) -> bool {
    instance.known(MAPPING_FILE) != Some(MappingFile::Clean) || instance.known(UNMAPPED_USERS) != Some(0)
}

pub static MAILBOXES: Task = Task {
    code: "SS-T07",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::IfAny(&destination::USERS)],
    due: &[before(7)],
    settles: &["SS016"],
    bases: G,
    source: Source::ByRoute { assisted: &P22_CONFIRM, self_service: &P26_LIMITS },
    steps: &[Step::new("move"), Step::new("map"), Step::new("addresses")],
};

pub static MAILBOXES_BY_HAND: Task = Task {
    code: "SS-T08",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::If(has_mailboxes_by_hand),
    after: &[Wait::IfAny(&MAILBOXES), Wait::IfAny(&settle::APPEARS)],
    due: &[after(2)],
    settles: &["SS016"],
    bases: G,
    source: Source::ByRoute { assisted: &P22_CONFIRM, self_service: &P26_LIMITS },
    steps: &[Step::new("configure"), Step::new("addresses"), Step::new("test").ours()],
};

fn has_mailboxes_by_hand(_: &Facts<'_>, whole: Subject<'_>) -> bool {
    [BY_HAND, ONMICROSOFT_MAILBOXES].into_iter().any(|mailboxes| whole.known(mailboxes).is_some_and(|any| any > 0))
}
