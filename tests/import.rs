//! Pasted text and exported files, as administrators have them, read as rows of answers.

#[path = "support/words.rs"]
mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;

use transition_planner::assessment::choices::Renewal;
use transition_planner::assessment::fields::{
    CUT_OVER, DESTINATION_INSTANCE, EMAIL, END_DATE, ENDS, FieldId, INSTANCE, INSTANCE_REGION, INSTANCE_TYPE,
    IS_RETIRED, OFFER, PERSON, PERSON_ROLES, PRODUCT, PRODUCT_ACTIVE, PRODUCT_AVAILABLE, QUANTITY, REHEARSED, RENEWAL,
    SELLER, STARTS, STATUS, SUBSCRIPTION_ID, USED_DATABASE, USED_FILE, USED_LOG, USED_STORAGE, VERSION, WINDOW,
};
use transition_planner::assessment::offers::RETIRED;
use transition_planner::assessment::{Answer, Row, RowId, Said, Table};
use transition_planner::import::{
    Block, Counts, Delimiter, Error, Form, Grid, LONGEST_CELL, LeftOver, MAX_ROWS, Preview, Reason, RowPlace, Stray,
    TakenRow, Unit, decode, place, preview, table_of,
};
use words::words;

const ENVIRONMENTS: &str = include_str!("files/environments.csv");

fn no_labels(_: FieldId) -> String {
    String::new()
}

fn no_zone(_: &str) -> Option<String> {
    None
}

fn read(text: &str, table: Table, rows: &[Row]) -> Result<Preview, Error> {
    preview(text, table, rows, &no_labels, &no_zone)
}

/// Reads instances into an empty table, and checks that every line is accounted for.
fn instances(text: &str) -> Preview {
    let preview = read(text, Table::Instances, &[]).unwrap_or_else(|error| panic!("{error:?}: {text}"));
    let Form::Lines { delimiter, .. } = preview.form else { panic!("{:?}", preview.form) };
    let lines = Block::split(text, delimiter).lines().filter(|line| !line.is_blank()).count();
    assert_eq!(preview.rows.len() + preview.refused.len() + 1, lines, "{text}");
    preview
}

/// Numbers by chance, each below what is asked for.
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    }
}

/// What a line gives for a field, as it will stand in the draft.
fn said(preview: &Preview, at: usize, field: FieldId) -> Option<&str> {
    let answers = &preview.rows[at].answers;
    answers.iter().find(|(other, _)| *other == field).map(|(_, answer)| answer.as_typed())
}

fn said_first(preview: &Preview, field: FieldId) -> &str {
    said(preview, 0, field).unwrap_or_default()
}

fn row(table: Table, id: &str, answers: &[(FieldId, &str)]) -> Row {
    let mut row = Row::empty(table, RowId(id.into()));
    for (field, typed) in answers {
        row.set(*field, Answer::typed(field.field().kind, typed));
    }
    row
}

fn named(names: &[&str]) -> Vec<Row> {
    let row = |(at, name): (usize, &&str)| row(Table::Instances, &format!("row-{at}"), &[(INSTANCE.field, name)]);
    names.iter().enumerate().map(row).collect()
}

#[test]
fn the_environment_list_is_recognised() {
    let preview = instances(ENVIRONMENTS);
    assert_eq!(preview.form, Form::Lines { delimiter: Delimiter::Comma, header_line: 1 });
    let columns: Vec<_> = preview.columns.iter().map(|column| (column.header.as_str(), column.field)).collect();
    assert_eq!(
        columns,
        [
            ("Environment name", Some(INSTANCE.field)),
            ("Type", Some(INSTANCE_TYPE.field)),
            ("State", None),
            ("Region", Some(INSTANCE_REGION.field)),
            ("Dataverse URL", None),
            ("Version", Some(VERSION.field)),
            ("Database usage (MB)", Some(USED_DATABASE.field)),
            ("File usage (MB)", Some(USED_FILE.field)),
            ("Log usage (MB)", Some(USED_LOG.field)),
        ]
    );
    assert_eq!(preview.columns[6].unit, Some(Unit::Megabytes));
    assert_eq!(preview.rows.len(), 6);
    assert_eq!(preview.rows[1].line, 3);
    assert_eq!(preview.unreadable, []);
    assert_eq!(preview.refused, []);
    assert_eq!(said(&preview, 0, INSTANCE.field), Some("Fabrikam Sales"));
    assert_eq!(said(&preview, 5, INSTANCE.field), Some("Kim's trial"));
    assert_eq!(said(&preview, 0, USED_DATABASE.field), Some("40 GB"));
    assert_eq!(said(&preview, 1, USED_DATABASE.field), Some("18 GB"));
    assert_eq!(said(&preview, 1, USED_FILE.field), Some("70000 MB"));
    assert_eq!(said(&preview, 3, VERSION.field), Some("8.2.2.112"));
}

#[test]
fn columns_may_stand_in_any_order_and_be_parted_in_three_ways() {
    let lines: Vec<Vec<&str>> = ENVIRONMENTS.lines().map(|line| line.split(',').collect()).collect();
    let plain = |preview: &Preview| -> Vec<Vec<(FieldId, String)>> {
        let answers = |row: &TakenRow| {
            let mut answers: Vec<_> =
                row.answers.iter().map(|(field, answer)| (*field, answer.as_typed().to_owned())).collect();
            answers.sort();
            answers
        };
        preview.rows.iter().map(answers).collect()
    };
    let expected = plain(&instances(ENVIRONMENTS));
    for delimiter in ["\t", ",", ";"] {
        for turned in 0..9 {
            for end in ["\n", "\r\n"] {
                let line = |cells: &Vec<&str>| {
                    let mut cells = cells.clone();
                    cells.rotate_left(turned);
                    cells.reverse();
                    cells.join(delimiter) + end
                };
                let text = lines.iter().map(line).collect::<String>();
                assert_eq!(plain(&instances(&text)), expected, "{text}");
            }
        }
    }
}

#[test]
fn a_byte_order_mark_blank_lines_and_titles_are_passed_over() {
    let text =
        "\u{feff}Environments of Fabrikam\r\n\r\nName,Type\r\n,\r\nSales,Sandbox\r\n\r\n  \r\nService,Trial\r\n\r\n";
    let preview = instances(text);
    assert_eq!(preview.form, Form::Lines { delimiter: Delimiter::Comma, header_line: 3 });
    assert_eq!(preview.refused, [(1, Reason::AboveHeader)]);
    assert_eq!(preview.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [5, 8]);
    assert_eq!(said(&preview, 1, INSTANCE_TYPE.field), Some("Trial"));
}

#[test]
fn quoted_names_keep_delimiters_quotes_and_line_ends() {
    let text =
        "Type,Name\nSandbox,\"Sales, North\"\nSandbox,\"The \"\"old\"\" one\"\nTrial,\"two\nlines\"\nTrial,last\n";
    let preview = instances(text);
    let names: Vec<_> = (0..4).map(|at| said(&preview, at, INSTANCE.field).unwrap()).collect();
    assert_eq!(names, ["Sales, North", "The \"old\" one", "two\nlines", "last"]);
    assert_eq!(preview.rows[3].line, 6);
}

#[test]
fn a_unit_in_the_header_is_the_bare_numbers_unit() {
    for (header, cell, expected) in [
        ("Database usage (MB)", "40960", "40 GB"),
        ("Database usage (MB)", "18432", "18 GB"),
        ("Database usage (MB)", "70000", "70000 MB"),
        ("Database usage (MB)", "0", "0 GB"),
        ("Database usage (MB)", "40960.5", "40960.5 MB"),
        ("Database usage (MB)", "2 GB", "2 GB"),
        ("Database usage [mb]", "2048", "2 GB"),
        ("Database usage, GB", "86,9", "86,9 GB"),
        ("Database usage in GB", "86.9", "86.9 GB"),
        ("Database used TB", "1.5", "1.5 TB"),
        ("Database (KB)", "2097152", "2 GB"),
        ("Database (KB)", "2048", "2 MB"),
        ("Database (KB)", "70000", "68.3594 MB"),
        ("Database", "40960", "40960"),
        // Forty or forty thousand: not guessed, and kept with what is certain of it.
        ("Database usage (MB)", "40,960", "40,960 MB"),
        ("Database usage (MB)", "n/a", "n/a"),
        ("Database usage (MB)", "-5", "-5"),
        ("Database usage (MB)", "?", "?"),
    ] {
        let preview = instances(&format!("Name\t{header}\nSales\t{cell}"));
        assert_eq!(said(&preview, 0, USED_DATABASE.field), Some(expected), "{header}: {cell}");
        let readable = !["40,960", "n/a", "-5"].contains(&cell);
        assert_eq!(preview.unreadable.is_empty(), readable, "{header}: {cell}");
    }
}

#[test]
fn cells_that_cannot_be_read_stay_as_typed() {
    let preview = instances("Name\tVersion\tRegion\nSales\tnine\tAtlantis\n=1+1\t9.2\tEMEA\n@cmd\t+1\t-\n");
    assert_eq!(said(&preview, 0, VERSION.field), Some("nine"));
    assert_eq!(said(&preview, 0, INSTANCE_REGION.field), Some("Atlantis"));
    let unreadable = [(2, VERSION.field), (2, INSTANCE_REGION.field), (4, VERSION.field), (4, INSTANCE_REGION.field)];
    assert_eq!(preview.unreadable, unreadable);
    // Text that a spreadsheet would run is a name like any other.
    assert_eq!(said(&preview, 1, INSTANCE.field), Some("=1+1"));
    assert_eq!(said(&preview, 2, INSTANCE.field), Some("@cmd"));
}

#[test]
fn an_empty_cell_says_nothing_and_a_question_mark_says_unknown() {
    let rows = [row(Table::Instances, "a", &[(INSTANCE.field, "Fabrikam Sales"), (VERSION.field, "9.1")])];
    let text = "Name\tVersion\tRegion\tRehearsed\nfabrikam  SALES \t\t?\tno\nNew one\t\t\t\n";
    let preview = read(text, Table::Instances, &rows).unwrap();
    assert_eq!(preview.rows[0].existing, Some(rows[0].id.clone()));
    let answers = &preview.rows[0].answers;
    assert_eq!(answers.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [INSTANCE_REGION.field, REHEARSED.field]);
    assert_eq!(answers[0].1.said, Said::Unknown);
    assert_eq!((preview.rows[1].existing.clone(), preview.rows[1].answers.len()), (None, 1));
}

#[test]
fn lines_that_are_not_taken_say_why() {
    let text = "Name\tState\tType\n\
        Sales\tReady\tSandbox\n\
        \tReady\t\n\
        SALES\tReady\tTrial\n\
        Name\tState\tType\n\
        Legal\tReady\tSandbox\tand more\n\
        Twin\tReady\tSandbox\n\
        \t\tTrial\n\
        \t\tTrial\n\
        Short\n";
    let preview = read(text, Table::Instances, &named(&["twin", "Twin "])).unwrap();
    assert_eq!(
        preview.refused,
        [
            (3, Reason::NothingUsed),
            (4, Reason::SameNameAs(2)),
            (5, Reason::HeaderAgain),
            (6, Reason::MoreCellsThanHeaders),
            (7, Reason::SeveralRowsOfThisName),
        ]
    );
    // Rows without a name are no namesakes.
    assert_eq!(preview.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 8, 9, 10]);
}

#[test]
fn of_several_columns_for_one_field_the_likeliest_is_taken() {
    let preview = instances(
        "EnvironmentName,DisplayName,EnvironmentType,Location\n1f0c-77,Sales,SubscriptionBasedTrial,europe\n",
    );
    assert_eq!(said(&preview, 0, INSTANCE.field), Some("Sales"));
    assert_eq!(preview.columns[0].field, None);
    assert_eq!(preview.unreadable, []);
}

#[test]
fn regions_and_types_are_known_as_the_admin_center_writes_them() {
    for region in
        ["Europe", "United States", "unitedstates", "crm4", "United Kingdom", "Asia Pacific", "GCC High", "usgov"]
    {
        assert_eq!(instances(&format!("Name\tRegion\nA\t{region}")).unreadable, [], "{region}");
    }
    for kind in ["SubscriptionBasedTrial", "Trial (subscription-based)", "Sandbox", "Microsoft Teams", "PRODUCTION"] {
        assert_eq!(instances(&format!("Name\tType\nA\t{kind}")).unreadable, [], "{kind}");
    }
}

#[test]
fn the_pages_own_labels_are_headers() {
    let german = |field: FieldId| match field {
        field if field == INSTANCE.field => "Bezeichnung".to_owned(),
        field if field == USED_STORAGE.field => "Belegter Speicher, GB".to_owned(),
        _ => String::new(),
    };
    let text = "Bezeichnung;Belegter Speicher (MB)\nVertrieb;1024";
    let preview = preview(text, Table::Instances, &[], &german, &no_zone).unwrap();
    assert_eq!(said(&preview, 0, USED_STORAGE.field), Some("1 GB"));
}

/// A table copied from the page in English can be pasted into a page in another language.
#[test]
fn our_english_labels_are_known_headers() {
    let words = words();
    for table in [Table::Instances, Table::Licences, Table::Subscriptions, Table::Windows, Table::People] {
        let labels: Vec<String> =
            table.fields().iter().map(|field| words.say(&format!("questions.{}.label", field.key))).collect();
        let text = format!("{}\n{}", labels.join("\t"), vec!["?"; labels.len()].join("\t"));
        let preview = read(&text, table, &[]).unwrap();
        for (column, field) in preview.columns.iter().zip(table.fields()) {
            assert_eq!(column.field, Some(field.id), "{}: add it to the spellings", column.header);
        }
    }
}

#[test]
fn licences_windows_and_people_have_headers_too() {
    let text = "Product title,Active licenses,Available licenses\nSales Enterprise,\"1,200\",90\n";
    let preview = read(text, Table::Licences, &[]).unwrap();
    assert_eq!(said(&preview, 0, PRODUCT.field), Some("Sales Enterprise"));
    assert_eq!(said(&preview, 0, PRODUCT_ACTIVE.field), Some("1,200"));
    assert_eq!(said(&preview, 0, PRODUCT_AVAILABLE.field), Some("90"));

    let text = "Name\tRole\tEmail\nKim\ton call, alerts\tkim@fabrikam.example\n";
    let preview = read(text, Table::People, &[]).unwrap();
    let fields: Vec<_> = preview.rows[0].answers.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [PERSON.field, PERSON_ROLES.field, EMAIL.field]);
    assert_eq!(preview.unreadable, []);
}

#[test]
fn local_times_are_resolved_by_whoever_knows_the_zone() {
    let text = "Window\tFrom\tTo\nFirst\t2026-12-12 20:00\tsoon\nSecond\t2026-12-12T20:00+01:00[Europe/Berlin]\t?\n";
    let resolve = |local: &str| local.starts_with("2026").then(|| local.replace(' ', "T") + "+01:00[Europe/Berlin]");
    let preview = preview(text, Table::Windows, &[], &no_labels, &resolve).unwrap();
    assert_eq!(said(&preview, 0, WINDOW.field), Some("First"));
    assert_eq!(said(&preview, 0, STARTS.field), Some("2026-12-12T20:00+01:00[Europe/Berlin]"));
    assert_eq!(said(&preview, 1, STARTS.field), Some("2026-12-12T20:00+01:00[Europe/Berlin]"));
    assert_eq!(said(&preview, 0, ENDS.field), Some("soon"));
    assert_eq!(preview.unreadable, [(2, ENDS.field)]);
}

#[test]
fn text_that_is_no_table_of_ours_is_refused() {
    assert_eq!(read(" \r\n\t\n", Table::Instances, &[]), Err(Error::Empty));
    assert_eq!(read("", Table::Instances, &[]), Err(Error::Empty));
    assert_eq!(read("\nName,Type\n\n", Table::Instances, &[]), Err(Error::NoRows { header_line: 2 }));

    let expected: Vec<FieldId> = Table::Instances.fields().iter().map(|field| field.id).collect();
    let no_header = |found: &[&str]| {
        let found = found.iter().map(|found| (*found).to_owned()).collect();
        Err(Error::NoHeader { line: 1, found, expected: expected.clone() })
    };
    // Without a header, in a language that nobody told us of, and another program's.
    assert_eq!(read("Sales\tSandbox\nService\tProduction", Table::Instances, &[]), no_header(&["Sales", "Sandbox"]));
    assert_eq!(read("Umgebung;Typ\nVertrieb;Sandbox", Table::Instances, &[]), no_header(&["Umgebung", "Typ"]));
    assert!(read("Source,Destination\na@b.example,c@d.example", Table::People, &[]).is_err());
}

#[test]
fn more_rows_than_a_table_holds_are_refused_as_a_whole() {
    let block = |count: usize| (0..count).fold("Name\n".to_owned(), |text, at| text + &format!("Instance {at}\n"));
    let refused = |found, fit| Err(Error::TooManyRows { found, fit });
    assert_eq!(instances(&block(MAX_ROWS)).rows.len(), MAX_ROWS);
    assert_eq!(read(&block(MAX_ROWS + 1), Table::Instances, &[]), refused(10_001, 10_000));
    // Rows that are there already need no room.
    let rows = named(&["Instance 0", "other"]);
    assert_eq!(read(&block(MAX_ROWS - 1), Table::Instances, &rows).unwrap().rows.len(), MAX_ROWS - 1);
    assert_eq!(read(&block(MAX_ROWS), Table::Instances, &rows), refused(9_999, 9_998));
}

// Lists of subscriptions

const PARTNER_CENTER_JSON: &str = include_str!("files/partner-center-subscriptions.json");
const PARTNER_CENTER_CSV: &str = include_str!("files/partner-center-subscriptions.csv");

/// Reads subscriptions into an empty table, and checks that every entry is accounted for.
fn subscriptions(text: &str, entries: usize) -> Preview {
    let preview = read(text, Table::Subscriptions, &[]).unwrap_or_else(|error| panic!("{error:?}: {text}"));
    assert_eq!(preview.rows.len() + preview.refused.len(), entries, "{text}");
    preview
}

/// What one entry gives for a field.
fn subscription(members: &str, field: FieldId) -> Option<String> {
    let preview = subscriptions(&format!(r#"{{ "offerName": "A", {members} }}"#), 1);
    said(&preview, 0, field).map(str::to_owned)
}

/// The rows that a preview would leave, as rows of a draft.
fn kept(preview: &Preview) -> Vec<Row> {
    let row = |(at, taken): (usize, &TakenRow)| {
        let mut row = Row::empty(Table::Subscriptions, RowId(format!("row-{at}").into()));
        taken.answers.iter().for_each(|(field, answer)| row.set(*field, answer.clone()));
        row
    };
    preview.rows.iter().enumerate().map(row).collect()
}

#[test]
fn partner_centers_list_is_the_same_as_json_and_as_csv() {
    let (json, csv) = (subscriptions(PARTNER_CENTER_JSON, 5), subscriptions(PARTNER_CENTER_CSV, 5));
    assert_eq!(json.form, Form::Entries { total: Some(5) });
    for preview in [&json, &csv] {
        assert_eq!((&preview.unreadable[..], &preview.refused[..]), (&[][..], &[][..]));
        let row = |at: usize| {
            [OFFER.field, QUANTITY.field, END_DATE.field, RENEWAL.field, STATUS.field]
                .map(|field| said(preview, at, field).unwrap_or_default())
        };
        let name = "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer)";
        assert_eq!(row(0), [name, "40", "2026-12-15", row(0)[3], "active"]);
        assert_eq!([row(1)[2], row(2)[2], row(4)[2]], ["2027-02-28", "2026-11-30", "never"]);
        assert_eq!(row(2)[4], "suspended");
        let renewal = |at: usize| kept(preview)[at].value(RENEWAL);
        assert_eq!([renewal(0), renewal(3)], [Some(Renewal::Expires), Some(Renewal::AutoRenews)]);
        assert!(preview.rows.iter().all(|row| row.existing.is_none() && row.ends_before_it_began.is_none()));
    }
}

#[test]
fn a_list_has_many_shapes() {
    let entry = r#"{ "offerName": "A", "quantity": 3 }"#;
    for (text, entries) in [
        (format!(r#"{{ "totalCount": 2, "items": [{entry}, {entry}] }}"#), 2),
        (format!(r#"{{ "Items": [{entry}], "TotalCount": 1 }}"#), 1),
        (format!("[{entry}, {entry}, {entry}]"), 3),
        (entry.to_owned(), 1),
        (r#"[{ "OfferName": "A", "Quantity": 3 }, { "offerName": "A", "quantity": 3 }]"#.to_owned(), 2),
        (format!("\u{feff}\r\n [ {entry} , ]"), 1),
        (r#"{ "items": [{ "offerName": " A ", "quantity": "3", }, ], }"#.to_owned(), 1),
        (format!(r#"{{ "totalCount": "1", "items": {entry} }}"#), 1),
        (r#"[{ "OfferName": null, "Quantity": "", "offerName": "A", "quantity": 3 }]"#.to_owned(), 1),
    ] {
        let preview = subscriptions(&text, entries);
        for at in 0..entries {
            assert_eq!((said(&preview, at, OFFER.field), said(&preview, at, QUANTITY.field)), (Some("A"), Some("3")));
        }
    }
}

#[test]
fn a_total_that_disagrees_is_said() {
    let whole = |text: &str| words().whole_list(&subscriptions(text, 1));
    assert_eq!(whole(r#"{ "totalCount": 1, "items": [{ "offerName": "A" }] }"#), None);
    assert_eq!(whole(r#"{ "items": [{ "offerName": "A" }] }"#), None);
    for total in ["7", "\"7\""] {
        let said = whole(&format!(r#"{{ "totalCount": {total}, "items": [{{ "offerName": "A" }}] }}"#)).unwrap();
        assert!(said.starts_with("The list says that it has 7 entries; 1 is here."), "{said}");
    }
}

#[test]
fn the_friendly_name_stands_in_for_the_offers_and_without_either_nothing_is_taken() {
    let text = r#"[
        { "friendlyName": "Ours", "offerName": "A", "quantity": 1 },
        { "friendlyName": "Ours", "offerName": null, "quantity": 1 },
        { "FriendlyName": "Ours", "quantity": 1 },
        { "quantity": 1, "offerName": "  " },
        7,
        null,
        {}
    ]"#;
    let preview = subscriptions(text, 7);
    let names: Vec<_> = (0..3).map(|at| said(&preview, at, OFFER.field).unwrap()).collect();
    assert_eq!(names, ["A", "Ours", "Ours"]);
    let nothing = Reason::NothingUsed;
    assert_eq!(preview.refused, [(4, Reason::NoOffer), (5, nothing), (6, nothing), (7, nothing)]);

    assert_eq!(subscriptions(r#"{ "items": [{ "quantity": 5 }, { "status": "active" }] }"#, 2).refused.len(), 2);
    assert_eq!(subscriptions("[null, {}]", 2).refused, [(1, nothing), (2, nothing)]);

    let csv = "OfferName,FriendlyName,Quantity\n,Ours,1\nA,Ours,1\n,,1\n";
    let preview = subscriptions(csv, 3);
    assert_eq!((said(&preview, 0, OFFER.field), said(&preview, 1, OFFER.field)), (Some("Ours"), Some("A")));
    assert_eq!(preview.refused, [(4, Reason::NoOffer)]);
}

#[test]
fn a_friendly_name_says_nothing_of_the_offer() {
    let text = format!(
        r#"[
            {{ "id": "1", "friendlyName": "Ours", "quantity": 1 }},
            {{ "friendlyName": "{}", "quantity": 1 }},
            {{ "friendlyName": "Theirs", "isRetired": "no" }},
            {{ "friendlyName": "Sales", "offerName": "A" }}
        ]"#,
        RETIRED[0]
    );
    let preview = subscriptions(&text, 4);
    let asked: Vec<_> = (0..4).map(|at| said(&preview, at, IS_RETIRED.field)).collect();
    assert_eq!(asked, [Some("?"), None, Some("no"), None]);
    let to_mend: Vec<usize> = words().to_mend(&preview).into_iter().map(|(line, _)| line).collect();
    assert_eq!(to_mend, [1]);
    // Once somebody has said whether it is one, the list does not ask again.
    let known = [(OFFER.field, "Ours"), (SUBSCRIPTION_ID.field, "1"), (IS_RETIRED.field, "no")];
    let preview = read(&text, Table::Subscriptions, &[row(Table::Subscriptions, "known", &known)]).unwrap();
    assert_eq!(said(&preview, 0, IS_RETIRED.field), None);
}

#[test]
fn a_status_may_say_what_becomes_of_a_subscription_at_its_end() {
    let read = |columns: &str, cells: &str| {
        let preview = subscriptions(&format!("Offer name,Status{columns}\nA,{cells}\n"), 1);
        [STATUS.field, RENEWAL.field, END_DATE.field].map(|field| said(&preview, 0, field).map(str::to_owned))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(read("", "Expires on 31 Jan 2027"), [None, some("expires"), some("31 Jan 2027")]);
    assert_eq!(read("", "EXPIRES ON 1/31/2027"), [None, some("expires"), some("1/31/2027")]);
    assert_eq!(read("", "Auto renews on 2027-01-31"), [None, some("auto renews"), some("2027-01-31")]);
    let columns = ",Auto renew,End date";
    assert_eq!(read(columns, "Expires on 1/31/2027,true,2027-01-31"), [None, some("true"), some("2027-01-31")]);
    assert_eq!(read(columns, "Expired,,"), [some("Expired"), None, None]);
    assert_eq!(read("", "Expires soon"), [some("Expires soon"), None, None]);
}

#[test]
fn days_are_those_of_utc_and_the_last_year_is_never() {
    for (written, day) in [
        ("2026-12-15T00:00:00Z", "2026-12-15"),
        ("2026-11-30T23:59:59.9999999Z", "2026-11-30"),
        ("2026-11-30T23:59:59.123456789012345678901234567890Z", "2026-11-30"),
        ("2026-12-15T00:00:00", "2026-12-15"),
        ("2026-12-15", "2026-12-15"),
        (" 2026-12-15 23:59Z ", "2026-12-15"),
        ("2026-12-15T00:30:00+02:00", "2026-12-14"),
        ("2026-12-15T00:30:00+00:30", "2026-12-15"),
        ("2026-12-15T00:30:00+00:31", "2026-12-14"),
        ("2026-12-31T23:30:00-0030", "2027-01-01"),
        ("2026-12-31T23:29:00-0030", "2026-12-31"),
        ("2027-03-01T01:00:00+02", "2027-02-28"),
        ("2016-12-31T23:59:60Z", "2016-12-31"),
        ("15 Dec 2026", "15 Dec 2026"),
        ("9999-12-14T00:00:00Z", "never"),
        ("9999-12-31", "never"),
        ("9999-12-31T23:59:59.9999999-08:00", "never"),
    ] {
        let preview = subscriptions(&format!(r#"{{ "offerName": "A", "commitmentEndDate": "{written}" }}"#), 1);
        assert_eq!(said(&preview, 0, END_DATE.field), Some(day), "{written}");
        assert_eq!(preview.unreadable, [], "{written}");
    }
    for written in [
        "2026-02-31T00:00:00Z",
        "2026-02-31",
        "9999-02-31",
        "2026-12-15T24:00:00Z",
        "2026-12-15T00:60:00Z",
        "2026-12-15T00:00:61Z",
        "2026-12-15T00:00:00.Z",
        "2026-12-15T00Z",
        "2026-12-15T",
        "2026-12-15T00:00:00X",
        "2026-12-15T00:00:00Zulu",
        "2026-12-15T00:00:00+2",
        "2026-12-15T00:00:00+é0:00",
        "12/15/2026",
        "soon",
        // Where programs have no date.
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00Z",
        "0001-01-01",
    ] {
        let preview = subscriptions(&format!(r#"{{ "offerName": "A", "commitmentEndDate": "{written}" }}"#), 1);
        assert_eq!(said(&preview, 0, END_DATE.field), Some(written));
        assert_eq!(preview.unreadable, [(1, END_DATE.field)], "{written}");
        let said = words().to_mend(&preview);
        assert_eq!(said, [(1, format!("Ends on says “{written}”, which cannot be read."))]);
    }
}

#[test]
fn counts_that_are_none_stay_as_given() {
    for (written, count) in [
        ("40", Some("40")),
        ("40.0", Some("40")),
        ("\"40\"", Some("40")),
        ("0", Some("0")),
        ("999999999999", Some("999999999999")),
        ("null", None),
        ("\"\"", None),
    ] {
        assert_eq!(subscription(&format!(r#""quantity": {written}"#), QUANTITY.field).as_deref(), count, "{written}");
    }
    for written in ["1000000000000", "-5", "0.5", "1e+3", "99999999999999999999999999", "true", "[40]"] {
        let preview = subscriptions(&format!(r#"{{ "offerName": "A", "quantity": {written} }}"#), 1);
        assert_eq!(said(&preview, 0, QUANTITY.field), Some(written));
        assert_eq!(preview.unreadable, [(1, QUANTITY.field)], "{written}");
    }
}

#[test]
fn an_end_before_the_beginning_is_taken_and_said() {
    let json = |began: &str, ends: &str| {
        let entry =
            format!(r#"{{ "offerName": "A", "effectiveStartDate": "{began}", "commitmentEndDate": "{ends}" }}"#);
        words().to_mend(&subscriptions(&entry, 1))
    };
    assert_eq!(json("2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z"), []);
    assert_eq!(json("2026-12-01T00:00:00Z", "9999-12-31T00:00:00Z"), []);
    let said = json("2026-12-02T00:00:00Z", "2026-12-01T00:00:00Z");
    assert_eq!(said.len(), 1);
    assert!(said[0].1.starts_with("it ends on ") && said[0].1.contains("before it began on"), "{said:?}");
    let csv = "OfferName,EffectiveStartDate,CommitmentEndDate\nA,2026-12-02,2026-12-01\n";
    assert!(subscriptions(csv, 1).rows[0].ends_before_it_began.is_some());
}

#[test]
fn two_subscriptions_of_one_offer_both_stand_and_are_found_again() {
    let list = r#"[
        { "id": "1", "offerName": "A", "commitmentEndDate": "2026-12-15T00:00:00Z", "quantity": 1 },
        { "id": "2", "offerName": "A", "commitmentEndDate": "2026-12-15T00:00:00Z", "quantity": 2 },
        { "id": "3", "offerName": "a ", "commitmentEndDate": "2027-01-31T00:00:00Z", "quantity": 3 },
        { "id": "4", "offerName": "A", "quantity": 4 }
    ]"#;
    let first = subscriptions(list, 4);
    assert!(first.refused.is_empty() && first.rows.iter().all(|row| row.existing.is_none()));
    // Read again, each finds its own, and there is no fifth.
    let rows = kept(&first);
    let again = read(list, Table::Subscriptions, &rows).unwrap();
    let found: Vec<_> = again.rows.iter().map(|row| row.existing.clone()).collect();
    assert_eq!(found, rows.iter().map(|row| Some(row.id.clone())).collect::<Vec<_>>());
    // The end may have been typed in another way; another end is another subscription.
    let typed = [row(Table::Subscriptions, "a", &[(OFFER.field, "A"), (END_DATE.field, "31 Jan 2027")])];
    let again = read(list, Table::Subscriptions, &typed).unwrap();
    let found: Vec<_> = again.rows.iter().map(|row| row.existing.is_some()).collect();
    assert_eq!(found, [false, false, true, false]);
    // Without ends, the name alone says which.
    let table = "Offer\tUsers who need a replacement\nA\t7\nB\t8\n";
    assert_eq!(read(table, Table::Subscriptions, &rows).unwrap().refused, [(2, Reason::SeveralRowsOfThisName)]);
    assert!(read(table, Table::Subscriptions, &typed).unwrap().rows[0].existing.is_some());
}

#[test]
fn json_that_is_no_list_of_subscriptions_is_refused_with_its_place() {
    let refused = |text: &str| read(text, Table::Subscriptions, &[]).unwrap_err();
    assert_eq!(refused("{\n  \"items\": [}"), Error::NotJson { line: 2, column: 13 });
    assert_eq!(refused("{"), Error::NotJson { line: 1, column: 1 });
    assert_eq!(refused("[{},,]"), Error::NotJson { line: 1, column: 5 });
    assert!(matches!(refused(&"[".repeat(1_000_000)), Error::NotJson { .. }));
    assert!(matches!(refused(&"{\"a\":".repeat(1_000_000)), Error::NotJson { .. }));
    assert!(matches!(refused(&"[{\"".repeat(1_000_000)), Error::NotJson { .. }));
    assert_eq!(refused("[]"), Error::NoEntries);
    assert_eq!(refused(r#"{ "totalCount": 0, "items": [] }"#), Error::NoEntries);
    assert_eq!(refused(r#"{ "totalCount": 0, "items": null }"#), Error::NoEntries);
    let found = vec!["code".to_owned(), "description".to_owned()];
    let Error::NoMembers { found: said, .. } = refused(r#"{ "code": 2000, "description": "Access denied" }"#) else {
        panic!("nothing in it is known")
    };
    assert_eq!(said, found);
    // What is no JSON and begins with a bracket is a text like any other.
    assert!(matches!(refused("[Test] Sales"), Error::NoHeader { .. }));
    let names = read("Name\tType\n[Test] Sales\tSandbox\n", Table::Instances, &[]).unwrap();
    assert_eq!(said_first(&names, INSTANCE.field), "[Test] Sales");
}

#[test]
fn any_table_may_come_as_json() {
    let list = r#"[{ "DisplayName": "Sales", "EnvironmentName": "1f0c-77", "EnvironmentType": "Sandbox", "Location": "europe" }]"#;
    let instances = read(list, Table::Instances, &[]).unwrap();
    assert_eq!(instances.form, Form::Entries { total: None });
    assert_eq!(said_first(&instances, INSTANCE.field), "Sales");
    assert_eq!(table_of(list, &no_labels), Some(Table::Instances));
    let twice = format!("[{0}, {0}]", &list[1..list.len() - 1]);
    let twice = read(&twice, Table::Instances, &[]).unwrap();
    assert_eq!(twice.refused, [(2, Reason::SameNameAs(1))]);
    assert_eq!(words().refusal(twice.form, twice.refused[0].1), "it has the same name as entry 1.");
}

const USERS: [(&str, &str); 3] = [
    (
        "Microsoft 365",
        "Block credential,Display name,Licenses,Mobile Phone,Object Id,State,Title,User principal name\n\
        False,Kim,Unlicensed,,0,,,kim@contoso.example\n",
    ),
    (
        "Entra",
        "userPrincipalName,displayName,mail,id,userType,accountEnabled,state\nkim@contoso.example,Kim,,0,Member,True,\n",
    ),
    (
        "Advanced Find",
        "(Do Not Modify) User\t(Do Not Modify) Row Checksum\t(Do Not Modify) Modified On\tFull Name\tWindows Live ID\n\
        0\t0\t0\tKim\tkim@contoso.example\n",
    ),
];

/// Whatever is handed in at a wrong place says what it is, and nothing of it is taken.
#[test]
fn what_belongs_elsewhere_says_where() {
    let is = |text: &str, here: Table| match read(text, here, &[]) {
        Err(Error::Stray { what, here: said }) => {
            assert_eq!(said, here);
            let sentence = words().not_taken(&Error::Stray { what, here });
            assert!(!sentence.contains(['{', '}']), "{sentence}");
            Some(what)
        }
        _ => None,
    };
    let draft = include_str!("files/all-kinds.json");
    let mapping = "Source,Destination\r\nkim@fabrikam.example,kim@contoso.example\r\n";
    let pairs = "\u{feff}kim@fabrikam.example;kim@contoso.example\nlee@fabrikam.example;lee@contoso.example\n";
    for here in Table::ALL.into_iter().filter(|table| table.name_field().is_some()) {
        assert_eq!(is(draft, here), Some(Stray::Draft), "{here:?}");
        for (name, users) in USERS {
            assert_eq!(is(users, here), Some(Stray::Users), "{name} in {here:?}");
        }
        for mapping in [mapping, pairs] {
            assert_eq!(is(mapping, here), Some(Stray::UserMapping), "{here:?}");
        }
        for (text, own) in [
            (ENVIRONMENTS, Table::Instances),
            (PARTNER_CENTER_CSV, Table::Subscriptions),
            (PARTNER_CENTER_JSON, Table::Subscriptions),
            ("Product title,Active licenses,Available licenses\nA,1,2\n", Table::Licences),
            (r#"[{ "DisplayName": "Sales", "EnvironmentType": "Sandbox", "Location": "europe" }]"#, Table::Instances),
        ] {
            let expected = (own != here).then_some(Stray::Rows(own));
            assert_eq!(is(text, here), expected, "{own:?} in {here:?}");
            assert!(own != here || read(text, here, &[]).is_ok(), "{own:?}");
        }
    }
    assert!(matches!(read(draft, Table::Instances, &[]), Err(Error::Stray { .. })));
    // The few people of a move may have such names too, and a title may stand above any list.
    let few = "Display name,User principal name,Mobile phone\nKim,kim@contoso.example,1\n";
    assert_eq!(read(few, Table::People, &[]).unwrap().rows.len(), 1);
    assert_eq!(is(&format!("Our users\n{}", USERS[1].1), Table::People), Some(Stray::Users));
    assert_eq!(is("Sales\nService\n", Table::Instances), None);
    assert_eq!(decode(b"PK\x03\x04\x14\0"), Err(Error::Workbook));
}

#[test]
fn what_an_id_says_is_found_again_and_nothing_else_is_written_over() {
    let entry = |id: &str, quantity: u8| {
        format!(r#"{{ "id": "{id}", "offerName": "A", "commitmentEndDate": "2026-12-15", "quantity": {quantity} }}"#)
    };
    let rows = kept(&subscriptions(&format!("[{}, {}]", entry("1", 1), entry("2", 2)), 2));
    let found = |text: &str, rows: &[Row]| {
        let preview = read(text, Table::Subscriptions, rows).unwrap();
        let found = preview.rows.iter().map(|row| row.existing.as_ref().map(|id| id.0.to_string()));
        (found.collect::<Vec<_>>(), preview.refused)
    };
    let (first, second) = (Some("row-0".to_owned()), Some("row-1".to_owned()));
    // A third is new, in whatever order they come, and whatever has become of name and end.
    let list = format!("[{}, {}, {}]", entry("3", 3), entry("2", 2), entry("1", 1));
    assert_eq!(found(&list, &rows).0, [None, second.clone(), first.clone()]);
    assert_eq!(found(&format!("[{}]", entry("3", 3)), &rows).0, [None]);
    let moved = r#"{ "id": "2", "offerName": "B", "commitmentEndDate": "2027-12-15" }"#;
    assert_eq!(found(moved, &rows).0, vec![second.clone()]);
    // The same once more in one list is left out.
    let twice = format!("[{}, {}]", entry("1", 1), entry("1", 7));
    assert_eq!(found(&twice, &rows), (vec![first.clone()], vec![(2, Reason::SameIdAs(1))]));
    // One typed by hand is found by its name, once, and has the ID from then on.
    let typed = [row(Table::Subscriptions, "typed", &[(OFFER.field, "a"), (END_DATE.field, "15 Dec 2026")])];
    let list = format!("[{}, {}]", entry("1", 1), entry("2", 2));
    assert_eq!(found(&list, &typed).0, [Some("typed".to_owned()), None]);
    let preview = read(&list, Table::Subscriptions, &typed).unwrap();
    let (new, changed) = (&preview.rows[1].answers, &preview.rows[0].answers);
    let fields: Vec<_> = changed.iter().map(|(field, _)| *field).collect();
    assert!(fields.contains(&SUBSCRIPTION_ID.field) && !fields.contains(&END_DATE.field), "{fields:?}");
    assert_eq!(new.len(), 4);
    // Without IDs: as many lines as rows are taken in their order, and fewer could mean any of them.
    let table = |lines: &str| format!("Offer\tEnd date\tQuantity\n{lines}");
    let line = "A\t2026-12-15\t5\n";
    assert_eq!(found(&table(&line.repeat(3)), &rows).0, [first, second, None]);
    assert_eq!(found(&table(line), &rows), (vec![], vec![(2, Reason::SeveralRowsOfThisName)]));
}

#[test]
fn what_says_nothing_new_changes_nothing() {
    let rows = kept(&subscriptions(PARTNER_CENTER_JSON, 5));
    for list in [PARTNER_CENTER_JSON, PARTNER_CENTER_CSV] {
        let again = read(list, Table::Subscriptions, &rows).unwrap();
        assert_eq!(again.counts(), Counts { unchanged: 5, ..Counts::default() });
        assert!(again.rows.iter().all(|row| row.answers.is_empty()));
    }
    // However it is written.
    let typed = [row(
        Table::Subscriptions,
        "a",
        &[(OFFER.field, "A"), (QUANTITY.field, "1,200"), (END_DATE.field, "15 Dec 2026"), (STATUS.field, "Active")],
    )];
    let list = |quantity: u16| {
        format!(
            r#"{{ "offerName": "A", "quantity": {quantity}, "commitmentEndDate": "2026-12-15", "status": "active" }}"#
        )
    };
    let counts = |text: &str| read(text, Table::Subscriptions, &typed).unwrap().counts();
    assert_eq!(counts(&list(1200)), Counts { unchanged: 1, ..Counts::default() });
    assert_eq!(counts(&list(1201)), Counts { changed: 1, ..Counts::default() });
    // Text is as it is written.
    let seller = [row(Table::Subscriptions, "a", &[(OFFER.field, "A"), (SELLER.field, "Contoso")])];
    let again = |seller_now: &str| {
        read(&format!("Offer,Seller\nA,{seller_now}\n"), Table::Subscriptions, &seller).unwrap().counts().changed
    };
    assert_eq!((again("Contoso"), again("contoso")), (0, 1));
    // What cannot be read is said as long as it changes something.
    let text = "Name\tVersion\nSales\tnine\n";
    let unreadable = [row(Table::Instances, "a", &[(INSTANCE.field, "Sales"), (VERSION.field, "nine")])];
    assert_eq!(read(text, Table::Instances, &unreadable).unwrap().unreadable, []);
    assert_eq!(read(text, Table::Instances, &named(&["Sales"])).unwrap().unreadable.len(), 1);
}

#[test]
fn the_longest_cell_is_counted_in_characters_and_named() {
    let list = |length: usize| format!("Name\tType\n{}\tSandbox\n", "é".repeat(length));
    assert_eq!(instances(&list(LONGEST_CELL)).refused, []);
    let refused = instances(&list(LONGEST_CELL + 1));
    assert_eq!(refused.refused, [(2, Reason::CellTooLong)]);
    let said = words().refusal(refused.form, Reason::CellTooLong);
    assert!(said.contains("32,767 characters"), "{said}");
}

#[test]
fn which_table_a_text_has_shows_in_its_headers() {
    for (text, table) in [
        (PARTNER_CENTER_JSON, Some(Table::Subscriptions)),
        (PARTNER_CENTER_CSV, Some(Table::Subscriptions)),
        (ENVIRONMENTS, Some(Table::Instances)),
        ("Product title,Active licenses,Available licenses\nA,1,2\n", Some(Table::Licences)),
        ("Window\tFrom\tTo\nA\t?\t?\n", Some(Table::Windows)),
        ("Name\nA\n", Some(Table::Instances)),
        ("Source,Destination\na,b\n", None),
        ("", None),
    ] {
        assert_eq!(table_of(text, &no_labels), table, "{text}");
    }
}

/// Ten thousand are read in one go; one more is refused as a whole.
#[test]
fn thousands_of_subscriptions_are_read() {
    let list = |count: usize| {
        let entry = |at: usize| {
            format!(
                r#"{{ "id": "{at}", "offerName": "Offer {}", "friendlyName": "Offer", "quantity": {at}, "status": "active",
                "autoRenewEnabled": false, "effectiveStartDate": "2025-12-01T00:00:00Z",
                "commitmentEndDate": "2026-12-15T00:00:00.0000000Z" }}"#,
                at % 7
            )
        };
        format!("[{},]", (0..count).map(entry).collect::<Vec<_>>().join(","))
    };
    let first = subscriptions(&list(MAX_ROWS), MAX_ROWS);
    assert_eq!(first.rows.len(), MAX_ROWS);
    let again = read(&list(MAX_ROWS), Table::Subscriptions, &kept(&first)).unwrap();
    assert!(again.rows.iter().all(|row| row.existing.is_some()));
    assert!(matches!(read(&list(MAX_ROWS + 1), Table::Subscriptions, &[]), Err(Error::TooManyRows { .. })));
}

/// Any bytes give a value or an error with its place, and every entry is accounted for.
#[test]
fn any_bytes_are_read_or_refused_with_their_place() {
    const PIECES: [&str; 31] = [
        "{",
        "}",
        "[",
        "]",
        "[{",
        "}]",
        ",",
        ":",
        "\"",
        "\\",
        "\"offerName\":",
        "\"items\":[",
        "\"quantity\":",
        "\"id\":\"1\",",
        "\"totalCount\":",
        "\"commitmentEndDate\":\"2026-12-15T",
        "\"A\"",
        "null",
        "true",
        "-1",
        "1e999",
        "0.0",
        " ",
        "\n",
        "é",
        "\u{feff}",
        "\0",
        "Offer,",
        "Quantity\n",
        "9999-",
        "+é",
    ];
    let mut random = random(7);
    let words = words();
    let (mut taken, mut refused) = (0, 0);
    for round in 0..20_000 {
        let mut bytes = match random(4) {
            0 => Vec::new(),
            1 => b"[{\"offerName\":\"A\",".to_vec(),
            2 => PARTNER_CENTER_CSV.as_bytes()[..random(PARTNER_CENTER_CSV.len())].to_vec(),
            _ => PARTNER_CENTER_JSON.as_bytes().to_vec(),
        };
        for _ in 0..random(12) {
            let at = random(bytes.len() + 1);
            if random(3) == 0 && at < bytes.len() {
                bytes[at] = u8::try_from(random(256)).unwrap();
            } else {
                bytes.splice(at..at, PIECES[random(PIECES.len())].bytes());
            }
        }
        let text = decode(&bytes);
        match text.clone().and_then(|text| read(&text, Table::Subscriptions, &[])) {
            Ok(preview) => {
                taken += 1;
                let entries = preview.rows.len() + preview.refused.len();
                if let Form::Lines { delimiter, .. } = preview.form {
                    let lines = Block::split(text.as_ref().unwrap(), delimiter).lines();
                    assert_eq!(entries + 1, lines.filter(|line| !line.is_blank()).count(), "round {round}");
                }
                assert!(words.to_mend(&preview).iter().all(|(place, said)| *place > 0 && !said.is_empty()));
                // Read again, it changes nothing, and no row is found twice.
                let again = read(text.as_ref().unwrap(), Table::Subscriptions, &kept(&preview)).unwrap();
                assert_eq!(again.rows.len() + again.refused.len(), entries, "round {round}");
                assert_eq!(again.counts().changed, 0, "round {round}: {text:?}");
                let found: Vec<_> = again.rows.iter().filter_map(|row| row.existing.as_ref()).collect();
                assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "round {round}");
            }
            Err(error) => {
                refused += 1;
                if let Error::NotText { line, column } | Error::NotJson { line, column } = error {
                    let lossy = String::from_utf8_lossy(&bytes);
                    assert!((1..=lossy.split('\n').count()).contains(&line) && column > 0, "round {round}: {error:?}");
                }
                assert!(!words.not_taken(&error).is_empty());
            }
        }
    }
    assert!(taken > 1000 && refused > 1000, "{taken} taken, {refused} refused");
}

const GRID: &[FieldId] = &[INSTANCE.field, INSTANCE_TYPE.field, DESTINATION_INSTANCE.field, CUT_OVER.field];

fn grid(rows: usize) -> Grid<'static> {
    Grid { table: Table::Instances, columns: GRID, rows }
}

#[test]
fn a_block_without_header_lands_where_the_reader_stands() {
    // As a spreadsheet copies three rows of three cells, one of them empty, and an empty row before the last.
    let text = "Sandbox\tnone\tFirst\textra\r\n\t\"Sales, \"\"new\"\"\"\tFirst\r\n\t\t\r\nlots\t?\tFirst\r\n";
    let block = Block::split(text, Delimiter::Tab);
    let placement = place(block, grid(2), 1, 1, &no_zone).unwrap();
    let cells: Vec<_> =
        placement.cells.iter().map(|cell| (cell.line, cell.row, cell.field, cell.answer.as_typed())).collect();
    let (old, new) = (RowPlace::Existing(1), RowPlace::New);
    assert_eq!(
        cells,
        [
            (1, old, INSTANCE_TYPE.field, "Sandbox"),
            (1, old, DESTINATION_INSTANCE.field, "none"),
            (1, old, CUT_OVER.field, "First"),
            (2, new(0), DESTINATION_INSTANCE.field, "Sales, \"new\""),
            (2, new(0), CUT_OVER.field, "First"),
            (4, new(1), INSTANCE_TYPE.field, "lots"),
            (4, new(1), DESTINATION_INSTANCE.field, "?"),
            (4, new(1), CUT_OVER.field, "First"),
        ]
    );
    assert_eq!(placement.new_rows, 2);
    assert_eq!(placement.left_over, [LeftOver { line: 1, cells: 1 }]);
}

#[test]
fn a_copied_column_keeps_its_gaps_and_its_commas() {
    let placement = place(Block::split("Sales, North\n\n1,024\n", Delimiter::Tab), grid(5), 0, 0, &no_zone).unwrap();
    let cells: Vec<_> = placement.cells.iter().map(|cell| (cell.row, cell.answer.as_typed())).collect();
    assert_eq!(cells, [(RowPlace::Existing(0), "Sales, North"), (RowPlace::Existing(2), "1,024")]);
    assert_eq!(placement.new_rows, 0);
}

#[test]
fn a_placed_block_stays_within_the_table() {
    let text = "x\n".repeat(20);
    let block = Block::split(&text, Delimiter::Tab);
    let refused = Err(Error::TooManyRows { found: 15, fit: 10 });
    assert_eq!(place(block, grid(MAX_ROWS - 10), MAX_ROWS - 15, 0, &no_zone), refused);
    assert_eq!(place(block, grid(MAX_ROWS - 10), MAX_ROWS - 20, 0, &no_zone).unwrap().new_rows, 10);

    // Both tenants are there; a third cannot be added, and its cells are not dropped in silence.
    let fields: Vec<FieldId> = Table::Tenants.fields().iter().map(|field| field.id).collect();
    let tenants = Grid { table: Table::Tenants, columns: &fields, rows: 2 };
    let placement = place(Block::split("a.example\nb.example\nc.example", Delimiter::Tab), tenants, 0, 0, &no_zone);
    assert_eq!(placement.unwrap().left_over, [LeftOver { line: 3, cells: 1 }]);
    assert_eq!(place(block, grid(0), 0, 9, &no_zone).unwrap().left_over.len(), 20);
}

/// None of it is timed here, but a quadratic reader would not come to an end.
#[test]
fn megabytes_of_junk_are_refused() {
    let refused = |text: &str, junk: &str| match read(text, Table::Instances, &[]) {
        Err(_) => {}
        Ok(preview) => assert_eq!((preview.rows.len(), preview.refused.len()), (0, 1), "{junk:?}"),
    };
    for junk in ["x", ",", "\"", "\n", "a\n", "\"\n", "\"a,", "\"\"\"\t", "\"\"a\t", ";,\t", "é", "\u{0}"] {
        let text = junk.repeat(1_000_000 / junk.len());
        refused(&text, junk);
        refused(&format!("Name,Type\n{text}"), junk);
    }
    for junk in ["\"a,", "name,type,\"x\"\n"] {
        refused(&junk.repeat(10_000_000 / junk.len()), junk);
    }
}

/// Any text is read: nothing panics, every line is accounted for, and cells put together again give the same cells.
#[test]
fn any_text_is_read() {
    const PIECES: [&str; 26] = [
        "Name",
        "Type",
        "Database usage (MB)",
        "Version",
        "Region",
        "a",
        "é",
        "\u{202f}",
        "\u{feff}",
        "\"",
        "\"\"",
        ",",
        ",",
        ";",
        "\t",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "?",
        "1024",
        "0,5",
        "=1",
        "\u{0}",
    ];
    let mut random = random(2026);
    let rows = named(&["a", "Name", "A"]);
    for round in 0..8_000 {
        let header = ["", "Name,Type\n", "Name\tDatabase usage (MB)\r\n", "\u{feff}Type;Region\n"][random(4)];
        let text = header.to_owned() + &(0..random(40)).map(|_| PIECES[random(PIECES.len())]).collect::<String>();
        let block = Block::read(&text);
        let lines = block.lines().filter(|line| !line.is_blank()).count();
        if let Ok(preview) = read(&text, Table::Instances, &rows) {
            assert_eq!(preview.rows.len() + preview.refused.len() + 1, lines, "round {round}: {text:?}");
            assert!(preview.rows.iter().all(|row| row.answers.len() <= preview.columns.len()));
        }
        let placement = place(block, grid(3), random(5), random(5), &no_zone).unwrap();
        assert!(placement.new_rows <= lines);

        let quote = |cell: Cow<'_, str>| format!("\"{}\"", cell.replace('"', "\"\""));
        let delimiter = match block.delimiter {
            Delimiter::Tab => "\t",
            Delimiter::Comma => ",",
            Delimiter::Semicolon => ";",
        };
        let cells = |block: Block<'_>| -> Vec<Vec<String>> {
            block.lines().map(|line| line.cells().map(Cow::into_owned).collect()).collect()
        };
        let again: String =
            block.lines().map(|line| line.cells().map(quote).collect::<Vec<_>>().join(delimiter) + "\r\n").collect();
        assert_eq!(cells(Block::split(&again, block.delimiter)), cells(block), "round {round}: {text:?}");
    }
}
