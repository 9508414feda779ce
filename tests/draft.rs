//! The draft's file: what is kept, what is refused, and the schema in `public/`, held to the code both ways.

#[path = "support/random.rs"]
mod random;
#[path = "support/words.rs"]
mod words;

use std::path::{Path, PathBuf};
use std::{env, fs};

use boon::{Compiler, SchemaIndex, Schemas};
use random::{Random, seeds};
use serde_json::{Map, Value, json};
use transition_planner::assessment::values::Kind;
use transition_planner::assessment::{Answer, Note, Row, RowId, Said, Table};
use transition_planner::draft::{Conflict, Draft, DraftError, FORMAT, VERSION, Written};
use transition_planner::runbook::State;
use words::words;

// What is kept

#[test]
fn what_was_written_is_read_and_written_again_byte_for_byte() {
    for seed in seeds(300) {
        let draft = Random(seed).draft();
        let written = draft.write();
        let read = Draft::read(&written).expect("it was written as a draft");
        assert!(read == draft, "draft {seed}");
        assert!(read.write() == written, "draft {seed}");
        let tree = serde_json::from_str::<Value>(&written).expect("JSON").to_string();
        assert!(tree == written, "draft {seed}: sorted, and written as the library would");
    }
}

#[test]
fn written_again_after_any_change_it_is_as_if_written_anew() {
    for seed in seeds(50) {
        let mut random = Random(seed);
        let (mut draft, mut last) = (random.draft(), Written::default());
        for time in 0..20 {
            assert!(*draft.write_again(&mut last) == *draft.write(), "draft {seed}, time {time}");
            let table = random.of(&[Table::Assessment, Table::Instances, Table::Subscriptions]);
            let (field, typed) = (&table.fields()[random.below(table.fields().len())], random.text());
            let mut rows = draft.assessment.rows(table).to_vec();
            let (from, to) = (random.below(rows.len().max(1)), random.below(rows.len().max(1)));
            match random.below(6) {
                _ if rows.is_empty() => rows.push(Row::empty(table, RowId("new".into()))),
                0 if table.grows() => drop(rows.remove(from)),
                1 if table.grows() => rows.insert(from, Row::empty(table, RowId(format!("at {time}").into()))),
                2 => rows.swap(from, to),
                3 => drop(rows[from].others.insert("later".to_owned(), random.json())),
                _ => rows[from].set(field.id, Answer::typed(field.kind, &typed)),
            }
            draft.assessment.set_rows(table, rows);
            if random.percent(2) {
                // Another draft, after what was written of this one.
                draft = random.draft();
            }
        }
    }
}

#[test]
fn members_tables_and_answers_of_another_version_are_kept() {
    let full = fixture("v2-full.json");
    let written: Value = serde_json::from_str(&read(&full).write()).expect("JSON");
    assert_eq!(written, serde_json::from_str::<Value>(&full).expect("JSON"));
    let text = written.to_string();
    assert!(text.contains("12345678901234567890.0123456789"), "numbers are kept digit by digit");
    assert!(text.contains(r#""later":1.50"#) && text.contains("[0.10]"));
    let unknown = [
        "/theme",
        "/answers/subscriptions/1/name",
        "/answers/assessment/later",
        "/answers/windows/0/colour",
        "/tasks/XX-T99/sales/state",
        "/conflicts/3/at",
    ];
    for place in unknown {
        assert!(written.pointer(place).is_some(), "{place}");
    }
}

#[test]
fn a_draft_of_version_1_becomes_one_of_version_2() {
    let full = fixture("v1-full.json");
    let written: Value = serde_json::from_str(&read(&full).write()).expect("JSON");
    let mut expected: Value = serde_json::from_str(&full).expect("JSON");
    let members = expected.as_object_mut().expect("an object");
    members.remove("revision");
    members.extend(
        [
            ("version", json!(2)),
            ("customer", json!("")),
            ("saves", json!({ "version-1": 42 })),
            ("tasks", json!({})),
            ("conflicts", json!([])),
        ]
        .map(|(key, value)| (key.to_owned(), value)),
    );
    // The rows of a table that version 1 did not have, and whose rows are always there.
    let rows = Table::Entitlements.fixed_rows().iter().map(|id| json!({ "id": id }));
    expected["answers"]["entitlements"] = rows.collect();
    assert_eq!(written, expected);
}

#[test]
fn what_is_said_of_tasks_is_read_whatever_their_codes() {
    let draft = read(&fixture("v2-full.json"));
    let of = |code: &str, row: &str| {
        let row = RowId(row.into());
        (draft.tasks.state(code, &row), draft.tasks.remark(code, &row))
    };
    assert_eq!(of("TM-T01", "assessment"), (State::Doing, "Asked on Monday"));
    assert_eq!(of("XX-T99", "uat"), (State::NotNeeded, ""));
    assert_eq!(of("XX-T99", "sales"), (State::Open, ""), "a state that nobody knows is none");
}

#[test]
fn every_state_of_an_answer_is_kept() {
    let draft = read(&file(
        r#""instances": [{
            "id": "a",
            "version": "",
            "destinationInstance": "?",
            "usedStorage": " 1.024 ",
            "instance": { "said": "  Sales ", "note": "from the list", "by": "Anne", "on": "1 Nov" },
            "cutOver": { "note": "not settled" }
        }]"#,
    ));
    let row = &draft.assessment.rows(Table::Instances)[0];
    let answer = |key: &str| row.answer(Table::Instances.fields().iter().find(|field| field.key == key).expect(key).id);
    assert_eq!(answer("version"), &Answer::default());
    assert_eq!(answer("destinationInstance"), &Answer::unknown());
    assert_eq!(answer("usedStorage").said, Said::Unreadable(" 1.024 ".into()));
    assert!(matches!(&answer("instance").said, Said::Given(given) if given.text() == "Sales"));
    let note = Note { text: "from the list".into(), by: "Anne".into(), on: "1 Nov".into() };
    assert_eq!(answer("instance").note.as_deref(), Some(&note));
    assert_eq!((answer("cutOver").said == Said::Nothing, answer("cutOver").as_typed()), (true, ""));
    let written: Value = serde_json::from_str(&draft.write()).expect("JSON");
    let expected = json!([{
        "id": "a",
        "destinationInstance": "?",
        "usedStorage": " 1.024 ",
        "instance": { "said": "  Sales ", "note": "from the list", "by": "Anne", "on": "1 Nov" },
        "cutOver": { "note": "not settled" },
    }]);
    assert_eq!(written["answers"]["instances"], expected);
}

#[test]
fn rows_that_are_always_there_are_there() {
    let draft = read(&fixture("v2-minimal.json"));
    let ids = |table: Table| draft.assessment.rows(table).iter().map(|row| row.id.to_string()).collect::<Vec<_>>();
    for table in Table::ALL {
        assert_eq!(ids(table), table.fixed_rows(), "{}", table.key());
    }
    assert_eq!((draft.saves.total(), draft.saved_at.as_str()), (0, ""));
}

#[test]
fn rows_that_are_always_there_keep_their_order_whatever_the_files() {
    let draft = read(&file(
        r#""integrations": [{ "id": "own" }, { "id": "sharepoint", "integrationUsed": "yes" }, { "id": "outlook" }]"#,
    ));
    let ids: Vec<_> = draft.assessment.rows(Table::Integrations).iter().map(|row| row.id.to_string()).collect();
    assert_eq!(ids, ["outlook", "server-side-synchronization", "sharepoint", "own"]);
    assert_eq!(read(&draft.write()), draft);
}

#[test]
fn a_byte_order_mark_is_no_error() {
    let minimal = fixture("v2-minimal.json");
    assert_eq!(read(&format!("\u{feff}{minimal}")), read(&minimal));
}

#[test]
fn drafts_of_every_released_version_load() {
    for (path, text) in fixtures() {
        let draft = Draft::read(&text).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
        assert!(read(&draft.write()) == draft, "{}", path.display());
    }
}

#[test]
fn the_full_fixture_answers_every_question_in_each_state() {
    let draft = read(&fixture("v2-full.json"));
    let rows =
        || Table::ALL.into_iter().flat_map(|table| draft.assessment.rows(table).iter().map(move |row| (table, row)));
    for table in Table::ALL {
        for field in table.fields() {
            let given = rows().any(|(own, row)| own == table && matches!(row.answer(field.id).said, Said::Given(_)));
            assert!(given, "{} is given nowhere", field.key);
        }
    }
    let answers = || rows().flat_map(|(table, row)| table.fields().iter().map(|field| row.answer(field.id)));
    assert!(answers().any(|answer| answer.said == Said::Unknown));
    assert!(answers().any(|answer| answer.said == Said::Nothing && answer.note.is_some()));
    assert!(answers().any(|answer| matches!(answer.said, Said::Unreadable(_))));
}

// What is refused

#[test]
fn what_is_no_draft_is_refused_with_its_place_and_what_to_do() {
    let draft = |answers: &str| file(answers);
    let head = |rest: &str| format!(r#"{{ "format": "{FORMAT}", {rest} }}"#);
    for (text, says) in [
        (String::new(), "This is no JSON: it stops being JSON at line 1, column 1."),
        ("{\n".to_owned(), "line 2, column 1."),
        ("{\n  \"format\": draft\n}".to_owned(), "line 2, column 13."),
        ("name\ntype".to_owned(), "line 1, column 2."),
        ("Dear Ada,\nsee the list, please.".to_owned(), "This is no JSON"),
        ("name,type\nSales,production".to_owned(), "This is a list or a table, not a draft."),
        ("\u{feff}Name\tType\r\n".to_owned(), "This is a list or a table"),
        (r#"{ "totalCount": 0, "items": [] }"#.to_owned(), "open it there, below the list where it belongs."),
        ("[".repeat(10_000), "line 1, column 128."),
        ("null".to_owned(), "This is JSON, but not a draft of the planner"),
        ("[]".to_owned(), "This is a list or a table"),
        (r#"{ "format": "another" }"#.to_owned(), "it does not say “transition-planner-draft” as its format"),
        (r#"{ "format": 1, "version": 9 }"#.to_owned(), "This is JSON, but not a draft of the planner"),
        (head(r#""version": 3"#), "version 3 of the file; this planner reads up to 2"),
        (head(r#""version": 18446744073709551615, "answers": 1"#), "Open it with the newer planner."),
        (head(r#""id": "d""#), "In the draft, version must be a whole number of 1 or more."),
        (head(r#""version": 0"#), "version must be a whole number of 1 or more"),
        (head(r#""version": "1""#), "version must be a whole number of 1 or more"),
        (head(r#""version": 1, "name": "D", "answers": {}"#), "id must be text"),
        (head(r#""version": 1, "id": "d", "name": null, "answers": {}"#), "name must be text"),
        (
            head(r#""version": 1, "id": "d", "name": "D", "revision": -1, "answers": {}"#),
            "revision must be a whole number",
        ),
        (head(r#""version": 1, "id": "d", "name": "D", "savedAt": 7, "answers": {}"#), "savedAt must be text"),
        (head(r#""version": 2, "id": "d", "name": "D", "customer": 7, "answers": {}"#), "customer must be text"),
        (head(r#""version": 2, "id": "d", "name": "D", "saves": [], "answers": {}"#), "saves must be an object"),
        (
            head(r#""version": 2, "id": "d", "name": "D", "saves": { "tab": 0 }, "answers": {}"#),
            "saves.tab must be a whole number of 1 or more",
        ),
        (head(r#""version": 2, "id": "d", "name": "D", "tasks": [], "answers": {}"#), "tasks must be an object"),
        (head(r#""version": 2, "id": "d", "name": "D", "conflicts": {}, "answers": {}"#), "conflicts must be a list"),
        (
            head(r#""version": 2, "id": "d", "name": "D", "conflicts": [7], "answers": {}"#),
            "conflicts[0] must be an object",
        ),
        (
            head(r#""version": 2, "id": "d", "name": "D", "conflicts": [{ "said": 1 }], "answers": {}"#),
            "conflicts[0].at must be a list",
        ),
        (
            head(r#""version": 2, "id": "d", "name": "D", "conflicts": [{ "at": ["a", 1] }], "answers": {}"#),
            "conflicts[0].at[1] must be text",
        ),
        (
            head(r#""version": 2, "id": "d", "name": "D", "conflicts": [{ "at": [], "by": 1 }], "answers": {}"#),
            "conflicts[0].by must be “at” or “said”",
        ),
        (head(r#""version": 1, "id": "d", "name": "D""#), "answers must be an object"),
        (head(r#""version": 1, "id": "d", "name": "D", "answers": []"#), "answers must be an object"),
        (draft(r#""assessment": []"#), "answers.assessment must be an object"),
        (draft(r#""assessment": { "route": 1 }"#), "answers.assessment.route must be text, or an object with “said”"),
        (draft(r#""assessment": { "route": null }"#), "answers.assessment.route must be text"),
        (draft(r#""tenants": {}"#), "answers.tenants must be a list"),
        (draft(r#""tenants": [{ "id": "third" }]"#), "answers.tenants[0].id must be “source” or “destination”"),
        (draft(r#""instances": [{ "id": "a" }, 7]"#), "answers.instances[1] must be an object"),
        (draft(r#""instances": [{}]"#), "answers.instances[0].id must be text"),
        (
            draft(r#""instances": [{ "id": "a" }, { "id": "b" }, { "id": "a" }]"#),
            "answers.instances[2].id must be an id that no other row of the list has",
        ),
        (draft(r#""people": [{ "id": "a", "email": ["x"] }]"#), "answers.people[0].email must be text, or an object"),
        (draft(r#""people": [{ "id": "a", "email": { "said": 1 } }]"#), "answers.people[0].email.said must be text"),
        (draft(r#""people": [{ "id": "a", "email": { "on": {} } }]"#), "answers.people[0].email.on must be text"),
        (
            draft(r#""people": [{ "id": "a", "email": { "said": "x", "who": "y" } }]"#),
            "answers.people[0].email.who must be one of “said”, “note”, “by” and “on”",
        ),
    ] {
        let start: String = text.chars().take(200).collect();
        let error = Draft::read(&text).expect_err(&start);
        let said = error.say(&words());
        assert!(said.contains(says), "{start}\n{said}");
    }
}

#[test]
fn each_error_is_said_whole() {
    let errors = [
        (
            DraftError::NotJson { line: 3, column: 14 },
            "This is no JSON: it stops being JSON at line 3, column 14. A draft is a file that the planner saved; open that \
             one, or save it again where it came from.",
        ),
        (
            DraftError::NotADraft,
            "This is JSON, but not a draft of the planner: it does not say “transition-planner-draft” as its format. Open \
             a file that the planner saved.",
        ),
        (
            DraftError::Newer { version: 7 },
            "This draft was written by a newer planner (version 7 of the file; this planner reads up to 2). Nothing was \
             changed in it. Open it with the newer planner.",
        ),
        (
            DraftError::Member { path: "answers.instances[3].version".to_owned(), expected: "answer" },
            "In the draft, answers.instances[3].version must be text, or an object with “said”. Nothing was opened, so \
             nothing is lost: correct the file, or open another copy of it.",
        ),
    ];
    for (error, says) in errors {
        assert_eq!(error.say(&words()), says);
    }
}

#[test]
fn every_expectation_is_worded_and_no_other() {
    let used = ["answer", "answerMember", "conflictMember", "list", "newId", "number", "object", "tenant", "text"];
    let words = words();
    let worded: Vec<&str> = words.templates().filter_map(|(key, _)| key.strip_prefix("draft.expected.")).collect();
    assert_eq!(worded, used);
    let source = fs::read_to_string(root().join("src/draft/file.rs")).expect("the source");
    for expectation in used {
        assert!(source.contains(&format!("\"{expectation}\")")), "{expectation}");
    }
}

#[test]
fn ten_megabytes_of_anything_end_in_a_draft_or_an_error() {
    const SIZE: usize = 10_000_000;
    let text = "x".repeat(SIZE);
    let rows: Vec<String> =
        (0..SIZE / 100).map(|at| format!(r#"{{"id":"i{at}","instance":"Sales {at:0>60}"}}"#)).collect();
    let good = [
        file(&format!(r#""assessment": {{ "zone": "{text}" }}"#)),
        file(&format!(r#""later": {{ "zone": "{text}" }}"#)),
        file(&format!(r#""instances": [{}]"#, rows.join(","))),
    ];
    for text in good {
        assert!(read(&text).write().len() > SIZE / 2);
    }
    let deep = r#"{"a":"#.repeat(SIZE / 5);
    for text in [
        text,
        "[".repeat(SIZE),
        deep,
        "\u{feff}".repeat(SIZE / 3),
        "0".repeat(SIZE),
        format!("[{}1]", "1,".repeat(SIZE / 2)),
    ] {
        assert!(Draft::read(&text).is_err());
    }
}

// The schema, and the code

#[test]
fn the_schema_is_the_codes() {
    let path = root().join("public/draft.schema.json");
    let schema = format!("{:#}\n", schema());
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &schema).expect("the schema can be written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == schema, "{} is stale: UPDATE=1 cargo test --test draft writes it", path.display());
}

#[test]
fn released_drafts_and_examples_and_bases_fit_the_schema() {
    let schema = Schema::new();
    let mut files = fixtures();
    for folder in ["public/examples", "tests/cases/bases"] {
        files.extend(json_files(&root().join(folder)));
    }
    assert!(files.len() > 5);
    for (path, text) in files {
        schema.check(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

#[test]
fn what_is_written_fits_the_schema() {
    let schema = Schema::new();
    for seed in seeds(100) {
        schema.check(&Random(seed).draft().write()).unwrap_or_else(|error| panic!("draft {seed}: {error}"));
    }
}

/// One fault anywhere in a draft: the schema refuses what the code refuses, and nothing else.
#[test]
fn any_json_is_a_draft_to_both_or_to_neither() {
    let schema = Schema::new();
    let (mut drafts, mut others) = (0, 0);
    for seed in seeds(1500) {
        let mut random = Random(seed);
        let mut file: Value = serde_json::from_str(&random.draft().write()).expect("JSON");
        for _ in 0..=random.below(2) {
            random.spoil(&mut file);
        }
        let text = file.to_string();
        let read = Draft::read(&text);
        match &read {
            Ok(draft) => {
                drafts += 1;
                let again = draft.write();
                assert!(Draft::read(&again).as_ref() == Ok(draft), "{text}");
                assert!(schema.check(&again).is_ok(), "{again}");
            }
            // Which ids another row has, a schema cannot say.
            Err(DraftError::Member { expected: "newId", .. }) => continue,
            Err(error) => {
                others += 1;
                assert!(has_place(&file, error), "draft {seed}: {error:?}\n{text}");
            }
        }
        let fits = schema.check(&text);
        assert_eq!(read.is_ok(), fits.is_ok(), "draft {seed}\n{text}\n{read:?}\n{fits:?}");
    }
    assert!(drafts > 200 && others > 200, "{drafts} drafts, {others} others");
}

#[test]
fn any_text_is_a_draft_or_an_error() {
    for seed in seeds(2000) {
        let mut random = Random(seed);
        let mut bytes = random.draft().write().into_bytes();
        bytes.truncate(random.below(bytes.len()) + 1);
        for _ in 0..random.below(4) {
            let at = random.below(bytes.len());
            bytes[at] = random.of(b"{}[]\",:0\\\xff\n e");
        }
        for _ in 0..random.below(40) {
            let at = random.below(bytes.len());
            bytes.insert(at, u8::try_from(random.below(256)).expect("a byte"));
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(DraftError::NotJson { line, column }) = Draft::read(&text) {
            let last = text.split('\n').nth(line - 1).map(str::len);
            assert!(last.is_some_and(|length| column <= length + 1), "draft {seed}: {line}, {column}\n{text}");
        }
    }
}

/// Whether the place that an error names is in the file, or would be a member of what is there.
fn has_place(file: &Value, error: &DraftError) -> bool {
    let DraftError::Member { path, .. } = error else { return true };
    let steps: Vec<&str> = path.split(['.', '[']).map(|step| step.trim_end_matches(']')).collect();
    let parents = &steps[..steps.len() - 1];
    let parent = parents.iter().try_fold(file, |value, step| match step.parse::<usize>() {
        Ok(at) => value.get(at),
        Err(_) => value.get(step),
    });
    parent.is_some_and(|parent| parent.is_object() || parent.is_array())
}

/// The schema of the draft's file, from the declarations of the questions.
fn schema() -> Value {
    let words = words();
    let mut defs = Map::new();
    let mut tables = Map::new();
    defs.insert(
        "answer".to_owned(),
        json!({
            "description": "An answer as it was typed: any text, which is kept even where the question does not \
                understand it. “?” says “I don't know yet”. With a note it is an object.",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": {
                        "said": { "type": "string", "description": "The answer." },
                        "note": { "type": "string", "description": "A remark on it." },
                        "by": { "type": "string", "description": "Who said so." },
                        "on": { "type": "string", "description": "When." },
                    },
                    "additionalProperties": false,
                },
            ],
        }),
    );
    for table in Table::ALL {
        let mut members = Map::new();
        if table != Table::Assessment {
            members.insert(
                "id".to_owned(),
                json!({ "type": "string", "description": "No other row of the list has it." }),
            );
        }
        for field in table.fields() {
            let label = words.say(&format!("questions.{}.label", field.key));
            let accepts = words.say(&format!("kinds.{}.accepts", field.kind.name()));
            let mut member = json!({ "$ref": "#/$defs/answer", "title": label, "description": accepts });
            if let Kind::Choice(set) | Kind::Choices(set) = field.kind {
                member["examples"] = json!(set.keys);
            }
            members.insert(field.key.to_owned(), member);
        }
        let mut row = json!({ "type": "object", "properties": members });
        if table != Table::Assessment {
            row["required"] = json!(["id"]);
        }
        if !table.grows() && table != Table::Assessment {
            row["properties"]["id"] = json!({ "enum": table.fixed_rows() });
        }
        let title = words.say(&format!("tables.{}.title", table.key()));
        let row_ref = json!({ "$ref": format!("#/$defs/{}", table.key()) });
        let whole = if table == Table::Assessment { row_ref } else { json!({ "type": "array", "items": row_ref }) };
        row["title"] = json!(title);
        defs.insert(table.key().to_owned(), row);
        tables.insert(table.key().to_owned(), whole);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A draft of the Transition Planner for Dynamics 365",
        "description": "What this version does not know (members, lists, answers) is kept.",
        "type": "object",
        "required": ["format", "version", "id", "name", "answers"],
        "if": { "properties": { "version": { "const": 1 } } },
        "then": {
            "properties": {
                "revision": { "type": "integer", "minimum": 0, "description": "Counts the savings. Version 1 alone." },
            },
        },
        "properties": {
            "format": { "const": FORMAT },
            "version": { "enum": (1..=VERSION).collect::<Vec<_>>() },
            "id": { "type": "string" },
            "name": { "type": "string" },
            "customer": { "type": "string", "description": "Whom the draft is about." },
            "saves": {
                "type": "object",
                "additionalProperties": { "type": "integer", "minimum": 1 },
                "description": "How often each tab has saved the draft. When two states of it meet, this says which \
                    knew the other.",
            },
            "tasks": {
                "type": "object",
                "description": "How far tasks have come, and what was remarked upon them: by the task's code, then by \
                    the row that it is about (“assessment” for the whole).",
                "examples": [{ "TM-T01": { "assessment": { "state": "doing", "remark": "Asked on Monday." } } }],
            },
            "conflicts": {
                "type": "array",
                "description": "What tabs that did not know of each other said at one place, until somebody chooses.",
                "items": {
                    "type": "object",
                    "required": ["at"],
                    "properties": {
                        "at": {
                            "type": "array",
                            "items": { "type": "string" },
                            "description": "The steps to the place, with rows by their ids.",
                        },
                        "said": { "description": "What was said there. Nothing: it was taken out." },
                    },
                    "additionalProperties": false,
                },
            },
            "savedAt": { "type": "string", "description": "An ISO instant; empty before the first time." },
            "answers": { "type": "object", "properties": tables },
        },
        "$defs": defs,
    })
}

/// The schema as it stands in `public/`, ready to judge.
struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let text = fs::read_to_string(root().join("public/draft.schema.json")).expect("the schema");
        let schema = serde_json::from_str(&text).expect("JSON");
        compiler.add_resource("draft.schema.json", schema).expect("a schema");
        let index = compiler.compile("draft.schema.json", &mut schemas).expect("a schema of 2020-12");
        Self { schemas, index }
    }

    fn check(&self, text: &str) -> Result<(), String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        self.schemas.validate(&value, self.index).map_err(|error| error.to_string())
    }
}

// Drafts

impl Random {
    fn draft(&mut self) -> Draft {
        let mut draft = Draft::new(format!("d{}", self.below(100)), self.text());
        for _ in 0..self.below(3) {
            draft.saves.note(self.of(&["a", "b", "version-1"]), (self.number() >> self.below(64)).max(1));
        }
        draft.customer = self.text();
        for _ in 0..self.below(3) {
            let (code, subject) = (self.of(&["TM-T01", "XX-T99"]), RowId(self.text().into()));
            draft.tasks.set_state(code, &subject, self.of(&State::ALL));
            draft.tasks.set_remark(code, &subject, &self.text());
            draft.note_conflict(Conflict { at: vec![self.text(), self.text()], said: self.json() });
        }
        draft.saved_at = self.text();
        draft.assessment = self.assessment();
        for table in Table::ALL {
            let mut rows = draft.assessment.rows(table).to_vec();
            for row in &mut rows {
                for field in table.fields() {
                    if self.percent(5) {
                        let note = Note { text: self.text().into(), by: self.text().into(), on: self.text().into() };
                        let note = (note != Note::default()).then(|| Box::new(note));
                        row.set(field.id, Answer { note, ..row.answer(field.id).clone() });
                    }
                }
                if self.percent(5) {
                    row.others.insert("later".to_owned(), self.json());
                }
            }
            draft.assessment.set_rows(table, rows);
        }
        draft
    }

    fn text(&mut self) -> String {
        self.of(&["", "?", " ", "Sales", "\u{feff}\u{2066}שלום\0\u{1f600}\"\\\n", "<script>", "null"]).to_owned()
    }

    fn json(&mut self) -> Value {
        match self.below(8) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(self.number()),
            3 => json!(-0.5),
            4 => json!([self.text(), { "said": 1 }]),
            5 => json!({ "said": self.text(), "note": self.text() }),
            6 => json!({}),
            _ => json!(self.text()),
        }
    }

    /// Changes one value somewhere in it, or takes it out, or puts one in.
    fn spoil(&mut self, value: &mut Value) {
        let deeper = self.percent(85);
        match value {
            Value::Object(members) if !members.is_empty() && deeper => {
                let keys: Vec<String> = members.keys().cloned().collect();
                let key = &keys[self.below(keys.len())];
                match self.below(20) {
                    0 => drop(members.remove(key)),
                    1..=4 => drop(members.insert("later".to_owned(), self.json())),
                    _ => self.spoil(&mut members[key]),
                }
            }
            Value::Array(items) if !items.is_empty() && deeper => {
                let at = self.below(items.len());
                match self.below(20) {
                    0 => drop(items.remove(at)),
                    1 => items.push(self.json()),
                    _ => self.spoil(&mut items[at]),
                }
            }
            other => *other = self.json(),
        }
    }
}

#[track_caller]
fn read(text: &str) -> Draft {
    Draft::read(text).unwrap_or_else(|error| panic!("{}", error.say(&words())))
}

/// A draft's file with these answers.
fn file(answers: &str) -> String {
    format!(r#"{{ "format": "{FORMAT}", "version": 1, "id": "d", "name": "D", "answers": {{ {answers} }} }}"#)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> String {
    fs::read_to_string(root().join("tests/drafts").join(name)).expect("the fixture")
}

fn fixtures() -> Vec<(PathBuf, String)> {
    json_files(&root().join("tests/drafts"))
}

fn json_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    paths.map(|path| (path.clone(), fs::read_to_string(path).expect("text"))).collect()
}
