//! MK010: a portal of the source may have to be reset.

use super::with_marketing;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{INSTANCE_TYPE, MARKETING, PORTAL};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_STEPS;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source, Subject};

static MAY_NEED_RESET: Says = Says::warning(G, "mayNeedReset", &["instance"]);
/// The document says that it depends on how the app is configured; that it depends on a portal is our own conclusion.
static NO_PORTAL: Says = Says::met(J, "noPortal", &[]);

pub static RULE: Rule = Rule {
    code: "MK010",
    name: "portal-reset",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_STEPS),
    says: &[&MAY_NEED_RESET, &NO_PORTAL],
    checks: &[Check::each(Table::Instances, &[PORTAL.field, MARKETING.field, INSTANCE_TYPE.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match with_marketing(instance, instance.get(PORTAL))? {
        Some(YesNo::Yes) => MAY_NEED_RESET.with([Arg::Itself]),
        Some(YesNo::No) => NO_PORTAL.plainly(),
        None => Outcome::NotApplicable,
    })
}
