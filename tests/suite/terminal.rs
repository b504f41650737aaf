//! What reaches the terminal: colours where they are wanted, and nothing that steers it.

use crate::support::{Run, Sandbox, deck, lexideck};

const BROKEN: &str = "  - headword: cue\n    levle: B1\n    senses: [{definition: a signal}]\n";

#[test]
fn color_is_for_terminals_unless_it_is_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(BROKEN));
    let coloured = |arguments: &[&str], set: &[(&str, &str)]| {
        let mut command = lexideck(sandbox.path());
        command.env_remove("NO_COLOR").args(arguments).envs(set.iter().copied());
        let run = Run::from_output(command.output().unwrap());
        run.stderr.contains('\u{1B}')
    };
    let check = ["check", "test.yaml"];
    assert!(!coloured(&check, &[]));
    assert!(coloured(&check, &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&check, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(
        &["check", "test.yaml", "--color", "always"],
        &[("NO_COLOR", "1"), ("TERM", "dumb")]
    ));
    assert!(coloured(&["--color=always", "check", "test.yaml"], &[]));
    assert!(!coloured(&["check", "test.yaml", "--color=never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(coloured(&["--color", "always", "biuld"], &[]));
    assert!(!coloured(&["--color", "never", "biuld"], &[("CLICOLOR_FORCE", "1")]));
}

/// Asserts that the output contains no control characters except line breaks and tabs, and none that
/// override the writing direction.
fn assert_tame(run: &Run, what: &str) {
    for text in [&run.stdout, &run.stderr] {
        let bad = text.chars().find(|it| {
            (it.is_control() && !matches!(it, '\n' | '\t'))
                || matches!(it, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        });
        assert!(bad.is_none(), "{what}: {bad:?} in {text}");
    }
}

#[test]
fn nothing_steers_the_terminal() {
    let sandbox = Sandbox::new();
    let evil = "\u{9B}31mx\u{202E}y\u{85}";
    let good =
        format!("  - headword: \"{evil}\"\n    senses: [{{definition: \"a {evil} signal\"}}]\n");
    let broken = format!(
        "  - headword: \"{evil}\"\n    \"k{evil}\": 1\n    level: \"{evil}\"\n    senses: [{{definition: a}}]\n"
    );
    #[cfg(unix)]
    let name = format!("d{evil}\u{1B}[2J.yaml");
    #[cfg(not(unix))]
    let name = "d.yaml".to_owned();
    let path = name.as_str();
    for (what, source) in [("good", good.as_str()), ("broken", &broken)] {
        sandbox.write(path, deck(source));
        for form in ["human", "json", "github", "sarif"] {
            assert_tame(&sandbox.run(&["check", path, "--message-format", form]), what);
            assert_tame(&sandbox.run(&["build", path, "--message-format", form]), what);
        }
        assert_tame(&sandbox.run(&["plan", path]), what);
        assert_tame(&sandbox.run(&["plan", path, "--json"]), what);
        assert_tame(&sandbox.run(&["plan", path, "--markdown"]), what);
    }
    for arguments in [
        ["check", "no\u{9B}\u{1B}[2Jwhere"],
        ["explain", "\u{9B}2J"],
        ["build", "--to=\u{9B}\u{202E}\u{1B}]0;x\u{7}"],
        ["new", evil],
        ["import", "\u{9B}2J"],
    ] {
        assert_tame(&sandbox.run(&arguments), arguments[0]);
    }
    let ledger = format!("lexideck ledger 1\n{evil}\n");
    sandbox.write(path, deck(&good));
    let lock = path.replace(".yaml", ".lock");
    sandbox.write(&lock, ledger);
    assert_tame(&sandbox.run(&["check", path]), "ledger");
}
