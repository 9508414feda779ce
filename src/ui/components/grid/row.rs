//! A row of the grid that is in the page: its cells, and the editor in one of them.
//!
//! What shows something else by now is found once for all rows, and told to a row once for all its cells: to make each of
//! hundreds of cells live by itself takes longer than all else that opening a table needs.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{UpdateValue, untrack};
use web_sys::{Element, Node, Text};

use super::{Shared, class_of, known_of, offer_tag};
use crate::assessment::fields::{IS_RETIRED, OFFER};
use crate::assessment::{Assessment, FieldId, Row, RowAt, RowId, Said, Table};
use crate::browser::document;
use crate::readiness::Readiness;
use crate::rules::Severity;
use crate::ui::Page;
use crate::ui::components::icon::{Mark, icon};
use crate::ui::dom::{El, el, live, unseen};
use crate::ui::live::{State, derive, state};

/// What a cell shows.
#[derive(PartialEq)]
pub struct CellView {
    text: String,
    class: &'static str,
    noted: bool,
    mark: Option<Severity>,
    /// The words' key of what is known of an offer by its name.
    offer: Option<&'static str>,
}

/// What the reader does in a row, by its columns.
#[derive(Clone, Copy, PartialEq)]
pub struct Touched {
    pub active: Option<usize>,
    pub selected: Option<(usize, usize)>,
    pub edited: Option<usize>,
}

/// A row that is in the page.
pub struct Watched {
    pub at: usize,
    pub cells: State<Arc<Vec<CellView>>>,
    made_of: Option<MadeOf>,
    pub touched: State<Touched>,
}

/// What the cells of a row are made of: its answers, what is found about them, and the columns.
type MadeOf = (Row, Vec<(FieldId, Severity)>, Arc<Vec<FieldId>>);

/// A cell that is in the page.
struct Cell {
    column: usize,
    field: FieldId,
    own: El,
    /// What stands in it while nobody edits it: marks, then the text.
    content: El,
    text: Text,
    shown: RefCell<Shown>,
}

/// What a cell shows by now.
#[derive(Default)]
struct Shown {
    classes: String,
    is_selected: bool,
    text: String,
    marks: (Option<Severity>, Option<&'static str>),
    marked: Option<El>,
}

impl Shared {
    fn views(self, at: usize, row: &Row, marks: &[(FieldId, Severity)], columns: &[FieldId]) -> Vec<CellView> {
        let Self { page, table, .. } = self;
        let of_offer = || known_of(row.answer(OFFER.field), row.answer(IS_RETIRED.field));
        let known = (table == Table::Subscriptions).then(of_offer).flatten();
        let view = |field: &FieldId| {
            let answer = row.answer(*field);
            let class = match answer.said {
                Said::Nothing => "empty",
                Said::Unknown => "unknown",
                Said::Unreadable(_) => "unreadable",
                Said::Given(_) => "",
            };
            let text = match answer.said {
                Said::Nothing if table.name_field() == Some(*field) => {
                    page.row_name(RowAt { table, at: u32::try_from(at).unwrap_or(u32::MAX) })
                }
                // It needs no answer; a dash beside the tag would contradict it.
                Said::Nothing if *field == IS_RETIRED.field && known == Some("ui.offer.retired") => {
                    page.t("ui.offer.byName")
                }
                Said::Nothing => "—".to_owned(),
                _ => page.shown(*field, answer),
            };
            let mark = marks.iter().find(|(own, _)| own == field).map(|(_, severity)| *severity);
            let offer = known.filter(|_| *field == OFFER.field);
            CellView { text, class, noted: answer.note.is_some(), mark, offer }
        };
        columns.iter().map(view).collect()
    }

    /// Looks whether the row shows something else by now, and if so tells it.
    pub fn look_at(
        self,
        watched: &mut Watched,
        about: &Assessment,
        readiness: &Readiness,
        columns: &Arc<Vec<FieldId>>,
    ) {
        let Watched { at, cells, made_of, .. } = watched;
        let Some(row) = about.rows(self.table).get(*at) else { return };
        let place = RowAt { table: self.table, at: u32::try_from(*at).unwrap_or(u32::MAX) };
        let now = (row.clone(), readiness.marks(place), columns.clone());
        if made_of.as_ref() != Some(&now) {
            cells.set(Arc::new(self.views(*at, row, &now.1, columns)));
            *made_of = Some(now);
        }
    }

    /// What the cells of a row show, and what the reader does in them, from now on.
    fn watch(self, at: usize, columns: &Arc<Vec<FieldId>>) -> (State<Arc<Vec<CellView>>>, State<Touched>) {
        let touched = state(untrack(|| self.touched())(at));
        let mut watched = Watched { at, cells: state(Arc::default()), made_of: None, touched };
        let readiness = self.page.readiness.get_untracked();
        self.page.assessment_now(|about| self.look_at(&mut watched, about, &readiness, columns));
        let cells = watched.cells;
        self.watched.update_value(|all| all.push(watched));
        (cells, touched)
    }

    /// The row at this place, with these columns.
    pub fn row(self, at: usize, row: &RowId, columns: &Arc<Vec<FieldId>>) -> El {
        let (views, touched) = self.watch(at, columns);
        let cells = columns.iter().enumerate().map(|(column, field)| self.cell(at, column, *field));
        let cells: Rc<[Cell]> = cells.collect();
        let made = el("tr").attr("role", "row").attr("aria-rowindex", &(at + 2).to_string());
        let made = made.children(cells.iter().map(|cell| cell.own.clone()));
        let shown = cells.clone();
        live(move || {
            let (views, touched) = (views.get(), touched.get());
            // A mark has its cell in the same row.
            let worst = views.iter().filter_map(|view| view.mark).min();
            shown.iter().zip(&*views).for_each(|(cell, view)| cell.show(self.page, view, touched, worst));
        });
        let edited = derive(move || touched.get().edited);
        let row = row.clone();
        let mut open = None::<(usize, El)>;
        live(move || {
            if let Some((column, editor)) = open.take() {
                cells[column].close(&editor);
            }
            open = edited.get().map(|column| (column, cells[column].open(self.editor(&row, cells[column].field))));
        });
        made
    }

    fn cell(self, at: usize, column: usize, field: FieldId) -> Cell {
        let text = document().create_text_node("");
        let content = el("span").class("cell").with(&text);
        let (tag, role) = if column == 0 { ("th", "rowheader") } else { ("td", "gridcell") };
        let own = el(tag)
            .attr("role", role)
            .attr("id", &self.cell_id((at, column)))
            .attr("data-cell", &format!("{at} {column}"))
            .attr("aria-selected", "false")
            .child(content.clone());
        Cell { column, field, own, content, text, shown: RefCell::default() }
    }
}

impl Cell {
    /// Shows this, if it does not yet. `worst` is the heaviest mark of the row, for the cell that names it.
    fn show(&self, page: Page, view: &CellView, touched: Touched, worst: Option<Severity>) {
        let mut shown = self.shown.borrow_mut();
        let is_selected = touched.selected.is_some_and(|(left, right)| (left..=right).contains(&self.column));
        let mark = match view.mark {
            Some(Severity::Blocker) => "cell-blocker",
            Some(Severity::Warning) => "cell-warning",
            _ => "",
        };
        let states = [
            (touched.active == Some(self.column), "active"),
            (is_selected, "selected"),
            (touched.edited == Some(self.column), "editing"),
            (view.noted, "noted"),
        ];
        let states = states.into_iter().filter(|(is, _)| *is).map(|(_, class)| class);
        let classes = [class_of(self.field), view.class, mark].into_iter().filter(|class| !class.is_empty());
        let classes = classes.chain(states).collect::<Vec<_>>().join(" ");
        let own: Element = self.own.node();
        if shown.classes != classes {
            let _ = own.set_attribute("class", &classes);
            shown.classes = classes;
        }
        if shown.is_selected != is_selected {
            let _ = own.set_attribute("aria-selected", &is_selected.to_string());
            shown.is_selected = is_selected;
        }
        if shown.text != view.text {
            self.text.set_data(&view.text);
            shown.text.clone_from(&view.text);
        }
        let marks = (worst.filter(|_| self.column == 0), view.offer);
        if shown.marks != marks {
            if let Some(before) = shown.marked.take() {
                before.node::<Element>().remove();
            }
            shown.marks = marks;
            shown.marked = (marks != (None, None)).then(|| marked(page, marks));
            if let Some(now) = &shown.marked {
                let content: Node = self.content.node();
                let _ = content.insert_before(&now.node(), content.first_child().as_ref());
            }
        }
    }

    /// Puts an editor in the place of what it shows. The text stands unseen behind it, so that the column keeps its width,
    /// or grows with what is typed.
    fn open(&self, editor: El) -> El {
        let behind = el("span").attr("aria-hidden", "true").with(&self.text);
        let edit = el("div").class("edit").child(behind).child(editor);
        self.content.node::<Element>().remove();
        let _ = self.own.node::<Node>().append_child(&edit.node());
        edit
    }

    /// Takes the editor away again.
    fn close(&self, edit: &El) {
        edit.node::<Element>().remove();
        let _ = self.content.node::<Node>().append_child(&self.text);
        let _ = self.own.node::<Node>().append_child(&self.content.node());
    }
}

/// What stands before a cell's text: how much weighs what is found in the row, and what is known of the offer.
fn marked(page: Page, (worst, offer): (Option<Severity>, Option<&'static str>)) -> El {
    let worst = worst.map(|severity| {
        let said = page.t(&format!("ui.severity.{}", severity.key()));
        el("span").child(icon(Mark::Finding(severity))).child(unseen(&format!("{said}: ")))
    });
    el("span").children(worst).children(offer.map(|offer| offer_tag(page, offer)))
}
