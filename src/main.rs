//! `cargo clone-audit`; everything is in the library.

fn main() -> std::process::ExitCode {
    clone_audit::cli::main()
}
