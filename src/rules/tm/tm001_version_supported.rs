//! TM001: versions below 9.0 cannot move.

use crate::assessment::fields::VERSION;
use crate::assessment::values::Version;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S0_MOVE;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

/// The first version that can move (S0: "version 9.0 now supports").
const FIRST: Version = Version { release: [9, 0], build: [0, 0] };

static TOO_OLD: Says = Says::blocker(G, "tooOld", &["instance", "version"]);
static SUPPORTED: Says = Says::met(G, "supported", &["version"]);

pub static RULE: Rule = Rule {
    code: "TM001",
    name: "version-supported",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_MOVE),
    says: &[&TOO_OLD, &SUPPORTED],
    checks: &[Check::each(Table::Instances, &[VERSION.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let version = instance.get(VERSION)?;
    Ok(if version < FIRST {
        TOO_OLD.with([Arg::Itself, Arg::Version(version)])
    } else {
        SUPPORTED.with([Arg::Version(version)])
    })
}
