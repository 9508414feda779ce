//! A block without a header, laid into a grid with its first cell where the reader stands.

use super::block::Block;
use super::{Error, MAX_ROWS, Resolve, answer, is_too_long};
use crate::assessment::{Answer, FieldId, Table};

/// The grid, as the reader sees it.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    /// The table whose rows it shows.
    pub table: Table,
    /// The fields of its columns, in the order shown.
    pub columns: &'a [FieldId],
    /// How many rows it has.
    pub rows: usize,
}

/// What the block would change.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Placement {
    /// Each cell that says something, in the block's order. Empty cells change nothing.
    pub cells: Vec<Placed>,
    /// How many rows must be added.
    pub new_rows: usize,
    /// What has no place.
    pub left_over: Vec<LeftOver>,
}

/// A cell and where it lands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Its line in the text, from 1.
    pub line: usize,
    /// Its row.
    pub row: RowPlace,
    /// Its field.
    pub field: FieldId,
    /// What it says, without a note.
    pub answer: Answer,
}

/// A row of the grid, or one that is added below it; both from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RowPlace {
    /// One that is there.
    Existing(usize),
    /// One that must be added.
    New(usize),
}

/// Cells of one line for which the grid has no column, or no row where its rows are fixed; also those longer than
/// [`super::LONGEST_CELL`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LeftOver {
    /// The line in the text, from 1.
    pub line: usize,
    /// How many of its cells say something and have no place.
    pub cells: usize,
}

/// Lays `block` into `grid` from row `at_row` and column `at_column` on, both from 0. A copied column of text may have
/// commas of its own: read the block with [`Block::split`] at tabs, as spreadsheets copy.
///
/// # Errors
///
/// [`Error::TooManyRows`] where the grid would have more than [`MAX_ROWS`] rows.
pub fn place(
    block: Block<'_>,
    grid: Grid<'_>,
    at_row: usize,
    at_column: usize,
    resolve: Resolve<'_>,
) -> Result<Placement, Error> {
    let columns = grid.columns.get(at_column..).unwrap_or_default();
    let room = grid.rows.saturating_sub(at_row);
    let fit = MAX_ROWS.saturating_sub(grid.rows);
    let beyond = block.lines().skip(room).filter(|line| !line.is_blank()).count();
    if beyond > fit && grid.table.grows() {
        return Err(Error::TooManyRows { found: beyond, fit });
    }
    let mut placement = Placement::default();
    for (at, line) in block.lines().enumerate() {
        let row = if at < room {
            Some(RowPlace::Existing(at_row + at))
        } else {
            grid.table.grows().then_some(RowPlace::New(placement.new_rows))
        };
        let (placed, mut left_over) = (placement.cells.len(), 0);
        for (column, cell) in line.cells().enumerate() {
            let cell = cell.trim();
            match (row, columns.get(column)) {
                _ if cell.is_empty() => {}
                (Some(row), Some(field)) if !is_too_long(cell) => {
                    let answer = answer(*field, cell, resolve);
                    placement.cells.push(Placed { line: line.number, row, field: *field, answer });
                }
                _ => left_over += 1,
            }
        }
        // A line that says nothing here adds no row.
        if placement.cells.len() > placed && matches!(row, Some(RowPlace::New(_))) {
            placement.new_rows += 1;
        }
        if left_over > 0 {
            placement.left_over.push(LeftOver { line: line.number, cells: left_over });
        }
    }
    Ok(placement)
}
