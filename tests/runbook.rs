//! The runbook: every task of every move, what is asked of whom, and what to do when a move fails.

#[expect(dead_code, reason = "what a case expects of a rule is for the cases' own test")]
#[path = "support/case.rs"]
mod case;
#[path = "support/random.rs"]
mod random;
#[path = "support/words.rs"]
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use case::{Case, entries, name_of};
use random::{Random, seeds, today};
use time::Date;
use transition_planner::assessment::fields::{
    ADD_ONS_DEPLOYED, ADD_ONS_WANTED, AGREEMENT, AGREEMENT_TENANT, APPROVED_ON, BOUGHT, BOUGHT_ON, CUT_OVER, DIRECTION,
    DOMAIN, END_DATE, ENVIRONMENT_ID, GRACE_DAYS, IMAGES_UPLOADED_ON, INSTANCE, INSTANCE_TYPE, LAST_REASSIGNED_ON,
    LCS_AGREEMENT, LCS_SMOKE_TESTED, LIVE_EMAILS, LIVE_JOURNEYS, LIVE_PAGES, LOOSE_APPS, MARKETING, MOVE_ON, MOVED,
    MOVES_INSTANCES, MOVES_LCS_PROJECT, MOVES_MARKETING, NEED_REPLACEMENT, NEW_ACTIVE_ON, NEW_COUNT, OFFER,
    OLD_AGREEMENT_ENDS, OLD_COUNT, OLD_SUSPENDED_ON, PREPARED_ON, QUANTITY, REASSIGNED, REHEARSED, REQUESTED_ON, ROUTE,
    SEEN_ACTIVE, SOURCE_GOES_ON, STARTS, STATUS, SUSPENDED_ON, TENANT_ID, TENANT_REGION, UPLOADED_FILES, VERSION,
    WINDOW,
};
use transition_planner::assessment::values::parse_iso_day;
use transition_planner::assessment::{Answer, Assessment, FieldId, Row, RowAt, RowId, Table};
use transition_planner::draft::Draft;
use transition_planner::readiness::assess;
use transition_planner::rules::sources::DOCUMENTS;
use transition_planner::rules::{self, Basis, Facts, Gap, RULES, Routes, Severity, Source};
use transition_planner::runbook::questions::{self, Fault, Reply};
use transition_planner::runbook::task::{Anchor, Owner, Side, Wait};
use transition_planner::runbook::tasks::{IF_IT_FAILS, TASKS};
use transition_planner::runbook::{
    Entry, Person, Phase, Question, Runbook, State, Task, TaskStates, runbook, settling, support_request,
    tasks_in_order,
};
use transition_planner::words::{Words, blanks};
use words::words;

// Declarations

#[test]
fn codes_are_unique_and_of_one_form() {
    let codes: BTreeSet<&str> = all_tasks().map(|task| task.code).collect();
    assert_eq!(codes.len(), TASKS.len() + IF_IT_FAILS.len());
    for (list, kind) in [(TASKS, "T"), (IF_IT_FAILS, "F")] {
        for task in list {
            let (series, number) = task.code.split_once('-').expect("two parts");
            let number = number.strip_prefix(kind).unwrap_or_else(|| panic!("{}", task.code));
            assert!(["TM", "SS", "MK", "QO", "AG", "FO"].contains(&series), "{}", task.code);
            assert!(number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()), "{}", task.code);
        }
    }
}

#[test]
fn tasks_wait_in_no_circle_and_for_no_later_phase() {
    fn visit(task: &'static Task, above: &mut Vec<&'static str>, done: &mut BTreeSet<&'static str>) {
        assert!(!above.contains(&task.code), "{above:?} come back to {}", task.code);
        if !done.insert(task.code) {
            return;
        }
        above.push(task.code);
        for other in task.after.iter().map(|wait| wait.task()) {
            assert!(TASKS.contains(&other), "{} waits for {}, which is not listed", task.code, other.code);
            assert!(other.phase <= task.phase, "{} waits for {} of a later phase", task.code, other.code);
            visit(other, above, done);
        }
        above.pop();
    }
    let mut done = BTreeSet::new();
    for task in TASKS {
        visit(task, &mut Vec::new(), &mut done);
    }
}

#[test]
fn tasks_are_worded_and_the_words_say_nothing_else() {
    let words = words();
    let mut needed = BTreeSet::new();
    let mut allowed = BTreeSet::new();
    for task in all_tasks() {
        // A list of rows would have the terms of each of them.
        allowed.extend((task.subject == Table::Assessment).then(|| format!("runbook.tasks.{}.terms", task.code)));
        needed.insert(format!("runbook.tasks.{}.title", task.code));
        assert!(!task.steps.is_empty(), "{}", task.code);
        let steps: Vec<String> =
            task.steps.iter().map(|step| format!("runbook.tasks.{}.steps.{}", task.code, step.key)).collect();
        assert_eq!(steps.iter().collect::<BTreeSet<_>>().len(), steps.len(), "{}: two steps of one key", task.code);
        needed.extend(steps);
    }
    let groups = [
        ("phases", Phase::ALL.map(Phase::key).to_vec()),
        ("owners", Owner::ALL.map(Owner::key).to_vec()),
        ("sides", [Side::Source, Side::Destination].map(Side::key).to_vec()),
        ("states", State::ALL.map(State::key).to_vec()),
        ("people", Person::ALL.map(Person::key).to_vec()),
        ("placeholders", placeholders().into_iter().collect()),
        ("each", TASKS.iter().map(|task| task.subject.key()).collect()),
    ];
    for (group, keys) in groups {
        needed.extend(keys.into_iter().map(|key| format!("runbook.{group}.{key}")));
    }
    let ours = ["tasks", "phases", "owners", "sides", "states", "people", "placeholders", "each"];
    let is_ours = |key: &str| key.split('.').nth(1).is_some_and(|group| ours.contains(&group));
    let there: BTreeSet<String> = words
        .templates()
        .filter(|(key, _)| key.starts_with("runbook.") && is_ours(key))
        .map(|(key, _)| key.to_owned())
        .collect();
    assert_eq!(needed.difference(&there).collect::<Vec<_>>(), [""; 0], "no such words");
    allowed.extend(needed);
    assert_eq!(there.difference(&allowed).collect::<Vec<_>>(), [""; 0], "never said");
}

#[test]
fn words_of_tasks_have_only_blanks_that_are_filled_in() {
    let words = words();
    for task in all_tasks() {
        let mut allowed = vec!["source", "destination", "onCall", "alertContact"];
        if task.subject != Table::Assessment {
            allowed.push("subject");
        }
        if task.subject == Table::Windows {
            allowed.extend(["starts", "ends"]);
        }
        let mut named = task.subject == Table::Assessment;
        if task.subject == Table::Subscriptions {
            allowed.extend(["counter", "needed", "bought", "replacement"]);
        }
        for (key, template) in words.templates() {
            if key.starts_with(&format!("runbook.tasks.{}.", task.code)) {
                for blank in blanks(template) {
                    assert!(allowed.contains(&blank), "{key}: nothing fills {{{blank}}}");
                    named |= blank == "subject" && key.ends_with(".title");
                }
            }
        }
        assert!(named, "{}: its title does not say which", task.code);
    }
}

#[test]
fn tasks_are_sourced() {
    for task in all_tasks() {
        let citations = match &task.source {
            Source::One(citation) => vec![*citation],
            Source::ByRoute { assisted, self_service } => {
                assert_eq!(task.routes, Routes::Both, "{}: a source for no route", task.code);
                vec![*assisted, *self_service]
            }
        };
        for citation in citations {
            assert!(DOCUMENTS.iter().any(|known| std::ptr::eq(*known, citation.document)), "{}", task.code);
        }
    }
}

#[test]
fn our_own_advice_is_said_to_be_ours() {
    let words = words();
    for task in all_tasks() {
        for step in task.steps {
            let needless = step.is_ours && task.bases == rules::J;
            assert!(!needless, "{}: all of it is ours, {} too", task.code, step.key);
            // No document knows what is entered here.
            let of_the_planner = step.key == "enter" && task.bases != rules::J;
            assert!(!of_the_planner || step.is_ours, "{}", task.code);
        }
    }
    let made = made(&self_service("2026-12-12"), today());
    let steps = find(&made, "SS-T27").steps(&words, &self_service("2026-12-12"), made.route);
    let bases: Vec<_> = steps.iter().map(|step| step.basis).collect();
    assert_eq!((bases.first(), bases.last()), (Some(&Basis::Guidance), Some(&Basis::Judgement)));
}

#[test]
fn every_rule_that_blocks_or_warns_has_a_task_on_its_routes() {
    for task in TASKS {
        for code in task.settles {
            assert!(rules::find(code).is_some_and(|rule| rule.code == *code), "{}: {code}", task.code);
        }
    }
    for rule in RULES {
        let mends = |says: &&rules::Says| matches!(says.severity, Some(Severity::Blocker | Severity::Warning));
        if rule.says.iter().any(mends) {
            let fits = |task: &&&Task| task.routes == Routes::Both || task.routes == rule.routes;
            assert!(TASKS.iter().filter(fits).any(|task| task.settles.contains(&rule.code)), "{}", rule.code);
        }
    }
}

#[test]
fn nothing_is_due_before_what_it_waits_for() {
    let by = |task: &Task, from: Anchor| task.due.iter().filter(|due| due.from == from).map(|due| due.days).min();
    let lead = |task: &Task| by(task, Anchor::CutOver);
    for task in TASKS {
        for other in task.after.iter().map(|wait| wait.task()) {
            for from in task.due.iter().map(|due| due.from) {
                let in_order = by(task, from).zip(by(other, from)).is_none_or(|(own, other)| other <= own);
                assert!(in_order, "{} is due before {}", task.code, other.code);
            }
            // What is about all is due by the first cut-over: what is about each may be due later.
            let of_all = |task: &Task| !matches!(task.subject, Table::Instances | Table::Windows);
            let later = task.phase < Phase::After && of_all(task) && !of_all(other);
            assert!(!later || lead(other) <= Some(-35), "{} waits for {}, due by later windows", task.code, other.code);
        }
    }
}

// Over many drafts

#[test]
fn nothing_waits_for_what_does_not_apply_and_all_that_is_waited_for_comes_first() {
    each_draft(|name, about, today| {
        let made = made(about, today);
        let mut places = BTreeMap::<(&str, Option<RowAt>), usize>::new();
        for (at, entry) in made.entries.iter().enumerate() {
            let again = places.insert((entry.task.code, Some(entry.subject)), at);
            assert_eq!(again, None, "{name}: {} twice", entry.task.code);
            places.insert((entry.task.code, None), at);
        }
        for (at, entry) in made.entries.iter().enumerate() {
            for waiting in &entry.waits {
                let last = places.get(&(waiting.task.code, waiting.on));
                let last = last.unwrap_or_else(|| panic!("{name}: {:?} waits for nothing: {waiting:?}", entry.task));
                assert!(*last < at, "{name}: {:?} stands before {waiting:?}", entry.task);
                assert!(waiting.on.is_some() || several(&made, waiting.task), "{name}: {waiting:?} is one");
            }
            for wait in entry.task.after {
                if let Wait::On(other) = wait {
                    let waits = entry.waits.iter().any(|waiting| waiting.task == *other);
                    assert!(waits, "{name}: {:?} waits for {other:?}, which does not apply", entry.task);
                }
            }
        }
        // Where the rows of a task stand together, it stands behind all that they wait for.
        let order = tasks_in_order(&made.entries);
        let place = |task: &Task| order.iter().position(|own| *own == task);
        for entry in &made.entries {
            for waiting in &entry.waits {
                assert!(place(waiting.task) < place(entry.task), "{name}: {:?} before {waiting:?}", entry.task);
            }
        }
        assert!(order.is_sorted_by_key(|task| task.phase), "{name}");
    });
}

/// Whether a task has several rows.
fn several(made: &Runbook, task: &Task) -> bool {
    made.entries.iter().filter(|entry| entry.task == task).count() > 1
}

#[test]
fn nothing_is_due_before_anything_that_has_to_be_over_before() {
    let mut pulled = 0;
    each_draft(|name, about, today| {
        // The last day by which all is due that has to be over before, and the entry itself.
        let mut last = BTreeMap::<(&str, Option<RowAt>), Option<Date>>::new();
        for entry in made(about, today).entries {
            let before = entry.waits.iter().filter_map(|waiting| last[&(waiting.task.code, waiting.on)]).max();
            let due = entry.due.map(|due| due.day);
            let in_order = before.zip(due).is_none_or(|(before, due)| before <= due);
            assert!(in_order, "{name}: {:?} is due on {due:?}, what it waits for on {before:?}", entry.task);
            pulled += usize::from(before.is_some() && before == due);
            let all = last.entry((entry.task.code, None)).or_default();
            *all = (*all).max(before).max(due);
            last.insert((entry.task.code, Some(entry.subject)), before.max(due));
        }
    });
    assert!(pulled > 1000, "{pulled}");
}

#[test]
fn every_blocker_and_warning_has_its_task_for_its_subject() {
    let words = words();
    let mut seen = 0;
    each_draft(|name, about, today| {
        let readiness = assess(about, today);
        let made = made(about, today);
        for (severity, judged, statement) in readiness.findings().filter(|(own, ..)| *own != Severity::Note) {
            let remedy = words.statement(judged.rule.code, "remedy", statement, judged.subject, about);
            assert!(remedy.is_some(), "{}", judged.rule.code);
            let has_it = |entry: &&Entry| {
                entry.because.iter().any(|because| {
                    (because.rule, because.about, because.severity, &because.statement)
                        == (judged.rule, judged.subject, severity, statement)
                }) && (entry.subject == judged.subject || entry.subject.table == Table::Assessment)
            };
            let code = judged.rule.code;
            assert!(made.entries.iter().find(has_it).is_some(), "{name}: {code} {:?} has no task", judged.subject);
            let settling = settling(about, today, code, judged.subject);
            let is_it = |entry: &&Entry| has_it(entry) && Some((entry.task, entry.subject)) == settling;
            assert!(made.entries.iter().find(is_it).is_some(), "{name}: {code} leads to {settling:?}");
            seen += 1;
        }
    });
    assert!(seen > 5000, "{seen}");
}

#[test]
fn what_has_moved_fails_no_more() {
    let mut about = self_service("2026-11-14");
    add(&mut about, Table::Instances, &[(INSTANCE.field, "Trial"), (INSTANCE_TYPE.field, "trial")]);
    assert!(!made(&about, today()).if_it_fails.is_empty());
    say(&mut about, RowAt { table: Table::Instances, at: 0 }, MOVED.field, "yes");
    assert!(made(&about, today()).if_it_fails.is_empty(), "what cannot move waits for nothing");
}

#[test]
fn every_task_is_there_in_some_draft_and_no_route_has_the_others() {
    let mut unseen: BTreeSet<&str> = all_tasks().map(|task| task.code).collect();
    each_draft(|name, about, today| {
        let made = made(about, today);
        for entry in made.entries.iter().chain(&made.if_it_fails) {
            unseen.remove(entry.task.code);
            if let Routes::Only(own) = entry.task.routes {
                assert_eq!(about.whole().value(ROUTE), Some(own), "{name}: {:?}", entry.task);
            }
        }
    });
    assert_eq!(unseen, BTreeSet::new());
}

#[test]
fn every_missing_answer_is_asked_of_somebody_once_with_the_rules_that_wait() {
    each_draft(|name, about, today| {
        let missing = assess(about, today).missing();
        let questions = asked(about, today);
        let mut asked: Vec<_> = questions.iter().map(|question| (question.gap, question.rules.clone())).collect();
        assert!(questions.is_sorted_by_key(|question| question.person), "{name}");
        asked.sort_by_key(|(gap, _)| *gap);
        assert_eq!(asked, missing, "{name}");
    });
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    let words = words();
    let mut drafts = 0;
    each_draft(|name, about, today| {
        drafts += 1;
        // All words of a draft take a while, and a part of the drafts has them all.
        if drafts % 8 > 0 {
            return;
        }
        let written = |about: &Assessment| written(&words, about, &made(about, today));
        assert_eq!(written(about), written(&about.clone()), "{name}");
        assert!(!written(about).contains('{') || format!("{about:?}").contains('{'), "{name}: a blank is left");
    });
}

#[test]
fn states_change_no_task() {
    for seed in seeds(100) {
        let mut random = Random(seed);
        let about = random.assessment();
        let plain = made(&about, today());
        let mut states = TaskStates::default();
        for entry in &plain.entries {
            states.set_state(entry.task.code, &about.row(entry.subject).id, random.of(&State::ALL));
        }
        let readiness = assess(&about, today());
        let other = runbook(&about, &readiness, today(), &states);
        let bare = |made: &Runbook| -> Vec<_> {
            made.entries.iter().map(|entry| (entry.task.code, entry.subject, entry.due, entry.waits.len())).collect()
        };
        assert_eq!(bare(&plain), bare(&other), "seed {seed}");
        for entry in &other.entries {
            let over = |task: &Task, on: Option<RowAt>| {
                let those = other.entries.iter().filter(|other| other.task == task);
                those.filter(|other| on.is_none_or(|row| other.subject == row)).all(|other| other.state.is_over())
            };
            let can_begin = entry.waits.iter().all(|waiting| over(waiting.task, waiting.on));
            assert_eq!(entry.can_begin, can_begin, "seed {seed}: {:?}", entry.task);
        }
    }
}

#[test]
fn nothing_is_to_be_done_while_nobody_says_that_instances_move() {
    let about = Assessment::begun();
    assert_eq!(made(&about, today()), Runbook::default());
}

// Each route

#[test]
fn the_supported_route_has_what_its_pages_ask_for() {
    let mut about = self_service("2026-12-12");
    say(&mut about, whole(), ROUTE.field, "support-assisted");
    let codes = codes(&made(&about, today()));
    for code in ["TM-T13", "TM-T14", "TM-T15", "SS-T06", "TM-T19", "TM-T20", "TM-T21", "TM-T22", "TM-T16", "TM-T25"] {
        assert!(codes.contains(code), "{code}");
    }
}

#[test]
fn the_self_service_route_goes_from_request_to_deletion() {
    let about = self_service("2026-12-12");
    let made = made(&about, today());
    let order: Vec<&str> = made.entries.iter().map(|entry| entry.task.code).collect();
    let steps = ["SS-T24", "SS-T25", "SS-T26", "SS-T27", "TM-T22", "SS-T15", "SS-T29"];
    let places = steps.map(|code| order.iter().position(|own| *own == code).unwrap_or_else(|| panic!("{code}")));
    assert!(places.is_sorted(), "{order:?}");
}

#[test]
fn marketing_comes_back_to_life_step_by_step_before_the_source_goes() {
    let mut about = self_service("2026-12-12");
    let sales = RowAt { table: Table::Instances, at: 0 };
    for (field, answer) in [
        (MARKETING.field, "yes"),
        (UPLOADED_FILES.field, "yes"),
        (LIVE_EMAILS.field, "3"),
        (LIVE_JOURNEYS.field, "1"),
        (LIVE_PAGES.field, "0"),
        (SOURCE_GOES_ON.field, "2026-12-14"),
    ] {
        say(&mut about, sales, field, answer);
    }
    let order: Vec<&str> = made(&about, today()).entries.iter().map(|entry| entry.task.code).collect();
    let steps = ["TM-T22", "MK-T09", "MK-T10", "MK-T12", "MK-T13", "MK-T15", "MK-T18"];
    let places = steps.map(|code| order.iter().position(|own| *own == code).unwrap_or_else(|| panic!("{code}")));
    assert!(places.is_sorted(), "{order:?}");
    // Nothing for a kind of which nothing is live.
    assert!(!order.contains(&"MK-T16"), "{order:?}");
    // The day before the source goes, or soon after the move, whichever comes first.
    let due = |about: &Assessment| find(&made(about, today()), "MK-T12").due.map(|due| due.day);
    assert_eq!(due(&about), Some(day("2026-12-13")));
    // Nothing is due before the instance is there, and the move not before its window, whatever is said of the source.
    say(&mut about, sales, SOURCE_GOES_ON.field, "2026-12-01");
    assert_eq!(due(&about), Some(day("2026-12-12")));
    assert_eq!(find(&made(&about, today()), "SS-T27").due.map(|due| due.day), Some(day("2026-12-12")));
    say(&mut about, sales, SOURCE_GOES_ON.field, "never");
    assert_eq!(due(&about), Some(day("2026-12-14")));
    // Where a day is planned for the images, the designs and what uses them follow on it.
    let dues = |about: &Assessment| {
        ["MK-T12", "MK-T13", "MK-T15", "MK-T18"].map(|code| find(&made(about, today()), code).due.map(|due| due.day))
    };
    for (field, answer) in [(IMAGES_UPLOADED_ON.field, "2026-12-20"), (SOURCE_GOES_ON.field, "2026-12-31")] {
        say(&mut about, sales, field, answer);
    }
    assert_eq!(dues(&about), ["2026-12-20", "2026-12-21", "2026-12-22", "2026-12-23"].map(|iso| Some(day(iso))));
    say(&mut about, sales, SOURCE_GOES_ON.field, "2026-12-18");
    assert_eq!(dues(&about)[0], Some(day("2026-12-17")));
    // A plan for images that are not there moves nothing.
    say(&mut about, sales, UPLOADED_FILES.field, "no");
    let live = find(&made(&about, today()), "MK-T15").due.map(|due| due.day);
    assert_eq!(live, Some(day("2026-12-16")));
    say(&mut about, whole(), MOVES_MARKETING.field, "no");
    assert!(codes(&made(&about, today())).iter().all(|code| !code.starts_with("MK")));
}

#[test]
fn after_any_copy_the_setup_wizard_is_run() {
    let mut about = self_service("2026-12-12");
    let sales = RowAt { table: Table::Instances, at: 0 };
    for (field, answer) in [(INSTANCE_TYPE.field, "production"), (REHEARSED.field, "no")] {
        say(&mut about, sales, field, answer);
    }
    for (marketing, is_run) in [("yes", true), ("no", false), ("?", false)] {
        say(&mut about, sales, MARKETING.field, marketing);
        let made = made(&about, today());
        let steps = find(&made, "SS-T05").steps(&words(), &about, made.route);
        assert_eq!(steps.iter().any(|step| step.text.contains("setup wizard on the copy")), is_run);
    }
}

#[test]
fn what_is_done_is_not_asked_for_again() {
    let mut about = self_service("2026-12-12");
    let sales = RowAt { table: Table::Instances, at: 0 };
    for (field, day) in [(REQUESTED_ON.field, "2026-11-16"), (APPROVED_ON.field, "2026-11-18")] {
        say(&mut about, sales, field, day);
    }
    let before = codes(&made(&about, today()));
    assert!(!before.contains("SS-T24") && !before.contains("SS-T25") && before.contains("SS-T26"), "{before:?}");
    say(&mut about, sales, PREPARED_ON.field, "2026-11-20");
    let prepared = codes(&made(&about, today()));
    assert!(!prepared.contains("SS-T26") && prepared.contains("SS-T27"), "{prepared:?}");
    // Good on the seventh day, to be done again on the eighth.
    assert!(!codes(&made(&about, day("2026-11-27"))).contains("SS-T26"));
    assert!(codes(&made(&about, day("2026-11-28"))).contains("SS-T26"));
    say(&mut about, sales, MOVED.field, "yes");
    let moved = codes(&made(&about, day("2026-11-28")));
    assert!(!moved.contains("SS-T26") && !moved.contains("SS-T27") && moved.contains("SS-T29"), "{moved:?}");
    // By technical support, too.
    let mut about = Draft::read(include_str!("cases/bases/clean-marketing.json")).expect("a draft").assessment;
    assert!(codes(&made(&about, day("2026-11-22"))).contains("MK-T06"));
    say(&mut about, sales, MOVED.field, "yes");
    let moved = codes(&made(&about, day("2026-11-22")));
    assert!(!moved.contains("MK-T06") && moved.contains("MK-T12"), "{moved:?}");
}

#[test]
fn a_request_that_expired_is_to_be_made_again() {
    let mut about = self_service("2026-12-12");
    say(&mut about, RowAt { table: Table::Instances, at: 0 }, REQUESTED_ON.field, "2026-11-13");
    assert!(!codes(&made(&about, day("2026-11-20"))).contains("SS-T24"));
    assert!(codes(&made(&about, day("2026-11-21"))).contains("SS-T24"));
}

#[test]
fn an_instance_that_cannot_move_has_only_what_its_findings_need() {
    let mut about = self_service("2026-12-12");
    say(&mut about, RowAt { table: Table::Instances, at: 0 }, INSTANCE_TYPE.field, "default");
    for entry in made(&about, today()).entries {
        let needed = entry.subject.table != Table::Instances || !entry.because.is_empty();
        assert!(needed, "{:?}", entry.task);
    }
}

// Due days

#[test]
fn due_days_follow_from_the_cut_over() {
    let mut about = self_service("2026-12-12");
    let due = |about: &Assessment, code: &str| find(&made(about, today()), code).due.map(|due| (due.day, due.basis));
    assert_eq!(due(&about, "SS-T27"), Some((day("2026-12-12"), Basis::Judgement)));
    assert_eq!(due(&about, "SS-T26"), Some((day("2026-12-11"), Basis::Judgement)));
    assert_eq!(due(&about, "SS-T24"), Some((day("2026-12-02"), Basis::Judgement)));
    // The day planned for the move counts before that of the window.
    let sales = RowAt { table: Table::Instances, at: 0 };
    say(&mut about, sales, MOVE_ON.field, "2027-01-01");
    assert_eq!(due(&about, "SS-T26"), Some((day("2026-12-31"), Basis::Judgement)));
    say(&mut about, sales, MOVE_ON.field, "not yet");
    assert_eq!(due(&about, "SS-T26"), Some((day("2026-12-11"), Basis::Judgement)));
    // Seven days after the request, or shortly before the move, whichever comes first.
    say(&mut about, sales, REQUESTED_ON.field, "2026-11-20");
    assert_eq!(due(&about, "SS-T25"), Some((day("2026-11-27"), Basis::Guidance)));
    say(&mut about, sales, REQUESTED_ON.field, "2026-12-05");
    assert_eq!(due(&about, "SS-T25"), Some((day("2026-12-09"), Basis::Judgement)));
    say(&mut about, sales, PREPARED_ON.field, "2026-11-20");
    assert_eq!(due(&about, "SS-T27"), Some((day("2026-11-27"), Basis::Guidance)));
    // What ran out is done anew, and binds nothing.
    say(&mut about, sales, PREPARED_ON.field, "2026-11-12");
    assert_eq!(due(&about, "SS-T27"), Some((day("2026-12-12"), Basis::Judgement)));
    // What comes after a window waits for all that moves in it, also where one is planned for later.
    say(&mut about, sales, MOVE_ON.field, "2027-01-01");
    assert!(due(&about, "TM-T24") > Some((day("2027-01-01"), Basis::Judgement)));
    assert_eq!(due(&about, "SS-T27"), Some((day("2027-01-01"), Basis::Judgement)));
}

#[test]
fn what_is_about_all_is_due_by_the_first_cut_over_and_after_the_last() {
    let mut about = self_service("2026-12-12");
    add(
        &mut about,
        Table::Windows,
        &[(WINDOW.field, "Later"), (STARTS.field, "2026-12-19T20:00+01:00[Europe/Berlin]")],
    );
    // A window without a beginning changes nothing.
    add(&mut about, Table::Windows, &[(WINDOW.field, "Some day")]);
    let made = made(&about, today());
    assert_eq!(find(&made, "TM-T18").due.map(|due| due.day), Some(day("2026-11-28")));
    assert_eq!(find(&made, "TM-T25").due.map(|due| due.day), Some(day("2027-01-18")));
    let windows: Vec<_> = made.entries.iter().filter(|entry| entry.task.code == "TM-T19").collect();
    let days: Vec<_> = windows.iter().map(|entry| entry.due.map(|due| due.day)).collect();
    assert_eq!(days, [Some(day("2026-12-12")), Some(day("2026-12-19")), None]);
}

#[test]
fn a_change_of_the_agreement_is_due_by_its_own_days_and_in_order() {
    let draft = Draft::read(include_str!("cases/bases/clean-agreement.json")).expect("a draft");
    let about = draft.assessment;
    let due = |about: &Assessment| -> Vec<_> {
        let made = made(about, day("2026-11-10"));
        made.entries.iter().map(|entry| (entry.task.code, entry.due.map(|due| due.day))).collect()
    };
    let expected = [
        ("AG-T02", "2026-10-27"),
        ("AG-T03", "2026-11-10"),
        ("AG-T04", "2026-11-11"),
        ("AG-T05", "2026-11-11"),
        ("AG-T06", "2026-12-15"),
        ("AG-T07", "2027-01-30"),
        ("AG-T08", "2027-01-30"),
    ];
    assert_eq!(due(&about), expected.map(|(code, iso)| (code, Some(day(iso)))));
    // Without a grace period the old agreement's slots go on nobody knows which day.
    let mut unknown = about.clone();
    say(&mut unknown, whole(), GRACE_DAYS.field, "?");
    assert_eq!(due(&unknown)[5..], [("AG-T07", None), ("AG-T08", None)]);
    // As long as the end is not known to be the renewal date, that is to be agreed on before.
    let mut not_aligned = about.clone();
    for end in ["?", "2026-12-30"] {
        say(&mut not_aligned, whole(), OLD_AGREEMENT_ENDS.field, end);
        assert!(due(&not_aligned).contains(&("AG-T01", Some(day("2026-12-01")))), "{end}");
    }
    // The other way there is no renewal date, and without add-ons there are no slots.
    let mut other = about;
    say(&mut other, whole(), DIRECTION.field, "CSP to Volume Licensing");
    for field in [ADD_ONS_WANTED.field, ADD_ONS_DEPLOYED.field] {
        say(&mut other, whole(), field, "0");
    }
    for field in [OLD_COUNT.field, NEW_COUNT.field] {
        say(&mut other, RowAt { table: Table::Entitlements, at: 2 }, field, "0");
    }
    let codes: Vec<_> = due(&other).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["AG-T02", "AG-T03", "AG-T04", "AG-T06", "AG-T08"]);
}

#[test]
fn a_retired_subscription_is_bought_reassigned_suspended_and_watched_in_this_order() {
    let draft = Draft::read(include_str!("cases/bases/clean-retired.json")).expect("a draft");
    let mut about = draft.assessment;
    let old = RowAt { table: Table::Subscriptions, at: 0 };
    for (field, typed) in [(BOUGHT.field, "0"), (BOUGHT_ON.field, "not yet"), (REASSIGNED.field, "0")] {
        say(&mut about, old, field, typed);
    }
    say(&mut about, old, NEED_REPLACEMENT.field, "400");
    let due = |about: &Assessment, today: &str| -> Vec<_> {
        let made = made(about, day(today));
        assert!(made.entries.iter().all(|entry| [old, whole()].contains(&entry.subject)), "of retired ones alone");
        made.entries.iter().map(|entry| (entry.task.code, entry.due.map(|due| due.day))).collect()
    };
    let on = |iso| Some(day(iso));
    // One task a subscription, however many users it has; by days before its end on 31 March 2027.
    let expected =
        [("QO-T08", on("2027-03-01")), ("QO-T09", on("2027-03-24")), ("QO-T10", on("2027-03-31")), ("QO-T11", None)];
    assert_eq!(due(&about, "2026-11-20"), expected);
    let begin: Vec<_> = made(&about, today()).entries.iter().map(|entry| entry.can_begin).collect();
    assert_eq!(begin, [true, false, false, false]);
    let words = words();
    let title = |about: &Assessment| find(&made(about, today()), "QO-T09").title(&words, about);
    assert!(title(&about).ends_with(": 0 of 400 reassigned"), "{}", title(&about));
    say(&mut about, old, REASSIGNED.field, "?");
    assert!(title(&about).ends_with(": not counted yet"), "{}", title(&about));
    // What is done goes away, and the 120 days begin with the suspension.
    for (field, typed) in [(BOUGHT.field, "400"), (BOUGHT_ON.field, "2026-11-02"), (REASSIGNED.field, "399")] {
        say(&mut about, old, field, typed);
    }
    assert!(title(&about).ends_with(": 399 of 400 reassigned"), "{}", title(&about));
    assert_eq!(due(&about, "2026-11-20")[0].0, "QO-T09");
    say(&mut about, old, REASSIGNED.field, "400");
    assert_eq!(due(&about, "2026-11-20"), [("QO-T10", on("2027-03-31")), ("QO-T11", None)]);
    // Its last day is the last on which it can be suspended; what has ended without that is not watched.
    assert_eq!(due(&about, "2027-03-31"), [("QO-T10", on("2027-03-31")), ("QO-T11", None)]);
    assert_eq!(due(&about, "2027-04-01"), []);
    for (status, left) in [("expired", 0), ("deleted", 0), ("disabled", 1), ("suspended", 1), ("active", 2)] {
        say(&mut about, old, STATUS.field, status);
        assert_eq!(due(&about, "2026-11-20").len(), left, "{status}");
    }
    say(&mut about, old, SUSPENDED_ON.field, "2026-11-20");
    assert_eq!(due(&about, "2026-11-20"), [("QO-T11", on("2027-03-20"))]);
    assert_eq!(due(&about, "2027-03-20"), [("QO-T11", on("2027-03-20"))]);
    assert_eq!(due(&about, "2027-03-21"), []);
    // A name that is nearly one of the list is to be found out, and nothing else is done about it.
    say(&mut about, old, OFFER.field, "CRM Basic (Qualified Offer)");
    assert_eq!(due(&about, "2026-11-20"), [("QO-T01", on("2027-01-30"))]);
}

#[test]
fn tasks_for_a_retired_subscription_go_by_the_days_that_are_planned_for_it() {
    let mut about = Draft::read(include_str!("cases/bases/clean-retired.json")).expect("a draft").assessment;
    let old = RowAt { table: Table::Subscriptions, at: 0 };
    let plan = |about: &mut Assessment, answers: &[(FieldId, &str)]| {
        answers.iter().for_each(|(field, typed)| say(about, old, *field, typed));
    };
    let due = |about: &Assessment| {
        let made = made(about, today());
        ["QO-T08", "QO-T09", "QO-T10"].map(|code| find(&made, code).due.map(|due| due.day))
    };
    plan(&mut about, &[(BOUGHT.field, "0"), (REASSIGNED.field, "0"), (BOUGHT_ON.field, "2026-11-23")]);
    plan(&mut about, &[(LAST_REASSIGNED_ON.field, "2026-11-24"), (SUSPENDED_ON.field, "2026-11-25")]);
    assert_eq!(due(&about), ["2026-11-23", "2026-11-24", "2026-11-25"].map(|iso| Some(day(iso))));
    // Planned behind the limits, which hold then.
    plan(&mut about, &[(BOUGHT_ON.field, "2027-03-30"), (LAST_REASSIGNED_ON.field, "2027-03-31")]);
    plan(&mut about, &[(SUSPENDED_ON.field, "2027-04-15")]);
    assert_eq!(due(&about), ["2027-03-01", "2027-03-24", "2027-03-31"].map(|iso| Some(day(iso))));
    // A day that is past plans nothing any more.
    plan(
        &mut about,
        &[(BOUGHT.field, "39"), (BOUGHT_ON.field, "2026-11-02"), (LAST_REASSIGNED_ON.field, "2026-11-16")],
    );
    plan(&mut about, &[(SUSPENDED_ON.field, "not yet")]);
    assert_eq!(due(&about), ["2027-03-01", "2027-03-24", "2027-03-31"].map(|iso| Some(day(iso))));
    // Out of service is now.
    plan(&mut about, &[(SUSPENDED_ON.field, "2026-11-18"), (STATUS.field, "suspended")]);
    let made = made(&about, today());
    assert!(["QO-T07", "QO-T08", "QO-T09"].iter().all(|code| find(&made, code).is_late));
}

#[test]
fn once_a_retired_subscription_has_ended_its_last_days_are_no_longer_planned() {
    let mut about = Draft::read(include_str!("cases/bases/clean-retired.json")).expect("a draft").assessment;
    let old = RowAt { table: Table::Subscriptions, at: 0 };
    let codes = |about: &Assessment, on: &str| -> Vec<_> {
        made(about, day(on)).entries.iter().map(|entry| entry.task.code).collect()
    };
    say(&mut about, old, REASSIGNED.field, "39");
    say(&mut about, old, LAST_REASSIGNED_ON.field, "2027-04-10");
    assert_eq!(codes(&about, "2027-03-31"), ["QO-T07", "QO-T09", "QO-T10", "QO-T11"]);
    assert_eq!(codes(&about, "2027-04-01"), ["QO-T09"]);
    let settles = |about: &Assessment, on| settling(about, day(on), "QO002", old).map(|(task, _)| task.code);
    assert_eq!([settles(&about, "2027-03-31"), settles(&about, "2027-04-01")], [Some("QO-T07"), Some("QO-T09")]);
    // Nobody is left to be reassigned, and the day is still to come: it is to be corrected.
    say(&mut about, old, REASSIGNED.field, "40");
    assert_eq!(codes(&about, "2027-04-01"), ["QO-T07"]);
    say(&mut about, old, BOUGHT.field, "0");
    say(&mut about, old, BOUGHT_ON.field, "not yet");
    say(&mut about, old, REASSIGNED.field, "39");
    assert!(codes(&about, "2027-04-01").contains(&"QO-T07"), "what is out of order still is");
}

#[test]
fn retired_subscriptions_of_one_name_are_told_apart() {
    let mut about = Draft::read(include_str!("cases/bases/clean-retired.json")).expect("a draft").assessment;
    let mut other = about.rows(Table::Subscriptions)[0].clone();
    other.id = RowId("other".into());
    about.insert(Table::Subscriptions, about.rows(Table::Subscriptions).len(), other);
    let at = |at| RowAt { table: Table::Subscriptions, at };
    let words = words();
    let offer = "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer)";
    let names = |about: &Assessment| {
        [at(0), at(2)].map(|row| words.row_name(about, row).strip_prefix(offer).expect("its name first").to_owned())
    };
    assert_eq!(names(&about), [" (Subscription 1)", " (Subscription 3)"]);
    say(&mut about, at(2), END_DATE.field, "2027-04-30");
    assert_eq!(names(&about), [" (40 licences until 31 Mar 2027)", " (40 licences until 30 Apr 2027)"]);
    say(&mut about, at(2), END_DATE.field, "2027-03-31");
    say(&mut about, at(2), QUANTITY.field, "1");
    assert_eq!(names(&about), [" (40 licences until 31 Mar 2027)", " (1 licence until 31 Mar 2027)"]);
    say(&mut about, at(2), QUANTITY.field, "?");
    assert_eq!(names(&about), [" (40 licences until 31 Mar 2027)", " (Subscription 3)"]);
    say(
        &mut about,
        at(2),
        OFFER.field,
        "Dynamics 365 for Sales Enterprise Edition Add-On for CRM Basic (Qualified Offer)",
    );
    assert_eq!(words.row_name(&about, at(0)), offer);
}

#[test]
fn clicks_of_partner_center_are_for_those_who_bought_there() {
    let mut about = Draft::read(include_str!("cases/bases/clean-retired.json")).expect("a draft").assessment;
    let old = RowAt { table: Table::Subscriptions, at: 0 };
    say(&mut about, old, BOUGHT.field, "0");
    say(&mut about, old, REASSIGNED.field, "0");
    let words = words();
    let clicks = |about: &Assessment| {
        let made = made(about, today());
        let clicks = |code| {
            let steps = find(&made, code).steps(&words, about, made.route);
            let documented = steps.iter().filter(|step| step.basis == Basis::Guidance).count();
            (steps.iter().any(|step| step.text.contains("Partner Center")), documented)
        };
        ["QO-T08", "QO-T09", "QO-T10"].map(clicks)
    };
    assert_eq!(clicks(&about), [(true, 4), (true, 4), (true, 3)]);
    say(&mut about, old, AGREEMENT.field, "?");
    assert_eq!(clicks(&about), [(true, 4), (true, 4), (true, 3)]);
    for agreement in ["Volume Licensing", "direct", "other"] {
        say(&mut about, old, AGREEMENT.field, agreement);
        assert_eq!(clicks(&about), [(false, 1), (false, 0), (false, 1)], "{agreement}");
    }
}

#[test]
fn a_project_goes_from_subscriptions_to_the_end_of_the_old_one() {
    let draft = Draft::read(include_str!("cases/bases/clean-lcs-project.json")).expect("a draft");
    let mut about = draft.assessment;
    say(&mut about, whole(), LCS_SMOKE_TESTED.field, "no");
    let order = |about: &Assessment| -> Vec<&str> {
        made(about, today()).entries.iter().map(|entry| entry.task.code).collect()
    };
    let rest = ["FO-T03", "FO-T05", "FO-T07", "FO-T09", "FO-T11", "FO-T12", "FO-T14", "FO-T15", "FO-T16", "FO-T17"];
    assert_eq!(order(&about), [&["FO-T02"], &rest[..], &["FO-T18", "FO-T19"]].concat());
    // What is mapped to the new tenant leaves the old one by itself, after its grace period.
    say(&mut about, whole(), LCS_AGREEMENT.field, "Volume Licensing");
    assert_eq!(order(&about), [&["FO-T01"], &rest[..], &["FO-T18"]].concat());
    // What was answered of a change that is left out sets no day.
    say(&mut about, whole(), OLD_SUSPENDED_ON.field, "2026-12-31");
    assert!(made(&about, today()).entries.iter().all(|entry| entry.due.is_none()));
}

#[test]
fn where_the_contract_demands_another_tenant_the_project_moves_before_the_old_subscriptions_go() {
    let draft = Draft::read(include_str!("cases/bases/clean-agreement.json")).expect("a draft");
    let mut about = draft.assessment;
    say(&mut about, whole(), AGREEMENT_TENANT.field, "another tenant, as the contract demands");
    say(&mut about, whole(), MOVES_LCS_PROJECT.field, "no");
    let made = made(&about, day("2026-11-10"));
    let due = |code| find(&made, code).due.map(|due| (due.day, due.basis));
    assert_eq!(due("AG-T03"), Some((day("2026-11-10"), Basis::Judgement)));
    assert_eq!(due("FO-T05"), Some((day("2026-11-17"), Basis::Judgement)));
    assert_eq!(due("FO-T15"), Some((day("2026-12-13"), Basis::Judgement)));
    assert_eq!(due("FO-T18"), Some((day("2026-12-15"), Basis::Judgement)));
    // Each tenant's project has what its own subscriptions bring: no slot is shown twice. The agreement's own task asks
    // for the suspension, once the old project is gone.
    for code in ["AG-T07", "FO-T19"] {
        assert!(!codes(&made).contains(code), "{code}");
    }
    assert!(find(&made, "AG-T06").waits.iter().any(|waiting| waiting.task.code == "FO-T18"));
    let words = words();
    let order = find(&made, "AG-T02").steps(&words, &about, made.route);
    assert!(order.iter().any(|step| step.text.contains("that the contract demands")));
    assert!(order.iter().all(|step| !step.text.contains("of the old subscriptions")));
    // The new subscriptions are ordered and activated once, whatever was once said of the project alone.
    assert!(find(&made, "FO-T05").waits.iter().any(|waiting| waiting.task.code == "AG-T03"));
    for (direction, said) in [("Volume Licensing to CSP", "Volume Licensing"), ("CSP to Volume Licensing", "CSP")] {
        say(&mut about, whole(), DIRECTION.field, direction);
        say(&mut about, whole(), LCS_AGREEMENT.field, said);
        let codes = codes(&self::made(&about, day("2026-11-10")));
        let these = ["AG-T02", "AG-T03", "FO-T01", "FO-T02", "FO-T03"].map(|code| codes.contains(code));
        assert_eq!(these, [true, true, false, false, false], "{direction}");
    }
}

#[test]
fn nothing_of_a_project_is_due_before_the_new_subscriptions_are_active() {
    let draft = Draft::read(include_str!("cases/bases/clean-demanded.json")).expect("a draft");
    let mut about = draft.assessment;
    say(&mut about, whole(), LCS_SMOKE_TESTED.field, "no");
    for (active, smoke_test, suspension) in [
        ("2026-11-30", "2026-12-01", "2026-12-15"),
        ("2026-12-10", "2026-12-10", "2026-12-15"),
        // Asked for before they are active: the order of the days is wrong, that of the tasks is not.
        ("2026-12-20", "2026-12-20", "2026-12-20"),
    ] {
        say(&mut about, whole(), NEW_ACTIVE_ON.field, active);
        let made = made(&about, today());
        let due = |code| find(&made, code).due.map(|due| due.day);
        assert_eq!(due("AG-T03"), Some(day(active)));
        assert_eq!(due("FO-T05"), Some(day(active)));
        assert_eq!(due("FO-T09"), Some(day(smoke_test)));
        assert_eq!(due("AG-T06"), Some(day(suspension)));
        let ordered = ["AG-T01", "AG-T02"];
        let rest = made.entries.iter().filter(|entry| !ordered.contains(&entry.task.code));
        assert!(rest.filter_map(|entry| entry.due).all(|due| due.day >= day(active)), "{active}");
    }
}

#[test]
fn what_is_waited_for_is_brought_forward_to_the_day_of_what_waits() {
    let draft = Draft::read(include_str!("cases/bases/clean-agreement.json")).expect("a draft");
    let mut about = draft.assessment;
    // Active on the day on which suspension is asked for: what is to be seen the day after has to be seen before.
    say(&mut about, whole(), NEW_ACTIVE_ON.field, "2026-12-15");
    let made = made(&about, today());
    for code in ["AG-T03", "AG-T04", "AG-T05", "AG-T06"] {
        assert_eq!(find(&made, code).due.map(|due| due.day), Some(day("2026-12-15")), "{code}");
    }
}

#[test]
fn a_change_of_the_agreement_goes_by_its_answers() {
    let draft = Draft::read(include_str!("cases/bases/clean-agreement.json")).expect("a draft");
    let about = draft.assessment;
    let left = |about: &Assessment, on: &str| codes(&made(about, day(on))).into_iter().collect::<Vec<_>>();
    let all = ["AG-T02", "AG-T03", "AG-T04", "AG-T05", "AG-T06", "AG-T07", "AG-T08"];
    assert_eq!(left(&about, "2026-11-10"), all);
    // Active since yesterday, and all was seen.
    assert_eq!(left(&about, "2026-11-11"), all[3..]);
    // Suspended since yesterday; expired.
    assert_eq!(left(&about, "2026-12-31"), all[3..]);
    assert_eq!(left(&about, "2027-01-01"), all[5..]);
    assert_eq!(left(&about, "2027-01-30"), all[6..]);
    // What has not been seen is to be seen; what is found brings its task back.
    let mut unseen = about.clone();
    say(&mut unseen, RowAt { table: Table::Entitlements, at: 1 }, SEEN_ACTIVE.field, "?");
    assert_eq!(left(&unseen, "2026-11-11"), all[2..]);
    let mut short = about;
    say(&mut short, RowAt { table: Table::Entitlements, at: 2 }, NEW_COUNT.field, "1");
    assert_eq!(left(&short, "2027-01-30"), ["AG-T05", "AG-T08"]);
    say(&mut short, RowAt { table: Table::Entitlements, at: 0 }, NEW_COUNT.field, "1");
    assert_eq!(left(&short, "2027-01-30"), ["AG-T02", "AG-T05", "AG-T08"]);
}

#[test]
fn a_smoke_test_tells_that_the_new_tenant_has_its_subscriptions_and_its_project() {
    let draft = Draft::read(include_str!("cases/bases/clean-lcs-project.json")).expect("a draft");
    let mut about = draft.assessment;
    let before = ["FO-T02", "FO-T03", "FO-T05", "FO-T07", "FO-T09"];
    let left = |about: &Assessment, on: &str| {
        let codes = codes(&made(about, day(on)));
        before.into_iter().filter(|code| codes.contains(code)).collect::<Vec<_>>()
    };
    // That of one sandbox does not tell that all have been moved.
    assert_eq!(left(&about, "2026-11-20"), ["FO-T07"]);
    say(&mut about, whole(), LCS_SMOKE_TESTED.field, "?");
    assert_eq!(left(&about, "2026-11-20"), before);
    // What is not active yet cannot have been tested.
    let about = Draft::read(include_str!("cases/bases/clean-demanded.json")).expect("a draft").assessment;
    assert_eq!(left(&about, "2026-11-09"), before[2..]);
    assert_eq!(left(&about, "2026-11-10"), ["FO-T07"]);
}

#[test]
fn without_a_cut_over_nothing_is_due_and_nothing_is_late() {
    let mut about = self_service("2026-12-12");
    about.set_rows(Table::Windows, Vec::new());
    let made = made(&about, today());
    assert!(made.entries.iter().all(|entry| entry.due.is_none() && !entry.is_late));
    // One entry stands for the windows to come.
    assert_eq!(find(&made, "TM-T19").subject, whole());
}

#[test]
fn due_days_stay_within_the_calendar() {
    for (starts, late) in [("0000-01-01", true), ("9999-12-31", false)] {
        let made = made(&self_service(starts), today());
        let move_it = find(&made, "SS-T27");
        assert_eq!((move_it.due.map(|due| due.day), move_it.is_late), (Some(day(starts)), late));
        assert!(made.entries.iter().all(|entry| entry.due.is_some()), "{starts}");
    }
}

#[test]
fn late_is_what_was_due_before_today_and_is_not_over() {
    let about = self_service("2026-12-12");
    let sales = about.rows(Table::Instances)[0].id.clone();
    let late = |today: &str, state: State| {
        let mut states = TaskStates::default();
        states.set_state("SS-T24", &sales, state);
        let readiness = assess(&about, day(today));
        find(&runbook(&about, &readiness, day(today), &states), "SS-T24").is_late
    };
    assert!(!late("2026-12-02", State::Open));
    assert!(late("2026-12-03", State::Open) && late("2026-12-03", State::Doing));
    assert!(!late("2026-12-03", State::Done) && !late("2026-12-03", State::NotNeeded));
}

// Commands

#[test]
fn commands_are_filled_in_from_the_draft_or_say_what_is_missing() {
    let words = words();
    let mut about = self_service("2026-12-12");
    let commands = |about: &Assessment| -> Vec<_> {
        let made = made(about, today());
        let steps = made.entries.iter().flat_map(|entry| entry.steps(&words, about, made.route));
        steps.filter_map(|step| step.command).collect()
    };
    let filled = commands(&about);
    let request = filled.iter().find(|command| command.text.contains("SubmitMigrationRequest")).expect("a request");
    let expected = "TenantToTenant-SubmitMigrationRequest -EnvironmentName <EnvironmentId> \
                    -TargetTenantID '22222222-2222-4222-8222-222222222222'";
    assert_eq!((&*request.text, &request.missing[..]), (expected, &["EnvironmentId"][..]));
    let upload = filled.iter().find(|command| command.text.contains("Upload")).expect("an upload");
    assert!(upload.text.ends_with("(Join-Path $PWD 'Sales\\usermapping.csv')"), "{}", upload.text);
    let sales = RowAt { table: Table::Instances, at: 0 };
    say(&mut about, sales, ENVIRONMENT_ID.field, "33333333-3333-4333-8333-333333333333");
    let request = commands(&about).into_iter().find(|command| command.text.contains("Submit")).expect("a request");
    assert!(request.text.contains("-EnvironmentName '33333333-3333-4333-8333-333333333333' -T"), "{}", request.text);
    assert_eq!(request.missing, [""; 0]);
    say(&mut about, RowAt { table: Table::Tenants, at: 1 }, TENANT_ID.field, "?");
    let request = commands(&about).into_iter().find(|command| command.text.contains("Submit")).expect("a request");
    assert!(request.text.ends_with("-TargetTenantID <TargetTenantId>"), "{}", request.text);
    for command in commands(&about) {
        for missing in &command.missing {
            assert!(words.has(&format!("runbook.placeholders.{missing}")), "{missing}");
        }
    }
}

#[test]
fn each_instance_has_a_folder_of_its_own() {
    let words = words();
    let mut about = self_service("2026-12-12");
    for name in ["HR (EU)", "HR [EU]", "hr -eu-", "CON"] {
        add(&mut about, Table::Instances, &[(INSTANCE.field, name), (INSTANCE_TYPE.field, "production")]);
    }
    let made = made(&about, today());
    let steps = made.entries.iter().flat_map(|entry| entry.steps(&words, &about, made.route));
    let uploads = steps.filter_map(|step| step.command).filter(|command| command.text.contains("Upload"));
    let folders: Vec<String> =
        uploads.map(|upload| upload.text.split('\'').nth_back(1).unwrap_or_default().to_lowercase()).collect();
    assert_eq!(folders.len(), 5, "{folders:?}");
    assert_eq!(folders.iter().collect::<BTreeSet<_>>().len(), 5, "{folders:?}");
    assert!(folders.contains(&"con-\\usermapping.csv".to_owned()), "{folders:?}");
}

#[test]
fn no_name_gets_out_of_its_quotes() {
    let words = words();
    for name in [
        "x'; Remove-Item -Recurse C:\\ #",
        "x’; calc.exe; ‘",
        "x‚; calc.exe; ‛",
        "''''",
        "a\nb\r\nStop-Computer",
        "\u{202e}gnirts\u{2066} $(calc) `n",
        "<TargetTenantId>",
        "{subject} {0}",
        "..\\..\\x",
    ] {
        let mut about = self_service("2026-12-12");
        say(&mut about, RowAt { table: Table::Instances, at: 0 }, INSTANCE.field, name);
        let made = made(&about, today());
        let steps = made.entries.iter().flat_map(|entry| entry.steps(&words, &about, made.route));
        let mut seen = 0;
        for command in steps.filter_map(|step| step.command) {
            let bare = without_literals(&command.text).unwrap_or_else(|| panic!("{name}: {}", command.text));
            for evil in ["Remove-Item", "calc", "Stop-Computer", "gnirts", "..\\"] {
                assert!(!bare.contains(evil), "{}", command.text);
            }
            let hidden = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{2066}';
            assert!(!command.text.contains(hidden), "{:?}", command.text);
            seen += usize::from(bare != command.text);
        }
        assert!(seen > 2, "{name}");
    }
}

/// A command without its literals in single quotes, as PowerShell reads them; `None` where one does not end.
fn without_literals(command: &str) -> Option<String> {
    let is_quote = |c: char| ['\'', '‘', '’', '‚', '‛'].contains(&c);
    let (mut bare, mut rest) = (String::new(), command.chars().peekable());
    while let Some(c) = rest.next() {
        if !is_quote(c) {
            bare.push(c);
            continue;
        }
        loop {
            if is_quote(rest.next()?) && rest.next_if(|next| is_quote(*next)).is_none() {
                break;
            }
        }
    }
    Some(bare)
}

// Questions and replies

#[test]
fn every_answer_of_a_reply_comes_back_to_its_question() {
    let words = words();
    for seed in seeds(60) {
        let mut random = Random(seed);
        let about = random.assessment();
        let questions = asked(&about, today());
        for person in Person::ALL {
            let sent = questions::text(&words, &Facts::new(&about, today()), &questions, person);
            let mut expected = Vec::new();
            let mut filled = String::new();
            let asked = questions.iter().filter(|question| question.person == person);
            let mut asked = asked.filter_map(|question| match question.gap {
                Gap::Answer(row, field) => Some((row, field)),
                Gap::Rows(_) => None,
            });
            for line in sent.lines() {
                filled.push_str(line);
                if line.trim_start().starts_with("Answer [Q:") {
                    let (row, field) = asked.next().expect("as many questions as lines to fill in");
                    if random.percent(70) {
                        let given = random.given(field);
                        filled.push(' ');
                        filled.push_str(given.as_typed());
                        expected.push((row, field, given));
                    }
                }
                filled.push('\n');
            }
            assert_eq!(asked.next(), None);
            for reply in [filled.clone(), quoted(&filled), filled.replace('\n', "\r\n"), wrapped(&quoted(&filled), 40)]
            {
                let read = fold_back(&words, &about, &reply);
                assert_eq!(read.problems, [], "seed {seed}\n{reply}");
                for (answered, (row, field, given)) in read.answers.iter().zip(&expected) {
                    assert_eq!((answered.row, answered.field), (*row, *field));
                    let words_of = |answer: &Answer| answer.as_typed().split_whitespace().collect::<Vec<_>>().join(" ");
                    assert_eq!(words_of(&answered.answer), words_of(given));
                    let read = Answer::typed(field.field().kind, answered.answer.as_typed());
                    assert_eq!(answered.answer, read, "seed {seed}");
                }
                assert_eq!(read.answers.len(), expected.len(), "seed {seed}\n{reply}");
            }
        }
    }
}

#[test]
fn answers_may_stand_below_their_reference_and_in_any_order() {
    let (words, about) = (words(), self_service("2026-12-12"));
    let [domain, region] = references(&words, &about);
    let read = |reply: &str| fold_back(&words, &about, reply);
    let said = |reply: &Reply| -> Vec<String> {
        reply.answers.iter().map(|answered| answered.answer.as_typed().to_owned()).collect()
    };
    let line = "----------------------------------------";
    // Answered between quoted lines.
    let inline = format!(
        "Hello!\n\n> {line}\n> Answer {domain}:\n\ncontoso.example\n\n> {line}\n> Answer {region}: \n> {line}\n"
    );
    assert_eq!((said(&read(&inline)), read(&inline).blank), (vec!["contoso.example".to_owned()], 1));
    // References alone, in another order, in small letters, with a signature behind a line of dashes.
    let alone = format!("{}: EMEA\n{domain}: contoso.example\n{line}\nAnne\n", region.to_lowercase());
    assert_eq!(said(&read(&alone)), ["EMEA", "contoso.example"]);
    assert_eq!(read(&alone).problems, []);
    // By what the words call it, and "I don't know".
    let by_words = format!("{region}: NA (North America)\n{line}\n{domain} ?\n{line}");
    assert_eq!(said(&read(&by_words)), ["NA", "?"]);
    // Not understood, and kept as typed.
    let odd = format!("{region}: somewhere nice\n{line}");
    assert_eq!(said(&read(&odd)), ["somewhere nice"]);
    // The blank original below the answered one.
    let twice = format!("{domain}: contoso.example\n{line}\n> Answer {domain}:\n> {line}\n");
    assert_eq!((said(&read(&twice)), read(&twice).problems), (vec!["contoso.example".to_owned()], vec![]));
}

#[test]
fn what_is_not_certain_is_a_problem_with_its_line_and_not_an_answer() {
    let (words, about) = (words(), self_service("2026-12-12"));
    let [domain, region] = references(&words, &about);
    let line = "----------------------------------------";
    let long = "x".repeat(40_000);
    let damaged = &domain[..domain.len() - 1];
    let mut changed = domain.clone();
    let last = changed.pop().zip(changed.pop()).map(|(_, last)| if last == '7' { '8' } else { '7' });
    changed.extend([last.expect("a digit"), ']']);
    for (reply, at, fault, taken) in [
        (format!("Hello\n{changed}: contoso.example\n{line}"), 2, Fault::UnknownReference, 0),
        (format!("\n\n{damaged}: contoso.example\n{line}"), 3, Fault::BrokenReference, 0),
        (format!("[Q:no]: contoso.example\n{line}"), 1, Fault::BrokenReference, 0),
        (format!("{domain}: a.example\n{line}\n{domain}: b.example\n{line}"), 3, Fault::TwoAnswers(1), 0),
        // Nobody can tell whether the signature belongs to the answer.
        (format!("{domain}: a.example\n\nKind regards\n"), 1, Fault::EndUnknown, 0),
        (format!("{domain}: a.example {region}: EMEA"), 1, Fault::EndUnknown, 1),
        (format!("{domain}:\nb.example\n{region}: EMEA"), 1, Fault::EndUnknown, 1),
        (format!("> {line}\n> Domain?\ncontoso.example\n> Answer {domain}:\n> {line}"), 3, Fault::BesidesTheAnswer, 0),
        (format!("{domain}: {long}\n{line}"), 1, Fault::TooLong, 0),
    ] {
        let read = fold_back(&words, &about, &reply);
        let problems: Vec<_> = read.problems.iter().map(|problem| (problem.line, problem.fault)).collect();
        assert_eq!(problems, [(at, fault)], "{reply}");
        assert_eq!(read.answers.len(), taken, "{reply}");
        let said = read.problems[0].say(&words);
        assert!(said.contains(&format!("Line {at}:")) && !said.contains("runbook."), "{said}");
    }
}

#[test]
fn any_text_is_read_without_an_answer_from_nowhere() {
    let (words, about) = (words(), self_service("2026-12-12"));
    let [domain, region] = references(&words, &about);
    let parts =
        [&domain, &region, "[Q:", "]", ":", "-----", "—————", "\n", "\r", "> ", "EMEA", "‏שלום", "\u{0}", " ", "?"];
    for seed in seeds(3000) {
        let mut random = Random(seed);
        let reply: String = (0..random.below(30)).map(|_| random.of(&parts)).collect();
        let read = fold_back(&words, &about, &reply);
        for answered in &read.answers {
            assert!([DOMAIN.field, TENANT_REGION.field].contains(&answered.field), "{reply:?}");
            assert!(!answered.answer.as_typed().is_empty(), "{reply:?}");
        }
    }
}

#[test]
fn megabytes_of_anything_are_read_in_one_pass() {
    let (words, about) = (words(), self_service("2026-12-12"));
    let [domain, _] = references(&words, &about);
    for part in ["[Q:", "[Q:x", "-----x", "> ", "—", "a\n", &domain, &format!("{domain} -----")] {
        let read = fold_back(&words, &about, &part.repeat((1 << 20) / part.len()));
        assert_eq!(read.answers, [], "{part}");
    }
}

#[test]
fn names_of_rows_make_no_reference_and_no_line() {
    let words = words();
    let mut about = self_service("2026-12-12");
    let [domain, _] = references(&words, &about);
    let instance = RowAt { table: Table::Instances, at: 0 };
    say(&mut about, instance, INSTANCE.field, &format!("x\n{domain}: evil.example\n-----------\n[q:y"));
    say(&mut about, instance, VERSION.field, "\n-----\nAnswer [Q:0");
    let questions = asked(&about, today());
    let sent = questions::text(&words, &Facts::new(&about, today()), &questions, Person::SourceAdministrator);
    assert!(sent.contains("evil.example"));
    let read = fold_back(&words, &about, &sent);
    assert_eq!((read.answers, read.problems), (vec![], vec![]));
}

#[test]
fn an_answer_that_replaces_another_is_marked() {
    let words = words();
    let mut about = self_service("2026-12-12");
    let [domain, _] = references(&words, &about);
    say(&mut about, RowAt { table: Table::Tenants, at: 0 }, DOMAIN.field, "fabrikam.example");
    let replaces =
        |reply: &str| fold_back(&words, &about, reply).answers.iter().map(|one| one.replaces).collect::<Vec<_>>();
    assert_eq!(replaces(&format!("{domain}: contoso.example")), [true]);
    assert_eq!(replaces(&format!("{domain}: fabrikam.example")), [false]);
}

// The support request

#[test]
fn the_support_request_says_what_is_known_and_what_is_not() {
    let words = words();
    let text = |about: &Assessment| support_request::text(&words, about);
    let merger = Draft::read(include_str!("../public/examples/merger.json")).expect("an example").assessment;
    let known = text(&merger);
    for part in [
        "Source tenant",
        "Destination tenant",
        "Region: EMEA",
        "Available licences in the destination: ",
        "Instances to move",
        "Type: Production",
    ] {
        assert!(known.contains(part), "{part} is not in\n{known}");
    }
    // Its products say how many; only what they leave open is not known.
    assert!(!known.contains("Active user licences: "), "{known}");
    let mut about = self_service("2026-12-12");
    say(&mut about, RowAt { table: Table::Tenants, at: 0 }, TENANT_REGION.field, "somewhere");
    say(&mut about, RowAt { table: Table::Instances, at: 0 }, INSTANCE.field, "Sales\nInstances to move\n- Evil");
    let unknown = text(&about);
    assert!(unknown.contains("Domain: not known yet") && unknown.contains("(so far “somewhere”)"), "{unknown}");
    assert!(unknown.contains("\n- Sales Instances to move - Evil\n"), "{unknown}");
}

// In number

#[test]
fn a_thousand_instances_have_all_their_tasks_and_questions() {
    let mut about = self_service("2026-12-12");
    about.set_rows(Table::Instances, Vec::new());
    for at in 0..1000 {
        let name = format!("Instance {at}");
        let window = if at % 2 == 0 { "Weekend" } else { "nowhere" };
        let answers = [
            (INSTANCE.field, &*name),
            (INSTANCE_TYPE.field, "production"),
            (CUT_OVER.field, window),
            (LOOSE_APPS.field, "in use"),
        ];
        add(&mut about, Table::Instances, &answers);
    }
    let made = made(&about, today());
    for code in ["SS-T05", "SS-T09", "SS-T24", "SS-T25", "SS-T26", "SS-T27", "TM-T22", "SS-T14", "SS-T29"] {
        assert_eq!(made.entries.iter().filter(|entry| entry.task.code == code).count(), 1000, "{code}");
    }
    let questions = asked(&about, today());
    assert!(questions.len() > 10_000, "{}", questions.len());
    // What is about all of them says so once.
    let waits: usize = made.entries.iter().map(|entry| entry.waits.len()).sum();
    assert!(waits < 60 * 1000, "{waits}");
}

// Drafts and helpers

fn all_tasks() -> impl Iterator<Item = &'static Task> {
    TASKS.iter().chain(IF_IT_FAILS).copied()
}

/// Every name in angle brackets in a command.
fn placeholders() -> BTreeSet<&'static str> {
    let commands = all_tasks().flat_map(|task| task.steps).filter_map(|step| step.command);
    commands.flat_map(|command| command.split('<').skip(1).filter_map(|part| part.split('>').next())).collect()
}

/// Every example, every draft of a case, and many drafts by chance, with the day of their judgement.
fn each_draft(mut check: impl FnMut(&str, &Assessment, Date)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in entries(&root.join("public/examples")) {
        let draft = Draft::read(&std::fs::read_to_string(&path).expect("an example")).expect("a draft");
        check(&name_of(&path), &draft.assessment, today());
    }
    let cases = root.join("tests/cases");
    for folder in entries(&cases).into_iter().filter(|path| path.is_dir() && !path.ends_with("bases")) {
        for path in entries(&folder) {
            let case =
                Case::read(&path, &[cases.join("bases")]).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            check(&format!("{}/{}", name_of(&folder), name_of(&path)), &case.draft.assessment, case.today);
        }
    }
    for seed in seeds(600) {
        check(&format!("seed {seed}"), &Random(seed).assessment(), today());
    }
}

fn made(about: &Assessment, today: Date) -> Runbook {
    runbook(about, &assess(about, today), today, &TaskStates::default())
}

fn asked(about: &Assessment, today: Date) -> Vec<Question> {
    questions::all(about, &assess(about, today), &TaskStates::default())
}

/// A runbook as text: every word of it.
fn written(words: &Words, about: &Assessment, made: &Runbook) -> String {
    let mut text = String::new();
    for entry in made.entries.iter().chain(&made.if_it_fails) {
        text.push_str(&format!("{:?} {} {:?}\n", entry.task, entry.title(words, about), entry.due));
        for waiting in &entry.waits {
            text.push_str(&format!("  after: {}\n", waiting.title(words, about)));
        }
        for step in entry.steps(words, about, made.route) {
            text.push_str(&format!("  {}\n", step.text));
        }
    }
    let asked = asked(about, today());
    for person in Person::ALL {
        text.push_str(&questions::text(words, &Facts::new(about, today()), &asked, person));
    }
    text.push_str(&support_request::text(words, about));
    text
}

fn codes(made: &Runbook) -> BTreeSet<&'static str> {
    made.entries.iter().map(|entry| entry.task.code).collect()
}

#[track_caller]
fn find(made: &Runbook, code: &str) -> Entry {
    made.entries.iter().find(|entry| entry.task.code == code).unwrap_or_else(|| panic!("no {code}")).clone()
}

/// One production instance by self-service; its window begins on this day. Little else is known.
fn self_service(starts: &str) -> Assessment {
    let mut about = Assessment::begun();
    say(&mut about, whole(), MOVES_INSTANCES.field, "yes");
    say(&mut about, whole(), ROUTE.field, "self-service");
    let destination = RowAt { table: Table::Tenants, at: 1 };
    say(&mut about, destination, TENANT_ID.field, "{22222222-2222-4222-8222-222222222222}");
    add(&mut about, Table::Instances, &[(INSTANCE.field, "Sales"), (INSTANCE_TYPE.field, "production")]);
    let starts = format!("{starts}T20:00+01:00[Europe/Berlin]");
    add(&mut about, Table::Windows, &[(WINDOW.field, "Weekend"), (STARTS.field, &starts)]);
    about
}

fn whole() -> RowAt {
    RowAt { table: Table::Assessment, at: 0 }
}

fn say(about: &mut Assessment, row: RowAt, field: FieldId, typed: &str) {
    about.set(row.at as usize, field, Answer::typed(field.field().kind, typed));
}

fn add(about: &mut Assessment, table: Table, answers: &[(FieldId, &str)]) {
    let at = about.rows(table).len();
    about.insert(table, at, Row::empty(table, RowId(format!("{}-{at}", table.key()).into())));
    for (field, typed) in answers {
        say(about, RowAt { table, at: u32::try_from(at).expect("few rows") }, *field, typed);
    }
}

fn day(iso: &str) -> Date {
    parse_iso_day(iso).expect("a day of the calendar")
}

/// The references of the source tenant's domain and region, as they are sent out.
fn references(words: &Words, about: &Assessment) -> [String; 2] {
    let asked = asked(about, today());
    let of = |field: FieldId| {
        let gap = Gap::Answer(RowAt { table: Table::Tenants, at: 0 }, field);
        let question: Vec<_> = asked.iter().filter(|question| question.gap == gap).cloned().collect();
        assert_eq!(question.len(), 1);
        let sent = questions::text(words, &Facts::new(about, today()), &question, question[0].person);
        let start = sent.find("[Q:").expect("a reference");
        sent[start..=start + sent[start..].find(']').expect("its end")].to_owned()
    };
    [of(DOMAIN.field), of(TENANT_REGION.field)]
}

fn fold_back(words: &Words, about: &Assessment, reply: &str) -> Reply {
    questions::fold_back(words, about, reply, &|_| None)
}

/// As mail programs quote.
fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\n")).collect()
}

/// As mail programs break long lines anew: the rest goes to a line of its own, quoted like the first.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut length = 0;
        for (at, word) in line.split(' ').enumerate() {
            if at > 0 && length + word.len() > width {
                out.push_str("\n> ");
                length = 2;
            } else if at > 0 {
                out.push(' ');
            }
            out.push_str(word);
            length += word.len() + 1;
        }
        out.push('\n');
    }
    out
}
