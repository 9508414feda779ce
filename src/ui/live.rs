//! Values that live: derived ones, and small states of the page's own.
//!
//! Leptos' memos and signals bring code of their own for each type that they hold, some 2 kB each. These hold any type
//! in one.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{GetUntracked, Memo, RwSignal, Set, With, WithUntracked};

type Held = Arc<dyn Any + Send + Sync>;

/// A derived value, and how two such are compared.
struct Result {
    value: Held,
    same: fn(&Held, &Held) -> bool,
}

/// A value that follows from others, and tells of its changes only.
pub struct Derived<T> {
    memo: Memo<Result>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// Derives a value: anew whenever what it reads has changed.
pub fn derive<T: PartialEq + Send + Sync + 'static>(from: impl Fn() -> T + Send + Sync + 'static) -> Derived<T> {
    fn same<T: PartialEq + 'static>(one: &Held, other: &Held) -> bool {
        one.downcast_ref::<T>() == other.downcast_ref::<T>()
    }
    derived(from, same::<T>)
}

/// Derives a value that counts as changed whenever it was derived anew: to compare it would cost as much.
pub fn derive_each_time<T: Send + Sync + 'static>(from: impl Fn() -> T + Send + Sync + 'static) -> Derived<T> {
    // Not a closure: one for each type would be the same function under the name of one of them, which may be away.
    fn never(_: &Held, _: &Held) -> bool {
        false
    }
    derived(from, never)
}

/// Derives a shared value that counts as changed when it is another one, even if an equal one.
pub fn derive_shared<T: Send + Sync + 'static>(from: impl Fn() -> Arc<T> + Send + Sync + 'static) -> Derived<Arc<T>> {
    fn same<T: 'static>(one: &Held, other: &Held) -> bool {
        let (one, other) = (one.downcast_ref::<Arc<T>>(), other.downcast_ref::<Arc<T>>());
        one.zip(other).is_some_and(|(one, other)| Arc::ptr_eq(one, other))
    }
    derived(from, same::<T>)
}

fn derived<T: Send + Sync + 'static>(
    from: impl Fn() -> T + Send + Sync + 'static,
    same: fn(&Held, &Held) -> bool,
) -> Derived<T> {
    fn start(derive: Box<dyn Fn() -> Result + Send + Sync>) -> Memo<Result> {
        Memo::new_with_compare(
            move |_| derive(),
            |before, now| match (before, now) {
                (Some(before), Some(now)) => !(now.same)(&before.value, &now.value),
                _ => true,
            },
        )
    }
    let memo = start(Box::new(move || Result { value: Arc::new(from()), same }));
    Derived { memo, of: PhantomData }
}

impl<T: Clone + 'static> Derived<T> {
    /// The value; whoever asks is told when it changes.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without being told of changes.
    pub fn get_untracked(self) -> T {
        read(&untracked(self.memo), T::clone)
    }
}

impl<T: 'static> Derived<T> {
    /// Something of the value; whoever asks is told when it changes.
    pub fn with<R>(self, of: impl FnOnce(&T) -> R) -> R {
        read(&tracked(self.memo), of)
    }

    /// Something of the value, without being told of changes.
    pub fn with_untracked<R>(self, of: impl FnOnce(&T) -> R) -> R {
        read(&untracked(self.memo), of)
    }
}

fn tracked(memo: Memo<Result>) -> Held {
    memo.with(|result| result.value.clone())
}

fn untracked(memo: Memo<Result>) -> Held {
    memo.with_untracked(|result| result.value.clone())
}

fn read<T: 'static, R>(held: &Held, of: impl FnOnce(&T) -> R) -> R {
    of(held.downcast_ref().expect("it was put there with this type"))
}

/// A small state of the page's own.
pub struct State<T> {
    signal: RwSignal<Held>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

/// A state, with what it begins with.
pub fn state<T: Send + Sync + 'static>(begins: T) -> State<T> {
    State { signal: RwSignal::new(Arc::new(begins)), of: PhantomData }
}

impl<T: Clone + Send + Sync + 'static> State<T> {
    /// The state; whoever asks is told when it changes.
    pub fn get(self) -> T {
        read(&self.signal.with(Arc::clone), T::clone)
    }

    /// The state, without being told of changes.
    pub fn get_untracked(self) -> T {
        read(&self.signal.get_untracked(), T::clone)
    }

    /// Something of the state, without being told of changes.
    pub fn with_untracked<R>(self, of: impl FnOnce(&T) -> R) -> R {
        read(&self.signal.get_untracked(), of)
    }

    /// The state, for what runs later than its page may stand; `None` once that has gone.
    pub fn if_still_there(self) -> Option<T> {
        self.signal.try_get_untracked().map(|held| read(&held, T::clone))
    }

    /// Changes the state.
    pub fn set(self, now: T) {
        self.signal.set(Arc::new(now));
    }
}
