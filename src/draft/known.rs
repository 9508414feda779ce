//! What the device has held of a draft, as far as this tab has seen: by it, another tab's state is brought together with
//! the one here.

use std::sync::Arc;

use super::{Draft, DraftError, Saves, merge};

/// States of a draft that the device has held, the last seen one last. All that they say has found its way into the draft
/// as it stands here.
#[derive(Clone, Debug, Default)]
pub struct Known(Vec<(Saves, Arc<str>)>);

/// What became of the draft here when it met another tab's state.
#[derive(Clone, Debug)]
pub struct Met {
    /// The draft with what the other tab said, where there was anything new in it.
    pub draft: Option<Draft>,
    /// The device holds all that the draft now says.
    pub is_kept: bool,
}

impl Known {
    /// How many states are remembered. Two tabs are rarely more than one or two saves apart. Where more than three are on
    /// the way between them, what both knew may be forgotten, which only leads to needless questions (`tests/merge.rs`).
    const MOST: usize = 16;

    /// Nothing of the draft was ever seen on the device.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the device was last seen to hold.
    #[must_use]
    pub fn newest(&self) -> Option<&Arc<str>> {
        self.0.last().map(|(_, text)| text)
    }

    /// Remembers a state that the device holds, and that the draft here knows.
    pub fn saw(&mut self, saves: Saves, text: Arc<str>) {
        self.0.retain(|(own, _)| *own != saves);
        if self.0.len() == Self::MOST {
            self.0.remove(0);
        }
        self.0.push((saves, text));
    }

    /// The last state that all of these knew. Where that is several, because tabs have crossed each other, it is what
    /// comes of them together: they were brought together in the same way on either side.
    fn common(&self, these: &[&Saves]) -> Result<Option<Draft>, DraftError> {
        let known: Vec<_> = self.0.iter().filter(|(saves, _)| these.iter().all(|own| own.know(saves))).collect();
        let is_last = |saves: &Saves| known.iter().all(|(other, _)| other == saves || !other.know(saves));
        let mut last: Vec<&str> = known.iter().filter(|(saves, _)| is_last(saves)).map(|(_, text)| &**text).collect();
        // In an order that is the same for each tab.
        last.sort_unstable();
        let mut base: Option<Draft> = None;
        for text in last {
            let next = Draft::read(text)?;
            base = Some(match base {
                None => next,
                Some(base) => match self.common(&[&base.saves, &next.saves])? {
                    Some(before) => {
                        let mut both = merge(&before, &base, &next);
                        // Whether both tabs came upon the same conflicts is not certain: none counts as chosen about.
                        let had = [base.conflicts, next.conflicts];
                        both.conflicts.retain(|conflict| had.iter().all(|own| own.contains(conflict)));
                        both
                    }
                    None => next,
                },
            });
        }
        Ok(base)
    }

    /// Brings `mine` together with the text that the device holds of the same draft; `None` where that is what was last
    /// seen there.
    ///
    /// # Errors
    /// That the text is no draft that can be read.
    pub fn meet(&mut self, mine: &Draft, text: &str) -> Result<Option<Met>, DraftError> {
        if self.newest().is_some_and(|newest| **newest == *text) {
            return Ok(None);
        }
        let mut theirs = Draft::read(text)?;
        theirs.id.clone_from(&mine.id);
        let base = match self.common(&[&theirs.saves])? {
            Some(base) => base,
            // It is older than all that is remembered, and was taken in long ago.
            None if self.0.iter().any(|(saves, _)| saves.know(&theirs.saves)) => {
                return Ok(Some(Met { draft: None, is_kept: mine.says_what(&theirs) }));
            }
            // Then whatever differs is asked about.
            None => Draft::blank(String::new(), String::new()),
        };
        let merged = merge(&base, mine, &theirs);
        let is_kept = merged.says_what(&theirs);
        self.saw(theirs.saves, text.into());
        Ok(Some(Met { draft: Some(merged), is_kept }))
    }
}
