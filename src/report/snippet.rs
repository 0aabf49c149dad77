//! A source file as the report renderer reads it. The line table is kept, so that a thousand findings in
//! one file do not read the file a thousand times.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::source::SourceFile;

/// A file of the repository as the renderer's source.
pub(super) struct Snippet<'s>(pub &'s SourceFile);

impl SourceCode for Snippet<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let file = self.0;
        let lines = file.lines();
        let line_of = |offset: usize| lines.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        if span.offset() + span.len() > file.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let first = line_of(span.offset()).saturating_sub(context_lines_before);
        let last = line_of(span.offset() + span.len().saturating_sub(1)) + context_lines_after;
        let line_start = lines.get(first).map_or(0, |&start| start as usize);
        // Asked for no line before, the renderer wants to know where in its line the span begins.
        let start = if context_lines_before == 0 { span.offset() } else { line_start };
        let column = file.text.get(line_start..start).map_or(0, |before| before.chars().count());
        let end = lines.get(last + 1).map_or(file.text.len(), |&start| start as usize);
        let data = &file.text.as_bytes()[start..end.max(start)];
        let count = lines.len();
        let at = SourceSpan::new(start.into(), data.len());
        Ok(Box::new(MietteSpanContents::new_named(file.path.clone(), data, at, first, column, count)))
    }
}
