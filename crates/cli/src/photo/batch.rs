//! Many files on all cores: what is told of them keeps their order, and what is held of them in memory its bounds.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use crate::signals::Stop;

/// So many results wait for whoever takes them.
const WAITING: usize = 8;

/// Works on groups of indices with all cores, and hands on what comes of each index in the order of the indices. The
/// members of a group are worked on one after the other, with a state that they share. `arrived` is told of each
/// result at once. After a stop the files in hand are finished and the rest is left.
pub fn in_order<S: Default, T: Send>(
    groups: &[Vec<usize>],
    stop: &Stop,
    memory: &Memory,
    work: impl Fn(usize, &mut S, &mut Buffer<'_>) -> T + Sync,
    mut arrived: impl FnMut(),
    mut take: impl FnMut(usize, T),
) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    // Whoever tells of the results may be slower than those who work; what waits for it is held in memory too.
    let (sender, results) = mpsc::sync_channel(WAITING);
    let worker = |sender: mpsc::SyncSender<(usize, T)>| {
        let mut buffer = memory.buffer();
        while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut state = S::default();
            for &index in group {
                if stop.is_asked() || sender.send((index, work(index, &mut state, &mut buffer))).is_err() {
                    return;
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..cores.min(groups.len()) {
            let (sender, worker) = (sender.clone(), &worker);
            scope.spawn(move || worker(sender));
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (index, result) in results {
            arrived();
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&due) {
                take(due, result);
                due += 1;
            }
        }
        // After a stop there are gaps.
        waiting.into_iter().for_each(|(index, result)| take(index, result));
    });
}

/// A bound for the file contents that are held at the same time by all workers.
pub struct Memory {
    /// In bytes.
    limit: u64,
    books: Mutex<Books>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct Books {
    /// In bytes.
    held: u64,
    buffers: usize,
    /// How many buffers wait for room.
    waiting: usize,
}

/// This much is always allowed, in bytes.
const AT_LEAST: u64 = 8_000_000;

impl Memory {
    /// With the program itself, which holds some 15 MB, this stays below three times the largest file, once that has 8 MB.
    /// It costs no time to speak of: a photo is read, cleaned and written in some milliseconds.
    pub fn for_files_of_up_to(largest: u64) -> Self {
        let limit = largest.max(AT_LEAST);
        Self { limit, books: Mutex::default(), freed: Condvar::new() }
    }

    pub fn buffer(&self) -> Buffer<'_> {
        self.books().buffers += 1;
        Buffer { memory: self, bytes: Vec::new(), held: 0 }
    }

    /// Whether one more of that size is too much, where the others hold so much.
    fn is_too_much(&self, others: u64, size: u64) -> bool {
        others > 0 && others + size > self.limit
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A worker's buffer. It is kept from file to file, for fresh memory costs the system more than copying into it.
pub struct Buffer<'a> {
    memory: &'a Memory,
    bytes: Vec<u8>,
    held: u64,
}

impl Buffer<'_> {
    /// Empty, with room for so many bytes. Waits until the others leave that much; one file is always let in.
    pub fn with_room_for(&mut self, size: u64) -> &mut Vec<u8> {
        self.bytes.clear();
        let mut books = self.memory.books();
        if size < self.held && books.waiting > 0 {
            self.shrink(size, &mut books);
        }
        while size > self.held && self.memory.is_too_much(books.held - self.held, size) {
            books.waiting += 1;
            if books.waiting == books.buffers {
                // Nobody works any more, so somebody has to give way.
                self.shrink(0, &mut books);
            }
            books = self.memory.freed.wait(books).unwrap_or_else(PoisonError::into_inner);
            books.waiting -= 1;
        }
        if size > self.held {
            books.held += size - self.held;
            self.held = size;
            drop(books);
            self.bytes.reserve_exact(usize::try_from(size).unwrap_or(usize::MAX));
        }
        &mut self.bytes
    }

    pub fn bytes(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Gives back what is held beyond so many bytes. A page stays: allocators give memory that shrinks back to the
    /// system, but keep what is freed.
    fn shrink(&mut self, size: u64, books: &mut Books) {
        const PAGE: usize = 4_096;
        self.bytes.clear();
        self.bytes.shrink_to(usize::try_from(size).unwrap_or(usize::MAX).max(PAGE));
        books.held -= self.held - size;
        self.held = size;
        self.memory.freed.notify_all();
    }
}

impl Drop for Buffer<'_> {
    fn drop(&mut self) {
        let memory = self.memory;
        let mut books = memory.books();
        books.buffers -= 1;
        self.shrink(0, &mut books);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        Memory::for_files_of_up_to(0)
    }

    #[test]
    fn results_come_in_order_and_groups_share_their_state() {
        let groups: Vec<Vec<usize>> = (0..50).map(|first| vec![first, first + 50]).collect();
        let (mut seen, mut arrived) = (Vec::new(), 0);
        in_order(
            &groups,
            &Stop::default(),
            &memory(),
            |index, before: &mut Vec<usize>, _| {
                before.push(index);
                before.clone()
            },
            || arrived += 1,
            |index, group| seen.push((index, group)),
        );
        let expected: Vec<(usize, Vec<usize>)> = (0..100)
            .map(|index| (index, if index < 50 { vec![index] } else { vec![index - 50, index] }))
            .collect();
        assert_eq!((seen, arrived), (expected, 100));
    }

    #[test]
    fn together_the_buffers_hold_no_more_than_is_allowed_and_one_file_is_always_let_in() {
        let memory = memory();
        let most = Mutex::new(0);
        let groups: Vec<Vec<usize>> = (0..200).map(|index| vec![index]).collect();
        let size =
            |index: usize| if index == 90 { AT_LEAST + 1 } else { 2_000_000 + index as u64 % 7 * 700_000 };
        in_order(
            &groups,
            &Stop::default(),
            &memory,
            |index, (): &mut (), buffer| {
                buffer.with_room_for(size(index));
                let held = memory.books().held;
                let mut most = most.lock().unwrap_or_else(PoisonError::into_inner);
                *most = held.max(*most);
            },
            || {},
            |_, ()| {},
        );
        assert_eq!(memory.books().held, 0);
        assert_eq!(*most.lock().unwrap_or_else(PoisonError::into_inner), AT_LEAST + 1);
    }
}
