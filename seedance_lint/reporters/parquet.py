"""Findings as a table: a Parquet file with one row for each finding and failure. It needs the extra ``data``.

Behind the place of a finding stand the columns of ``seedance_lint.data.FINDINGS``.
"""

from collections.abc import Iterable, Iterator

from seedance_lint.annotations import TYPE_CHECKING, Any, BinaryIO
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.probes import MissingLibrary
from seedance_lint.reporters.base import Run

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 10_000
"""How many findings are in memory at a time: a row group."""

_Row = tuple[Any, ...]


def report(results: Iterable[DocumentResult], run: Run, stream: BinaryIO) -> None:
    """Write the findings, some thousand at a time; the metadata names the version of the program.

    Raises:
        MissingLibrary: the extra ``data`` is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingLibrary("a report in Parquet", "data") from None
    schema = _schema().with_metadata({"seedance-lint": run.version})
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        rows: list[_Row] = []
        for result in results:
            for row in _rows(result):
                rows.append(row)
                if len(rows) == _ROWS:
                    writer.write_table(_table(pa, rows, schema))
                    rows.clear()
        if rows:
            writer.write_table(_table(pa, rows, schema))


def _schema() -> "pa.Schema":
    import pyarrow as pa

    from seedance_lint.data.schemas import FINDINGS

    return pa.schema([
        pa.field("path", pa.string(), nullable=False),
        pa.field("row", pa.int64()),
        pa.field("line", pa.int64()),
        pa.field("column", pa.int64()),
        pa.field("end_line", pa.int64()),
        pa.field("end_column", pa.int64()),
        *FINDINGS,
        pa.field("fix", pa.string()),
    ])  # fmt: skip


def _rows(result: DocumentResult) -> Iterator[_Row]:
    yield from map(_finding, result.diagnostics)
    yield from map(_failed, result.failures)


def _finding(found: Diagnostic) -> _Row:
    """Return a finding as a row: in a table it is in a row and at characters of a value, elsewhere on lines."""
    cell = found.cell
    if cell is None:
        place: _Row = (None, found.start.line, found.start.column, found.end.line, found.end.column)
    else:
        place = (cell.row, None, None, None, None)
    start, end = (None, None) if cell is None else (cell.start, cell.end)
    fix = str(min(each.applicability for each in found.fixes)) if found.fixes else None
    about = (found.rule, str(found.severity), found.message, found.help, found.pointer)
    return (found.path, *place, *about, start, end, found.profile, fix)


def _failed(failure: Failure) -> _Row:
    from seedance_lint.data.schemas import FAILURE

    about = (None, FAILURE, failure.message, None, failure.pointer)
    return (failure.path, None, failure.line, None, None, None, *about, None, None, None, None)


def _table(pa: Any, rows: list[_Row], schema: "pa.Schema") -> "pa.Table":
    arrays = [pa.array(map(_text, column), field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _text(value: object) -> object:
    """Return a value that Parquet can hold: a name of a file that is not UTF-8 has its bytes escaped."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) and not value.isascii() else value
