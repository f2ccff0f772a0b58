"""JUnit's XML: what CI services show as tests. A file is a suite, a finding a case."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write
from seedance_lint.reporters.visible import visible

_NOT_XML = re.compile(r"[\ufffe\uffff]")  # the rest of what XML cannot hold is made visible anyway


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write one suite per file. Findings below ``run.fail_on`` are cases that pass, so that the suite fails when the run does."""
    write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="seedance-lint">\n')
    for path, parts in groupby(results, lambda result: result.path):
        suite = list(_cases(path, parts, run))
        failures = sum("<failure" in case for case in suite)
        errors = sum("<error" in case for case in suite)
        write(f'  <testsuite name={_attribute(path)} tests="{len(suite)}" failures="{failures}" errors="{errors}">\n')
        for case in suite:
            write(case)
        write("  </testsuite>\n")
    write("</testsuites>\n")


def _cases(path: str, parts: Iterable[DocumentResult], run: Run) -> Iterator[str]:
    clean = True
    for part in parts:
        for found in part.diagnostics:
            clean = False
            yield _case(f"{found.rule} ({found.place.lstrip(': ')})", path, _finding(found, run))
        for failure in part.failures:
            clean = False
            yield _case("readable", path, f"<error message={_attribute(failure.message)}/>")
    if clean:
        yield _case("no findings", path, "")


def _case(name: str, path: str, outcome: str) -> str:
    start = f"    <testcase name={_attribute(name)} classname={_attribute(path)}"
    return f"{start}>\n      {outcome}\n    </testcase>\n" if outcome else f"{start}/>\n"


def _finding(found: Diagnostic, run: Run) -> str:
    text = f"{found.path}{found.place}: {found.severity} {found.rule} {found.message}"
    text = f"{visible(text)}\n{visible(found.help)}" if found.help else visible(text)
    if run.fail_on is None or found.severity.rank > run.fail_on.rank:
        return f"<system-out>{escape(_legal(text))}</system-out>"
    return f"<failure type={_attribute(found.severity)} message={_attribute(found.message)}>{escape(_legal(text))}</failure>"


def _attribute(text: str) -> str:
    return quoteattr(_legal(visible(text)))


def _legal(text: str) -> str:
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
