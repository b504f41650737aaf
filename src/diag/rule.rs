//! Rules: the code, severity and meaning of a kind of problem, and an example that breaks the rule.

use std::cmp::Ordering;
use std::fmt;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The deck cannot be built.
    Error,
    /// The deck can be built, but something in it is probably a mistake.
    Warning,
}

impl Severity {
    /// Returns `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A kind of problem, and its documentation.
///
/// Each rule is declared once, in a file of its own, named after its code. Documentation, `lexideck
/// explain` and the tests of the rule are derived from the declaration.
pub struct Rule {
    /// The name in kebab-case. Scripts rely on it, so it never changes once published.
    pub code: &'static str,
    /// Whether the problem prevents a build.
    pub severity: Severity,
    /// What the problem is, and why it matters.
    pub meaning: &'static str,
    /// How to fix it.
    pub fix: &'static str,
    /// A deck that breaks this rule and no other.
    pub example: Example,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl PartialOrd for Rule {
    fn partial_cmp(&self, other: &Rule) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rule {
    fn cmp(&self, other: &Rule) -> Ordering {
        self.code.cmp(other.code)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

#[cfg(test)]
impl Rule {
    /// Creates a rule without documentation, for tests of diagnostics.
    pub(crate) const fn of_test(code: &'static str, severity: Severity) -> Rule {
        let example = Example { command: "", files: &[], corrected: &[], output: "" };
        Rule { code, severity, meaning: "", fix: "", example }
    }
}

/// A deck that breaks a rule, and what the program prints about it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The arguments of the program, separated by spaces.
    pub command: &'static str,
    /// The files of the deck.
    pub files: &'static [ExampleFile],
    /// How to correct the files: texts, each with its replacement. Empty if the problem is not
    /// solved by changing texts.
    pub corrected: &'static [(&'static str, &'static str)],
    /// What the program prints about the problem.
    pub output: &'static str,
}

/// A file of an example.
#[derive(Clone, Copy, Debug)]
pub struct ExampleFile {
    /// The path, relative to the working directory.
    pub path: &'static str,
    /// The content, which need not be valid UTF-8; for a link, its target.
    pub content: &'static [u8],
    /// Whether it is a symbolic link.
    pub is_link: bool,
}

impl ExampleFile {
    /// Creates a file with a text.
    pub const fn text(path: &'static str, content: &'static str) -> ExampleFile {
        ExampleFile { path, content: content.as_bytes(), is_link: false }
    }

    /// Creates a file with any bytes.
    pub const fn bytes(path: &'static str, content: &'static [u8]) -> ExampleFile {
        ExampleFile { path, content, is_link: false }
    }

    /// Creates a symbolic link.
    pub const fn link(path: &'static str, target: &'static str) -> ExampleFile {
        ExampleFile { path, content: target.as_bytes(), is_link: true }
    }
}

/// Declares the rules of a layer: the modules of these names, each with a `RULE`, and the table
/// `RULES` of them all.
///
/// - A group `fn name(subject)` becomes a function of this name, which calls
///   `check(subject, diagnostics)` of each of its rules.
/// - Rules that are `called` are called by name, where the problem is found.
/// - So are those that are `public`: by the command line, from outside the library.
macro_rules! rules {
    (
        $($(#[$doc:meta])* fn $group:ident($subject:ty) { $($looking:ident),* $(,)? })*
        called { $($name:ident),* $(,)? }
        $(public { $($open:ident),* $(,)? })?
    ) => {
        $($(pub(crate) mod $looking;)*)*
        $(pub(crate) mod $name;)*
        $($(pub(crate) mod $open;)*)?

        /// The rules that are declared in this layer.
        pub(crate) static RULES: &[&$crate::diag::Rule] =
            &[$($(&$looking::RULE,)*)* $(&$name::RULE,)* $($(&$open::RULE,)*)?];

        $(
            $(#[$doc])*
            pub(crate) fn $group(subject: $subject, diagnostics: &mut $crate::diag::Diagnostics) {
                $($looking::check(subject, diagnostics);)*
            }
        )*
    };
}

pub(crate) use rules;
