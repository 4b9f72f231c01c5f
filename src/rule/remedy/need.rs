//! The CORS rule that a kind of work needs, written in each language.

use crate::model::Bucket;

/// What workers' browsers do with a bucket's objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// They load images: GET from `*`.
    Images,
    /// They load video frames or point clouds and save annotations: GET, HEAD and PUT from `*` with every header.
    Frames,
}

impl Need {
    pub fn of(bucket: &Bucket) -> Need {
        let frames = bucket.uses.iter().any(|one| one.is_frames());
        if frames { Need::Frames } else { Need::Images }
    }

    pub fn words(self) -> &'static str {
        match self {
            Need::Images => "GET from `*`",
            Need::Frames => "GET, HEAD and PUT from `*` with every header",
        }
    }

    fn methods(self) -> &'static [&'static str] {
        match self {
            Need::Images => &["GET"],
            Need::Frames => &["GET", "HEAD", "PUT"],
        }
    }

    /// The methods, each written by `write`.
    fn list(self, write: impl Fn(&str) -> String) -> String {
        self.methods().iter().map(|method| write(method)).collect::<Vec<_>>().join(", ")
    }

    /// A line that only frames need.
    fn line(self, line: &str) -> String {
        match self {
            Need::Images => String::new(),
            Need::Frames => line.to_owned(),
        }
    }

    pub fn terraform(self) -> String {
        let methods = self.list(|method| format!("\"{method}\""));
        let headers = self.line("    allowed_headers = [\"*\"]\n");
        format!(
            "  cors_rule {{\n    allowed_methods = [{methods}]\n    allowed_origins = [\"*\"]\n{headers}    expose_headers  = [\"Access-Control-Allow-Origin\"]\n  }}"
        )
    }

    /// An argument of a module call.
    pub fn terraform_call(self, argument: &str) -> String {
        let methods = self.list(|method| format!("\"{method}\""));
        let headers = self.line("    allowed_headers = [\"*\"]\n");
        format!(
            "{argument} = [\n  {{\n    allowed_methods = [{methods}]\n    allowed_origins = [\"*\"]\n{headers}    expose_headers  = [\"Access-Control-Allow-Origin\"]\n  }}\n]"
        )
    }

    pub fn terraform_json(self) -> String {
        let methods = self.list(|method| format!("\"{method}\""));
        let headers = self.line("\"allowed_headers\": [\"*\"], ");
        format!(
            "{{\"allowed_methods\": [{methods}], \"allowed_origins\": [\"*\"], {headers}\"expose_headers\": [\"Access-Control-Allow-Origin\"]}}"
        )
    }

    /// An element of an `awscc_s3_bucket`'s list of rules, indented, with what follows it.
    pub fn cloud_control(self, indent: &str, end: &str) -> String {
        let methods = self.list(|method| format!("\"{method}\""));
        let headers = self.line(&format!("{indent}  allowed_headers = [\"*\"]\n"));
        format!(
            "{indent}{{\n{indent}  allowed_methods = [{methods}]\n{indent}  allowed_origins = [\"*\"]\n{headers}{indent}  exposed_headers = [\"Access-Control-Allow-Origin\"]\n{indent}}}{end}"
        )
    }

    pub fn cloud_control_json(self) -> String {
        self.terraform_json().replace("expose_headers", "exposed_headers")
    }

    /// An item of a YAML list, line by line.
    pub fn cloudformation(self) -> Vec<String> {
        let methods = self.list(str::to_owned);
        let headers = (self == Need::Frames).then(|| "  AllowedHeaders: ['*']".to_owned());
        let mut lines =
            vec![format!("- AllowedMethods: [{methods}]"), "  AllowedOrigins: ['*']".to_owned()];
        lines.extend(headers);
        lines.push("  ExposedHeaders: [Access-Control-Allow-Origin]".to_owned());
        lines
    }

    pub fn cloudformation_json(self) -> String {
        let methods = self.list(|method| format!("\"{method}\""));
        let headers = self.line("\"AllowedHeaders\": [\"*\"], ");
        format!(
            "{{\"AllowedMethods\": [{methods}], \"AllowedOrigins\": [\"*\"], {headers}\"ExposedHeaders\": [\"Access-Control-Allow-Origin\"]}}"
        )
    }

    pub fn cdk_typescript(self) -> String {
        let methods = self.list(|method| format!("s3.HttpMethods.{method}"));
        let headers = self.line("  allowedHeaders: ['*'],\n");
        format!(
            "cors: [{{\n  allowedMethods: [{methods}],\n  allowedOrigins: ['*'],\n{headers}  exposedHeaders: ['Access-Control-Allow-Origin'],\n}}],"
        )
    }

    pub fn cdk_python(self) -> String {
        let methods = self.list(|method| format!("s3.HttpMethods.{method}"));
        let headers = self.line("    allowed_headers=[\"*\"],\n");
        format!(
            "cors=[s3.CorsRule(\n    allowed_methods=[{methods}],\n    allowed_origins=[\"*\"],\n{headers}    exposed_headers=[\"Access-Control-Allow-Origin\"],\n)],"
        )
    }

    /// For `CfnBucket`, which has no `cors` and says nothing of one that it is given.
    pub fn cdk_typescript_resource(self) -> String {
        let methods = self.list(|method| format!("'{method}'"));
        let headers = self.line("    allowedHeaders: ['*'],\n");
        format!(
            "corsConfiguration: {{\n  corsRules: [{{\n    allowedMethods: [{methods}],\n    allowedOrigins: ['*'],\n{headers}    exposedHeaders: ['Access-Control-Allow-Origin'],\n  }}],\n}},"
        )
    }

    pub fn cdk_python_resource(self) -> String {
        let methods = self.list(|method| format!("\"{method}\""));
        let headers = self.line("        allowed_headers=[\"*\"],\n");
        format!(
            "cors_configuration=s3.CfnBucket.CorsConfigurationProperty(\n    cors_rules=[s3.CfnBucket.CorsRuleProperty(\n        allowed_methods=[{methods}],\n        allowed_origins=[\"*\"],\n{headers}        exposed_headers=[\"Access-Control-Allow-Origin\"],\n    )],\n),"
        )
    }
}
