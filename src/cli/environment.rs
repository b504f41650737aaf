//! The clock and the environment.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Returns the time of `SOURCE_DATE_EPOCH`, in seconds since 1970, if it is set.
///
/// # Errors
/// Returns a message if its value is not such a number.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
pub(crate) fn build_time() -> Result<Option<i64>, String> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|it| !it.is_empty()) else {
        return Ok(None);
    };
    let number = value.to_str().and_then(|it| it.parse::<i64>().ok());
    // Anki stores some times in 32 bits, and nothing was built before 1970.
    number.filter(|it| (0..=i64::from(u32::MAX)).contains(it)).map(Some).ok_or_else(|| {
        format!(
            "SOURCE_DATE_EPOCH is `{}`, not a number of seconds since 1970 up to the year 2106",
            value.display()
        )
    })
}

/// Returns the time, in seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(0)
}

/// Returns a unique name: 128 random bits from the system, in hexadecimal.
pub(crate) fn random_name() -> String {
    // The standard library seeds each of its hashers from that source.
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

/// Returns the working directory, with links resolved.
pub(crate) fn current_folder() -> Option<PathBuf> {
    std::env::current_dir().and_then(|it| it.canonicalize()).ok()
}

/// Returns the present moment, to measure durations.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub(crate) fn moment() -> Instant {
    Instant::now()
}

/// Returns the number of threads that the machine, or the limit of this process, can run at once.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
pub(crate) fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Returns the folder that relative paths start from, if it still is there.
pub(crate) fn working_directory() -> Option<PathBuf> {
    std::env::current_dir().ok()
}
