//! TM014: the cut-over takes several hours, so its window should be long enough.

use crate::assessment::fields::{ENDS, STARTS};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

/// The shortest window, in minutes of real time (inclusive). Judgement: the document says "several hours", depending
/// on users and data.
const LEAST: u64 = 6 * 60;

static SHORT: Says = Says::warning(J, "short", &["window", "length", "least"]);
static LONG_ENOUGH: Says = Says::met(J, "longEnough", &["length", "least"]);

pub static RULE: Rule = Rule {
    code: "TM014",
    name: "cut-over-length",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_PROCESS),
    says: &[&SHORT, &LONG_ENOUGH],
    checks: &[Check::each(Table::Windows, &[ENDS.field, STARTS.field], check)],
};

fn check(_: &Facts<'_>, window: Subject<'_>) -> Checked {
    let (ends, starts) = (window.get(ENDS), window.get(STARTS)).all()?;
    // A window that ends before it starts has no length to speak of; TM026 blocks it.
    let Ok(length) = u64::try_from(starts.minutes_until(ends)) else { return Ok(Outcome::NotApplicable) };
    Ok(if length < LEAST {
        SHORT.with([Arg::Itself, Arg::Minutes(length), Arg::Minutes(LEAST)])
    } else {
        LONG_ENOUGH.with([length, LEAST].map(Arg::Minutes))
    })
}
