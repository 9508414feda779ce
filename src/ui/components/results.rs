//! What the judgement says, in groups: what is said alike of many rows stands once, and opens to each of them.
//!
//! Only what is shown is put into words, so that a thousand rows cost no more than a few.

use std::sync::Arc;

use leptos::prelude::{WithUntracked, untrack};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::finding::{FindingView, article, basis, spot};
use super::fold::fold;
use super::icon::{Mark, icon};
use crate::app::overview::{home, section_of};
use crate::app::{Address, Filter};
use crate::assessment::choices::contains;
use crate::assessment::{Assessment, FieldId, RowAt, Table};
use crate::readiness::Judged;
use crate::rules::{Basis, Facts, Gap, Outcome, Rule};
use crate::ui::Page;
use crate::ui::dom::{El, button, el, link, next_frame, unseen, value_of};
use crate::ui::frame::section_address;
use crate::ui::live::{Derived, state};
use crate::words::{Fill, Words};

/// Up to so many findings of a kind stand by themselves; more stand together.
const ALONE: usize = 3;
/// So many rows of a group are shown at first, and so many more each time.
const AT_ONCE: usize = 200;
/// In so many portions come the instances to choose from.
const PORTIONS: usize = 10;

/// Which results are meant.
#[derive(Clone, PartialEq, Default)]
pub struct Sought {
    /// What the reader filters by.
    pub filter: Filter,
    /// Of this rule alone.
    pub rule: Option<&'static Rule>,
}

/// A finding, and how many more there are like it.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// The finding, or the first of them.
    pub finding: FindingView,
    saying: &'static str,
    others: usize,
}

/// A missing answer, and how many rows more it is missing of.
#[derive(Clone, PartialEq)]
pub struct Missing {
    gap: Gap,
    rules: Vec<&'static str>,
    others: usize,
}

/// What a rule finds in order about rows of a table, on one basis.
#[derive(Clone, PartialEq)]
pub struct Met {
    rule: &'static Rule,
    table: Table,
    basis: Option<Basis>,
    based: String,
    /// What is said of the first row, and the row's name where the rule looks at rows.
    text: String,
    row: Option<String>,
    rows: usize,
    count: usize,
}

/// A row of a group.
struct Line {
    text: String,
    small: Option<String>,
    to: Option<Address>,
}

impl Met {
    /// How many outcomes it sums up.
    pub fn count(&self) -> usize {
        self.count
    }
}

impl Sought {
    fn has_section(&self, field: Option<FieldId>) -> bool {
        self.filter.section.is_none_or(|section| field.is_some_and(|field| field.field().section == section))
    }

    fn has_row(&self, about: &Assessment, row: RowAt) -> bool {
        self.filter.instance.is_empty() || *about.row(row).id.0 == *self.filter.instance
    }

    /// Everything but the text.
    fn has(&self, judged: &Judged<'_>, about: &Assessment) -> bool {
        self.rule.is_none_or(|rule| rule == judged.rule)
            && self.filter.workstream.is_none_or(|workstream| workstream == judged.rule.workstream)
            && self.has_row(about, judged.subject)
            && (self.filter.section.is_none() || self.has_section(judged.fields().first().copied()))
    }

    fn has_finding(&self, judged: &Judged<'_>, about: &Assessment, words: &Words) -> bool {
        let Some((severity, statement)) = judged.finding() else { return false };
        let says = |part| words.statement(judged.rule.code, part, statement, judged.subject, about);
        self.filter.severity.is_none_or(|own| own == severity)
            && self.has(judged, about)
            && (self.filter.find.is_empty()
                || contains(judged.rule.code, &self.filter.find)
                || ["text", "more", "remedy"]
                    .into_iter()
                    .any(|part| says(part).is_some_and(|text| contains(&text, &self.filter.find))))
    }

    fn has_met(&self, judged: &Judged<'_>, about: &Assessment, words: &Words) -> bool {
        self.filter.severity.is_none() && self.has(judged, about) && {
            let Filter { find, .. } = &self.filter;
            find.is_empty()
                || contains(judged.rule.code, find)
                || contains(&words.say(&format!("rules.{}.title", judged.rule.code)), find)
                || (judged.subject.table != Table::Assessment && contains(&words.row_name(about, judged.subject), find))
        }
    }

    fn has_gap(&self, gap: Gap, rules: &[&'static Rule], about: &Assessment, words: &Words) -> bool {
        let Filter { workstream, severity, instance, section, find } = &self.filter;
        let named = || match gap {
            Gap::Answer(row, field) => {
                contains(&words.say(&format!("questions.{}.ask", field.field().key)), find)
                    || (row.table != Table::Assessment && contains(&words.row_name(about, row), find))
            }
            Gap::Rows(table) => contains(&words.no_rows(table), find),
        };
        severity.is_none()
            && self.rule.is_none_or(|rule| rules.contains(&rule))
            && workstream.is_none_or(|workstream| rules.iter().any(|rule| rule.workstream == workstream))
            && section.is_none_or(|section| section == section_of(gap))
            && match gap {
                Gap::Answer(row, _) => self.has_row(about, row),
                Gap::Rows(_) => instance.is_empty(),
            }
            && (find.is_empty() || rules.iter().any(|rule| rule.code.eq_ignore_ascii_case(find)) || named())
    }
}

/// The findings that are meant, in the catalogue's order.
pub fn findings(page: Page, sought: &Sought) -> Vec<Found> {
    let readiness = page.readiness.get();
    let draft = page.draft_id().unwrap_or_default();
    let found = page.assessment_now(|about| {
        page.words(|words| {
            let mut groups = Vec::<(&Rule, &str, Vec<FindingView>, usize)>::new();
            for (_, judged, statement) in readiness.findings() {
                if !sought.has_finding(&judged, about, words) {
                    continue;
                }
                let saying = statement.says.key;
                // Those of a kind are neighbours mostly.
                let known = groups.iter().rposition(|(rule, own, ..)| *rule == judged.rule && *own == saying);
                let known = known.unwrap_or_else(|| {
                    groups.push((judged.rule, saying, Vec::new(), 0));
                    groups.len() - 1
                });
                let (_, _, shown, count) = &mut groups[known];
                *count += 1;
                if *count <= ALONE {
                    shown.extend(FindingView::of(judged, about, &draft, words));
                }
            }
            let found = groups.into_iter().flat_map(|(_, saying, shown, count)| {
                let others = if count > ALONE { count - 1 } else { 0 };
                let shown = shown.into_iter().take(if others > 0 { 1 } else { ALONE });
                shown.map(move |finding| Found { finding, saying, others })
            });
            found.collect()
        })
    });
    found.unwrap_or_default()
}

/// The missing answers that are meant, in the order of asking.
pub fn missing(page: Page, sought: &Sought) -> Vec<Missing> {
    let readiness = page.readiness.get();
    let missing = page.assessment_now(|about| {
        page.words(|words| {
            let mut missing = Vec::<Missing>::new();
            for (gap, rules) in readiness.missing() {
                if !sought.has_gap(gap, &rules, about, words) {
                    continue;
                }
                let codes = rules.iter().map(|rule| rule.code);
                // What is asked of several rows stands once: their names are in it.
                let Some(alike) = missing.iter_mut().find(|own| kind_of(own.gap) == kind_of(gap)) else {
                    missing.push(Missing { gap, rules: codes.collect(), others: 0 });
                    continue;
                };
                alike.others += 1;
                for code in codes {
                    if !alike.rules.contains(&code) {
                        alike.rules.push(code);
                    }
                }
            }
            missing
        })
    });
    missing.unwrap_or_default()
}

fn kind_of(gap: Gap) -> (Table, Option<FieldId>) {
    match gap {
        Gap::Answer(row, field) => (row.table, Some(field)),
        Gap::Rows(table) => (table, None),
    }
}

/// What is in order of what is meant, in the catalogue's order.
pub fn in_order(page: Page, sought: &Sought) -> Vec<Met> {
    let readiness = page.readiness.get();
    let met = page.assessment_now(|about| {
        page.words(|words| {
            let mut groups = Vec::<(Met, Vec<bool>)>::new();
            for judged in readiness.met() {
                let Outcome::Met(statement) = judged.outcome else { continue };
                if !sought.has_met(&judged, about, words) {
                    continue;
                }
                let (rule, table, at) = (judged.rule, judged.subject.table, judged.subject.at as usize);
                let own = |(met, _): &(Met, _)| (met.rule, met.table, met.basis) == (rule, table, judged.basis());
                let known = groups.iter().rposition(own).unwrap_or_else(|| {
                    let met = Met {
                        rule,
                        table,
                        basis: judged.basis(),
                        based: basis(judged, words),
                        text: words.statement(rule.code, "text", statement, judged.subject, about).unwrap_or_default(),
                        row: (table != Table::Assessment).then(|| words.row_name(about, judged.subject)),
                        rows: 0,
                        count: 0,
                    };
                    groups.push((met, Vec::new()));
                    groups.len() - 1
                });
                let (met, seen) = &mut groups[known];
                met.count += 1;
                if seen.len() <= at {
                    seen.resize(at + 1, false);
                }
                met.rows += usize::from(!std::mem::replace(&mut seen[at], true));
            }
            groups.into_iter().map(|(met, _)| met).collect()
        })
    });
    met.unwrap_or_default()
}

/// Findings, those of a kind under the first of them.
pub fn findings_list(page: Page, sought: Derived<Sought>, found: impl Fn() -> Vec<Found> + 'static) -> El {
    let one = move |Found { finding, saying, others }: Found| {
        let (code, draft) = (finding.code, page.draft.get_untracked().unwrap_or_default());
        let lines = move |most: usize| {
            let (readiness, sought) = (page.readiness.get(), sought.get());
            let lines = page.assessment_now(|about| {
                page.words(|words| {
                    let alike = readiness.findings().filter(|(_, judged, statement)| {
                        judged.rule.code == code
                            && statement.says.key == saying
                            && sought.has_finding(judged, about, words)
                    });
                    let views = alike
                        .skip(1)
                        .take(most)
                        .filter_map(|(_, judged, _)| FindingView::of(judged, about, &draft, words));
                    views.map(|own| Line { text: own.text, small: own.more, to: Some(own.mend) }).collect()
                })
            });
            lines.unwrap_or_default()
        };
        let like_it = page.fill("ui.finding.others", &[("count", Fill::Number(others as u64))]);
        article(page, &finding).children((others > 0).then(|| group(page, &like_it, others, lines)))
    };
    el("div").each(found, |found| format!("{} {}", found.finding.whole_key(), found.others), one)
}

/// What is not known yet, as it is asked.
fn asked(page: Page, gap: Gap) -> String {
    let today = page.app.with_untracked(|app| app.today);
    page.assessment_now(|about| page.words(|words| words.gap(gap, &Facts::new(about, today)))).unwrap_or_default()
}

/// What is not known yet, with who needs it and where to look; what is asked of many rows stands once.
pub fn missing_list(page: Page, sought: Derived<Sought>, missing: Derived<Arc<Vec<Missing>>>) -> El {
    let one = move |Missing { gap, rules, others }: Missing| {
        let draft = page.draft.get_untracked().unwrap_or_default();
        let (table, field) = kind_of(gap);
        let text = match field.filter(|_| others > 0) {
            Some(field) => page.t(&format!("questions.{}.ask", field.field().key)),
            None => asked(page, gap),
        };
        let mend = page.assessment_now(|about| place_of(about, &draft, gap));
        let needed = sought
            .with_untracked(|sought| sought.rule.is_none())
            .then(|| page.fill("ui.readiness.neededBy", &[("rules", Fill::Words(&rules.join(", ")))]));
        let where_to = field.map(|field| page.t(&format!("questions.{}.where", field.field().key)));
        let small = [needed, where_to].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let lines = move |most: usize| {
            let (readiness, sought) = (page.readiness.get(), sought.get());
            let lines = page.assessment_now(|about| {
                page.words(|words| {
                    let alike = readiness.missing().into_iter().filter(|(own, rules)| {
                        kind_of(*own) == (table, field) && sought.has_gap(*own, rules, about, words)
                    });
                    let lines = alike.take(most).filter_map(|(own, _)| {
                        let Gap::Answer(row, _) = own else { return None };
                        let to = Some(place_of(about, &draft, own));
                        Some(Line { text: words.row_name(about, row), small: None, to })
                    });
                    lines.collect()
                })
            });
            lines.unwrap_or_default()
        };
        let rows = (others > 0).then(|| group(page, &counted(page, table, others + 1), others + 1, lines));
        let answer = mend.map(|mend| link("", &mend.href(), &page.t("ui.readiness.answer")));
        el("li")
            .child(icon(Mark::Open))
            .child(el("div").text(&text).child(el("small").text(&small)).children(rows))
            .children(answer.map(|answer| answer.child(unseen(&format!(": {text}")))))
    };
    let key = |one: &Missing| format!("{:?} {} {}", one.gap, one.rules.join(" "), one.others);
    el("ul").class("missing").each(move || missing.with(|all| all.to_vec()), key, one)
}

/// What is in order, a line for each rule and kind of row.
pub fn in_order_list(page: Page, sought: Derived<Sought>, met: Derived<Arc<Vec<Met>>>) -> El {
    let one = move |met: Met| {
        let Met { rule, table, basis, ref based, ref text, ref row, rows, count } = met;
        let small = el("small").text(based);
        // Some statements begin with the row's name themselves.
        let names = |row: &String| text.strip_prefix(row.as_str()).is_some_and(|rest| rest.starts_with([' ', ':']));
        let text = match row {
            _ if count > 1 => None,
            Some(row) if !names(row) => Some(format!("{row}: {text}")),
            _ => Some(text.clone()),
        };
        let lines = move |most: usize| {
            let (readiness, sought) = (page.readiness.get(), sought.get());
            let lines = page.assessment_now(|about| {
                page.words(|words| {
                    let alike = readiness.met().filter(|judged| {
                        (judged.rule, judged.subject.table, judged.basis()) == (rule, table, basis)
                            && sought.has_met(judged, about, words)
                    });
                    let lines = alike.take(most).filter_map(|judged| match judged.outcome {
                        Outcome::Met(statement) => Some(Line {
                            text: words.row_name(about, judged.subject),
                            small: words.statement(rule.code, "text", statement, judged.subject, about),
                            to: None,
                        }),
                        _ => None,
                    });
                    lines.collect()
                })
            });
            lines.unwrap_or_default()
        };
        let rows = (count > 1).then(|| group(page, &counted(page, table, rows), count, lines));
        // The page of a rule says itself which rule it is.
        let by_itself = sought.with_untracked(|sought| sought.rule.is_some());
        let title = if by_itself { "ui.rules.met".to_owned() } else { format!("rules.{}.title", rule.code) };
        let code = (!by_itself).then(|| link("code", &Address::Rule(rule.code.to_owned()).href(), rule.code));
        el("li")
            .child(icon(Mark::Met))
            .child(
                el("div")
                    .child(el("p").text(&page.t(&title)))
                    .children(text.map(|text| el("p").text(&text)))
                    .child(small)
                    .children(rows),
            )
            .children(code)
    };
    let key = |one: &Met| format!("{} {:?} {:?} {} {}", one.rule.code, one.table, one.basis, one.text, one.count);
    el("ul").class("missing").each(move || met.with(|all| all.to_vec()), key, one)
}

/// A choice of an instance, by its id, where there is one: all of them first, with the words of this choice. The others
/// come in portions, since they may be thousands.
pub fn instances(
    page: Page,
    all: impl Fn() -> String + 'static,
    chosen: impl Fn() -> String + Copy + 'static,
    choose: impl Fn(String) + 'static,
) -> El {
    let portion = page.portions(PORTIONS);
    let named = move || {
        let named = page.assessment(|about| {
            let rows = about.rows(Table::Instances);
            let by_now = (0..).zip(&rows[..rows.len() * portion.get() / PORTIONS]);
            let named = by_now.map(|(at, row)| {
                let at = RowAt { table: Table::Instances, at };
                (row.id.to_string(), page.words(|words| words.row_name(about, at)))
            });
            named.collect::<Vec<_>>()
        });
        named.unwrap_or_default()
    };
    let option = move |(id, name): (String, String)| {
        let option = el("option").attr("value", &id).text(&name);
        // One that comes late, or anew with another name. An effect for each would take long.
        if untrack(chosen) == id { option.attr("selected", "") } else { option }
    };
    let select = el("select")
        .class("instances")
        .child(el("option").attr("value", "").text_live(all))
        .each(named, |(id, name)| format!("{id} {name}"), option)
        .prop_live("value", move || chosen().into())
        .on("change", move |event| choose(value_of(&event)));
    let none = move || page.assessment(|about| about.rows(Table::Instances).is_empty()) == Some(true);
    el("label").flag("hidden", none).text(&page.t("tables.instances.title")).child(select)
}

/// "14 instances".
fn counted(page: Page, table: Table, count: usize) -> String {
    page.fill(&format!("tables.{}.count", table.key()), &[("count", Fill::Number(count as u64))])
}

fn place_of(about: &Assessment, draft: &str, gap: Gap) -> Address {
    match gap {
        Gap::Answer(row, field) => spot(about, draft, row, field),
        Gap::Rows(table) => section_address(draft.to_owned(), home(table)),
    }
}

/// The rows of a group: made when it is opened, some at a time.
fn group(page: Page, summary: &str, count: usize, lines: impl Fn(usize) -> Vec<Line> + Clone + 'static) -> El {
    let (open, most) = (state(false), state(AT_ONCE));
    let rows = move || {
        let lines = lines.clone();
        let list = el("ul").each(
            move || lines(if page.printing.get() { usize::MAX } else { most.get() }),
            |line| format!("{} {}", line.text, line.small.as_deref().unwrap_or_default()),
            |Line { text, small, to }| {
                let small = small.map(|small| el("small").text(&small));
                match to {
                    Some(to) => el("li").child(link("", &to.href(), &text)),
                    None => el("li").text(&text),
                }
                .children(small)
            },
        );
        let node: Element = list.node();
        let more = move || {
            let before = most.get_untracked();
            most.set(before + AT_ONCE);
            // The focus goes on to what has come: the button may be gone.
            let first = format!(":scope > li:nth-child({})", before + 1);
            let node = node.clone();
            next_frame(move || {
                let first =
                    node.query_selector(&first).ok().flatten().and_then(|first| first.dyn_into::<HtmlElement>().ok());
                if let Some(first) = first {
                    let _ = first.set_attribute("tabindex", "-1");
                    let _ = first.focus();
                }
            });
        };
        let next = move || (count.saturating_sub(most.get())).min(AT_ONCE);
        let more = button("secondary", "", more)
            .flag("hidden", move || next() == 0)
            .text_live(move || page.fill("ui.readiness.showMore", &[("count", Fill::Number(next() as u64))]));
        el("div").child(list).child(more)
    };
    fold(page, open, true, el("summary").text(summary), rows).class("group")
}
