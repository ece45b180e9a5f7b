//! Functions and methods by name, and what they do with what they are given.

/// Whether a function or method of this name starts a task or a thread: `spawn`, `spawn_blocking`, `spawn_local` ….
/// What it is given runs once, and outlives the expression.
pub(crate) fn spawns(name: &str) -> bool {
    name.strip_prefix("spawn").is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

/// Whether a function of this name, of which nothing else is known, calls the closure that it is given once.
pub(crate) fn spawns_once(name: &str) -> bool {
    matches!(name, "spawn" | "spawn_blocking" | "spawn_fifo" | "spawn_local" | "spawn_on" | "spawn_scoped")
}

/// Whether a function of this name runs once for each request, message or event: `handle_login`, `on_message`.
pub(crate) fn handles(name: &str) -> bool {
    matches!(name, "handle" | "handler")
        || name.starts_with("handle_")
        || name.starts_with("on_")
        || name.ends_with("_handler")
}

/// Whether a function with a parameter of a type of this name handles requests: `HttpRequest`, and axum's and actix's
/// extractors, which have parameters of their own.
pub(crate) fn is_request(name: &str, has_arguments: bool) -> bool {
    const EXTRACTORS: &[&str] = &["ConnectInfo", "Data", "Extension", "Form", "Json", "Query", "State"];
    name.ends_with("Request")
        || matches!(name, "Multipart" | "WebSocket" | "WebSocketUpgrade")
        || has_arguments && EXTRACTORS.contains(&name)
}

/// Methods that call a closure for each element of an iterator, stream or collection, and that `Option`, `Result` or
/// futures have as well.
pub(crate) const ADAPTORS: &[&str] = &[
    "all",
    "any",
    "filter",
    "find",
    "fold",
    "inspect",
    "map",
    "map_while",
    "position",
    "reduce",
    "rfind",
    "rposition",
    "scan",
    "then",
    "try_fold",
];

/// Methods that call a closure for each element, and that only iterators, streams and collections have.
pub(crate) const ADAPTORS_OF_MANY: &[&str] = &[
    "dedup_by",
    "dedup_by_key",
    "filter_map",
    "find_map",
    "flat_map",
    "for_each",
    "for_each_concurrent",
    "max_by",
    "max_by_key",
    "min_by",
    "min_by_key",
    "partition",
    "retain",
    "retain_mut",
    "skip_while",
    "sort_by",
    "sort_by_cached_key",
    "sort_by_key",
    "sort_unstable_by",
    "sort_unstable_by_key",
    "take_while",
    "try_for_each",
];

/// Whether a method of this name yields an iterator, and so makes what is called on it an iterator's method.
pub(crate) fn iterates(name: &str) -> bool {
    const STARTS: &[&str] = &[
        "bytes",
        "chain",
        "char_indices",
        "chars",
        "chunks",
        "chunks_exact",
        "cycle",
        "drain",
        "enumerate",
        "into_keys",
        "into_values",
        "keys",
        "lines",
        "matches",
        "peekable",
        "rev",
        "rsplit",
        "skip",
        "skip_while",
        "split",
        "split_terminator",
        "split_whitespace",
        "splitn",
        "step_by",
        "take_while",
        "values",
        "values_mut",
        "windows",
    ];
    name.starts_with("iter") || name.starts_with("into_iter") || name.ends_with("_iter") || STARTS.contains(&name)
}

/// Methods whose closure or argument is needed only where something went wrong or is not there.
pub(crate) const SELDOM: &[&str] = &[
    "context",
    "expect",
    "get_or_init",
    "get_or_insert_with",
    "map_err",
    "ok_or",
    "ok_or_else",
    "or_else",
    "or_insert",
    "or_insert_with",
    "unwrap_or",
    "unwrap_or_else",
    "with_context",
    "wrap_err",
    "wrap_err_with",
];

/// Whether a method of this name calls the closure at this place of its arguments only where something failed. What is no
/// closure is evaluated in any case. `takes_error`: the closure has a parameter; without one, `unwrap_or_else` and the like
/// are those of an `Option` and fill in what is missing, which may be the rule.
pub(crate) fn is_for_failure(name: &str, argument: usize, takes_error: bool) -> bool {
    match name {
        "inspect_err" | "map_err" | "ok_or_else" | "with_context" | "wrap_err_with" => true,
        "or_else" | "unwrap_or_else" => takes_error,
        "map_or_else" => takes_error && argument == 0,
        _ => false,
    }
}

/// Methods and functions that say where a value lies, or how much room it has: a copy answers differently.
pub(crate) const ADDRESSING: &[&str] = &[
    "addr_eq",
    "addr_of",
    "addr_of_mut",
    "as_mut_ptr",
    "as_mut_ptr_range",
    "as_ptr",
    "as_ptr_range",
    "capacity",
    "from_mut",
    "from_ref",
    "ptr_eq",
    "spare_capacity_mut",
];

/// Methods of `Option` and `Result` that take the value and have their like for a borrowed one.
pub(crate) const WITH_AS_REF: &[&str] = &[
    "map",
    "map_or",
    "map_or_else",
    "and_then",
    "is_some_and",
    "is_none_or",
    "is_ok_and",
    "is_err_and",
    "unwrap",
    "expect",
    "unwrap_or",
    "unwrap_or_else",
    "ok_or",
    "ok_or_else",
    "filter",
    "into_iter",
    "zip",
    "ok",
];

/// Methods that only look at what they are called on. Of all others, tokens do not say.
pub(crate) const LOOKING: &[&str] = &[
    "as_deref",
    "as_ref",
    "as_str",
    "borrow",
    "chars",
    "clone",
    "cloned",
    "contains",
    "contains_key",
    "display",
    "ends_with",
    "eq",
    "first",
    "get",
    "id",
    "is_empty",
    "is_err",
    "is_none",
    "is_ok",
    "is_some",
    "iter",
    "join",
    "keys",
    "last",
    "len",
    "name",
    "path",
    "starts_with",
    "to_owned",
    "to_path_buf",
    "to_string",
    "to_string_lossy",
    "to_vec",
    "values",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spawns_and_what_only_sounds_like_it() {
        assert!(spawns("spawn") && spawns("spawn_blocking") && spawns("spawn_on"));
        assert!(!spawns("spawner") && !spawns("spawned") && !spawns("respawn"));
        assert!(spawns_once("spawn_blocking") && !spawns_once("spawn_broadcast") && !spawns_once("spawn_routes"));
    }

    #[test]
    fn which_closures_run_where_something_failed() {
        assert!(is_for_failure("map_err", 0, true) && is_for_failure("ok_or_else", 0, false));
        assert!(is_for_failure("unwrap_or_else", 0, true) && !is_for_failure("unwrap_or_else", 0, false));
        assert!(is_for_failure("map_or_else", 0, true) && !is_for_failure("map_or_else", 1, true));
        assert!(!is_for_failure("map", 0, true) && !is_for_failure("or_insert_with", 0, false));
    }

    #[test]
    fn what_handles_requests() {
        assert!(handles("handle") && handles("handle_login") && handles("on_message") && handles("login_handler"));
        assert!(!handles("handles") && !handles("once") && !handles("spawn_handlers"));
        assert!(is_request("Request", true) && is_request("HttpRequest", false) && is_request("State", true));
        assert!(!is_request("State", false) && !is_request("Requests", false));
    }

    #[test]
    fn what_starts_a_chain() {
        assert!(iterates("iter") && iterates("iter_mut") && iterates("par_iter") && iterates("values"));
        assert!(!iterates("value") && !iterates("unwrap"));
        assert!(ADAPTORS_OF_MANY.iter().all(|name| !ADAPTORS.contains(name)));
    }
}
