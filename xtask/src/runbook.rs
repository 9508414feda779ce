//! `cargo xtask runbook`: what is to be done about a move, without a browser.

use crate::assess::{read, route};
use crate::rules::{cited, words};
use crate::{Error, Result, finish, print};
use pico_args::Arguments;
use serde_json::{Value, json};
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;
use std::process::ExitCode;
use transition_planner::assessment::values::{iso, parse_iso_day};
use transition_planner::assessment::{Assessment, RowAt};
use transition_planner::readiness::assess;
use transition_planner::rules::{Basis, Facts, Gap};
use transition_planner::runbook::task::Side;
use transition_planner::runbook::{Entry, Person, Phase, Question, Runbook, questions, runbook, say, support_request};
use transition_planner::words::Words;

pub fn run(mut args: Arguments) -> Result<ExitCode> {
    let as_json = args.contains("--json");
    let today = args.value_from_fn("--today", |text| {
        parse_iso_day(text).ok_or("it must be a day of the calendar, such as 2026-11-20")
    })?;
    let path = args.opt_free_from_os_str(|path| Ok::<_, std::convert::Infallible>(PathBuf::from(path)))?;
    let path = path.ok_or_else(|| Error::Usage("runbook needs the file of a draft".into()))?;
    finish(args)?;
    let words = words()?;
    let draft = read(&path, &words)?;
    let about = &draft.assessment;
    let readiness = assess(about, today);
    let made = runbook(about, &readiness, today, &draft.tasks);
    let asked = questions::all(about, &readiness, &draft.tasks);
    let report = Report { about, facts: Facts::new(about, today), made, asked, words: &words };
    if as_json {
        print(report.json(&iso(today)))?;
    } else {
        print(format_args!("{}, as of {}:{report}", path.display(), iso(today)))?;
    }
    Ok(ExitCode::SUCCESS)
}

struct Report<'a> {
    about: &'a Assessment,
    facts: Facts<'a>,
    made: Runbook,
    asked: Vec<Question>,
    words: &'a Words,
}

impl Report<'_> {
    fn json(&self, today: &str) -> Value {
        let entries = |entries: &[Entry]| entries.iter().map(|entry| self.entry(entry)).collect::<Value>();
        json!({
            "today": today,
            "route": self.made.route.map(route),
            "tasks": entries(&self.made.entries),
            "questions": self.asked.iter().map(|question| self.question(question)).collect::<Value>(),
            "if it fails": entries(&self.made.if_it_fails),
        })
    }

    fn entry(&self, entry: &Entry) -> Value {
        let task = entry.task;
        let steps = entry.steps(self.words, self.about, self.made.route).into_iter().map(|step| {
            let (command, missing) = step.command.map(|command| (command.text, command.missing)).unzip();
            json!({ "text": step.text, "command": command, "missing": missing, "basis": step.basis.letter() })
        });
        let waits = entry.waits.iter().map(|waiting| {
            json!({ "task": waiting.task.code, "subject": waiting.on.map(|row| self.about.row(row).id.to_string()) })
        });
        json!({
            "code": task.code,
            "title": entry.title(self.words, self.about),
            "phase": task.phase.key(),
            "owner": task.owner.key(),
            "tenant": task.side.map(Side::key),
            "subject": self.row(entry.subject),
            "due": entry.due.map(|due| json!({ "day": iso(due.day), "basis": due.basis.letter() })),
            "waits for": waits.collect::<Value>(),
            "settles": task.settles,
            "because": entry.because.iter().map(|because| json!({
                "rule": because.rule.code,
                "severity": because.severity.key(),
                "text": self.words.statement(because.rule.code, "text", &because.statement, because.about, self.about),
                "remedy": self.words.statement(because.rule.code, "remedy", &because.statement, because.about, self.about),
            })).collect::<Value>(),
            "basis": task.basis(self.made.route).letter(),
            "citation": cited(task.citation(self.made.route)),
            "state": entry.state.key(),
            "can begin": entry.can_begin,
            "late": entry.is_late,
            "steps": steps.collect::<Value>(),
            "text": entry.has_support_request().then(|| support_request::text(self.words, self.about)),
        })
    }

    fn question(&self, question: &Question) -> Value {
        let field = match question.gap {
            Gap::Answer(_, field) => Some(field.field().key),
            Gap::Rows(_) => None,
        };
        json!({
            "code": question.code(),
            "ask": question.person.key(),
            "question": self.words.gap(question.gap, &self.facts),
            "subject": self.row(question.subject()),
            "field": field,
            "rules": question.rules.iter().map(|rule| rule.code).collect::<Value>(),
            "state": question.state.key(),
        })
    }

    fn row(&self, row: RowAt) -> Value {
        json!({
            "table": row.table.key(),
            "id": self.about.row(row).id.to_string(),
            "name": self.words.row_name(self.about, row),
        })
    }
}

impl Report<'_> {
    /// A task with its steps; what no document says is marked: the task where all of it is ours, else each such step.
    fn task(&self, f: &mut Formatter<'_>, entry: &Entry) -> fmt::Result {
        let (words, route) = (self.words, self.made.route);
        let ours = |is_ours: bool| if is_ours { format!(" [{}]", words.say("ui.runbook.ours")) } else { String::new() };
        let all_ours = entry.task.basis(route) == Basis::Judgement;
        let due = entry.due.map_or_else(String::new, |due| format!(" (by {})", iso(due.day)));
        write!(f, "\n  {} {}{due}{}", entry.task.code, entry.title(words, self.about), ours(all_ours))?;
        for (step, number) in entry.steps(words, self.about, route).into_iter().zip(1..) {
            write!(f, "\n    {number}. {}{}", step.text, ours(!all_ours && step.basis == Basis::Judgement))?;
            if let Some(command) = step.command {
                write!(f, "\n       {}", command.text)?;
            }
        }
        Ok(())
    }
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let words = self.words;
        let mut phase: Option<Phase> = None;
        for entry in &self.made.entries {
            if phase.replace(entry.task.phase) != Some(entry.task.phase) {
                write!(f, "\n\n{}", say(words, "phases", entry.task.phase.key()))?;
            }
            self.task(f, entry)?;
        }
        for person in Person::ALL {
            let asked: Vec<_> = self.asked.iter().filter(|question| question.person == person).collect();
            if !asked.is_empty() {
                write!(f, "\n\nto find out: {}", say(words, "people", person.key()))?;
            }
            for question in asked {
                write!(f, "\n  {}", words.gap(question.gap, &self.facts))?;
            }
        }
        if !self.made.if_it_fails.is_empty() {
            f.write_str("\n\nif it fails")?;
        }
        for entry in &self.made.if_it_fails {
            self.task(f, entry)?;
        }
        Ok(())
    }
}
