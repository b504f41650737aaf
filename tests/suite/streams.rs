//! Outputs that cannot be written, signals, completions, and exit statuses in the help.

use std::process::Stdio;

use crate::support::{Sandbox, lexideck};

/// Everything that prints and does nothing else.
const PRINTING: [&[&str]; 9] = [
    &["schema"],
    &["man"],
    &["completions", "bash"],
    &["explain", "gap-not-found"],
    &["new", "cue"],
    &["--help"],
    &["help"],
    &["build", "--help"],
    &["--version"],
];

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_a_failure_that_is_said() {
    let sandbox = Sandbox::new();
    for arguments in PRINTING {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output =
            lexideck(sandbox.path()).args(arguments).stdout(Stdio::from(full)).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(said.starts_with("error: standard output: "), "{arguments:?}: {said}");
    }
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let sandbox = Sandbox::new();
    for arguments in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = lexideck(sandbox.path()).args(arguments).stdout(writer).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn each_signal_has_its_status_and_leaves_nothing_behind() {
    use crate::support::deck;
    use nix::sys::signal::Signal::{SIGHUP, SIGINT, SIGTERM};
    for (signal, status) in [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] {
        let sandbox = Sandbox::new();
        let entry = |number| {
            format!("  - headword: word{number}\n    senses: [{{definition: thing {number}}}]\n")
        };
        sandbox.write("test.yaml", deck(&(0..20_000).map(entry).collect::<String>()));
        let mut child = lexideck(sandbox.path())
            .args(["build", "test.yaml"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let begun = || sandbox.files("out").iter().any(|it| it.ends_with(".part"));
        while !begun() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let id = nix::unistd::Pid::from_raw(i32::try_from(child.id()).unwrap());
        nix::sys::signal::kill(id, signal).unwrap();
        let ended = child.wait().unwrap().code();
        // A system that does not say what is ignored leaves SIGHUP its usual effect.
        let is_known = signal != SIGHUP || std::path::Path::new("/proc/self/status").exists();
        if is_known {
            assert_eq!(ended, Some(status), "{signal}");
            assert_eq!(sandbox.files("out"), [""; 0], "{signal}");
        }
    }
}

#[test]
fn completions_know_the_words_that_options_take() {
    let script = Sandbox::new().run(&["completions", "bash"]).stdout;
    let after = |option: &str, from: &str| {
        let command = script.split(from).nth(1).unwrap();
        let words = command.split(option).nth(1).unwrap();
        words.split("compgen -W \"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let build = "lexideck__subcmd__build)\n";
    assert!(after("--cards)", build).contains("minimal light standard everything"));
    assert!(after("--to)", build).split(' ').any(|it| it == "moodle-glossary"));
    let explain = script.split("lexideck__subcmd__explain)\n").nth(1).unwrap();
    let words = explain.split("opts=\"").nth(1).unwrap().split('"').next().unwrap();
    for rule in lexideck::internal::check::rules::all() {
        assert!(words.split(' ').any(|it| it == rule.code), "{} in {words}", rule.code);
    }
}

#[test]
fn help_and_manual_name_the_exit_statuses() {
    let sandbox = Sandbox::new();
    let help = |arguments: &[&str]| sandbox.run(arguments).stdout;
    let all = help(&["--help"]);
    let statuses = all.split("Exit status:\n").nth(1).unwrap();
    let numbers: Vec<&str> =
        statuses.lines().map(|it| it.split_whitespace().next().unwrap()).collect();
    assert_eq!(numbers, ["0", "1", "2", "3", "4", "5", "129", "130", "143"]);
    let man = sandbox.run(&["man"]).stdout;
    assert!(man.contains(".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\ndone\n"), "{man}");
    let commands = all.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut count = 0;
    for line in commands.lines().filter(|it| it.starts_with("  ") && !it.starts_with("   ")) {
        let command = line.split_whitespace().next().unwrap();
        if command == "help" {
            continue;
        }
        count += 1;
        let text = help(&[command, "--help"]);
        assert!(text.contains("\nExamples:\n"), "{command}: {text}");
        assert!(text.contains("\nExit status:\n  0    done\n"), "{command}: {text}");
        assert!(text.contains("  143  "), "{command}");
    }
    assert!(count >= 11, "{commands}");
}
