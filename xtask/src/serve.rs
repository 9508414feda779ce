//! `cargo xtask serve`: the planner in a browser, built again after every change.

use crate::{Error, Result, build, finish, process};
use pico_args::Arguments;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitCode};

pub fn run(mut args: Arguments) -> Result<ExitCode> {
    let port: Option<u16> = args.opt_value_from_str("--port")?;
    let no_open = args.contains("--no-open");
    finish(args)?;
    let port = free_port(port)?;

    let mut trunk = build::trunk()?;
    // A folder of its own, so that the checks on dist/ never meet a half-built page.
    trunk.args(["serve", "--dist", "target/serve", "--port", &port.to_string()]);
    if !no_open {
        trunk.arg("--open");
    }
    eprintln!("The planner will be at http://127.0.0.1:{port}/ - reload the page after a change, end with Ctrl+C");
    become_program(&mut trunk)
}

/// The port that is asked for, else the first from 8080 on that nobody uses.
fn free_port(wanted: Option<u16>) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let mut ports = wanted.map_or(8080..=8099, |port| port..=port);
    ports.find(is_free).ok_or_else(|| {
        let ports = wanted.map_or("8080 to 8099".into(), |port| port.to_string());
        Error::Failed(format!("port {ports} is in use: name another with --port"))
    })
}

/// Trunk takes this process's place, so that whoever ends it leaves nothing behind.
#[cfg(unix)]
fn become_program(trunk: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let error = trunk.exec();
    Err(crate::failed(process::describe(trunk))(error))
}

#[cfg(not(unix))]
fn become_program(trunk: &mut Command) -> Result<ExitCode> {
    process::run(trunk)?;
    Ok(ExitCode::SUCCESS)
}
