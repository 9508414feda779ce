//! What newer guidance adds (P26; P22).

pub mod ss001_instance_type;
pub mod ss002_government_cloud;
pub mod ss003_unsupported_component;
pub mod ss004_finance_operations_link;
pub mod ss005_managed_environment;
pub mod ss006_admin_role;
pub mod ss007_request_expiry;
pub mod ss008_preparation_expiry;
pub mod ss009_canvas_apps;
pub mod ss010_flows_in_solutions;
pub mod ss011_connections;
pub mod ss012_copilot_studio;
pub mod ss013_power_pages;
pub mod ss014_background_operations;
pub mod ss015_unmapped_users;
pub mod ss016_mailboxes;
pub mod ss017_source_remains;
pub mod ss018_identity_kept;
pub mod ss019_customer_lockbox;
pub mod ss020_backups;
pub mod ss021_security_group;
pub mod ss022_rehearsal;
pub mod ss023_restricted_region;

use super::clashes::Clash;
use super::{Arg, Checked, Facts, Gaps, Outcome, Says, Subject};
use crate::assessment::choices::Preparation;
use crate::assessment::fields::{Key, MOVED};

/// What a rule says of something that a move disturbs: not about it while not in use, met once prepared.
fn preparation(
    instance: Subject<'_>,
    what: Key<Preparation>,
    in_use: &'static Says,
    prepared: &'static Says,
) -> Checked {
    Ok(match instance.get(what)? {
        Preparation::NotInUse => Outcome::NotApplicable,
        Preparation::InUse => in_use.with([Arg::Itself]),
        Preparation::Prepared => prepared.plainly(),
    })
}

/// That the steps of a move follow each other.
///
/// # Errors
/// The days that do not; and whether it has moved where nobody has said so, since then they do not matter any more.
fn in_order(clashes: &[&Clash], facts: &Facts<'_>, instance: Subject<'_>) -> Result<(), Gaps> {
    let mut gaps = Gaps::new();
    for gap in clashes.iter().filter_map(|clash| clash.none(facts, instance).err()).flatten() {
        if !gaps.contains(&gap) {
            gaps.push(gap);
        }
    }
    if gaps.is_empty() {
        return Ok(());
    }
    gaps.extend(instance.get(MOVED).err().unwrap_or_default());
    Err(gaps)
}
