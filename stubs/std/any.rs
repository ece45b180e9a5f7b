pub mod any {
    use crate::prelude::v1::*;
    pub trait Any: 'static {
        fn type_id(&self) -> TypeId {}
    }
    impl dyn Any {
        pub fn is<T>(&self) -> bool where T: Any {}
        pub fn downcast_ref<T>(&self) -> Option<&T> where T: Any {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> where T: Any {}
    }
    impl dyn Any + Send {
        pub fn is<T>(&self) -> bool where T: Any {}
        pub fn downcast_ref<T>(&self) -> Option<&T> where T: Any {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> where T: Any {}
    }
    impl dyn Any + Sync + Send {
        pub fn is<T>(&self) -> bool where T: Any {}
        pub fn downcast_ref<T>(&self) -> Option<&T> where T: Any {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> where T: Any {}
    }
    #[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd, Copy, Eq)]
    pub struct TypeId { data: [*const (); 2] }
    impl TypeId {
        pub fn of<T>() -> TypeId where T: 'static + ?Sized {}
    }
    pub fn type_name<T>() -> &'static str where T: ?Sized {}
    pub fn type_name_of_val<T>(_val: &T) -> &'static str where T: ?Sized {}
    impl<T: 'static + ?Sized> Any for T {}
}
