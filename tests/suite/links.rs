//! Links between documents lead somewhere, and the book has every page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::console::{Piece, pieces};
use crate::support::root;

/// Returns the documents of the project, by path.
pub(crate) fn documents() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in ["", "docs", ".github", "peers", "tests/suite", "tests/tools", "tests/cards"] {
        for item in fs::read_dir(root().join(folder)).unwrap() {
            let path = item.unwrap().path();
            if path.extension().is_some_and(|it| it == "md") {
                let name = path.file_name().unwrap().to_str().unwrap();
                let name =
                    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// Returns the lines of a document that are not code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter_map(|it| match it {
        Piece::Line(line) => Some(line),
        Piece::Block(_) => None,
    })
}

/// Returns the targets of the links and pictures in a line.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|it| it.split(')').next())
}

/// Returns the anchors of a document's headings, as GitHub creates them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for line in prose(text).filter(|it| it.starts_with('#')) {
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
        let anchor: String = kept.map(|it| if it == ' ' { '-' } else { it }).collect();
        let mut number = 0;
        let mut numbered = anchor.clone();
        while !anchors.insert(numbered.clone()) {
            number += 1;
            numbered = format!("{anchor}-{number}");
        }
    }
    anchors
}

#[test]
fn every_link_leads_somewhere() {
    let documents = documents();
    let mut seen = 0;
    for (name, text) in &documents {
        let folder = Path::new(name).parent().unwrap();
        for target in prose(text).flat_map(targets) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            seen += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = if path.is_empty() { PathBuf::from(name) } else { folder.join(path) };
            let real = root().join(&path);
            assert!(real.exists(), "{name}: {target} is not there");
            if !anchor.is_empty() {
                let text = fs::read_to_string(real).unwrap();
                assert!(anchors(&text).contains(anchor), "{name}: {target} names no heading");
            }
        }
    }
    assert!(seen > 100, "only {seen} links were found");
}

#[test]
fn the_book_has_every_page_and_leads_nowhere_else() {
    let documents = documents();
    let summary = &documents["docs/SUMMARY.md"];
    let in_book: Vec<&str> = summary.lines().flat_map(targets).collect();
    let pages: BTreeSet<&str> = documents
        .keys()
        .filter_map(|it| it.strip_prefix("docs/"))
        .filter(|it| *it != "SUMMARY.md")
        .collect();
    assert_eq!(in_book.iter().copied().collect::<BTreeSet<_>>(), pages);
    assert_eq!(in_book.len(), pages.len(), "a page stands in the book twice");
    // A page of the book cannot link to what is not in it: the file would not be beside it.
    for (name, text) in documents.iter().filter(|it| it.0.starts_with("docs/")) {
        for target in prose(text).flat_map(targets) {
            assert!(!target.starts_with("../"), "{name}: {target} is outside of the book");
        }
    }
}
