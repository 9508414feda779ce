//! A finding: what is the case with its numbers, then what to do; code, basis and source stand aside.

use super::icon::{Mark, icon};
use crate::app::{Address, DraftPage, Spot};
use crate::assessment::choices::contains;
use crate::assessment::{Assessment, FieldId, RowAt};
use crate::readiness::Judged;
use crate::rules::{Basis, Outcome, Severity};
use crate::ui::Page;
use crate::ui::dom::{El, el, link, unseen};
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
    /// Where it is mended.
    pub mend: Address,
    /// The subject's id.
    pub subject: String,
}

impl FindingView {
    /// The finding in words; `None` where the outcome is none.
    pub fn of(judged: Judged<'_>, about: &Assessment, draft: &str, words: &Words) -> Option<Self> {
        let (severity, statement) = judged.finding()?;
        let part = |part| words.statement(judged.rule.code, part, statement, about);
        Some(Self {
            key: format!("{}.{}.{}", judged.rule.code, statement.says.key, about.row(judged.subject).id),
            severity,
            code: judged.rule.code,
            text: part("text").unwrap_or_default(),
            more: part("more"),
            remedy: part("remedy"),
            basis: basis(judged, words),
            mend: mend(judged, about, draft),
            subject: about.row(judged.subject).id.to_string(),
        })
    }

    /// What tells it from others in a list, its words included.
    pub fn whole_key(&self) -> String {
        format!("{} {}", self.key, self.text)
    }

    /// Whether the text is somewhere in it.
    pub fn contains(&self, text: &str) -> bool {
        let parts = [Some(&self.text), self.more.as_ref(), self.remedy.as_ref()];
        contains(self.code, text) || parts.into_iter().flatten().any(|part| contains(part, text))
    }
}

/// What a statement rests on, in words: "Guidance, 25 Apr 2019".
pub fn basis(judged: Judged<'_>, words: &Words) -> String {
    let key = match judged.basis() {
        Some(Basis::Judgement) => "ui.basis.judgement",
        _ => "ui.basis.guidance",
    };
    let document = judged.citation().document;
    words.fill(
        key,
        &[("document", Fill::Words(document.code)), ("date", Fill::Words(&words.locale().day(document.date)))],
    )
}

/// Where an outcome is mended: the first of the answers that would change it.
fn mend(judged: Judged<'_>, about: &Assessment, draft: &str) -> Address {
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

/// Findings that this answer would change, in the catalogue's order, at most so many.
pub fn at(page: Page, row: RowAt, field: FieldId, most: usize) -> Vec<FindingView> {
    let readiness = page.readiness.get();
    let draft = page.draft_id().unwrap_or_default();
    page.assessment_now(|about| {
        let touching = readiness
            .all()
            .filter(|judged| matches!(judged.outcome, Outcome::Finding(_)) && judged.touches(row, field));
        let views = touching.filter_map(|judged| page.words(|words| FindingView::of(judged, about, &draft, words)));
        views.filter(|finding| finding.severity != Severity::Note).take(most).collect()
    })
    .unwrap_or_default()
}

/// A finding as an article of its own.
pub fn article(page: Page, finding: &FindingView) -> El {
    let rule = Address::Rule(finding.code.to_owned()).href();
    let severity = page.t(&format!("ui.severity.{}", finding.severity.key()));
    let remedy = finding.remedy.iter().map(|remedy| el("span").text(remedy));
    el("article")
        .class(&format!("finding {}", finding.severity.key()))
        .child(icon(Mark::Finding(finding.severity)))
        .child(
            el("div")
                .class("finding-body")
                .child(el("h3").child(unseen(&format!("{severity}: "))).text(&finding.text))
                .children(finding.more.iter().map(|more| el("p").text(more)))
                .child(el("p").class("remedy").children(remedy).text(" ").child(link(
                    "",
                    &finding.mend.href(),
                    &page.t("ui.finding.mend"),
                ))),
        )
        .child(
            el("footer")
                .child(el("span").class("code").text(finding.code))
                .child(el("span").text(&finding.basis))
                .child(link("", &rule, &page.t("ui.finding.rule"))),
        )
}

/// A finding in a line, at the answer that it is about.
pub fn line(page: Page, finding: &FindingView) -> El {
    let severity = page.t(&format!("ui.severity.{}", finding.severity.key()));
    el("li")
        .class(finding.severity.key())
        .child(icon(Mark::Finding(finding.severity)))
        .child(el("span").child(unseen(&format!("{severity}: "))).text(&finding.text))
        .child(link("code", &Address::Rule(finding.code.to_owned()).href(), finding.code))
}

/// What is found of an answer, line by line.
pub fn at_field(page: Page, row: RowAt, field: FieldId) -> El {
    el("ul").class("field-findings").each(
        move || at(page, row, field, 4),
        FindingView::whole_key,
        move |finding| line(page, &finding),
    )
}
