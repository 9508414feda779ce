//! What is to be done, by whom and by when.

mod states;

pub use states::{State, TaskStates};
