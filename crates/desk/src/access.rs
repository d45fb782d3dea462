//! Whom the desk sends to, and by what right.

use std::fmt;
use std::path::PathBuf;

use crate::view::Publisher;

/// The newsroom of this desk.
#[derive(Clone)]
pub struct NewsroomAccess {
    /// Where the desk reaches it, such as `http://127.0.0.1:8080`; without a slash at the end.
    pub base_url: String,
    /// Where the public reaches it; often the same.
    pub public_url: String,
    /// The line that `sperrfrist-newsroom token new` printed.
    pub token: String,
    /// Where the desk's own key lies, or is to be made; beside the archive's database unless said otherwise. A token is
    /// good for one key.
    pub key_file: Option<PathBuf>,
    pub publisher: Publisher,
}

/// Without the token: whatever is printed ends up in a log some day.
impl fmt::Debug for NewsroomAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewsroomAccess")
            .field("base_url", &self.base_url)
            .field("public_url", &self.public_url)
            .field("publisher", &self.publisher)
            .finish_non_exhaustive()
    }
}
