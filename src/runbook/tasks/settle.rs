//! What is looked at and settled once the instances have moved.

use super::{components, cut_over, marketing, self_service};
use crate::assessment::choices::{SecurityGroup, YesNo};
use crate::assessment::fields::{INTEGRATION_USED, SECURITY_GROUP as GROUP};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_HAND_IN, P26_AFTER, P26_LIMITS, S0_MOVE, S0_PROCESS};
use crate::rules::{Facts, G, G_ASSISTED, J, Routes, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, Wait, after};

pub static APPEARS: Task = Task {
    code: "TM-T22",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::Always,
    after: &[Wait::IfAny(&cut_over::ALERT), Wait::IfAny(&self_service::MOVE)],
    due: &[after(1)],
    settles: &[],
    bases: G,
    source: Source::ByRoute { assisted: &S0_MOVE, self_service: &P26_AFTER },
    steps: &[
        Step::new("look"),
        Step::new("same"),
        Step::new("users").ours(),
        Step::new("mode").ours(),
        // By self-service it is entered with the move itself.
        Step::on("enter", Routes::A).ours(),
    ],
};

pub static SECURITY_GROUP: Task = Task {
    code: "SS-T28",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(has_a_group),
    after: &[Wait::On(&APPEARS), Wait::IfAny(&cut_over::SECURITY_GROUP)],
    due: &[after(1)],
    settles: &[],
    bases: G_ASSISTED,
    source: Source::One(&P22_HAND_IN),
    steps: &[Step::new("assign"), Step::new("check").ours()],
};

fn has_a_group(_: &Facts<'_>, instance: Subject<'_>) -> bool {
    instance.known(GROUP).is_some_and(|group| group != SecurityGroup::Nothing)
}

pub static INTEGRATION: Task = Task {
    code: "TM-T23",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Integrations,
    applies: Applies::If(|_, integration| integration.known(INTEGRATION_USED) == Some(YesNo::Yes)),
    after: &[Wait::IfAny(&APPEARS)],
    due: &[after(2)],
    settles: &["TM017"],
    bases: G,
    source: Source::ByRoute { assisted: &S0_MOVE, self_service: &P26_LIMITS },
    steps: &[Step::new("check"), Step::new("set"), Step::new("test").ours()],
};

pub static TELL_USERS: Task = Task {
    code: "TM-T24",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::UsersManagers,
    side: None,
    subject: Table::Windows,
    applies: Applies::Always,
    after: &[
        Wait::IfAny(&cut_over::ON_CALL),
        Wait::IfAny(&APPEARS),
        Wait::IfAny(&components::IMPORT_APPS),
        Wait::IfAny(&components::FLOWS_ON),
    ],
    due: &[after(1)],
    settles: &[],
    bases: J,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("tell"), Step::new("different"), Step::new("contact")],
};

pub static SUBSCRIPTION: Task = Task {
    code: "TM-T25",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Microsoft,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::IfAny(&APPEARS)],
    due: &[after(30)],
    settles: &["TM018"],
    bases: G_ASSISTED,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("unused").ours(), Step::new("billing"), Step::new("written").ours()],
};

pub static SOURCE: Task = Task {
    code: "SS-T29",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Always,
    after: &[
        Wait::On(&APPEARS),
        Wait::IfAny(&components::IMPORT_APPS),
        Wait::IfAny(&components::FLOWS_ON),
        Wait::IfAny(&components::CONNECT),
        Wait::IfAny(&components::IMPORT_AGENTS),
        Wait::IfAny(&components::WEBSITES_UP),
        Wait::IfAny(&marketing::DESIGNS),
    ],
    due: &[after(30)],
    settles: &["SS017"],
    bases: G,
    source: Source::One(&P26_AFTER),
    steps: &[Step::new("sure"), Step::new("delete")],
};
