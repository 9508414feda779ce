//! What a declaration of a task says.

use std::fmt;

use crate::assessment::choices::Route;
use crate::assessment::{Assessment, FieldId, RowAt, Table, Workstream};
use crate::rules::sources::Citation;
use crate::rules::{Bases, Basis, Facts, Routes, Source, Subject};

/// One task: declared once, and listed in [`TASKS`](super::tasks::TASKS) or
/// [`IF_IT_FAILS`](super::tasks::IF_IT_FAILS). Its words stand under `runbook.tasks.<code>`.
pub struct Task {
    /// Its code: never changed once published, since drafts keep states by it. `TM-T…` for what the support-assisted
    /// page of 2019 (S0) brings or both routes share, `SS-T…` for what the newer pages (P22, P26) bring, the letters of
    /// their rules for the other moves, and `…-F…` for what is done when a move fails or is called off. A new task takes
    /// the next free number, wherever it stands.
    pub code: &'static str,
    /// The kind of move of which it is a part.
    pub workstream: Workstream,
    /// The routes on which it is done. While the route is not known, the tasks of one route alone are left out.
    pub routes: Routes,
    /// When in the move it is done.
    pub phase: Phase,
    /// Who does it.
    pub owner: Owner,
    /// In which tenant, where it matters.
    pub side: Option<Side>,
    /// What it is about: it is done once for each row of this table, or once for the whole.
    pub subject: Table,
    /// Which of these rows need it.
    pub applies: Applies,
    /// What has to be over before it begins.
    pub after: &'static [Wait],
    /// When it is due: the earliest of those that can be computed; earlier where what waits for it is.
    pub due: &'static [Due],
    /// The rules that it settles, by code.
    pub settles: &'static [&'static str],
    /// What it rests on: the task itself, and those of its steps that are not [our own advice](Step::is_ours).
    pub bases: Bases,
    /// Where that stands.
    pub source: Source,
    /// What is done, in order.
    pub steps: &'static [Step],
}

impl Task {
    /// What it rests on, on this route.
    #[must_use]
    pub fn basis(&self, route: Option<Route>) -> Basis {
        self.bases.on(route)
    }

    /// Where it stands, on this route.
    #[must_use]
    pub fn citation(&self, route: Option<Route>) -> &'static Citation {
        self.source.on(route)
    }

    /// Its steps on this route, with their places; those of one route alone only when it is taken.
    pub fn steps(&self, route: Option<Route>) -> impl Iterator<Item = &'static Step> + use<> {
        self.steps.iter().filter(move |step| match step.routes {
            Routes::Both => true,
            Routes::Only(own) => route == Some(own),
        })
    }
}

impl fmt::Debug for Task {
    /// The code alone: tasks know each other.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl PartialEq for Task {
    /// Tasks are declared once: the same declaration is the same task.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// When in the move a task is done, as S0's table has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// Notification and preparation.
    Before,
    /// The cut-over.
    During,
    /// Notification and support.
    After,
}

impl Phase {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Before, Self::During, Self::After];

    /// Its name in words and output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
        }
    }
}

/// Who does a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// The customer's administrators.
    CustomerAdmin,
    /// The partner, or whoever maintains the apps.
    Partner,
    /// Microsoft: the support representative or the account manager.
    Microsoft,
    /// Whoever sells the subscriptions.
    Reseller,
    /// The managers of those who work in the instances.
    UsersManagers,
}

impl Owner {
    /// All, in order.
    pub const ALL: [Self; 5] =
        [Self::CustomerAdmin, Self::Partner, Self::Microsoft, Self::Reseller, Self::UsersManagers];

    /// Its name in words and output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::CustomerAdmin => "customer-admin",
            Self::Partner => "partner",
            Self::Microsoft => "microsoft",
            Self::Reseller => "reseller",
            Self::UsersManagers => "users-managers",
        }
    }
}

/// The tenant in which a task is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Where the instances come from.
    Source,
    /// Where they go.
    Destination,
}

impl Side {
    /// Its name in words and output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination => "destination",
        }
    }
}

/// Which subjects need a task: a function of the answers, never of the states of tasks. Instances that cannot move are
/// left out, and before and during the move also those that have moved, unless a rule that the task settles has a
/// finding about them.
pub enum Applies {
    /// All.
    Always,
    /// Those of which a rule that it settles has a blocker or a warning.
    Found,
    /// Those of which this holds.
    If(fn(&Facts<'_>, Subject<'_>) -> bool),
    /// Those of which this does not hold; of the others those of which a rule that it settles has a blocker or a warning.
    Unless(fn(&Facts<'_>, Subject<'_>) -> bool),
}

/// Another task that has to be over before one begins: for the same subject, where both are about rows of one table;
/// for the instances of a window or the window of an instance; otherwise for all its subjects.
#[derive(Clone, Copy)]
pub enum Wait {
    /// It applies whenever this one does.
    On(&'static Task),
    /// Where it applies.
    IfAny(&'static Task),
}

impl Wait {
    /// The other task.
    #[must_use]
    pub fn task(self) -> &'static Task {
        match self {
            Self::On(task) | Self::IfAny(task) => task,
        }
    }
}

/// A due day: so many days after something; before it, where negative. Calendar days.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// How many.
    pub days: i16,
    /// After what.
    pub from: Anchor,
    /// Whether the guidance says so; lead times are our own judgement.
    pub basis: Basis,
    /// The day that this answer says, where it cannot be done before.
    pub not_before: Option<FieldId>,
}

impl Due {
    /// But not before the day that this answer says.
    #[must_use]
    pub const fn not_before(mut self, field: FieldId) -> Self {
        self.not_before = Some(field);
        self
    }
}

/// What due days are computed from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The day on which the cut-over begins: of the window, of the instance (by self-service the day planned for its
    /// move, else its window's), of all else the first until the move and the last after it, as far as they are known.
    CutOver,
    /// The day that this answer says: about the subject itself where its table has the question, else about the whole.
    Answer(FieldId),
    /// The same as long as it is to come: what was planned for a day that is past is no plan any more.
    Planned(FieldId),
    /// The day on which the images of an instance are uploaded again: the one planned, or two after its cut-over. Where
    /// nothing was uploaded, the latter.
    Images,
    /// The day on which the old agreement has expired.
    OldAgreementExpired,
}

/// So many days before the cut-over: our judgement.
#[must_use]
pub const fn before(days: i16) -> Due {
    Due { days: -days, from: Anchor::CutOver, basis: Basis::Judgement, not_before: None }
}

/// So many days after the cut-over: our judgement.
#[must_use]
pub const fn after(days: i16) -> Due {
    Due { days, from: Anchor::CutOver, basis: Basis::Judgement, not_before: None }
}

/// So many days after the day that this answer says: our judgement.
#[must_use]
pub const fn after_answer(days: i16, field: FieldId) -> Due {
    Due { days, from: Anchor::Answer(field), basis: Basis::Judgement, not_before: None }
}

/// So many days after the day that this answer says: a term of the guidance.
#[must_use]
pub const fn term(days: i16, field: FieldId) -> Due {
    Due { days, from: Anchor::Answer(field), basis: Basis::Guidance, not_before: None }
}

/// So many days after the images are there again: our judgement.
#[must_use]
pub const fn after_images(days: i16) -> Due {
    Due { days, from: Anchor::Images, basis: Basis::Judgement, not_before: None }
}

/// The day that this answer plans: our judgement.
#[must_use]
pub const fn planned(field: FieldId) -> Due {
    Due { days: 0, from: Anchor::Planned(field), basis: Basis::Judgement, not_before: None }
}

/// One step of a task.
pub struct Step {
    /// Key of the words: `runbook.tasks.<code>.steps.<key>`.
    pub key: &'static str,
    /// The routes on which it is done.
    pub routes: Routes,
    /// What is typed into PowerShell, with names in angle brackets to be filled in; see [`command`](super::command).
    pub command: Option<&'static str>,
    /// The task's source does not say so: it is our own advice.
    pub is_ours: bool,
    /// For which subjects it is.
    pub applies: fn(&Assessment, RowAt) -> bool,
}

impl Step {
    /// Something to do, in words.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, routes: Routes::Both, command: None, is_ours: false, applies: |_, _| true }
    }

    /// On this route alone.
    #[must_use]
    pub const fn on(key: &'static str, routes: Routes) -> Self {
        Self { key, routes, command: None, is_ours: false, applies: |_, _| true }
    }

    /// Something to type into PowerShell, on the self-service route.
    #[must_use]
    pub const fn run(key: &'static str, command: &'static str) -> Self {
        Self { key, routes: Routes::S, command: Some(command), is_ours: false, applies: |_, _| true }
    }

    /// The same, as our own advice.
    #[must_use]
    pub const fn ours(mut self) -> Self {
        self.is_ours = true;
        self
    }

    /// The same, for some subjects alone.
    #[must_use]
    pub const fn only(mut self, applies: fn(&Assessment, RowAt) -> bool) -> Self {
        self.applies = applies;
        self
    }
}
