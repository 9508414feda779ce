//! SS007: a request that nobody approves expires seven days after it was submitted.

use time::Duration;

use crate::assessment::fields::{APPROVED_ON, FieldId, MOVE_ON, MOVED, REQUESTED_ON};
use crate::assessment::{Table, Workstream};
use crate::rules::clashes::{APPROVED_AFTER_THE_MOVE, APPROVED_WITHOUT_A_REQUEST, Clash, REQUESTED_AFTER_THE_MOVE};
use crate::rules::sources::P26_ADMIN_CENTER;
use crate::rules::ss::in_order;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source, Subject};

/// How long a request stands, in days after that of its submission (inclusive).
pub const STANDS_FOR: i64 = 7;
/// From which of these days on to warn: the page gives no number, two working days are left to find whoever approves.
const WARN_FROM: i64 = 5;

static EXPIRED: Says = Says::blocker(G, "expired", &["instance", "requested", "expires", "days"]);
static EXPIRES_SOON: Says = Says::warning(J, "expiresSoon", &["instance", "requested", "expires", "days"]);
static APPROVED: Says = Says::met(G, "approved", &["approved"]);
static STANDS: Says = Says::met(G, "stands", &["requested", "expires"]);

pub static RULE: Rule = Rule {
    code: "SS007",
    name: "request-expiry",
    workstream: Workstream::Instances,
    routes: Routes::S,
    source: Source::One(&P26_ADMIN_CENTER),
    says: &[&EXPIRED, &EXPIRES_SOON, &APPROVED, &STANDS],
    checks: &[
        Check::each(Table::Instances, &READS, check),
        Check::each(Table::Instances, &READS, |facts, instance| {
            in_order(&STEPS, facts, instance).map(|()| Outcome::NotApplicable)
        }),
    ],
};

static READS: [FieldId; 4] = [APPROVED_ON.field, REQUESTED_ON.field, MOVE_ON.field, MOVED.field];
static STEPS: [&Clash; 3] = [&APPROVED_WITHOUT_A_REQUEST, &REQUESTED_AFTER_THE_MOVE, &APPROVED_AFTER_THE_MOVE];

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let requested = match instance.get(REQUESTED_ON) {
        Ok(Some(day)) if day <= facts.today => day,
        // Not requested yet, or planned for a later day.
        Ok(_) => return Ok(Outcome::NotApplicable),
        Err(gap) => return Err([gap, instance.get(APPROVED_ON).err().unwrap_or_default()].concat()),
    };
    let expires = requested.saturating_add(Duration::days(STANDS_FOR));
    let day = (facts.today - requested).whole_days();
    // By days that contradict each other nothing is met; the other check is open on them.
    let met = |outcome| if in_order(&STEPS, facts, instance).is_ok() { outcome } else { Outcome::NotApplicable };
    match instance.known(APPROVED_ON).flatten() {
        Some(approved) if approved <= facts.today => return Ok(met(APPROVED.with([Arg::Day(approved)]))),
        // A day to come is a plan, not an approval.
        _ => {}
    }
    if day < WARN_FROM {
        // True whatever is known of the approval.
        return Ok(met(STANDS.with([Arg::Day(requested), Arg::Day(expires)])));
    }
    instance.get(APPROVED_ON)?;
    let says = if day > STANDS_FOR { &EXPIRED } else { &EXPIRES_SOON };
    Ok(says.with([Arg::Itself, Arg::Day(requested), Arg::Day(expires), Arg::Count(day.unsigned_abs())]))
}
