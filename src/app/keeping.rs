//! Keeping drafts on the device: reading before writing, what another tab has saved, and what is gone from the device.
//!
//! A save can cross another tab's: browsers lock tabs against each other on https alone. So each state says which tabs'
//! saves it knew ([`crate::draft::Saves`]), and the tab that meets a state that did not know its own brings both
//! together and saves again. Nothing is lost as long as one of the two tabs lives to hear of the other's save, which
//! the browser tells it with the whole text.

use std::sync::Arc;

use super::{App, Effect, Open, Saving, Shelved, Trouble};
use crate::draft::{Draft, Known, Written};

/// Up to so many bytes a draft finds room in a store of five million characters among others. Where a larger one finds
/// none, deleting others is of little help.
const LARGEST: usize = 2_000_000;

/// Where the device keeps drafts: a text for each id.
pub trait Store {
    /// The text that is kept for a draft, if any.
    ///
    /// # Errors
    /// That there is no store.
    fn read(&self, id: &str) -> Result<Option<String>, StoreError>;

    /// Whether nothing is kept for a draft.
    fn lacks(&self, id: &str) -> bool {
        self.read(id) == Ok(None)
    }

    /// Whether this very text is kept for a draft. A store may know without handing it over.
    fn holds(&self, id: &str, text: &Arc<str>) -> bool {
        self.read(id).is_ok_and(|kept| kept.as_deref() == Some(&**text))
    }

    /// Keeps a draft's text.
    ///
    /// # Errors
    /// That there is no room, or no store.
    fn write(&mut self, id: &str, text: &Arc<str>) -> Result<(), StoreError>;
}

/// Why something could not be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreError {
    /// There is no room left.
    Full,
    /// This browser keeps nothing for this page.
    Off,
}

impl Open {
    /// A draft as the device keeps it, with its text there: another version of the planner may have written it otherwise.
    pub(super) fn kept(draft: Draft, text: Arc<str>) -> Self {
        let mut known = Known::default();
        known.saw(draft.saves.clone(), text);
        Self { known, saving: Saving::Saved, ..Self::unsaved(draft) }
    }

    /// A draft that is on no device yet.
    pub(super) fn unsaved(draft: Draft) -> Self {
        Self {
            draft,
            history: super::History::default(),
            saving: Saving::Pending,
            known: Known::default(),
            written: Written::default(),
        }
    }

    /// Whether there is something to save, and nothing in the way that the reader has to decide about.
    fn is_to_be_saved(&self) -> bool {
        matches!(self.saving, Saving::Pending | Saving::Full | Saving::TooLarge | Saving::Off)
    }

    /// Whether the device held it, and does so no longer, without anybody having deleted it.
    fn is_gone(&self, store: &dyn Store) -> bool {
        let was_there = !self.known.is_empty() && self.saving != Saving::DeletedElsewhere;
        was_there && store.lacks(&self.draft.id)
    }

    /// The draft among those that the device keeps.
    #[must_use]
    pub fn shelved(&self) -> Shelved {
        let text = self.known.newest().cloned().unwrap_or_default();
        Shelved { id: self.draft.id.clone(), text, draft: Ok(self.draft.clone()) }
    }

    /// Whether the device holds the draft as it stands here.
    #[must_use]
    pub fn is_kept(&self, store: &dyn Store) -> bool {
        self.saving == Saving::Saved && self.is_as_seen(store)
    }

    /// Whether the device holds what it was last seen to hold.
    fn is_as_seen(&self, store: &dyn Store) -> bool {
        self.known.newest().is_some_and(|text| store.holds(&self.draft.id, text))
    }

    /// Takes in what the device holds of this draft. Says whether the draft now says something else.
    fn meet(&mut self, text: &str) -> bool {
        match self.known.meet(&self.draft, text) {
            Ok(None) => false,
            Ok(Some(met)) => {
                self.saving = if met.is_kept { Saving::Saved } else { Saving::Pending };
                let Some(draft) = met.draft else { return false };
                let is_new = !draft.says_what(&self.draft);
                self.draft = draft;
                is_new
            }
            Err(_) => {
                self.saving = Saving::ChangedElsewhere;
                false
            }
        }
    }

    /// Writes the draft's text, where none was written yet: the next time takes over what is as it is now. Says whether
    /// it did.
    fn write_ahead(&mut self) -> bool {
        let is_first = self.written.is_empty();
        if is_first {
            let _ = self.draft.write_again(&mut self.written);
        }
        is_first
    }

    fn write(&mut self, store: &mut dyn Store, tab: &str, now: &str) {
        let before = (self.draft.saves.clone(), self.draft.saved_at.clone());
        self.draft.saves.count(tab);
        now.clone_into(&mut self.draft.saved_at);
        let text = self.draft.write_again(&mut self.written);
        self.saving = match store.write(&self.draft.id, &text) {
            Ok(()) => {
                self.known.saw(self.draft.saves.clone(), text);
                return self.saving = Saving::Saved;
            }
            Err(StoreError::Full) if text.len() > LARGEST => Saving::TooLarge,
            Err(StoreError::Full) => Saving::Full,
            Err(StoreError::Off) => Saving::Off,
        };
        (self.draft.saves, self.draft.saved_at) = before;
    }
}

impl Shelved {
    /// What the device keeps under an id.
    #[must_use]
    pub fn read(id: String, text: &str) -> Self {
        let mut draft = Draft::read(text);
        // A draft under another's key would be saved over that one.
        if let Ok(draft) = &mut draft {
            draft.id.clone_from(&id);
        }
        Self { id, text: text.into(), draft }
    }
}

impl App {
    /// Does what can be done before the open draft is saved, and says whether there was anything: the first time, to write
    /// a large one takes longer than to keep it.
    pub fn get_ready(&mut self) -> bool {
        self.open.as_mut().is_some_and(|open| open.is_to_be_saved() && open.write_ahead())
    }

    /// Saves what is to be saved. `now` is an ISO instant. Says whether anything happened that the page shows.
    pub fn keep(&mut self, store: &mut dyn Store, now: &str) -> bool {
        let to_save = || self.open.iter().chain(&self.aside).filter(|open| open.is_to_be_saved());
        if to_save().next().is_none() {
            return false;
        }
        if to_save().any(|open| open.is_gone(store)) {
            self.miss(store);
        }
        for open in self.open.iter_mut().chain(&mut self.aside).filter(|open| open.is_to_be_saved()) {
            if !open.is_as_seen(store)
                && let Ok(Some(text)) = store.read(&open.draft.id)
            {
                self.edition += u64::from(open.meet(&text));
            }
            if open.is_to_be_saved() {
                open.write(store, &self.tab, now);
            }
        }
        self.aside.retain(|open| open.saving != Saving::Saved);
        true
    }

    /// Something outside this tab has emptied the store: what this tab still has, it keeps. The open draft is saved
    /// again by itself, the others when the reader wants it: perhaps they were taken away on purpose.
    pub fn miss(&mut self, store: &dyn Store) {
        for open in self.open.iter_mut().chain(&mut self.aside).filter(|open| open.is_gone(store)) {
            open.known = Known::default();
            open.saving = Saving::Pending;
            self.trouble = Some(Trouble::Emptied);
        }
        for Shelved { id, draft, .. } in &self.shelf {
            let is_here = self.open.iter().chain(&self.aside).any(|open| open.draft.id == *id);
            if let Ok(draft) = draft
                && !is_here
                && store.lacks(id)
            {
                self.aside.push(Open { saving: Saving::Gone, ..Open::unsaved(draft.clone()) });
                self.trouble = Some(Trouble::Emptied);
            }
        }
    }

    /// How many drafts are only in this tab since the store was emptied.
    #[must_use]
    pub fn only_here(&self) -> usize {
        self.aside.iter().filter(|open| open.saving == Saving::Gone).count()
    }

    /// Another tab saved a draft with this text, or deleted it. Where that did not know what this tab has, this one is
    /// to save again: [`App::keep`].
    pub fn hear(&mut self, store: &dyn Store, id: &str, text: Option<&str>) {
        let mut open = self.open.iter_mut().chain(&mut self.aside);
        let Some(open) = open.find(|open| open.draft.id == id) else { return };
        let Some(text) = text else { return open.saving = Saving::DeletedElsewhere };
        self.edition += u64::from(open.meet(text));
        // Something else may have been saved over it before it was heard of.
        if let Ok(Some(now)) = store.read(id)
            && now != text
        {
            self.edition += u64::from(open.meet(&now));
        }
    }

    /// The reader wants drafts that are gone from the device to be kept on it again.
    pub(super) fn put_back(&mut self) -> Vec<Effect> {
        for open in self.open.iter_mut().chain(&mut self.aside) {
            if matches!(open.saving, Saving::Gone | Saving::DeletedElsewhere) {
                open.known = Known::default();
                open.saving = Saving::Pending;
            }
        }
        self.trouble = None;
        vec![Effect::SaveNow, Effect::LookThrough]
    }
}
