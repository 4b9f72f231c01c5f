//! What a rule sees: the buckets that labeling touches, what is done with them, and their CORS rules in every scenario.

pub use crate::aws::{
    cors::{CorsRule, Strings},
    labeling::Work,
};
pub use crate::facts::{Beside, Language};
use crate::{
    source::{Label, Span},
    value::{Answer, Origins},
};

/// A bucket that is held to be in use for labeling.
#[derive(Clone, Debug, PartialEq)]
pub struct Bucket {
    /// `module.raw.aws_s3_bucket.frames`, `Data/Frames`, `Frames`; for a bucket declared elsewhere the address of what names it.
    pub address: String,
    /// The name, as far as it is known: `acme-frames`, `acme-frames-${var.env}`.
    pub name: Option<String>,
    pub origin: Origin,
    /// The one line that opens the bucket, where a person would edit; where it is named, for one declared elsewhere.
    pub header: Span,
    pub body: Span,
    /// The place in the synthesized template, when `header` lies in the source of the app that made it.
    pub template: Option<Span>,
    pub language: Language,
    pub beside: Option<Beside>,
    /// Never empty.
    pub uses: Vec<Use>,
    /// The CORS rules in each scenario; one without a condition when nothing branches. Empty for buckets that are declared
    /// elsewhere and get none here.
    pub states: Vec<State>,
    /// The calls that made this instance, outermost first.
    pub callers: Vec<Label>,
    /// What was taken for granted: defaults of variables, the nearest of several buckets of one name.
    pub assumptions: Vec<Label>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Declared,
    /// Named here, declared elsewhere.
    External,
    /// Something reads labeling input, and it cannot be told from which bucket.
    Untraced,
}

/// The CORS rules under one set of decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Completes "when …"; `None` when it holds always.
    pub when: Option<String>,
    pub cors: Cors,
    /// The configurations that write this bucket's rules, when there are several: the last writer wins.
    pub rivals: Vec<Label>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cors {
    Absent,
    Rules {
        /// The one line that opens the configuration.
        header: Span,
        span: Span,
        rules: Vec<CorsRule>,
        /// Why there may be more rules than these.
        open: Option<Origins>,
    },
    /// It cannot be told; `why` completes "it depends on …".
    Unknown {
        why: Origins,
    },
}

/// One reason to hold that a bucket is in use for labeling.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    pub role: Role,
    pub work: Work,
    pub service: Service,
    pub confidence: Confidence,
    /// Where the work is given to the Mechanical Turk workforce, if it is.
    pub public_crowd: Option<Span>,
    /// Each hop of the evidence, in reading order: from the job to the bucket.
    pub trail: Vec<Label>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Output,
    Input,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// Declared by the user: a tag, a marker, the configuration.
    Declared,
    GroundTruth,
    A2i,
    MechanicalTurk,
}

/// How sure it is that the bucket is used so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Only words say so; told when it is asked for, never as more than a note.
    Hint,
    /// A name that may or may not be this bucket's; never more than a note.
    Possible,
    /// At most a warning.
    Likely,
    /// Through IAM: a labeling role may read it.
    Strong,
    /// Named by a request, or declared.
    Certain,
}

impl Cors {
    /// Whether some one rule allows GET from any origin.
    pub fn lets_browsers_read(&self) -> Answer {
        self.best(CorsRule::lets_browsers_read)
    }

    /// Whether some one rule is enough for video frames and 3D point clouds.
    pub fn serves_frames(&self) -> Answer {
        self.best(CorsRule::serves_frames)
    }

    /// The best answer of any rule; what may be added to the rules may change it.
    fn best(&self, of_rule: fn(&CorsRule) -> Answer) -> Answer {
        match self {
            Cors::Absent => Answer::No,
            Cors::Unknown { .. } => Answer::Maybe,
            Cors::Rules { rules, open, .. } => {
                let best = Answer::any(rules.iter().map(of_rule));
                if open.is_some() { best.max(Answer::Maybe) } else { best }
            }
        }
    }
}

impl Use {
    /// Whether workers load frames: video and 3D point cloud interfaces read the input and write to the output.
    pub fn is_frames(&self) -> bool {
        matches!(self.work, Work::Frames | Work::PointCloud)
    }
}

impl Bucket {
    /// Whether workers' browsers load objects from it: it holds input, and not text alone.
    pub fn is_shown_to_workers(&self) -> bool {
        self.uses.iter().any(|one| one.role == Role::Input && one.work != Work::Text)
    }

    /// Whether workers' pages load frames from it, or save what they make of them to it.
    pub fn is_for_frames(&self) -> bool {
        self.uses.iter().any(Use::is_frames)
    }

    /// Whether CORS rules let workers do what they are to do with this bucket. Frames need more than to be read, and
    /// their output needs it too.
    pub fn lets_workers_work(&self, cors: &Cors) -> Answer {
        let reads = cors.lets_browsers_read();
        if reads == Answer::No || !self.is_for_frames() {
            return if self.is_shown_to_workers() { reads } else { Answer::Yes };
        }
        cors.serves_frames()
    }

    /// The best evidence there is for its input; for its output when it has none.
    pub fn confidence(&self) -> Confidence {
        self.main_use().map_or(Confidence::Possible, |one| one.confidence)
    }

    /// The line that opens it, and the calls that made it.
    pub fn made_at(&self) -> Vec<Span> {
        std::iter::once(self.header).chain(self.callers.iter().map(|call| call.span)).collect()
    }

    /// The strongest use, which a finding explains; the first of several.
    pub fn main_use(&self) -> Option<&Use> {
        self.uses.iter().rev().max_by_key(|one| (one.role, one.confidence))
    }

    /// Whether browsers can read in every scenario, in none, or it is not the same in all.
    pub fn lets_browsers_read(&self) -> Answer {
        let answers = self.states.iter().map(|state| state.cors.lets_browsers_read());
        Answer::all(answers).unwrap_or(Answer::Maybe)
    }
}
