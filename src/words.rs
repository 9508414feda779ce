//! The planner's words: in `public/words/`, by language, loaded when used; none is fixed in the code.
//!
//! A template is text with blanks in the syntax of ICU's message format, as far as the planner needs it: `{name}`, and
//! `{name, plural, one {# licence} other {# licences}}`. What a language does to numbers, dates and lists is asked of
//! a [`Locale`]: the browser's own in the page, a small English one elsewhere.

use time::{Date, PrimitiveDateTime};

use crate::assessment::fields::{END_DATE, OFFER, QUANTITY};
use crate::assessment::offers::Offer;
use crate::assessment::values::{Kind, Value};
use crate::assessment::{Answer, Assessment, FieldId, Row, RowAt, Said, Table};
use crate::import::{self, Form, Preview, Reason, Stray};
use crate::rules::{Arg, Facts, Gap, Statement, clashes};

/// What a language does to numbers, dates and lists.
pub trait Locale {
    /// A whole number, its thousands parted.
    fn integer(&self, number: u64) -> String;
    /// A number with at most one decimal.
    fn decimal(&self, number: f64) -> String;
    /// A civil date.
    fn day(&self, day: Date) -> String;
    /// A date and a time of day, as clocks on the wall show it.
    fn moment(&self, moment: PrimitiveDateTime) -> String;
    /// The plural category of a number: `zero`, `one`, `two`, `few`, `many` or `other`.
    fn plural(&self, number: u64) -> &'static str;
    /// "a, b and c".
    fn list(&self, items: &[String]) -> String;
}

/// English, for where no browser is: the command line and the tests.
#[derive(Clone, Copy, Debug)]
pub struct English;

impl Locale for English {
    fn integer(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut parted = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                parted.push(',');
            }
            parted.push(digit);
        }
        parted
    }

    fn decimal(&self, number: f64) -> String {
        let rounded = format!("{number:.1}");
        let (whole, tenth) = rounded.split_once('.').unwrap_or((&rounded, "0"));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| self.integer(whole));
        if tenth == "0" { whole } else { format!("{whole}.{tenth}") }
    }

    fn day(&self, day: Date) -> String {
        format!("{} {} {}", day.day(), &day.month().to_string()[..3], day.year())
    }

    fn moment(&self, moment: PrimitiveDateTime) -> String {
        let weekday = &moment.weekday().to_string()[..3];
        format!("{weekday} {}, {:02}:{:02}", self.day(moment.date()), moment.hour(), moment.minute())
    }

    fn plural(&self, number: u64) -> &'static str {
        if number == 1 { "one" } else { "other" }
    }

    fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }
}

/// All words of a language, by key.
pub struct Words {
    /// As the JSON library holds members: a map of another type would be code of its own.
    templates: serde_json::Map<String, serde_json::Value>,
    locale: Box<dyn Locale>,
}

/// What fills a blank.
#[derive(Clone, Copy, Debug)]
pub enum Fill<'a> {
    /// A number; plural rules see it.
    Number(u64),
    /// Text of the planner's own.
    Words(&'a str),
    /// Text of the customer's, kept apart from the text around it whatever its direction.
    Theirs(&'a str),
}

impl Words {
    /// Reads the words of a language from a file of them.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(json: &str, locale: Box<dyn Locale>) -> Result<Self, String> {
        let mut words = Self { templates: serde_json::Map::new(), locale };
        words.add(json)?;
        Ok(words)
    }

    /// Reads further words of the language: those of the rules have a file of their own, since the page begins
    /// without them.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn add(&mut self, json: &str) -> Result<(), String> {
        let tree: serde_json::Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
        flatten(String::new(), &tree, &mut self.templates)
    }

    /// The language's habits.
    #[must_use]
    pub fn locale(&self) -> &dyn Locale {
        &*self.locale
    }

    /// Whether there are words of this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.templates.contains_key(key)
    }

    /// Every key with its template, in order.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.templates.iter().filter_map(|(key, template)| Some((key.as_str(), template.as_str()?)))
    }

    /// The words of this key; the key itself where there are none, which a test forbids.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The words of this key, their blanks filled in by name.
    #[must_use]
    pub fn fill(&self, key: &str, fills: &[(&str, Fill<'_>)]) -> String {
        let Some(template) = self.template(key) else { return key.to_owned() };
        let mut out = String::new();
        for (_, text) in parts(template) {
            self.render(text, fills, None, &mut out);
        }
        out
    }

    /// The words of this key as they are written, with their blanks and marks.
    #[must_use]
    pub fn template(&self, key: &str) -> Option<&str> {
        self.templates.get(key)?.as_str()
    }

    /// A part of what a statement says of its subject: `text`, `more` or `remedy`; `None` where the words have none.
    #[must_use]
    pub fn statement(
        &self,
        code: &str,
        part: &str,
        statement: &Statement,
        subject: RowAt,
        about: &Assessment,
    ) -> Option<String> {
        let key = format!("rules.{code}.{}.{part}", statement.says.key);
        if !self.has(&key) {
            return None;
        }
        let shown: Vec<Shown> = statement.args.iter().map(|arg| self.shown(arg, subject, about)).collect();
        let fills: Vec<(&str, Fill<'_>)> =
            statement.says.args.iter().copied().zip(shown.iter().map(Shown::fill)).collect();
        Some(self.fill(&key, &fills))
    }

    /// What a row is called: by the customer, else by the words.
    #[must_use]
    pub fn row_name(&self, about: &Assessment, row: RowAt) -> String {
        let Some(name) = about.name(row).map(isolated) else { return self.row_place(about, row) };
        self.told_apart(about, row, &name).unwrap_or(name)
    }

    /// How a retired subscription is told from others of its name, since an offer may be bought several times: by its
    /// licences and its end, or else by its place. Of others too little is said to look for their like among thousands.
    fn told_apart(&self, about: &Assessment, row: RowAt, name: &str) -> Option<String> {
        let own = (row.table == Table::Subscriptions).then(|| about.row(row))?;
        let offer = own.value(OFFER).filter(|offer| *offer != Offer::Other)?;
        let typed = |row: &Row| row.answer(OFFER.field).text().to_owned();
        let others =
            about.rows(row.table).iter().filter(|other| other.id != own.id && other.value(OFFER) == Some(offer));
        let told = |row: &Row| row.value(QUANTITY).zip(row.value(END_DATE).flatten());
        let twins: Vec<_> = others.filter(|other| typed(other) == typed(own)).map(told).collect();
        if twins.is_empty() {
            return None;
        }
        let name = ("name", Fill::Words(name));
        Some(match told(own).filter(|own| !twins.contains(&Some(*own))) {
            Some((quantity, ends)) => {
                let ends = self.locale().day(ends);
                let fills = [name, ("quantity", Fill::Number(quantity)), ("ends", Fill::Words(&ends))];
                self.fill("ui.offer.until", &fills)
            }
            None => {
                let place = self.row_place(about, row);
                self.fill("ui.offer.at", &[name, ("place", Fill::Words(&place))])
            }
        })
    }

    /// What a row is called where it has no name, or where its name is in question.
    #[must_use]
    pub fn row_place(&self, about: &Assessment, row: RowAt) -> String {
        let table = row.table.key();
        let fixed = format!("rows.{table}.{}", about.row(row).id);
        if self.has(&fixed) {
            self.say(&fixed)
        } else {
            self.fill(&format!("tables.{table}.nameless"), &[("number", Fill::Number(u64::from(row.at) + 1))])
        }
    }

    /// A question, with the row that it is about.
    #[must_use]
    pub fn question(&self, row: RowAt, field: FieldId, about: &Assessment) -> String {
        let field = field.field();
        let question = self.say(&format!("questions.{}.ask", field.key));
        if field.table == Table::Assessment {
            return question;
        }
        let name = self.row_name(about, row);
        self.fill("gap", &[("row", Fill::Words(&name)), ("question", Fill::Words(&question))])
    }

    /// What is missing, in a line.
    #[must_use]
    pub fn gap(&self, gap: Gap, facts: &Facts<'_>) -> String {
        let about = facts.assessment;
        match gap {
            Gap::Rows(table) => self.no_rows(table),
            Gap::Answer(row, field) => {
                let asked = self.question(row, field, about);
                // What tells too little, or could not be read, is named: asked again without a word, it would be
                // answered the same again.
                let answer = about.row(row).answer(field);
                if matches!(answer.said, Said::Nothing | Said::Unknown) {
                    return asked;
                }
                let shown =
                    |answer: &Answer, field| self.answer(field, answer).unwrap_or_else(|| answer.text().to_owned());
                let typed = shown(answer, field);
                let mut fills = vec![("gap", Fill::Words(&asked)), ("typed", Fill::Theirs(&typed))];
                let Some((other_row, other)) = clashes::contradicted(facts, row, field) else {
                    return self.fill("gapSoFar", &fills);
                };
                let label = self.say(&format!("questions.{}.label", other.field().key));
                let said = shown(about.row(other_row).answer(other), other);
                fills.extend([("other", Fill::Words(&label)), ("said", Fill::Theirs(&said))]);
                self.fill("gapContradicted", &fills)
            }
        }
    }

    /// That a table has no row yet.
    #[must_use]
    pub fn no_rows(&self, table: Table) -> String {
        self.say(&format!("tables.{}.empty", table.key()))
    }

    fn shown(&self, arg: &Arg, subject: RowAt, about: &Assessment) -> Shown {
        let locale = self.locale();
        let quoted = |row, field| isolated(about.row(row).answer(field).text());
        Shown::Text(match arg {
            Arg::Count(count) => return Shown::Number(*count),
            Arg::Storage(storage) => self.storage(storage.gigabytes()),
            Arg::Minutes(minutes) => self.length(*minutes),
            Arg::Day(day) => locale.day(*day),
            Arg::Moment(moment) => locale.moment(moment.local()),
            Arg::Version(version) => version.to_string(),
            Arg::Itself => self.row_name(about, subject),
            Arg::Own(field) => quoted(subject, *field),
            Arg::Answer(row, field) => quoted(*row, *field),
            Arg::Row(row) => self.row_name(about, *row),
            Arg::Rows(rows) => locale.list(&rows.iter().map(|row| self.row_name(about, *row)).collect::<Vec<_>>()),
            Arg::Choice(set, at) => self.choice(set, *at),
            Arg::Fields(fields) => {
                let labels = fields.iter().map(|id| self.say(&format!("questions.{}.label", id.field().key)));
                locale.list(&labels.collect::<Vec<_>>())
            }
        })
    }

    /// How an answer reads, in the reader's own formats; `None` where it reads as it was typed.
    #[must_use]
    pub fn answer(&self, field: FieldId, answer: &Answer) -> Option<String> {
        let Said::Given(given) = &answer.said else {
            return (answer.said == Said::Unknown).then(|| self.say("ui.unknown"));
        };
        let locale = self.locale();
        match (given.value, field.field().kind) {
            (Value::Count(count), _) => Some(locale.integer(count)),
            (Value::Day(day), _) => Some(locale.day(day)),
            (Value::Moment(moment), _) => Some(locale.moment(moment.local())),
            (Value::Choice(at), Kind::Choice(set)) => Some(self.choice(set, at)),
            (Value::Choices(bits), Kind::Choices(set)) => {
                let chosen = (0..8).filter(|at| bits & (1 << at) != 0).map(|at| self.choice(set, at));
                let chosen: Vec<String> = chosen.collect();
                (!chosen.is_empty()).then(|| locale.list(&chosen))
            }
            _ => None,
        }
    }

    /// A member of a closed list.
    #[must_use]
    pub fn choice(&self, set: &crate::assessment::choices::ChoiceSet, at: u8) -> String {
        let key = set.keys.get(usize::from(at)).copied().unwrap_or_default();
        self.say(&format!("choices.{}.{key}", set.name))
    }

    /// Why nothing of a text or a file is taken, and what to do.
    #[must_use]
    pub fn not_taken(&self, error: &import::Error) -> String {
        use import::Error;
        let number = |count: usize| Fill::Number(count as u64);
        let labels = |fields: &[FieldId]| {
            let label = |field: &FieldId| self.say(&format!("questions.{}.label", field.field().key));
            self.locale().list(&fields.iter().take(6).map(label).collect::<Vec<_>>())
        };
        let place = |key: &str, line: usize, column: usize| {
            self.fill(key, &[("line", number(line)), ("column", number(column))])
        };
        match error {
            Error::Empty => self.say("ui.paste.empty"),
            Error::NoHeader { line, found, expected } => {
                let (found, expected) = (self.locale().list(found), labels(expected));
                let fills =
                    [("line", number(*line)), ("found", Fill::Theirs(&found)), ("expected", Fill::Words(&expected))];
                self.fill("ui.paste.noHeader", &fills)
            }
            Error::NoRows { header_line } => self.fill("ui.paste.noRows", &[("line", number(*header_line))]),
            Error::NotText { line, column } => place("ui.paste.notText", *line, *column),
            Error::NotJson { line, column } => place("ui.paste.notJson", *line, *column),
            Error::NoMembers { found, expected } => {
                let (found, expected) = (self.locale().list(found), labels(expected));
                let fills = [("found", Fill::Theirs(&found)), ("expected", Fill::Words(&expected))];
                self.fill("ui.paste.noMembers", &fills)
            }
            Error::Workbook => self.say("ui.paste.workbook"),
            Error::Stray { what, here } => {
                let title = |table: Table| self.say(&format!("tables.{}.title", table.key()));
                let here = title(*here);
                let here = ("here", Fill::Words(&here));
                match what {
                    Stray::Draft => self.fill("ui.paste.stray.draft", &[here]),
                    Stray::Users => self.fill("ui.paste.stray.users", &[here]),
                    Stray::UserMapping => self.fill("ui.paste.stray.userMapping", &[here]),
                    Stray::Rows(table) => {
                        self.fill("ui.paste.stray.rows", &[here, ("there", Fill::Words(&title(*table)))])
                    }
                }
            }
            Error::NoEntries => self.say("ui.paste.noEntries"),
            Error::TooManyRows { found, fit } => self.fill(
                "ui.paste.tooMany",
                &[("found", number(*found)), ("fit", number(*fit)), ("most", number(import::MAX_ROWS))],
            ),
        }
    }

    /// Why a line or an entry is not taken.
    #[must_use]
    pub fn refusal(&self, form: Form, reason: Reason) -> String {
        let like = |key: &str, at: usize| {
            let other = match form {
                Form::Lines { .. } => "ui.paste.otherLine",
                Form::Entries { .. } => "ui.paste.otherEntry",
            };
            let other = self.fill(other, &[("at", Fill::Number(at as u64))]);
            self.fill(key, &[("other", Fill::Words(&other))])
        };
        match reason {
            Reason::AboveHeader => self.say("ui.paste.reason.aboveHeader"),
            Reason::HeaderAgain => self.say("ui.paste.reason.headerAgain"),
            Reason::NothingUsed => self.say("ui.paste.reason.nothingUsed"),
            Reason::NoOffer => self.say("ui.paste.reason.noOffer"),
            Reason::MoreCellsThanHeaders => self.say("ui.paste.reason.moreCells"),
            Reason::CellTooLong => {
                self.fill("ui.paste.reason.tooLong", &[("most", Fill::Number(import::LONGEST_CELL as u64))])
            }
            Reason::SameNameAs(at) => like("ui.paste.reason.sameName", at),
            Reason::SameIdAs(at) => like("ui.paste.reason.sameId", at),
            Reason::SeveralRowsOfThisName => self.say("ui.paste.reason.severalRows"),
            Reason::NoSuchRow => self.say("ui.paste.reason.noSuchRow"),
        }
    }

    /// The place of a line or an entry, to stand before what is said of it.
    #[must_use]
    pub fn place(&self, form: Form, at: usize) -> String {
        let at = Fill::Number(at as u64);
        match form {
            Form::Lines { .. } => self.fill("ui.paste.line", &[("line", at)]),
            Form::Entries { .. } => self.fill("ui.paste.entry", &[("entry", at)]),
        }
    }

    /// What has to be mended of what is taken: by place, in the order of the text.
    #[must_use]
    pub fn to_mend(&self, preview: &Preview) -> Vec<(usize, String)> {
        let mut said = Vec::new();
        for row in &preview.rows {
            for (field, answer) in &row.answers {
                if let Said::Unreadable(typed) = &answer.said {
                    let label = self.say(&format!("questions.{}.label", field.field().key));
                    let fills = [("label", Fill::Words(&label)), ("said", Fill::Theirs(typed))];
                    said.push((row.line, self.fill("ui.paste.cannotRead", &fills)));
                }
            }
            if row.is_name_in_question {
                said.push((row.line, self.say("ui.paste.noOfferName")));
            }
            if let Some((end, began)) = row.ends_before_it_began {
                let (end, began) = (self.locale().day(end), self.locale().day(began));
                let fills = [("end", Fill::Words(&end)), ("began", Fill::Words(&began))];
                said.push((row.line, self.fill("ui.paste.endsFirst", &fills)));
            }
        }
        said
    }

    /// What has to be known of the whole: the list says that it is longer or shorter.
    #[must_use]
    pub fn whole_list(&self, preview: &Preview) -> Option<String> {
        let found = (preview.rows.len() + preview.refused.len()) as u64;
        let Form::Entries { total: Some(total) } = preview.form else { return None };
        let fills = [("total", Fill::Number(total)), ("found", Fill::Number(found))];
        (total != found).then(|| self.fill("ui.paste.total", &fills))
    }

    /// An amount of storage: never rounded to nothing.
    fn storage(&self, gigabytes: f64) -> String {
        let (key, amount) = if gigabytes >= 0.95 || gigabytes == 0.0 {
            ("units.gigabytes", self.locale().decimal(gigabytes))
        } else {
            ("units.megabytes", self.locale().decimal((gigabytes * 1024.0).max(0.1)))
        };
        self.fill(key, &[("amount", Fill::Words(&amount))])
    }

    fn length(&self, minutes: u64) -> String {
        let hours = self.fill("units.hours", &[("count", Fill::Number(minutes / 60))]);
        let rest = self.fill("units.minutes", &[("count", Fill::Number(minutes % 60))]);
        match (minutes / 60, minutes % 60) {
            (_, 0) => hours,
            (0, _) => rest,
            _ => self.locale().list(&[hours, rest]),
        }
    }

    fn render(&self, template: &str, fills: &[(&str, Fill<'_>)], number: Option<u64>, out: &mut String) {
        let mut rest = template;
        while let Some(at) = rest.find(['{', '#']) {
            out.push_str(&rest[..at]);
            if rest[at..].starts_with('#') {
                match number {
                    Some(number) => out.push_str(&self.locale.integer(number)),
                    None => out.push('#'),
                }
                rest = &rest[at + 1..];
                continue;
            }
            let Some((blank, after)) = braced(&rest[at..]) else { break };
            self.blank(blank, fills, out);
            rest = after;
        }
        out.push_str(rest);
    }

    fn blank(&self, blank: &str, fills: &[(&str, Fill<'_>)], out: &mut String) {
        let mut parts = blank.splitn(3, ',');
        let name = parts.next().unwrap_or_default().trim();
        let fill = fills.iter().find(|(own, _)| *own == name).map(|(_, fill)| *fill);
        match (fill, parts.next().map(str::trim), parts.next()) {
            (Some(Fill::Number(number)), Some("plural"), Some(forms)) => {
                let forms = plural_forms(forms);
                let form = |category: &str| forms.iter().find(|(own, _)| *own == category);
                let exact = form(&format!("={number}"));
                if let Some((_, form)) = exact.or_else(|| form(self.locale.plural(number))).or_else(|| form("other")) {
                    self.render(form, fills, Some(number), out);
                }
            }
            (Some(Fill::Number(number)), ..) => out.push_str(&self.locale.integer(number)),
            (Some(Fill::Words(text)), ..) => out.push_str(text),
            (Some(Fill::Theirs(text)), ..) => out.push_str(&isolated(text)),
            (None, ..) => {
                out.push('{');
                out.push_str(blank);
                out.push('}');
            }
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("templates", &self.templates.len()).finish_non_exhaustive()
    }
}

enum Shown {
    Number(u64),
    Text(String),
}

impl Shown {
    fn fill(&self) -> Fill<'_> {
        match self {
            Self::Number(number) => Fill::Number(*number),
            Self::Text(text) => Fill::Words(text),
        }
    }
}

/// A template in parts: terms that the glossary explains, by their keys, and what stands around them. Words mark a term
/// as `[[key|as it stands here]]`; whoever does not ask for parts reads it as it stands there.
pub fn parts(template: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let mark = rest.strip_prefix("[[").and_then(|mark| mark.split_once("]]"));
        if let Some(((term, text), after)) = mark.and_then(|(mark, after)| Some((mark.split_once('|')?, after))) {
            rest = after;
            return Some((Some(term), text));
        }
        // What is no whole mark is text.
        let opening = if rest.starts_with("[[") { 2 } else { 0 };
        let end = rest[opening..].find("[[").map_or(rest.len(), |at| opening + at);
        let (text, after) = rest.split_at(end);
        rest = after;
        (!text.is_empty()).then_some((None, text))
    })
}

/// The names of a template's blanks, each once, in order.
#[must_use]
pub fn blanks(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let Some((blank, after)) = braced(&rest[at..]) else { break };
        let mut parts = blank.splitn(3, ',');
        let name = parts.next().unwrap_or_default().trim();
        let inner = parts.nth(1).map(plural_forms).unwrap_or_default();
        for name in std::iter::once(name).chain(inner.into_iter().flat_map(|(_, form)| blanks(form))) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        rest = after;
    }
    names
}

/// The text between the brace that opens `text` and its partner, and what follows.
fn braced(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[1..at], &text[at + 1..]));
        }
    }
    None
}

fn plural_forms(forms: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = forms;
    while let Some(at) = rest.find('{') {
        let Some((form, after)) = braced(&rest[at..]) else { break };
        found.push((rest[..at].trim(), form));
        rest = after;
    }
    found
}

fn flatten(
    prefix: String,
    tree: &serde_json::Value,
    into: &mut serde_json::Map<String, serde_json::Value>,
) -> Result<(), String> {
    match tree {
        serde_json::Value::String(text) => {
            into.insert(prefix, text.as_str().into());
            Ok(())
        }
        serde_json::Value::Object(members) => members.iter().try_for_each(|(key, member)| {
            let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            flatten(key, member, into)
        }),
        _ => Err(format!("{prefix}: expected text or an object")),
    }
}

/// The customer's text, fenced off where its direction could disturb the text around it.
fn isolated(text: &str) -> String {
    let unruly = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(unruly) {
        return text.to_owned();
    }
    // A stray end of an isolate would open the fence.
    let inside: String = text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    format!("\u{2068}{inside}\u{2069}")
}
