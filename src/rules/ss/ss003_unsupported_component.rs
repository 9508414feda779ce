//! SS003: with some components installed, an instance cannot move by self-service.

use crate::assessment::choices::{Preparation, YesNo};
use crate::assessment::fields::{
    COMPONENT_LIBRARIES, CUSTOMER_VOICE, FieldId, INSIGHTS_DATA, JOURNEYS, MARKETING, OMNICHANNEL,
};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::every;
use crate::rules::sources::P26_LIMITS;
use crate::rules::{Arg, Check, Checked, Facts, G, Gaps, J, Outcome, Routes, Rule, Says, Source, Subject};

static INSTALLED: Says = Says::blocker(G, "installed", &["instance", "components"]);
/// Customer Insights – Journeys is on the page's list, Marketing, from which it came, is not.
static MARKETING_INSTALLED: Says = Says::blocker(J, "marketing", &["instance", "marketing"]);
static NONE: Says = Says::met(G, "none", &[]);

pub static RULE: Rule = Rule {
    code: "SS003",
    name: "unsupported-component",
    workstream: Workstream::Instances,
    routes: Routes::S,
    source: Source::One(&P26_LIMITS),
    says: &[&INSTALLED, &MARKETING_INSTALLED, &NONE],
    checks: &[
        Check::each(
            Table::Instances,
            &[
                CUSTOMER_VOICE.field,
                OMNICHANNEL.field,
                JOURNEYS.field,
                INSIGHTS_DATA.field,
                COMPONENT_LIBRARIES.field,
                MARKETING.field,
            ],
            listed,
        ),
        Check::each(
            Table::Instances,
            &[
                MARKETING.field,
                CUSTOMER_VOICE.field,
                OMNICHANNEL.field,
                JOURNEYS.field,
                INSIGHTS_DATA.field,
                COMPONENT_LIBRARIES.field,
            ],
            marketing,
        ),
    ],
};

/// The components that the page lists. One that is installed blocks, whatever the others are.
fn listed(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let installed = installed(instance);
    if !installed.is_empty() {
        return Ok(INSTALLED.with([Arg::Itself, Arg::Fields(installed.into())]));
    }
    let marketing = instance.get(MARKETING);
    every(components(instance).into_iter().map(|(_, is)| is).chain([marketing.clone().map(|_| false)]))?;
    // Where Marketing is installed the other check speaks, and nothing is met.
    Ok(if marketing? == YesNo::Yes { Outcome::NotApplicable } else { NONE.plainly() })
}

fn marketing(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    match instance.get(MARKETING) {
        Ok(YesNo::Yes) => Ok(MARKETING_INSTALLED.with([Arg::Itself, Arg::Fields([MARKETING.field].into())])),
        // Behind a finding of the other check the missing answer would be hidden; beside its gaps it stands already.
        Err(gap) if !installed(instance).is_empty() => Err(gap),
        Ok(YesNo::No) | Err(_) => Ok(Outcome::NotApplicable),
    }
}

/// Those that are known to be installed.
fn installed(instance: Subject<'_>) -> Vec<FieldId> {
    components(instance).into_iter().filter(|(_, is)| *is == Ok(true)).map(|(field, _)| field).collect()
}

/// Each of the page's components, and whether it is installed. A library that was exported and deleted no longer is.
fn components(instance: Subject<'_>) -> [(FieldId, Result<bool, Gaps>); 5] {
    let app = |key| instance.get(key).map(|answer| answer == YesNo::Yes);
    let libraries = instance.get(COMPONENT_LIBRARIES).map(|answer| answer == Preparation::InUse);
    [
        (CUSTOMER_VOICE.field, app(CUSTOMER_VOICE)),
        (OMNICHANNEL.field, app(OMNICHANNEL)),
        (JOURNEYS.field, app(JOURNEYS)),
        (INSIGHTS_DATA.field, app(INSIGHTS_DATA)),
        (COMPONENT_LIBRARIES.field, libraries),
    ]
}
