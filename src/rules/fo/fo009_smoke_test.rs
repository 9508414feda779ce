//! FO009: production moves only after a smoke test on the acceptance environment.

use crate::assessment::Workstream;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{AGREEMENT_TENANT, CHANGES_AGREEMENT, LCS_SMOKE_TESTED, NEW_ACTIVE_ON};
use crate::rules::ag::set_day;
use crate::rules::sources::F26_SANDBOXES;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source};

static NOT_PASSED: Says = Says::blocker(G, "notPassed", &[]);
static TOO_EARLY: Says = Says::blocker(G, "tooEarly", &["active"]);
static PASSED: Says = Says::met(G, "passed", &[]);

pub static RULE: Rule = Rule {
    code: "FO009",
    name: "smoke-test",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_SANDBOXES),
    says: &[&NOT_PASSED, &TOO_EARLY, &PASSED],
    checks: &[Check::once(
        &[LCS_SMOKE_TESTED.field, NEW_ACTIVE_ON.field, AGREEMENT_TENANT.field, CHANGES_AGREEMENT.field],
        check,
    )],
};

fn check(facts: &Facts<'_>) -> Checked {
    if facts.whole().get(LCS_SMOKE_TESTED)? == YesNo::No {
        return Ok(NOT_PASSED.plainly());
    }
    if facts.project_follows_agreement()? {
        // Before the subscriptions are active on the new tenant, there is nothing to test.
        let active = set_day(facts, NEW_ACTIVE_ON)?;
        if active > facts.today {
            return Ok(TOO_EARLY.with([Arg::Day(active)]));
        }
    }
    Ok(PASSED.plainly())
}
