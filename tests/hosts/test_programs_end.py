"""No expression keeps a reader of programs busy for ever: every operator around every kind of value, in every language."""

import signal
from itertools import product

import pytest

from seedance_lint.hosts import host_for
from seedance_lint.source.document import SourceDocument

PROGRAMS = {
    "a.go": "package g\nfunc f() {{ x := {it}; s({it}) }}\n",
    "a.rs": "fn f() {{ let x = {it}; s({it}); }}\n",
    "a.rb": "x = {it}\ns({it})\n",
    "a.java": "class A {{ void f() {{ var x = {it}; s({it}); }} }}\n",
    "a.php": "<?php\n$x = {it}; s({it});\n",
    "a.cs": "class A {{ void F() {{ var x = {it}; S({it}); }} }}\n",
    "a.kt": "fun f() {{ val x = {it}; s({it}) }}\n",
    "a.ts": "const x = {it}; s({it});\n",
    "a.py": "x = {it}\ns({it})\n",
}
VALUES = ["h", "1", '"p"', "g(h)", "a.b", "a.b().c(1)", "a[0]", "[h]", "{h}", "x + y", '"a" + g(h)', "new A(h)", "A{b: 1}", "h ? g(1) : k(2)", "a::b()", "a?.b()"]  # fmt: skip
AROUND = ["-{}", "+{}", "!{}", "~{}", "not {}", "*{}", "&{}", "<-{}", "++{}", "{}++", "({})", "(int) {}", "-({})", "- -{}", "...{}", "await {}", "-{}.y(1)", "-[{}]", "{} as i64", "x = {}", "@{}", "{}!", "{} ?? {}", "json!({})"]  # fmt: skip
SECONDS = 5.0
"""Of a clock, for one text; all of a language take a tenth of a second."""


def give_up(*_: object) -> None:
    raise TimeoutError


@pytest.fixture
def patience():
    """A clock that breaks off what takes too long."""
    before = signal.signal(signal.SIGALRM, give_up)
    yield lambda: signal.setitimer(signal.ITIMER_REAL, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock here")
@pytest.mark.parametrize("path", PROGRAMS)
def test_every_expression_ends(path, patience):
    host = host_for(path)
    list(host.roots(SourceDocument(path, PROGRAMS[path].format(it="h"))))  # what takes time once
    for around, value in product(AROUND, VALUES):
        patience()
        text = PROGRAMS[path].format(it=around.replace("{}", value)) + '# "prompt" "Seedance"\n'
        list(host.roots(SourceDocument(path, text)))
