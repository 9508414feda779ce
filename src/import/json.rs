//! A list as programs hand it out: JSON, whose entries are rows and whose members' names are headers.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::Error;
use crate::assessment::choices::plain;

/// The entries of a list.
#[derive(Debug)]
pub(super) struct List {
    /// How many there are, as the list says.
    pub total: Option<u64>,
    /// The names of their members, in the order in which they come up; two that differ in case alone are one.
    pub names: Vec<String>,
    /// What each entry says, by the places of `names`.
    pub entries: Vec<BTreeMap<usize, String>>,
}

/// Whether a text is meant to be JSON: no table of ours begins with a bracket.
pub(super) fn is_meant(text: &str) -> bool {
    without_mark(text).trim_start().starts_with(['{', '['])
}

impl List {
    /// Reads an object with a list of `items`, a list alone, or one entry alone.
    pub fn read(text: &str) -> Result<Self, Error> {
        let text = without_trailing_commas(without_mark(text));
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| Error::NotJson { line: error.line().max(1), column: error.column().max(1) })?;
        let (total, entries) = match value {
            Value::Array(entries) => (None, entries),
            Value::Object(mut members) => {
                let total = members.iter().find(|(name, _)| plain(name) == "totalcount");
                let total = total.and_then(|(_, total)| total.as_u64());
                let items = members.iter_mut().find(|(name, value)| plain(name) == "items" && value.is_array());
                match items.map(|(_, items)| items.take()) {
                    Some(Value::Array(entries)) => (total, entries),
                    _ => (None, vec![Value::Object(members)]),
                }
            }
            other => (None, vec![other]),
        };
        let mut list = Self { total, names: Vec::new(), entries: Vec::with_capacity(entries.len()) };
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
                    cells.entry(at).or_insert_with(|| cell(value));
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
