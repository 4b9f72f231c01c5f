//! Looks for what templates are given, each file read once.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{
    Input, Inputs, Settings,
    family::{self, Member},
    files,
    samconfig::{self, Environment},
};
use crate::{
    dialect::{
        cloudformation::{nested::Templates, template::Template},
        nearby::{self, below},
    },
    finding::Problem,
    source::{Sources, join, parent},
};

/// The templates that `sam` takes when none is named.
const DEFAULTS: &[&str] = &["template.yaml", "template.yml", "template.json"];

/// A parameter file: its path from the template's folder, and what it sets.
type File = (String, Settings);

pub struct Finder<'a> {
    templates: &'a Templates,
    roots: BTreeSet<&'a str>,
    /// The folders of the templates.
    homes: BTreeSet<&'a str>,
    sources: &'a Sources,
    /// By folder.
    families: BTreeMap<String, Rc<Vec<Member>>>,
    files: BTreeMap<String, Rc<Vec<File>>>,
    environments: BTreeMap<String, Rc<Vec<Environment>>>,
    /// What keeps files from being read that are surely meant for a template.
    pub problems: Vec<Problem>,
}

impl<'a> Finder<'a> {
    pub fn new(templates: &'a Templates, roots: &[&'a str], sources: &'a Sources) -> Finder<'a> {
        Finder {
            templates,
            roots: roots.iter().copied().collect(),
            homes: templates.keys().map(|path| parent(path)).collect(),
            sources,
            families: BTreeMap::new(),
            files: BTreeMap::new(),
            environments: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    /// The deployments of a template that no other nests.
    pub fn of(&mut self, path: &str, template: &Template) -> Inputs {
        let folder = parent(path);
        let mut all = Vec::new();
        if !template.parameters.is_empty() {
            for (name, settings) in self.files(folder).iter() {
                if declares(template, settings) && self.is_for(path, name, settings) {
                    all.push(Input::new(name.clone(), settings.clone(), None));
                }
            }
        }
        let mut above = folder;
        loop {
            for environment in self.environments(above).iter() {
                if declares(template, &environment.settings)
                    && self.deploys(environment, above, path)
                {
                    all.push(input(environment));
                }
            }
            if above.is_empty() {
                break;
            }
            above = parent(above);
        }
        Inputs::new(all, template)
    }

    /// The parameter files of a folder and below it.
    fn files(&mut self, folder: &str) -> Rc<Vec<File>> {
        if let Some(known) = self.files.get(folder) {
            return known.clone();
        }
        let is_of_another = |below: &str| self.homes.contains(below);
        let paths = nearby::files(folder, &files::is_named_so, &is_of_another, self.sources);
        let read = paths.into_iter().filter_map(|path| {
            let name = path.strip_prefix(folder).unwrap_or(&path).trim_start_matches('/');
            Some((name.to_owned(), files::read(&path, self.sources)?))
        });
        let files = Rc::new(read.collect::<Vec<File>>());
        self.files.insert(folder.to_owned(), files.clone());
        files
    }

    /// Whether a parameter file is for this template, and for no other of its folder or of a folder between them.
    fn is_for(&mut self, path: &str, name: &str, settings: &Settings) -> bool {
        let folder = parent(path);
        let mut between = parent(name);
        while !between.is_empty() {
            if !self.family(&below(folder, between)).is_empty() {
                return false;
            }
            between = parent(between);
        }
        let family = self.family(folder);
        family::owner(&family, name, settings).is_some_and(|owner| owner.path == path)
    }

    fn family(&mut self, folder: &str) -> Rc<Vec<Member>> {
        if let Some(known) = self.families.get(folder) {
            return known.clone();
        }
        let family = Rc::new(family::of(folder, self.templates, &self.roots, self.sources));
        self.families.insert(folder.to_owned(), family.clone());
        family
    }

    fn environments(&mut self, folder: &str) -> Rc<Vec<Environment>> {
        if let Some(known) = self.environments.get(folder) {
            return known.clone();
        }
        let path = below(folder, samconfig::NAME);
        let read = match self.sources.exists(&path) {
            true => samconfig::read(&path, self.sources),
            false => Ok(Vec::new()),
        };
        let environments = Rc::new(read.unwrap_or_else(|problem| {
            self.problems.extend(problem);
            Vec::new()
        }));
        self.environments.insert(folder.to_owned(), environments.clone());
        environments
    }

    /// Whether an environment deploys this template: the one that it names, the one of the usual name, or the only one.
    fn deploys(&mut self, environment: &Environment, folder: &str, path: &str) -> bool {
        let named = environment.template.as_ref().and_then(|named| join(folder, named));
        if let Some(named) = named.filter(|named| self.sources.exists(named)) {
            return named == path;
        }
        if folder != parent(path) {
            return false;
        }
        let mut usual = DEFAULTS.iter().map(|name| below(folder, name));
        if let Some(usual) = usual.find(|path| self.sources.exists(path)) {
            return usual == path;
        }
        matches!(self.family(folder).as_slice(), [only] if only.path == path)
    }
}

fn declares(template: &Template, settings: &Settings) -> bool {
    settings.iter().all(|(name, _)| template.parameters.contains_key(name))
}

fn input(environment: &Environment) -> Input {
    let name = format!("the environment {} of {}", environment.name, samconfig::NAME);
    Input::new(name, environment.settings.clone(), environment.stack_name.clone())
}
