//! The clock and the environment.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// When the notes of a build were changed, in seconds since 1970: `SOURCE_DATE_EPOCH`, else now.
///
/// # Errors
/// Words on a `SOURCE_DATE_EPOCH` that is no such number.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads clock and environment"
)]
pub(crate) fn build_time() -> Result<i64, String> {
    match std::env::var_os("SOURCE_DATE_EPOCH").filter(|it| !it.is_empty()) {
        Some(value) => {
            let number = value.to_str().and_then(|it| it.parse::<i64>().ok());
            // Anki keeps times in 32 bits in places, and nothing was built before 1970.
            number.filter(|it| (0..=i64::from(u32::MAX)).contains(it)).ok_or_else(|| {
                format!(
                    "SOURCE_DATE_EPOCH is `{}`, not a number of seconds since 1970 up to the year 2106",
                    value.display()
                )
            })
        }
        None => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Ok(i64::try_from(since.as_secs()).unwrap_or(0))
        }
    }
}

/// A name that nobody else has: 128 bits from the system's source of randomness, in hexadecimal.
pub(crate) fn random_name() -> String {
    // The standard library seeds each of its hashers from that source.
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

/// A moment of the run, to tell how long things take.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub(crate) fn moment() -> Instant {
    Instant::now()
}
