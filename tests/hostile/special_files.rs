//! What is no file though its name says so: pipes, sockets, devices, links to nowhere and out of the tree.

use std::{
    fs::{self, Permissions},
    os::unix::{fs::PermissionsExt, fs::symlink, net::UnixListener},
    process::Command,
};

use crate::{
    expect, repository, said,
    say::say,
    shell::{command, err, run},
};

const BUCKET: &str =
    "resource \"aws_s3_bucket\" \"victim\" {\n  tags = { Purpose = \"labeling-input\" }\n}\n";

#[test]
fn what_terraform_would_read_and_is_no_file_is_told() {
    let folder = repository(&[("main.tf", BUCKET)]);
    let outside = repository(&[("shared.tf", BUCKET)]);
    let at = |name: &str| folder.path().join(name);
    assert!(Command::new("mkfifo").arg(at("pipe.tf")).status().unwrap().success());
    let _socket = UnixListener::bind(at("socket.tf")).unwrap();
    symlink("/dev/zero", at("zero.tf")).unwrap();
    symlink("nowhere", at("gone.tf")).unwrap();
    symlink("self.tf", at("self.tf")).unwrap();
    symlink(outside.path().join("shared.tf"), at("shared.tf")).unwrap();
    // what editors leave, what others use, and folders are no files of ours
    symlink("user@host.1", at(".#main.tf")).unwrap();
    symlink("nowhere", at("values.yaml")).unwrap();
    symlink("..", at("up")).unwrap();
    fs::create_dir(at("folder.tf")).unwrap();
    let said = said(folder.path());
    expect("the file beside them", &said, "aws_s3_bucket.victim");
    let count = |words: &str| said.iter().filter(|line| line.contains(words)).count();
    assert_eq!(count("this is a pipe, a socket or a device"), 2, "{said:#?}");
    assert_eq!(count("this link leads out of the tree"), 2, "{said:#?}");
    assert_eq!(count("this link leads nowhere"), 1, "{said:#?}");
    assert_eq!(count("cannot read the file"), 1, "{said:#?}");
    assert_eq!(said.len(), 7, "{said:#?}");
}

#[test]
fn a_link_within_the_tree_is_followed() {
    let folder = repository(&[("shared.txt", BUCKET)]);
    symlink("shared.txt", folder.path().join("main.tf")).unwrap();
    expect("link", &said(folder.path()), "aws_s3_bucket.victim");
}

#[test]
fn files_and_folders_that_may_not_be_read_are_told() {
    let folder = repository(&[("main.tf", BUCKET), ("locked/main.tf", BUCKET)]);
    let forbid = |name: &str, mode: u32| {
        fs::set_permissions(folder.path().join(name), Permissions::from_mode(mode)).unwrap();
    };
    forbid("main.tf", 0);
    forbid("locked", 0);
    let is_root = fs::read(folder.path().join("main.tf")).is_ok();
    if is_root {
        say("SKIPPED: root may read every file; nothing was forbidden");
    } else {
        let said = said(folder.path());
        expect("file", &said, "cannot read the file");
        expect("folder", &said, "cannot look into");
    }
    forbid("locked", 0o755);
}

#[test]
fn a_configuration_that_is_no_file_stops_the_run() {
    let folder = repository(&[("main.tf", BUCKET)]);
    let file = folder.path().join(".cors-lint.yaml");
    let expect = |words: &str| {
        let output = run(folder.path(), &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(words), "{}", err(&output));
    };
    symlink("/dev/zero", &file).unwrap();
    expect("leads out of the tree");
    fs::remove_file(&file).unwrap();
    assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
    expect("is no regular file");
}

#[test]
fn what_never_ends_is_refused() {
    let folder = repository(&[("main.tf", BUCKET)]);
    let pipe = folder.path().join("pipe.tf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for arguments in [&["pipe.tf"][..], &["/dev/zero"], &["--config", "/dev/zero"]] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let is_told = ["no file", "no regular file"].iter().any(|one| err(&output).contains(one));
        assert!(is_told, "{arguments:?}: {}", err(&output));
    }
    let endless = fs::File::open("/dev/zero").unwrap();
    let arguments = ["-", "--stdin-filename", "main.tf"];
    let output = command(folder.path(), &arguments).stdin(endless).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("it is larger than 256 MB"), "{}", err(&output));
}
