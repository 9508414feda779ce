//! TM007: the destination needs at least as much storage as the instances that move use.

use crate::assessment::fields::{
    AVAILABLE_DATABASE, AVAILABLE_FILE, AVAILABLE_LOG, AVAILABLE_STORAGE, FieldId, INSTANCE_TYPE, Key, USED_DATABASE,
    USED_FILE, USED_LOG, USED_STORAGE,
};
use crate::assessment::values::Storage;
use crate::assessment::{Table, Workstream};
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
    workstream: Workstream::Instances,
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
    let moving = Moving::of(facts)?;
    if moving.is_nothing() || (available_tells_kinds(facts) && moving.tells_kinds()) {
        return Ok(Outcome::NotApplicable);
    }
    let used = every(moving.all().map(|instance| total(instance, USED_STORAGE, KINDS.map(|(_, used)| used))));
    let (available, types) = (available_in_total(facts), moving.types());
    if let Ok(available) = available
        && (used.is_err() || types.is_err())
    {
        // Whatever is missing, they use this much at least.
        let so_far = sum(moving.surely.iter().map(|instance| {
            instance
                .known(USED_STORAGE)
                .unwrap_or_else(|| sum(KINDS.iter().filter_map(|(_, used)| instance.known(*used))))
        }));
        if so_far > available {
            if any_kind_is_short(facts, &moving) {
                return Ok(Outcome::NotApplicable);
            }
            return Ok(SHORT_SO_FAR.with([so_far.less(available), so_far, available].map(Arg::Storage)));
        }
    }
    let (used, available, ()) = (used, available, types).all()?;
    let outcome = compare(sum(used), available, &SHORT, &ENOUGH);
    let is_said = matches!(outcome, Outcome::Finding(_)) && any_kind_is_short(facts, &moving);
    Ok(if is_said { Outcome::NotApplicable } else { outcome })
}

fn of_kind(
    facts: &Facts<'_>,
    (available, used): (Key<Storage>, Key<Storage>),
    short: &'static Says,
    enough: &'static Says,
) -> Checked {
    let Some(available) = facts.whole().known(available) else { return Ok(Outcome::NotApplicable) };
    let moving = Moving::of(facts)?;
    let so_far = moving.use_at_least(used);
    if so_far <= available {
        if moving.is_nothing() || !available_tells_kinds(facts) || !moving.tells_kinds() {
            return Ok(Outcome::NotApplicable);
        }
        // Those whose type is missing may use some, too.
        moving.types()?;
    }
    Ok(compare(so_far, available, short, enough))
}

/// Then that is what is said, and not of the total again.
fn any_kind_is_short(facts: &Facts<'_>, moving: &Moving<'_>) -> bool {
    let is_short = |available, used| moving.use_at_least(used) > available;
    KINDS
        .iter()
        .any(|(available, used)| facts.whole().known(*available).is_some_and(|available| is_short(available, *used)))
}

fn compare(used: Storage, available: Storage, short: &'static Says, enough: &'static Says) -> Outcome {
    if used > available {
        short.with([used.less(available), used, available].map(Arg::Storage))
    } else {
        enough.with([used, available].map(Arg::Storage))
    }
}

/// The instances that move. Those that cannot (SS001) take no storage along.
struct Moving<'a> {
    /// Those of a type that can move.
    surely: Vec<Subject<'a>>,
    /// Those whose type is missing.
    perhaps: Vec<Subject<'a>>,
}

impl<'a> Moving<'a> {
    fn of(facts: &Facts<'a>) -> Result<Self, Gaps> {
        let mut moving = Self { surely: Vec::new(), perhaps: Vec::new() };
        for instance in facts.some(Table::Instances)? {
            match instance.known(INSTANCE_TYPE) {
                Some(kind) if can_move(kind) => moving.surely.push(instance),
                Some(_) => {}
                None => moving.perhaps.push(instance),
            }
        }
        Ok(moving)
    }

    fn all(&self) -> impl Iterator<Item = Subject<'a>> {
        self.surely.iter().chain(&self.perhaps).copied()
    }

    fn is_nothing(&self) -> bool {
        self.all().next().is_none()
    }

    /// What they use of a kind, whatever is missing.
    fn use_at_least(&self, used: Key<Storage>) -> Storage {
        sum(self.surely.iter().filter_map(|instance| instance.known(used)))
    }

    /// Every type that is missing.
    fn types(&self) -> Result<(), Gaps> {
        every(self.perhaps.iter().map(|instance| instance.get(INSTANCE_TYPE))).map(drop)
    }

    /// Whether each of them tells the kinds apart.
    fn tells_kinds(&self) -> bool {
        self.all().all(|instance| KINDS.iter().all(|(_, used)| instance.known(*used).is_some()))
    }
}

/// Whether the destination tells the kinds apart. Only where both sides do are they compared kind by kind.
fn available_tells_kinds(facts: &Facts<'_>) -> bool {
    KINDS.iter().all(|(available, _)| facts.whole().known(*available).is_some())
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
