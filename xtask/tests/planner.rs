//! `rules`, `assess` and `import`, as somebody calls them who has no browser.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn xtask(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(args).output().expect("it runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// What a successful call prints: one JSON value and nothing else, on either stream.
fn json(args: &[&str]) -> Value {
    let output = xtask(args);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{args:?}");
    serde_json::from_str(&stdout(&output)).expect("one JSON value")
}

/// What a failing call says, and its exit status.
fn error(args: &[&str]) -> (Option<i32>, String) {
    let output = xtask(args);
    assert_eq!(stdout(&output), "", "{args:?}");
    (output.status.code(), stderr(&output))
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate is in the repository")
}

fn example(name: &str) -> String {
    repository().join("public/examples").join(name).display().to_string()
}

fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("a file for the test");
    path.display().to_string()
}

fn draft(name: &str, answers: &str) -> String {
    let head = r#""format": "transition-planner-draft", "version": 1, "id": "d", "name": "D""#;
    file(name, format!("{{ {head}, \"answers\": {answers} }}"))
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|text| text.as_str().expect("text")).collect()
}

#[test]
fn the_runbook_has_tasks_questions_and_what_to_do_when_it_fails() {
    let path = example("merger.json");
    let made = json(&["runbook", &path, "--today", "2026-11-20", "--json"]);
    assert_eq!(made["route"], "support-assisted");
    let tasks = made["tasks"].as_array().expect("a list");
    let request = tasks.iter().find(|task| task["code"] == "TM-T13").expect("the support request");
    assert_eq!((&request["phase"], &request["due"]["basis"]), (&"before".into(), &"J".into()));
    assert!(request["text"].as_str().expect("its text").contains("fabrikam.example"));
    assert!(made["questions"].as_array().expect("a list").iter().all(|question| question["ask"].is_string()));
    assert!(!made["if it fails"].as_array().expect("a list").is_empty());
    let text = stdout(&xtask(&["runbook", &path, "--today", "2026-11-20"]));
    assert!(text.contains("TM-T13 Submit the support request (by 2026-"), "{text}");
    assert!(text.contains(" to another tenant.\n    2. Copy the text that the planner has composed"), "{text}");
    assert!(text.contains("\n    3. Hand in later what the text marks as not known yet. [our advice]\n"), "{text}");
    assert!(text.contains("TM-T18 Announce the outage (by 2026-11-27) [our advice]\n"), "{text}");
}

#[test]
fn rules_are_those_of_the_catalogue() {
    let rules = json(&["rules", "--json"]);
    let rules = rules.as_array().expect("a list");
    let catalogue = fs::read_to_string(repository().join("tests/catalogue.csv")).expect("the catalogue");
    let lines: Vec<&str> = catalogue.lines().skip(1).collect();
    assert_eq!(rules.len(), lines.len());
    for (rule, line) in rules.iter().zip(lines) {
        let row: Vec<&str> = line.split(',').collect();
        let head = [&rule["code"], &rule["name"]].map(|text| text.as_str().expect("text"));
        assert_eq!(head[..], row[..2]);
        assert_eq!(texts(&rule["routes"]).join(" "), row[2], "{line}");
        assert_eq!(texts(&rule["severities"]).join(" "), row[3], "{line}");
        assert!(!texts(&rule["bases"]).is_empty(), "{line}");
        assert!(texts(&rule["bases"]).iter().all(|letter| row[4].contains(letter)), "{line}");
    }
}

#[test]
fn a_rule_says_what_it_reads_and_where_it_stands() {
    let rules = json(&["rules", "--json"]);
    let rule = rules.as_array().expect("a list").iter().find(|rule| rule["code"] == "SS022").expect("SS022");
    let expected = serde_json::json!({
        "code": "SS022",
        "name": "rehearsal",
        "title": rule["title"],
        "routes": ["A", "S"],
        "severities": ["blocker", "warning"],
        "bases": ["G", "J"],
        "source": [{
            "document": "P22",
            "title": "Tenant-to-tenant migration (Power Platform admin guide)",
            "section": "Prerequisites",
            "date": "2022-11-04",
            "link": "https://learn.microsoft.com/power-platform/admin/move-environment-tenant",
        }],
        "reads": ["instances.rehearsed", "assessment.rehearsalCapacity", "instances.instanceType"],
    });
    assert_eq!(*rule, expected);
    let words = fs::read_to_string(repository().join("public/words/en.rules.json")).expect("the words");
    let words: Value = serde_json::from_str(&words).expect("JSON");
    assert_eq!(rule["title"], words["rules"]["SS022"]["title"]);
}

#[test]
fn without_json_rules_are_a_table() {
    let output = xtask(&["rules"]);
    let line = |code: &str| stdout(&output).lines().find(|line| line.starts_with(code)).map(str::to_owned);
    let words: Vec<String> = line("TM005").expect("a line").split_whitespace().map(str::to_owned).collect();
    assert_eq!(words[..7], ["TM005", "user-licences", "A", "S", "blocker", "G,", "J"]);
}

#[test]
fn a_judgement_has_every_outcome_and_what_is_missing() {
    let clean = json(&["assess", &example("clean.json"), "--today", "2026-11-20", "--json"]);
    assert_eq!(clean["verdict"], "ready");
    let file = draft(
        "some-answers.json",
        r#"{
            "assessment": { "movesInstances": "yes", "route": "support-assisted", "usersToMove": "5", "usersCreated": "3" },
            "instances": [{ "id": "sales", "instance": "Sales", "version": "8.2", "instanceType": "sandbox" }]
        }"#,
    );
    let judged = json(&["assess", &file, "--today", "2026-11-20", "--json"]);
    assert_eq!(judged["today"], "2026-11-20");
    assert_eq!(judged["route"], "support-assisted");
    assert_eq!(judged["verdict"], "blocked");
    // Nobody has said whether the Marketing app moves along.
    let workstreams = serde_json::json!([
        { "workstream": "instances", "verdict": "blocked" },
        { "workstream": "marketing", "verdict": "incomplete" },
    ]);
    assert_eq!(judged["workstreams"], workstreams);
    let outcomes = judged["outcomes"].as_array().expect("a list");
    let of = |code: &str| outcomes.iter().find(|outcome| outcome["code"] == code).expect("an outcome of every rule");

    let found = of("TM001");
    assert_eq!(found["subject"], serde_json::json!({ "table": "instances", "id": "sales", "name": "Sales" }));
    assert_eq!([&found["outcome"], &found["severity"], &found["basis"]], ["finding", "blocker", "G"]);
    assert!(found["text"].as_str().expect("text").starts_with("Sales has version 8.2"), "{found}");
    assert!(found["remedy"].is_string());
    assert_eq!(found["citation"]["date"], "2019-04-25");
    assert_eq!(found["missing"], serde_json::json!([]));

    let open = of("TM008");
    assert_eq!(
        [&open["outcome"], &open["text"], &open["severity"]],
        [&Value::from("open"), &Value::Null, &Value::Null]
    );
    assert_eq!(open["missing"][0]["table"], "instances");
    assert_eq!(open["missing"][0]["row"], "sales");
    assert_eq!(open["missing"][0]["field"], "destinationInstance");
    assert!(open["missing"][0]["question"].as_str().expect("text").ends_with('?'), "{open}");
    let no_window = &of("TM014")["missing"][0];
    assert_eq!([&no_window["table"], &no_window["row"]], [&Value::from("windows"), &Value::Null]);

    assert_eq!(of("SS001")["outcome"], "met");
    assert_eq!(of("SS001")["basis"], "G");
    assert_eq!(of("SS017")["outcome"], "not applicable");
    assert_eq!(of("SS017")["basis"], Value::Null);

    let counted = |outcome: &str| outcomes.iter().filter(|other| other["outcome"] == outcome).count();
    assert_eq!(judged["tally"]["met"], counted("met"));
    assert_eq!(judged["tally"]["open"], counted("open"));
    let findings = ["blockers", "warnings", "notes"].map(|kind| judged["tally"][kind].as_u64().expect("a number"));
    assert_eq!(findings.iter().sum::<u64>(), counted("finding") as u64);

    let gaps = outcomes.iter().flat_map(|outcome| outcome["missing"].as_array().expect("a list"));
    let distinct: BTreeSet<String> = gaps.map(Value::to_string).collect();
    let missing = judged["missing"].as_array().expect("a list");
    assert_eq!(missing.len(), distinct.len());
    assert_eq!(missing.iter().map(Value::to_string).collect::<BTreeSet<_>>(), distinct);
}

#[test]
fn with_nothing_in_scope_there_is_no_verdict() {
    let file = draft("nothing.json", "{}");
    let judged = json(&["assess", &file, "--today=2026-11-20", "--json"]);
    assert_eq!([&judged["verdict"], &judged["route"]], [&Value::Null, &Value::Null]);
    assert_eq!([&judged["workstreams"], &judged["outcomes"]], [&serde_json::json!([]), &serde_json::json!([])]);
    let output = xtask(&["assess", &file, "--today", "2026-11-20"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("nothing to assess"), "{}", stdout(&output));
}

#[test]
fn without_json_a_judgement_is_read_from_the_top() {
    let output = xtask(&["assess", &example("merger.json"), "--today", "2026-11-20"]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} in\n{text}"));
    let order = [": blocked (", "\nblocker: TM", "\nwarning: ", "\nnote: ", "\nmissing answers\n"].map(at);
    assert!(order.is_sorted(), "{text}");
    assert!(
        text.contains("  guidance: Tenant to tenant migration (Dynamics 365 for Customer Engagement), “"),
        "{text}"
    );
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

#[test]
fn an_import_says_of_each_entry_whether_it_is_taken() {
    let files = repository().join("tests/files");
    let environments = files.join("environments.csv").display().to_string();
    for (path, kind, entries) in [
        (environments, "instances", 6),
        (files.join("partner-center-subscriptions.json").display().to_string(), "subscriptions", 5),
        (files.join("partner-center-subscriptions.csv").display().to_string(), "subscriptions", 5),
        (file("licences.csv", "Product title,Active licenses,Available licenses\nSales,1,2\n"), "licences", 1),
        (file("single.json", r#"{ "OfferName": "A", "Quantity": 1 }"#), "subscriptions", 1),
        (file("utf16.csv", b"\xff\xfeN\0a\0m\0e\0\n\0A\0\n\0"), "instances", 1),
        (example("merger.json"), "draft", 1),
        (file("nothing.csv", "OfferName,Quantity\n"), "subscriptions", 0),
        (file("empty.json", r#"{ "totalCount": 0, "items": [] }"#), "subscriptions", 0),
    ] {
        let read = json(&["import", &path, "--json"]);
        assert_eq!([&read["kind"], &read["entries"]], [&Value::from(kind), &Value::from(entries)], "{path}");
        assert_eq!((list(&read["taken"]).len(), list(&read["refused"]).len()), (entries, 0), "{path}");
        let text = stdout(&xtask(&["import", &path]));
        assert!(text.contains(&format!(": {kind}, entries {entries}, taken {entries}, refused 0")), "{text}");
    }
}

#[test]
fn what_an_import_refuses_has_its_place_and_its_reason() {
    let items = r#"{ "totalCount": 9, "items": [
        { "offerName": "A", "quantity": -5, "commitmentEndDate": "2026-02-31T00:00:00Z" },
        { "quantity": 3, "status": "active" },
    ] }"#;
    let path = file("some.json", items);
    let read = json(&["import", &path, "--json"]);
    assert_eq!(read["entries"], 2);
    let taken = &list(&read["taken"])[0];
    let answers = serde_json::json!({ "offer": "A", "quantity": "-5", "endDate": "2026-02-31T00:00:00Z" });
    assert_eq!((&taken["entry"], &taken["answers"]), (&Value::from(1), &answers));
    let mut remarks = texts(&taken["remarks"]);
    remarks.sort_unstable();
    assert!(remarks[0].contains("2026-02-31") && remarks[1].contains("-5"), "{remarks:?}");
    let refused = serde_json::json!([{ "entry": 2, "reason": "it does not name its offer." }]);
    assert_eq!(read["refused"], refused);
    assert!(texts(&read["remarks"])[0].contains("9 entries"));
    let text = stdout(&xtask(&["import", &path]));
    for part in ["entries 2, taken 1, refused 1", "  to mend: ", "entry 2: refused, it does not name its offer."] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let csv = file("some.csv", "OfferName,Quantity\nA,1\n,2\nB,3,4\n");
    let read = json(&["import", &csv, "--json"]);
    assert_eq!((&read["entries"], list(&read["refused"])[0]["line"].as_u64()), (&Value::from(3), Some(3)));
}

#[test]
fn a_file_that_cannot_be_imported_is_an_error_with_its_place() {
    let newer = r#"{ "format": "transition-planner-draft", "version": 99 }"#;
    for (path, found) in [
        (example("none.json"), "No such file"),
        (file("latin1.csv", b"Name\ncaf\xe9\n"), "line 2, column 4"),
        (file("cut.json", "{ \"items\": [\n  {"), "line 2, column 3"),
        (file("newer-import.json", newer), "version 99"),
        (file("other.json", r#"{ "error": "denied" }"#), "error"),
        (file("other.csv", "a,b\n1,2\n"), "Line 1 is no header"),
        (file("blank.csv", " \n"), "There is nothing in it."),
    ] {
        let (status, message) = error(&["import", &path, "--json"]);
        assert_eq!(status, Some(1), "{message}");
        for part in [path.as_str(), found] {
            assert!(message.contains(part), "{part} in {message}");
        }
    }
}

#[test]
fn a_call_that_is_not_understood_ends_with_2() {
    let clean = example("clean.json");
    for (args, says) in [
        (&["assess", "--today", "2026-11-20"][..], "assess needs the file of a draft"),
        (&["assess", &clean], "--today"),
        (&["assess", &clean, "--today", "20.11.2026"], "it must be a day of the calendar, such as 2026-11-20"),
        (&["assess", &clean, "--today", "2026-02-30", "--json"], "it must be a day of the calendar"),
        (&["assess", &clean, "--today", "2026-11-20", "--yaml"], "unexpected argument --yaml"),
        (&["assess", &clean, &clean, "--today", "2026-11-20"], "unexpected argument"),
        (&["rules", "TM001"], "unexpected argument TM001"),
        (&["import"], "import needs a file"),
        (&["import", &clean, &clean], "unexpected argument"),
    ] {
        let (status, message) = error(args);
        assert_eq!(status, Some(2), "{args:?}: {message}");
        assert!(message.lines().next().is_some_and(|line| line.contains(says)), "{args:?}: {message}");
    }
}

#[test]
fn a_file_that_is_no_draft_is_an_error_with_its_name_its_place_and_what_to_do() {
    let newer = r#"{ "format": "transition-planner-draft", "version": 99 }"#;
    for (path, found, remedy) in [
        (example("none.json"), "none.json (give the file of a draft)", "No such file"),
        (file("latin1.json", b"{ \"name\": \"caf\xe9\" }"), "cannot read", "give the file of a draft"),
        (file("broken.json", "{\n  \"format\""), "line 2, column 10", "save it again"),
        (file("object.json", "{}"), "This is JSON, but not a draft", "Open a file that the planner saved."),
        (file("list.json", "[]"), "This is a list or a table, not a draft", "Begin a draft"),
        (file("newer.json", newer), "version 99", "Open it with the newer planner."),
        (
            draft("wrong.json", r#"{ "instances": [{ "id": "a" }, { "id": "b", "version": 9 }] }"#),
            "answers.instances[1].version must be text, or an object",
            "correct the file",
        ),
    ] {
        let (status, message) = error(&["assess", &path, "--today", "2026-11-20", "--json"]);
        assert_eq!(status, Some(1), "{message}");
        for part in [path.as_str(), found, remedy] {
            assert!(message.contains(part), "{part} in {message}");
        }
    }
}
