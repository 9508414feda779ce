//! Transition Planner for Dynamics 365: is this company ready to move, and what stands in the way?
//!
//! Data flows one way: **answers → readiness → page or file**. The modules, in reading order:
//!
//! - [`assessment`]: what a customer knows; every question is declared there.
//! - [`rules`]: what the planner knows; every rule is declared there.
//! - [`readiness`]: the judgement of the one by the other.
//! - [`words`]: all text, in the reader's language.
//! - [`runbook`]: what is to be done, by whom and by when; what to ask, and whom.
//! - `draft`: the file in which answers are kept.
//! - [`export`]: files for other programs.
//! - [`import`]: tables that administrators have, as rows of answers.
//! - `app`: the state of the page, and every event that changes it; still pure.
//! - `browser` and `ui` (feature `page`): the adapters to the browser, and the page itself.

#![forbid(unsafe_code)]

pub mod app;
pub mod assessment;
#[cfg(feature = "page")]
pub mod browser;
pub mod draft;
pub mod export;
pub mod import;
pub mod readiness;
pub mod rules;
pub mod runbook;
#[cfg(feature = "page")]
pub mod ui;
pub mod words;
