//! The text of the support request: what technical support asks for before it moves anything (S0's questions and P22's),
//! filled in from the answers; what is not known yet is said to be so.

use super::questions::one_line;
use super::text::{ALERT_CONTACT, ON_CALL, with_role};
use crate::assessment::fields as f;
use crate::assessment::{Assessment, FieldId, RowAt, Said, Table};
use crate::rules::facts::can_move;
use crate::words::{Fill, Words};

/// About the whole, in the order in which support asks.
const WHOLE: [FieldId; 13] = [
    f::DESTINATION_SUBSCRIPTION.field,
    f::ACTIVE_LICENCES.field,
    f::AVAILABLE_LICENCES.field,
    f::PRODUCTION_LICENCES.field,
    f::SANDBOX_LICENCES.field,
    f::AVAILABLE_STORAGE.field,
    f::AVAILABLE_DATABASE.field,
    f::AVAILABLE_FILE.field,
    f::AVAILABLE_LOG.field,
    f::REHEARSAL_CAPACITY.field,
    f::USERS_TO_MOVE.field,
    f::USERS_CREATED.field,
    f::CUSTOMER_LOCKBOX.field,
];
const TENANT: [FieldId; 4] = [f::DOMAIN.field, f::TENANT_ID.field, f::TENANT_REGION.field, f::TENANT_STORAGE.field];
const INSTANCE: [FieldId; 13] = [
    f::INSTANCE_TYPE.field,
    f::VERSION.field,
    f::INSTANCE_REGION.field,
    f::USED_STORAGE.field,
    f::USED_DATABASE.field,
    f::USED_FILE.field,
    f::USED_LOG.field,
    f::DESTINATION_INSTANCE.field,
    f::DESTINATION_TYPE.field,
    f::CUT_OVER.field,
    f::MARKETING.field,
    f::SECURITY_GROUP.field,
    f::MAPPING_FILE.field,
];
const PRODUCT: [FieldId; 2] = [f::PRODUCT_ACTIVE.field, f::PRODUCT_AVAILABLE.field];
const WINDOW: [FieldId; 2] = [f::STARTS.field, f::ENDS.field];
const PERSON: [FieldId; 2] = [f::EMAIL.field, f::PHONE.field];

/// Details that some answers make needless: left out, unless something was said of them.
const IF_SAID: [FieldId; 9] = [
    f::AVAILABLE_DATABASE.field,
    f::AVAILABLE_FILE.field,
    f::AVAILABLE_LOG.field,
    f::USED_DATABASE.field,
    f::USED_FILE.field,
    f::USED_LOG.field,
    f::INSTANCE_REGION.field,
    f::CUT_OVER.field,
    f::TENANT_STORAGE.field,
];

/// Totals, each with the first of its parts: a total of which nothing is said is left out where its parts are said.
const TOTALS: [(FieldId, FieldId); 4] = [
    (f::ACTIVE_LICENCES.field, f::PRODUCT_ACTIVE.field),
    (f::AVAILABLE_LICENCES.field, f::PRODUCT_AVAILABLE.field),
    (f::AVAILABLE_STORAGE.field, f::AVAILABLE_DATABASE.field),
    (f::USED_STORAGE.field, f::USED_DATABASE.field),
];

/// The text, plain, in the reader's language. Instances that cannot move are left out.
#[must_use]
pub fn text(words: &Words, about: &Assessment) -> String {
    let say = |key: &str| words.say(&format!("runbook.request.{key}"));
    let rows = |table: Table| {
        (0..about.rows(table).len()).filter_map(move |at| Some(RowAt { table, at: u32::try_from(at).ok()? }))
    };
    let mut lines = vec![say("subject"), String::new(), say("lede")];
    for tenant in rows(Table::Tenants) {
        heading(&mut lines, &words.say(&format!("rows.tenants.{}", about.row(tenant).id)));
        answers(&mut lines, words, about, tenant, &TENANT, "");
    }
    heading(&mut lines, &say("destination"));
    answers(&mut lines, words, about, RowAt { table: Table::Assessment, at: 0 }, &WHOLE, "");
    list(&mut lines, words, about, rows(Table::Licences), &PRODUCT);
    heading(&mut lines, &say("instances"));
    let moving = |row: &RowAt| about.row(*row).value(f::INSTANCE_TYPE).is_none_or(can_move);
    if rows(Table::Instances).filter(moving).count() == 0 {
        lines.push(words.say("runbook.notKnown"));
    }
    list(&mut lines, words, about, rows(Table::Instances).filter(moving), &INSTANCE);
    heading(&mut lines, &say("windows"));
    if about.rows(Table::Windows).is_empty() {
        lines.push(words.say("runbook.notKnown"));
    }
    list(&mut lines, words, about, rows(Table::Windows), &WINDOW);
    for (role, key) in [(ALERT_CONTACT, "alert"), (ON_CALL, "onCall")] {
        heading(&mut lines, &say(key));
        if with_role(about, role).next().is_none() {
            lines.push(words.say("runbook.notKnown"));
        }
        list(&mut lines, words, about, with_role(about, role), &PERSON);
    }
    lines.extend([String::new(), say("please"), String::new()]);
    lines.join("\n")
}

fn heading(lines: &mut Vec<String>, text: &str) {
    lines.extend([String::new(), text.to_owned()]);
}

/// Rows by name, with what is said of each.
fn list(
    lines: &mut Vec<String>,
    words: &Words,
    about: &Assessment,
    rows: impl Iterator<Item = RowAt>,
    fields: &[FieldId],
) {
    for row in rows {
        lines.push(format!("- {}", one_line(&words.row_name(about, row))));
        answers(lines, words, about, row, fields, "  ");
    }
}

/// A line for each answer.
fn answers(lines: &mut Vec<String>, words: &Words, about: &Assessment, row: RowAt, fields: &[FieldId], indent: &str) {
    for field in fields {
        let answer = about.row(row).answer(*field);
        let in_parts = || TOTALS.iter().any(|(total, part)| total == field && is_said(about, row, *part));
        if answer.said == Said::Nothing && (IF_SAID.contains(field) || in_parts()) {
            continue;
        }
        let typed = one_line(answer.as_typed());
        let said = match &answer.said {
            Said::Given(_) => words.answer(*field, answer).unwrap_or(typed),
            Said::Unreadable(_) => words.fill("runbook.request.unclear", &[("typed", Fill::Theirs(&typed))]),
            Said::Nothing | Said::Unknown => words.say("runbook.notKnown"),
        };
        let own_label = format!("runbook.request.labels.{}", field.field().key);
        let has_own = words.has(&own_label);
        let label = words.say(&if has_own { own_label } else { format!("questions.{}.label", field.field().key) });
        let line =
            words.fill("runbook.request.line", &[("label", Fill::Words(&label)), ("answer", Fill::Words(&said))]);
        lines.push(format!("{indent}{line}"));
    }
}

/// Whether something is said of a part: in the same row, or in the first of a list.
fn is_said(about: &Assessment, row: RowAt, part: FieldId) -> bool {
    let table = part.field().table;
    let row = if table == row.table { Some(about.row(row)) } else { about.rows(table).first() };
    row.is_some_and(|row| row.answer(part).said != Said::Nothing)
}
