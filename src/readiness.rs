//! The judgement: answers and a day in, every rule's outcomes and a verdict out. Total: it cannot fail, reads no
//! clock and does no I/O. Everything else that the planner shows is a view of this.

use std::ops::Range;
use std::sync::Arc;

use time::Date;

use crate::assessment::choices::{Direction, Region, Route};
use crate::assessment::fields::{
    DIRECTION, ENVIRONMENT_ID, FIELDS, FieldId, LCS_AGREEMENT, LCS_PARALLEL, LCS_SAME_REGION, LCS_SOURCE_REGION,
    LCS_TARGET_REGION, RENEWAL_DATE, ROUTE, Section,
};
use crate::assessment::workstreams::Standing;
use crate::assessment::{Assessment, RowAt, Table, Workstream};
use crate::rules::{Arg, Basis, Check, Facts, Gap, Outcome, RULES, Routes, Rule, Run, Severity, Statement};

/// How ready a workstream is, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// A blocker stands.
    Blocked,
    /// No blocker, but something is missing.
    Incomplete,
    /// Nothing is missing; there are warnings.
    ReadyWithWarnings,
    /// Nothing is missing and nothing is at risk.
    Ready,
}

impl Verdict {
    /// Its name in words and output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Incomplete => "incomplete",
            Self::ReadyWithWarnings => "ready with warnings",
            Self::Ready => "ready",
        }
    }
}

/// Every outcome of every rule in scope.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Readiness {
    /// The route on which the rules were read.
    pub route: Option<Route>,
    columns: Vec<Arc<Column>>,
    /// Of each workstream in scope.
    tallies: Vec<(Workstream, Tally)>,
}

/// How many outcomes there are of each kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Findings that block.
    pub blockers: usize,
    /// Findings that warn.
    pub warnings: usize,
    /// Findings that are good to know.
    pub notes: usize,
    /// Outcomes that wait for answers.
    pub open: usize,
    /// Outcomes in order.
    pub met: usize,
}

/// The outcomes of one check, for each of its subjects.
#[derive(Clone, PartialEq, Debug)]
struct Column {
    rule: &'static Rule,
    /// The check; `None` where the rule as a whole does not apply or waits for the route.
    check: Option<&'static Check>,
    table: Table,
    /// How many subjects there are.
    rows: u32,
    /// What they come to. Thousands of rows come to few outcomes, each of which stands here once, or again where others
    /// came in between.
    outcomes: Vec<Outcome>,
    /// Rows that follow each other often come to the same: the first row of each such run, and its outcome's place.
    runs: Vec<(u32, u32)>,
    tally: Tally,
}

/// Among so many of the last outcomes the next row's is looked for.
const LOOKED_AT: usize = 6;

impl Column {
    /// Without any outcome yet.
    fn empty(rule: &'static Rule, check: Option<&'static Check>, table: Table) -> Self {
        Self { rule, check, table, rows: 0, outcomes: Vec::new(), runs: Vec::new(), tally: Tally::default() }
    }

    /// About the whole assessment.
    fn whole(rule: &'static Rule, check: Option<&'static Check>, outcome: Outcome) -> Self {
        let mut column = Self::empty(rule, check, Table::Assessment);
        column.push(outcome);
        column
    }

    /// What a check of a rule comes to.
    fn of(rule: &'static Rule, check: &'static Check, facts: &Facts<'_>) -> Self {
        match check.run {
            Run::Once(run) => Self::whole(rule, Some(check), run(facts).unwrap_or_else(Outcome::Open)),
            Run::Each(table, _) if facts.assessment.rows(table).is_empty() => {
                Self::whole(rule, Some(check), Outcome::Open(vec![Gap::Rows(table)]))
            }
            Run::EachRetired(_) if facts.assessment.rows(Table::Subscriptions).is_empty() => {
                Self::whole(rule, Some(check), Outcome::Open(vec![Gap::Rows(Table::Subscriptions)]))
            }
            Run::EachRetired(run) => {
                let table = Table::Subscriptions;
                let mut column = Self::empty(rule, Some(check), table);
                for (row, is_retired) in facts.retired() {
                    column.pass_over(row.at.at);
                    column.push(is_retired.and_then(|()| run(facts, row)).unwrap_or_else(Outcome::Open));
                }
                column.pass_over(u32::try_from(facts.assessment.rows(table).len()).unwrap_or(u32::MAX));
                column
            }
            Run::Each(table, run) | Run::EachIfAny(table, run) => {
                let mut column = Self::empty(rule, Some(check), table);
                facts.each(table).for_each(|row| column.push(run(facts, row).unwrap_or_else(Outcome::Open)));
                column
            }
        }
    }

    /// Puts in the next row's outcome.
    fn push(&mut self, outcome: Outcome) {
        self.tally.count(&outcome);
        if self.runs.last().is_none_or(|(_, last)| self.outcomes[*last as usize] != outcome) {
            let place = self.place_of(outcome);
            self.runs.push((self.rows, place));
        }
        self.rows += 1;
    }

    /// Where this outcome stands, now at the latest.
    fn place_of(&mut self, outcome: Outcome) -> u32 {
        let len = self.outcomes.len();
        let mut last = (len.saturating_sub(LOOKED_AT)..len).rev();
        let place = last.find(|place| self.outcomes[*place] == outcome).unwrap_or(len);
        if place == len {
            self.outcomes.push(outcome);
        }
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// The rule is not about the rows up to this one.
    fn pass_over(&mut self, row: u32) {
        if self.rows < row {
            self.push(Outcome::NotApplicable);
            self.rows = row;
        }
    }

    /// The runs, as rows and what they come to.
    fn runs(&self) -> impl Iterator<Item = (Range<u32>, &Outcome)> {
        let ends = self.runs.iter().skip(1).map(|(start, _)| *start).chain([self.rows]);
        self.runs.iter().zip(ends).map(|((start, place), end)| (*start..end, &self.outcomes[*place as usize]))
    }

    /// What this row comes to.
    fn outcome(&self, row: u32) -> &Outcome {
        let (_, place) = self.runs[self.runs.partition_point(|(start, _)| *start <= row) - 1];
        &self.outcomes[place as usize]
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// One outcome, with what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// The row that it is about; the assessment's own row for the whole.
    pub subject: RowAt,
    /// What it came to.
    pub outcome: &'a Outcome,
    check: Option<&'static Check>,
    route: Option<Route>,
}

impl<'a> Judged<'a> {
    /// The finding, if it is one.
    #[must_use]
    pub fn finding(self) -> Option<(Severity, &'a Statement)> {
        match self.outcome {
            Outcome::Finding(statement) => statement.says.severity.map(|severity| (severity, statement)),
            _ => None,
        }
    }

    /// Itself as a finding, if it is one.
    fn found(self) -> Option<(Severity, Self, &'a Statement)> {
        self.finding().map(|(severity, statement)| (severity, self, statement))
    }

    /// What a statement of this rule rests on, on the route taken.
    #[must_use]
    pub fn basis(self) -> Option<Basis> {
        match self.outcome {
            Outcome::Finding(statement) | Outcome::Met(statement) => Some(statement.says.bases.on(self.route)),
            Outcome::NotApplicable | Outcome::Open(_) => None,
        }
    }

    /// Where the rule stands, on the route taken.
    #[must_use]
    pub fn citation(self) -> &'static crate::rules::sources::Citation {
        self.rule.citation(self.route)
    }

    /// The answers that would change it, the most telling first: those that the statement names, else those that
    /// the check reads.
    #[must_use]
    pub fn fields(self) -> &'a [FieldId] {
        self.named().unwrap_or_else(|| match self.check {
            Some(check) => check.reads,
            // Whether the rule applies at all: the route is not known, or the workstream is not decided.
            None => match self.outcome {
                Outcome::Open(gaps) if matches!(gaps[..], [Gap::Answer(_, field)] if field == ROUTE.field) => {
                    &[ROUTE.field]
                }
                _ => std::slice::from_ref(&self.rule.workstream.question().field.field().id),
            },
        })
    }

    /// The answers that are to blame: those that the statement names, else the most telling one.
    fn blamed(self) -> &'a [FieldId] {
        self.named().unwrap_or_else(|| self.fields().get(..1).unwrap_or_default())
    }

    fn named(self) -> Option<&'a [FieldId]> {
        let Outcome::Finding(statement) = self.outcome else { return None };
        statement.args.iter().find_map(|arg| match arg {
            Arg::Fields(fields) => Some(&**fields),
            _ => None,
        })
    }
}

/// Judges what has been said, as of `today`.
#[must_use]
pub fn assess(assessment: &Assessment, today: Date) -> Readiness {
    judge(assessment, today, &scope(assessment), |_, _| None)
}

/// The workstreams that are in an assessment, or may be.
type Scope = Vec<(Workstream, Standing)>;

/// Those of this one.
fn scope(assessment: &Assessment) -> Scope {
    let standings = Workstream::ALL.map(|workstream| (workstream, workstream.standing(assessment)));
    standings.into_iter().filter(|(_, standing)| *standing != Standing::Out).collect()
}

/// `known` may have the outcomes of a check, which are the column at that place.
fn judge(
    assessment: &Assessment,
    today: Date,
    scope: &Scope,
    known: impl Fn(usize, &Check) -> Option<Arc<Column>>,
) -> Readiness {
    let facts = Facts::new(assessment, today);
    let mut columns = Vec::new();
    let standing = |rule: &Rule| scope.iter().find(|(own, _)| *own == rule.workstream).map(|(_, standing)| *standing);
    for (rule, standing) in RULES.iter().filter_map(|rule| standing(rule).map(|standing| (rule, standing))) {
        let whole = |outcome| Arc::new(Column::whole(rule, None, outcome));
        if standing == Standing::Undecided {
            columns.push(whole(Outcome::Open(facts.whole().gap(rule.workstream.question()))));
        } else if !rule.routes.may_apply(facts.route) {
            columns.push(whole(Outcome::NotApplicable));
        } else if facts.route.is_none() && rule.routes != Routes::Both {
            columns.push(whole(Outcome::Open(facts.whole().gap(ROUTE))));
        } else {
            for check in rule.checks {
                let column = known(columns.len(), check).unwrap_or_else(|| Arc::new(Column::of(rule, check, &facts)));
                columns.push(column);
            }
        }
    }
    let tally = |own: Workstream| {
        Tally::sum(columns.iter().filter(|column| column.rule.workstream == own).map(|column| column.tally))
    };
    let tallies = scope.iter().map(|(own, _)| (*own, tally(*own))).collect();
    Readiness { route: facts.route, columns, tallies }
}

/// Judges one draft again and again, as it is worked on: what comes of it is the same as [`assess`] gives, which many
/// drafts by chance hold. A check keeps its outcomes as long as no answer that it reads is another one, since a check
/// reads what it declares.
#[derive(Debug, Default)]
pub struct Judge {
    last: Option<Judgement>,
}

/// What a [`Judge`] judged last.
#[derive(Debug)]
struct Judgement {
    assessment: Assessment,
    today: Date,
    scope: Scope,
    readiness: Arc<Readiness>,
}

impl Judge {
    /// Judges what has been said, as of `today`.
    pub fn assess(&mut self, assessment: &Assessment, today: Date) -> Arc<Readiness> {
        // Which checks there are depends on the scope and on the route.
        let scope = scope(assessment);
        let mut last = self.last.take().filter(|last| last.today == today && last.scope == scope);
        let changed = last.as_mut().and_then(|last| last.assessment.follow(assessment));
        let known = |place: usize, check: &Check| {
            let (last, changed) = (last.as_ref()?, changed.as_ref()?);
            let is_other = |field: &FieldId| *field == ROUTE.field || check.reads.contains(field);
            last.readiness.columns.get(place).filter(|_| !changed.iter().any(is_other)).cloned()
        };
        let readiness = Arc::new(judge(assessment, today, &scope, known));
        let assessment = last.map_or_else(|| assessment.clone(), |last| last.assessment);
        self.last = Some(Judgement { assessment, today, scope, readiness: readiness.clone() });
        readiness
    }
}

impl Readiness {
    /// The verdict of the whole: the worst of its workstreams; `None` while nothing is assessed.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.workstreams().map(|(_, verdict)| verdict).min()
    }

    /// The verdict of each workstream in scope.
    pub fn workstreams(&self) -> impl Iterator<Item = (Workstream, Verdict)> {
        self.tallies.iter().map(|(workstream, tally)| (*workstream, tally.verdict()))
    }

    /// Every outcome, in the catalogue's order, then in the order of rows. Where a rule looks at several things of
    /// one subject, those that do not apply are left out unless none does.
    pub fn all(&self) -> impl Iterator<Item = Judged<'_>> {
        self.each().filter_map(|(place, judged)| {
            (*judged.outcome != Outcome::NotApplicable || self.says_it_first(place, &judged)).then_some(judged)
        })
    }

    /// Every outcome of every check, with the check's place.
    fn each(&self) -> impl Iterator<Item = (usize, Judged<'_>)> {
        let places = self.columns.iter().enumerate();
        places.flat_map(|(place, column)| self.judged(column, |_| true).map(move |judged| (place, judged)))
    }

    /// The outcomes of a check that are of a kind. What is not is passed over run by run.
    fn judged<'a>(&'a self, column: &'a Column, is_meant: fn(&Outcome) -> bool) -> impl Iterator<Item = Judged<'a>> {
        let runs = column.runs().filter(move |(_, outcome)| is_meant(outcome));
        runs.flat_map(move |(rows, outcome)| self.judged_alike(column, rows, outcome))
    }

    /// Rows for which a check comes to the same.
    fn judged_alike<'a>(
        &self,
        column: &Column,
        rows: Range<u32>,
        outcome: &'a Outcome,
    ) -> impl Iterator<Item = Judged<'a>> + Clone + use<'a> {
        let Column { rule, check, table, .. } = *column;
        let route = self.route;
        rows.map(move |at| Judged { rule, subject: RowAt { table, at }, outcome, check, route })
    }

    /// Of several checks on one subject none of which applies, the first speaks for the rule.
    fn says_it_first(&self, place: usize, judged: &Judged<'_>) -> bool {
        judged.rule.checks.len() == 1
            || self.columns.iter().enumerate().all(|(other, column)| {
                column.rule != judged.rule
                    || column.table != judged.subject.table
                    || other == place
                    || (other > place && *column.outcome(judged.subject.at) == Outcome::NotApplicable)
            })
    }

    /// The findings, in the catalogue's order.
    pub fn findings(&self) -> impl Iterator<Item = (Severity, Judged<'_>, &Statement)> {
        self.columns.iter().flat_map(move |column| self.judged(column, Outcome::is_finding)).filter_map(Judged::found)
    }

    /// How many findings there are by severity and by the answer that would change them first.
    pub fn findings_by_field(&self) -> impl Iterator<Item = (Severity, FieldId, usize)> {
        let runs =
            self.columns.iter().flat_map(|column| column.runs().map(move |(rows, outcome)| (column, rows, outcome)));
        runs.filter_map(|(column, rows, outcome)| {
            let judged = self.judged_alike(column, rows.clone(), outcome).next()?;
            Some((judged.finding()?.0, *judged.fields().first()?, rows.len()))
        })
    }

    /// The findings that this answer would change, in the catalogue's order. Thousands of others are passed over run by
    /// run.
    pub fn findings_at(&self, row: RowAt, field: FieldId) -> impl Iterator<Item = (Severity, Judged<'_>, &Statement)> {
        let runs =
            self.columns.iter().flat_map(|column| column.runs().map(move |(rows, outcome)| (column, rows, outcome)));
        let alike = runs.filter(|(.., outcome)| outcome.is_finding()).map(move |(column, rows, outcome)| {
            let of_row = rows.start.max(row.at)..rows.end.min(row.at.saturating_add(1));
            self.judged_alike(column, if column.table == row.table { of_row } else { rows }, outcome)
        });
        // What would change it depends on the check and on what it came to.
        let touched = alike.filter(move |alike| alike.clone().next().is_some_and(|one| one.fields().contains(&field)));
        touched.flatten().filter_map(Judged::found)
    }

    /// What is in order, in the catalogue's order.
    pub fn met(&self) -> impl Iterator<Item = Judged<'_>> {
        self.columns.iter().flat_map(|column| self.judged(column, |outcome| matches!(outcome, Outcome::Met(_))))
    }

    /// Every outcome of a rule, those that do not apply among them.
    pub fn of(&self, rule: &'static Rule) -> impl Iterator<Item = Judged<'_>> {
        let own = self.columns.iter().filter(move |column| column.rule == rule);
        own.flat_map(|column| self.judged(column, |_| true))
    }

    /// How many outcomes there are of each kind.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::sum(self.tallies.iter().map(|(_, tally)| *tally))
    }

    /// Each missing answer once.
    #[must_use]
    pub fn missing_answers(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = self.waiting().into_iter().map(|(gap, _)| gap).collect();
        gaps.dedup();
        gaps
    }

    /// The answers of a row that findings are about, with the heaviest severity of each.
    #[must_use]
    pub fn marks(&self, row: RowAt) -> Vec<(FieldId, Severity)> {
        let mut marks = Vec::<(FieldId, Severity)>::new();
        for column in self.columns.iter().filter(|column| column.table == row.table && row.at < column.rows) {
            let judged = self.judged_alike(column, row.at..row.at + 1, column.outcome(row.at)).next();
            let found = judged.and_then(Judged::found).filter(|(severity, ..)| *severity != Severity::Note);
            let Some((severity, judged, _)) = found else { continue };
            for field in judged.blamed().iter().filter(|field| field.field().table == row.table) {
                match marks.iter_mut().find(|(own, _)| own == field) {
                    Some((_, mark)) => *mark = severity.min(*mark),
                    None => marks.push((*field, severity)),
                }
            }
        }
        marks
    }

    /// Each missing answer once, with the rules that wait for it, in the order of asking.
    #[must_use]
    pub fn missing(&self) -> Vec<(Gap, Vec<&'static Rule>)> {
        let mut missing = Vec::<(Gap, Vec<&'static Rule>)>::new();
        for (gap, column) in self.waiting() {
            let rule = self.columns[column].rule;
            match missing.last_mut().filter(|(own, _)| *own == gap) {
                Some((_, rules)) if rules.contains(&rule) => {}
                Some((_, rules)) => rules.push(rule),
                None => missing.push((gap, vec![rule])),
            }
        }
        missing
    }

    /// Each missing answer with the place of each check that waits for it, in order.
    fn waiting(&self) -> Vec<(Gap, usize)> {
        let mut waiting = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            for outcome in &column.outcomes {
                if let Outcome::Open(gaps) = outcome {
                    waiting.extend(gaps.iter().map(|gap| (*gap, place)));
                }
            }
        }
        waiting.sort_unstable();
        waiting
    }
}

impl Tally {
    /// Counts this outcome in.
    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::NotApplicable => {}
            Outcome::Met(_) => self.met += 1,
            Outcome::Open(_) => self.open += 1,
            Outcome::Finding(statement) => match statement.says.severity {
                Some(Severity::Blocker) => self.blockers += 1,
                Some(Severity::Warning) => self.warnings += 1,
                _ => self.notes += 1,
            },
        }
    }

    fn sum(tallies: impl Iterator<Item = Self>) -> Self {
        tallies.fold(Self::default(), Self::plus)
    }

    fn plus(self, other: Self) -> Self {
        Self {
            blockers: self.blockers + other.blockers,
            warnings: self.warnings + other.warnings,
            notes: self.notes + other.notes,
            open: self.open + other.open,
            met: self.met + other.met,
        }
    }

    fn verdict(self) -> Verdict {
        if self.blockers > 0 {
            Verdict::Blocked
        } else if self.open > 0 {
            Verdict::Incomplete
        } else if self.warnings > 0 {
            Verdict::ReadyWithWarnings
        } else {
            Verdict::Ready
        }
    }
}

/// Whether other answers have decided what this one would be needed for: then no rule looks at it.
fn is_idle(assessment: &Assessment, id: FieldId) -> bool {
    let whole = assessment.whole();
    if id == RENEWAL_DATE.field {
        return whole.value(DIRECTION) == Some(Direction::ToVolumeLicensing);
    }
    if [LCS_AGREEMENT.field, LCS_PARALLEL.field].contains(&id) {
        return Workstream::project_is_demanded(assessment);
    }
    let regions = || [LCS_SOURCE_REGION, LCS_TARGET_REGION].map(|region| whole.value(region));
    id == LCS_SAME_REGION.field && regions() != [Some(Region::Other); 2]
}

/// The questions that say what it is about. They need no rules, so that a first visit can ask them by themselves.
#[must_use]
pub fn asked_first(assessment: &Assessment) -> Vec<FieldId> {
    let brings_in = |id: FieldId, own: &Workstream| own.question().field == id && own.is_asked(assessment);
    let is_asked = |id: &FieldId| match *id {
        id if id == ROUTE.field => Workstream::Instances.is_in(assessment),
        id => Workstream::ALL.iter().any(|own| brings_in(id, own)),
    };
    FIELDS.iter().map(|field| field.id).filter(is_asked).collect()
}

/// The questions that are asked: those that say what it is about, and those whose answer some rule in scope reads.
#[must_use]
pub fn asked(assessment: &Assessment) -> Vec<FieldId> {
    let route = assessment.whole().value(ROUTE);
    let scope = scope(assessment);
    let is_in = |workstream| scope.contains(&(workstream, Standing::In));
    let rules: Vec<_> = RULES.iter().filter(|rule| is_in(rule.workstream) && rule.routes.may_apply(route)).collect();
    // A move of instances looks at subscriptions that are listed; it does not ask for the list.
    let is_listed = |id: FieldId| {
        let table = id.field().table;
        table != Table::Subscriptions || is_in(Workstream::Subscriptions) || !assessment.rows(table).is_empty()
    };
    // The project's rules look at a change of the agreement that is there; they do not ask for one.
    let is_about_it = |id: FieldId| id.field().section != Section::Agreement || is_in(Workstream::Agreement);
    let is_open = |id: FieldId| is_listed(id) && is_about_it(id) && !is_idle(assessment, id);
    let reads =
        |id: FieldId| is_open(id) && rules.iter().any(|rule| rule.checks.iter().any(|check| check.reads.contains(&id)));
    let mut about = asked_first(assessment);
    // The self-service tasks have commands, which are filled in with it.
    let has_commands = Workstream::Instances.is_in(assessment) && Routes::S.may_apply(route);
    about.extend(has_commands.then_some(ENVIRONMENT_ID.field));
    // A row that matters needs its name, whether or not a rule reads it.
    let names = |id: FieldId| {
        let table = id.field().table;
        table.grows() && table.name_field() == Some(id) && table.fields().iter().any(|other| reads(other.id))
    };
    FIELDS.iter().map(|field| field.id).filter(|id| about.contains(id) || reads(*id) || names(*id)).collect()
}

/// The sections that are asked, in order.
#[must_use]
pub fn sections(asked: &[FieldId]) -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| asked.iter().any(|id| id.field().section == *section)).collect()
}
