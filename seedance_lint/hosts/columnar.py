"""Tables that are not text: Parquet, and Arrow's own files and streams, Feather among them.

The forms: https://parquet.apache.org/docs/file-format and https://arrow.apache.org/docs/format/Columnar.html

Rows are read some hundred at a time, and each is linted as the line of JSON Lines that it would be: a row is a line there, and nothing else of
the program need know of tables. What is written back would be another file, so there are no fixes.
"""

import io
import json
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

from seedance_lint.annotations import TYPE_CHECKING, Any, BinaryIO
from seedance_lint.hosts.commands import names as command_names
from seedance_lint.hosts.json.host import tree
from seedance_lint.hosts.located import Comment, HostFailure, MissingExtra, Root
from seedance_lint.hosts.rows import as_request, field_names
from seedance_lint.nearest import nearest
from seedance_lint.source.document import SourceDocument

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "columnar table"
SUFFIXES = (".parquet", ".arrow", ".feather")

_TYPO = 0.9
"""How alike a name of a column and one for prompts are where the first is a slip of the second: `promt`."""
_PART_BYTES = 512 * 1024
_ROWS = 512
"""Rows of a Parquet file that are in memory at a time."""
_LONGEST_ROW = 4 * 1024 * 1024
"""Bytes. No request is a hundredth as long, and a table of some kilobytes may hold the same one a million times."""
_PAGE_BYTES = 1024 * 1024
"""Read of a column at a time."""
_MOST_UNPACKED, _MOST_TIMES = 1024 * 1024 * 1024, 200
"""Bytes of rows, and times the bytes of the file, of which a table may have the larger number; no table of requests is packed as tightly."""
_MOST_METADATA = 100_000_000
"""Bytes of a Parquet file's description of itself, and entries of a list in it."""


def roots(document: SourceDocument) -> Iterator[Root | HostFailure]:
    """Yield every row that has a prompt, or no column for it; the document is what ``parts`` made of the rows."""
    text = document.text
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        row = json.loads(text[start:end])
        request = as_request(row, *filter(command_names.is_prompt, row))
        if request is not None:
            yield Root(request, partial(tree, text, start, end, request), start)
        start = end + 1


def comments(document: SourceDocument) -> Iterator[Comment]:  # noqa: ARG001  # every host has it
    """Yield nothing: tables have no comments."""
    return iter(())


def parts(path: str, stream: BinaryIO, limit: int) -> Iterator[tuple[SourceDocument | HostFailure, int]]:
    """Yield a table in documents of some rows, a row a line, each with about the number of bytes that it came from.

    A row that is too large, or has a string that is not UTF-8, is a failure of its own; the rows around it are linted.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        yield MissingExtra("Parquet and Arrow", "data"), 0
        return
    row, offset, longest = 1, 0, min(limit, _LONGEST_ROW)
    try:
        stream = _seekable(stream, limit)
        whole = stream.seek(0, io.SEEK_END)
        most = max(_MOST_UNPACKED, _MOST_TIMES * whole)
        for batch, size in _batches(stream, whole):
            for lines in _rendered(batch, longest, row):
                if isinstance(lines, HostFailure):
                    yield lines, 0
                    lines = [""]  # noqa: PLW2901 - its row counts
                else:
                    text = "".join(lines)
                    yield (
                        SourceDocument(path, text, first_line=row, first_offset=offset, is_table=True),
                        size * len(lines) // batch.num_rows,
                    )
                    offset += len(text)
                row += len(lines)
                if offset > most:
                    yield HostFailure(f"rows from {row:,} on were not read: those before take {_MOST_TIMES} times the size of the file"), 0
                    return
    except HostFailure as failure:
        yield failure, 0
    except Exception as error:  # whatever a library for hostile files raises
        yield HostFailure(f"cannot be read{f' from row {row:,} on' if row > 1 else ''}: {_in_a_line(error)}"), 0


def _seekable(stream: BinaryIO, limit: int) -> BinaryIO:
    """Return a stream in which one can go back, as the end of a table says what is in front of it."""
    if stream.seekable():
        return stream
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise HostFailure(f"is larger than {limit:,} bytes (max-file-bytes), and comes through a pipe; name the file")
    return io.BytesIO(data)


def _batches(stream: BinaryIO, size: int) -> Iterator[tuple["pa.RecordBatch", int]]:
    """Yield the rows, without columns of bytes, and how many bytes of the file a batch is."""
    stream.seek(0)
    start = stream.read(6)
    stream.seek(0)
    if start.startswith(b"PAR1"):
        yield from _parquet(stream, size)
    elif start.startswith(b"FEA1"):
        raise HostFailure("is Feather version 1, which is not supported; save it as version 2 or as Parquet")
    elif not start:
        raise HostFailure("is empty")
    else:
        yield from _arrow(stream, size, is_stream=start != b"ARROW1")


def _parquet(stream: BinaryIO, size: int) -> Iterator[tuple["pa.RecordBatch", int]]:
    from pyarrow import parquet

    limits = {"thrift_string_size_limit": _MOST_METADATA, "thrift_container_size_limit": _MOST_METADATA}
    file = parquet.ParquetFile(stream, **limits)
    _check_names(file.schema_arrow)
    metadata = file.metadata
    columns = [metadata.schema.column(number) for number in range(metadata.num_columns)]
    texts = [column for column in columns if column.logical_type.type != "NONE" or "BYTE_ARRAY" not in column.physical_type]
    # What a dictionary holds stays in it: a thousand rows may share one text of megabytes.
    shared = [column.path for column in texts if column.physical_type == "BYTE_ARRAY"]
    table = parquet.ParquetFile(stream, metadata=metadata, read_dictionary=shared, pre_buffer=False, buffer_size=_PAGE_BYTES, **limits)
    rows = max(metadata.num_rows, 1)
    names = [column.path for column in texts]
    for group in range(metadata.num_row_groups):  # one by one, since no batch can be of two dictionaries
        for batch in table.iter_batches(_ROWS, row_groups=[group], columns=names, use_threads=False):
            yield batch, size * batch.num_rows // rows


def _arrow(stream: BinaryIO, size: int, *, is_stream: bool) -> Iterator[tuple["pa.RecordBatch", int]]:
    from pyarrow import ipc

    options = ipc.IpcReadOptions(use_threads=False)
    if is_stream:
        batches = ipc.open_stream(stream, options=options)
        _check_names(batches.schema)
        for batch in batches:
            yield _checked(batch), 0
        return
    table = ipc.open_file(stream, options=options)
    _check_names(table.schema)
    for number in range(table.num_record_batches):
        yield _checked(table.get_batch(number)), size // table.num_record_batches


def _check_names(schema: "pa.Schema") -> None:
    """Do nothing where at most one column of strings has the name of each prompt.

    Raises:
        HostFailure: several have it, or none has, but one of bytes does or one whose name is nearly it.
    """
    prompts = [name for name in schema.names if command_names.is_prompt(name)]
    for name in prompts:
        if prompts.count(name) > 1:
            raise HostFailure(f"has {prompts.count(name)} columns named `{name}`; rename the others or drop them")
        if _is_bytes(schema.field(name).type):
            raise HostFailure(f"the column `{name}` holds bytes; cast it to strings")
    if not prompts:
        for name in schema.names:
            meant = nearest(name, command_names.table("prompts")["names"], likeness=_TYPO)
            if meant is not None:
                raise HostFailure(f"has no column for prompts; did you mean `{meant}` with `{name}`?")


def _is_bytes(kind: "pa.DataType") -> bool:
    import pyarrow as pa

    return any(
        holds(kind) for holds in (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary, pa.types.is_binary_view)
    )


def _checked(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Return a batch that says of itself only what is so (a place outside of it would be memory of others), without columns of bytes."""
    batch.validate(full=True)
    return batch.select([number for number, field in enumerate(batch.schema) if not _is_bytes(field.type)])


def _rendered(batch: "pa.RecordBatch", limit: int, row: int) -> Iterator[list[str] | HostFailure]:
    """Yield the rows of a batch as lines, as many as make a part; a row that is not one is a failure."""
    start = 0
    sizes = _sizes(batch)
    while start < batch.num_rows:
        if sizes[start] > limit:
            yield HostFailure(f"row {row + start:,}: more than {limit:,} bytes")
            start += 1
            continue
        end, size = start + 1, sizes[start]
        while end < batch.num_rows and size + sizes[end] <= _PART_BYTES and sizes[end] <= limit:
            size += sizes[end]
            end += 1
        try:
            yield _lines(batch.slice(start, end - start))
        except UnicodeDecodeError:
            for number in range(start, end):
                try:
                    yield _lines(batch.slice(number, 1))
                except UnicodeDecodeError:
                    yield HostFailure(f"row {row + number:,}: a string in it is not UTF-8")
        start = end


def _sizes(batch: "pa.RecordBatch") -> list[int]:
    """Return about how many bytes each row takes as a line."""
    sizes = [1] * batch.num_rows
    for column in batch.columns:
        sizes = [size + length for size, length in zip(sizes, _lengths(column), strict=True)]
    return sizes


def _lengths(column: "pa.Array") -> list[int]:
    """Return about how many bytes each value takes, the texts in lists and structs included."""
    import pyarrow as pa
    from pyarrow import compute

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _filled(pa.array(_lengths(column.dictionary)).take(column.indices))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _filled(compute.binary_length(column))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        inner, at = _lengths(column.flatten()), 0
        lengths = []
        for count in _filled(compute.list_value_length(column)):
            lengths.append(sum(inner[at : at + count]))
            at += count
        return lengths
    if pa.types.is_struct(kind):
        return [sum(values) for values in zip(*map(_lengths, column.flatten()), strict=True)] or [1] * len(column)
    return [1 + column.nbytes // max(len(column), 1)] * len(column)


def _filled(lengths: "pa.Array") -> list[int]:
    return [length or 0 for length in lengths.to_pylist()]


def _lines(batch: "pa.RecordBatch") -> list[str]:
    rows = batch.rename_columns(field_names(batch.schema.names)).to_pylist(maps_as_pydicts="lossy")
    return [f"{json.dumps(row, ensure_ascii=False, default=_plain)}\n" for row in rows]


def _plain(value: Any) -> Any:
    """Return what JSON has in place of a value."""
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, (date, time, timedelta)) else None


def _in_a_line(error: Exception) -> str:
    told = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return told if len(told) <= 200 else f"{told[:199]}…"
