//! Moving the Lifecycle Services project to another tenant (F26).

pub mod fo001_same_region;
pub mod fo002_lockbox;
pub mod fo003_parallel_subscriptions;
pub mod fo004_code_match;
pub mod fo005_downtime;
pub mod fo006_sandbox_attachments;
pub mod fo007_new_name;
pub mod fo008_vl_remap;
pub mod fo009_smoke_test;
pub mod fo010_home_tenant_services;

use super::{Checked, Facts, Says};
use crate::assessment::choices::YesNo;
use crate::assessment::fields::Key;

/// What the move needs, and whether it is there.
fn needed(facts: &Facts<'_>, what: Key<YesNo>, missing: &'static Says, there: &'static Says) -> Checked {
    Ok(match facts.whole().get(what)? {
        YesNo::Yes => there.plainly(),
        YesNo::No => missing.plainly(),
    })
}
