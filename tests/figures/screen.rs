//! A virtual screen whose pixels can be read, to see when a window has something to show.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::process::{Child, Command, Stdio};

const WIDTH: usize = 1280;
const HEIGHT: usize = 800;

/// An Xvfb that keeps its frame buffer in a file (X Window Dump, `XWDFile.h`).
pub struct Screen {
    server: Child,
    folder: tempfile::TempDir,
    pub display: String,
}

impl Screen {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{WIDTH}x{HEIGHT}x24"))
            .arg("-fbdir")
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        let mut answer = BufReader::new(server.stdout.take().expect("a pipe"));
        answer.read_line(&mut number).expect("Xvfb says its display");
        Self { server, folder, display: format!(":{}", number.trim()) }
    }

    /// Whether the part of the screen right of the navigation shows something: enough pixels of another colour
    /// than most have.
    pub fn shows_something(&self) -> bool {
        let pixels = self.pixels();
        let body = (120..HEIGHT - 60).flat_map(|y| &pixels[y * WIDTH + 100..(y + 1) * WIDTH - 20]);
        let mut counted = std::collections::HashMap::new();
        for pixel in body {
            *counted.entry(pixel & 0x00ff_ffff).or_insert(0_usize) += 1;
        }
        let total: usize = counted.values().sum();
        let ground = counted.values().copied().max().unwrap_or(0);
        counted.len() > 8 && total - ground > 400
    }

    fn pixels(&self) -> Vec<u32> {
        let read = || -> std::io::Result<Vec<u8>> {
            let mut file = std::fs::File::open(self.folder.path().join("Xvfb_screen0"))?;
            let mut word = [0; 4];
            file.read_exact(&mut word)?;
            let header = u64::from(u32::from_be_bytes(word));
            file.seek(SeekFrom::Start(19 * 4))?;
            file.read_exact(&mut word)?;
            let colours = u64::from(u32::from_be_bytes(word));
            file.seek(SeekFrom::Start(header + colours * 12))?;
            let mut bytes = vec![0; WIDTH * HEIGHT * 4];
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().expect("the frame buffer can be read");
        bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
