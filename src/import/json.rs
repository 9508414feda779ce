//! A list as programs hand it out: JSON, whose entries are rows and whose members' names are headers.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::Error;
use crate::assessment::choices::plain;

/// What a draft's file calls itself: what is imported knows of no drafts.
const DRAFT: &str = "transition-planner-draft";

/// The entries of a list.
#[derive(Debug)]
pub(super) struct List {
    /// How many there are, as the list says.
    pub total: Option<u64>,
    /// The names of their members, in the order in which they come up; two that differ in case alone are one.
    pub names: Vec<String>,
    /// What each entry says, by the places of `names`.
    pub entries: Vec<BTreeMap<usize, String>>,
    /// It is no list at all, but a draft of ours.
    pub is_draft: bool,
}

/// Whether a text is meant to be JSON. A name may begin with a bracket too: `[Test] Sales`.
pub(super) fn is_meant(text: &str) -> bool {
    let text = without_mark(text).trim_start();
    match text.strip_prefix('[') {
        None => text.starts_with('{'),
        Some(rest) if rest.trim_start().starts_with(['{', '[', ']']) || rest.trim().is_empty() => true,
        Some(_) => serde_json::from_str::<Value>(&without_trailing_commas(text)).is_ok(),
    }
}

impl List {
    /// Reads an object with a list of `items`, a list alone, or one entry alone.
    pub fn read(text: &str) -> Result<Self, Error> {
        let text = without_trailing_commas(without_mark(text));
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| Error::NotJson { line: error.line().max(1), column: error.column().max(1) })?;
        let is_draft = value["format"] == DRAFT;
        let (total, entries) = match value {
            Value::Array(entries) => (None, entries),
            Value::Object(mut members) => {
                let total = members.iter().find(|(name, _)| plain(name) == "totalcount");
                let total = total.and_then(|(_, total)| total.as_u64().or_else(|| total.as_str()?.trim().parse().ok()));
                let items = members.iter_mut().find(|(name, _)| plain(name) == "items");
                match items.map(|(_, items)| items.take()) {
                    Some(Value::Array(entries)) => (total, entries),
                    Some(Value::Null) => (total, Vec::new()),
                    Some(entry) => (total, vec![entry]),
                    None => (None, vec![Value::Object(members)]),
                }
            }
            other => (None, vec![other]),
        };
        let mut list = Self { total, names: Vec::new(), entries: Vec::with_capacity(entries.len()), is_draft };
        let mut places = HashMap::new();
        for entry in entries {
            let mut cells = BTreeMap::new();
            // What is no object says nothing.
            if let Value::Object(members) = entry {
                for (name, value) in members {
                    let at = *places.entry(plain(&name)).or_insert_with(|| {
                        list.names.push(name);
                        list.names.len() - 1
                    });
                    let said: &mut String = cells.entry(at).or_default();
                    if said.is_empty() {
                        *said = cell(value);
                    }
                }
            }
            list.entries.push(cells);
        }
        Ok(list)
    }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What a value says, as text.
fn cell(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Number(number) => {
            let number = number.to_string();
            // In JSON a point parts decimals alone: `40.0` is forty.
            match number.split_once('.') {
                Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole.to_owned(),
                _ => number,
            }
        }
        other => other.to_string(),
    }
}

/// The text with a space for each comma behind which a list or an object ends, as people leave them when they edit.
/// Places stay where they were.
fn without_trailing_commas(text: &str) -> Cow<'_, str> {
    let (mut in_string, mut escaped) = (false, false);
    // The last comma, as long as it may be a trailing one; the last byte that is no space.
    let (mut comma, mut last) = (None, b'[');
    let mut trailing = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            // Behind another comma, or behind nothing, it is more than trailing.
            b',' => comma = (!matches!(last, b',' | b'[' | b'{' | b':')).then_some(at),
            b']' | b'}' => trailing.extend(comma.take()),
            _ => comma = None,
        }
        in_string = byte == b'"';
        last = byte;
    }
    if trailing.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut from = 0;
    for at in trailing {
        cleaned.push_str(&text[from..at]);
        cleaned.push(' ');
        from = at + 1;
    }
    cleaned.push_str(&text[from..]);
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_commas_go_and_no_others() {
        for (text, cleaned) in [
            ("[1,]", "[1 ]"),
            ("{\"a\": [1, 2 , \n] ,}", "{\"a\": [1, 2   \n]  }"),
            ("[\",]\", \"\\\",}\",]", "[\",]\", \"\\\",}\" ]"),
            ("[\"\\\\\",]", "[\"\\\\\" ]"),
            ("[1, 2]", "[1, 2]"),
            ("[,]", "[,]"),
            ("[1,,]", "[1,,]"),
            ("{\"a\":,}", "{\"a\":,}"),
            ("[1,", "[1,"),
            ("\",]", "\",]"),
            ("[é,]", "[é ]"),
        ] {
            assert_eq!(without_trailing_commas(text), cleaned, "{text}");
        }
    }
}
