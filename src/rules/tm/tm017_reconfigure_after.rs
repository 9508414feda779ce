//! TM017: what is connected to an instance may need to be set up again after the move.

use crate::assessment::choices::YesNo;
use crate::assessment::fields::{INTEGRATION_USED, OTHER_INTEGRATIONS};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P26_LIMITS, S0_MOVE};
use crate::rules::{Arg, Check, Checked, Facts, G, Gap, Outcome, Routes, Rule, Says, Source, Subject};

static IN_USE: Says = Says::note(G, "inUse", &["integration"]);
static LISTED: Says = Says::met(G, "listed", &["count"]);

pub static RULE: Rule = Rule {
    code: "TM017",
    name: "reconfigure-after",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &S0_MOVE, self_service: &P26_LIMITS },
    says: &[&IN_USE, &LISTED],
    checks: &[
        Check::each_if_any(Table::Integrations, &[INTEGRATION_USED.field], each),
        Check::once(&[OTHER_INTEGRATIONS.field], others),
    ],
};

fn each(_: &Facts<'_>, integration: Subject<'_>) -> Checked {
    Ok(match integration.get(INTEGRATION_USED)? {
        YesNo::Yes => IN_USE.with([Arg::Itself]),
        YesNo::No => Outcome::NotApplicable,
    })
}

/// Whether others than the usual ones have all been named, as far as anybody can tell.
fn others(facts: &Facts<'_>) -> Checked {
    let usual = Table::Integrations.fixed_rows().len();
    match (facts.whole().get(OTHER_INTEGRATIONS)?, facts.each(Table::Integrations).skip(usual).count()) {
        (YesNo::No, _) => Ok(Outcome::NotApplicable),
        (YesNo::Yes, 0) => Err(vec![Gap::Rows(Table::Integrations)]),
        (YesNo::Yes, own) => Ok(LISTED.with([Arg::Count(u64::try_from(own).unwrap_or(u64::MAX))])),
    }
}
