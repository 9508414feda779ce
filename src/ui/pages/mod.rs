//! The pages.

pub mod about;
pub mod drafts;
pub mod facts;
pub mod questions;
pub mod readiness;
pub mod rules;
pub mod runbook;
pub mod section;
pub mod start;
