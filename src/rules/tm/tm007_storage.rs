//! TM007: the destination needs at least as much storage as the instances that move use.

use crate::assessment::Table;
use crate::assessment::fields::{
    AVAILABLE_DATABASE, AVAILABLE_FILE, AVAILABLE_LOG, AVAILABLE_STORAGE, FieldId, INSTANCE_TYPE, Key, USED_DATABASE,
    USED_FILE, USED_LOG, USED_STORAGE,
};
use crate::assessment::values::Storage;
use crate::rules::facts::{All, can_move, every};
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Arg, Check, Checked, Facts, G_ASSISTED, Gaps, Outcome, Routes, Rule, Says, Source, Subject};

static SHORT: Says = Says::blocker(G_ASSISTED, "short", &["short", "used", "available"]);
static SHORT_SO_FAR: Says = Says::blocker(G_ASSISTED, "shortSoFar", &["short", "used", "available"]);
static ENOUGH: Says = Says::met(G_ASSISTED, "enough", &["used", "available"]);
static DATABASE_SHORT: Says = Says::blocker(G_ASSISTED, "databaseShort", &["short", "used", "available"]);
static DATABASE_ENOUGH: Says = Says::met(G_ASSISTED, "databaseEnough", &["used", "available"]);
static FILE_SHORT: Says = Says::blocker(G_ASSISTED, "fileShort", &["short", "used", "available"]);
static FILE_ENOUGH: Says = Says::met(G_ASSISTED, "fileEnough", &["used", "available"]);
static LOG_SHORT: Says = Says::blocker(G_ASSISTED, "logShort", &["short", "used", "available"]);
static LOG_ENOUGH: Says = Says::met(G_ASSISTED, "logEnough", &["used", "available"]);

/// The kinds of storage: of each, what is available in the destination and what an instance uses.
const KINDS: [(Key<Storage>, Key<Storage>); 3] =
    [(AVAILABLE_DATABASE, USED_DATABASE), (AVAILABLE_FILE, USED_FILE), (AVAILABLE_LOG, USED_LOG)];

static TOTAL_READS: [FieldId; 9] = {
    let [database, file, log] = KINDS;
    [
        AVAILABLE_STORAGE.field,
        USED_STORAGE.field,
        database.0.field,
        file.0.field,
        log.0.field,
        database.1.field,
        file.1.field,
        log.1.field,
        INSTANCE_TYPE.field,
    ]
};
static DATABASE_READS: [FieldId; 7] = kind_reads(0);
static FILE_READS: [FieldId; 7] = kind_reads(1);
static LOG_READS: [FieldId; 7] = kind_reads(2);

/// What the check of one kind reads: its own answers first; the others tell whether kinds are told apart at all.
const fn kind_reads(kind: usize) -> [FieldId; 7] {
    let (own, next, last) = (KINDS[kind], KINDS[(kind + 1) % 3], KINDS[(kind + 2) % 3]);
    [own.0.field, own.1.field, next.0.field, next.1.field, last.0.field, last.1.field, INSTANCE_TYPE.field]
}

pub static RULE: Rule = Rule {
    code: "TM007",
    name: "storage",
    routes: Routes::Both,
    source: Source::One(&S0_IMPACT),
    says: &[
        &SHORT,
        &SHORT_SO_FAR,
        &ENOUGH,
        &DATABASE_SHORT,
        &DATABASE_ENOUGH,
        &FILE_SHORT,
        &FILE_ENOUGH,
        &LOG_SHORT,
        &LOG_ENOUGH,
    ],
    checks: &[
        Check::once(&TOTAL_READS, in_total),
        Check::once(&DATABASE_READS, |facts| of_kind(facts, KINDS[0], &DATABASE_SHORT, &DATABASE_ENOUGH)),
        Check::once(&FILE_READS, |facts| of_kind(facts, KINDS[1], &FILE_SHORT, &FILE_ENOUGH)),
        Check::once(&LOG_READS, |facts| of_kind(facts, KINDS[2], &LOG_SHORT, &LOG_ENOUGH)),
    ],
};

fn in_total(facts: &Facts<'_>) -> Checked {
    let moving = moving(facts)?;
    if moving.is_empty() || tells_kinds(facts, &moving) {
        return Ok(Outcome::NotApplicable);
    }
    let used = every(moving.iter().map(|instance| total(*instance, USED_STORAGE, KINDS.map(|(_, used)| used))));
    let available = available_in_total(facts);
    if let (Err(_), Ok(available)) = (&used, &available) {
        // Whatever is missing, they use this much at least.
        let so_far = sum(moving.iter().map(|instance| {
            instance
                .known(USED_STORAGE)
                .unwrap_or_else(|| sum(KINDS.iter().filter_map(|(_, used)| instance.known(*used))))
        }));
        if so_far > *available {
            return Ok(SHORT_SO_FAR.with([so_far.less(*available), so_far, *available].map(Arg::Storage)));
        }
    }
    let (used, available) = (used, available).all()?;
    Ok(compare(sum(used), available, &SHORT, &ENOUGH))
}

fn of_kind(
    facts: &Facts<'_>,
    (available, used): (Key<Storage>, Key<Storage>),
    short: &'static Says,
    enough: &'static Says,
) -> Checked {
    let moving = moving(facts)?;
    if moving.is_empty() || !tells_kinds(facts, &moving) {
        return Ok(Outcome::NotApplicable);
    }
    let used = every(moving.iter().map(|instance| instance.get(used)));
    let (used, available) = (used, facts.whole().get(available)).all()?;
    Ok(compare(sum(used), available, short, enough))
}

fn compare(used: Storage, available: Storage, short: &'static Says, enough: &'static Says) -> Outcome {
    if used > available {
        short.with([used.less(available), used, available].map(Arg::Storage))
    } else {
        enough.with([used, available].map(Arg::Storage))
    }
}

/// The instances that move. Those that cannot (SS001) take no storage along; one whose type is missing is in this
/// list because it is to move, so its storage counts.
fn moving<'a>(facts: &Facts<'a>) -> Result<Vec<Subject<'a>>, Gaps> {
    let instances = facts.some(Table::Instances)?;
    Ok(instances.filter(|instance| instance.known(INSTANCE_TYPE).is_none_or(can_move)).collect())
}

/// Whether both sides tell the kinds apart: only then are they compared kind by kind.
fn tells_kinds(facts: &Facts<'_>, moving: &[Subject<'_>]) -> bool {
    KINDS.iter().all(|(available, used)| {
        facts.whole().known(*available).is_some() && moving.iter().all(|instance| instance.known(*used).is_some())
    })
}

/// The storage available in the destination, all kinds together.
pub(super) fn available_in_total(facts: &Facts<'_>) -> Result<Storage, Gaps> {
    total(facts.whole(), AVAILABLE_STORAGE, KINDS.map(|(available, _)| available))
}

/// The total as said, else the sum of its kinds. Where neither is complete, the gap is the total, unless some kind
/// has been answered: then the kinds that are still missing.
fn total(of: Subject<'_>, total: Key<Storage>, kinds: [Key<Storage>; 3]) -> Result<Storage, Gaps> {
    of.get(total).or_else(|gap| match every(kinds.map(|kind| of.get(kind))) {
        Ok(amounts) => Ok(sum(amounts)),
        Err(_) if kinds.iter().all(|kind| of.is_blank(*kind)) => Err(gap),
        Err(missing) => Err(missing),
    })
}

fn sum(amounts: impl IntoIterator<Item = Storage>) -> Storage {
    amounts.into_iter().fold(Storage::default(), Storage::plus)
}
