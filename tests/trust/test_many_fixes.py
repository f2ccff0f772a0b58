"""Four times the fixes of one prompt are four times the work: no fix has the whole prompt read again."""

import pytest

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument

from .test_growth import MOST, steps

LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("nonstandard-tag",)))
PROMPTS = [
    (".py", "f(prompt='", "@image 1/* ", "')"),
    (".py", "f(prompt=", "'@image 1 '\n", ")"),
    (".js", "f({prompt: '", "@image 1/* ", "'})"),
    (".js", "f({prompt: `", "@image 1 ${a}", "`})"),
    (".ipynb", '{"nbformat":4,"cells":[{"cell_type":"code","source":["f(prompt=\'', "@image 1 ", "')\"]}]}"),
    (".md", "```python\nf(prompt='", "@image 1 ", "')\n```"),
    (".html", "<h1>Seedance</h1><h2>Prompt</h2><p>A fox runs, slow push in. ", "<b>@image 1</b> &amp; ", "</p>"),
    (".html", "<h1>Seedance</h1><pre data-prompt='A fox runs, slow push in. ", "@image 1 &amp; ", "'></pre>"),
    (".yaml", "prompt: |\n", "  @image 1\n", ""),
    (".json", '{"prompt":"', "@image 1 \\u56fe", '"}'),
]


@pytest.mark.parametrize(("suffix", "start", "unit", "end"), PROMPTS)
def test_fixes_of_one_prompt(suffix, start, unit, end):
    short, long = (SourceDocument(f"x{suffix}", start + unit * times + end) for times in (25, 100))
    host = host_for(f"x{suffix}")
    assert len(LINTER.lint(long, host).diagnostics) == 100
    assert steps(lambda: LINTER.lint(long, host)) / steps(lambda: LINTER.lint(short, host)) < MOST


def test_a_sum_of_very_many_parts_is_fixed_by_hand():
    fixes = [
        LINTER.lint(SourceDocument("x.js", "f({prompt: " + "'@image 1' + a + " * times + "'b'})"), host_for("x.js")).diagnostics[0].fixes
        for times in (50, 500)
    ]
    assert [len(each) for each in fixes] == [1, 0]
