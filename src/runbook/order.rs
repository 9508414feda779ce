//! In which order tasks are read, and which can begin.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use time::Date;

use super::{DueDay, Entry, Task, Waiting};
use crate::assessment::RowAt;
use crate::rules::Basis;

/// Where the entries of each task stand.
#[derive(Debug)]
pub(super) struct Places {
    /// For each task, in the order of the list, for each row of its table, the place of its entry.
    rows: Vec<Vec<Option<usize>>>,
    /// For each task, the places of all its entries.
    all: Vec<Vec<usize>>,
}

impl Places {
    pub(super) fn new(tasks: usize) -> Self {
        Self { rows: vec![Vec::new(); tasks], all: vec![Vec::new(); tasks] }
    }

    /// The next entry of this task is about this row; `None` where it stands for rows that are not listed yet.
    pub(super) fn push(&mut self, task: usize, row: Option<RowAt>, entry: usize) {
        self.all[task].push(entry);
        if let Some(row) = row {
            let rows = &mut self.rows[task];
            rows.resize(rows.len().max(row.at as usize + 1), None);
            rows[row.at as usize] = Some(entry);
        }
    }

    pub(super) fn of(&self, task: usize, row: RowAt) -> Option<usize> {
        *self.rows[task].get(row.at as usize)?
    }

    pub(super) fn all(&self, task: usize) -> &[usize] {
        &self.all[task]
    }
}

/// What an entry waits for, by place: another entry, or all of a task.
#[derive(Clone, Copy)]
enum Gate {
    Entry(usize),
    Task(usize),
}

/// What entries wait for.
struct Gates<'a> {
    /// For each entry, all of it.
    of: Vec<Vec<Gate>>,
    /// For each entry, the place of its task in the list.
    tasks: &'a [usize],
    places: &'a Places,
}

impl Gates<'_> {
    /// The entries, each behind what it waits for; among those that could come next, first the one of the lowest rank.
    ///
    /// The time grows with the number of entries and of what they wait for; that an entry waits for all of a task counts
    /// once.
    fn order<Rank: Ord>(&self, rank: impl Fn(usize) -> Rank) -> Vec<usize> {
        let mut by_rank: Vec<usize> = (0..self.of.len()).collect();
        by_rank.sort_by_key(|at| rank(*at));
        let mut rank = vec![0; by_rank.len()];
        for (place, at) in by_rank.iter().enumerate() {
            rank[*at] = place;
        }
        let mut left_of_task: Vec<usize> = self.places.all.iter().map(Vec::len).collect();
        let mut waiting_for: Vec<usize> = self.of.iter().map(Vec::len).collect();
        let mut behind_entry: Vec<Vec<usize>> = vec![Vec::new(); self.of.len()];
        let mut behind_task: Vec<Vec<usize>> = vec![Vec::new(); left_of_task.len()];
        for (at, gates) in self.of.iter().enumerate() {
            for gate in gates {
                match gate {
                    Gate::Entry(other) => behind_entry[*other].push(at),
                    Gate::Task(task) => behind_task[*task].push(at),
                }
            }
        }
        let mut next: BinaryHeap<Reverse<usize>> =
            waiting_for.iter().zip(&rank).filter(|(waits, _)| **waits == 0).map(|(_, rank)| Reverse(*rank)).collect();
        let mut order = Vec::with_capacity(by_rank.len());
        while let Some(Reverse(rank_of_next)) = next.pop() {
            let at = by_rank[rank_of_next];
            order.push(at);
            let mut opened = std::mem::take(&mut behind_entry[at]);
            let task = self.tasks[at];
            left_of_task[task] -= 1;
            if left_of_task[task] == 0 {
                opened.append(&mut behind_task[task]);
            }
            for other in opened {
                waiting_for[other] -= 1;
                if waiting_for[other] == 0 {
                    next.push(Reverse(rank[other]));
                }
            }
        }
        // A cycle is a defect that a test finds; even then every task is shown.
        order.extend(by_rank.into_iter().filter(|at| waiting_for[*at] > 0));
        order
    }

    /// What is waited for is due by the day on which what waits is due, also where others without a day stand between
    /// the two. Such a day is our judgement, whatever set the later one.
    fn bring_forward(&self, entries: &mut [Entry]) {
        let mut of_entry: Vec<Option<Date>> = vec![None; entries.len()];
        let mut of_task: Vec<Option<Date>> = vec![None; self.places.all.len()];
        for at in self.order(|at| at).into_iter().rev() {
            let mut latest = earlier(of_entry[at], of_task[self.tasks[at]]);
            if let Some(due) = &mut entries[at].due {
                if let Some(day) = latest.filter(|day| *day < due.day) {
                    *due = DueDay { day, basis: Basis::Judgement };
                }
                latest = Some(due.day);
            }
            for gate in &self.of[at] {
                let of_other = match gate {
                    Gate::Entry(other) => &mut of_entry[*other],
                    Gate::Task(task) => &mut of_task[*task],
                };
                *of_other = earlier(*of_other, latest);
            }
        }
    }
}

/// The earlier of two days, as far as they are set.
fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min()
}

/// Puts the entries in order: what is waited for comes before what waits, and is due no later; among those that could come
/// next, first the earlier phase, then the earlier due day (none comes last), then the order of the list and of the rows.
/// Then says of each whether all that it waits for is over. `tasks` gives an entry's task by its place in the list.
pub(super) fn put_in_order(
    mut entries: Vec<Entry>,
    tasks: &[usize],
    place_of: impl Fn(&Waiting) -> usize,
    places: &Places,
) -> Vec<Entry> {
    let gates = |entry: &Entry| -> Vec<Gate> {
        let gate = |waiting: &Waiting| {
            let task = place_of(waiting);
            waiting.on.and_then(|row| places.of(task, row)).map_or(Gate::Task(task), Gate::Entry)
        };
        entry.waits.iter().map(gate).collect()
    };
    let gates = Gates { of: entries.iter().map(gates).collect(), tasks, places };
    gates.bring_forward(&mut entries);
    let order = gates.order(|at| {
        let entry = &entries[at];
        let due = entry.due.map(|due| due.day);
        (entry.task.phase, due.is_none(), due, tasks[at], entry.subject)
    });

    let mut unfinished: Vec<usize> = vec![0; places.all.len()];
    for (at, entry) in entries.iter().enumerate() {
        unfinished[tasks[at]] += usize::from(!entry.state.is_over());
    }
    let is_over: Vec<bool> = entries.iter().map(|entry| entry.state.is_over()).collect();
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let in_order = order.into_iter().filter_map(|at| {
        let mut entry = entries[at].take()?;
        entry.can_begin = gates.of[at].iter().all(|gate| match gate {
            Gate::Entry(other) => is_over[*other],
            Gate::Task(task) => unfinished[*task] == 0,
        });
        Some(entry)
    });
    in_order.collect()
}

/// The tasks of a runbook's entries, each once, for where all rows of a task stand together: each behind the tasks that any
/// of its rows waits for; among those that could come next, first the one whose first row comes first.
#[must_use]
pub fn tasks_in_order(entries: &[Entry]) -> Vec<&'static Task> {
    let mut tasks: Vec<(&'static Task, Vec<&'static Task>)> = Vec::new();
    for entry in entries {
        let at = tasks.iter().rposition(|(task, _)| *task == entry.task).unwrap_or_else(|| {
            tasks.push((entry.task, Vec::new()));
            tasks.len() - 1
        });
        let waits = &mut tasks[at].1;
        for waiting in &entry.waits {
            if !waits.contains(&waiting.task) {
                waits.push(waiting.task);
            }
        }
    }
    let mut in_order = Vec::with_capacity(tasks.len());
    while !tasks.is_empty() {
        let is_left = |other: &&Task| tasks.iter().any(|(task, _)| task == other);
        // A cycle is a defect that a test finds; even then every task is shown.
        let next = tasks.iter().position(|(_, waits)| !waits.iter().any(is_left)).unwrap_or_default();
        in_order.push(tasks.remove(next).0);
    }
    in_order
}
