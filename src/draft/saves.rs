//! Which of two states of a draft knew the other.

/// How often each tab has saved a draft. Two tabs that save at the same moment cannot lock each other out (the lock
/// that browsers have needs https), but from this they see afterwards that neither knew of the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Saves(
    /// Sorted by tab.
    Vec<(String, u64)>,
);

impl Saves {
    /// How many tabs are told apart. Every page that was opened and changed something is one of them, for good, and of
    /// most nobody will ever hear again.
    pub const MOST: usize = 500;

    /// Takes one more state into account: a tab's, after so many saves.
    pub fn note(&mut self, tab: &str, count: u64) {
        match self.place(tab) {
            Ok(at) => self.0[at].1 = count.max(self.0[at].1),
            Err(at) => self.0.insert(at, (tab.to_owned(), count)),
        }
    }

    /// One more save, by this tab. Where there are too many tabs, the others are forgotten: a tab's save includes all
    /// that it knew before, so that who knows this one knows the rest. What no longer says that it knew the others can
    /// only be asked about without need, and that of a tab which is open now, once in so many tabs.
    pub fn count(&mut self, tab: &str) {
        self.note(tab, self.of(tab).saturating_add(1));
        if self.0.len() > Self::MOST {
            self.0.retain(|(own, _)| own == tab);
        }
    }

    /// What either of the two knew.
    pub fn join(&mut self, other: &Self) {
        other.0.iter().for_each(|(tab, count)| self.note(tab, *count));
    }

    /// Whether all that `other` knew was known here.
    #[must_use]
    pub fn know(&self, other: &Self) -> bool {
        other.0.iter().all(|(tab, count)| self.of(tab) >= *count)
    }

    /// How often the draft was saved, as far as is remembered.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// Each tab and its count.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(tab, count)| (tab.as_str(), *count))
    }

    fn of(&self, tab: &str) -> u64 {
        self.place(tab).map_or(0, |at| self.0[at].1)
    }

    /// Where a tab stands, or would.
    fn place(&self, tab: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(tab))
    }
}
