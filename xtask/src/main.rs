//! The project's tasks: `cargo xtask <command>`.
//!
//! Standard output carries what a command was asked for; what it does on the way goes to standard error.
#![forbid(unsafe_code)]

mod assess;
mod bench;
mod build;
mod dependencies;
mod import;
mod process;
mod rules;
mod runbook;
mod serve;
mod setup;
mod size;
mod split;
mod test;

use pico_args::Arguments;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

struct Command {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(Arguments) -> Result<ExitCode>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        usage: "serve [--port N] [--no-open]",
        about: "builds the planner, opens it in a browser and builds it again after every change",
        run: serve::run,
    },
    Command { name: "build", usage: "build", about: "builds the planner into dist/", run: build::run },
    Command { name: "test", usage: "test", about: "runs every check", run: test::run },
    Command {
        name: "size",
        usage: "size [--json]",
        about: "what the first visit loads, against the budget",
        run: size::run,
    },
    Command {
        name: "bench",
        usage: "bench [--json]",
        about: "how fast the page and the judgement are, against the bars",
        run: bench::run,
    },
    Command { name: "split", usage: "split", about: "cuts the WebAssembly in two; Trunk calls it", run: split::run },
    Command {
        name: "rules",
        usage: "rules [--json]",
        about: "the catalogue: every rule, with its severities, bases and source",
        run: rules::run,
    },
    Command {
        name: "assess",
        usage: "assess DRAFT.json --today DATE [--json]",
        about: "the planner's judgement of a draft, as of that day",
        run: assess::run,
    },
    Command {
        name: "runbook",
        usage: "runbook DRAFT.json --today DATE [--json]",
        about: "what is to be done and found out about a draft, as of that day",
        run: runbook::run,
    },
    Command {
        name: "import",
        usage: "import FILE [--json]",
        about: "what the planner understands of a draft, an export or a table, entry by entry",
        run: import::run,
    },
];

/// Why a command ended early.
enum Error {
    /// The command line is not understood.
    Usage(String),
    /// Something did not work; the text says what, and what to do about it.
    Failed(String),
}

type Result<T> = std::result::Result<T, Error>;

/// For `map_err(failed("what was tried"))`.
fn failed<E: std::fmt::Display>(what: impl std::fmt::Display) -> impl FnOnce(E) -> Error {
    move |error| Error::Failed(format!("{what}: {error}"))
}

impl From<pico_args::Error> for Error {
    fn from(error: pico_args::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

/// Prints what was asked for. Whoever reads it may stop before the end.
fn print(text: impl std::fmt::Display) -> Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map_err(failed("cannot print")),
    }
}

/// To be called when a command has taken its arguments: whatever is left was not understood.
fn finish(args: Arguments) -> Result<()> {
    match args.finish().as_slice() {
        [] => Ok(()),
        [first, ..] => Err(Error::Usage(format!("unexpected argument {}", first.display()))),
    }
}

fn main() -> ExitCode {
    let mut args = Arguments::from_env();
    if args.contains(["-h", "--help"]) {
        println!("{}", help());
        return ExitCode::SUCCESS;
    }
    match dispatch(args) {
        Ok(code) => code,
        Err(Error::Usage(message)) => {
            eprintln!("error: {message}\n\n{}", help());
            ExitCode::from(2)
        }
        Err(Error::Failed(message)) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut args: Arguments) -> Result<ExitCode> {
    let name = args.subcommand()?.ok_or_else(|| Error::Usage("no command given".into()))?;
    let command = COMMANDS
        .iter()
        .find(|command| command.name == name)
        .ok_or_else(|| Error::Usage(format!("no command {name}")))?;
    (command.run)(args)
}

fn help() -> String {
    let rows = COMMANDS.iter().map(|command| format!("  {:<41}{}", command.usage, command.about));
    std::iter::once("Usage: cargo xtask <command>\n".into()).chain(rows).collect::<Vec<_>>().join("\n")
}
