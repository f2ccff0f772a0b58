"""Rules from other distributions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from seedance_lint.config import Settings
from seedance_lint.linter.lint import Linter
from seedance_lint.plugins import PluginFailure
from seedance_lint.profiles import load_profile
from seedance_lint.rules.base import VISITORS
from seedance_lint.rules.examples import as_request
from seedance_lint.rules.registry import all_rules

ACME = Path(__file__).parent / "acme"
RULE = '''
from seedance_lint.diagnostics import Severity
from seedance_lint.rules.base import Rule, RuleMeta
class Mine(Rule):
    """Nothing."""
    meta = RuleMeta("{id}", "mine", Severity.INFO, since="1.0")
    def {method}(self, ctx):
        return ()
'''


def module(*, id="mine/nothing", version=2, method="check_request"):
    return f"API_VERSION = {version}\n" + RULE.format(id=id, method=method)


def refused(*names):
    with pytest.raises(PluginFailure) as caught:
        all_rules(names or ("mine",))
    return str(caught.value)


def test_a_plugin_adds_its_rules(install):
    install("mine-rules", "plugin_a", module())
    assert "mine/nothing" in all_rules(("mine",))
    assert "mine/nothing" not in all_rules()


def test_a_rule_of_the_first_version_still_runs(install):
    code = module(version=1, method="check").replace("return ()", "yield Violation(Span(0, 1), f'{len(ctx.bindings.mentions)} tags')")
    install("old-rules", "plugin_a", "from seedance_lint.diagnostics import Violation\nfrom seedance_lint.source import Span\n" + code)
    linter = Linter(Settings(load_profile("seedance-2.0"), select=("mine",), plugins=("mine",)))
    (found,) = linter.check(as_request({"prompt": "@Image1 and @Image2 as scene."}, linter.profile))
    assert found.violation.message == "2 tags"


def test_nothing_is_imported_unless_it_is_named(install):
    install("mine-rules", "plugin_a", "raise RuntimeError('imported')")
    all_rules()
    assert "plugin_a" not in sys.modules


def test_not_installed(install):
    install("mine-rules", "plugin_a", "")
    assert refused("nine") == "no installed package provides the plugin `nine`; did you mean `mine`?"


def test_fails_to_load(install):
    install("mine-rules", "plugin_a", "import no_such_module")
    assert refused() == "the plugin `mine` of mine-rules 1.0 cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"


def test_two_distributions_offer_it(install):
    install("mine-rules", "plugin_a", module())
    install("their-rules", "plugin_b", module())
    assert refused() == "the plugin `mine` is provided by two distributions: mine-rules and their-rules"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (RULE.format(id="mine/nothing", method="check_request"), "does not state an API_VERSION; this seedance-lint has version 2"),
        (module(version=3), "was written for version 3 of the rule interface; this seedance-lint has version 2"),
        ("API_VERSION = 2", "has no rules in plugin_a"),
        (module(id="nothing"), "has a rule `Mine` with the id 'nothing'; it must be `mine/rule-id`"),
        (module(id="zero-index"), "has a rule `Mine` with the id 'zero-index'; it must be `mine/rule-id`"),
        (module() + RULE.format(id="mine/nothing", method="check_tag").replace("Mine", "Again"), "defines the rule `mine/nothing` twice"),
        (
            module(method="check"),
            "has the rule `mine/nothing`, which has the method `check`; in version 2 of the rule interface it is called `check_request`",
        ),
        (
            module(method="check_tags"),
            "has the rule `mine/nothing`, which has the method `check_tags`, which is never called; did you mean `check_tag`?",
        ),
        (
            module(method="look"),
            f"has the rule `mine/nothing`, which has none of the methods {', '.join(VISITORS)}",
        ),
        (module(version=1), "has the rule `mine/nothing`, which has no method `check`"),
        (
            module(version=1, method="check") + "    needs = 'odd_files'\n",
            "has the rule `mine/nothing`, which has `needs`; version 2 of the rule interface uses methods such as `check_tag` instead",
        ),
    ],
)
def test_a_plugin_that_is_wrong(install, code, message):
    install("mine-rules", "plugin_a", code)
    assert refused() == f"the plugin `mine` of mine-rules 1.0 {message}"


def test_an_entry_point_that_is_no_module(install):
    install("mine-rules", "plugin_a", "thing = 5", target="plugin_a:thing")
    assert "does not name a module" in refused()


def test_a_plugin_of_another_group_is_known(install):
    install("mine-counters", "plugin_a", "", group="seedance_lint.token_counters")
    assert all_rules(("mine",)) == all_rules()


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Install the sample distribution with pip, into a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--target",
        str(folder),
        str(ACME),
    ]
    subprocess.run(command, check=True)
    return {**os.environ, "PYTHONPATH": str(folder)}


def run(folder, environment, *arguments):
    command = [sys.executable, "-m", "seedance_lint", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def studio(tmp_path):
    (tmp_path / "shot.txt").write_text("A horse in slow motion.")
    (tmp_path / "seedance-lint.toml").write_text('plugins = ["acme"]\n[rules."acme/slow-motion"]\nallowed = 0\n')
    return tmp_path


@pytest.mark.slow
def test_the_sample_distribution(environment, studio):
    ran = run(studio, environment, "check", "--output-format", "concise", "shot.txt")
    assert ran.stdout == "shot.txt:1:12: warning acme/slow-motion `slow motion` is not our style\n", ran.stderr
    assert ran.returncode == 0


@pytest.mark.slow
def test_its_rule_has_options_and_can_be_ignored(environment, studio):
    settings = (studio / "seedance-lint.toml").read_text()
    (studio / "seedance-lint.toml").write_text(settings.replace("allowed = 0", "allowed = 1"))
    assert run(studio, environment, "check", "shot.txt").stdout == ""
    (studio / "seedance-lint.toml").write_text(settings.replace("allowed = 0", "alowed = 1"))
    ran = run(studio, environment, "check", "shot.txt")
    assert ran.returncode == 2
    assert "did you mean `allowed`?" in ran.stderr
    (studio / "seedance-lint.toml").write_text(settings)
    assert run(studio, environment, "check", "--ignore", "acme", "shot.txt").stdout == ""


@pytest.mark.slow
def test_its_rule_is_explained(environment, studio):
    ran = run(studio, environment, "rule", "acme/slow-motion")
    assert ran.stdout.startswith("# acme/slow-motion\n\nwarning · acme · on by default")
    assert "> `slow motion` is not our style" in ran.stdout


@pytest.mark.slow
def test_it_is_silent_unless_it_is_named(environment, studio):
    (studio / "seedance-lint.toml").unlink()
    assert run(studio, environment, "check", "shot.txt").stdout == ""


@pytest.mark.slow
def test_its_profile(environment, studio):
    (studio / "shot.txt").write_text("@Image1 walks towards @Image3, and @Image2 waits.")
    ran = run(studio, environment, "check", "--profile", "acme", "--output-format", "concise", "shot.txt")
    message = "`@Image3` cannot name a file: the provider takes at most 2 images, @Image1 or @Image2"
    assert ran.stdout == f"shot.txt:1:23: error index-out-of-range {message}\n", ran.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "import no_such_module",
            "the plugin `mine` of mine-rules 1.0 cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'",
        ),
        ("API_VERSION = 9", "the plugin `mine` of mine-rules 1.0 was written for version 9 of the rule interface"),
        (
            module(id="zero-index"),
            "the plugin `mine` of mine-rules 1.0 has a rule `Mine` with the id 'zero-index'",
        ),
    ],
)
def test_a_broken_plugin_ends_the_run(install, tmp_path, code, message):
    install("mine-rules", "plugin_a", code)
    (tmp_path / "shot.txt").write_text("Rain.")
    (tmp_path / "seedance-lint.toml").write_text('plugins = ["mine"]\n')
    for arguments in (["check", "shot.txt"], ["check", "--output-format", "sarif", "shot.txt"]):
        ran = run(tmp_path, {**os.environ, "PYTHONPATH": str(tmp_path)}, *arguments)
        assert ran.returncode == 2
        assert message in ran.stderr
        assert "Traceback" not in ran.stderr


@pytest.mark.slow
def test_the_examples_of_the_sample_distribution(environment):
    code = "from acme_rules import SlowMotion; from seedance_lint.testing import check_examples; check_examples(SlowMotion())"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


@pytest.mark.slow
def test_its_token_counter(environment):
    code = "from seedance_lint.tokens import counter; print(counter(None, ('acme',)).count('a b c'))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "TokenCount(low=3, high=3)"
