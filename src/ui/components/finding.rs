//! A finding: what is the case with its numbers, then what to do; code, basis and source stand aside.

use leptos::prelude::WithUntracked;

use super::icon::{Mark, icon};
use super::question::asked_one_by_one;
use crate::app::{Address, DraftPage, Filter, Spot, TaskSpot};
use crate::assessment::{Assessment, FieldId, RowAt};
use crate::readiness::Judged;
use crate::rules::sources::Citation;
use crate::rules::{Basis, Severity};
use crate::runbook::settling;
use crate::ui::Page;
use crate::ui::dom::{El, el, link, unseen};
use crate::ui::live::derive;
use crate::words::{Fill, Words};

/// A finding, ready to be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct FindingView {
    /// Its permanent name: rule, saying, subject.
    pub key: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The rule's code.
    pub code: &'static str,
    /// The heading.
    pub text: String,
    /// More of it.
    pub more: Option<String>,
    /// What to do.
    pub remedy: Option<String>,
    /// What it rests on, with the document's date.
    pub basis: String,
    /// Where it is mended; where no answer would change it, the rule says more.
    pub mend: Address,
    /// What is asked there, in short.
    asks: Option<String>,
    /// The row that it is about.
    pub about: RowAt,
}

impl FindingView {
    /// The finding in words; `None` where the outcome is none.
    pub fn of(judged: Judged<'_>, about: &Assessment, draft: &str, words: &Words) -> Option<Self> {
        let (severity, statement) = judged.finding()?;
        let part = |part| words.statement(judged.rule.code, part, statement, judged.subject, about);
        Some(Self {
            key: format!("{}.{}.{}", judged.rule.code, statement.says.key, about.row(judged.subject).id),
            severity,
            code: judged.rule.code,
            text: part("text").unwrap_or_default(),
            more: part("more"),
            remedy: part("remedy"),
            basis: basis(judged, words),
            mend: mend(judged, about, draft),
            asks: judged.fields().first().map(|field| words.say(&format!("questions.{}.label", field.field().key))),
            about: judged.subject,
        })
    }

    /// What tells it from others in a list, its words included.
    pub fn whole_key(&self) -> String {
        format!("{} {}", self.key, self.text)
    }
}

/// What a statement rests on, in words: "Guidance, 25 Apr 2019".
pub fn basis(judged: Judged<'_>, words: &Words) -> String {
    rests_on(words, judged.basis().unwrap_or(Basis::Guidance), judged.citation())
}

/// What a statement or a task of this basis rests on.
pub fn rests_on(words: &Words, basis: Basis, citation: &Citation) -> String {
    let key = match basis {
        Basis::Judgement => "ui.basis.judgement",
        Basis::Guidance => "ui.basis.guidance",
    };
    let document = citation.document;
    words.fill(
        key,
        &[("document", Fill::Words(document.code)), ("date", Fill::Words(&words.locale().day(document.date)))],
    )
}

/// Where an outcome is mended: the first of the answers that would change it.
pub fn mend(judged: Judged<'_>, about: &Assessment, draft: &str) -> Address {
    let fields = judged.fields();
    let Some(field) = fields.first().copied() else {
        return Address::Rule(judged.rule.code.to_owned());
    };
    spot(about, draft, judged.subject, field)
}

/// The address of an answer: about this row, if the field is asked of it, else about the first row of its table.
pub fn spot(about: &Assessment, draft: &str, row: RowAt, field: FieldId) -> Address {
    let table = field.field().table;
    let row = if row.table == table { Some(about.row(row)) } else { about.rows(table).first() };
    let spot = Spot { row: row.map(|row| row.id.to_string()).unwrap_or_default(), field: field.field().key.to_owned() };
    Address::Draft(draft.to_owned(), DraftPage::Section(field.field().section, Some(spot)))
}

/// What is found about an answer: the first finding of a kind, and how many more there are like it.
#[derive(Clone, PartialEq)]
pub struct AtAnswer {
    finding: FindingView,
    others: usize,
    /// Where it stands in full, if that is at another answer of the same section.
    elsewhere: Option<Address>,
}

impl AtAnswer {
    /// What tells it from others in a list, its words included.
    pub fn key(&self) -> String {
        format!("{} {}", self.finding.whole_key(), self.others)
    }
}

/// What is found about an answer, in the catalogue's order.
pub fn at(page: Page, row: RowAt, field: FieldId) -> Vec<AtAnswer> {
    let readiness = page.readiness.get();
    let draft = page.draft_id().unwrap_or_default();
    let found = page.assessment_now(|about| {
        let mut found = Vec::<(&str, &str, AtAnswer)>::new();
        for (severity, judged, statement) in readiness.findings_at(row, field) {
            if severity == Severity::Note {
                continue;
            }
            let kind = (judged.rule.code, statement.says.key);
            if let Some((.., alike)) = found.iter_mut().find(|(code, says, _)| (*code, *says) == kind) {
                alike.others += 1;
                continue;
            }
            let Some(finding) = page.words(|words| FindingView::of(judged, about, &draft, words)) else { continue };
            let elsewhere = in_full_at(judged, row, field).map(|at| spot(about, &draft, judged.subject, at));
            found.push((kind.0, kind.1, AtAnswer { finding, others: 0, elsewhere }));
        }
        found.into_iter().map(|(.., at)| at).collect()
    });
    found.unwrap_or_default()
}

/// The answer at which a finding stands in full, where that is not this one: the most telling of those that the section
/// asks one by one. In a table, one cell at a time speaks, so each says it in full.
fn in_full_at(judged: Judged<'_>, row: RowAt, field: FieldId) -> Option<FieldId> {
    let own = field.field();
    let mut fields = judged.fields().iter().copied().filter(|other| {
        let other = other.field();
        other.section == own.section && asked_one_by_one(other.table)
    });
    let telling = fields.next().filter(|_| asked_one_by_one(own.table))?;
    let is_here = telling == field && (own.table == judged.subject.table || row.at == 0);
    (!is_here).then_some(telling)
}

/// The task of the runbook that settles a finding.
fn task_of(page: Page, finding: &FindingView) -> Option<Address> {
    let draft = page.draft.get_untracked()?;
    let today = page.app.with_untracked(|app| app.today);
    let spot = page.assessment_now(|about| {
        let (task, row) = settling(about, today, finding.code, finding.about)?;
        Some(TaskSpot { task: task.code.to_owned(), row: about.row(row).id.to_string() })
    });
    Some(Address::Draft(draft, DraftPage::Runbook(Some(spot.flatten()?))))
}

/// A finding as an article of its own.
pub fn article(page: Page, finding: &FindingView) -> El {
    let rule = Address::Rule(finding.code.to_owned()).href();
    let severity = page.t(&format!("ui.severity.{}", finding.severity.key()));
    // Links are alike in many findings: whoever hears one by itself hears whose it is.
    let of = format!(": {}", finding.text);
    // Where nothing is to be done, there is no answer to go to.
    let remedy = finding.remedy.iter().map(|remedy| {
        let mend = finding.asks.as_ref().map(|asks| {
            let text = page.fill("ui.finding.mend", &[("question", Fill::Words(asks))]);
            link("", &finding.mend.href(), &text).child(unseen(&of))
        });
        let task = task_of(page, finding);
        let task = task.map(|task| link("", &task.href(), &page.t("ui.runbook.task")).child(unseen(&of)));
        el("p").class("remedy").child(el("span").text(remedy)).text(" ").children(mend).text(" ").children(task)
    });
    el("article")
        .class(&format!("finding {}", finding.severity.key()))
        .child(icon(Mark::Finding(finding.severity)))
        .child(
            el("div")
                .class("finding-body")
                .child(el("h3").child(unseen(&format!("{severity}: "))).text(&finding.text))
                .children(finding.more.iter().map(|more| el("p").text(more)))
                .children(remedy),
        )
        .child(
            el("footer")
                .child(el("span").class("code").text(finding.code))
                .child(el("span").class("basis").text(&finding.basis))
                .child(link("", &rule, &page.t("ui.finding.rule")).child(unseen(&format!(": {}", finding.code)))),
        )
}

/// What is found, in a line, at the answer that it is about.
pub fn line(page: Page, AtAnswer { finding, others, .. }: &AtAnswer) -> El {
    let severity = page.t(&format!("ui.severity.{}", finding.severity.key()));
    let like_it = (*others > 0).then(|| {
        let filter = Filter { find: finding.code.to_owned(), ..Filter::default() };
        let all = Address::Draft(page.draft.get_untracked().unwrap_or_default(), DraftPage::Readiness(filter));
        let count = page.fill("ui.finding.others", &[("count", Fill::Number(*others as u64))]);
        el("small").text(" ").child(link("", &all.href(), &count))
    });
    el("li")
        .class(finding.severity.key())
        .child(icon(Mark::Finding(finding.severity)))
        .child(el("span").child(unseen(&format!("{severity}: "))).text(&finding.text).children(like_it))
        .child(link("code", &Address::Rule(finding.code.to_owned()).href(), finding.code))
}

/// What is found of answers that stand together: in full where it belongs, else with the way there.
pub fn at_fields(page: Page, row: RowAt, fields: Vec<FieldId>) -> El {
    let found = derive(move || {
        let mut found = Vec::<AtAnswer>::new();
        for one in fields.iter().flat_map(|field| at(page, row, *field)) {
            match found.iter_mut().find(|own| own.finding.key == one.finding.key) {
                // In full at one of them, it needs no way there from another.
                Some(own) if one.elsewhere.is_none() => *own = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
        found
    });
    let of =
        move |here: bool| found.with(|all| all.iter().filter(|one| one.elsewhere.is_none() == here).cloned().collect());
    let elsewhere = move |AtAnswer { finding, elsewhere, .. }: AtAnswer| {
        let severity = page.t(&format!("ui.severity.{}", finding.severity.key()));
        el("a")
            .attr("href", &elsewhere.map_or_else(String::new, |at| at.href()))
            .child(icon(Mark::Finding(finding.severity)))
            .child(el("span").class("code").text(finding.code))
            .child(unseen(&format!(" {severity}: {}", finding.text)))
    };
    el("div")
        .child(el("ul").class("field-findings").each(move || of(true), AtAnswer::key, move |one| line(page, &one)))
        .child(
            el("p")
                .class("also")
                .flag("hidden", move || found.with(|all| all.iter().all(|one| one.elsewhere.is_none())))
                .text(&page.t("ui.finding.also"))
                .each(move || of(false), AtAnswer::key, elsewhere),
        )
}
