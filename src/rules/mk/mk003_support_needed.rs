//! MK003: an instance with Marketing moves with the help of technical support.

use super::{HAS_IT, any_has_marketing, each};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_MOVE;
use crate::rules::{Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source};

static NEEDED: Says = Says::note(G, "needed", &["instance"]);
static WORDING: Says = Says::note(J, "wording", &[]);

pub static RULE: Rule = Rule {
    code: "MK003",
    name: "support-needed",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_MOVE),
    says: &[&NEEDED, &WORDING],
    checks: &[
        Check::each(Table::Instances, HAS_IT, |_, instance| each(instance, &NEEDED)),
        Check::once(HAS_IT, wording),
    ],
};

fn wording(facts: &Facts<'_>) -> Checked {
    Ok(if any_has_marketing(facts)? { WORDING.plainly() } else { Outcome::NotApplicable })
}
