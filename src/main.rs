//! The command line of Lexideck; everything else is the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Entries are kept in memory in many small parts, which threads make at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    lexideck::cli::run(std::env::args_os())
}
