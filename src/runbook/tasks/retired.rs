//! Replacing retired subscriptions: buy, reassign, suspend, and 120 days.

use crate::assessment::choices::{Agreement, Replacement, SubscriptionStatus};
use crate::assessment::fields::{
    AGREEMENT, BOUGHT, BOUGHT_ON, END_DATE, LAST_REASSIGNED_ON, NEED_REPLACEMENT, OFFER, QUANTITY, REPLACEMENT, STATUS,
    SUSPENDED_ON,
};
use crate::assessment::{Assessment, RowAt, Table, Workstream};
use crate::rules::qo::{gone_on, has_ended, is_replaced, is_stopped, left, qo002_before_end_date, qo005_step_order};
use crate::rules::sources::{S2_BASIC, S2_PURCHASE, S2_REPLACEMENTS, S2_RETIRED, S2_TRANSITION};
use crate::rules::{Check, Facts, G, J, Routes, Rule, Run, Source, Subject};
use crate::runbook::task::{Applies, Owner, Phase, Step, Task, Wait, after_answer, planned, term};

pub static FIND_OUT: Task = Task {
    code: "QO-T01",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(may_be_one),
    after: &[],
    due: &[after_answer(-60, END_DATE.field)],
    settles: &[],
    bases: J,
    source: Source::One(&S2_RETIRED),
    steps: &[Step::new("compare"), Step::new("ask"), Step::new("enter")],
};

/// By its name, as far as it has one, and by what was said of it.
fn may_be_one(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    subscription.known(OFFER).is_some() && facts.is_retired(subscription).is_err()
}

pub static CONTRADICTION: Task = Task {
    code: "QO-T02",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::Found,
    after: &[],
    due: &[after_answer(-60, END_DATE.field)],
    settles: &["QO008"],
    bases: J,
    source: Source::One(&S2_BASIC),
    steps: &[Step::new("look"), Step::new("old"), Step::new("another")],
};

pub static ROLE: Task = Task {
    code: "QO-T03",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Partner,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Found,
    after: &[],
    due: &[],
    settles: &["QO007"],
    bases: G,
    source: Source::One(&S2_BASIC),
    steps: &[Step::new("find"), Step::new("give").ours(), Step::new("enter").ours()],
};

pub static CHOOSE: Task = Task {
    code: "QO-T04",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(has_no_replacement),
    after: &[Wait::IfAny(&CONTRADICTION)],
    due: &[after_answer(-45, END_DATE.field)],
    settles: &["QO003"],
    bases: G,
    source: Source::One(&S2_REPLACEMENTS),
    steps: &[Step::new("four"), Step::new("compare").ours(), Step::new("count").ours(), Step::new("enter").ours()],
};

/// None that S2 names.
fn has_no_replacement(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    facts.is_retired(subscription) == Ok(true)
        && is_replaced(subscription)
        && subscription.known(REPLACEMENT).is_none_or(|replacement| replacement == Replacement::Other)
}

pub static SEGMENT: Task = Task {
    code: "QO-T05",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::Found,
    after: &[],
    due: &[after_answer(-45, END_DATE.field)],
    settles: &["QO009"],
    bases: J,
    source: Source::One(&S2_RETIRED),
    steps: &[Step::new("ask"), Step::new("price"), Step::new("instead")],
};

pub static SELLER: Task = Task {
    code: "QO-T06",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(is_bought_elsewhere),
    after: &[],
    due: &[after_answer(-45, END_DATE.field)],
    settles: &["QO013"],
    bases: J,
    source: Source::One(&S2_PURCHASE),
    steps: &[Step::new("ask"), Step::new("same")],
};

fn is_bought_elsewhere(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    facts.is_retired(subscription) == Ok(true) && elsewhere(facts.assessment, subscription.at)
}

/// The clicks of Partner Center are of no use for it.
fn elsewhere(about: &Assessment, subscription: RowAt) -> bool {
    about.row(subscription).value(AGREEMENT).is_some_and(|agreement| agreement != Agreement::Csp)
}

/// A partner sold it, as far as is known.
fn by_partner(about: &Assessment, subscription: RowAt) -> bool {
    !elsewhere(about, subscription)
}

pub static DAYS: Task = Task {
    code: "QO-T07",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(is_out_of_order),
    after: &[],
    due: &[after_answer(-30, END_DATE.field), after_answer(0, SUSPENDED_ON.field)],
    settles: &["QO002", "QO005"],
    bases: G,
    source: Source::One(&S2_TRANSITION),
    steps: &[Step::new("order"), Step::new("early").ours(), Step::new("back").ours(), Step::new("enter").ours()],
};

/// Once it has ended, no day of the last user is in time any more: whoever is left is reassigned at once.
fn is_out_of_order(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    let finds = |rule: &Rule| {
        let found = |check: &Check| match check.run {
            Run::EachRetired(run) => run(facts, subscription).is_ok_and(|outcome| outcome.is_finding()),
            _ => false,
        };
        facts.is_retired(subscription) == Ok(true) && rule.checks.iter().any(found)
    };
    let is_too_late = has_ended(facts, subscription) && left(facts, subscription) != Ok(0);
    finds(&qo005_step_order::RULE) || (!is_too_late && finds(&qo002_before_end_date::RULE))
}

pub static PURCHASE: Task = Task {
    code: "QO-T08",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(is_to_be_bought),
    after: &[
        Wait::IfAny(&ROLE),
        Wait::IfAny(&CONTRADICTION),
        Wait::IfAny(&CHOOSE),
        Wait::IfAny(&SEGMENT),
        Wait::IfAny(&SELLER),
        Wait::IfAny(&DAYS),
    ],
    due: &[after_answer(-30, END_DATE.field), planned(BOUGHT_ON.field)],
    settles: &["QO001", "QO004"],
    bases: G,
    source: Source::One(&S2_PURCHASE),
    steps: &[
        Step::new("customer").only(by_partner),
        Step::new("add").only(by_partner),
        Step::new("submit").only(by_partner),
        Step::new("elsewhere").ours().only(elsewhere),
        Step::new("both"),
        Step::new("enter").ours(),
    ],
};

/// Until it has been bought, and for as many as need it.
fn is_to_be_bought(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    let is_bought = subscription.known(BOUGHT_ON).flatten().is_some_and(|day| day <= facts.today);
    let needed = subscription.known(NEED_REPLACEMENT).or(subscription.known(QUANTITY));
    let is_enough = subscription.known(BOUGHT).zip(needed).is_some_and(|(bought, needed)| bought >= needed);
    facts.is_retired(subscription) == Ok(true) && is_replaced(subscription) && !(is_bought && is_enough)
}

pub static REASSIGN: Task = Task {
    code: "QO-T09",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::Partner,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(is_to_be_reassigned),
    after: &[Wait::IfAny(&ROLE), Wait::IfAny(&PURCHASE)],
    // Without it nobody can work with it any more.
    due: &[after_answer(-7, END_DATE.field), planned(LAST_REASSIGNED_ON.field), after_answer(0, SUSPENDED_ON.field)],
    settles: &["QO001", "QO002", "QO005"],
    bases: G,
    source: Source::One(&S2_PURCHASE),
    steps: &[
        Step::new("customer").only(by_partner),
        Step::new("user").only(by_partner),
        Step::new("change").only(by_partner),
        Step::new("submit").only(by_partner),
        Step::new("elsewhere").ours().only(elsewhere),
        Step::new("enter").ours(),
    ],
};

fn is_to_be_reassigned(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    facts.is_retired(subscription) == Ok(true) && is_replaced(subscription) && left(facts, subscription) != Ok(0)
}

pub static SUSPEND: Task = Task {
    code: "QO-T10",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::Partner,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(is_to_be_suspended),
    after: &[Wait::IfAny(&ROLE), Wait::IfAny(&PURCHASE), Wait::IfAny(&REASSIGN)],
    due: &[after_answer(0, END_DATE.field), planned(SUSPENDED_ON.field)],
    settles: &[],
    bases: G,
    source: Source::One(&S2_PURCHASE),
    steps: &[
        Step::new("nobody"),
        Step::new("customer").only(by_partner),
        Step::new("suspend").only(by_partner),
        Step::new("elsewhere").ours().only(elsewhere),
        Step::new("enter").ours(),
    ],
};

fn is_to_be_suspended(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    facts.is_retired(subscription) == Ok(true)
        && is_stopped(facts, subscription) != Ok(true)
        && !has_ended(facts, subscription)
}

pub static WATCH: Task = Task {
    code: "QO-T11",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Subscriptions,
    applies: Applies::If(is_to_be_watched),
    after: &[Wait::IfAny(&SUSPEND)],
    due: &[term(120, SUSPENDED_ON.field)],
    settles: &["QO006"],
    bases: G,
    source: Source::One(&S2_PURCHASE),
    steps: &[Step::new("missing").ours(), Step::new("gone"), Step::new("invoice").ours()],
};

/// Up to the day on which it is gone; what ends, or is deleted, without a suspension has no such day.
fn is_to_be_watched(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    let is_awaited = match subscription.known(SUSPENDED_ON).flatten() {
        Some(suspended) => facts.today <= gone_on(suspended),
        None => !has_ended(facts, subscription) && subscription.known(STATUS) != Some(SubscriptionStatus::Deleted),
    };
    facts.is_retired(subscription) == Ok(true) && is_awaited
}
