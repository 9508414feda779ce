//! Answers that cannot both be right. Nobody knows which of the two is wrong, so nothing is met by either: a rule that
//! would rest on them is open on both.

use time::{Date, Duration};

use super::ss::ss007_request_expiry::STANDS_FOR;
use super::{Facts, Gap, Gaps, Subject};
use crate::assessment::choices::{Route, SubscriptionStatus, YesNo};
use crate::assessment::fields::{
    ADD_ONS_DEPLOYED, APPROVED_ON, BOUGHT, BOUGHT_ON, DayOrNotYet, END_DATE, ENDS, FieldId, IMAGES_UPLOADED_ON,
    IS_RETIRED, Key, LAST_REASSIGNED_ON, MARKETING, MOVE_ON, MOVED, MOVES_INSTANCES, MOVES_MARKETING, NEED_REPLACEMENT,
    NEW_ACTIVE_ON, OFFER, OLD_AGREEMENT_ENDS, OLD_COUNT, OLD_SUSPENDED_ON, PREPARED_ON, REASSIGNED, REQUESTED_ON,
    RESELLER, SOURCE_GOES_ON, STARTS, STATUS, SUSPENDED_ON, SUSPENSION_ASKED_ON,
};
use crate::assessment::offers::Offer;
use crate::assessment::{RowAt, Table, Workstream};

/// Two answers, and when they contradict each other.
#[derive(Debug)]
pub struct Clash {
    /// The first stands in the row that is looked at; the other there too, in the window of that instance, or among what
    /// is said of the whole.
    pub fields: [FieldId; 2],
    is_there: fn(&Facts<'_>, Subject<'_>) -> bool,
}

/// An instance has moved before its cut-over begins.
pub static MOVED_BEFORE_ITS_WINDOW: Clash = Clash {
    fields: [MOVED.field, STARTS.field],
    is_there: |facts, instance| {
        instance.known(MOVED) == Some(YesNo::Yes) && is_before_the_move(facts, instance, facts.today)
    },
};

/// Images are uploaded to the destination before the instance is there.
pub static UPLOADED_BEFORE_THE_MOVE: Clash = Clash {
    fields: [IMAGES_UPLOADED_ON.field, STARTS.field],
    is_there: |facts, instance| {
        let uploaded = instance.known(IMAGES_UPLOADED_ON).flatten();
        uploaded.is_some_and(|uploaded| is_before_the_move(facts, instance, uploaded))
    },
};

/// The source goes before the instance has left it.
pub static SOURCE_GOES_BEFORE_THE_MOVE: Clash = Clash {
    fields: [SOURCE_GOES_ON.field, STARTS.field],
    is_there: |facts, instance| {
        let goes = instance.known(SOURCE_GOES_ON).flatten();
        goes.is_some_and(|goes| is_before_the_move(facts, instance, goes))
    },
};

/// Whether a day lies before that on which the window of an instance begins.
fn is_before_the_move(facts: &Facts<'_>, instance: Subject<'_>, day: Date) -> bool {
    let starts = facts.window_of(instance).ok().and_then(|window| window.known(STARTS));
    starts.is_some_and(|starts| day < starts.local().date())
}

/// A window begins and ends at one moment: nothing can move in it.
pub static NO_TIME_TO_MOVE: Clash = Clash {
    fields: [ENDS.field, STARTS.field],
    is_there: |_, window| {
        let moments = window.known(ENDS).zip(window.known(STARTS));
        moments.is_some_and(|(ends, starts)| starts.minutes_until(ends) == 0)
    },
};

/// A request is approved before it is sent, or after it has expired.
pub static APPROVED_WITHOUT_A_REQUEST: Clash = Clash {
    fields: [APPROVED_ON.field, REQUESTED_ON.field],
    is_there: |facts, instance| {
        let Some((approved, requested)) = instance.known(APPROVED_ON).flatten().zip(instance.known(REQUESTED_ON))
        else {
            return false;
        };
        let stands = requested.map(|day| day..=day.saturating_add(Duration::days(STANDS_FOR)));
        moves_by_self_service(facts, instance)
            && stands.map_or(approved <= facts.today, |stands| !stands.contains(&approved))
    },
};

/// The request is planned for after the move, which waits for it.
pub static REQUESTED_AFTER_THE_MOVE: Clash = Clash {
    fields: [REQUESTED_ON.field, MOVE_ON.field],
    is_there: |facts, instance| is_planned_after_the_move(facts, instance, REQUESTED_ON),
};

/// The approval is.
pub static APPROVED_AFTER_THE_MOVE: Clash = Clash {
    fields: [APPROVED_ON.field, MOVE_ON.field],
    is_there: |facts, instance| is_planned_after_the_move(facts, instance, APPROVED_ON),
};

/// The preparation is.
pub static PREPARED_AFTER_THE_MOVE: Clash = Clash {
    fields: [PREPARED_ON.field, MOVE_ON.field],
    is_there: |facts, instance| is_planned_after_the_move(facts, instance, PREPARED_ON),
};

/// Only what is approved can be prepared.
pub static PREPARED_BEFORE_THE_APPROVAL: Clash = Clash {
    fields: [PREPARED_ON.field, APPROVED_ON.field],
    is_there: |facts, instance| {
        let days = instance.known(PREPARED_ON).flatten().zip(instance.known(APPROVED_ON));
        moves_by_self_service(facts, instance)
            && days.is_some_and(|(prepared, approved)| {
                approved.map_or(prepared <= facts.today, |approved| prepared < approved)
            })
    },
};

/// Whether a day to come lies after that on which an instance is to move. What was done after a plan that is past tells
/// that this is no plan any more; SS008 says so.
fn is_planned_after_the_move(facts: &Facts<'_>, instance: Subject<'_>, step: Key<DayOrNotYet>) -> bool {
    let days = instance.known(step).flatten().zip(instance.known(MOVE_ON).flatten());
    moves_by_self_service(facts, instance) && days.is_some_and(|(step, moves)| step > moves && step > facts.today)
}

/// Whether an instance is still to be moved by its administrators.
fn moves_by_self_service(facts: &Facts<'_>, instance: Subject<'_>) -> bool {
    facts.route == Some(Route::SelfService) && instance.known(MOVED) != Some(YesNo::Yes)
}

/// By its name it is none of the retired offers, and somebody said that it is one.
pub static RETIRED_OR_NOT: Clash = Clash {
    fields: [OFFER.field, IS_RETIRED.field],
    is_there: |_, subscription| {
        subscription.known(OFFER) == Some(Offer::Other) && subscription.known(IS_RETIRED) == Some(YesNo::Yes)
    },
};

/// Licences are counted as bought, and the day of their purchase has not come.
pub static BOUGHT_BEFORE_ITS_DAY: Clash = Clash {
    fields: [BOUGHT.field, BOUGHT_ON.field],
    is_there: |facts, subscription| {
        let day = subscription.known(BOUGHT_ON);
        subscription.known(BOUGHT) > Some(0) && day.is_some_and(|day| day.is_none_or(|day| day > facts.today))
    },
};

/// More users have the replacement than need it: some were counted who never did, or only those who are left.
pub static REASSIGNED_BEYOND_NEED: Clash = Clash {
    fields: [REASSIGNED.field, NEED_REPLACEMENT.field],
    is_there: |_, subscription| {
        let (reassigned, need) = (subscription.known(REASSIGNED), subscription.known(NEED_REPLACEMENT));
        // Where nobody needs one any more, it does not matter how many have it.
        reassigned.zip(need).is_some_and(|(reassigned, need)| need > 0 && reassigned > need)
    },
};

/// The day of the last user is past, and somebody is left. Today it may still be done.
pub static LAST_DAY_PAST: Clash = Clash {
    fields: [LAST_REASSIGNED_ON.field, REASSIGNED.field],
    is_there: |facts, subscription| {
        subscription.known(LAST_REASSIGNED_ON).flatten().is_some_and(|last| last < facts.today)
            && subscription
                .known(REASSIGNED)
                .is_some_and(|reassigned| subscription.known(NEED_REPLACEMENT).is_some_and(|need| reassigned < need))
    },
};

/// By its status it is suspended, and by its day of suspension not yet; or the other way round.
pub static SUSPENDED_OR_NOT: Clash = Clash {
    fields: [STATUS.field, SUSPENDED_ON.field],
    is_there: |facts, subscription| {
        use SubscriptionStatus::{Active, Deleted, Disabled, Expired, Pending, Suspended};
        let Some((status, day)) = subscription.known(STATUS).zip(subscription.known(SUSPENDED_ON)) else {
            return false;
        };
        match status {
            Suspended => day.is_none_or(|day| day > facts.today),
            // What is set to Suspended today may have been active this morning.
            Active | Pending => day.is_some_and(|day| day < facts.today),
            // What is over is not suspended any more.
            Expired | Disabled | Deleted => day.is_some_and(|day| day > facts.today),
        }
    },
};

/// What has ended can no longer be suspended.
pub static SUSPENDED_AFTER_ITS_END: Clash = Clash {
    fields: [SUSPENDED_ON.field, END_DATE.field],
    is_there: |_, subscription| {
        let (suspended, ends) = (subscription.known(SUSPENDED_ON).flatten(), subscription.known(END_DATE).flatten());
        suspended.zip(ends).is_some_and(|(suspended, ends)| suspended > ends)
    },
};

/// By its status it has ended, and by its end date not yet.
pub static EXPIRED_BEFORE_ITS_END: Clash = Clash {
    fields: [STATUS.field, END_DATE.field],
    is_there: |facts, subscription| {
        subscription.known(STATUS) == Some(SubscriptionStatus::Expired)
            && subscription.known(END_DATE).is_some_and(|ends| ends.is_none_or(|ends| ends > facts.today))
    },
};

/// The old agreement has ended, and is to be suspended afterwards. Its last day is still served: suspended on the next
/// one, it is over with the agreement.
pub static SUSPENDED_AFTER_THE_AGREEMENT: Clash = Clash {
    fields: [OLD_SUSPENDED_ON.field, OLD_AGREEMENT_ENDS.field],
    is_there: |_, whole| {
        let [suspended, ends] = [OLD_SUSPENDED_ON, OLD_AGREEMENT_ENDS].map(|day| whole.known(day).flatten());
        suspended.zip(ends).is_some_and(|(suspended, ends)| suspended > ends.saturating_add(Duration::days(1)))
    },
};

/// Nobody asks for what has been done.
pub static ASKED_AFTER_THE_SUSPENSION: Clash = Clash {
    fields: [SUSPENSION_ASKED_ON.field, OLD_SUSPENDED_ON.field],
    is_there: |_, whole| {
        let [asked, suspended] = [SUSPENSION_ASKED_ON, OLD_SUSPENDED_ON].map(|day| whole.known(day).flatten());
        asked.zip(suspended).is_some_and(|(asked, suspended)| asked > suspended)
    },
};

/// The new subscriptions are active, and nobody sells them.
pub static ACTIVE_WITHOUT_A_SELLER: Clash = Clash {
    fields: [RESELLER.field, NEW_ACTIVE_ON.field],
    is_there: |facts, whole| {
        whole.known(RESELLER) == Some(None)
            && whole.known(NEW_ACTIVE_ON).flatten().is_some_and(|active| active <= facts.today)
    },
};

/// More add-on environments are deployed than the old agreement has, and the new one is not active yet.
pub static DEPLOYED_BEYOND_THE_OLD: Clash = Clash {
    fields: [OLD_COUNT.field, ADD_ONS_DEPLOYED.field],
    is_there: |facts, kind| {
        let active = facts.whole().known(NEW_ACTIVE_ON);
        let old = kind.known(OLD_COUNT).filter(|_| kind.at == facts.add_ons().at);
        active.is_some_and(|active| active.is_none_or(|active| active > facts.today))
            && old.is_some_and(|old| facts.whole().known(ADD_ONS_DEPLOYED) > Some(old))
    },
};

/// All of them.
pub static CLASHES: [&Clash; 20] = [
    &MOVED_BEFORE_ITS_WINDOW,
    &NO_TIME_TO_MOVE,
    &APPROVED_WITHOUT_A_REQUEST,
    &REQUESTED_AFTER_THE_MOVE,
    &APPROVED_AFTER_THE_MOVE,
    &PREPARED_AFTER_THE_MOVE,
    &PREPARED_BEFORE_THE_APPROVAL,
    &UPLOADED_BEFORE_THE_MOVE,
    &SOURCE_GOES_BEFORE_THE_MOVE,
    &RETIRED_OR_NOT,
    &BOUGHT_BEFORE_ITS_DAY,
    &REASSIGNED_BEYOND_NEED,
    &LAST_DAY_PAST,
    &SUSPENDED_OR_NOT,
    &SUSPENDED_AFTER_ITS_END,
    &EXPIRED_BEFORE_ITS_END,
    &SUSPENDED_AFTER_THE_AGREEMENT,
    &ASKED_AFTER_THE_SUSPENSION,
    &ACTIVE_WITHOUT_A_SELLER,
    &DEPLOYED_BEYOND_THE_OLD,
];

impl Clash {
    /// Says that there is no such contradiction.
    ///
    /// # Errors
    /// Both answers, where there is.
    pub fn none(&self, facts: &Facts<'_>, subject: Subject<'_>) -> Result<(), Gaps> {
        match self.places(facts, subject) {
            Some(places) => Err(places.map(|(row, field)| Gap::Answer(row, field)).into()),
            None => Ok(()),
        }
    }

    /// Where the two answers stand, if they contradict each other.
    #[must_use]
    pub fn places(&self, facts: &Facts<'_>, subject: Subject<'_>) -> Option<[(RowAt, FieldId); 2]> {
        if !(self.is_there)(facts, subject) {
            return None;
        }
        let [first, other] = self.fields;
        let of_other = match other.field().table {
            own if own == subject.at.table => subject.at,
            Table::Windows => facts.window_of(subject).map_or(subject.at, |window| window.at),
            Table::Assessment => facts.whole().at,
            _ => subject.at,
        };
        Some([(subject.at, first), (of_other, other)])
    }
}

/// The answer that an answer contradicts, if there is one.
#[must_use]
pub fn contradicted(facts: &Facts<'_>, row: RowAt, field: FieldId) -> Option<(RowAt, FieldId)> {
    let whole = facts.whole();
    // These two say what is judged at all, and leave that undecided.
    if field == MOVES_INSTANCES.field && whole.known(MOVES_MARKETING) == Some(YesNo::Yes) {
        return (whole.known(MOVES_INSTANCES) == Some(YesNo::No)).then_some((whole.at, MOVES_MARKETING.field));
    }
    if field == MOVES_MARKETING.field && Workstream::marketing_is_denied(facts.assessment) {
        let mut instances = facts.each(Table::Instances);
        let with_it = instances.find(|instance| instance.known(MARKETING) == Some(YesNo::Yes));
        return with_it.map(|instance| (instance.at, MARKETING.field));
    }
    CLASHES.into_iter().filter(|clash| clash.fields.contains(&field)).find_map(|clash| {
        let [first, other] = clash.fields;
        if first.field().table == row.table {
            let places = clash.places(facts, facts.subject(row.table, row.at as usize))?;
            return places.into_iter().find(|(_, own)| *own != field);
        }
        // What is said of a window contradicts what is said of one of its instances; of the whole, of one of many.
        let mut rows = facts.each(first.field().table);
        let found = rows.find(|one| clash.places(facts, *one).is_some_and(|places| places[1] == (row, other)));
        found.map(|one| (one.at, first))
    })
}
