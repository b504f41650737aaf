//! Removes unfinished files when a signal ends the process.

use crate::cli::status;
use crate::disk;

/// Installs a handler that removes unfinished files when a signal ends the process. The exit status
/// is 128 plus the number of the signal.
///
/// Without a handler the process ends too, but leaves unfinished files, so a failure to install one
/// is not an error.
#[cfg(unix)]
pub(crate) fn remove_files_on_interrupt() {
    use signal_hook::iterator::Signals;

    // The waiting thread registers the signals: without it they keep their usual effect.
    let wait = || {
        let numbers = status::SIGNALS.iter().map(|it| it.0).filter(|it| !is_ignored(*it));
        if let Ok(mut signals) = Signals::new(numbers)
            && let Some(number) = signals.forever().next()
        {
            end(number);
        }
    };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

/// Returns whether a signal stays ignored: `nohup` starts programs that survive the end of their
/// terminal. If this is not known, a closed terminal keeps its usual effect.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "the system says it in a file")]
fn is_ignored(number: i32) -> bool {
    if number != signal_hook::consts::SIGHUP {
        return false;
    }
    let Ok(text) = std::fs::read_to_string("/proc/self/status") else { return true };
    let mask = text.lines().find_map(|it| it.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|it| u64::from_str_radix(it.trim(), 16).ok());
    mask.is_none_or(|it| it >> (number - 1) & 1 == 1)
}

/// Installs a handler that removes unfinished files when Ctrl-C ends the process.
#[cfg(not(unix))]
pub(crate) fn remove_files_on_interrupt() {
    const INTERRUPT: i32 = 2;
    let _ = ctrlc::set_handler(|| end(INTERRUPT));
}

#[expect(clippy::disallowed_methods, reason = "a signal ends the process here and nowhere else")]
fn end(signal: i32) {
    disk::remove_unfinished(|| std::process::exit(status::of_signal(signal)));
}
