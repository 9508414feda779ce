//! What a customer knows: plain data. [`fields`] declares every question; [`answers`] holds what was said;
//! [`values`], [`choices`] and [`offers`] say what can be; [`workstreams`] what it is about.

pub mod answers;
pub mod choices;
pub mod fields;
pub mod letters;
pub mod offers;
pub mod values;
pub mod workstreams;

pub use answers::{Answer, Assessment, Given, Note, Row, RowAt, RowId, Said};
pub use fields::{FIELDS, Field, FieldId, Key, Section, Table};
pub use workstreams::Workstream;
