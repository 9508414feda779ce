//! What stands in the way of the move and is to be put right first.

use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_LIMITS, P26_LIMITS, S0_IMPACT, S0_MOVE, S0_PROCESS};
use crate::rules::{G, G_ASSISTED, J, Routes, Source};
use crate::runbook::task::{Applies, Owner, Phase, Side, Step, Task, before};

pub static TENANTS: Task = Task {
    code: "TM-T01",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[before(49)],
    settles: &["TM020"],
    bases: J,
    source: Source::One(&S0_IMPACT),
    steps: &[Step::new("look"), Step::new("correct")],
};

pub static CANNOT_MOVE: Task = Task {
    code: "SS-T01",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(49)],
    settles: &["SS001", "SS002", "SS004", "SS023"],
    bases: G,
    source: Source::ByRoute { assisted: &P22_LIMITS, self_service: &P26_LIMITS },
    steps: &[Step::new("decide").ours(), Step::new("instead").ours(), Step::new("list").ours()],
};

pub static UNSUPPORTED: Task = Task {
    code: "SS-T02",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(42)],
    settles: &["SS003"],
    bases: G,
    source: Source::One(&P26_LIMITS),
    steps: &[Step::new("decide").ours(), Step::new("uninstall").ours(), Step::new("support").ours()],
};

pub static MANAGED: Task = Task {
    code: "SS-T03",
    workstream: Workstream::Instances,
    routes: Routes::S,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(14)],
    settles: &["SS005"],
    bases: J,
    source: Source::One(&P26_LIMITS),
    steps: &[Step::new("lose"), Step::new("off"), Step::new("again")],
};

pub static VERSION: Task = Task {
    code: "TM-T02",
    workstream: Workstream::Instances,
    routes: Routes::A,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(49)],
    settles: &["TM001"],
    bases: G,
    source: Source::One(&S0_MOVE),
    steps: &[Step::new("plan").ours(), Step::new("update").ours(), Step::new("enter").ours()],
};

pub static REGION: Task = Task {
    code: "TM-T03",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(28)],
    settles: &["TM002", "TM003"],
    bases: G_ASSISTED,
    source: Source::One(&S0_MOVE),
    steps: &[Step::new("agree").ours(), Step::new("enable"), Step::on("address", Routes::A).ours()],
};

pub static WINDOW: Task = Task {
    code: "TM-T04",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Windows,
    applies: Applies::Found,
    after: &[],
    due: &[before(35)],
    settles: &["TM013", "TM014", "TM026"],
    bases: J,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("choose"), Step::new("enter")],
};

pub static SUBSCRIPTION_ENDS: Task = Task {
    code: "TM-T05",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: Some(Side::Source),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[before(35)],
    settles: &["TM025"],
    bases: J,
    source: Source::One(&S0_PROCESS),
    steps: &[Step::new("look"), Step::new("extend"), Step::new("enter")],
};
