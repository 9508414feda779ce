//! MK007: uploaded files are not there on the destination.

use super::with_marketing;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{INSTANCE_TYPE, MARKETING, UPLOADED_FILES};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_AFTER;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static MISSING: Says = Says::warning(G, "missing", &["instance"]);

pub static RULE: Rule = Rule {
    code: "MK007",
    name: "images",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_AFTER),
    says: &[&MISSING],
    checks: &[Check::each(Table::Instances, &[UPLOADED_FILES.field, MARKETING.field, INSTANCE_TYPE.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match with_marketing(instance, instance.get(UPLOADED_FILES))? {
        Some(YesNo::Yes) => MISSING.with([Arg::Itself]),
        Some(YesNo::No) | None => Outcome::NotApplicable,
    })
}
