//! The words of tasks.

use super::command::{Command, filled};
use super::{Entry, SUPPORT_REQUEST, Task, Waiting};
use crate::assessment::choices::{Choice, Replacement, Route};
use crate::assessment::fields::{BOUGHT, Count, ENDS, NEED_REPLACEMENT, PERSON_ROLES, REASSIGNED, REPLACEMENT, STARTS};
use crate::assessment::values::Value;
use crate::assessment::{Assessment, Given, Key, RowAt, Said, Table, values};
use crate::rules::Basis;
use crate::words::{Fill, Words};

/// A step, ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownStep {
    /// What to do.
    pub text: String,
    /// What to type, where it is a command.
    pub command: Option<Command>,
    /// Whether the task's source says so, or it is our own advice.
    pub basis: Basis,
}

impl Entry {
    /// What is to be done, in the imperative.
    #[must_use]
    pub fn title(&self, words: &Words, about: &Assessment) -> String {
        title(words, about, self.task, Some(self.subject))
    }

    /// How it is done on this route, step by step.
    #[must_use]
    pub fn steps(&self, words: &Words, about: &Assessment, route: Option<Route>) -> Vec<ShownStep> {
        let shown = |step: &super::task::Step| ShownStep {
            text: fill(
                words,
                about,
                self.task,
                Some(self.subject),
                &format!("runbook.tasks.{}.steps.{}", self.task.code, step.key),
            ),
            command: step.command.map(|command| filled(command, about, self.subject)),
            basis: if step.is_ours { Basis::Judgement } else { self.task.basis(route) },
        };
        self.task.steps(route).filter(|step| (step.applies)(about, self.subject)).map(shown).collect()
    }

    /// Whether a text is composed for it: [`support_request::text`](super::support_request::text).
    #[must_use]
    pub fn has_support_request(&self) -> bool {
        self.task.code == SUPPORT_REQUEST
    }
}

impl Waiting {
    /// What is waited for, in the words of its title.
    #[must_use]
    pub fn title(&self, words: &Words, about: &Assessment) -> String {
        title(words, about, self.task, self.on)
    }
}

impl Task {
    /// What is to be done about each of its rows, as one task.
    #[must_use]
    pub fn title_for_each(&self, words: &Words, about: &Assessment) -> String {
        title(words, about, self, None)
    }
}

fn title(words: &Words, about: &Assessment, task: &Task, subject: Option<RowAt>) -> String {
    fill(words, about, task, subject, &format!("runbook.tasks.{}.title", task.code))
}

/// Words of a task about a subject; about each that it has, where that is `None`.
fn fill(words: &Words, about: &Assessment, task: &Task, subject: Option<RowAt>, key: &str) -> String {
    let tenant = |at| words.row_name(about, RowAt { table: Table::Tenants, at });
    let each = || words.say(&format!("runbook.each.{}", task.subject.key()));
    // As long as no row is listed, the task stands for each that will be.
    let subject = subject.filter(|row| row.table == task.subject);
    let blanks: [(&str, &dyn Fn() -> String); 11] = [
        ("subject", &|| subject.map_or_else(each, |row| words.row_name(about, row))),
        ("source", &|| tenant(0)),
        ("destination", &|| tenant(1)),
        ("starts", &|| moment(words, about, subject, STARTS)),
        ("ends", &|| moment(words, about, subject, ENDS)),
        ("onCall", &|| people(words, about, ON_CALL)),
        ("alertContact", &|| people(words, about, ALERT_CONTACT)),
        ("counter", &|| counter(words, about, subject)),
        ("needed", &|| count(words, about, subject, NEED_REPLACEMENT)),
        ("bought", &|| count(words, about, subject, BOUGHT)),
        ("replacement", &|| replacement(words, about, subject)),
    ];
    // Most words have none of them, and to count takes long.
    let template = words.template(key).unwrap_or_default();
    let needed = blanks.iter().filter(|(name, _)| template.contains(name));
    let texts: Vec<_> = needed.map(|(name, text)| (*name, text())).collect();
    let fills: Vec<_> = texts.iter().map(|(name, text)| (*name, Fill::Words(text))).collect();
    words.fill(key, &fills)
}

/// What the words call a phase, an owner, a tenant, a state, a person to ask or a placeholder: the group, and its key.
#[must_use]
pub fn say(words: &Words, group: &str, key: &str) -> String {
    words.say(&format!("runbook.{group}.{key}"))
}

/// The bit of [`PERSON_ROLES`] of those who get the alert.
pub(super) const ALERT_CONTACT: u8 = 1;
/// The bit of those who are on call.
pub(super) const ON_CALL: u8 = 2;

/// The people who have this part in the move.
pub(super) fn people(words: &Words, about: &Assessment, role: u8) -> String {
    let names: Vec<String> = with_role(about, role).map(|row| words.row_name(about, row)).collect();
    if names.is_empty() { words.say("runbook.nobody") } else { words.locale().list(&names) }
}

pub(super) fn with_role(about: &Assessment, role: u8) -> impl Iterator<Item = RowAt> {
    let people = about.rows(Table::People).iter().zip(0..);
    people.filter_map(move |(person, at)| match &person.answer(PERSON_ROLES.field).said {
        Said::Given(given) if matches!(given.value, Value::Choices(bits) if bits & role != 0) => {
            Some(RowAt { table: Table::People, at })
        }
        _ => None,
    })
}

/// A window's beginning or end; that it is not known yet, where it is not, and for all windows together.
fn moment(words: &Words, about: &Assessment, window: Option<RowAt>, key: Key<values::Moment>) -> String {
    let window = window.filter(|window| window.table == Table::Windows);
    let known = window.and_then(|window| about.row(window).value(key));
    known.map_or_else(|| words.say("runbook.notKnown"), |moment| words.locale().moment(moment.local()))
}

/// How many users have been reassigned, of how many: of this subscription, or of all that have been counted.
fn counter(words: &Words, about: &Assessment, subject: Option<RowAt>) -> String {
    let subject = subject.filter(|row| row.table == Table::Subscriptions);
    let all = about.rows(Table::Subscriptions);
    let rows = subject.map_or(all, |row| std::slice::from_ref(about.row(row)));
    let counted = || rows.iter().filter_map(|row| row.value(REASSIGNED).zip(row.value(NEED_REPLACEMENT)));
    let sum = counted()
        .reduce(|(done, all), (own_done, own_all)| (done.saturating_add(own_done), all.saturating_add(own_all)));
    let key = if counted().count() < rows.len() { "runbook.counterSoFar" } else { "runbook.counter" };
    sum.map_or_else(
        || words.say("runbook.notCounted"),
        |(done, all)| words.fill(key, &[("done", Fill::Number(done)), ("all", Fill::Number(all))]),
    )
}

/// A number of a subscription; that it is not known yet, where it is not.
fn count(words: &Words, about: &Assessment, subject: Option<RowAt>, key: Key<Count>) -> String {
    let subject = subject.filter(|row| row.table == Table::Subscriptions);
    let known = subject.and_then(|row| about.row(row).value(key));
    known.map_or_else(|| words.say("runbook.notKnown"), |count| words.locale().integer(count))
}

/// What takes a subscription's place, by its name; what it is called while it is not chosen.
fn replacement(words: &Words, about: &Assessment, subject: Option<RowAt>) -> String {
    let subject = subject.filter(|row| row.table == Table::Subscriptions);
    let answer = subject.map(|row| &about.row(row).answer(REPLACEMENT.field).said);
    match answer {
        Some(Said::Given(Given { value: Value::Choice(at), .. })) => words.choice(Replacement::SET, *at),
        _ => words.say("runbook.replacement"),
    }
}
