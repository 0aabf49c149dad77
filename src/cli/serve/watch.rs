//! Hears of saves, by each system's own means.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use crate::cli::build::MARK;

/// Saves that come so soon after each other are one.
const PAUSE: Duration = Duration::from_millis(150);
/// Saves that never pause are answered all the same.
const LONGEST: Duration = Duration::from_millis(600);

/// Watches folders as long as the value lives, and tells of each save.
pub(super) fn watch(folders: &[PathBuf], tell: Sender<()>) -> notify::Result<RecommendedWatcher> {
    let roots: Vec<PathBuf> = folders.iter().map(|folder| folder.canonicalize()).collect::<Result<_, _>>()?;
    let within = roots.clone();
    let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
        // An error may be the loss of events: look again rather than miss a save.
        let matters = event.as_ref().map_or(true, |event| is_save(event) && concerns(&within, &event.paths));
        if matters {
            // Nobody listens any more when the program ends.
            let _ = tell.send(());
        }
    })?;
    for root in &roots {
        watcher.watch(root, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

/// Waits for a save and the end of its burst; false when there will be none any more.
pub(super) fn burst(saves: &Receiver<()>) -> bool {
    if saves.recv().is_err() {
        return false;
    }
    let begun = Instant::now();
    while begun.elapsed() < LONGEST && saves.recv_timeout(PAUSE).is_ok() {}
    true
}

/// Reading a file is an event too, and no save; to build is to read, and would never end.
fn is_save(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    }
}

/// Whether a path may be of the architecture: nothing hidden, nothing that `khung build` wrote.
fn concerns(roots: &[PathBuf], paths: &[PathBuf]) -> bool {
    let one = |path: &PathBuf| {
        let Some((root, below)) = roots.iter().find_map(|root| Some((root, path.strip_prefix(root).ok()?))) else {
            return false;
        };
        let hidden = below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        let above = below.ancestors().skip(1);
        let ours = above.filter(|folder| *folder != Path::new("")).any(|folder| root.join(folder).join(MARK).exists());
        !hidden && !ours
    };
    paths.is_empty() || paths.iter().any(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_save_of_the_architecture() {
        let root = PathBuf::from("/kho");
        let concerns = |path: &str| concerns(std::slice::from_ref(&root), &[PathBuf::from(path)]);
        assert!(concerns("/kho/bo-y-te/ung-dung.yaml") && concerns("/kho/khung.yaml"));
        assert!(!concerns("/kho/.git/index") && !concerns("/kho/a/.a.yaml.swp") && !concerns("/khac/a.yaml"));
        let kind = |kind| is_save(&Event::new(kind));
        assert!(!kind(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(kind(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(kind(EventKind::Remove(notify::event::RemoveKind::File)));
    }
}
