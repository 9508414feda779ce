//! From one type of agreement to another: the purchase, the suspension of what it replaces, and the slots meanwhile.

use super::lcs_project;
use crate::assessment::choices::{AgreementTenant, Direction, YesNo};
use crate::assessment::fields::{
    ADD_ONS_DEPLOYED, ADD_ONS_PLANNED, ADD_ONS_WANTED, AGREEMENT_TENANT, DIRECTION, NEW_ACTIVE_ON, NEW_COUNT,
    OLD_AGREEMENT_ENDS, OLD_COUNT, OLD_SUSPENDED_ON, RENEWAL_DATE, SEEN_ACTIVE, SUSPENSION_ASKED_ON,
};
use crate::assessment::{Assessment, RowAt, Table, Workstream};
use crate::rules::sources::{S3_ADD_ONS, S3_COMMERCIAL, S3_MOVE};
use crate::rules::{Basis, Facts, G, Routes, Source, Subject};
use crate::runbook::task::{Anchor, Applies, Due, Owner, Phase, Step, Task, Wait, after_answer};

/// The day on which the old agreement has expired: the document names it, the days of grace are the customer's.
const ON_EXPIRY: Due = Due { days: 0, from: Anchor::OldAgreementExpired, basis: Basis::Judgement, not_before: None };

/// The day on which suspension is asked for, which is once the new ones are active, whatever day was planned.
const BY_ASKING: Due = after_answer(0, SUSPENSION_ASKED_ON.field).not_before(NEW_ACTIVE_ON.field);

/// Whether the new subscriptions are active. On the day itself they may still have to be activated.
fn is_active(facts: &Facts<'_>) -> bool {
    facts.whole().known(NEW_ACTIVE_ON).flatten().is_some_and(|active| active < facts.today)
}

/// Whether the contract demands another tenant for the new subscriptions.
fn is_for_another_tenant(about: &Assessment, _: RowAt) -> bool {
    Workstream::project_is_demanded(about)
}

/// Whether the old subscriptions are suspended. On the day itself that may still have to be asked for.
fn is_suspended(facts: &Facts<'_>) -> bool {
    facts.whole().known(OLD_SUSPENDED_ON).flatten().is_some_and(|suspended| suspended < facts.today)
}

pub static RENEWAL: Task = Task {
    code: "AG-T01",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, whole| !is_to_be_aligned(facts, whole)),
    after: &[],
    due: &[after_answer(-30, RENEWAL_DATE.field)],
    settles: &["AG001"],
    bases: G,
    source: Source::One(&S3_MOVE),
    steps: &[Step::new("look").ours(), Step::new("align"), Step::new("notice").ours(), Step::new("enter").ours()],
};

/// Whether Volume Licensing is left, has not ended, and is not yet known to end on its renewal date.
fn is_to_be_aligned(facts: &Facts<'_>, whole: Subject<'_>) -> bool {
    let [ends, renewal] = [OLD_AGREEMENT_ENDS, RENEWAL_DATE].map(|day| whole.known(day).flatten());
    whole.known(DIRECTION) == Some(Direction::ToCsp)
        && ends.is_none_or(|ends| ends >= facts.today && Some(ends) != renewal)
}

pub static ORDER: Task = Task {
    code: "AG-T02",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::Reseller,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, _| is_active(facts)),
    after: &[],
    due: &[after_answer(-14, NEW_ACTIVE_ON.field)],
    settles: &["AG002", "AG010", "AG012"],
    bases: G,
    source: Source::One(&S3_COMMERCIAL),
    steps: &[
        Step::new("place"),
        Step::new("tenant").only(|about, _| !Workstream::project_is_demanded(about)),
        Step::new("newTenant").only(is_for_another_tenant),
        Step::new("customer").ours().only(is_for_another_tenant),
        Step::new("numbers").ours(),
        Step::new("days").ours(),
        Step::new("enter").ours(),
    ],
};

pub static ACTIVATE: Task = Task {
    code: "AG-T03",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, _| is_active(facts)),
    after: &[Wait::On(&ORDER)],
    due: &[after_answer(0, NEW_ACTIVE_ON.field)],
    settles: &[],
    bases: G,
    source: Source::One(&S3_COMMERCIAL),
    steps: &[Step::new("activate"), Step::new("enter").ours()],
};

pub static VERIFY: Task = Task {
    code: "AG-T04",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, _| is_active(facts) && facts.each(Table::Entitlements).all(is_seen)),
    after: &[Wait::IfAny(&ACTIVATE)],
    due: &[after_answer(1, NEW_ACTIVE_ON.field), BY_ASKING],
    settles: &["AG004"],
    bases: G,
    source: Source::One(&S3_COMMERCIAL),
    steps: &[
        Step::new("licences"),
        Step::new("addOns"),
        Step::new("bothTenants").ours().only(is_for_another_tenant),
        Step::new("missing").ours(),
        Step::new("enter").ours(),
    ],
};

/// Whether this kind was seen active, on both agreements, or there is none of it.
fn is_seen(kind: Subject<'_>) -> bool {
    kind.known(SEEN_ACTIVE) == Some(YesNo::Yes)
        || [OLD_COUNT, NEW_COUNT].iter().all(|count| kind.known(*count) == Some(0))
}

pub static ADD_ONS: Task = Task {
    code: "AG-T05",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::Before,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, whole| is_suspended(facts) || !may_have_add_ons(facts, whole)),
    after: &[Wait::IfAny(&ACTIVATE)],
    due: &[after_answer(1, NEW_ACTIVE_ON.field), BY_ASKING],
    settles: &["AG005", "AG007", "AG009", "AG014"],
    bases: G,
    source: Source::One(&S3_ADD_ONS),
    steps: &[
        Step::new("lifecycleServices"),
        Step::new("adminCenter"),
        Step::new("newTenant").ours().only(is_for_another_tenant),
        Step::new("compare").ours(),
        Step::new("enter").ours(),
    ],
};

/// Whether there may be add-on environments, or some are asked for.
fn may_have_add_ons(facts: &Facts<'_>, whole: Subject<'_>) -> bool {
    let asked_for = [ADD_ONS_WANTED, ADD_ONS_DEPLOYED, ADD_ONS_PLANNED];
    let bought = [OLD_COUNT, NEW_COUNT];
    asked_for.iter().any(|count| whole.known(*count).is_some_and(|count| count > 0))
        || bought.iter().any(|count| facts.add_ons().known(*count) != Some(0))
}

pub static SUSPEND: Task = Task {
    code: "AG-T06",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::Reseller,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Unless(|facts, _| is_suspended(facts)),
    after: &[
        Wait::IfAny(&VERIFY),
        Wait::IfAny(&ADD_ONS),
        Wait::IfAny(&RENEWAL),
        Wait::IfAny(&lcs_project::DECOMMISSION),
    ],
    due: &[BY_ASKING, after_answer(0, OLD_SUSPENDED_ON.field).not_before(NEW_ACTIVE_ON.field)],
    settles: &["AG003"],
    bases: G,
    source: Source::One(&S3_COMMERCIAL),
    steps: &[Step::new("ask"), Step::new("overlap"), Step::new("grace").ours(), Step::new("enter").ours()],
};

pub static SLOTS: Task = Task {
    code: "AG-T07",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::During,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::If(may_have_two_slots),
    after: &[Wait::IfAny(&ACTIVATE)],
    due: &[ON_EXPIRY],
    settles: &["AG006", "AG007"],
    bases: G,
    source: Source::One(&S3_MOVE),
    steps: &[Step::new("leave"), Step::new("total"), Step::new("tell").ours()],
};

/// Whether an add-on environment may be bought on both agreements, for one project, and the old one has not expired.
fn may_have_two_slots(facts: &Facts<'_>, whole: Subject<'_>) -> bool {
    let may_be_one_tenant = whole.known(AGREEMENT_TENANT).is_none_or(|tenant| tenant == AgreementTenant::Same);
    let has_expired = facts.old_agreement_expires().is_some_and(|expires| expires <= facts.today);
    may_be_one_tenant
        && !has_expired
        && [OLD_COUNT, NEW_COUNT].iter().all(|count| facts.add_ons().known(*count) != Some(0))
}

pub static EXPIRED: Task = Task {
    code: "AG-T08",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    phase: Phase::After,
    owner: Owner::CustomerAdmin,
    side: None,
    subject: Table::Assessment,
    applies: Applies::Always,
    after: &[Wait::IfAny(&SUSPEND), Wait::IfAny(&SLOTS)],
    due: &[ON_EXPIRY],
    settles: &["AG011"],
    bases: G,
    source: Source::One(&S3_ADD_ONS),
    steps: &[Step::new("wait"), Step::new("numbers"), Step::new("slots"), Step::new("environments").ours()],
};
