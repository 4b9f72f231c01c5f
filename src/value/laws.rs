//! The laws of the domain, against brute force: whatever is said of abstract texts holds for every assignment of their symbols.

use proptest::prelude::*;

use super::*;

fn class_of(symbol: &Symbol) -> Class {
    symbol.class
}

fn symbol(at: usize) -> Symbol {
    let class = [Class::Any, Class::BucketName, Class::Any, Class::Partition];
    Symbol::new(format!("h{at}"), format!("h{at}"), class[at])
}

fn piece() -> impl Strategy<Value = Part> {
    prop_oneof![
        prop::sample::select(vec!["a", "b/", "aa", "ab-", "0"])
            .prop_map(|s| Part::Literal(s.into())),
        (0..4usize).prop_map(|at| Part::Symbol(symbol(at))),
    ]
}

fn pieces() -> impl Strategy<Value = Vec<Part>> {
    prop::collection::vec(piece(), 0..4)
}

/// Texts that a symbol of each class may have.
fn texts(class: Class) -> &'static [&'static str] {
    match class {
        Class::Any => &["", "a", "b/", "aa", "0", "ab-", "aaa"],
        Class::BucketName | Class::Managed => &["aaa", "a-a", "ab-a", "000"],
        _ => &["aaa", "aa0"],
    }
}

/// Every assignment of the four symbols.
fn worlds() -> Vec<[&'static str; 4]> {
    let mut out = Vec::new();
    for a in texts(Class::Any) {
        for b in texts(Class::BucketName) {
            for c in texts(Class::Any) {
                for d in texts(Class::Partition) {
                    out.push([*a, *b, *c, *d]);
                }
            }
        }
    }
    out
}

fn concrete(parts: &[Part], world: &[&str; 4]) -> String {
    let text = |part: &Part| match part {
        Part::Literal(text) => text.as_str().to_owned(),
        Part::Symbol(symbol) => {
            world[symbol.id.trim_start_matches('h').parse::<usize>().unwrap()].to_owned()
        }
        Part::Unknown(_) => panic!("not generated"),
    };
    parts.iter().map(text).collect()
}

fn guard() -> impl Strategy<Value = Guard> {
    prop::collection::btree_map(prop::sample::select(vec!["p", "q", "r"]), any::<bool>(), 0..3)
        .prop_map(|map| {
            map.into_iter()
                .fold(Guard::always(), |sum, (k, v)| sum.and(&Guard::when(k, v)).unwrap())
        })
}

/// All outcomes of the three conditions.
fn decisions() -> Vec<Guard> {
    let one = |bits: u8| {
        ["p", "q", "r"].iter().enumerate().fold(Guard::always(), |sum, (at, id)| {
            sum.and(&Guard::when(*id, bits >> at & 1 == 1)).unwrap()
        })
    };
    (0..8).map(one).collect()
}

fn choice() -> impl Strategy<Value = Value> {
    prop::collection::vec((guard(), prop::sample::select(vec!["x", "yy", "zzz"])), 1..5)
        .prop_map(|all| either(disjoint(all)))
}

/// Makes guards exclusive, as `either` demands: each alternative only in worlds that no earlier one has.
fn disjoint(all: Vec<(Guard, &str)>) -> Vec<(Guard, Value)> {
    let mut out: Vec<(Guard, Value)> = Vec::new();
    for world in decisions() {
        if let Some((_, text)) = all.iter().find(|(guard, _)| guard.covers(&world)) {
            out.push((world, Value::text(*text)));
        }
    }
    out
}

/// What a value is in one world of conditions.
fn outcome(value: &Value, world: &Guard) -> Option<String> {
    let all = value.alternatives();
    let here: Vec<_> = all.iter().filter(|(guard, _)| guard.covers(world)).collect();
    assert!(here.len() <= 1, "two alternatives in one world");
    here.first().and_then(|(_, value)| value.constant())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn same_is_sound(a in pieces(), b in pieces()) {
        let answer = same_parts(&a, &b, &class_of);
        for world in worlds() {
            let equal = concrete(&a, &world) == concrete(&b, &world);
            prop_assert!(answer != Answer::Yes || equal, "said yes: {a:?} {b:?} {world:?}");
            prop_assert!(answer != Answer::No || !equal, "said no: {a:?} {b:?} {world:?}");
        }
        prop_assert_eq!(answer, same_parts(&b, &a, &class_of));
    }

    #[test]
    fn alternatives_mean_what_they_meant(a in choice(), b in choice()) {
        let sum = concat(&[a.clone(), b.clone()]);
        prop_assume!(!sum.is_unknown());
        for world in decisions() {
            let expected = outcome(&a, &world).zip(outcome(&b, &world)).map(|(x, y)| x + &y);
            if let Some(expected) = expected {
                prop_assert_eq!(outcome(&sum, &world), Some(expected));
            }
        }
    }

    #[test]
    fn a_world_picks_its_alternative(a in choice()) {
        for world in decisions() {
            if let Some(expected) = outcome(&a, &world) {
                prop_assert_eq!(a.under(&world).constant(), Some(expected));
            }
        }
    }

    #[test]
    fn guards_are_sets_of_worlds(a in guard(), b in guard()) {
        for world in decisions() {
            let (in_a, in_b) = (a.covers(&world), b.covers(&world));
            prop_assert_eq!(a.and(&b).is_some_and(|both| both.covers(&world)), in_a && in_b);
            if let Some(some) = a.or(&b) {
                prop_assert_eq!(some.covers(&world), in_a || in_b);
            }
        }
    }

    #[test]
    fn json_comes_back(text in "[ -~äé😀\\n\\t\"\\\\]{0,12}", number in -1000i64..1000) {
        let value = Value::map([
            Entry { key: text.as_str().into(), value: Value::list([Value::text(text.as_str()), Value::null()].into()) },
            Entry { key: "n".into(), value: Is::Number(number.into()).into() },
        ].into());
        let written = Value::from(Is::Json(std::sync::Arc::new(value.clone())));
        let read = json::parse(&written.as_parts().unwrap()).unwrap();
        prop_assert_eq!(read.get("n").constant(), Some(number.to_string()));
        if text != "n" {
            prop_assert_eq!(read.get(&text).elements().0.len(), 2);
        }
    }
}

fn bucket(definition: Value) -> Value {
    Value::symbol(Symbol::new("b", "aws_s3_bucket.b.bucket", Class::Managed).defined(definition))
}

fn pick(condition: &str, yes: &str, no: &str) -> Value {
    either(vec![
        (Guard::when(condition, true), Value::text(yes)),
        (Guard::when(condition, false), Value::text(no)),
    ])
}

#[test]
fn two_managed_names_are_never_one() {
    let other = Value::symbol(Symbol::new("c", "c", Class::Managed));
    assert_eq!(same(&bucket(Value::text("x")), &other, &class_of), Answer::No);
    assert_eq!(same(&other, &other, &class_of), Answer::Yes);
}

#[test]
fn a_name_matches_its_definition() {
    assert_eq!(
        same(&bucket(Value::text("labels")), &Value::text("labels"), &class_of),
        Answer::Yes
    );
    assert_eq!(same(&bucket(Value::text("labels")), &Value::text("logs"), &class_of), Answer::No);
}

#[test]
fn correlated_choices_match_with_certainty() {
    let name = bucket(pick("prod", "a-prod", "a-dev"));
    assert_eq!(same(&name, &pick("prod", "a-prod", "a-dev"), &class_of), Answer::Yes);
    assert_eq!(same(&name, &pick("other", "a-prod", "a-dev"), &class_of), Answer::Maybe);
}

#[test]
fn too_many_alternatives_name_their_conditions() {
    let mut value = Value::text("");
    for at in 0..6 {
        value = concat(&[value, pick(&format!("c{at}"), "x", "yy")]);
    }
    let origins = value.origins().expect("it is unknown");
    assert!(origins.all().iter().any(|origin| origin.reason.contains("c0")), "{origins:?}");
}
