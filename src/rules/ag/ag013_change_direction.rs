//! AG013: from a cloud solution provider to Volume Licensing one may change at any time.

use crate::assessment::Workstream;
use crate::assessment::choices::Direction;
use crate::assessment::fields::DIRECTION;
use crate::rules::sources::S3_MOVE;
use crate::rules::{Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source};

static AT_ANY_TIME: Says = Says::note(G, "atAnyTime", &[]);

pub static RULE: Rule = Rule {
    code: "AG013",
    name: "change-direction",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_MOVE),
    says: &[&AT_ANY_TIME],
    checks: &[Check::once(&[DIRECTION.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    Ok(match facts.whole().get(DIRECTION)? {
        Direction::ToVolumeLicensing => AT_ANY_TIME.plainly(),
        Direction::ToCsp => Outcome::NotApplicable,
    })
}
