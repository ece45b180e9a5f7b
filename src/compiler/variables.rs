//! Variables that Cargo sets for a program that it runs.

use std::ffi::OsString;
use std::process::Command;

/// Takes out what Cargo sets for a program that it runs itself (`cargo run`, `cargo test`): it is not for its child.
pub(super) fn without_variables_of_packages(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if is_of_a_package(&name) {
            command.env_remove(name);
        }
    }
}

pub(super) fn is_of_a_package(name: &OsString) -> bool {
    let Some(name) = name.to_str() else { return false };
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CFG_", "CARGO_FEATURE_"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
        || ["CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "CARGO_TARGET_TMPDIR", "OUT_DIR"].contains(&name)
}
