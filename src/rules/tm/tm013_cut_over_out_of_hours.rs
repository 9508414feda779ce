//! TM013: the organisation is not accessible during the cut-over, so it belongs into the evening or the weekend.

use time::{Date, Duration, Weekday};

use crate::assessment::fields::{ENDS, STARTS, WORK_BEGINS, WORK_ENDS, WORKING_DAYS, ZONE};
use crate::assessment::values::{Moment, Weekdays};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source, Subject};

/// By daylight on a weekday is neither evening nor weekend, whatever an organisation's own hours are. Minutes since
/// midnight; the document gives no hours, these are the usual ones.
const DAYTIME: Hours = Hours { begins: 8 * 60, ends: 18 * 60 };

static IN_DAYTIME: Says = Says::warning(G, "inDaytime", &["window", "starts", "ends"]);
static IN_OWN_HOURS: Says = Says::warning(J, "inOwnHours", &["window", "starts", "ends"]);
static STARTS_IN_HOURS: Says = Says::warning(J, "startsInHours", &["window", "starts"]);
static OUT_OF_HOURS: Says = Says::met(G, "outOfHours", &["window", "starts", "ends"]);

pub static RULE: Rule = Rule {
    code: "TM013",
    name: "cut-over-out-of-hours",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_PROCESS),
    says: &[&IN_DAYTIME, &IN_OWN_HOURS, &STARTS_IN_HOURS, &OUT_OF_HOURS],
    checks: &[Check::each(
        Table::Windows,
        &[STARTS.field, ENDS.field, ZONE.field, WORKING_DAYS.field, WORK_BEGINS.field, WORK_ENDS.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, window: Subject<'_>) -> Checked {
    let whole = facts.whole();
    let (starts, ends) = (window.get(STARTS), window.get(ENDS));
    if let (Ok(starts), Ok(ends)) = (&starts, &ends)
        && starts.minutes_until(*ends) < 0
    {
        // There is no such time; TM026 blocks it.
        return Ok(Outcome::NotApplicable);
    }
    let hours = (whole.get(ZONE), whole.get(WORKING_DAYS), whole.get(WORK_BEGINS), whole.get(WORK_ENDS)).all();
    let working = hours.map(|(_, days, begins, ends)| Working { days, own: Hours::own(begins, ends) });
    if let (Ok(starts), Err(_), Ok(working)) = (&starts, &ends, &working)
        && working.disturbed(*starts, *starts).is_some()
    {
        // Whenever it ends, it starts too early.
        return Ok(STARTS_IN_HOURS.with([Arg::Itself, Arg::Moment(*starts)]));
    }
    let (starts, ends, working) = (starts, ends, working).all()?;
    let says = working.disturbed(starts, ends).unwrap_or(&OUT_OF_HOURS);
    Ok(says.with([Arg::Itself, Arg::Moment(starts), Arg::Moment(ends)]))
}

/// When the organisation works.
struct Working {
    days: Weekdays,
    own: Hours,
}

impl Working {
    /// What there is to say of a window that takes of these hours; `None` where it takes nothing.
    fn disturbed(&self, starts: Moment, ends: Moment) -> Option<&'static Says> {
        let in_daytime = self.own.and(DAYTIME);
        let is_weekend = |day| matches!(day, Weekday::Saturday | Weekday::Sunday);
        // After eight days every day of the week has been looked at. The day before may work past midnight.
        let dates = std::iter::successors(starts.local().date().previous_day(), |date| date.next_day());
        let dates = dates.take(9).take_while(|date| *date <= ends.local().date());
        let worked: Vec<Date> = dates.filter(|date| self.days.has(date.weekday())).collect();
        if worked.iter().any(|date| !is_weekend(date.weekday()) && in_daytime.overlap(*date, starts, ends)) {
            Some(&IN_DAYTIME)
        } else if worked.iter().any(|date| self.own.overlap(*date, starts, ends)) {
            Some(&IN_OWN_HOURS)
        } else {
            None
        }
    }
}

/// Minutes since a day's midnight; half-open, and empty where they end before they begin.
#[derive(Clone, Copy)]
struct Hours {
    begins: u16,
    ends: u16,
}

impl Hours {
    /// Work that ends at or before its beginning ends on the next day.
    fn own(begins: u16, ends: u16) -> Self {
        Self { begins, ends: if ends > begins { ends } else { ends + 24 * 60 } }
    }

    /// What both have in common.
    fn and(self, other: Self) -> Self {
        Self { begins: self.begins.max(other.begins), ends: self.ends.min(other.ends) }
    }

    /// Whether these hours of `date` and the window share any time, both half-open; a window without length counts
    /// as the minute in which it stands.
    fn overlap(self, date: Date, starts: Moment, ends: Moment) -> bool {
        let midnight = date.midnight();
        let at = |minutes: u16| midnight + Duration::minutes(minutes.into());
        let end = ends.local().max(starts.local() + Duration::MINUTE);
        self.begins < self.ends && starts.local() < at(self.ends) && at(self.begins) < end
    }
}
