//! The doors to the rest of the program, which is loaded when it is first needed: what the first question does not need.
//! `cargo xtask split` cuts the WebAssembly here: whatever can be reached from outside this module stays in the first
//! part, and the first part calls these functions only after [`super::Page::rest`] says that the rest has come.

use std::sync::Arc;

use time::Date;

use super::components::{finding, list, pulse, rows};
use super::dom::El;
use super::frame::Summary;
use super::live::Derived;
use super::{Page, pages};
use crate::app::overview::{self, Overview};
use crate::assessment::{Assessment, FieldId, RowAt, RowId, Section, Table};
use crate::readiness::{Judge, Readiness};

#[inline(never)]
pub fn assess(judge: &mut Judge, assessment: &Assessment, today: Date) -> Arc<Readiness> {
    judge.assess(assessment, today)
}

#[inline(never)]
pub fn overview(assessment: &Assessment, readiness: &Readiness) -> Overview {
    overview::overview(assessment, readiness)
}

#[inline(never)]
pub fn readiness(page: Page, summary: Summary) -> El {
    pages::readiness::readiness(page, summary)
}

#[inline(never)]
pub fn runbook(page: Page) -> El {
    pages::runbook::page(page)
}

#[inline(never)]
pub fn task_title(page: Page, code: &str, row: &RowId) -> Option<String> {
    pages::runbook::title_of(page, code, row)
}

#[inline(never)]
pub fn questions(page: Page) -> El {
    pages::questions::page(page)
}

#[inline(never)]
pub fn rules(page: Page) -> El {
    pages::rules::rules(page)
}

#[inline(never)]
pub fn rule(page: Page, code: &str) -> El {
    pages::rules::rule_page(page, code)
}

#[inline(never)]
pub fn drafts(page: Page) -> El {
    pages::drafts::list(page)
}

#[inline(never)]
pub fn table_of_drafts(page: Page) -> El {
    pages::drafts::table(page)
}

#[inline(never)]
pub fn about(page: Page) -> El {
    pages::about::about(page)
}

#[inline(never)]
pub fn pulse(page: Page, summary: Summary) -> El {
    pulse::pulse(page, summary)
}

#[inline(never)]
pub fn field_findings(page: Page, row: RowAt, fields: Vec<FieldId>) -> El {
    finding::at_fields(page, row, fields)
}

#[inline(never)]
pub fn rows(page: Page, table: Table, fields: Derived<Vec<FieldId>>) -> El {
    rows::rows(page, table, fields)
}

#[inline(never)]
pub fn list(
    page: Page,
    section: Section,
    table: Table,
    fields: Derived<Vec<FieldId>>,
    spot: Derived<Option<(RowId, FieldId)>>,
) -> El {
    list::list(page, section, table, fields, spot)
}
