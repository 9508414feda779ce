//! What a customer knows: plain data. [`fields`] declares every question; [`answers`] holds what was said;
//! [`values`] and [`choices`] say what can be.

pub mod answers;
pub mod choices;
pub mod fields;
pub mod letters;
pub mod values;

pub use answers::{Answer, Assessment, Given, Note, Row, RowAt, RowId, Said};
pub use fields::{FIELDS, Field, FieldId, Key, Section, Table};
