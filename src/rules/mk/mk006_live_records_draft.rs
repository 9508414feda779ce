//! MK006: everything that is live goes back to draft.

use super::{has_marketing, with_marketing};
use crate::assessment::fields::{
    Count, FieldId, INSTANCE_TYPE, Key, LIVE_EMAILS, LIVE_JOURNEYS, LIVE_OTHERS, LIVE_PAGES, LIVE_SCORING, MARKETING,
};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S1_AFTER;
use crate::rules::{Arg, Check, Checked, Facts, G, Gaps, Outcome, Routes, Rule, Says, Source, Subject};

/// The kinds of record that are live.
const KINDS: [Key<Count>; 5] = [LIVE_JOURNEYS, LIVE_EMAILS, LIVE_PAGES, LIVE_SCORING, LIVE_OTHERS];
static READS: [FieldId; 7] = [
    KINDS[0].field,
    KINDS[1].field,
    KINDS[2].field,
    KINDS[3].field,
    KINDS[4].field,
    MARKETING.field,
    INSTANCE_TYPE.field,
];

static REVERT: Says =
    Says::warning(G, "revert", &["instance", "count", "journeys", "emails", "pages", "scoring", "others"]);
/// So many are known of; some kinds have not been counted.
static REVERT_SO_FAR: Says = Says::warning(G, "revertSoFar", &["instance", "count", "kinds"]);
static NONE: Says = Says::met(G, "none", &[]);

pub static RULE: Rule = Rule {
    code: "MK006",
    name: "live-records-draft",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_AFTER),
    says: &[&REVERT, &REVERT_SO_FAR, &NONE],
    checks: &[Check::each(Table::Instances, &READS, counted), Check::each(Table::Instances, &READS, uncounted)],
};

fn counted(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let has_it = has_marketing(instance);
    if has_it == Ok(false) {
        return Ok(Outcome::NotApplicable);
    }
    let (counts, sum) = (counts(instance), known(instance).map(|(_, count)| count).fold(0, u64::saturating_add));
    if has_it == Ok(true) && sum > 0 && counts.is_err() {
        let kinds = known(instance).map(|(kind, _)| kind).collect();
        return Ok(REVERT_SO_FAR.with([Arg::Itself, Arg::Count(sum), Arg::Fields(kinds)]));
    }
    Ok(match with_marketing(instance, counts)? {
        Some([journeys, emails, pages, scoring, others]) if sum > 0 => {
            let [count, journeys, emails, pages, scoring, others] =
                [sum, journeys, emails, pages, scoring, others].map(Arg::Count);
            REVERT.with([Arg::Itself, count, journeys, emails, pages, scoring, others])
        }
        Some(_) => NONE.plainly(),
        None => Outcome::NotApplicable,
    })
}

/// Behind a finding the kinds that have not been counted would be hidden.
fn uncounted(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    if has_marketing(instance) == Ok(true) && known(instance).next().is_some() {
        counts(instance)?;
    }
    Ok(Outcome::NotApplicable)
}

/// How many of each kind are live.
fn counts(instance: Subject<'_>) -> Result<[u64; 5], Gaps> {
    let [journeys, emails, pages, scoring, others] = KINDS.map(|kind| instance.get(kind));
    let (journeys, emails, pages, scoring, others) = (journeys, emails, pages, scoring, others).all()?;
    Ok([journeys, emails, pages, scoring, others])
}

/// The kinds of which some are known to be live, and how many of each.
fn known(instance: Subject<'_>) -> impl Iterator<Item = (FieldId, u64)> {
    let counts = KINDS.into_iter().filter_map(move |kind| Some((kind.field, instance.known(kind)?)));
    counts.filter(|(_, count)| *count > 0)
}
