//! SS022: a production instance is first moved as a sandbox copy.

use crate::assessment::choices::{InstanceType, Route, YesNo};
use crate::assessment::fields::{INSTANCE_TYPE, REHEARSAL_CAPACITY, REHEARSED};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::P22_BEFORE;
use crate::rules::{Arg, Check, Checked, Facts, G, G_ASSISTED, J, Outcome, Routes, Rule, Says, Source, Subject};

/// Support demands the rehearsal. By self-service nobody does, and it is our advice; so it is while the route is open.
static NOT_REHEARSED: Says = Says::blocker(G, "notRehearsed", &["instance"]);
static NO_CAPACITY: Says = Says::blocker(G, "noCapacity", &["instance"]);
static ADVISED: Says = Says::warning(J, "advised", &["instance"]);
static ADVISED_NO_CAPACITY: Says = Says::warning(J, "advisedNoCapacity", &["instance"]);
static IS_REHEARSED: Says = Says::met(G_ASSISTED, "rehearsed", &[]);

pub static RULE: Rule = Rule {
    code: "SS022",
    name: "rehearsal",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&P22_BEFORE),
    says: &[&NOT_REHEARSED, &NO_CAPACITY, &ADVISED, &ADVISED_NO_CAPACITY, &IS_REHEARSED],
    checks: &[Check::each(Table::Instances, &[REHEARSED.field, REHEARSAL_CAPACITY.field, INSTANCE_TYPE.field], check)],
};

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let (kind, rehearsed) = (instance.get(INSTANCE_TYPE), instance.get(REHEARSED));
    if kind.as_ref().is_ok_and(|kind| *kind != InstanceType::Production) {
        return Ok(Outcome::NotApplicable);
    }
    let capacity = facts.whole().get(REHEARSAL_CAPACITY);
    // Once it is known whether it was rehearsed, the capacity changes no more than the words.
    let needed = if rehearsed.is_ok() { Ok(()) } else { capacity.clone().map(drop) };
    let (_, rehearsed, ()) = (kind, rehearsed, needed).all()?;
    let assisted = facts.route == Some(Route::Assisted);
    let says = match (rehearsed, capacity) {
        (YesNo::Yes, _) => return Ok(IS_REHEARSED.plainly()),
        (YesNo::No, Ok(YesNo::No)) if assisted => &NO_CAPACITY,
        (YesNo::No, Ok(YesNo::No)) => &ADVISED_NO_CAPACITY,
        (YesNo::No, _) if assisted => &NOT_REHEARSED,
        (YesNo::No, _) => &ADVISED,
    };
    Ok(says.with([Arg::Itself]))
}
