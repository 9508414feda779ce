//! Moving subscriptions from one type of agreement to another (S3).

pub mod ag001_renewal_date;
pub mod ag002_same_tenant;
pub mod ag003_uninterrupted;
pub mod ag004_verified_first;
pub mod ag005_add_on_shortfall;
pub mod ag006_add_on_slots;
pub mod ag007_do_not_deploy;
pub mod ag008_default_only;
pub mod ag009_fewer_add_ons;
pub mod ag010_fewer_licences;
pub mod ag011_aggregate_shown;
pub mod ag012_commercial_process;
pub mod ag013_change_direction;
pub mod ag014_add_ons_desired;

use time::Date;

use super::clashes::DEPLOYED_BEYOND_THE_OLD;
use super::facts::All;
use super::{Facts, Gaps, Subject};
use crate::assessment::choices::{AgreementTenant, Direction};
use crate::assessment::fields::{
    ADD_ONS_DEPLOYED, AGREEMENT_TENANT, DIRECTION, DayOrNotYet, Key, NEW_ACTIVE_ON, OLD_AGREEMENT_ENDS, OLD_COUNT,
};

/// The day. That none is set yet says too little where the plan is judged by it.
pub(super) fn set_day(facts: &Facts<'_>, day: Key<DayOrNotYet>) -> Result<Date, Gaps> {
    facts.whole().get(day)?.ok_or_else(|| facts.whole().gap(day))
}

/// The last day of the old agreement, which is still served, where it ends by itself. Volume Licensing does; what a cloud
/// solution provider sold may renew, and then no day is set.
pub(super) fn last_day(facts: &Facts<'_>) -> Result<Option<Date>, Gaps> {
    let ends = facts.whole().get(OLD_AGREEMENT_ENDS)?;
    if ends.is_none() && facts.whole().get(DIRECTION)? == Direction::ToCsp {
        return Err(facts.whole().gap(OLD_AGREEMENT_ENDS));
    }
    Ok(ends)
}

/// Says that what is deployed has its slots today: as long as the new agreement is not active, the old one's.
fn deployed_within_the_old(facts: &Facts<'_>, kind: Subject<'_>) -> Result<(), Gaps> {
    let (old, deployed) = (kind.known(OLD_COUNT), facts.whole().known(ADD_ONS_DEPLOYED));
    // As long as the old number is not known, it may be less.
    if deployed > Some(old.unwrap_or(0)) {
        facts.whole().get(NEW_ACTIVE_ON)?;
    }
    DEPLOYED_BEYOND_THE_OLD.none(facts, kind)
}

/// Whether both agreements are for one tenant: only there does one project have what both bring, and of that alone the
/// document speaks where it says what Lifecycle Services shows.
fn is_one_tenant(facts: &Facts<'_>) -> Result<bool, Gaps> {
    Ok(facts.whole().get(AGREEMENT_TENANT)? == AgreementTenant::Same)
}

/// What is needed, against what is bought under the new agreement.
enum Weighed {
    /// Nothing is needed, however much is bought.
    NoneNeeded,
    /// What is needed and what is bought.
    Enough([u64; 2]),
    /// What is short, what is needed and what is bought.
    Short([u64; 3]),
}

fn weigh(needed: Result<u64, Gaps>, bought: Result<u64, Gaps>) -> Result<Weighed, Gaps> {
    if needed == Ok(0) {
        return Ok(Weighed::NoneNeeded);
    }
    let (needed, bought) = (needed, bought).all()?;
    Ok(match needed.checked_sub(bought) {
        None | Some(0) => Weighed::Enough([needed, bought]),
        Some(short) => Weighed::Short([short, needed, bought]),
    })
}
