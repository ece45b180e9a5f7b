//! Cheap-to-clone handles of common libraries, as data: cloning one bumps a count and shares what is behind it.
//!
//! One line a handle: the package, the type, and where its documentation says so (a page of the package's own
//! documentation, by its path).

/// Package, type, where it is documented.
const HANDLES: &[(&str, &str, &str)] = &[
    ("bytes", "Bytes", "bytes::Bytes: \"cheaply cloneable and sliceable chunk of contiguous memory\""),
];

/// Whether a type of a package is a handle.
pub(super) fn is_handle(package: &str, name: &str) -> bool {
    HANDLES.iter().any(|(known, ty, _)| *known == package && *ty == name)
}

/// Whether a path, as the user's code resolves it, names a handle.
pub(super) fn is_handle_path(path: &str) -> bool {
    let (Some(first), Some(last)) = (path.split("::").next(), path.rsplit("::").next()) else { return false };
    HANDLES.iter().any(|(package, ty, _)| package.replace('-', "_") == first && *ty == last)
}
