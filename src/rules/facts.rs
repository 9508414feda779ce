//! How rules read answers: a value, or every gap that stands in its way.

use std::cell::OnceCell;
use std::collections::HashMap;

use time::{Date, Duration};

use super::clashes::{RETIRED_OR_NOT, SUSPENDED_AFTER_THE_AGREEMENT};
use super::{Arg, Gap, Gaps, Says};
use crate::assessment::Workstream;
use crate::assessment::answers::{Assessment, Meaning, Row, RowAt, Rows};
use crate::assessment::choices::{Agreement, AgreementTenant, InstanceType, Region, Renewal, Route, YesNo};
use crate::assessment::fields::{self, Fact, Key, NameOrNone, Table};
use crate::assessment::offers::Offer;
use crate::assessment::values::{Moment, Name, Value};
use crate::assessment::workstreams::Standing;

/// Everything that a check may look at: the answers, today's date, and an index over the rows, built once where it is needed.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The answers.
    pub assessment: &'a Assessment,
    /// Today, where the organisation is.
    pub today: Date,
    /// The route, as far as it has been said.
    pub route: Option<Route>,
    index: Index,
}

/// What checks across rows would otherwise search for again and again.
#[derive(Debug, Default)]
struct Index {
    destinations: OnceCell<Destinations>,
    /// For each instance, the place of the cut-over window that it names; `None` where no window has that name.
    windows: OnceCell<Vec<Option<u32>>>,
    cut_overs: OnceCell<CutOvers>,
    /// For each subscription, what it is.
    subscriptions: OnceCell<Vec<Subscribed>>,
}

/// What a subscription is, so that a check passes over thousands of ordinary ones without a look at their answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Subscribed {
    /// Of a retired offer.
    Retired,
    /// Of another offer, which ends, is suspended on some day, or may be.
    Other,
    /// Of another offer, which renews by itself, and of which no suspension is planned.
    Lasting,
    /// Nobody has said.
    Unsaid,
}

impl Subscribed {
    fn of(subscription: Subject<'_>) -> Self {
        let said = || subscription.known(fields::IS_RETIRED);
        let is_retired = match subscription.known(fields::OFFER) {
            None => return Self::Unsaid,
            Some(Offer::Retired(_)) => Some(true),
            Some(Offer::NearMiss(_)) => said().map(|said| said == YesNo::Yes),
            // Its name decides, unless its name is in question.
            Some(Offer::Other) => {
                (subscription.is_blank(fields::IS_RETIRED) || said() == Some(YesNo::No)).then_some(false)
            }
        };
        match is_retired {
            None => Self::Unsaid,
            Some(true) => Self::Retired,
            Some(false)
                if subscription.known(fields::RENEWAL) == Some(Renewal::AutoRenews)
                    && subscription.known(fields::SUSPENDED_ON).flatten().is_none() =>
            {
                Self::Lasting
            }
            Some(false) => Self::Other,
        }
    }
}

/// When the windows begin.
#[derive(Debug, Default)]
struct CutOvers {
    /// The last to begin, as far as is known.
    last: Option<(RowAt, Moment)>,
    /// The first windows of which it has not been said when they begin; the list itself while it is empty.
    unsaid: Gaps,
}

impl CutOvers {
    fn of<'a>(windows: impl Iterator<Item = Subject<'a>> + Clone) -> Self {
        let known = windows.clone().filter_map(|window| Some((window.at, window.known(fields::STARTS)?)));
        let last = known.max_by_key(|(_, starts)| starts.local());
        let unsaid = windows.clone().filter_map(|window| window.get(fields::STARTS).err());
        let unsaid = unsaid.flatten().take(LISTED).collect();
        let is_empty = windows.clone().next().is_none();
        Self { last, unsaid: if is_empty { vec![Gap::Rows(Table::Windows)] } else { unsaid } }
    }
}

/// For each instance, the place of the cut-over window that it names.
fn windows_named(facts: &Facts<'_>) -> Vec<Option<u32>> {
    let mut places = HashMap::new();
    for window in facts.each(Table::Windows) {
        if let Some(name) = window.name(fields::WINDOW) {
            places.entry(name).or_insert(window.at.at);
        }
    }
    let named = |instance: Subject<'_>| places.get(&instance.name(fields::CUT_OVER)?).copied();
    facts.each(Table::Instances).map(named).collect()
}

/// Which instances name which destination instance.
#[derive(Debug, Default)]
struct Destinations {
    /// For each instance, the first that names the same; `None` where it names none.
    first: Vec<Option<u32>>,
    /// All that name the same, by the first of them, where there are several.
    shared: HashMap<u32, Vec<RowAt>>,
    /// The first instances of which it has not been said what they name.
    unsaid: Gaps,
}

/// So many instances stand for all where each of thousands would list thousands of others.
pub const LISTED: usize = 10;

impl Destinations {
    fn of<'a>(instances: impl Iterator<Item = Subject<'a>>) -> Self {
        let mut unsaid = Gaps::new();
        let mut firsts = HashMap::new();
        let mut shared = HashMap::<u32, Vec<RowAt>>::new();
        let first = instances.map(|instance| {
            if unsaid.len() < LISTED {
                unsaid.extend(instance.is_named(fields::DESTINATION_INSTANCE).err().into_iter().flatten());
            }
            let first = *firsts.entry(instance.name(fields::DESTINATION_INSTANCE)?).or_insert(instance.at.at);
            if first != instance.at.at {
                shared.entry(first).or_insert_with(|| vec![RowAt { at: first, ..instance.at }]).push(instance.at);
            }
            Some(first)
        });
        let first = first.collect();
        Self { first, shared, unsaid }
    }
}

/// One row, ready to be read.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Where it stands.
    pub at: RowAt,
    rows: &'a Rows,
}

impl<'a> Subject<'a> {
    /// The value, or the gap where it is missing.
    pub fn get<T: Fact>(self, key: Key<T>) -> Result<T::Read<'a>, Gaps> {
        self.known(key).ok_or_else(|| gap(self.at, key.field))
    }

    /// The value, or `None` where it is missing in any way: for what holds whatever the answer is.
    #[must_use]
    pub fn known<T: Fact>(self, key: Key<T>) -> Option<T::Read<'a>> {
        self.rows.value(self.at.at as usize, key)
    }

    fn meaning<T>(self, key: Key<T>) -> Meaning {
        self.rows.meaning(self.at.at as usize, key)
    }

    fn row(self) -> &'a Row {
        self.rows.row(self.at.at as usize)
    }

    /// Whether a name is given, `false` where "none" was said.
    ///
    /// # Errors
    /// The gap where the answer is missing.
    pub fn is_named(self, key: Key<NameOrNone>) -> Result<bool, Gaps> {
        let value = self.meaning(key).value().ok_or_else(|| gap(self.at, key.field))?;
        Ok(value != Value::Nothing)
    }

    /// Which name is given, or `None` where none is.
    fn name<T>(self, key: Key<T>) -> Option<Name> {
        if let Meaning::Given(Value::Name(name)) = self.meaning(key) { Some(name) } else { None }
    }

    /// The gap that this answer leaves, or would leave if it says too little.
    #[must_use]
    pub fn gap<T>(self, key: Key<T>) -> Gaps {
        gap(self.at, key.field)
    }

    /// Whether a moment is told by the clocks of this zone.
    #[must_use]
    pub fn is_in_zone(self, key: Key<Moment>, zone: &str) -> bool {
        Moment::zone(self.row().answer(key.field).as_typed()).is_some_and(|own| own.eq_ignore_ascii_case(zone))
    }

    /// The answer itself, for a statement to repeat.
    #[must_use]
    pub fn quote<T>(self, key: Key<T>) -> Arg {
        Arg::Answer(self.at, key.field)
    }

    /// Nothing was said here at all, not even "I don't know yet".
    #[must_use]
    pub fn is_blank<T>(self, key: Key<T>) -> bool {
        self.meaning(key) == Meaning::Nothing
    }

    /// "I don't know yet" was said here.
    #[must_use]
    pub fn is_unknown<T>(self, key: Key<T>) -> bool {
        self.meaning(key) == Meaning::Unknown
    }

    /// The row's permanent name.
    #[must_use]
    pub fn id(self) -> &'a str {
        &self.row().id.0
    }
}

/// One gap; apart, so that reading has no code of its own for it.
#[inline(never)]
fn gap(row: RowAt, field: crate::assessment::FieldId) -> Gaps {
    vec![Gap::Answer(row, field)]
}

/// The value, with its gaps put to the others: one function a type of answer, whatever it is read together with.
#[inline(never)]
fn keep<T>(result: Result<T, Gaps>, gaps: &mut Gaps) -> Option<T> {
    match result {
        Ok(value) => return Some(value),
        Err(first) if gaps.is_empty() => *gaps = first,
        Err(more) => gaps.extend(more),
    }
    None
}

/// All values, or all gaps.
pub trait All {
    /// The values together.
    type Values;
    /// All values, or all gaps.
    ///
    /// # Errors
    /// Every gap of every part, in order.
    fn all(self) -> Result<Self::Values, Gaps>;
}

macro_rules! all {
    ($($name:ident: $value:ident),+) => {
        impl<$($value),+> All for ($(Result<$value, Gaps>,)+) {
            type Values = ($($value,)+);
            fn all(self) -> Result<Self::Values, Gaps> {
                let ($($name,)+) = self;
                let mut gaps = Gaps::new();
                let ($($name,)+) = ($(keep($name, &mut gaps),)+);
                match ($($name,)+) {
                    ($(Some($name),)+) => Ok(($($name,)+)),
                    _ => Err(gaps),
                }
            }
        }
    };
}

all!(a: A, b: B);
all!(a: A, b: B, c: C);
all!(a: A, b: B, c: C, d: D);
all!(a: A, b: B, c: C, d: D, e: E);
all!(a: A, b: B, c: C, d: D, e: E, f: F);

/// Every value of many, or every gap.
///
/// # Errors
/// Every gap, in order.
pub fn every<T>(results: impl IntoIterator<Item = Result<T, Gaps>>) -> Result<Vec<T>, Gaps> {
    let mut gaps = Gaps::new();
    let mut values = Vec::new();
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(more) => gaps.extend(more),
        }
    }
    if gaps.is_empty() { Ok(values) } else { Err(gaps) }
}

impl<'a> Facts<'a> {
    /// Gets ready to check `assessment` as of `today`.
    #[must_use]
    pub fn new(assessment: &'a Assessment, today: Date) -> Self {
        Self { assessment, today, route: assessment.whole().value(fields::ROUTE), index: Index::default() }
    }

    fn cut_overs(&self) -> &CutOvers {
        self.index.cut_overs.get_or_init(|| CutOvers::of(self.each(Table::Windows)))
    }

    fn subscribed(&self) -> &[Subscribed] {
        let subscriptions = || self.each(Table::Subscriptions).map(Subscribed::of).collect();
        self.index.subscriptions.get_or_init(subscriptions)
    }

    fn destinations(&self) -> &Destinations {
        self.index.destinations.get_or_init(|| Destinations::of(self.each(Table::Instances)))
    }

    /// What is said on the route taken; on the support-assisted one's terms while it is not known.
    #[must_use]
    pub fn by_route(&self, assisted: &'static Says, self_service: &'static Says) -> &'static Says {
        if self.route == Some(Route::SelfService) { self_service } else { assisted }
    }

    /// The row of answers about the whole.
    #[must_use]
    pub fn whole(&self) -> Subject<'a> {
        self.subject(Table::Assessment, 0)
    }

    /// The source tenant.
    #[must_use]
    pub fn source(&self) -> Subject<'a> {
        self.subject(Table::Tenants, 0)
    }

    /// The destination tenant.
    #[must_use]
    pub fn destination(&self) -> Subject<'a> {
        self.subject(Table::Tenants, 1)
    }

    /// The rows of a table.
    pub fn each(&self, table: Table) -> impl Iterator<Item = Subject<'a>> + Clone + use<'a> {
        let rows = self.assessment.table(table);
        (0..rows.len()).zip(0..).map(move |(_, at)| Subject { at: RowAt { table, at }, rows })
    }

    /// The rows of a table that a route needs: a gap while there is none.
    ///
    /// # Errors
    /// The table itself, when it is empty.
    pub fn some(&self, table: Table) -> Result<impl Iterator<Item = Subject<'a>> + use<'a>, Gaps> {
        if self.assessment.rows(table).is_empty() { Err(vec![Gap::Rows(table)]) } else { Ok(self.each(table)) }
    }

    /// The row at a place of a table.
    #[must_use]
    pub fn subject(&self, table: Table, at: usize) -> Subject<'a> {
        Subject { at: RowAt { table, at: u32::try_from(at).unwrap_or(u32::MAX) }, rows: self.assessment.table(table) }
    }

    /// The region of an instance: its own, or its tenant's where nothing is said of its own.
    pub fn region_of(&self, instance: Subject<'_>) -> Result<Region, Gaps> {
        if instance.is_blank(fields::INSTANCE_REGION) {
            self.source().get(fields::TENANT_REGION)
        } else {
            instance.get(fields::INSTANCE_REGION)
        }
    }

    /// Where an instance is and where it goes, with whether these are the same region.
    ///
    /// # Errors
    /// The missing regions; both, where each is "other", since two of these need not be the same.
    pub fn regions(&self, instance: Subject<'_>) -> Result<(Region, Region, bool), Gaps> {
        let (from, to) = (self.region_of(instance), self.destination().get(fields::TENANT_REGION)).all()?;
        let same = from.same(to).ok_or_else(|| {
            let own = if instance.is_blank(fields::INSTANCE_REGION) {
                self.source().gap(fields::TENANT_REGION)
            } else {
                instance.gap(fields::INSTANCE_REGION)
            };
            [own, self.destination().gap(fields::TENANT_REGION)].concat()
        })?;
        Ok((from, to, same))
    }

    /// The instances that name the same destination instance as this one, itself among them where there are others;
    /// `None` where it names none.
    #[must_use]
    pub fn sharing_destination(&self, instance: Subject<'_>) -> Option<&[RowAt]> {
        let Destinations { first, shared, .. } = self.destinations();
        Some(shared.get(&first[instance.at.at as usize]?).map_or(&[], Vec::as_slice))
    }

    /// Whether it has been said of every instance what destination instance it names.
    ///
    /// # Errors
    /// The first of those of which it has not.
    pub fn every_destination_is_said(&self) -> Result<(), Gaps> {
        let unsaid = &self.destinations().unsaid;
        if unsaid.is_empty() { Ok(()) } else { Err(unsaid.clone()) }
    }

    /// The cut-over window that begins last, as far as is known, and when.
    #[must_use]
    pub fn last_cut_over(&self) -> Option<(RowAt, Moment)> {
        self.cut_overs().last
    }

    /// Whether it has been said of every cut-over window when it begins.
    ///
    /// # Errors
    /// The first of those of which it has not; the list itself while it is empty.
    pub fn every_cut_over_is_known(&self) -> Result<(), Gaps> {
        let unsaid = &self.cut_overs().unsaid;
        if unsaid.is_empty() { Ok(()) } else { Err(unsaid.clone()) }
    }

    /// Whether a subscription is of a retired offer: by its name, or as somebody said where its name is nearly one's.
    ///
    /// # Errors
    /// The name, or what has to be said of it; both, where they contradict each other.
    pub fn is_retired(&self, subscription: Subject<'_>) -> Result<bool, Gaps> {
        match self.subscribed()[subscription.at.at as usize] {
            Subscribed::Retired => Ok(true),
            Subscribed::Other | Subscribed::Lasting => Ok(false),
            Subscribed::Unsaid => {
                subscription.get(fields::OFFER)?;
                RETIRED_OR_NOT.none(self, subscription)?;
                Err(subscription.gap(fields::IS_RETIRED))
            }
        }
    }

    /// The subscriptions of retired offers, and those of which nobody has said whether they are, with what is missing.
    pub fn retired(&self) -> impl Iterator<Item = (Subject<'a>, Result<(), Gaps>)> {
        let all = self.subscribed().iter().enumerate();
        let these = all.filter(|(_, what)| matches!(what, Subscribed::Retired | Subscribed::Unsaid));
        these.map(|(at, _)| {
            let subscription = self.subject(Table::Subscriptions, at);
            (subscription, self.is_retired(subscription).map(|_| ()))
        })
    }

    /// Whether a subscription is none of the retired ones, renews by itself, and has no day of suspension.
    #[must_use]
    pub fn is_lasting(&self, subscription: Subject<'_>) -> bool {
        self.subscribed()[subscription.at.at as usize] == Subscribed::Lasting
    }

    /// The window of an instance: the one it names, or the only one where it names none.
    ///
    /// # Errors
    /// The instance's answer, when it names no window of the list.
    pub fn window_of(&self, instance: Subject<'_>) -> Result<Subject<'a>, Gaps> {
        let windows = self.assessment.rows(Table::Windows);
        if windows.len() == 1 && instance.is_blank(fields::CUT_OVER) {
            return Ok(self.subject(Table::Windows, 0));
        }
        let windows = self.index.windows.get_or_init(|| windows_named(self));
        let named = windows[instance.at.at as usize];
        named.map(|at| self.subject(Table::Windows, at as usize)).ok_or_else(|| instance.gap(fields::CUT_OVER))
    }

    /// Whether the project moves with the subscriptions of a new agreement, since its contract demands the other tenant.
    ///
    /// # Errors
    /// Whether the agreement changes, or the tenant of its subscriptions, where it is not known.
    pub fn project_follows_agreement(&self) -> Result<bool, Gaps> {
        match Workstream::Agreement.standing(self.assessment) {
            Standing::Out => Ok(false),
            Standing::Undecided => Err(self.whole().gap(fields::CHANGES_AGREEMENT)),
            Standing::In => Ok(self.whole().get(fields::AGREEMENT_TENANT)? == AgreementTenant::Demanded),
        }
    }

    /// Whether the project's subscriptions are mapped to the new tenant, as Volume Licensing does it. Those of a new
    /// agreement are ordered for the new tenant.
    ///
    /// # Errors
    /// What of that is not known.
    pub fn is_remapped(&self) -> Result<bool, Gaps> {
        Ok(!self.project_follows_agreement()? && self.whole().get(fields::LCS_AGREEMENT)? == Agreement::VolumeLicensing)
    }

    /// The add-on environments among what is bought. The two standard environments come with a subscription and are never
    /// counted among them.
    #[must_use]
    pub fn add_ons(&self) -> Subject<'a> {
        self.subject(Table::Entitlements, 2)
    }

    /// The day on which the old agreement has expired: its grace period follows the day of its suspension. `None` where
    /// one of the two is not known, or denied by the agreement's own end. On this day, not on that of the suspension, its
    /// slots go.
    #[must_use]
    pub fn old_agreement_expires(&self) -> Option<Date> {
        SUSPENDED_AFTER_THE_AGREEMENT.none(self, self.whole()).ok()?;
        let suspended = self.whole().known(fields::OLD_SUSPENDED_ON).flatten()?;
        let grace = i64::try_from(self.whole().known(fields::GRACE_DAYS)?).ok()?;
        Some(suspended.saturating_add(Duration::days(grace)))
    }
}

/// Production or sandbox: the only types that can move.
#[must_use]
pub fn can_move(kind: InstanceType) -> bool {
    matches!(kind, InstanceType::Production | InstanceType::Sandbox)
}
