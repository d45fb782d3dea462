//! A Tauri app with one page and nothing behind it: what our own start is measured against.

fn main() {
    tauri::Builder::default()
        .run(tauri::generate_context!("tests/empty/tauri.conf.json"))
        .expect("a window can be opened");
}
