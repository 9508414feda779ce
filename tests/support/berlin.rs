//! The one time zone that the tests know.

use time::{Date, Month, PrimitiveDateTime, UtcOffset, Weekday};

/// Central European time, as the browser resolves it: `None` for the hour that a spring night leaves out.
pub fn offset(zone: &str, local: PrimitiveDateTime) -> Option<UtcOffset> {
    let year = local.year();
    let change = |month, hour| last_sunday(year, month)?.with_hms(hour, 0, 0).ok();
    let (begins, ends) = (change(Month::March, 2)?, change(Month::October, 3)?);
    let left_out = begins..begins + time::Duration::HOUR;
    let hours = if (begins..ends).contains(&local) { 2 } else { 1 };
    (zone == "Europe/Berlin" && !left_out.contains(&local)).then(|| UtcOffset::from_hms(hours, 0, 0).ok())?
}

fn last_sunday(year: i32, month: Month) -> Option<Date> {
    Date::from_calendar_date(year, month, 31).ok()?.next_day()?.prev_occurrence(Weekday::Sunday).into()
}
