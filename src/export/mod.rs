//! Files that the planner writes for other programs.

pub mod csv;
