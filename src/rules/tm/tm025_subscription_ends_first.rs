//! TM025: the subscriptions on which moving users live must last until the cut-over.

use time::Date;

use crate::assessment::choices::{Renewal, SubscriptionStatus};
use crate::assessment::fields::{
    END_DATE, IS_RETIRED, LAST_REASSIGNED_ON, NEED_REPLACEMENT, OFFER, REASSIGNED, RENEWAL, STARTS, STATUS,
    SUBSCRIPTION_ENDS, SUSPENDED_ON,
};
use crate::assessment::{Table, Workstream};
use crate::rules::clashes::LAST_DAY_PAST;
use crate::rules::facts::{All, every};
use crate::rules::qo;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, Gaps, J, Outcome, Routes, Rule, Says, Source, Subject};

static ENDS_FIRST: Says = Says::warning(J, "endsFirst", &["ends", "window", "starts"]);
static LASTS: Says = Says::met(J, "lasts", &["ends"]);
static NEVER_ENDS: Says = Says::met(J, "neverEnds", &[]);
static LISTED_ENDS: Says = Says::warning(J, "listedEnds", &["subscription", "ends", "window", "starts"]);
/// A retired one, which nobody can renew.
static RETIRED_ENDS: Says = Says::warning(J, "retiredEnds", &["subscription", "ends", "window", "starts"]);
/// A retired one, of which users are left.
static LISTED_STOPPED: Says = Says::warning(J, "listedStopped", &["subscription", "status"]);
static LISTED_SUSPENDED: Says = Says::warning(J, "listedSuspended", &["subscription", "suspended", "window", "starts"]);

pub static RULE: Rule = Rule {
    code: "TM025",
    name: "subscription-ends-first",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_PROCESS),
    says: &[&ENDS_FIRST, &LASTS, &NEVER_ENDS, &LISTED_ENDS, &RETIRED_ENDS, &LISTED_SUSPENDED, &LISTED_STOPPED],
    checks: &[
        Check::once(&[SUBSCRIPTION_ENDS.field, STARTS.field], first_of_all),
        Check::each_if_any(
            Table::Subscriptions,
            &[
                END_DATE.field,
                SUSPENDED_ON.field,
                STARTS.field,
                OFFER.field,
                IS_RETIRED.field,
                RENEWAL.field,
                STATUS.field,
                NEED_REPLACEMENT.field,
                REASSIGNED.field,
                LAST_REASSIGNED_ON.field,
            ],
            listed,
        ),
    ],
};

fn first_of_all(facts: &Facts<'_>) -> Checked {
    let ends = facts.whole().get(SUBSCRIPTION_ENDS);
    if ends == Ok(None) {
        return Ok(NEVER_ENDS.plainly());
    }
    // It must last until the last of them, as far as they are known. The day of its end is still served.
    if let (Ok(Some(ends)), Some((window, starts))) = (&ends, facts.last_cut_over())
        && *ends < starts.local().date()
    {
        return Ok(ENDS_FIRST.with([Arg::Day(*ends), Arg::Row(window), Arg::Moment(starts)]));
    }
    let windows = facts.some(Table::Windows);
    let starts = windows.and_then(|windows| every(windows.map(|window| window.get(STARTS))));
    let (ends, _) = (ends, starts).all()?;
    Ok(ends.map_or_else(|| NEVER_ENDS.plainly(), |ends| LASTS.with([Arg::Day(ends)])))
}

fn listed(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    use SubscriptionStatus::{Deleted, Disabled, Expired, Suspended};
    if facts.is_lasting(subscription) {
        return Ok(Outcome::NotApplicable);
    }
    let is_retired = facts.is_retired(subscription)?;
    let (renewal, status) = (subscription.get(RENEWAL), subscription.get(STATUS));
    let nobody_lives_on_it = if is_retired {
        qo::left(facts, subscription)? == 0
    } else {
        matches!(status, Ok(Suspended | Disabled | Expired | Deleted))
    };
    // A retired offer does not renew, whatever is shown of it.
    let renews = !is_retired && matches!(renewal, Ok(Renewal::AutoRenews));
    let ends = if renews { Ok(None) } else { subscription.get(END_DATE) };
    // An ordinary subscription that is active is suspended only if somebody plans so.
    let suspended =
        if is_retired { subscription.get(SUSPENDED_ON) } else { Ok(subscription.known(SUSPENDED_ON).flatten()) };
    let is_stopped = !nobody_lives_on_it && matches!(status, Ok(Suspended | Disabled | Expired | Deleted));
    if nobody_lives_on_it || (!is_stopped && matches!((&ends, &suspended), (Ok(None), Ok(None)))) {
        return Ok(Outcome::NotApplicable);
    }
    if let Some((window, starts)) = facts.last_cut_over() {
        let day = starts.local().date();
        // The day of its end is still served, that of its suspension is not.
        let ends = ends.iter().flatten().find(|ends| **ends < day);
        let suspended = suspended.iter().flatten().find(|suspended| **suspended <= day);
        let ends_first = if is_retired { &RETIRED_ENDS } else { &LISTED_ENDS };
        let says = match (ends, suspended) {
            (Some(ends), None) => Some((ends_first, *ends)),
            (Some(ends), Some(suspended)) if ends < suspended => Some((ends_first, *ends)),
            (_, suspended) => suspended.map(|suspended| (&LISTED_SUSPENDED, *suspended)),
        };
        if let Some((says, day)) = says
            && (is_stopped || !is_left_before(facts, subscription, is_retired, day)?)
        {
            if !is_retired {
                let renewal = if suspended.is_none() { renewal.map(|_| ()) } else { Ok(()) };
                (status, renewal).all()?;
            }
            return Ok(says.with([Arg::Itself, Arg::Day(day), Arg::Row(window), Arg::Moment(starts)]));
        }
    }
    if let (true, Ok(status)) = (is_stopped, status) {
        // Whatever its days are.
        return Ok(LISTED_STOPPED.with([Arg::Itself, Arg::choice(status)]));
    }
    (ends, suspended, facts.every_cut_over_is_known()).all().map(|_| Outcome::NotApplicable)
}

/// Whether its last user is reassigned by the day on which it stops, as is planned of a retired one.
///
/// # Errors
/// The plan, where it is not known; what contradicts it, where that day is past and users are left.
fn is_left_before(facts: &Facts<'_>, subscription: Subject<'_>, is_retired: bool, stops: Date) -> Result<bool, Gaps> {
    if !is_retired {
        return Ok(false);
    }
    match subscription.get(LAST_REASSIGNED_ON) {
        Ok(Some(last)) if last <= stops => LAST_DAY_PAST.none(facts, subscription).map(|()| true),
        // Users are left, and no plan changes that it has stopped.
        Err(gap) if stops >= facts.today => Err(gap),
        _ => Ok(false),
    }
}
