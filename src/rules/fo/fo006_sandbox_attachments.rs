//! FO006: document attachments of sandboxes stay behind.

use crate::assessment::Workstream;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::LCS_ATTACHMENTS;
use crate::rules::sources::F26_SANDBOXES;
use crate::rules::{Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source};

static LOST: Says = Says::warning(G, "lost", &[]);

pub static RULE: Rule = Rule {
    code: "FO006",
    name: "sandbox-attachments",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_SANDBOXES),
    says: &[&LOST],
    checks: &[Check::once(&[LCS_ATTACHMENTS.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let applies = facts.whole().get(LCS_ATTACHMENTS)? == YesNo::Yes;
    Ok(if applies { LOST.plainly() } else { Outcome::NotApplicable })
}
