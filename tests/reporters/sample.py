"""Results with everything in them that a format may stumble over."""

from collections.abc import Iterator

from seedance_lint.diagnostics import Applicability, Diagnostic, FileEdit, FileFix, RelatedPlace, Severity
from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.registry import load_report
from seedance_lint.rules.base import Rule, RuleMeta
from seedance_lint.source import SourceDocument

HOSTILE = "镜头/50%,a:b\n::error::forged <&\"' \x1b[2J\u202e.json"
"""A file name that tries to be a line of its own, a property, a tag and a terminal command."""

TEXT = '{\r\n  "prompt": "🎬 夜晚的街道，@Image3 作为首帧 and 100% of @Imag\\u0065 2",\r\n  "image_urls": ["图.jpg"],\r\n  "x": "one\\ntwo"\r\n}\r\n'


class UndefinedReference(Rule):
    """
    ## What it does
    Finds tags that point past the files — 引用不存在.

    ## Why is this bad?
    The service sees `@Image3` as prose. [No link](here).
    """

    meta = RuleMeta("undefined-reference", "references", Severity.ERROR, since="0.1.0")


class OffByDefault(Rule):
    """
    ## What it does
    Nothing at all.
    """

    meta = RuleMeta("off-by-default", "roles", Severity.INFO, since="0.1.0", default=False)


RULES = {rule.meta.id: rule for rule in (UndefinedReference(), OffByDefault())}


def sample() -> list[DocumentResult]:
    """Return three findings in a file with a hostile name, a file without findings, and two failures."""
    document = SourceDocument(HOSTILE, TEXT)

    def place(text: str) -> dict[str, object]:
        start = TEXT.index(text)
        return {"start": document.position(start), "end": document.position(start + len(text))}

    def edit(text: str, replacement: str) -> FileEdit:
        start = TEXT.index(text)
        return FileEdit(start, start + len(text), replacement)

    found = (
        Diagnostic(
            path=HOSTILE,
            rule="undefined-reference",
            severity=Severity.ERROR,
            message="`@Image3` 指向 1 image 之外 🎬; 100% sure,\nsee [the @list](x): <&>",
            help="expected %0A@Image1\r\nor nothing",
            exact=True,
            pointer="/prompt",
            related=(RelatedPlace("1 image given [here](x), 50%", **place('["图.jpg"]'), pointer="/image_urls"),),
            fixes=(
                FileFix("write `@Image1` — 第一张", Applicability.UNSAFE, (edit("@Image3", "@Image1 图"),)),
                FileFix("both", Applicability.SAFE, (edit("@Image3", "@Image1"), edit("@Imag\\u0065 2", "@Image1"))),
            ),
            **place("@Image3"),
        ),
        Diagnostic(
            path=HOSTILE,
            rule="nonstandard-tag",
            severity=Severity.WARNING,
            message="escape \x1b[31m, NUL \x00, half \ud83d and \uffff",
            help=None,
            exact=False,
            pointer="/prompt",
            related=(),
            fixes=(FileFix("rewrite", Applicability.SAFE, (edit("@Imag\\u0065 2", "@Image2"),)),),
            **place("@Imag\\u0065 2"),
        ),
        Diagnostic(
            path=HOSTILE,
            rule="off-by-default",
            severity=Severity.INFO,
            message="over two lines",
            help=None,
            exact=True,
            pointer="",
            related=(),
            fixes=(),
            **place('["图.jpg"],\r\n  "x"'),
        ),
    )
    lines = {number: document.lines.line_text(number - 1) for number in (2, 3, 4)}
    return [
        DocumentResult(HOSTILE, found, (), Summary(files=1, prompts=1, errors=1, warnings=1, infos=1), lines),
        DocumentResult("clean.txt", (), (), Summary(files=1, prompts=1)),
        DocumentResult("broken.json", (), (Failure("broken.json", "line 3, column 1: 100% no value\n::stop", 3),), Summary(files=1)),
        DocumentResult("gone\r\n.txt", (), (Failure("gone\r\n.txt", "no such file or folder"),), Summary(files=1)),
    ]


def render(name: str, results: list[DocumentResult] | None = None, **run) -> str:
    """Return the sample, or other results, in a format."""

    def arriving() -> Iterator[DocumentResult]:
        yield from sample() if results is None else results

    written: list[str] = []
    load_report(name)(arriving(), Run(RULES, "0.1.0", **run), written.append)
    return "".join(written)
