//! Runs the program and reads its output.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The time of the builds in tests.
pub(crate) const EPOCH: &str = "1795305600";

/// Returns the project's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns whether the expected files are to be written.
pub(crate) fn updates() -> bool {
    std::env::var_os("LEXIDECK_UPDATE").is_some()
}

/// Compares `actual` with the file at `path`, or writes it there if updating.
pub(crate) fn assert_file(path: &Path, actual: &str) {
    if updates() {
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == actual,
        "{} is not what it should be; LEXIDECK_UPDATE=1 writes it anew\n--- there\n{expected}\n--- now\n{actual}",
        path.display()
    );
}

/// Returns a ledger with the checksums of its lines as a build would write them.
pub(crate) fn sealed(ledger: &str) -> String {
    let line = |line: &str| match line.rsplit_once('.') {
        Some((content, _)) if line.contains('\t') && !line.starts_with("lexideck-ledger") => {
            format!("{content}.{:08x}\n", crc32fast::hash(content.as_bytes()))
        }
        _ => format!("{line}\n"),
    };
    ledger.lines().map(line).collect()
}

/// Returns a command for the program, in `folder`, with a fixed time and without colours.
pub(crate) fn lexideck(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lexideck"));
    command.current_dir(folder).env("SOURCE_DATE_EPOCH", EPOCH).env("NO_COLOR", "1");
    command
}

/// The result of a run.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn from_output(output: Output) -> Run {
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Returns the document on standard output.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// Returns the codes of the document's diagnostics.
    pub(crate) fn codes(&self) -> Vec<String> {
        let document = self.json();
        let all = document["diagnostics"].as_array().unwrap().clone();
        all.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
    }
}

/// A temporary folder for one test, with its decks.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Sandbox {
        Sandbox { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and creates its folders.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Runs the program in the sandbox.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::from_output(lexideck(self.path()).args(arguments).output().unwrap())
    }

    /// Runs the program in the sandbox with standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = lexideck(self.path());
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::from_output(child.wait_with_output().unwrap())
    }

    /// Builds and asserts that there is no problem.
    pub(crate) fn build(&self, arguments: &[&str]) -> Run {
        let run = self.run(&[&["build"], arguments].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run
    }

    /// Returns the rows of the table of cards of deck `id`, by column.
    pub(crate) fn table(&self, id: &str) -> Vec<BTreeMap<String, String>> {
        read_table(&self.path().join(format!("out/{id}.csv")))
    }

    /// Returns the names of the files in a folder, sorted.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let Ok(items) = fs::read_dir(self.path().join(folder)) else { return Vec::new() };
        let mut names: Vec<String> =
            items.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Returns the rows of a table of cards, by column.
pub(crate) fn read_table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Result<Vec<_>, _> = reader.deserialize().collect();
    rows.unwrap()
}

/// Returns a deck with these entries.
pub(crate) fn deck(entries: &str) -> String {
    format!("deck:\n  id: test\n  name: Test\nentries:\n{entries}")
}

/// Runs a Python script of tests/tools with the Python of a tool that tests/tools/setup.sh
/// installs.
pub(crate) fn python(tool: &str, script: &str, arguments: &[&Path]) -> Value {
    let mut command = Command::new(tool_folder(tool).join("bin/python"));
    command.arg(root().join("tests/tools").join(script)).args(arguments);
    json_of(command)
}

/// Returns what a program prints as JSON.
pub(crate) fn json_of(mut command: Command) -> Value {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{command:?}: {error}\n{}", String::from_utf8_lossy(&output.stderr))
    })
}

/// Returns the path of a tool that tests/tools/setup.sh installs.
pub(crate) fn tool_folder(tool: &str) -> PathBuf {
    let folder = tools().join(tool);
    assert!(
        folder.join(".ready").exists(),
        "{tool} is not installed: run tests/tools/setup.sh {tool}, or ./test, which does"
    );
    folder
}

/// Returns the folder into which tests/tools/setup.sh installs.
fn tools() -> PathBuf {
    let set = |name| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    set("LEXIDECK_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(|it| it.join("lexideck-tools")))
        .or_else(|| set("HOME").map(|it| it.join(".cache/lexideck-tools")))
        .unwrap()
}

/// Returns the members of a package in the order of the archive: name and bytes.
pub(crate) fn members(package: &Path) -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(package).unwrap();
    let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
    let mut entries = archive.entries();
    let mut found = Vec::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        let name = entry.file_path().try_normalize().unwrap().as_ref().to_owned();
        let local = archive.get_entry(entry.wayfinder()).unwrap();
        let mut content = Vec::new();
        if entry.compression_method() == rawzip::CompressionMethod::DEFLATE {
            let inflated = flate2::bufread::DeflateDecoder::new(local.data());
            local.verifying_reader(inflated).read_to_end(&mut content).unwrap();
        } else {
            local.verifying_reader(local.data()).read_to_end(&mut content).unwrap();
        }
        found.push((name, content));
    }
    found
}
