//! A real browser as the judge of what cors-lint says.
//!
//! The promise is about browsers: a bucket without a finding lets every worker's page read its images, and a bucket with one
//! keeps some worker's page out. So headless Chromium opens the pages of workers on several origins, each page loads an
//! image of each bucket across origins, as `<img crossorigin>` and by `fetch`, and reads a pixel of it. A small server
//! plays S3, with the CORS configuration that the bucket's code asks for; it is held to recorded answers of S3.
//!
//! What is compared, for each bucket:
//!
//! - there is no finding of the rules in `verdicts::RULES`, at any level, and the bucket's state is `ok`, if and only if
//!   every worker's page could read;
//! - where some pages could read and others not, the finding is `cors-without-any-origin`; `missing-cors` and
//!   `cors-without-get` are only said where no page could;
//! - `rejected-cors` is said if and only if S3 refuses the rules; the bucket then stays without any.
//!
//! "GET from `*`" is a statement on every origin there is, and a browser can try only a few. They are chosen so that only
//! `*` lets all of them in: several hosts and ports, a host on the default port, and the origin `null` of a sandboxed frame.
//! A list that names all of these, `null` beside `http://*`, is not tried: only a page on https, which this server
//! has not, would be kept out by it. Notes do not count: `hidden-origin-header` is about a guide, not about the browser.

#![cfg(test)]

mod chromium;
mod code;
mod configurations;
#[path = "../common/missing.rs"]
mod missing;
#[path = "../common/random.rs"]
mod random;
#[path = "../common/say.rs"]
mod say;
mod server;
#[path = "../common/shell.rs"]
mod shell;
mod store;
mod verdicts;
#[path = "../common/written.rs"]
mod written;

use std::{
    net::TcpListener,
    sync::mpsc::Receiver,
    time::{Duration, Instant},
};

use chromium::Browser;
use configurations::{Configuration, Ports};
use cors_lint::aws::cors::answer;
use missing::missing;
use say::say;
use serde::Deserialize;
use store::Rule;
use verdicts::Verdict;

/// The colour of `pixel.png`, as a page reads it.
const PIXEL: &str = "12 160 200 255";
const PATIENCE: Duration = Duration::from_secs(50);

/// What the page of one worker tells.
#[derive(Deserialize)]
struct Told {
    worker: usize,
    #[serde(default)]
    error: String,
    #[serde(default)]
    origin: String,
    /// What came of an image loaded as pages did before Chrome 89.
    #[serde(default)]
    plain: String,
    /// By bucket.
    #[serde(default)]
    image: Vec<String>,
    #[serde(default)]
    fetch: Vec<String>,
}

#[test]
fn the_browser_agrees() {
    let Some(program) = chromium::find() else {
        return missing("Chromium is not installed; no browser was asked");
    };
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    let [first, second] = listeners.each_ref().map(|one| one.local_addr().unwrap().port());
    let all = configurations::all(Ports { first, second });
    let buckets: Vec<Vec<Rule>> = all.iter().map(|rules| store::kept(rules.as_deref())).collect();
    let origins = origins(first, second);

    let portal = portal(&origins, first, all.len());
    let pages = server::serve(listeners.into(), portal, buckets.clone());
    let page = format!("http://worker.localhost:{first}/portal");
    let browser = Browser::open(program, &page, first);
    let Some(told) = listen(&pages, origins.len(), &browser) else {
        return missing(&format!("Chromium does not run here: {}", browser.messages()));
    };
    drop(browser);
    for (at, told) in told.iter().enumerate() {
        assert_eq!(told.origin, origins[at]);
        assert_eq!(told.plain, "SecurityError", "without CORS an image is shown, but not read");
        assert_eq!(told.image.len(), all.len());
        assert_eq!(told.image, told.fetch, "{}", told.origin);
    }

    let files = code::files(&all);
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tree = written::repository(&files);
    let verdicts = verdicts::verdicts(tree.path());
    let mut wrong = Vec::new();
    let mut counts = [0; 3];
    for (address, verdict) in &verdicts {
        let number = code::number_of(address);
        let read: Vec<bool> = told.iter().map(|told| told.image[number] == PIXEL).collect();
        let readers = read.iter().filter(|read| **read).count();
        counts[if readers == 0 { 0 } else { 1 + readers / read.len() }] += 1;
        for (read, origin) in read.iter().zip(&origins) {
            assert_eq!(*read, foretold(&buckets[number], origin), "{origin}: {:?}", all[number]);
        }
        if let Err(why) = agrees(&all[number], &buckets[number], &read, verdict) {
            wrong.push(format!("{address}: {why}\n  {verdict:?}\n  {read:?} {:?}", all[number]));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let [none, some, every] = counts;
    say(&format!(
        "Chromium agrees on {} buckets with {} configurations: {every} are read from all of {} origins, {some} from some, {none} from none",
        verdicts.len(),
        all.len(),
        origins.len()
    ));
    assert!(all.len() >= 300 && verdicts.len() > all.len());
    assert!(counts.iter().all(|count| *count >= 50), "{counts:?}");
}

/// The origins of workers' pages. The last is that of a frame without an origin.
fn origins(first: u16, second: u16) -> Vec<String> {
    vec![
        format!("http://worker.localhost:{first}"),
        format!("http://worker.localhost:{second}"),
        format!("http://other.localhost:{first}"),
        format!("http://127.0.0.1:{first}"),
        "http://portal.example".to_owned(),
        "null".to_owned(),
    ]
}

/// A page that frames the pages of all workers, as the worker portal frames its tasks.
fn portal(origins: &[String], port: u16, count: usize) -> String {
    let frames = origins.iter().enumerate().map(|(worker, origin)| {
        let query = format!("worker={worker}&count={count}&store=http://bucket.localhost:{port}");
        match origin.as_str() {
            "null" => format!("<iframe sandbox='allow-scripts' src='/worker?{query}'></iframe>"),
            _ => format!("<iframe src='{origin}/worker?{query}'></iframe>"),
        }
    });
    format!("<!doctype html><title>Portal</title>{}", frames.collect::<String>())
}

/// Waits until each page has told how it fared, in the order of the workers; `None` when the browser opens none at all, as
/// one that is installed in name only.
fn listen(pages: &Receiver<String>, workers: usize, browser: &Browser) -> Option<Vec<Told>> {
    let end = Instant::now() + PATIENCE;
    let mut all: Vec<Told> = Vec::new();
    while all.len() < workers {
        let left = end.saturating_duration_since(Instant::now());
        let Ok(text) = pages.recv_timeout(left) else {
            if all.is_empty() {
                return None;
            }
            panic!("{} of {workers} pages answered in time\n{}", all.len(), browser.messages());
        };
        let told: Told = serde_json::from_str(&text).unwrap();
        assert!(told.error.is_empty(), "worker {}: {}", told.worker, told.error);
        all.push(told);
    }
    all.sort_by_key(|told| told.worker);
    Some(all)
}

/// What the linter's own matcher says of a plain GET.
fn foretold(rules: &[Rule], origin: &str) -> bool {
    let plain = |rule: &Rule| answer::PlainRule {
        origins: rule.origins.clone(),
        methods: rule.methods.clone(),
        headers: rule.headers.clone(),
        expose: rule.expose.clone(),
    };
    let rules: Vec<answer::PlainRule> = rules.iter().map(plain).collect();
    let request = answer::Request {
        method: "GET".to_owned(),
        origin: Some(origin.to_owned()),
        ..answer::Request::default()
    };
    answer::answer(Some(&rules), &request).cors.is_some()
}

/// The equivalence that stands at the top of this file, for one bucket.
fn agrees(
    sent: &Configuration,
    kept: &[Rule],
    read: &[bool],
    verdict: &Verdict,
) -> Result<(), &'static str> {
    let said = |rule: &str| verdict.found.iter().any(|found| found == rule);
    let every = read.iter().all(|read| *read);
    let none = read.iter().all(|read| !*read);
    if every != verdict.found.is_empty() {
        return Err("a finding is said if and only if some worker cannot read");
    }
    if every != (verdict.state == "ok") {
        return Err("the state is `ok` if and only if every worker can read");
    }
    if !none && !every && !said("cors-without-any-origin") {
        return Err("some read and others do not, so an origin is missing");
    }
    if !none && (said("missing-cors") || said("cors-without-get")) {
        return Err("some worker reads, so there are rules and GET is among them");
    }
    // an empty list is no configuration, and nothing is sent
    let refused = sent.as_ref().is_some_and(|rules| !rules.is_empty()) && kept.is_empty();
    if refused != said("rejected-cors") {
        return Err("`rejected-cors` is said if and only if S3 refuses the rules");
    }
    Ok(())
}
