//! MK008: designs that go live again as they are show the source's images, as long as the source is there.

use time::Date;

use super::with_marketing;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{
    CUT_OVER, Fact, FieldId, IMAGES_UPLOADED_ON, INSTANCE_TYPE, Key, MARKETING, SOURCE_GOES_ON, STARTS, UPLOADED_FILES,
    WINDOW,
};
use crate::assessment::{Table, Workstream};
use crate::rules::clashes::{SOURCE_GOES_BEFORE_THE_MOVE, UPLOADED_BEFORE_THE_MOVE};
use crate::rules::facts::All;
use crate::rules::sources::S1_AFTER;
use crate::rules::{Arg, Check, Checked, Facts, G, Gaps, J, Outcome, Routes, Rule, Says, Source, Subject};

/// The document says what breaks; that the days decide it is our own conclusion.
static SOURCE_GOES_FIRST: Says = Says::warning(J, "sourceGoesFirst", &["instance", "goes", "uploaded"]);
static DAY_UNKNOWN: Says = Says::warning(G, "dayUnknown", &["instance", "days"]);
static UPLOADED_FIRST: Says = Says::met(J, "uploadedFirst", &["uploaded", "goes"]);
static SOURCE_STAYS: Says = Says::met(J, "sourceStays", &[]);

pub static RULE: Rule = Rule {
    code: "MK008",
    name: "old-image-addresses",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_AFTER),
    says: &[&SOURCE_GOES_FIRST, &DAY_UNKNOWN, &UPLOADED_FIRST, &SOURCE_STAYS],
    checks: &[Check::each(
        Table::Instances,
        &[
            IMAGES_UPLOADED_ON.field,
            SOURCE_GOES_ON.field,
            UPLOADED_FILES.field,
            MARKETING.field,
            INSTANCE_TYPE.field,
            STARTS.field,
            CUT_OVER.field,
            WINDOW.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let Some(YesNo::Yes) = with_marketing(instance, instance.get(UPLOADED_FILES))? else {
        return Ok(Outcome::NotApplicable);
    };
    if instance.known(SOURCE_GOES_ON) == Some(None) {
        return Ok(SOURCE_STAYS.plainly());
    }
    let (uploaded, goes) = (day(instance, IMAGES_UPLOADED_ON), day(instance, SOURCE_GOES_ON));
    let unknown = [(IMAGES_UPLOADED_ON.field, uploaded == Ok(None)), (SOURCE_GOES_ON.field, goes == Ok(None))];
    let day_unknown = || {
        let days: Vec<FieldId> = unknown.iter().filter(|(_, is_unknown)| *is_unknown).map(|(day, _)| *day).collect();
        DAY_UNKNOWN.with([Arg::Itself, Arg::Fields(days.into())])
    };
    if goes == Ok(None) {
        // Whatever the other day is.
        return Ok(day_unknown());
    }
    // Before the move the source does not go, and there is nothing to upload images to.
    let uploads = UPLOADED_BEFORE_THE_MOVE.none(facts, instance);
    let leaves = SOURCE_GOES_BEFORE_THE_MOVE.none(facts, instance);
    let all = (uploaded, goes, uploads, leaves).all();
    let (uploaded, goes, (), ()) = all.map_err(|mut gaps| {
        // Both may contradict the same window.
        gaps.sort_unstable();
        gaps.dedup();
        gaps
    })?;
    Ok(match (uploaded, goes) {
        (Some(uploaded), Some(goes)) if uploaded < goes => UPLOADED_FIRST.with([Arg::Day(uploaded), Arg::Day(goes)]),
        (Some(uploaded), Some(goes)) => SOURCE_GOES_FIRST.with([Arg::Itself, Arg::Day(goes), Arg::Day(uploaded)]),
        _ => day_unknown(),
    })
}

/// A day; `None` where nobody has set one. Here alone "I don't know yet" says as much as "not yet": a day that nobody
/// knows is what the catalogue has this rule warn of. What is not answered, or cannot be read, stays a gap.
fn day<T>(instance: Subject<'_>, day: Key<T>) -> Result<Option<Date>, Gaps>
where
    T: for<'a> Fact<Read<'a> = Option<Date>>,
{
    if instance.is_unknown(day) { Ok(None) } else { instance.get(day) }
}
