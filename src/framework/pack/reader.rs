//! Texts into types, every error kept.

use serde::de::DeserializeOwned;

use super::{CATALOGUE, CODES, DUTIES, FRAMEWORK, LAW, METRICS, MODELS, PackError, PackFiles, RULES, TARGETS};
use crate::framework::facts::ReferenceModel;
use crate::framework::settings::Rules;
use crate::text::Text;

/// The files that every pack has, beside its rules and its reference models.
const REQUIRED: [&str; 7] = [FRAMEWORK, LAW, CATALOGUE, CODES, TARGETS, DUTIES, METRICS];

/// Reads files one after another and collects what is wrong.
pub(super) struct Reader<'a> {
    files: &'a PackFiles,
    pub(super) errors: Vec<PackError>,
}

impl<'a> Reader<'a> {
    /// A reader of these files; a file that no pack has is the first error, since it would be read by nobody.
    pub(super) fn new(files: &'a PackFiles) -> Self {
        let mut reader = Self { files, errors: Vec::new() };
        for path in files.paths().filter(|path| !is_known(path)) {
            let message = Text::new("bộ khung không có tệp nào tên như vậy", "no pack has a file of this name");
            reader.error(path, None, message);
        }
        reader
    }

    /// A file as its type; none, with an error kept, where it is missing or does not fit.
    pub(super) fn file<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let Some(text) = self.files.get(path) else {
            self.error(path, None, Text::new("thiếu tệp này trong bộ khung", "this file is missing from the pack"));
            return None;
        };
        match serde_yaml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let place = error.location().map(|place| (place.line(), place.column()));
                self.error(path, place, crate::text!(vi: "không đọc được: {error}", en: "cannot be read: {error}"));
                None
            }
        }
    }

    /// The rules of all areas, in the order of their files; each block keeps the name of its file.
    pub(super) fn rules(&mut self) -> Rules {
        let files = self.files;
        let mut all = Rules::default();
        for path in files.paths().filter(|path| is_in(RULES, path)) {
            let Some(mut area) = self.file::<Rules>(path) else { continue };
            for setting in &mut area.rules {
                path.clone_into(&mut setting.file);
            }
            all.rules.append(&mut area.rules);
        }
        if !files.paths().any(|path| is_in(RULES, path)) {
            let message = Text::new("bộ khung không có tệp quy tắc nào", "the pack has no file of rules");
            self.error(RULES, None, message);
        }
        all
    }

    /// All reference models, in the order of their files; a file's name is the id it must hold.
    pub(super) fn models(&mut self) -> Vec<ReferenceModel> {
        let files = self.files;
        let mut models = Vec::new();
        for path in files.paths().filter(|path| is_in(MODELS, path)) {
            let Some(model) = self.file::<ReferenceModel>(path) else { continue };
            let id = &model.id;
            if path != model_path(id) {
                let message = crate::text!(
                    vi: "mô hình có id là `{id}`, phải cùng tên với tệp",
                    en: "the model's id is `{id}`, which must be the name of the file",
                );
                self.error(path, None, message);
            }
            models.push(model);
        }
        models
    }

    fn error(&mut self, path: &str, place: Option<(usize, usize)>, message: Text) {
        let file = format!("{}/{path}", self.files.root());
        self.errors.push(PackError { file, line: place.map(|at| at.0), column: place.map(|at| at.1), message });
    }
}

/// Path of a reference model's file.
pub(super) fn model_path(id: &str) -> String {
    format!("{MODELS}{id}.yaml")
}

fn is_in(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).and_then(|name| name.strip_suffix(".yaml")).is_some_and(|name| !name.is_empty())
}

fn is_known(path: &str) -> bool {
    REQUIRED.contains(&path) || is_in(MODELS, path) || is_in(RULES, path)
}
