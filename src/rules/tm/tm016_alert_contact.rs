//! TM016: somebody must be within reach when the alert comes that the instance has moved.

use crate::assessment::fields::{EMAIL, PERSON_ROLES, PHONE};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Arg, Check, Checked, Facts, Gaps, J, Routes, Rule, Says, Source};

static NOBODY: Says = Says::warning(J, "nobody", &[]);
static OUT_OF_REACH: Says = Says::warning(J, "outOfReach", &["people"]);
static WITHIN_REACH: Says = Says::met(J, "withinReach", &["person"]);

pub static RULE: Rule = Rule {
    code: "TM016",
    name: "alert-contact",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_PROCESS),
    says: &[&NOBODY, &OUT_OF_REACH, &WITHIN_REACH],
    checks: &[Check::once(&[PERSON_ROLES.field, EMAIL.field, PHONE.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let (mut gaps, mut out_of_reach) = (Gaps::new(), Vec::new());
    for person in facts.some(Table::People)? {
        let (role, email, phone) = (person.get(PERSON_ROLES), person.get(EMAIL), person.get(PHONE));
        let gets_the_alert = role.as_ref().is_ok_and(|roles| roles.gets_the_alert());
        if role.is_ok() && !gets_the_alert {
            continue;
        }
        let is_within_reach = matches!(email, Ok(Some(_))) || matches!(phone, Ok(Some(_)));
        let is_out_of_reach = email == Ok(None) && phone == Ok(None);
        if gets_the_alert && is_within_reach {
            return Ok(WITHIN_REACH.with([Arg::Row(person.at)]));
        }
        if gets_the_alert && is_out_of_reach {
            out_of_reach.push(person.at);
        }
        // Whoever may still turn out to be the one to tell.
        if !is_out_of_reach {
            gaps.extend(role.err().into_iter().flatten());
            if !is_within_reach {
                gaps.extend([email.err(), phone.err()].into_iter().flatten().flatten());
            }
        }
    }
    if !gaps.is_empty() {
        Err(gaps)
    } else if out_of_reach.is_empty() {
        Ok(NOBODY.plainly())
    } else {
        Ok(OUT_OF_REACH.with([Arg::Rows(out_of_reach.into())]))
    }
}
