//! What does not come along by itself: taken out before the move, and put back after it.

use super::settle;
use crate::assessment::choices::{Preparation, Route};
use crate::assessment::fields::{
    AGENTS, CANVAS_APPS, COMPONENT_LIBRARIES, CONNECTIONS as CONNECTIONS_USED, CUSTOM_PAGES, Key, LOOSE_APPS,
    LOOSE_FLOWS, WEBSITES,
};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_PREPARE, P26_AFTER, P26_PREPARE};
use crate::rules::{Facts, G, Routes, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, Wait, after, before};

const PREPARE: Source = Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_PREPARE };
const AFTER: Source = Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_AFTER };

pub static EXPORT_APPS: Task = Task {
    code: "SS-T09",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(3)],
    settles: &["SS009"],
    bases: G,
    source: PREPARE,
    steps: &[
        Step::new("solutions"),
        Step::new("loose"),
        Step::new("keep").ours(),
        Step::on("delete", Routes::S),
        Step::on("deleteLoose", Routes::S),
        Step::new("enter").ours(),
    ],
};

pub static FLOWS: Task = Task {
    code: "SS-T10",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(7)],
    settles: &["SS010"],
    bases: G,
    source: PREPARE,
    steps: &[
        Step::on("export", Routes::A),
        Step::on("add", Routes::S),
        Step::run("bulk", "Add-AdminFlowsToSolution -EnvironmentName <EnvironmentId>"),
        Step::new("enter").ours(),
    ],
};

pub static CONNECTIONS: Task = Task {
    code: "SS-T11",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(14)],
    settles: &["SS011"],
    bases: G,
    source: PREPARE,
    steps: &[Step::new("list").ours(), Step::new("signIns").ours(), Step::new("enter").ours()],
};

pub static EXPORT_AGENTS: Task = Task {
    code: "SS-T12",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(3)],
    settles: &["SS012"],
    bases: G,
    source: PREPARE,
    steps: &[Step::new("export"), Step::new("depends"), Step::new("enter").ours()],
};

pub static WEBSITES_DOWN: Task = Task {
    code: "SS-T13",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(1)],
    settles: &["SS013"],
    bases: G,
    source: PREPARE,
    steps: &[
        Step::new("note").ours(),
        Step::new("tell").ours(),
        Step::on("reset", Routes::A),
        Step::on("delete", Routes::S),
        Step::new("enter").ours(),
    ],
};

pub static IMPORT_APPS: Task = Task {
    code: "SS-T14",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(has_apps),
    after: &[Wait::On(&settle::APPEARS), Wait::IfAny(&EXPORT_APPS), Wait::IfAny(&CONNECT)],
    due: &[after(1)],
    settles: &[],
    bases: G,
    source: AFTER,
    steps: &[Step::new("solutions"), Step::new("loose"), Step::new("check")],
};

pub static FLOWS_ON: Task = Task {
    code: "SS-T15",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(has_flows),
    after: &[Wait::On(&settle::APPEARS), Wait::IfAny(&FLOWS), Wait::IfAny(&CONNECT)],
    due: &[after(1)],
    settles: &[],
    bases: G,
    source: AFTER,
    steps: &[
        Step::on("import", Routes::A),
        Step::on("connections", Routes::S),
        Step::on("on", Routes::S),
        Step::on("addresses", Routes::S),
        Step::new("test").ours(),
    ],
};

pub static CONNECT: Task = Task {
    code: "SS-T16",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| is_used(instance, CONNECTIONS_USED)),
    after: &[Wait::On(&settle::APPEARS), Wait::IfAny(&CONNECTIONS)],
    due: &[after(1)],
    settles: &[],
    bases: G,
    source: AFTER,
    steps: &[Step::new("connectors"), Step::new("connections"), Step::new("gateways")],
};

pub static IMPORT_AGENTS: Task = Task {
    code: "SS-T17",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| is_used(instance, AGENTS)),
    after: &[Wait::On(&settle::APPEARS), Wait::IfAny(&EXPORT_AGENTS), Wait::IfAny(&CONNECT)],
    due: &[after(2)],
    settles: &[],
    bases: G,
    source: AFTER,
    steps: &[Step::new("import"), Step::new("depends"), Step::new("check")],
};

pub static WEBSITES_UP: Task = Task {
    code: "SS-T18",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| is_used(instance, WEBSITES)),
    after: &[Wait::On(&settle::APPEARS), Wait::IfAny(&WEBSITES_DOWN)],
    due: &[after(1)],
    settles: &[],
    bases: G,
    source: AFTER,
    steps: &[Step::new("provision"), Step::new("check").ours()],
};

/// It is in use, prepared for the move or not.
fn is_used(instance: Subject<'_>, what: Key<Preparation>) -> bool {
    instance.known(what).is_some_and(|answer| answer != Preparation::NotInUse)
}

fn has_apps(_: &Facts<'_>, instance: Subject<'_>) -> bool {
    [CANVAS_APPS, CUSTOM_PAGES, COMPONENT_LIBRARIES, LOOSE_APPS].into_iter().any(|what| is_used(instance, what))
}

/// By self-service all flows arrive switched off; with support's help only those outside solutions are touched.
fn has_flows(facts: &Facts<'_>, instance: Subject<'_>) -> bool {
    facts.route == Some(Route::SelfService) || is_used(instance, LOOSE_FLOWS)
}
