//! Replacing retired "Basic (Qualified Offer)" subscriptions (S2).

pub mod qo001_retired_offer;
pub mod qo002_before_end_date;
pub mod qo003_replacement_chosen;
pub mod qo004_enough_licences;
pub mod qo005_step_order;
pub mod qo006_suspended_then_gone;
pub mod qo007_role;
pub mod qo008_auto_renew_contradiction;
pub mod qo009_segment;
pub mod qo010_other_expiring;
pub mod qo011_move_any_time;
pub mod qo012_both_held;
pub mod qo013_bought_elsewhere;

use time::{Date, Duration};

use super::clashes::{LAST_DAY_PAST, REASSIGNED_BEYOND_NEED};
use super::facts::All;
use super::{Arg, Facts, Gaps, Subject};
use crate::assessment::choices::SubscriptionStatus;
use crate::assessment::fields::{END_DATE, LAST_REASSIGNED_ON, NEED_REPLACEMENT, REASSIGNED, STATUS, SUSPENDED_ON};

/// After its suspension a subscription is there for so many days; on the last of them it is de-provisioned.
pub(crate) const GONE_AFTER: i64 = 120;

/// Whether users of a retired subscription may need its replacement: unless it is known that nobody does.
pub(crate) fn is_replaced(subscription: Subject<'_>) -> bool {
    subscription.known(NEED_REPLACEMENT) != Some(0)
}

/// How many of those who need the replacement have not been given it yet.
///
/// # Errors
/// How many need it, or how many have it; both, where more have it than need it.
pub(crate) fn left(facts: &Facts<'_>, subscription: Subject<'_>) -> Result<u64, Gaps> {
    let need = subscription.get(NEED_REPLACEMENT);
    if need == Ok(0) {
        return Ok(0);
    }
    let (need, reassigned) = (need, subscription.get(REASSIGNED)).all()?;
    REASSIGNED_BEYOND_NEED.none(facts, subscription)?;
    Ok(need.saturating_sub(reassigned))
}

/// Whether the day on which the last of them is given it may be right: one that is past holds where nobody is left.
///
/// # Errors
/// Of a day that is past, how many are left; it and how many have it, where anybody is.
fn last_day_holds(facts: &Facts<'_>, subscription: Subject<'_>) -> Result<(), Gaps> {
    if subscription.known(LAST_REASSIGNED_ON).flatten().is_some_and(|last| last < facts.today) {
        left(facts, subscription)?;
    }
    LAST_DAY_PAST.none(facts, subscription)
}

/// Whether its users can no longer work with it: because of how it stands, or since the day of its suspension.
///
/// # Errors
/// Whichever of the two is missing.
pub(crate) fn is_stopped(facts: &Facts<'_>, subscription: Subject<'_>) -> Result<bool, Gaps> {
    use SubscriptionStatus::{Deleted, Disabled, Suspended};
    let (status, suspended) = (subscription.get(STATUS), subscription.get(SUSPENDED_ON));
    if matches!(status, Ok(Suspended | Disabled | Deleted)) || matches!(suspended, Ok(Some(day)) if day <= facts.today)
    {
        return Ok(true);
    }
    (status, suspended).all().map(|_| false)
}

/// Whether it is over by itself, as far as is known: then nobody can suspend it any more.
pub(crate) fn has_ended(facts: &Facts<'_>, subscription: Subject<'_>) -> bool {
    subscription.known(STATUS) == Some(SubscriptionStatus::Expired)
        || subscription.known(END_DATE).flatten().is_some_and(|ends| ends < facts.today)
}

/// So many days from one day to another.
fn days(from: Date, to: Date) -> Arg {
    Arg::Count((to - from).whole_days().unsigned_abs())
}

/// The day on which a subscription that was suspended on this day is gone.
pub(crate) fn gone_on(suspended: Date) -> Date {
    suspended.saturating_add(Duration::days(GONE_AFTER))
}
