//! What is to be done, by whom and by when; what to ask, and whom; what to do on the day on which a move fails.
//!
//! # What a page needs to show it
//!
//! - [`runbook()`] gives a [`Runbook`] from the answers, the judgement, today and the states of tasks. It is total and
//!   pure, like [`assess`](crate::readiness::assess), and made anew after every change; only where it is shown, since it
//!   takes longer than the judgement itself.
//! - [`Runbook::entries`]: the tasks in the order of reading, one [`Entry`] a task and subject; of thousands, show a window.
//!   An entry knows its [`Task`] (code, phase, owner, tenant, rules that it settles, citation and basis by route), its
//!   subject, its due day with its basis, what it waits for, the findings because of which it is there, its state, and
//!   whether it can begin.
//! - [`tasks_in_order`]: the order of tasks where the rows of each stand together.
//! - Words: [`Entry::title`], [`Waiting::title`], [`Entry::steps`] (text, its basis, and where there is one a [`Command`] to
//!   copy with what is still to be filled in), [`say`] for the names of phases, owners, tenants, states, persons and
//!   placeholders. All words are in `public/words/en.runbook.json`, to be [added](crate::words::Words::add) first.
//! - [`settling`] gives the way from a finding to its task.
//! - States and remarks: [`TaskStates`], kept with the draft by task code ([`Task::code`], [`Question::code`]) and the id
//!   of the subject's row.
//! - [`questions::all`]: each missing answer as a task "find out", grouped by the [`Person`] to ask. [`questions::text`]
//!   is what to send to one person; [`questions::fold_back`] reads the reply into answers, each with its place, and
//!   problems with their lines. Show both before anything changes.
//! - [`Runbook::if_it_fails`]: what to do when a move fails or is called off; nothing there waits or is due.
//! - [`support_request::text`]: the text of the support request, for the task for which [`Entry::has_support_request`].

use std::ptr;

use time::{Date, Duration};

use crate::assessment::choices::{Route, YesNo};
use crate::assessment::fields::{FieldId, IMAGES_UPLOADED_ON, INSTANCE_TYPE, MOVE_ON, MOVED, STARTS, UPLOADED_FILES};
use crate::assessment::values::Value;
use crate::assessment::{Assessment, Given, RowAt, Said, Table, Workstream};
use crate::readiness::{Readiness, asked};
use crate::rules::facts::can_move;
use crate::rules::{Basis, Facts, Routes, Rule, Severity, Statement, Subject};

pub mod command;
mod order;
pub mod questions;
mod states;
pub mod support_request;
pub mod task;
pub mod tasks;
mod text;

pub use command::Command;
use order::Places;
pub use order::tasks_in_order;
pub use questions::{Person, Question};
pub use states::{State, TaskStates};
use task::{Anchor, Applies, Due};
pub use task::{Phase, Task};
use tasks::{IF_IT_FAILS, TASKS};
pub use text::{ShownStep, say};

/// The task for which [`support_request::text`] is composed.
const SUPPORT_REQUEST: &str = "TM-T13";

/// All tasks of a move.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Runbook {
    /// The kinds of move that are in it.
    pub workstreams: Vec<Workstream>,
    /// The route on which they are done.
    pub route: Option<Route>,
    /// What is to be done, in the order of reading: what is waited for comes first; among the rest the earlier phase, then
    /// the earlier due day, then the order of the list of tasks, then that of the rows.
    pub entries: Vec<Entry>,
    /// What to do when the move fails or is called off; nothing once all instances have moved.
    pub if_it_fails: Vec<Entry>,
}

/// One task for one subject.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The task.
    pub task: &'static Task,
    /// What it is about; the assessment's own row for the whole, and for rows that are not listed yet.
    pub subject: RowAt,
    /// The day by which it should be over, where it can be computed; no later than that of anything that waits for it.
    pub due: Option<DueDay>,
    /// What has to be over before.
    pub waits: Vec<Waiting>,
    /// The blockers and warnings that it settles, by rule.
    pub because: Vec<Because>,
    /// How far it has come.
    pub state: State,
    /// All that it waits for is over.
    pub can_begin: bool,
    /// It is due before today, and not over.
    pub is_late: bool,
}

/// A due day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DueDay {
    /// The day.
    pub day: Date,
    /// Whether the guidance sets it; lead times are our own judgement.
    pub basis: Basis,
}

/// What an entry waits for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Waiting {
    /// The other task.
    pub task: &'static Task,
    /// For which subject; `None` for all that it has.
    pub on: Option<RowAt>,
}

/// A finding that an entry settles.
#[derive(Clone, PartialEq, Debug)]
pub struct Because {
    /// The rule.
    pub rule: &'static Rule,
    /// The row that the finding is about.
    pub about: RowAt,
    /// A blocker or a warning.
    pub severity: Severity,
    /// What it says; [`Words::statement`](crate::words::Words::statement) has its text and its remedy, with the numbers.
    pub statement: Statement,
}

/// What is to be done about the moves that are in it, as of `today`.
#[must_use]
pub fn runbook(about: &Assessment, readiness: &Readiness, today: Date, states: &TaskStates) -> Runbook {
    let facts = Facts::new(about, today);
    let scope: Vec<_> = Workstream::ALL.into_iter().filter(|one| one.is_in(about)).collect();
    let in_scope = |task: &Task| scope.contains(&task.workstream) && applies_on(task.routes, facts.route);
    let plan = Plan::new(&facts);
    let mut found = findings_by_task(readiness);
    let mut places = Places::new(TASKS.len());
    let (mut entries, mut tasks) = (Vec::<Entry>::new(), Vec::new());
    for (place, task) in TASKS.iter().enumerate().filter(|(_, task)| in_scope(task)) {
        let mut found = std::mem::take(&mut found[place]).into_iter().peekable();
        let mut push = |subject: Subject<'_>, row, because: Vec<Because>| {
            places.push(place, row, entries.len());
            tasks.push(place);
            entries.push(plan.entry(task, subject, because, states));
        };
        for subject in facts.each(task.subject) {
            let mut because = Vec::new();
            while let Some((_, finding)) = found.next_if(|(row, _)| *row == subject.at) {
                because.push(finding);
            }
            let takes_part = || takes_part(task, subject) || !because.is_empty();
            let applies = match task.applies {
                Applies::Always => takes_part(),
                Applies::Found => !because.is_empty(),
                Applies::If(applies) => takes_part() && applies(&facts, subject),
                Applies::Unless(is_over) => !because.is_empty() || (takes_part() && !is_over(&facts, subject)),
            };
            if applies {
                push(subject, Some(subject.at), because);
            }
        }
        // As long as no window is listed, one entry stands for all that will be.
        if task.subject == Table::Windows && matches!(task.applies, Applies::Always) && plan.windows == 0 {
            push(facts.whole(), None, Vec::new());
        }
    }
    let subjects: Vec<RowAt> = entries.iter().map(|entry| entry.subject).collect();
    for (entry, place) in entries.iter_mut().zip(&tasks) {
        entry.waits = plan.waits(TASKS[*place], entry.subject, &places, &subjects);
    }
    // Once all have moved, no move can fail any more.
    let moves = || facts.each(Table::Instances).filter(may_move);
    let all_moved = moves().next().is_some() && moves().all(has_moved);
    let if_it_fails = IF_IT_FAILS.iter().filter(|task| in_scope(task) && !all_moved);
    let if_it_fails = if_it_fails.map(|task| plan.entry(task, facts.whole(), Vec::new(), states)).collect();
    let mut entries = order::put_in_order(entries, &tasks, |waiting| plan.place_of(waiting.task), &places);
    for entry in &mut entries {
        entry.is_late = entry.due.is_some_and(|due| due.day < today) && !entry.state.is_over();
    }
    Runbook { workstreams: scope, route: facts.route, entries, if_it_fails }
}

/// Tasks of one route alone are done only once it is taken.
fn applies_on(routes: Routes, route: Option<Route>) -> bool {
    match routes {
        Routes::Both => true,
        Routes::Only(own) => route == Some(own),
    }
}

/// Whether a row still takes part in the move when this task is done.
fn takes_part(task: &Task, subject: Subject<'_>) -> bool {
    task.subject != Table::Instances || (may_move(&subject) && (task.phase == Phase::After || !has_moved(subject)))
}

/// Whether an instance is of a type that can move, as far as is known.
fn may_move(instance: &Subject<'_>) -> bool {
    instance.known(INSTANCE_TYPE).is_none_or(can_move)
}

fn has_moved(instance: Subject<'_>) -> bool {
    instance.known(MOVED) == Some(YesNo::Yes)
}

/// The task that settles a blocker or a warning of a rule about a row, and the row for which it is done; of several, the
/// first in the list of tasks.
#[must_use]
pub fn settling(about: &Assessment, today: Date, rule: &str, found: RowAt) -> Option<(&'static Task, RowAt)> {
    let facts = Facts::new(about, today);
    let settles = |task: &&Task| task.settles.contains(&rule) && applies_on(task.routes, facts.route);
    TASKS.iter().copied().filter(settles).find_map(|task| {
        let row = settled_at(task, found)?;
        let applies = match task.applies {
            Applies::If(applies) => applies(&facts, facts.subject(row.table, row.at as usize)),
            Applies::Always | Applies::Found | Applies::Unless(_) => true,
        };
        applies.then_some((task, row))
    })
}

/// The row for which a task is done that settles what is found about a row.
fn settled_at(task: &Task, found: RowAt) -> Option<RowAt> {
    match task.subject {
        table if table == found.table => Some(found),
        Table::Assessment => Some(RowAt { table: Table::Assessment, at: 0 }),
        _ => None,
    }
}

/// For each task, the blockers and warnings that it settles, by its own subject, in the order of its rows.
fn findings_by_task(readiness: &Readiness) -> Vec<Vec<(RowAt, Because)>> {
    let mut by_task: Vec<Vec<(RowAt, Because)>> = vec![Vec::new(); TASKS.len()];
    let mut rule: Option<&'static Rule> = None;
    let mut settling = Vec::new();
    for (severity, judged, statement) in readiness.findings().filter(|(severity, ..)| *severity != Severity::Note) {
        // Findings come rule by rule.
        if rule.replace(judged.rule) != Some(judged.rule) {
            let settles = |place: &usize| TASKS[*place].settles.contains(&judged.rule.code);
            settling = (0..TASKS.len()).filter(settles).collect();
        }
        for place in &settling {
            let Some(subject) = settled_at(TASKS[*place], judged.subject) else { continue };
            let (rule, about, statement) = (judged.rule, judged.subject, statement.clone());
            by_task[*place].push((subject, Because { rule, about, severity, statement }));
        }
    }
    for found in &mut by_task {
        found.sort_by_key(|(row, _)| *row);
    }
    by_task
}

/// What entries are computed from, gathered once.
struct Plan<'a> {
    facts: &'a Facts<'a>,
    /// How many windows are listed.
    windows: usize,
    /// For each instance, the place of its window.
    window_of: Vec<Option<usize>>,
    /// For each window, its instances.
    instances_of: Vec<Vec<RowAt>>,
    /// The first and the last day on which a cut-over begins, as far as they are known.
    cut_overs: Option<(Date, Date)>,
    /// The questions that are asked: what was once answered of a move that is left out sets no day.
    asked: Vec<FieldId>,
    /// Each task by its address, in order, with its place in the list.
    by_address: Vec<(*const Task, usize)>,
}

impl<'a> Plan<'a> {
    fn new(facts: &'a Facts<'a>) -> Self {
        let windows = facts.assessment.rows(Table::Windows).len();
        let mut plan = Self {
            facts,
            windows,
            window_of: Vec::new(),
            instances_of: vec![Vec::new(); windows],
            cut_overs: None,
            asked: asked(facts.assessment),
            by_address: TASKS.iter().map(|task| ptr::from_ref(*task)).zip(0..).collect(),
        };
        plan.by_address.sort_unstable();
        for instance in facts.each(Table::Instances) {
            let window = facts.window_of(instance).ok().map(|window| window.at.at as usize);
            plan.window_of.push(window);
            if let Some(window) = window {
                plan.instances_of[window].push(instance.at);
            }
        }
        let begins = facts
            .each(Table::Windows)
            .filter_map(begins)
            .chain(facts.each(Table::Instances).filter_map(|instance| plan.moves_on(instance)));
        plan.cut_overs = begins.fold(None, |ends: Option<(Date, Date)>, day| {
            Some(ends.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        });
        plan
    }

    /// Where a task stands in the list. Tens of thousands of entries ask for what they wait for.
    fn place_of(&self, task: &'static Task) -> usize {
        let at = self.by_address.binary_search_by_key(&ptr::from_ref(task), |(address, _)| *address);
        at.map(|at| self.by_address[at].1).unwrap_or_default()
    }

    /// The day planned for an instance's move, by self-service.
    fn moves_on(&self, instance: Subject<'_>) -> Option<Date> {
        let asked = self.facts.route == Some(Route::SelfService);
        asked.then(|| instance.known(MOVE_ON).flatten()).flatten()
    }

    /// The day on which the cut-over of a task's subject begins.
    fn cut_over(&self, task: &Task, subject: Subject<'_>) -> Option<Date> {
        let of_all = || self.cut_overs.map(|(first, last)| if task.phase == Phase::After { last } else { first });
        match subject.at.table {
            // What comes after it comes after the last of its instances, on whatever day that moves.
            Table::Windows if task.phase == Phase::After => {
                let instances = self.instances_of[subject.at.at as usize].iter();
                let moves = instances.filter_map(|row| self.moves_on(self.facts.subject(row.table, row.at as usize)));
                moves.chain(begins(subject)).max()
            }
            Table::Windows => begins(subject),
            Table::Instances => self.moves_on(subject).or_else(|| {
                let window = self.window_of[subject.at.at as usize]?;
                begins(self.facts.subject(Table::Windows, window))
            }),
            _ => of_all(),
        }
    }

    fn due(&self, task: &Task, subject: Subject<'_>) -> Option<DueDay> {
        // Whatever the answers say, nothing is done with an instance in the destination before it is there.
        let is_after = task.phase == Phase::After && task.subject == Table::Instances;
        let arrives = is_after.then(|| self.cut_over(task, subject)).flatten();
        let day = |due: &Due| {
            let from = match due.from {
                Anchor::CutOver => self.cut_over(task, subject),
                Anchor::Answer(field) | Anchor::Planned(field) if !self.asked.contains(&field) => None,
                Anchor::Answer(field) => self.said_day(subject.at, field),
                Anchor::Planned(field) => self.said_day(subject.at, field).filter(|day| *day >= self.facts.today),
                Anchor::Images => self.images(task, subject),
                Anchor::OldAgreementExpired => self.facts.old_agreement_expires(),
            };
            let day = from?.saturating_add(Duration::days(due.days.into()));
            let earliest = due.not_before.and_then(|field| self.said_day(subject.at, field)).max(arrives);
            Some(DueDay { day: earliest.map_or(day, |earliest| day.max(earliest)), basis: due.basis })
        };
        // A term of the guidance that is over sets nothing any more: what ran out is done anew.
        let holds = |due: &DueDay| due.basis == Basis::Judgement || due.day >= self.facts.today;
        task.due.iter().filter_map(day).filter(holds).min_by_key(|due| due.day)
    }

    /// The day on which the images of an instance are there again.
    fn images(&self, task: &Task, instance: Subject<'_>) -> Option<Date> {
        let has_files = instance.known(UPLOADED_FILES) == Some(YesNo::Yes);
        let planned = instance.known(IMAGES_UPLOADED_ON).flatten().filter(|_| has_files);
        planned.or_else(|| Some(self.cut_over(task, instance)?.saturating_add(Duration::days(2))))
    }

    /// The day that an answer says, about this subject or about the whole.
    fn said_day(&self, subject: RowAt, field: FieldId) -> Option<Date> {
        let whole = self.facts.whole().at;
        let row = [subject, whole].into_iter().find(|row| row.table == field.field().table)?;
        match &self.facts.assessment.row(row).answer(field).said {
            Said::Given(Given { value: Value::Day(day), .. }) => Some(*day),
            _ => None,
        }
    }

    fn entry(&self, task: &'static Task, subject: Subject<'_>, because: Vec<Because>, states: &TaskStates) -> Entry {
        let due = self.due(task, subject);
        let state = states.state(task.code, &self.facts.assessment.row(subject.at).id);
        Entry { task, subject: subject.at, due, waits: Vec::new(), because, state, can_begin: true, is_late: false }
    }

    /// What a task waits for, for one subject. `subjects` gives those of the entries at their places.
    fn waits(&self, task: &'static Task, subject: RowAt, places: &Places, subjects: &[RowAt]) -> Vec<Waiting> {
        let mut waits = Vec::new();
        for other in task.after.iter().map(|wait| wait.task()) {
            let place = self.place_of(other);
            let mut on_row = |row| {
                if places.of(place, row).is_some() {
                    waits.push(Waiting { task: other, on: Some(row) });
                }
            };
            match (subject.table, other.subject) {
                (own, table) if own == table => on_row(subject),
                (_, Table::Assessment) => on_row(RowAt { table: Table::Assessment, at: 0 }),
                (Table::Windows, Table::Instances) => {
                    self.instances_of[subject.at as usize].iter().for_each(|row| on_row(*row));
                }
                (Table::Instances, Table::Windows) if self.window_of[subject.at as usize].is_some() => {
                    let at = self.window_of[subject.at as usize].and_then(|at| u32::try_from(at).ok());
                    on_row(RowAt { table: Table::Windows, at: at.unwrap_or(u32::MAX) });
                }
                _ => match places.all(place) {
                    [] => {}
                    // All that it has is one: it is called by that.
                    [only] => waits.push(Waiting { task: other, on: Some(subjects[*only]) }),
                    _ => waits.push(Waiting { task: other, on: None }),
                },
            }
        }
        waits
    }
}

/// The day on which a window begins.
fn begins(window: Subject<'_>) -> Option<Date> {
    window.known(STARTS).map(|starts| starts.local().date())
}
