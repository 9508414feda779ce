//! `cargo xtask size`: what the first visit loads, against the budget.

use crate::{Result, build, failed, finish};
use brotli::enc::BrotliEncoderParams;
use pico_args::Arguments;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Bytes of everything that is needed to answer the first question, compressed by brotli 11.
const BUDGET: usize = 200_000;

/// The words are asked for by the planner itself, so that no file names them.
const WORDS: &str = "words/en.json";

struct File {
    path: String,
    bytes: usize,
    brotli: usize,
}

pub fn run(mut args: Arguments) -> Result<ExitCode> {
    let as_json = args.contains("--json");
    finish(args)?;
    report(&build::dist()?, as_json)
}

/// Prints the first load of the planner in `dist`.
pub fn report(dist: &Path, as_json: bool) -> Result<ExitCode> {
    let measured =
        |paths: BTreeSet<String>| paths.into_iter().map(|path| measure(dist, path)).collect::<Result<Vec<_>>>();
    let (files, later) = (measured(first_load(dist)?)?, measured(later(dist)?)?);
    let total: usize = files.iter().map(|file| file.brotli).sum();
    let within = total <= BUDGET;
    if as_json {
        let rows = |files: &[File]| -> Vec<Value> {
            files.iter().map(|file| json!({ "path": file.path, "bytes": file.bytes, "brotli": file.brotli })).collect()
        };
        let (files, later) = (rows(&files), rows(&later));
        println!(
            "{}",
            json!({ "files": files, "total_brotli": total, "budget": BUDGET, "within": within, "later": later })
        );
    } else {
        println!("{:>9} {:>9}  first load", "bytes", "brotli");
        for file in &files {
            println!("{:>9} {:>9}  {}", file.bytes, file.brotli, file.path);
        }
        let bytes: usize = files.iter().map(|file| file.bytes).sum();
        println!("{bytes:>9} {total:>9}  of {BUDGET}\n\n{:>9} {:>9}  when needed", "bytes", "brotli");
        for file in &later {
            println!("{:>9} {:>9}  {}", file.bytes, file.brotli, file.path);
        }
    }
    if within {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("error: the first load is {} bytes over its budget", total - BUDGET);
    Ok(ExitCode::FAILURE)
}

/// The page, the words, and every file that the page, a style or a script names: icons too, and the
/// WebAssembly, which only a meta tag names.
fn first_load(dist: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut open = vec!["index.html".to_owned(), WORDS.to_owned()];
    while let Some(path) = open.pop() {
        let bytes = read(dist, &path)?;
        if [".html", ".css", ".js"].iter().any(|end| path.ends_with(end)) {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let text = String::from_utf8_lossy(&bytes);
            let named = names(&text).map(|name| join(folder, name));
            open.extend(named.filter(|name| dist.join(name).is_file() && !found.contains(name) && *name != path));
        }
        found.insert(path);
    }
    Ok(found)
}

/// What the page loads when it is needed: the second part of the program, and the words that it speaks.
fn later(dist: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for folder in ["", "words"] {
        let entries = dist.join(folder).read_dir().map_err(failed(format!("cannot read {}", dist.display())))?;
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let later =
            names.filter(|name| name.ends_with("_rest.wasm") || (folder == "words" && join(folder, name) != WORDS));
        found.extend(later.map(|name| join(folder, &name)));
    }
    Ok(found)
}

fn read(dist: &Path, path: &str) -> Result<Vec<u8>> {
    fs::read(dist.join(path)).map_err(failed(format!("cannot read {path} in {}", dist.display())))
}

/// Whatever may be a file's name in HTML (with or without quotes), CSS or JavaScript.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "\"'`<>()=,;".contains(c)).filter(|name| !name.is_empty())
}

fn join(folder: &str, name: &str) -> String {
    let name = name.trim_start_matches("./");
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn measure(dist: &Path, path: String) -> Result<File> {
    let bytes = read(dist, &path)?;
    let mut compressed = Vec::new();
    // Quality 11, window 22: what a server's own compressor takes for files that do not change.
    let params = BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut compressed, &params).map_err(failed("cannot compress"))?;
    Ok(File { path, bytes: bytes.len(), brotli: compressed.len() })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_stand_in_html_css_and_javascript() {
        let named = |text| names(text).filter(|name| name.contains('.')).collect::<Vec<_>>();
        assert_eq!(named("<link href=./a.css rel=icon><meta content='b.wasm'>"), ["./a.css", "b.wasm"]);
        assert_eq!(named("p{background:url(c.svg)}"), ["c.svg"]);
        assert_eq!(named("import { d } from \"./snippets/e.js\";"), ["./snippets/e.js"]);
    }
}
