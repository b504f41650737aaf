//! The clock and the environment.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The time that `SOURCE_DATE_EPOCH` gives to a build, in seconds since 1970, if it is set.
///
/// # Errors
/// Words on a `SOURCE_DATE_EPOCH` that is no such number.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
pub(crate) fn build_time() -> Result<Option<i64>, String> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|it| !it.is_empty()) else {
        return Ok(None);
    };
    let number = value.to_str().and_then(|it| it.parse::<i64>().ok());
    // Anki keeps times in 32 bits in places, and nothing was built before 1970.
    number.filter(|it| (0..=i64::from(u32::MAX)).contains(it)).map(Some).ok_or_else(|| {
        format!(
            "SOURCE_DATE_EPOCH is `{}`, not a number of seconds since 1970 up to the year 2106",
            value.display()
        )
    })
}

/// The time, in seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(0)
}

/// A name that nobody else has: 128 bits from the system's source of randomness, in hexadecimal.
pub(crate) fn random_name() -> String {
    // The standard library seeds each of its hashers from that source.
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

/// The folder that the program was started in, with links followed.
pub(crate) fn current_folder() -> Option<PathBuf> {
    std::env::current_dir().and_then(|it| it.canonicalize()).ok()
}

/// A moment of the run, to tell how long things take.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub(crate) fn moment() -> Instant {
    Instant::now()
}

/// How many threads the machine, or what confines this process, can run at once.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
pub(crate) fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Returns the folder that relative paths start from, if it still is there.
pub(crate) fn working_directory() -> Option<PathBuf> {
    std::env::current_dir().ok()
}
