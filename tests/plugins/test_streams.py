"""Standard output belongs to the report, whatever a plugin does with it."""

import json
import sys

import pytest

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument

RULE = '''
import sys
from seedance_lint.diagnostics import Severity, Violation
from seedance_lint.rules.base import Rule, RuleMeta
from seedance_lint.source import Span
API_VERSION = 2
class Mine(Rule):
    """Nothing."""
    meta = RuleMeta("mine/nothing", "mine", Severity.INFO, since="1.0")
    def check_request(self, ctx):
        {body}
        return [Violation(Span(0, 1), "fine")]
'''


@pytest.fixture
def report(install, program, tmp_path):
    """Lint two prompts with a rule whose body is given; return the run."""
    (tmp_path / "seedance-lint.toml").write_text('plugins = ["mine"]\nselect = ["mine"]\n')
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text('{"model": "seedance-2.0", "prompt": "Rain."}')

    def run(body, jobs, *paths):
        install("mine-rules", "plugin_a", RULE.replace("{body}", body))
        return program(
            "check", "--jobs", jobs, "--output-format", "json", *(paths or ("a.json", "b.json")), env={"PYTHONPATH": str(tmp_path)}
        )

    return run


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("print('looked at', ctx.request.prompt)", "looked at Rain.\n" * 2),
        (r"print('\ud800 in caf\xe9')", "\\ud800 in café\n" * 2),
        ("sys.stdout.close()", ""),
        ("sys.stderr.close()", ""),
        ("sys.stdout.detach()", ""),
        ("sys.stdout = sys.stderr = None", ""),
    ],
)
def test_the_report_stays_whole(report, body, printed, jobs):
    ran = report(body, jobs)
    assert (ran.code, [found["message"] for found in json.loads(ran.out)["diagnostics"]]) == (0, ["fine", "fine"])
    assert ran.err == printed + "2 info in 2 prompts (seedance-2.0), 2 files. 0 fixable.\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_plugin_that_interrupts(report, jobs):
    ran = report("raise KeyboardInterrupt", jobs)
    assert ran.code == 2
    told = "the run was interrupted in the plugin `mine` (KeyboardInterrupt); the output above is incomplete"
    assert ran.err.lstrip() == f"seedance-lint: {told}\n"


ENDS_UNHEARD = "; ".join([
    "import os, multiprocessing",
    "there = multiprocessing.parent_process() is not None",
    "type('Last', (), {'__del__': lambda self: os.kill(os.getpid(), 15) if there else None})()",
    "open(f'worker-{os.getpid()}', 'w').close() if there else None",
])  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="a process is ended at once there")
def test_the_end_of_a_process_that_comes_while_an_object_is_taken_away_is_not_told(report, tmp_path):
    names = [f"{number}.json" for number in range(64)]
    for name in names:
        (tmp_path / name).write_text('{"model": "seedance-2.0", "prompt": "Rain."}')
    ran = report(ENDS_UNHEARD, "2", *names)
    assert list(tmp_path.glob("worker-*"))
    assert (ran.code, len(json.loads(ran.out)["diagnostics"])) == (0, 64)
    assert ran.err == "64 info in 64 prompts (seedance-2.0), 64 files. 0 fixable.\n"


def test_the_library_leaves_the_streams_alone(install, monkeypatch, capsys):
    monkeypatch.setattr("seedance_lint.plugins._aside", None)  # whatever ran in this process before
    install("mine-rules", "plugin_a", RULE.replace("{body}", "print('looked')"))
    linter = Linter(Settings(load_profile("seedance-2.0"), select=("mine",), plugins=("mine",)))
    linter.lint(SourceDocument("a.txt", "Rain."), host_for("a.txt"))
    assert capsys.readouterr().out == "looked\n"
