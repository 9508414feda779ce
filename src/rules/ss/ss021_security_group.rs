//! SS021: the source's security group means nothing in the destination.

use crate::assessment::choices::SecurityGroup;
use crate::assessment::fields::SECURITY_GROUP;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::P22_HAND_IN;
use crate::rules::{Arg, Check, Checked, Facts, G_ASSISTED, Outcome, Routes, Rule, Says, Source, Subject};

static NO_DESTINATION_GROUP: Says = Says::warning(G_ASSISTED, "noDestinationGroup", &["instance"]);
static DESTINATION_GROUP: Says = Says::met(G_ASSISTED, "destinationGroup", &[]);

pub static RULE: Rule = Rule {
    code: "SS021",
    name: "security-group",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&P22_HAND_IN),
    says: &[&NO_DESTINATION_GROUP, &DESTINATION_GROUP],
    checks: &[Check::each(Table::Instances, &[SECURITY_GROUP.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match instance.get(SECURITY_GROUP)? {
        SecurityGroup::Nothing => Outcome::NotApplicable,
        SecurityGroup::SourceOnly => NO_DESTINATION_GROUP.with([Arg::Itself]),
        SecurityGroup::Matched => DESTINATION_GROUP.plainly(),
    })
}
