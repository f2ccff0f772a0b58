"""What is said of comments that silence nothing, at which place, and what their fixes leave."""

import pytest

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument

LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("suppressions", "zero-index", "missing-index")))
BODY = "prompt: a\n"


def found(text: str, **more):
    (diagnostic,) = LINTER.lint(SourceDocument("x.yaml", text, **more), host_for("x.yaml")).diagnostics
    return diagnostic


WORDS = [
    (f"# seedance-lint: ignore[zero-index]\n{BODY}", "`zero-index` finds nothing on line 2, so this comment has no effect"),
    (f"# seedance-lint: ignore-file[zero-index]\n{BODY}", "`zero-index` finds nothing in this file, so this comment has no effect"),
    (
        f"# seedance-lint: ignore-start[zero-index]\n{BODY}",
        "`zero-index` finds nothing up to the end of its range, so this comment has no effect",
    ),
    (f"# seedance-lint: ignore\n{BODY}", "`ignore` without a rule id has no effect; write `ignore[rule-id]`"),
    (f"# seedance-lint: ignore-all[x]\n{BODY}", "`seedance-lint: ignore-all` is not a known directive; did you mean `ignore-file`?"),
    (f"# seedance-lint: [x]\n{BODY}", "`seedance-lint:` needs a directive, such as `ignore[rule-id]`"),
    (f"# seedance-lint: ignore[zero-indx]\n{BODY}", "unknown rule `zero-indx`; did you mean `zero-index`?"),
]


@pytest.mark.parametrize(("text", "message"), WORDS)
def test_the_words(text, message):
    assert found(text).message.startswith(message)


def test_the_place():
    diagnostic = found(f"# seedance-lint: ignore[zero-index]\n{BODY}", first_line=11, first_offset=1000)
    assert (diagnostic.path, diagnostic.rule, diagnostic.pointer, diagnostic.exact, diagnostic.related) == (
        "x.yaml",
        "unused-suppression",
        "",
        True,
        (),
    )
    assert [(each.line, each.column, each.offset) for each in (diagnostic.start, diagnostic.end)] == [(11, 25, 1024), (11, 35, 1034)]
    (fix,) = diagnostic.fixes
    assert fix.title == "Remove the comment"
    assert [tuple(edit) for edit in fix.edits] == [(1000, 1036, "")]


def test_the_title_of_a_part():
    (fix,) = found("# seedance-lint: ignore[zero-index, missing-index]\nprompt: '@Image0'\n").fixes
    assert fix.title == "Remove the rule id"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# seedance-lint: ignore[zero-index]\n{BODY}", BODY),
        (f"# seedance-lint: ignore[zero-index]\r\n{BODY}", BODY),
        (f"# seedance-lint: ignore[zero-index]\r{BODY}", BODY),
        (f"{BODY}  # seedance-lint: ignore[zero-index]\t \n{BODY.replace('prompt', 'b')}", f"{BODY}{BODY.replace('prompt', 'b')}"),
        ("prompt: a # seedance-lint: ignore[zero-index]\nb: 1\n", "prompt: a\nb: 1\n"),
        ("prompt: a\n# seedance-lint: ignore[zero-index]", "prompt: a\n"),
    ],
)
def test_what_the_fix_leaves(before, after):
    host = host_for("x.yaml")
    fixed = fix_document(SourceDocument("x.yaml", before), lambda each: LINTER.lint(each, host), unsafe=False, host=host)
    assert fixed.document.text == after
