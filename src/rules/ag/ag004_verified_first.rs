//! AG004: suspension is asked for once the old and the new subscriptions have been seen active, kind by kind.

use time::Date;

use crate::assessment::choices::YesNo;
use crate::assessment::fields::{
    NEW_ACTIVE_ON, NEW_COUNT, OLD_COUNT, OLD_SUSPENDED_ON, SEEN_ACTIVE, SUSPENSION_ASKED_ON,
};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::set_day;
use crate::rules::clashes::ASKED_AFTER_THE_SUSPENSION;
use crate::rules::facts::All;
use crate::rules::sources::S3_COMMERCIAL;
use crate::rules::{Arg, Check, Checked, Facts, G, Gaps, Outcome, Routes, Rule, Says, Source, Subject};

static UNSEEN: Says = Says::blocker(G, "unseen", &["asked", "kinds"]);
static UNSEEN_SINCE: Says = Says::blocker(G, "unseenSince", &["suspended", "kinds"]);
static TOO_EARLY: Says = Says::blocker(G, "tooEarly", &["asked", "active"]);
static SEEN: Says = Says::met(G, "seen", &[]);
static NOT_ASKED: Says = Says::met(G, "notAsked", &[]);

pub static RULE: Rule = Rule {
    code: "AG004",
    name: "verified-first",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_COMMERCIAL),
    says: &[&UNSEEN, &UNSEEN_SINCE, &TOO_EARLY, &SEEN, &NOT_ASKED],
    checks: &[
        Check::once(
            &[
                SEEN_ACTIVE.field,
                SUSPENSION_ASKED_ON.field,
                OLD_SUSPENDED_ON.field,
                NEW_ACTIVE_ON.field,
                OLD_COUNT.field,
                NEW_COUNT.field,
            ],
            check,
        ),
        Check::once(&[SUSPENSION_ASKED_ON.field, NEW_ACTIVE_ON.field, OLD_SUSPENDED_ON.field], order),
    ],
};

/// What is not active yet cannot be seen: to ask before that day is in the wrong order. Once they are active, it only
/// matters whether they were seen.
fn order(facts: &Facts<'_>) -> Checked {
    let Some(Some(asked)) = facts.whole().known(SUSPENSION_ASKED_ON) else { return Ok(Outcome::NotApplicable) };
    let active = set_day(facts, NEW_ACTIVE_ON);
    if let Ok(active) = active
        && asked < active
        && active > facts.today
    {
        return Ok(TOO_EARLY.with([asked, active].map(Arg::Day)));
    }
    (active, ASKED_AFTER_THE_SUSPENSION.none(facts, facts.whole())).all().map(|_| Outcome::NotApplicable)
}

fn check(facts: &Facts<'_>) -> Checked {
    let (mut unseen, mut unsure) = (Vec::new(), Gaps::new());
    for kind in facts.each(Table::Entitlements) {
        match is_unseen(facts, kind) {
            Ok(true) => unseen.push(kind.at),
            Ok(false) => {}
            Err(gaps) => unsure.extend(gaps),
        }
    }
    if unseen.is_empty() && unsure.is_empty() {
        return Ok(SEEN.plainly());
    }
    match (asked_on(facts), unseen.is_empty()) {
        (Ok(None), _) => Ok(NOT_ASKED.plainly()),
        (Ok(Some(asked)), false) => {
            let suspended = facts.whole().known(OLD_SUSPENDED_ON).flatten().filter(|day| *day <= facts.today);
            let (says, day) = suspended.map_or((&UNSEEN, asked), |suspended| (&UNSEEN_SINCE, suspended));
            Ok(says.with([Arg::Day(day), Arg::Rows(unseen.into())]))
        }
        (Ok(Some(_)), true) => Err(unsure),
        (Err(gaps), false) => Err(gaps),
        (Err(gaps), true) => Err([gaps, unsure].concat()),
    }
}

/// Whether there is any of this kind, and it has not been seen active. As long as the new ones are not active, they
/// cannot have been, whatever was said.
fn is_unseen(facts: &Facts<'_>, kind: Subject<'_>) -> Result<bool, Gaps> {
    let counts = [OLD_COUNT, NEW_COUNT].map(|count| kind.get(count));
    let exists = counts.iter().any(|count| matches!(count, Ok(1..)));
    let [old, new] = counts;
    match kind.known(SEEN_ACTIVE) {
        Some(YesNo::Yes) if new == Ok(0) => Ok(false),
        Some(YesNo::Yes) => match facts.whole().get(NEW_ACTIVE_ON)? {
            Some(active) if active <= facts.today => Ok(false),
            _ => new.map(|_| true),
        },
        Some(YesNo::No) if exists => Ok(true),
        // Where neither side has any, there is nothing to be seen.
        Some(YesNo::No) => (old, new).all().map(|_| false),
        None if old == Ok(0) && new == Ok(0) => Ok(false),
        None if exists => Err(kind.gap(SEEN_ACTIVE)),
        None => Err([kind.gap(SEEN_ACTIVE), (old, new).all().err().unwrap_or_default()].concat()),
    }
}

/// The day on which suspension was asked for; by what is suspended already at the latest. A day to come is a plan.
fn asked_on(facts: &Facts<'_>) -> Result<Option<Date>, Gaps> {
    let days = [SUSPENSION_ASKED_ON, OLD_SUSPENDED_ON].map(|day| facts.whole().get(day));
    let past = days.iter().filter_map(|day| day.as_ref().ok().copied().flatten()).filter(|day| *day <= facts.today);
    if let Some(first) = past.min() {
        return Ok(Some(first));
    }
    let [asked, suspended] = days;
    (asked, suspended).all().map(|_| None)
}
