//! AG010: the same for licences: somebody may be left without one.

use crate::assessment::fields::{NEW_COUNT, OLD_COUNT};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::{Weighed, weigh};
use crate::rules::sources::S3_COMMERCIAL;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static FEWER: Says = Says::warning(J, "fewer", &["kind", "fewer", "old", "new"]);
static AS_MANY: Says = Says::met(J, "asMany", &["kind", "old", "new"]);
static NONE_BEFORE: Says = Says::met(J, "noneBefore", &["kind"]);

pub static RULE: Rule = Rule {
    code: "AG010",
    name: "fewer-licences",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_COMMERCIAL),
    says: &[&FEWER, &AS_MANY, &NONE_BEFORE],
    checks: &[Check::each(Table::Entitlements, &[NEW_COUNT.field, OLD_COUNT.field], check)],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    if kind.at == facts.add_ons().at {
        return Ok(Outcome::NotApplicable);
    }
    let row = Arg::Itself;
    Ok(match weigh(kind.get(OLD_COUNT), kind.get(NEW_COUNT))? {
        Weighed::NoneNeeded => NONE_BEFORE.with([row]),
        Weighed::Enough([old, new]) => AS_MANY.with([row, Arg::Count(old), Arg::Count(new)]),
        Weighed::Short([fewer, old, new]) => FEWER.with([row, Arg::Count(fewer), Arg::Count(old), Arg::Count(new)]),
    })
}
