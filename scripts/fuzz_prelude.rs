//! What the programs of `scripts/fuzz_fix.py` share: the trace, and types whose methods tell what they were called on.
#![allow(warnings)]

pub use std::cell::{Cell, Ref, RefCell};
pub use std::borrow::Cow;
pub use std::collections::{BTreeMap, BTreeSet, VecDeque};
pub use std::fmt::{Debug, Write as _};
pub use std::mem;
pub use std::ops::{Add, AddAssign, Deref, DerefMut, Neg, Not, Shl};
pub use std::rc::Rc;

/// In the same order in every run.
pub type HashMap<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<std::hash::DefaultHasher>>;

thread_local! {
    static TRACE: RefCell<String> = const { RefCell::new(String::new()) };
    static TICKS: Cell<u32> = const { Cell::new(0) };
}

/// Adds a value to the trace.
pub fn n<T: Debug>(value: T) {
    let text = format!("{value:?};");
    drop(value);
    TRACE.with(|trace| trace.borrow_mut().push_str(&text));
}

/// The trace of a function, with what it panicked of.
pub fn traced(f: fn()) -> String {
    TRACE.with(|trace| trace.borrow_mut().clear());
    TICKS.with(|ticks| ticks.set(0));
    if std::panic::catch_unwind(f).is_err() {
        n("panicked");
    }
    TRACE.with(|trace| trace.take())
}

/// What the compiler cannot know. Loops end by it, so it may not go round in a circle.
pub fn flip() -> bool {
    let ticks = TICKS.with(|ticks| ticks.replace(ticks.get() + 1));
    assert!(ticks < 1000, "endless");
    ticks.wrapping_mul(0x9E37_79B1) >> 29 < 4
}

pub fn plus(a: u32, b: u32) -> u32 { a + b }
pub fn bump(a: &mut u32) -> u32 { *a += 1; *a }
pub fn roller(die: &mut Die) -> u32 { die.roll() }
pub fn text(a: &str) -> usize { a.len() * 2 }
pub fn owned(a: String) -> usize { a.len() * 3 }
pub fn grown(a: &mut String) -> usize { a.push('g'); a.len() }
pub fn longer(a: &str) -> String { let mut s = String::with_capacity(64); s.push_str(a); s }
pub fn slice<T>(a: &[T]) -> usize { a.len() * 2 }
pub fn reversed<T>(a: &mut Vec<T>) -> usize { a.reverse(); a.len() }
pub fn taken<T>(a: &mut Option<T>) -> bool { a.take().is_some() }
pub fn shown<T: Debug>(a: &T) -> String { format!("<{a:?}>") }
pub fn renamed(a: &mut Item) -> usize { a.rename("r"); a.name.len() }
pub fn next_of<I: Iterator>(a: &mut I) -> Option<I::Item> { a.next() }
pub fn id<T>(a: T) -> T { a }
pub fn pair<A, B>(a: A, b: B) -> (A, B) { (a, b) }
pub fn once<T>(f: impl FnOnce() -> T) -> T { f() }
pub fn twice(mut f: impl FnMut()) { f(); f(); }
pub fn call<T>(f: impl Fn() -> T) -> T { f() }
pub fn szv<T>(a: &T) -> usize { size_of_val(a) }
pub fn tn<T>(_: &T) -> &'static str { std::any::type_name::<T>() }
pub fn szt<T>(a: T) -> usize { size_of::<T>() }
pub fn same_place<T>(a: &T, b: &T) -> bool { std::ptr::eq(a, b) }
pub fn item(k: u32) -> Item {
    Item { name: format!("a{k}"), count: k, die: Die(k), tags: vec![format!("t{k}"), "aa".into()], size: [k, 9, 1], note: Some(format!("n{k}")), pair: (k, "ab".into()) }
}
pub fn tagged(tag: &str, inner: &str) -> Tagged { Tagged { tag: format!("{tag}-tag"), inner: inner.into() } }
pub fn holder(k: u32) -> Holder { Holder { noisy: Noisy(k), name: format!("h{k}") } }

pub trait Who { fn who(self) -> &'static str; }
pub trait Kinded { fn kind(&self) -> u8; }
pub fn who<T: Who>(a: T) -> &'static str { a.who() }
pub fn kind<T: Kinded>(a: T) -> u8 { a.kind() }
pub trait ByMut { fn by_mut(&mut self) -> &mut Self { self } }
impl ByMut for Die {}

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Die(pub u32);
impl Die {
    pub fn roll(&mut self) -> u32 { self.0 = self.0.wrapping_mul(5) % 97 + 1; self.0 }
    pub fn face(&self) -> u32 { self.0 % 6 }
    pub fn rolled(mut self) -> u32 { self.roll() }
    pub fn into_face(self) -> u32 { self.0 % 6 }
}
impl Add<Die> for Die { type Output = u32; fn add(self, other: Die) -> u32 { self.0 + other.0 } }
impl Add<&Die> for Die { type Output = u32; fn add(self, other: &Die) -> u32 { self.0 * 100 + other.0 } }
impl Add<Die> for &Die { type Output = u32; fn add(self, other: Die) -> u32 { self.0 * 1000 + other.0 } }
impl Not for Die { type Output = &'static str; fn not(self) -> &'static str { "not die" } }
impl Not for &Die { type Output = &'static str; fn not(self) -> &'static str { "not &die" } }
impl Neg for Die { type Output = &'static str; fn neg(self) -> &'static str { "neg die" } }
impl AddAssign<u32> for Die { fn add_assign(&mut self, other: u32) { self.0 += other } }

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point { pub x: u32, pub y: u32 }
impl Point {
    pub fn sum(&self) -> u32 { self.x + self.y }
    pub fn flipped(self) -> Point { Point { x: self.y, y: self.x } }
    pub fn shift(&mut self, by: u32) -> u32 { self.x += by; self.x }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Kind { #[default] A, B(u32), C { n: u32 } }
impl Kind {
    pub fn number(&self) -> u32 { match self { Kind::A => 0, Kind::B(n) | Kind::C { n } => *n } }
    pub fn next(self) -> Kind { Kind::B(self.number() + 1) }
    pub fn advance(&mut self) -> u32 { *self = self.next(); self.number() }
}

/// An iterator that is `Copy`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Steps(pub u32);
impl Iterator for Steps { type Item = u32; fn next(&mut self) -> Option<u32> { self.0 += 1; (self.0 < 50).then_some(self.0) } }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item { pub name: String, pub count: u32, pub die: Die, pub tags: Vec<String>, pub size: [u32; 3], pub note: Option<String>, pub pair: (u32, String) }
impl Item {
    pub fn label(&self) -> String { format!("{}#{}", self.name, self.count) }
    pub fn name_ref(&self) -> &String { &self.name }
    pub fn tags_mut(&mut self) -> &mut Vec<String> { &mut self.tags }
    pub fn die_mut(&mut self) -> &mut Die { &mut self.die }
    pub fn into_name(self) -> String { self.name }
    pub fn with_name(mut self, name: &str) -> Item { self.name = name.into(); self }
    pub fn rename(&mut self, name: &str) -> usize { self.name.push_str(name); self.name.len() }
}

impl Add<u32> for Item { type Output = u32; fn add(self, other: u32) -> u32 { self.count + other } }
impl Add<u32> for &Item { type Output = u32; fn add(self, other: u32) -> u32 { self.count + other * 100 } }
impl Neg for Item { type Output = &'static str; fn neg(self) -> &'static str { "neg item" } }
impl Neg for &Item { type Output = &'static str; fn neg(self) -> &'static str { "neg &item" } }
impl Shl<u32> for Item { type Output = u32; fn shl(self, by: u32) -> u32 { self.count << by } }
impl PartialEq<u32> for Item { fn eq(&self, other: &u32) -> bool { self.count == *other } }
impl PartialEq<u32> for &Item { fn eq(&self, other: &u32) -> bool { self.count != *other } }
impl PartialEq<u32> for Die { fn eq(&self, other: &u32) -> bool { self.0 == *other } }
impl PartialEq<u32> for &Die { fn eq(&self, other: &u32) -> bool { self.0 != *other } }
impl From<Item> for u32 { fn from(item: Item) -> u32 { item.count } }
impl From<&Item> for u32 { fn from(item: &Item) -> u32 { item.count + 1000 } }

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Holds<T>(pub T);
impl<T> Holds<T> {
    pub fn get(&self) -> &T { &self.0 }
    pub fn get_mut(&mut self) -> &mut T { &mut self.0 }
    pub fn into_inner(self) -> T { self.0 }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shape { #[default] Empty, Round(u32), Named { name: String, id: u32 }, Both(String, Die) }
impl Shape {
    pub fn area(&self) -> u32 { match self { Shape::Empty => 0, Shape::Round(r) => r * r, Shape::Named { id, .. } => *id, Shape::Both(_, die) => die.0 } }
    pub fn into_name(self) -> Option<String> { match self { Shape::Named { name, .. } | Shape::Both(name, _) => Some(name), _ => None } }
    pub fn reset(&mut self) { *self = Shape::Empty }
    pub fn grow(&mut self) -> u32 { if let Shape::Round(r) | Shape::Named { id: r, .. } = self { *r += 1 } self.area() }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct World { pub item: Item, pub die: Die, pub log: Vec<u32>, pub shape: Shape, pub tagged: Tagged }
impl World {
    pub fn split(self) -> (Item, Vec<u32>) { (self.item, self.log) }
    pub fn play(&mut self) -> u32 { self.log.push(self.die.0); self.die.roll() }
}

/// Its own methods are found before those of what it derefs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagged { pub tag: String, pub inner: String }
impl Deref for Tagged { type Target = String; fn deref(&self) -> &String { &self.inner } }
impl DerefMut for Tagged { fn deref_mut(&mut self) -> &mut String { &mut self.inner } }
impl Tagged {
    pub fn len(&self) -> usize { self.tag.len() + 100 }
    pub fn into_tag(self) -> String { self.tag }
    pub fn retag(&mut self) -> usize { self.tag.push('t'); self.tag.len() }
}

/// Clones what it derefs to, as it has no `Clone` of its own.
#[derive(Debug, Default)]
pub struct Bare { pub inner: String }
impl Deref for Bare { type Target = String; fn deref(&self) -> &String { &self.inner } }
impl DerefMut for Bare { fn deref_mut(&mut self) -> &mut String { &mut self.inner } }
impl Bare {
    pub fn len(&self) -> usize { self.inner.len() + 200 }
    pub fn push(&mut self, _: char) -> &'static str { "bare push" }
    pub fn to_uppercase(&self) -> &'static str { "bare upper" }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrapped { pub label: String, pub inner: Item }
impl Deref for Wrapped { type Target = Item; fn deref(&self) -> &Item { &self.inner } }
impl DerefMut for Wrapped { fn deref_mut(&mut self) -> &mut Item { &mut self.inner } }
impl Wrapped { pub fn label(&self) -> String { format!("wrapped {}", self.label) } }

/// By reference it yields the last first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bag(pub Vec<String>);
impl Bag { pub fn all(&self) -> String { self.0.concat() } }
impl IntoIterator for Bag { type Item = String; type IntoIter = std::vec::IntoIter<String>; fn into_iter(self) -> Self::IntoIter { self.0.into_iter() } }
impl<'a> IntoIterator for &'a Bag { type Item = &'a String; type IntoIter = std::iter::Rev<std::slice::Iter<'a, String>>; fn into_iter(self) -> Self::IntoIter { self.0.iter().rev() } }

/// Tells when it is dropped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noisy(pub u32);
impl Drop for Noisy { fn drop(&mut self) { n(format_args!("drop {}", self.0)) } }

/// Tells when it is cloned.
#[derive(Debug, Default, PartialEq)]
pub struct Loud { pub name: String }
impl Clone for Loud { fn clone(&self) -> Self { n("clone"); Loud { name: self.name.clone() + "'" } } }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holder { pub noisy: Noisy, pub name: String }

/// Gives out guards.
#[derive(Debug, Default)]
pub struct Vault { pub item: RefCell<Item>, pub names: RefCell<Vec<String>> }
impl Vault {
    pub fn item(&self) -> Ref<'_, Item> { self.item.borrow() }
    pub fn hidden(&self) -> impl Deref<Target = Item> + '_ { self.item.borrow() }
    pub fn guard(&self) -> Guard<'_> { Guard(self.item.borrow()) }
    pub fn add(&self) -> bool { self.item.try_borrow_mut().map(|mut item| item.count += 1).is_ok() }
}
pub struct Guard<'a>(Ref<'a, Item>);
impl Deref for Guard<'_> { type Target = Item; fn deref(&self) -> &Item { &self.0 } }

#[macro_export]
macro_rules! note { ($e:expr) => { $crate::n(format!("{:?}", $e)) }; }
#[macro_export]
macro_rules! show_it { ($e:expr) => { $crate::n((stringify!($e), $crate::szv(&$e))) }; }
#[macro_export]
macro_rules! bump_it { ($e:expr) => { $crate::bump(&mut $e) }; }
#[macro_export]
macro_rules! add_it { ($e:expr) => { $e += 1 }; }
#[macro_export]
macro_rules! roll_it { ($e:expr) => { $e.roll() }; }
#[macro_export]
macro_rules! same_it { ($e:expr) => { $e }; }
#[macro_export]
macro_rules! call_it { ($e:expr, $m:ident) => { $e.$m() }; }
#[macro_export]
macro_rules! look_it { ($e:expr) => { match &$e { v => $crate::note!(v) } }; }
#[macro_export]
macro_rules! take_it { ($e:expr) => { match $e { v => $crate::n(v) } }; }
#[macro_export]
macro_rules! copy_it { ($e:expr) => { $e.clone() }; }
#[macro_export]
macro_rules! size_it { ($e:expr) => { $crate::szv(&$e) }; }
#[macro_export]
macro_rules! part_it { ($e:expr, $f:tt) => { $e.$f }; }
