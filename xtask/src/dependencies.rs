//! The crates that others wrote: whether their licences allow what we do, whether they are known to be vulnerable, and
//! the list of those that are in the page.

use crate::process::{cargo, find, output, path};
use crate::{Error, Result, failed};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Licences (SPDX) under which a crate may be used and passed on together with ours.
const ALLOWED: [&str; 10] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Fails on a crate whose licence is none of those allowed, be it in the page or in a tool or test.
pub fn licences() -> Result<()> {
    let metadata = metadata(&["--all-features"])?;
    let packages = list(&metadata["packages"]);
    let refused = packages.iter().filter(|package| !is_allowed(package["license"].as_str().unwrap_or_default()));
    let refused: Vec<String> = refused.map(|package| format!("{} ({})", id(package), package["license"])).collect();
    println!("{} crates, {} of a licence that is not allowed", packages.len(), refused.len());
    if refused.is_empty() { Ok(()) } else { Err(Error::Failed(format!("not allowed: {}", refused.join(", ")))) }
}

/// Fails on a crate that is known to be vulnerable. `None` where nobody can tell here: that needs cargo-audit, and the
/// `RustSec` database, which it fetches from GitHub.
pub fn vulnerabilities() -> Result<Option<()>> {
    if find("cargo-audit", &path()).is_none() {
        println!("There is no cargo-audit here: install it (cargo install cargo-audit) where GitHub can be reached.");
        return Ok(None);
    }
    // It ends with an error when it finds something as well as when it cannot look.
    let report = cargo().args(["audit", "--json"]).output().map_err(failed("cannot run cargo-audit"))?;
    let report: Value = serde_json::from_slice(&report.stdout).unwrap_or_default();
    let found = &report["vulnerabilities"];
    match found["count"].as_u64() {
        Some(0) => Ok(Some(())),
        Some(count) => {
            let ids = list(&found["list"]).iter().map(|one| &one["advisory"]["id"]);
            let ids = ids.filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
            Err(Error::Failed(format!("{count} vulnerabilities are known: {ids}")))
        }
        None => {
            println!("cargo-audit could not look: it fetches what is known from GitHub.");
            Ok(None)
        }
    }
}

/// Writes what is in the page, as a bill of materials in `CycloneDX`: the same page gives the same bytes.
pub fn write_bill(dist: &Path) -> Result<()> {
    let metadata = metadata(&["--features", "page", "--filter-platform", "wasm32-unknown-unknown"])?;
    let bill = bill(&metadata).ok_or_else(|| Error::Failed("cargo metadata names no such crate as ours".into()))?;
    fs::write(dist.join("bom.json"), format!("{bill:#}\n")).map_err(failed("cannot write the bill of materials"))
}

fn metadata(options: &[&str]) -> Result<Value> {
    let text = output(cargo().args(["metadata", "--locked", "--offline", "--format-version", "1"]).args(options));
    let text = text.ok_or_else(|| Error::Failed("cargo metadata does not work".into()))?;
    serde_json::from_str(&text).map_err(failed("cannot read what cargo metadata says"))
}

fn bill(metadata: &Value) -> Option<Value> {
    let packages =
        list(&metadata["packages"]).iter().map(|package| (package["id"].as_str().unwrap_or_default(), package));
    let packages: BTreeMap<&str, &Value> = packages.collect();
    let nodes = list(&metadata["resolve"]["nodes"]).iter().map(|node| (node["id"].as_str().unwrap_or_default(), node));
    let nodes: BTreeMap<&str, &Value> = nodes.collect();
    let (own, ours) = packages.iter().find(|(_, package)| package["name"] == "transition-planner")?;
    let (mut inside, mut open) = (BTreeSet::new(), vec![*own]);
    while let Some(next) = open.pop() {
        // What macros are made of writes code, and is not in it.
        let is_macro =
            list(&packages.get(next)?["targets"]).iter().any(|target| target["kind"] == json!(["proc-macro"]));
        if !is_macro && inside.insert(next) {
            let used = list(&nodes.get(next)?["deps"]).iter();
            let used = used.filter(|used| list(&used["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()));
            open.extend(used.filter_map(|used| used["pkg"].as_str()));
        }
    }
    // What has no source is a part of this project.
    let theirs = inside.iter().filter_map(|id| packages.get(id)).filter(|package| !package["source"].is_null());
    let mut theirs: Vec<&Value> = theirs.copied().collect();
    theirs.sort_by_key(|package| id(package));
    let component = |kind: &str, package: &Value| {
        json!({
            "type": kind,
            "name": package["name"],
            "version": package["version"],
            "licenses": [{ "expression": package["license"].as_str().unwrap_or_default().replace('/', " OR ") }],
            "purl": format!("pkg:cargo/{}", id(package)),
        })
    };
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component("application", ours) },
        "components": theirs.iter().map(|package| component("library", package)).collect::<Vec<_>>(),
    }))
}

/// A crate's name and version.
fn id(package: &Value) -> String {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    format!("{}@{}", text("name"), text("version"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether the licence expression can be met with allowed licences. Old ones part their choices by a slash.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let allowed = any_of(&mut words);
    allowed && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words<'_>) -> bool {
    let mut allowed = all_of(words);
    while words.next_if_eq(&"OR").is_some() {
        allowed |= all_of(words);
    }
    allowed
}

fn all_of(words: &mut Words<'_>) -> bool {
    let mut allowed = one(words);
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words);
    }
    allowed
}

fn one(words: &mut Words<'_>) -> bool {
    let Some(word) = words.next() else { return false };
    if word == "(" {
        return any_of(words) & (words.next() == Some(")"));
    }
    // An exception only allows more.
    if words.next_if_eq(&"WITH").is_some() {
        words.next();
    }
    ALLOWED.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{bill, is_allowed};
    use serde_json::json;

    #[test]
    fn a_licence_is_allowed_if_a_choice_of_it_is() {
        for allowed in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "Apache-2.0 WITH LLVM-exception",
            "(MIT OR GPL-3.0-only) AND Unicode-3.0",
            "GPL-3.0-only AND MIT OR Zlib",
        ] {
            assert!(is_allowed(allowed), "{allowed}");
        }
        for refused in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR Zlib", "MIT Zlib", "MIT AND", "OR", ")"] {
            assert!(!is_allowed(refused), "{refused}");
        }
    }

    #[test]
    fn the_bill_lists_what_is_in_the_page_and_nothing_else() {
        let package = |name: &str, kind: &str, source: Option<&str>| {
            json!({
                "id": name, "name": name, "version": "1.0.0", "license": "MIT/Zlib", "source": source,
                "targets": [{ "kind": [kind] }],
            })
        };
        let uses = |name: &str, kind: Option<&str>| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let node = |name: &str, deps: serde_json::Value| json!({ "id": name, "deps": deps });
        let metadata = json!({
            "packages": [
                package("transition-planner", "lib", None),
                package("stand-in", "lib", None),
                package("used-below", "lib", Some("registry")),
                package("used", "lib", Some("registry")),
                package("macro", "proc-macro", Some("registry")),
                package("macro-below", "lib", Some("registry")),
                package("tested-with", "lib", Some("registry")),
            ],
            "resolve": { "nodes": [
                node("transition-planner", json!([
                    uses("used", None), uses("macro", None), uses("tested-with", Some("dev")), uses("stand-in", None),
                ])),
                node("used", json!([uses("used-below", None)])),
                node("macro", json!([uses("macro-below", None)])),
                node("stand-in", json!([])),
                node("used-below", json!([])),
            ] },
        });
        let bill = bill(&metadata).expect("a bill");
        assert_eq!(bill["metadata"]["component"]["name"], "transition-planner");
        let names: Vec<_> = bill["components"].as_array().expect("a list").iter().map(|one| &one["purl"]).collect();
        assert_eq!(names, ["pkg:cargo/used-below@1.0.0", "pkg:cargo/used@1.0.0"]);
        assert_eq!(bill["components"][0]["licenses"][0]["expression"], "MIT OR Zlib");
    }
}
