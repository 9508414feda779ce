//! SS016: only the mailbox of a mapped user who has one in the destination is configured by itself, and addresses on
//! `*.onmicrosoft.com` change their domain.

use crate::assessment::Workstream;
use crate::assessment::fields::{Count, Key, MAILBOXES_BY_HAND, ONMICROSOFT_MAILBOXES};
use crate::rules::sources::{P22_CONFIRM, P26_LIMITS};
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source};

static BY_HAND: Says = Says::warning(G, "byHand", &["mailboxes"]);
static ONMICROSOFT: Says = Says::warning(G, "onmicrosoft", &["mailboxes"]);
static NONE: Says = Says::met(G, "none", &[]);

pub static RULE: Rule = Rule {
    code: "SS016",
    name: "mailboxes",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_CONFIRM, self_service: &P26_LIMITS },
    says: &[&BY_HAND, &ONMICROSOFT, &NONE],
    checks: &[
        Check::once(&[MAILBOXES_BY_HAND.field], |facts| any(facts, MAILBOXES_BY_HAND, &BY_HAND)),
        Check::once(&[ONMICROSOFT_MAILBOXES.field], |facts| any(facts, ONMICROSOFT_MAILBOXES, &ONMICROSOFT)),
        Check::once(&[MAILBOXES_BY_HAND.field, ONMICROSOFT_MAILBOXES.field], none),
    ],
};

fn any(facts: &Facts<'_>, mailboxes: Key<Count>, says: &'static Says) -> Checked {
    Ok(match facts.whole().get(mailboxes)? {
        0 => Outcome::NotApplicable,
        mailboxes => says.with([Arg::Count(mailboxes)]),
    })
}

/// In order only when both are known to be none; what is missing is said by the other checks.
#[expect(clippy::unnecessary_wraps, reason = "every check gives an outcome or gaps")]
fn none(facts: &Facts<'_>) -> Checked {
    let is_none = |mailboxes| facts.whole().known(mailboxes) == Some(0);
    let neither = is_none(MAILBOXES_BY_HAND) && is_none(ONMICROSOFT_MAILBOXES);
    Ok(if neither { NONE.plainly() } else { Outcome::NotApplicable })
}
