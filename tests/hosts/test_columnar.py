"""Parquet and Arrow files: rows as requests, places as rows and columns, and whatever may be wrong with such files."""

import io
import json
import random
import subprocess
import sys
from decimal import Decimal

import pytest

from seedance_lint.hosts import Form, HostFailure, host_for, suffixes
from tests import in_process

pa = pytest.importorskip("pyarrow")

from pyarrow import feather, parquet  # noqa: E402

URLS = ["https://example.com/a.png", "https://example.com/b.png"]
ROWS = [
    {
        "id": number,
        "prompt": f"@Image1 as first frame, @Image{1 + number % 3} as 场景 🥐\nshot {number}",
        "image_urls": URLS,
        "duration": 5.5,
    }
    for number in range(1, 9)
]
TABLE = pa.Table.from_pylist(ROWS)
EXPECTED = [
    "{path}:2:25: error undefined-reference `@Image3` points past the 2 images of this request; expected @Image1 or @Image2 (column prompt)",
    "{path}:5:25: error undefined-reference `@Image3` points past the 2 images of this request; expected @Image1 or @Image2 (column prompt)",
    "{path}:8:25: error undefined-reference `@Image3` points past the 2 images of this request; expected @Image1 or @Image2 (column prompt)",
]


def stream(table, sink):
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=3)


WRITERS = {
    "a.parquet": parquet.write_table,
    "row-groups.parquet": lambda table, sink: parquet.write_table(table, sink, row_group_size=3),
    "no-dictionaries.PARQUET": lambda table, sink: parquet.write_table(table, sink, use_dictionary=False, compression="zstd"),
    "a.feather": feather.write_feather,
    "a.arrow": lambda table, sink: feather.write_feather(table, sink, compression="uncompressed", chunksize=3),
    "stream.arrow": stream,
}


def written(name, table=TABLE):
    sink = io.BytesIO()
    WRITERS[name](table, sink)
    return sink.getvalue()


def read(data, limit=1 << 24):
    return [part for part, _ in host_for("a.parquet").parts("a.parquet", io.BytesIO(data), limit)]


def values(data, **options):
    parts = read(data, **options)
    assert not any(isinstance(part, HostFailure) for part in parts), parts
    return [root.value for part in parts for root in host_for("a.parquet").roots(part)]


def failures(data, **options):
    return [part.message for part in read(data, **options) if isinstance(part, HostFailure)]


def run(folder, *arguments, data=None):
    done = in_process.run(folder, "check", *arguments, input=data or b"")
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("name", WRITERS)
def test_rows(name):
    found = values(written(name))
    assert found == ROWS
    assert all(isinstance(value, Form) for value in found)


@pytest.mark.parametrize("name", WRITERS)
def test_places_are_rows_and_columns(name, tmp_path):
    (tmp_path / name).write_bytes(written(name))
    expected = [line.format(path=name) for line in EXPECTED]
    code, out, err = run(tmp_path, name, "--output-format", "concise", "--select", "undefined-reference")
    assert (code, out.splitlines()) == (1, expected)
    assert err.startswith("3 errors in 8 prompts, 1 file. 0 fixable.\n")
    code, out, _ = run(
        tmp_path, "-", "--stdin-filename", name, "--output-format", "concise", "--select", "undefined-reference", data=written(name)
    )
    assert (code, out.splitlines()) == (1, expected)


def test_a_row_is_read_as_a_line_of_json_lines(tmp_path):
    """The findings are those of the same rows in JSON Lines, but for the words that name the place."""
    rows = [
        *ROWS,
        {"id": 9, "prompt": None, "image_urls": None, "duration": None},
        {"id": 10, "prompt": "@Image1", "image_urls": None, "duration": None},
        {"id": 11, "prompt": "", "image_urls": None, "duration": 5},
    ]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows if row["prompt"] is not None), "utf-8")

    def found(name):
        results = json.loads(run(tmp_path, name, "--output-format", "json")[1])["diagnostics"]
        assert results
        return [(each["rule"], each["message"], each["help"], each["pointer"], each["exact"], each["profile"]) for each in results]

    assert found("a.parquet") == found("a.jsonl")


FORMATS = ["full", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_report_names_the_cell(name, tmp_path):
    parquet.write_table(TABLE, tmp_path / "a.parquet")
    code, out, _ = run(tmp_path, "a.parquet", "--output-format", name, "--select", "undefined-reference")
    assert code == 1
    if name in ("json", "jsonl"):
        text = out if name == "json" else "[" + ",".join(out.splitlines()) + "]"
        record = json.loads(text)["diagnostics"][0] if name == "json" else json.loads(text)[0]
        assert record["cell"] == {"row": 2, "column": "prompt", "start": 24, "end": 31}
        assert ROWS[1]["prompt"][24:31] == "@Image3"
        assert record["fixes"] == []
    else:
        assert "row 2, column prompt, character 25" in out
        assert ":2:46" not in out


def test_a_finding_about_another_column(tmp_path):
    parquet.write_table(TABLE.slice(2, 1), tmp_path / "a.parquet")
    code, out, _ = run(tmp_path, "a.parquet")
    assert code == 0
    assert out.startswith("a.parquet: row 1, column image_urls: warning[unused-asset]: ")


def test_whole_requests_in_one_column(tmp_path):
    bodies = [json.dumps({"prompt": "@Image2", "image_urls": URLS[:1]}), "not JSON"]
    parquet.write_table(pa.table({"body": bodies}), tmp_path / "a.parquet")
    record = json.loads(run(tmp_path, "a.parquet", "--output-format", "json")[1])["diagnostics"][0]
    assert (record["pointer"], record["cell"]) == ("/body/prompt", {"row": 1, "column": "body", "start": 0, "end": 7})


def test_what_a_table_may_hold():
    table = pa.table({
        "prompt": pa.array(["@Image1 走", None], pa.large_string()).dictionary_encode(),
        "image_urls": pa.array([[{"url": URLS[0], "bytes": b"\xff"}], None]),
        "price": [Decimal("1.5"), None],
        "made": pa.array([0, 1], pa.timestamp("s")),
        "blob": [b"\xff", b"\x00"],
        "score": [float("nan"), 1.0],
        "tags": pa.array([[("a", "b")], None], pa.map_(pa.string(), pa.string())),
    })  # fmt: skip
    (value,) = values(written("a.parquet", table))
    assert value == {
        "prompt": "@Image1 走",
        "image_urls": [{"url": URLS[0]}],
        "price": 1.5,
        "made": "1970-01-01 00:00:00",
        "score": None,
        "tags": {"a": "b"},
    }
    (value,) = values(written("a.feather", table))
    assert "blob" not in value


def test_nothing_is_changed(tmp_path):
    parquet.write_table(TABLE, tmp_path / "a.parquet")
    before = (tmp_path / "a.parquet").read_bytes()
    for option in ("--fix", "--diff"):
        code, _, err = run(tmp_path, "a.parquet", option)
        assert code == 2
        assert err.startswith("seedance-lint: a.parquet: is a table, which only check, show and parse can read; tables are never changed\n")
    assert (tmp_path / "a.parquet").read_bytes() == before


def test_tables_in_folders_are_not_read_unless_named(tmp_path):
    parquet.write_table(TABLE, tmp_path / "a.parquet")
    (tmp_path / "a.jsonl").write_text('{"prompt": "@Image0"}')
    assert "in 1 prompt, 1 file." in run(tmp_path, ".")[2]
    assert "in 9 prompts, 2 files." in run(tmp_path, "a.parquet", ".")[2]
    assert not suffixes() & {".parquet", ".arrow", ".feather"}


def test_several_processes(tmp_path):
    table = pa.Table.from_pylist([{**row, "id": number} for number in range(100) for row in ROWS])
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=175)
    alone, together = (run(tmp_path, "a.parquet", "--output-format", "concise", "--jobs", jobs) for jobs in ("1", "2"))
    assert alone == together
    assert "in 800 prompts, 1 file." in alone[2]


def test_rows_that_are_too_large_are_told_and_the_others_linted():
    rows = [ROWS[0], {**ROWS[1], "prompt": "x" * 70_000}, ROWS[2]]
    data = written("a.parquet", pa.Table.from_pylist(rows))
    assert failures(data, limit=50_000) == ["row 2: more than 50,000 bytes"]
    documents = [part for part in read(data, limit=50_000) if not isinstance(part, HostFailure)]
    assert [document.first_line for document in documents] == [1, 3]


def test_a_text_that_is_none_is_told_and_the_others_linted():
    table = pa.table({"prompt": pa.array(["a", "\u00ff\u00ff\u00ff", "c"])})
    data = written("no-dictionaries.PARQUET", table)
    plain = io.BytesIO()
    parquet.write_table(table, plain, use_dictionary=False, compression="none")
    data = plain.getvalue().replace("\u00ff\u00ff\u00ff".encode(), b"\xff" * 6)
    assert failures(data) == ["row 2: a string in it is not UTF-8"]
    assert [part.first_line for part in read(data) if not isinstance(part, HostFailure)] == [1, 3]


def same_text_in_every_row(size, rows, nested):
    shared = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), ["x" * size])
    if nested:
        shared = pa.ListArray.from_arrays(pa.array(range(rows + 1), pa.int32()), shared)
    sink = io.BytesIO()
    parquet.write_table(pa.table({"prompt": ["a"] * rows, "image_urls": shared}), sink, compression="zstd")
    return sink.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux does")
@pytest.mark.parametrize("nested", [False, True])
def test_a_small_file_of_enormous_rows_takes_little_memory(nested, tmp_path):
    data = same_text_in_every_row(10_000_000, 2_000, nested)
    assert len(data) < 10_000
    (tmp_path / "a.parquet").write_bytes(data)
    code = """
import re
from seedance_lint.hosts import host_for
parts = [part for part, _ in host_for("a.parquet").parts("a.parquet", open("a.parquet", "rb"), 1 << 30)]
print(len(parts), int(re.search("VmHWM: *([0-9]+)", open("/proc/self/status").read().replace("\t", " "))[1]) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    count, peak = map(int, done.stdout.split())
    assert count == 2_000
    assert peak < 500  # MiB; the rows are 20,000


BROKEN = {
    "empty": (b"", "is empty"),
    "text": (b'{"prompt": "@Image1"}\n', "cannot be read: "),
    "cut off": (written("a.parquet")[:-20], "cannot be read: Parquet magic bytes not found in footer"),
    "Feather 1": (b"FEA1" + bytes(50), "is Feather version 1"),
    "half a stream": (written("stream.arrow")[:-700], "cannot be read"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files(name, tmp_path):
    data, message = BROKEN[name]
    assert [told[: len(message)] for told in failures(data)] == [message]
    (tmp_path / "a.parquet").write_bytes(data)
    (tmp_path / "b.txt").write_text("@Image0 walks")
    code, out, err = run(tmp_path, "a.parquet", "b.txt", "--output-format", "concise")
    assert code == 2
    assert err.startswith(f"seedance-lint: a.parquet: {message}")
    assert "b.txt:1:1: error zero-index" in out


HEADS = {
    "two of a name": (["prompt", "prompt"], [["a"], ["b"]], "has 2 columns named `prompt`; rename the others or drop them"),
    "bytes": (["prompt", "id"], [[b"a"], [1]], "the column `prompt` holds bytes; cast it to strings"),
    "a slip": (["id", "promt"], [[1], ["a"]], "has no column for prompts; did you mean `prompt` with `promt`?"),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", HEADS)
def test_columns_that_cannot_be_meant(name, form):
    names, values, message = HEADS[name]
    if len({*names}) < len(names) and form.endswith(".feather"):
        pytest.skip("it does not write such tables")
    assert failures(written(form, pa.table([pa.array(each) for each in values], names=names))) == [message]


@pytest.mark.parametrize("form", WRITERS)
def test_a_column_with_a_capital_is_the_prompt_too(form):
    (value,) = values(written(form, pa.table({"Prompt": ["@Image1"], "image_urls": [URLS]})))
    assert value == {"prompt": "@Image1", "image_urls": URLS}


def test_other_columns_may_have_any_name():
    table = pa.table([pa.array(["@Image1"]), pa.array([b"x"]), pa.array([1]), pa.array([2])], names=["prompt", "preview", "id", "id"])
    assert failures(written("a.parquet", table)) == []
    assert failures(written("a.parquet", pa.table({"caption": ["a"], "prompt_id": [1]}))) == []


def test_a_table_that_unpacks_without_end_is_left(monkeypatch):
    monkeypatch.setattr("seedance_lint.hosts.columnar._MOST_UNPACKED", 1_000_000)
    data = same_text_in_every_row(100_000, 1_000, nested=False)
    (told,) = failures(data)
    assert told.startswith("rows from ")
    assert told.endswith(" on were not read: those before take 200 times the size of the file")


@pytest.mark.parametrize("name", WRITERS)
def test_damaged_files_end_in_rows_or_failures(name):
    """Each is a fault of one byte or some more; nothing may raise, hang or bring the process down."""
    rng = random.Random(name)
    whole = written(name)
    for _ in range(150):
        data = bytearray(whole[: rng.randrange(len(whole))] if rng.random() < 0.1 else whole)
        for _ in range(rng.choice((1, 1, 2, 8))):
            if data:
                data[rng.randrange(len(data))] = rng.choice((0, 127, 128, 255, rng.randrange(256)))
        for part in read(bytes(data)):
            if not isinstance(part, HostFailure):
                list(host_for("a.parquet").roots(part))


def test_a_pipe_that_never_ends():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return b"x" * size

        def seekable(self):
            return False

    ((failure, _),) = host_for("a.parquet").parts("a.parquet", Endless(), 1000)
    assert failure.message == "is larger than 1,000 bytes (max-file-bytes), and comes through a pipe; name the file"


def test_without_pyarrow_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert failures(written("a.parquet")) == [
        "reading Parquet and Arrow files needs an extra; install it with: pip install 'seedance-lint[data]'"
    ]
