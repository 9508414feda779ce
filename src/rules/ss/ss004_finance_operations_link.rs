//! SS004: an instance that is linked to a finance and operations organization cannot move.

use crate::assessment::choices::YesNo;
use crate::assessment::fields::FINANCE_OPERATIONS;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_MOVE, P26_LIMITS};
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static LINKED: Says = Says::blocker(G, "linked", &["instance"]);
static NOT_LINKED: Says = Says::met(G, "notLinked", &[]);

pub static RULE: Rule = Rule {
    code: "SS004",
    name: "finance-operations-link",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_MOVE, self_service: &P26_LIMITS },
    says: &[&LINKED, &NOT_LINKED],
    checks: &[Check::each(Table::Instances, &[FINANCE_OPERATIONS.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match instance.get(FINANCE_OPERATIONS)? {
        YesNo::Yes => LINKED.with([Arg::Itself]),
        YesNo::No => NOT_LINKED.plainly(),
    })
}
