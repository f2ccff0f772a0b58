"""Applying fixes: in the order of the text, never torn, until nothing is left."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.config import Settings
from seedance_lint.diagnostics import Applicability, Diagnostic, FileEdit, FileFix, Severity
from seedance_lint.hosts import host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.result import Failure, LintResult, Summary
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def finding(document: SourceDocument, rule: str, *fixes: FileFix) -> Diagnostic:
    start = document.position(0)
    return Diagnostic("x.txt", rule, Severity.WARNING, rule, None, start, start, exact=True, pointer="", related=(), fixes=fixes)


def linter(*rules: tuple[str, str, str, Applicability], broken: str = "\0") -> Callable[[SourceDocument], LintResult]:
    """Make a linter of rules that each replace a pattern; a text that holds ``broken`` cannot be read."""

    def lint(document: SourceDocument) -> LintResult:
        shift = document.first_offset
        found = [
            finding(
                document, name, FileFix(name, applicability, (FileEdit(match.start() + shift, match.end() + shift, match.expand(new)),))
            )
            for name, pattern, new, applicability in rules
            for match in re.finditer(pattern, document.text)
        ]
        failures = (Failure("x.txt", "broken"),) if broken in document.text else ()
        return LintResult(tuple(found), failures, Summary(prompts=1))

    return lint


@pytest.mark.parametrize(
    ("rules", "before", "after", "applied"),
    [
        ([("upper", "@i", "@I", SAFE)], "@i1 and @i2", "@I1 and @I2", 2),
        ([("upper", "@i", "@I", UNSAFE)], "@i1", "@i1", 0),
        ([("one", "aa", "b", SAFE), ("two", "ab", "c", SAFE)], "aaab", "bc", 2),
        ([("one", "ab", "x", SAFE), ("two", "bc", "y", SAFE)], "abc", "xc", 1),
        ([("later", "b", "c", SAFE), ("first", "a", "b", SAFE)], "a", "c", 2),
        ([("insert", "(?=b)", "x", SAFE), ("other", "a(?=b)", "", SAFE)], "ab", None, None),
        ([("delete", "  +", " ", SAFE)], "a     b  c", "a b c", 2),
    ],
)
def test_fixes_are_applied_until_nothing_is_left(rules, before, after, applied):
    fixed = fix_document(SourceDocument("x.txt", before), linter(*rules), unsafe=False)
    if after is None:  # rules that never agree end all the same
        assert not fixed.settled
        return
    assert (fixed.document.text, len(fixed.applied), fixed.settled) == (after, applied, True)


def test_unsafe_fixes_only_when_asked_for():
    lint = linter(("upper", "@i", "@I", UNSAFE))
    assert fix_document(SourceDocument("x.txt", "@i1"), lint, unsafe=True).document.text == "@I1"


def test_rules_that_undo_each_other_come_to_an_end():
    fixed = fix_document(SourceDocument("x.txt", "a"), linter(("up", "a", "b", SAFE), ("down", "b", "a", SAFE)), unsafe=False)
    assert not fixed.settled


def test_a_fix_that_breaks_the_file_is_left_out_and_the_others_are_applied():
    lint = linter(("good", "g", "G", SAFE), ("bad", "b", "!", SAFE), broken="!")
    fixed = fix_document(SourceDocument("x.txt", "ggg b ggg"), lint, unsafe=False)
    assert fixed.document.text == "GGG b GGG"
    assert {found.rule for found in fixed.applied} == {"good"}


def test_edits_of_one_fix_are_applied_together_or_not_at_all():
    def lint(document: SourceDocument) -> LintResult:
        if document.text != "abc":
            return LintResult((), (), Summary(prompts=1))
        swap = FileFix("swap", SAFE, (FileEdit(0, 1, "C"), FileEdit(2, 3, "A")))
        other = FileFix("other", SAFE, (FileEdit(2, 3, "X"),))
        return LintResult((finding(document, "other", other), finding(document, "swap", swap)), (), Summary(prompts=1))

    assert fix_document(SourceDocument("x.txt", "abc"), lint, unsafe=False).document.text == "CbA"


def test_offsets_of_a_part_of_a_file():
    document = SourceDocument("x.txt", "@i1", first_line=9, first_offset=500)
    fixed = fix_document(document, linter(("upper", "@i", "@I", SAFE)), unsafe=False).document
    assert (fixed.text, fixed.first_line, fixed.first_offset) == ("@I1", 9, 500)


@given(st.text(alphabet="ab@i1 ", max_size=40))
def test_fixing_converges_and_touches_nothing_else(text):
    lint = linter(("upper", "@i", "@I", SAFE), ("double", "aa", "a", SAFE), ("overlap", "a@", "@", SAFE))
    fixed = fix_document(SourceDocument("x.txt", text), lint, unsafe=False)
    if fixed.settled:
        again = fix_document(fixed.document, lint, unsafe=False)
        assert (again.document.text, again.applied) == (fixed.document.text, ())
    assert [c for c in fixed.document.text if c in "b1 "] == [c for c in text if c in "b1 "]


@pytest.mark.parametrize("one_line", [True, False])
def test_a_prompt_that_a_fix_would_make_too_large_keeps_no_other_from_its_fixes(one_line):
    prompts = ["@image 1 as scene", "@图 1" * 3, "@image 2 as scene", "@图 1" * 3, "@image 3 as scene"] * 4
    text = json.dumps(
        [{"prompt": prompt, "model": "seedance-2.0"} for prompt in prompts], indent=None if one_line else 1, ensure_ascii=False
    )
    longest = max(len(prompt.encode()) for prompt in prompts)
    linter = Linter(Settings(load_profile("seedance-2.0"), select=("nonstandard-tag",), max_prompt_bytes=longest))
    host, lints = host_for("x.json"), []

    def lint(document):
        lints.append(document)
        return linter.lint(document, host)

    fixed = fix_document(SourceDocument("x.json", text), lint, unsafe=True, host=host)
    left = [body["prompt"] for body in json.loads(fixed.document.text)]
    assert left == [prompt.replace("@image ", "@Image") for prompt in prompts]
    assert fixed.settled
    assert not fixed.result.failures
    assert len(lints) < 80


def test_rules_that_never_agree_leave_what_they_did_last():
    lint = linter(("there", "a", "b", UNSAFE), ("back", "b", "a", UNSAFE))
    fixed = fix_document(SourceDocument("x.txt", "a"), lint, unsafe=True)
    assert not fixed.settled
    assert fixed.document.text in ("a", "b")
    assert fixed.result == lint(fixed.document)
    assert [found.rule for found in fixed.applied] == ["there"]
    assert fix_document(SourceDocument("x.txt", "a"), lint, unsafe=False).settled


def test_of_fixes_that_are_harmless_alone_and_not_together_the_first_is_made():
    def lint(document):
        found = linter(("grow", "a", "bb", SAFE))(document)
        return found._replace(failures=(Failure("x.txt", "too large"),) if len(document.text) > 5 else ())

    fixed = fix_document(SourceDocument("x.txt", "a-a-"), lint, unsafe=False)
    assert (fixed.document.text, len(fixed.applied), fixed.settled) == ("bb-a-", 1, True)


def test_what_is_linted_already_is_not_linted_again():
    lints = []
    lint = linter(("upper", "@i", "@I", SAFE))

    def counted(document):
        lints.append(document.text)
        return lint(document)

    document = SourceDocument("x.txt", "@i1")
    fix_document(document, counted, unsafe=False, result=lint(document))
    assert lints == ["@I1"]


def test_very_many_fixes_that_all_do_harm_are_given_up():
    lints = []
    lint = linter(("break", "a", "\0", SAFE))

    def counted(document):
        lints.append(document)
        return lint(document)

    fixed = fix_document(SourceDocument("x.txt", "a" * 500), counted, unsafe=False)
    assert (fixed.document.text, fixed.settled) == ("a" * 500, True)
    assert 20 < len(lints) < 30


def test_a_fix_that_the_oracle_refuses_is_not_made():
    """The prompt would be cut: what follows the replacement is a comment to YAML."""
    host = host_for("x.yaml")

    def lint(document):
        at = document.text.find("@i")
        fix = FileFix("cut", SAFE, (FileEdit(at, at + 2, " #"),), 0, ())
        return LintResult((finding(document, "cut", fix),) if at >= 0 else (), (), Summary(prompts=1))

    document = SourceDocument("x.yaml", "prompt: a @i b\n")
    assert fix_document(document, lint, unsafe=True, host=host).document.text == document.text
    assert fix_document(document, lint, unsafe=True).document.text == "prompt: a  # b\n"
