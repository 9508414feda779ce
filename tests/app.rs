//! The page's state: addresses, edits and undo, drafts that come and go. All of it without a browser.

#[path = "support/berlin.rs"]
mod berlin;
#[path = "support/random.rs"]
mod random;

use std::collections::BTreeSet;

use random::{Random, today};
use transition_planner::app::{
    Address, App, DraftPage, Effect, Event, Filled, Filter, Place, Saving, Shelved, Spot, Trouble, editable,
};
use transition_planner::assessment::fields::{
    ACTIVE_LICENCES, DESTINATION_INSTANCE, ENDS, FieldId, INSTANCE, Key, STARTS, USERS_TO_MOVE, WINDOW, ZONE,
};
use transition_planner::assessment::{Answer, Note, RowId, Said, Section, Table};
use transition_planner::draft::{Draft, DraftError};
use transition_planner::rules::Severity;

// Addresses

#[test]
fn every_address_is_read_as_it_is_written() {
    let texts = ["a", "Fabrikam & Söhne", "50% off/why?#x=y", "..", "שלום", "a+b c"];
    let mut addresses = vec![Address::Start, Address::Rules(String::new()), Address::Rule("TM005".to_owned())];
    for text in texts {
        let text = text.to_owned();
        addresses.extend([Address::Rules(text.clone()), Address::Rule(text.clone())]);
        let mut pages = vec![DraftPage::Situation, DraftPage::Facts];
        for section in Section::ALL {
            pages.push(DraftPage::Section(section, None));
            pages.push(DraftPage::Section(section, Some(Spot { row: text.clone(), field: "version".to_owned() })));
        }
        for severity in Severity::ALL.map(Some).into_iter().chain([None]) {
            for (instance, find) in [("", ""), (text.as_str(), ""), ("", &text), (&text, &text)] {
                let (instance, find) = (instance.to_owned(), find.to_owned());
                pages.push(DraftPage::Readiness(Filter { severity, instance, find }));
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
    for seed in 0..2000 {
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
    for seed in 0..150 {
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
    for seed in 0..100 {
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
    let error = DraftError::NotJson { line: 1, column: 1 };
    assert_eq!(app.trouble, Some(Trouble::File { name: "b.csv".to_owned(), error }));
    app.update(Event::SawTrouble);
    assert_eq!(app.trouble, None);
}

#[test]
fn a_kept_draft_opens_by_its_address_and_one_that_is_not_there_does_not() {
    let mut app = app();
    let kept = Draft::new("kept".to_owned(), "Kept".to_owned());
    let shelf = vec![
        Shelved { id: "kept".to_owned(), draft: Ok(kept.clone()) },
        Shelved { id: "newer".to_owned(), draft: Err(DraftError::Newer { version: 2 }) },
    ];
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
fn a_draft_that_cannot_be_saved_is_kept_while_others_are_open() {
    for failed in [Saving::Off, Saving::Full, Saving::ChangedElsewhere, Saving::Pending] {
        let mut app = begun();
        app.update(typing(USERS_TO_MOVE, "1"));
        app.update(Event::TriedToSave(failed, String::new()));
        let unsaved = draft(&app).clone();
        app.update(Event::BeganDraft { name: "Another".to_owned(), zone: None });
        app.update(Event::TriedToSave(Saving::Saved, String::new()));
        app.update(Event::LookedThrough { keeps: false, shelf: Vec::new() });
        let shelf: Vec<_> = app.shelf.iter().map(|shelved| (shelved.id.as_str(), shelved.draft.as_ref())).collect();
        assert_eq!(shelf, [(unsaved.id.as_str(), Ok(&unsaved))]);
        app.update(go_to(&unsaved.id));
        assert!(*draft(&app) == unsaved);
        assert_eq!((saving(&app), history(&app)), (failed, (true, false)));
        app.update(Event::DeletedDraft(unsaved.id.clone()));
        app.update(go_to(&unsaved.id));
        assert!(app.open.is_none());
    }
}

#[test]
fn a_draft_that_waits_aside_does_not_overwrite_what_another_tab_saved() {
    let (mut app, theirs) = with_theirs();
    app.update(Event::TriedToSave(Saving::Full, String::new()));
    app.update(Event::BeganDraft { name: "Another".to_owned(), zone: None });
    app.update(Event::SavedElsewhere(theirs.id.clone(), Some(theirs.write())));
    app.update(go_to(&theirs.id));
    assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("1", Saving::ChangedElsewhere));
}

#[test]
fn a_draft_that_was_saved_is_opened_as_the_device_keeps_it() {
    let (mut app, theirs) = with_theirs();
    app.update(Event::TriedToSave(Saving::Saved, String::new()));
    app.update(Event::BeganDraft { name: "Another".to_owned(), zone: None });
    let shelf = vec![Shelved { id: theirs.id.clone(), draft: Ok(theirs.clone()) }];
    app.update(Event::LookedThrough { keeps: true, shelf });
    app.update(go_to(&theirs.id));
    assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("2", Saving::Saved));
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
    app.update(Event::TriedToSave(Saving::Saved, "2026-11-20T09:00:00Z".to_owned()));
    assert_eq!((saving(&app), draft(&app).saved_at.as_str()), (Saving::Saved, "2026-11-20T09:00:00Z"));
    app.update(typing(USERS_TO_MOVE, "1"));
    assert_eq!(saving(&app), Saving::Pending);
    for failed in [Saving::Full, Saving::Off, Saving::ChangedElsewhere] {
        app.update(Event::TriedToSave(failed, "2026-11-20T10:00:00Z".to_owned()));
        app.update(typing(USERS_TO_MOVE, "2"));
        assert_eq!((saving(&app), draft(&app).saved_at.as_str()), (failed, "2026-11-20T09:00:00Z"));
    }
    app.update(Event::TriedToSave(Saving::Saved, "2026-11-20T11:00:00Z".to_owned()));
    app.update(Event::TookBack);
    assert_eq!(saving(&app), Saving::Pending, "an undo is a change like any other");
}

#[test]
fn what_another_tab_saved_is_followed_where_nothing_waits_here() {
    let (mut app, theirs) = with_theirs();
    app.update(Event::TriedToSave(Saving::Saved, String::new()));
    let edition = app.edition;
    app.update(Event::SavedElsewhere("another".to_owned(), Some(theirs.write())));
    assert_eq!((answer(&app, USERS_TO_MOVE), app.edition), ("1", edition));
    app.update(Event::SavedElsewhere(theirs.id.clone(), Some(theirs.write())));
    assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("2", Saving::Saved));
    assert_eq!(history(&app), (false, false), "their edits are not undone here");
    assert!(app.edition > edition);
}

#[test]
fn what_another_tab_saved_never_replaces_what_waits_here() {
    let damaged = || Some("{".to_owned());
    let (_, theirs) = with_theirs();
    for (waits, text) in
        [(true, Some(theirs.write())), (true, None), (true, damaged()), (false, None), (false, damaged())]
    {
        let (mut app, theirs) = with_theirs();
        if !waits {
            app.update(Event::TriedToSave(Saving::Saved, String::new()));
        }
        app.update(Event::SavedElsewhere(theirs.id, text));
        assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("1", Saving::ChangedElsewhere));
    }
}

#[test]
fn what_two_tabs_saved_at_once_is_shown_as_such() {
    let (mut app, theirs) = with_theirs();
    app.update(Event::TriedToSave(Saving::Saved, String::new()));
    draft_mut(&mut app).revision += 1;
    app.update(Event::SavedElsewhere(theirs.id.clone(), Some(theirs.write())));
    assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("1", Saving::ChangedElsewhere));
}

#[test]
fn of_two_drafts_either_can_be_taken() {
    let (mut app, theirs) = with_theirs();
    app.update(Event::SavedElsewhere(theirs.id.clone(), Some(theirs.write())));
    app.update(Event::TookTheirs(theirs.write()));
    assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("2", Saving::Saved));

    let (mut app, theirs) = with_theirs();
    app.update(Event::SavedElsewhere(theirs.id.clone(), Some(theirs.write())));
    let effects = app.update(Event::KeptAsCopy { name: "Mine".to_owned() });
    assert_eq!((answer(&app, USERS_TO_MOVE), saving(&app)), ("1", Saving::Pending));
    assert_eq!((draft(&app).name.as_str(), draft(&app).revision), ("Mine", 0));
    assert_ne!(draft(&app).id, theirs.id);
    assert_eq!(effects[0], Effect::SaveNow);
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

/// An app with an unsaved answer, and the same draft as another tab saved it.
fn with_theirs() -> (App, Draft) {
    let mut app = begun();
    let mut theirs = draft(&app).clone();
    *theirs.assessment.rows_mut(Table::Assessment)[0].answer_mut(USERS_TO_MOVE.field) = given(USERS_TO_MOVE, "2").1;
    theirs.revision += 1;
    app.update(typing(USERS_TO_MOVE, "1"));
    (app, theirs)
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
        match (self.below(10), row) {
            (0, _) => Event::Renamed(self.of(&["A", "B"]).to_owned()),
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
