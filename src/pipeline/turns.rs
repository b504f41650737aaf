//! Work on several threads whose results come one after the other.
//!
//! Each thread takes the next item, works on it beside the others, and then waits for its turn to
//! hand over the result. So what is handed over, and its order, do not depend on the number of
//! threads, and no more items are under way than there are threads.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Runs `work` on every item until a turn breaks off.
///
/// `work` is given a [`Turn`], which lends it `state` when all items before have had theirs.
pub(super) fn in_turns<T: Send, S: Send + ?Sized>(
    threads: NonZeroUsize,
    items: &mut (dyn Iterator<Item = T> + Send),
    state: &mut S,
    work: &(dyn Fn(T, Turn<'_, '_, S>) + Sync),
) {
    let items = Mutex::new(items.enumerate());
    let turns = Turns {
        stage: Mutex::new(Stage { next: 0, is_over: false, state }),
        moved: Condvar::new(),
    };
    let run = || {
        while !lock(&turns.stage).is_over {
            let Some((number, item)) = lock(&items).next() else { return };
            work(item, Turn { number, turns: &turns });
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.get() {
            // Where no further thread is to be had, those there do the work.
            if thread::Builder::new().spawn_scoped(scope, run).is_err() {
                break;
            }
        }
        run();
    });
}

/// Where the state is, and whose turn it is.
struct Turns<'s, S: ?Sized> {
    stage: Mutex<Stage<'s, S>>,
    moved: Condvar,
}

struct Stage<'s, S: ?Sized> {
    next: usize,
    is_over: bool,
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
        if !stage.is_over {
            stage.is_over = act(stage.state).is_break();
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
            in_turns(threads(number), &mut (0..100_u64), &mut seen, &|item, turn| {
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
            in_turns(threads(number), &mut (0..1_000), &mut seen, &|item, turn| {
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
        in_turns(threads(3), &mut (0..9), &mut seen, &|item, turn| {
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
