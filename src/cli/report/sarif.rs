//! SARIF 2.1.0, the exchange format of static analysis: for code scanning and editors.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::diag::{Counts, Diagnostic, Diagnostics, Place, Rule, Span};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::cli::Status;
use crate::cli::counted::counted_problems;
use crate::cli::locate::Locator;
use crate::cli::report::{pretty, uri};
use crate::disk::Disk;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the document, ending in a line break.
///
/// # Errors
/// Returns an error if `out` cannot be written.
pub(crate) fn write(
    diagnostics: &Diagnostics,
    disk: &Disk,
    status: Status,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules: BTreeSet<&'static Rule> = diagnostics.iter().map(|it| it.rule).collect();
    let rules: Vec<&'static Rule> = rules.into_iter().collect();
    let mut results = Results { locator: Locator::new(disk), rules: &rules, seen: BTreeMap::new() };
    let results: Vec<Value> = diagnostics.iter().map(|it| results.result(it)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Lexideck",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|it| described(it)).collect::<Vec<_>>(),
            } },
            "invocations": [invocation(status, diagnostics.omitted())],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    pretty::write(&document, out)
}

/// A rule, with the explanation of `explain`.
fn described(rule: &Rule) -> Value {
    let first = rule.meaning.split_inclusive(". ").next().unwrap_or(rule.meaning);
    json!({
        "id": rule.code,
        "shortDescription": { "text": first.trim_end() },
        "fullDescription": { "text": rule.meaning },
        "help": { "text": rule.fix, "markdown": rule.explanation(&fenced) },
        "defaultConfiguration": { "level": rule.severity.name() },
    })
}

/// Returns a block of code as Markdown.
fn fenced(language: &str, lines: &str) -> String {
    format!("```{language}\n{lines}```\n")
}

/// The end of the run. The number of problems that are not listed is a notification.
fn invocation(status: Status, omitted: Counts) -> Value {
    let mut it = json!({
        "executionSuccessful": !matches!(status, Status::Usage | Status::Io | Status::Bug),
        "exitCode": status.number(),
    });
    if omitted != Counts::default() {
        let text = format!("{} more were counted and are not listed", counted_problems(omitted));
        it["toolExecutionNotifications"] =
            json!([{ "level": "warning", "message": { "text": text } }]);
    }
    it
}

struct Results<'r> {
    locator: Locator<'r>,
    rules: &'r [&'static Rule],
    /// The number of equal problems of a file, by their fingerprint.
    seen: BTreeMap<String, usize>,
}

impl Results<'_> {
    fn result(&mut self, it: &Diagnostic) -> Value {
        self.locator.load(it);
        let text = match &it.help {
            Some(help) => format!("{}\nhelp: {help}", it.message),
            None => it.message.clone(),
        };
        let span = match it.place {
            Place::Span(span) => Some(span),
            Place::File(_) => None,
        };
        let uri = uri::uri(self.locator.name(it.place.file()));
        let related = it.related.iter().map(|(span, label)| {
            let uri = uri::uri(self.locator.name(span.file));
            let mut location = self.location(&uri, Some(*span));
            location["message"] = json!({ "text": label });
            location
        });
        let related: Vec<Value> = related.collect();
        let mut result = json!({
            "ruleId": it.rule.code,
            "ruleIndex": self.rules.iter().position(|rule| rule.code == it.rule.code),
            "level": it.rule.severity.name(),
            "message": { "text": text },
            "locations": [self.location(&uri, span)],
        });
        if !related.is_empty() {
            result["relatedLocations"] = Value::Array(related);
        }
        result["partialFingerprints"] =
            json!({ "lexideck/v1": self.fingerprint(it.rule, &uri, &it.message) });
        result
    }

    fn location(&self, uri: &str, span: Option<Span>) -> Value {
        let mut place = json!({ "artifactLocation": { "uri": uri } });
        if let Some(it) = span.and_then(|it| self.locator.position(it)) {
            place["region"] = json!({
                "startLine": it.line,
                "startColumn": it.column,
                "endLine": it.end_line,
                "endColumn": it.end_column,
            });
        }
        json!({ "physicalLocation": place })
    }

    /// Returns a fingerprint that stays the same when lines are added above: of the rule, the file,
    /// the message, and its number among equal ones.
    fn fingerprint(&mut self, rule: &Rule, uri: &str, message: &str) -> String {
        let text = format!("{}\0{uri}\0{message}", rule.code);
        let hash = Sha256::digest(text.as_bytes());
        let hash: String = hash.iter().take(16).map(|it| format!("{it:02x}")).collect();
        let number = self.seen.entry(hash.clone()).or_default();
        *number += 1;
        format!("{hash}:{number}")
    }
}
