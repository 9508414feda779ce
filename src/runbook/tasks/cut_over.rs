//! Around the cut-over: who is told, who is at hand, who carries it out.

use super::{components, destination, mapping, marketing, mend, request};
use crate::assessment::choices::{Lockbox, YesNo};
use crate::assessment::fields::{CUSTOMER_LOCKBOX, OUTAGE_ANNOUNCED};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_HAND_IN, P22_MOVE, P22_STEPS, S0_PROCESS};
use crate::rules::{Facts, G, G_ASSISTED, J, Routes, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, Wait, after, before};

pub static SECURITY_GROUP: Task = Task {
    code: "SS-T19",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[Wait::IfAny(&destination::USERS)],
    due: &[before(14)],
    settles: &["SS021"],
    bases: G_ASSISTED,
    source: Source::One(&P22_HAND_IN),
    steps: &[Step::new("group"), Step::new("members").ours(), Step::new("id"), Step::new("enter").ours()],
};

pub static BACKUPS: Task = Task {
    code: "SS-T20",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[before(7)],
    settles: &["SS020"],
    bases: G_ASSISTED,
    source: Source::One(&P22_MOVE),
    steps: &[Step::new("ask"), Step::new("keep").ours(), Step::new("enter").ours()],
};

pub static LOCKBOX: Task = Task {
    code: "SS-T21",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[before(7)],
    settles: &["SS019"],
    bases: G_ASSISTED,
    source: Source::One(&P22_STEPS),
    steps: &[Step::new("name"), Step::new("enter").ours()],
};

pub static ANNOUNCE: Task = Task {
    code: "TM-T18",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::UsersManagers,
    side: None,
    subject: Table::Assessment,
    applies: Applies::If(is_not_announced),
    after: &[Wait::IfAny(&request::DATE), Wait::IfAny(&mend::WINDOW), Wait::IfAny(&marketing::CONFIRM)],
    due: &[before(14)],
    settles: &["TM015"],
    bases: J,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("write"), Step::new("background"), Step::new("remind"), Step::new("enter")],
};

fn is_not_announced(_: &Facts<'_>, whole: Subject<'_>) -> bool {
    whole.known(OUTAGE_ANNOUNCED) != Some(YesNo::Yes)
}

pub static ON_CALL: Task = Task {
    code: "TM-T19",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Windows,
    applies: Applies::Always,
    after: &[Wait::IfAny(&mend::WINDOW), Wait::IfAny(&request::DATE), Wait::IfAny(&ANNOUNCE)],
    due: &[after(0)],
    settles: &[],
    bases: J,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("people"), Step::new("closed"), Step::new("watch"), Step::new("decide")],
};

pub static APPROVE_LOCKBOX: Task = Task {
    code: "SS-T22",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::If(lockbox_is_on),
    after: &[Wait::IfAny(&LOCKBOX)],
    due: &[after(0)],
    settles: &[],
    bases: G_ASSISTED,
    source: Source::One(&P22_STEPS),
    steps: &[Step::new("wait"), Step::new("approve")],
};

fn lockbox_is_on(_: &Facts<'_>, whole: Subject<'_>) -> bool {
    whole.known(CUSTOMER_LOCKBOX).is_some_and(|lockbox| lockbox != Lockbox::Off)
}

pub static BY_MICROSOFT: Task = Task {
    code: "TM-T20",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::During,
    owner: Owner::Microsoft,
    side: None,
    subject: Table::Windows,
    applies: Applies::Always,
    after: &[
        Wait::On(&request::DATE),
        Wait::On(&request::PREREQUISITES),
        Wait::On(&request::HAND_IN),
        Wait::IfAny(&LOCKBOX),
        Wait::IfAny(&mend::VERSION),
        Wait::IfAny(&mend::REGION),
        Wait::IfAny(&mend::SUBSCRIPTION_ENDS),
        Wait::IfAny(&destination::USERS),
        Wait::IfAny(&request::REHEARSAL),
        Wait::IfAny(&mapping::MAILBOXES),
        Wait::IfAny(&BACKUPS),
        Wait::IfAny(&ANNOUNCE),
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
    due: &[after(0)],
    settles: &[],
    bases: G,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("hours"), Step::new("leave").ours()],
};

pub static ALERT: Task = Task {
    code: "TM-T21",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Windows,
    applies: Applies::Always,
    after: &[Wait::On(&BY_MICROSOFT)],
    due: &[after(1)],
    settles: &[],
    bases: G,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("wait"), Step::new("ask").ours()],
};
