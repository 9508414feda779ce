//! Many drafts: their order, what is searched for, and the table as a file.

#[path = "support/words.rs"]
mod words;

use transition_planner::app::EXAMPLES_MADE_FOR as TODAY;
use transition_planner::app::Shelved;
use transition_planner::app::shelf::{COLUMNS, Line, csv, customers, lines};
use transition_planner::draft::Draft;
use words::words;

fn draft(id: &str, name: &str, customer: &str, saved_at: &str) -> Shelved {
    let mut draft = Draft::new(id.to_owned(), name.to_owned());
    customer.clone_into(&mut draft.customer);
    saved_at.clone_into(&mut draft.saved_at);
    Shelved::read(id.to_owned(), &draft.write())
}

fn names(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.name.as_str()).collect()
}

#[test]
fn drafts_stand_by_customer_and_the_last_changed_first() {
    let shelf = [
        draft("a", "nobody's", "", "2026-11-20T10:00:00.000Z"),
        draft("b", "old", "fabrikam", "2026-11-01T10:00:00.000Z"),
        draft("c", "new", " Fabrikam ", "2026-11-19T10:00:00.000Z"),
        draft("d", "other", "Contoso", ""),
        Shelved::read("e".to_owned(), "{}"),
    ];
    let lines = lines(&shelf, TODAY);
    assert_eq!(names(&lines), ["other", "new", "old", "nobody's"]);
    assert_eq!(customers(&lines), ["Contoso", "Fabrikam", ""]);
}

#[test]
fn a_draft_is_found_by_its_name_and_its_customers_whatever_the_case() {
    let lines = lines(&[draft("a", "Two tenants", "Söhne & Co", ""), draft("b", "One", "", "")], TODAY);
    let found = |find: &str| lines.iter().filter(|line| line.has(find)).count();
    assert_eq!((found(""), found("SÖHNE"), found("tenants"), found("o"), found("x")), (2, 1, 1, 2, 0));
}

#[test]
fn the_table_is_a_file_that_runs_nothing() {
    let shelf = [draft("a", "=HYPERLINK(\"//x\",\"y\")", "@fabrikam", "2026-11-20T10:00:00.000Z")];
    let text = csv(&lines(&shelf, TODAY), &words());
    let (head, row) = text.split_once("\r\n").expect("two lines");
    assert_eq!(head, "\u{feff}Customer,Draft,Verdict,Blockers,Warnings,Missing answers,Answers,Last changed");
    assert_eq!(head.split(',').count(), COLUMNS.len());
    let said =
        "'@fabrikam,\"'=HYPERLINK(\"\"//x\"\",\"\"y\"\")\",Nothing to judge yet,0,0,0,3,2026-11-20T10:00:00.000Z\r\n";
    assert_eq!(row, said);
}

#[test]
fn an_example_has_the_numbers_that_its_pages_have() {
    let mut example = Draft::read(include_str!("../public/examples/spin-off.json")).expect("a draft");
    "Spin-off".clone_into(&mut example.name);
    let judged = transition_planner::readiness::assess(&example.assessment, TODAY);
    let line = Line::of(&example, TODAY);
    assert_eq!((line.tally, line.verdict), (judged.tally(), judged.verdict()));
    assert_eq!((line.missing, line.customer.as_str()), (judged.missing_answers().len(), "Fabrikam"));
}
