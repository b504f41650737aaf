//! Signals that end the process: unfinished files are removed first.

use crate::cli::status;
use crate::disk;

/// From here on a signal that ends the process removes unfinished files first; the exit status is
/// 128 and the signal's number.
///
/// Without a handler the process still ends, only less tidily, so a failure to set one is no error.
#[cfg(unix)]
pub(crate) fn remove_files_on_interrupt() {
    use signal_hook::iterator::Signals;

    // Registered by the thread that waits: if there can be none, signals keep their usual effect.
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

/// Whether a signal is to stay ignored: `nohup` begins programs so that they outlive their terminal.
/// Where the system does not say, a closed terminal keeps its usual effect.
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

/// From here on Ctrl-C removes unfinished files before the process ends.
#[cfg(not(unix))]
pub(crate) fn remove_files_on_interrupt() {
    const INTERRUPT: i32 = 2;
    let _ = ctrlc::set_handler(|| end(INTERRUPT));
}

#[expect(clippy::disallowed_methods, reason = "a signal ends the process here and nowhere else")]
fn end(signal: i32) {
    disk::remove_unfinished(|| std::process::exit(status::of_signal(signal)));
}
