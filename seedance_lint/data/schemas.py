"""The columns of what comes back; they never depend on what was found."""

from collections.abc import Sequence

import pyarrow as pa

from seedance_lint.nearest import did_you_mean

FAILURE = "failure"
"""In place of a severity: a row that could not be linted."""

FINDINGS = pa.schema([
    pa.field("rule", pa.string()),
    pa.field("severity", pa.string(), nullable=False),
    pa.field("message", pa.string(), nullable=False),
    pa.field("help", pa.string()),
    pa.field("pointer", pa.string(), nullable=False),
    pa.field("start", pa.int32()),
    pa.field("end", pa.int32()),
    pa.field("profile", pa.string()),
])  # fmt: skip
"""A finding. ``severity`` is ``error``, ``warning`` or ``info``, or ``failure`` for a row that could not be linted, which has no ``rule``.

``start`` and ``end`` are the characters ``[start, end)`` of the prompt, in code points: of a finding about a file those of the tag that uses it;
null where there is none. ``pointer`` (a JSON Pointer) names the value that the finding is about. ``profile`` is the contract that the request was checked against.
"""

_REFERENCE = pa.struct([
    pa.field("tag", pa.string()),
    pa.field("kind", pa.string()),
    pa.field("indexes", pa.list_(pa.int64())),
    pa.field("start", pa.int32()),
    pa.field("end", pa.int32()),
])  # fmt: skip
_ROLE = pa.struct([
    pa.field("role", pa.string()),
    pa.field("kind", pa.string()),
    pa.field("indexes", pa.list_(pa.int64())),
    pa.field("text", pa.string()),
    pa.field("start", pa.int32()),
    pa.field("end", pa.int32()),
])  # fmt: skip

SCORES = pa.schema([
    pa.field("errors", pa.int32(), nullable=False),
    pa.field("warnings", pa.int32(), nullable=False),
    pa.field("infos", pa.int32(), nullable=False),
    pa.field("worst", pa.string()),
    pa.field("references", pa.list_(_REFERENCE), nullable=False),
    pa.field("roles", pa.list_(_ROLE), nullable=False),
    pa.field("profile", pa.string()),
    pa.field("failure", pa.string()),
])  # fmt: skip
"""A prompt. ``worst`` is the highest severity that was found, ``failure`` where it could not be linted; null where nothing was.

``references`` are its tags as they are in the text, ``roles`` what it says that the files are for: the name of the role (null for words that
name none), the files that it is about, and the words. ``profile`` is the contract that the request was checked against; it and ``worst`` are null, and
both lists empty, for a row that has no prompt.
"""


def findings_schema(batch: pa.Schema, keep: Sequence[str] = ()) -> pa.Schema:
    """Return the schema of what ``check_batch`` makes of a batch: the kept columns, and ``FINDINGS``."""
    return _with_kept(batch, keep, FINDINGS)


def scores_schema(batch: pa.Schema, keep: Sequence[str] = ()) -> pa.Schema:
    """Return the schema of what ``score_batch`` makes of a batch: the kept columns, and ``SCORES``."""
    return _with_kept(batch, keep, SCORES)


def no_single_column(name: str, schema: pa.Schema) -> str:
    """Say that a schema has no column of a name, or several."""
    count = schema.names.count(name)
    if count > 1:
        return f"there are {count} columns named `{name}`; rename the others or drop them"
    return f"there is no column `{name}`{did_you_mean(name, schema.names)}; the columns are {', '.join(schema.names)}"


def _with_kept(batch: pa.Schema, keep: Sequence[str], made: pa.Schema) -> pa.Schema:
    """Return a schema with kept columns in front.

    Raises:
        ValueError: a kept column is not there, or has the name of one that is made.
    """
    for name in keep:
        if batch.get_field_index(name) < 0:
            raise ValueError(no_single_column(name, batch))
        if name in made.names:
            raise ValueError(f"the column `{name}` cannot be kept, because the result has a column of that name; rename it first")
    return pa.schema([*(batch.field(name) for name in keep), *made])
