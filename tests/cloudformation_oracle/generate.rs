//! Templates at random: parameters, conditions, and buckets and state machines that hang on them.

use serde_json::{Map, Value, json};

use crate::random::Random;

/// The parameters of every template and the values that are tried.
pub const PARAMETERS: &[(&str, &[&str])] =
    &[("Env", &["dev", "stage", "prod"]), ("Use", &["true", "false"]), ("Color", &["blue", "red"])];
const CONDITIONS: &[&str] = &["IsProd", "IsUsed", "IsRed", "Mixed", "Either"];
const WORDS: &[&str] = &["alpha", "beta-2", "images/", "x.y", "", "s3://in"];

/// One template with three buckets and one state machine, beside the anchor that others refer to.
pub fn template(random: &mut Random) -> Value {
    let mut resources = Map::new();
    resources.insert("Anchor".to_owned(), json!({"Type": "AWS::S3::Bucket"}));
    for at in 0..3 {
        resources.insert(format!("Bucket{at}"), bucket(random));
    }
    let definition = text(random, 3);
    let machine = json!({"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": definition}});
    resources.insert("Machine".to_owned(), machine);
    json!({
        "Parameters": {
            "Env": {"Type": "String", "AllowedValues": ["dev", "stage", "prod"], "Default": "dev"},
            "Use": {"Type": "String", "AllowedValues": ["true", "false"]},
            "Color": {"Type": "String", "Default": "blue"},
        },
        "Mappings": {"Sizes": {
            "dev": {"Name": "small", "Count": 1},
            "stage": {"Name": "medium", "Count": 2},
            "prod": {"Name": "large", "Count": 3},
        }},
        "Conditions": {
            "IsProd": {"Fn::Equals": [{"Ref": "Env"}, random.pick(&["prod", "stage"])]},
            "IsUsed": {"Fn::Equals": ["true", {"Ref": "Use"}]},
            "IsRed": {"Fn::Equals": [{"Ref": "Color"}, "red"]},
            "Mixed": {"Fn::And": [condition(random, 2), condition(random, 1)]},
            "Either": {"Fn::Or": [condition(random, 1), condition(random, 2)]},
        },
        "Resources": resources,
    })
}

fn condition(random: &mut Random, depth: usize) -> Value {
    let simple = &["IsProd", "IsUsed", "IsRed"];
    match random.below(if depth == 0 { 1 } else { 4 }) {
        1 => json!({"Fn::Not": [condition(random, depth - 1)]}),
        2 => {
            json!({"Fn::Equals": [{"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, "Name"]}, "medium"]})
        }
        3 => json!({"Fn::Or": [condition(random, depth - 1), {"Condition": random.pick(simple)}]}),
        _ => json!({"Condition": random.pick(simple)}),
    }
}

fn bucket(random: &mut Random) -> Value {
    let mut properties = Map::new();
    if random.below(3) > 0 {
        properties.insert("BucketName".to_owned(), text(random, 2));
    }
    if random.below(5) > 0 {
        properties.insert("CorsConfiguration".to_owned(), cors(random, 2));
    }
    let mut bucket = json!({"Type": "AWS::S3::Bucket", "Properties": properties});
    if random.below(3) == 0 {
        bucket["Condition"] = json!(random.pick(CONDITIONS));
    }
    bucket
}

fn cors(random: &mut Random, depth: usize) -> Value {
    if depth > 0 && random.below(3) == 0 {
        let otherwise = match random.below(2) {
            0 => json!({"Ref": "AWS::NoValue"}),
            _ => cors(random, depth - 1),
        };
        return json!({"Fn::If": [random.pick(CONDITIONS), cors(random, depth - 1), otherwise]});
    }
    let count = 1 + random.below(2);
    let rules: Vec<Value> = (0..count).map(|_| rule(random)).collect();
    json!({"CorsRules": rules})
}

fn rule(random: &mut Random) -> Value {
    let methods = json!([random.pick(&["GET", "PUT"]), optional(random, json!("HEAD"))]);
    let origins = json!([text(random, 1), optional(random, json!("*"))]);
    let rule = json!({"AllowedMethods": methods, "AllowedOrigins": origins, "MaxAge": 3000});
    optional(random, rule)
}

fn optional(random: &mut Random, value: Value) -> Value {
    match random.below(3) {
        0 => json!({"Fn::If": [random.pick(CONDITIONS), value, {"Ref": "AWS::NoValue"}]}),
        _ => value,
    }
}

/// A text, by every function that makes one.
fn text(random: &mut Random, depth: usize) -> Value {
    if depth == 0 {
        return leaf(random);
    }
    let inner = depth - 1;
    match random.below(8) {
        0 => {
            json!({"Fn::Join": [random.pick(&["", "-", "/"]), [text(random, inner), text(random, inner), leaf(random)]]})
        }
        1 => {
            json!({"Fn::Sub": format!("{}${{Env}}-${{AWS::Region}}{}${{Anchor}}", random.pick(WORDS), random.pick(WORDS))})
        }
        2 => json!({"Fn::Sub": ["${In}/${Anchor.Arn}", {"In": text(random, inner)}]}),
        3 => json!({"Fn::If": [random.pick(CONDITIONS), text(random, inner), text(random, inner)]}),
        4 => json!({"Fn::Select": [random.below(2), [text(random, inner), text(random, inner)]]}),
        5 => json!({"Fn::Select": ["5", {"Fn::Split": [":", {"Fn::GetAtt": ["Anchor", "Arn"]}]}]}),
        6 => json!({"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, random.pick(&["Name", "Count"])]}),
        _ => leaf(random),
    }
}

fn leaf(random: &mut Random) -> Value {
    match random.below(6) {
        0 => json!({"Ref": "Env"}),
        1 => json!({"Ref": "Color"}),
        2 => json!({"Ref": random.pick(&["AWS::AccountId", "AWS::Region", "AWS::Partition"])}),
        3 => json!({"Ref": "Anchor"}),
        _ => json!(random.pick(WORDS)),
    }
}
