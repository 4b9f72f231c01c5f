//! How Amazon S3 answers a request under a bucket's CORS rules: the first rule that matches origin, method and headers.
//!
//! Checked against recorded answers of the service in `testdata/s3/cors.jsonl`.

/// A rule whose every text is known.
#[derive(Clone, Debug, Default)]
pub struct PlainRule {
    pub origins: Vec<String>,
    pub methods: Vec<String>,
    pub headers: Vec<String>,
    pub expose: Vec<String>,
}

/// The parts of a request that CORS looks at.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub method: String,
    pub origin: Option<String>,
    /// `Access-Control-Request-Method`; it decides even on a plain GET.
    pub asked_method: Option<String>,
    /// `Access-Control-Request-Headers`.
    pub asked_headers: Option<String>,
}

/// What S3 sends back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub cors: Option<CorsHeaders>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorsHeaders {
    pub allow_origin: String,
    pub allow_methods: String,
    /// `Access-Control-Allow-Credentials: true`, which a rule for `*` does not send.
    pub credentials: bool,
    pub allow_headers: Option<String>,
    pub expose_headers: Option<String>,
}

/// S3's answer; `None` rules are a bucket without a CORS configuration.
pub fn answer(rules: Option<&[PlainRule]>, request: &Request) -> Response {
    let preflight = request.method == "OPTIONS";
    let Some(origin) = &request.origin else {
        return Response { status: if preflight { 400 } else { 200 }, cors: None };
    };
    let rule = rules.unwrap_or_default().iter().find(|rule| matches(rule, origin, request));
    match rule {
        Some(rule) => Response { status: 200, cors: Some(headers(rule, origin, request)) },
        None => Response { status: if preflight { 403 } else { 200 }, cors: None },
    }
}

fn matches(rule: &PlainRule, origin: &str, request: &Request) -> bool {
    let method = request.asked_method.as_ref().unwrap_or(&request.method);
    rule.origins.iter().any(|pattern| glob(pattern, origin))
        && rule.methods.contains(method)
        && asked(request).all(|header| allows_header(rule, &header))
}

/// The header names that a request asks for, in lower case; S3 looks at them on a plain GET too.
fn asked(request: &Request) -> impl Iterator<Item = String> {
    let list = request.asked_headers.as_deref();
    let names = list.unwrap_or_default().split(',').map(|name| name.trim().to_ascii_lowercase());
    names.filter(|name| !name.is_empty())
}

fn allows_header(rule: &PlainRule, header: &str) -> bool {
    rule.headers.iter().any(|pattern| glob(&pattern.to_ascii_lowercase(), header))
}

/// One `*` stands for any text, the empty one too; everything else is compared letter for letter.
pub fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, end)) => {
            text.len() >= start.len() + end.len() && text.starts_with(start) && text.ends_with(end)
        }
    }
}

fn headers(rule: &PlainRule, origin: &str, request: &Request) -> CorsHeaders {
    let any = rule.origins.iter().any(|pattern| pattern == "*");
    let names: Vec<String> = asked(request).collect();
    CorsHeaders {
        allow_origin: if any { "*".to_owned() } else { origin.to_owned() },
        allow_methods: rule.methods.join(", "),
        credentials: !any,
        allow_headers: Some(names.join(", ")).filter(|names| !names.is_empty()),
        expose_headers: Some(rule.expose.join(", ")).filter(|names| !names.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Row {
        name: String,
        rules: Option<Vec<RowRule>>,
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

    #[derive(Deserialize)]
    struct RowRule {
        #[serde(default)]
        origins: Vec<String>,
        #[serde(default)]
        methods: Vec<String>,
        #[serde(default)]
        headers: Vec<String>,
        #[serde(default)]
        expose: Vec<String>,
    }

    #[test]
    fn as_s3_answered() {
        let text = include_str!("../../../testdata/s3/cors.jsonl");
        let rows: Vec<Row> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), 48);
        for row in rows {
            let rules: Option<Vec<PlainRule>> = row.rules.map(|rules| {
                let plain = |rule: RowRule| PlainRule {
                    origins: rule.origins,
                    methods: rule.methods,
                    headers: rule.headers,
                    expose: rule.expose,
                };
                rules.into_iter().map(plain).collect()
            });
            let request = Request {
                method: row.method,
                origin: row.origin,
                asked_method: row.asked_method,
                asked_headers: row.asked_headers,
            };
            let got = answer(rules.as_deref(), &request);
            let name = &row.name;
            assert_eq!(got.status, row.status, "{name}");
            let cors = got.cors.as_ref();
            assert_eq!(cors.map(|cors| cors.allow_origin.clone()), row.allow_origin, "{name}");
            let Some(cors) = cors else { continue };
            if let Some(methods) = row.allow_methods {
                assert_eq!(cors.allow_methods, methods, "{name}");
            }
            if let Some(credentials) = row.credentials {
                assert_eq!(cors.credentials, credentials, "{name}");
            }
            if row.allow_headers.is_some() {
                assert_eq!(cors.allow_headers, row.allow_headers, "{name}");
            }
            if row.expose_headers.is_some() {
                assert_eq!(cors.expose_headers, row.expose_headers, "{name}");
            }
        }
    }
}
