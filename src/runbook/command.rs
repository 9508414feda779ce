//! Commands for PowerShell, filled in from the draft.
//!
//! Whatever the draft says reaches a command as a literal in single quotes, in which PowerShell expands nothing. It ends
//! such a literal at any of five characters, four typographic quotes among them (PowerShell's about_Quoting_Rules), and
//! reads each of them doubled as itself. A declaration has names in angle brackets where something is to be filled in; what
//! the draft lacks stays like that, without quotes: PowerShell refuses the line, and runs nothing with a wrong value.

use crate::assessment::choices::plain_name;
use crate::assessment::fields::{ENVIRONMENT_ID, INSTANCE, TENANT_ID};
use crate::assessment::letters::in_word;
use crate::assessment::{Assessment, Row, RowAt, Table};

/// A command, ready to be copied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// The text; one command a line.
    pub text: String,
    /// What is still to be filled in, each once: keys of the words `runbook.placeholders`, which say where to find it.
    pub missing: Vec<&'static str>,
}

/// Fills in a command's blanks; those about an instance from this row, where it is one.
#[must_use]
pub fn filled(command: &'static str, about: &Assessment, subject: RowAt) -> Command {
    let mut filled = Command { text: String::new(), missing: Vec::new() };
    let mut rest = command;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((blank, after)) = after.split_once('>') else { break };
        filled.text.push_str(before);
        match value(blank, about, subject) {
            Some(value) => filled.text.push_str(&quoted(&value)),
            None => {
                filled.text.extend(["<", blank, ">"]);
                if !filled.missing.contains(&blank) {
                    filled.missing.push(blank);
                }
            }
        }
        rest = after;
    }
    filled.text.push_str(rest);
    filled
}

/// What the draft says for a blank; `None` where it does not.
fn value(blank: &str, about: &Assessment, subject: RowAt) -> Option<String> {
    let instance = || (subject.table == Table::Instances).then(|| about.row(subject));
    match blank {
        "EnvironmentId" => instance()?.value(ENVIRONMENT_ID).map(bare),
        "TargetTenantId" => about.rows(Table::Tenants)[1].value(TENANT_ID).map(bare),
        "InstanceName" => instance()?.value(INSTANCE).map(str::to_owned),
        "UserMappingFile" => Some(format!("{}\\usermapping.csv", own_folder(about, subject)?)),
        // Nobody is asked for these: they come with the commands themselves.
        _ => None,
    }
}

/// An id without its braces.
fn bare(id: &str) -> String {
    id.trim_matches(['{', '}']).to_owned()
}

/// The folder of an instance, after its name: one for each, since the file's own name is always the same. Where an
/// earlier one has it already, also for Windows, to which case does not matter, the row's permanent name tells them apart.
fn own_folder(about: &Assessment, instance: RowAt) -> Option<String> {
    let of = |row: &Row| row.value(INSTANCE).map(folder);
    let rows = (instance.table == Table::Instances).then(|| about.rows(Table::Instances))?;
    let at = instance.at as usize;
    let own = of(&rows[at])?;
    let is_taken = rows[..at].iter().filter_map(of).any(|other| plain_name(&other) == plain_name(&own));
    Some(if is_taken { format!("{own} {}", folder(&rows[at].id.0)) } else { own })
}

/// A folder's name after another name: letters, digits, and what stands for neither a place in the file system nor a
/// pattern; and none that Windows keeps for devices.
fn folder(name: &str) -> String {
    let kept = |c: char| if in_word(c) && !is_hidden(c) || matches!(c, ' ' | '_' | '-') { c } else { '-' };
    let name = name.chars().map(kept).collect::<String>().trim().to_owned();
    let lower = plain_name(&name);
    let is_port = matches!(lower.strip_suffix(|c: char| c.is_numeric()), Some("com" | "lpt"));
    let is_device = is_port || matches!(lower.as_str(), "con" | "prn" | "aux" | "nul");
    if is_device { format!("{name}-") } else { name }
}

/// The text as a literal that PowerShell reads as just this text, on one line. Characters that nobody sees (controls,
/// line ends, those that turn the direction of writing) are left out.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for c in text.chars().filter(|c| !is_hidden(*c)) {
        literal.push(c);
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            literal.push(c);
        }
    }
    literal.push('\'');
    literal
}

/// Whether nobody sees this character, or it changes how others are seen.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a literal as PowerShell does; `None` where it ends before the text does.
    fn read(literal: &str) -> Option<String> {
        let is_quote = |c: char| ['\'', '‘', '’', '‚', '‛'].contains(&c);
        let mut rest = literal.chars();
        let mut text = String::new();
        rest.next().filter(|c| is_quote(*c))?;
        while let Some(c) = rest.next() {
            if is_quote(c) {
                match rest.next() {
                    Some(second) if is_quote(second) => text.push(second),
                    Some(_) => return None,
                    None => return Some(text),
                }
            } else {
                text.push(c);
            }
        }
        None
    }

    #[test]
    fn powershell_reads_each_literal_as_the_text_it_was_made_of() {
        for text in [
            "Sales",
            "",
            "Kim's trial",
            "'; Remove-Item C:\\ -Recurse #",
            "’; calc; ‘",
            "‚‛'’‘",
            "'’",
            "$(calc) `$env:x \"quoted\" @{a=1}",
            "a–b; c | d > e & f",
            "ends with ’",
        ] {
            assert_eq!(read(&quoted(text)).as_deref(), Some(text), "{}", quoted(text));
        }
    }

    #[test]
    fn nothing_that_nobody_sees_gets_through() {
        let hostile = "Sales\r\n\u{85}\u{2028}\u{2029}\t\u{7}\0\u{202e}\u{2066}\u{200f}\u{feff}\u{61c}\u{e0041}X";
        assert_eq!(quoted(hostile), "'SalesX'");
    }

    #[test]
    fn a_folders_name_is_no_way_to_another_place() {
        for (name, own) in [
            ("Fabrikam Sales", "Fabrikam Sales"),
            ("..\\..\\Windows", "------Windows"),
            ("C:/x*?[a]", "C--x---a-"),
            ("Kim’s `trial`$", "Kim-s -trial--"),
            ("Zürich 東京\u{202e}\n", "Zürich 東京--"),
            ("con", "con-"),
            ("LPT1", "LPT1-"),
            ("Com", "Com"),
        ] {
            assert_eq!(folder(name), own);
        }
    }
}
