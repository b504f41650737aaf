//! `missing-file`: a path that was given does not exist.

use crate::diag::{Diagnostic, Diagnostics, Example, FileId, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "missing-file",
    severity: Severity::Error,
    meaning: "A file or folder that was given does not exist, so nothing in it was checked. The \
              exit status is 3.",
    fix: "Check the spelling. Relative paths start from the working directory.",
    example: Example {
        command: "check cues.yaml",
        files: &[],
        corrected: &[],
        output: r#"error[missing-file]: there is no `cues.yaml`
--> cues.yaml
 = help: check the spelling; relative paths start from the working directory
"#,
    },
};

/// Reports that `path` does not exist; `place` is its file id.
pub(crate) fn report(path: &str, help: &str, place: FileId, diagnostics: &mut Diagnostics) {
    let message = format!("there is no `{path}`");
    diagnostics.push(Diagnostic::of_file(&RULE, place, message).help(help));
}
