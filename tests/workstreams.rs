//! Which kinds of move are in an assessment, and what the verdict of the whole is made of.

#[path = "support/random.rs"]
mod random;

use random::{Random, seeds, today};
use transition_planner::assessment::fields::{
    AGREEMENT_TENANT, CHANGES_AGREEMENT, INSTANCE_TYPE, Key, MARKETING, MOVES_INSTANCES, MOVES_LCS_PROJECT,
    MOVES_MARKETING, OFFER, REPLACES_RETIRED,
};
use transition_planner::assessment::workstreams::Standing;
use transition_planner::assessment::{Answer, Assessment, Row, RowAt, RowId, Table, Workstream};
use transition_planner::readiness::{Verdict, asked, assess};
use transition_planner::rules::clashes::contradicted;
use transition_planner::rules::{Facts, Gap};

const WHOLE: RowAt = RowAt { table: Table::Assessment, at: 0 };

fn say<T>(about: &mut Assessment, key: Key<T>, typed: &str) {
    let field = key.field.field();
    if about.rows(field.table).is_empty() {
        about.insert(field.table, 0, Row::empty(field.table, RowId("first".into())));
    }
    about.set(0, key.field, Answer::typed(field.kind, typed));
}

fn in_it(about: &Assessment) -> Vec<Workstream> {
    Workstream::ALL.into_iter().filter(|workstream| workstream.is_in(about)).collect()
}

#[test]
fn each_comes_in_by_its_own_answer() {
    let mut about = Assessment::begun();
    assert_eq!(in_it(&about), []);
    assert_eq!(assess(&about, today()).verdict(), None);
    let questions = [MOVES_INSTANCES, MOVES_MARKETING, REPLACES_RETIRED, CHANGES_AGREEMENT, MOVES_LCS_PROJECT];
    for (question, count) in questions.into_iter().zip(1..) {
        say(&mut about, question, "yes");
        assert_eq!(in_it(&about), Workstream::ALL[..count]);
    }
    for (question, count) in questions.into_iter().zip([3, 3, 2, 1, 0]) {
        say(&mut about, question, "no");
        assert_eq!(in_it(&about).len(), count, "{}", question.field.field().key);
    }
}

#[test]
fn marketing_moves_with_instances_alone() {
    let mut about = Assessment::begun();
    assert!(!asked(&about).contains(&MOVES_MARKETING.field));
    say(&mut about, MOVES_MARKETING, "yes");
    // Whether instances move is open then, also where that was denied; and both can be mended.
    for chosen in ["", "no", "?"] {
        say(&mut about, MOVES_INSTANCES, chosen);
        assert_eq!(in_it(&about), []);
        assert!(asked(&about).contains(&MOVES_MARKETING.field));
        let readiness = assess(&about, today());
        assert_eq!(readiness.verdict(), Some(Verdict::Incomplete));
        assert_eq!(readiness.missing_answers(), [Gap::Answer(WHOLE, MOVES_INSTANCES.field)]);
        let denied = contradicted(&Facts::new(&about, today()), WHOLE, MOVES_INSTANCES.field);
        assert_eq!(denied, (chosen == "no").then_some((WHOLE, MOVES_MARKETING.field)));
    }
    say(&mut about, MOVES_INSTANCES, "yes");
    assert_eq!(in_it(&about), [Workstream::Instances, Workstream::Marketing]);
    assert!(asked(&about).contains(&MOVES_MARKETING.field));
}

#[test]
fn an_instance_with_marketing_brings_it_in_unless_that_is_denied() {
    let mut about = Assessment::begun();
    say(&mut about, MOVES_INSTANCES, "yes");
    say(&mut about, INSTANCE_TYPE, "production");
    for (installed, chosen, is_in) in [
        ("no", "", false),
        ("?", "", false),
        ("yes", "", true),
        ("yes", "?", true),
        ("yes", "perhaps", true),
        ("yes", "no", false),
        ("no", "yes", true),
    ] {
        say(&mut about, MARKETING, installed);
        say(&mut about, MOVES_MARKETING, chosen);
        assert_eq!(Workstream::Marketing.is_in(&about), is_in, "{installed}, {chosen}");
        // Denied, while an instance has it: that is said, and nothing is decided.
        let is_denied = (installed, chosen) == ("yes", "no");
        assert_eq!(Workstream::marketing_is_denied(&about), is_denied, "{installed}, {chosen}");
        assert_eq!(Workstream::Marketing.standing(&about) == Standing::Undecided, is_denied || installed == "?");
        let by = contradicted(&Facts::new(&about, today()), WHOLE, MOVES_MARKETING.field);
        assert_eq!(by, is_denied.then_some((RowAt { table: Table::Instances, at: 0 }, MARKETING.field)));
    }
}

#[test]
fn as_long_as_nobody_has_said_whether_marketing_moves_along_nothing_is_ready() {
    let mut about = Assessment::begun();
    say(&mut about, MOVES_INSTANCES, "yes");
    for (installed, chosen, is_open) in [("", "", true), ("?", "?", true), ("?", "no", false), ("no", "", false)] {
        say(&mut about, MARKETING, installed);
        say(&mut about, MOVES_MARKETING, chosen);
        let readiness = assess(&about, today());
        let asks = |gap: &Gap| matches!(gap, Gap::Answer(_, field) if *field == MOVES_MARKETING.field);
        let waits = readiness.missing_answers().iter().any(asks);
        assert_eq!(waits, is_open, "{installed}, {chosen}");
        let marketing = readiness.workstreams().find(|(workstream, _)| *workstream == Workstream::Marketing);
        assert_eq!(marketing.map(|(_, verdict)| verdict), is_open.then_some(Verdict::Incomplete));
    }
}

#[test]
fn who_does_not_know_yet_is_not_told_that_all_is_ready() {
    let questions = [MOVES_INSTANCES, REPLACES_RETIRED, CHANGES_AGREEMENT, MOVES_LCS_PROJECT];
    for question in questions {
        for (typed, is_open) in [("?", true), ("perhaps", true), ("", false), ("no", false)] {
            let mut about = Assessment::begun();
            say(&mut about, question, typed);
            let readiness = assess(&about, today());
            assert_eq!(readiness.verdict(), is_open.then_some(Verdict::Incomplete), "{typed}");
            assert_eq!(readiness.missing_answers().len(), usize::from(is_open));
            // No question of it is asked before.
            assert_eq!(asked(&about).len(), 4);
        }
    }
}

#[test]
fn a_contract_that_demands_another_tenant_brings_the_project_in_whatever_was_chosen() {
    let mut about = Assessment::begun();
    for (tenant, changes, chosen, is_in) in [
        ("same tenant", "yes", "", false),
        ("another tenant", "yes", "", false),
        ("another tenant, as the contract demands", "yes", "", true),
        ("another tenant, as the contract demands", "yes", "no", true),
        ("another tenant, as the contract demands", "no", "", false),
        ("same tenant", "yes", "yes", true),
    ] {
        say(&mut about, AGREEMENT_TENANT, tenant);
        say(&mut about, CHANGES_AGREEMENT, changes);
        say(&mut about, MOVES_LCS_PROJECT, chosen);
        assert_eq!(Workstream::LcsProject.is_in(&about), is_in, "{tenant}, {changes}, {chosen}");
    }
}

#[test]
fn the_verdict_of_the_whole_is_the_worst_of_its_parts_and_a_part_left_out_comes_back_as_it_was() {
    let mut seen = [false; 2];
    for seed in seeds(200) {
        let mut about = Random(seed).assessment();
        let before = assess(&about, today());
        let parts: Vec<_> = before.workstreams().collect();
        assert_eq!(before.verdict(), parts.iter().map(|(_, verdict)| *verdict).min());
        for (workstream, verdict) in parts {
            let kept = about.clone();
            // Marketing moves with instances alone.
            let with_it = (workstream == Workstream::Instances).then_some(MOVES_MARKETING);
            let questions = || [workstream.question()].into_iter().chain(with_it);
            questions().for_each(|question| say(&mut about, question, "no"));
            let rest = assess(&about, today());
            if rest.workstreams().all(|(other, _)| other != workstream) {
                seen[0] = true;
                assert!(rest.all().all(|judged| judged.rule.workstream != workstream));
                seen[1] |= rest.verdict() > Some(verdict);
            }
            questions().for_each(|question| say(&mut about, question, "yes"));
            assert_eq!(about, kept, "draft {seed}");
            assert_eq!(assess(&about, today()), before, "draft {seed}");
        }
    }
    assert_eq!(seen, [true; 2], "tried by chance");
}

#[test]
fn a_move_of_instances_looks_at_subscriptions_that_are_listed_and_asks_for_no_list() {
    let mut about = Assessment::begun();
    say(&mut about, MOVES_INSTANCES, "yes");
    let asks = |about: &Assessment| asked(about).contains(&OFFER.field);
    assert!(!asks(&about));
    say(&mut about, OFFER, "Microsoft 365 E3");
    assert!(asks(&about));
    let mut about = Assessment::begun();
    say(&mut about, REPLACES_RETIRED, "yes");
    assert!(asks(&about));
}
