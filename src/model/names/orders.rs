//! How lists are grouped and ordered.

vocabulary! {
    /// What `--by` groups sites by.
    Grouping {
        /// Path of the file.
        File = "file",
        /// Package.
        Package = "package",
        /// Category.
        Category = "category",
        /// Type class.
        Class = "class",
        /// Text of the cloned type; `unknown` where it is not known.
        Type = "type",
        /// What one clone costs.
        Cost = "cost",
        /// Enclosing item.
        Item = "item",
        /// Spelling.
        Spelling = "spelling",
    }
}

vocabulary! {
    /// What decides which files and groups are listed first.
    Sorting {
        /// What rules warn of in production code, then what they note there, then the [impact](crate::model::impact).
        Findings = "findings",
        /// How many explicit clones they hold.
        Count = "count",
        /// The [weight](super::Cost::weight) of these.
        Cost = "cost",
        /// Their [impact](crate::model::impact): cost, loops and scope.
        Impact = "impact",
    }
}

vocabulary! {
    /// What decides which types are listed first.
    TypeSorting {
        /// How many sites clone it: most first.
        Sites = "sites",
        /// Its size: largest first.
        Size = "size",
        /// The [weight](super::Cost::weight) of its clones together: heaviest first.
        Cost = "cost",
        /// Its name.
        Name = "name",
    }
}

vocabulary! {
    /// What decides which sites of a profile are listed first: most first.
    ProfileSorting {
        /// Nanoseconds of all clones.
        Time = "time",
        /// Bytes of their allocations.
        Bytes = "bytes",
        /// Their allocations.
        Allocations = "allocations",
        /// How often they ran.
        Calls = "calls",
    }
}
