"""All that fixing gives back: the diff, or the text of a stream, and what is left to say."""

import io
import json
from pathlib import Path

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.diagnostics import Applicability
from seedance_lint.hosts import host_for
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.linter.rewrite import Fixing, fix_whole
from seedance_lint.linter.run import Input, lint_inputs
from seedance_lint.source import SourceDocument
from tests.linter.test_fixes import linter
from tests.linter.test_results import FILES, lines_of

URL = "https://example.com/a.png"
FIXABLE = {"model": "seedance-2.0", "prompt": "@image1 as scene.", "image_urls": [URL]}
LATER = json.dumps({**FIXABLE, "prompt": "@image1 as scene, @IMAGE1 as style."}, indent=1)


def shots(*gaps):
    """Return a list of requests with so many lines between those that are fixed."""
    return "".join(f"- {json.dumps(FIXABLE)}\n" + "# a line\n" * gap for gap in gaps)


TEXTS = {
    **{name: FILES[name] for name in ("several.yaml", "send.py", "lines.jsonl", "broken.json", "none.json", "page.md", "still.png")},
    "gaps.yaml": shots(5, 6, 7, 2),
    "close.yaml": "# a line\n# a line\n" + shots(1, 0) + "# a line\n" * 5 + "# the end",
    "signed.yaml": f"- {json.dumps(FIXABLE)}\n- note: https://example.com/b.png?sig=abcdef0123456789abcdef\n",
    "signed line.yaml": f"- {json.dumps({**FIXABLE, 'image_urls': [URL + '?X-Amz-Signature=abcdef0123456789']})}\n",
    "command.yaml": f"# ::error::no\n- {json.dumps(FIXABLE)}\n# ##[group]\n- {json.dumps({**FIXABLE, 'note': '::add-mask::x ##[endgroup]'})}\n",
    "bom.json": "\ufeff" + LATER,
    "ends.yaml": "# seedance-lint: ignore[zero-index]\r\n\r\n" + f"- {json.dumps(FIXABLE)}\r\n",
    "comments.yaml": (
        "# seedance-lint: ignore[zero-index]\n"
        f"- {json.dumps(FIXABLE)} # seedance-lint: ignore[zero-index, nonstandard-tag]\n"
        "  # seedance-lint: ignore[index-gap, nonstandard-tag, zero-index]\n\n"
        "# seedance-lint: ignore[unused-asset]\n"
        f"- {json.dumps(FIXABLE)}\n"
        "# seedance-lint: ignore-start[zero-index]\n"
        "- note: X # seedance-lint: ignore[zero-index]\n"
        f"- {json.dumps(FIXABLE)}\t# seedance-lint: ignore\n"
        "# seedance-lint: ignore-end\n"
        "# seedance-lint: ignore[zero-index]   "
    ),
    "lines.py": 'import fal_client\n\nfal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": "@image1 runs, " \\\n    "@image2 runs.", "image_urls": []})\n',
    "page.mdx": f"# Shots\n\n  ```json\n  {json.dumps(FIXABLE)}\n  ```\n",
    "fenced.md": f"# Shots\n\n~~~json\n{LATER}\n~~~\n\n```yaml\nprompt: '@image1'\n```\n",
    "marked.md": f"<!-- seedance-lint: ignore[zero-index] --> \t\n\n```json\n{json.dumps(FIXABLE)}\n```\n",
    "front.txt": "---\nprofile: seedance-2.0\n---\n@image1 as scene, and @Image0.\n",
    "a “quoted” name.txt": "---\nprofile: seedance-2.0\n---\n@image1 as scene.\n",
    'back\\slash "x".txt': "---\nprofile: seedance-2.0\n---\n@image1 as scene.\n",
}  # fmt: skip
MODES = {
    "safe fixes": Fixing(diff=True),
    "unsafe fixes": Fixing(unsafe=True, diff=True),
    "comments": Fixing(diff=True, ignores=True),
}


def told(inputs, fixing):
    results = lint_inputs(inputs, Configuration(Overrides(isolated=True, anchored=fixing.ignores)), 1, fixing=fixing)
    for each in results:
        left = each._replace(
            lines={},
            anchors=(),
            requests=(),
            diagnostics=tuple(found._replace(fixes=tuple(fix.title for fix in found.fixes), help=None) for found in each.diagnostics),
        )
        yield from lines_of(left._replace(rewritten=""))
        yield each.rewritten.replace("\r", "\\r")


@pytest.mark.parametrize("mode", MODES)
def test_diffs(mode, tmp_path, monkeypatch, file_regression):
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path(name).write_bytes(text.encode("utf-8", "surrogateescape"))
    file_regression.check("\n".join(told(map(Input, TEXTS), MODES[mode])), encoding="utf-8", basename=mode)
    assert all(Path(name).read_bytes() == text.encode("utf-8", "surrogateescape") for name, text in TEXTS.items())


def test_files_and_streams(tmp_path, monkeypatch, file_regression):
    monkeypatch.chdir(tmp_path)
    names = ("bom.json", "ends.yaml", "lines.jsonl", "front.txt")
    for name in names:
        Path(name).write_bytes(TEXTS[name].encode("utf-8", "surrogateescape"))
    lines = [*told(map(Input, names), Fixing())]
    lines += [f"{name}\n{Path(name).read_bytes()!r}\n" for name in names]
    streams = [Input(name, io.BytesIO(TEXTS[name].encode("utf-8", "surrogateescape"))) for name in names]
    lines += told(streams, Fixing(unsafe=True))
    file_regression.check("\n".join(lines), encoding="utf-8", basename="files and streams")


def test_fixes_that_undo_each_other_are_told():
    def lint(document):
        found = linter(("up", "a", "b", Applicability.SAFE), ("down", "b", "a", Applicability.SAFE))(document)
        return DocumentResult("x.txt", found.diagnostics, found.failures, found.summary)

    result = fix_whole(SourceDocument("x.json", "a"), host_for("x.json"), lint, Fixing(diff=True))
    assert result.failures == (Failure("x.txt", "the fixes did not converge; apply the rest by hand"),)
