//! TM010: two instances cannot move into one temporary destination instance.

use crate::assessment::fields::DESTINATION_INSTANCE;
use crate::assessment::{Table, Workstream};
use crate::rules::facts::LISTED;
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static SHARED: Says = Says::blocker(J, "shared", &["instance", "destination", "count", "others"]);
static ITS_OWN: Says = Says::met(J, "itsOwn", &["destination"]);

pub static RULE: Rule = Rule {
    code: "TM010",
    name: "destination-instance-shared",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_IMPACT),
    says: &[&SHARED, &ITS_OWN],
    checks: &[Check::each(Table::Instances, &[DESTINATION_INSTANCE.field], check)],
};

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    instance.is_named(DESTINATION_INSTANCE)?;
    // None at all is TM008's.
    let Some(sharing) = facts.sharing_destination(instance) else { return Ok(Outcome::NotApplicable) };
    let destination = Arg::Own(DESTINATION_INSTANCE.field);
    if sharing.is_empty() {
        // What is still to be said of another may turn out to be the same.
        facts.every_destination_is_said()?;
        return Ok(ITS_OWN.with([destination]));
    }
    // All are counted.
    let others = sharing.iter().copied().filter(|row| *row != instance.at).take(LISTED).collect();
    let count = u64::try_from(sharing.len() - 1).unwrap_or(u64::MAX);
    Ok(SHARED.with([Arg::Itself, destination, Arg::Count(count), Arg::Rows(others)]))
}
