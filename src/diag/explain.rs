//! Explanations of rules, for `lexideck explain` and docs/diagnostics.md.

use std::fmt::Write as _;

use crate::diag::rule::{ExampleFile, Rule};

impl Rule {
    /// Returns the explanation of the rule. `block` formats blocks of text, given the language of a
    /// block and its lines.
    pub fn explanation(&self, block: &dyn Fn(&str, &str) -> String) -> String {
        let example = &self.example;
        let mut text = format!("{}\n\n{}\n\nWrong:\n", self.meaning, self.fix);
        for file in example.files {
            let language =
                if file.path.ends_with(".yaml") && !file.is_link { "yaml" } else { "text" };
            // If there is only one file, the command names it.
            if example.files.len() > 1 {
                let _ = write!(text, "\n`{}`:\n", file.path);
            }
            let _ = write!(text, "\n{}", block(language, &shown(file)));
        }
        let run = format!("$ lexideck {}\n{}", example.command, example.output);
        let _ = write!(text, "\n{}", block("text", &run));
        let corrections = example.corrected.iter().filter(|it| !it.1.is_empty());
        let corrected: String = corrections.map(|it| outdented(it.1)).collect();
        if !corrected.is_empty() {
            let _ = write!(text, "\nRight:\n\n{}", block("yaml", &corrected));
        }
        text
    }
}

/// Returns the handbook of `rules` as Markdown; docs/diagnostics.md is this text.
pub(crate) fn markdown(rules: &[&Rule]) -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         What Lexideck reports about a deck, by code.\n\
         `lexideck explain CODE` prints the same.\n\
         This page is generated: `LEXIDECK_UPDATE=1 cargo test docs` writes it anew.\n",
    );
    let fenced = |language: &str, lines: &str| format!("```{language}\n{lines}```\n");
    for rule in rules {
        let severity = match rule.severity.name() {
            "error" => "Error",
            _ => "Warning",
        };
        let explanation = rule.explanation(&fenced);
        let _ = write!(text, "\n## {}\n\n*{severity}.* {explanation}", rule.code);
    }
    text
}

/// Returns the text of a file, with its lines shortened to a readable width.
fn shown(file: &ExampleFile) -> String {
    const MOST: usize = 160;
    let text = String::from_utf8_lossy(file.content);
    if file.is_link {
        return format!("{} -> {text}\n", file.path);
    }
    let line = |line: &str| {
        let start: String = line.chars().take(MOST).collect();
        if start.len() < line.len() { format!("{start}…\n") } else { format!("{line}\n") }
    };
    text.lines().map(line).collect()
}

/// Returns the lines of a text without their common indentation.
fn outdented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = text.lines().map(indent).min().unwrap_or(0);
    text.lines().map(|line| format!("{}\n", &line[shared..])).collect()
}
