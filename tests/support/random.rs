//! Drafts by chance: the same number always gives the same draft, so that a test that fails can be run again.

use time::Date;
use transition_planner::assessment::fields::{
    AGREEMENT_TENANT, CUT_OVER, DESTINATION_INSTANCE, FieldId, INSTANCE_TYPE, LCS_SOURCE_REGION, LCS_TARGET_REGION,
    LIVE_EMAILS, LIVE_JOURNEYS, LIVE_OTHERS, LIVE_PAGES, LIVE_SCORING, OLD_AGREEMENT_ENDS, OLD_SUSPENDED_ON,
    PERSON_ROLES, SUSPENDED_ON, WINDOW,
};
use transition_planner::assessment::offers::RETIRED;
use transition_planner::assessment::values::{Kind, Weekdays, iso, parse_iso_day};
use transition_planner::assessment::{Answer, Assessment, Row, RowId, Said, Table, Workstream};

/// The numbers of so many drafts; of `TP_TIMES` as many where that is set.
pub fn seeds(count: u64) -> std::ops::Range<u64> {
    let times = std::env::var("TP_TIMES").ok().and_then(|times| times.parse().ok());
    0..count * times.unwrap_or(1)
}

/// `SplitMix64` (Steele et al., 2014).
pub struct Random(pub u64);

/// Days on which an old agreement is over.
const LATER: [FieldId; 2] = [OLD_SUSPENDED_ON.field, OLD_AGREEMENT_ENDS.field];

/// What of the Marketing app is live, kind by kind.
const LIVE: [FieldId; 5] =
    [LIVE_JOURNEYS.field, LIVE_EMAILS.field, LIVE_PAGES.field, LIVE_SCORING.field, LIVE_OTHERS.field];

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 on, below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end as u64).expect("it is below a usize")
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// One of them.
    pub fn of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())]
    }

    /// Answers in any state about a move, its rows by the dozen at most, as of [`today`].
    pub fn assessment(&mut self) -> Assessment {
        let mut assessment = Assessment::default();
        let rows = [
            (Table::Instances, 3 + self.below(3)),
            (Table::Licences, self.below(3)),
            (Table::Subscriptions, self.below(4)),
            (Table::Integrations, self.below(2)),
            (Table::Windows, self.below(3)),
            (Table::People, self.below(3)),
        ];
        for (table, count) in rows {
            for at in 0..count {
                let id = RowId(format!("{}-{at}", table.key()).into());
                assessment.insert(table, assessment.rows(table).len(), Row::empty(table, id));
            }
        }
        // Some know nearly everything, some hardly anything.
        let missing = self.of(&[0, 2, 15, 50]);
        for table in Table::ALL {
            for at in 0..assessment.rows(table).len() {
                for field in table.fields() {
                    let answer = if self.percent(missing) { self.gap(field.id) } else { self.given(field.id) };
                    assessment.set(at, field.id, answer);
                }
            }
        }
        for workstream in Workstream::ALL {
            let field = workstream.question().field;
            assessment.set(0, field, Answer::typed(field.field().kind, "yes"));
        }
        assessment
    }

    /// An answer that says too little: none, "I don't know yet", or what nobody can read.
    pub fn gap(&mut self, field: FieldId) -> Answer {
        let typed = self.of(&["", "", "?", "1.024,5 or so"]);
        let answer = Answer::typed(field.field().kind, typed);
        if matches!(answer.said, Said::Given(_)) { Answer::default() } else { answer }
    }

    /// An answer that the field understands.
    pub fn given(&mut self, field: FieldId) -> Answer {
        let kind = field.field().kind;
        let typed = if field == CUT_OVER.field || field == WINDOW.field {
            // So few that instances share windows, and some name one that is not there.
            self.of(&["Weekend", "weekend ", "Evening"]).to_owned()
        } else if field == DESTINATION_INSTANCE.field {
            self.of(&["Temp 1", "TEMP  1", "Temp 2", "Temp 3", "Temp 4", "none"]).to_owned()
        } else if field == INSTANCE_TYPE.field && self.percent(70) {
            // Those of other types cannot move, and most rules say nothing of them.
            self.of(&["production", "sandbox"]).to_owned()
        } else if LIVE.contains(&field) && self.percent(50) {
            // So that now and then nothing is live at all.
            "0".to_owned()
        } else if field == SUSPENDED_ON.field && self.percent(40) {
            // So long ago that it is gone, or nearly.
            let days = i64::try_from(100 + self.below(25)).expect("a few days");
            iso(today() - time::Duration::days(days))
        } else if LATER.contains(&field) && self.percent(50) {
            // So much later than the new ones are active that both are for weeks.
            let days = i64::try_from(20 + self.below(20)).expect("a few days");
            iso(today() + time::Duration::days(days))
        } else if field == AGREEMENT_TENANT.field && self.percent(50) {
            // So that the project goes by the agreement's days as often as not.
            "another tenant, as the contract demands".to_owned()
        } else if [LCS_SOURCE_REGION.field, LCS_TARGET_REGION.field].contains(&field) && self.percent(50) {
            // So that now and then the list has neither.
            "other".to_owned()
        } else if field == PERSON_ROLES.field {
            self.of(&["none", "alert contact", "on call; alert contact"]).to_owned()
        } else {
            self.typed(kind)
        };
        let answer = Answer::typed(kind, &typed);
        assert!(matches!(answer.said, Said::Given(_)), "{} understands {typed}", field.field().key);
        answer
    }

    fn typed(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Text => self.of(&["Europe/Berlin", "Sales", "Ünïcode ‏שלום", "a,b;\"c\"\t{d}"]).to_owned(),
            Kind::Offer => {
                self.of(&[RETIRED[0], RETIRED[3], RETIRED[21], "CRM Basic, qualified", "Microsoft 365 E3"]).to_owned()
            }
            Kind::NameOrNone => self.of(&["none", "+49 30 1234", "Anne"]).to_owned(),
            Kind::Domain => self.of(&["contoso.example", "CONTOSO.example", "fabrikam.example"]).to_owned(),
            Kind::Guid => format!("{}1111111-1111-4111-8111-111111111111", self.below(3)),
            Kind::EmailOrNone => self.of(&["none", "anne@contoso.example"]).to_owned(),
            Kind::Count => self.of(&["0", "1", "2", "3", "40", "1,000"]).to_owned(),
            Kind::Storage => self.of(&["0", "512 MB", "10", "30.5 GB", "1 TB"]).to_owned(),
            Kind::Version => self.of(&["8.2", "9", "9.0", "9.2.24091.00188"]).to_owned(),
            Kind::DayOrNotYet if self.percent(20) => "not yet".to_owned(),
            Kind::DayOrNever if self.percent(20) => "never".to_owned(),
            Kind::DayOrNotYet | Kind::DayOrNever => iso(self.day()),
            Kind::Moment => {
                format!("{}T{:02}:{}+01:00[Europe/Berlin]", iso(self.day()), self.below(24), self.of(&["00", "30"]))
            }
            Kind::Zone => self.of(&["Europe/Berlin", "UTC"]).to_owned(),
            Kind::TimeOfDay => format!("{:02}:{}", self.below(24), self.of(&["00", "59"])),
            Kind::Weekdays => {
                let days: Vec<&str> = Weekdays::KEYS.into_iter().filter(|_| self.percent(70)).collect();
                if days.is_empty() { "mon".to_owned() } else { days.join(" ") }
            }
            Kind::Choice(set) | Kind::Choices(set) => self.of(set.keys).to_owned(),
        }
    }

    /// A day around [`today`].
    fn day(&mut self) -> Date {
        let days = i64::try_from(self.below(24)).expect("a few days");
        today() + time::Duration::days(days - 12)
    }
}

/// The day around which random days lie.
pub fn today() -> Date {
    parse_iso_day("2026-11-20").expect("a day of the calendar")
}
