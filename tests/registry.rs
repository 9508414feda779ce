//! What holds for every rule and every question: the checklist for whoever adds one.

#[path = "support/many.rs"]
mod many;
#[path = "support/random.rs"]
mod random;
#[path = "support/words.rs"]
mod words;

use std::collections::{BTreeMap, BTreeSet};

use random::{Random, seeds, today};
use transition_planner::assessment::choices::{Choice, ChoiceSet, Segment};
use transition_planner::assessment::fields::{
    ENVIRONMENT_ID, IMAGES_UPLOADED_ON, LCS_SOURCE_REGION, LCS_TARGET_REGION, ROUTE, STARTS, SUBSCRIPTION_ID,
};
use transition_planner::assessment::values::{Kind, Weekdays};
use transition_planner::assessment::{Answer, Assessment, FIELDS, FieldId, RowAt, Section, Table, Workstream};
use transition_planner::draft::{Draft, DraftError};
use transition_planner::readiness::{asked, asked_first, assess};
use transition_planner::rules::disagreements::DISAGREEMENTS;
use transition_planner::rules::sources::{Citation, DOCUMENTS};
use transition_planner::rules::{
    Basis, Check, Checked, Facts, Gap, Outcome, RULES, Routes, Rule, Run, Says, Severity, Source, Subject,
};
use transition_planner::words::blanks;
use words::words;

/// Collects what is wrong, so that one run says everything.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn when(&mut self, wrong: bool, what: impl Into<String>) {
        if wrong {
            self.0.push(what.into());
        }
    }

    #[track_caller]
    fn none(self) {
        assert!(self.0.is_empty(), "\n{}\n", self.0.join("\n"));
    }
}

// Rules

#[test]
fn codes_and_names_are_those_of_the_catalogue_and_unique() {
    let catalogue = catalogue();
    let rules: Vec<_> = RULES.iter().map(|rule| (rule.code, rule.name)).collect();
    let rows: Vec<_> = catalogue.iter().map(|row| (row.code, row.name)).collect();
    assert_eq!(rules, rows);
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    // Two kinds of move may each have a rule of the same name.
    let names: BTreeSet<_> = RULES.iter().map(|rule| (rule.workstream, rule.name)).collect();
    assert_eq!((codes.len(), names.len()), (RULES.len(), RULES.len()));
}

#[test]
fn routes_severities_and_bases_are_the_catalogues() {
    let mut faults = Faults::default();
    for (rule, row) in RULES.iter().zip(catalogue()) {
        let routes = match rule.routes {
            Routes::Both => "A S",
            Routes::A => "A",
            Routes::S => "S",
        };
        faults.when(routes != row.routes, format!("{}: routes {routes}, not {}", rule.code, row.routes));
        let used = |severity: &Severity| findings(rule).any(|says| says.severity == Some(*severity));
        let severities: Vec<&str> = Severity::ALL.into_iter().filter(used).map(Severity::key).collect();
        let severities = severities.join(" ");
        faults.when(severities != row.severities, format!("{}: {severities}, not {}", rule.code, row.severities));
        for basis in [Basis::Guidance, Basis::Judgement] {
            let listed = row.bases.contains(basis.letter());
            let found = findings(rule).any(|says| rests_on(rule, says, basis));
            let said = rule.says.iter().any(|says| rests_on(rule, says, basis));
            faults
                .when(found && !listed, format!("{}: a finding rests on {basis:?}, unlike the catalogue's", rule.code));
            faults.when(listed && !said, format!("{}: nothing rests on {basis:?}, unlike the catalogue", rule.code));
        }
    }
    faults.none();
}

#[test]
fn every_rule_is_sourced() {
    let mut faults = Faults::default();
    for rule in RULES {
        let citations: &[&Citation] = match &rule.source {
            Source::One(citation) => &[citation],
            Source::ByRoute { assisted, self_service } => &[assisted, self_service],
        };
        for citation in citations {
            let document = citation.document;
            let known = DOCUMENTS.iter().any(|known| std::ptr::eq(*known, document));
            faults.when(!known, format!("{}: {} is not in DOCUMENTS", rule.code, document.code));
            faults.when(citation.section.trim().is_empty(), format!("{}: no section", rule.code));
            let https = document.link.starts_with("https://learn.microsoft.com/");
            faults.when(!https, format!("{}: {}", document.code, document.link));
        }
        let by_route = matches!(rule.source, Source::ByRoute { .. });
        faults.when(by_route && rule.routes != Routes::Both, format!("{}: a source for no route", rule.code));
    }
    faults.none();
}

#[test]
fn everything_that_a_rule_says_is_worded_and_the_words_say_nothing_else() {
    let words = words();
    let mut faults = Faults::default();
    let mut expected = BTreeSet::new();
    for rule in RULES {
        for part in ["title", "asks"] {
            let key = format!("rules.{}.{part}", rule.code);
            faults.when(!words.has(&key), format!("{key} is missing"));
            expected.insert(key);
        }
        let keys: BTreeSet<&str> = rule.says.iter().map(|says| says.key).collect();
        faults.when(keys.len() != rule.says.len(), format!("{}: two sayings of one key", rule.code));
        for says in rule.says {
            let key = |part: &str| format!("rules.{}.{}.{part}", rule.code, says.key);
            let mended = matches!(says.severity, Some(Severity::Blocker | Severity::Warning));
            faults.when(!words.has(&key("text")), format!("{} is missing", key("text")));
            faults.when(mended && !words.has(&key("remedy")), format!("{} is missing", key("remedy")));
            expected.extend(["text", "more", "remedy"].map(key));
        }
    }
    for (key, _) in words.templates().filter(|(key, _)| key.starts_with("rules.")) {
        faults.when(!expected.contains(key), format!("{key} is never said"));
    }
    faults.none();
}

#[test]
fn words_of_rules_fill_in_exactly_what_they_are_given() {
    let words = words();
    let templates: BTreeMap<&str, &str> = words.templates().collect();
    let mut faults = Faults::default();
    for rule in RULES {
        for says in rule.says {
            let mut used = BTreeSet::new();
            for part in ["text", "more", "remedy"] {
                let key = format!("rules.{}.{}.{part}", rule.code, says.key);
                for blank in templates.get(&*key).map(|template| blanks(template)).unwrap_or_default() {
                    faults.when(!says.args.contains(&blank), format!("{key}: nothing fills {{{blank}}}"));
                    used.insert(blank);
                }
            }
            for arg in says.args.iter().filter(|arg| !used.contains(*arg)) {
                let unused = format!("rules.{}.{}: {{{arg}}} is never shown", rule.code, says.key);
                faults.when(!MARKS_ONLY.contains(&(rule.code, says.key, arg)), unused);
            }
        }
    }
    faults.none();
}

/// Arguments that no words show: they mark the field that a finding is about.
const MARKS_ONLY: &[(&str, &str, &str)] = &[("SS003", "marketing", "marketing")];

#[test]
fn disagreements_are_worded_and_bear_on_rules() {
    let words = words();
    let mut faults = Faults::default();
    let mut expected = BTreeSet::new();
    for disagreement in DISAGREEMENTS {
        for part in ["on", "one", "other"] {
            let key = format!("disagreements.{}.{part}", disagreement.key);
            faults.when(!words.has(&key), format!("{key} is missing"));
            expected.insert(key);
        }
        faults.when(disagreement.rules.is_empty(), format!("{} bears on no rule", disagreement.key));
        for code in disagreement.rules {
            faults.when(!RULES.iter().any(|rule| rule.code == *code), format!("there is no rule {code}"));
        }
    }
    for (key, _) in words.templates().filter(|(key, _)| key.starts_with("disagreements.")) {
        faults.when(!expected.contains(key), format!("{key} is never said"));
    }
    faults.none();
}

// Rules and answers: what holds whatever the answers are

/// So many drafts by chance.
const DRAFTS: u64 = 1500;

#[test]
fn rules_read_what_they_declare_and_nothing_else() {
    let mut faults = Faults::default();
    for seed in seeds(DRAFTS) {
        let mut random = Random(seed);
        let assessment = random.assessment();
        let (row, field) = answer_of_any_row(&mut random, &assessment);
        if says_what_it_is_about(field) {
            continue;
        }
        let answer = if random.percent(50) { random.gap(field) } else { random.given(field) };
        let changed = with(&assessment, row, field, answer);
        let (before, after) = (Facts::new(&assessment, today()), Facts::new(&changed, today()));
        for (rule, check) in checks().filter(|(_, check)| !check.reads.contains(&field)) {
            if run(check, &before) != run(check, &after) {
                faults.when(true, format!("{} reads {}, undeclared (draft {seed})", rule.code, field.field().key));
            }
        }
    }
    faults.none();
}

#[test]
fn gaps_are_answers_that_the_rule_reads() {
    let mut faults = Faults::default();
    for seed in seeds(DRAFTS) {
        let assessment = Random(seed).assessment();
        let facts = Facts::new(&assessment, today());
        for (rule, check) in checks() {
            for (_, outcome) in run(check, &facts) {
                let Err(gaps) = outcome else { continue };
                faults.when(gaps.is_empty(), format!("{}: open for no reason (draft {seed})", rule.code));
                for gap in gaps {
                    let fits = match gap {
                        Gap::Rows(_) => true,
                        Gap::Answer(row, field) => check.reads.contains(&field) && row.table == field.field().table,
                    };
                    faults.when(!fits, format!("{}: {gap:?} is not among its answers (draft {seed})", rule.code));
                }
            }
        }
    }
    faults.none();
}

#[test]
fn outcomes_say_what_the_rule_declares_with_as_many_arguments() {
    let mut faults = Faults::default();
    let mut unsaid: BTreeSet<(&str, &str)> =
        RULES.iter().flat_map(|rule| rule.says.iter().map(|says| (rule.code, says.key))).collect();
    for seed in seeds(DRAFTS) {
        let assessment = Random(seed).assessment();
        for judged in assess(&assessment, today()).all() {
            let (Outcome::Finding(statement) | Outcome::Met(statement)) = judged.outcome else { continue };
            let (code, key) = (judged.rule.code, statement.says.key);
            let declared = judged.rule.says.contains(&statement.says);
            faults.when(!declared, format!("{code}: {key} is not declared"));
            let fits = statement.args.len() == statement.says.args.len();
            faults.when(!fits, format!("{code}: {key} has {} arguments", statement.args.len()));
            unsaid.remove(&(code, key));
        }
    }
    // Else the properties here would hold for want of trying.
    faults.when(!unsaid.is_empty(), format!("never said by chance: {unsaid:?}"));
    faults.none();
}

#[test]
fn each_row_comes_to_what_its_check_says_of_it() {
    let mut compared = 0;
    for file in [many::draft(300), many::draft_with_subscriptions(30, 600)] {
        let draft = Draft::read(&file).expect("it is a draft");
        let (facts, readiness) = (Facts::new(&draft.assessment, today()), assess(&draft.assessment, today()));
        for rule in RULES.iter().filter(|rule| rule.routes.may_apply(facts.route)) {
            let judged: Vec<_> = readiness.of(rule).map(|judged| (judged.subject, judged.outcome.clone())).collect();
            let said = rule.checks.iter().flat_map(|check| run(check, &facts));
            // Of a workstream that is left out, nothing is judged.
            for (row, checked) in said.filter(|_| !judged.is_empty()) {
                let said = (row, checked.unwrap_or_else(Outcome::Open));
                assert!(judged.contains(&said), "{}: {said:?}", rule.code);
                compared += 1;
            }
        }
    }
    assert!(compared > 5000, "only {compared} were compared");
}

#[test]
fn without_any_answer_that_it_reads_a_rule_says_nothing() {
    let mut faults = Faults::default();
    for seed in seeds(DRAFTS / 10) {
        let mut random = Random(seed);
        let assessment = random.assessment();
        for (rule, check) in checks().filter(|(_, check)| !check.reads.is_empty()) {
            let mut silent = assessment.clone();
            for field in check.reads {
                for at in 0..silent.rows(field.field().table).len() {
                    silent.set(at, *field, random.gap(*field));
                }
            }
            for (_, outcome) in run(check, &Facts::new(&silent, today())) {
                let told = matches!(outcome, Ok(Outcome::Finding(_) | Outcome::Met(_)));
                faults.when(told, format!("{}: {outcome:?} from nothing (draft {seed})", rule.code));
            }
        }
    }
    faults.none();
}

// Questions

#[test]
fn every_question_is_asked_for_a_reason() {
    let read: BTreeSet<FieldId> = RULES.iter().flat_map(|rule| rule.reads()).collect();
    let mut faults = Faults::default();
    for field in FIELDS.iter().filter(|field| field.id != SUBSCRIPTION_ID.field) {
        let name = field.table.name_field() == Some(field.id);
        // It is filled into the commands of tasks.
        let command = field.id == ENVIRONMENT_ID.field;
        let reason = read.contains(&field.id) || name || says_what_it_is_about(field.id) || command;
        faults.when(!reason, format!("no rule reads {}", field.key));
    }
    faults.none();
}

#[test]
fn every_question_is_asked_on_some_route() {
    let mut asked_on_some = BTreeSet::new();
    for route in ["support-assisted", "self-service", ""] {
        let mut assessment = Assessment::default();
        for workstream in Workstream::ALL {
            let field = workstream.question().field;
            assessment.set(0, field, Answer::typed(field.field().kind, "yes"));
        }
        assessment.set(0, ROUTE.field, Answer::typed(ROUTE.field.field().kind, route));
        // Whether two regions are one is asked where the list has neither.
        for region in [LCS_SOURCE_REGION.field, LCS_TARGET_REGION.field] {
            assessment.set(0, region, Answer::typed(region.field().kind, "other"));
        }
        asked_on_some.extend(asked(&assessment));
    }
    let never: Vec<&str> =
        FIELDS.iter().filter(|field| !asked_on_some.contains(&field.id)).map(|field| field.key).collect();
    // Only lists have it.
    assert_eq!(never, [SUBSCRIPTION_ID.field.field().key]);
}

#[test]
fn what_is_waited_for_is_asked_and_what_is_not_asked_changes_nothing() {
    let mut faults = Faults::default();
    let mut tried = 0;
    for seed in seeds(DRAFTS / 2) {
        let mut random = Random(seed);
        let mut assessment = random.assessment();
        for workstream in Workstream::ALL {
            let field = workstream.question().field;
            let typed = random.of(&["yes", "yes", "yes", "no", "?"]);
            assessment.set(0, field, Answer::typed(field.field().kind, typed));
        }
        let (asked, before) = (asked(&assessment), assess(&assessment, today()));
        let first = asked.iter().filter(|id| id.field().section == Section::Situation).copied();
        faults.when(!first.eq(asked_first(&assessment)), format!("what is asked first differs (draft {seed})"));
        for gap in before.missing_answers() {
            let Gap::Answer(_, field) = gap else { continue };
            let name = field.field().key;
            faults.when(!asked.contains(&field), format!("{name} is waited for, and not asked (draft {seed})"));
        }
        let whole = Table::Assessment.fields().iter().map(|field| field.id);
        for field in whole.filter(|field| !asked.contains(field) && !says_what_it_is_about(*field)) {
            let mut other = assessment.clone();
            other.set(0, field, random.given(field));
            let name = field.field().key;
            faults.when(assess(&other, today()) != before, format!("{name} is not asked, and read (draft {seed})"));
            tried += 1;
        }
    }
    faults.when(tried < 1000, format!("only {tried} were tried"));
    faults.none();
}

#[test]
fn keys_of_questions_are_unique() {
    let keys: BTreeSet<&str> = FIELDS.iter().map(|field| field.key).collect();
    assert_eq!(keys.len(), FIELDS.len());
    assert!(!keys.contains("id"), "it is what the file calls a row");
}

#[test]
fn everything_that_is_asked_is_worded_and_the_words_ask_nothing_else() {
    let words = words();
    let mut needed = BTreeSet::new();
    let mut allowed = BTreeSet::new();
    for field in FIELDS {
        needed.extend(["label", "ask", "why", "where"].map(|part| format!("questions.{}.{part}", field.key)));
        needed.extend(["accepts", "expected"].map(|part| format!("kinds.{}.{part}", field.kind.name())));
        if let Kind::Choice(set) | Kind::Choices(set) = field.kind {
            needed.extend(members(set).map(|key| format!("choices.{}.{key}", set.name)));
            allowed.extend(members(set).map(|key| format!("questions.{}.explain.{key}", field.key)));
        }
    }
    for section in Section::ALL {
        needed.extend(["title", "lede"].map(|part| format!("sections.{}.{part}", section.key())));
        allowed.insert(format!("sections.{}.terms", section.key()));
    }
    for table in Table::ALL {
        needed.extend(["title", "nameless", "empty", "count"].map(|part| format!("tables.{}.{part}", table.key())));
        allowed.extend(["lede", "add"].map(|part| format!("tables.{}.{part}", table.key())));
        if table.grows() {
            needed.extend(["add", "emptyHint"].map(|part| format!("tables.{}.{part}", table.key())));
        }
        needed.extend(table.fixed_rows().iter().map(|id| format!("rows.{}.{id}", table.key())));
    }
    needed.extend(Weekdays::KEYS.map(|key| format!("weekdays.{key}")));
    // No answer, but a part of an offer's name, and said.
    needed.extend(members(Segment::SET).map(|key| format!("choices.{}.{key}", Segment::SET.name)));
    let mut faults = Faults::default();
    for key in &needed {
        faults.when(!words.has(key), format!("{key} is missing"));
    }
    allowed.extend(needed);
    let groups = ["questions.", "kinds.", "choices.", "sections.", "tables.", "rows.", "weekdays."];
    for (key, template) in words.templates() {
        let ours = groups.iter().any(|group| key.starts_with(group));
        faults.when(ours && !allowed.contains(key), format!("{key} is never said"));
        faults.when(template.trim() != template || template.is_empty(), format!("{key} is blank at an end"));
    }
    faults.none();
}

#[test]
fn choices_are_understood_by_their_own_keys_and_words() {
    let words = words();
    let mut faults = Faults::default();
    for field in FIELDS {
        let (Kind::Choice(set) | Kind::Choices(set)) = field.kind else { continue };
        for (key, at) in set.keys.iter().zip(0..) {
            let (by_key, by_words) = (set.find(key), set.find(&words.choice(set, at)));
            faults.when(by_key != Some(at), format!("{}: {key} is {by_key:?}", set.name));
            faults.when(
                by_words != Some(at) && by_words.is_some(),
                format!("{}: the words of {key} are {by_words:?}", set.name),
            );
        }
    }
    faults.none();
}

#[test]
fn of_answers_that_contradict_each_other_each_is_asked_with_the_other() {
    let (words, row) = (words(), RowAt { table: Table::Instances, at: 0 });
    let mut about = Draft::read(include_str!("cases/bases/clean-marketing.json")).expect("a draft").assessment;
    for (day, contradicts) in [("2026-11-20", true), ("2026-11-21", false)] {
        let field = IMAGES_UPLOADED_ON.field;
        about = with(&about, row, field, Answer::typed(field.field().kind, day));
        let facts = Facts::new(&about, today());
        let window = RowAt { table: Table::Windows, at: 0 };
        let uploaded = words.gap(Gap::Answer(row, field), &facts);
        assert_eq!(uploaded.contains("“Starts” says “Sat 21 Nov 2026, 20:00”"), contradicts, "{uploaded}");
        let starts = words.gap(Gap::Answer(window, STARTS.field), &facts);
        assert_eq!(starts.contains("“Day of the image upload” says “20 Nov 2026”"), contradicts, "{starts}");
    }
}

#[test]
fn errors_of_drafts_are_worded() {
    let words = words();
    let error = DraftError::Member { path: "answers".to_owned(), expected: "object" };
    assert!(error.say(&words).contains("answers must be an object"), "{}", error.say(&words));
}

fn members(set: &'static ChoiceSet) -> impl Iterator<Item = &'static str> {
    set.keys.iter().copied()
}

/// A row of the catalogue.
struct Row {
    code: &'static str,
    name: &'static str,
    routes: &'static str,
    severities: &'static str,
    bases: &'static str,
}

fn catalogue() -> Vec<Row> {
    let mut lines = include_str!("catalogue.csv").lines();
    assert_eq!(lines.next(), Some("code,name,routes,severities,bases"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let [code, name, routes, severities, bases] = cells[..] else { panic!("{line}") };
            Row { code, name, routes, severities, bases }
        })
        .collect()
}

fn findings(rule: &Rule) -> impl Iterator<Item = &'static Says> {
    rule.says.iter().copied().filter(|says| says.severity.is_some())
}

/// Whether it rests on this where the rule applies.
fn rests_on(rule: &Rule, says: &Says, basis: Basis) -> bool {
    (rule.routes != Routes::S && says.bases.assisted == basis)
        || (rule.routes != Routes::A && says.bases.self_service == basis)
}

fn checks() -> impl Iterator<Item = (&'static Rule, &'static Check)> {
    RULES.iter().copied().flat_map(|rule| rule.checks.iter().map(move |check| (rule, check)))
}

/// What a check comes to, subject by subject.
fn run(check: &Check, facts: &Facts<'_>) -> Vec<(RowAt, Checked)> {
    match check.run {
        Run::Once(run) => vec![(facts.whole().at, run(facts))],
        Run::Each(table, run) | Run::EachIfAny(table, run) => {
            facts.each(table).map(|subject| (subject.at, run(facts, subject))).collect()
        }
        Run::EachRetired(run) => {
            let judged = |(subject, is_retired): (Subject<'_>, Result<(), Vec<Gap>>)| {
                (subject.at, is_retired.and_then(|()| run(facts, subject)))
            };
            facts.retired().map(judged).collect()
        }
    }
}

/// Whether an answer decides which rules are in it at all.
fn says_what_it_is_about(field: FieldId) -> bool {
    field == ROUTE.field || Workstream::ALL.iter().any(|workstream| workstream.question().field == field)
}

fn answer_of_any_row(random: &mut Random, assessment: &Assessment) -> (RowAt, FieldId) {
    loop {
        let field = FIELDS[random.below(FIELDS.len())].id;
        let table = field.field().table;
        let rows = assessment.rows(table).len();
        if rows > 0 {
            let at = u32::try_from(random.below(rows)).expect("a few rows");
            return (RowAt { table, at }, field);
        }
    }
}

fn with(assessment: &Assessment, row: RowAt, field: FieldId, answer: Answer) -> Assessment {
    let mut changed = assessment.clone();
    changed.set(row.at as usize, field, answer);
    changed
}
