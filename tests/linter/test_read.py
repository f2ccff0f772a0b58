"""A file with one value a line is read in parts: what is no text, or too long, is told by its line and takes no other line with it."""

import io

import pytest

from seedance_lint.linter.read import ReadFailure, read_document, read_parts
from seedance_lint.linter.result import Failure

LONG = "longer than {} bytes (max-file-bytes)"
NO_UTF8 = "byte 0xff is not UTF-8; save the file as UTF-8"
NUL = "a NUL byte, so this is not a text file"


PARTS = [
    (b"", 5, []),
    (b"one\ntwo", 100, [(1, 0, "one\ntwo", 7)]),
    (b"1234567\n", 8, [(1, 0, "1234567\n", 8)]),
    (b"12345678\n", 8, [(1, LONG.format(8), 9)]),
    (b"one\n\xff\xfe\ntwo\n", 100, [(1, 0, "one\n", 4), (2, NO_UTF8, 3), (3, 7, "two\n", 4)]),
    (b"abc\n12345678", 8, [(1, 0, "abc\n12345678", 12)]),
    (b"abc\n1234567\n", 8, [(1, 0, "abc\n1234567\n", 12)]),
    (b"abc\n123456789", 8, [(1, 0, "abc\n", 4), (2, LONG.format(8), 9)]),
    (b"a\n\n\nb\xff", 100, [(1, 0, "a\n\n\n", 4), (4, NO_UTF8, 2)]),
    (b"a\0b\n\xffc\nd\xff\0\ne\n", 100, [(1, NUL, 4), (2, NO_UTF8, 3), (3, NUL, 4), (4, 11, "e\n", 2)]),
    (b"one\n" + b"x" * 40 + b"\ntwo\n", 16, [(1, 0, "one\n", 4), (2, LONG.format(16), 41), (3, 45, "two\n", 4)]),
    (b"one\n" + b"x" * 40, 16, [(1, 0, "one\n", 4), (2, LONG.format(16), 40)]),
    ("é".encode() * 20 + b"\nz\n", 16, [(1, LONG.format(16), 41), (2, 21, "z\n", 2)]),
]


@pytest.mark.parametrize(("data", "limit", "expected"), PARTS)
def test_parts(data, limit, expected):
    found = [
        (part.line, part.message.removeprefix(f"line {part.line}: "), size)
        if isinstance(part, Failure)
        else (part.position(0).line, part.position(0).offset, part.text, size)
        for part, size in read_parts("x.jsonl", io.BytesIO(data), limit)
    ]
    assert found == expected


def test_a_whole_file_may_be_as_large_as_the_limit(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345678")
    with path.open("rb") as stream:
        assert read_document("a.txt", stream, 8).text == "12345678"
    with path.open("rb") as stream, pytest.raises(ReadFailure, match="is larger than 7 bytes"):
        read_document("a.txt", stream, 7)
    with pytest.raises(ReadFailure, match="is larger than 7 bytes"):  # of no size that is known before it is read
        read_document("a.txt", io.BytesIO(b"12345678"), 7)


class Endless(io.RawIOBase):
    """What a program writes that never ends."""

    def read(self, size=-1):
        assert size > 0
        return b"x" * size


def test_no_more_is_read_than_the_limit(monkeypatch):
    monkeypatch.setattr("seedance_lint.linter.read._PIECE_BYTES", 4)
    with pytest.raises(ReadFailure, match="is larger than 9 bytes"):
        read_document("a.txt", Endless(), 9)
    assert read_document("a.txt", io.BytesIO(b"123456789"), 9).text == "123456789"


class Pipe(io.BytesIO):
    """A stream of which a full read would wait for more."""

    def read(self, size=-1):
        raise AssertionError("waits")


def test_what_a_program_writes_is_linted_as_soon_as_it_is_there():
    assert [part.text for part, _ in read_parts("x.jsonl", Pipe(b"one\ntwo\n"), 100)] == ["one\ntwo\n"]


class Torn(io.BytesIO):
    """A stream that breaks off."""

    def read1(self, size=-1):
        return super().read1(size) or self.tear()

    def tear(self):
        raise OSError(5, "Input/output error")


def test_lines_before_an_error_count():
    first, (failure, size) = read_parts("x.jsonl", Torn(b"one\n"), 100)
    assert (first[0].text, failure, size) == ("one\n", Failure("x.jsonl", "cannot be read: input/output error"), 0)


@pytest.mark.parametrize(("data", "limit", "expected"), PARTS)
def test_parts_in_small_pieces(monkeypatch, data, limit, expected):
    """However little is read at a time, the text, its lines and what is wrong are the same."""
    monkeypatch.setattr("seedance_lint.linter.read.PART_BYTES", 3)
    found = [*read_parts("x.jsonl", io.BytesIO(data), limit)]
    assert [(part.line, size) for part, size in found if isinstance(part, Failure)] == [
        (each[0], each[-1]) for each in expected if len(each) == 3
    ]
    assert "".join(part.text for part, _ in found if not isinstance(part, Failure)) == "".join(
        each[2] for each in expected if len(each) == 4
    )
    assert sum(size for _, size in found) == len(data)


@pytest.mark.parametrize(
    ("name", "message"), [("x" * 300 + ".txt", "cannot be read: file name too long"), ("a\0.txt", "cannot be read: embedded null byte")]
)
def test_a_name_that_no_file_can_have(name, message):
    from seedance_lint.linter.read import open_file

    with pytest.raises(ReadFailure) as caught:
        open_file(name)
    assert caught.value.message.lower() == message
