//! TM006: the destination needs an instance licence for each instance that moves.

use crate::assessment::choices::InstanceType;
use crate::assessment::fields::{INSTANCE_TYPE, PRODUCTION_LICENCES, SANDBOX_LICENCES};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Arg, Check, Checked, Facts, G, Gaps, J, Outcome, Routes, Rule, Says, Source};

static SHORT: Says = Says::blocker(
    G,
    "short",
    &["short", "needed", "available", "production", "productionAvailable", "sandbox", "sandboxAvailable"],
);
// The document counts instance licences without telling them apart; that a sandbox's does not serve a production
// instance is our own conclusion from the types that must match.
static PRODUCTION_SHORT: Says = Says::blocker(J, "productionShort", &["short", "needed", "available"]);
static SANDBOX_SHORT: Says = Says::blocker(J, "sandboxShort", &["short", "needed", "available"]);
static ENOUGH: Says = Says::met(G, "enough", &["production", "productionAvailable", "sandbox", "sandboxAvailable"]);

pub static RULE: Rule = Rule {
    code: "TM006",
    name: "instance-licences",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_IMPACT),
    says: &[&SHORT, &PRODUCTION_SHORT, &SANDBOX_SHORT, &ENOUGH],
    checks: &[Check::once(&[PRODUCTION_LICENCES.field, SANDBOX_LICENCES.field, INSTANCE_TYPE.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let (mut production, mut sandbox, mut untyped) = (0_u64, 0_u64, Gaps::new());
    for instance in facts.some(Table::Instances)? {
        match instance.get(INSTANCE_TYPE) {
            Ok(InstanceType::Production) => production += 1,
            Ok(InstanceType::Sandbox) => sandbox += 1,
            // Cannot move (SS001), so it needs no licence.
            Ok(_) => {}
            // It may turn out to need one of either, or none.
            Err(gap) => untyped.extend(gap),
        }
    }
    let needed = production + sandbox;
    if needed == 0 && untyped.is_empty() {
        return Ok(Outcome::NotApplicable);
    }
    let whole = facts.whole();
    let (for_production, for_sandbox) = (whole.get(PRODUCTION_LICENCES), whole.get(SANDBOX_LICENCES));
    if let (Ok(for_production), Ok(for_sandbox)) = (&for_production, &for_sandbox) {
        let available = for_production.saturating_add(*for_sandbox);
        if available < needed {
            let numbers = [needed - available, needed, available, production, *for_production, sandbox, *for_sandbox];
            return Ok(SHORT.with(numbers.map(Arg::Count)));
        }
    }
    let types = [(&PRODUCTION_SHORT, production, &for_production), (&SANDBOX_SHORT, sandbox, &for_sandbox)];
    for (says, needed, available) in types {
        if let Ok(available) = available
            && *available < needed
        {
            return Ok(says.with([needed - available, needed, *available].map(Arg::Count)));
        }
    }
    let each_has_a_type = if untyped.is_empty() { Ok(()) } else { Err(untyped) };
    let (for_production, for_sandbox, ()) = (for_production, for_sandbox, each_has_a_type).all()?;
    Ok(ENOUGH.with([production, for_production, sandbox, for_sandbox].map(Arg::Count)))
}
