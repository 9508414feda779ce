//! Text as lines of cells. Any text can be read; a quote that is not one of a quoted cell stays a character.
//!
//! Nothing is copied but cells with doubled quotes, and lines are found as they are asked for, so that megabytes of
//! anything take one pass and no memory. `csv-core` would drop a stray quote, or read the rest of the text into one
//! cell because of it; spreadsheets put such quotes on the clipboard as they are.

use std::borrow::Cow;
use std::cmp::Reverse;

/// What parts the cells of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Delimiter {
    /// As spreadsheets put on the clipboard.
    Tab,
    /// As in most files.
    Comma,
    /// As in files written where the comma parts decimals.
    Semicolon,
}

impl Delimiter {
    fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }
}

/// A text and what parts its cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block<'a> {
    text: &'a str,
    /// What parts its cells.
    pub delimiter: Delimiter,
}

impl<'a> Block<'a> {
    /// A text whose delimiter shows in its first lines; a tab where none does.
    #[must_use]
    pub fn read(text: &'a str) -> Self {
        /// In bytes: more than the first lines of anything that can be recognised.
        const LOOKED_AT: usize = 1 << 16;
        let end = (0..=LOOKED_AT.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
        let first = &text[..end.unwrap_or(0)];
        let fits = |delimiter: Delimiter| Some((Self::split(first, delimiter).fit()?, delimiter));
        // Of those that fit alike, the last is taken: a comma is the likeliest to stand inside a cell.
        let fitting = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab].into_iter().filter_map(fits);
        let best = fitting.max_by_key(|(fit, _)| *fit).map_or(Delimiter::Tab, |(_, delimiter)| delimiter);
        Self::split(text, best)
    }

    /// A text whose delimiter is known, such as [`Delimiter::Tab`] for cells copied from a spreadsheet.
    #[must_use]
    pub fn split(text: &'a str, delimiter: Delimiter) -> Self {
        Self { text: text.strip_prefix('\u{feff}').unwrap_or(text), delimiter }
    }

    /// Its lines, blank ones too; a line end at the very end begins no other.
    pub fn lines(self) -> impl Iterator<Item = Line<'a>> {
        Lines { block: self, at: 0, number: 1 }
    }

    /// How well its delimiter fits the first lines: how many agree on the number of cells, then how few cells begin
    /// with a quote that quotes nothing, then how many cells the first line has. `None` where it parts none of them.
    fn fit(self) -> Option<(usize, Reverse<usize>, usize)> {
        const LINES: usize = 10;
        let lines = || self.lines().filter(|line| !line.is_blank()).take(LINES);
        let widths: Vec<usize> = lines().map(|line| line.cells().count()).collect();
        let agreeing = |width: &usize| widths.iter().filter(|other| *other == width).count();
        let most = widths.iter().filter(|width| **width > 1).map(agreeing).max()?;
        let strays = lines().flat_map(Line::cells).filter(|cell| cell.starts_with('"')).count();
        // In names below a header of one cell, commas are likely to be the names' own.
        (widths[0] > 1 || most * 2 >= widths.len()).then_some((most, Reverse(strays), widths[0]))
    }
}

/// One line; more than one line of the text where a quoted cell has line ends in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line<'a> {
    /// Its place in the text, from 1.
    pub number: usize,
    text: &'a str,
    delimiter: Delimiter,
}

impl<'a> Line<'a> {
    /// Its cells, as they are once their quotes are taken off; at least one.
    pub fn cells(self) -> impl Iterator<Item = Cow<'a, str>> {
        let (text, delimiter) = (self.text, self.delimiter.byte());
        let mut rest = Some(0);
        std::iter::from_fn(move || {
            let start = rest?;
            let end = cell(text.as_bytes(), start, delimiter);
            rest = (end.at < text.len()).then_some(end.at + 1);
            Some(if !end.quoted {
                Cow::Borrowed(&text[start..end.at])
            } else if end.doubled {
                Cow::Owned(text[start + 1..end.at - 1].replace("\"\"", "\""))
            } else {
                Cow::Borrowed(&text[start + 1..end.at - 1])
            })
        })
    }

    /// Nothing stands in any of its cells.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }
}

struct Lines<'a> {
    block: Block<'a>,
    at: usize,
    number: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let (text, delimiter) = (self.block.text.as_bytes(), self.block.delimiter);
        let start = self.at;
        if start == text.len() {
            return None;
        }
        let mut end = cell(text, start, delimiter.byte()).at;
        while text.get(end) == Some(&delimiter.byte()) {
            end = cell(text, end + 1, delimiter.byte()).at;
        }
        self.at = match text[end..] {
            [] => end,
            [b'\r', b'\n', ..] => end + 2,
            _ => end + 1,
        };
        let line = Line { number: self.number, text: &self.block.text[start..end], delimiter };
        self.number += line_ends(&text[start..self.at]);
        Some(line)
    }
}

/// Line ends as editors count them: `\n`, `\r\n`, or `\r` alone.
fn line_ends(text: &[u8]) -> usize {
    let ends = |(at, byte): (usize, &u8)| *byte == b'\n' || (*byte == b'\r' && text.get(at + 1) != Some(&b'\n'));
    text.iter().enumerate().filter(|at| ends(*at)).count()
}

/// Where a cell ends: at its delimiter, its line's end, or the text's.
struct CellEnd {
    at: usize,
    quoted: bool,
    doubled: bool,
}

/// The end of the cell that begins at `start`. It is quoted only if its closing quote ends it.
///
/// The time is linear in the text even where no quote ever closes: the search for a closing quote stops at the next
/// run of quotes of odd length, and only such a run can begin another search that goes beyond itself.
fn cell(text: &[u8], start: usize, delimiter: u8) -> CellEnd {
    let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    if text.get(start) == Some(&b'"') {
        let (mut from, mut doubled) = (start + 1, false);
        while let Some(length) = text[from..].iter().position(|byte| *byte == b'"') {
            let after = from + length + 1;
            match text.get(after) {
                Some(b'"') => (from, doubled) = (after + 1, true),
                Some(byte) if !ends(byte) => break,
                _ => return CellEnd { at: after, quoted: true, doubled },
            }
        }
    }
    let length = text[start..].iter().position(ends);
    CellEnd { at: length.map_or(text.len(), |length| start + length), quoted: false, doubled: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        let line = |line: Line<'_>| (line.number, line.cells().map(Cow::into_owned).collect());
        Block::read(text).lines().map(line).collect()
    }

    fn row<const N: usize>(number: usize, cells: [&str; N]) -> (usize, Vec<String>) {
        (number, cells.map(str::to_owned).to_vec())
    }

    #[test]
    fn quoted_cells_keep_what_is_in_them() {
        let text = "Name,Note\r\n\"Sales, North\",\"says \"\"yes\"\"\"\r\n\"two\r\nlines\",\"\"\r\nlast,";
        assert_eq!(
            cells(text),
            [
                row(1, ["Name", "Note"]),
                row(2, ["Sales, North", "says \"yes\""]),
                row(3, ["two\r\nlines", ""]),
                row(5, ["last", ""]),
            ]
        );
    }

    #[test]
    fn a_quote_that_quotes_nothing_is_a_character() {
        for name in ["\"Best\" Sales", "5\" disk", "\"", "\"never closed", "\"\"\"", "a\"b\"", "\" \"x"] {
            assert_eq!(cells(&format!("{name}\tb\nc\td")), [row(1, [name, "b"]), row(2, ["c", "d"])], "{name}");
        }
    }

    #[test]
    fn every_line_end_ends_a_line_and_the_last_begins_none() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a\tb", "", "c", ""].join(end);
            assert_eq!(cells(&text), [row(1, ["a", "b"]), row(2, [""]), row(3, ["c"])], "{end:?}");
        }
        assert_eq!(cells(""), []);
        assert_eq!(cells("\u{feff}"), []);
    }

    #[test]
    fn the_delimiter_shows_in_the_first_lines() {
        for (text, delimiter) in [
            ("a\tb\n1\t2", Delimiter::Tab),
            ("a,b\n1,2", Delimiter::Comma),
            ("a;b\n1;2", Delimiter::Semicolon),
            // Decimal commas and commas in names: the semicolons agree, the commas do not.
            ("Name;Size\nA;1,5\nB;2,5", Delimiter::Semicolon),
            ("Name;Size\nSales, North, West;1,5\nSales, South, West;2,5", Delimiter::Semicolon),
            ("Name,Note\nA,x; y\nB,z", Delimiter::Comma),
            ("Name\tNote\nA, B\tx; y", Delimiter::Tab),
            ("\"a;b;c\",x\n\"d;e;f\",y", Delimiter::Comma),
            // A title, and lines of unequal length.
            ("My environments\nName,Type\nA,B", Delimiter::Comma),
            ("Name,Type,Region\nA,B\nC\nD,E,F,G", Delimiter::Comma),
            // Names alone, with commas of their own.
            ("Name\nLegal, Claims\nSales\nService", Delimiter::Tab),
            ("one", Delimiter::Tab),
            ("", Delimiter::Tab),
        ] {
            assert_eq!(Block::read(text).delimiter, delimiter, "{text}");
        }
    }
}
