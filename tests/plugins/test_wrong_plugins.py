"""Plugins that are wrong at run time: each is named, told once for a prompt, and keeps nothing from the other prompts of a file."""

import json

import pytest

from seedance_lint.config import Settings
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter import lint as linter_module
from seedance_lint.linter.lint import Linter
from seedance_lint.plugins import PluginFailure
from seedance_lint.profiles import load_profile
from seedance_lint.rules.registry import all_rules
from seedance_lint.source import SourceDocument
from seedance_lint.tokens import counter

RULE = '''
import sys
from seedance_lint.diagnostics import Edit, Fix, Related, Severity, Violation
from seedance_lint.diagnostics.violation import Location
from seedance_lint.rules.base import Rule, RuleMeta
from seedance_lint.source import Span
API_VERSION = 2
class Mine(Rule):
    """Nothing."""
    meta = RuleMeta("mine/nothing", "mine", Severity.INFO, since="1.0")
    def check_request(self, ctx):
        if ctx.request.prompt == "bad":
            {body}
        return [Violation(Span(0, 1), "fine")]
'''
TEXT = "\n".join(json.dumps({"prompt": prompt, "model": "seedance-2.0"}) for prompt in ("good", "bad", "good"))
WRONG = [
    ("return None", "it returned None instead of yielding violations"),
    ("return 1.5", "it returned 1.5 instead of yielding violations"),
    ("return 'x'", "it returned 'x' instead of yielding violations"),
    ("return [None]", "it yielded None instead of a Violation"),
    ("return [(Span(0, 1), 'x')]", "it yielded (Span(start=0, end=1), 'x') instead of a Violation"),
    ("return [Violation(Span(0, 1), 5)]", "the `message` of a violation is 5, not a string"),
    ("return [Violation(Span(0, 1), '')]", "the `message` of a violation is '', not a string"),
    (
        "return [Violation(Span(0, 1), 'a' + chr(0xd800))]",
        "the `message` of a violation is 'a\\ud800', which contains half of a surrogate pair",
    ),
    ("return [Violation(Span(0, 1), 'x', help=2)]", "the `help` of a violation is 2, not a string"),
    ("return [Violation(Span(0, 1), 'x', severity='bad')]", "the `severity` of a violation is 'bad', not a Severity"),
    ("return [Violation(Span(0, 4), 'x')]", "the `at` of a violation is Span(start=0, end=4), but the prompt has only 3 characters"),
    ("return [Violation(Span(-1, 1), 'x')]", "the `at` of a violation is Span(start=-1, end=1), but the prompt has only 3 characters"),
    ("return [Violation(Span(0.0, 1.0), 'x')]", "the `at` of a violation is Span(start=0.0, end=1.0), not a Span"),
    ("return [Violation(None, 'x')]", "the `at` of a violation is None, not a Span of integers or a Location"),
    ("return [Violation(Location(('a', 1.5)), 'x')]", "the `at` of a violation has the path ('a', 1.5), not a tuple of names and numbers"),
    ("return [Violation(Span(0, 1), 'x', related=[1])]", "the `related` of a violation is [1], not a tuple of Related"),
    (
        "return [Violation(Span(0, 1), 'x', related=(Related(Span(0, 9), 'y'),))]",
        "the `related` of a violation is Span(start=0, end=9), but the prompt has only 3",
    ),
    ("return [Violation(Span(0, 1), 'x', related=(Related(Span(0, 1), None),))]", "the `related` of a violation is None, not a string"),
    (
        "return [Violation(Span(0, 1), 'x', fixes=(Fix('t', (Edit(Span(0, 1), chr(0xd800)),)),))]",
        "the `replacement` of a violation is '\\ud800', which contains half of a surrogate pair",
    ),
    (
        "return [Violation(Span(0, 1), 'x', fixes=(Fix('t', (Edit(Span(0, 1), wrap=('[', 5)),)),))]",
        "the `replacement` of a violation is 5, not a string",
    ),
    (
        "return [Violation(Span(0, 1), 'x' * 9, related=('y' * 56,))]",
        "the `related` of a violation is ('" + "y" * 56 + "'…, not a tuple of Related",
    ),
    (
        "return [Violation(Span(0, 1), 'x' * 9, related=('y' * 55,))]",
        "the `related` of a violation is ('" + "y" * 55 + "',), not a tuple of Related",
    ),
    ("return [Violation(Span(0, 1), 'x', help=chr(0xd800))]", "the `help` of a violation is '\\ud800', which contains half"),
    (
        "return [Violation(Span(0, 1), 'x', related=(Related(Span(0, 1), chr(0xd800)),))]",
        "the `related` of a violation is '\\ud800', which contains half",
    ),
    ("return [Violation(Span(0, 1), 'x', fixes=(Fix('t', (Edit(Span(0, 9)),)),))]", "the `at` of a violation is Span(start=0, end=9)"),
    (
        "return [Violation(Span(0, 1), 'x', fixes=(Fix('t', (Edit(Span(0, 1), 3),)),))]",
        "the `replacement` of a violation is 3, not a string",
    ),
    ("return [Violation(Span(0, 1), 'x', fixes=(Fix('t', (), 'always'),))]", "the `applicability` of a fix is 'always'"),
    ("return [Violation(Span(0, 1), 'x', fixes=5)]", "the `fixes` of a violation is 5, not a tuple of Fix"),
    ("sys.exit(0)", "its plugin `mine` tried to end the program (exit code 0)"),
    ("raise KeyError('x')", "KeyError: 'x'"),
    ("from asyncio import CancelledError\n            raise CancelledError('x')", "its plugin `mine` raised CancelledError: x"),
    ("raise GeneratorExit('x')", "its plugin `mine` raised GeneratorExit: x"),
    ("return map(sys.exit, [7])", "its plugin `mine` tried to end the program (exit code 7)"),
    ("return (_ for _ in ()).throw(GeneratorExit)", "its plugin `mine` raised GeneratorExit"),
    ("return iter(lambda: 1 / 0, 5)", "ZeroDivisionError: division by zero"),
]


SOUND = """return [Violation(
                Location(("prompt",), span=Span(0, 1)), "x", help="y", severity=Severity.ERROR,
                related=(Related(Span(0, 3), "z"), Related(Location(("prompt",)), "z")),
                fixes=(Fix("t", (Edit(Span(0, 1), ""), Edit(Location(("prompt",), key=True), wrap=("a", "b")))),),
            )]"""


def test_what_is_sound_passes(install):
    install("mine-rules", "plugin_a", RULE.replace("{body}", SOUND))
    result = lint(Settings(load_profile("seedance-2.0"), select=("mine",), plugins=("mine",)))
    assert not result.failures
    assert [(found.message, found.severity.value, len(found.related)) for found in result.diagnostics] == [
        ("fine", "info", 0), ("x", "error", 2), ("fine", "info", 0),
    ]  # fmt: skip


def lint(settings: Settings, text: str = TEXT, path: str = "x.jsonl"):
    return Linter(settings).lint(SourceDocument(path, text), host_for(path))


@pytest.mark.parametrize(("body", "message"), WRONG)
def test_a_rule(install, body, message):
    install("mine-rules", "plugin_a", RULE.replace("{body}", body))
    result = lint(Settings(load_profile("seedance-2.0"), select=("mine",), plugins=("mine",)))
    (failure,) = result.failures
    assert failure.message.startswith("line 2, /prompt: the rule `mine/nothing` failed on this prompt: ")
    assert message in failure.message
    assert [found.start.line for found in result.diagnostics] == [1, 3]


@pytest.mark.parametrize(("body", "message"), [WRONG[0], WRONG[2], WRONG[6], WRONG[-4], WRONG[-2], WRONG[-1]])
@pytest.mark.parametrize(
    ("version", "method", "things"), [(1, "check", ""), (2, "check_tag", ", tag, reference"), (2, "check_field", ", name, value")]
)
def test_every_method_of_every_version(install, version, method, things, body, message):
    code = (
        RULE.replace("{body}", body)
        .replace("API_VERSION = 2", f"API_VERSION = {version}")
        .replace("check_request(self, ctx", f"{method}(self, ctx{things}")
    )
    install("mine-rules", "plugin_a", code.replace('== "bad"', "== 'A @Image1'"))
    result = lint(Settings(load_profile("seedance-2.0"), select=("mine",), plugins=("mine",)), TEXT.replace("bad", "A @Image1"))
    (failure,) = result.failures
    assert failure.message.startswith("line 2, /prompt: the rule `mine/nothing` failed on this prompt: ")
    assert message.replace("the prompt has only 3", "the prompt has only 9") in failure.message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Severity.INFO", "'bad'", "has the `meta` RuleMeta(id='mine/nothing'"),
        ("def check_request", "options = None\n    def check_request", "has the `options` None, which is not a mapping"),
        ("def check_request", "def __init__(self): 1 / 0\n    def check_request", "has a rule that cannot be created: ZeroDivisionError"),
        ("API_VERSION = 2", "sys.exit(3)", "cannot be loaded: SystemExit: 3"),
        ("API_VERSION = 2", "raise GeneratorExit", "cannot be loaded: GeneratorExit"),
        ("def check_request", "def __init__(self): sys.exit(4)\n    def check_request", "has a rule that cannot be created: SystemExit: 4"),
    ],
)
def test_a_rule_that_is_none(install, old, new, message):
    install("mine-rules", "plugin_a", RULE.replace("{body}", "pass").replace(old, new))
    with pytest.raises(PluginFailure) as caught:
        all_rules(("mine",))
    assert str(caught.value).startswith("the plugin `mine` of mine-rules 1.0 ")
    assert message in str(caught.value)


def test_what_the_prompt_has_may_be_quoted(install):
    body = "return [Violation(Span(0, 1), ctx.request.prompt)]"
    install("mine-rules", "plugin_a", RULE.replace("{body}", "pass").replace('return [Violation(Span(0, 1), "fine")]', body))
    result = lint(
        Settings(load_profile("seedance-2.0"), select=("mine",), plugins=("mine",)), '{"prompt": "a\\ud800", "model": "seedance-2.0"}'
    )
    assert not result.failures


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return None", "counts None tokens, which is not a TokenCount of integers"),
        ("return 1.5", "counts 1.5 tokens"),
        ("return TokenCount(2, 1)", "counts TokenCount(low=2, high=1) tokens"),
        ("return TokenCount(1.0, 2.0)", "counts TokenCount(low=1.0, high=2.0) tokens"),
        ("raise SystemExit", "failed to count tokens: SystemExit"),
        ("raise GeneratorExit", "failed to count tokens: GeneratorExit"),
    ],
)
def test_a_token_counter(install, body, message):
    code = f"from seedance_lint.tokens import TokenCount\nclass Count:\n    def count(self, text):\n        {body}\n"
    install("mine-counts", "plugin_a", code, target="plugin_a:Count", group="seedance_lint.token_counters")
    counter.cache_clear()
    result = lint(
        Settings(load_profile("seedance-2.0"), select=("prompt-too-long", "zero-index"), plugins=("mine",)),
        json.dumps({"prompt": "@Image0" + " word" * 20_000, "model": "seedance-2.0"}),
    )
    counter.cache_clear()
    (failure,) = result.failures
    assert f"the rule `prompt-too-long` failed on this prompt: the plugin `mine` of mine-counts 1.0 {message}" in failure.message
    assert [found.rule for found in result.diagnostics] == ["zero-index"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("yield None", "is broken: it yielded None instead of a Root, a HostFailure or a Passed"),
        ("yield Root({}, None)", "is broken: it yielded a Root whose `tree` is not callable"),
        ("yield Root({}, dict, 99)", "is broken: it yielded the offset 99, which is outside the document"),
        ("yield Root({}, dict, 0.5)", "is broken: it yielded the offset 0.5, which is outside the document"),
        ("raise SystemExit(1)", "failed: SystemExit: 1"),
        ("raise GeneratorExit(1)", "failed: GeneratorExit: 1"),
        ("return 5", "failed: "),
    ],
)
def test_a_host(install, tmp_path, monkeypatch, body, message):
    code = f"from seedance_lint.hosts import Root\nNAME, SUFFIXES = 'mine', ('.mine',)\ndef roots(document):\n    {body}\ndef comments(document):\n    raise SystemExit(4)\n"
    install("mine-hosts", "plugin_a", code, group="seedance_lint.hosts")
    (tmp_path / "seedance-lint.toml").write_text('plugins = ["mine"]')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("seedance_lint.hosts._registered", {})
    settings = Configuration(Overrides()).settings_for("x.mine")
    (failure,) = lint(settings, "x", "x.mine").failures
    assert f"line 1, column 1: the plugin `mine` of mine-hosts 1.0 {message}" in failure.message
    assert list(host_for("x.mine").comments(SourceDocument("x.mine", "x"))) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit(0)", "failed: SystemExit: 0"),
        ("raise KeyError(1)", "failed: KeyError: 1"),
        ("raise GeneratorExit(1)", "failed: GeneratorExit: 1"),
        ("return None", "is broken: the `tree` of a Root returned None instead of a Node"),
        ("return 1.5", "is broken: the `tree` of a Root returned 1.5 instead of a Node"),
    ],
)
def test_places_of_a_host(install, tmp_path, monkeypatch, body, message):
    """The places of a value are asked for only where something was found in it."""
    code = (
        "import sys\nfrom seedance_lint.hosts import Root\nNAME, SUFFIXES = 'mine', ('.mine',)\n"
        f"def tree():\n    {body}\ndef roots(document):\n    yield Root({{'prompt': document.text, 'model': 'seedance-2.0'}}, tree)\n"
        "def comments(document):\n    return iter(())\n"
    )
    install("mine-hosts", "plugin_a", code, group="seedance_lint.hosts")
    (tmp_path / "seedance-lint.toml").write_text('plugins = ["mine"]')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("seedance_lint.hosts._registered", {})
    settings = Configuration(Overrides()).settings_for("x.mine")
    (failure,) = lint(settings, "@Image0 as scene", "x.mine").failures
    assert failure.message == f"the plugin `mine` of mine-hosts 1.0 {message}"
    assert not lint(settings, "Rain.", "x.mine").failures


def test_a_parser_that_fails_on_one_prompt_takes_no_other_with_it(monkeypatch):
    def parse(text):
        if text == "bad":
            raise RuntimeError("no such prompt")
        return before(text)

    before = linter_module.parse
    monkeypatch.setattr(linter_module, "parse", parse)
    result = lint(Settings(load_profile("seedance-2.0"), select=("zero-index",)), TEXT.replace("good", "@Image0"))
    (failure,) = result.failures
    assert failure.message.startswith("line 2, /prompt: the program failed on this prompt: RuntimeError: no such prompt (")
    assert [found.start.line for found in result.diagnostics] == [1, 3]
