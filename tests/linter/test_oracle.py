"""A fix is offered and made only where the file, read again, has the values that were meant."""

from importlib import import_module

import pytest

from seedance_lint.config import Settings
from seedance_lint.diagnostics import Applicability, Edit, FileFix, Fix, Location
from seedance_lint.hosts import host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.oracle import Oracle, offered
from seedance_lint.linter.place import Places
from seedance_lint.profiles import load_profile
from seedance_lint.profiles.load import from_data
from seedance_lint.source import SourceDocument, Span

HASH = from_data(
    {
        "extends": "seedance-2.0",
        "name": "hash",
        "title": "Hash",
        "source": "here",
        "tags": {"spelling": {"image": "#image{index}", "video": "#video{index}", "audio": "#audio{index}"}},
    }
)


def outcome(path: str, text: str, profile=HASH, *, unsafe: bool = False):
    """Return how many fixes a file's findings have, how many are offered, and the text with the fixes."""
    host = host_for(path)
    linter = Linter(Settings(profile))
    document = SourceDocument(path, text)
    result = linter.lint(document, host)
    fixed = fix_document(document, lambda each: linter.lint(each, host), unsafe=unsafe, host=host)
    counts = [sum(len(found.fixes) for found in each.diagnostics) for each in (result, offered(result, document, host))]
    return *counts, fixed.document.text


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        # Behind a blank of a plain scalar of YAML a # starts a comment, which would end the prompt there.
        ("x.yaml", "prompt: A cat, @Image1 walks home.\n", None),
        ("x.yaml", "prompt: A cat,\n  @Image1 walks home.\n", None),
        ("x.md", "```yaml\nprompt: A cat, @Image1 walks home.\n```\n", None),
        ("x.yaml", "prompt: 'A cat, @Image1 walks home.'\n", "prompt: 'A cat, #image1 walks home.'\n"),
        ("x.yaml", "prompt: |\n  A cat, @Image1\n", "prompt: |\n  A cat, #image1\n"),
        ("x.toml", "prompt = 'A cat, @Image1'\n", "prompt = 'A cat, #image1'\n"),
    ],
)
def test_a_fix_that_cuts_the_prompt_is_not_offered(path, before, after):
    count, offers, text = outcome(path, before)
    assert count == 1
    assert (offers, text) == ((0, before) if after is None else (1, after))


def test_the_fixes_of_other_prompts_are_made():
    lines = ["- prompt: 'A cat, @Image1'\n", "- prompt: A dog, @Image1\n"]
    good = "- prompt: 'A cat, #image1'\n"
    assert outcome("x.yaml", "".join(lines * 9)) == (18, 9, (good + lines[1]) * 9)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "x.yaml",
            "a: &p '@image1 walks'\nb: {prompt: *p}\nc: {prompt: *p}\n",
            "a: &p '@Image1 walks'\nb: {prompt: *p}\nc: {prompt: *p}\n",
        ),
        ("x.yaml", "a: &p {prompt: '@image1'}\nb: {<<: *p, duration: 5}\n", "a: &p {prompt: '@Image1'}\nb: {<<: *p, duration: 5}\n"),
        ("x.py", "p = '@image1'\nfal.run('seedance', prompt=p)\nfal.run('seedance', prompt=p)\n", None),
        ("x.yaml", "prompt: x\nimag_urls: http://a.b/c\n", "prompt: x\nimage_urls: [http://a.b/c]\n"),
        ("x.json", '{"prompt": "@image1", "duration": 99}', '{"prompt": "@Image1", "duration": 15}'),
    ],
)
def test_one_text_that_stands_for_several_values_is_fixed(path, before, after):
    count, offers, text = outcome(path, before, load_profile("seedance-2.0"), unsafe=True)
    assert count == offers > 0
    assert text == (before.replace("@image1", "@Image1") if after is None else after)


def test_a_fix_that_leaves_no_readable_file_is_not_offered():
    host, path = host_for("x.yaml"), "x.yaml"
    document = SourceDocument(path, "prompt: '@image1'\n---\nprompt: '@image2'\n")
    result = Linter(Settings(load_profile("seedance-2.0"), select=("nonstandard-tag",))).lint(document, host)
    first, second = result.diagnostics
    torn: FileFix = first.fixes[0]._replace(edits=(first.fixes[0].edits[0]._replace(replacement="'@"),))
    result = result._replace(diagnostics=(first._replace(fixes=(torn,)), second))
    assert [len(found.fixes) for found in offered(result, document, host).diagnostics] == [0, 1]


@pytest.mark.parametrize("name", ["json.host", "json.jsonl"])
def test_strings_of_json_mean_the_same_everywhere(name):
    """So their fixes are looked at when they are made only."""
    assert import_module(f"seedance_lint.hosts.{name}").MEANS_THE_SAME_EVERYWHERE


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.yaml", 'body: "{\\"prompt\\": \\"@Image1 walks\\", \\"seed\\": 1}"\n'),
        ("x.yaml", 'body: \'{"prompt": "@Image1 walks", "seed": 1}\'\n'),
        ("x.yaml", 'body: |-\n  {"prompt": "@Image1 walks", "seed": 1}\n'),
        ("x.toml", 'body = \'{"prompt": "@Image1 walks", "seed": 1}\'\n'),
    ],
)
def test_a_fix_of_json_in_a_string(path, text):
    host, document = host_for(path), SourceDocument(path, text)
    (root,) = host.roots(document)
    prompt = ("body", "prompt")
    for edit in (Edit(Location(prompt, span=Span(0, 7)), "#image1"), Edit(Location(("body", "seed"), key=True), "sees")):
        fix = Places(document, root, prompt).fix(Fix("x", (edit,), Applicability.SAFE))
        assert Oracle(host).sound(document, [fix])
    wrong = fix._replace(edits=tuple(edit._replace(replacement="other") for edit in fix.edits))
    assert not Oracle(host).sound(document, [wrong])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.json", '{"body": [{"name": "prompt", "value": "@Image1 walks"}, {"name": "model", "value": "seedance-2.0"}]}'),
        ("x.yaml", "body:\n  - {key: prompt, value: '@Image1 walks'}\n  - {key: model, value: seedance-2.0}\n"),
    ],
)
def test_a_fix_of_a_field_of_a_form(path, text):
    host, document = host_for(path), SourceDocument(path, text)
    (root,) = host.roots(document)
    prompt = ("body", "prompt")
    fix = Places(document, root, prompt).fix(Fix("x", (Edit(Location(prompt, span=Span(0, 7)), "@Image2"),), Applicability.SAFE))
    assert Oracle(host).sound(document, [fix])
    wrong = fix._replace(edits=tuple(edit._replace(replacement="other") for edit in fix.edits))
    assert not Oracle(host).sound(document, [wrong])


DASH = from_data(
    {
        "extends": "seedance-2.0",
        "name": "dash",
        "title": "Dash",
        "source": "here",
        "tags": {"spelling": {"image": "- image{index}", "video": "- video{index}", "audio": "- audio{index}"}},
    }
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@Image1a @Image2 walks.", "@Image1a - image2 walks."),
        ("@Image1a - image2 walks.", "@Image1a - image2 walks."),
        ("@Image1 - image2 walk.", "- image1, - image2 walk."),
        ("@Image1 - @Image3 walk.", "- image1 - - image3 walk."),
    ],
)
def test_a_tag_that_is_spelled_with_the_mark_of_a_range_is_spelled_once(before, after):
    assert outcome("x.prompt", before, DASH)[2] == after
    assert outcome("x.prompt", after, DASH)[2] == after


def test_what_is_passed_over_is_counted():
    from seedance_lint.hosts.located import HostFailure, Passed
    from seedance_lint.linter.oracle import _read

    class Host:
        def roots(self, document):
            yield from (Passed("odd", 0), HostFailure("broken", 0), Passed("odd", 1), HostFailure("broken", 1), Passed("odd", 2))

    reading = _read(SourceDocument("x.txt", "abc"), Host())
    assert (reading.failures, reading.passed) == (2, 3)


def test_fixes_that_touch_each_other_are_compared_one_after_the_other():
    from seedance_lint.diagnostics.diagnostic import FileEdit
    from seedance_lint.linter.oracle import _batches

    def fix(start, end):
        return FileFix("x", Applicability.SAFE, (FileEdit(start, end, ""),))

    fixes = [fix(0, 4), fix(2, 6), fix(5, 8), fix(3, 5), fix(9, 9)]
    assert [[fixes.index(each) for each in batch] for batch in _batches(fixes)] == [[0, 2, 4], [1], [3]]
