"""The page about converting shows what its example prints."""

import contextlib
import io
import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "convert.md").read_text("utf-8")


def test_the_example_prints_what_is_shown():
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (shown,) = re.findall(r"<!-- output -->\n```text\n(.*?)```", PAGE, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "convert.md", "exec"), {})
    assert printed.getvalue() == shown
