//! What an answer can be: each kind's own narrow type, and the one place where text becomes a value.
//!
//! Reading is strict where guessing could turn a "no" into a "yes": `1.024` gigabytes is either one or a thousand,
//! so it is unreadable until the writer says which.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use time::{Date, Duration, Month, PrimitiveDateTime, Time, UtcOffset, Weekday};

use super::choices::{ChoiceSet, plain_name};
use super::letters::in_word;
use super::offers::Offer;

/// What a field accepts.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text that is not blank.
    Text,
    /// The name of an offer: any text that is not blank, looked at for a retired one.
    Offer,
    /// A name, or "none" said on purpose.
    NameOrNone,
    /// A tenant's domain, such as `contoso.example`.
    Domain,
    /// A GUID, with or without braces.
    Guid,
    /// An e-mail address, or "none" said on purpose.
    EmailOrNone,
    /// A whole number, 0 to 999,999,999,999.
    Count,
    /// An amount of storage: a number with GB (meant when no unit is given), MB or TB.
    Storage,
    /// A product version: numbers with dots, at most four.
    Version,
    /// A civil date, or "not yet" said on purpose.
    DayOrNotYet,
    /// A civil date, or "never" said on purpose.
    DayOrNever,
    /// A local date and time with its offset from UTC and, in brackets, its zone.
    Moment,
    /// A time of day, 00:00 to 24:00.
    TimeOfDay,
    /// Days of the week.
    Weekdays,
    /// A time zone by its IANA name. Whether there is such a zone is known to the browser alone.
    Zone,
    /// A member of a closed list.
    Choice(&'static ChoiceSet),
    /// Several members of a closed list.
    Choices(&'static ChoiceSet),
}

impl Kind {
    /// The kind's name in the words and in the draft's schema.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Offer => "offer",
            Self::NameOrNone => "nameOrNone",
            Self::Domain => "domain",
            Self::Guid => "guid",
            Self::EmailOrNone => "emailOrNone",
            Self::Count => "count",
            Self::Storage => "storage",
            Self::Version => "version",
            Self::DayOrNotYet => "dayOrNotYet",
            Self::DayOrNever => "dayOrNever",
            Self::Moment => "moment",
            Self::TimeOfDay => "timeOfDay",
            Self::Weekdays => "weekdays",
            Self::Zone => "zone",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
        }
    }

    /// Whether it is written to the right, so that digits stand under digits.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Storage | Self::Version)
    }

    /// The value that `typed` says, or `None` where it says none of this kind.
    #[must_use]
    pub fn parse(self, typed: &str) -> Option<Value> {
        let text = typed.trim();
        match self {
            _ if text.is_empty() => None,
            Self::Text => Some(Value::Name(Name::of(text))),
            Self::Offer => Some(Value::Offer(Offer::recognise(text))),
            Self::NameOrNone if is_none(text) => Some(Value::Nothing),
            // A lone dash could say "none" as well as "nothing said".
            Self::NameOrNone => text.contains(in_word).then(|| Value::Name(Name::of(text))),
            Self::Domain => is_domain(text).then_some(Value::Text),
            Self::Guid => is_guid(text).then_some(Value::Text),
            Self::EmailOrNone if is_none(text) => Some(Value::Nothing),
            Self::EmailOrNone => is_email(text).then_some(Value::Text),
            Self::Count => parse_count(text).map(Value::Count),
            Self::Storage => Storage::parse(text).map(Value::Storage),
            Self::Version => Version::parse(text).map(Value::Version),
            Self::DayOrNotYet if same_words(text, "not yet") => Some(Value::Nothing),
            Self::DayOrNever if same_words(text, "never") || is_none(text) => Some(Value::Nothing),
            Self::DayOrNotYet | Self::DayOrNever => parse_day(text).map(Value::Day),
            Self::Moment => Moment::parse(text).map(Value::Moment),
            Self::TimeOfDay => parse_minutes(text).map(Value::TimeOfDay),
            Self::Weekdays => Weekdays::parse(text).map(Value::Weekdays),
            Self::Zone => is_zone(text).then_some(Value::Text),
            Self::Choice(set) => set.find(text).map(Value::Choice),
            Self::Choices(set) => parse_choices(set, text).map(Value::Choices),
        }
    }
}

/// A value that was understood. Text is not copied: it stays in the answer, as typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// The answer's own text.
    Text,
    /// A name; how it is written is the answer's own text.
    Name(Name),
    /// "None", "never" or "not yet", said on purpose.
    Nothing,
    /// What an offer's name says; the name is the answer's own text.
    Offer(Offer),
    /// A whole number.
    Count(u64),
    /// An amount of storage.
    Storage(Storage),
    /// A product version.
    Version(Version),
    /// A civil date.
    Day(Date),
    /// A local date and time with its offset.
    Moment(Moment),
    /// Minutes since midnight, 0 to 1,440.
    TimeOfDay(u16),
    /// Days of the week.
    Weekdays(Weekdays),
    /// The member of the field's list, by its place.
    Choice(u8),
    /// Members of the field's list, a bit each.
    Choices(u8),
}

/// Which name it is: those that differ in case or in spaces alone are one. 64 bits stand for it, so that thousands of names
/// are compared without their texts; that any two of 100,000 different ones have the same is less likely than one in a
/// thousand million.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Name(u64);

impl Name {
    fn of(text: &str) -> Self {
        let mut bits = DefaultHasher::new();
        plain_name(text).hash(&mut bits);
        Self(bits.finish())
    }
}

/// An amount of storage, held in thousandths of a megabyte so that sums are exact; 1 GB = 1,024 MB.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Storage(u64);

impl Storage {
    const PER_MB: u64 = 1000;
    const PER_GB: u64 = 1024 * Self::PER_MB;

    /// So many whole megabytes.
    #[must_use]
    pub const fn megabytes(mb: u64) -> Self {
        Self(mb.saturating_mul(Self::PER_MB))
    }

    /// The sum, or the largest amount there is.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left of `self` when `other` is taken away; zero where it is more.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// In gigabytes, for showing; comparisons stay exact without it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "shown with a decimal or two; 2^53 thousandths of a MB is 8,000 PB")]
    pub fn gigabytes(self) -> f64 {
        self.0 as f64 / Self::PER_GB as f64
    }

    /// Reads `86.9`, `86,9 GB`, `40960 MB`, `1.5 TB`; no unit means GB.
    fn parse(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let (number, unit) = ["gb", "mb", "tb", "gib", "mib", "tib"]
            .into_iter()
            .find_map(|unit| lower.strip_suffix(unit).map(|number| (number.trim_end(), unit)))
            .unwrap_or((&lower, "gb"));
        let per_unit = match unit.as_bytes()[0] {
            b'm' => Self::PER_MB,
            b'g' => Self::PER_GB,
            _ => Self::PER_GB * 1024,
        };
        let (whole, fraction) = match number.split_once(['.', ',']) {
            // One or a thousand: the separator could part thousands as well as decimals.
            Some((whole, fraction)) if fraction.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0" => {
                return None;
            }
            Some((whole, fraction)) => (whole, fraction),
            None => (number, "0"),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || whole.len() > 9 || fraction.len() > 6 {
            return None;
        }
        // Nine and six digits of terabytes fit.
        let scale = 10_u64.pow(u32::try_from(fraction.len()).ok()?);
        let (whole, fraction): (u64, u64) = (whole.parse().ok()?, fraction.parse().ok()?);
        Some(Self(whole * per_unit + (fraction * per_unit + scale / 2) / scale))
    }
}

/// A product version, compared number by number; missing numbers count as zero. The first two are at most 65,535.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Version {
    /// Major and minor.
    pub release: [u16; 2],
    /// Build and revision.
    pub build: [u32; 2],
}

impl Version {
    /// Reads `9`, `9.0`, `v9.1.0.21`, `9.2.24091.00188`.
    fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let mut numbers = [0; 4];
        for (at, part) in text.split('.').enumerate() {
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            *numbers.get_mut(at)? = digits.then(|| part.parse().ok())??;
        }
        let [major, minor, build, revision] = numbers;
        Some(Self { release: [u16::try_from(major).ok()?, u16::try_from(minor).ok()?], build: [build, revision] })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor] = self.release;
        write!(f, "{major}.{minor}")
    }
}

/// A local date and time in a named zone, resolved to its offset by whoever knows the zone (the browser); the core
/// only does arithmetic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    day: Date,
    /// Since midnight, 0 to 1,439.
    minutes: u16,
    /// Minutes that these clocks are ahead of UTC.
    ahead: i16,
}

impl Moment {
    /// What clocks on the wall show.
    #[must_use]
    pub fn local(self) -> PrimitiveDateTime {
        PrimitiveDateTime::new(self.day, Time::MIDNIGHT) + Duration::minutes(i64::from(self.minutes))
    }

    /// How far those clocks are ahead of UTC.
    #[must_use]
    pub fn offset(self) -> UtcOffset {
        UtcOffset::from_whole_seconds(i32::from(self.ahead) * 60).unwrap_or(UtcOffset::UTC)
    }

    /// Reads `2027-03-27T20:00+01:00[Europe/Berlin]`. Without its zone nobody could tell whose clocks it shows.
    fn parse(text: &str) -> Option<Self> {
        let (text, _) = Self::parts(text)?;
        let (local, ahead) = match text.strip_suffix('Z') {
            Some(local) => (local, 0),
            None => {
                let at = text.len().checked_sub(6).filter(|at| text.is_char_boundary(*at))?;
                let (local, offset) = text.split_at(at);
                let minutes = i16::try_from(parse_clock(offset.get(1..)?)?).ok()?;
                match offset.as_bytes()[0] {
                    b'+' => (local, minutes),
                    b'-' => (local, -minutes),
                    _ => return None,
                }
            }
        };
        let (day, clock) = local.split_once(['T', ' '])?;
        let minutes = parse_clock(clock).filter(|minutes| *minutes < 24 * 60)?;
        Some(Self { day: parse_iso_day(day)?, minutes, ahead })
    }

    /// Local time with offset, and the zone's name.
    fn parts(text: &str) -> Option<(&str, &str)> {
        let (moment, zone) = text.trim().split_once('[')?;
        Some((moment, zone.strip_suffix(']')?))
    }

    /// The zone whose clocks the text of a moment shows.
    #[must_use]
    pub fn zone(text: &str) -> Option<&str> {
        Self::parts(text).map(|(_, zone)| zone)
    }

    /// Minutes of real time from `self` to `later`; negative when it is earlier.
    #[must_use]
    pub fn minutes_until(self, later: Self) -> i64 {
        let minutes = |moment: Self| i64::from(moment.minutes) - i64::from(moment.ahead);
        (later.day - self.day).whole_minutes() + minutes(later) - minutes(self)
    }
}

/// Reads the local part of a moment that still lacks its offset: `2027-03-27 20:00`.
#[must_use]
pub fn parse_local(text: &str) -> Option<PrimitiveDateTime> {
    let (day, clock) = text.trim().split_once(['T', ' '])?;
    let minutes = parse_clock(clock.trim()).filter(|minutes| *minutes < 24 * 60)?;
    let time = Time::from_hms(u8::try_from(minutes / 60).ok()?, u8::try_from(minutes % 60).ok()?, 0).ok()?;
    Some(PrimitiveDateTime::new(parse_day(day)?, time))
}

/// Days of the week, Monday first, a bit each; at least one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weekdays(u8);

impl Weekdays {
    /// How the draft's file names the days, Monday first.
    pub const KEYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// Whether `day` is one of them.
    #[must_use]
    pub fn has(self, day: Weekday) -> bool {
        self.has_at(day.number_days_from_monday())
    }

    /// Whether the day so many days after Monday is one of them.
    #[must_use]
    pub fn has_at(self, days_from_monday: u8) -> bool {
        self.0 & (1 << days_from_monday) != 0
    }

    /// Reads `mon tue wed`, `Monday, Tuesday`.
    fn parse(text: &str) -> Option<Self> {
        let mut days = 0;
        for word in text.split([' ', ',', ';']).filter(|word| !word.is_empty()) {
            let word = word.to_ascii_lowercase();
            let at = Self::KEYS.iter().position(|key| {
                word.strip_prefix(key)
                    .is_some_and(|rest| rest.is_empty() || ["day", "sday", "nesday", "rsday", "urday"].contains(&rest))
            })?;
            days |= 1 << at;
        }
        (days != 0).then_some(Self(days))
    }
}

/// A date as the draft's file says it: `2026-11-20`.
#[must_use]
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// Reads `2026-11-20`; `None` for a day that the calendar does not have.
#[must_use]
pub fn parse_iso_day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let mut number = |length: usize| {
        let part = parts.next()?;
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok())?
    };
    civil(number(4)?, number(2)?, number(2)?)
}

/// The civil day in UTC of a timestamp as programs write it: `2026-11-30T23:59:59.9999999Z`,
/// `2026-12-15 00:30+02:00`; without an offset it is taken for UTC.
#[must_use]
pub fn day_in_utc(text: &str) -> Option<Date> {
    let (day, clock) = text.trim().split_once(['T', 't', ' '])?;
    let day = parse_iso_day(day)?;
    let clock = clock.trim();
    let (clock, offset) = clock.split_at(clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len()));
    let mut parts = clock.trim().splitn(3, ':');
    let minutes = parse_clock(&format!("{}:{}", parts.next()?, parts.next()?)).filter(|minutes| *minutes < 24 * 60)?;
    if let Some(seconds) = parts.next() {
        let (seconds, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        // A leap second is the sixty-first.
        if seconds.len() != 2 || !digits(seconds) || !digits(fraction) || seconds > "60" {
            return None;
        }
    }
    let ahead = match offset.split_at_checked(1) {
        None | Some(("Z" | "z", "")) => 0,
        Some((sign @ ("+" | "-"), offset)) => {
            let hours = offset.get(..2)?;
            let minutes = offset[2..].strip_prefix(':').unwrap_or(&offset[2..]);
            let minutes = parse_clock(&format!("{hours}:{}", if minutes.is_empty() { "00" } else { minutes }))?;
            i32::from(minutes) * if sign == "+" { 1 } else { -1 }
        }
        Some(_) => return None,
    };
    match i32::from(minutes) - ahead {
        ..0 => day.previous_day(),
        0..1440 => Some(day),
        1440.. => day.next_day(),
    }
}

/// Reads an ISO date, or one whose month is a word: `20 Nov 2026`, `November 20, 2026`. Dates of numbers alone in
/// another order are not guessed at.
fn parse_day(text: &str) -> Option<Date> {
    if let Some(day) = parse_iso_day(text) {
        return Some(day);
    }
    let words: Vec<&str> = text.split([' ', '\u{a0}', '.', ',', '-', '/']).filter(|word| !word.is_empty()).collect();
    let [first, second, year] = words[..] else { return None };
    let (day, month) = match (month_named(first), month_named(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        _ => return None,
    };
    civil((year.len() == 4).then(|| year.parse().ok())??, month, day.parse().ok()?)
}

fn month_named(word: &str) -> Option<u16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u16::try_from(at + 1).ok()
}

fn civil(year: u16, month: u16, day: u16) -> Option<Date> {
    // Programs write the first day of this year where they have none.
    if year == 1 {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
}

/// Minutes since midnight of `08:00` or `8:00`, at most 24:00.
fn parse_minutes(text: &str) -> Option<u16> {
    parse_clock(text)
}

fn parse_clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
}

/// A whole number; commas, spaces and apostrophes may part thousands. A point could part decimals: refused.
fn parse_count(text: &str) -> Option<u64> {
    const LARGEST: u64 = 999_999_999_999;
    let separator = |c: char| matches!(c, ',' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '’');
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let grouped = rest.iter().all(|group| group.len() == 3 && all_digits(group));
    if !all_digits(first) || !grouped || (!rest.is_empty() && first.len() > 3) {
        return None;
    }
    let number = format!("{first}{}", rest.concat()).parse().ok()?;
    (number <= LARGEST).then_some(number)
}

fn parse_choices(set: &ChoiceSet, text: &str) -> Option<u8> {
    if is_none(text) {
        return Some(0);
    }
    text.split([',', ';']).try_fold(0, |bits, part| set.find(part).map(|at| bits | (1 << at)))
}

fn is_none(text: &str) -> bool {
    same_words(text, "none")
}

fn same_words(text: &str, words: &str) -> bool {
    text.eq_ignore_ascii_case(words)
}

/// `Europe/Berlin`, `America/Argentina/Buenos_Aires`, `UTC`.
fn is_zone(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))
    };
    text == "UTC" || (text.contains('/') && text.split('/').all(part))
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| in_word(c) || c == '-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

fn is_guid(text: &str) -> bool {
    let text = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

fn is_email(text: &str) -> bool {
    let mut halves = text.split('@');
    let (Some(local), Some(domain), None) = (halves.next(), halves.next(), halves.next()) else { return false };
    !local.is_empty() && is_domain(domain) && !text.contains(char::is_whitespace)
}
