//! A type as the source writes it, reduced to what classification needs.

use std::fmt;

/// A written type. Lifetimes, bounds and qualifiers are left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// `a::b::Name<Args>`
    Path {
        /// The path's segments without their arguments.
        segments: Vec<String>,
        /// Type arguments of the last segment.
        args: Vec<TypeRef>,
    },
    /// `&T`, `&mut T`
    Ref(Box<TypeRef>),
    /// `(A, B)`
    Tuple(Vec<TypeRef>),
    /// `[T; N]`
    Array(Box<TypeRef>),
    /// `[T]`
    Slice(Box<TypeRef>),
    /// `fn(A) -> B`
    Function,
    /// `dyn`, `impl`, raw pointers, macros and whatever else is not looked into.
    Other,
}

impl TypeRef {
    /// A path of one segment without arguments.
    pub fn named(name: &str) -> Self {
        Self::Path { segments: vec![name.to_owned()], args: Vec::new() }
    }

    /// The type that `.clone()` copies when called on a value of this type: method lookup takes one reference off.
    #[must_use]
    pub fn cloned(&self) -> &Self {
        match self {
            Self::Ref(inner) => inner,
            other => other,
        }
    }

    /// The last segment of a path type.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Path { segments, .. } => segments.last().map(String::as_str),
            _ => None,
        }
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list(f: &mut fmt::Formatter<'_>, items: &[TypeRef]) -> fmt::Result {
            for (i, item) in items.iter().enumerate() {
                write!(f, "{}{item}", if i > 0 { ", " } else { "" })?;
            }
            Ok(())
        }
        match self {
            Self::Path { segments, args } => {
                f.write_str(&segments.join("::"))?;
                if !args.is_empty() {
                    f.write_str("<")?;
                    list(f, args)?;
                    f.write_str(">")?;
                }
                Ok(())
            }
            Self::Ref(inner) => write!(f, "&{inner}"),
            Self::Tuple(items) => {
                f.write_str("(")?;
                list(f, items)?;
                f.write_str(if items.len() == 1 { ",)" } else { ")" })
            }
            Self::Array(inner) => write!(f, "[{inner}; _]"),
            Self::Slice(inner) => write!(f, "[{inner}]"),
            Self::Function => f.write_str("fn"),
            Self::Other => f.write_str("_"),
        }
    }
}
