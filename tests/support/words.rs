//! The planner's words, as the tests read them.

use transition_planner::words::{English, Words};

pub fn words() -> Words {
    Words::read(include_str!("../../public/words/en.json"), Box::new(English)).expect("the words can be read")
}
