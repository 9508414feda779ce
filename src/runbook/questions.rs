//! Missing answers as tasks "find out": whom to ask, the text to send, and the reply folded back.
//!
//! Each question ends with a line `Answer [Q:7K3QD91XMA]:` to write behind, and a line of dashes. The reference names row
//! and question by a check sum of their permanent names, so that it survives whatever happens around it: lines that mail
//! programs quote or break anew, answers in another order, a draft that has changed meanwhile. A reference with a slip in it
//! is unknown, not another one. Nothing is guessed: an answer is taken only where it is certain which text belongs to it.

use super::command::is_hidden;
use super::{State, TaskStates};
use crate::assessment::choices::{ChoiceSet, plain};
use crate::assessment::values::Kind;
use crate::assessment::{Answer, Assessment, FieldId, RowAt, RowId, Said, Section, Table, fields as f};
use crate::import::{LONGEST_CELL, Resolve, answer, is_too_long};
use crate::readiness::Readiness;
use crate::rules::{Facts, Gap, Rule};
use crate::words::{Fill, Words};

/// Who can say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Person {
    /// Whoever is in charge of it all.
    ProjectLead,
    /// The administrator of the source.
    SourceAdministrator,
    /// The administrator of the destination.
    DestinationAdministrator,
    /// Whoever buys subscriptions and licences.
    Buyer,
    /// Whoever maintains the apps and what is connected to them.
    AppTeam,
}

impl Person {
    /// All, in order.
    pub const ALL: [Self; 5] =
        [Self::ProjectLead, Self::SourceAdministrator, Self::DestinationAdministrator, Self::Buyer, Self::AppTeam];

    /// The name in words and output: `runbook.people.<key>`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ProjectLead => "project-lead",
            Self::SourceAdministrator => "source-administrator",
            Self::DestinationAdministrator => "destination-administrator",
            Self::Buyer => "buyer",
            Self::AppTeam => "app-team",
        }
    }

    /// Whom to ask for what is missing.
    #[must_use]
    pub fn for_gap(gap: Gap) -> Self {
        match gap {
            Gap::Answer(row, field) => Self::for_answer(row, field),
            Gap::Rows(Table::Instances | Table::Tenants) => Self::SourceAdministrator,
            Gap::Rows(Table::Licences | Table::Subscriptions | Table::Entitlements) => Self::Buyer,
            Gap::Rows(Table::Integrations) => Self::AppTeam,
            Gap::Rows(Table::Assessment | Table::Windows | Table::People) => Self::ProjectLead,
        }
    }

    /// Who can answer a question: those of its section, unless it is one of the few that others know.
    fn for_answer(row: RowAt, field: FieldId) -> Self {
        const DESTINATION: [FieldId; 11] = [
            f::DESTINATION_INSTANCE.field,
            f::DESTINATION_TYPE.field,
            f::AVAILABLE_STORAGE.field,
            f::AVAILABLE_DATABASE.field,
            f::AVAILABLE_FILE.field,
            f::AVAILABLE_LOG.field,
            f::USERS_CREATED.field,
            f::MAILBOXES_BY_HAND.field,
            f::APPROVED_ON.field,
            f::MARKETING_LICENCE.field,
            f::PORTAL_LICENCES.field,
        ];
        const LEAD: [FieldId; 5] =
            [f::CUT_OVER.field, f::REHEARSED.field, f::MOVE_ON.field, f::MAPPING_FILE.field, f::SOURCE_GOES_ON.field];
        const SOURCE: [FieldId; 2] = [f::CUSTOMER_LOCKBOX.field, f::LCS_LOCKBOX_OFF.field];
        const BUYER: [FieldId; 2] = [f::LCS_AGREEMENT.field, f::LCS_PARALLEL.field];
        if row.table == Table::Tenants {
            return if row.at == 0 { Self::SourceAdministrator } else { Self::DestinationAdministrator };
        }
        if DESTINATION.contains(&field) {
            return Self::DestinationAdministrator;
        }
        if LEAD.contains(&field) {
            return Self::ProjectLead;
        }
        if SOURCE.contains(&field) {
            return Self::SourceAdministrator;
        }
        if BUYER.contains(&field) {
            return Self::Buyer;
        }
        match field.field().section {
            Section::Situation | Section::CutOver | Section::People => Self::ProjectLead,
            Section::Tenants | Section::Instances | Section::Storage | Section::Users | Section::Requests => {
                Self::SourceAdministrator
            }
            Section::Licences | Section::Subscriptions | Section::Agreement => Self::Buyer,
            Section::Components | Section::Marketing | Section::Integrations | Section::LcsProject => Self::AppTeam,
        }
    }
}

/// A missing answer, to be found out.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// Whom to ask.
    pub person: Person,
    /// What is missing.
    pub gap: Gap,
    /// The rules that wait for it.
    pub rules: Vec<&'static Rule>,
    /// How far finding out has come.
    pub state: State,
}

impl Question {
    /// The code by which a draft keeps its state: `ASK-` and the key of the question, or of the list without rows.
    #[must_use]
    pub fn code(&self) -> String {
        code(self.gap)
    }

    /// The row by whose id the draft keeps its state; that of the whole for a list without rows.
    #[must_use]
    pub fn subject(&self) -> RowAt {
        subject(self.gap)
    }
}

fn code(gap: Gap) -> String {
    let key = match gap {
        Gap::Answer(_, field) => field.field().key,
        Gap::Rows(table) => table.key(),
    };
    format!("ASK-{key}")
}

fn subject(gap: Gap) -> RowAt {
    match gap {
        Gap::Answer(row, _) => row,
        Gap::Rows(_) => RowAt { table: Table::Assessment, at: 0 },
    }
}

/// Each missing answer once, by the person to ask, then in the order of asking.
#[must_use]
pub fn all(about: &Assessment, readiness: &Readiness, states: &TaskStates) -> Vec<Question> {
    let question = |(gap, rules)| Question {
        person: Person::for_gap(gap),
        gap,
        rules,
        state: states.state(&code(gap), &about.row(subject(gap)).id),
    };
    let mut questions: Vec<Question> = readiness.missing().into_iter().map(question).collect();
    questions.sort_by_key(|question| question.person);
    questions
}

// What is sent out

/// Parts one question from the next.
const DIVIDER: &str = "------------------------------------------------------------";

/// Sets what belongs to a question below it.
const INDENT: &str = "   ";

/// What to send to a person: plain text, one question after the other, in the reader's language; nothing where there is
/// nothing to ask.
#[must_use]
pub fn text(words: &Words, facts: &Facts<'_>, questions: &[Question], person: Person) -> String {
    if questions.iter().all(|question| question.person != person) {
        return String::new();
    }
    let say = |key: &str| words.say(&format!("runbook.ask.{key}"));
    let name = words.say(&format!("runbook.people.{}", person.key()));
    let mut lines = vec![
        say("subject"),
        words.fill("runbook.ask.person", &[("person", Fill::Words(&name))]),
        String::new(),
        say("lede"),
        say("how"),
        String::new(),
        DIVIDER.to_owned(),
    ];
    for (question, number) in questions.iter().filter(|question| question.person == person).zip(1..) {
        let ask = one_line(&words.gap(question.gap, facts));
        let numbered = [("number", Fill::Number(number)), ("question", Fill::Words(&ask))];
        lines.push(words.fill("runbook.ask.question", &numbered));
        match question.gap {
            Gap::Rows(_) => lines.push(format!("{INDENT}{}", say("list"))),
            Gap::Answer(row, field) => {
                let mut push = |key: &str, name: &str, fill: Fill<'_>| {
                    lines.push(format!("{INDENT}{}", words.fill(&format!("runbook.ask.{key}"), &[(name, fill)])));
                };
                let part = |part: &str| words.say(&format!("questions.{}.{part}", field.field().key));
                for (key, text) in [("why", part("why")), ("where", part("where")), ("accepts", accepts(words, field))]
                {
                    push(key, "text", Fill::Words(&text));
                }
                let reference = reference(&facts.assessment.row(row).id, field);
                push("answer", "reference", Fill::Words(&reference));
            }
        }
        lines.push(DIVIDER.to_owned());
    }
    lines.push(say("end"));
    lines.push(String::new());
    lines.join("\n")
}

/// What the question accepts, in words.
fn accepts(words: &Words, field: FieldId) -> String {
    let kind = field.field().kind;
    let accepts = words.say(&format!("kinds.{}.accepts", kind.name()));
    match kind {
        Kind::Choice(set) | Kind::Choices(set) => {
            let quoted = |name: &String| words.fill("runbook.ask.choice", &[("choice", Fill::Words(name))]);
            let choices: Vec<String> = members(words, set).iter().map(quoted).collect();
            format!("{accepts}: {}", choices.join(" · "))
        }
        _ => accepts,
    }
}

fn members(words: &Words, set: &'static ChoiceSet) -> Vec<String> {
    (0..set.keys.len()).filter_map(|at| u8::try_from(at).ok()).map(|at| words.choice(set, at)).collect()
}

/// The text without line ends and what nobody sees, so that no answer of a customer's looks like a line of ours.
pub(super) fn one_line(text: &str) -> String {
    let shown: String = text.chars().map(|c| if is_hidden(c) && !is_isolate(c) { ' ' } else { c }).collect();
    let shown = shown.replace(MARK, "[Q ").replace(SMALL_MARK, "[q ");
    shown.trim().to_owned()
}

/// So many dashes in a row part questions.
const DASHES: usize = 5;

/// What fences off a customer's text, whose direction may be another, and disturbs nothing.
fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

/// How a reference begins.
const MARK: &str = "[Q:";
/// The same, as some programs write it.
const SMALL_MARK: &str = "[q:";
/// Crockford's digits: no letter that could be taken for another or for a digit.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// So many digits of five bits.
const LENGTH: usize = 10;

/// The reference of the question about a row: `[Q:7K3QD91XMA]`.
fn reference(row: &RowId, field: FieldId) -> String {
    let sum = check_sum(row, field);
    let digits = (0..LENGTH).map(|at| char::from(DIGITS[usize::try_from(sum >> (5 * at) & 31).unwrap_or_default()]));
    format!("{MARK}{}]", digits.collect::<String>())
}

/// What the digits behind a mark say, whatever their case and the spaces between, and what stands behind the reference;
/// `None` where there is no end near, or they are not as many as they have to be.
fn read_reference(text: &str) -> (Option<u64>, &str) {
    let end = text.char_indices().take(2 * LENGTH).find(|(_, c)| *c == ']');
    let Some((end, _)) = end else { return (None, text) };
    let behind = text[end + 1..].trim_start().trim_start_matches(':');
    let (mut sum, mut length) = (0, 0);
    for c in text[..end].chars().filter(|c| !c.is_whitespace()) {
        let digit = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            digit => digit,
        };
        let value = DIGITS.iter().position(|own| char::from(*own) == digit);
        let (Some(value), true) = (value, length < LENGTH) else { return (None, behind) };
        sum |= u64::try_from(value).unwrap_or_default() << (5 * length);
        length += 1;
    }
    ((length == LENGTH).then_some(sum), behind)
}

/// 50 bits that tell one question about one row from all others: FNV-1a (Fowler, Noll, Vo), with `SplitMix64`'s end so that
/// names that differ in one letter differ in all digits.
fn check_sum(row: &RowId, field: FieldId) -> u64 {
    let field = field.field();
    let bytes = [field.table.key(), &*row.0, field.key].into_iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash ^ (hash >> 31)) & ((1 << (5 * LENGTH)) - 1)
}

// What comes back

/// A reply, read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reply {
    /// The answers, in the order of the text.
    pub answers: Vec<Answered>,
    /// How many questions were left blank.
    pub blank: usize,
    /// What could not be taken, in the order of the text.
    pub problems: Vec<Problem>,
}

/// An answer and its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// The line of its reference, from 1.
    pub line: usize,
    /// The row.
    pub row: RowAt,
    /// The row's permanent name.
    pub id: RowId,
    /// The question.
    pub field: FieldId,
    /// The answer, without a note; one that is not understood is kept as typed.
    pub answer: Answer,
    /// Something else has been answered meanwhile.
    pub replaces: bool,
}

/// Something that could not be taken, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is the matter.
    pub fault: Fault,
}

/// Why something could not be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// There is no such reference in this draft: it was changed, or is of another draft, or its row was removed.
    UnknownReference,
    /// A reference begins here and does not end.
    BrokenReference,
    /// The same question has two different answers; the other one stands on this line. Neither is taken.
    TwoAnswers(usize),
    /// It cannot be told where the answer ends, since the line of dashes below it is gone.
    EndUnknown,
    /// The answer is blank, and here stands something above it that we did not send: it may be meant as the answer.
    BesidesTheAnswer,
    /// It is too long to be an answer.
    TooLong,
}

impl Problem {
    /// What is the matter and what to do, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let (key, other) = match self.fault {
            Fault::UnknownReference => ("unknownReference", 0),
            Fault::BrokenReference => ("brokenReference", 0),
            Fault::TwoAnswers(other) => ("twoAnswers", other),
            Fault::EndUnknown => ("endUnknown", 0),
            Fault::BesidesTheAnswer => ("besidesTheAnswer", 0),
            Fault::TooLong => ("tooLong", 0),
        };
        let number = |number: usize| Fill::Number(number as u64);
        let fills = [("line", number(self.line)), ("other", number(other)), ("most", number(LONGEST_CELL))];
        words.fill(&format!("runbook.reply.{key}"), &fills)
    }
}

/// A reference in a reply, with the text that belongs to it.
struct Piece {
    line: usize,
    sum: Option<u64>,
    answer: Result<String, Fault>,
    /// The first line above it, back to the last divider, that was not quoted although the reference is.
    besides: Option<usize>,
}

/// Reads the reply to [`text`], in whatever state it comes back, into answers and problems. `resolve` gives local times
/// their offsets.
#[must_use]
pub fn fold_back(words: &Words, about: &Assessment, reply: &str, resolve: Resolve<'_>) -> Reply {
    let label = words.fill("runbook.ask.answer", &[("reference", Fill::Words(""))]);
    let pieces = pieces(reply, &plain(&label));
    // Of each reference, the place that it names: sums are looked up in one pass over the draft.
    let mut wanted: Vec<(u64, Option<(RowAt, FieldId)>)> =
        pieces.iter().filter_map(|piece| Some((piece.sum?, None))).collect();
    wanted.sort_unstable_by_key(|(sum, _)| *sum);
    wanted.dedup_by_key(|(sum, _)| *sum);
    for (row, field) in crate::assessment::answers::places(about) {
        let sum = check_sum(&about.row(row).id, field);
        if let Ok(at) = wanted.binary_search_by_key(&sum, |(sum, _)| *sum) {
            wanted[at].1 = Some((row, field));
        }
    }
    let mut read = Reply::default();
    // What was first read for each sum, with its line; whether something else was read later; and the sum of each answer.
    let mut seen: Vec<Option<(usize, Answer)>> = vec![None; wanted.len()];
    let mut contradicted = vec![false; wanted.len()];
    let mut places = Vec::new();
    for piece in pieces {
        let line = piece.line;
        let at = piece.sum.and_then(|sum| wanted.binary_search_by_key(&sum, |(sum, _)| *sum).ok());
        let Some((at, (row, field))) = at.and_then(|at| Some((at, wanted[at].1?))) else {
            let fault = if piece.sum.is_some() { Fault::UnknownReference } else { Fault::BrokenReference };
            read.problems.push(Problem { line, fault });
            continue;
        };
        let typed = match piece.answer {
            Ok(typed) if !is_too_long(&typed) => typed,
            unusable => {
                let fault = unusable.err().unwrap_or(Fault::TooLong);
                read.problems.push(Problem { line, fault });
                continue;
            }
        };
        if typed.is_empty() {
            read.blank += 1;
            if let Some(line) = piece.besides {
                read.problems.push(Problem { line, fault: Fault::BesidesTheAnswer });
            }
            continue;
        }
        let answer = understood(words, field, &typed, resolve);
        match &seen[at] {
            Some((_, first)) if *first == answer => {}
            Some((first, _)) => {
                read.problems.push(Problem { line, fault: Fault::TwoAnswers(*first) });
                contradicted[at] = true;
            }
            None => {
                seen[at] = Some((line, answer.clone()));
                let before = &about.row(row).answer(field).said;
                let replaces = matches!(before, Said::Given(_)) && *before != answer.said;
                let id = about.row(row).id.clone();
                read.answers.push(Answered { line, row, id, field, answer, replaces });
                places.push(at);
            }
        }
    }
    let mut places = places.into_iter();
    read.answers.retain(|_| places.next().is_some_and(|at| !contradicted[at]));
    read
}

/// What a typed answer says: members of a list also by what the words call them.
fn understood(words: &Words, field: FieldId, typed: &str, resolve: Resolve<'_>) -> Answer {
    let by_words = |set: &'static ChoiceSet, typed: &str| {
        let at = members(words, set).iter().position(|name| plain(name) == plain(typed))?;
        Some(set.keys[at])
    };
    let by_key = |set: &'static ChoiceSet, typed: &str| set.find(typed).map(|at| set.keys[usize::from(at)]);
    let direct = answer(field, typed, resolve);
    if !matches!(direct.said, Said::Unreadable(_)) {
        return direct;
    }
    let named = match field.field().kind {
        Kind::Choice(set) => by_words(set, typed).map(str::to_owned),
        Kind::Choices(set) => {
            let parts = typed.split([',', ';']).map(|part| by_words(set, part).or_else(|| by_key(set, part)));
            parts.collect::<Option<Vec<_>>>().map(|keys| keys.join(", "))
        }
        _ => None,
    };
    named.map_or(direct, |named| answer(field, &named, resolve))
}

/// Every reference of a reply with the text behind it. `label` is what stands before each, letters and digits alone.
fn pieces(reply: &str, label: &str) -> Vec<Piece> {
    let mut pieces = Vec::<Piece>::new();
    let mut open: Option<Open> = None;
    let mut besides = None;
    for (line, number) in lines(reply).zip(1..) {
        let (quoted, mut rest) = unquoted(line);
        while let Some(part) = next_part(rest) {
            match part {
                Part::Divider(start, end) => {
                    pieces.extend(open.take().map(|open| open.closed(&rest[..start])));
                    besides = None;
                    rest = &rest[end..];
                }
                Part::Mark(start) => {
                    pieces.extend(open.take().map(|open| open.followed_by(&rest[..start], label)));
                    let (sum, behind) = read_reference(&rest[start + MARK.len()..]);
                    rest = behind;
                    let besides = besides.take().filter(|_| quoted);
                    let text = Vec::new();
                    match sum {
                        Some(_) => open = Some(Open { line: number, sum, besides, text }),
                        None => pieces.push(Piece { line: number, sum, answer: Ok(String::new()), besides: None }),
                    }
                }
            }
        }
        match &mut open {
            Some(open) => open.text.push(rest.trim().to_owned()),
            None if !quoted && !rest.trim().is_empty() => besides = besides.or(Some(number)),
            None => {}
        }
    }
    pieces.extend(open.map(Open::cut_off));
    pieces
}

/// Something that is not an answer.
enum Part {
    /// A run of dashes that parts questions: where it begins and ends.
    Divider(usize, usize),
    /// Where a reference begins.
    Mark(usize),
}

/// A reference whose answer is being read, line by line.
struct Open {
    line: usize,
    sum: Option<u64>,
    besides: Option<usize>,
    text: Vec<String>,
}

impl Open {
    /// A divider ends the answer: whatever stands before it belongs to it.
    fn closed(mut self, last: &str) -> Piece {
        self.text.push(last.trim().to_owned());
        self.text.retain(|line| !line.is_empty());
        Piece { line: self.line, sum: self.sum, answer: Ok(self.text.join(" ")), besides: self.besides }
    }

    /// The next reference came first, behind this text of its line.
    fn followed_by(mut self, before: &str, label: &str) -> Piece {
        let before = plain(before);
        // On a line of its own the label belongs to what follows; behind an answer nobody can tell.
        if !before.is_empty() && (self.text.is_empty() || before != label) {
            self.text.extend([String::new(), before]);
        }
        self.cut_off()
    }

    /// Without a line of dashes an answer is certain only where it stands on one line with its reference and nothing
    /// follows.
    fn cut_off(mut self) -> Piece {
        let first = if self.text.is_empty() { String::new() } else { self.text.remove(0) };
        let certain = self.text.iter().all(String::is_empty);
        let answer = if certain { Ok(first) } else { Err(Fault::EndUnknown) };
        Piece { line: self.line, sum: self.sum, answer, besides: self.besides }
    }
}

/// Lines as editors count them: `\n`, `\r\n`, or `\r` alone.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

/// Whether a mail program quotes the line, and what it quotes.
fn unquoted(line: &str) -> (bool, &str) {
    let text = line.trim_start_matches(|c: char| c == '>' || c == '|' || c.is_whitespace());
    (line.trim_start().starts_with(['>', '|']), text)
}

/// The first reference or divider of a text, in one pass up to it. Programs make long dashes of short ones.
fn next_part(text: &str) -> Option<Part> {
    let is_dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2500}' | '\u{2501}');
    let (mut start, mut length) = (0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_dash(c) {
            start = if length == 0 { at } else { start };
            length += 1;
            continue;
        }
        if length >= DASHES {
            return Some(Part::Divider(start, at));
        }
        length = 0;
        if c == '[' && (text[at..].starts_with(MARK) || text[at..].starts_with(SMALL_MARK)) {
            return Some(Part::Mark(at));
        }
    }
    None
}
