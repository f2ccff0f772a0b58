"""Elements of MDX pages: their attributes as a request, each value at its place in the page."""

import pytest

from seedance_lint.hosts.markdown.mdx_elements import elements
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from tests.hosts.places import only, read, strings

PAGE = """import Case from './Case';

# Seedance

<Case
  client:load
  wide
  title="Case 1"
  prompt={`@Image1 bows to @Video1,
slowly.`}
  inputAssets={[
    { type: 'image', url: 'https://x.io/1.png' }, // {
    { type: 'video', url: "https://x.io/}.mp4" },
  ]}
  outputVideo="https://x.io/made.mp4"
/>
"""


def test_attributes_are_a_request_with_its_places() -> None:
    root = only("a.mdx", PAGE)
    prompt = "@Image1 bows to @Video1,\nslowly."
    assert root.value["prompt"] == prompt
    tree = root.tree()
    for path, value in strings(root.value):
        node = tree.find(path)
        assert PAGE[slice(*node.span)][1:-1] == value
        assert node.form.source_map(PAGE).value == value
    assert [clue.text for clue in root.around] == ["Seedance"]
    (request,) = find_requests(root.value, Contracts(), root.around).found
    assert {kind: len(files) for kind, files in request.assets.items()} == {"image": 1, "video": 1}


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("prompt=", "words="),
        PAGE.replace("<Case", "```tsx\n<Case", 1).replace("/>\n", "/>\n```\n").replace("tsx", "vue"),
        PAGE.replace("<Case", "{/*\n<Case", 1).replace("/>\n", "/>\n*/}\n"),
        PAGE.replace("slowly.`}", "slowly.`"),
        PAGE.replace("/>", ""),
        PAGE.replace("<Case", "<case"),
    ],
)
def test_what_is_no_such_element_is_left_alone(text) -> None:
    assert read("a.mdx", text) == []


def test_elements_are_read_in_mdx_alone() -> None:
    assert read("a.md", PAGE) == []


def test_open_braces_are_followed_once() -> None:
    assert list(elements("<A prompt={" * 50_000)) == []
