//! TM026: a cut-over window must lie ahead, unless all has moved in it, and end after it starts.

use crate::assessment::choices::YesNo;
use crate::assessment::fields::{CUT_OVER, ENDS, MOVED, STARTS, WINDOW, ZONE};
use crate::assessment::values::Moment;
use crate::assessment::{Table, Workstream};
use crate::rules::clashes::{MOVED_BEFORE_ITS_WINDOW, NO_TIME_TO_MOVE};
use crate::rules::facts::{All, LISTED};
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, Gaps, J, Outcome, Routes, Rule, Says, Source, Subject};

static BACKWARDS: Says = Says::blocker(J, "backwards", &["window", "starts", "ends"]);
static PAST: Says = Says::blocker(J, "past", &["window", "ends"]);
static AHEAD: Says = Says::met(J, "ahead", &["starts", "ends"]);
static ALL_MOVED: Says = Says::met(J, "allMoved", &["ends"]);

pub static RULE: Rule = Rule {
    code: "TM026",
    name: "window-plausible",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_PROCESS),
    says: &[&BACKWARDS, &PAST, &AHEAD, &ALL_MOVED],
    checks: &[
        Check::each(
            Table::Windows,
            &[ENDS.field, STARTS.field, ZONE.field, MOVED.field, CUT_OVER.field, WINDOW.field],
            window,
        ),
        Check::each(Table::Instances, &[CUT_OVER.field, WINDOW.field, MOVED.field, STARTS.field], has_window),
    ],
};

fn window(facts: &Facts<'_>, window: Subject<'_>) -> Checked {
    let (ends, starts, zone) = (window.get(ENDS), window.get(STARTS), facts.whole().get(ZONE));
    // Of two faults this one comes first: a slip in the year makes a window end both in the past and before it starts.
    if let (Ok(starts), Ok(ends)) = (&starts, &ends)
        && starts.minutes_until(*ends) < 0
    {
        return Ok(BACKWARDS.with([Arg::Itself, Arg::Moment(*starts), Arg::Moment(*ends)]));
    }
    if let Ok(ends) = &ends
        && ends.local().date() < facts.today
    {
        return over(facts, window, *ends);
    }
    let (ends, starts, zone) = (ends, starts, zone).all()?;
    // By other clocks than the organisation's it is another time of its day.
    let foreign = [STARTS, ENDS].into_iter().filter(|key| !window.is_in_zone(*key, zone));
    let foreign: Vec<_> = foreign.flat_map(|key| window.gap(key)).collect();
    if !foreign.is_empty() {
        return Err(foreign);
    }
    NO_TIME_TO_MOVE.none(facts, window)?;
    Ok(AHEAD.with([starts, ends].map(Arg::Moment)))
}

/// A window that is over was a good one if all that belongs to it has moved. Where nothing does, nothing has.
fn over(facts: &Facts<'_>, window: Subject<'_>, ends: Moment) -> Checked {
    let past = || PAST.with([Arg::Itself, Arg::Moment(ends)]);
    let (mut has_any, mut unsaid, mut elsewhere_or_here) = (false, Gaps::new(), Gaps::new());
    for instance in facts.each(Table::Instances) {
        match facts.window_of(instance) {
            Ok(own) if own.at == window.at => match instance.get(MOVED) {
                Ok(YesNo::Yes) => has_any = true,
                Ok(YesNo::No) => return Ok(past()),
                Err(gap) => unsaid.extend(gap),
            },
            Err(gap) if elsewhere_or_here.len() < LISTED => elsewhere_or_here.extend(gap),
            Ok(_) | Err(_) => {}
        }
    }
    unsaid.extend(elsewhere_or_here);
    if !unsaid.is_empty() {
        return Err(unsaid);
    }
    Ok(if has_any { ALL_MOVED.with([Arg::Moment(ends)]) } else { past() })
}

/// An instance that belongs to no window has no cut-over that could be judged. The windows themselves have been.
fn has_window(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    facts.window_of(instance)?;
    MOVED_BEFORE_ITS_WINDOW.none(facts, instance).map(|()| Outcome::NotApplicable)
}
