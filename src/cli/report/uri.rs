//! URIs of files, relative to the working directory.

use std::path::{Component, Path};

use crate::cli::environment::working_directory;
use crate::disk::STDIN;

/// Returns a file's path with `/` between its parts, relative to the working directory if it is in
/// there. Nothing for standard input.
pub(crate) fn path(name: &str) -> Option<String> {
    if name == STDIN {
        return None;
    }
    let folder = working_directory();
    let given = Path::new(name);
    let path = folder.as_deref().and_then(|it| given.strip_prefix(it).ok()).unwrap_or(given);
    Some(joined(path))
}

/// Returns a file's name as the URI reference of an artifact: relative, or of the scheme `file`.
pub(crate) fn uri(name: &str) -> String {
    let path = path(name).unwrap_or_else(|| name.to_owned());
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    } else if Path::new(name).is_absolute() {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            // A colon in the first part would end a scheme.
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn joined(path: &Path) -> String {
    let mut out = String::new();
    for part in path.components() {
        let text = match part {
            Component::CurDir => continue,
            Component::RootDir => {
                out.push('/');
                continue;
            }
            other => other.as_os_str().to_string_lossy(),
        };
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        out.push_str(&text.replace(std::path::MAIN_SEPARATOR, "/"));
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_with_slashes() {
        assert_eq!(path("./decks//film.yaml").as_deref(), Some("decks/film.yaml"));
        assert_eq!(path("../a.yaml").as_deref(), Some("../a.yaml"));
        assert_eq!(path("./").as_deref(), Some("."));
        assert_eq!(path("<stdin>"), None);
        let inside = working_directory().unwrap().join("a/b.yaml");
        assert_eq!(path(inside.to_str().unwrap()).as_deref(), Some("a/b.yaml"));
    }

    #[test]
    fn uris_escape_what_means_something_in_them() {
        assert_eq!(uri("decks/a b%é.yaml"), "decks/a%20b%25%C3%A9.yaml");
        assert_eq!(uri("a:b#c?.yaml"), "a%3Ab%23c%3F.yaml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }

    #[cfg(unix)]
    #[test]
    fn absolute_paths_outside_are_of_the_scheme_file() {
        assert_eq!(uri("/etc/a b"), "file:///etc/a%20b");
        assert_eq!(path("/etc/a").as_deref(), Some("/etc/a"));
    }
}
