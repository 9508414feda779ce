//! The planner's words, as the tests read them.

use transition_planner::words::{English, Words};

pub fn words() -> Words {
    let mut words = Words::read(include_str!("../../public/words/en.json"), Box::new(English)).expect("words");
    words.add(include_str!("../../public/words/en.rules.json")).expect("words of rules");
    words.add(include_str!("../../public/words/en.rest.json")).expect("words of the rest");
    words.add(include_str!("../../public/words/en.runbook.json")).expect("words of tasks");
    words
}
