//! Printing: the window lays out the pages as they are typeset for the printer alone, and asks for the system's dialog,
//! which begins with A4 and adds no margins. Which pages, and how, is the window's matter (`ui/paper`).

use std::path::PathBuf;

use sperrfrist_desk::Problem;
use tauri::{Manager, WebviewWindow};

use crate::options::Options;

/// Where printed pages go.
pub struct Printer {
    /// A file instead of the dialog.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "other systems know files as printers"))]
    file: Option<PathBuf>,
}

impl Printer {
    #[must_use]
    pub fn of(options: &Options) -> Self {
        Self { file: options.print_to.clone() }
    }
}

/// Opens the dialog, and returns when it has closed.
///
/// # Errors
/// [`Problem`] where the system cannot print.
pub async fn print(window: &WebviewWindow) -> Result<(), Problem> {
    #[cfg(target_os = "linux")]
    return linux::print(window, window.state::<Printer>().file.clone()).await;
    #[cfg(not(target_os = "linux"))]
    return window.print().map_err(|error| refused(&error));
}

fn refused(cause: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        "print.refused",
        format!("Das System druckt nicht: {cause}."),
        "Sichern Sie das PDF und drucken Sie es aus einem anderen Programm.",
    )
}

/// WebKitGTK's own operation. It begins with the margins of the printer, whatever the page says.
#[cfg(target_os = "linux")]
mod linux {
    use std::cell::RefCell;
    use std::path::{Path, PathBuf};

    use gtk::glib::object::ObjectExt;
    use sperrfrist_desk::Problem;
    use tauri::WebviewWindow;
    use tauri::async_runtime::channel;
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

    use super::refused;

    pub async fn print(window: &WebviewWindow, file: Option<PathBuf>) -> Result<(), Problem> {
        let (done, mut outcome) = channel(1);
        window
            .with_webview(move |webview| {
                let view = webview.inner();
                let operation = PrintOperation::new(&view);
                operation.set_page_setup(&bare_a4());
                let told = done.clone();
                operation.connect_failed(move |_, error| drop(told.try_send(Err(error.to_string()))));
                // It must live until it is finished; then it lets go of itself.
                let (kept, told) = (RefCell::new(Some(operation.clone())), done.clone());
                let held = operation.connect_finished(move |_| {
                    drop(told.try_send(Ok(())));
                    drop(kept.take());
                });
                match file {
                    Some(file) => match to_file(&file) {
                        Ok(settings) => {
                            operation.set_print_settings(&settings);
                            operation.print();
                        }
                        Err(error) => drop(done.try_send(Err(error.to_string()))),
                    },
                    None if operation.run_dialog(None::<&gtk::Window>) == PrintOperationResponse::Cancel => {
                        operation.disconnect(held);
                        drop(done.try_send(Ok(())));
                    }
                    None => {}
                }
            })
            .map_err(|error| refused(&error))?;
        match outcome.recv().await {
            Some(Err(cause)) => Err(refused(&cause)),
            _ => Ok(()),
        }
    }

    /// The typeset page has its margins.
    fn bare_a4() -> gtk::PageSetup {
        let page = gtk::PageSetup::new();
        page.set_paper_size(&gtk::PaperSize::new(Some("iso_a4")));
        page.set_top_margin(0.0, gtk::Unit::Mm);
        page.set_right_margin(0.0, gtk::Unit::Mm);
        page.set_bottom_margin(0.0, gtk::Unit::Mm);
        page.set_left_margin(0.0, gtk::Unit::Mm);
        page
    }

    fn to_file(path: &Path) -> Result<gtk::PrintSettings, gtk::glib::Error> {
        let settings = gtk::PrintSettings::new();
        settings.set_printer("Print to File");
        settings.set("output-file-format", Some("pdf"));
        settings.set("output-uri", Some(gtk::glib::filename_to_uri(path, None)?.as_str()));
        Ok(settings)
    }
}
