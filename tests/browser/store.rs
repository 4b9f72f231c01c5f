//! A bucket as S3 keeps it: which CORS rules it takes, and what it answers a browser. Written without a look at the
//! linter's own matcher, so that the two cannot share a mistake, and held to recorded answers of S3.

use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Rule {
    pub origins: Vec<String>,
    pub methods: Vec<String>,
    pub headers: Vec<String>,
    pub expose: Vec<String>,
}

/// What a browser asks.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub method: String,
    pub origin: Option<String>,
    pub request_method: Option<String>,
    pub request_headers: Option<String>,
}

/// What it is told.
#[derive(Clone, Debug)]
pub struct Told {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
}

/// What a new bucket holds once these rules were sent to it: S3 takes them all, or refuses them all.
pub fn kept(sent: Option<&[Rule]>) -> Vec<Rule> {
    let rules = sent.unwrap_or_default();
    if rules.len() <= 100 && rules.iter().all(is_taken) { rules.to_vec() } else { Vec::new() }
}

fn is_taken(rule: &Rule) -> bool {
    let stars = |text: &String| text.bytes().filter(|byte| *byte == b'*').count();
    let known =
        |method: &String| matches!(method.as_str(), "GET" | "HEAD" | "PUT" | "POST" | "DELETE");
    !rule.origins.is_empty()
        && !rule.methods.is_empty()
        && rule.methods.iter().all(known)
        && rule.origins.iter().all(|origin| stars(origin) < 2)
        && rule.expose.iter().all(|header| stars(header) == 0)
}

pub fn answer(rules: &[Rule], asked: &Asked) -> Told {
    let preflight = asked.method == "OPTIONS";
    let Some(origin) = &asked.origin else {
        return Told { status: if preflight { 400 } else { 200 }, headers: Vec::new() };
    };
    let method = asked.request_method.as_ref().unwrap_or(&asked.method);
    let wanted = wanted(asked);
    for rule in rules {
        if !rule.methods.contains(method) || !rule.origins.iter().any(|one| like(one, origin)) {
            continue;
        }
        let allowed = |header: &String| rule.headers.iter().any(|one| like(&lower(one), header));
        if wanted.iter().all(allowed) {
            return Told { status: 200, headers: permission(rule, origin, &wanted) };
        }
    }
    Told { status: if preflight { 403 } else { 200 }, headers: Vec::new() }
}

fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// The headers that a request names, in lower case.
fn wanted(asked: &Asked) -> Vec<String> {
    let names = asked.request_headers.iter().flat_map(|list| list.split(','));
    names.map(|name| lower(name.trim())).filter(|name| !name.is_empty()).collect()
}

fn permission(rule: &Rule, origin: &str, wanted: &[String]) -> Vec<(&'static str, String)> {
    let mut out = vec![
        ("Access-Control-Allow-Methods", rule.methods.join(", ")),
        (
            "Vary",
            "Origin, Access-Control-Request-Headers, Access-Control-Request-Method".to_owned(),
        ),
    ];
    if rule.origins.iter().any(|one| one == "*") {
        out.push(("Access-Control-Allow-Origin", "*".to_owned()));
    } else {
        out.push(("Access-Control-Allow-Origin", origin.to_owned()));
        out.push(("Access-Control-Allow-Credentials", "true".to_owned()));
    }
    if !wanted.is_empty() {
        out.push(("Access-Control-Allow-Headers", wanted.join(", ")));
    }
    if !rule.expose.is_empty() {
        out.push(("Access-Control-Expose-Headers", rule.expose.join(", ")));
    }
    out
}

/// Whether a text is of this form; a `*` stands for any text, and for none.
fn like(form: &str, text: &str) -> bool {
    fits(form.as_bytes(), text.as_bytes())
}

fn fits(form: &[u8], text: &[u8]) -> bool {
    match (form, text) {
        ([], []) => true,
        ([b'*', form @ ..], _) => (0..=text.len()).any(|at| fits(form, &text[at..])),
        ([first, form @ ..], [letter, text @ ..]) => first == letter && fits(form, text),
        _ => false,
    }
}

#[derive(Deserialize)]
struct Row {
    name: String,
    rules: Option<Vec<Rule>>,
    method: String,
    origin: Option<String>,
    asked_method: Option<String>,
    asked_headers: Option<String>,
    status: u16,
    allow_origin: Option<String>,
    allow_methods: Option<String>,
    credentials: Option<bool>,
    allow_headers: Option<String>,
    expose_headers: Option<String>,
}

#[test]
fn answers_as_s3_did() {
    let rows = std::fs::read_to_string("testdata/s3/cors.jsonl").unwrap();
    let rows: Vec<Row> = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!(rows.len(), 48);
    for row in rows {
        let asked = Asked {
            method: row.method,
            origin: row.origin,
            request_method: row.asked_method,
            request_headers: row.asked_headers,
        };
        let told = answer(&kept(row.rules.as_deref()), &asked);
        let header = |name: &str| {
            let found = told.headers.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.clone())
        };
        let name = &row.name;
        assert_eq!(told.status, row.status, "{name}");
        assert_eq!(header("Access-Control-Allow-Origin"), row.allow_origin, "{name}");
        let credentials = header("Access-Control-Allow-Credentials").is_some();
        assert_eq!(credentials, row.credentials.unwrap_or(credentials), "{name}");
        for (key, value) in [
            ("Access-Control-Allow-Methods", row.allow_methods),
            ("Access-Control-Allow-Headers", row.allow_headers),
            ("Access-Control-Expose-Headers", row.expose_headers),
        ] {
            assert!(value.is_none() || header(key) == value, "{name}: {key} is not {value:?}");
        }
    }
}
