//! The bytes of attributes, blocks and comments.

use super::*;

const BLOCKS: &str = "\
# cors-lint: labeling-input
resource \"aws_s3_bucket\" \"ä\" { # { a brace
\tbucket = \"x\" // cors-lint: one
  tags   = { a = 1 }
  rule { days = 1 }
  /* cors-lint:
     two */
  empty {}
}
terraform {
  required_version = \"# cors-lint: no comment\"
}
";

#[test]
fn blocks_and_attributes() {
    for text in [BLOCKS.to_owned(), BLOCKS.replace('\n', "\r\n")] {
        let file = File::new(&text);
        let body = file.read().body;
        assert_eq!(file.slice(body.span), text);
        let block = &body.blocks[0];
        assert_eq!(file.slice(block.header), "resource \"aws_s3_bucket\" \"ä\"");
        assert_eq!(file.slice(block.kind_span), "resource");
        assert_eq!(block.label(1), Some("ä"));
        assert_eq!(file.slice(block.labels[1].1), "\"ä\"");
        assert!(file.slice(block.span).ends_with("}"));
        assert_eq!(file.slice(block.span).matches('\n').count(), 7);
        assert!(file.slice(block.body.span).starts_with(" # { a brace"));
        let bucket = block.body.attribute("bucket").unwrap();
        assert_eq!(file.slice(bucket.span), "bucket = \"x\"");
        assert_eq!(file.slice(bucket.name_span), "bucket");
        let rule = block.body.blocks("rule").next().unwrap();
        assert_eq!(file.slice(rule.span), "rule { days = 1 }");
        assert_eq!(file.slice(rule.body.span), " days = 1 ");
        assert_eq!(file.slice(rule.body.attributes[0].span), "days = 1");
        let empty = block.body.blocks("empty").next().unwrap();
        assert_eq!(file.slice(empty.body.span), "");
        assert_eq!(file.slice(empty.span), "empty {}");
    }
}

#[test]
fn comments_that_name_the_tool() {
    let file = File::new(BLOCKS);
    let comments = file.read().comments;
    let texts: Vec<&str> = comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["cors-lint: labeling-input", "cors-lint: one", "cors-lint:\n     two"]);
    assert_eq!(file.slice(comments[1].span), "// cors-lint: one");
    assert!(file.slice(comments[2].span).ends_with("two */"));
}

#[test]
fn a_span_ends_where_its_heredoc_ends() {
    let file = File::new("b {\n  a = <<-X\n    y\n  X\n}\n");
    let attribute = &file.read().body.blocks[0].body.attributes[0];
    assert_eq!(file.slice(attribute.span), "a = <<-X\n    y\n  X");
}
