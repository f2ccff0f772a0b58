"""Which settings hold where, where they came from, and what a wrong file is told."""

import json
import pickle
import re
from pathlib import Path

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.config.files import ConfigFailure, _line_of, nearest_file
from seedance_lint.diagnostics import Severity
from seedance_lint.linter.lint import Linter


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def settings(path: str = "a.json", **said):
    return Configuration(Overrides(**said)).settings_for(path)


def test_without_a_file_the_defaults_hold():
    found = settings()
    assert (found.profile.name, found.select, found.ignore, found.fail_on) == ("seedance-2.0", (), (), Severity.ERROR)


def test_the_nearest_file_governs():
    write({
        "pyproject.toml": "[tool.seedance-lint]\nignore = ['tags']\n",
        "one/seedance-lint.toml": "ignore = ['roles']\n",
        "one/two/pyproject.toml": "[tool.black]\n",
        "one/three/pyproject.toml": "[project]\nname = 'mentions seedance-lint only'\n",
        "one/four/seedance-lint.toml": "",
        "one/four/pyproject.toml": "[tool.seedance-lint]\nignore = ['limits']\n",
    })  # fmt: skip
    configuration = Configuration()
    for path, ignored in [
        ("a.json", ("tags",)),
        ("x/y/a.json", ("tags",)),
        ("one/a.json", ("roles",)),
        ("one/two/a.json", ("roles",)),
        ("one/three/a.json", ("roles",)),
        ("one/four/a.json", ()),
    ]:
        assert configuration.settings_for(path).ignore == ignored, path
    assert configuration.settings_for("one/a.json") is configuration.settings_for("one/two/b.json")


def test_the_current_folder_and_folders(command):
    write({"seedance-lint.toml": "ignore = ['tags']", "sub/seedance-lint.toml": "ignore = ['roles']"})
    assert settings("").ignore == ("tags",)
    for path, ignored in [((), "tags"), ((".",), "tags"), (("sub",), "roles"), (("sub/",), "roles"), (("sub/a.json",), "roles")]:
        assert f"\nignore            {ignored} " in command("config", *path).out


def test_no_file_and_one_file_on_request():
    write({"seedance-lint.toml": "ignore = ['tags']", "other.toml": "ignore = ['roles']", "pyproject.toml": ""})
    assert settings(isolated=True).ignore == ()
    assert settings(config="other.toml").ignore == ("roles",)
    with pytest.raises(ConfigFailure, match=r"no\.toml: cannot be read"):
        settings(config="no.toml")


def test_extend():
    write({
        "base/lint.toml": "ignore = ['tags']\nfail-on = 'info'\nexclude = ['old']\n[severity]\nzero-index = 'info'\nindex-gap = 'error'\n[rules.unknown-field]\nshortest = 3\n[roles]\nscene = ['set']",
        "sub/seedance-lint.toml": "extend = '../base/lint.toml'\nignore = ['roles']\n[severity]\nzero-index = 'warning'\n[roles]\ncharacter = ['heroine']",
    })  # fmt: skip
    found = settings("sub/a.json")
    assert (found.ignore, found.fail_on) == (("roles",), Severity.INFO)
    assert found.severity == {"zero-index": Severity.WARNING, "index-gap": Severity.ERROR}
    assert found.roles == {"scene": ("set",), "character": ("heroine",)}
    assert found.rules == {"unknown-field": {"shortest": 3}}
    assert found.exclude[0].folder == str(Path("base").resolve())


def test_what_the_caller_says_comes_first():
    write({"seedance-lint.toml": "profile = 'ark-2.0'\nselect = ['tags']\nignore = ['zero-index']\nfail-on = 'never'"})
    assert settings(profile="seedance-2.0").profile.name == "seedance-2.0"
    assert settings(fail_on="warning").fail_on == Severity.WARNING
    assert settings(ignore=("missing-index",)).ignore == ("zero-index", "missing-index")
    assert (settings(select=("limits",)).select, settings(select=("limits",)).ignore) == (("limits",), ())
    assert settings().fail_on is None


def test_patterns_for_single_files():
    write(
        {"sub/seedance-lint.toml": "select = ['tags', 'missing-role']\n[per-file-ignores]\n'drafts/' = ['roles']\n'*.txt' = ['zero-index']"}
    )
    configuration = Configuration()
    assert configuration.settings_for("sub/a.json").ignore == ()
    assert configuration.settings_for("sub/a.txt").ignore == ("zero-index",)
    assert "missing-role" in configuration.settings_for("sub/drafts/x/a.json").ignore
    assert configuration.settings_for("sub/a.txt") is configuration.settings_for("sub/b.txt")
    from seedance_lint.rules.registry import active_rules

    active = {rule.meta.id for rule in active_rules(configuration.settings_for("sub/drafts/a.json"))}
    assert "missing-role" not in active  # selected by its id, and all the same ignored here by its category


def test_a_profile_of_ones_own():
    from seedance_lint.profiles import load

    text = Path(load.__file__).with_name("seedance-2.0.toml").read_text(encoding="utf-8").replace('name = "seedance-2.0"', 'name = "ours"')
    write({"sub/seedance-lint.toml": "profile = 'ours.toml'", "sub/ours.toml": text})
    assert settings("sub/a.json").profile.name == "ours"


WRONG = [
    ("ignroe = ['tags']", "seedance-lint.toml:1: unknown key `ignroe`; did you mean `ignore`?"),
    ("# a comment\n\nselect = 'tags'", "seedance-lint.toml:3: `select` takes a list of strings, not 'tags'"),
    ("ignore = ['undefined-referense']", "seedance-lint.toml:1: unknown rule or category `undefined-referense`; did you mean `undefined-reference`?"),
    ("[severity]\nzero-index = 'eror'", "seedance-lint.toml:2: `severity.zero-index` takes error, warning, info, not 'eror'; did you mean `error`?"),
    ("[severity]\nindex-gap = 'info'\nzero-indx = 'error'", "seedance-lint.toml:3: unknown rule or category `zero-indx`; did you mean `zero-index`?"),
    ("[severity]\ntags = 'info'", "seedance-lint.toml:2: `severity` takes rule ids, but `tags` stands for several rules"),
    ("fail-on = 'all'", "seedance-lint.toml:1: `fail-on` takes error, warning, info, never, not 'all'"),
    ("[rules.unknown-field]\nshortets = 3", "seedance-lint.toml:2: the rule `unknown-field` has no option `shortets`; did you mean `shortest`?"),
    ("[rules.unknown-field]\nshortest = '3'", "seedance-lint.toml:2: the option `shortest` of `unknown-field` takes a value such as 6, not '3'"),
    ("[rules.invalid-url]\nlocal-files = 1", "seedance-lint.toml:2: the option `local-files` of `invalid-url` takes a value such as False, not 1"),
    ("[rules.zero-index]\nx = 1", "seedance-lint.toml:2: the rule `zero-index` has no option `x`; it has no options"),
    ("[per-file-ignores]\n'*.txt' = ['zero']", "seedance-lint.toml:2: unknown rule or category `zero`"),
    ("[roles]\nscene = ['set', ' ']", "seedance-lint.toml:2: `roles.scene` takes words, but one of them is empty"),
    ("[per-file-ignores]\n'*.txt' = 'zero'", "seedance-lint.toml:2: `per-file-ignores.*.txt` takes a list of strings"),
    ("max-file-bytes = 0", "seedance-lint.toml:1: `max-file-bytes` takes a number of bytes, not 0"),
    ("[roles]\nscene = ['set']\ncharater = ['heroine']", "seedance-lint.toml:3: unknown role `charater`; did you mean `character`?"),
    ("[roles]\nscene = ['set']\nobject = ['Set']", "seedance-lint.toml:3: `Set` already stands for the role `scene`"),
    ("[roles]\nscene = ['back-lot']\nobject = ['Back lot']", "seedance-lint.toml:3: `Back lot` already stands for the role `scene`"),
    ("profile = 'seedance-3'", "seedance-lint.toml:1: no profile `seedance-3`"),
    ("profile = 'none.toml'", "seedance-lint.toml:1: the profile `none.toml` cannot be read"),
    ("extend = 'none.toml'", "seedance-lint.toml:1: `extend` names `none.toml`, which does not exist"),
    ("extend = 'seedance-lint.toml'", "seedance-lint.toml:1: `extend` is circular"),
    ("ignore = [", "seedance-lint.toml: is not valid TOML: "),
    ("plugins = ['no-such-plugin']", "no installed package provides the plugin `no-such-plugin`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[message.partition(": ")[2] for _, message in WRONG])
def test_a_wrong_file_is_told_what_and_where(command, text, message):
    write({"seedance-lint.toml": text, "a.txt": "A lantern."})
    ran = command("check", "a.txt")
    assert ran.code == 2
    assert message in ran.err
    assert ran.out == ""


def test_wrong_bytes_and_sizes(check):
    Path("a.txt").write_text("x")
    for content, message in [(b"\xff", "is not UTF-8"), (b"#" * 2**21, "larger than 1 MB")]:
        Path("seedance-lint.toml").write_bytes(content)
        ran = check("a.txt")
        assert ran.code == 2
        assert message in ran.err


def test_lines_in_a_pyproject():
    write(
        {
            "pyproject.toml": "[project]\nname = 'x'\n\n[tool.seedance-lint]\nselect = ['tags']\n\n[tool.seedance-lint.severity]\nzero = 'info'\n"
        }
    )
    with pytest.raises(ConfigFailure, match=r"^pyproject\.toml:8: "):
        settings()
    assert nearest_file(str(Path.cwd())) == str(Path("pyproject.toml").resolve())


def test_a_broken_pyproject_of_somebody_else_does_not_matter():
    write({"pyproject.toml": "this is no TOML"})
    assert settings().ignore == ()


def test_a_configuration_can_be_sent_to_another_process():
    configuration = Configuration(Overrides(select=("tags",), media={"image": (None,)}))
    assert pickle.loads(pickle.dumps(configuration)).overrides == configuration.overrides
    pickle.dumps(configuration.settings_for("a.json"))


def test_limits(check):
    write({"seedance-lint.toml": "max-file-bytes = 200\nmax-prompt-bytes = 50", "a.txt": "x" * 201, "b.txt": "图" * 17, "c.txt": "图" * 16})
    write({"d.jsonl": '{"prompt": "@Image0"}\n{"prompt": "' + "x" * 200 + '"}\n{"prompt": "图@Image0"}\n'})
    ran = check("a.txt", "b.txt", "c.txt", "d.jsonl", "--output-format", "json")
    assert ran.code == 2
    assert [(failure["path"], failure["line"]) for failure in ran.json["failures"]] == [("a.txt", None), ("b.txt", 1), ("d.jsonl", 2)]
    assert "max-file-bytes" in ran.err
    assert "max-prompt-bytes" in ran.err
    assert [(found["start"]["line"], found["start"]["column"]) for found in ran.json["diagnostics"]] == [(1, 13), (3, 14)]
    text = Path("d.jsonl").read_text(encoding="utf-8")
    assert [text[found["start"]["offset"] : found["end"]["offset"]] for found in ran.json["diagnostics"]] == ["@Image0", "@Image0"]


def test_exclude(check):
    write(dict.fromkeys(("keep/a.txt", "build/a.txt", "sub/old/a.txt", "sub/build/a.txt"), "@Image0"))
    write({"seedance-lint.toml": "exclude = ['/build']", "sub/seedance-lint.toml": "exclude = ['old']"})
    assert [line.partition(":")[0] for line in check("--output-format", "concise").out.splitlines()] == ["keep/a.txt", "sub/build/a.txt"]
    assert [line.partition(":")[0] for line in check("--output-format", "concise", "--exclude", "sub").out.splitlines()] == ["keep/a.txt"]
    assert check("build/a.txt").code == 1
    assert check("build/a.txt", "--force-exclude").code == 0
    assert check("sub/old/a.txt", "--force-exclude").code == 0
    assert check("keep/a.txt", "--exclude", "keep", "--force-exclude").code == 0


def test_fail_on_of_each_file(check):
    write({"strict/seedance-lint.toml": "fail-on = 'warning'", "strict/a.txt": "@Image1 @Image3", "lax/a.txt": "@Image1 @Image3"})
    assert check("lax").code == 0
    assert check("strict").code == 1
    assert check("strict", "--fail-on", "error").code == 0


def test_severity_and_roles(check):
    write(
        {
            "a.txt": "@image1 as carakter.",
            "seedance-lint.toml": "profile = 'seedance-2.0'\n[severity]\nnonstandard-tag = 'error'\n[roles]\ncharacter = ['carakter']",
        }
    )
    ran = check("a.txt", "--output-format", "concise")
    assert ran.code == 1
    assert "error nonstandard-tag" in ran.out
    assert "unknown-role" not in ran.out
    assert "unknown-role" in check("a.txt", "--isolated", "--output-format", "concise").out


OWN_WORDS = [
    ("heroine", "heroine", "Heroine"),
    ("Lamp  Keeper", "lamp keeper", "lamp-keeper"),
    ("key_art", "key art", "key_art", "Key-Art"),
    ("mother's face", "mother's face", "Mother’s face"),
    ("mother’s face", "mother's face"),
    ("R&B look", "R&B look"),
    ("16:9 plate", "16:9 plate"),
    ("主视觉", "主视觉"),
]


@pytest.mark.parametrize(("word", "written"), [(word, written) for word, *several in OWN_WORDS for written in several])
def test_words_of_ones_own_are_read_as_people_write_them(word, written):
    write({"seedance-lint.toml": f"[roles]\nobject = [{json.dumps(word)}]"})
    prompt = Linter(settings()).parse(f"@Image1 as {written}.")
    assert [(phrase.text, phrase.role) for phrase in prompt.role_phrases] == [(written, "object")]


def test_config_says_where_values_came_from(command, file_regression):
    write({
        "base.toml": "ignore = ['bare-reference']\n[rules.unknown-field]\nshortest = 4\n",
        "seedance-lint.toml": "extend = 'base.toml'\nfail-on = 'warning'\n\n[per-file-ignores]\n'old*' = ['tags']\n\n[severity]\nunused-asset = 'info'\n\n[roles]\ncharacter = ['heroine']\n",
    })  # fmt: skip
    shown = command("config", "old/a.json", "--ignore", "limits")
    assert shown.code == 0
    rules = [
        line
        for line in shown.out.splitlines()
        if any(name in line for name in ("zero-index", "missing-role", "empty-prompt", "conflicting-roles", "unused-asset"))
    ]
    file_regression.check("\n".join([shown.out.partition("\n\noff")[0], "", *rules, ""]), encoding="utf-8")


def test_config_schema(command):
    import tomllib

    import jsonschema

    schema = json.loads(command("config", "--schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = "extend = 'x'\nprofile = 'ark-2.0'\nselect = ['ALL']\nignore = ['tags', 'own/rule']\nfail-on = 'never'\n[severity]\nzero-index = 'info'\n[rules.unknown-field]\nshortest = 3\n[roles]\nscene = ['set']\n[per-file-ignores]\n'*' = ['roles']"
    validator.validate(tomllib.loads(good))
    for text, message in WRONG[:15]:
        assert not validator.is_valid(tomllib.loads(text)), message


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f"{'a.' * 100_000}b = 1\n", "is not valid TOML: a name of more than 200 parts (at line 2)"),
        (f"max-file-bytes = {'7' * 5000}", "is not valid TOML: a number with more than 4,300 digits (at line 2)"),
        (f"a = {'[' * 5000}", "is not valid TOML: nested too deeply"),
        (f"[  {' ' * 100_000}x\nprofil = 1", "is not valid TOML"),
    ],
    ids=["dots", "digits", "lists", "blanks"],
)
def test_what_no_parser_should_be_given(text, complaint):
    write({"seedance-lint.toml": f"\n{text}"})
    with pytest.raises(ConfigFailure, match=re.escape(complaint)):
        settings()


def test_a_key_is_found_on_the_line_that_is_about_it_and_no_other():
    text = "[a]\nb = 1\n[a.c]\nd.e = 2\n[f]\n'g.h' = 3\n[[i]]\n"
    wanted = {("a", "b"): 2, ("a", "c"): 3, ("a", "c", "d"): 4, ("a", "c", "x"): 3, ("a", "x"): 1, ("f", "g.h"): 6, ("i",): 7, ("x",): None}
    assert {keys: _line_of(text, keys) for keys in wanted} == wanted
