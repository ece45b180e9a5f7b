//! `cargo clone-audit`; everything is in the library.

fn main() -> clone_audit::cli::ExitStatus {
    clone_audit::cli::main()
}
