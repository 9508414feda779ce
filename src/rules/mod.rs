//! What the planner knows: one declaration a rule, in one order.
//!
//! A rule is a `static` in a file of its own: its code, what it reads, what it may say, where that stands, and the
//! checks. Reading an answer gives `Result<_, Gaps>`, so a missing answer cannot become *met*: `?` leaves only the
//! arithmetic. Its words stand in `public/words/` under `rules.<code>`, its cases in `tests/cases/<code>/`.

use std::ops::Deref;

use time::Date;

use crate::assessment::choices::{Choice, ChoiceSet, Route};
use crate::assessment::values::{Moment, Storage, Version};
use crate::assessment::{FieldId, RowAt, Table, Workstream};

mod ag;
pub mod clashes;
pub mod disagreements;
pub mod facts;
mod fo;
mod mk;
pub(crate) mod qo;
pub mod sources;
mod ss;
mod tm;

pub use facts::{Facts, Subject};
use sources::Citation;

/// Every rule, in the catalogue's order.
pub static RULES: &[&Rule] = &[
    // Moving instances to another tenant
    &tm::tm001_version_supported::RULE,
    &tm::tm002_region_change::RULE,
    &tm::tm003_url_kept::RULE,
    &tm::tm004_destination_subscription::RULE,
    &tm::tm005_user_licences::RULE,
    &tm::tm006_instance_licences::RULE,
    &tm::tm007_storage::RULE,
    &tm::tm008_destination_instance::RULE,
    &tm::tm009_instance_type_match::RULE,
    &tm::tm010_destination_instance_shared::RULE,
    &tm::tm011_users_created::RULE,
    &tm::tm012_mapping_file::RULE,
    &tm::tm013_cut_over_out_of_hours::RULE,
    &tm::tm014_cut_over_length::RULE,
    &tm::tm015_outage_announced::RULE,
    &tm::tm016_alert_contact::RULE,
    &tm::tm017_reconfigure_after::RULE,
    &tm::tm018_previous_subscription::RULE,
    &tm::tm019_nothing_else_changes::RULE,
    &tm::tm020_same_tenant::RULE,
    &tm::tm021_request_information::RULE,
    &tm::tm022_service_level::RULE,
    &tm::tm023_storage_as_source::RULE,
    &tm::tm024_support_lists::RULE,
    &tm::tm025_subscription_ends_first::RULE,
    &tm::tm026_window_plausible::RULE,
    // What newer guidance adds
    &ss::ss001_instance_type::RULE,
    &ss::ss002_government_cloud::RULE,
    &ss::ss003_unsupported_component::RULE,
    &ss::ss004_finance_operations_link::RULE,
    &ss::ss005_managed_environment::RULE,
    &ss::ss006_admin_role::RULE,
    &ss::ss007_request_expiry::RULE,
    &ss::ss008_preparation_expiry::RULE,
    &ss::ss009_canvas_apps::RULE,
    &ss::ss010_flows_in_solutions::RULE,
    &ss::ss011_connections::RULE,
    &ss::ss012_copilot_studio::RULE,
    &ss::ss013_power_pages::RULE,
    &ss::ss014_background_operations::RULE,
    &ss::ss015_unmapped_users::RULE,
    &ss::ss016_mailboxes::RULE,
    &ss::ss017_source_remains::RULE,
    &ss::ss018_identity_kept::RULE,
    &ss::ss019_customer_lockbox::RULE,
    &ss::ss020_backups::RULE,
    &ss::ss021_security_group::RULE,
    &ss::ss022_rehearsal::RULE,
    &ss::ss023_restricted_region::RULE,
    // Instances with the Marketing app
    &mk::mk001_same_geo::RULE,
    &mk::mk002_geo_availability::RULE,
    &mk::mk003_support_needed::RULE,
    &mk::mk004_reinstall::RULE,
    &mk::mk005_setup_wizard::RULE,
    &mk::mk006_live_records_draft::RULE,
    &mk::mk007_images::RULE,
    &mk::mk008_old_image_addresses::RULE,
    &mk::mk009_interaction_data::RULE,
    &mk::mk010_portal_reset::RULE,
    &mk::mk011_portal_licence::RULE,
    &mk::mk012_latest_version::RULE,
    &mk::mk013_customizations_kept::RULE,
    &mk::mk014_marketing_licence::RULE,
    &mk::mk015_later_guidance_differs::RULE,
    // Replacing retired subscriptions
    &qo::qo001_retired_offer::RULE,
    &qo::qo002_before_end_date::RULE,
    &qo::qo003_replacement_chosen::RULE,
    &qo::qo004_enough_licences::RULE,
    &qo::qo005_step_order::RULE,
    &qo::qo006_suspended_then_gone::RULE,
    &qo::qo007_role::RULE,
    &qo::qo008_auto_renew_contradiction::RULE,
    &qo::qo009_segment::RULE,
    &qo::qo010_other_expiring::RULE,
    &qo::qo011_move_any_time::RULE,
    &qo::qo012_both_held::RULE,
    &qo::qo013_bought_elsewhere::RULE,
    // Moving subscriptions between agreement types
    &ag::ag001_renewal_date::RULE,
    &ag::ag002_same_tenant::RULE,
    &ag::ag003_uninterrupted::RULE,
    &ag::ag004_verified_first::RULE,
    &ag::ag005_add_on_shortfall::RULE,
    &ag::ag006_add_on_slots::RULE,
    &ag::ag007_do_not_deploy::RULE,
    &ag::ag008_default_only::RULE,
    &ag::ag009_fewer_add_ons::RULE,
    &ag::ag010_fewer_licences::RULE,
    &ag::ag011_aggregate_shown::RULE,
    &ag::ag012_commercial_process::RULE,
    &ag::ag013_change_direction::RULE,
    &ag::ag014_add_ons_desired::RULE,
    // Moving the Lifecycle Services project
    &fo::fo001_same_region::RULE,
    &fo::fo002_lockbox::RULE,
    &fo::fo003_parallel_subscriptions::RULE,
    &fo::fo004_code_match::RULE,
    &fo::fo005_downtime::RULE,
    &fo::fo006_sandbox_attachments::RULE,
    &fo::fo007_new_name::RULE,
    &fo::fo008_vl_remap::RULE,
    &fo::fo009_smoke_test::RULE,
    &fo::fo010_home_tenant_services::RULE,
];

/// The rule of this code, whatever its case.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The dates of the oldest and the newest document on which the rules of these workstreams rest, on this route.
#[must_use]
pub fn ages(workstreams: &[Workstream], route: Option<Route>) -> (Date, Date) {
    let in_scope = |rule: &&&Rule| workstreams.contains(&rule.workstream) && rule.routes.may_apply(route);
    let rules = RULES.iter().filter(in_scope);
    let dates = || rules.clone().map(|rule| rule.citation(route).document.date);
    (dates().min().unwrap_or(Date::MIN), dates().max().unwrap_or(Date::MIN))
}

/// One statement of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Its code: part of the product's interface, never changed once published.
    pub code: &'static str,
    /// Its name: the same.
    pub name: &'static str,
    /// The kind of move that it is about.
    pub workstream: Workstream,
    /// The routes to which it applies.
    pub routes: Routes,
    /// Where it stands, by route.
    pub source: Source,
    /// Everything that it may say.
    pub says: &'static [&'static Says],
    /// How it comes to say it: one check for each kind of subject or for each thing looked at.
    pub checks: &'static [Check],
}

impl Rule {
    /// Every answer that it reads, in the order in which a reader would mend them.
    #[must_use]
    pub fn reads(&self) -> Vec<FieldId> {
        let mut reads = Vec::new();
        for field in self.checks.iter().flat_map(|check| check.reads) {
            if !reads.contains(field) {
                reads.push(*field);
            }
        }
        reads
    }

    /// Where it stands on this route; the support-assisted page's citation while the route is not known.
    #[must_use]
    pub fn citation(&self, route: Option<Route>) -> &'static Citation {
        self.source.on(route)
    }
}

/// The routes to which a rule applies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Routes {
    /// Either, also while the route is not known.
    Both,
    /// One alone: open while the route is not known.
    Only(Route),
}

impl Routes {
    /// The support-assisted route alone.
    pub const A: Self = Self::Only(Route::Assisted);
    /// The self-service route alone.
    pub const S: Self = Self::Only(Route::SelfService);

    /// Whether a rule of these routes may apply when this one is taken, or none is known yet.
    #[must_use]
    pub fn may_apply(self, route: Option<Route>) -> bool {
        match (self, route) {
            (Self::Both, _) | (_, None) => true,
            (Self::Only(own), Some(taken)) => own == taken,
        }
    }
}

/// Where a rule stands.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// In one place.
    One(&'static Citation),
    /// In a place for each route.
    ByRoute {
        /// On the support-assisted route.
        assisted: &'static Citation,
        /// On the self-service route.
        self_service: &'static Citation,
    },
}

impl Source {
    /// The place on this route; the support-assisted page's while the route is not known.
    #[must_use]
    pub fn on(self, route: Option<Route>) -> &'static Citation {
        match (self, route) {
            (Self::One(citation), _) | (Self::ByRoute { self_service: citation, .. }, Some(Route::SelfService)) => {
                citation
            }
            (Self::ByRoute { assisted, .. }, _) => assisted,
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// It cannot or must not go ahead like this.
    Blocker,
    /// It can go ahead, but something is lost, stops or is at risk.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// All, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Blocker, Self::Warning, Self::Note];

    /// Its name in words, addresses and output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What a statement rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// The cited document says so.
    Guidance,
    /// Our own judgement, derived from it.
    Judgement,
}

impl Basis {
    /// Its letter in the catalogue and in output.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Guidance => "G",
            Self::Judgement => "J",
        }
    }
}

/// The basis on each route. Where they differ, an unknown route makes it our judgement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bases {
    /// On the support-assisted route.
    pub assisted: Basis,
    /// On the self-service route.
    pub self_service: Basis,
}

/// Guidance on either route.
pub const G: Bases = Bases { assisted: Basis::Guidance, self_service: Basis::Guidance };
/// Judgement on either route.
pub const J: Bases = Bases { assisted: Basis::Judgement, self_service: Basis::Judgement };
/// Guidance on the support-assisted route, judgement on the self-service one.
pub const G_ASSISTED: Bases = Bases { assisted: Basis::Guidance, self_service: Basis::Judgement };

impl Bases {
    /// The basis on this route.
    #[must_use]
    pub fn on(self, route: Option<Route>) -> Basis {
        match route {
            Some(Route::Assisted) => self.assisted,
            Some(Route::SelfService) => self.self_service,
            None if self.assisted == self.self_service => self.assisted,
            None => Basis::Judgement,
        }
    }
}

/// One thing that a rule may say: the key of its words, and what they are given to fill in.
#[derive(Debug)]
pub struct Says {
    /// Key of the words: `rules.<code>.<key>.text`, with `.more` and `.remedy` where there are any.
    pub key: &'static str,
    /// The names under which the words find the arguments, in their order.
    pub args: &'static [&'static str],
    /// A finding's severity; `None` says that the rule is met.
    pub severity: Option<Severity>,
    /// What it rests on.
    pub bases: Bases,
}

impl Says {
    /// It blocks.
    #[must_use]
    pub const fn blocker(bases: Bases, key: &'static str, args: &'static [&'static str]) -> Self {
        Self { key, args, severity: Some(Severity::Blocker), bases }
    }

    /// It is a risk.
    #[must_use]
    pub const fn warning(bases: Bases, key: &'static str, args: &'static [&'static str]) -> Self {
        Self { key, args, severity: Some(Severity::Warning), bases }
    }

    /// It is good to know.
    #[must_use]
    pub const fn note(bases: Bases, key: &'static str, args: &'static [&'static str]) -> Self {
        Self { key, args, severity: Some(Severity::Note), bases }
    }

    /// It is in order.
    #[must_use]
    pub const fn met(bases: Bases, key: &'static str, args: &'static [&'static str]) -> Self {
        Self { key, args, severity: None, bases }
    }

    /// Says it, with the arguments in the order of [`Says::args`].
    #[must_use]
    pub fn with(&'static self, args: impl Into<Args>) -> Outcome {
        let statement = Statement { says: self, args: args.into() };
        if self.severity.is_some() { Outcome::Finding(statement) } else { Outcome::Met(statement) }
    }

    /// Says it, where there is nothing to fill in.
    #[must_use]
    pub fn plainly(&'static self) -> Outcome {
        self.with([])
    }
}

/// Something said of a subject: data, of which the words are a rendering.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// Which of the rule's sayings.
    pub says: &'static Says,
    /// What fills it in.
    pub args: Args,
}

/// Arguments. Most statements have two at most; for these, nothing is allocated.
#[derive(Clone, PartialEq, Debug)]
pub enum Args {
    /// None.
    None,
    /// One.
    One([Arg; 1]),
    /// Two.
    Two([Arg; 2]),
    /// Any number.
    Many(Box<[Arg]>),
}

impl<const N: usize> From<[Arg; N]> for Args {
    fn from(args: [Arg; N]) -> Self {
        if N > 2 {
            return Self::Many(Box::new(args));
        }
        let mut args = args.into_iter();
        match (args.next(), args.next()) {
            (Some(one), Some(other)) => Self::Two([one, other]),
            (Some(one), None) => Self::One([one]),
            (None, _) => Self::None,
        }
    }
}

impl Deref for Args {
    type Target = [Arg];

    fn deref(&self) -> &[Arg] {
        match self {
            Self::None => &[],
            Self::One(args) => args,
            Self::Two(args) => args,
            Self::Many(args) => args,
        }
    }
}

impl PartialEq for Says {
    /// Sayings are declared once: the same declaration is the same saying.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What fills a blank in the words.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg {
    /// A whole number; the words' plural rules see it.
    Count(u64),
    /// An amount of storage.
    Storage(Storage),
    /// A length of time in minutes.
    Minutes(u64),
    /// A civil date.
    Day(time::Date),
    /// A date and time, as clocks on the wall show it.
    Moment(Moment),
    /// A product version.
    Version(Version),
    /// The row that the check is about, by its own name: whatever is said of thousands alike is the same statement.
    Itself,
    /// The customer's own text: an answer of the row that the check is about.
    Own(FieldId),
    /// The customer's own text: an answer of another row.
    Answer(RowAt, FieldId),
    /// Another row, by its own name.
    Row(RowAt),
    /// Several rows, by their own names.
    Rows(Box<[RowAt]>),
    /// A member of a closed list.
    Choice(&'static ChoiceSet, u8),
    /// What the rule is about, by the questions' labels; these are the fields that a finding marks.
    Fields(Box<[FieldId]>),
}

impl Arg {
    /// A member of a closed list.
    #[must_use]
    pub fn choice<T: Choice + PartialEq>(value: T) -> Self {
        let at = T::ALL.iter().position(|one| *one == value).unwrap_or_default();
        Self::Choice(T::SET, u8::try_from(at).unwrap_or_default())
    }
}

/// What a rule comes to for one subject.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// The rule is not about this.
    NotApplicable,
    /// It is in order, and the statement says why.
    Met(Statement),
    /// It cannot be told before these are answered.
    Open(Gaps),
    /// Something is to be mended or known.
    Finding(Statement),
}

impl Outcome {
    /// Something is to be mended or known.
    #[must_use]
    pub fn is_finding(&self) -> bool {
        matches!(self, Self::Finding(_))
    }
}

/// A missing answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gap {
    /// The answer to this question about this row.
    Answer(RowAt, FieldId),
    /// A list that has no row yet.
    Rows(Table),
}

/// Missing answers, at least one.
pub type Gaps = Vec<Gap>;

/// What a check gives: an outcome, or every answer that it lacks.
pub type Checked = Result<Outcome, Gaps>;

/// How a rule comes to its outcomes.
#[derive(Debug)]
pub struct Check {
    /// The answers that it may read.
    pub reads: &'static [FieldId],
    /// Over what it is done.
    pub run: Run,
}

/// Over what a check is done.
#[derive(Debug)]
pub enum Run {
    /// Once, about the whole assessment.
    Once(fn(&Facts<'_>) -> Checked),
    /// For each row of a table; open while the table has none.
    Each(Table, fn(&Facts<'_>, Subject<'_>) -> Checked),
    /// For each row of a table that may well be empty.
    EachIfAny(Table, fn(&Facts<'_>, Subject<'_>) -> Checked),
    /// For each subscription of a retired offer; open while none is listed, and for those of which nobody has said
    /// whether they are. Of thousands most are not: the others are passed over, not applicable.
    EachRetired(fn(&Facts<'_>, Subject<'_>) -> Checked),
}

impl Check {
    /// Once, about the whole assessment.
    #[must_use]
    pub const fn once(reads: &'static [FieldId], run: fn(&Facts<'_>) -> Checked) -> Self {
        Self { reads, run: Run::Once(run) }
    }

    /// For each row of a table; open while the table has none.
    #[must_use]
    pub const fn each(table: Table, reads: &'static [FieldId], run: fn(&Facts<'_>, Subject<'_>) -> Checked) -> Self {
        Self { reads, run: Run::Each(table, run) }
    }

    /// For each row of a table that may well be empty.
    #[must_use]
    pub const fn each_if_any(
        table: Table,
        reads: &'static [FieldId],
        run: fn(&Facts<'_>, Subject<'_>) -> Checked,
    ) -> Self {
        Self { reads, run: Run::EachIfAny(table, run) }
    }

    /// For each subscription of a retired offer.
    #[must_use]
    pub const fn each_retired(reads: &'static [FieldId], run: fn(&Facts<'_>, Subject<'_>) -> Checked) -> Self {
        Self { reads, run: Run::EachRetired(run) }
    }
}
