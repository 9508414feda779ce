//! The parts of which pages are made.

pub mod conflict;
pub mod copy;
pub mod finding;
pub mod fold;
pub mod grid;
pub mod icon;
pub mod list;
pub mod note;
pub mod preview;
pub mod pulse;
pub mod question;
pub mod results;
pub mod rows;
pub mod term;
pub mod typed;
