//! Runs every case of `tests/cases/`, and of the folder that `TP_CASES` names: each file is one test. The format is
//! defined in `tests/cases/README.md`.

#[path = "support/case.rs"]
mod case;
#[path = "support/words.rs"]
mod words;

use std::path::{Path, PathBuf};

use case::{Case, Expected, entries, name_of};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use transition_planner::assessment::Assessment;
use transition_planner::assessment::fields::{
    CUT_OVER, END_DATE, FieldId, GRACE_DAYS, NEW_ACTIVE_ON, OLD_AGREEMENT_ENDS, OLD_SUSPENDED_ON, PRODUCT_AVAILABLE,
    QUANTITY, ROUTE, SELLER, STATUS, SUSPENDED_ON, WINDOW,
};
use transition_planner::readiness::{Judged, assess};
use transition_planner::rules::{self, Gap, Outcome, RULES, Routes, Rule};
use transition_planner::words::Words;
use words::words;

fn main() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut trials = walk(&own, &own);
    trials.extend(RULES.iter().map(|rule| {
        let folder = own.join(rule.code);
        Trial::test(format!("{}/all-cases-are-there", rule.code), move || complete(rule, &folder).map_err(Failed::from))
    }));
    if let Some(other) = std::env::var_os("TP_CASES") {
        trials.extend(walk(Path::new(&other), &own));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// A test for each case under `folder`; `own` has the bases that any case may use.
fn walk(folder: &Path, own: &Path) -> Vec<Trial> {
    let mut trials = Vec::new();
    for rule in entries(folder).into_iter().filter(|path| path.is_dir() && !path.ends_with("bases")) {
        for case in entries(&rule) {
            let code = name_of(&rule);
            let name = format!("{code}/{}", name_of(&case).trim_end_matches(".json"));
            let bases = [folder.join("bases"), own.join("bases")];
            trials.push(Trial::test(name, move || run(&code, &case, &bases).map_err(Failed::from)));
        }
    }
    trials
}

fn run(code: &str, path: &Path, bases: &[PathBuf]) -> Result<(), String> {
    let rule = rules::find(code).ok_or_else(|| format!("there is no rule {code}"))?;
    let case = Case::read(path, bases)?;
    let words = words();
    let readiness = assess(&case.draft.assessment, case.today);
    let seen: Vec<Seen> = readiness
        .all()
        .filter(|judged| judged.rule == rule)
        .map(|judged| Seen::of(judged, &case.draft.assessment, &words))
        .collect();
    check(&case, &seen).map_err(|problem| {
        let seen: Vec<String> = seen.iter().map(|seen| format!("  {seen:?}")).collect();
        format!("{problem}\n{code} said:\n{}", seen.join("\n"))
    })
}

fn check(case: &Case, seen: &[Seen]) -> Result<(), String> {
    let Case { kind, expect: expected, absent, .. } = case;
    if expected.is_empty() && !seen.iter().any(|seen| kind.covers(seen.outcome)) {
        return Err(format!("nothing is {kind:?}"));
    }
    for wanted in expected {
        let wanted = Wanted::read(wanted)?;
        let matches = |seen: &Seen| wanted.describes(seen) && (wanted.outcome.is_some() || kind.covers(seen.outcome));
        if !seen.iter().any(matches) {
            return Err(format!("expected, and not there: {wanted:?}"));
        }
    }
    for unwanted in absent {
        let unwanted = Wanted::read(unwanted)?;
        if let Some(seen) = seen.iter().find(|seen| unwanted.describes(seen)) {
            return Err(format!("must be absent, and is there: {seen:?}"));
        }
    }
    if *kind == Expected::Silent
        && let Some(loud) = seen.iter().find(|seen| !kind.covers(seen.outcome))
    {
        return Err(format!("must be silent, but said: {loud:?}"));
    }
    if *kind == Expected::Open {
        let open = || seen.iter().filter(|seen| seen.outcome == "open");
        let told = seen.iter().find(|told| {
            told.outcome == "finding"
                || (told.outcome == "met" && expected.is_empty() && open().all(|open| open.subject == told.subject))
        });
        if let Some(told) = told {
            return Err(format!("must be open, but said: {told:?}"));
        }
    }
    Ok(())
}

/// Answers that a rule reads, and for which it never waits.
const NEVER_AWAITED: [(&str, FieldId); 20] = [
    // It waits for the total instead.
    ("TM021", PRODUCT_AVAILABLE.field),
    // An instance waits for the name of a window that is there; a window may do without.
    ("TM026", WINDOW.field),
    ("SS008", WINDOW.field),
    // They say which window is an instance's; where none is, nothing contradicts its days.
    ("MK008", CUT_OVER.field),
    ("MK008", WINDOW.field),
    // They give a day besides; the numbers are known without it.
    ("AG011", OLD_SUSPENDED_ON.field),
    ("AG011", GRACE_DAYS.field),
    ("AG011", OLD_AGREEMENT_ENDS.field),
    ("AG006", OLD_SUSPENDED_ON.field),
    ("AG006", GRACE_DAYS.field),
    ("AG006", OLD_AGREEMENT_ENDS.field),
    ("AG005", OLD_SUSPENDED_ON.field),
    ("AG005", GRACE_DAYS.field),
    ("AG005", OLD_AGREEMENT_ENDS.field),
    // A day on which nobody sells what is active is open beside the note.
    ("AG012", NEW_ACTIVE_ON.field),
    // Whether it is out of service already is said besides; that it cannot be renewed holds in any case.
    ("QO001", STATUS.field),
    ("QO001", SUSPENDED_ON.field),
    // It waits for the users who need a licence; the old licences will do where they are enough.
    ("QO004", QUANTITY.field),
    // A suspension behind the end is open beside a finding: what becomes of the suspension is said in any case.
    ("QO006", END_DATE.field),
    // Whoever it is, the seller is asked.
    ("QO013", SELLER.field),
];

/// Whether a rule has all the cases that it needs.
fn complete(rule: &Rule, folder: &Path) -> Result<(), String> {
    let bases = [folder.join("../bases")];
    let cases: Vec<Case> = entries(folder).iter().map(|path| Case::read(path, &bases)).collect::<Result<_, _>>()?;
    let has = |kind| cases.iter().any(|case| case.kind == kind);
    let finds = rule.says.iter().any(|says| says.severity.is_some());
    if finds && !has(Expected::Fires) {
        return Err("no case fires.<reason>.json".to_owned());
    }
    let always_fires = finds && rule.routes == Routes::Both && rule.reads().is_empty();
    if !always_fires && !has(Expected::Silent) {
        return Err("no case silent.<reason>.json".to_owned());
    }
    let gaps = |case: &Case| {
        let readiness = assess(&case.draft.assessment, case.today);
        let judged = readiness.all().filter(|judged| judged.rule == rule);
        let gaps = judged
            .filter_map(|judged| if let Outcome::Open(gaps) = judged.outcome { Some(gaps.clone()) } else { None });
        gaps.flatten().collect::<Vec<Gap>>()
    };
    let open = cases.iter().filter(|case| case.kind == Expected::Open).flat_map(gaps);
    let seen: Vec<FieldId> =
        open.filter_map(|gap| if let Gap::Answer(_, field) = gap { Some(field) } else { None }).collect();
    let mut read = rule.reads();
    read.extend((rule.routes != Routes::Both).then_some(ROUTE.field));
    let unseen = read.iter().filter(|field| !seen.contains(field) && !NEVER_AWAITED.contains(&(rule.code, **field)));
    let unseen: Vec<&str> = unseen.map(|field| field.field().key).collect();
    if unseen.is_empty() { Ok(()) } else { Err(format!("no case open.<reason>.json waits for {}", unseen.join(", "))) }
}

/// An outcome, as a case describes it.
#[derive(Debug)]
struct Seen {
    subject: String,
    outcome: &'static str,
    severity: Option<&'static str>,
    basis: Option<&'static str>,
    citation: &'static str,
    text: String,
    missing: Vec<String>,
}

impl Seen {
    fn of(judged: Judged<'_>, about: &Assessment, words: &Words) -> Self {
        let code = judged.rule.code;
        let said = |statement| {
            let parts =
                ["text", "more", "remedy"].map(|part| words.statement(code, part, statement, judged.subject, about));
            parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
        };
        let (outcome, text, missing) = match judged.outcome {
            Outcome::NotApplicable => ("not applicable", String::new(), Vec::new()),
            Outcome::Met(statement) => ("met", said(statement), Vec::new()),
            Outcome::Finding(statement) => ("finding", said(statement), Vec::new()),
            Outcome::Open(gaps) => ("open", String::new(), gaps.iter().map(|gap| gap_name(*gap, about)).collect()),
        };
        Self {
            subject: about.row(judged.subject).id.to_string(),
            outcome,
            severity: judged.finding().map(|(severity, _)| severity.key()),
            basis: judged.basis().map(rules::Basis::letter),
            citation: judged.citation().document.code,
            text,
            missing,
        }
    }
}

fn gap_name(gap: Gap, about: &Assessment) -> String {
    match gap {
        Gap::Rows(table) => table.key().to_owned(),
        Gap::Answer(row, field) => format!("{}.{}", about.row(row).id, field.field().key),
    }
}

/// What a case says of an outcome; what it does not say may be anything.
#[derive(Debug, Default)]
struct Wanted {
    subject: Option<String>,
    outcome: Option<String>,
    severity: Option<String>,
    basis: Option<String>,
    citation: Option<String>,
    text: Option<String>,
    missing: Option<Vec<String>>,
}

impl Wanted {
    fn read(value: &Value) -> Result<Self, String> {
        let Value::Object(members) = value else { return Err("an outcome must be an object".to_owned()) };
        let mut wanted = Self::default();
        for (key, value) in members {
            if key == "missing" {
                let list = value.as_array().ok_or("\"missing\" must be a list")?;
                let names = list.iter().map(|name| name.as_str().map(str::to_owned));
                let mut names: Vec<String> = names.collect::<Option<_>>().ok_or("\"missing\" must list names")?;
                names.sort();
                wanted.missing = Some(names);
                continue;
            }
            let text = Some(value.as_str().ok_or_else(|| format!("\"{key}\" must be text"))?.to_owned());
            match key.as_str() {
                "subject" => wanted.subject = text,
                "outcome" => wanted.outcome = text,
                "severity" => wanted.severity = text,
                "basis" => wanted.basis = text,
                "citation" => wanted.citation = text,
                "text" => wanted.text = text,
                _ => return Err(format!("\"{key}\" means nothing in an outcome")),
            }
        }
        Ok(wanted)
    }

    fn describes(&self, seen: &Seen) -> bool {
        let is =
            |wanted: &Option<String>, own: Option<&str>| wanted.as_deref().is_none_or(|wanted| own == Some(wanted));
        let mut missing = seen.missing.clone();
        missing.sort();
        is(&self.subject, Some(&seen.subject))
            && is(&self.outcome, Some(seen.outcome))
            && is(&self.severity, seen.severity)
            && is(&self.basis, seen.basis)
            && is(&self.citation, Some(seen.citation))
            && self.text.as_deref().is_none_or(|text| seen.text.contains(text))
            && self.missing.as_ref().is_none_or(|wanted| *wanted == missing)
    }
}
