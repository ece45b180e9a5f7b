//! Essential facts of what is lowered.
