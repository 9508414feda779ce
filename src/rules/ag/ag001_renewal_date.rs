//! AG001: whoever leaves Volume Licensing does so on that agreement's renewal date.

use time::Date;

use crate::assessment::Workstream;
use crate::assessment::choices::Direction;
use crate::assessment::fields::{DIRECTION, OLD_AGREEMENT_ENDS, OLD_SUSPENDED_ON, RENEWAL_DATE};
use crate::rules::ag::set_day;
use crate::rules::facts::All;
use crate::rules::sources::S3_MOVE;
use crate::rules::{Arg, Check, Checked, Facts, G, Gaps, Outcome, Routes, Rule, Says, Source};

static ENDS_BEFORE: Says = Says::blocker(G, "endsBefore", &["ends", "renewal", "days"]);
static ENDS_AFTER: Says = Says::blocker(G, "endsAfter", &["ends", "renewal", "days"]);
static RENEWAL_PAST: Says = Says::blocker(G, "renewalPast", &["ends", "renewal", "days"]);
static ALIGNED: Says = Says::met(G, "aligned", &["renewal"]);

pub static RULE: Rule = Rule {
    code: "AG001",
    name: "renewal-date",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_MOVE),
    says: &[&ENDS_BEFORE, &ENDS_AFTER, &RENEWAL_PAST, &ALIGNED],
    checks: &[Check::once(
        &[OLD_AGREEMENT_ENDS.field, RENEWAL_DATE.field, DIRECTION.field, OLD_SUSPENDED_ON.field],
        check,
    )],
};

/// Whether the old agreement has ended, and its subscriptions were suspended: nobody can move its end any more.
fn is_over(facts: &Facts<'_>, ends: Date) -> Result<bool, Gaps> {
    let is_past = |day: Date| day < facts.today;
    Ok(is_past(ends) && facts.whole().get(OLD_SUSPENDED_ON)?.is_some_and(is_past))
}

fn check(facts: &Facts<'_>) -> Checked {
    let direction = facts.whole().get(DIRECTION);
    if direction == Ok(Direction::ToVolumeLicensing) {
        return Ok(Outcome::NotApplicable);
    }
    let (_, ends, renewal) = (direction, set_day(facts, OLD_AGREEMENT_ENDS), set_day(facts, RENEWAL_DATE)).all()?;
    let days = (ends - renewal).whole_days();
    let says = match days {
        0 => return Ok(ALIGNED.with([Arg::Day(renewal)])),
        _ if is_over(facts, ends)? => return Ok(Outcome::NotApplicable),
        ..0 => &ENDS_BEFORE,
        _ if renewal < facts.today => &RENEWAL_PAST,
        1.. => &ENDS_AFTER,
    };
    Ok(says.with([Arg::Day(ends), Arg::Day(renewal), Arg::Count(days.unsigned_abs())]))
}
