//! Two tabs with one draft: whatever they say at the same time, nothing of it vanishes, and both come to say the same.

#[path = "support/berlin.rs"]
mod berlin;
#[path = "support/random.rs"]
mod random;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use random::{Random, seeds, today};
use serde_json::{Value, json};
use transition_planner::app::{Address, Saving};
use transition_planner::app::{App, DraftPage, Event, Place, Shelved, Store, StoreError};
use transition_planner::assessment::fields::{ACTIVE_LICENCES, FieldId, INSTANCE, Key, USERS_TO_MOVE, VERSION};
use transition_planner::assessment::{Answer, Note, Row, RowId, Table};
use transition_planner::draft::{Conflict, Draft, Saves, merge};
use transition_planner::runbook::State;

// One field

#[test]
fn what_one_side_changed_is_taken_over() {
    let base = draft();
    let mine = with(&base, |draft| set(draft, USERS_TO_MOVE, "126"));
    let theirs = with(&base, |draft| set(draft, ACTIVE_LICENCES, "80"));
    let merged = merge(&base, &mine, &theirs);
    assert_eq!((said(&merged, USERS_TO_MOVE), said(&merged, ACTIVE_LICENCES)), ("126", "80"));
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged, with(&mine, |draft| set(draft, ACTIVE_LICENCES, "80")));
}

#[test]
fn what_both_changed_alike_is_no_conflict() {
    let base = draft();
    let both = with(&base, |draft| set(draft, USERS_TO_MOVE, "126"));
    assert_eq!(merge(&base, &both, &both), both);
}

#[test]
fn what_both_changed_differently_is_kept_twice() {
    let base = with(&draft(), |draft| set(draft, USERS_TO_MOVE, "1"));
    for (here, there, choices) in [
        ("126", "130", ["130", "126"]),
        ("126", "about 130", ["about 130", "126"]),
        ("?", "126", ["?", "126"]),
        ("", "126", ["126", ""]),
    ] {
        let [mine, theirs] = [here, there].map(|text| with(&base, |draft| set(draft, USERS_TO_MOVE, text)));
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(said(&merged, USERS_TO_MOVE), choices[0]);
        let disputes = merged.disputes();
        assert_eq!(disputes[0].at, ["answers", "assessment", "assessment", "usersToMove"]);
        assert_eq!(disputes[0].choices, choices.map(|choice| json!(choice)));
        assert_eq!(disputes.len(), 1);
        assert_eq!(merge(&base, &theirs, &mine), merged, "either tab comes to the same");
        let kept = Draft::read(&merged.write()).expect("a draft");
        assert_eq!(kept, merged, "the file keeps both");
    }
}

#[test]
fn an_answer_and_the_remark_on_it_are_two_things() {
    let base = with(&draft(), |draft| set(draft, USERS_TO_MOVE, "1"));
    let mine = with(&base, |draft| set(draft, USERS_TO_MOVE, "126"));
    let theirs = with(&base, |draft| note(draft, "from payroll"));
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged, with(&mine, |draft| note(draft, "from payroll")));
    let other = with(&base, |draft| note(draft, "by telephone"));
    let choices = merge(&base, &other, &theirs).disputes().remove(0).choices;
    let noted = |text: &str| json!({ "said": "1", "note": text });
    assert_eq!(choices, [noted("from payroll"), noted("by telephone")]);
}

#[test]
fn names_customers_and_tasks_are_brought_together_likewise() {
    let base = draft();
    let sales = RowId("sales".into());
    let mine = with(&base, |draft| {
        draft.name = "Mine".to_owned();
        draft.customer = "Fabrikam".to_owned();
        draft.tasks.set_state("TM-T01", &sales, State::Done);
        draft.tasks.set_remark("TM-T01", &sales, "by Anne");
    });
    let theirs = with(&base, |draft| {
        draft.name = "Theirs".to_owned();
        draft.tasks.set_state("TM-T01", &sales, State::Doing);
        draft.tasks.set_state("TM-T02", &sales, State::NotNeeded);
    });
    let merged = merge(&base, &mine, &theirs);
    assert_eq!((merged.customer.as_str(), merged.tasks.remark("TM-T01", &sales)), ("Fabrikam", "by Anne"));
    assert_eq!(merged.tasks.state("TM-T02", &sales), State::NotNeeded);
    let disputes: Vec<_> =
        merged.disputes().into_iter().map(|dispute| (dispute.at.join("/"), dispute.choices)).collect();
    assert_eq!(
        disputes,
        [
            ("name".to_owned(), vec![json!("Theirs"), json!("Mine")]),
            ("tasks/TM-T01/sales/state".to_owned(), vec![json!("done"), json!("doing")]),
        ]
    );
}

#[test]
fn what_this_version_does_not_know_is_brought_together_too() {
    let file = |later: Value, table: Value| {
        let file = json!({
            "format": "transition-planner-draft", "version": 2, "id": "d", "name": "D", "later": later,
            "answers": { "laterTable": table, "instances": [{ "id": "a", "colour": later }] },
        });
        Draft::read(&file.to_string()).expect("a draft")
    };
    let base = file(json!({ "a": 1, "b": 1 }), json!([1]));
    let mine = file(json!({ "a": 2, "b": 1 }), json!([1]));
    let theirs = file(json!({ "a": 1, "b": 2 }), json!([2]));
    let merged = merge(&base, &mine, &theirs);
    assert!(merged.says_what(&file(json!({ "a": 2, "b": 2 }), json!([2]))));
    let other = file(json!({ "a": 3, "b": 1 }), json!([1]));
    let merged = merge(&base, &mine, &other);
    assert!(merged.conflicts.contains(&Conflict { at: ["later", "a"].map(str::to_owned).to_vec(), said: json!(2) }));
    assert_eq!(merged.disputes(), [], "nobody can be asked about it, but nothing is lost");
}

#[test]
fn a_conflict_stays_until_one_of_the_two_has_chosen() {
    let base = with(&draft(), |draft| set(draft, USERS_TO_MOVE, "1"));
    let [mine, theirs] = ["2", "3"].map(|text| with(&base, |draft| set(draft, USERS_TO_MOVE, text)));
    let both = merge(&base, &mine, &theirs);
    let elsewhere = with(&both, |draft| set(draft, ACTIVE_LICENCES, "80"));
    assert_eq!(merge(&both, &both, &elsewhere).disputes(), both.disputes());
    let chosen = with(&both, |draft| {
        draft.conflicts.clear();
        set(draft, USERS_TO_MOVE, "2");
    });
    let merged = merge(&both, &chosen, &elsewhere);
    assert_eq!((said(&merged, USERS_TO_MOVE), said(&merged, ACTIVE_LICENCES)), ("2", "80"));
    assert_eq!(merged.disputes(), []);
}

// Rows

#[test]
fn rows_that_either_side_put_in_are_there_and_each_list_keeps_its_order() {
    let base = rows(&["a", "b", "c"]);
    for (mine, theirs, merged) in [
        (["a", "b", "c", "m"].as_slice(), ["a", "b", "c", "t"].as_slice(), "a b c m t"),
        (&["a", "b", "c", "m1", "m2"], &["a", "b", "c", "l1", "l2"], "a b c l1 l2 m1 m2"),
        (&["m", "a", "b", "c"], &["a", "t", "b", "c"], "m a t b c"),
        (&["a", "c", "m"], &["a", "b", "t", "c"], "a t c m"),
        (&["c", "b", "a"], &["a", "t", "b", "c"], "c b a t"),
        (&[], &["a", "b", "c", "t"], "t"),
        (&["x", "a", "y"], &["a", "b", "c", "y", "x"], "x a y"),
    ] {
        let (mine, theirs) = (rows(mine), rows(theirs));
        let ids = |draft: &Draft| {
            let ids = draft.assessment.rows(Table::Instances).iter().map(|row| row.id.to_string());
            ids.collect::<Vec<_>>().join(" ")
        };
        let both = merge(&base, &mine, &theirs);
        assert_eq!((ids(&both).as_str(), both.conflicts.len()), (merged, 0));
        assert_eq!(merge(&base, &theirs, &mine), both);
    }
}

#[test]
fn a_row_that_was_changed_here_and_taken_out_there_stays_until_the_reader_has_said() {
    let base = rows(&["a", "b"]);
    let changed = with(&base, |draft| {
        draft.assessment.set(0, VERSION.field, answer(VERSION.field, "9.2"));
    });
    let without = rows(&["b"]);
    for merged in [merge(&base, &changed, &without), merge(&base, &without, &changed)] {
        assert_eq!(merged.assessment, changed.assessment);
        let dispute = merged.disputes().remove(0);
        assert_eq!(dispute.at, ["answers", "instances", "a"]);
        assert_eq!(dispute.choices, [json!(true), Value::Null]);
    }
    assert!(merge(&base, &base, &without).says_what(&without), "what nobody changed goes");
}

// Whatever two sides do

#[test]
fn with_a_side_that_changed_nothing_the_other_holds() {
    for seed in seeds(80) {
        let mut random = Random(seed);
        let (base, mine, _) = random.three();
        assert!(merge(&base, &mine, &base) == mine, "draft {seed}");
        assert!(merge(&base, &base, &mine) == mine, "draft {seed}");
        assert!(merge(&base, &mine, &mine) == mine, "draft {seed}");
        // Nor does it matter how far apart the two are.
        let other = random.three().1;
        assert!(merge(&base, &other, &base).says_what(&other), "draft {seed}");
        assert!(merge(&base, &base, &other).says_what(&other), "draft {seed}");
    }
}

#[test]
fn either_side_may_be_mine() {
    let mut conflicts = 0;
    for seed in seeds(80) {
        let (base, mine, theirs) = Random(seed).three();
        let merged = merge(&base, &mine, &theirs);
        conflicts += merged.conflicts.len();
        assert!(merge(&base, &theirs, &mine) == merged, "draft {seed}");
        // With what came of it, either goes on without a question.
        assert!(merge(&mine, &mine, &merged) == merged && merge(&theirs, &merged, &theirs) == merged, "draft {seed}");
    }
    assert!(conflicts > 20, "{conflicts} conflicts");
}

#[test]
fn edits_at_different_places_come_out_as_if_made_one_after_the_other() {
    for seed in seeds(80) {
        let mut random = Random(seed);
        let base = random.three().0;
        let (mut mine, mut theirs, mut both) = (base.clone(), base.clone(), base.clone());
        for (at, (row, field)) in fields(&base).into_iter().enumerate() {
            let answer = answer(field, random.of(&["", "?", "7", "9.2", "yes", "Anne"]));
            match random.below(6) {
                0 => put(&mut mine, row, field, &answer),
                1 => put(&mut theirs, row, field, &answer),
                _ => continue,
            }
            put(&mut both, row, field, &answer);
            let (code, subject) = (format!("TM-T{}", at % 7), RowId(at.to_string().into()));
            for draft in [if at % 2 == 0 { &mut mine } else { &mut theirs }, &mut both] {
                draft.tasks.set_state(&code, &subject, State::Done);
            }
        }
        assert!(merge(&base, &mine, &theirs) == both, "draft {seed}");
    }
}

#[test]
fn nothing_that_either_side_said_vanishes() {
    for seed in seeds(80) {
        let (base, mine, theirs) = Random(seed).three();
        let merged = merge(&base, &mine, &theirs);
        let kept: BTreeSet<(String, String)> = merged.conflicts.iter().flat_map(parts).collect();
        let [before, after] = [&base, &merged].map(places);
        for (place, said) in [&mine, &theirs].into_iter().flat_map(places) {
            let is_old = before.contains(&(place.clone(), said.clone()));
            let is_kept = [&after, &kept].iter().any(|all| all.contains(&(place.clone(), said.clone())));
            assert!(is_old || is_kept, "draft {seed}: {place} {said}");
        }
    }
}

// Tabs that save at any moment

/// The store as browsers have it: each tab sees its own writes at once and the others' later; the writes are put in one
/// order, and each other tab is told of each with its text.
struct World {
    tabs: Vec<Tab>,
    written: VecDeque<(usize, String)>,
    store: String,
}

struct Tab {
    app: App,
    view: View,
    /// Its own writes that are not in order yet: until then it sees nothing else.
    under_way: usize,
    /// What it will hear, in order: another tab's text, or (`None`) that a write of its own has found its place.
    news: VecDeque<Option<String>>,
}

/// What a tab sees of the store.
struct View {
    text: String,
    written: Option<String>,
}

impl Store for View {
    fn read(&self, _: &str) -> Result<Option<String>, StoreError> {
        Ok(Some(self.text.clone()))
    }

    fn write(&mut self, _: &str, text: &Arc<str>) -> Result<(), StoreError> {
        (**text).clone_into(&mut self.text);
        self.written = Some(text.to_string());
        Ok(())
    }
}

impl World {
    /// Tabs with one draft, which so many others have saved before.
    fn new(tabs: u64, before: usize) -> Self {
        let first = with(&draft(), |draft| (0..before).for_each(|tab| draft.saves.count(&format!("before-{tab}"))));
        let text = first.write();
        let tab = |seed| {
            let mut app = App::new(today(), seed, berlin::offset);
            let shelf = vec![Shelved::read(first.id.clone(), &text)];
            app.update(Event::LookedThrough { keeps: true, shelf });
            app.update(Event::WentTo(Address::Draft(first.id.clone(), DraftPage::Facts)));
            let view = View { text: text.clone(), written: None };
            Tab { app, view, under_way: 0, news: VecDeque::new() }
        };
        Self { tabs: (0..tabs).map(|seed| tab(seed * 1000)).collect(), written: VecDeque::new(), store: text }
    }

    fn save(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        tab.app.keep(&mut tab.view, "2026-11-20T09:00:00Z");
        if let Some(text) = tab.view.written.take() {
            tab.under_way += 1;
            self.written.push_back((at, text));
        }
    }

    fn put_in_order(&mut self) {
        let Some((author, text)) = self.written.pop_front() else { return };
        self.store.clone_from(&text);
        for (at, tab) in self.tabs.iter_mut().enumerate() {
            tab.news.push_back((at != author).then(|| text.clone()));
        }
    }

    fn tell(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        let Some(text) = tab.news.pop_front() else { return };
        let Some(text) = text else { return tab.under_way -= 1 };
        if tab.under_way == 0 {
            tab.view.text.clone_from(&text);
        }
        tab.app.hear(&tab.view, "d", Some(&text));
    }

    /// How many saves are on their way to other tabs.
    fn on_the_way(&self) -> usize {
        let news = self.tabs.iter().flat_map(|tab| &tab.news).flatten();
        self.written.len() + news.count()
    }

    fn draft(&self, at: usize) -> &Draft {
        &self.tabs[at].app.open.as_ref().expect("a draft is open").draft
    }

    /// Lets everything settle.
    fn settle(&mut self, seed: u64) {
        for _ in 0..12 {
            (0..self.tabs.len()).for_each(|at| self.save(at));
            while !self.written.is_empty() {
                self.put_in_order();
            }
            for at in 0..self.tabs.len() {
                while !self.tabs[at].news.is_empty() {
                    self.tell(at);
                }
            }
            let is_saved = |tab: &Tab| tab.app.open.as_ref().is_some_and(|open| open.saving == Saving::Saved);
            if self.written.is_empty() && self.tabs.iter().all(is_saved) {
                return;
            }
        }
        panic!("world {seed}: the tabs never come to an end");
    }
}

#[test]
fn tabs_that_save_at_any_moment_come_to_say_the_same_and_lose_nothing() {
    let mut conflicts = 0;
    for seed in seeds(60) {
        let mut random = Random(seed);
        let tabs = 2 + random.below(2);
        // In some, the tabs that have saved before become too many.
        let before = if seed % 6 == 0 { Saves::MOST - 1 } else { 1 };
        let mut world = World::new(tabs as u64, before);
        let mut typed = BTreeSet::new();
        let mut replaced = BTreeSet::new();
        for step in 0..120 {
            let at = random.below(tabs);
            match random.below(8) {
                0..=2 => {
                    let place = random.below(5);
                    let before = value(world.draft(at), place);
                    let text = format!("{}", 100 + step);
                    world.tabs[at].app.update(Event::LeftField);
                    world.tabs[at].app.update(edit(place, &text));
                    typed.insert((place, text));
                    replaced.insert((place, before));
                }
                3 | 4 => world.save(at),
                5 => world.put_in_order(),
                _ => world.tell(at),
            }
        }
        world.settle(seed);
        let first = world.draft(0).clone();
        for at in 1..tabs {
            assert!(world.draft(at).says_what(&first), "world {seed}, tab {at}");
        }
        assert!(Draft::read(&world.store).expect("a draft").says_what(&first), "world {seed}: the store");
        conflicts += first.disputes().len();
        for (place, text) in typed {
            let stands = value(&first, place) == text;
            let is_noted = first.conflicts.iter().any(|conflict| conflict.said == json!(text));
            assert!(stands || is_noted || replaced.contains(&(place, text.clone())), "world {seed}: {place} {text}");
        }
    }
    assert!(conflicts > 20, "{conflicts} conflicts");
}

/// With so many saves on the way between two tabs, they remember what both knew. With more, the reader may be asked without
/// need, though nothing is lost.
const NEAR: usize = 3;

#[test]
fn tabs_that_change_different_things_at_any_moment_are_never_asked() {
    for seed in seeds(60) {
        let mut random = Random(seed);
        let mut world = World::new(2, 1);
        // How often one tab hears of the other.
        let news = 6 + random.below(3);
        for step in 0..120 {
            let at = random.below(2);
            match random.below(news) {
                0 => drop(world.tabs[at].app.update(edit(at + 2 * random.below(2), &step.to_string()))),
                1 | 2 if world.on_the_way() < NEAR => world.save(at),
                1 | 2 => world.put_in_order(),
                3 | 4 => world.put_in_order(),
                _ => world.tell(at),
            }
        }
        let own: Vec<String> = (0..4).map(|place| value(world.draft(place % 2), place)).collect();
        world.settle(seed);
        for at in 0..2 {
            let settled: Vec<String> = (0..4).map(|place| value(world.draft(at), place)).collect();
            assert_eq!((settled, world.draft(at).conflicts.len()), (own.clone(), 0), "world {seed}, tab {at}");
        }
    }
}

#[test]
fn a_tab_that_is_closed_right_after_its_save_has_told_the_other_one() {
    let mut world = World::new(2, 1);
    world.tabs[0].app.update(edit(0, "126"));
    world.tabs[1].app.update(edit(1, "80"));
    // Neither sees the other's, and the second one's comes last.
    world.save(0);
    world.save(1);
    world.put_in_order();
    world.put_in_order();
    world.tell(1);
    world.tell(1);
    world.save(1);
    world.put_in_order();
    let kept = Draft::read(&world.store).expect("a draft");
    assert_eq!((value(&kept, 0), value(&kept, 1)), ("126".to_owned(), "80".to_owned()));
}

/// The text at one of five places.
fn value(draft: &Draft, place: usize) -> String {
    let whole = RowId("assessment".into());
    match place {
        0 => said(draft, USERS_TO_MOVE).to_owned(),
        1 => said(draft, ACTIVE_LICENCES).to_owned(),
        2 => draft.name.clone(),
        3 => draft.customer.clone(),
        _ => draft.tasks.remark("TM-T01", &whole).to_owned(),
    }
}

fn edit(place: usize, text: &str) -> Event {
    let whole = || RowId("assessment".into());
    let typed = |field| Event::Typed(Place { table: Table::Assessment, row: whole(), field }, text.to_owned());
    match place {
        0 => typed(USERS_TO_MOVE.field),
        1 => typed(ACTIVE_LICENCES.field),
        2 => Event::Renamed(text.to_owned()),
        3 => Event::NamedCustomer(text.to_owned()),
        _ => Event::RemarkedOnTask("TM-T01".to_owned(), whole(), text.to_owned()),
    }
}

// Which of two states knew the other

#[test]
fn of_two_states_either_knew_the_other_or_neither_did() {
    let mut first = Saves::default();
    first.count("a");
    let (mut here, mut there) = (first.clone(), first.clone());
    here.count("a");
    there.count("b");
    assert!(here.know(&first) && there.know(&first) && !first.know(&here));
    assert!(!here.know(&there) && !there.know(&here));
    here.join(&there);
    assert!(here.know(&there) && !there.know(&here));
    assert_eq!((here.total(), here.iter().collect::<Vec<_>>()), (3, vec![("a", 2), ("b", 1)]));
}

#[test]
fn of_too_many_tabs_one_remembers_its_own_and_knows_no_less_than_it_says() {
    let mut before = Saves::default();
    (0..Saves::MOST).for_each(|tab| before.count(&format!("before-{tab}")));
    before.count("before-7");
    assert_eq!(before.iter().count(), Saves::MOST);
    let mut after = before.clone();
    after.count("a");
    assert_eq!(after.iter().collect::<Vec<_>>(), [("a", 1)]);
    assert!(!before.know(&after), "what was saved before did not know this");
    // Nor does a tab that comes back count from the start again.
    let mut back = before.clone();
    back.note("new", 1);
    let known = back.clone();
    back.count("before-7");
    assert_eq!(back.iter().collect::<Vec<_>>(), [("before-7", 3)]);
    assert!(!known.know(&back));
}

// Drafts

impl Random {
    /// A draft, and two that came from it.
    fn three(&mut self) -> (Draft, Draft, Draft) {
        let mut base = draft();
        base.assessment = self.assessment();
        self.change(&mut base);
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        self.change(&mut mine);
        self.change(&mut theirs);
        mine.saves.count("mine");
        theirs.saves.count("theirs");
        (base, mine, theirs)
    }

    fn change(&mut self, draft: &mut Draft) {
        for _ in 0..self.below(12) {
            let table = self.of(&[Table::Assessment, Table::Tenants, Table::Instances, Table::People]);
            let rows = draft.assessment.rows(table).len();
            match self.below(8) {
                0 => draft.name = self.of(&["A", "B", "C"]).to_owned(),
                1 => draft.customer = self.of(&["", "Fabrikam", "Contoso"]).to_owned(),
                2 => {
                    let subject = RowId(self.of(&["assessment", "instances-0"]).into());
                    draft.tasks.set_state("TM-T01", &subject, self.of(&State::ALL));
                    draft.tasks.set_remark("TM-T01", &subject, self.of(&["", "by Anne", "by Bo"]));
                }
                3 if table.grows() => {
                    let row = Row::empty(table, RowId(format!("new-{}", self.number()).into()));
                    let at = self.below(rows + 1);
                    draft.assessment.insert(table, at, row);
                }
                4 if table.grows() && rows > 0 => {
                    let at = self.below(rows);
                    draft.assessment.remove(table, at);
                }
                5 if rows > 0 => {
                    let (row, field) = (self.below(rows), table.fields()[self.below(table.fields().len())].id);
                    let note = Note { text: self.of(&["", "list", "guess"]).into(), ..Note::default() };
                    let note = (note != Note::default()).then(|| Box::new(note));
                    let said = draft.assessment.rows(table)[row].answer(field).clone();
                    draft.assessment.set(row, field, Answer { note, ..said });
                }
                _ if rows > 0 => {
                    let (row, field) = (self.below(rows), table.fields()[self.below(table.fields().len())].id);
                    let typed = answer(field, self.of(&["", "?", "1", "2", "yes", "9.2"]));
                    let typed = typed.with_note_of(draft.assessment.rows(table)[row].answer(field));
                    draft.assessment.set(row, field, typed);
                }
                _ => {}
            }
        }
    }
}

fn draft() -> Draft {
    Draft::new("d".to_owned(), "D".to_owned())
}

fn with(draft: &Draft, change: impl FnOnce(&mut Draft)) -> Draft {
    let mut changed = draft.clone();
    change(&mut changed);
    changed
}

fn answer(field: FieldId, text: &str) -> Answer {
    Answer::typed(field.field().kind, text)
}

fn set<T>(draft: &mut Draft, key: Key<T>, text: &str) {
    put(draft, 0, key.field, &answer(key.field, text));
}

fn put(draft: &mut Draft, row: usize, field: FieldId, answer: &Answer) {
    draft.assessment.set(row, field, answer.clone());
}

fn note(draft: &mut Draft, text: &str) {
    let note = Note { text: text.into(), ..Note::default() };
    let said = draft.assessment.whole().answer(USERS_TO_MOVE.field).clone();
    draft.assessment.set(0, USERS_TO_MOVE.field, Answer { note: Some(Box::new(note)), ..said });
}

fn said<T>(draft: &Draft, key: Key<T>) -> &str {
    draft.assessment.whole().answer(key.field).as_typed()
}

/// A draft with these instances.
fn rows(ids: &[&str]) -> Draft {
    with(&draft(), |draft| {
        for (at, id) in ids.iter().enumerate() {
            let mut row = Row::empty(Table::Instances, RowId((*id).into()));
            row.set(INSTANCE.field, answer(INSTANCE.field, id));
            draft.assessment.insert(Table::Instances, at, row);
        }
    })
}

/// Every place at which an answer can stand.
fn fields(draft: &Draft) -> Vec<(usize, FieldId)> {
    let rows = |table: Table| 0..draft.assessment.rows(table).len();
    let row = |table: Table| rows(table).flat_map(move |row| table.fields().iter().map(move |field| (row, field.id)));
    Table::ALL.into_iter().flat_map(row).collect()
}

/// What stands at every place, an answer and the remark on it apart.
fn places(draft: &Draft) -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    for table in Table::ALL {
        for row in draft.assessment.rows(table) {
            for field in table.fields() {
                let answer = row.answer(field.id);
                let place = format!("answers/{}/{}/{}", table.key(), row.id, field.key);
                let note = answer.note.as_ref().map(|note| note.text.to_string()).unwrap_or_default();
                all.extend([(place.clone(), answer.as_typed().to_owned()), (format!("{place} note"), note)]);
            }
        }
    }
    for (code, rows) in draft.tasks.file() {
        for (row, members) in rows.as_object().into_iter().flatten() {
            for (member, said) in members.as_object().into_iter().flatten() {
                all.insert((format!("tasks/{code}/{row}/{member}"), said.as_str().unwrap_or_default().to_owned()));
            }
        }
    }
    all.insert(("name".to_owned(), draft.name.clone()));
    all.insert(("customer".to_owned(), draft.customer.clone()));
    all
}

/// What a conflict keeps, in the same form.
fn parts(conflict: &Conflict) -> [(String, String); 2] {
    let place = conflict.at.join("/");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let said = if conflict.said.is_object() { text(&conflict.said["said"]) } else { text(&conflict.said) };
    [(place.clone(), said), (format!("{place} note"), text(&conflict.said["note"]))]
}
