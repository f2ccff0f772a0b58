"""All that a run gives back of its inputs, field by field: what reports are made of."""

import io
import json
import os
import re
from pathlib import Path

import pytest

from seedance_lint.config import Settings
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.diagnostics import Severity
from seedance_lint.hosts import host_for
from seedance_lint.hosts.located import Node, Root
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.online import kept, urls_in
from seedance_lint.linter.place import Places
from seedance_lint.linter.pool import answered
from seedance_lint.linter.result import Failure, LintResult, Summary
from seedance_lint.linter.rewrite import Fixing
from seedance_lint.linter.run import Input, lint_inputs, processors
from seedance_lint.linter.understood import understood
from seedance_lint.probes import Probing
from seedance_lint.profiles import load_profile
from seedance_lint.rules.registry import all_rules
from seedance_lint.source import SourceDocument, Span
from seedance_lint.source.line_index import Position

BODY = {"model": "seedance-2.0", "prompt": "@Image1 as scene, then @Image3.", "image_urls": ["https://example.com/a.png?token=s3cr3t0"]}
KNOWN = {"model": "doubao-seedance-2-0-260128", "prompt": "Image 1 walks.", "ratio": "5:4"}
SHARED = {"model": "bytedance/seedance-2.0", "prompt": "@image1 and @image2 walk.", "duration": 99}
RESOLD = {"model": "acme/seedance-2.0-pro", "prompt": "[image1] walks, @Image5.", "image_urls": ["https://example.com/a.png"]}
OTHER = {"model": "kling-v2", "prompt": "@Image1", "image_urls": ["https://example.com/a.png"]}

FILES = {
    "one.json": json.dumps(BODY, indent=1),
    "several.yaml": "# seedance-lint: ignore-file[unused-asset]\n" + json.dumps([KNOWN, SHARED, RESOLD, OTHER], indent=1),
    "send.py": (
        "import fal_client\n"
        'fal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": read(), "image_urls": [url]})\n'
        'fal_client.submit("fal-ai/bytedance/seedance-2.0", arguments={"prompt": "@Image0 runs.", "duration": 5})\n'
    ),
    "lines.jsonl": json.dumps(BODY)
    + "\n{broken\n\n"
    + json.dumps(OTHER)
    + "\n\xff\n".encode("latin-1").decode("utf-8", "surrogateescape")
    + json.dumps(BODY),
    "none.jsonl": "{}\n",
    "none.json": "{}",
    "garbage.json": '{"a": ',
    "broken.json": '{"prompt": \n',
    "page.md": "# Shots\n\n@Image1 as scene, and @Image0.\n\n```json\n" + json.dumps(BODY) + "\n```\n",
    "notes.rst": "@Image1",
    "still.png": "",
    "Makefile": "",
    "pair.txt": "@Image1 and @Image3 walk.\n---\n@Image1, then @Image1 and @Image 2.\n",
}
STREAMS = {
    "-": ' \n{"prompt": "@Image0"}',
    "-1": '[{"prompt": "@Image0"}]',
    "-2": '[\n {"prompt": "@Image0"}]',
    "-3": "[Image1] and @Image0",
    "-4": "",
    "in.jsonl": '{"prompt": "@Image0"}\n',
}  # fmt: skip


def plain(value):
    """Return a value as text, or as plain values: records with their names, and without what is not set."""
    if isinstance(value, Position):
        return f"{value.line}:{value.column}@{value.offset}"
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if hasattr(value, "_asdict"):
        return {key: shown for key, each in value._asdict().items() if (shown := plain(each)) not in (None, "", [], {}, 0, "0-0")}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, frozenset)):
        return [plain(each) for each in value]
    return value


def lines_of(result):
    """Yield what a result holds, a line for each thing."""
    for name, value in plain(result).items():
        for each in value if isinstance(value, list) else [value]:
            yield f"  {name}: {each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)}"
    yield ""


def told(inputs, **overrides):
    """Return all that is given back."""
    advanced = []
    results = lint_inputs(inputs, Configuration(Overrides(isolated=True, **overrides)), 1, advance=advanced.append)
    lines = [line for each in results for line in lines_of(each)]
    return _CITED.sub(", checked …", "\n".join([*lines, f"bytes: {advanced}", ""]))


_CITED = re.compile(r', checked [\d-]+: [^"]*')
"""Where a provider's number was read: the profiles' own tests look at that."""


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_bytes(text.encode("utf-8", "surrogateescape"))


def test_files(files, file_regression):
    inputs = [Input(name) for name in (*FILES, "nothing.json", "one.jsno", "a prompt", "@Image1")]
    file_regression.check(told(inputs, verbose=True, anchored=True), encoding="utf-8")


def test_files_with_what_was_understood(files, file_regression):
    file_regression.check(
        told([Input(name) for name in ("one.json", "several.yaml", "page.md", "send.py")], described=True, suppressions=False)
    )


def test_files_of_a_walk(files, file_regression):
    file_regression.check(
        told([Input(name, walked=True) for name in ("one.json", "none.json", "garbage.json", "broken.json", "none.jsonl", "lines.jsonl")]),
        encoding="utf-8",
    )


def test_streams(file_regression):
    file_regression.check(told([Input(name, io.BytesIO(text.encode())) for name, text in STREAMS.items()]), encoding="utf-8")


def test_files_of_the_command_line(files, file_regression):
    media = {"image": ("https://example.com/a.png", None), "video": ("https://example.com/a.mp4",)}
    file_regression.check(told([Input("pair.txt"), Input("one.json"), Input("send.py")], media=media), encoding="utf-8")


class Broken:
    """A host that yields the requests of a JSON file, and then fails."""

    def __init__(self, host):
        self.host = host

    def roots(self, document):
        yield from self.host.roots(document)
        raise ValueError("two\n  lines")

    def comments(self, document):
        return iter(())


def test_what_breaks_is_told_and_takes_nothing_with_it(monkeypatch, file_regression):
    document = SourceDocument("x.json", json.dumps([BODY, {**BODY, "prompt": "x" * 3000}, BODY], indent=0))
    settings = Settings(load_profile("seedance-2.0"), max_prompt_bytes=2999, described=True)

    def crash(self, ctx):
        yield from before(self, ctx)
        raise KeyError("a\n b")

    rule = type(all_rules()["unused-asset"])
    before = rule.check_request
    with monkeypatch.context() as patch:
        patch.setattr(rule, "check_request", crash)
        results = [Linter(settings).lint(document, host_for("x.json"))]
    results.append(Linter(settings).lint(document, Broken(host_for("x.json"))))
    with monkeypatch.context() as patch:
        patch.setattr(Linter, "check", lambda self, request: 1 / 0)
        results.append(Linter(settings).lint(document, host_for("x.json")))
    shown = [line for each in results for line in lines_of(each._replace(lines={}))]
    file_regression.check(re.sub(r", line \d+\)", ", line N)", "\n".join(shown)))


def test_a_prompt_that_has_no_place(monkeypatch):
    def break_down(self):
        raise RuntimeError("no place")

    monkeypatch.setattr(Places, "prompt", break_down)
    monkeypatch.setattr(Linter, "check", lambda self, request: 1 / 0)
    result = Linter(Settings(load_profile("seedance-2.0"))).lint(SourceDocument("x.json", json.dumps(BODY)), host_for("x.json"))
    ((path, message, line, pointer),) = result.failures
    assert (path, line, pointer) == ("x.json", None, "")
    assert message.startswith("the program failed on this prompt: ZeroDivisionError: division by zero (tests.linter.test_results, line ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            BODY,
            {
                "profile": "seedance-2.0",
                "assumed": False,
                "evidence": ["model seedance-2.0"],
                "prompt": BODY["prompt"],
                "files": [("image", 1, "@Image1", "https://example.com/a.png?…", None, ["scene"], 1)],
                "files_known": True,
                "unresolved": ["@Image3"],
            },
        ),
        (
            {"prompt": "https://example.com/?token=s3cr3t0s3cr3t0 [Image2] and @Image0, @Image0", "image_urls": [{"url": "a.png", "role": "last_frame"}, 5]},
            {
                "profile": "seedance-2.0",
                "assumed": True,
                "evidence": [],
                "prompt": "https://example.com/?******************** [Image2] and @Image0, @Image0",
                "files": [("image", 1, "@Image1", "a.png", "last_frame", [], 0), ("image", 2, "@Image2", None, None, [], 1)],
                "files_known": True,
                "unresolved": ["@Image0"],
            },
        ),
        (
            {"prompt": "@Image7 as unheard-of thing, as scene and as scene."},
            {"profile": "seedance-2.0", "assumed": True, "evidence": [], "prompt": "@Image7 as unheard-of thing, as scene and as scene.", "files": [], "files_known": False, "unresolved": []},
        ),
    ],
)  # fmt: skip
def test_what_is_understood(value, expected):
    linter = Linter(Configuration(Overrides(isolated=True)).settings_for("x.json"))
    (request,) = linter.requests(Root(value, lambda: Node(Span(0, 0), None), 0)).found
    keys = ("kind", "index", "tag", "url", "request_role", "roles", "mentions")
    found = understood(linter.read(request), request.contract)
    assert found == expected | {"files": [dict(zip(keys, file, strict=True)) for file in expected["files"]]}
    assert [*found] == [*expected]


def test_urls_to_ask_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "b.json", "settings/c.json"):
        Path(name).parent.mkdir(exist_ok=True)
        urls = [f"https://example.com/{name}", "https://example.com/all.png", "http://localhost/a.png", "shots/a.png", 5]
        Path(name).write_text(json.dumps({"prompt": "@Image1", "image_urls": urls, "model": "seedance-2.0"}), encoding="utf-8")
    Path("none.txt").write_text("@Image1 walks.", encoding="utf-8")
    Path("settings/seedance-lint.toml").write_text('ignore = ["private-url"]\n', encoding="utf-8")
    line = json.dumps({"prompt": "@Video1", "video_urls": ["https://example.com/a.mp4"]})
    streams = [io.BytesIO(line.encode()), io.BytesIO(f"{line}\n[\n".encode())]
    inputs = kept(
        [
            Input("a.json"),
            Failure("x", "y"),
            Input("-", streams[0]),
            Input("b.json"),
            Input("none.txt"),
            Input("nothing.json"),
            Input("-.jsonl", streams[1]),
            Input("settings/c.json"),
        ]
    )
    names = ["a.json", "all.png", "a.mp4", "b.json", "settings/c.json"]
    expected = [f"https://example.com/{name}" for name in names]
    assert urls_in(inputs, Configuration()) == [*expected, "http://localhost/a.png"]
    copies = [each.stream for each in inputs if isinstance(each, Input) and each.stream]
    assert [copy.read() for copy in copies] == [each.getvalue() for each in streams]
    for copy in copies:
        copy.close()


def test_urls_of_a_walk_are_those_of_the_files_that_are_linted(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"prompt": "@Image1", "image_urls": ["https://example.com/a.png"]}))
    (tmp_path / "none.json").write_text('{"a": 1}')
    (tmp_path / "zero.py").write_bytes(b"a = '\x00'")
    walk = [Input(str(tmp_path / name), walked=True) for name in ("a.json", "none.json", "zero.py", "gone.json")]
    assert urls_in(walk, Configuration()) == ["https://example.com/a.png"]


def test_what_other_processes_give_back(files, monkeypatch):
    inputs = [Input(name) for name in FILES] + [Input("nothing.json")]
    configuration = Configuration(Overrides(isolated=True))
    for fixing in (Fixing(diff=True), None):
        alone, together = ([*lint_inputs(inputs, configuration, jobs, fixing=fixing)] for jobs in (1, 2))
        assert together == alone
    finished = lint_inputs(inputs, configuration, 2, finish=lambda result: result._replace(text=result.path))
    assert [each.text for each in finished if each.summary.prompts] == [each.path for each in alone if each.summary.prompts]
    assert processors() == len(os.sched_getaffinity(0))


def test_results_of_one_request():
    linter = Linter(Configuration(Overrides(isolated=True)).settings_for("x.json"))
    document = SourceDocument("x.json", json.dumps(KNOWN))
    (root,) = host_for("x.json").roots(document)
    (request,) = linter.requests(root).found
    result = linter.result(linter.check(request), Places(document, root, request.prompt_path), request.contract)
    assert result.summary == Summary(prompts=1, errors=len(result.diagnostics))
    assert {(each.rule, each.profile, each.contract) for each in result.diagnostics} >= {
        ("invalid-parameter", "ark-2.0", "as ark-2.0 takes it (model doubao-seedance-2-0-260128)")
    }
    assert [*result.to_dict()] == ["ok", "diagnostics", "failures", "summary"]
    assert LintResult((), (Failure("x", "y", 3, "/z"),), Summary()).to_dict() == {
        "ok": False,
        "diagnostics": [],
        "failures": [{"path": "x", "message": "y", "line": 3, "pointer": "/z"}],
        "summary": Summary()._asdict(),
    }


def test_rows_severities_and_looks_at_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.png").write_bytes(b"")
    profile = load_profile("seedance-2.0")
    text = json.dumps({**BODY, "image_urls": ["a.png"]})
    severity = {"undefined-reference": Severity.INFO}
    linter = Linter(Settings(profile, severity=severity, probing=Probing(media=True), ignore=("invalid-url",)))
    result = linter.lint(SourceDocument("x.json", text), host_for("x.json"))
    assert [(each.rule, str(each.severity)) for each in result.diagnostics] == [
        ("undefined-reference", "info"),
        ("unreadable-file", "error"),
    ]
    assert result.summary == Summary(prompts=1, errors=1, infos=1)

    table = SourceDocument("x.jsonl", json.dumps({**BODY, "prompt": "x" * 30}), first_line=7, is_table=True)
    (failure,) = Linter(Settings(profile, max_prompt_bytes=29)).lint(table, host_for("x.json")).failures
    assert failure.message.startswith("row 7, /prompt: the prompt has 30 bytes")
    found = Linter(Settings(profile)).lint(SourceDocument("x.jsonl", text, first_line=7, is_table=True), host_for("x.json")).diagnostics
    assert [each.place for each in found] == [": row 7, column prompt, character 24", ": row 7, column image_urls"]


def test_inputs_that_failed_before_and_a_program_that_breaks(files, monkeypatch):
    monkeypatch.setattr(Linter, "lint", lambda self, document, host: 1 / 0)
    failed = Failure("x.json", "no such file", 3)
    first, second = lint_inputs([failed, Input("one.json")], Configuration(Overrides(isolated=True)), 1)
    assert (first.path, first.failures, first.summary) == ("x.json", (failed,), Summary())
    assert (second.path, second.diagnostics, second.summary) == ("one.json", (), Summary(files=1))
    assert second.failures[0].message.startswith(
        "the program failed on this file: ZeroDivisionError: division by zero (tests.linter.test_results, line "
    )


def test_local_files_are_described_with_their_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.png").write_bytes(b"")
    settings = Settings(load_profile("seedance-2.0"), described=True, probing=Probing(media=True))
    document = SourceDocument("x.json", json.dumps({**BODY, "image_urls": ["a.png", "https://example.com/b.png"]}))
    (request,) = Linter(settings).lint(document, host_for("x.json")).requests
    assert [each.path and Path(each.path).name for each in request.files] == ["a.png", None]
    (request,) = Linter(settings._replace(probing=None)).lint(document, host_for("x.json")).requests
    assert [each.path for each in request.files] == [None, None]


class Doubling:
    """Work of which some batches end the process that does them."""

    def __init__(self):
        self.first_process = os.getpid()

    def do(self, batch):
        if batch < 0 and os.getpid() != self.first_process:
            os._exit(1)
        return 100 // batch if batch == 0 else 2 * batch

    def redo(self, batch):
        return f"{batch} again"


def test_work_of_a_process_that_died_is_done_again():
    numbers = [1, -2, 3, *range(4, 30)]
    assert [*answered(iter(numbers), Doubling(), 2)] == [(1, 2), (-2, "-2 again"), (3, 6), *((each, 2 * each) for each in range(4, 30))]
    assert [*answered(iter([-1, -2, -3, -4]), Doubling(), 2)] == [(-1, "-1 again"), (-2, "-2 again"), (-3, -6), (-4, -8)]
    with pytest.raises(ZeroDivisionError):
        list(answered(iter([1, 0]), Doubling(), 2))


def test_tables_are_never_changed(tmp_path):
    (tmp_path / "rows.parquet").write_bytes(b"PAR1")
    path = str(tmp_path / "rows.parquet")
    first, *_ = lint_inputs([Input(path)], Configuration(Overrides(isolated=True)), 1, fixing=Fixing())
    assert first.failures == (Failure(path, "is a table, which only check, show and parse can read; tables are never changed"),)


def test_a_walk_knows_the_prompt_by_the_name_that_a_profile_has_for_it(tmp_path):
    lines = ['extends = "seedance-2.0"', 'name = "own"', 'title = "Own"', 'source = "here"', "[request]", 'prompt = "shot_words"']
    (tmp_path / "own.toml").write_text("\n".join(lines))
    (tmp_path / "seedance-lint.toml").write_text('profile = "own.toml"')
    path = tmp_path / "shots.json"
    path.write_text('{"shot_words": "Follow #0 home, and then @Vidoe1."}')
    configuration = Configuration(Overrides(config=str(tmp_path / "seedance-lint.toml")))
    found = [result.summary.prompts for result in lint_inputs([Input(str(path), walked=True), Input(str(path))], configuration, 1)]
    assert found == [1, 1]


def test_a_file_without_a_url_has_no_name():
    value = {"model": "seedance-2.0", "prompt": "@Image1 walks.", "image_urls": [{"size": 5}, ""]}
    (request,) = (
        Linter(Settings(load_profile("seedance-2.0"), described=True))
        .lint(SourceDocument("x.json", json.dumps(value)), host_for("x.json"))
        .requests
    )
    assert [(file.name, file.url, file.link) for file in request.files] == [(None, None, None)] * 2


def test_a_file_that_needs_an_extra_is_named():
    from seedance_lint.hosts.located import MissingExtra
    from seedance_lint.linter.report import host_failure

    path, message, line, _ = host_failure(MissingExtra("YAML", "hosts"), SourceDocument("x.yaml", "a"))
    assert (path, message, line) == (
        "x.yaml",
        "reading YAML files needs an extra; install it with: pip install 'seedance-lint[hosts]'",
        None,
    )
