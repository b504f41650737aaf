//! Equal sources and an equal time give equal bytes.

use std::fs;

use crate::support::{Sandbox, lexideck, root};

fn build(sandbox: &Sandbox, zone: &str, package: &str) -> Vec<(String, Vec<u8>)> {
    let folder = sandbox.path().join("some/where");
    fs::create_dir_all(&folder).unwrap();
    let status = lexideck(&folder)
        .args(["build", root().join("decks").to_str().unwrap(), "-q", "--package", package])
        .env("TZ", zone)
        .env("LANG", if zone == "UTC" { "C" } else { "de_DE.UTF-8" })
        .status()
        .unwrap();
    assert!(status.success());
    let names = sandbox.files("some/where/out");
    let bytes = |it: &String| fs::read(folder.join("out").join(it)).unwrap();
    names.iter().map(|it| (it.clone(), bytes(it))).collect()
}

#[test]
fn folder_zone_and_language_do_not_matter() {
    for package in ["legacy", "latest"] {
        let (one, other) = (Sandbox::new(), Sandbox::new());
        let first = build(&one, "UTC", package);
        let second = build(&other, "Pacific/Auckland", package);
        assert!(first.len() >= 2);
        for (a, b) in first.iter().zip(&second) {
            assert_eq!(a.0, b.0);
            assert!(a.1 == b.1, "{} differs ({package})", a.0);
        }
    }
}
