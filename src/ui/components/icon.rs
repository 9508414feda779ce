//! Marks: shape, colour and, beside them, a word; never colour alone. The shapes stand in `index.html`.

use leptos::prelude::*;

use crate::rules::Severity;

/// What a mark says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// A finding's severity.
    Finding(Severity),
    /// Something is missing.
    Open,
    /// In order.
    Met,
}

impl Mark {
    /// Its name among shapes, classes and words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Finding(severity) => severity.key(),
            Self::Open => "open",
            Self::Met => "met",
        }
    }
}

/// A mark. What it says must stand beside it in words.
#[component]
pub fn Icon(
    /// Which.
    mark: Mark,
) -> impl IntoView {
    view! {
        <svg class=format!("mark {}", mark.key()) aria-hidden="true">
            <use href=format!("#i-{}", mark.key())></use>
        </svg>
    }
}
