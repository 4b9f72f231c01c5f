//! What a dialect says of a project, in terms of no dialect: buckets, their CORS, who reads them, who starts labeling.

mod beside;
mod events;
mod iam;
mod language;
mod worlds;

use std::sync::Arc;

pub use beside::{Beside, Configuration, free_label, named_bucket};
pub use events::{EventRuleFact, ForwardFact, Listener, NotificationFact, Via};
pub use iam::{BucketPolicyFact, GrantFact, Policy, RoleFact, TopicPolicyFact};
pub use language::Language;
pub use worlds::{Assumption, Condition, Derived, World};

use crate::{
    aws::labeling::Call,
    finding::Problem,
    source::{Label, Span},
    text::Text,
    value::{Guard, Symbol, Value},
};

/// All that one project says. Dialects fill it, `link` reads it.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub buckets: Vec<BucketFact>,
    pub cors: Vec<CorsFact>,
    pub requests: Vec<RequestFact>,
    pub machines: Vec<MachineFact>,
    pub roles: Vec<RoleFact>,
    pub grants: Vec<GrantFact>,
    pub functions: Vec<FunctionFact>,
    pub notifications: Vec<NotificationFact>,
    pub event_rules: Vec<EventRuleFact>,
    pub forwards: Vec<ForwardFact>,
    pub flows: Vec<FlowFact>,
    pub workplaces: Vec<WorkplaceFact>,
    pub pages: Vec<PageFact>,
    pub inputs: Vec<InputFact>,
    pub bucket_policies: Vec<BucketPolicyFact>,
    pub topic_policies: Vec<TopicPolicyFact>,
    pub directives: Vec<Directive>,
    pub descriptions: Vec<DescriptionFact>,
    pub conditions: Vec<Condition>,
    /// Each table lists the only outcomes that its conditions can have together; conditions in no table are free.
    pub worlds: Vec<Vec<World>>,
    /// Conditions that say no more than others do together.
    pub derived: Vec<Derived>,
    pub assumptions: Vec<Assumption>,
    pub problems: Vec<Problem>,
    /// How many files were read for these facts.
    pub files: usize,
}

/// A bucket that is declared in the project, or one that the project only looks up.
#[derive(Clone, Debug)]
pub struct BucketFact {
    /// The name as a symbol; its definition is the name's expression.
    pub name: Symbol,
    /// `module.raw.aws_s3_bucket.frames["a"]`, `Frames`, `Stack/Raw/Frames`.
    pub address: String,
    /// Whether this project creates the bucket; otherwise it only names it (a data source).
    pub declared: bool,
    /// The one line that a finding points at: the block's header, the logical id, the line of the app's source.
    pub header: Span,
    /// The whole block.
    pub body: Span,
    /// The place in the synthesized template, when `header` lies in the app's source.
    pub template: Option<Span>,
    pub exists: Guard,
    /// A map of tag keys to values.
    pub tags: Value,
    /// Why the CORS rules may be set by something that is not in view: ignored changes, an output of a library module.
    pub managed_elsewhere: Vec<Label>,
    /// The calls that made this instance, outermost first: module calls, nested stacks, callers of a construct.
    pub callers: Vec<Label>,
    /// Where the bucket lives, for choosing the nearest of several: directory, module path, template.
    pub scope: Arc<str>,
    pub language: Language,
    pub beside: Option<Beside>,
}

/// CORS rules for a bucket, inline or apart.
#[derive(Clone, Debug)]
pub struct CorsFact {
    /// The bucket's name.
    pub bucket: Value,
    /// A list of rules, keys as the dialect spells them; absent or an empty list for none.
    pub rules: Value,
    pub exists: Guard,
    /// The block or property.
    pub span: Span,
    /// The one line that opens it.
    pub header: Span,
    pub address: String,
    pub scope: Arc<str>,
}

/// A call that names its input: `CreateLabelingJob`, `StartHumanLoop`, …
#[derive(Clone, Debug)]
pub struct RequestFact {
    pub call: Call,
    /// The request; keys are the API's, however the dialect spells them (`InputConfig`, `input_config`).
    pub request: Value,
    pub address: String,
    /// The one line that opens the block.
    pub header: Span,
    pub body: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// A state machine; its definition as a map or as JSON text, substitutions applied.
#[derive(Clone, Debug)]
pub struct MachineFact {
    /// Its ARN as a symbol.
    pub name: Symbol,
    pub definition: Value,
    pub address: String,
    pub header: Span,
    pub body: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// A Lambda function.
#[derive(Clone, Debug)]
pub struct FunctionFact {
    /// Its name as a symbol; its ARN ends with it.
    pub name: Symbol,
    pub address: String,
    /// By name or ARN.
    pub role: Value,
    /// A map of environment variables.
    pub environment: Value,
    /// The source text that stands inline, if any.
    pub code: Value,
    /// Folders or files of its source below the root, if any.
    pub paths: Vec<String>,
    pub header: Span,
    pub body: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// An A2I flow definition, a workteam, a worker task template: labeling goes on in this project.
#[derive(Clone, Debug)]
pub struct FlowFact {
    pub address: String,
    /// The role that the service takes on, by name or ARN.
    pub role: Value,
    /// The URI that results are written to.
    pub output: Value,
    /// The ARN of the page that workers are shown.
    pub page: Value,
    /// The service of AWS that asks for the work: `AWS/Textract/AnalyzeDocument/Forms/V1`.
    pub source: Value,
    pub header: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// The page that workers are shown, a template of HTML.
#[derive(Clone, Debug)]
pub struct PageFact {
    pub arn: Value,
    pub name: Value,
    pub content: Value,
}

/// What takes a role on for other work than labeling, and so makes it one that may do much.
#[derive(Clone, Debug)]
pub struct WorkplaceFact {
    /// The role, by name or ARN.
    pub role: Value,
    pub worker: Worker,
    pub header: Span,
}

/// Who works under a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worker {
    /// In a Studio domain, under a user's profile or in a notebook.
    People,
    /// A model, a pipeline, a training job.
    Machine,
}

/// Labeling input that is named outside of a request.
#[derive(Clone, Debug)]
pub struct InputFact {
    /// A URI, or a bucket's name.
    pub input: Value,
    pub named_by: NamedBy,
    /// The URI of a manifest that surely lists objects of no other buckets than those that such facts name.
    pub manifest: Option<Value>,
    /// The one line that opens what names it.
    pub header: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// What names labeling input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// A manifest: a list of objects to label, one to a line.
    Manifest,
    /// A property of a custom resource, by the property's name.
    CustomResource,
}

/// `cors-lint: …` in a comment, in metadata, or in a `"//"` key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// All that follows `cors-lint:`.
    pub text: String,
    pub span: Span,
    /// The block it belongs to, where the place says so (metadata); comments are placed by their position.
    pub on: Option<Span>,
}

/// What its author says of a part of the project.
#[derive(Clone, Debug)]
pub struct DescriptionFact {
    pub text: Text,
    pub scope: Arc<str>,
}

impl Facts {
    /// Adds the facts of another part of the same project.
    pub fn extend(&mut self, other: Facts) {
        self.buckets.extend(other.buckets);
        self.cors.extend(other.cors);
        self.requests.extend(other.requests);
        self.machines.extend(other.machines);
        self.roles.extend(other.roles);
        self.grants.extend(other.grants);
        self.functions.extend(other.functions);
        self.notifications.extend(other.notifications);
        self.event_rules.extend(other.event_rules);
        self.forwards.extend(other.forwards);
        self.flows.extend(other.flows);
        self.workplaces.extend(other.workplaces);
        self.pages.extend(other.pages);
        self.inputs.extend(other.inputs);
        self.bucket_policies.extend(other.bucket_policies);
        self.topic_policies.extend(other.topic_policies);
        self.directives.extend(other.directives);
        self.descriptions.extend(other.descriptions);
        self.conditions.extend(other.conditions);
        self.worlds.extend(other.worlds);
        self.derived.extend(other.derived);
        self.assumptions.extend(other.assumptions);
        self.problems.extend(other.problems);
        self.files += other.files;
    }
}
