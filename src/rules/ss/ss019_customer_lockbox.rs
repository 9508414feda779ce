//! SS019: with Customer Lockbox on in the source, someone must approve when the move starts.

use crate::assessment::Workstream;
use crate::assessment::choices::Lockbox;
use crate::assessment::fields::CUSTOMER_LOCKBOX;
use crate::rules::sources::P22_STEPS;
use crate::rules::{Check, Checked, Facts, G_ASSISTED, Outcome, Routes, Rule, Says, Source};

static NO_APPROVER: Says = Says::warning(G_ASSISTED, "noApprover", &[]);
static APPROVER_READY: Says = Says::met(G_ASSISTED, "approverReady", &[]);

pub static RULE: Rule = Rule {
    code: "SS019",
    name: "customer-lockbox",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&P22_STEPS),
    says: &[&NO_APPROVER, &APPROVER_READY],
    checks: &[Check::once(&[CUSTOMER_LOCKBOX.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    Ok(match facts.whole().get(CUSTOMER_LOCKBOX)? {
        Lockbox::Off => Outcome::NotApplicable,
        Lockbox::On => NO_APPROVER.plainly(),
        Lockbox::ApproverReady => APPROVER_READY.plainly(),
    })
}
