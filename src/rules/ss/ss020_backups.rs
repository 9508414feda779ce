//! SS020: existing backups of the source do not move.

use crate::assessment::Workstream;
use crate::assessment::choices::Preparation;
use crate::assessment::fields::BACKUPS;
use crate::rules::sources::P22_MOVE;
use crate::rules::{Check, Checked, Facts, G_ASSISTED, Outcome, Routes, Rule, Says, Source};

static RELIED_ON: Says = Says::warning(G_ASSISTED, "reliedOn", &[]);
static KEPT: Says = Says::met(G_ASSISTED, "kept", &[]);

pub static RULE: Rule = Rule {
    code: "SS020",
    name: "backups",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&P22_MOVE),
    says: &[&RELIED_ON, &KEPT],
    checks: &[Check::once(&[BACKUPS.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    Ok(match facts.whole().get(BACKUPS)? {
        Preparation::NotInUse => Outcome::NotApplicable,
        Preparation::InUse => RELIED_ON.plainly(),
        Preparation::Prepared => KEPT.plainly(),
    })
}
