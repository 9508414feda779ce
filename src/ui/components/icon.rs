//! Marks: shape, colour and, beside them, a word; never colour alone. The shapes stand in `index.html`.

use crate::readiness::Verdict;
use crate::rules::Severity;
use crate::ui::dom::{El, svg};

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
    /// That of a verdict.
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Blocked => Self::Finding(Severity::Blocker),
            Verdict::Incomplete => Self::Open,
            Verdict::ReadyWithWarnings => Self::Finding(Severity::Warning),
            Verdict::Ready => Self::Met,
        }
    }

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
pub fn icon(mark: Mark) -> El {
    drawing(mark.key()).class(&format!("mark {}", mark.key()))
}

/// One of the drawings in `index.html`. Whatever it stands in has a name of its own.
pub fn drawing(name: &str) -> El {
    svg("svg").attr("aria-hidden", "true").child(svg("use").attr("href", &format!("#i-{name}")))
}
