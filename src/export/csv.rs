//! Tables as CSV (RFC 4180), as spreadsheets open them with a click.

/// A table as a file's text: UTF-8 with a byte-order mark, without which Excel takes it for another encoding; lines end in
/// CRLF. A cell that a spreadsheet would run as a formula begins with an apostrophe, which makes it text there.
#[must_use]
pub fn table<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    let mut out = String::from('\u{feff}');
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            push_cell(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

fn push_cell(cell: &str, out: &mut String) {
    let text = if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() };
    // Semicolons and tabs part cells where a spreadsheet is set to them.
    if text.contains([',', ';', '"', '\r', '\n', '\t']) || text.trim() != text {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

/// Whether a spreadsheet would run this: also behind spaces, and in the wide forms that Japanese keyboards have.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}

#[cfg(test)]
mod tests {
    use super::table;

    fn line(cells: [&str; 2]) -> String {
        table([cells.map(str::to_owned)].into_iter())
    }

    #[test]
    fn a_table_has_a_mark_of_its_encoding_commas_and_both_line_ends() {
        assert_eq!(line(["Söhne", "1"]), "\u{feff}Söhne,1\r\n");
        assert_eq!(table(std::iter::empty::<[String; 2]>()), "\u{feff}");
    }

    #[test]
    fn what_would_part_cells_stands_in_quotes() {
        assert_eq!(line(["a,b", "a;b"]), "\u{feff}\"a,b\",\"a;b\"\r\n");
        assert_eq!(line(["say \"so\"", "two\r\nlines"]), "\u{feff}\"say \"\"so\"\"\",\"two\r\nlines\"\r\n");
        assert_eq!(line([" a ", ""]), "\u{feff}\" a \",\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_written_as_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\u{ff1d}1", "=HYPERLINK(1)"] {
            assert_eq!(line([formula, "x"]), format!("\u{feff}'{formula},x\r\n"));
        }
        assert_eq!(line(["\t=1", " =1"]), "\u{feff}\"'\t=1\",' =1\r\n");
        assert_eq!(line(["=1,\"2\"", "a=1"]), "\u{feff}\"'=1,\"\"2\"\"\",a=1\r\n");
    }
}
