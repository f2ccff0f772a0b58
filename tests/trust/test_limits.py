"""What is too large is reported, in every format, and never passed over. (What is too deep: tests/faults/test_hostile.py.)"""

import json

import pytest

from seedance_lint.reporters.registry import FORMATS

REQUEST = '{"model": "seedance-2.0", "prompt": "@Image0"}'


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_tells(check, tmp_path, kind):
    (tmp_path / "seedance-lint.toml").write_text("max-file-bytes = 300\nmax-prompt-bytes = 100\n")
    (tmp_path / "video-prompt.txt").write_text("图" * 40)
    (tmp_path / "file.txt").write_text("x" * 301)
    (tmp_path / "line.jsonl").write_text(f"{json.dumps({'prompt': 'x' * 400})}\n{json.dumps({'prompt': '@Image1 ' * 20})}\n{REQUEST}\n")
    ran = check(".", "--output-format", kind)
    assert ran.code == 2
    for name, limit in [
        ("video-prompt.txt", "max-prompt-bytes"),
        ("file.txt", "max-file-bytes"),
        ("line.jsonl", "max-file-bytes"),
        ("line.jsonl", "max-prompt-bytes"),
    ]:
        assert any(name in line and limit in line for line in ran.err.splitlines()), (name, limit)
        if kind not in ("full", "concise"):  # those leave it to standard error
            assert limit in ran.out
    assert "zero-index" in ran.out  # and what can be linted is


@pytest.mark.parametrize(("size", "codes"), [(0, 0), (1, 2)])
def test_a_limit_is_the_largest_that_is_taken(check, tmp_path, size, codes):
    (tmp_path / "seedance-lint.toml").write_text("max-file-bytes = 30\nmax-prompt-bytes = 30\n")
    (tmp_path / "x.txt").write_text("x" * (30 + size))
    assert check("x.txt").code == codes
    (tmp_path / "seedance-lint.toml").write_text("max-prompt-bytes = 30\n")
    assert check("x.txt").code == codes
