//! The one pool of threads that all parallel work of a run shares.

use std::num::NonZeroUsize;
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Runs `work`, whose parallel parts share a pool of up to `threads` threads.
///
/// Where the system refuses some of the threads, the pool has fewer; where it refuses all, `work`
/// runs on this thread alone. The result of any work of this library is the same with any number.
pub fn with_threads<R: Send>(threads: NonZeroUsize, work: impl FnOnce() -> R + Send) -> R {
    // The threads are begun before the pool is, which cannot do with fewer than it was promised.
    let (sent, received) = channel::<ThreadBuilder>();
    let received = Mutex::new(received);
    std::thread::scope(|scope| {
        let serve = || {
            let next = received.lock().unwrap_or_else(PoisonError::into_inner).recv();
            if let Ok(thread) = next {
                thread.run();
            }
        };
        let begun =
            (0..threads.get()).map_while(|_| Builder::new().spawn_scoped(scope, serve).ok());
        let begun = begun.count();
        let pool = match begun {
            0 => ThreadPoolBuilder::new().num_threads(1).use_current_thread().build(),
            _ => ThreadPoolBuilder::new()
                .num_threads(begun)
                .spawn_handler(|thread| {
                    sent.send(thread).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
                })
                .build(),
        };
        drop(sent);
        match pool {
            Ok(pool) => pool.install(work),
            // This thread belongs to a pool already: of one thread, for others were refused before.
            Err(_) => work(),
        }
    })
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn work_has_as_many_threads_as_it_may() {
        for count in [1, 2, 5] {
            let threads = NonZeroUsize::new(count).unwrap();
            let (found, sum) = with_threads(threads, || {
                (rayon::current_num_threads(), (0..1000_u64).into_par_iter().sum::<u64>())
            });
            assert_eq!((found, sum), (count, 499_500));
        }
    }

    #[test]
    #[should_panic(expected = "a bug")]
    fn a_panic_reaches_the_caller() {
        with_threads(NonZeroUsize::MIN, || panic!("a bug"));
    }
}
