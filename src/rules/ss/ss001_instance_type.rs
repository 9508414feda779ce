//! SS001: only production instances and sandboxes can move.

use crate::assessment::fields::INSTANCE_TYPE;
use crate::assessment::{Table, Workstream};
use crate::rules::facts::can_move;
use crate::rules::sources::{P22_LIMITS, P26_LIMITS};
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static CANNOT_MOVE: Says = Says::blocker(G, "cannotMove", &["instance", "type"]);
static CAN_MOVE: Says = Says::met(G, "canMove", &["type"]);

pub static RULE: Rule = Rule {
    code: "SS001",
    name: "instance-type",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_LIMITS, self_service: &P26_LIMITS },
    says: &[&CANNOT_MOVE, &CAN_MOVE],
    checks: &[Check::each(Table::Instances, &[INSTANCE_TYPE.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let kind = instance.get(INSTANCE_TYPE)?;
    Ok(if can_move(kind) {
        CAN_MOVE.with([Arg::choice(kind)])
    } else {
        CANNOT_MOVE.with([Arg::Itself, Arg::choice(kind)])
    })
}
