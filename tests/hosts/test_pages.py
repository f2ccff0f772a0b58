"""Documents inside of a program's texts: what they hold is found, at its place, and a fix leaves the program as valid as it was."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.source import Span
from tests.hosts.places import read
from tests.hosts.test_nested import check

WALK = {"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["a.png"]}

PAGES = {
    "a curl call": """
const page = <pre>{`curl https://api.example.com/v1 \\\\
  -d '{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["a.png"]}'`}</pre>;
""",
    "Markdown": """
export const guide = `
# Seedance

\\`\\`\\`json
{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["a.png"]}
\\`\\`\\`
`;
""",
    "Python": """
const sample = {id: 1, code: `import requests
client.run({"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["a.png"]})
`};
""",
    "JavaScript": """
const sample = `const made = await
fetch("https://api.example.com", {body: JSON.stringify({model: "seedance-2.0", prompt: "@Image1 walks", image_urls: ["a.png"]})});
`;
""",
    "YAML": """
const plan = load(`
# the pier
model: seedance-2.0
prompt: "@Image1 walks"
image_urls:
  - a.png
`);
""",
}


def found(text: str) -> list[Root]:
    return [root for root in read("a.tsx", text) if isinstance(root, Root) and "prompt" in str(root.value)]


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_what_is_found_stands_where_it_is_said_to(text) -> None:
    root = found(text)[-1]
    assert root.value == WALK
    assert check(root, text) == 3
    node = root.tree().find(("prompt",))
    start, end = node.form.source_map(text).to_file(Span(0, 7))
    assert text[start:end] == "@Image1"
    written = node.form.encode("@Image2", 0)
    assert written == "@Image2"
    (mended,) = [each.value for each in found(text[:start] + written + text[end:]) if "prompt" in each.value]
    assert mended == {**WALK, "prompt": "@Image2 walks"}


NOT_PAGES = {
    "about another product": """
const page = `curl https://api.example.com/v1 \\\\
  -d '{"model": "kling", "prompt": "it walks"}'`;
""",
    "what a language model is told": """
const system = `You write prompts. Answer with

\\`\\`\\`json
{"prompt": "it walks", "duration": 5}
\\`\\`\\`
`;
""",
    "fields of another product": """
const plan = `
steps:
  - model: kling-2.6
    prompt: "it walks by the sea"
`;
""",
    "words with colons": """
const about = `Seedance takes this:
prompt: what is seen in it
And nothing else.`;
""",
    "prose": """
const about = `The prompt of seedance
is what the words of it say.`;
""",
}


@pytest.mark.parametrize("text", NOT_PAGES.values(), ids=NOT_PAGES)
def test_other_texts_are_left_alone(text) -> None:
    assert found(text) == []


def test_a_page_of_tabs_in_a_page() -> None:
    text = (
        '# T\n\n```mixin-react\nreturn (<Tabs>\n<Tab title="Curl"><Md content={`\\`\\`\\`Bash\ncurl https://a.io/v1 \\\\\n'
        '  -d \'{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["a.png"]}\'\n'
        "\\`\\`\\`\n`}></Md></Tab></Tabs>);\n```\n"
    )
    (root,) = [each for each in read("a.md", text) if isinstance(each, Root)]
    assert root.value == WALK
    assert check(root, text) == 3


def test_what_is_broken_in_a_text_is_nobodys_business() -> None:
    text = 'const page = `# Seedance\n\n\\`\\`\\`json\n{"prompt": oops}\n\\`\\`\\`\n`;'
    assert [each for each in read("a.ts", text) if not isinstance(each, (Root, Passed))] == []
