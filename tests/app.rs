//! The page's state: addresses, edits and undo, drafts that come and go. All of it without a browser.

#[path = "support/berlin.rs"]
mod berlin;
#[path = "support/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use random::{Random, seeds, today};
use serde_json::json;
use transition_planner::app::{
    Address, App, DraftPage, Effect, Event, Filled, Filter, Place, Saving, Shelved, Spot, Store, StoreError, TaskSpot,
    Trouble, editable,
};
use transition_planner::assessment::fields::{
    ACTIVE_LICENCES, DESTINATION_INSTANCE, ENDS, FieldId, INSTANCE, Key, ROUTE, STARTS, USERS_TO_MOVE, WINDOW,
    WORK_BEGINS, WORKING_DAYS, ZONE,
};
use transition_planner::assessment::{Answer, Note, RowId, Said, Section, Table, Workstream};
use transition_planner::draft::{Draft, DraftError};
use transition_planner::rules::Severity;
use transition_planner::runbook::State;

// Addresses

#[test]
fn every_address_is_read_as_it_is_written() {
    let texts = ["a", "Fabrikam & Söhne", "50% off/why?#x=y", "..", "שלום", "a+b c"];
    let mut addresses = vec![
        Address::Start,
        Address::Drafts,
        Address::About,
        Address::Rules(String::new()),
        Address::Rule("TM005".to_owned()),
    ];
    for text in texts {
        let text = text.to_owned();
        addresses.extend([Address::Rules(text.clone()), Address::Rule(text.clone())]);
        let mut pages = vec![DraftPage::Situation, DraftPage::Facts, DraftPage::Runbook(None), DraftPage::Questions];
        for row in ["", &text] {
            pages.push(DraftPage::Runbook(Some(TaskSpot { task: "TM-T01".to_owned(), row: row.to_owned() })));
        }
        for section in Section::ALL {
            pages.push(DraftPage::Section(section, None));
            pages.push(DraftPage::Readiness(Filter { section: Some(section), ..Filter::default() }));
            pages.push(DraftPage::Section(section, Some(Spot { row: text.clone(), field: "version".to_owned() })));
        }
        for workstream in Workstream::ALL {
            pages.push(DraftPage::Readiness(Filter { workstream: Some(workstream), ..Filter::default() }));
        }
        for severity in Severity::ALL.map(Some).into_iter().chain([None]) {
            for (instance, find) in [("", ""), (text.as_str(), ""), ("", &text), (&text, &text)] {
                let (instance, find) = (instance.to_owned(), find.to_owned());
                pages.push(DraftPage::Readiness(Filter { severity, instance, find, ..Filter::default() }));
            }
        }
        addresses.extend(pages.into_iter().map(|page| Address::Draft(text.clone(), page)));
    }
    for address in addresses {
        let href = address.href();
        assert_eq!(Address::parse(&href), address, "{href}");
        assert!(href.starts_with("#/") && href.is_ascii() && !href.contains([' ', '"', '<']), "{href}");
    }
}

#[test]
fn what_is_no_address_of_ours_is_unknown() {
    for hash in [
        "#/x",
        "#/rules/TM001/x",
        "#/draft",
        "#/draft/a",
        "#/draft/a/facts/nowhere",
        "#/draft/a/x",
        "#/draft/a/facts/users/x",
    ] {
        assert_eq!(Address::parse(hash), Address::Unknown, "{hash}");
    }
    for hash in ["", "#", "#/", "/"] {
        assert_eq!(Address::parse(hash), Address::Start, "{hash}");
    }
    for seed in seeds(2000) {
        let mut random = Random(seed);
        let hash: String = (0..random.below(40))
            .map(|_| random.of(&["#", "/", "?", "=", "&", "%", "%e", "%ff", "draft", "rules", "facts", "é", "find"]))
            .collect();
        let address = Address::parse(&hash);
        if address != Address::Unknown {
            assert_eq!(Address::parse(&address.href()), address, "{hash}");
        }
    }
}

// Edits

#[test]
fn any_edits_are_undone_and_made_again_byte_for_byte() {
    for seed in seeds(150) {
        let mut random = Random(seed);
        let mut app = begun();
        draft_mut(&mut app).assessment = random.assessment();
        let before = text(&app);
        let mut steps = 0;
        for _ in 0..30 {
            let event = random.edit(&app);
            let edition = app.edition;
            let (was, effects) = (text(&app), app.update(event));
            steps += 1;
            assert_eq!(app.edition != edition, !effects.is_empty(), "draft {seed}");
            assert!(text(&app) == was || effects == [Effect::SaveSoon], "draft {seed}");
        }
        let after = text(&app);
        for _ in 0..steps {
            app.update(Event::TookBack);
        }
        assert!(text(&app) == before, "draft {seed}");
        assert_eq!(app.update(Event::TookBack), []);
        for _ in 0..steps {
            app.update(Event::MadeAgain);
        }
        assert!(text(&app) == after, "draft {seed}");
        assert_eq!(app.update(Event::MadeAgain), []);
    }
}

#[test]
fn each_step_of_undo_is_a_state_that_was_there() {
    for seed in seeds(100) {
        let mut random = Random(seed);
        let mut app = begun();
        draft_mut(&mut app).assessment = random.assessment();
        let mut states = vec![text(&app)];
        for _ in 0..20 {
            // Without typing, nothing coalesces.
            app.update(Event::LeftField);
            let event = random.edit(&app);
            app.update(event);
            if states.last() != Some(&text(&app)) {
                states.push(text(&app));
            }
            if random.percent(20) && states.len() > 1 {
                app.update(Event::TookBack);
                states.pop();
                assert!(states.last() == Some(&text(&app)), "draft {seed}");
            }
        }
        while let Some(state) = states.pop() {
            assert!(text(&app) == state, "draft {seed}");
            app.update(Event::TookBack);
        }
    }
}

#[test]
fn a_word_typed_in_one_field_is_one_edit() {
    let mut app = begun();
    for typed in ["1", "12", "126"] {
        assert_eq!(app.update(typing(USERS_TO_MOVE, typed)), [Effect::SaveSoon]);
    }
    app.update(Event::TookBack);
    assert_eq!(answer(&app, USERS_TO_MOVE), "");
    app.update(Event::MadeAgain);
    assert_eq!(answer(&app, USERS_TO_MOVE), "126");
}

#[test]
fn leaving_a_field_and_going_elsewhere_begin_another_edit() {
    let begin_another: [fn() -> Event; 3] = [
        || Event::LeftField,
        || Event::WentTo(Address::Rules(String::new())),
        // Somewhere else, and back.
        || typing(ACTIVE_LICENCES, "7"),
    ];
    for begin_another in begin_another {
        let mut app = begun();
        app.update(typing(USERS_TO_MOVE, "1"));
        app.update(begin_another());
        app.update(typing(USERS_TO_MOVE, "12"));
        app.update(Event::TookBack);
        assert_eq!(answer(&app, USERS_TO_MOVE), "1");
    }
}

#[test]
fn a_new_edit_ends_what_could_be_made_again() {
    let mut app = begun();
    app.update(typing(USERS_TO_MOVE, "1"));
    app.update(Event::TookBack);
    assert!(history(&app) == (false, true));
    app.update(typing(USERS_TO_MOVE, "2"));
    assert!(history(&app) == (true, false));
    assert_eq!(app.update(Event::MadeAgain), []);
    assert_eq!(answer(&app, USERS_TO_MOVE), "2");
    app.update(Event::TookBack);
    assert_eq!(answer(&app, USERS_TO_MOVE), "", "what is typed after an undo does not grow the edit before it");
}

#[test]
fn typing_what_stands_there_already_is_no_edit() {
    let mut app = begun();
    app.update(typing(USERS_TO_MOVE, "1"));
    app.update(Event::LeftField);
    assert_eq!(app.update(typing(USERS_TO_MOVE, "1")), []);
    app.update(Event::TookBack);
    assert_eq!(answer(&app, USERS_TO_MOVE), "");
}

#[test]
fn a_draft_is_renamed_and_the_name_taken_back_whole() {
    let mut app = begun();
    for name in ["M", "Me", "Merger"] {
        app.update(Event::Renamed(name.to_owned()));
    }
    assert_eq!(draft(&app).name, "Merger");
    app.update(Event::TookBack);
    assert_eq!(draft(&app).name, "My move");
}

#[test]
fn an_import_is_one_edit() {
    let mut app = begun();
    let ids = add_instances(&mut app, &["Sales", "Service"]);
    app.update(Event::LeftField);
    let before = text(&app);
    let rows = vec![
        Filled {
            row: Some(ids[1].clone()),
            answers: vec![given(INSTANCE, "Service"), given(DESTINATION_INSTANCE, "Temp 1")],
        },
        Filled { row: None, answers: vec![given(INSTANCE, "UAT")] },
        Filled { row: Some(RowId("gone".into())), answers: vec![given(INSTANCE, "Archive")] },
    ];
    assert_eq!(app.update(Event::Filled(Table::Instances, rows)), [Effect::SaveSoon]);
    assert_eq!(names(&app), ["Sales", "Service", "UAT", "Archive"]);
    let after = text(&app);
    app.update(Event::TookBack);
    assert!(text(&app) == before);
    app.update(Event::MadeAgain);
    assert!(text(&app) == after);
    let nothing_new = vec![Filled { row: Some(ids[0].clone()), answers: vec![given(INSTANCE, "Sales")] }];
    assert_eq!(app.update(Event::Filled(Table::Instances, nothing_new)), []);
}

#[test]
fn removed_rows_come_back_at_their_places() {
    let mut app = begun();
    let ids = add_instances(&mut app, &["A", "B", "C", "D", "E"]);
    let before = text(&app);
    app.update(Event::RemovedRows(Table::Instances, vec![ids[3].clone(), ids[0].clone(), ids[2].clone()]));
    assert_eq!(names(&app), ["B", "E"]);
    app.update(Event::TookBack);
    assert!(text(&app) == before);
    app.update(Event::MadeAgain);
    assert_eq!(names(&app), ["B", "E"]);
}

#[test]
fn rows_that_are_always_there_stay() {
    let mut app = begun();
    let before = text(&app);
    for table in [Table::Assessment, Table::Tenants, Table::Integrations] {
        let rows = draft(&app).assessment.rows(table).iter().map(|row| row.id.clone()).collect();
        assert_eq!(app.update(Event::RemovedRows(table, rows)), []);
    }
    assert!(text(&app) == before);
}

#[test]
fn a_note_stays_when_the_answer_changes_and_goes_when_it_is_blank() {
    let mut app = begun();
    let place = place(USERS_TO_MOVE);
    let note = Note { text: "from payroll".into(), by: "Anne".into(), on: String::new().into() };
    app.update(Event::Noted(place.clone(), note.clone()));
    app.update(typing(USERS_TO_MOVE, "126"));
    assert_eq!(draft(&app).assessment.whole().answer(USERS_TO_MOVE.field).note.as_deref(), Some(&note));
    assert_eq!(app.update(Event::Noted(place.clone(), note)), [], "nothing new");
    app.update(Event::LeftField);
    app.update(Event::Noted(place, Note::default()));
    assert_eq!(draft(&app).assessment.whole().answer(USERS_TO_MOVE.field).note, None);
    app.update(Event::TookBack);
    assert!(draft(&app).assessment.whole().answer(USERS_TO_MOVE.field).note.is_some());
}

#[test]
fn what_is_typed_into_a_row_that_is_gone_changes_nothing() {
    let mut app = begun();
    let gone = Place { table: Table::Instances, row: RowId("gone".into()), field: INSTANCE.field };
    assert_eq!(app.update(Event::Typed(gone.clone(), "Sales".to_owned())), []);
    assert_eq!(app.update(Event::Noted(gone, Note::default())), []);
}

// Times

#[test]
fn a_local_time_gets_its_offset_from_the_zone() {
    let mut app = begun();
    let window = add_window(&mut app);
    for (typed, kept) in [
        ("2026-12-05 20:00", "2026-12-05T20:00+01:00[Europe/Berlin]"),
        ("5 Jul 2027 6:30", "5 Jul 2027 6:30"),
        ("2027-07-05T06:30", "2027-07-05T06:30+02:00[Europe/Berlin]"),
        // The night on which clocks go forward has no such time.
        ("2027-03-28 02:30", "2027-03-28 02:30"),
        ("tomorrow", "tomorrow"),
    ] {
        app.update(Event::Typed(window(STARTS), typed.to_owned()));
        assert_eq!(row_answer(&app, &window(STARTS)).as_typed(), kept);
    }
    assert_eq!(app.resolved_here("2026-12-05 20:00").as_deref(), Some("2026-12-05T20:00+01:00[Europe/Berlin]"));
}

#[test]
fn what_stood_before_i_do_not_know_comes_back_with_it() {
    let mut app = begun();
    let users = place(USERS_TO_MOVE);
    let take_back = |app: &mut App| app.update(Event::TookUnknownBack(place(USERS_TO_MOVE)));
    let says = |app: &App| row_answer(app, &place(USERS_TO_MOVE)).as_typed().to_owned();
    for typed in ["90", "some 90", ""] {
        app.update(Event::Typed(users.clone(), typed.to_owned()));
        app.update(Event::LeftField);
        app.update(Event::Typed(users.clone(), "?".to_owned()));
        let note = Note { text: "asked on Monday".into(), ..Note::default() };
        app.update(Event::Noted(users.clone(), note.clone()));
        let unknown = text(&app);
        take_back(&mut app);
        assert_eq!(says(&app), typed);
        // What was remarked meanwhile stays.
        assert_eq!(row_answer(&app, &users).note.as_deref(), Some(&note));
        app.update(Event::TookBack);
        assert!(text(&app) == unknown, "an edit of its own");
        take_back(&mut app);
    }
    // Said elsewhere, as in a file: nobody knows what stood there before.
    let mut app = begun();
    draft_mut(&mut app).assessment.set(0, USERS_TO_MOVE.field, Answer::unknown());
    take_back(&mut app);
    assert_eq!(says(&app), "");
}

#[test]
fn another_zone_keeps_what_the_clocks_on_the_wall_show() {
    let mut app = begun();
    let window = add_window(&mut app);
    app.update(Event::Typed(window(STARTS), "2026-12-05 20:00".to_owned()));
    app.update(Event::Typed(window(ENDS), "some day".to_owned()));
    let before = text(&app);
    app.update(Event::LeftField);
    app.update(typing(ZONE, "Mars/Olympus"));
    // Nobody knows its offset; what was typed stays.
    assert_eq!(row_answer(&app, &window(STARTS)).said, Said::Unreadable("2026-12-05 20:00".into()));
    app.update(Event::LeftField);
    app.update(typing(ZONE, " Europe/Berlin "));
    assert_eq!(row_answer(&app, &window(STARTS)).as_typed(), "2026-12-05T20:00+01:00[Europe/Berlin]");
    assert_eq!(row_answer(&app, &window(ENDS)).as_typed(), "some day");
    app.update(Event::TookBack);
    app.update(Event::TookBack);
    assert!(text(&app) == before, "zone and times are one edit");
}

#[test]
fn a_moment_is_edited_as_the_clocks_on_the_wall_show_it() {
    let mut app = begun();
    let window = add_window(&mut app);
    app.update(Event::Typed(window(STARTS), "2026-12-05 20:00".to_owned()));
    assert_eq!(editable(row_answer(&app, &window(STARTS))), "2026-12-05 20:00");
    assert_eq!(app.update(Event::Typed(window(STARTS), "2026-12-05 20:00".to_owned())), [], "it means the same");
    assert_eq!(editable(&Answer::unknown()), "?");
}

// Drafts that come and go

#[test]
fn a_new_draft_has_a_name_of_its_own_a_zone_and_the_usual_week() {
    let mut app = app();
    let began = Event::BeganDraft { name: "Move".to_owned(), zone: Some("Europe/Berlin".to_owned()) };
    let effects = app.update(began);
    let id = draft(&app).id.clone();
    assert_eq!(effects, [Effect::SaveNow, Effect::GoTo(Address::Draft(id, DraftPage::Situation))]);
    assert_eq!((draft(&app).name.as_str(), answer(&app, ZONE)), ("Move", "Europe/Berlin"));
    assert_eq!(app.open.as_ref().map(|open| open.saving), Some(Saving::Pending));
    assert_eq!(history(&app), (false, false));
}

#[test]
fn names_of_drafts_and_rows_are_never_the_same() {
    let mut seen = BTreeSet::new();
    for seed in [0, 1, 2, u64::MAX] {
        let mut app = App::new(today(), seed, berlin::offset);
        for _ in 0..300 {
            app.update(Event::BeganDraft { name: String::new(), zone: None });
            app.update(Event::AddedRow(Table::Instances));
            assert!(seen.insert(draft(&app).id.clone()));
            assert!(seen.insert(draft(&app).assessment.rows(Table::Instances)[0].id.to_string()));
        }
    }
}

#[test]
fn a_file_becomes_a_draft_of_its_own_and_a_bad_one_changes_nothing() {
    let mut app = begun();
    let file = Draft::new("same-id".to_owned(), "From a file".to_owned());
    app.update(Event::BroughtDraft { file: "a.json".to_owned(), text: file.write() });
    assert_eq!(draft(&app).name, "From a file");
    assert_ne!(draft(&app).id, "same-id");
    assert!(draft(&app).assessment == file.assessment);
    let before = text(&app);
    assert_eq!(app.update(Event::BroughtDraft { file: "b.csv".to_owned(), text: "a,b".to_owned() }), []);
    assert!(text(&app) == before);
    let error = DraftError::AList;
    assert_eq!(app.trouble, Some(Trouble::File { name: "b.csv".to_owned(), error }));
    app.update(Event::SawTrouble);
    assert_eq!(app.trouble, None);
}

#[test]
fn a_kept_draft_opens_by_its_address_and_one_that_is_not_there_does_not() {
    let mut app = app();
    let kept = Draft::new("kept".to_owned(), "Kept".to_owned());
    let shelf = vec![Shelved::read("kept".to_owned(), &kept.write()), Shelved::read("newer".to_owned(), "{}")];
    app.update(Event::LookedThrough { keeps: true, shelf });
    app.update(go_to("kept"));
    assert!(*draft(&app) == kept);
    assert_eq!(app.open.as_ref().map(|open| open.saving), Some(Saving::Saved));
    app.update(typing(USERS_TO_MOVE, "1"));
    app.update(go_to("kept"));
    assert_eq!(answer(&app, USERS_TO_MOVE), "1", "another page of the same draft goes on with it");
    for missing in ["newer", "gone"] {
        app.update(go_to(missing));
        assert!(app.open.is_none());
        assert_eq!(app.trouble, Some(Trouble::NoSuchDraft));
    }
    assert_eq!(app.update(Event::WentTo(Address::Start)), [Effect::SaveNow, Effect::LookThrough]);
    assert_eq!(app.trouble, None);
}

#[test]
fn without_an_open_draft_nothing_can_be_edited() {
    let mut app = app();
    let mut random = Random(1);
    let other = begun();
    for _ in 0..200 {
        let event = random.edit(&other);
        assert_eq!(app.update(event), []);
    }
    for event in [Event::TookBack, Event::MadeAgain, Event::LeftField, Event::KeptAsCopy { name: "x".to_owned() }] {
        assert_eq!(app.update(event), []);
    }
    assert!(app.open.is_none());
}

#[test]
fn a_draft_too_large_for_a_full_device_is_told_from_one_that_finds_no_room() {
    for (length, saving) in [(1_000_000, Saving::Full), (2_100_000, Saving::TooLarge)] {
        let mut app = begun();
        app.update(typing(ACTIVE_LICENCES, &"x".repeat(length)));
        app.keep(&mut Device::full(), NOW);
        assert_eq!(self::saving(&app), saving, "{length}");
        // It is tried again as soon as there is room.
        app.keep(&mut Device::default(), NOW);
        assert_eq!(self::saving(&app), Saving::Saved, "{length}");
    }
}

#[test]
fn a_draft_that_cannot_be_saved_is_kept_while_others_are_open() {
    for (mut device, failed) in
        [(Device::full(), Saving::Full), (Device::off(), Saving::Off), (Device::default(), Saving::Pending)]
    {
        let mut app = begun();
        app.update(typing(USERS_TO_MOVE, "1"));
        if failed != Saving::Pending {
            app.keep(&mut device, NOW);
        }
        let unsaved = draft(&app).clone();
        app.update(Event::BeganDraft { name: "Another".to_owned(), zone: None });
        app.update(Event::LookedThrough { keeps: false, shelf: Vec::new() });
        app.update(go_to(&unsaved.id));
        let shelf: Vec<_> = app.shelf.iter().map(|shelved| (shelved.id.as_str(), shelved.draft.as_ref())).collect();
        assert!(shelf.contains(&(unsaved.id.as_str(), Ok(&unsaved))));
        assert!(*draft(&app) == unsaved);
        assert_eq!((saving(&app), history(&app)), (failed, (true, false)));
        app.update(Event::DeletedDraft(unsaved.id.clone()));
        app.update(go_to(&unsaved.id));
        assert!(app.open.is_none());
    }
}

#[test]
fn with_room_again_all_that_could_not_be_saved_is() {
    let mut device = Device::full();
    let mut app = begun();
    app.keep(&mut device, NOW);
    let first = draft(&app).id.clone();
    app.update(Event::BeganDraft { name: "Another".to_owned(), zone: None });
    app.keep(&mut device, NOW);
    assert_eq!(device.texts.len(), 0);
    device.refuses = None;
    assert!(app.keep(&mut device, NOW));
    assert_eq!(saving(&app), Saving::Saved);
    assert_eq!(device.texts.len(), 2);
    assert_eq!(Draft::read(&device.texts[&first]).map(|draft| draft.name), Ok("My move".to_owned()));
}

#[test]
fn a_draft_that_another_version_wrote_is_saved_without_being_brought_together_with_itself() {
    /// Holds this text, and hands none over.
    struct Holds(String);
    impl Store for Holds {
        fn read(&self, _: &str) -> Result<Option<String>, StoreError> {
            panic!("what is there was seen when the draft was opened")
        }
        fn lacks(&self, _: &str) -> bool {
            false
        }
        fn holds(&self, _: &str, text: &Arc<str>) -> bool {
            self.0 == **text
        }
        fn write(&mut self, _: &str, text: &Arc<str>) -> Result<(), StoreError> {
            (**text).clone_into(&mut self.0);
            Ok(())
        }
    }
    let kept = Draft::new("kept".to_owned(), "Kept".to_owned()).write().replace(',', ",\n");
    let (mut app, shelf) = (app(), vec![Shelved::read("kept".to_owned(), &kept)]);
    app.update(Event::LookedThrough { keeps: true, shelf });
    app.update(go_to("kept"));
    app.update(typing(USERS_TO_MOVE, "1"));
    let mut device = Holds(kept);
    app.keep(&mut device, NOW);
    assert_eq!((device.0, saving(&app)), (draft(&app).write(), Saving::Saved));
}

#[test]
fn what_was_written_ahead_is_saved_as_it_stands_by_then() {
    let (mut app, mut device) = (begun(), Device::default());
    app.update(typing(USERS_TO_MOVE, "1"));
    assert_eq!([app.get_ready(), app.get_ready()], [true, false]);
    assert!(device.texts.is_empty());
    app.update(typing(USERS_TO_MOVE, "12"));
    app.keep(&mut device, NOW);
    assert_eq!(device.texts[&draft(&app).id], draft(&app).write());
    assert!(!app.get_ready());
}

#[test]
fn a_draft_that_was_saved_is_opened_as_the_device_keeps_it() {
    let (mut device, mut app, theirs) = with_theirs();
    app.keep(&mut device, NOW);
    app.update(Event::BeganDraft { name: "Another".to_owned(), zone: None });
    let shelf = vec![Shelved::read(theirs.id.clone(), &theirs.write())];
    app.update(Event::LookedThrough { keeps: true, shelf });
    app.update(go_to(&theirs.id));
    assert_eq!((answer(&app, ACTIVE_LICENCES), saving(&app)), ("2", Saving::Saved));
}

#[test]
fn a_deleted_draft_is_no_longer_open() {
    let mut app = begun();
    let id = draft(&app).id.clone();
    assert_eq!(app.update(Event::DeletedDraft("another".to_owned()))[0], Effect::Delete("another".to_owned()));
    assert!(app.open.is_some());
    assert_eq!(app.update(Event::DeletedDraft(id.clone())), [Effect::Delete(id), Effect::LookThrough]);
    assert!(app.open.is_none());
}

#[test]
fn saving_is_told_from_not_saving() {
    let mut app = begun();
    let mut device = Device::default();
    assert!(app.keep(&mut device, "2026-11-20T09:00:00Z"));
    assert_eq!((saving(&app), draft(&app).saved_at.as_str()), (Saving::Saved, "2026-11-20T09:00:00Z"));
    assert!(Draft::read(&device.texts[&draft(&app).id]).as_ref() == Ok(draft(&app)));
    assert!(!app.keep(&mut device, "2026-11-20T09:30:00Z"), "there is nothing to save");
    app.update(typing(USERS_TO_MOVE, "1"));
    assert_eq!(saving(&app), Saving::Pending);
    for (refused, failed) in [(StoreError::Full, Saving::Full), (StoreError::Off, Saving::Off)] {
        device.refuses = Some(refused);
        app.keep(&mut device, "2026-11-20T10:00:00Z");
        app.update(typing(USERS_TO_MOVE, "2"));
        assert_eq!((saving(&app), draft(&app).saved_at.as_str()), (failed, "2026-11-20T09:00:00Z"));
        assert_eq!(app.trouble, None, "a store that is switched off was not emptied");
    }
    device.refuses = None;
    app.keep(&mut device, "2026-11-20T11:00:00Z");
    assert_eq!((saving(&app), draft(&app).saved_at.as_str()), (Saving::Saved, "2026-11-20T11:00:00Z"));
    app.update(Event::TookBack);
    assert_eq!(saving(&app), Saving::Pending, "an undo is a change like any other");
}

// The same draft in two tabs

#[test]
fn what_another_tab_saved_is_followed() {
    let (mut device, mut app, theirs) = with_theirs();
    app.keep(&mut device, NOW);
    let edition = app.edition;
    app.hear(&device, "another", Some(&theirs.write()));
    assert_eq!((answer(&app, ACTIVE_LICENCES), app.edition), ("", edition));
    saved_elsewhere(&mut app, &mut device, &theirs);
    assert_eq!((answer(&app, USERS_TO_MOVE), answer(&app, ACTIVE_LICENCES)), ("1", "2"));
    assert!(app.edition > edition);
}

#[test]
fn what_another_tab_saved_is_seen_while_changes_wait_here_and_both_are_saved() {
    let (mut device, mut app, theirs) = with_theirs();
    saved_elsewhere(&mut app, &mut device, &theirs);
    assert_eq!(saving(&app), Saving::Pending);
    assert_eq!((answer(&app, USERS_TO_MOVE), answer(&app, ACTIVE_LICENCES)), ("1", "2"));
    app.keep(&mut device, NOW);
    let kept = Draft::read(&device.texts[&theirs.id]).expect("a draft");
    assert!(kept.says_what(draft(&app)) && kept.conflicts.is_empty());
    assert!(kept.saves.know(&theirs.saves) && !theirs.saves.know(&kept.saves));
    app.update(Event::TookBack);
    assert_eq!((answer(&app, USERS_TO_MOVE), answer(&app, ACTIVE_LICENCES)), ("", "2"), "undone is what was done here");
    assert_eq!(app.update(Event::TookBack), []);
}

#[test]
fn what_lies_on_the_device_is_read_before_it_is_written() {
    let (mut device, mut app, theirs) = with_theirs();
    device.texts.insert(theirs.id.clone(), theirs.write());
    app.keep(&mut device, NOW);
    let kept = Draft::read(&device.texts[&theirs.id]).expect("a draft");
    assert!(kept == *draft(&app));
    assert_eq!((answer(&app, USERS_TO_MOVE), answer(&app, ACTIVE_LICENCES)), ("1", "2"));
}

#[test]
fn what_both_changed_is_kept_twice_and_asked_about() {
    for (choice, stands) in [(0, "2"), (1, "1")] {
        let (mut device, mut app, mut theirs) = with_theirs();
        set(&mut theirs, USERS_TO_MOVE, "2");
        saved_elsewhere(&mut app, &mut device, &theirs);
        app.keep(&mut device, NOW);
        let dispute = draft(&app).disputes().pop().expect("a dispute");
        assert_eq!(dispute.choices, [json!("2"), json!("1")]);
        let kept = Draft::read(&device.texts[&theirs.id]).expect("a draft");
        assert_eq!(kept.disputes(), draft(&app).disputes(), "another tab asks, too");

        let before = text(&app);
        app.update(Event::Chose(dispute.clone(), dispute.choices[choice].clone()));
        assert_eq!((answer(&app, USERS_TO_MOVE), draft(&app).disputes()), (stands, vec![]));
        let after = text(&app);
        app.update(Event::TookBack);
        assert_eq!(text(&app), before, "a choice can be taken back");
        app.update(Event::MadeAgain);
        assert_eq!(text(&app), after);
    }
}

#[test]
fn what_is_typed_on_while_two_tabs_differ_takes_nothing_away() {
    let (mut device, mut app, mut theirs) = with_theirs();
    set(&mut theirs, USERS_TO_MOVE, "2");
    saved_elsewhere(&mut app, &mut device, &theirs);
    // The field still shows what was typed there.
    app.update(typing(USERS_TO_MOVE, "12"));
    let dispute = draft(&app).disputes().pop().expect("a dispute");
    assert_eq!(dispute.choices, [json!("12"), json!("1"), json!("2")]);
    app.update(Event::TookBack);
    assert_eq!(answer(&app, USERS_TO_MOVE), "2", "what is typed then is an edit of its own");
    assert_eq!(draft(&app).disputes().len(), 1);
}

#[test]
fn undo_leaves_what_another_tab_has_changed_since() {
    let (mut device, mut app) = (Device::default(), begun());
    let ids = add_instances(&mut app, &["Sales", "Service"]);
    app.keep(&mut device, NOW);
    let mut theirs = Draft::read(&device.texts[&draft(&app).id]).expect("a draft");
    theirs.saves.count("other");
    theirs.assessment.set(0, DESTINATION_INSTANCE.field, given(DESTINATION_INSTANCE, "Temp 1").1);
    saved_elsewhere(&mut app, &mut device, &theirs);
    assert_eq!((saving(&app), history(&app)), (Saving::Saved, (true, false)));
    app.update(Event::TookBack);
    assert_eq!(names(&app), ["Sales"], "of the rows that were put in, the one that nobody touched goes");
    app.update(Event::MadeAgain);
    assert_eq!(names(&app), ["Sales", "Service"]);
    assert_eq!(draft(&app).assessment.rows(Table::Instances)[1].id, ids[1]);
}

#[test]
fn what_two_tabs_saved_at_once_is_brought_together() {
    let (mut device, mut app, theirs) = with_theirs();
    app.keep(&mut device, NOW);
    // The other tab did not know of that, and wrote over it.
    saved_elsewhere(&mut app, &mut device, &theirs);
    assert_eq!(saving(&app), Saving::Pending);
    app.keep(&mut device, NOW);
    let kept = Draft::read(&device.texts[&theirs.id]).expect("a draft");
    assert!(kept.says_what(draft(&app)));
    assert_eq!((answer(&app, USERS_TO_MOVE), answer(&app, ACTIVE_LICENCES)), ("1", "2"));
}

#[test]
fn what_was_saved_over_before_it_was_heard_of_does_not_count_as_kept() {
    let (mut device, mut app, theirs) = with_theirs();
    app.keep(&mut device, NOW);
    let mut fuller = theirs.clone();
    set(&mut fuller, USERS_TO_MOVE, "1");
    fuller.saves.count("third");
    // That one has all that is said here, but what lies on the device has not.
    device.texts.insert(theirs.id.clone(), theirs.write());
    app.hear(&device, &theirs.id, Some(&fuller.write()));
    assert_eq!(saving(&app), Saving::Pending);
}

#[test]
fn an_older_state_on_the_device_is_replaced_again() {
    let mut device = Device::default();
    let mut app = begun();
    app.keep(&mut device, NOW);
    let (id, old) = device.texts.first_key_value().map(|(id, old)| (id.clone(), old.clone())).expect("a draft");
    for count in 0..20 {
        app.update(typing(USERS_TO_MOVE, &count.to_string()));
        app.keep(&mut device, NOW);
    }
    device.texts.insert(id.clone(), old.clone());
    app.hear(&device, &id, Some(&old));
    assert_eq!(saving(&app), Saving::Pending);
    app.keep(&mut device, NOW);
    assert_eq!(answer(&app, USERS_TO_MOVE), "19");
    assert!(Draft::read(&device.texts[&id]).expect("a draft").says_what(draft(&app)));
    assert_eq!(draft(&app).disputes(), []);
}

#[test]
fn what_cannot_be_read_on_the_device_is_left_there() {
    let newer = r#"{"format":"transition-planner-draft","version":9}"#;
    for text in ["{", newer] {
        for waits in [true, false] {
            let mut device = Device::default();
            let mut app = begun();
            app.keep(&mut device, NOW);
            let id = draft(&app).id.clone();
            device.texts.insert(id.clone(), text.to_owned());
            if waits {
                app.update(typing(USERS_TO_MOVE, "1"));
            } else {
                app.hear(&device, &id, Some(text));
            }
            app.keep(&mut device, NOW);
            app.update(typing(USERS_TO_MOVE, "1"));
            app.keep(&mut device, NOW);
            assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("1", Saving::ChangedElsewhere));
            assert_eq!(device.texts[&id], text);
            // The reader goes on with a copy.
            assert_eq!(app.update(Event::KeptAsCopy { name: "Mine".to_owned() })[0], Effect::SaveNow);
            app.keep(&mut device, NOW);
            assert_eq!((draft(&app).name.as_str(), saving(&app)), ("Mine", Saving::Saved));
            assert_ne!(draft(&app).id, id);
            assert_eq!((device.texts.len(), &device.texts[&id][..]), (2, text));
        }
    }
}

// What is gone from the device

#[test]
fn a_draft_that_another_tab_deleted_comes_back_only_if_the_reader_says_so() {
    let mut device = Device::default();
    let mut app = begun();
    app.keep(&mut device, NOW);
    let id = draft(&app).id.clone();
    device.texts.clear();
    app.hear(&device, &id, None);
    app.update(typing(USERS_TO_MOVE, "1"));
    assert!(!app.keep(&mut device, NOW));
    assert_eq!((saving(&app), device.texts.len()), (Saving::DeletedElsewhere, 0));
    assert_eq!(app.update(Event::PutBack)[0], Effect::SaveNow);
    app.keep(&mut device, NOW);
    assert_eq!((saving(&app), app.trouble.as_ref()), (Saving::Saved, None));
    assert_eq!(Draft::read(&device.texts[&id]).as_ref(), Ok(draft(&app)));
}

#[test]
fn when_the_store_is_emptied_the_open_draft_is_saved_again_and_the_others_wait() {
    for said_so in [true, false] {
        let mut device = Device::default();
        let mut app = begun();
        app.keep(&mut device, NOW);
        let other = Draft::new("other".to_owned(), "Another".to_owned());
        let shelf = vec![Shelved::read("other".to_owned(), &other.write())];
        app.update(Event::LookedThrough { keeps: true, shelf });
        device.texts.clear();
        if said_so {
            app.miss(&device);
        } else {
            app.update(typing(USERS_TO_MOVE, "1"));
        }
        app.keep(&mut device, NOW);
        let id = draft(&app).id.clone();
        assert_eq!(device.texts.keys().collect::<Vec<_>>(), [&id]);
        assert_eq!((app.trouble.as_ref(), app.only_here()), (Some(&Trouble::Emptied), 1));
        app.update(Event::LookedThrough { keeps: true, shelf: Vec::new() });
        assert!(app.shelf.iter().any(|shelved| shelved.draft.as_ref() == Ok(&other)));
        app.update(Event::WentTo(Address::Start));
        assert_eq!(app.trouble, Some(Trouble::Emptied), "it is said until the reader has seen it");
        app.update(Event::PutBack);
        app.keep(&mut device, NOW);
        assert_eq!((device.texts.len(), app.only_here(), app.trouble.as_ref()), (2, 0, None));
        assert!(Draft::read(&device.texts["other"]).expect("a draft").says_what(&other));
    }
}

// Drafts in number

#[test]
fn a_template_keeps_how_one_works_and_nothing_about_whom_one_works_for() {
    let mut app = begun();
    for (key, text) in [(ROUTE.field, "self-service"), (WORKING_DAYS.field, "sun mon tue wed thu")] {
        app.update(Event::Typed(
            Place { table: Table::Assessment, row: RowId("assessment".into()), field: key },
            text.to_owned(),
        ));
    }
    app.update(typing(WORK_BEGINS, "ask Anne"));
    app.update(typing(USERS_TO_MOVE, "126"));
    app.update(Event::NamedCustomer("Fabrikam".to_owned()));
    app.update(Event::MarkedTask("TM-T01".to_owned(), RowId("assessment".into()), State::Done));
    app.update(Event::Noted(
        Place { table: Table::Assessment, row: RowId("assessment".into()), field: ROUTE.field },
        Note { by: "Anne".into(), ..Note::default() },
    ));
    add_instances(&mut app, &["Sales"]);
    let id = draft(&app).id.clone();
    let began = Event::BeganFromTemplate { id: id.clone(), name: "Next".to_owned(), zone: Some("UTC".to_owned()) };
    assert_eq!(app.update(began)[0], Effect::SaveNow);
    assert_ne!(draft(&app).id, id);
    let mut expected = Draft::new(draft(&app).id.clone(), "Next".to_owned());
    for (field, text) in [
        (ROUTE.field, "self-service"),
        (WORKING_DAYS.field, "sun mon tue wed thu"),
        (WORK_BEGINS.field, ""),
        (ZONE.field, "UTC"),
    ] {
        let answer = Answer::typed(field.field().kind, text);
        expected.assessment.set(0, field, answer);
    }
    assert_eq!(*draft(&app), expected);
    assert_eq!(app.update(Event::BeganFromTemplate { id: "gone".to_owned(), name: String::new(), zone: None }), []);
}

#[test]
fn deleting_everything_leaves_nothing_here_and_asks_the_device_to_forget() {
    let mut app = begun();
    app.update(typing(USERS_TO_MOVE, "1"));
    app.keep(&mut Device::full(), NOW);
    app.update(Event::BeganDraft { name: "Another".to_owned(), zone: None });
    let effects = app.update(Event::DeletedEverything);
    assert_eq!(effects, [Effect::DeleteEverything, Effect::GoTo(Address::Start), Effect::LookThrough]);
    app.update(Event::LookedThrough { keeps: true, shelf: Vec::new() });
    assert!(app.open.is_none() && app.shelf.is_empty());
    let mut device = Device::default();
    assert!(!app.keep(&mut device, NOW));
    assert_eq!(device.texts.len(), 0);
}

#[test]
fn a_new_day_is_a_new_judgement() {
    let mut app = begun();
    let tomorrow = today().next_day().expect("there is one");
    app.update(Event::DayBegan(tomorrow));
    assert_eq!(app.today, tomorrow);
}

// Helpers

fn app() -> App {
    App::new(today(), 7, berlin::offset)
}

fn begun() -> App {
    let mut app = app();
    app.update(Event::BeganDraft { name: "My move".to_owned(), zone: Some("Europe/Berlin".to_owned()) });
    app
}

const NOW: &str = "2026-11-20T09:00:00Z";

/// A device without a browser.
#[derive(Default)]
struct Device {
    texts: BTreeMap<String, String>,
    refuses: Option<StoreError>,
}

impl Device {
    fn full() -> Self {
        Self { refuses: Some(StoreError::Full), ..Self::default() }
    }

    fn off() -> Self {
        Self { refuses: Some(StoreError::Off), ..Self::default() }
    }
}

impl Store for Device {
    fn read(&self, id: &str) -> Result<Option<String>, StoreError> {
        if self.refuses == Some(StoreError::Off) { Err(StoreError::Off) } else { Ok(self.texts.get(id).cloned()) }
    }

    fn write(&mut self, id: &str, text: &Arc<str>) -> Result<(), StoreError> {
        self.refuses.map_or(Ok(()), Err)?;
        self.texts.insert(id.to_owned(), text.to_string());
        Ok(())
    }
}

/// A device, an app with an unsaved answer, and the same draft with another answer, as another tab saved it.
fn with_theirs() -> (Device, App, Draft) {
    let (mut device, mut app) = (Device::default(), begun());
    app.keep(&mut device, NOW);
    let mut theirs = draft(&app).clone();
    set(&mut theirs, ACTIVE_LICENCES, "2");
    theirs.saves.count("other");
    app.update(typing(USERS_TO_MOVE, "1"));
    (device, app, theirs)
}

/// Another tab saves the draft, and this one hears of it.
fn saved_elsewhere(app: &mut App, device: &mut Device, theirs: &Draft) {
    device.texts.insert(theirs.id.clone(), theirs.write());
    app.hear(device, &theirs.id, Some(&theirs.write()));
}

fn set<T>(draft: &mut Draft, key: Key<T>, text: &str) {
    draft.assessment.set(0, key.field, given(key, text).1);
}

fn draft(app: &App) -> &Draft {
    &app.open.as_ref().expect("a draft is open").draft
}

fn draft_mut(app: &mut App) -> &mut Draft {
    &mut app.open.as_mut().expect("a draft is open").draft
}

fn text(app: &App) -> String {
    draft(app).write()
}

fn saving(app: &App) -> Saving {
    app.open.as_ref().expect("a draft is open").saving
}

/// Whether there is something to undo, and something to redo.
fn history(app: &App) -> (bool, bool) {
    let history = &app.open.as_ref().expect("a draft is open").history;
    (history.can_undo(), history.can_redo())
}

fn place<T>(key: Key<T>) -> Place {
    Place { table: Table::Assessment, row: RowId("assessment".into()), field: key.field }
}

fn typing<T>(key: Key<T>, text: &str) -> Event {
    Event::Typed(place(key), text.to_owned())
}

fn go_to(id: &str) -> Event {
    Event::WentTo(Address::Draft(id.to_owned(), DraftPage::Facts))
}

fn answer<T>(app: &App, key: Key<T>) -> &str {
    draft(app).assessment.whole().answer(key.field).as_typed()
}

fn row_answer<'a>(app: &'a App, place: &Place) -> &'a Answer {
    let assessment = &draft(app).assessment;
    let at = assessment.find(place.table, &place.row).expect("the row");
    assessment.rows(place.table)[at].answer(place.field)
}

fn given<T>(key: Key<T>, text: &str) -> (FieldId, Answer) {
    (key.field, Answer::typed(key.field.field().kind, text))
}

fn names(app: &App) -> Vec<&str> {
    let instances = draft(app).assessment.rows(Table::Instances).iter();
    instances.map(|row| row.answer(INSTANCE.field).as_typed()).collect()
}

fn add_instances(app: &mut App, names: &[&str]) -> Vec<RowId> {
    let rows = names.iter().map(|name| Filled { row: None, answers: vec![given(INSTANCE, name)] });
    app.update(Event::Filled(Table::Instances, rows.collect()));
    draft(app).assessment.rows(Table::Instances).iter().map(|row| row.id.clone()).collect()
}

/// Adds a window; gives the places of its answers.
fn add_window(app: &mut App) -> impl Fn(Key<transition_planner::assessment::values::Moment>) -> Place + use<> {
    app.update(Event::Filled(Table::Windows, vec![Filled { row: None, answers: vec![given(WINDOW, "Weekend")] }]));
    let row = draft(app).assessment.rows(Table::Windows)[0].id.clone();
    move |key| Place { table: Table::Windows, row: row.clone(), field: key.field }
}

impl Random {
    /// Something that a customer may do to the open draft.
    fn edit(&mut self, app: &App) -> Event {
        let table = self.of(&Table::ALL);
        let rows = draft(app).assessment.rows(table);
        let field = self.of(table.fields().iter().map(|field| field.id).collect::<Vec<_>>().as_slice());
        let answer = if self.percent(20) { self.gap(field) } else { self.given(field) };
        let row = (!rows.is_empty()).then(|| rows[self.below(rows.len())].id.clone());
        let task = || ("TM-T01".to_owned(), RowId(row.as_ref().map_or("assessment", |row| &row.0).into()));
        match (self.below(13), row.clone()) {
            (0, _) => Event::Renamed(self.of(&["A", "B"]).to_owned()),
            (10, _) => Event::NamedCustomer(self.of(&["A", "B"]).to_owned()),
            (11, _) => Event::MarkedTask(task().0, task().1, self.of(&State::ALL)),
            (12, _) => Event::RemarkedOnTask(task().0, task().1, self.of(&["", "done by Anne", "later"]).to_owned()),
            (1, _) if table.grows() => Event::AddedRow(table),
            (2, Some(row)) => Event::RemovedRows(table, vec![row, rows[0].id.clone()]),
            (3, row) if table.grows() => {
                let filled = |row| Filled { row, answers: vec![(field, answer.clone())] };
                Event::Filled(table, vec![filled(row), filled(None)])
            }
            (4, Some(row)) => {
                let text = self.of(&["", "because"]).into();
                Event::Noted(Place { table, row, field }, Note { text, ..Note::default() })
            }
            (5, _) | (_, None) => Event::LeftField,
            (_, Some(row)) => Event::Typed(Place { table, row, field }, answer.as_typed().to_owned()),
        }
    }
}
