"""Markdown: the same fenced blocks as a CommonMark parser finds, and everything in them at its place in the file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from seedance_lint.hosts import Passed, Root
from seedance_lint.hosts.markdown import host
from seedance_lint.hosts.markdown.blocks import Scanner
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import around, only, pieces, read, strings

MARKS = [
    "",
    "> ",
    "> > ",
    ">",
    "- ",
    "  ",
    "1. ",
    "10) ",
    "   ",
    "* ",
    "    ",
    "     ",
    "  > ",
    "   > ",
    "- > ",
    "-     ",
    "<div>",
    "<p>x</p>",
    "<pre>",
]
TEXTS = [
    "```json",
    "~~~json",
    "````json",
    "```",
    "~~~",
    "````",
    "text",
    "{",
    "}",
    "  x",
    "",
    "<!-- ```json",
    "-->",
    "```json```",
    "# h",
    "---",
    "- a",
    " ```js",
    "``` yaml x=1",
]


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.language, block.made.value.rstrip()) for block in Scanner(text).blocks() if block.language]


def blocks_of_commonmark(text: str) -> list[tuple[str, str]]:
    fences = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    return [(token.info.split()[0], token.content.rstrip()) for token in fences if token.info.strip()]


@given(
    st.lists(st.tuples(st.sampled_from(MARKS), st.integers(1, 4), st.lists(st.sampled_from(TEXTS), min_size=4, max_size=4)), max_size=5),
    st.sampled_from(["", "\n"]),
)
def test_blocks_are_those_of_commonmark(groups, end) -> None:
    text = "\n".join(mark + line for mark, count, lines in groups for line in lines[:count]) + end
    assert blocks(text) == blocks_of_commonmark(text)
    for block in Scanner(text).blocks():
        assert all(text[slice(*span)] == character for character, span in pieces(block.made))


SAME = [
    "```json\n1\n```\n~~~ yaml title=x\n2\n~~~\n",
    "```js{1,3}\n1\n```",
    "````json\n```\n````",
    "```json\nno end\n",
    "> ```json\n> 1\nout\n",
    "- a\n\n  ```json\n  1\n\n  2\n  ```\n- b\n",
    "1. a\n   - b\n     ```json\n     1\n     ```\n",
    "- ```json\n  1\nout\n",
    "    ```json\n    1\n    ```\n",
    "text\n```json\n1\n```",
    "<!--\n```json\n1\n```\n-->\n",
    "<details>\n```json\n1\n```\n\n```json\n2\n```\n</details>\n",
    "<script>\n\n```json\n1\n```\n</script>\n",
    "- \n\n  ```json\n1\n```",
    "a\n10) ```json\n1\n```",
    "\t```json\n\t1\n",
    "1.\ta\n\n\t```json\n\t1\n\t```\n",
    "``` `json\n1\n```",
]


@pytest.mark.parametrize("text", SAME)
def test_blocks_are_those_of_commonmark_here(text) -> None:
    expected = [(language.partition("{")[0], content) for language, content in blocks_of_commonmark(text)]
    assert blocks(text) == expected
    assert blocks(text.replace("\n", "\r\n")) == [(language, content.replace("\n", "\r\n")) for language, content in expected]


@given(
    st.fixed_dictionaries({"prompt": st.text(st.sampled_from('@Image1 as"\\\n\t中🎬é>`-')), "image_urls": st.lists(st.text(), max_size=2)}),
    st.sampled_from(["", "> ", "  ", "> > ", "   ", "     > "]),
    st.sampled_from(["```", "~~~", "`````"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_places_in_containers(value, mark, fence, end, ascii) -> None:
    written = json.dumps(value, indent=2, ensure_ascii=ascii)
    lines = ["# é🎬", "", "- item", "", *(mark + line for line in [f"{fence}json", *written.split("\n"), fence])]
    text = end.join(lines)
    (root,) = [root for root in read("a.md", text) if isinstance(root, Root)]
    assert root.value == value
    tree = root.tree()
    for path, string in strings(value):
        node = tree.find(path)
        source_map = node.form.source_map(text)
        assert source_map.value == string
        assert json.loads(text[slice(*node.span)]) == string
        for character, span in pieces(source_map):
            assert json.loads(f'"{text[slice(*span)]}"') == character
        assert text[slice(*tree.find_key(path).span)] == f'"{path[0]}"' if len(path) == 1 else True


LANGUAGES = [
    ("json", '{"prompt": "p"}'), ("jsonc", '{"prompt": "p"}'), ("jsonl", '{"prompt": "p"}'), ("yaml", "prompt: p"), ("YML", "prompt: p"), ("python", "f(prompt='p')"),
    ("py", "{'prompt': 'p'}"), ("js", "f({prompt: 'p'})"), ("typescript", "f({prompt: 'p' as string})"), ("tsx", "f({prompt: `p`})"),
    ("prompt", "p"), ("seedance", "p"), ("{.json}", '{"prompt": "p"}'), ("json title='x'", '{"prompt": "p"}'),
]  # fmt: skip


@pytest.mark.parametrize(("language", "written"), LANGUAGES)
def test_blocks_of_every_language(language, written) -> None:
    (root,) = read("a.md", f"# T\n\n> ~~~{language}\n> {written}\n> ~~~\n")
    (request,) = find_requests(root.value, load_profile("seedance-2.0")).found
    assert request.prompt == "p"


@pytest.mark.parametrize("language", ["", "text", "json5", "promptly"])
def test_blocks_of_other_languages_are_left_alone(language) -> None:
    assert read("a.md", f"```{language}\n{{\"prompt\": 'p'\n```\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "```bash\nimport { fal } from 'x';\nf({prompt: 'p'});\n```\n",
        "```sh\nconst f = g();\nf({prompt: 'p'});\n```\n",
        "```bash\nimport client\nclient.f({'prompt': 'p'})\n```\n",
        '```typescript\nPOST /v1/videos\nContent-Type: application/json\n\n{"prompt": "p"}\n```\n',
    ],
)
def test_the_text_of_a_block_may_be_in_another_language_than_its_fence_says(text) -> None:
    root = only("a.md", text)
    assert root.value == {"prompt": "p"}
    start, end = root.tree().find(("prompt",)).form.source_map(text).to_file(Span(0, 1))
    assert text[start - 1 : end + 1].strip("'\"") == "p"


def test_a_prompt_in_a_block_has_front_matter_and_no_last_line_break() -> None:
    text = "> ```prompt\n> ---\n> image_urls: [a]\n> ---\n> @Image1\n> as scene\n> ```\n"
    (root,) = read("a.md", text)
    assert root.value == {"prompt": "@Image1\nas scene", "image_urls": ["a"]}
    source_map = root.tree().find(("prompt",)).form.source_map(text)
    assert text[slice(*source_map.to_file(Span(8, 10)))] == "as"
    assert not source_map.is_contiguous(Span(0, 10))


def test_a_change_that_needs_a_line_of_its_own_is_not_written_into_marks() -> None:
    for text, encoded in (
        ("```prompt\na\n```", "x\ny"),
        ("> ```prompt\n> a\n> ```", None),
        ('> ```json\n> {"prompt": "a"}\n> ```', "x\\ny"),
    ):
        (root,) = read("a.md", text)
        assert root.tree().find(("prompt",)).form.encode("x\ny", 0) == encoded


def test_a_broken_block_is_counted_where_it_mentions_a_prompt_and_the_page_our_product() -> None:
    text = '```json\n{"a": ...}\n```\n\n- ```json\n  {"prompt":: 1}\n  ```\n\n```yaml\nprompt: p\n```\n'
    assert all(isinstance(each, Root) for each in read("a.md", text))
    tagged = text.replace(":: 1", ":: '@Image1 runs.'")
    assert [type(each) for each in read("a.md", tagged)].count(Passed) == 1
    text += "\nFor Seedance.\n"
    *_, passed, root = read("a.md", text)
    assert isinstance(passed, Passed)
    assert SourceDocument("a.md", text).position(passed.offset)[:2] == (6, 13)
    assert root.value == {"prompt": "p"}


def test_comments() -> None:
    text = "<!-- one -->\n\na <!-- two --> `<!-- no -->`\n\n> ```yaml\n> # three\n> prompt: '# no' # four\n> ```\n\n```json\n<!-- no -->\n```\n<!-- five\nstill -->\n"
    comments = list(host.comments(SourceDocument("a.md", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [
        ("one", True), ("two", False), ("three", True), ("four", False), ("five\nstill", True)
    ]  # fmt: skip
    assert all(text[comment.span.start] in "<#" for comment in comments)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_a_hundred_quotes_and_lists_in_each_other_are_followed(mark):
    within, beyond = (list(host.roots(SourceDocument("a.md", f"{mark * deep}```prompt\n"))) for deep in (100, 101))
    assert len(within) == 1
    assert beyond == []


def test_marks_of_code_inside_a_comment_are_none_of_the_line():
    text = "<!-- ` --> <!-- seedance-lint: ignore[zero-index] -->\n`` ` <!-- a -->"
    assert [text[slice(*comment.span)] for comment in host.comments(SourceDocument("a.md", text))] == [
        "<!-- ` -->",
        "<!-- seedance-lint: ignore[zero-index] -->",
    ]


def test_headings_stand_around_a_block_with_the_nearest_first() -> None:
    text = (
        "---\ntitle: Page\nprofile: ark-2.5\n---\n# A #\n\n## B\n\nC\n---\n\n<h3 align='x'>D</h3>\n\n### E `e`\n\n"
        '> #### F\n>\n> ```json title="fal.json"\n> {"prompt": "p"}\n> ```\n\n## G\n\n```js cURL {1,3}\nf({prompt: \'p\'})\n```\n'
    )
    first, second = read("a.md", text)
    page = [("heading", "A"), ("profile", "ark-2.5"), ("heading", "Page")]
    assert around(first) == [
        ("heading", "fal.json"),
        ("heading", "F"),
        ("heading", "E `e`"),
        ("heading", "C"),
        *page,
        ("fence", "json"),
    ]
    assert around(second) == [("call", "f"), ("heading", "cURL"), ("heading", "G"), *page, ("fence", "js")]
    assert all(text[slice(*clue.span)] == clue.text for root in (first, second) for clue in root.around)
    html = only("a.md", "<h2 id=x>Fal</h2>\n\n```prompt\np\n```\n")
    assert around(html) == [("heading", "Fal")]


@pytest.mark.parametrize(("before", "count"), [("Look\n", 1), ("", 0), ("Look\n\n", 0)])
def test_a_tag_begins_html_where_no_paragraph_goes_on(before, count) -> None:
    text = f"{before}<span>\n```json\n1\n```\n"
    assert blocks(text) == blocks_of_commonmark(text) == [("json", "1")] * count


def test_a_comment_is_about_the_prompt_behind_it() -> None:
    text = "<!-- seedance-lint: ignore -->\n\n> **Prompt:** @Image1 walks slowly along\n> the pier.\n"
    (comment,) = host.comments(SourceDocument("a.md", text))
    assert text[slice(*comment.about)] == "@Image1 walks slowly along\n> the pier."


def test_mdx() -> None:
    text = (
        'import X from \'./x\'\n\n{/* seedance-lint: ignore\n```json\n{"prompt": "no"}\n```\n*/}\n\n<Tabs>\n  <Tab title="a">\n'
        '      ```json a.json\n      {"prompt": "p"}\n      ```\n  </Tab>\n</Tabs>\n\n<div>\n```prompt\nq\n```\n</div>\n'
    )
    first, second = read("a.mdx", text)
    assert (first.value, second.value) == ({"prompt": "p"}, {"prompt": "q"})
    assert around(first) == [("heading", "a.json"), ("fence", "json")]
    (comment,) = host.comments(SourceDocument("a.mdx", text))
    assert comment.text.startswith("seedance-lint: ignore\n")
    assert read("a.qmd", "```{python}\nf(prompt='p')\n```\n")[0].value == read("a.Rmd", "```{python}\nf(prompt='p')\n```\n")[0].value


def test_a_fence_without_a_language_is_read_as_what_it_begins_with() -> None:
    assert only("a.md", '```\n{"prompt": "p"}\n```\n').value == {"prompt": "p"}
    assert read("a.md", '```\n{"prompt":: 1}\n```\n') == []
