//! The language that something is written in.

/// The language of a declaration, in which a snippet of help text must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Terraform,
    TerraformJson,
    /// A call of a module that is not the tree's own, which takes CORS rules by this argument.
    TerraformCall {
        argument: &'static str,
    },
    /// A resource of the provider `awscc`: the properties of CloudFormation in snake case.
    CloudControl,
    CloudControlJson,
    CloudFormationYaml,
    CloudFormationJson,
    CdkTypeScript,
    CdkPython,
    /// A resource of CloudFormation in an app, which takes what a template says: `CfnBucket`, or one of `CfnInclude`.
    CdkTypeScriptResource,
    CdkPythonResource,
    /// An assembly whose app's language is not known.
    Cdk,
}

impl Language {
    /// The same for the resources of CloudFormation in an app.
    pub fn of_resources(self) -> Language {
        match self {
            Language::CdkTypeScript | Language::Cdk => Language::CdkTypeScriptResource,
            Language::CdkPython => Language::CdkPythonResource,
            other => other,
        }
    }

    /// Where a value that is missing can be given.
    pub fn gives_values_by(self) -> &'static str {
        match self {
            Language::CloudFormationYaml | Language::CloudFormationJson => {
                "a parameter file, a default"
            }
            Language::CdkTypeScript
            | Language::CdkTypeScriptResource
            | Language::CdkPython
            | Language::CdkPythonResource
            | Language::Cdk => "a default",
            _ => "a tfvars file, a default",
        }
    }

    /// How a key of a CORS rule is spelled here that stands there as another language spells it. The S3 API says
    /// `ExposeHeaders` and `MaxAgeSeconds`; CloudFormation refuses both.
    pub fn right_cors_key(self, key: &str) -> Option<&'static str> {
        match self {
            Language::CloudFormationYaml | Language::CloudFormationJson => match key {
                "ExposeHeaders" => Some("ExposedHeaders"),
                "MaxAgeSeconds" => Some("MaxAge"),
                _ => None,
            },
            Language::CloudControl | Language::CloudControlJson => match key {
                "expose_headers" => Some("exposed_headers"),
                "max_age_seconds" => Some("max_age"),
                _ => None,
            },
            _ => match key {
                "exposed_headers" => Some("expose_headers"),
                "max_age" => Some("max_age_seconds"),
                _ => None,
            },
        }
    }
}
