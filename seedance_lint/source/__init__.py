"""Text and places in it: spans, documents, line numbers and maps between a value and its file."""

from seedance_lint.source.document import DecodeFailure, SourceDocument
from seedance_lint.source.line_index import LineIndex, Position
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

__all__ = ["DecodeFailure", "LineIndex", "Position", "SourceDocument", "SourceMap", "SourceMapBuilder", "Span"]
