//! The boundaries of the house, read from its files: what stands where, and what stands nowhere.

#[path = "support/words.rs"]
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use words::words;

/// Parts of `src` that know the browser.
const BROWSER_SIDE: [&str; 3] = ["src/browser/", "src/ui/", "src/main.rs"];

// The core, the page and the browser

#[test]
fn only_the_page_and_its_adapters_know_the_browser() {
    let crates = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo"];
    nowhere(&crates, |path| in_src(path) && !BROWSER_SIDE.iter().any(|part| path.starts_with(part)));
}

#[test]
fn only_one_file_touches_local_storage_and_nothing_of_others_in_it() {
    let storage = ["gloo_storage", "local_storage(", "session_storage(", "LocalStorage::", "set_item(", "indexed_db"];
    nowhere(&storage, |path| in_src(path) && path != "src/browser/storage.rs");
    // The origin is shared with others.
    nowhere(&["clear(", "delete_all"], |path| path == "src/browser/storage.rs");
}

#[test]
fn only_the_adapters_reach_the_network_the_clock_and_chance() {
    let outside =
        ["fetch_with", "XmlHttpRequest", "WebSocket", "EventSource", "send_beacon", "set_timeout", "set_interval"];
    let clock_and_chance = ["js_sys::Date", "Date::now", "Date::new_0", "Math::random", "Performance"];
    for words in [&outside[..], &clock_and_chance] {
        nowhere(words, |path| in_src(path) && !path.starts_with("src/browser/"));
    }
    nowhere(&["SystemTime", "Instant", "OffsetDateTime::now", "now_utc", "now_local"], in_src);
}

#[test]
fn nothing_becomes_markup_or_code() {
    let sinks = [
        "inner_html",
        "outer_html",
        "innerHTML",
        "outerHTML",
        "adjacent_html",
        "insertAdjacent",
        "document.write",
        "srcdoc",
        "DomParser",
        "DOMParser",
        "contextual_fragment",
        "eval(",
        "Function(",
        "set_onclick",
        "javascript:",
    ];
    nowhere(&sinks, in_src);
}

#[test]
fn nothing_is_unsafe() {
    for root in ["src/lib.rs", "src/main.rs", "xtask/src/main.rs"] {
        assert!(text(root).contains("\n#![forbid(unsafe_code)]\n"), "{root}");
    }
    nowhere(&["unsafe "], |path| is_of(path, &["rs"]));
}

#[test]
fn knowledge_flows_one_way() {
    // Each knows those before it, and not those behind.
    let floors = ["assessment", "rules", "readiness", "words", "runbook", "draft", "app", "browser", "ui"];
    let may_not: BTreeMap<&str, Vec<&str>> = floors
        .iter()
        .enumerate()
        .map(|(at, floor)| (*floor, floors[at + 1..].to_vec()))
        // Tables that administrators have are read without judging them.
        .chain([("import", vec!["rules", "readiness", "words", "draft", "app", "browser", "ui"])])
        // Files for other programs are of text alone.
        .chain([("export", floors.to_vec())])
        .collect();
    for (floor, above) in may_not {
        let uses: Vec<String> = above.iter().map(|above| format!("crate::{above}::")).collect();
        let uses: Vec<&str> = uses.iter().map(String::as_str).collect();
        nowhere(&uses, |path| path.starts_with(&format!("src/{floor}/")) || path == format!("src/{floor}.rs"));
    }
}

// Words

#[test]
fn every_word_is_used_and_every_used_word_is_there() {
    let words = words();
    let keys: BTreeSet<&str> = words.templates().map(|(key, _)| key).collect();
    let groups: BTreeSet<&str> = keys.iter().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    let mut patterns = BTreeSet::new();
    for (path, code) in files(in_src) {
        for literal in literals(&code) {
            let in_group = literal.split_once('.').is_some_and(|(group, _)| groups.contains(group));
            // A file's name may look like a key.
            let is_key = in_group && !is_of(&literal, &["json"]) && !literal.contains([' ', '/']);
            if is_key || keys.contains(literal.as_str()) {
                patterns.insert((literal, path.clone()));
            }
        }
    }
    let mut faults = Vec::new();
    for (pattern, path) in &patterns {
        if !keys.iter().any(|key| fits(pattern, key)) {
            faults.push(format!("{path} asks for {pattern}, and there are no such words"));
        }
    }
    // The page's shell has its words in `index.html`.
    for key in keys.iter().filter(|key| !key.starts_with("shell.")) {
        if !patterns.iter().any(|(pattern, _)| fits(pattern, key)) {
            faults.push(format!("{key} is never said"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_shell_says_what_the_words_say() {
    let words: Value = serde_json::from_str(&text("public/words/en.json")).expect("JSON");
    let product = words["ui"]["product"].as_str().expect("the product's name");
    let shell: BTreeSet<&str> =
        words["shell"].as_object().expect("words").values().map(|text| text.as_str().expect("text")).collect();
    let page = text("index.html");
    let mut said = BTreeSet::new();
    for (at, part) in page.split('<').enumerate().skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or_else(|| panic!("tag {at} has no end"));
        let described =
            tag.strip_prefix("meta name=\"description\" content=\"").and_then(|rest| rest.strip_suffix('"'));
        said.extend([text.trim(), described.unwrap_or_default()]);
    }
    said.remove("");
    said.remove(product);
    assert_eq!(said, shell);
}

// What is handed out

#[test]
fn the_policy_is_strict_and_the_same_everywhere() {
    let page = text("index.html");
    let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).expect("a policy");
    let policy = policy.split('"').next().expect("its text");
    let directives: Vec<&str> = policy.split("; ").collect();
    for directive in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(directives.contains(&directive), "{directive}");
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains("http"),
        "{policy}"
    );
    let hosts = files(|path| path.starts_with("public/hosting/"));
    assert!(hosts.len() >= 3);
    for (path, settings) in hosts {
        // As a header it can also forbid framing, which a page cannot say of itself.
        let header = format!("{policy}; frame-ancestors 'none'");
        assert!(settings.contains(&header), "{path} has another policy");
        assert!(settings.contains("nosniff") && settings.contains("no-referrer"), "{path}");
    }
}

#[test]
fn nothing_stands_inline_in_the_page() {
    let page = text("index.html");
    for tag in page.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default()) {
        let inline = tag.starts_with("style") || (tag.starts_with("script") && !tag.contains(" src="));
        let attributes = [" style=", " onload=", " onclick=", " onerror=", "javascript:", "http://", "https://"];
        assert!(!inline && !attributes.iter().any(|attribute| tag.contains(attribute)), "<{tag}>");
    }
}

// The repository

#[test]
fn nothing_names_a_machine_a_registry_or_a_person() {
    let mut faults = Vec::new();
    for (path, text) in files(|path| path != "Cargo.lock" && !path.starts_with("LICENSE")) {
        // Written apart, so that this file does not name them either.
        let names = ["/ro ot/", "/wo rk/", "/ho me/", "crates .io", "registry.npm js", "npm js.org", "C:\\Us ers"];
        for name in names.map(|name| name.replace(' ', "")) {
            if text.contains(&name) {
                faults.push(format!("{path} names {name}"));
            }
        }
        faults.extend(addresses(&text).into_iter().map(|address| format!("{path} names {address}")));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn locked_packages_come_from_where_packages_come_from() {
    let sources: BTreeSet<String> =
        text("Cargo.lock").lines().filter_map(|line| line.strip_prefix("source = ")).map(str::to_owned).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(
        !text("tests/browser/package-lock.json").contains("\"resolved\""),
        "addresses are kept out of the lock file"
    );
}

/// E-mail addresses at hosts that may exist.
fn addresses(text: &str) -> Vec<&str> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
    let words = text.split(|c| !part(c)).filter_map(|word| {
        let word = word.trim_matches(['.', '-']);
        let (person, host) = word.split_once('@')?;
        let top = host.rsplit('.').next()?;
        let is_host = host.contains('.') && top.len() > 1 && top.chars().all(char::is_alphabetic);
        (!person.is_empty() && is_host && top != "example").then_some(word)
    });
    words.collect()
}

// Files

fn in_src(path: &str) -> bool {
    path.starts_with("src/")
}

/// None of these words stands in the code of these files.
#[track_caller]
fn nowhere(words: &[&str], of: impl Fn(&str) -> bool) {
    let mut looked_at = 0;
    let mut faults = Vec::new();
    for (path, code) in files(of) {
        looked_at += 1;
        // Its own words would be found here.
        if path == "tests/architecture.rs" {
            continue;
        }
        for (line, number) in code.lines().zip(1..) {
            if let Some(word) = words.iter().find(|word| has_word(line, word)) {
                faults.push(format!("{path}:{number}: {word}"));
            }
        }
    }
    assert!(looked_at > 0, "no such file");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Whether a word stands in a line, not as the end of another.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || before == '_')
    })
}

/// The files of the repository and their text; code without its comments.
fn files(of: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a folder") {
            let entry = entry.expect("a readable folder");
            let name = entry.file_name().into_string().expect("a name in Unicode");
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let ours = !["target", "dist", "node_modules", ".git"].contains(&name.as_str());
            if entry.file_type().expect("a type").is_dir() {
                open.extend(ours.then_some(path));
            } else if ours && of(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    let text = |path: String| {
        let bytes = fs::read(root().join(&path)).expect("a file");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let is_code = is_of(&path, &["rs", "js", "mjs"]);
        let code = if is_code { without_comments(&text) } else { text };
        (path, code)
    };
    found.into_iter().map(text).collect()
}

/// Whether the file is of one of these kinds.
fn is_of(path: &str, kinds: &[&str]) -> bool {
    Path::new(path).extension().is_some_and(|kind| kinds.iter().any(|own| kind == *own))
}

fn without_comments(code: &str) -> String {
    let lines = code.lines().map(|line| {
        let begins = line.find("//").filter(|at| line[..*at].trim().is_empty() || line[..*at].ends_with(' '));
        &line[..begins.unwrap_or(line.len())]
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands between quotation marks.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find('"') {
        // A quotation mark as a letter, and those in a text of its own kind, begin no text.
        let is_letter = rest[..at].ends_with(['\'', '\\']);
        rest = &rest[at + 1..];
        if is_letter {
            continue;
        }
        let mut end = 0;
        while let Some(next) = rest[end..].find(['"', '\\']) {
            end += next;
            if rest[end..].starts_with('"') {
                break;
            }
            end += 2;
        }
        found.push(rest[..end].to_owned());
        rest = &rest[(end + 1).min(rest.len())..];
    }
    found
}

/// Whether a key is one of those that a pattern such as `questions.{}.label` can give.
fn fits(pattern: &str, key: &str) -> bool {
    let (mut pattern, mut key) = (pattern.split('.'), key.split('.'));
    loop {
        match (pattern.next(), key.next()) {
            (None, None) => return true,
            (Some(pattern), Some(key)) => {
                let fits = match (pattern.find('{'), pattern.rfind('}')) {
                    (Some(start), Some(end)) => {
                        key.len() > start + pattern.len() - end - 1
                            && key.starts_with(&pattern[..start])
                            && key.ends_with(&pattern[end + 1..])
                    }
                    _ => pattern == key,
                };
                if !fits {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
