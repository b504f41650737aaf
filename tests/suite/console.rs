//! Commands and outputs in documents, run and compared.
//!
//! A document is read from top to bottom, in a folder of its own:
//!
//! - a block whose first line is a comment with a file name, such as `# film.yaml`, writes that file;
//! - a `console` block runs each line that begins with `$ `, and compares what follows with what is
//!   printed; a line `...` stands for any lines, and times and sizes are not compared;
//! - a block below a comment `<!-- not run: the reason -->` is passed over.

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::{TempDir, tempfile};

use crate::support::lexideck;

/// What marks a block that is not run.
pub(crate) const NOT_RUN: &str = "<!-- not run: ";

/// A fenced block of a document, and the lines around its content.
pub(crate) struct Block<'t> {
    /// The text after the opening fence.
    pub(crate) language: &'t str,
    pub(crate) lines: Vec<&'t str>,
    pub(crate) is_run: bool,
}

/// A document in pieces, in order.
pub(crate) enum Piece<'t> {
    Line(&'t str),
    Block(Block<'t>),
}

/// Divides a document into its fenced blocks and the lines between them.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut lines = text.lines();
    let mut before = "";
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let content = lines.by_ref().take_while(|it| *it != "```").collect();
            let is_run = !before.starts_with(NOT_RUN);
            pieces.push(Piece::Block(Block { language, lines: content, is_run }));
        } else {
            pieces.push(Piece::Line(line));
        }
        before = line;
    }
    pieces
}

/// Runs the commands of a document and returns it with the outputs that they have now. Where an output
/// is as expected, it stays as it is written.
pub(crate) fn replay(text: &str) -> String {
    let mut shell = Shell { folder: TempDir::new().unwrap(), status: 0 };
    let mut out: Vec<String> = Vec::new();
    for piece in pieces(text) {
        let block = match piece {
            Piece::Line(line) => {
                out.push(line.to_owned());
                continue;
            }
            Piece::Block(block) => block,
        };
        out.push(format!("```{}", block.language));
        if block.is_run && block.language == "console" {
            out.extend(shell.console(&block.lines));
        } else {
            if let Some(name) = block.lines.first().and_then(|it| file_name(it)) {
                shell.write(name, &block.lines);
            }
            out.extend(block.lines.iter().map(|it| (*it).to_owned()));
        }
        out.push("```".to_owned());
    }
    out.join("\n") + "\n"
}

/// Returns the name in a comment that consists of a file name.
fn file_name(line: &str) -> Option<&str> {
    let name = line.strip_prefix("# ")?;
    let is_name = name.contains('.') && !name.contains([' ', ':']) && !name.ends_with('.');
    is_name.then_some(name)
}

/// What runs the few commands that documents use, on every system.
struct Shell {
    folder: TempDir,
    /// Of the last command.
    status: i32,
}

impl Shell {
    fn write(&self, name: &str, lines: &[&str]) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, lines.join("\n") + "\n").unwrap();
    }

    fn console(&mut self, lines: &[&str]) -> Vec<String> {
        let mut out = Vec::new();
        let mut rest = lines;
        while let Some((line, others)) = rest.split_first() {
            let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("{line}: no command"));
            let end = others.iter().position(|it| it.starts_with("$ ")).unwrap_or(others.len());
            let (expected, later) = others.split_at(end);
            let printed = self.run(command);
            let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
            let shown = if matches(expected, &printed) { expected } else { &printed };
            out.push((*line).to_owned());
            out.extend(shown.iter().map(|it| (*it).to_owned()));
            rest = later;
        }
        out
    }

    /// Runs a command and returns everything that it printed, in order.
    fn run(&mut self, command: &str) -> String {
        let mut words = words(command);
        let target = words.iter().position(|it| it == ">").map(|at| {
            let name = words.split_off(at).pop().unwrap();
            self.folder.path().join(name)
        });
        let only_results = words.last().is_some_and(|it| it == "2>/dev/null");
        words.truncate(words.len() - usize::from(only_results));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let path = |name: &str| self.folder.path().join(name);
        let printed = match words[..] {
            ["echo", "$?"] => format!("{}\n", self.status),
            // A terminal shows nothing of a byte-order mark.
            ["cat", name] => {
                fs::read_to_string(path(name)).unwrap().trim_start_matches('\u{FEFF}').to_owned()
            }
            ["cp", from, to] => {
                fs::copy(path(from), path(to)).unwrap();
                String::new()
            }
            ["rm", name] => {
                fs::remove_file(path(name)).unwrap();
                String::new()
            }
            ["ls", folder] => listing(&path(folder)),
            ["cat", name, "|", "lexideck", ref arguments @ ..] => {
                let input = File::open(path(name)).unwrap();
                let (status, printed) = self.lexideck(arguments, input.into(), false);
                self.status = status;
                printed
            }
            ["lexideck", ref arguments @ ..] => {
                let (status, printed) =
                    self.lexideck(arguments, Stdio::null(), only_results || target.is_some());
                self.status = status;
                printed
            }
            _ => panic!("{command}: documents use no such command"),
        };
        match target {
            Some(path) => {
                fs::write(path, printed).unwrap();
                String::new()
            }
            None => printed,
        }
    }

    fn lexideck(&self, arguments: &[&str], input: Stdio, only_results: bool) -> (i32, String) {
        let mut printed = tempfile().unwrap();
        let mut command: Command = lexideck(self.folder.path());
        // Both streams share one file, so that lines stand in the order in which a terminal shows them.
        let errors = if only_results { Stdio::null() } else { printed.try_clone().unwrap().into() };
        command.args(arguments).stdin(input).stderr(errors);
        command.stdout(printed.try_clone().unwrap());
        let status = command.status().unwrap().code().unwrap();
        let mut text = String::new();
        printed.rewind().unwrap();
        printed.read_to_string(&mut text).unwrap();
        (status, text)
    }
}

fn listing(folder: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap() + "\n")
        .collect();
    names.sort();
    names.concat()
}

/// Returns the words of a command; text in quotes is one word.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for letter in command.chars() {
        match (letter, quote) {
            ('\'' | '"', None) => quote = Some(letter),
            (_, Some(it)) if it == letter => quote = None,
            (' ', None) => words.push(std::mem::take(&mut word)),
            _ => word.push(letter),
        }
    }
    words.push(word);
    words.retain(|it| !it.is_empty());
    words
}

fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match (expected.split_first(), printed.split_first()) {
        (Some((&"...", rest)), _) => (0..=printed.len()).any(|at| matches(rest, &printed[at..])),
        (Some((line, rest)), Some((other, others))) => {
            without_measures(line) == without_measures(other) && matches(rest, others)
        }
        (None, None) => true,
        _ => false,
    }
}

/// Returns a line without times and sizes of files, which differ between machines
/// and versions of libraries.
fn without_measures(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let is_number = |it: &str| {
        it.trim_start_matches('(').chars().all(|it| it.is_ascii_digit() || it == '.')
            && it.ends_with(|it: char| it.is_ascii_digit())
    };
    let is_unit =
        |it: Option<&&str>| it.is_some_and(|it| ["s,", "s", "kB)", "MB)", "bytes)"].contains(it));
    let kept = words
        .iter()
        .enumerate()
        .map(|(at, word)| if is_number(word) && is_unit(words.get(at + 1)) { "N" } else { word });
    kept.collect::<Vec<_>>().join(" ")
}

#[test]
fn outputs_are_compared_line_by_line() {
    let text = |output: &str| format!("```console\n$ lexideck explain nothing\n{output}\n```\n");
    let right = replay(&text(""));
    assert!(right.contains("$ lexideck explain nothing\nerror"), "{right}");
    assert_eq!(replay(&right), right);
    assert_eq!(replay(&text("something else")), right);
    assert_eq!(replay(&text("...")), text("..."));
    let marked = format!("{NOT_RUN}an example -->\n{}", text("something else"));
    assert_eq!(replay(&marked), marked);
    assert!(matches(&["in 0.01 s, fine", "(3 kB)"], &["in 12.50 s, fine", "(99.1 kB)"]));
    assert!(!matches(&["2 notes"], &["3 notes"]) && !matches(&["a", "..."], &["b"]));
}
