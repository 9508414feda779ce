//! Which of two states of a draft knew the other.

/// How often each tab has saved a draft. Two tabs that save at the same moment cannot lock each other out (the lock
/// that browsers have needs https), but from this they see afterwards that neither knew of the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Saves(
    /// Sorted by tab.
    Vec<(String, u64)>,
);

impl Saves {
    /// Takes one more state into account: a tab's, after so many saves.
    pub fn note(&mut self, tab: &str, count: u64) {
        let at = self.0.iter().position(|(own, _)| own.as_str() >= tab).unwrap_or(self.0.len());
        match self.0.get_mut(at) {
            Some((own, old)) if own == tab => *old = count.max(*old),
            _ => self.0.insert(at, (tab.to_owned(), count)),
        }
    }

    /// One more save, by this tab.
    pub fn count(&mut self, tab: &str) {
        self.note(tab, self.of(tab).saturating_add(1));
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

    /// How often the draft was saved.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// Each tab and its count.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(tab, count)| (tab.as_str(), *count))
    }

    fn of(&self, tab: &str) -> u64 {
        self.0.iter().find(|(own, _)| own == tab).map_or(0, |(_, count)| *count)
    }
}
