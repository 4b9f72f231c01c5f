//! The CORS configurations that are tried: those that people write, and many more at random.

use crate::{random::Random, store::Rule};

const METHODS: &[&str] = &["GET", "HEAD", "PUT", "POST", "DELETE"];
const HEADERS: &[&[&str]] = &[&[], &["*"], &["content-type"], &["x-amz-*", "Authorization"]];
const EXPOSED: &[&[&str]] = &[&[], &["Access-Control-Allow-Origin"], &["ETag", "x-amz-request-id"]];
const AT_RANDOM: usize = 300;

/// `None` is a bucket without a configuration, an empty list one that says nothing.
pub type Configuration = Option<Vec<Rule>>;

/// The ports on which the pages of workers are served.
#[derive(Clone, Copy)]
pub struct Ports {
    pub first: u16,
    pub second: u16,
}

/// Every configuration; the same ones each time, but for the ports.
pub fn all(ports: Ports) -> Vec<Configuration> {
    let mut out = written_by_people(ports);
    let origins = origins(ports);
    let origins: Vec<&str> = origins.iter().map(String::as_str).collect();
    let mut random = Random::new(7);
    out.extend((0..AT_RANDOM).map(|_| {
        let rules = 1 + random.below(6) % 4;
        Some((0..rules).map(|_| at_random(&mut random, &origins)).collect())
    }));
    out
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

fn rule(methods: &[&str], origins: &[&str]) -> Rule {
    Rule { methods: texts(methods), origins: texts(origins), ..Rule::default() }
}

fn at_random(random: &mut Random, origins: &[&str]) -> Rule {
    let mut methods: Vec<&str> = METHODS.to_vec();
    for at in (1..methods.len()).rev() {
        methods.swap(at, random.below(at + 1));
    }
    methods.truncate(1 + random.below(METHODS.len()));
    let mut out = rule(&methods, &[]);
    if random.below(20) == 0 {
        out.methods.push(random.pick(&["get", "Get", "PATCH", "OPTIONS", "*"]).to_owned());
    }
    for _ in 0..=random.below(3) {
        let any = random.below(4) == 0;
        out.origins.push(random.pick(if any { &["*"] } else { origins }).to_owned());
    }
    out.headers = texts(random.pick(HEADERS));
    out.expose = texts(random.pick(EXPOSED));
    if random.below(40) == 0 {
        out.expose.push("x-amz-meta-*".to_owned());
    }
    out
}

/// Origins as people write them, well and badly; all but `*` leave some worker out.
fn origins(ports: Ports) -> Vec<String> {
    let Ports { first, second } = ports;
    let numbered = [
        "http://worker.localhost:FIRST",
        "http://worker.localhost:SECOND",
        "http://other.localhost:FIRST",
        "http://127.0.0.1:FIRST",
        "http://worker.localhost:FIRST/",
        "http://Worker.localhost:FIRST",
        "HTTP://worker.localhost:FIRST",
        "https://worker.localhost:FIRST",
        "worker.localhost:FIRST",
        "http://*.localhost:FIRST",
        "http://*:FIRST",
        "*.localhost:FIRST",
        "*:SECOND",
        "http://worker.localhost",
        "http://worker.localhost:*",
        "http://*.localhost",
        "http://portal.example",
        "http://portal.example:80",
        "http://*.example",
        "*.example",
        "http://w*",
        "http://*",
        "http*",
        "https://*",
        "https://mturk-console-template-preview-hooks.s3.amazonaws.com",
        "*/",
        " *",
        "any",
        "",
    ];
    let with_ports = |text: &str| {
        text.replace("FIRST", &first.to_string()).replace("SECOND", &second.to_string())
    };
    numbered.iter().map(|text| with_ports(text)).collect()
}

fn written_by_people(ports: Ports) -> Vec<Configuration> {
    let here = &format!("http://worker.localhost:{}", ports.first);
    let mut out = vec![None, Some(Vec::new())];
    // one origin after the other, alone and beside `*` in the same rule
    for origin in origins(ports) {
        out.push(Some(vec![rule(&["GET"], &[&origin])]));
        out.push(Some(vec![rule(&["HEAD", "GET"], &[&origin, "*"])]));
    }
    let lists = [
        vec![rule(&["GET"], &["*"])],
        vec![rule(&["HEAD"], &["*"])],
        vec![rule(&["PUT", "POST"], &["*"])],
        vec![rule(&["DELETE", "POST", "HEAD", "PUT", "GET"], &["*"])],
        // GET and `*` apart, in both orders
        vec![rule(&["GET"], &[here]), rule(&["PUT"], &["*"])],
        vec![rule(&["PUT"], &["*"]), rule(&["GET"], &[here])],
        // a narrow rule before a wide one, and after it
        vec![rule(&["GET"], &[here]), rule(&["GET"], &["*"])],
        vec![rule(&["GET"], &["*"]), rule(&["GET"], &[here])],
        vec![rule(&["PUT"], &["*"]), rule(&["HEAD"], &["*"]), rule(&["GET"], &["*"])],
        vec![rule(&["GET"], &["null"])],
        vec![rule(&["GET"], &["null", here])],
        vec![rule(&["GET"], &["http://*", "https://*"])],
        // what S3 refuses, beside a rule that would have done
        vec![rule(&["get"], &["*"])],
        vec![rule(&["GET", "get"], &["*"])],
        vec![rule(&["PATCH"], &[here]), rule(&["GET"], &["*"])],
        vec![rule(&["OPTIONS", "GET"], &["*"])],
        vec![rule(&["*"], &["*"])],
        vec![rule(&["GET"], &["**"])],
        vec![rule(&["GET"], &["http://*.*", "*"])],
        vec![rule(&[], &["*"]), rule(&["GET"], &["*"])],
        vec![rule(&["GET"], &[]), rule(&["GET"], &["*"])],
        vec![rule(&["GET"], &["*"]); 101],
    ];
    out.extend(lists.map(Some));
    let mut exposing = rule(&["GET"], &["*"]);
    exposing.expose.push("*".to_owned());
    out.push(Some(vec![exposing]));
    let mut hundred = vec![rule(&["PUT"], &[here]); 99];
    hundred.push(rule(&["GET"], &["*"]));
    out.push(Some(hundred));
    out
}
