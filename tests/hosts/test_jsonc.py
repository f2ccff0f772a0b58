"""JSON with comments and with parts left out, in files and in fences."""

import pytest

from seedance_lint.hosts import HostFailure, Passed, Root, host_for
from seedance_lint.hosts.markdown.host import EXCERPT, FAULTY
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import SourceDocument
from tests.hosts.places import check_whole, only, pieces, read, strings

REQUEST = """{
  // the model
  "model": "seedance-2.0",  /* "prompt": "no" */
  "prompt": "@Image1 \\"walks\\" // along \\u56fe.",
  "image_urls": ["https://example.com/a.png"],
}
"""


def test_values_and_their_places() -> None:
    root = only("a.jsonc", REQUEST)
    assert root.value == {
        "model": "seedance-2.0",
        "prompt": '@Image1 "walks" // along 图.',
        "image_urls": ["https://example.com/a.png"],
    }
    tree = root.tree()
    for path, value in strings(root.value):
        made = tree.find(path).form.source_map(REQUEST)
        assert made.value == value
        check_whole(made)
        assert all(REQUEST[slice(*span)] == character or REQUEST[span.start] == "\\" for character, span in pieces(made))
    assert tree.find(("prompt",)).form.encode('a "b"') == 'a \\"b\\"'
    assert only("a.jsonc", '{"prompt": "p"}').value == only("a.json", '{"prompt": "p"}').value


def test_comments() -> None:
    host = host_for("a.jsonc")
    found = [
        (comment.text, comment.own_line, REQUEST[slice(*comment.span)]) for comment in host.comments(SourceDocument("a.jsonc", REQUEST))
    ]
    assert found == [("the model", True, "// the model"), ('"prompt": "no"', False, '/* "prompt": "no" */')]


@pytest.mark.parametrize("text", ['{"prompt": "p" "q"}', '{"prompt": "p"', "{'prompt': 'p'}", "[" * 5000])
def test_what_is_not_even_such_json_is_refused(text) -> None:
    (refused,) = read("a.jsonc", text)
    assert isinstance(refused, HostFailure)


@pytest.mark.parametrize("language", ["json", "jsonc"])
def test_fences(language) -> None:
    page = f"# T\n\n- ```{language}\n" + "".join(f"  {line}\n" for line in REQUEST.splitlines()) + "  ```\n"
    root = only("a.md", page)
    assert root.value["prompt"] == '@Image1 "walks" // along 图.'
    made = root.tree().find(("prompt",)).form.source_map(page)
    assert made.value == root.value["prompt"]
    assert all(page[slice(*span)] == character or page[span.start] == "\\" for character, span in pieces(made))


def test_what_is_left_out_of_a_fence() -> None:
    root = only("a.md", '```json\n{\n  "prompt": "@Image1 walks.",\n  "image_urls": ["https://example.com/a.png"],\n  ...\n}\n```\n')
    (request,) = find_requests(root.value, load_profile("seedance-2.0")).found
    assert request.prompt == "@Image1 walks."
    assert request.assets is None


EXCERPTS = [
    '```json\n...\n  "prompt": "The sea."\n...\n```\n',
    '```json\n  "prompt": "The sea.",\n  …\n```\n',
    "```js\nf({ prompt: 'The sea.', ... });\nf({ prompt: [\n```\n",
    "```python\nf(prompt='The sea.', ...\n```\n",
]
WHOLE = [
    "```js\nf({ prompt: 'The sea', ...rest ]);\n```\n",
    '```json\n{"prompt": "The sea..." "a"}\n```\n',
    "```python\nf(prompt='The sea.'\n```\n",
]


def test_an_excerpt_that_cannot_be_parsed_is_no_failure() -> None:
    for page in EXCERPTS:
        assert all(isinstance(each, Root) for each in read("a.md", page)), page  # nobody hears of an example of something else
        found = read("a.md", f"# Seedance\n\n{page}")
        assert [each.reason for each in found if not isinstance(each, Root)] == [EXCERPT], page
        assert all(isinstance(each, (Root, Passed)) for each in found)
    for page in WHOLE:
        assert all(isinstance(each, Root) for each in read("a.md", page)), page
        *_, passed = read("a.md", f"# Seedance\n\n{page}")
        assert passed.reason == FAULTY, page
    assert all(isinstance(root, Root) for root in read("a.md", "```js\nf({ prompt: 'The sea', ...rest });\n```\n"))
    for page in (
        "```js\n- keys and roles\n- a queue\n```\n",
        "```python\ninput: clips\n```\n",
        '```json\n{"a": 1}\n- then\n{"b": 2}\n```\n',
    ):
        assert not read("a.md", f"# Seedance\n\n{page}"), page  # of no prompt


SEVERAL = """# Seedance

```json
// Input
{"prompt": "@Image1 runs.", "duration": 5}

// Output
{"task_id": "t", "prompt": "The owl.", "duration": 5}
```
"""


def test_values_one_behind_the_other_are_each_read() -> None:
    found = read("a.md", SEVERAL)
    assert [root.value["prompt"] for root in found if isinstance(root, Root)] == ["@Image1 runs.", "The owl."]
    for root in found:
        node = root.tree().find(("prompt",))
        assert SEVERAL[slice(*node.span)] == f'"{node.value}"'
    for rest in ("prompt: 1", '"prompt"', "]"):
        assert [each.reason for each in read("a.md", SEVERAL.replace("// Output", rest)) if isinstance(each, Passed)] == [FAULTY]
