"""Findings and scores of Arrow batches."""

import json
import math
import sys

import pytest

import seedance_lint

pa = pytest.importorskip("pyarrow")

from seedance_lint.data import FINDINGS, SCORES, check_batch, findings_schema, score_batch, scores_schema  # noqa: E402

URLS = ["https://example.com/a.png", "https://example.com/b.png"]
ROWS = [
    {"id": 7, "prompt": "@Image1 as first frame, @Image3 as scene.", "image_urls": URLS, "audio_urls": None, "duration": 5.0},
    {"id": 8, "prompt": "图片1 走 🥐 @Video1", "image_urls": [], "audio_urls": None, "duration": float("nan")},
    {"id": 9, "prompt": None, "image_urls": URLS, "audio_urls": None, "duration": 5.0},
    {"id": 10, "prompt": "A quiet harbour.", "image_urls": None, "audio_urls": ["https://example.com/a.mp3"], "duration": None},
    {"id": 11, "prompt": "", "image_urls": None, "audio_urls": None, "duration": 99.0},
]
SCHEMA = pa.schema(
    {
        "id": pa.int64(),
        "prompt": pa.string(),
        "image_urls": pa.list_(pa.string()),
        "audio_urls": pa.list_(pa.string()),
        "duration": pa.float64(),
    }
)
BATCH = pa.RecordBatch.from_pylist(ROWS, schema=SCHEMA)
COLUMNS = {"image_urls": "image_urls", "audio_urls": "audio_urls", "parameters": ["duration"], "keep": ["id"]}


def expected(rows=ROWS, **options):
    """Return what the library says of the same requests, one by one."""
    found = []
    for row in rows:
        if row["prompt"] is not None:
            body = {name: value for name, value in row.items() if name != "id"}
            for each in seedance_lint.lint_request(body, **options).diagnostics:
                place = (each.start.offset, each.end.offset) if each.exact else (None, None)
                found.append((row["id"], each.rule, str(each.severity), each.message, each.help, each.pointer, *place, each.profile))
    return found


def rows_of(table):
    return [tuple(row.values()) for row in table.to_pylist()]


@pytest.mark.parametrize("options", [{}, {"profile": "fal-2.0"}, {"select": ["undefined-reference"]}, {"ignore": ["unused-asset"]}])
def test_findings_are_those_of_the_library(options):
    found = check_batch(BATCH, **COLUMNS, **options)
    assert found.schema == findings_schema(BATCH.schema, ["id"]) == pa.schema([SCHEMA.field("id"), *FINDINGS])
    found.validate(full=True)
    assert rows_of(found) == expected(**options)
    assert {row[0] for row in rows_of(found)} > {7}


def test_a_finding():
    found = check_batch(BATCH, image_urls="image_urls", keep=["id"], select=["undefined-reference"]).to_pylist()
    assert found[0] == {
        "id": 7,
        "rule": "undefined-reference",
        "severity": "error",
        "message": "`@Image3` points past the 2 images of this request; expected @Image1 or @Image2",
        "help": "the request has @Image1 (a.png) and @Image2 (b.png); @Image2 is not used yet",
        "pointer": "/prompt",
        "start": 24,
        "end": 31,
        "profile": "seedance-2.0",
    }
    batch = pa.record_batch({"prompt": ["@Image1 as first frame."], "image_urls": [URLS]})
    (about_a_file,) = check_batch(batch, image_urls="image_urls").to_pylist()
    assert (about_a_file["pointer"], about_a_file["start"], about_a_file["end"]) == ("/image_urls/1", None, None)


def types():
    yield "large", {"prompt": pa.large_string(), "image_urls": pa.large_list(pa.large_string()), "duration": pa.int32()}
    yield "dictionaries", {"prompt": pa.dictionary(pa.int32(), pa.string()), "duration": pa.decimal128(22, 1)}
    yield "views", {"prompt": pa.string_view()}
    yield "a list of one length", {"image_urls": pa.list_(pa.string(), 2)}


@pytest.mark.parametrize(("name", "changed"), list(types()))
def test_types_that_mean_the_same(name, changed):
    rows = ROWS[:1]
    schema = pa.schema([pa.field(field.name, changed.get(field.name, field.type)) for field in SCHEMA])
    batch = pa.RecordBatch.from_pylist(
        [{**row, "duration": int(row["duration"])} for row in rows], schema=SCHEMA.set(4, pa.field("duration", pa.int64()))
    )
    made = pa.table(
        [
            column.cast(field.type) if not column.type.equals(field.type) else column
            for column, field in zip(batch.columns, schema, strict=True)
        ],
        schema=schema,
    )
    assert rows_of(check_batch(made, **COLUMNS)) == expected(rows)


def test_tables_come_back_as_tables():
    table = pa.Table.from_batches([BATCH.slice(0, 2), BATCH.slice(2)])
    found = check_batch(table, **COLUMNS)
    assert isinstance(found, pa.Table)
    assert rows_of(found) == rows_of(check_batch(BATCH, **COLUMNS))
    assert isinstance(score_batch(table, **COLUMNS), pa.Table)


@pytest.mark.parametrize("how", ["text", "struct"])
def test_whole_requests_in_one_column(how):
    bodies = [
        {name: value for name, value in row.items() if name != "id" and not (name == "duration" and math.isnan(value or 0))}
        for row in ROWS
        if row["prompt"] is not None
    ]
    column = pa.array([json.dumps(body) for body in bodies]) if how == "text" else pa.array(bodies, pa.struct([*SCHEMA][1:]))
    found = check_batch(pa.record_batch({"body": column}), request="body")
    assert rows_of(found) == [row[1:] for row in expected()]


def test_requests_that_cannot_be_read_are_told():
    batch = pa.record_batch({"body": ["{", "[1]", None, "{}", '{"input": {"prompt": "@Image2", "image_urls": []}}', "[" * 100_000]})
    found = check_batch(batch, request="body").to_pylist()
    assert [(each["rule"], each["severity"]) for each in found] == [(None, "failure")] * 3 + [
        ("undefined-reference", "error"),
        (None, "failure"),
    ]
    assert found[0]["message"].startswith("broken JSON: ")
    assert found[1]["message"] == "a request must be an object, not list"
    assert found[3]["pointer"] == "/input/prompt"
    scores = score_batch(batch, request="body").to_pylist()
    assert [each["worst"] for each in scores] == ["failure", "failure", None, None, "error", "failure"]


def test_scores():
    scores = score_batch(BATCH, **COLUMNS)
    assert scores.schema == scores_schema(BATCH.schema, ["id"]) == pa.schema([SCHEMA.field("id"), *SCORES])
    scores.validate(full=True)
    first, second, third, *_ = scores.to_pylist()
    assert first == {
        "id": 7,
        "errors": 1,
        "warnings": 0,
        "infos": 0,
        "worst": "error",
        "references": [
            {"tag": "@Image1", "kind": "image", "indexes": [1], "start": 0, "end": 7},
            {"tag": "@Image3", "kind": "image", "indexes": [3], "start": 24, "end": 31},
        ],
        "roles": [
            {"role": "first_frame", "kind": "image", "indexes": [1], "text": "first frame", "start": 11, "end": 22},
            {"role": "scene", "kind": "image", "indexes": [3], "text": "scene", "start": 35, "end": 40},
        ],
        "profile": "seedance-2.0",
        "failure": None,
    }
    assert [each["tag"] for each in second["references"]] == ["@Video1"]
    assert third == {
        "id": 9,
        "errors": 0,
        "warnings": 0,
        "infos": 0,
        "worst": None,
        "references": [],
        "roles": [],
        "profile": None,
        "failure": None,
    }
    assert [row[0] for row in rows_of(scores)] == [row["id"] for row in ROWS]


def test_counts_are_those_of_the_findings():
    found = check_batch(BATCH, **COLUMNS).to_pylist()
    for score in score_batch(BATCH, **COLUMNS).to_pylist():
        mine = [each["severity"] for each in found if each["id"] == score["id"]]
        assert (score["errors"], score["warnings"], score["infos"]) == tuple(map(mine.count, ("error", "warning", "info")))


@pytest.mark.parametrize("function", [check_batch, score_batch])
def test_nothing_in_nothing_out(function):
    made = function(BATCH.slice(0, 0), **COLUMNS)
    assert (made.num_rows, made.schema) == (0, function(BATCH, **COLUMNS).schema)


@pytest.mark.parametrize("function", [check_batch, score_batch])
def test_wrong_columns(function):
    with pytest.raises(ValueError, match="there is no column `text`; the columns are id, prompt, image_urls"):
        function(BATCH, prompt="text")
    with pytest.raises(ValueError, match="there is no column `shot`"):
        function(BATCH, keep=["shot"])
    with pytest.raises(ValueError, match=r"there is no column `image_url`; did you mean `image_urls`\?"):
        function(BATCH, image_urls="image_url")
    with pytest.raises(ValueError, match="there are 2 columns named `prompt`"):
        function(BATCH.rename_columns(["prompt", *SCHEMA.names[1:]]))
    with pytest.raises(ValueError, match="`profile` cannot be kept"):
        function(BATCH.rename_columns(["profile", *SCHEMA.names[1:]]), keep=["profile"])


def test_tags_with_enormous_numbers():
    batch = pa.record_batch({"prompt": ["@Image99999999999999999999999999 and @Image4294967296 and @Image1-99999999999"]})
    assert score_batch(batch).num_rows == 1


def test_without_pyarrow_it_says_what_to_install(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow" or name.startswith("seedance_lint.data")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'seedance-lint\[data\]'"):
        import seedance_lint.data  # noqa: F401
