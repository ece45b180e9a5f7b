pub mod f32 {
    use crate::prelude::v1::*;
    pub const DIGITS: u32 = 0;
    pub const EPSILON: f32 = 0;
    pub const INFINITY: f32 = 0;
    pub const MANTISSA_DIGITS: u32 = 0;
    pub const MAX: f32 = 0;
    pub const MAX_10_EXP: i32 = 0;
    pub const MAX_EXP: i32 = 0;
    pub const MIN: f32 = 0;
    pub const MIN_10_EXP: i32 = 0;
    pub const MIN_EXP: i32 = 0;
    pub const MIN_POSITIVE: f32 = 0;
    pub const NAN: f32 = 0;
    pub const NEG_INFINITY: f32 = 0;
    pub const RADIX: u32 = 0;
    pub mod consts {
        use crate::prelude::v1::*;
        pub const E: f32 = 0;
        pub const EULER_GAMMA: f32 = 0;
        pub const FRAC_1_PI: f32 = 0;
        pub const FRAC_1_SQRT_2: f32 = 0;
        pub const FRAC_2_PI: f32 = 0;
        pub const FRAC_2_SQRT_PI: f32 = 0;
        pub const FRAC_PI_2: f32 = 0;
        pub const FRAC_PI_3: f32 = 0;
        pub const FRAC_PI_4: f32 = 0;
        pub const FRAC_PI_6: f32 = 0;
        pub const FRAC_PI_8: f32 = 0;
        pub const GOLDEN_RATIO: f32 = 0;
        pub const LN_10: f32 = 0;
        pub const LN_2: f32 = 0;
        pub const LOG10_2: f32 = 0;
        pub const LOG10_E: f32 = 0;
        pub const LOG2_10: f32 = 0;
        pub const LOG2_E: f32 = 0;
        pub const PI: f32 = 0;
        pub const SQRT_2: f32 = 0;
        pub const TAU: f32 = 0;
    }
}
pub mod f64 {
    use crate::prelude::v1::*;
    pub const DIGITS: u32 = 0;
    pub const EPSILON: f64 = 0;
    pub const INFINITY: f64 = 0;
    pub const MANTISSA_DIGITS: u32 = 0;
    pub const MAX: f64 = 0;
    pub const MAX_10_EXP: i32 = 0;
    pub const MAX_EXP: i32 = 0;
    pub const MIN: f64 = 0;
    pub const MIN_10_EXP: i32 = 0;
    pub const MIN_EXP: i32 = 0;
    pub const MIN_POSITIVE: f64 = 0;
    pub const NAN: f64 = 0;
    pub const NEG_INFINITY: f64 = 0;
    pub const RADIX: u32 = 0;
    pub mod consts {
        use crate::prelude::v1::*;
        pub const E: f64 = 0;
        pub const EULER_GAMMA: f64 = 0;
        pub const FRAC_1_PI: f64 = 0;
        pub const FRAC_1_SQRT_2: f64 = 0;
        pub const FRAC_2_PI: f64 = 0;
        pub const FRAC_2_SQRT_PI: f64 = 0;
        pub const FRAC_PI_2: f64 = 0;
        pub const FRAC_PI_3: f64 = 0;
        pub const FRAC_PI_4: f64 = 0;
        pub const FRAC_PI_6: f64 = 0;
        pub const FRAC_PI_8: f64 = 0;
        pub const GOLDEN_RATIO: f64 = 0;
        pub const LN_10: f64 = 0;
        pub const LN_2: f64 = 0;
        pub const LOG10_2: f64 = 0;
        pub const LOG10_E: f64 = 0;
        pub const LOG2_10: f64 = 0;
        pub const LOG2_E: f64 = 0;
        pub const PI: f64 = 0;
        pub const SQRT_2: f64 = 0;
        pub const TAU: f64 = 0;
    }
}
pub mod i128 {
    use crate::prelude::v1::*;
    pub const MAX: i128 = 0;
    pub const MIN: i128 = 0;
}
pub mod i16 {
    use crate::prelude::v1::*;
    pub const MAX: i16 = 0;
    pub const MIN: i16 = 0;
}
pub mod i32 {
    use crate::prelude::v1::*;
    pub const MAX: i32 = 0;
    pub const MIN: i32 = 0;
}
pub mod i64 {
    use crate::prelude::v1::*;
    pub const MAX: i64 = 0;
    pub const MIN: i64 = 0;
}
pub mod i8 {
    use crate::prelude::v1::*;
    pub const MAX: i8 = 0;
    pub const MIN: i8 = 0;
}
pub mod isize {
    use crate::prelude::v1::*;
    pub const MAX: isize = 0;
    pub const MIN: isize = 0;
}
pub mod num {
    use crate::prelude::v1::*;
    use crate::ascii::EscapeDefault;
    use crate::cmp::Ordering;
    use crate::convert::Infallible;
    use crate::error::Error;
    use crate::fmt::Display;
    #[derive(Clone, Debug, PartialEq, Copy, Eq)]
    pub enum FpCategory { Nan, Infinite, Zero, Subnormal, Normal, }
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub enum IntErrorKind { Empty, InvalidDigit, PosOverflow, NegOverflow, Zero, }
    pub type NonZeroI128 = NonZero<i128>;
    pub type NonZeroI16 = NonZero<i16>;
    pub type NonZeroI32 = NonZero<i32>;
    pub type NonZeroI64 = NonZero<i64>;
    pub type NonZeroI8 = NonZero<i8>;
    pub type NonZeroIsize = NonZero<isize>;
    pub type NonZeroU128 = NonZero<u128>;
    pub type NonZeroU16 = NonZero<u16>;
    pub type NonZeroU32 = NonZero<u32>;
    pub type NonZeroU64 = NonZero<u64>;
    pub type NonZeroU8 = NonZero<u8>;
    pub type NonZeroUsize = NonZero<usize>;
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParseFloatError { layout: Opaque }
    impl Display for ParseFloatError {}
    impl Error for ParseFloatError {}
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParseIntError { kind: IntErrorKind }
    impl ParseIntError {
        pub fn kind(&self) -> &IntErrorKind {}
    }
    impl Display for ParseIntError {}
    impl Error for ParseIntError {}
    #[derive(Clone, Debug, PartialEq, Copy, Eq)]
    pub struct TryFromIntError (());
    impl Display for TryFromIntError {}
    impl Error for TryFromIntError {}
    impl From<!> for TryFromIntError {}
    impl From<Infallible> for TryFromIntError {}
    impl Int {
        pub const MIN: Self = 0;
        pub const MAX: Self = 0;
        pub const BITS: u32 = 0;
        pub fn count_ones(self) -> u32 {}
        pub fn count_zeros(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn leading_ones(self) -> u32 {}
        pub fn trailing_ones(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> Self {}
        pub fn rotate_right(self, n: u32) -> Self {}
        pub fn swap_bytes(self) -> Self {}
        pub fn reverse_bits(self) -> Self {}
        pub fn from_be(x: Self) -> Self {}
        pub fn from_le(x: Self) -> Self {}
        pub fn to_be(self) -> Self {}
        pub fn to_le(self) -> Self {}
        pub fn checked_add(self, rhs: Self) -> Option<Self> {}
        pub fn strict_add(self, rhs: Self) -> Self {}
        pub unsafe fn unchecked_add(self, rhs: Self) -> Self {}
        pub fn checked_sub(self, rhs: Self) -> Option<Self> {}
        pub fn strict_sub(self, rhs: Self) -> Self {}
        pub unsafe fn unchecked_sub(self, rhs: Self) -> Self {}
        pub fn checked_mul(self, rhs: Self) -> Option<Self> {}
        pub fn strict_mul(self, rhs: Self) -> Self {}
        pub unsafe fn unchecked_mul(self, rhs: Self) -> Self {}
        pub fn checked_div(self, rhs: Self) -> Option<Self> {}
        pub fn strict_div(self, rhs: Self) -> Self {}
        pub fn checked_div_euclid(self, rhs: Self) -> Option<Self> {}
        pub fn strict_div_euclid(self, rhs: Self) -> Self {}
        pub fn checked_rem(self, rhs: Self) -> Option<Self> {}
        pub fn strict_rem(self, rhs: Self) -> Self {}
        pub fn checked_rem_euclid(self, rhs: Self) -> Option<Self> {}
        pub fn strict_rem_euclid(self, rhs: Self) -> Self {}
        pub fn checked_neg(self) -> Option<Self> {}
        pub unsafe fn unchecked_neg(self) -> Self {}
        pub fn strict_neg(self) -> Self {}
        pub fn checked_shl(self, rhs: u32) -> Option<Self> {}
        pub fn strict_shl(self, rhs: u32) -> Self {}
        pub unsafe fn unchecked_shl(self, rhs: u32) -> Self {}
        pub fn unbounded_shl(self, rhs: u32) -> Self {}
        pub fn checked_shr(self, rhs: u32) -> Option<Self> {}
        pub fn strict_shr(self, rhs: u32) -> Self {}
        pub unsafe fn unchecked_shr(self, rhs: u32) -> Self {}
        pub fn unbounded_shr(self, rhs: u32) -> Self {}
        pub fn checked_abs(self) -> Option<Self> {}
        pub fn strict_abs(self) -> Self {}
        pub fn checked_pow(self, exp: u32) -> Option<Self> {}
        pub fn strict_pow(self, exp: u32) -> Self {}
        pub fn checked_isqrt(self) -> Option<Self> {}
        pub fn saturating_add(self, rhs: Self) -> Self {}
        pub fn saturating_sub(self, rhs: Self) -> Self {}
        pub fn saturating_neg(self) -> Self {}
        pub fn saturating_abs(self) -> Self {}
        pub fn saturating_mul(self, rhs: Self) -> Self {}
        pub fn saturating_div(self, rhs: Self) -> Self {}
        pub fn saturating_pow(self, exp: u32) -> Self {}
        pub fn wrapping_add(self, rhs: Self) -> Self {}
        pub fn wrapping_sub(self, rhs: Self) -> Self {}
        pub fn wrapping_mul(self, rhs: Self) -> Self {}
        pub fn wrapping_div(self, rhs: Self) -> Self {}
        pub fn wrapping_div_euclid(self, rhs: Self) -> Self {}
        pub fn wrapping_rem(self, rhs: Self) -> Self {}
        pub fn wrapping_rem_euclid(self, rhs: Self) -> Self {}
        pub fn wrapping_neg(self) -> Self {}
        pub fn wrapping_shl(self, rhs: u32) -> Self {}
        pub fn wrapping_shr(self, rhs: u32) -> Self {}
        pub fn wrapping_abs(self) -> Self {}
        pub fn wrapping_pow(self, exp: u32) -> Self {}
        pub fn overflowing_add(self, rhs: Self) -> (Self, bool) {}
        pub fn overflowing_sub(self, rhs: Self) -> (Self, bool) {}
        pub fn overflowing_mul(self, rhs: Self) -> (Self, bool) {}
        pub fn overflowing_div(self, rhs: Self) -> (Self, bool) {}
        pub fn overflowing_div_euclid(self, rhs: Self) -> (Self, bool) {}
        pub fn overflowing_rem(self, rhs: Self) -> (Self, bool) {}
        pub fn overflowing_rem_euclid(self, rhs: Self) -> (Self, bool) {}
        pub fn overflowing_neg(self) -> (Self, bool) {}
        pub fn overflowing_shl(self, rhs: u32) -> (Self, bool) {}
        pub fn overflowing_shr(self, rhs: u32) -> (Self, bool) {}
        pub fn overflowing_abs(self) -> (Self, bool) {}
        pub fn overflowing_pow(self, exp: u32) -> (Self, bool) {}
        pub fn pow(self, exp: u32) -> Self {}
        pub fn isqrt(self) -> Self {}
        pub fn div_euclid(self, rhs: Self) -> Self {}
        pub fn rem_euclid(self, rhs: Self) -> Self {}
        pub fn ilog(self, base: Self) -> u32 {}
        pub fn ilog2(self) -> u32 {}
        pub fn ilog10(self) -> u32 {}
        pub fn checked_ilog(self, base: Self) -> Option<u32> {}
        pub fn checked_ilog2(self) -> Option<u32> {}
        pub fn checked_ilog10(self) -> Option<u32> {}
        pub fn abs(self) -> Self {}
        pub fn signum(self) -> Self {}
        pub fn is_positive(self) -> bool {}
        pub fn is_negative(self) -> bool {}
        pub fn min_value() -> Self {}
        pub fn max_value() -> Self {}
        pub fn midpoint(self, rhs: Self) -> Self {}
        pub fn carrying_add(self, rhs: Self, carry: bool) -> (Self, bool) {}
        pub fn borrowing_sub(self, rhs: Self, borrow: bool) -> (Self, bool) {}
        pub fn carrying_mul(self, rhs: Self, carry: Self) -> (Self, Self) {}
        pub fn carrying_mul_add(self, rhs: Self, carry: Self, add: Self) -> (Self, Self) {}
        pub fn div_ceil(self, rhs: Self) -> Self {}
        pub fn next_multiple_of(self, rhs: Self) -> Self {}
        pub fn checked_next_multiple_of(self, rhs: Self) -> Option<Self> {}
        pub fn is_multiple_of(self, rhs: Self) -> bool {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> Self {}
        pub fn checked_next_power_of_two(self) -> Option<Self> {}
    }
    impl i8 {
        pub fn cast_unsigned(self) -> u8 {}
        pub fn checked_add_unsigned(self, rhs: u8) -> Option<i8> {}
        pub fn strict_add_unsigned(self, rhs: u8) -> i8 {}
        pub fn checked_sub_unsigned(self, rhs: u8) -> Option<i8> {}
        pub fn strict_sub_unsigned(self, rhs: u8) -> i8 {}
        pub fn saturating_add_unsigned(self, rhs: u8) -> i8 {}
        pub fn saturating_sub_unsigned(self, rhs: u8) -> i8 {}
        pub fn wrapping_add_unsigned(self, rhs: u8) -> i8 {}
        pub fn wrapping_sub_unsigned(self, rhs: u8) -> i8 {}
        pub fn unsigned_abs(self) -> u8 {}
        pub fn overflowing_add_unsigned(self, rhs: u8) -> (i8, bool) {}
        pub fn overflowing_sub_unsigned(self, rhs: u8) -> (i8, bool) {}
        pub fn abs_diff(self, other: i8) -> u8 {}
        pub fn to_be_bytes(self) -> [u8; 1] {}
        pub fn to_le_bytes(self) -> [u8; 1] {}
        pub fn to_ne_bytes(self) -> [u8; 1] {}
        pub fn from_be_bytes(bytes: [u8; 1]) -> i8 {}
        pub fn from_le_bytes(bytes: [u8; 1]) -> i8 {}
        pub fn from_ne_bytes(bytes: [u8; 1]) -> i8 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i8, ParseIntError> {}
    }
    impl i16 {
        pub fn cast_unsigned(self) -> u16 {}
        pub fn checked_add_unsigned(self, rhs: u16) -> Option<i16> {}
        pub fn strict_add_unsigned(self, rhs: u16) -> i16 {}
        pub fn checked_sub_unsigned(self, rhs: u16) -> Option<i16> {}
        pub fn strict_sub_unsigned(self, rhs: u16) -> i16 {}
        pub fn saturating_add_unsigned(self, rhs: u16) -> i16 {}
        pub fn saturating_sub_unsigned(self, rhs: u16) -> i16 {}
        pub fn wrapping_add_unsigned(self, rhs: u16) -> i16 {}
        pub fn wrapping_sub_unsigned(self, rhs: u16) -> i16 {}
        pub fn unsigned_abs(self) -> u16 {}
        pub fn overflowing_add_unsigned(self, rhs: u16) -> (i16, bool) {}
        pub fn overflowing_sub_unsigned(self, rhs: u16) -> (i16, bool) {}
        pub fn abs_diff(self, other: i16) -> u16 {}
        pub fn to_be_bytes(self) -> [u8; 2] {}
        pub fn to_le_bytes(self) -> [u8; 2] {}
        pub fn to_ne_bytes(self) -> [u8; 2] {}
        pub fn from_be_bytes(bytes: [u8; 2]) -> i16 {}
        pub fn from_le_bytes(bytes: [u8; 2]) -> i16 {}
        pub fn from_ne_bytes(bytes: [u8; 2]) -> i16 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i16, ParseIntError> {}
    }
    impl i32 {
        pub fn cast_unsigned(self) -> u32 {}
        pub fn checked_add_unsigned(self, rhs: u32) -> Option<i32> {}
        pub fn strict_add_unsigned(self, rhs: u32) -> i32 {}
        pub fn checked_sub_unsigned(self, rhs: u32) -> Option<i32> {}
        pub fn strict_sub_unsigned(self, rhs: u32) -> i32 {}
        pub fn saturating_add_unsigned(self, rhs: u32) -> i32 {}
        pub fn saturating_sub_unsigned(self, rhs: u32) -> i32 {}
        pub fn wrapping_add_unsigned(self, rhs: u32) -> i32 {}
        pub fn wrapping_sub_unsigned(self, rhs: u32) -> i32 {}
        pub fn unsigned_abs(self) -> u32 {}
        pub fn overflowing_add_unsigned(self, rhs: u32) -> (i32, bool) {}
        pub fn overflowing_sub_unsigned(self, rhs: u32) -> (i32, bool) {}
        pub fn abs_diff(self, other: i32) -> u32 {}
        pub fn to_be_bytes(self) -> [u8; 4] {}
        pub fn to_le_bytes(self) -> [u8; 4] {}
        pub fn to_ne_bytes(self) -> [u8; 4] {}
        pub fn from_be_bytes(bytes: [u8; 4]) -> i32 {}
        pub fn from_le_bytes(bytes: [u8; 4]) -> i32 {}
        pub fn from_ne_bytes(bytes: [u8; 4]) -> i32 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i32, ParseIntError> {}
    }
    impl i64 {
        pub fn cast_unsigned(self) -> u64 {}
        pub fn checked_add_unsigned(self, rhs: u64) -> Option<i64> {}
        pub fn strict_add_unsigned(self, rhs: u64) -> i64 {}
        pub fn checked_sub_unsigned(self, rhs: u64) -> Option<i64> {}
        pub fn strict_sub_unsigned(self, rhs: u64) -> i64 {}
        pub fn saturating_add_unsigned(self, rhs: u64) -> i64 {}
        pub fn saturating_sub_unsigned(self, rhs: u64) -> i64 {}
        pub fn wrapping_add_unsigned(self, rhs: u64) -> i64 {}
        pub fn wrapping_sub_unsigned(self, rhs: u64) -> i64 {}
        pub fn unsigned_abs(self) -> u64 {}
        pub fn overflowing_add_unsigned(self, rhs: u64) -> (i64, bool) {}
        pub fn overflowing_sub_unsigned(self, rhs: u64) -> (i64, bool) {}
        pub fn abs_diff(self, other: i64) -> u64 {}
        pub fn to_be_bytes(self) -> [u8; 8] {}
        pub fn to_le_bytes(self) -> [u8; 8] {}
        pub fn to_ne_bytes(self) -> [u8; 8] {}
        pub fn from_be_bytes(bytes: [u8; 8]) -> i64 {}
        pub fn from_le_bytes(bytes: [u8; 8]) -> i64 {}
        pub fn from_ne_bytes(bytes: [u8; 8]) -> i64 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i64, ParseIntError> {}
    }
    impl i128 {
        pub fn cast_unsigned(self) -> u128 {}
        pub fn checked_add_unsigned(self, rhs: u128) -> Option<i128> {}
        pub fn strict_add_unsigned(self, rhs: u128) -> i128 {}
        pub fn checked_sub_unsigned(self, rhs: u128) -> Option<i128> {}
        pub fn strict_sub_unsigned(self, rhs: u128) -> i128 {}
        pub fn saturating_add_unsigned(self, rhs: u128) -> i128 {}
        pub fn saturating_sub_unsigned(self, rhs: u128) -> i128 {}
        pub fn wrapping_add_unsigned(self, rhs: u128) -> i128 {}
        pub fn wrapping_sub_unsigned(self, rhs: u128) -> i128 {}
        pub fn unsigned_abs(self) -> u128 {}
        pub fn overflowing_add_unsigned(self, rhs: u128) -> (i128, bool) {}
        pub fn overflowing_sub_unsigned(self, rhs: u128) -> (i128, bool) {}
        pub fn abs_diff(self, other: i128) -> u128 {}
        pub fn to_be_bytes(self) -> [u8; 16] {}
        pub fn to_le_bytes(self) -> [u8; 16] {}
        pub fn to_ne_bytes(self) -> [u8; 16] {}
        pub fn from_be_bytes(bytes: [u8; 16]) -> i128 {}
        pub fn from_le_bytes(bytes: [u8; 16]) -> i128 {}
        pub fn from_ne_bytes(bytes: [u8; 16]) -> i128 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i128, ParseIntError> {}
    }
    impl isize {
        pub fn cast_unsigned(self) -> usize {}
        pub fn checked_add_unsigned(self, rhs: usize) -> Option<isize> {}
        pub fn strict_add_unsigned(self, rhs: usize) -> isize {}
        pub fn checked_sub_unsigned(self, rhs: usize) -> Option<isize> {}
        pub fn strict_sub_unsigned(self, rhs: usize) -> isize {}
        pub fn saturating_add_unsigned(self, rhs: usize) -> isize {}
        pub fn saturating_sub_unsigned(self, rhs: usize) -> isize {}
        pub fn wrapping_add_unsigned(self, rhs: usize) -> isize {}
        pub fn wrapping_sub_unsigned(self, rhs: usize) -> isize {}
        pub fn unsigned_abs(self) -> usize {}
        pub fn overflowing_add_unsigned(self, rhs: usize) -> (isize, bool) {}
        pub fn overflowing_sub_unsigned(self, rhs: usize) -> (isize, bool) {}
        pub fn abs_diff(self, other: isize) -> usize {}
        pub fn to_be_bytes(self) -> [u8; 8] {}
        pub fn to_le_bytes(self) -> [u8; 8] {}
        pub fn to_ne_bytes(self) -> [u8; 8] {}
        pub fn from_be_bytes(bytes: [u8; 8]) -> isize {}
        pub fn from_le_bytes(bytes: [u8; 8]) -> isize {}
        pub fn from_ne_bytes(bytes: [u8; 8]) -> isize {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<isize, ParseIntError> {}
    }
    impl u8 {
        pub fn abs_diff(self, other: u8) -> u8 {}
        pub fn to_be_bytes(self) -> [u8; 1] {}
        pub fn to_le_bytes(self) -> [u8; 1] {}
        pub fn to_ne_bytes(self) -> [u8; 1] {}
        pub fn from_be_bytes(bytes: [u8; 1]) -> u8 {}
        pub fn from_le_bytes(bytes: [u8; 1]) -> u8 {}
        pub fn from_ne_bytes(bytes: [u8; 1]) -> u8 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u8, ParseIntError> {}
        pub fn cast_signed(self) -> i8 {}
        pub fn checked_add_signed(self, rhs: i8) -> Option<u8> {}
        pub fn strict_add_signed(self, rhs: i8) -> u8 {}
        pub fn checked_sub_signed(self, rhs: i8) -> Option<u8> {}
        pub fn strict_sub_signed(self, rhs: i8) -> u8 {}
        pub fn checked_signed_diff(self, rhs: u8) -> Option<i8> {}
        pub fn saturating_add_signed(self, rhs: i8) -> u8 {}
        pub fn saturating_sub_signed(self, rhs: i8) -> u8 {}
        pub fn wrapping_add_signed(self, rhs: i8) -> u8 {}
        pub fn wrapping_sub_signed(self, rhs: i8) -> u8 {}
        pub fn overflowing_add_signed(self, rhs: i8) -> (u8, bool) {}
        pub fn overflowing_sub_signed(self, rhs: i8) -> (u8, bool) {}
        pub fn is_ascii(&self) -> bool {}
        pub fn to_ascii_uppercase(&self) -> u8 {}
        pub fn to_ascii_lowercase(&self) -> u8 {}
        pub fn eq_ignore_ascii_case(&self, other: &u8) -> bool {}
        pub fn make_ascii_uppercase(&mut self) {}
        pub fn make_ascii_lowercase(&mut self) {}
        pub fn is_ascii_alphabetic(&self) -> bool {}
        pub fn is_ascii_uppercase(&self) -> bool {}
        pub fn is_ascii_lowercase(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_hexdigit(&self) -> bool {}
        pub fn is_ascii_punctuation(&self) -> bool {}
        pub fn is_ascii_graphic(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_control(&self) -> bool {}
        pub fn escape_ascii(self) -> EscapeDefault {}
    }
    impl u16 {
        pub fn abs_diff(self, other: u16) -> u16 {}
        pub fn to_be_bytes(self) -> [u8; 2] {}
        pub fn to_le_bytes(self) -> [u8; 2] {}
        pub fn to_ne_bytes(self) -> [u8; 2] {}
        pub fn from_be_bytes(bytes: [u8; 2]) -> u16 {}
        pub fn from_le_bytes(bytes: [u8; 2]) -> u16 {}
        pub fn from_ne_bytes(bytes: [u8; 2]) -> u16 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u16, ParseIntError> {}
        pub fn cast_signed(self) -> i16 {}
        pub fn checked_add_signed(self, rhs: i16) -> Option<u16> {}
        pub fn strict_add_signed(self, rhs: i16) -> u16 {}
        pub fn checked_sub_signed(self, rhs: i16) -> Option<u16> {}
        pub fn strict_sub_signed(self, rhs: i16) -> u16 {}
        pub fn checked_signed_diff(self, rhs: u16) -> Option<i16> {}
        pub fn saturating_add_signed(self, rhs: i16) -> u16 {}
        pub fn saturating_sub_signed(self, rhs: i16) -> u16 {}
        pub fn wrapping_add_signed(self, rhs: i16) -> u16 {}
        pub fn wrapping_sub_signed(self, rhs: i16) -> u16 {}
        pub fn overflowing_add_signed(self, rhs: i16) -> (u16, bool) {}
        pub fn overflowing_sub_signed(self, rhs: i16) -> (u16, bool) {}
    }
    impl u32 {
        pub fn abs_diff(self, other: u32) -> u32 {}
        pub fn to_be_bytes(self) -> [u8; 4] {}
        pub fn to_le_bytes(self) -> [u8; 4] {}
        pub fn to_ne_bytes(self) -> [u8; 4] {}
        pub fn from_be_bytes(bytes: [u8; 4]) -> u32 {}
        pub fn from_le_bytes(bytes: [u8; 4]) -> u32 {}
        pub fn from_ne_bytes(bytes: [u8; 4]) -> u32 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u32, ParseIntError> {}
        pub fn cast_signed(self) -> i32 {}
        pub fn checked_add_signed(self, rhs: i32) -> Option<u32> {}
        pub fn strict_add_signed(self, rhs: i32) -> u32 {}
        pub fn checked_sub_signed(self, rhs: i32) -> Option<u32> {}
        pub fn strict_sub_signed(self, rhs: i32) -> u32 {}
        pub fn checked_signed_diff(self, rhs: u32) -> Option<i32> {}
        pub fn saturating_add_signed(self, rhs: i32) -> u32 {}
        pub fn saturating_sub_signed(self, rhs: i32) -> u32 {}
        pub fn wrapping_add_signed(self, rhs: i32) -> u32 {}
        pub fn wrapping_sub_signed(self, rhs: i32) -> u32 {}
        pub fn overflowing_add_signed(self, rhs: i32) -> (u32, bool) {}
        pub fn overflowing_sub_signed(self, rhs: i32) -> (u32, bool) {}
    }
    impl u64 {
        pub fn abs_diff(self, other: u64) -> u64 {}
        pub fn to_be_bytes(self) -> [u8; 8] {}
        pub fn to_le_bytes(self) -> [u8; 8] {}
        pub fn to_ne_bytes(self) -> [u8; 8] {}
        pub fn from_be_bytes(bytes: [u8; 8]) -> u64 {}
        pub fn from_le_bytes(bytes: [u8; 8]) -> u64 {}
        pub fn from_ne_bytes(bytes: [u8; 8]) -> u64 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u64, ParseIntError> {}
        pub fn cast_signed(self) -> i64 {}
        pub fn checked_add_signed(self, rhs: i64) -> Option<u64> {}
        pub fn strict_add_signed(self, rhs: i64) -> u64 {}
        pub fn checked_sub_signed(self, rhs: i64) -> Option<u64> {}
        pub fn strict_sub_signed(self, rhs: i64) -> u64 {}
        pub fn checked_signed_diff(self, rhs: u64) -> Option<i64> {}
        pub fn saturating_add_signed(self, rhs: i64) -> u64 {}
        pub fn saturating_sub_signed(self, rhs: i64) -> u64 {}
        pub fn wrapping_add_signed(self, rhs: i64) -> u64 {}
        pub fn wrapping_sub_signed(self, rhs: i64) -> u64 {}
        pub fn overflowing_add_signed(self, rhs: i64) -> (u64, bool) {}
        pub fn overflowing_sub_signed(self, rhs: i64) -> (u64, bool) {}
    }
    impl u128 {
        pub fn abs_diff(self, other: u128) -> u128 {}
        pub fn to_be_bytes(self) -> [u8; 16] {}
        pub fn to_le_bytes(self) -> [u8; 16] {}
        pub fn to_ne_bytes(self) -> [u8; 16] {}
        pub fn from_be_bytes(bytes: [u8; 16]) -> u128 {}
        pub fn from_le_bytes(bytes: [u8; 16]) -> u128 {}
        pub fn from_ne_bytes(bytes: [u8; 16]) -> u128 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u128, ParseIntError> {}
        pub fn cast_signed(self) -> i128 {}
        pub fn checked_add_signed(self, rhs: i128) -> Option<u128> {}
        pub fn strict_add_signed(self, rhs: i128) -> u128 {}
        pub fn checked_sub_signed(self, rhs: i128) -> Option<u128> {}
        pub fn strict_sub_signed(self, rhs: i128) -> u128 {}
        pub fn checked_signed_diff(self, rhs: u128) -> Option<i128> {}
        pub fn saturating_add_signed(self, rhs: i128) -> u128 {}
        pub fn saturating_sub_signed(self, rhs: i128) -> u128 {}
        pub fn wrapping_add_signed(self, rhs: i128) -> u128 {}
        pub fn wrapping_sub_signed(self, rhs: i128) -> u128 {}
        pub fn overflowing_add_signed(self, rhs: i128) -> (u128, bool) {}
        pub fn overflowing_sub_signed(self, rhs: i128) -> (u128, bool) {}
    }
    impl usize {
        pub fn abs_diff(self, other: usize) -> usize {}
        pub fn to_be_bytes(self) -> [u8; 8] {}
        pub fn to_le_bytes(self) -> [u8; 8] {}
        pub fn to_ne_bytes(self) -> [u8; 8] {}
        pub fn from_be_bytes(bytes: [u8; 8]) -> usize {}
        pub fn from_le_bytes(bytes: [u8; 8]) -> usize {}
        pub fn from_ne_bytes(bytes: [u8; 8]) -> usize {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<usize, ParseIntError> {}
        pub fn cast_signed(self) -> isize {}
        pub fn checked_add_signed(self, rhs: isize) -> Option<usize> {}
        pub fn strict_add_signed(self, rhs: isize) -> usize {}
        pub fn checked_sub_signed(self, rhs: isize) -> Option<usize> {}
        pub fn strict_sub_signed(self, rhs: isize) -> usize {}
        pub fn checked_signed_diff(self, rhs: usize) -> Option<isize> {}
        pub fn saturating_add_signed(self, rhs: isize) -> usize {}
        pub fn saturating_sub_signed(self, rhs: isize) -> usize {}
        pub fn wrapping_add_signed(self, rhs: isize) -> usize {}
        pub fn wrapping_sub_signed(self, rhs: isize) -> usize {}
        pub fn overflowing_add_signed(self, rhs: isize) -> (usize, bool) {}
        pub fn overflowing_sub_signed(self, rhs: isize) -> (usize, bool) {}
    }
    impl Float {
        pub fn floor(self) -> Self {}
        pub fn ceil(self) -> Self {}
        pub fn round(self) -> Self {}
        pub fn round_ties_even(self) -> Self {}
        pub fn trunc(self) -> Self {}
        pub fn fract(self) -> Self {}
        pub fn mul_add(self, a: Self, b: Self) -> Self {}
        pub fn div_euclid(self, rhs: Self) -> Self {}
        pub fn rem_euclid(self, rhs: Self) -> Self {}
        pub fn powi(self, n: i32) -> Self {}
        pub fn powf(self, n: Self) -> Self {}
        pub fn sqrt(self) -> Self {}
        pub fn exp(self) -> Self {}
        pub fn exp2(self) -> Self {}
        pub fn ln(self) -> Self {}
        pub fn log(self, base: Self) -> Self {}
        pub fn log2(self) -> Self {}
        pub fn log10(self) -> Self {}
        pub fn abs_sub(self, other: Self) -> Self {}
        pub fn cbrt(self) -> Self {}
        pub fn hypot(self, other: Self) -> Self {}
        pub fn sin(self) -> Self {}
        pub fn cos(self) -> Self {}
        pub fn tan(self) -> Self {}
        pub fn asin(self) -> Self {}
        pub fn acos(self) -> Self {}
        pub fn atan(self) -> Self {}
        pub fn atan2(self, other: Self) -> Self {}
        pub fn sin_cos(self) -> (Self, Self) {}
        pub fn exp_m1(self) -> Self {}
        pub fn ln_1p(self) -> Self {}
        pub fn sinh(self) -> Self {}
        pub fn cosh(self) -> Self {}
        pub fn tanh(self) -> Self {}
        pub fn asinh(self) -> Self {}
        pub fn acosh(self) -> Self {}
        pub fn atanh(self) -> Self {}
        pub const RADIX: u32 = 0;
        pub const MANTISSA_DIGITS: u32 = 0;
        pub const DIGITS: u32 = 0;
        pub const EPSILON: Self = 0;
        pub const MIN: Self = 0;
        pub const MIN_POSITIVE: Self = 0;
        pub const MAX: Self = 0;
        pub const MIN_EXP: i32 = 0;
        pub const MAX_EXP: i32 = 0;
        pub const MIN_10_EXP: i32 = 0;
        pub const MAX_10_EXP: i32 = 0;
        pub const NAN: Self = 0;
        pub const INFINITY: Self = 0;
        pub const NEG_INFINITY: Self = 0;
        pub fn is_nan(self) -> bool {}
        pub fn is_infinite(self) -> bool {}
        pub fn is_finite(self) -> bool {}
        pub fn is_subnormal(self) -> bool {}
        pub fn is_normal(self) -> bool {}
        pub fn classify(self) -> FpCategory {}
        pub fn is_sign_positive(self) -> bool {}
        pub fn is_sign_negative(self) -> bool {}
        pub fn next_up(self) -> Self {}
        pub fn next_down(self) -> Self {}
        pub fn recip(self) -> Self {}
        pub fn to_degrees(self) -> Self {}
        pub fn to_radians(self) -> Self {}
        pub fn max(self, other: Self) -> Self {}
        pub fn min(self, other: Self) -> Self {}
        pub fn midpoint(self, other: Self) -> Self {}
        pub fn total_cmp(&self, other: &Self) -> Ordering {}
        pub fn clamp(self, min: Self, max: Self) -> Self {}
        pub fn abs(self) -> Self {}
        pub fn signum(self) -> Self {}
        pub fn copysign(self, sign: Self) -> Self {}
    }
    impl f32 {
        pub fn to_bits(self) -> u32 {}
        pub fn from_bits(v: u32) -> f32 {}
        pub fn to_be_bytes(self) -> [u8; 4] {}
        pub fn to_le_bytes(self) -> [u8; 4] {}
        pub fn to_ne_bytes(self) -> [u8; 4] {}
        pub fn from_be_bytes(bytes: [u8; 4]) -> f32 {}
        pub fn from_le_bytes(bytes: [u8; 4]) -> f32 {}
        pub fn from_ne_bytes(bytes: [u8; 4]) -> f32 {}
    }
    impl f64 {
        pub fn to_bits(self) -> u64 {}
        pub fn from_bits(v: u64) -> f64 {}
        pub fn to_be_bytes(self) -> [u8; 8] {}
        pub fn to_le_bytes(self) -> [u8; 8] {}
        pub fn to_ne_bytes(self) -> [u8; 8] {}
        pub fn from_be_bytes(bytes: [u8; 8]) -> f64 {}
        pub fn from_le_bytes(bytes: [u8; 8]) -> f64 {}
        pub fn from_ne_bytes(bytes: [u8; 8]) -> f64 {}
    }
    impl Clone for Int {}
    impl Copy for Int {}
    impl Clone for Float {}
    impl Copy for Float {}
    impl Default for Int {}
    impl Default for Float {}
    impl PartialEq for Int {}
    impl Eq for Int {}
    impl PartialOrd for Int {}
    impl Ord for Int {}
    impl PartialEq for Float {}
    impl PartialOrd for Float {}
    impl crate::hash::Hash for Int {}
    impl crate::str::FromStr for Int { type Err = ParseIntError; }
    impl crate::str::FromStr for Float { type Err = ParseFloatError; }
    impl TryFrom<Int> for Int { type Error = TryFromIntError; }
    impl crate::fmt::Display for Int {}
    impl crate::fmt::Display for Float {}
    impl crate::fmt::Debug for Int {}
    impl crate::fmt::Debug for Float {}
    impl crate::fmt::LowerExp for Int {}
    impl crate::fmt::LowerExp for Float {}
    impl crate::fmt::UpperExp for Int {}
    impl crate::fmt::UpperExp for Float {}
    impl crate::fmt::LowerHex for Int {}
    impl crate::fmt::UpperHex for Int {}
    impl crate::fmt::Binary for Int {}
    impl crate::fmt::Octal for Int {}
    impl crate::iter::Sum for Int {}
    impl<'a> crate::iter::Sum<&'a Int> for Int {}
    impl crate::iter::Product for Int {}
    impl<'a> crate::iter::Product<&'a Int> for Int {}
    impl crate::ops::Add for Int { type Output = Int; }
    impl crate::ops::Add<&Int> for Int { type Output = Int; }
    impl crate::ops::Add for &Int { type Output = Int; }
    impl crate::ops::Add<Int> for &Int { type Output = Int; }
    impl crate::ops::Sub for Int { type Output = Int; }
    impl crate::ops::Sub<&Int> for Int { type Output = Int; }
    impl crate::ops::Sub for &Int { type Output = Int; }
    impl crate::ops::Sub<Int> for &Int { type Output = Int; }
    impl crate::ops::Mul for Int { type Output = Int; }
    impl crate::ops::Mul<&Int> for Int { type Output = Int; }
    impl crate::ops::Mul for &Int { type Output = Int; }
    impl crate::ops::Mul<Int> for &Int { type Output = Int; }
    impl crate::ops::Div for Int { type Output = Int; }
    impl crate::ops::Div<&Int> for Int { type Output = Int; }
    impl crate::ops::Div for &Int { type Output = Int; }
    impl crate::ops::Div<Int> for &Int { type Output = Int; }
    impl crate::ops::Rem for Int { type Output = Int; }
    impl crate::ops::Rem<&Int> for Int { type Output = Int; }
    impl crate::ops::Rem for &Int { type Output = Int; }
    impl crate::ops::Rem<Int> for &Int { type Output = Int; }
    impl crate::ops::BitAnd for Int { type Output = Int; }
    impl crate::ops::BitAnd<&Int> for Int { type Output = Int; }
    impl crate::ops::BitAnd for &Int { type Output = Int; }
    impl crate::ops::BitAnd<Int> for &Int { type Output = Int; }
    impl crate::ops::BitOr for Int { type Output = Int; }
    impl crate::ops::BitOr<&Int> for Int { type Output = Int; }
    impl crate::ops::BitOr for &Int { type Output = Int; }
    impl crate::ops::BitOr<Int> for &Int { type Output = Int; }
    impl crate::ops::BitXor for Int { type Output = Int; }
    impl crate::ops::BitXor<&Int> for Int { type Output = Int; }
    impl crate::ops::BitXor for &Int { type Output = Int; }
    impl crate::ops::BitXor<Int> for &Int { type Output = Int; }
    impl crate::iter::Sum for Float {}
    impl<'a> crate::iter::Sum<&'a Float> for Float {}
    impl crate::iter::Product for Float {}
    impl<'a> crate::iter::Product<&'a Float> for Float {}
    impl crate::ops::Add for Float { type Output = Float; }
    impl crate::ops::Add<&Float> for Float { type Output = Float; }
    impl crate::ops::Add for &Float { type Output = Float; }
    impl crate::ops::Add<Float> for &Float { type Output = Float; }
    impl crate::ops::Sub for Float { type Output = Float; }
    impl crate::ops::Sub<&Float> for Float { type Output = Float; }
    impl crate::ops::Sub for &Float { type Output = Float; }
    impl crate::ops::Sub<Float> for &Float { type Output = Float; }
    impl crate::ops::Mul for Float { type Output = Float; }
    impl crate::ops::Mul<&Float> for Float { type Output = Float; }
    impl crate::ops::Mul for &Float { type Output = Float; }
    impl crate::ops::Mul<Float> for &Float { type Output = Float; }
    impl crate::ops::Div for Float { type Output = Float; }
    impl crate::ops::Div<&Float> for Float { type Output = Float; }
    impl crate::ops::Div for &Float { type Output = Float; }
    impl crate::ops::Div<Float> for &Float { type Output = Float; }
    impl crate::ops::Rem for Float { type Output = Float; }
    impl crate::ops::Rem<&Float> for Float { type Output = Float; }
    impl crate::ops::Rem for &Float { type Output = Float; }
    impl crate::ops::Rem<Float> for &Float { type Output = Float; }
    impl<R> crate::ops::Shl<R> for Int { type Output = Int; }
    impl<R> crate::ops::Shl<R> for &Int { type Output = Int; }
    impl<R> crate::ops::Shr<R> for Int { type Output = Int; }
    impl<R> crate::ops::Shr<R> for &Int { type Output = Int; }
    impl crate::ops::Not for Int { type Output = Int; }
    impl crate::ops::Not for &Int { type Output = Int; }
    impl crate::ops::Neg for Int { type Output = Int; }
    impl crate::ops::Neg for &Int { type Output = Int; }
    impl crate::ops::Neg for Float { type Output = Float; }
    impl crate::ops::Neg for &Float { type Output = Float; }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct NonZero<T> { value: NonZeroInner<T> }
    impl<T> NonZero<T> {
        pub const MIN: Self = 0;
        pub const MAX: Self = 0;
        pub const BITS: u32 = 0;
        pub fn new(n: T) -> Option<NonZero<T>> {}
        pub unsafe fn new_unchecked(n: T) -> NonZero<T> {}
        pub fn get(self) -> T {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn count_ones(self) -> NonZero<u32> {}
        pub fn checked_add(self, other: T) -> Option<NonZero<T>> {}
        pub fn saturating_add(self, other: T) -> NonZero<T> {}
        pub fn checked_mul(self, other: NonZero<T>) -> Option<NonZero<T>> {}
        pub fn saturating_mul(self, other: NonZero<T>) -> NonZero<T> {}
        pub fn checked_pow(self, other: u32) -> Option<NonZero<T>> {}
        pub fn saturating_pow(self, other: u32) -> NonZero<T> {}
        pub fn checked_next_power_of_two(self) -> Option<NonZero<T>> {}
        pub fn ilog2(self) -> u32 {}
        pub fn ilog10(self) -> u32 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn is_positive(self) -> bool {}
        pub fn is_negative(self) -> bool {}
        pub fn abs(self) -> NonZero<T> {}
    }
    impl<T> From<NonZero<T>> for T {}
    impl<T> TryFrom<T> for NonZero<T> { type Error = TryFromIntError; }
    impl<T, U> TryFrom<NonZero<U>> for NonZero<T> { type Error = TryFromIntError; }
    impl<T> crate::str::FromStr for NonZero<T> { type Err = ParseIntError; }
    impl<T: crate::fmt::Display> crate::fmt::Display for NonZero<T> {}
    impl<T> crate::ops::BitOr for NonZero<T> { type Output = NonZero<T>; }
    impl<T> crate::ops::BitOr<T> for NonZero<T> { type Output = NonZero<T>; }
    impl<T> crate::ops::Div<NonZero<T>> for T { type Output = T; }
    impl<T> crate::ops::Rem<NonZero<T>> for T { type Output = T; }
    impl<T> crate::ops::Neg for NonZero<T> { type Output = NonZero<T>; }
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Wrapping<T>(pub T);
    impl<T> Wrapping<T> {
        pub const MIN: Self = 0;
        pub const MAX: Self = 0;
        pub const BITS: u32 = 0;
        pub fn count_ones(self) -> u32 {}
        pub fn count_zeros(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> Self {}
        pub fn rotate_right(self, n: u32) -> Self {}
        pub fn swap_bytes(self) -> Self {}
        pub fn reverse_bits(self) -> Self {}
        pub fn pow(self, exp: u32) -> Self {}
        pub fn abs(self) -> Self {}
        pub fn signum(self) -> Self {}
        pub fn is_positive(self) -> bool {}
        pub fn is_negative(self) -> bool {}
    }
    impl<T: crate::fmt::Display> crate::fmt::Display for Wrapping<T> {}
    impl<T> crate::ops::Add for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Add<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Sub for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Sub<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Mul for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Mul<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Div for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Div<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Rem for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Rem<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::BitAnd for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::BitAnd<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::BitOr for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::BitOr<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::BitXor for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::BitXor<&Wrapping<T>> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Not for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Neg for Wrapping<T> { type Output = Wrapping<T>; }
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Saturating<T>(pub T);
    impl<T> Saturating<T> {
        pub const MIN: Self = 0;
        pub const MAX: Self = 0;
        pub const BITS: u32 = 0;
        pub fn count_ones(self) -> u32 {}
        pub fn count_zeros(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> Self {}
        pub fn rotate_right(self, n: u32) -> Self {}
        pub fn swap_bytes(self) -> Self {}
        pub fn reverse_bits(self) -> Self {}
        pub fn pow(self, exp: u32) -> Self {}
        pub fn abs(self) -> Self {}
        pub fn signum(self) -> Self {}
        pub fn is_positive(self) -> bool {}
        pub fn is_negative(self) -> bool {}
    }
    impl<T: crate::fmt::Display> crate::fmt::Display for Saturating<T> {}
    impl<T> crate::ops::Add for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Add<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Sub for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Sub<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Mul for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Mul<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Div for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Div<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Rem for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Rem<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::BitAnd for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::BitAnd<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::BitOr for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::BitOr<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::BitXor for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::BitXor<&Saturating<T>> for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Not for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Neg for Saturating<T> { type Output = Saturating<T>; }
    impl<T> crate::ops::Shl<usize> for Wrapping<T> { type Output = Wrapping<T>; }
    impl<T> crate::ops::Shr<usize> for Wrapping<T> { type Output = Wrapping<T>; }
}
pub mod primitive {
    use crate::prelude::v1::*;
    use crate::fmt::{Debug, Display};
    use crate::hash::Hash;
    use crate::num::TryFromIntError;
    use crate::ops::{BitAnd, BitOr, BitXor, Not};
    use crate::str::{FromStr, ParseBoolError};
    impl bool {
        pub fn then_some<T>(self, t: T) -> Option<T> {}
        pub fn then<T, F>(self, f: F) -> Option<T> where F: FnOnce() -> T {}
    }
    impl BitAnd<&bool> for &bool { type Output = <bool as BitAnd>::Output; }
    impl BitAnd<&bool> for bool { type Output = <bool as BitAnd>::Output; }
    impl BitAnd<bool> for &bool { type Output = <bool as BitAnd>::Output; }
    impl BitAnd for bool { type Output = bool; }
    impl BitOr<&bool> for &bool { type Output = <bool as BitOr>::Output; }
    impl BitOr<&bool> for bool { type Output = <bool as BitOr>::Output; }
    impl BitOr<bool> for &bool { type Output = <bool as BitOr>::Output; }
    impl BitOr for bool { type Output = bool; }
    impl BitXor<&bool> for &bool { type Output = <bool as BitXor>::Output; }
    impl BitXor<&bool> for bool { type Output = <bool as BitXor>::Output; }
    impl BitXor<bool> for &bool { type Output = <bool as BitXor>::Output; }
    impl BitXor for bool { type Output = bool; }
    impl Clone for bool {}
    impl Debug for bool {}
    impl Default for bool {}
    impl Display for bool {}
    impl From<bool> for f32 {}
    impl From<bool> for f64 {}
    impl From<bool> for i128 {}
    impl From<bool> for i16 {}
    impl From<bool> for i32 {}
    impl From<bool> for i64 {}
    impl From<bool> for i8 {}
    impl From<bool> for isize {}
    impl From<bool> for u128 {}
    impl From<bool> for u16 {}
    impl From<bool> for u32 {}
    impl From<bool> for u64 {}
    impl From<bool> for u8 {}
    impl From<bool> for usize {}
    impl FromStr for bool { type Err = ParseBoolError; }
    impl Hash for bool {}
    impl Not for &bool { type Output = <bool as Not>::Output; }
    impl Not for bool { type Output = bool; }
    impl Ord for bool {}
    impl PartialEq for bool {}
    impl PartialOrd for bool {}
    impl TryFrom<i128> for bool { type Error = TryFromIntError; }
    impl TryFrom<i16> for bool { type Error = TryFromIntError; }
    impl TryFrom<i32> for bool { type Error = TryFromIntError; }
    impl TryFrom<i64> for bool { type Error = TryFromIntError; }
    impl TryFrom<i8> for bool { type Error = TryFromIntError; }
    impl TryFrom<u128> for bool { type Error = TryFromIntError; }
    impl TryFrom<u16> for bool { type Error = TryFromIntError; }
    impl TryFrom<u32> for bool { type Error = TryFromIntError; }
    impl TryFrom<u64> for bool { type Error = TryFromIntError; }
    impl TryFrom<u8> for bool { type Error = TryFromIntError; }
    impl Copy for bool {}
    impl Eq for bool {}
}
pub mod u128 {
    use crate::prelude::v1::*;
    pub const MAX: u128 = 0;
    pub const MIN: u128 = 0;
}
pub mod u16 {
    use crate::prelude::v1::*;
    pub const MAX: u16 = 0;
    pub const MIN: u16 = 0;
}
pub mod u32 {
    use crate::prelude::v1::*;
    pub const MAX: u32 = 0;
    pub const MIN: u32 = 0;
}
pub mod u64 {
    use crate::prelude::v1::*;
    pub const MAX: u64 = 0;
    pub const MIN: u64 = 0;
}
pub mod u8 {
    use crate::prelude::v1::*;
    pub const MAX: u8 = 0;
    pub const MIN: u8 = 0;
}
pub mod usize {
    use crate::prelude::v1::*;
    pub const MAX: usize = 0;
    pub const MIN: usize = 0;
}
