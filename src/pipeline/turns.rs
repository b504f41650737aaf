//! Work on several threads whose results come one after the other.
//!
//! Each thread takes the next item, works on it beside the others, and then waits for its turn to
//! hand over the result. So what is handed over, and its order, do not depend on the number of
//! threads, and no more items are under way than there are threads.

use std::iter::Enumerate;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Scope};

/// Runs `work` on every item until a turn breaks off.
///
/// `work` is given a [`Turn`], which lends it `state` when all items before have had theirs.
pub(super) fn in_turns<T: Send, S: Send + ?Sized>(
    threads: NonZeroUsize,
    items: impl Iterator<Item = T> + Send,
    state: &mut S,
    work: &(dyn Fn(T, Turn<'_, '_, S>) + Sync),
) {
    let line = Line {
        items: Mutex::new(items.enumerate()),
        work,
        threads: threads.get(),
        turns: Turns {
            stage: Mutex::new(Stage { next: 0, state }),
            moved: Condvar::new(),
            is_over: AtomicBool::new(false),
        },
    };
    thread::scope(|scope| line.run(scope));
}

/// What the threads have in common.
struct Line<'w, 's, I, T, S: ?Sized> {
    items: Mutex<Enumerate<I>>,
    work: &'w (dyn Fn(T, Turn<'_, '_, S>) + Sync),
    threads: usize,
    turns: Turns<'s, S>,
}

impl<I, T, S> Line<'_, '_, I, T, S>
where
    I: Iterator<Item = T> + Send,
    T: Send,
    S: Send + ?Sized,
{
    fn run<'r>(&'r self, scope: &'r Scope<'r, '_>) {
        while !self.turns.is_over.load(Ordering::Relaxed) {
            let Some((number, item)) = lock(&self.items).next() else { return };
            // One more thread is begun for each of the first items, so few items need few threads.
            // Where none is to be had, those there do the work.
            if number + 1 < self.threads {
                let _ = thread::Builder::new().spawn_scoped(scope, || self.run(scope));
            }
            (self.work)(item, Turn { number, turns: &self.turns });
        }
    }
}

/// Where the state is, and whose turn it is.
struct Turns<'s, S: ?Sized> {
    stage: Mutex<Stage<'s, S>>,
    moved: Condvar,
    is_over: AtomicBool,
}

struct Stage<'s, S: ?Sized> {
    next: usize,
    state: &'s mut S,
}

/// The right to the state after all items before.
pub(super) struct Turn<'t, 's, S: ?Sized> {
    number: usize,
    turns: &'t Turns<'s, S>,
}

impl<'s, S: ?Sized> Turn<'_, 's, S> {
    /// Waits for the turn and acts, unless an earlier turn broke off.
    pub(super) fn take(self, act: impl FnOnce(&mut S) -> ControlFlow<()>) {
        let mut stage = self.wait();
        let is_over = &self.turns.is_over;
        if !is_over.load(Ordering::Relaxed) && act(stage.state).is_break() {
            is_over.store(true, Ordering::Relaxed);
        }
    }

    fn wait(&self) -> MutexGuard<'_, Stage<'s, S>> {
        let mut stage = lock(&self.turns.stage);
        while stage.next < self.number {
            stage = self.turns.moved.wait(stage).unwrap_or_else(PoisonError::into_inner);
        }
        stage
    }
}

/// The turn passes on, whether it was taken or not, so that nobody waits forever.
impl<S: ?Sized> Drop for Turn<'_, '_, S> {
    fn drop(&mut self) {
        self.wait().next += 1;
        self.turns.moved.notify_all();
    }
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap()
    }

    #[test]
    fn results_come_in_order_whoever_works() {
        for number in [1, 2, 3, 8] {
            let mut seen = Vec::new();
            in_turns(threads(number), 0..100_u64, &mut seen, &|item, turn| {
                // Those that come first are ready last.
                thread::sleep(std::time::Duration::from_micros((100 - item) % 7 * 50));
                turn.take(|seen| {
                    seen.push(item);
                    ControlFlow::Continue(())
                });
            });
            assert_eq!(seen, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_turn_that_breaks_off_is_the_last() {
        for number in [1, 4] {
            let mut seen = Vec::new();
            in_turns(threads(number), 0..1_000, &mut seen, &|item, turn| {
                turn.take(|seen| {
                    seen.push(item);
                    if item == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                });
            });
            assert_eq!(seen, [0, 1, 2, 3, 4, 5]);
        }
    }

    #[test]
    fn a_turn_that_is_not_taken_passes_on() {
        let mut seen = Vec::new();
        in_turns(threads(3), 0..9, &mut seen, &|item, turn| {
            if item % 3 == 0 {
                turn.take(|seen| {
                    seen.push(item);
                    ControlFlow::Continue(())
                });
            }
        });
        assert_eq!(seen, [0, 3, 6]);
    }
}
