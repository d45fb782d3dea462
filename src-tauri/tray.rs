//! The tray: what becomes public next, seen without opening the window.
//!
//! On Linux it is a StatusNotifierItem (freedesktop.org), and it is known whether anybody shows it: only then is the window
//! hidden when it is closed. Elsewhere the window is put into the taskbar or the dock.

use sperrfrist_desk::Coming;
use tauri::AppHandle;

/// The sign in the tray, where there is one.
pub struct Tray {
    #[cfg(target_os = "linux")]
    handle: Option<ksni::blocking::Handle<linux::Item>>,
    #[cfg(target_os = "linux")]
    seen: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

#[cfg(not(target_os = "linux"))]
impl Tray {
    pub fn start(_app: &AppHandle) -> Self {
        Self {}
    }

    pub fn is_seen(&self) -> bool {
        false
    }

    pub fn show(&self, _next: Option<&Coming>, _stays: Option<&str>) {}
}

#[cfg(target_os = "linux")]
impl Tray {
    /// Puts it there; a desktop that comes later is waited for.
    pub fn start(app: &AppHandle) -> Self {
        use ksni::blocking::TrayMethods;
        let seen = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let item = linux::Item::new(app.clone(), std::sync::Arc::clone(&seen));
        // Without a session bus there is no tray.
        let handle = item.assume_sni_available(true).spawn().ok();
        Self { handle, seen }
    }

    /// Whether anybody shows it.
    pub fn is_seen(&self) -> bool {
        self.handle.as_ref().is_some_and(|handle| !handle.is_closed())
            && self.seen.load(std::sync::atomic::Ordering::Relaxed)
    }

    pub fn show(&self, next: Option<&Coming>, stays: Option<&str>) {
        if let Some(handle) = &self.handle {
            let (next, stays) = (next.cloned(), stays.map(str::to_owned));
            handle.update(|item| item.set(next, stays));
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use ksni::menu::{MenuItem, StandardItem};
    use ksni::{Icon, OfflineReason, ToolTip};
    use sperrfrist_desk::Coming;
    use tauri::AppHandle;

    use crate::{front, leaving};

    pub struct Item {
        app: AppHandle,
        seen: Arc<AtomicBool>,
        icon: Vec<Icon>,
        next: Option<Coming>,
        stays: Option<String>,
    }

    impl Item {
        pub fn new(app: AppHandle, seen: Arc<AtomicBool>) -> Self {
            // Believed until somebody says otherwise.
            seen.store(true, Ordering::Relaxed);
            let icon = app.default_window_icon().map(icon).into_iter().collect();
            Self { app, seen, icon, next: None, stays: None }
        }

        pub fn set(&mut self, next: Option<Coming>, stays: Option<String>) {
            self.next = next;
            self.stays = stays;
        }

        fn next_words(&self) -> String {
            match &self.next {
                Some(next) => format!("{}: {}, »{}«", next.hour, next.item, next.headline),
                None => "Nichts mit Uhrzeit eingeplant".to_owned(),
            }
        }
    }

    impl ksni::Tray for Item {
        fn id(&self) -> String {
            "sperrfrist".into()
        }

        fn title(&self) -> String {
            "Sperrfrist".into()
        }

        fn icon_pixmap(&self) -> Vec<Icon> {
            self.icon.clone()
        }

        fn tool_tip(&self) -> ToolTip {
            ToolTip {
                title: self.next_words(),
                description: self.stays.clone().unwrap_or_default(),
                ..ToolTip::default()
            }
        }

        fn activate(&mut self, _x: i32, _y: i32) {
            front::show(&self.app, None);
        }

        fn menu(&self) -> Vec<MenuItem<Self>> {
            let next = self.next.as_ref().map(|next| next.release);
            vec![
                StandardItem {
                    label: self.next_words(),
                    enabled: next.is_some(),
                    activate: Box::new(move |item: &mut Self| front::show(&item.app, next)),
                    ..StandardItem::default()
                }
                .into(),
                MenuItem::Separator,
                StandardItem {
                    label: "Sperrfrist öffnen".into(),
                    activate: Box::new(|item: &mut Self| front::show(&item.app, None)),
                    ..StandardItem::default()
                }
                .into(),
                StandardItem {
                    // As in the window: where several are planned, it asks which.
                    label: "Anhalten\u{a0}…".into(),
                    enabled: next.is_some() || self.stays.is_some(),
                    activate: Box::new(|item: &mut Self| front::stop(&item.app)),
                    ..StandardItem::default()
                }
                .into(),
                StandardItem {
                    label: "Beenden".into(),
                    activate: Box::new(|item: &mut Self| leaving::asked(&item.app)),
                    ..StandardItem::default()
                }
                .into(),
            ]
        }

        fn watcher_online(&self) {
            self.seen.store(true, Ordering::Relaxed);
        }

        fn watcher_offline(&self, _reason: OfflineReason) -> bool {
            self.seen.store(false, Ordering::Relaxed);
            // It may come back.
            true
        }
    }

    /// ARGB32 in network byte order, as the specification wants it.
    fn icon(image: &tauri::image::Image<'_>) -> Icon {
        let argb = image.rgba().chunks_exact(4).flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]]);
        Icon {
            width: image.width().cast_signed(),
            height: image.height().cast_signed(),
            data: argb.collect(),
        }
    }
}
