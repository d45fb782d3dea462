//! `sperrfrist-cli photo renditions`: the copies that are published, as files.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;
use sperrfrist_photo::{
    Caption, Edits, Limits, Options, PhotoError, Rendition, Size, clean_with, renditions as drawn,
};

use crate::arguments::Renditions;
use crate::fault::Fault;
use crate::files::Unnamed;
use crate::tell::{complain, say};
use crate::{files, json as sentences, name, photo};

/// The largest `edits.json`, in bytes.
const EDITS_LIMIT: u64 = 1_000_000;

/// What every copy of a photo is made by.
struct Wish {
    caption: Caption,
    options: Options,
    edits: Edits,
    sizes: Vec<Size>,
    into: PathBuf,
}

/// Makes the copies of every photo; one that fails does not stop the rest, but the exit code says so.
pub fn run(arguments: &Renditions) -> Result<ExitCode, Fault> {
    let wish = Wish {
        caption: arguments.caption.as_deref().map(photo::caption).transpose()?.unwrap_or_default(),
        options: Options { rights: photo::rights(arguments.keep_rights), ..Options::default() },
        edits: arguments.edits.as_deref().map(edits).transpose()?.unwrap_or_default(),
        sizes: if arguments.sizes.is_empty() { Size::all().to_vec() } else { arguments.sizes.clone() },
        into: arguments.into.clone(),
    };
    wish.edits.check().map_err(|error| fault(&error))?;
    files::make_folder(&wish.into)?;
    files::sweep(&wish.into);

    let mut failed = false;
    let mut rows = Vec::new();
    let mut taken = BTreeSet::new();
    for path in &arguments.files {
        match copies(path, &wish, &mut taken) {
            Ok(written) => {
                for (place, copy) in &written {
                    if arguments.json {
                        rows.push(json!({
                            "path": path, "written": place, "name": copy.name,
                            "width": copy.width, "height": copy.height, "bytes": copy.jpeg.len(),
                        }));
                    } else {
                        let Rendition { width, height, jpeg, .. } = copy;
                        say!(
                            "{} → {} ({width} × {height} Pixel, {} Bytes)",
                            name::shown(path),
                            name::shown(place),
                            jpeg.len()
                        );
                    }
                }
            }
            Err(fault) => {
                failed = true;
                if arguments.json {
                    rows.push(json!({ "path": path, "problem": fault.problem }));
                } else {
                    complain!("{fault}");
                }
            }
        }
    }
    if arguments.json {
        say!("{}", serde_json::to_string_pretty(&rows).expect("plain data"));
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn edits(path: &Path) -> Result<Edits, Fault> {
    let text = files::read_text(path, EDITS_LIMIT)?;
    serde_json::from_str(&text).map_err(|error| {
        Fault::new(
            "edits.unreadable",
            format!("Die Bearbeitung des Fotos ist nicht lesbar. {}", sentences::sentence(&error)),
            "Erlaubt sind straighten (Grad), crop (left, top, width, height von 0 bis 10000) und cover (Liste aus region und \
             kind: »blur« oder »block«).",
        )
        .at(path)
    })
}

fn copies(
    path: &Path,
    wish: &Wish,
    taken: &mut BTreeSet<PathBuf>,
) -> Result<Vec<(PathBuf, Rendition)>, Fault> {
    let limits = Limits::default();
    let bytes = files::read(path, limits.max_bytes)?;
    let refused = |error: PhotoError| fault(&error).at(path);
    let clean = clean_with(&bytes, &wish.caption, wish.options, &limits).map_err(refused)?;
    let copies = drawn(&clean, &wish.edits, &clean.caption, &wish.sizes, &limits).map_err(refused)?;
    let mut written = Vec::with_capacity(copies.len());
    for copy in copies {
        let place = wish.into.join(named(path, &copy.name));
        if !taken.insert(place.clone()) {
            return Err(Fault::new(
                "photo.same_name",
                format!(
                    "{} entsteht schon aus einem anderen Foto oder für eine andere Größe.",
                    name::shown(&place)
                ),
                "Benennen Sie eines der Fotos um, und nennen Sie jede Größe einmal.",
            )
            .at(path));
        }
        if !kept(&place, &copy.jpeg)? {
            return Err(Fault::new(
                "photo.target_exists",
                format!("{} gibt es schon, mit anderem Inhalt.", name::shown(&place)),
                "Nennen Sie einen leeren Ordner.",
            )
            .at(path));
        }
        written.push((place, copy));
    }
    Ok(written)
}

/// Writes a new file, or finds it there already. `false` where something else lies there, which may be somebody's
/// original.
fn kept(place: &Path, jpeg: &[u8]) -> Result<bool, Fault> {
    if !files::is_taken(place)? && Unnamed::write(place, jpeg)?.name()? {
        return Ok(true);
    }
    files::holds(place, jpeg)
}

/// `foto.jpg` as `foto-web.jpg`.
fn named(path: &Path, size: &str) -> OsString {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{size}.jpg"));
    name
}

fn fault(error: &PhotoError) -> Fault {
    Fault::new(error.code(), error.to_string(), error.next_step())
}
