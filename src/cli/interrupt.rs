//! Ctrl-C, heard: whoever writes stops at the next file and cleans up, where the system would have ended the program
//! in the middle.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a command that Ctrl-C ended, as shells know it.
pub(super) const INTERRUPTED: u8 = 130;

/// Whether Ctrl-C was pressed while it is held.
pub(super) struct Interrupt {
    pressed: Arc<AtomicBool>,
}

impl Interrupt {
    /// Listens from now on. Where the system does not let it, Ctrl-C ends the program as ever.
    pub(super) fn listen() -> Self {
        let pressed = Arc::new(AtomicBool::new(false));
        let held = Arc::downgrade(&pressed);
        std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
            while runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
                match held.upgrade() {
                    // Once asks for a clean end, twice for an end.
                    Some(pressed) if !pressed.swap(true, Ordering::Relaxed) => {}
                    _ => std::process::exit(i32::from(INTERRUPTED)),
                }
            }
        });
        Self { pressed }
    }

    /// It was pressed.
    pub(super) fn pressed(&self) -> bool {
        self.pressed.load(Ordering::Relaxed)
    }
}
