//! Elements with living parts, on Leptos' signals and effects.
//!
//! Leptos' own `view!` gives every closure and every element a type, and so code, of its own: this page weighed 318 kB
//! that way (290 kB with `erase_components`), where the budget for everything is 200. Here there is one type of element
//! and one of effect. What Leptos does well stays its own: what depends on what, and what is done away with when.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::{Owner, RenderEffect, StoredValue};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, File, HtmlInputElement, Node};

use crate::browser::document;

/// An element that is being put together.
#[derive(Clone, Debug)]
pub struct El(Element);

/// An element without anything in it.
#[must_use]
pub fn el(tag: &str) -> El {
    El(document().create_element(tag).expect("the tags are our own"))
}

/// An element of a drawing.
#[must_use]
pub fn svg(tag: &str) -> El {
    let made = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    El(made.expect("the tags are our own"))
}

/// Does something now, and again whenever what it reads changes, as long as its owner lives.
pub fn live(run: impl FnMut() + 'static) {
    fn start(mut run: Box<dyn FnMut()>) {
        keep(RenderEffect::new(move |_| run()));
    }
    start(Box::new(run));
}

/// Keeps a value as long as the current owner lives.
fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
}

impl El {
    /// The classes.
    #[must_use]
    pub fn class(self, classes: &str) -> Self {
        self.attr("class", classes)
    }

    /// An attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// An attribute that lives; `None` takes it away.
    #[must_use]
    pub fn attr_live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        fn start(element: Element, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
            let mut before = None;
            live(move || {
                let now = value();
                if now != before {
                    let _ = match &now {
                        Some(now) => element.set_attribute(name, now),
                        None => element.remove_attribute(name),
                    };
                    before = now;
                }
            });
        }
        start(self.0.clone(), name, Box::new(value));
        self
    }

    /// The classes, living.
    #[must_use]
    pub fn class_live(self, classes: impl Fn() -> String + 'static) -> Self {
        self.attr_live("class", move || Some(classes()))
    }

    /// A link's address, living.
    #[must_use]
    pub fn href_live(self, address: impl Fn() -> String + 'static) -> Self {
        self.attr_live("href", move || Some(address()))
    }

    /// An attribute that is there or not.
    #[must_use]
    pub fn flag(self, name: &'static str, is_there: impl Fn() -> bool + 'static) -> Self {
        self.attr_live(name, move || is_there().then(String::new))
    }

    /// A property that lives, such as a field's `value`.
    #[must_use]
    pub fn prop_live(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        fn start(element: Element, name: &'static str, value: Box<dyn Fn() -> JsValue>) {
            live(move || {
                let (now, name) = (value(), JsValue::from(name));
                // Writing what stands there already would move the caret.
                if js_sys::Reflect::get(&element, &name).ok().as_ref() != Some(&now) {
                    let _ = js_sys::Reflect::set(&element, &name, &now);
                }
            });
        }
        start(self.0.clone(), name, Box::new(value));
        self
    }

    /// Text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.append_child(&document().create_text_node(text));
        self
    }

    /// A node in it that somebody else keeps up.
    #[must_use]
    pub fn with(self, node: &Node) -> Self {
        let _ = self.0.append_child(node);
        self
    }

    /// Text that lives.
    #[must_use]
    pub fn text_live(self, text: impl Fn() -> String + 'static) -> Self {
        fn start(parent: &Element, text: Box<dyn Fn() -> String>) {
            let node = document().create_text_node("");
            let _ = parent.append_child(&node);
            live(move || {
                let now = text();
                if node.data() != now {
                    node.set_data(&now);
                }
            });
        }
        start(&self.0, Box::new(text));
        self
    }

    /// An element in it.
    #[must_use]
    pub fn child(self, child: El) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Elements in it.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// A part that is made anew whenever what it reads changes.
    #[must_use]
    pub fn part(self, make: impl Fn() -> Option<El> + 'static) -> Self {
        fn start(parent: &Element, make: Box<dyn Fn() -> Option<El>>) {
            let end = document().create_comment("");
            let _ = parent.append_child(&end);
            let mut before: Option<Element> = None;
            live(move || {
                let now = make();
                if let Some(before) = before.take() {
                    before.remove();
                }
                if let (Some(now), Some(parent)) = (&now, end.parent_node()) {
                    let _ = parent.insert_before(&now.0, Some(&end));
                }
                before = now.map(|now| now.0);
            });
        }
        start(&self.0, Box::new(make));
        self
    }

    /// A part that is there as long as something holds.
    #[must_use]
    pub fn when(self, holds: impl Fn() -> bool + Send + Sync + 'static, make: impl Fn() -> El + 'static) -> Self {
        let holds = super::live::derive(holds);
        self.part(move || holds.get().then(&make))
    }

    /// An element for each item. Items are told apart by their keys: an element stays as long as its key does.
    #[must_use]
    pub fn each<T: 'static>(
        self,
        items: impl Fn() -> Vec<T> + 'static,
        key: impl Fn(&T) -> String + 'static,
        make: impl Fn(T) -> El + 'static,
    ) -> Self {
        let make = Rc::new(make);
        let keyed = move || {
            let items = items().into_iter();
            let lazily = items.map(|item| {
                let (key, make) = (key(&item), make.clone());
                (key, Box::new(move || make(item)) as Box<dyn FnOnce() -> El>)
            });
            lazily.collect()
        };
        keyed_list(&self.0, Box::new(keyed));
        self
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &'static str, listener: impl FnMut(Event) + 'static) -> Self {
        hear(&self.0, event, listener);
        self
    }

    /// The element itself.
    #[must_use]
    pub fn node<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }

    /// Hands the element itself to whoever needs it later.
    #[must_use]
    pub fn tell<T: JsCast>(self, whom: impl FnOnce(T)) -> Self {
        whom(self.node());
        self
    }
}

/// Calls `listener` at every event of this name on the target, as long as the owner lives.
pub fn hear(target: &EventTarget, event: &'static str, listener: impl FnMut(Event) + 'static) {
    fn start(target: EventTarget, event: &'static str, listener: Box<dyn FnMut(Event)>) {
        let closure = Closure::wrap(listener);
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        keep(Listener { target, event, closure });
    }
    start(target.clone(), event, Box::new(listener));
}

/// What listens, as long as its owner lives. A field that is taken away with the focus in it still says that it lost
/// it, when nobody is there any more to hear it.
struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}

type Keyed = Vec<(String, Box<dyn FnOnce() -> El>)>;

struct Item {
    key: String,
    node: Element,
    owner: Owner,
}

fn keyed_list(parent: &Element, items: Box<dyn Fn() -> Keyed>) {
    let end = document().create_comment("");
    let _ = parent.append_child(&end);
    let owner = Owner::current().expect("elements are made under an owner");
    let before = RefCell::new(Vec::<Item>::new());
    live(move || {
        let now = items();
        let mut old: Vec<Option<Item>> = before.take().into_iter().map(Some).collect();
        let places: HashMap<String, usize> =
            old.iter().flatten().enumerate().map(|(at, item)| (item.key.clone(), at)).collect();
        let mut kept = Vec::with_capacity(now.len());
        for (key, make) in now {
            kept.push(places.get(&key).and_then(|at| old[*at].take()).unwrap_or_else(|| {
                let own = owner.child();
                let node = own.with(make).0;
                Item { key, node, owner: own }
            }));
        }
        for gone in old.into_iter().flatten() {
            gone.node.remove();
            gone.owner.cleanup();
        }
        // From the end, so that each knows what it stands before; what stands right is not touched.
        if let Some(parent) = end.parent_node() {
            let mut next: Node = end.clone().into();
            for item in kept.iter().rev() {
                let node: &Node = &item.node;
                if node.next_sibling().as_ref() != Some(&next) || node.parent_node().as_ref() != Some(&parent) {
                    let _ = parent.insert_before(node, Some(&next));
                }
                next = node.clone();
            }
        }
        before.replace(kept);
    });
}

/// What stands in the field that an event came from.
#[must_use]
pub fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    js_sys::Reflect::get(&target, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// The element of this id.
#[must_use]
pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id).map(JsCast::unchecked_into)
}

/// The element that has the focus.
#[must_use]
pub fn focused() -> Option<Element> {
    document().active_element()
}

/// Does something before the next picture is drawn.
pub fn next_frame(run: impl FnOnce() + 'static) {
    let run = Closure::once_into_js(run);
    let _ = crate::browser::window().request_animation_frame(run.unchecked_ref());
}

/// Does something once the next picture is drawn.
pub fn once_drawn(run: impl FnOnce() + 'static) {
    next_frame(move || crate::browser::once_painted(run));
}

/// A button with a text.
#[must_use]
pub fn button(class: &str, text: &str, pressed: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").class(class).text(text).on("click", move |_| pressed())
}

/// A button that lets the reader choose a file.
#[must_use]
pub fn file_button(class: &str, text: &str, accept: &str, chosen: impl Fn(File) + 'static) -> El {
    let input = el("input").attr("type", "file").attr("accept", accept).on("change", move |event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            input.files().and_then(|files| files.get(0)).into_iter().for_each(&chosen);
            // The same file, chosen again, is to be read again.
            input.set_value("");
        }
    });
    el("label").class(&format!("button file {class}")).text(text).child(input)
}

/// The file that was dropped, the first of several.
pub fn dropped(event: &Event) -> Option<File> {
    event.dyn_ref::<web_sys::DragEvent>()?.data_transfer()?.files()?.get(0)
}

/// A link with a text.
#[must_use]
pub fn link(class: &str, href: &str, text: &str) -> El {
    let link = el("a").attr("href", href).text(text);
    if class.is_empty() { link } else { link.class(class) }
}

/// Text for those who cannot see what it says otherwise.
#[must_use]
pub fn unseen(text: &str) -> El {
    el("span").class("vh").text(text)
}
