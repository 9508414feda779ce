//! The one grid for all tables: text cells, one editor, arrow keys, a block pasted from a spreadsheet. Only the rows in
//! view are in the page; on paper it is the whole table.
//!
//! The grid itself has the focus and names its active cell (`aria-activedescendant`), so that a cell may leave the
//! page while the focus stays.

mod row;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::finding::{AtAnswer, at, line};
use super::note;
use super::preview::{self, Pasted};
use super::typed;
use crate::app::{Event, Filled, Place, editable};
use crate::assessment::choices::ChoiceSet;
use crate::assessment::offers::Offer;
use crate::assessment::values::{Kind, Value, parse_local};
use crate::assessment::{Answer, Assessment, FieldId, RowAt, RowId, Said, Table};
use crate::browser::{files, intl, window};
use crate::import::{self, Block, Delimiter, RowPlace};
use crate::ui::Page;
use crate::ui::dom::{
    El, button, by_id, dropped, el, file_button, focused, live, next_frame, once_drawn, unseen, value_of,
};
use crate::ui::live::{Derived, State, derive, state};
use crate::words::Fill;
use row::{Touched, Watched};

/// Up to so many rows, all are in the page.
const FEW: usize = 60;
/// So many rows beyond those in view are in the page too.
const AROUND: usize = 6;
/// So many rows come into the page at once, and so many more with each picture that is drawn.
const PORTION: usize = 6;

/// A cell's place on the screen: row, then column, from 0.
type Cell = (usize, usize);

/// What the parts of a grid share.
#[derive(Clone, Copy)]
struct Shared {
    page: Page,
    table: Table,
    columns: Derived<Arc<Vec<FieldId>>>,
    rows: Derived<Arc<Vec<RowId>>>,
    /// The rows that are in the page.
    watched: StoredValue<Vec<Watched>, LocalStorage>,
    /// The active cell.
    active: State<Cell>,
    /// The other corner of the selection, where more than the active cell is selected.
    corner: State<Option<Cell>>,
    /// The cell that is being edited, with what stood there and what the editor begins with.
    editing: State<Option<Arc<Editing>>>,
}

#[derive(PartialEq)]
struct Editing {
    cell: Cell,
    before: String,
    begins: String,
}

/// A table of the draft. `columns` are the fields of its columns, the one that names the row first; `spot` is the
/// answer to which the reader was sent.
pub fn grid(
    page: Page,
    table: Table,
    columns: impl Fn() -> Vec<FieldId> + Send + Sync + 'static,
    spot: impl Fn() -> Option<(RowId, FieldId)> + 'static,
) -> El {
    let last = StoredValue::new(Arc::<Vec<RowId>>::default());
    let rows = derive(move || {
        let ids = |about: &Assessment| {
            let (rows, last) = (about.rows(table), last.get_value());
            // Most often they are the same.
            let is_same = last.len() == rows.len() && last.iter().zip(rows).all(|(id, row)| *id == row.id);
            if is_same { last } else { Arc::new(rows.iter().map(|row| row.id.clone()).collect()) }
        };
        let ids = page.assessment(ids).unwrap_or_default();
        last.set_value(ids.clone());
        ids
    });
    let shared = Shared {
        page,
        table,
        columns: derive(move || Arc::new(columns())),
        rows,
        watched: StoredValue::new_local(Vec::new()),
        active: state((0, 0)),
        corner: state(None),
        editing: state(None),
    };
    let pasted = state(None::<Arc<Pasted>>);
    let said = state(String::new());
    // The reader was sent to an answer.
    live(move || {
        let Some((row, field)) = spot() else { return };
        let place = rows.with_untracked(|rows| rows.iter().position(|own| *own == row));
        let column = shared.columns.with_untracked(|columns| columns.iter().position(|own| *own == field));
        if let (Some(row), Some(column)) = (place, column) {
            shared.active.set((row, column));
            next_frame(move || shared.focus());
        }
    });
    let say = move |error: &import::Error| said.set(page.words(|words| words.not_taken(error)));
    let open = move |file: web_sys::File| {
        said.set(String::new());
        wasm_bindgen_futures::spawn_local(async move {
            let bytes = files::bytes(&file).await.unwrap_or_default();
            // Meanwhile, the reader may have gone to another page.
            if said.if_still_there().is_none() {
                return;
            }
            let text = import::decode(&bytes);
            match text.and_then(|text| Pasted::read(page, table, &text)) {
                Ok(read) => pasted.set(Some(Arc::new(read))),
                Err(error) => say(&error),
            }
        });
    };
    let paste = move |event: web_sys::Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text").ok()) else { return };
        // A word pasted into the editor is the editor's own business.
        if shared.editing.get_untracked().is_some() && !text.trim_end().contains(['\t', '\n']) {
            return;
        }
        event.prevent_default();
        shared.stop_editing();
        said.set(String::new());
        match Pasted::read(page, table, &text) {
            Ok(read) => pasted.set(Some(Arc::new(read))),
            Err(import::Error::NoHeader { .. } | import::Error::Empty | import::Error::NoRows { .. }) => {
                said.set(shared.lay(&text).unwrap_or_default());
            }
            Err(error) => say(&error),
        }
    };
    let dialog = move || {
        let read = pasted.get()?;
        Some(preview::dialog(page, &read, move || {
            pasted.set(None);
            // As long as the dialog stands, nothing else takes the focus.
            next_frame(move || shared.focus());
        }))
    };
    el("div")
        .class("grid-block")
        .child(table_view(shared, paste))
        .on("drop", move |event| dropped(&event).filter(|_| table.grows()).into_iter().for_each(open))
        .part(move || Some(shared.options()))
        .child(shared.foot(open))
        .child(el("p").class("problem").attr("role", "status").text_live(move || said.get()))
        .part(dialog)
}

fn table_view(shared: Shared, paste: impl FnMut(web_sys::Event) + 'static) -> El {
    let Shared { page, table, columns, rows, .. } = shared;
    let wrap_id = format!("{}-wrap", table.key());
    let scroll = state((0.0, 600.0));
    let row_height = state(36.0);
    let measured = wrap_id.clone();
    let measure = move || {
        let Some(wrap) = by_id::<HtmlElement>(&measured) else { return };
        scroll.set((f64::from(wrap.scroll_top()), f64::from(wrap.client_height())));
        if let Ok(Some(row)) = wrap.query_selector("tbody tr[aria-rowindex]") {
            row_height.set(row.get_bounding_client_rect().height().max(20.0));
        }
    };
    next_frame(measure.clone());
    let seen = derive(move || {
        let all = rows.with(|rows| rows.len());
        if all <= FEW {
            return Seen { view: (0, all), around: (0, all) };
        }
        let ((top, height), row) = (scroll.get(), row_height.get());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row's place, never negative")]
        let (first, count) = ((top / row) as usize, (height / row) as usize + 1);
        Seen {
            view: (first.min(all), (first + count).min(all)),
            around: (first.saturating_sub(AROUND).min(all), (first + count + AROUND).min(all)),
        }
    });
    // The rows in the page, and whether a picture of them is drawn.
    let (window, drawn) = (state((0, 0)), state(true));
    live(move || {
        let all = rows.with(|rows| rows.len());
        let (before, seen) = (window.get_untracked(), seen.get());
        let now = if page.printing.get() {
            (0, all)
        } else {
            let (active, _) = shared.active.get_untracked();
            if drawn.get() || !seen.has(before) { seen.next(before, active) } else { before }
        };
        if now != before {
            window.set(now);
            drawn.set(false);
            once_drawn(move || {
                if drawn.if_still_there().is_some() {
                    drawn.set(true);
                }
            });
        }
    });
    let shown = move || {
        let ((first, last), columns) = (window.get(), columns.get());
        let here = |rows: &Arc<Vec<RowId>>| {
            let rows = (first..).zip(rows.iter().take(last).skip(first));
            rows.map(|(at, row)| (at, row.clone(), columns.clone())).collect::<Vec<_>>()
        };
        rows.with(here)
    };
    // The active cell stays in view.
    let wrapped = wrap_id.clone();
    live(move || {
        let (row, _) = shared.active.get();
        if let Some(wrap) = by_id::<HtmlElement>(&wrapped).filter(|_| shared.size().0 > FEW) {
            let height = row_height.get_untracked();
            #[expect(clippy::cast_precision_loss, reason = "a place on a screen")]
            let (top, view) = (row as f64 * height, f64::from(wrap.client_height()) - 2.0 * height);
            let now = f64::from(wrap.scroll_top());
            #[expect(clippy::cast_possible_truncation, reason = "pixels")]
            if top < now {
                wrap.set_scroll_top(top as i32);
            } else if top > now + view {
                wrap.set_scroll_top((top - view) as i32);
            }
        }
        next_frame(move || shared.show_active());
    });
    let spacer = move |rows: Box<dyn Fn() -> usize>| {
        let space = el("tr").class("spacer").attr("aria-hidden", "true");
        let style = space.node::<HtmlElement>().style();
        live(move || {
            #[expect(clippy::cast_precision_loss, reason = "a height on a screen")]
            let height = rows() as f64 * row_height.get();
            // As the browser writes it: writing floats ourselves would cost 11 kB of code.
            let height = String::from(js_sys::Number::from(height).to_string_with_radix(10).unwrap_or_default());
            let _ = style.set_property("height", &format!("{height}px"));
        });
        space
    };
    let heads = move || columns.with(|columns| columns.iter().copied().collect::<Vec<FieldId>>());
    let head = move |field: FieldId| {
        let words = |part: &str| page.t(&format!("questions.{}.{part}", field.field().key));
        el("th")
            .attr("scope", "col")
            .attr("role", "columnheader")
            .class(class_of(field))
            .attr("title", &words("ask"))
            .text(&words("label"))
    };
    let has_rows = move || rows.with(|rows| !rows.is_empty());
    live(move || shared.look());
    live(move || shared.touch());
    let cells = el("table")
        // Columns keep their widths while rows come and go.
        .class_live(
            move || {
                if rows.with(|rows| rows.len() > FEW) { "grid windowed".to_owned() } else { "grid".to_owned() }
            },
        )
        .attr("role", "presentation")
        .child(el("thead").attr("role", "rowgroup").child(
            el("tr").attr("role", "row").attr("aria-rowindex", "1").each(
                heads,
                |field| field.field().key.to_owned(),
                head,
            ),
        ))
        .child(
            el("tbody")
                .attr("role", "rowgroup")
                .child(spacer(Box::new(move || window.get().0)))
                // Other columns make other rows.
                .each(
                    shown,
                    |(at, row, columns)| format!("{at} {row} {:p}", Arc::as_ptr(columns)),
                    move |(at, row, columns)| shared.row(at, &row, &columns),
                )
                .child(spacer(Box::new(move || rows.with(|rows| rows.len()).saturating_sub(window.get().1)))),
        );
    // Around the table: text that is composed is given to few elements, and a table is none of them.
    let view = el("div")
        .class("grid-focus")
        .attr("id", &shared.grid_id())
        .attr("role", "grid")
        // It takes composed text, and is no field: a finger that chooses a cell wants no keyboard.
        .attr("inputmode", "none")
        .attr("tabindex", "0")
        .attr("aria-label", &page.t(&format!("tables.{}.title", table.key())))
        .attr("aria-multiselectable", "true")
        .attr_live("aria-rowcount", move || Some((rows.with(|rows| rows.len()) + 1).to_string()))
        .attr_live("aria-colcount", move || Some(columns.with(|columns| columns.len()).to_string()))
        .attr_live("aria-activedescendant", move || has_rows().then(|| shared.cell_id(shared.active.get())))
        .on("keydown", move |event| {
            if let Some(event) = event.dyn_ref() {
                shared.key(event);
            }
        })
        .on("mousedown", move |event| {
            if let Some(event) = event.dyn_ref() {
                shared.pointed(event);
            }
        })
        .on("focus", move |_| shared.select())
        .on("paste", paste)
        .on("copy", move |event| {
            if let Some(event) = event.dyn_ref() {
                shared.copy(event);
            }
        })
        .child(cells)
        .tell(|host: HtmlElement| {
            let begun = state(None);
            let at = move || by_id(&shared.cell_id(shared.active.get_untracked()));
            typed::on_text(&host, at, move |text, is_complete| shared.heard(begun, text, is_complete));
        });
    el("div").class("grid-wrap").attr("id", &wrap_id).on("scroll", move |_| measure()).child(view).child(
        el("p")
            .class("grid-empty")
            .flag("hidden", has_rows)
            .on("mousedown", move |event| {
                event.prevent_default();
                shared.focus();
            })
            .text(&page.t(&format!("tables.{}.emptyHint", table.key()))),
    )
}

/// Rows of a long table, from the first to before the last.
type Rows = (usize, usize);

/// What the reader sees of a long table.
#[derive(Clone, PartialEq)]
struct Seen {
    view: Rows,
    /// The rows in view, and some around them.
    around: Rows,
}

impl Seen {
    /// Whether any of these rows is in view.
    fn has(&self, (first, last): Rows) -> bool {
        last > self.view.0 && first < self.view.1
    }

    /// The rows that are in the page next, a portion more than now: first those in view.
    fn next(&self, (first, last): Rows, active: usize) -> Rows {
        let Self { view, around } = *self;
        if !self.has((first, last)) {
            // With the active one among them, which may be about to be edited.
            let from = if active < view.1 { view.0.max(active.saturating_sub(PORTION - 1)) } else { view.0 };
            return (from, (from + PORTION).min(view.1));
        }
        let (first, last) = (first.max(around.0), last.min(around.1));
        let above = first.saturating_sub(view.0).min(PORTION);
        let below = (around.1 - last).min(PORTION - above);
        let further = (first - above - around.0).min(PORTION - above - below);
        (first - above - further, last + below)
    }
}

fn choice_of(field: FieldId) -> Option<&'static ChoiceSet> {
    match field.field().kind {
        Kind::Choice(set) | Kind::Choices(set) => Some(set),
        _ => None,
    }
}

/// What is known of an offer by its name, as a key of the words.
pub fn known_of(offer: &Answer, is_retired: &Answer) -> Option<&'static str> {
    let Said::Given(given) = &offer.said else { return None };
    match (given.value, &is_retired.said) {
        (Value::Offer(Offer::Retired(_)), _) => Some("ui.offer.retired"),
        // Once the customer has said whether it is one, that stands in its own column.
        (Value::Offer(Offer::NearMiss(_)), Said::Nothing) | (Value::Offer(_), Said::Unknown | Said::Unreadable(_)) => {
            Some("ui.offer.perhapsRetired")
        }
        _ => None,
    }
}

/// The same, to stand before the name: the end of a long one is not shown.
pub fn offer_tag(page: Page, key: &str) -> El {
    let said = page.t(key);
    let tag = el("span").class("tag").attr("aria-hidden", "true").text(&said);
    el("span").child(tag).child(unseen(&format!("{said}: "))).text(" ")
}

/// How a column is set: numbers stand under each other.
pub fn class_of(field: FieldId) -> &'static str {
    match field.field().kind {
        // Offers are alike in their first words.
        Kind::Offer => "long",
        kind if kind.is_number() => "num",
        _ => "",
    }
}

/// What is wrong with an answer. Of a moment, the format may be right and the clocks of that day be in the way.
fn problem(page: Page, field: FieldId, said: &Said) -> String {
    let kind = field.field().kind;
    let offsets = |local| page.app(|app| intl::offsets(app.zone(), local));
    let of_clocks = match said {
        Said::Unreadable(typed) if matches!(kind, Kind::Moment) => match parse_local(typed).map(offsets) {
            Some(None) => Some("ui.moment.noZone"),
            Some(Some(none)) if none.is_empty() => Some("ui.moment.skipped"),
            _ => None,
        },
        Said::Given(given) => match given.value {
            // What is typed means the first of the two.
            Value::Moment(moment)
                if offsets(moment.local()).is_some_and(|all| all.iter().any(|other| *other < moment.offset())) =>
            {
                Some("ui.moment.twice")
            }
            _ => return String::new(),
        },
        Said::Unreadable(_) => None,
        Said::Nothing | Said::Unknown => return String::new(),
    };
    page.t(of_clocks.unwrap_or(&format!("kinds.{}.expected", kind.name())))
}

impl Shared {
    fn grid_id(self) -> String {
        format!("{}-grid", self.table.key())
    }

    /// What can be chosen in columns of closed lists: the editor offers it.
    fn options(self) -> El {
        let page = self.page;
        let lists = self.columns.get();
        let lists = lists.iter().filter_map(|field| {
            let set = choice_of(*field)?;
            let options = (0..)
                .zip(set.keys)
                .map(|(at, _)| el("option").attr("value", &page.words(|words| words.choice(set, at))));
            Some(el("datalist").attr("id", &format!("choices-{}", field.field().key)).children(options))
        });
        el("div").attr("hidden", "").children(lists.collect::<Vec<_>>())
    }

    /// Looks at the rows in the page, and tells those cells that show something else by now. One look for all of them:
    /// thousands of cells, or even dozens of rows, that each looked at every change would take longer than all the rest of
    /// a keystroke.
    fn look(self) {
        let (columns, readiness) = (self.columns.get(), self.page.readiness.get());
        self.page.assessment(|about| {
            self.watched.update_value(|watched| {
                watched.retain(|watched| watched.cells.if_still_there().is_some());
                watched.iter_mut().for_each(|watched| self.look_at(watched, about, &readiness, &columns));
            });
        });
    }

    /// Tells the rows in the page in which the reader does something else by now: of hundreds of cells, a step from one to
    /// the next is about two.
    fn touch(self) {
        let touched_now = self.touched();
        self.watched.with_value(|watched| {
            for Watched { at, touched, .. } in watched {
                let now = touched_now(*at);
                if touched.if_still_there().is_some_and(|before| before != now) {
                    touched.set(now);
                }
            }
        });
    }

    /// What the reader does in each row.
    fn touched(self) -> impl Fn(usize) -> Touched {
        let ((top, left), (bottom, right)) = self.selection();
        let (active, edited) = (self.active.get(), self.editing.get().map(|editing| editing.cell));
        move |at| {
            let column_of = |(row, column): Cell| (row == at).then_some(column);
            Touched {
                active: column_of(active),
                selected: (top..=bottom).contains(&at).then_some((left, right)),
                edited: edited.and_then(column_of),
            }
        }
    }

    fn editor(self, row: &RowId, field: FieldId) -> El {
        let page = self.page;
        let begins = self.editing.with_untracked(|own| own.as_ref().map(|own| own.begins.clone())).unwrap_or_default();
        let label = page.fill(
            "ui.grid.editing",
            &[
                ("column", Fill::Words(&page.t(&format!("questions.{}.label", field.field().key)))),
                ("row", Fill::Words(&self.row_name(row))),
            ],
        );
        let place = Place { table: self.table, row: row.clone(), field };
        let back = place.clone();
        let key = move |event: web_sys::Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            event.stop_propagation();
            let (down, right) = match (event.key().as_str(), event.shift_key()) {
                ("Enter", false) => (1, 0),
                ("Enter", true) => (-1, 0),
                ("Tab", false) => (0, 1),
                ("Tab", true) => (0, -1),
                ("Escape", _) => {
                    let before = self.editing.with_untracked(|own| own.as_ref().map(|own| own.before.clone()));
                    page.dispatch(Event::Typed(back.clone(), before.unwrap_or_default()));
                    (0, 0)
                }
                _ => return,
            };
            event.prevent_default();
            self.stop_editing();
            self.move_by(down, right, false);
            self.focus();
        };
        let input = el("input")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-label", &label)
            .on("input", move |event| {
                let text = self.meant(field, &value_of(&event));
                page.dispatch(Event::Typed(place.clone(), text));
            })
            .on("keydown", key)
            .on("blur", move |_| self.stop_editing());
        let input = match choice_of(field) {
            Some(_) => input.attr("list", &format!("choices-{}", field.field().key)),
            None => input,
        };
        input.tell(move |input: HtmlInputElement| {
            input.set_value(&begins);
            // It can take the focus as soon as it is in the page.
            wasm_bindgen_futures::spawn_local(async move {
                let _ = input.focus();
                let end = u32::try_from(begins.encode_utf16().count()).unwrap_or(0);
                let _ = input.set_selection_range(end, end);
            });
        })
    }

    /// Below the grid: rows, what to do with the active cell, and what is said of it.
    fn foot(self, open: impl Fn(web_sys::File) + 'static) -> El {
        let Self { page, table, rows, .. } = self;
        let key = table.key();
        let has_rows = move || rows.with(|rows| !rows.is_empty());
        let active = derive(move || self.active_place());
        let note_open = state(false);
        let findings = move || {
            let (at_row, _) = self.active.get();
            let row = u32::try_from(at_row).ok().map(|at| RowAt { table, at });
            row.zip(active.get()).map(|(row, place)| at(page, row, place.field)).unwrap_or_default()
        };
        let problem = move || {
            let Some(place) = active.get() else { return String::new() };
            problem(page, place.field, &page.answer(table, &place.row, place.field).said)
        };
        let about = move || {
            let place = active.get()?;
            let words = |part: &str| page.t(&format!("questions.{}.{part}", place.field.field().key));
            let what = format!("{}, {}.", self.row_name(&place.row), words("label"));
            Some(el("p").child(el("strong").text(&what)).text(" ").text(&words("where")))
        };
        let notes = move || {
            let place = active.get().filter(|_| note_open.get())?;
            Some(note::fields(page, &place))
        };
        let count = move || page.fill("ui.grid.rows", &[("rows", Fill::Number(rows.with(|rows| rows.len() as u64)))]);
        let help = |whose: &str| el("span").class(whose).text(" · ").text(&page.t(&format!("ui.grid.{whose}")));
        let note = button("secondary", &page.t("ui.note.button"), move || note_open.set(!note_open.get_untracked()))
            .attr_live("aria-expanded", move || Some(note_open.get().to_string()))
            .flag("hidden", move || !has_rows());
        let unknown = button("secondary", &page.t("ui.unknown"), move || self.say(Answer::UNKNOWN));
        let remove = button("secondary", &page.t("ui.grid.remove"), move || self.remove_rows());
        let add = button("secondary", &page.t(&format!("tables.{key}.add")), move || self.add_row());
        let open = file_button("secondary", &page.t("ui.paste.open"), ".csv,.tsv,.txt,.json", open);
        let grows = move |part: El| table.grows().then_some(part);
        el("div")
            .child(
                el("div")
                    .class("grid-foot")
                    .children(grows(add))
                    .children(grows(open))
                    .child(unknown.flag("hidden", move || !has_rows()))
                    .child(note)
                    .children(grows(remove.flag("hidden", move || !has_rows())))
                    .child(el("span").class("grid-help").text_live(count).child(help("keys")).child(help("fingers"))),
            )
            .child(
                el("div")
                    .class("cell-about")
                    .flag("hidden", move || !has_rows())
                    .part(about)
                    .child(el("p").class("problem").attr("role", "status").text_live(problem))
                    .child(
                        el("ul")
                            .class("field-findings")
                            .each(findings, AtAnswer::key, move |finding| line(page, &finding)),
                    )
                    .part(notes),
            )
    }

    fn cell_id(self, (row, column): Cell) -> String {
        format!("{}-{row}-{column}", self.table.key())
    }

    fn row_name(self, row: &RowId) -> String {
        self.page.name_of(self.table, row)
    }

    fn size(self) -> (usize, usize) {
        (self.rows.with_untracked(|rows| rows.len()), self.columns.with_untracked(|columns| columns.len()))
    }

    /// Firefox pastes and copies where the selection is, and not where the focus is.
    fn select(self) {
        if let (Ok(Some(selection)), Some(grid)) = (window().get_selection(), by_id(&self.grid_id())) {
            let _ = selection.collapse(Some(&grid));
        }
    }

    fn focus(self) {
        if let Some(grid) = by_id::<HtmlElement>(&self.grid_id()) {
            let _ = grid.focus();
        }
    }

    fn show_active(self) {
        // A frame later, the reader may have gone to another page.
        let Some(active) = self.active.if_still_there() else { return };
        if let Some(cell) = by_id::<HtmlElement>(&self.cell_id(active)) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            nearest.set_inline(web_sys::ScrollLogicalPosition::Nearest);
            if self.is_focused() {
                cell.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        }
    }

    /// The active cell's answer.
    fn active_place(self) -> Option<Place> {
        let (row, column) = self.active.get();
        let row = self.rows.with(|rows| rows.get(row).cloned())?;
        let field = self.columns.with(|columns| columns.get(column).copied())?;
        Some(Place { table: self.table, row, field })
    }

    /// A fixed row's name is among the words: nobody types it.
    fn is_fixed(self, place: &Place) -> bool {
        self.table.name_field() == Some(place.field) && self.table.fixed_rows().contains(&&*place.row.0)
    }

    fn selection(self) -> (Cell, Cell) {
        let active = self.active.get();
        let corner = self.corner.get().unwrap_or(active);
        let ((top, left), (bottom, right)) = (active, corner);
        ((top.min(bottom), left.min(right)), (top.max(bottom), left.max(right)))
    }

    fn move_by(self, down: isize, right: isize, select: bool) {
        let (rows, columns) = self.size();
        let active = self.active.get_untracked();
        let from = if select { self.corner.get_untracked().unwrap_or(active) } else { active };
        let step = |from: usize, by: isize, size: usize| from.saturating_add_signed(by).min(size.saturating_sub(1));
        let to = (step(from.0, down, rows), step(from.1, right, columns));
        if select {
            self.corner.set(Some(to));
        } else {
            self.corner.set(None);
            self.active.set(to);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let (rows, _) = self.size();
        let far = isize::MAX;
        let (ctrl, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
        let moved = match event.key().as_str() {
            "ArrowDown" => (if ctrl { far } else { 1 }, 0),
            "ArrowUp" => (if ctrl { -far } else { -1 }, 0),
            "ArrowRight" => (0, if ctrl { far } else { 1 }),
            "ArrowLeft" => (0, if ctrl { -far } else { -1 }),
            "PageDown" => (15, 0),
            "PageUp" => (-15, 0),
            "Home" => (if ctrl { -far } else { 0 }, -far),
            "End" => (if ctrl { far } else { 0 }, far),
            "Enter" | "F2" if rows > 0 => {
                event.prevent_default();
                self.edit(None);
                return;
            }
            "Delete" | "Backspace" => {
                event.prevent_default();
                self.say("");
                return;
            }
            "a" if ctrl => {
                event.prevent_default();
                let (rows, columns) = self.size();
                self.active.set((0, 0));
                self.corner.set(Some((rows.saturating_sub(1), columns.saturating_sub(1))));
                return;
            }
            "d" if ctrl => {
                event.prevent_default();
                self.fill_down();
                return;
            }
            typed if typed.chars().count() == 1 && !ctrl && !event.alt_key() && rows > 0 => {
                event.prevent_default();
                self.edit(Some(typed));
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.move_by(moved.0, moved.1, shift);
    }

    fn pointed_at(event: &MouseEvent) -> Option<Cell> {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        let cell = target.closest("[data-cell]").ok()??.get_attribute("data-cell")?;
        let (row, column) = cell.split_once(' ')?;
        Some((row.parse().ok()?, column.parse().ok()?))
    }

    fn pointed(self, event: &MouseEvent) {
        let Some(cell) = Self::pointed_at(event) else { return };
        if self.editing.with_untracked(|editing| editing.as_ref().is_some_and(|editing| editing.cell == cell)) {
            return;
        }
        event.prevent_default();
        self.stop_editing();
        let again = self.active.get_untracked() == cell && self.is_focused();
        if event.shift_key() {
            self.corner.set(Some(cell));
        } else {
            self.corner.set(None);
            self.active.set(cell);
        }
        self.focus();
        // A second touch of the same cell edits it: a screen without a keyboard has no other way.
        if again && !event.shift_key() {
            self.edit(None);
        }
    }

    fn is_focused(self) -> bool {
        focused().is_some_and(|focused| focused.id() == self.grid_id())
    }

    /// Begins to edit the active cell: with what stands there, or with what was typed in its place.
    fn edit(self, typed: Option<&str>) {
        let Some(place) = untrack(move || self.active_place()).filter(|place| !self.is_fixed(place)) else { return };
        let answer = untrack(move || self.page.answer(self.table, &place.row, place.field));
        let before = editable(&answer);
        let readable = match (&answer.said, choice_of(self.active_field())) {
            (Said::Given(_), Some(_)) => self.page.shown(self.active_field(), &answer),
            _ => before.clone(),
        };
        let begins = typed.map_or(readable, str::to_owned);
        self.corner.set(None);
        self.editing.set(Some(Arc::new(Editing { cell: self.active.get_untracked(), before, begins })));
        if let Some(typed) = typed {
            let place = untrack(move || self.active_place());
            if let Some(place) = place {
                let text = self.meant(place.field, typed);
                self.page.dispatch(Event::Typed(place, text));
            }
        }
    }

    /// Text that no key says: it is shown in the cell while it grows, and opens the cell once it is complete, as a letter
    /// does. `begun` is the cell in which it began, with what stood there.
    fn heard(self, begun: State<Option<(Place, String)>>, text: &str, is_complete: bool) {
        let typed = |place, text: &str| self.page.dispatch(Event::Typed(place, text.to_owned()));
        let active = untrack(move || self.active_place()).filter(|place| !self.is_fixed(place));
        match (begun.get_untracked(), active) {
            (None, Some(_)) if is_complete && !text.is_empty() => self.edit(Some(text)),
            (None, Some(place)) if !is_complete => {
                let stood = editable(&untrack(|| self.page.answer(self.table, &place.row, place.field)));
                begun.set(Some((place.clone(), stood)));
                typed(place, text);
            }
            (Some((place, _)), _) if !is_complete => typed(place, text),
            (Some((place, stood)), active) => {
                begun.set(None);
                let is_active = active.as_ref() == Some(&place);
                // To an editor, this is what Escape brings back. Who has gone to another cell has said it.
                typed(place, if is_active || text.is_empty() { &stood } else { text });
                if is_active && !text.is_empty() {
                    self.edit(Some(text));
                }
            }
            _ => {}
        }
    }

    fn active_field(self) -> FieldId {
        let (_, column) = self.active.get_untracked();
        self.columns.with_untracked(|columns| columns[column.min(columns.len() - 1)])
    }

    fn stop_editing(self) {
        if self.editing.with_untracked(Option::is_some) {
            self.editing.set(None);
            self.page.dispatch(Event::LeftField);
        }
    }

    /// What the reader means by a text: a choice may be given by its label.
    fn meant(self, field: FieldId, text: &str) -> String {
        let Some(set) = choice_of(field) else { return text.to_owned() };
        let page = self.page;
        let meant = |part: &str| {
            let part = part.trim();
            if part == page.t("ui.unknown") {
                return Answer::UNKNOWN.to_owned();
            }
            let label = (0..).zip(set.keys).find(|(at, _)| page.words(|words| words.choice(set, *at)) == part);
            label.map_or_else(|| part.to_owned(), |(_, key)| (*key).to_owned())
        };
        match field.field().kind {
            Kind::Choices(_) if text.contains([',', ';']) => {
                text.split([',', ';']).map(meant).collect::<Vec<_>>().join(", ")
            }
            _ if text.trim().is_empty() => text.to_owned(),
            _ => meant(text),
        }
    }

    /// Says the same in every selected cell.
    fn say(self, text: &str) {
        self.fill(|_, field| Some(Answer::typed(field.field().kind, text)));
    }

    /// Says in every selected cell what its column's first selected cell says.
    fn fill_down(self) {
        let ((top, _), _) = untrack(move || self.selection());
        let Some(first) = self.rows.with_untracked(|rows| rows.get(top).cloned()) else { return };
        self.fill(|_, field| {
            let answer = untrack(|| self.page.answer(self.table, &first, field));
            Some(Answer { note: None, ..answer })
        });
    }

    fn fill(self, answer: impl Fn(&RowId, FieldId) -> Option<Answer>) {
        let ((top, left), (bottom, right)) = untrack(move || self.selection());
        let columns = self.columns.get_untracked();
        let rows = self.rows.get_untracked();
        let filled = rows.iter().skip(top).take(bottom + 1 - top).map(|row| {
            let fields = columns.iter().skip(left).take(right + 1 - left);
            let own =
                fields.filter(|field| !self.is_fixed(&Place { table: self.table, row: row.clone(), field: **field }));
            let answers = own.filter_map(|field| Some((*field, answer(row, *field)?))).collect();
            Filled { row: Some(row.clone()), answers }
        });
        self.page.dispatch(Event::Filled(self.table, filled.collect()));
    }

    fn add_row(self) {
        self.page.dispatch(Event::AddedRow(self.table));
        let (rows, _) = self.size();
        self.corner.set(None);
        self.active.set((rows.saturating_sub(1), 0));
        // At once, so that not even the first letter goes elsewhere.
        self.focus();
        self.edit(None);
    }

    fn remove_rows(self) {
        let ((top, _), (bottom, _)) = untrack(move || self.selection());
        let rows = self.rows.get_untracked();
        let gone = rows.iter().skip(top).take(bottom + 1 - top).cloned().collect();
        self.page.dispatch(Event::RemovedRows(self.table, gone));
        self.move_by(0, 0, false);
        self.focus();
    }

    fn copy(self, event: &ClipboardEvent) {
        if self.editing.with_untracked(Option::is_some) {
            return;
        }
        let ((top, left), (bottom, right)) = untrack(move || self.selection());
        let columns = self.columns.get_untracked();
        let rows = self.rows.get_untracked();
        let lines = rows.iter().skip(top).take(bottom + 1 - top).map(|row| {
            let fields = columns.iter().skip(left).take(right + 1 - left);
            let cell = |field: &FieldId| {
                let text = editable(&untrack(|| self.page.answer(self.table, row, *field)));
                if text.contains(['\t', '\n', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
            };
            fields.map(cell).collect::<Vec<_>>().join("\t")
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            let _ = data.set_data("text/plain", &text);
        }
    }

    /// Lays a block without a header into the grid from the active cell on; says what did not fit.
    fn lay(self, text: &str) -> Option<String> {
        let page = self.page;
        let columns = self.columns.get_untracked();
        let rows = self.rows.get_untracked();
        let (at_row, at_column) = self.active.get_untracked();
        let grid = import::Grid { table: self.table, columns: &columns, rows: rows.len() };
        let block = Block::split(text, Delimiter::Tab);
        let resolve = |text: &str| page.resolved(text);
        match import::place(block, grid, at_row, at_column, &resolve) {
            Ok(placement) => {
                // The cells come row by row.
                let mut filled = Vec::<Filled>::new();
                let mut last = None;
                for cell in placement.cells {
                    let row = match cell.row {
                        RowPlace::Existing(at) => rows.get(at).cloned(),
                        RowPlace::New(_) => None,
                    };
                    if last != Some(cell.row) {
                        last = Some(cell.row);
                        filled.push(Filled { row, answers: Vec::new() });
                    }
                    filled.last_mut().into_iter().for_each(|row| row.answers.push((cell.field, cell.answer.clone())));
                }
                page.dispatch(Event::Filled(self.table, filled));
                let lost: usize = placement.left_over.iter().map(|line| line.cells).sum();
                (lost > 0).then(|| page.fill("ui.paste.leftOver", &[("cells", Fill::Number(lost as u64))]))
            }
            Err(error) => Some(page.words(|words| words.not_taken(&error))),
        }
    }
}
