//! Instances with the Marketing app (S1).

pub mod mk001_same_geo;
pub mod mk002_geo_availability;
pub mod mk003_support_needed;
pub mod mk004_reinstall;
pub mod mk005_setup_wizard;
pub mod mk006_live_records_draft;
pub mod mk007_images;
pub mod mk008_old_image_addresses;
pub mod mk009_interaction_data;
pub mod mk010_portal_reset;
pub mod mk011_portal_licence;
pub mod mk012_latest_version;
pub mod mk013_customizations_kept;
pub mod mk014_marketing_licence;
pub mod mk015_later_guidance_differs;

use super::facts::{All, can_move};
use super::{Arg, Checked, Facts, Gaps, Outcome, Says, Subject};
use crate::assessment::Table;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{FieldId, INSTANCE_TYPE, Key, MARKETING};

/// What says whether an instance with the app moves.
const HAS_IT: &[FieldId] = &[MARKETING.field, INSTANCE_TYPE.field];

/// Whether an instance has the app and can move. One "no" is enough, whatever the other answer is.
fn has_marketing(instance: Subject<'_>) -> Result<bool, Gaps> {
    let has_it = instance.get(MARKETING).map(|answer| answer == YesNo::Yes);
    let moves = instance.get(INSTANCE_TYPE).map(can_move);
    if has_it == Ok(false) || moves == Ok(false) {
        return Ok(false);
    }
    (has_it, moves).all().map(|_| true)
}

/// What was read of an instance with the app; `None` of one without.
fn with_marketing<T>(instance: Subject<'_>, read: Result<T, Gaps>) -> Result<Option<T>, Gaps> {
    match has_marketing(instance) {
        Ok(false) => Ok(None),
        has_it => (has_it, read).all().map(|(_, read)| Some(read)),
    }
}

/// What holds of every instance with the app.
fn each(instance: Subject<'_>, says: &'static Says) -> Checked {
    Ok(if has_marketing(instance)? { says.with([Arg::Itself]) } else { Outcome::NotApplicable })
}

/// Whether any instance with the app moves. One is enough, whatever is said of the others.
fn any_has_marketing(facts: &Facts<'_>) -> Result<bool, Gaps> {
    let mut gaps = Gaps::new();
    for instance in facts.some(Table::Instances)? {
        match has_marketing(instance) {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(more) => gaps.extend(more),
        }
    }
    if gaps.is_empty() { Ok(false) } else { Err(gaps) }
}

/// What the app needs of the destination, once for all instances with it.
fn needed(facts: &Facts<'_>, what: Key<YesNo>, missing: &'static Says, there: &'static Says) -> Checked {
    let is_there = match any_has_marketing(facts) {
        Ok(false) => return Ok(Outcome::NotApplicable),
        any => (any, facts.whole().get(what)).all()?.1,
    };
    Ok(match is_there {
        YesNo::Yes => there.plainly(),
        YesNo::No => missing.plainly(),
    })
}
