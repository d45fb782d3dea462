//! Why a page cannot be made: only a damaged theme brings it about.

use std::error::Error as _;

use thiserror::Error;

/// What is wrong with a theme.
#[derive(Debug, Error)]
pub enum PageError {
    #[error("Die Vorlage {file} ist in Zeile {line} fehlerhaft: {detail}")]
    Template { file: String, line: usize, detail: String },
    #[error("Die Vorlage {file} ist kein UTF-8-Text.")]
    NotText { file: String },
    #[error("Die Datei {file} gehört zu keiner Gestaltung.")]
    Stranger { file: String },
}

/// The innermost cause names the file and the line; those around it only say who called.
impl From<minijinja::Error> for PageError {
    fn from(error: minijinja::Error) -> Self {
        let mut innermost = &error;
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(inner) =
                inner.downcast_ref::<minijinja::Error>().filter(|inner| inner.line().is_some())
            {
                innermost = inner;
            }
            cause = inner.source();
        }
        let detail = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
        let name = innermost.name().unwrap_or("?");
        Self::Template { file: format!("vorlagen/{name}"), line: innermost.line().unwrap_or(1), detail }
    }
}
