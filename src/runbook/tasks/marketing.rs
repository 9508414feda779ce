//! Instances with the Marketing app: what to settle before the move, and what to bring back to life after it.

use super::{destination, settle};
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{
    Count, Key, LIVE_EMAILS, LIVE_JOURNEYS, LIVE_OTHERS, LIVE_PAGES, LIVE_SCORING, MARKETING, PORTALS_WANTED,
    SOURCE_GOES_ON, UPLOADED_FILES,
};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_PREPARE, P26_LIMITS, S1_AFTER, S1_MOVE, S1_STEPS};
use crate::rules::{Facts, G, J, Routes, Source, Subject};
use crate::runbook::task::{
    Applies, Due, Owner, Phase, Side, Step, Task, Wait, after, after_answer, after_images, before,
};

pub static CONFIRM: Task = Task {
    code: "MK-T01",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[before(49)],
    settles: &["MK015"],
    bases: J,
    source: Source::One(&P26_LIMITS),
    steps: &[Step::new("ask"), Step::new("wait"), Step::new("otherwise")],
};

pub static GEO: Task = Task {
    code: "MK-T02",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(49)],
    settles: &["MK001"],
    bases: J,
    source: Source::One(&S1_MOVE),
    steps: &[Step::new("decide"), Step::new("data"), Step::new("customizations"), Step::new("list")],
};

pub static AVAILABILITY: Task = Task {
    code: "MK-T03",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[before(49)],
    settles: &["MK002"],
    bases: J,
    source: Source::One(&S1_MOVE),
    steps: &[Step::new("look"), Step::new("decide"), Step::new("enter")],
};

pub static LICENCE: Task = Task {
    code: "MK-T04",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::IfAny(&CONFIRM), Wait::IfAny(&AVAILABILITY), Wait::IfAny(&destination::SUBSCRIPTION)],
    due: &[before(28)],
    settles: &["MK014"],
    bases: G,
    source: Source::One(&P22_PREPARE),
    steps: &[Step::new("buy"), Step::new("enter").ours()],
};

pub static PORTAL_LICENCES: Task = Task {
    code: "MK-T05",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: Some(Side::Destination),
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[Wait::IfAny(&CONFIRM)],
    due: &[before(28)],
    settles: &["MK011"],
    bases: G,
    source: Source::One(&S1_STEPS),
    steps: &[Step::new("without"), Step::new("buy"), Step::new("enter").ours()],
};

pub static LIST: Task = Task {
    code: "MK-T06",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::UsersManagers,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| has_files(instance) || KINDS.iter().any(|kind| has(instance, *kind))),
    after: &[],
    due: &[before(7)],
    settles: &[],
    bases: J,
    source: Source::One(&S1_AFTER),
    steps: &[Step::new("records"), Step::new("images"), Step::new("running")],
};

pub static INSIGHTS: Task = Task {
    code: "MK-T07",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::UsersManagers,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(3)],
    settles: &["MK009"],
    bases: J,
    source: Source::One(&S1_AFTER),
    steps: &[Step::new("decide"), Step::new("keep"), Step::new("tell")],
};

// The document has the reset among the steps of the move, without a day. Its successors for portals (SS013) have it
// done before the move, and so do we.
pub static PORTAL_RESET: Task = Task {
    code: "MK-T08",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: Some(Side::Source),
    subject: Table::Instances,
    applies: Applies::Found,
    after: &[],
    due: &[before(1)],
    settles: &["MK010"],
    bases: G,
    source: Source::One(&S1_STEPS),
    steps: &[Step::new("ask"), Step::new("tell").ours(), Step::new("reset"), Step::new("when").ours()],
};

pub static REINSTALL: Task = Task {
    code: "MK-T09",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| has_marketing(instance)),
    after: &[Wait::On(&settle::APPEARS), Wait::IfAny(&LICENCE)],
    due: &[after(1)],
    settles: &["MK004"],
    bases: G,
    source: Source::One(&S1_STEPS),
    steps: &[Step::new("install"), Step::new("clicks").ours()],
};

pub static WIZARD: Task = Task {
    code: "MK-T10",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| has_marketing(instance)),
    after: &[Wait::On(&REINSTALL)],
    due: &[after(1)],
    settles: &["MK005"],
    bases: G,
    source: Source::One(&S1_STEPS),
    steps: &[Step::new("run"), Step::new("test").ours(), Step::new("again")],
};

pub static UPGRADED: Task = Task {
    code: "MK-T11",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| has_marketing(instance)),
    after: &[Wait::On(&WIZARD)],
    due: &[after(2)],
    settles: &["MK012", "MK013"],
    bases: J,
    source: Source::One(&S1_AFTER),
    steps: &[Step::new("compare"), Step::new("version")],
};

pub static IMAGES: Task = Task {
    code: "MK-T12",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| has_files(instance)),
    after: &[Wait::On(&WIZARD), Wait::IfAny(&LIST)],
    due: &[after_images(0), after_answer(-1, SOURCE_GOES_ON.field)],
    settles: &["MK007", "MK008"],
    bases: G,
    source: Source::One(&S1_STEPS),
    steps: &[Step::new("upload"), Step::new("source").ours(), Step::new("enter").ours()],
};

pub static DESIGNS: Task = Task {
    code: "MK-T13",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| has_files(instance)),
    after: &[Wait::On(&IMAGES)],
    due: &[after_images(1)],
    settles: &["MK007"],
    bases: G,
    source: Source::One(&S1_STEPS),
    steps: &[Step::new("edit"), Step::new("look").ours()],
};

pub static PORTAL: Task = Task {
    code: "MK-T14",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::Partner,
    side: Some(Side::Destination),
    subject: Table::Instances,
    applies: Applies::If(|_, instance| has(instance, PORTALS_WANTED)),
    after: &[Wait::On(&WIZARD), Wait::IfAny(&PORTAL_LICENCES)],
    due: &[after(3)],
    settles: &[],
    bases: G,
    source: Source::One(&S1_STEPS),
    steps: &[Step::new("create"), Step::new("host"), Step::new("address").ours()],
};

/// The kinds of record that go live again.
const KINDS: [Key<Count>; 5] = [LIVE_EMAILS, LIVE_PAGES, LIVE_SCORING, LIVE_JOURNEYS, LIVE_OTHERS];

pub static LIVE_EMAILS_AGAIN: Task = live_again(
    "MK-T15",
    &[after_images(2)],
    |_, instance| has(instance, LIVE_EMAILS),
    &[Wait::On(&WIZARD), Wait::IfAny(&LIST), Wait::IfAny(&DESIGNS)],
);

pub static LIVE_PAGES_AGAIN: Task = live_again(
    "MK-T16",
    &[after_images(2)],
    |_, instance| has(instance, LIVE_PAGES),
    &[Wait::On(&WIZARD), Wait::IfAny(&LIST), Wait::IfAny(&DESIGNS), Wait::IfAny(&PORTAL)],
);

pub static LIVE_SCORING_AGAIN: Task = live_again(
    "MK-T17",
    &[after(4)],
    |_, instance| has(instance, LIVE_SCORING),
    &[Wait::On(&WIZARD), Wait::IfAny(&LIST)],
);

/// A journey sends e-mails and leads to pages.
pub static LIVE_JOURNEYS_AGAIN: Task = live_again(
    "MK-T18",
    &[after_images(3)],
    |_, instance| has(instance, LIVE_JOURNEYS),
    &[Wait::On(&WIZARD), Wait::IfAny(&LIST), Wait::IfAny(&LIVE_EMAILS_AGAIN), Wait::IfAny(&LIVE_PAGES_AGAIN)],
);

pub static LIVE_OTHERS_AGAIN: Task = live_again(
    "MK-T19",
    &[after(5)],
    |_, instance| has(instance, LIVE_OTHERS),
    &[Wait::On(&WIZARD), Wait::IfAny(&LIST)],
);

const LIVE_AGAIN: &[Step] = &[Step::new("live"), Step::new("check").ours()];

/// Going live again with the records of one kind.
const fn live_again(
    code: &'static str,
    due: &'static [Due],
    applies: fn(&Facts<'_>, Subject<'_>) -> bool,
    waits: &'static [Wait],
) -> Task {
    Task {
        code,
        workstream: Workstream::Marketing,
        routes: Routes::Both,
        phase: Phase::After,
        owner: Owner::Partner,
        side: Some(Side::Destination),
        subject: Table::Instances,
        applies: Applies::If(applies),
        after: waits,
        due,
        settles: &["MK006"],
        bases: G,
        source: Source::One(&S1_STEPS),
        steps: LIVE_AGAIN,
    }
}

fn has_marketing(instance: Subject<'_>) -> bool {
    instance.known(MARKETING) == Some(YesNo::Yes)
}

/// Some of these are known of an instance with the app.
fn has(instance: Subject<'_>, what: Key<Count>) -> bool {
    has_marketing(instance) && instance.known(what).is_some_and(|count| count > 0)
}

fn has_files(instance: Subject<'_>) -> bool {
    has_marketing(instance) && instance.known(UPLOADED_FILES) == Some(YesNo::Yes)
}
