//! Standard output and standard error.
//!
//! Every text on its way to either stream passes [`clean`](crate::cli::clean), but for what
//! [`Terminal::draw`] is handed, whose parts passed it before they were drawn.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::cli::Status;
use crate::cli::clean::{clean, clean_line, clean_styled};

/// The two streams of a run: results go to `out`, messages to `err`.
pub(crate) struct Terminal {
    err: AutoStream<io::Stderr>,
    pub(crate) animates: bool,
}

/// Sets whether messages are coloured. `auto` depends on the streams and on `NO_COLOR`,
/// `CLICOLOR_FORCE` and `TERM`.
pub(crate) fn choose_color(choice: clap::ColorChoice) {
    let choice = match choice {
        clap::ColorChoice::Auto => ColorChoice::Auto,
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
    };
    choice.write_global();
}

impl Terminal {
    pub(crate) fn new() -> Terminal {
        let err = AutoStream::auto(io::stderr());
        Terminal { err, animates: io::stderr().is_terminal() }
    }

    /// Writes a result. A reader that has gone away has seen enough.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        self.print_with(|out| out.write_all(clean(text).as_bytes()))
    }

    /// Writes the result of a command that does nothing else, and returns how the command ends.
    pub(crate) fn result(&mut self, text: &str) -> Status {
        let printed = self.print(text);
        self.ended(printed)
    }

    /// Reports a result that could not be written, and returns how the command ends.
    pub(crate) fn ended(&mut self, printed: io::Result<()>) -> Status {
        match printed {
            Ok(()) => Status::Done,
            Err(error) => {
                self.failure(&format!("standard output: {error}"));
                Status::Io
            }
        }
    }

    /// Writes a result piece by piece, in a form that leaves out or escapes what steers a terminal.
    /// A reader that has closed the stream is not an error.
    pub(crate) fn print_with(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }

    /// Prints a line to standard error; a failure to do so cannot be reported.
    pub(crate) fn error_line(&mut self, line: &str) {
        self.draw(&clean(line));
    }

    /// Prints a note.
    pub(crate) fn note(&mut self, what: &str) {
        self.draw(&format!("\u{1b}[1;36mnote\u{1b}[0m: {}", clean(what)));
    }

    /// Prints a warning, after which the run continues.
    pub(crate) fn warning(&mut self, what: &str) {
        self.draw(&format!("\u{1b}[1;33mwarning\u{1b}[0m: {}", clean(what)));
    }

    /// Prints an error.
    pub(crate) fn failure(&mut self, what: &str) {
        self.draw(&format!("\u{1b}[1;31merror\u{1b}[0m: {}", clean(what)));
    }

    /// Prints a line with colours whose texts have been cleaned.
    pub(crate) fn draw(&mut self, drawn: &str) {
        let _ = writeln!(self.err, "{drawn}");
    }

    /// Writes a line over the last one that was written so.
    pub(crate) fn overwrite(&mut self, line: &str) {
        let _ = write!(self.err, "\r\u{1b}[K{}", clean_line(line));
        let _ = self.err.flush();
    }

    /// Prints a message of the argument parser: help and version to standard output, errors to
    /// standard error.
    ///
    /// # Errors
    /// Returns an error if the stream cannot be written. A reader that has closed it is not an
    /// error.
    pub(crate) fn parser(error: &clap::Error) -> io::Result<()> {
        let text = clean_styled(&error.render().ansi().to_string());
        let result = if error.use_stderr() {
            AutoStream::auto(io::stderr()).write_all(text.as_bytes())
        } else {
            let mut out = AutoStream::auto(io::stdout());
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        };
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }
}
