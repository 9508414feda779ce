//! Pasted text and exported files, as administrators have them, read as rows of answers.

use std::borrow::Cow;

use transition_planner::assessment::fields::{
    CUT_OVER, DESTINATION_INSTANCE, EMAIL, ENDS, FieldId, INSTANCE, INSTANCE_REGION, INSTANCE_TYPE, PERSON,
    PERSON_ROLES, PRODUCT, PRODUCT_ACTIVE, PRODUCT_AVAILABLE, REHEARSED, STARTS, USED_DATABASE, USED_FILE, USED_LOG,
    USED_STORAGE, VERSION, WINDOW,
};
use transition_planner::assessment::{Answer, Row, RowId, Said, Table};
use transition_planner::import::{
    Block, Delimiter, Error, Grid, LeftOver, MAX_ROWS, Preview, Reason, RowPlace, Unit, place, preview,
};

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
    let lines = Block::split(text, preview.delimiter).lines().filter(|line| !line.is_blank()).count();
    assert_eq!(preview.rows.len() + preview.refused.len() + 1, lines, "{text}");
    preview
}

/// What a line gives for a field, as it will stand in the draft.
fn said(preview: &Preview, at: usize, field: FieldId) -> Option<&str> {
    let answers = &preview.rows[at].answers;
    answers.iter().find(|(other, _)| *other == field).map(|(_, answer)| answer.as_typed())
}

fn row(table: Table, id: &str, answers: &[(FieldId, &str)]) -> Row {
    let mut row = Row::empty(table, RowId(id.into()));
    for (field, typed) in answers {
        *row.answer_mut(*field) = Answer::typed(field.field().kind, typed);
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
    assert_eq!((preview.delimiter, preview.header_line), (Delimiter::Comma, 1));
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
        let answers = |row: &transition_planner::import::TakenRow| {
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
    assert_eq!(preview.header_line, 3);
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
            (4, Reason::SameNameAsLine(2)),
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
    let words: serde_json::Value = serde_json::from_str(include_str!("../public/words/en.rest.json")).unwrap();
    for table in [Table::Instances, Table::Licences, Table::Windows, Table::People] {
        let label = |key: &str| words["questions"][key]["label"].as_str().unwrap().to_owned();
        let labels: Vec<String> = table.fields().iter().map(|field| label(field.key)).collect();
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
    let mut state = 2026_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
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
