//! TM026: a cut-over window must lie ahead, and end after it starts.

use crate::assessment::fields::{CUT_OVER, ENDS, STARTS, WINDOW, ZONE};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static BACKWARDS: Says = Says::blocker(J, "backwards", &["window", "starts", "ends"]);
static PAST: Says = Says::blocker(J, "past", &["window", "ends"]);
static AHEAD: Says = Says::met(J, "ahead", &["starts", "ends"]);

pub static RULE: Rule = Rule {
    code: "TM026",
    name: "window-plausible",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_PROCESS),
    says: &[&BACKWARDS, &PAST, &AHEAD],
    checks: &[
        Check::each(Table::Windows, &[ENDS.field, STARTS.field, ZONE.field], window),
        Check::each(Table::Instances, &[CUT_OVER.field, WINDOW.field], has_window),
    ],
};

fn window(facts: &Facts<'_>, window: Subject<'_>) -> Checked {
    let (ends, starts, zone) = (window.get(ENDS), window.get(STARTS), facts.whole().get(ZONE));
    // Of two faults this one comes first: a slip in the year makes a window end both in the past and before it starts.
    if let (Ok(starts), Ok(ends)) = (&starts, &ends)
        && starts.minutes_until(*ends) < 0
    {
        return Ok(BACKWARDS.with([Arg::Row(window.at), Arg::Moment(*starts), Arg::Moment(*ends)]));
    }
    if let Ok(ends) = &ends
        && ends.local.date() < facts.today
    {
        return Ok(PAST.with([Arg::Row(window.at), Arg::Moment(*ends)]));
    }
    let (ends, starts, zone) = (ends, starts, zone).all()?;
    // By other clocks than the organisation's it is another time of its day.
    let foreign = [STARTS, ENDS].into_iter().filter(|key| !window.is_in_zone(*key, zone));
    let foreign: Vec<_> = foreign.flat_map(|key| window.gap(key)).collect();
    if !foreign.is_empty() {
        return Err(foreign);
    }
    Ok(AHEAD.with([starts, ends].map(Arg::Moment)))
}

/// An instance that belongs to no window has no cut-over that could be judged. The windows themselves have been.
fn has_window(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    facts.window_of(instance).map(|_| Outcome::NotApplicable)
}
