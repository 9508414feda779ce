//! TM013: the organisation is not accessible during the cut-over, so it belongs into the evening or the weekend.

use time::{Date, Duration, Weekday};

use crate::assessment::Table;
use crate::assessment::fields::{ENDS, STARTS, WORK_BEGINS, WORK_ENDS, WORKING_DAYS, ZONE};
use crate::assessment::values::Moment;
use crate::rules::facts::All;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Routes, Rule, Says, Source, Subject};

/// By daylight on a weekday is neither evening nor weekend, whatever an organisation's own hours are. Minutes since
/// midnight; the document gives no hours, these are the usual ones.
const DAYTIME: Hours = Hours { begins: 8 * 60, ends: 18 * 60 };

static IN_DAYTIME: Says = Says::warning(G, "inDaytime", &["window", "starts", "ends"]);
static IN_OWN_HOURS: Says = Says::warning(J, "inOwnHours", &["window", "starts", "ends"]);
static OUT_OF_HOURS: Says = Says::met(G, "outOfHours", &["window", "starts", "ends"]);

pub static RULE: Rule = Rule {
    code: "TM013",
    name: "cut-over-out-of-hours",
    routes: Routes::A,
    source: Source::One(&S0_PROCESS),
    says: &[&IN_DAYTIME, &IN_OWN_HOURS, &OUT_OF_HOURS],
    checks: &[Check::each(
        Table::Windows,
        &[STARTS.field, ENDS.field, ZONE.field, WORKING_DAYS.field, WORK_BEGINS.field, WORK_ENDS.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, window: Subject<'_>) -> Checked {
    let whole = facts.whole();
    let (starts, ends, _, days, begins, finishes) = (
        window.get(STARTS),
        window.get(ENDS),
        whole.get(ZONE),
        whole.get(WORKING_DAYS),
        whole.get(WORK_BEGINS),
        whole.get(WORK_ENDS),
    )
        .all()?;
    // Work that ends at or before its beginning ends on the next day.
    let own = Hours { begins, ends: if finishes > begins { finishes } else { finishes + 24 * 60 } };
    let daytime = Hours { begins: own.begins.max(DAYTIME.begins), ends: own.ends.min(DAYTIME.ends) };
    let overlaps = |hours: Hours, is_worked: &dyn Fn(Weekday) -> bool| {
        // After eight days every day of the week has been looked at.
        let dates = std::iter::successors(starts.local.date().previous_day(), |date| date.next_day());
        let mut dates = dates.take(9).take_while(|date| *date <= ends.local.date());
        dates.any(|date| is_worked(date.weekday()) && hours.overlap(date, starts, ends))
    };
    let said = [Arg::Row(window.at), Arg::Moment(starts), Arg::Moment(ends)];
    Ok(if overlaps(daytime, &|day| days.has(day) && !matches!(day, Weekday::Saturday | Weekday::Sunday)) {
        IN_DAYTIME.with(said)
    } else if overlaps(own, &|day| days.has(day)) {
        IN_OWN_HOURS.with(said)
    } else {
        OUT_OF_HOURS.with(said)
    })
}

/// Minutes since a day's midnight; half-open, and empty where they end before they begin.
#[derive(Clone, Copy)]
struct Hours {
    begins: u16,
    ends: u16,
}

impl Hours {
    /// Whether these hours of `date` and the window share any time, both half-open; a window without length counts
    /// as the minute in which it stands.
    fn overlap(self, date: Date, starts: Moment, ends: Moment) -> bool {
        let midnight = date.midnight();
        let at = |minutes: u16| midnight + Duration::minutes(minutes.into());
        let end = ends.local.max(starts.local + Duration::MINUTE);
        self.begins < self.ends && starts.local < at(self.ends) && at(self.begins) < end
    }
}
