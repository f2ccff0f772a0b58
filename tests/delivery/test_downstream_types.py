"""A project that uses the public names, checked by mypy against the installed wheel: what is right passes, what is wrong does not."""

import subprocess
import sys
import zipfile

import pytest

pytestmark = pytest.mark.slow

RIGHT = '''
"""Uses what the library offers."""

from collections.abc import Iterator

import seedance_lint
from seedance_lint import Applicability, Diagnostic, Failure, LintError, LintResult, Prompt, Severity
from seedance_lint.diagnostics.violation import Edit, Fix, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.source import Span
from seedance_lint.testing import check_examples, violations, as_request
from seedance_lint.profiles import load_profile


def places(result: LintResult) -> list[tuple[str, int, int, int]]:
    return [(found.rule, found.start.line, found.start.column, found.end.offset) for found in result.diagnostics]


def describe(found: Diagnostic) -> str:
    severity: Severity = found.severity
    advice: str | None = found.help
    exact: bool = found.exact
    related: list[str] = [each.message for each in found.related]
    edits: list[str] = [edit.replacement for fix in found.fixes if fix.applicability is Applicability.SAFE for edit in fix.edits]
    return f"{found.path} {severity} {found.message} {advice} {exact} {found.pointer} {related} {edits}"


def submit(payload: dict[str, object]) -> int:
    result = seedance_lint.lint_request(payload)
    try:
        result.raise_for_errors()
    except LintError as error:
        for each in error.diagnostics:
            print(describe(each))
    failures: tuple[Failure, ...] = result.failures
    ok: bool = result.ok
    return result.summary.errors + len(failures) + ok


prompt: Prompt = seedance_lint.parse("@Image1 as scene")
text: str = prompt.text
for reference in prompt.references:
    kind: str | None = reference.kind
    indexes: tuple[int, ...] = reference.indexes
    roles: list[str | None] = [role.role for role in reference.roles]
places(seedance_lint.lint("@Image1", image_urls=["https://example.com/a.jpg"], select=["zero-index"], profile="fal-2.0"))
fixed, applied = seedance_lint.fix("@image1", image_urls=["https://example.com/a.jpg"])
fixed.upper()
version: str = seedance_lint.__version__


class Shouted(Rule):
    """## What it does
    Finds prompts in capitals.
    """

    meta = RuleMeta("studio/shouted", "limits", Severity.INFO, since="1.0", fix=Applicability.UNSAFE)
    examples = (Example(bad="@Image1 AS SCENE", good="@Image1 as scene", images=1),)

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        text = ctx.request.prompt
        if text.isupper():
            span = Span(0, len(text))
            fix = Fix("Write small", (Edit(span, text.lower()),), Applicability.UNSAFE)
            yield Violation(span, "the prompt is in capitals only", help=ctx.choices("image"), fixes=(fix,))


check_examples(Shouted())
profile = load_profile("seedance-2.0")
names: list[str] = [found.rule for found in violations([Shouted()], as_request({"prompt": "X"}, profile), profile)]
'''

WRONG = {
    "seedance_lint.lint(1)": "arg-type",
    "seedance_lint.lint('x', images=['a'])": "call-arg",
    "seedance_lint.lint('x').diagnostics[0].line": "attr-defined",
    "n: int = seedance_lint.lint('x').diagnostics[0].message": "assignment",
    "seedance_lint.lint('x').ok = True": "misc",
    "seedance_lint.parse('x').references.append(1)": "attr-defined",
    "t: str = seedance_lint.fix('x')": "assignment",
    "seedance_lint.no_such_name": "attr-defined",
}


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return an environment in which the wheel is installed, and nothing else."""
    folder = tmp_path_factory.mktemp("downstream")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    (packages,) = folder.glob("venv/lib/python*/site-packages") if sys.platform != "win32" else folder.glob("venv/Lib/site-packages")
    zipfile.ZipFile(wheel).extractall(packages)
    return folder


def mypy(folder, text):
    (folder / "project.py").write_text(text, "utf-8")
    program = next(path for path in (folder / "venv/bin/python", folder / "venv/Scripts/python.exe") if path.exists())
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", program, "--cache-dir", folder / "cache", "project.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_what_is_right_passes(installed):
    done = mypy(installed, RIGHT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_wrong_does_not(installed):
    lines = ["import seedance_lint", *WRONG]
    done = mypy(installed, "\n".join(lines) + "\n")
    told = {int(line.split(":")[1]): line.rpartition("[")[2].rstrip("]") for line in done.stdout.splitlines() if ": error:" in line}
    assert told == dict(enumerate(WRONG.values(), 2)), done.stdout


def test_without_the_marker_nothing_is_known(installed):
    """So it is the marker in the wheel that lets type checkers look."""
    marker = next(installed.rglob("site-packages/seedance_lint/py.typed"))
    marker.rename(marker.with_name("gone"))
    try:
        done = mypy(installed, RIGHT)
    finally:
        marker.with_name("gone").rename(marker)
    assert "missing library stubs or py.typed marker" in done.stdout
