//! The one grid for all tables: text cells, one editor, arrow keys, a block pasted from a spreadsheet. Only the rows in
//! view are in the page; on paper it is the whole table.
//!
//! The grid itself has the focus and names its active cell (`aria-activedescendant`), so that a cell may leave the
//! page while the focus stays.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::ev::{ClipboardEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::finding::{FindingView, at};
use super::icon::{Icon, Mark};
use super::note::NoteFields;
use super::preview::{PastePreview, Pasted};
use crate::app::{Event, Filled, Place, editable};
use crate::assessment::values::Kind;
use crate::assessment::{Answer, FieldId, RowAt, RowId, Said, Table};
use crate::import::{self, Block, Delimiter, RowPlace};
use crate::rules::Severity;
use crate::ui::Page;
use crate::words::Fill;

/// Up to so many rows, all are in the page.
const ALL_AT_ONCE: usize = 60;
/// So many rows beyond those in view are in the page too.
const AROUND: usize = 12;

/// A cell's place on the screen: row, then column, from 0.
type Cell = (usize, usize);

/// What the parts of a grid share.
#[derive(Clone, Copy)]
struct Shared {
    page: Page,
    table: Table,
    columns: Memo<Arc<Vec<FieldId>>>,
    rows: Memo<Arc<Vec<RowId>>>,
    marks: Memo<BTreeMap<(u32, FieldId), Severity>>,
    /// The active cell.
    active: RwSignal<Cell>,
    /// The other corner of the selection, where more than the active cell is selected.
    corner: RwSignal<Option<Cell>>,
    /// The cell that is being edited, with what stood there and what the editor begins with.
    editing: RwSignal<Option<Editing>>,
    element: NodeRef<html::Table>,
}

#[derive(Clone, PartialEq)]
struct Editing {
    cell: Cell,
    before: String,
    begins: String,
}

/// A table of the draft.
#[component]
pub fn Grid(
    /// The table.
    table: Table,
    /// The fields of its columns; the one that names the row first.
    #[prop(into)]
    columns: Signal<Vec<FieldId>>,
    /// Where to begin: an answer to which the reader was sent.
    #[prop(into)]
    spot: Signal<Option<(RowId, FieldId)>>,
) -> impl IntoView {
    let page = crate::ui::page();
    let columns = Memo::new(move |_| Arc::new(columns.get()));
    let rows = Memo::new(move |_| {
        let ids = page.assessment(|about| about.rows(table).iter().map(|row| row.id.clone()).collect());
        Arc::new(ids.unwrap_or_default())
    });
    let marks = Memo::new(move |_| page.readiness.with(|readiness| readiness.marks(table)));
    let shared = Shared {
        page,
        table,
        columns,
        rows,
        marks,
        active: RwSignal::new((0, 0)),
        corner: RwSignal::new(None),
        editing: RwSignal::new(None),
        element: NodeRef::new(),
    };
    let pasted = RwSignal::new(None::<Arc<Pasted>>);
    let left_over = RwSignal::new(None::<String>);
    let title = page.t(&format!("tables.{}.title", table.key()));

    let wrap = NodeRef::<html::Div>::new();
    let scroll = RwSignal::new((0.0, 600.0));
    let row_height = RwSignal::new(36.0);
    let printing = RwSignal::new(false);
    crate::browser::on_window("beforeprint", move |_| {
        printing.try_set(true);
    });
    crate::browser::on_window("afterprint", move |_| {
        printing.try_set(false);
    });
    let measure = move || {
        if let Some(wrap) = wrap.get_untracked() {
            scroll.set((f64::from(wrap.scroll_top()), f64::from(wrap.client_height())));
            if let Ok(Some(row)) = wrap.query_selector("tbody tr[aria-rowindex]") {
                row_height.set(row.get_bounding_client_rect().height().max(20.0));
            }
        }
    };
    let window = Memo::new(move |_| {
        let all = rows.with(|rows| rows.len());
        if all <= ALL_AT_ONCE || printing.get() {
            return (0, all);
        }
        let ((top, height), row) = (scroll.get(), row_height.get());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row's place, never negative")]
        let (first, count) = ((top / row) as usize, (height / row) as usize + 1);
        (first.saturating_sub(AROUND).min(all), (first + count + AROUND).min(all))
    });
    let shown = move || {
        let (first, last) = window.get();
        rows.with(|rows| (first..last).map(|at| (at, rows[at].clone())).collect::<Vec<_>>())
    };
    let spacer = move |rows: usize| {
        #[expect(clippy::cast_precision_loss, reason = "a height on a screen")]
        let height = rows as f64 * row_height.get();
        format!("{height}px")
    };

    // The active cell stays in view.
    Effect::new(move |_| {
        let (row, _) = shared.active.get();
        let Some(wrap) = wrap.get() else { return };
        if rows.with_untracked(|rows| rows.len()) > ALL_AT_ONCE {
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
        request_animation_frame(move || shared.show_active());
    });
    // The reader was sent to an answer.
    Effect::new(move |_| {
        let Some((row, field)) = spot.get() else { return };
        let place = rows.with_untracked(|rows| rows.iter().position(|own| *own == row));
        let column = columns.with_untracked(|columns| columns.iter().position(|own| *own == field));
        if let (Some(row), Some(column)) = (place, column) {
            shared.active.set((row, column));
            request_animation_frame(move || shared.focus());
        }
    });
    request_animation_frame(measure);

    let paste = move |event: ClipboardEvent| {
        let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text").ok()) else { return };
        // A word pasted into the editor is the editor's own business.
        if shared.editing.get_untracked().is_some() && !text.trim_end().contains(['\t', '\n']) {
            return;
        }
        event.prevent_default();
        shared.stop_editing();
        left_over.set(None);
        match Pasted::read(page, table, &text) {
            Ok(read) => pasted.set(Some(Arc::new(read))),
            Err(import::Error::NoHeader { .. } | import::Error::Empty | import::Error::NoRows { .. }) => {
                left_over.set(shared.lay(&text));
            }
            Err(error) => left_over.set(Some(super::preview::say(page, &error))),
        }
    };

    let heads = move || columns.with(|columns| columns.iter().copied().collect::<Vec<FieldId>>());
    let has_rows = move || rows.with(|rows| !rows.is_empty());
    view! {
        <div class="grid-wrap" node_ref=wrap on:scroll=move |_| measure()>
            <table
                class="grid"
                role="grid"
                tabindex="0"
                aria-label=title
                aria-rowcount=move || rows.with(|rows| rows.len() + 1)
                aria-colcount=move || columns.with(|columns| columns.len())
                aria-multiselectable="true"
                aria-activedescendant=move || has_rows().then(|| shared.cell_id(shared.active.get()))
                node_ref=shared.element
                on:keydown=move |event| shared.key(&event)
                on:mousedown=move |event| shared.pointed(&event)
                on:dblclick=move |event| shared.pointed_twice(&event)
                on:paste=paste
                on:copy=move |event| shared.copy(&event)
            >
                <thead>
                    <tr aria-rowindex="1">
                        <For each=heads key=|field| *field let:field>
                            <th scope="col" class=class_of(field) title=page.t(&format!("questions.{}.ask", field.field().key))>
                                {page.t(&format!("questions.{}.label", field.field().key))}
                            </th>
                        </For>
                    </tr>
                </thead>
                <tbody>
                    <tr class="spacer" aria-hidden="true" style:height=move || spacer(window.get().0)></tr>
                    <For each=shown key=|(at, row)| (*at, row.clone()) let((at, row))>
                        <GridRow shared=shared at=at row=row />
                    </For>
                    <tr
                        class="spacer"
                        aria-hidden="true"
                        style:height=move || spacer(rows.with(|rows| rows.len()).saturating_sub(window.get().1))
                    ></tr>
                </tbody>
            </table>
            <p class="grid-empty" hidden=has_rows>{page.t(&format!("tables.{}.emptyHint", table.key()))}</p>
        </div>
        <Show when=move || columns.with(|columns| columns.iter().any(|field| choice_of(*field).is_some()))>
            <Options columns=columns />
        </Show>
        <Foot shared=shared />
        <p class="problem" role="status">{move || left_over.get()}</p>
        {move || pasted.get().map(|read| {
            view! { <PastePreview read=read close=move || { pasted.set(None); shared.focus(); } /> }
        })}
    }
}

/// What can be chosen in columns of closed lists: the editor offers it.
#[component]
fn Options(columns: Memo<Arc<Vec<FieldId>>>) -> impl IntoView {
    let page = crate::ui::page();
    move || {
        let fields = columns.get();
        let lists = fields.iter().filter_map(|field| {
            let set = choice_of(*field)?;
            let options = (0..).zip(set.keys).map(|(at, _)| {
                view! { <option value=page.words(|words| words.choice(set, at))></option> }
            });
            let options: Vec<_> = options.collect();
            Some(view! { <datalist id=format!("choices-{}", field.field().key)>{options}</datalist> })
        });
        lists.collect::<Vec<_>>()
    }
}

fn choice_of(field: FieldId) -> Option<&'static crate::assessment::choices::ChoiceSet> {
    match field.field().kind {
        Kind::Choice(set) | Kind::Choices(set) => Some(set),
        _ => None,
    }
}

fn class_of(field: FieldId) -> &'static str {
    if field.field().kind.is_number() { "num" } else { "" }
}

/// What a cell shows.
#[derive(Clone, PartialEq)]
struct CellView {
    text: String,
    class: &'static str,
    noted: bool,
}

#[component]
fn GridRow(shared: Shared, at: usize, row: RowId) -> impl IntoView {
    let Shared { page, table, columns, marks, .. } = shared;
    let place = u32::try_from(at).unwrap_or(u32::MAX);
    let cells = Memo::new(move |_| {
        let view = |about: &crate::assessment::Assessment| {
            let row = about.rows(table).get(at)?;
            let cells = columns.with(|columns| {
                let cell = |field: &FieldId| {
                    let answer = row.answer(*field);
                    let class = match answer.said {
                        Said::Nothing => "empty",
                        Said::Unknown => "unknown",
                        Said::Unreadable(_) => "unreadable",
                        Said::Given(_) => "",
                    };
                    let text = match answer.said {
                        Said::Nothing if table.name_field() == Some(*field) => {
                            page.words(|words| words.row_name(about, RowAt { table, at: place }))
                        }
                        Said::Nothing => "—".to_owned(),
                        _ => page.shown(*field, answer),
                    };
                    CellView { text, class, noted: answer.note.is_some() }
                };
                columns.iter().map(cell).collect::<Vec<_>>()
            });
            Some(cells)
        };
        page.assessment(view).flatten().unwrap_or_default()
    });
    let worst = Memo::new(move |_| {
        marks.with(|marks| marks.iter().filter(|((own, _), _)| *own == place).map(|(_, severity)| *severity).min())
    });
    let row_id = StoredValue::new(row);
    let cell = move |column: usize, field: FieldId| {
        let is_active = Memo::new(move |_| shared.active.get() == (at, column));
        let is_selected = Memo::new(move |_| shared.selection_has((at, column)));
        let is_edited =
            Memo::new(move |_| shared.editing.with(|editing| editing.as_ref().is_some_and(|e| e.cell == (at, column))));
        let class = move || {
            let view = cells.with(|cells| cells.get(column).map_or("", |cell| cell.class));
            let mark = marks.with(|marks| match marks.get(&(place, field)) {
                Some(Severity::Blocker) => " cell-blocker",
                Some(Severity::Warning) => " cell-warning",
                _ => "",
            });
            let active = if is_active.get() { " active" } else { "" };
            let selected = if is_selected.get() { " selected" } else { "" };
            let editing = if is_edited.get() { " editing" } else { "" };
            let noted =
                if cells.with(|cells| cells.get(column).is_some_and(|cell| cell.noted)) { " noted" } else { "" };
            format!("{} {view}{mark}{active}{selected}{editing}{noted}", class_of(field))
        };
        let content = move || {
            if is_edited.get() {
                view! { <CellEditor shared=shared row=row_id.get_value() field=field /> }.into_any()
            } else {
                let icon = move || {
                    (column == 0).then(|| {
                        worst.get().map(|severity| {
                            view! {
                                <Icon mark=Mark::Finding(severity) />
                                <span class="vh">{page.t(&format!("ui.severity.{}", severity.key()))}": "</span>
                            }
                        })
                    })
                };
                let text = move || cells.with(|cells| cells.get(column).map(|cell| cell.text.clone()));
                view! { {icon}{text} }.into_any()
            }
        };
        let id = shared.cell_id((at, column));
        let place = format!("{at} {column}");
        if column == 0 {
            view! {
                <th scope="row" role="rowheader" id=id class=class data-cell=place aria-selected=move || is_selected.get().to_string()>
                    {content}
                </th>
            }
            .into_any()
        } else {
            view! {
                <td role="gridcell" id=id class=class data-cell=place aria-selected=move || is_selected.get().to_string()>
                    {content}
                </td>
            }
            .into_any()
        }
    };
    view! {
        <tr aria-rowindex=at + 2>
            {move || {
                let columns = columns.get();
                columns.iter().enumerate().map(|(column, field)| cell(column, *field)).collect::<Vec<_>>()
            }}
        </tr>
    }
}

#[component]
fn CellEditor(shared: Shared, row: RowId, field: FieldId) -> impl IntoView {
    let page = shared.page;
    let input = NodeRef::<html::Input>::new();
    let begins =
        shared.editing.with_untracked(|editing| editing.as_ref().map(|e| e.begins.clone())).unwrap_or_default();
    Effect::new({
        let begins = begins.clone();
        move |_| {
            if let Some(input) = input.get() {
                let _ = input.focus();
                let end = u32::try_from(begins.encode_utf16().count()).unwrap_or(0);
                let _ = input.set_selection_range(end, end);
            }
        }
    });
    let label = page.fill(
        "ui.grid.editing",
        &[
            ("column", Fill::Words(&page.t(&format!("questions.{}.label", field.field().key)))),
            ("row", Fill::Words(&shared.row_name(&row))),
        ],
    );
    let place = Place { table: shared.table, row, field };
    let back = place.clone();
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        let (down, right) = match (event.key().as_str(), event.shift_key()) {
            ("Enter", false) => (1, 0),
            ("Enter", true) => (-1, 0),
            ("Tab", false) => (0, 1),
            ("Tab", true) => (0, -1),
            ("Escape", _) => {
                let before = shared.editing.with_untracked(|editing| editing.as_ref().map(|e| e.before.clone()));
                page.dispatch(Event::Typed(back.clone(), before.unwrap_or_default()));
                (0, 0)
            }
            _ => return,
        };
        event.prevent_default();
        shared.stop_editing();
        shared.move_by(down, right, false);
        shared.focus();
    };
    view! {
        <input
            node_ref=input
            type="text"
            autocomplete="off"
            spellcheck="false"
            aria-label=label
            list=choice_of(field).map(|_| format!("choices-{}", field.field().key))
            value=begins
            on:input=move |event| {
                let text = shared.meant(field, &event_target_value(&event));
                page.dispatch(Event::Typed(place.clone(), text));
            }
            on:keydown=key
            on:blur=move |_| shared.stop_editing()
        />
    }
}

/// Below the grid: rows, what to do with the active cell, and what is said of it.
#[component]
fn Foot(shared: Shared) -> impl IntoView {
    let Shared { page, table, rows, .. } = shared;
    let key = table.key();
    let any = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let active = Memo::new(move |_| shared.active_place());
    let findings = Memo::new(move |_| {
        let (at_row, _) = shared.active.get();
        let place = active.get()?;
        let row = RowAt { table, at: u32::try_from(at_row).ok()? };
        Some(at(page, row, place.field, 3))
    });
    let problem = move || {
        let place = active.get()?;
        let answer = page.answer(table, &place.row, place.field);
        let key = format!("kinds.{}.expected", place.field.field().kind.name());
        matches!(answer.said, Said::Unreadable(_)).then(|| page.t(&key))
    };
    let about = move || {
        let place = active.get()?;
        let label = page.t(&format!("questions.{}.label", place.field.field().key));
        let hint = page.t(&format!("questions.{}.where", place.field.field().key));
        Some(view! { <strong>{shared.row_name(&place.row)}", "{label}"."</strong> " " {hint} })
    };
    let note_open = RwSignal::new(false);
    view! {
        <div class="grid-foot">
            <Show when=move || table.grows()>
                <button type="button" class="secondary" on:click=move |_| shared.add_row()>
                    {page.t(&format!("tables.{key}.add"))}
                </button>
            </Show>
            <Show when=move || any.get()>
                <button type="button" class="secondary" on:click=move |_| shared.say(Answer::UNKNOWN)>
                    {page.t("ui.unknown")}
                </button>
                <button
                    type="button"
                    class="secondary"
                    aria-expanded=move || note_open.get().to_string()
                    on:click=move |_| note_open.update(|open| *open = !*open)
                >
                    {page.t("ui.note.button")}
                </button>
                <Show when=move || table.grows()>
                    <button type="button" class="secondary" on:click=move |_| shared.remove_rows()>
                        {page.t("ui.grid.remove")}
                    </button>
                </Show>
            </Show>
            <span class="grid-help">
                {move || page.fill("ui.grid.help", &[("rows", Fill::Number(rows.with(|rows| rows.len() as u64)))])}
            </span>
        </div>
        <Show when=move || any.get()>
            <div class="cell-about">
                <p>{about}</p>
                <p class="problem" role="status">{problem}</p>
                <ul class="field-findings">
                    <For
                        each=move || findings.get().unwrap_or_default()
                        key=FindingView::clone_key
                        let:finding
                    >
                        <li class=finding.severity.key()>
                            <Icon mark=Mark::Finding(finding.severity) />
                            <span>{finding.text.clone()}</span>
                        </li>
                    </For>
                </ul>
                {move || {
                    let place = active.get().filter(|_| note_open.get())?;
                    Some(view! { <NoteFields place=place /> })
                }}
            </div>
        </Show>
    }
}

impl Shared {
    fn cell_id(self, (row, column): Cell) -> String {
        format!("{}-{row}-{column}", self.table.key())
    }

    fn row_name(self, row: &RowId) -> String {
        let at = self.page.assessment_now(|about| about.find(self.table, row)).flatten();
        let at = at.and_then(|at| u32::try_from(at).ok());
        at.map(|at| self.page.row_name(RowAt { table: self.table, at })).unwrap_or_default()
    }

    fn size(self) -> (usize, usize) {
        (self.rows.with_untracked(|rows| rows.len()), self.columns.with_untracked(|columns| columns.len()))
    }

    fn focus(self) {
        if let Some(element) = self.element.get_untracked() {
            let _ = element.focus();
        }
    }

    fn show_active(self) {
        let id = self.cell_id(self.active.get_untracked());
        if let Some(cell) = crate::browser::document().get_element_by_id(&id) {
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

    fn selection_has(self, (row, column): Cell) -> bool {
        let ((top, left), (bottom, right)) = self.selection();
        (top..=bottom).contains(&row) && (left..=right).contains(&column)
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
        let focused = crate::browser::document().active_element();
        let own = self.element.get_untracked();
        own.is_some_and(|own| focused.is_some_and(|focused| *own == *focused.unchecked_ref::<web_sys::HtmlElement>()))
    }

    fn pointed_twice(self, event: &MouseEvent) {
        if Self::pointed_at(event).is_some() && self.editing.with_untracked(Option::is_none) {
            self.edit(None);
        }
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
        self.editing.set(Some(Editing { cell: self.active.get_untracked(), before, begins }));
        if let Some(typed) = typed {
            let place = untrack(move || self.active_place());
            if let Some(place) = place {
                let text = self.meant(place.field, typed);
                self.page.dispatch(Event::Typed(place, text));
            }
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
        request_animation_frame(move || {
            self.focus();
            self.edit(None);
        });
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
                let mut filled = BTreeMap::<RowPlace, Filled>::new();
                for cell in placement.cells {
                    let row = match cell.row {
                        RowPlace::Existing(at) => rows.get(at).cloned(),
                        RowPlace::New(_) => None,
                    };
                    let filled = filled.entry(cell.row).or_insert(Filled { row, answers: Vec::new() });
                    filled.answers.push((cell.field, cell.answer));
                }
                page.dispatch(Event::Filled(self.table, filled.into_values().collect()));
                let lost: usize = placement.left_over.iter().map(|line| line.cells).sum();
                (lost > 0).then(|| page.fill("ui.paste.leftOver", &[("cells", Fill::Number(lost as u64))]))
            }
            Err(error) => Some(super::preview::say(page, &error)),
        }
    }
}
