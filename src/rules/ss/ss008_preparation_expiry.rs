//! SS008: a successful preparation is good for seven days, within which the instance has to be moved.

use time::Duration;

use crate::assessment::choices::YesNo;
use crate::assessment::fields::{APPROVED_ON, CUT_OVER, ENDS, FieldId, MOVE_ON, MOVED, PREPARED_ON, STARTS, WINDOW};
use crate::assessment::{Table, Workstream};
use crate::rules::clashes::{Clash, PREPARED_AFTER_THE_MOVE, PREPARED_BEFORE_THE_APPROVAL};
use crate::rules::facts::All;
use crate::rules::sources::P26_POWERSHELL;
use crate::rules::ss::in_order;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source, Subject};

/// How long a preparation is good, in days after that on which it succeeded (inclusive).
const GOOD_FOR: Duration = Duration::days(7);

static EXPIRED: Says = Says::blocker(G, "expired", &["instance", "prepared", "last"]);
static NOT_PLANNED: Says = Says::warning(J, "notPlanned", &["instance", "prepared", "last"]);
static PLANNED_TOO_LATE: Says = Says::warning(J, "plannedTooLate", &["instance", "move", "prepared", "last"]);
static PLAN_PASSED: Says = Says::warning(J, "planPassed", &["instance", "move", "prepared", "last"]);
static PLANNED: Says = Says::met(G, "planned", &["move", "last"]);
static HAS_MOVED: Says = Says::met(G, "moved", &[]);

pub static RULE: Rule = Rule {
    code: "SS008",
    name: "preparation-expiry",
    workstream: Workstream::Instances,
    routes: Routes::S,
    source: Source::One(&P26_POWERSHELL),
    says: &[&EXPIRED, &NOT_PLANNED, &PLANNED_TOO_LATE, &PLAN_PASSED, &PLANNED, &HAS_MOVED],
    checks: &[
        Check::each(Table::Instances, &READS, check),
        Check::each(Table::Instances, &PLAN_READS, plan),
        Check::each(Table::Instances, &READS, |facts, instance| {
            in_order(&STEPS, facts, instance).map(|()| Outcome::NotApplicable)
        }),
    ],
};

static READS: [FieldId; 4] = [MOVE_ON.field, MOVED.field, PREPARED_ON.field, APPROVED_ON.field];
static STEPS: [&Clash; 2] = [&PREPARED_BEFORE_THE_APPROVAL, &PREPARED_AFTER_THE_MOVE];
static PLAN_READS: [FieldId; 6] = [MOVE_ON.field, MOVED.field, CUT_OVER.field, WINDOW.field, STARTS.field, ENDS.field];

/// A day that lies outside the cut-over window is no plan: one of the two is wrong.
fn plan(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    if instance.known(MOVED) == Some(YesNo::Yes) {
        return Ok(Outcome::NotApplicable);
    }
    // Without a plan there is nothing to compare; whether there has to be one, the preparation decides.
    let Some(Some(day)) = instance.known(MOVE_ON) else { return Ok(Outcome::NotApplicable) };
    let window = facts.window_of(instance)?;
    let (starts, ends) = (window.get(STARTS), window.get(ENDS)).all()?;
    if (starts.local().date()..=ends.local().date()).contains(&day) {
        Ok(Outcome::NotApplicable)
    } else {
        Err([instance.gap(MOVE_ON), instance.get(MOVED).err().unwrap_or_default()].concat())
    }
}

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let (moved, planned) = (instance.get(MOVED), instance.get(MOVE_ON));
    let prepared = match instance.get(PREPARED_ON) {
        Ok(Some(day)) if day <= facts.today => day,
        // Not prepared yet, or planned for a later day.
        Ok(_) => return Ok(Outcome::NotApplicable),
        Err(gap) if moved == Ok(YesNo::Yes) => return Err(gap),
        Err(gap) => return (Err(gap), moved, planned).all().map(|((), ..)| Outcome::NotApplicable),
    };
    if moved == Ok(YesNo::Yes) {
        return Ok(HAS_MOVED.plainly());
    }
    let last = prepared.saturating_add(GOOD_FOR);
    let (row, prepared, last_day) = (Arg::Itself, Arg::Day(prepared), Arg::Day(last));
    if facts.today > last {
        moved?;
        return Ok(EXPIRED.with([row, prepared, last_day]));
    }
    if let Ok(Some(day)) = planned
        && (facts.today..=last).contains(&day)
    {
        // In order whether or not it has moved already. By days that contradict each other nothing is met; the last
        // check is open on them.
        let is_met = in_order(&STEPS, facts, instance).is_ok();
        return Ok(if is_met { PLANNED.with([Arg::Day(day), last_day]) } else { Outcome::NotApplicable });
    }
    let (_, planned) = (moved, planned).all()?;
    Ok(match planned {
        None => NOT_PLANNED.with([row, prepared, last_day]),
        Some(day) if day > last => PLANNED_TOO_LATE.with([row, Arg::Day(day), prepared, last_day]),
        Some(day) => PLAN_PASSED.with([row, Arg::Day(day), prepared, last_day]),
    })
}
