//! Who paints the window: the graphics hardware, or where there is none the processor.

#[cfg(not(target_os = "linux"))]
pub fn choose() {}

/// WebKit puts a window together on the graphics hardware, and has it imitated where there is none: on a virtual desktop
/// that takes longer than all else at the start, and many times the processor's time for each second of the clock. There
/// WebKit is told not to, by the environment that its processes get from this one. Its own setting for that
/// (`hardware-acceleration-policy`) ends the page with WebKitGTK 2.50.
///
/// To be called before there is a second thread: the environment belongs to them all.
#[cfg(target_os = "linux")]
pub fn choose() {
    /// Where the kernel shows graphics hardware (Direct Rendering Infrastructure).
    const HARDWARE: &str = "/dev/dri";
    if !std::path::Path::new(HARDWARE).exists() {
        // Whoever has set it has chosen. Whatever keeps it from being set, the window is painted as before.
        let _ = gtk::glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false);
    }
}
