//! How far tasks have come, and what was remarked: what people say of tasks, kept with the draft.
//!
//! It is held as the draft's file has it, `{"<task code>": {"<row id>": {"state": "done", "remark": "…"}}}`, sorted by
//! code and row: what a later version adds is kept, and a map of another type would be code of its own. The row is the
//! task's subject; a task about the whole has the row `assessment`.

use serde_json::{Map, Value};

use crate::assessment::RowId;

/// How far a task has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum State {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody is at it.
    Doing,
    /// It is done.
    Done,
    /// Somebody decided that it is not needed here.
    NotNeeded,
}

impl State {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Open, Self::Doing, Self::Done, Self::NotNeeded];

    /// Its name in the draft's file and in the words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::NotNeeded => "not needed",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Nothing is left to do: whatever waits for it may begin.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::NotNeeded)
    }
}

/// The states and remarks of all tasks of which anything was said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TaskStates(Map<String, Value>);

impl TaskStates {
    /// As the draft's file has it. Whatever it holds is kept; what is none of ours reads as open, without a remark.
    #[must_use]
    pub fn from_file(tasks: Map<String, Value>) -> Self {
        Self(tasks)
    }

    /// As the draft's file has it.
    #[must_use]
    pub fn file(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Nothing was said of any task.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How far the task of this code has come for this subject.
    #[must_use]
    pub fn state(&self, code: &str, subject: &RowId) -> State {
        self.said(code, subject, "state").and_then(State::from_key).unwrap_or_default()
    }

    /// The remark on it; empty where there is none.
    #[must_use]
    pub fn remark(&self, code: &str, subject: &RowId) -> &str {
        self.said(code, subject, "remark").unwrap_or_default()
    }

    /// Says how far it has come.
    pub fn set_state(&mut self, code: &str, subject: &RowId, state: State) {
        self.set(code, subject, "state", if state == State::Open { "" } else { state.key() });
    }

    /// Remarks upon it; an empty remark takes the last one away.
    pub fn set_remark(&mut self, code: &str, subject: &RowId, remark: &str) {
        self.set(code, subject, "remark", remark);
    }

    /// All that is said of it, as the draft's file has it.
    #[must_use]
    pub fn entry(&self, code: &str, subject: &RowId) -> Option<&Value> {
        self.0.get(code)?.get(&*subject.0)
    }

    /// Puts all that is said of it in the place of what was, as the draft's file has it.
    pub fn put(&mut self, code: &str, subject: &RowId, entry: Option<Value>) {
        let Some(rows) = object(self.0.entry(code).or_insert(Value::Null)) else { return };
        match entry {
            Some(entry) => drop(rows.insert(subject.to_string(), entry)),
            None => drop(rows.remove(&*subject.0)),
        }
        if rows.is_empty() {
            self.0.remove(code);
        }
    }

    fn said(&self, code: &str, subject: &RowId, member: &str) -> Option<&str> {
        self.entry(code, subject)?.get(member)?.as_str()
    }

    /// Sets a member; what is left without any disappears, so that the file says nothing of what nothing was said of.
    pub fn set(&mut self, code: &str, subject: &RowId, member: &str, text: &str) {
        let Some(rows) = object(self.0.entry(code).or_insert(Value::Null)) else { return };
        let Some(members) = object(rows.entry(&*subject.0).or_insert(Value::Null)) else { return };
        if text.is_empty() {
            members.remove(member);
        } else {
            members.insert(member.to_owned(), text.into());
        }
        if members.is_empty() {
            rows.remove(&*subject.0);
        }
        if rows.is_empty() {
            self.0.remove(code);
        }
    }
}

/// The object that stands here; anything else gives way to one.
fn object(value: &mut Value) -> Option<&mut Map<String, Value>> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_task_is_found_again_and_leaves_no_trace_when_taken_back() {
        let (sales, whole) = (RowId("sales".into()), RowId("assessment".into()));
        let mut states = TaskStates::default();
        states.set_state("TM-T01", &whole, State::Done);
        states.set_remark("TM-T01", &sales, "number 4711");
        assert_eq!(states.state("TM-T01", &whole), State::Done);
        assert_eq!((states.state("TM-T01", &sales), states.remark("TM-T01", &sales)), (State::Open, "number 4711"));
        assert_eq!(states.state("TM-T02", &whole), State::Open);
        states.set_state("TM-T01", &whole, State::Open);
        states.set_remark("TM-T01", &sales, "");
        assert_eq!(states, TaskStates::default());
    }

    #[test]
    fn what_the_file_has_besides_is_kept() {
        let file = r#"{"XX-T99":{"sales":{"later":1.50,"state":"postponed"}},"TM-T01":"odd"}"#;
        let mut states = TaskStates::from_file(serde_json::from_str(file).expect("JSON"));
        let sales = RowId("sales".into());
        assert_eq!(states.state("XX-T99", &sales), State::Open);
        states.set_state("XX-T99", &sales, State::Doing);
        states.set_state("TM-T01", &sales, State::Doing);
        let kept = r#"{"TM-T01":{"sales":{"state":"doing"}},"XX-T99":{"sales":{"later":1.50,"state":"doing"}}}"#;
        assert_eq!(Value::Object(states.file().clone()).to_string(), kept);
    }
}
