//! TM012: each instance needs a user mapping file without errors, handed in before the move.

use crate::assessment::choices::MappingFile;
use crate::assessment::fields::{MAPPING_ERRORS, MAPPING_FILE};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P26_MAPPING, S0_PROCESS};
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static NONE: Says = Says::blocker(G, "none", &["instance"]);
static ERRORS: Says = Says::blocker(G, "errors", &["instance", "count"]);
static UNCOUNTED_ERRORS: Says = Says::blocker(G, "uncountedErrors", &["instance"]);
static CLEAN: Says = Says::met(G, "clean", &[]);

pub static RULE: Rule = Rule {
    code: "TM012",
    name: "mapping-file",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &S0_PROCESS, self_service: &P26_MAPPING },
    says: &[&NONE, &ERRORS, &UNCOUNTED_ERRORS, &CLEAN],
    checks: &[Check::each(Table::Instances, &[MAPPING_FILE.field, MAPPING_ERRORS.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let row = Arg::Itself;
    match instance.get(MAPPING_FILE)? {
        MappingFile::Nothing => Ok(NONE.with([row])),
        // Nobody knows yet whether it will pass.
        MappingFile::Made => Err(instance.gap(MAPPING_FILE)),
        MappingFile::Errors => match instance.known(MAPPING_ERRORS) {
            // It has errors, and it has none: one of the two is wrong.
            Some(0) => Err(instance.gap(MAPPING_ERRORS)),
            Some(count) => Ok(ERRORS.with([row, Arg::Count(count)])),
            None => Ok(UNCOUNTED_ERRORS.with([row])),
        },
        MappingFile::Clean => Ok(CLEAN.plainly()),
    }
}
