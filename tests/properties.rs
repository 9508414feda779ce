//! What the judgement keeps to, whatever the draft: many by chance are judged before and after one more answer. A draft
//! that fails is shown with as few answers as still fail. `TP_TIMES=100 cargo test --release --test properties` tries a
//! hundred times as many.

#[expect(dead_code, reason = "subscriptions are for the benches")]
#[path = "support/many.rs"]
mod many;
#[path = "support/random.rs"]
mod random;

use std::collections::BTreeMap;

use random::{Random, seeds, today};
use transition_planner::assessment::answers::places;
use transition_planner::assessment::choices::{MappingFile, plain_name};
use transition_planner::assessment::fields::{
    ACTIVE_LICENCES, AVAILABLE_DATABASE, AVAILABLE_FILE, AVAILABLE_LICENCES, AVAILABLE_LOG, AVAILABLE_STORAGE,
    CUT_OVER, DESTINATION_INSTANCE, DESTINATION_TYPE, ENDS, IMAGES_UPLOADED_ON, INSTANCE_REGION, INSTANCE_TYPE, Key,
    MAPPING_ERRORS, MAPPING_FILE, MARKETING, MOVED, MOVES_INSTANCES, NEED_REPLACEMENT, OFFER, PRODUCT_ACTIVE,
    PRODUCT_AVAILABLE, QUANTITY, SOURCE_GOES_ON, STARTS, UPLOADED_FILES, USED_DATABASE, USED_FILE, USED_LOG,
    USED_STORAGE, WINDOW, ZONE,
};
use transition_planner::assessment::offers::RETIRED;
use transition_planner::assessment::values::Storage;
use transition_planner::assessment::{Answer, Assessment, FieldId, Row, RowAt, Said, Table};
use transition_planner::draft::Draft;
use transition_planner::readiness::{Judge, Judged, Verdict, assess};
use transition_planner::rules::clashes::{CLASHES, Clash, contradicted};
use transition_planner::rules::{Facts, Gap, Outcome, RULES, Severity, Statement};

#[test]
fn what_is_found_or_in_order_stays_so_with_one_more_answer() {
    let mut tried = 0;
    for seed in seeds(1500) {
        let mut random = Random(seed);
        let mut assessment = random.assessment();
        agree(&mut assessment);
        let missing: Vec<_> =
            places(&assessment).filter(|(row, field)| is_missing(&assessment, *row, *field)).collect();
        let together: Vec<_> = missing.iter().copied().filter(|(_, field)| is_read_with_others(*field)).collect();
        for _ in 0..missing.len().min(6) {
            let these = if random.percent(20) || together.is_empty() { &missing } else { &together };
            let (row, field) = random.of(these);
            let answer = random.given(field);
            if stands_already(&assessment, row, field) || denies(&with(&assessment, row, field, &answer), row, field) {
                continue;
            }
            tried += 1;
            if loss(&assessment, row, field, &answer).is_some() {
                let fails = |fewer: &Assessment| {
                    !stands_already(fewer, row, field)
                        && !denies(&with(fewer, row, field, &answer), row, field)
                        && agrees(fewer)
                        && loss(fewer, row, field, &answer).is_some()
                };
                let least = least(assessment, (row, field), fails);
                let loss = loss(&least, row, field, &answer).unwrap_or_default();
                let said = places(&least).filter(|(row, field)| !least.row(*row).answer(*field).is_empty());
                let said = said.map(|(row, field)| line(&least, row, field)).collect::<Vec<_>>().join("\n");
                let more = line(&with(&least, row, field, &answer), row, field);
                panic!("draft {seed}: {loss} with one more answer, {more}\n{said}");
            }
        }
    }
    assert!(tried > 3000, "only {tried} answers were tried");
}

#[test]
fn what_is_ready_waits_for_nothing() {
    for seed in seeds(500) {
        let assessment = Random(seed).assessment();
        let readiness = assess(&assessment, today());
        let ready = matches!(readiness.verdict(), Some(Verdict::Ready | Verdict::ReadyWithWarnings));
        assert!(!ready || readiness.missing_answers().is_empty(), "draft {seed}");
        for gap in readiness.missing_answers() {
            if let Gap::Rows(table) = gap {
                assert!(assessment.rows(table).iter().skip(table.fixed_rows().len()).count() == 0, "draft {seed}");
            }
        }
    }
}

#[test]
fn nothing_is_ready_by_answers_that_contradict_each_other() {
    let mut found = [0; CLASHES.len()];
    for seed in seeds(600) {
        let mut assessment = Random(seed).assessment();
        // They matter where the images go with the source, and where users are left.
        say(&mut assessment, INSTANCE_TYPE, "production");
        say(&mut assessment, MARKETING, "yes");
        say(&mut assessment, UPLOADED_FILES, "yes");
        say(&mut assessment, SOURCE_GOES_ON, if seed % 2 == 0 { "2027-06-30" } else { "2026-11-20" });
        let is_by_name = seed % 4 != 0;
        say(&mut assessment, OFFER, if is_by_name { RETIRED[0] } else { "Microsoft 365 E3" });
        say(&mut assessment, NEED_REPLACEMENT, "41");
        // Windows that begin and end at one moment do not come by chance.
        if seed % 8 == 1 {
            say(&mut assessment, ZONE, "Europe/Berlin");
            for moment in [STARTS, ENDS] {
                say(&mut assessment, moment, "2026-11-28T20:00+01:00[Europe/Berlin]");
            }
        }
        let (facts, readiness) = (Facts::new(&assessment, today()), assess(&assessment, today()));
        // Of another offer nothing matters but that somebody said that it is one.
        let matters = |clash: &&Clash| (clash.fields[0] != OFFER.field) == is_by_name;
        for (clash, found) in CLASHES.iter().zip(&mut found).filter(|(clash, _)| matters(clash)) {
            for subject in facts.each(clash.fields[0].field().table) {
                let Some(places) = clash.places(&facts, subject) else { continue };
                *found += 1;
                assert!(places.iter().all(|(row, field)| contradicted(&facts, *row, *field).is_some()), "draft {seed}");
                let stops = |judged: &Judged<'_>| match judged.outcome {
                    Outcome::Open(gaps) => places.iter().all(|(row, field)| gaps.contains(&Gap::Answer(*row, *field))),
                    // It is too late, or too few, whichever of the two is wrong.
                    _ => {
                        judged.finding().is_some_and(|(severity, _)| severity == Severity::Blocker)
                            && judged.subject == subject.at
                            && clash.fields.iter().all(|field| judged.fields().contains(field))
                    }
                };
                assert!(readiness.all().any(|judged| stops(&judged)), "draft {seed}: {places:?}");
            }
        }
    }
    assert!(found.iter().all(|found| *found > 10), "found so often: {found:?}");
}

/// Answers a question for every row.
fn say<T>(assessment: &mut Assessment, key: Key<T>, typed: &str) {
    let field = key.field.field();
    for at in 0..assessment.rows(field.table).len() {
        assessment.set(at, key.field, Answer::typed(field.kind, typed));
    }
}

#[test]
fn what_is_judged_again_is_what_is_judged_anew() {
    for seed in seeds(300) {
        let mut random = Random(seed);
        let mut assessment = random.assessment();
        let (mut judge, mut follower) = (Judge::default(), assessment.clone());
        let mut day = today();
        for _ in 0..12 {
            let all: Vec<_> = places(&assessment).collect();
            let instances = assessment.rows(Table::Instances);
            match random.below(10) {
                0 => assessment.set_rows(Table::Instances, instances.iter().rev().cloned().collect()),
                1 if !assessment.rows(Table::Windows).is_empty() => assessment.remove(Table::Windows, 0),
                3 => assessment.insert(Table::Instances, random.below(instances.len() + 1), instances[0].clone()),
                2 => day = day.saturating_add(time::Duration::days(30)),
                _ => {
                    let (row, field) = random.of(&all);
                    let answer = if random.percent(30) { random.gap(field) } else { random.given(field) };
                    assessment = with(&assessment, row, field, &answer);
                }
            }
            let judged = judge.assess(&assessment, day);
            assert!(*judged == assess(&assessment, day), "draft {seed}");
            follower.follow(&assessment);
            assert!(*judged == assess(&follower, day), "draft {seed}, followed");
            // As if it had been read from a file: whatever stands beside the answers is made of them again.
            for table in Table::ALL {
                let rows = assessment.rows(table).to_vec();
                assessment.set_rows(table, rows);
            }
            assert!(*judged == assess(&assessment, day), "draft {seed}, read again");
        }
    }
}

#[test]
fn what_is_found_at_an_answer_are_the_findings_that_it_would_change() {
    let mut found = 0;
    for seed in seeds(100) {
        let assessment = Random(seed).assessment();
        let readiness = assess(&assessment, today());
        for (row, field) in places(&assessment) {
            let at = |(_, judged, statement): (Severity, Judged<'_>, &Statement)| {
                (judged.rule.code, judged.subject, statement.clone())
            };
            let meant = readiness.findings().filter(|(_, judged, _)| {
                (row.table != judged.subject.table || row == judged.subject) && judged.fields().contains(&field)
            });
            let meant: Vec<_> = meant.map(at).collect();
            found += meant.len();
            assert_eq!(readiness.findings_at(row, field).map(at).collect::<Vec<_>>(), meant, "draft {seed}");
        }
    }
    assert!(found > 1000, "only {found} were found");
}

#[test]
fn every_row_is_judged_however_many_there_are() {
    let draft = Draft::read(&many::draft(333)).expect("it is a draft");
    let readiness = assess(&draft.assessment, today());
    let tm001 = readiness.findings().filter(|(_, judged, _)| judged.rule.code == "TM001");
    let old: Vec<u32> = tm001.map(|(_, judged, _)| judged.subject.at).collect();
    assert_eq!(old, (2..333).step_by(20).collect::<Vec<_>>());
    let judged = RULES.iter().filter(|rule| rule.code == "TM001").flat_map(|rule| readiness.of(rule));
    assert_eq!(judged.map(|judged| judged.subject.at).collect::<Vec<_>>(), (0..333).collect::<Vec<_>>());
}

/// How many findings and how many met outcomes of a rule there are about each subject, and the heaviest finding.
type Told = BTreeMap<(&'static str, RowAt), (usize, usize, Option<Severity>)>;

fn told(assessment: &Assessment) -> Told {
    let mut told = Told::new();
    for judged in assess(assessment, today()).all() {
        let (findings, met, heaviest) = told.entry((judged.rule.code, judged.subject)).or_default();
        *findings += usize::from(matches!(judged.outcome, Outcome::Finding(_)));
        *met += usize::from(matches!(judged.outcome, Outcome::Met(_)));
        // The heaviest is the least of severities.
        let severity = judged.finding().map(|(severity, _)| severity);
        *heaviest = severity.into_iter().chain(*heaviest).min();
    }
    told
}

/// What was told, and no longer is with one more answer.
fn loss(assessment: &Assessment, row: RowAt, field: FieldId, answer: &Answer) -> Option<String> {
    let after = told(&with(assessment, row, field, answer));
    told(assessment).into_iter().find_map(|((code, subject), (findings, met, heaviest))| {
        let (findings_after, met_after, heaviest_after) = after.get(&(code, subject)).copied().unwrap_or_default();
        let lost = if findings_after < findings {
            "is no longer found"
        } else if met_after < met {
            "is no longer in order"
        } else if heaviest.is_some() && heaviest_after > heaviest {
            "weighs less"
        } else {
            return None;
        };
        Some(format!("{code} of {} {lost}", assessment.row(subject).id))
    })
}

/// Totals and the parts of which they consist, in one row.
const PARTS: [(Key<Storage>, [Key<Storage>; 3]); 2] = [
    (AVAILABLE_STORAGE, [AVAILABLE_DATABASE, AVAILABLE_FILE, AVAILABLE_LOG]),
    (USED_STORAGE, [USED_DATABASE, USED_FILE, USED_LOG]),
];

/// Whether something else that was said stands for this answer, so that it would not be one more, but another.
fn stands_already(assessment: &Assessment, row: RowAt, field: FieldId) -> bool {
    let own = assessment.row(row);
    if field == INSTANCE_REGION.field {
        // Its tenant's.
        return own.answer(field).said == Said::Nothing;
    }
    if field == CUT_OVER.field {
        // The only window.
        return own.answer(field).said == Said::Nothing && assessment.rows(Table::Windows).len() == 1;
    }
    if [IMAGES_UPLOADED_ON.field, SOURCE_GOES_ON.field].contains(&field) {
        // That nobody knows the day is what MK008 warns of.
        return own.answer(field).said == Said::Unknown;
    }
    for (total, parts) in PARTS.iter().filter(|(total, _)| total.field.field().table == row.table) {
        if field == total.field {
            return parts.iter().all(|part| own.value(*part).is_some());
        }
        if parts.iter().any(|part| part.field == field) {
            return own.value(*total).is_some();
        }
    }
    for (total, part) in [(ACTIVE_LICENCES, PRODUCT_ACTIVE), (AVAILABLE_LICENCES, PRODUCT_AVAILABLE)] {
        if field == total.field {
            let products = assessment.rows(Table::Licences);
            return !products.is_empty() && products.iter().all(|product| product.value(part).is_some());
        }
    }
    false
}

/// Whether this answer denies what another one says: then one of the two is wrong, and what rested on both is gone.
fn denies(assessment: &Assessment, row: RowAt, field: FieldId) -> bool {
    let facts = Facts::new(assessment, today());
    if contradicted(&facts, row, field).is_some() {
        return true;
    }
    let own = assessment.row(row);
    let name = |window: &Row| window.value(WINDOW).map(plain_name);
    if field == WINDOW.field && assessment.rows(row.table).iter().filter(|other| name(other) == name(own)).count() > 1 {
        // Of two windows of one name, nobody can tell which is meant.
        return true;
    }
    if [CUT_OVER.field, WINDOW.field].contains(&field) {
        // A day of an instance lies before the window that is its own now.
        let days = [IMAGES_UPLOADED_ON.field, SOURCE_GOES_ON.field, MOVED.field];
        let mut instances = facts.each(Table::Instances);
        return instances.any(|instance| days.iter().any(|day| contradicted(&facts, instance.at, *day).is_some()));
    }
    if field == DESTINATION_INSTANCE.field {
        // There is none, although it has a type.
        return own.value(DESTINATION_INSTANCE) == Some(None) && own.value(DESTINATION_TYPE).is_some();
    }
    if field == MAPPING_ERRORS.field {
        // It was checked with errors, and has none.
        return own.value(MAPPING_FILE) == Some(MappingFile::Errors) && own.value(MAPPING_ERRORS) == Some(0);
    }
    if [STARTS.field, ENDS.field].contains(&field) {
        let (starts, ends) = (own.value(STARTS), own.value(ENDS));
        return starts.zip(ends).is_some_and(|(starts, ends)| starts.minutes_until(ends) < 0);
    }
    if field == NEED_REPLACEMENT.field {
        // More users need a licence than hold one of the old.
        return own.value(QUANTITY).is_some_and(|quantity| own.value(NEED_REPLACEMENT) > Some(quantity));
    }
    if field == ACTIVE_LICENCES.field {
        // All products together are fewer than some of them.
        let products = assessment.rows(Table::Licences).iter().filter_map(|product| product.value(PRODUCT_ACTIVE));
        return own.value(ACTIVE_LICENCES) < Some(products.sum());
    }
    PARTS
        .iter()
        .any(|(total, parts)| field == total.field && sum_of(own, parts).0 > own.value(*total).unwrap_or_default())
}

/// What is known of the parts, and whether all are.
fn sum_of(row: &Row, parts: &[Key<Storage>; 3]) -> (Storage, bool) {
    let known: Vec<Storage> = parts.iter().filter_map(|part| row.value(*part)).collect();
    (known.iter().fold(Storage::default(), |sum, part| sum.plus(*part)), known.len() == parts.len())
}

/// Makes totals of storage what their parts come to.
fn agree(assessment: &mut Assessment) {
    for table in [Table::Assessment, Table::Instances] {
        for at in 0..assessment.rows(table).len() {
            for (total, parts) in PARTS.iter().filter(|(total, _)| total.field.field().table == table) {
                let row = &assessment.rows(table)[at];
                let (sum, complete) = sum_of(row, parts);
                if row.value(*total).is_some_and(|said| sum > said || (complete && sum != said)) {
                    let typed = format!("{} MB", sum.gigabytes() * 1024.0);
                    assessment.set(at, total.field, Answer::typed(total.field.field().kind, &typed));
                }
            }
        }
    }
}

/// Whether totals of storage are what their parts come to.
fn agrees(assessment: &Assessment) -> bool {
    let mut agreed = assessment.clone();
    agree(&mut agreed);
    agreed == *assessment
}

/// Whether a check weighs it against other answers: a rule that says too much does so there.
fn is_read_with_others(field: FieldId) -> bool {
    let checks = RULES.iter().flat_map(|rule| rule.checks);
    checks.filter(|check| check.reads.contains(&field)).any(|check| check.reads.len() > 1)
}

fn is_missing(assessment: &Assessment, row: RowAt, field: FieldId) -> bool {
    field != MOVES_INSTANCES.field && !matches!(assessment.row(row).answer(field).said, Said::Given(_))
}

fn with(assessment: &Assessment, row: RowAt, field: FieldId, answer: &Answer) -> Assessment {
    let mut changed = assessment.clone();
    changed.set(row.at as usize, field, answer.clone());
    changed
}

/// As few answers as still fail.
fn least(failing: Assessment, besides: (RowAt, FieldId), fails: impl Fn(&Assessment) -> bool) -> Assessment {
    let mut least = failing;
    for (row, field) in places(&least.clone()) {
        let fewer = with(&least, row, field, &Answer::default());
        if (row, field) != besides && fails(&fewer) {
            least = fewer;
        }
    }
    least
}

fn line(assessment: &Assessment, row: RowAt, field: FieldId) -> String {
    let (key, row) = (field.field().key, assessment.row(row));
    format!("{}.{key} = {:?}", row.id, row.answer(field).as_typed())
}
