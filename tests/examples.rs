//! The examples that open as drafts.

#[path = "support/berlin.rs"]
mod berlin;

use std::collections::BTreeMap;

use time::{Date, Duration};
use transition_planner::app::{App, EXAMPLES_MADE_FOR, Event};
use transition_planner::assessment::choices::{Region, Route};
use transition_planner::assessment::fields::{INSTANCE_REGION, ROUTE, TENANT_REGION};
use transition_planner::assessment::{Assessment, Said, Table};
use transition_planner::draft::Draft;
use transition_planner::readiness::{Readiness, Verdict, assess};
use transition_planner::rules::Severity;
use transition_planner::runbook::runbook;

const CLEAN: &str = include_str!("../public/examples/clean.json");
const MERGER: &str = include_str!("../public/examples/merger.json");
const SPIN_OFF: &str = include_str!("../public/examples/spin-off.json");

#[test]
fn the_clean_example_is_ready_without_blocker_or_warning() {
    let readiness = assess(&draft(CLEAN).assessment, EXAMPLES_MADE_FOR);
    assert_eq!(codes(&readiness, Severity::Blocker), BTreeMap::new());
    assert_eq!(codes(&readiness, Severity::Warning), BTreeMap::new());
    assert_eq!(readiness.missing_answers(), []);
    assert_eq!(readiness.verdict(), Some(Verdict::Ready));
    // Nor is anything late that should have been done by then.
    let draft = draft(CLEAN);
    let runbook = runbook(&draft.assessment, &readiness, EXAMPLES_MADE_FOR, &draft.tasks);
    assert!(runbook.entries.iter().all(|entry| !entry.is_late));
}

#[test]
fn the_merger_has_14_instances_in_one_region_and_is_blocked() {
    let draft = draft(MERGER);
    let readiness = assess(&draft.assessment, EXAMPLES_MADE_FOR);
    assert_eq!(draft.assessment.rows(Table::Instances).len(), 14);
    let tenants = draft.assessment.rows(Table::Tenants).iter().map(|tenant| tenant.value(TENANT_REGION));
    let instances = draft.assessment.rows(Table::Instances).iter();
    let own_regions = instances.filter_map(|instance| instance.value(INSTANCE_REGION));
    assert!(tenants.flatten().chain(own_regions).all(|region| region == Region::Emea));
    assert_eq!(readiness.verdict(), Some(Verdict::Blocked));
    let blockers = [("SS022", 1), ("TM001", 1), ("TM005", 2), ("TM009", 1), ("TM010", 2), ("TM012", 1)];
    assert_eq!(codes(&readiness, Severity::Blocker), BTreeMap::from(blockers));
    assert!(codes(&readiness, Severity::Warning).contains_key("TM013"));
    assert_eq!(readiness.tally().open, 4);
}

#[test]
fn the_spin_off_crosses_regions_and_much_of_it_is_blocked() {
    let draft = draft(SPIN_OFF);
    let readiness = assess(&draft.assessment, EXAMPLES_MADE_FOR);
    let regions = draft.assessment.rows(Table::Tenants).iter().map(|tenant| tenant.value(TENANT_REGION));
    assert_eq!(regions.collect::<Vec<_>>(), [Some(Region::Emea), Some(Region::Oce)]);
    assert_eq!(draft.assessment.whole().value(ROUTE), Some(Route::SelfService));
    assert_eq!(readiness.verdict(), Some(Verdict::Blocked));
    // Kinds of instance, components, links, roles, days that have run out, regions, licences, storage, users and files.
    let blockers = [
        ("SS001", 2),
        ("SS003", 1),
        ("SS004", 1),
        ("SS005", 1),
        ("SS006", 1),
        ("SS007", 1),
        ("SS008", 1),
        ("SS023", 6),
        ("TM005", 1),
        ("TM007", 1),
        ("TM011", 1),
        ("TM012", 4),
    ];
    assert_eq!(codes(&readiness, Severity::Blocker), BTreeMap::from(blockers));
    let warnings = codes(&readiness, Severity::Warning);
    assert!(
        ["TM002", "TM004", "TM015", "TM025", "SS019", "SS020", "SS022"].iter().all(|code| warnings.contains_key(code))
    );
    assert!(readiness.tally().open > 0 && readiness.tally().met > 0);
}

#[test]
fn examples_say_the_same_on_whatever_day_they_are_opened() {
    for (text, verdict) in [(CLEAN, Verdict::Ready), (MERGER, Verdict::Blocked), (SPIN_OFF, Verdict::Blocked)] {
        let own = assess(&draft(text).assessment, EXAMPLES_MADE_FOR);
        for days in -60..=400 {
            let today = EXAMPLES_MADE_FOR + Duration::days(days);
            let readiness = assess(&opened(text, today).assessment, today);
            assert_eq!(readiness.verdict(), Some(verdict), "{today}");
            for severity in Severity::ALL {
                assert_eq!(codes(&readiness, severity), codes(&own, severity), "{today}");
            }
            assert_eq!(readiness.missing_answers(), own.missing_answers(), "{today}");
        }
    }
}

#[test]
fn an_example_keeps_its_weekdays_and_times_of_day() {
    use transition_planner::assessment::fields::{ENDS, MOVE_ON, STARTS};
    // Beyond the change to summer time.
    let later = opened(CLEAN, EXAMPLES_MADE_FOR + Duration::weeks(20) + Duration::days(3)).assessment;
    let (before, after) = (draft(CLEAN).assessment, later);
    let window = |assessment: &Assessment| {
        let window = &assessment.rows(Table::Windows)[0];
        window.value(STARTS).zip(window.value(ENDS)).expect("both are given")
    };
    let (old, new) = (window(&before), window(&after));
    assert_eq!(new.0.local(), old.0.local() + Duration::weeks(20));
    assert_eq!((old.0.offset().whole_hours(), new.0.offset().whole_hours()), (1, 2));
    assert_eq!(new.1.local(), old.1.local() + Duration::weeks(20));
    let moves = |assessment: &Assessment| assessment.rows(Table::Instances)[0].value(MOVE_ON).flatten();
    assert_eq!(moves(&after), moves(&before).map(|day| day + Duration::weeks(20)));
}

#[test]
fn an_example_is_understood_whole() {
    for text in [CLEAN, MERGER, SPIN_OFF] {
        let draft = draft(text);
        for table in Table::ALL {
            for row in draft.assessment.rows(table) {
                assert!(row.others.is_empty(), "{}: {:?}", row.id, row.others);
                for field in table.fields() {
                    let answer = row.answer(field.id);
                    assert!(!matches!(answer.said, Said::Unreadable(_)), "{}: {}", row.id, answer.as_typed());
                }
            }
        }
    }
}

fn draft(text: &str) -> Draft {
    Draft::read(text).expect("it is a draft")
}

/// The example as the page opens it on that day.
fn opened(text: &str, today: Date) -> Draft {
    let mut app = App::new(today, 1, berlin::offset);
    app.update(Event::OpenedExample { text: text.to_owned(), name: "An example".to_owned() });
    app.open.expect("it is open").draft
}

/// The rules that find something of this severity, and how often.
fn codes(readiness: &Readiness, severity: Severity) -> BTreeMap<&'static str, usize> {
    let mut codes = BTreeMap::new();
    for (_, judged, _) in readiness.findings().filter(|(own, ..)| *own == severity) {
        *codes.entry(judged.rule.code).or_default() += 1;
    }
    codes
}
