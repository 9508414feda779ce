//! What has to be there in the destination.

use super::marketing;
use crate::assessment::fields::{DESTINATION_INSTANCE, USERS_CREATED, USERS_TO_MOVE};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P26_BEFORE, S0_IMPACT};
use crate::rules::{Facts, G, G_ASSISTED, Routes, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, Wait, before};

pub static SUBSCRIPTION: Task = Task {
    code: "TM-T06",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::IfAny(&marketing::CONFIRM)],
    due: &[before(35)],
    settles: &["TM004"],
    bases: G_ASSISTED,
    source: Source::One(&S0_IMPACT),
    steps: &[Step::new("choose").ours(), Step::new("order"), Step::new("check").ours()],
};

pub static USER_LICENCES: Task = Task {
    code: "TM-T07",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::IfAny(&marketing::CONFIRM), Wait::IfAny(&SUBSCRIPTION)],
    due: &[before(28)],
    settles: &["TM005"],
    bases: G_ASSISTED,
    source: Source::One(&S0_IMPACT),
    steps: &[Step::new("free").ours(), Step::new("buy"), Step::new("enter").ours()],
};

pub static INSTANCE_LICENCES: Task = Task {
    code: "TM-T08",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::IfAny(&marketing::CONFIRM), Wait::IfAny(&SUBSCRIPTION)],
    due: &[before(28)],
    settles: &["TM006"],
    bases: G,
    source: Source::One(&S0_IMPACT),
    steps: &[Step::new("look").ours(), Step::new("buy"), Step::new("enter").ours()],
};

pub static STORAGE: Task = Task {
    code: "TM-T09",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::IfAny(&marketing::CONFIRM), Wait::IfAny(&SUBSCRIPTION)],
    due: &[before(28)],
    settles: &["TM007", "TM023"],
    bases: G_ASSISTED,
    source: Source::One(&S0_IMPACT),
    steps: &[Step::new("free").ours(), Step::new("buy"), Step::new("enter").ours()],
};

pub static INSTANCE: Task = Task {
    code: "TM-T10",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(needs_destination_instance),
    after: &[Wait::IfAny(&SUBSCRIPTION), Wait::IfAny(&INSTANCE_LICENCES), Wait::IfAny(&STORAGE)],
    due: &[before(21)],
    settles: &["TM008", "TM009", "TM010"],
    bases: G,
    source: Source::One(&S0_IMPACT),
    steps: &[Step::new("create"), Step::new("type"), Step::new("own").ours(), Step::new("enter").ours()],
};

/// None is named, or the one that is named does not fit.
fn needs_destination_instance(facts: &Facts<'_>, instance: Subject<'_>) -> bool {
    use crate::assessment::fields::{DESTINATION_TYPE, INSTANCE_TYPE};
    let types = (instance.known(INSTANCE_TYPE), instance.known(DESTINATION_TYPE));
    instance.known(DESTINATION_INSTANCE).flatten().is_none()
        || matches!(types, (Some(own), Some(other)) if own != other)
        || facts.sharing_destination(instance).is_some_and(|sharing| !sharing.is_empty())
}

pub static USERS: Task = Task {
    code: "TM-T11",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::If(users_are_missing),
    after: &[Wait::IfAny(&USER_LICENCES)],
    due: &[before(21)],
    settles: &["TM011"],
    bases: G,
    source: Source::ByRoute { assisted: &S0_IMPACT, self_service: &P26_BEFORE },
    steps: &[Step::new("create"), Step::new("licence"), Step::new("check").ours()],
};

/// Not known to be all there.
fn users_are_missing(_: &Facts<'_>, whole: Subject<'_>) -> bool {
    !matches!((whole.known(USERS_TO_MOVE), whole.known(USERS_CREATED)), (Some(all), Some(created)) if created >= all)
}

pub static ADMINISTRATOR: Task = Task {
    code: "SS-T04",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Tenants,
    applies: Applies::Found,
    after: &[],
    due: &[before(21)],
    settles: &["SS006"],
    bases: G,
    source: Source::One(&P26_BEFORE),
    steps: &[Step::new("choose").ours(), Step::new("assign"), Step::new("check").ours()],
};
