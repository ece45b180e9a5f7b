pub mod error {
    use crate::prelude::v1::*;
    use crate::fmt::{Debug, Display};
    pub trait Error: Debug + Display {
        fn source(&self) -> Option<&(dyn Error + 'static)> {}
        fn description(&self) -> &str {}
        fn cause(&self) -> Option<&dyn Error> {}
        pub fn is<T>(&self) -> bool where T: Error + 'static {}
        pub fn downcast_ref<T>(&self) -> Option<&T> where T: Error + 'static {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> where T: Error + 'static {}
        pub fn is<T>(&self) -> bool where T: Error + 'static {}
        pub fn downcast_ref<T>(&self) -> Option<&T> where T: Error + 'static {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> where T: Error + 'static {}
        pub fn is<T>(&self) -> bool where T: Error + 'static {}
        pub fn downcast_ref<T>(&self) -> Option<&T> where T: Error + 'static {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> where T: Error + 'static {}
        pub fn downcast<T>(self: Box<dyn Error>) -> Result<Box<T>, Box<dyn Error>> where T: Error + 'static {}
        pub fn downcast<T>(self: Box<dyn Error + Send>) -> Result<Box<T>, Box<dyn Error + Send>> where T: Error + 'static {}
        pub fn downcast<T>(self: Box<dyn Error + Sync + Send>) -> Result<Box<T>, Box<dyn Error + Sync + Send>> where T: Error + 'static {}
    }
}
