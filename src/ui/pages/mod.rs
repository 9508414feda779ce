//! The pages.

pub mod about;
pub mod facts;
pub mod readiness;
pub mod rules;
pub mod section;
pub mod start;
