//! The news of new objects, followed from bucket to bucket's listener: topics, queues, event rules and state machines
//! hand it on.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use crate::{
    aws::events::new_objects,
    facts::{EventRuleFact, Facts, ForwardFact, Listener, MachineFact, NotificationFact, Via},
    source::{Label, Span},
    value::{Answer, Class, Guard, Symbol, Value, same},
};

/// Endings of objects that no worker is shown; news of these alone is no input.
const NOT_SHOWN: &[&str] =
    &[".gz", ".zip", ".tar", ".json", ".jsonl", ".csv", ".txt", ".manifest", ".parquet", ".xml"];

const TOLD: &str = "which is told of each new object of this bucket";

/// More hops than these are not followed.
const MAX_HOPS: usize = 5;
/// More news than these of one project is not followed.
const MAX_NEWS: usize = 10_000;

/// The news of one bucket's objects, and whom it has reached.
#[derive(Clone)]
pub(super) struct News {
    pub bucket: Value,
    /// Where it is said that the bucket tells it.
    pub at: Span,
    /// How the keys of the objects end, where that is limited and known.
    pub suffix: Option<String>,
    pub exists: Guard,
    pub scope: Arc<str>,
    /// Who hands it on, from whom it has reached back to the bucket.
    pub hops: Vec<Label>,
    /// Whether a state machine stands between, whose other steps may make other objects of these.
    pub is_worked_on: bool,
    /// Completes the last hop: "… each new object of this bucket".
    pub what: &'static str,
    to: Arc<Reached>,
}

/// Whom the news has reached.
struct Reached {
    /// By ARN or name; the definition of a state machine for all that it calls.
    by: Value,
    /// The ids of the symbols in it.
    names: BTreeSet<Arc<str>>,
}

impl Reached {
    fn new(by: &Value) -> Arc<Reached> {
        let names = by.symbols().into_iter().map(|symbol| symbol.id.clone()).collect();
        Arc::new(Reached { by: by.clone(), names })
    }
}

impl News {
    /// Whether it has reached what has this name.
    pub fn reaches(&self, name: &Symbol) -> bool {
        self.to.names.contains(&name.id)
    }

    /// Whether it may be of objects that workers are shown.
    pub fn is_shown(&self) -> bool {
        let suffix = self.suffix.as_deref().unwrap_or_default().to_ascii_lowercase();
        !NOT_SHOWN.iter().any(|ending| suffix.ends_with(ending))
    }

    fn passed(&self, to: &Arc<Reached>, exists: Guard, hop: Label) -> News {
        let mut hops = vec![hop];
        hops.extend(self.hops.iter().cloned());
        News { to: to.clone(), exists, hops, ..self.clone() }
    }
}

/// All news, at each of its listeners.
pub(super) fn all(facts: &Facts, narrow: &dyn Fn(&Symbol) -> Class) -> Vec<News> {
    let mut out: Vec<News> = facts.notifications.iter().filter_map(told).collect();
    for rule in &facts.event_rules {
        out.extend(taken(facts, rule));
    }
    if out.is_empty() {
        return out;
    }
    let ways = Ways::new(facts, narrow);
    let mut at = 0;
    while let Some(news) = out.get(at).cloned() {
        at += 1;
        if out.len() < MAX_NEWS && news.hops.len() < MAX_HOPS {
            out.extend(ways.from(&news));
        }
    }
    out
}

fn told(notification: &NotificationFact) -> Option<News> {
    let Listener::Named(to) = &notification.listener else { return None };
    Some(News {
        bucket: notification.bucket.clone(),
        at: notification.span,
        suffix: notification.suffix.clone(),
        exists: notification.exists.clone(),
        scope: notification.scope.clone(),
        hops: Vec::new(),
        is_worked_on: false,
        what: TOLD,
        to: Reached::new(to),
    })
}

/// What an event rule takes: the news of the buckets that it names, else of all that tell Amazon EventBridge.
fn taken(facts: &Facts, rule: &EventRuleFact) -> Vec<News> {
    let Some(objects) = new_objects(&rule.pattern) else { return Vec::new() };
    let to = Reached::new(&rule.name);
    let news = |bucket: &Value, (at, what): (Span, &'static str), exists: Guard| News {
        bucket: bucket.clone(),
        at,
        suffix: objects.suffix.clone(),
        exists,
        scope: rule.scope.clone(),
        hops: Vec::new(),
        is_worked_on: false,
        what,
        to: to.clone(),
    };
    let what = "which takes the events of each new object of this bucket";
    let own = |bucket: &Value| news(bucket, (rule.header, what), rule.exists.clone());
    let mut out: Vec<News> = objects.buckets.iter().map(own).collect();
    let any = facts.notifications.iter().filter(|_| objects.buckets.is_empty());
    for one in any.filter(|one| matches!(one.listener, Listener::EventBridge)) {
        if let Some(exists) = rule.exists.and(&one.exists) {
            out.push(news(&one.bucket, (one.span, TOLD), exists));
        }
    }
    out
}

/// Who hands on what, by the names in what it listens to.
struct Ways<'a> {
    forwards: HashMap<Arc<str>, Vec<(&'a ForwardFact, Arc<Reached>)>>,
    machines: HashMap<Arc<str>, (&'a MachineFact, Arc<Reached>)>,
    narrow: &'a dyn Fn(&Symbol) -> Class,
}

impl<'a> Ways<'a> {
    fn new(facts: &'a Facts, narrow: &'a dyn Fn(&Symbol) -> Class) -> Ways<'a> {
        let mut forwards: HashMap<Arc<str>, Vec<(&ForwardFact, Arc<Reached>)>> = HashMap::new();
        for forward in &facts.forwards {
            if let Some(last) = forward.from.symbols().last() {
                let to = Reached::new(&forward.to);
                forwards.entry(last.id.clone()).or_default().push((forward, to));
            }
        }
        let machine =
            |one: &'a MachineFact| (one.name.id.clone(), (one, Reached::new(&one.definition)));
        let machines = facts.machines.iter().map(machine).collect();
        Ways { forwards, machines, narrow }
    }

    fn from(&self, news: &News) -> Vec<News> {
        let mut out = Vec::new();
        for name in &news.to.names {
            for (forward, to) in self.forwards.get(name).into_iter().flatten() {
                let exists = news.exists.and(&forward.exists);
                if let (Some(exists), Answer::Yes) =
                    (exists, same(&forward.from, &news.to.by, self.narrow))
                {
                    out.push(news.passed(to, exists, hop(forward)));
                }
            }
            if let Some((machine, to)) = self.machines.get(name) {
                let label = Label::new(machine.header, "which this state machine calls");
                let exists = news.exists.and(&machine.exists);
                // machines may name each other
                if let Some(exists) = exists.filter(|_| !news.hops.contains(&label)) {
                    let passed = news.passed(to, exists, label);
                    out.push(News { is_worked_on: true, ..passed });
                }
            }
        }
        out
    }
}

fn hop(forward: &ForwardFact) -> Label {
    let text = match forward.via {
        Via::Topic => "which gets what this topic is told",
        Via::Queue => "which takes its messages from this queue",
        Via::EventRule => "which this event rule starts",
    };
    Label::new(forward.span, text)
}
