//! Who paints the window: the graphics hardware, or where there is none the processor.

#[cfg(not(target_os = "linux"))]
pub fn choose() {}

/// WebKit puts a window together on the graphics hardware, and has it imitated where there is none: on a virtual desktop
/// that takes longer than all else at the start, and many times the processor's time for each second of the clock. There
/// the program begins again, and WebKit is told not to. Its own setting for that (`hardware-acceleration-policy`) ends the
/// page with WebKitGTK 2.50.
#[cfg(target_os = "linux")]
pub fn choose() {
    use std::os::unix::process::CommandExt;

    /// Where the kernel shows graphics hardware (Direct Rendering Infrastructure).
    const HARDWARE: &str = "/dev/dri";
    /// Read by WebKitGTK before its first window; whoever has set it has chosen.
    const CHOICE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(CHOICE).is_some() || std::path::Path::new(HARDWARE).exists() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let error =
            std::process::Command::new(program).args(std::env::args_os().skip(1)).env(CHOICE, "1").exec();
        // It is painted as before, only slower.
        eprintln!("{error}");
    }
}
