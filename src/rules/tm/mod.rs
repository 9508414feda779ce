//! Moving instances to another tenant (S0).

pub mod tm001_version_supported;
pub mod tm002_region_change;
pub mod tm003_url_kept;
pub mod tm004_destination_subscription;
pub mod tm005_user_licences;
pub mod tm006_instance_licences;
pub mod tm007_storage;
pub mod tm008_destination_instance;
pub mod tm009_instance_type_match;
pub mod tm010_destination_instance_shared;
pub mod tm011_users_created;
pub mod tm012_mapping_file;
pub mod tm013_cut_over_out_of_hours;
pub mod tm014_cut_over_length;
pub mod tm015_outage_announced;
pub mod tm016_alert_contact;
pub mod tm017_reconfigure_after;
pub mod tm018_previous_subscription;
pub mod tm019_nothing_else_changes;
pub mod tm020_same_tenant;
pub mod tm021_request_information;
pub mod tm022_service_level;
pub mod tm023_storage_as_source;
pub mod tm024_support_lists;
pub mod tm025_subscription_ends_first;
pub mod tm026_window_plausible;

use super::{Arg, Checked, Facts, Says, Subject};

/// What a rule says of an instance that changes its region, or of one that stays in it.
fn by_region(facts: &Facts<'_>, instance: Subject<'_>, changes: &'static Says, stays: &'static Says) -> Checked {
    let (from, to, same) = facts.regions(instance)?;
    Ok(if same {
        stays.with([Arg::choice(to)])
    } else {
        changes.with([Arg::Itself, Arg::choice(from), Arg::choice(to)])
    })
}
