//! Starts the page.

#![forbid(unsafe_code)]

fn main() {
    transition_planner::ui::start();
}
