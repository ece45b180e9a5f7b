//! One file a rule.

pub(super) mod broadcast_clone;
pub(super) mod clone_in_loop;
pub(super) mod clone_on_copy;
pub(super) mod clone_then_replace;
pub(super) mod clone_to_read;
pub(super) mod clone_under_lock;
pub(super) mod clones_before_spawn;
pub(super) mod conditional_clone;
pub(super) mod copy_candidate;
pub(super) mod deep_through_arc;
pub(super) mod field_by_field;
pub(super) mod getter_clone;
pub(super) mod large_value_clone;
pub(super) mod last_use;
pub(super) mod map_insert_clones;
pub(super) mod option_clone_then_map;
pub(super) mod repeated_clone;
pub(super) mod service_readiness;
pub(super) mod string_id_newtype;
pub(super) mod undocumented_clone;
