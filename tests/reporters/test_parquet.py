"""The report that is a table: the findings of ``json``, a row each."""

import json
import sys

import pytest

parquet = pytest.importorskip("pyarrow.parquet")

REQUEST = '{\n  "prompt": "🎬 ＠Image１ 作为首帧, @Image3 and @image2",\n  "image_urls": ["https://example.com/a.png"]\n}\n'
PLACE = ("line", "column", "end_line", "end_column")
SAME = ("path", "rule", "severity", "message", "help", "pointer", "profile")


def rows(path):
    return parquet.read_table(path).to_pylist()


def test_a_row_for_each_finding(command, tmp_path):
    (tmp_path / "夜.json").write_text(REQUEST, "utf-8")
    told = command("check", "--profile", "seedance-2.0", "夜.json", "--output-format", "json").json["diagnostics"]
    done = command("check", "--profile", "seedance-2.0", "夜.json", "--output-format", "parquet", "-o", "findings.parquet")
    assert (done.code, done.out) == (1, "")
    found = rows(tmp_path / "findings.parquet")
    assert len(found) == len(told) > 2
    for row, record in zip(found, told, strict=True):
        assert {name: row[name] for name in SAME} == {name: record[name] for name in SAME}
        start, end = record["start"], record["end"]
        assert [row[name] for name in PLACE] == [start["line"], start["column"], end["line"], end["column"]]
        assert (row["row"], row["start"], row["end"]) == (None, None, None)
        assert row["fix"] == min((fix["applicability"] for fix in record["fixes"]), default=None)


def test_findings_in_a_table_have_row_and_characters(command, tmp_path):
    import pyarrow as pa

    urls = ["https://example.com/a.png"]
    table = pa.table({"prompt": ["@Image1 as first frame.", "@Image1, @Image3 走."], "image_urls": [urls, urls]})
    parquet.write_table(table, tmp_path / "prompts.parquet")
    assert command("check", "prompts.parquet", "--output-format", "parquet", "-o", "findings.parquet").code == 1
    (row,) = [row for row in rows(tmp_path / "findings.parquet") if row["rule"] == "undefined-reference"]
    assert (row["row"], row["pointer"], row["start"], row["end"]) == (2, "/prompt", 9, 16)
    assert [row[name] for name in PLACE] == [None] * 4


def test_what_cannot_be_linted_is_a_row_too(command, tmp_path):
    (tmp_path / "broken.json").write_text('{\n"prompt": }', "utf-8")
    done = command("check", "broken.json", "--output-format", "parquet", "-o", "findings.parquet")
    assert done.code == 2
    (row,) = rows(tmp_path / "findings.parquet")
    assert (row["path"], row["severity"], row["rule"], row["line"]) == ("broken.json", "failure", None, 2)


def test_nothing_found_is_a_table_without_rows(command, tmp_path):
    (tmp_path / "a.txt").write_text("A quiet harbour.\n", "utf-8")
    assert command("check", "a.txt", "--output-format", "parquet", "-o", "findings.parquet").code == 0
    table = parquet.read_table(tmp_path / "findings.parquet")
    assert (table.num_rows, table.schema.names[0], table.schema.metadata[b"seedance-lint"] != b"") == (0, "path", True)


def test_the_columns_have_the_types_of_batches(command, tmp_path):
    from seedance_lint.data import FINDINGS

    (tmp_path / "a.txt").write_text("@Image0\n", "utf-8")
    command("check", "a.txt", "--output-format", "parquet", "-o", "findings.parquet")
    schema = parquet.read_schema(tmp_path / "findings.parquet")
    assert [schema.field(field.name) for field in FINDINGS] == [*FINDINGS]


def test_many_findings_come_in_groups(command, tmp_path):
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"prompt": "@Image0 " * 30}) + "\n" for _ in range(500)), "utf-8")
    assert command("check", "a.jsonl", "--output-format", "parquet", "-o", "findings.parquet", "--jobs", "1").code == 1
    file = parquet.ParquetFile(tmp_path / "findings.parquet")
    assert (file.num_row_groups, file.metadata.num_rows) == (2, 15_000)


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_it_goes_to_a_file_only(output, command, tmp_path):
    (tmp_path / "a.txt").write_text("@Image0\n", "utf-8")
    done = command("check", "a.txt", "--output-format", "parquet", *output)
    assert (done.code, done.out) == (2, "")
    assert "--output-format parquet needs -o FILE" in done.err


def test_names_of_files_that_are_not_utf_8(command, tmp_path):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("no such names here")
    (tmp_path / "a\udcff.txt").write_text("@Image0\n", "utf-8")
    assert command("check", ".", "--output-format", "parquet", "-o", "findings.parquet").code == 1
    (row,) = rows(tmp_path / "findings.parquet")
    assert row["path"] == "a\\udcff.txt"


def test_without_pyarrow_it_says_what_to_install(command, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.txt").write_text("@Image0\n", "utf-8")
    done = command("check", "a.txt", "--output-format", "parquet", "-o", "findings.parquet")
    assert done.code == 2
    assert "a report in Parquet needs an extra; install it with: pip install 'seedance-lint[data]'" in done.err
    assert not (tmp_path / "findings.parquet").exists()
