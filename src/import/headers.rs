//! Which header means which field: the spellings of our own labels, of the admin centers' exports and of what people
//! write by hand.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::assessment::choices::plain;
use crate::assessment::fields::{self as f, Field, FieldId, Table};
use crate::assessment::letters::in_word;
use crate::assessment::values::Kind;

/// Headers by field, compared by letters and digits alone; where a text has several of one field, the column whose
/// spelling stands first is taken. Units are left out: `Database usage (MB)` is `Database usage`.
///
/// PowerShell writes an id under `EnvironmentName` and the name under `DisplayName`, hence the first line's order.
static SPELLINGS: &[(FieldId, &str)] = &[
    (f::INSTANCE.field, "Display name | Environment name | Instance name | Name | Environment | Instance"),
    (f::INSTANCE_TYPE.field, "Type | Environment type | Instance type | Environment SKU | SKU | Source type"),
    (f::INSTANCE_REGION.field, "Region | Environment region | Instance region | Location | Geo | Source region"),
    (f::VERSION.field, "Version | Product version | Instance version | Database version | Dataverse version"),
    (f::DESTINATION_INSTANCE.field, "Destination instance | Destination environment | Destination | Target instance"),
    (f::DESTINATION_TYPE.field, "Its type | Destination type | Destination environment type | Target type"),
    (f::CUT_OVER.field, "Cut-over window | Cut-over | Window"),
    (f::FINANCE_OPERATIONS.field, "Finance and operations | Linked to finance and operations | Finance & operations"),
    (f::MANAGED_ENVIRONMENT.field, "Managed Environment | Managed | Is managed"),
    (f::SECURITY_GROUP.field, "Security group"),
    (f::REHEARSED.field, "Rehearsed | Rehearsal"),
    (f::MARKETING.field, "Marketing | Dynamics 365 Marketing"),
    (f::CUSTOMER_VOICE.field, "Customer Voice | Dynamics 365 Customer Voice"),
    (f::OMNICHANNEL.field, "Omnichannel for Customer Service | Omnichannel"),
    (f::JOURNEYS.field, "Customer Insights – Journeys | Journeys"),
    (f::INSIGHTS_DATA.field, "Customer Insights – Data"),
    (f::COMPONENT_LIBRARIES.field, "Component libraries"),
    (f::CANVAS_APPS.field, "Canvas apps in solutions | Canvas apps"),
    (f::CUSTOM_PAGES.field, "Custom pages"),
    (f::LOOSE_APPS.field, "Canvas apps outside solutions"),
    (f::LOOSE_FLOWS.field, "Cloud flows outside solutions"),
    (f::CONNECTIONS.field, "Connections and gateways | Connections | Custom connectors | Gateways"),
    (f::AGENTS.field, "Agents | Copilot Studio agents"),
    (f::WEBSITES.field, "Power Pages websites | Power Pages | Websites"),
    (f::LIVE_JOURNEYS.field, "Live customer journeys | Live journeys | Customer journeys"),
    (f::LIVE_EMAILS.field, "Live e-mails | Marketing e-mails"),
    (f::LIVE_PAGES.field, "Live pages | Marketing pages"),
    (f::LIVE_SCORING.field, "Live lead scoring | Lead scoring | Scoring models"),
    (f::LIVE_OTHERS.field, "Other live records"),
    (f::UPLOADED_FILES.field, "Uploaded images | Uploaded files"),
    (f::IMAGES_UPLOADED_ON.field, "Day of the image upload | Images uploaded on"),
    (f::SOURCE_GOES_ON.field, "Day the source goes | Source goes on"),
    (f::PORTAL.field, "Uses a portal | Portal"),
    (f::PORTALS_WANTED.field, "Portals wanted"),
    (f::USED_STORAGE.field, "Storage used | Storage usage | Storage | Total usage | Capacity used | Capacity"),
    (f::USED_DATABASE.field, "Database used | Database usage | Database storage | Database capacity | Database"),
    (f::USED_FILE.field, "File used | File usage | File storage | File capacity | File"),
    (f::USED_LOG.field, "Log used | Log usage | Log storage | Log capacity | Log"),
    (f::MAPPING_FILE.field, "Mapping file | User mapping file | User mapping"),
    (f::MAPPING_ERRORS.field, "Errors in the file | Mapping errors | Mapping file errors"),
    (f::UNMAPPED_USERS.field, "Users not in the file | Unmapped users"),
    (f::ENVIRONMENT_ID.field, "Environment ID | Environment GUID | Instance ID"),
    (f::REQUESTED_ON.field, "Requested on | Requested | Request date"),
    (f::APPROVED_ON.field, "Approved on | Approved | Approval date"),
    (f::PREPARED_ON.field, "Prepared on | Prepared | Preparation date"),
    (f::MOVE_ON.field, "Move planned on | Move on | Move date | Planned move"),
    (f::MOVED.field, "Moved"),
    (f::PRODUCT.field, "Product title | Product name | Product | Licence | License | Title | Name"),
    (f::PRODUCT_ACTIVE.field, "Active in the source | Active licences | Active licenses | Active"),
    (f::PRODUCT_AVAILABLE.field, "Available in the destination | Available licences | Available licenses | Available"),
    (f::OFFER.field, "Offer name | Offer | Subscription name | Subscription | Product name | Product | Name"),
    (f::IS_RETIRED.field, "Retired | Is retired"),
    (
        f::QUANTITY.field,
        "Quantity | Licences | Licenses | Purchased quantity | Total licences | Total licenses | Seats",
    ),
    (
        f::END_DATE.field,
        "Commitment end date | Ends on | End date | Expiration date | Renewal or expiration date | Expires on | Expiry date",
    ),
    (f::RENEWAL.field, "Auto renew enabled | Auto renew | At its end | Renewal | Recurring billing"),
    (f::STATUS.field, "Status | Subscription status | State"),
    (f::AGREEMENT.field, "Agreement | Agreement type | Purchase channel"),
    (f::SELLER.field, "Seller | Reseller | Partner | Bought from"),
    (f::NEED_REPLACEMENT.field, "Users who need a replacement"),
    (f::REPLACEMENT.field, "Replacement"),
    (f::BOUGHT.field, "Licences bought | Licenses bought"),
    (f::BOUGHT_ON.field, "Bought on | Purchased on | Purchase date"),
    (f::REASSIGNED.field, "Users reassigned"),
    (f::LAST_REASSIGNED_ON.field, "Last user reassigned on"),
    (f::SUSPENDED_ON.field, "Suspended on"),
    (f::SUBSCRIPTION_ID.field, "Subscription ID | ID"),
    (f::WINDOW.field, "Window | Window name | Cut-over window | Name"),
    (f::STARTS.field, "Starts | Start | Start time | Starts at | Begins | Begin | From"),
    (f::ENDS.field, "Ends | End | End time | Ends at | Until | To"),
    (f::PERSON.field, "Display name | Full name | Name | Person | Contact | Contact name"),
    (f::PERSON_ROLES.field, "Part in the move | Roles | Role | Part"),
    (f::EMAIL.field, "E-mail | E-mail address | Mail | Mail address | User principal name"),
    (f::PHONE.field, "Telephone | Telephone number | Phone | Phone number | Mobile | Mobile phone"),
];

/// A column of Partner Center's list that answers no question, and yet says something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aside {
    /// What the customer calls a subscription: it stands for the offer's name where that is missing, and is in question.
    FriendlyName,
    /// When it began: held against its end.
    Began,
}

static ASIDES: [(Aside, &str); 2] = [(Aside::FriendlyName, "friendlyname"), (Aside::Began, "effectivestartdate")];

/// The most columns that a header can have: what a spreadsheet has at most.
const MAX_COLUMNS: usize = 16_384;

/// A column of a recognised table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its header, shortened where it is very long.
    pub header: String,
    /// Its place, from 0.
    pub at: usize,
    /// The field whose answers it has; `None` where it is not used.
    pub field: Option<FieldId>,
    /// What else it is used for; always `None` where it has a field.
    pub aside: Option<Aside>,
    /// The unit of its numbers, where the header names one and the field has units.
    pub unit: Option<Unit>,
}

/// A unit of storage that a header can name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// 1,024 bytes.
    Kilobytes,
    /// 1,024 KB.
    Megabytes,
    /// 1,024 MB.
    Gigabytes,
    /// 1,024 GB.
    Terabytes,
}

impl Unit {
    /// How it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Kilobytes => "KB",
            Self::Megabytes => "MB",
            Self::Gigabytes => "GB",
            Self::Terabytes => "TB",
        }
    }

    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "kb" | "kib" => Self::Kilobytes,
            "mb" | "mib" => Self::Megabytes,
            "gb" | "gib" => Self::Gigabytes,
            "tb" | "tib" => Self::Terabytes,
            _ => return None,
        })
    }

    /// What a cell below a header with this unit says: a bare number gets the unit, in round gigabytes where it is
    /// that exactly; anything else is left as it is. A number that cannot be read gets it too (`40,960 MB`): whoever
    /// mends it would otherwise be read as meaning gigabytes.
    #[must_use]
    pub fn of(self, cell: &str) -> String {
        let part_of_number =
            |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}');
        if !cell.starts_with(|c: char| c.is_ascii_digit()) || !cell.chars().all(part_of_number) {
            return cell.to_owned();
        }
        match (self, cell.parse::<u64>()) {
            (Self::Kilobytes, Ok(kb)) if kb.is_multiple_of(1024) => Self::Megabytes.of(&(kb / 1024).to_string()),
            // Answers know no kilobytes; four decimals of a megabyte are finer than what is kept of it.
            (Self::Kilobytes, Ok(kb)) => {
                format!("{}.{:04} MB", kb / 1024, (kb % 1024 * 10_000 + 512) / 1024)
            }
            (Self::Megabytes, Ok(mb)) if mb.is_multiple_of(1024) => format!("{} GB", mb / 1024),
            _ => format!("{cell} {}", self.symbol()),
        }
    }
}

/// A header as it is compared.
#[derive(Default)]
struct Header {
    whole: String,
    /// The same without a unit at its end.
    bare: String,
    unit: Option<Unit>,
}

impl Header {
    fn read(header: &str) -> Self {
        /// In bytes; no spelling is as long, whatever the language.
        const LONGEST: usize = 400;
        if header.len() > LONGEST {
            return Self::default();
        }
        let words = header.split(|c| !in_word(c)).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(plain).collect();
        let whole = words.concat();
        let unit = words.last().and_then(|word| Unit::named(word));
        if unit.is_some() {
            words.pop();
            // "Size in MB".
            words.pop_if(|word| word == "in");
        }
        Self { whole, bare: words.concat(), unit }
    }

    fn of(&self, kind: Kind) -> &str {
        if matches!(kind, Kind::Storage) { &self.bare } else { &self.whole }
    }
}

/// The spellings of every field of a table; `labels` says how the page calls a field in the reader's language.
pub(super) fn spellings(table: Table, labels: &dyn Fn(FieldId) -> String) -> Vec<(FieldId, Vec<String>)> {
    let of = |field: &Field| {
        let known = SPELLINGS.iter().find(|(id, _)| *id == field.id).map_or("", |(_, known)| known);
        let label = labels(field.id);
        let spelled =
            known.split('|').chain([label.as_str()]).map(|known| Header::read(known).of(field.kind).to_owned());
        (field.id, spelled.filter(|known| !known.is_empty()).collect())
    };
    table.fields().iter().map(of).collect()
}

/// The cells of a line that may be a header, as every table compares them.
pub(super) struct Headers<'a> {
    /// As they stand there.
    pub cells: Vec<Cow<'a, str>>,
    read: Vec<Header>,
}

impl<'a> Headers<'a> {
    /// Reads a line's cells. Of a line that is too long for a header, the first are kept.
    pub fn read(cells: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let cells: Vec<_> = cells.take(MAX_COLUMNS + 1).collect();
        let read = if cells.len() > MAX_COLUMNS { &[][..] } else { &cells };
        Self { read: read.iter().map(|cell| Header::read(cell)).collect(), cells }
    }

    /// Whether one of them is this, by letters and digits alone.
    fn has(&self, name: &str) -> bool {
        self.read.iter().any(|header| header.whole == name)
    }

    /// Whether they are those of a list of all users, as the Microsoft 365 admin center, Entra or Advanced Find export it. A
    /// list of the few people of a move may have such names too, and so one of them is not enough.
    pub fn are_of_users(&self) -> bool {
        const ACCOUNT: [&str; 5] = ["blockcredential", "accountenabled", "usertype", "usagelocation", "licenses"];
        self.has("donotmodifyuser") || (self.has("userprincipalname") && ACCOUNT.iter().any(|name| self.has(name)))
    }

    /// Whether they are those of a user mapping file.
    pub fn are_of_a_mapping(&self) -> bool {
        matches!(&self.read[..], [from, to] if from.whole == "source" && to.whole == "destination")
    }

    /// Whether they are no headers at all, but two addresses.
    pub fn are_addresses(&self) -> bool {
        matches!(&self.cells[..], [from, to] if from.contains('@') && to.contains('@'))
    }

    /// The columns that they would be of a table, and how many of them are recognised; `None` where they are none: it would
    /// have to have the table's name, or `enough` columns of any.
    pub fn columns(
        &self,
        table: Table,
        spellings: &[(FieldId, Vec<String>)],
        enough: usize,
    ) -> Option<(Vec<Column>, usize)> {
        let (mut whole, mut bare) = (HashMap::<&str, usize>::new(), HashMap::<&str, usize>::new());
        for (at, header) in self.read.iter().enumerate() {
            whole.entry(header.whole.as_str()).or_insert(at);
            bare.entry(header.bare.as_str()).or_insert(at);
        }
        let unused = |(at, cell): (usize, &Cow<'_, str>)| Column {
            header: shown(cell),
            at,
            field: None,
            aside: None,
            unit: None,
        };
        let mut recognised = Vec::new();
        for (field, known) in spellings {
            let storage = matches!(field.field().kind, Kind::Storage);
            let headed = if storage { &bare } else { &whole };
            let mut found = known.iter().filter_map(|known| headed.get(known.as_str()).copied());
            if let Some(at) = found.find(|at| recognised.iter().all(|(_, other)| other != at)) {
                recognised.push((*field, at));
            }
        }
        let named = table.name_field().is_some_and(|name| recognised.iter().any(|(field, _)| *field == name));
        if !named && recognised.len() < enough {
            return None;
        }
        let mut columns: Vec<Column> = self.cells.iter().enumerate().map(unused).collect();
        for (field, at) in &recognised {
            columns[*at].field = Some(*field);
            columns[*at].unit = self.read[*at].unit.filter(|_| matches!(field.field().kind, Kind::Storage));
        }
        for (aside, known) in ASIDES.iter().filter(|_| table == Table::Subscriptions) {
            if let Some(at) = whole.get(known).filter(|at| columns[**at].field.is_none()) {
                columns[*at].aside = Some(*aside);
            }
        }
        Some((columns, recognised.len()))
    }
}

/// A header as it is shown: in one line, and no longer than anyone reads.
pub(super) fn shown(header: &str) -> String {
    const LONGEST: usize = 80;
    let mut words = String::new();
    for word in header.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(LONGEST + 1));
        if let Some((end, _)) = words.char_indices().nth(LONGEST) {
            words.truncate(end);
            words.push('…');
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_means_two_fields_of_a_table() {
        for table in Table::ALL {
            let mut seen = HashMap::new();
            for (field, known) in spellings(table, &|_| String::new()) {
                for known in known {
                    let other = seen.insert(known.clone(), field);
                    assert_eq!(other, None, "{} of {}: {known}", field.field().key, table.key());
                }
            }
        }
    }

    #[test]
    fn headers_are_shown_in_one_short_line() {
        assert_eq!(shown(" Database\r\n usage "), "Database usage");
        assert_eq!(shown(&"é".repeat(1000)).chars().count(), 81);
        assert_eq!(shown(&"word ".repeat(1000)).chars().count(), 81);
    }
}
