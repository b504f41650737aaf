//! The layers of ARCHITECTURE.md: modules name lower layers only, files do not name each other, and
//! no file is long.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Item, UseTree};

use crate::support::{assert_file, root};

/// From the bottom to the top; modules of one layer do not name each other.
const LAYERS: [&[&str]; 12] = [
    &["diag", "model"],
    &["ledger", "source"],
    &["check", "sheets"],
    &["anki", "import"],
    &["export"],
    &["package"],
    &["forecast"],
    &["adopt"],
    &["pipeline"],
    &["deck"],
    &["disk"],
    &["cli"],
];

/// A path of names: of a module, or of something in it.
type Names = Vec<String>;

/// The code of a module without its tests.
struct Module {
    /// What it names, as paths from the root of the crate.
    named: BTreeSet<Names>,
    /// What it has under another path: `pub use` by name.
    reexports: BTreeMap<String, Names>,
}

/// Collects the Rust files below a folder.
fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

fn library_files() -> Vec<PathBuf> {
    let (source, mut files) = (root().join("src"), Vec::new());
    rust_files(&source, &mut files);
    files.retain(|it| !it.ends_with("main.rs"));
    files.sort();
    assert!(files.len() > 200, "the test found too few sources");
    files
}

/// Returns the path of the module that is a file.
fn module_path(file: &Path) -> Names {
    let inside = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let mut names: Names = inside.iter().map(|it| it.to_str().unwrap().to_owned()).collect();
    if names.last().is_some_and(|it| it == "mod" || it == "lib") {
        names.pop();
    }
    names
}

fn is_of_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|it| {
        it.path().is_ident("cfg")
            && it.parse_args::<syn::Path>().is_ok_and(|it| it.is_ident("test"))
    })
}

/// Finds the paths that the code of a module names.
struct Finder {
    own: Names,
    named: BTreeSet<Names>,
    reexports: BTreeMap<String, Names>,
}

impl Finder {
    /// Returns a path from the root of the crate, if `path` leads into the crate.
    fn absolute(&self, path: &[String]) -> Option<Names> {
        let (first, rest) = path.split_first()?;
        let mut absolute = match first.as_str() {
            "crate" => Names::new(),
            "self" => self.own.clone(),
            "super" => self.own.split_last()?.1.to_vec(),
            _ => {
                let mut own = self.own.clone();
                own.push(first.clone());
                own
            }
        };
        absolute.extend(rest.iter().cloned());
        Some(absolute)
    }

    fn add_use(&mut self, tree: &UseTree, mut before: Names, is_public: bool) {
        let (name, original) = match tree {
            UseTree::Path(it) => {
                before.push(it.ident.to_string());
                return self.add_use(&it.tree, before, is_public);
            }
            UseTree::Group(it) => {
                it.items.iter().for_each(|it| self.add_use(it, before.clone(), is_public));
                return;
            }
            UseTree::Name(it) => (it.ident.to_string(), it.ident.to_string()),
            UseTree::Rename(it) => (it.rename.to_string(), it.ident.to_string()),
            UseTree::Glob(_) => ("*".to_owned(), "*".to_owned()),
        };
        if original != "self" && original != "*" {
            before.push(original);
        }
        let Some(path) = self.absolute(&before) else { return };
        if is_public {
            self.reexports.insert(name, path);
        } else {
            self.named.insert(path);
        }
    }
}

impl Visit<'_> for Finder {
    fn visit_item(&mut self, item: &Item) {
        let attributes = match item {
            Item::Mod(it) => &it.attrs,
            Item::Use(it) => &it.attrs,
            Item::Fn(it) => &it.attrs,
            Item::Impl(it) => &it.attrs,
            _ => return visit::visit_item(self, item),
        };
        if is_of_tests(attributes) {
            return;
        }
        match item {
            Item::Use(it) => {
                let is_public = !matches!(it.vis, syn::Visibility::Inherited);
                self.add_use(&it.tree, Names::new(), is_public);
            }
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let names: Names = path.segments.iter().map(|it| it.ident.to_string()).collect();
        if names.len() > 1 {
            self.named.extend(self.absolute(&names));
        }
        visit::visit_path(self, path);
    }
}

fn modules() -> BTreeMap<Names, Module> {
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        let own = module_path(&file);
        let (named, reexports) = (BTreeSet::new(), BTreeMap::new());
        let mut finder = Finder { own: own.clone(), named, reexports };
        finder.visit_file(&syn::parse_file(&text).unwrap());
        (own, Module { named: finder.named, reexports: finder.reexports })
    };
    let is_test = |it: &PathBuf| it.iter().any(|it| it == "tests") || it.ends_with("tests.rs");
    library_files().into_iter().filter(|it| !is_test(it)).map(read).collect()
}

/// Returns the module that a path leads to: the one that defines what it names.
fn resolve(modules: &BTreeMap<Names, Module>, path: &[String], steps: usize) -> Option<Names> {
    let end = (1..=path.len()).rev().find(|it| modules.contains_key(&path[..*it]))?;
    let (module, rest) = path.split_at(end);
    let elsewhere = rest.first().and_then(|it| modules[module].reexports.get(it));
    match elsewhere.filter(|_| steps > 0) {
        Some(other) => {
            let other: Names = other.iter().chain(&rest[1..]).cloned().collect();
            resolve(modules, &other, steps - 1).or_else(|| Some(module.to_vec()))
        }
        None => Some(module.to_vec()),
    }
}

/// Returns the modules that each module names, without its own ancestors: a part may name its whole.
fn edges(modules: &BTreeMap<Names, Module>) -> BTreeMap<Names, BTreeSet<Names>> {
    let of = |own: &Names, it: &Module| {
        let targets = it.named.iter().filter_map(|it| resolve(modules, it, 4));
        targets.filter(|it| !own.starts_with(it)).collect()
    };
    modules.iter().map(|(own, it)| (own.clone(), of(own, it))).collect()
}

/// Returns whether the names in `from`, and theirs in turn, lead to `to`.
fn leads_to(edges: &BTreeMap<Names, BTreeSet<Names>>, from: &Names, to: &Names) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(it) = next.pop() {
        if it == to {
            return true;
        }
        if seen.insert(it) {
            next.extend(&edges[it]);
        }
    }
    false
}

#[test]
fn no_two_files_name_each_other_except_a_module_and_its_parts() {
    let modules = modules();
    let edges = edges(&modules);
    assert!(edges.values().map(BTreeSet::len).sum::<usize>() > 500, "the test found too few names");
    let circles: Vec<String> = edges
        .iter()
        .flat_map(|(own, named)| named.iter().map(move |it| (own, it)))
        .filter(|(own, named)| leads_to(&edges, named, own))
        .map(|(own, named)| format!("{} -> {}", own.join("::"), named.join("::")))
        .collect();
    assert!(circles.is_empty(), "circles among these:\n{}", circles.join("\n"));
}

fn layer(module: &str) -> usize {
    let found = LAYERS.iter().position(|it| it.contains(&module));
    found.unwrap_or_else(|| panic!("`{module}` has no layer"))
}

/// Returns the modules that each module directly below `src` names.
fn names_of_layers() -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (own, it) in modules() {
        let is_folder = |it: &&String| root().join("src").join(it).is_dir();
        let Some(first) = own.first().filter(is_folder) else { continue };
        let names = all.entry(first.clone()).or_default();
        let other = |it: &Names| it.first().cloned();
        let targets = it.named.iter().chain(it.reexports.values()).filter_map(other);
        names.extend(targets.filter(|it| it != first && is_folder(&it)));
    }
    all
}

#[test]
fn a_module_names_only_lower_layers() {
    let all = names_of_layers();
    assert_eq!(all.len(), LAYERS.iter().map(|it| it.len()).sum::<usize>());
    for (module, names) in all {
        for name in names {
            assert!(layer(&name) < layer(&module), "{module} names {name}, which is not below it");
        }
    }
}

#[test]
fn the_map_of_modules_is_that_of_the_code() {
    let path = root().join("ARCHITECTURE.md");
    let all = names_of_layers();
    let mut seen = Vec::new();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let module = cells.get(2).and_then(|it| it.strip_prefix("`src/")?.strip_suffix("/`"));
        let Some(module) = module.filter(|it| all.contains_key(*it)) else {
            return line.to_owned();
        };
        seen.push(module.to_owned());
        let names: Vec<&str> = all[module].iter().map(String::as_str).collect();
        let (layer, names) = (layer(module) + 1, names.join(", "));
        let end = if names.is_empty() { "|".to_owned() } else { format!("| {names} |") };
        format!("| {layer} | {} | {} {end}", cells[2], cells[3])
    };
    let text = fs::read_to_string(&path).unwrap();
    let actual: Vec<String> = text.lines().map(row).collect();
    assert_file(&path, &(actual.join("\n") + "\n"));
    let expected: Vec<&str> = LAYERS.iter().copied().flatten().copied().collect();
    assert_eq!(seen, expected, "the modules of the map");
}

#[test]
fn only_disk_and_command_line_know_disk_clock_environment_and_terminal() {
    const PROCESS: [&str; 5] =
        ["std::env", "std::time", "std::process", "io::stdout", "io::stderr"];
    const DISK: [&str; 4] = ["std::fs", ".canonicalize(", ".is_file(", ".is_dir("];
    let source = root().join("src");
    let is_test = |it: &Path| it.iter().any(|it| it == "tests");
    for path in library_files().iter().filter(|it| !it.starts_with(source.join("cli"))) {
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let is_disk = path.starts_with(source.join("disk"));
        let unknown = PROCESS.iter().chain(DISK.iter().filter(|_| !is_disk));
        for known in unknown.filter(|_| !is_test(path)) {
            assert!(!code.contains(known), "{} knows {known}", path.display());
        }
    }
}

#[test]
fn only_named_modules_know_the_libraries_that_come_in_through_them() {
    let source = root().join("src");
    for (library, homes) in [
        ("granit_parser", ["source/yaml.rs", "source/rules/yaml_syntax.rs"].as_slice()),
        ("annotate_snippets", &["cli/report/drawing.rs"]),
        ("rawzip", &["export/apkg/archive.rs", "package/archive.rs"]),
        ("pulldown_cmark", &["export/markdown.rs"]),
        ("calamine", &["import/book/workbook.rs"]),
        ("arcstr", &["model/str.rs"]),
        ("blake3", &["anki/media.rs", "ledger/hash.rs"]),
        ("toml::", &["cli/config/file.rs"]),
        ("any_ascii", &["check/slug.rs"]),
        ("signal_hook", &["cli/interrupt.rs"]),
    ] {
        for path in &library_files() {
            let inside = path.strip_prefix(&source).unwrap().to_str().unwrap();
            let text = fs::read_to_string(path).unwrap();
            assert!(!text.contains(library) || homes.contains(&inside), "{inside} knows {library}");
        }
    }
}

#[test]
fn no_file_has_more_than_400_lines() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        rust_files(&root().join(folder), &mut files);
    }
    assert!(files.len() > 300, "the test found only {} files", files.len());
    for path in files {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines: divide it", path.display());
    }
}
