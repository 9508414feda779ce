//! `cargo xtask assess`: the planner's judgement of a draft, without a browser.

use crate::rules::{cited, words};
use crate::{Error, Result, failed, finish, print};
use pico_args::Arguments;
use serde_json::{Value, json};
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use transition_planner::assessment::choices::{Choice, Route};
use transition_planner::assessment::values::{iso, parse_iso_day};
use transition_planner::assessment::{Assessment, RowAt};
use transition_planner::draft::Draft;
use transition_planner::readiness::{Judged, Readiness, Verdict, assess};
use transition_planner::rules::{Basis, Facts, Gap, Outcome, Severity};
use transition_planner::words::Words;

pub fn run(mut args: Arguments) -> Result<ExitCode> {
    let as_json = args.contains("--json");
    let today = args.value_from_fn("--today", |text| {
        parse_iso_day(text).ok_or("it must be a day of the calendar, such as 2026-11-20")
    })?;
    let path = args.opt_free_from_os_str(|path| Ok::<_, std::convert::Infallible>(PathBuf::from(path)))?;
    let path = path.ok_or_else(|| Error::Usage("assess needs the file of a draft".into()))?;
    finish(args)?;
    let words = words()?;
    let draft = read(&path, &words)?;
    let about = &draft.assessment;
    let facts = Facts::new(about, today);
    let report = Report { about, facts, readiness: assess(about, today), words: &words };
    if as_json {
        print(report.json(&iso(today)))?;
    } else {
        print(format_args!("{}, as of {}: {report}", path.display(), iso(today)))?;
    }
    Ok(ExitCode::SUCCESS)
}

pub fn read(path: &Path, words: &Words) -> Result<Draft> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(failed(format!("cannot read {name} (give the file of a draft)")))?;
    Draft::read(&text).map_err(|error| Error::Failed(format!("{name} cannot be assessed. {}", error.say(words))))
}

struct Report<'a> {
    about: &'a Assessment,
    facts: Facts<'a>,
    readiness: Readiness,
    words: &'a Words,
}

impl Report<'_> {
    fn json(&self, today: &str) -> Value {
        let tally = self.readiness.tally();
        let workstreams = self.readiness.workstreams();
        json!({
            "today": today,
            "route": self.readiness.route.map(route),
            "verdict": self.readiness.verdict().map(Verdict::key),
            "workstreams": workstreams
                .map(|(workstream, verdict)| json!({ "workstream": workstream.key(), "verdict": verdict.key() }))
                .collect::<Value>(),
            "tally": {
                "blockers": tally.blockers,
                "warnings": tally.warnings,
                "notes": tally.notes,
                "open": tally.open,
                "met": tally.met,
            },
            "outcomes": self.readiness.all().map(|judged| self.outcome(judged)).collect::<Value>(),
            "missing": self.gaps(&self.readiness.missing_answers()),
        })
    }

    fn outcome(&self, judged: Judged<'_>) -> Value {
        let (outcome, gaps) = match judged.outcome {
            Outcome::Finding(_) => ("finding", &[][..]),
            Outcome::Open(gaps) => ("open", &gaps[..]),
            Outcome::Met(_) => ("met", &[][..]),
            Outcome::NotApplicable => ("not applicable", &[][..]),
        };
        json!({
            "code": judged.rule.code,
            "name": judged.rule.name,
            "subject": {
                "table": judged.subject.table.key(),
                "id": self.id(judged.subject),
                "name": self.words.row_name(self.about, judged.subject),
            },
            "outcome": outcome,
            "severity": judged.finding().map(|(severity, _)| severity.key()),
            "basis": judged.basis().map(Basis::letter),
            "text": self.said(judged, "text"),
            "more": self.said(judged, "more"),
            "remedy": self.said(judged, "remedy"),
            "citation": cited(judged.citation()),
            "missing": self.gaps(gaps),
        })
    }

    fn said(&self, judged: Judged<'_>, part: &str) -> Option<String> {
        let (Outcome::Finding(statement) | Outcome::Met(statement)) = judged.outcome else { return None };
        self.words.statement(judged.rule.code, part, statement, judged.subject, self.about)
    }

    fn gaps(&self, gaps: &[Gap]) -> Value {
        let described = gaps.iter().map(|gap| match gap {
            Gap::Rows(table) => {
                json!({ "table": table.key(), "row": null, "field": null, "question": self.words.gap(*gap, &self.facts) })
            }
            Gap::Answer(row, field) => json!({
                "table": row.table.key(),
                "row": self.id(*row),
                "field": field.field().key,
                "question": self.words.say(&format!("questions.{}.ask", field.field().key)),
            }),
        });
        described.collect()
    }

    fn id(&self, row: RowAt) -> String {
        self.about.row(row).id.to_string()
    }
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (verdict, tally) = (self.readiness.verdict(), self.readiness.tally());
        f.write_str(verdict.map_or("nothing to assess (it does not say what moves)", Verdict::key))?;
        if let Some(taken) = self.readiness.route {
            write!(f, " ({})", route(taken))?;
        }
        if self.readiness.workstreams().count() > 1 {
            for (workstream, verdict) in self.readiness.workstreams() {
                write!(f, "\n{}: {}", workstream.key(), verdict.key())?;
            }
        }
        write!(f, "\nblockers {}, warnings {}, notes {}", tally.blockers, tally.warnings, tally.notes)?;
        write!(f, "\nopen {}, met {}", tally.open, tally.met)?;
        for severity in Severity::ALL {
            for (_, judged, _) in self.readiness.findings().filter(|(own, ..)| *own == severity) {
                write!(f, "\n\n{}: {} {}", severity.key(), judged.rule.code, judged.rule.name)?;
                for part in ["text", "more", "remedy"] {
                    if let Some(text) = self.said(judged, part) {
                        write!(f, "\n  {text}")?;
                    }
                }
                let citation = judged.citation();
                let document = citation.document;
                let basis = if judged.basis() == Some(Basis::Guidance) { "guidance" } else { "our judgement, after" };
                write!(f, "\n  {basis}: {}, “{}” ({})", document.title, citation.section, iso(document.date))?;
                write!(f, "\n  {}", document.link)?;
            }
        }
        let missing = self.readiness.missing();
        if !missing.is_empty() {
            f.write_str("\n\nmissing answers")?;
        }
        for (gap, rules) in missing {
            let codes: Vec<&str> = rules.iter().map(|rule| rule.code).collect();
            write!(f, "\n  {} ({})", self.words.gap(gap, &self.facts), codes.join(", "))?;
        }
        Ok(())
    }
}

pub fn route(route: Route) -> &'static str {
    Route::SET.keys[route as usize]
}
