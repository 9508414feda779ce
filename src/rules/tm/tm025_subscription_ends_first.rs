//! TM025: the subscriptions on which moving users live must last until the cut-over.

use crate::assessment::fields::{STARTS, SUBSCRIPTION_ENDS};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::{All, every};
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, J, Routes, Rule, Says, Source};

static ENDS_FIRST: Says = Says::warning(J, "endsFirst", &["ends", "window", "starts"]);
static LASTS: Says = Says::met(J, "lasts", &["ends"]);
static NEVER_ENDS: Says = Says::met(J, "neverEnds", &[]);

pub static RULE: Rule = Rule {
    code: "TM025",
    name: "subscription-ends-first",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_PROCESS),
    says: &[&ENDS_FIRST, &LASTS, &NEVER_ENDS],
    checks: &[Check::once(&[SUBSCRIPTION_ENDS.field, STARTS.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let ends = facts.whole().get(SUBSCRIPTION_ENDS);
    if ends == Ok(None) {
        return Ok(NEVER_ENDS.plainly());
    }
    let windows = facts.some(Table::Windows).map(Iterator::collect::<Vec<_>>);
    // It must last until the last of them, as far as they are known.
    let known = windows.iter().flatten().filter_map(|window| Some((*window, window.known(STARTS)?)));
    let last = known.max_by_key(|(_, starts)| starts.local);
    // The day of its end is still served.
    if let (Ok(Some(ends)), Some((window, starts))) = (&ends, last)
        && *ends < starts.local.date()
    {
        return Ok(ENDS_FIRST.with([Arg::Day(*ends), Arg::Row(window.at), Arg::Moment(starts)]));
    }
    let starts = windows.and_then(|windows| every(windows.into_iter().map(|window| window.get(STARTS))));
    let (ends, _) = (ends, starts).all()?;
    Ok(ends.map_or_else(|| NEVER_ENDS.plainly(), |ends| LASTS.with([Arg::Day(ends)])))
}
