//! Input that would cost too much elsewhere.

use super::Tree;

fn chain(count: usize, step: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| format!("  l{at} = {}\n", step(at))).collect()
}

fn bucket_named(locals: &str) -> String {
    let tree = Tree::of(&format!(
        "locals {{\n{locals}}}\nresource \"aws_s3_bucket\" \"a\" {{ bucket = local.l0 }}\n"
    ));
    let definition = tree.bucket("aws_s3_bucket.a").name.definition.clone();
    definition.unwrap().origins().map(|origins| origins.sentence()).unwrap_or_default()
}

#[test]
fn references_in_a_circle() {
    let told = bucket_named("  l0 = local.l1\n  l1 = local.l0\n");
    assert_eq!(told, "a reference that leads back to itself");
}

#[test]
fn references_that_lead_too_deep() {
    let told = bucket_named(&chain(5_000, |at| format!("local.l{}", at + 1)));
    assert_eq!(told, "an expression that leads deeper than is followed here");
}

#[test]
fn values_that_grow_without_end() {
    let told = bucket_named(&chain(60, |at| {
        if at == 59 { "[1]".into() } else { format!("[local.l{0}, local.l{0}]", at + 1) }
    }));
    assert_eq!(told, "a value of more than 100,000 parts");
    let told = bucket_named(&chain(60, |at| {
        if at == 59 { "[1]".into() } else { format!("concat(local.l{0}, local.l{0})", at + 1) }
    }));
    assert!(told.contains("10,000 elements"), "{told}");
    let told = bucket_named(
        "  l0 = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]\n",
    );
    assert!(!told.is_empty());
    let told = bucket_named(&chain(9, |at| {
        if at == 8 { "1e300".into() } else { format!("local.l{0} * local.l{0}", at + 1) }
    }));
    assert!(told.contains("5,000 digits"), "{told}");
}

#[test]
fn more_instances_than_are_looked_at() {
    let tree = Tree::of("resource \"aws_s3_bucket\" \"a\" { count = 100000 }\n");
    assert_eq!(tree.facts.buckets.len(), 1_000);
    assert_eq!(tree.messages(), ["instances past the 1,000th are not looked at"]);
}

#[test]
fn a_module_that_calls_itself() {
    let tree = Tree::new(&[
        ("main.tf", "module \"m\" { source = \"./m\" }\n"),
        (
            "m/main.tf",
            "module \"again\" { source = \"../m\" }\nmodule \"more\" { source = \"../m\" }\nresource \"aws_s3_bucket\" \"a\" {}\n",
        ),
    ]);
    assert_eq!(tree.addresses(), ["module.m.aws_s3_bucket.a"]);
    let told = "a module that calls itself cannot be evaluated";
    assert_eq!(tree.messages(), [told, told]);
}

#[test]
fn more_modules_than_are_looked_at() {
    let files: Vec<(String, String)> = (0..12)
        .map(|at| {
            let call =
                |name: &str| format!("module \"{name}\" {{\n  source = \"../m{}\"\n}}\n", at + 1);
            (format!("m{at}/main.tf"), [call("a"), call("b")].concat())
        })
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let last = ("m12/main.tf", "resource \"aws_s3_bucket\" \"a\" {}\n");
    let tree = Tree::new(&[files, vec![last]].concat());
    assert!(tree.facts.buckets.len() < 2_000);
    assert_eq!(tree.messages(), ["modules past the 2,000th instance are not looked at"]);
}
