//! Standard output and standard error.

use std::io::{self, IsTerminal, Write};

use crate::cli::Status;

/// The two streams of a run. Results go to `out`, everything said about them to `err`.
pub(crate) struct Terminal {
    pub(crate) err: anstream::AutoStream<io::Stderr>,
    pub(crate) animates: bool,
}

impl Terminal {
    pub(crate) fn new() -> Terminal {
        let err = anstream::AutoStream::auto(io::stderr());
        Terminal { err, animates: io::stderr().is_terminal() }
    }

    /// Writes a result. A reader that has gone away has seen enough.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        self.print_with(|out| out.write_all(text.as_bytes()))
    }

    /// Writes the result of a command that does nothing else, and returns how the command ends.
    pub(crate) fn result(&mut self, text: &str) -> Status {
        match self.print(text) {
            Ok(()) => Status::Done,
            Err(error) => {
                self.failure(&format!("standard output: {error}"));
                Status::Io
            }
        }
    }

    /// Writes such a result with colours, where standard output has them.
    pub(crate) fn result_in_colour(&mut self, text: &str) -> Status {
        match anstream::AutoStream::choice(&io::stdout()) {
            anstream::ColorChoice::Never => {
                self.result(&anstream::adapter::strip_str(text).to_string())
            }
            _ => self.result(text),
        }
    }

    /// Writes a result piece by piece. A reader that has gone away has seen enough.
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

    /// Says a line about the run; nothing can be said of a failure to say it.
    pub(crate) fn error_line(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Says something that is worth knowing.
    pub(crate) fn note(&mut self, what: &str) {
        self.error_line(&format!("\u{1b}[1;36mnote\u{1b}[0m: {what}"));
    }

    /// Says that something is not as it should be, though the run goes on.
    pub(crate) fn warning(&mut self, what: &str) {
        self.error_line(&format!("\u{1b}[1;33mwarning\u{1b}[0m: {what}"));
    }

    /// Says that reading or writing failed.
    pub(crate) fn failure(&mut self, what: &str) {
        self.error_line(&format!("\u{1b}[1;31merror\u{1b}[0m: {what}"));
    }
}
