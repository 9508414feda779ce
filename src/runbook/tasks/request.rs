//! The support request, and what technical support wants before and after the move.

use super::{cut_over, destination, mapping, marketing, mend, settle};
use crate::assessment::choices::{InstanceType, YesNo};
use crate::assessment::fields::{INSTANCE_TYPE, MARKETING, REHEARSED};
use crate::assessment::{Assessment, RowAt, Table, Workstream};
use crate::rules::sources::{P22_BEFORE, P22_HAND_IN, S0_MOVE, S0_PROCESS};
use crate::rules::{Facts, G, G_ASSISTED, J, Routes, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, Wait, after, before};

pub static ALERT_CONTACT: Task = Task {
    code: "TM-T12",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[before(42)],
    settles: &["TM016"],
    bases: J,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("name"), Step::new("enter")],
};

pub static SUBMIT: Task = Task {
    code: "TM-T13",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[
        Wait::IfAny(&mend::TENANTS),
        Wait::IfAny(&mend::CANNOT_MOVE),
        Wait::IfAny(&marketing::CONFIRM),
        Wait::IfAny(&marketing::GEO),
        Wait::IfAny(&marketing::AVAILABILITY),
        Wait::IfAny(&ALERT_CONTACT),
    ],
    due: &[before(42)],
    settles: &["TM021"],
    bases: G,
    source: Source::One(&S0_MOVE),
    steps: &[Step::new("open"), Step::new("text").ours(), Step::new("unknown").ours(), Step::new("number").ours()],
};

pub static DATE: Task = Task {
    code: "TM-T14",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::Microsoft,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&SUBMIT), Wait::IfAny(&mend::WINDOW)],
    due: &[before(28)],
    settles: &["TM022"],
    bases: G,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("propose"), Step::new("hours"), Step::new("enter").ours()],
};

pub static PREREQUISITES: Task = Task {
    code: "TM-T15",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&SUBMIT)],
    due: &[before(21)],
    settles: &["TM024"],
    bases: G,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("get"), Step::new("compare").ours(), Step::new("report").ours()],
};

pub static REHEARSAL: Task = Task {
    code: "SS-T05",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::If(is_to_be_rehearsed),
    after: &[Wait::IfAny(&SUBMIT), Wait::IfAny(&mend::UNSUPPORTED)],
    due: &[before(28)],
    settles: &["SS022"],
    bases: G_ASSISTED,
    source: Source::One(&P22_BEFORE),
    steps: &[
        Step::new("capacity"),
        Step::new("copy"),
        // Of Marketing's page, not of this one.
        Step::new("wizard").ours().only(has_marketing),
        Step::on("support", Routes::A),
        Step::on("self", Routes::S).ours(),
        Step::new("validate"),
        Step::new("enter").ours(),
    ],
};

fn is_to_be_rehearsed(_: &Facts<'_>, instance: Subject<'_>) -> bool {
    instance.known(INSTANCE_TYPE) == Some(InstanceType::Production) && instance.known(REHEARSED) != Some(YesNo::Yes)
}

fn has_marketing(about: &Assessment, instance: RowAt) -> bool {
    about.row(instance).value(MARKETING) == Some(YesNo::Yes)
}

pub static HAND_IN: Task = Task {
    code: "SS-T06",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Windows,
    applies: Applies::Always,
    after: &[
        Wait::On(&SUBMIT),
        Wait::IfAny(&mapping::FILE),
        Wait::IfAny(&destination::INSTANCE),
        Wait::IfAny(&cut_over::SECURITY_GROUP),
    ],
    due: &[before(10)],
    settles: &[],
    bases: G,
    source: Source::One(&P22_HAND_IN),
    steps: &[Step::new("instances"), Step::new("files"), Step::new("groups"), Step::new("confirm").ours()],
};

pub static POST_REQUISITES: Task = Task {
    code: "TM-T16",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::On(&SUBMIT), Wait::IfAny(&settle::APPEARS)],
    due: &[after(7)],
    settles: &["TM024"],
    bases: G,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("get"), Step::new("work"), Step::new("report").ours()],
};
