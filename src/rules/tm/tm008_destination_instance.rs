//! TM008: each instance needs a temporary instance in the destination.

use crate::assessment::fields::DESTINATION_INSTANCE;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static NONE: Says = Says::blocker(G, "none", &["instance"]);
static NAMED: Says = Says::met(G, "named", &["destination"]);

pub static RULE: Rule = Rule {
    code: "TM008",
    name: "destination-instance",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_IMPACT),
    says: &[&NONE, &NAMED],
    checks: &[Check::each(Table::Instances, &[DESTINATION_INSTANCE.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(if instance.is_named(DESTINATION_INSTANCE)? {
        NAMED.with([Arg::Own(DESTINATION_INSTANCE.field)])
    } else {
        NONE.with([Arg::Itself])
    })
}
