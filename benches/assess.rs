//! How long `assess` takes, and how that grows with the number of instances: `cargo bench --bench assess`, with
//! `-- --json` for a machine. A ratio counts, an absolute time informs. Then come the most instances together with many
//! subscriptions, and what a keystroke takes: the edit, the judgement, and its summary.

#[path = "../tests/support/many.rs"]
mod many;

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use time::Date;
use transition_planner::app::overview::overview;
use transition_planner::assessment::fields::{OFFER, VERSION};
use transition_planner::assessment::values::parse_iso_day;
use transition_planner::assessment::{Answer, FieldId};
use transition_planner::draft::Draft;
use transition_planner::readiness::{Judge, assess};

const SIZES: [u32; 4] = [10, 100, 1_000, 10_000];
const SUBSCRIPTIONS: u32 = 50_000;
/// The instances and subscriptions of the draft in which keys are struck.
const TYPED_IN: (u32, u32) = (1_000, 5_000);
/// Where they are struck, and what stands there in turn.
const TYPED: [(FieldId, [&str; 2]); 2] =
    [(VERSION.field, ["8.1", "9.1"]), (OFFER.field, ["Office", "Dynamics 365 for Sales"])];
/// The shortest time that one measurement takes.
const AT_LEAST: Duration = Duration::from_millis(40);
const MEASUREMENTS: usize = 25;

fn main() {
    let as_json = std::env::args().any(|arg| arg == "--json");
    let today = parse_iso_day("2026-11-20").expect("a day of the calendar");
    let read = |file: String| Draft::read(&file).expect("it is a draft");
    let most = SIZES[SIZES.len() - 1];
    let mut drafts: Vec<Draft> = SIZES.map(|instances| read(many::draft(instances))).into();
    drafts.push(read(many::draft_with_subscriptions(most, SUBSCRIPTIONS)));
    let mut all = times(&drafts, today);
    let together = median(all.pop().unwrap_or_default());
    // Turn by turn: what slows the machine down for a while slows both.
    let growth = |at: usize| {
        let turns = (at > 0).then(|| all[at].iter().zip(&all[at - 1]));
        turns.map(|turns| median(turns.map(|(more, less)| more / less / 10.0).collect()))
    };
    let times: Vec<f64> = all.iter().cloned().map(median).collect();
    let typed_in = read(many::draft_with_subscriptions(TYPED_IN.0, TYPED_IN.1));
    let keystrokes = TYPED.map(|(field, texts)| (field.field().key, median_keystroke(&typed_in, field, texts, today)));
    if as_json {
        let rows = (0..SIZES.len()).map(
            |at| json!({ "instances": SIZES[at], "microseconds": rounded(times[at] * 1e6), "growthAgainstLinear": growth(at).map(rounded) }),
        );
        let together =
            json!({ "instances": most, "subscriptions": SUBSCRIPTIONS, "microseconds": rounded(together * 1e6) });
        let keystrokes = keystrokes.map(|(key, time)| {
            json!({ "instances": TYPED_IN.0, "subscriptions": TYPED_IN.1, "typed": key, "microseconds": rounded(time * 1e6) })
        });
        println!("{}", rows.chain([together]).chain(keystrokes).collect::<Value>());
        return;
    }
    println!("{:>9} {:>10} {:>12} {:>22}", "instances", "time", "per instance", "growth against linear");
    for at in 0..SIZES.len() {
        let each = times[at] * 1e6 / f64::from(SIZES[at]);
        let growth = growth(at).map_or_else(String::new, |growth| format!("{growth:.2}"));
        println!("{:>9} {:>7.3} ms {each:>9.2} µs {growth:>22}", SIZES[at], times[at] * 1e3);
    }
    println!("{most:>9} {:>7.3} ms with {SUBSCRIPTIONS} subscriptions", together * 1e3);
    for (key, time) in keystrokes {
        println!("{:>9} {:>7.3} ms a keystroke in {key}, with {} subscriptions", TYPED_IN.0, time * 1e3, TYPED_IN.1);
    }
}

/// With two decimals.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The times of one `assess` in seconds, for each draft. All drafts take turns, so that whatever else the machine does
/// meets them alike.
fn times(drafts: &[Draft], today: Date) -> Vec<Vec<f64>> {
    let once = |draft: &Draft| drop(black_box(assess(black_box(&draft.assessment), today)));
    let repetitions = drafts.iter().map(|draft| {
        // The first time is slower: nothing is near at hand yet.
        (0..3).for_each(|_| once(draft));
        let start = Instant::now();
        once(draft);
        u32::try_from(AT_LEAST.as_nanos() / start.elapsed().as_nanos().max(1)).map_or(1, |runs| runs.max(1))
    });
    let repetitions: Vec<u32> = repetitions.collect();
    let mut times = vec![Vec::new(); drafts.len()];
    for _ in 0..MEASUREMENTS {
        for (at, draft) in drafts.iter().enumerate() {
            let start = Instant::now();
            (0..repetitions[at]).for_each(|_| once(draft));
            times[at].push(start.elapsed().as_secs_f64() / f64::from(repetitions[at]));
        }
    }
    times
}

/// The median time of a keystroke in a row of this field's table in seconds: the edit, the judgement, and its summary.
fn median_keystroke(draft: &Draft, field: FieldId, texts: [&str; 2], today: Date) -> f64 {
    let mut assessment = draft.assessment.clone();
    let mut judge = Judge::default();
    judge.assess(&assessment, today);
    let times = texts.iter().cycle().take(8 * MEASUREMENTS).map(|typed| {
        let start = Instant::now();
        assessment.set(20, field, Answer::typed(field.field().kind, typed));
        let readiness = judge.assess(&assessment, today);
        black_box(overview(&assessment, &readiness));
        start.elapsed().as_secs_f64()
    });
    median(times.collect())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
