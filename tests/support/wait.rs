//! Waiting for a condition, never for a time.

use std::future::Future;
use std::thread;
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(20);
/// Long, for a machine that builds beside it; a condition that holds is seen at once.
const LOOKS: u32 = 3_000;

/// Looks until there is an answer.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..LOOKS {
        if let Some(answer) = look() {
            return answer;
        }
        thread::sleep(PAUSE);
    }
    panic!("waited in vain until {what}")
}

/// The same for questions that are asked of a driver.
pub async fn until_async<T, F: Future<Output = Option<T>>>(what: &str, mut look: impl FnMut() -> F) -> T {
    for _ in 0..LOOKS {
        if let Some(answer) = look().await {
            return answer;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("waited in vain until {what}")
}
