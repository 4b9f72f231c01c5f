//! Files that are not ours change nothing that is said of those that are.

use std::fs;

use cors_lint::walk;

use crate::{Verdict, common, fixtures::fixtures, verdict};

const OTHERS: &[(&str, &str)] = &[
    ("README.md", "# Buckets of labeling\n\nResources: AWS::S3::Bucket\n"),
    ("package.json", "{\"name\": \"labeling\", \"dependencies\": {\"aws-cdk-lib\": \"^2\"}}\n"),
    (
        "deploy/service.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: labeling}\nspec: {Resources: AWS::S3::Bucket}\n",
    ),
    ("elsewhere/main.tf", "resource \"aws_s3_bucket\" \"logs\" {\n  bucket = \"acme-logs\"\n}\n"),
    ("elsewhere/queue.tf.json", "{\"resource\": {\"aws_sqs_queue\": {\"a\": {}}}}\n"),
    ("data/points.json", "[[0, 1], [2, 3]]\n"),
];

#[test]
fn files_of_others_change_nothing() {
    let mut cases = 0;
    for (name, _) in fixtures().into_iter().filter(|(name, _)| name.contains("missing_cors/")) {
        let (folder, file) = name.rsplit_once('/').unwrap();
        let repository = common::repository(folder, file);
        let judged = || -> Verdict {
            let scan = walk::scan(&[repository.path().to_owned()]).unwrap();
            verdict(&common::lint(scan, None).0)
        };
        let before = judged();
        for (path, text) in OTHERS {
            let path = repository.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        assert_eq!(judged(), before, "{name}");
        cases += 1;
    }
    assert!(cases >= 80, "only {cases} cases");
}
