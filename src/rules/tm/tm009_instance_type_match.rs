//! TM009: an instance and its temporary destination instance must have the same type.

use crate::assessment::fields::{DESTINATION_INSTANCE, DESTINATION_TYPE, INSTANCE_TYPE};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::{All, can_move};
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static DIFFERS: Says = Says::blocker(G, "differs", &["instance", "type", "destinationType"]);
static SAME: Says = Says::met(G, "same", &["type"]);

pub static RULE: Rule = Rule {
    code: "TM009",
    name: "instance-type-match",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_IMPACT),
    says: &[&DIFFERS, &SAME],
    checks: &[Check::each(
        Table::Instances,
        &[DESTINATION_TYPE.field, INSTANCE_TYPE.field, DESTINATION_INSTANCE.field],
        check,
    )],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    // Other types cannot move at all (SS001), and without a destination instance (TM008) there is nothing to match.
    let named = instance.is_named(DESTINATION_INSTANCE);
    let cannot_move = instance.known(INSTANCE_TYPE).is_some_and(|kind| !can_move(kind));
    if cannot_move || named == Ok(false) {
        return Ok(Outcome::NotApplicable);
    }
    let (destination, source) = (instance.get(DESTINATION_TYPE), instance.get(INSTANCE_TYPE));
    // A type was given for it, so there is one, although it has no name here yet.
    if let (Ok(destination), Ok(source)) = (&destination, &source)
        && destination != source
    {
        return Ok(DIFFERS.with([Arg::Itself, Arg::choice(*source), Arg::choice(*destination)]));
    }
    let (destination, ..) = (destination, source, named).all()?;
    Ok(SAME.with([Arg::choice(destination)]))
}
