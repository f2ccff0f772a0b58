"""`--add-ignores` writes comments that suppress what is found, and changes nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import HostFailure, Passed, host_for
from seedance_lint.linter.ignores import with_ignores
from seedance_lint.linter.lint import Linter
from seedance_lint.source import SourceDocument

FILES = {
    "a.yaml": """\
# seedance-lint: ignore[missing-index]
- prompt: "@Image0 as scene, @image 1 and @Image"   # why
- prompt: >
    A tram and
    @Image0 as scene
  image_urls: [https://example.com/a.png]
- prompt: '@Image0, plain'
  duration: 99
- other: "@Image0"
""",
    "crlf.yaml": "prompt: |\r\n  @Image0 as scene\r\n",
    "a.toml": 'model = "seedance-2.0"\nprompt = """\n@Image0 and\n@Image"""\n',
    "a.py": '''\
client.submit("fal-ai/bytedance/seedance-2.0", arguments={
    "prompt": """
    @Image0 runs
    @Image5 falls""", "image_urls": ["https://example.com/a.png"],
})
''',
    "a.js": """\
await client.send({ model: "seedance-2.0",
  prompt: `@Image0 as first frame
   @Image4 x`, image_urls: ["http://localhost/a.png"]
});
""",
    "a.md": """\
# Shots

```prompt
@Image0 as scene
```

> ```json
> {"model": "seedance-2.0", "prompt": "@Image0"}
> ```

```yaml
model: seedance-2.0
prompt: "@Image0"
```
""",
    "a.mdx": "```prompt\n@Image0 as scene\n```\n",
    "a.sh": """\
curl https://queue.fal.run/fal-ai/bytedance/seedance-2.0 -d '{"prompt": "@Image0"}' \\
  -H x
curl https://queue.fal.run/fal-ai/bytedance/seedance-2.0 \\
  -d '{"prompt": "@Image0"}' \\
  -H y
curl https://queue.fal.run/fal-ai/bytedance/seedance-2.0 -d '{"prompt": "@Image0"}'
""",
    "a.http": 'POST https://queue.fal.run/fal-ai/bytedance/seedance-2.0\nContent-Type: application/json\n\n{"prompt": "@Image0"}\n',
    "a.prompt": "---\nimages: 1\n---\n@Image0 runs to @Image3\n",
    "plain.txt": "@Image0 runs\n",
    "a.json": '{"prompt": "@Image0"}\n',
    "a.csv": "prompt\n@Image0\n",
}
WITHOUT_COMMENTS = {"plain.txt", "a.json", "a.csv", "a.http"}
"""Those that have no comments, or none in a request (HTTP)."""


def added(name: str, text: str) -> tuple[str, list[str]]:
    """Return the text with comments, and the rules of what is still found in it."""
    linter = Linter(Configuration(Overrides(isolated=True, anchored=True)).settings_for(name))
    host = host_for(name)
    document, result = with_ignores(SourceDocument(name, text), host, lambda document: linter.lint(document, host))
    return document.text, [found.rule for found in result.diagnostics]


def values(name: str, text: str) -> list[object]:
    return [root if isinstance(root, (HostFailure, Passed)) else root.value for root in host_for(name).roots(SourceDocument(name, text))]


def test_comments_are_written_where_the_language_has_them(file_regression):
    shown = [f"── {name}\n{added(name, text)[0]}" for name, text in FILES.items()]
    file_regression.check("\n".join(shown).replace("\r", "␍"), encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_what_is_found_is_suppressed_and_nothing_else_changes(name):
    text, left = added(name, FILES[name])
    if name in WITHOUT_COMMENTS:
        assert (text, left) == (FILES[name], ["zero-index"])
        return
    assert left == []
    assert values(name, text) == values(name, FILES[name])
    kept = iter(text.splitlines())
    assert all(any(line.startswith(old) for line in kept) for old in FILES[name].splitlines())  # lines get longer and more, none is lost
    assert added(name, text) == (text, [])


@given(
    st.lists(
        st.sampled_from(
            ["@Image0", "- prompt: ", "'", '"', "\n", "  ", "|", ">", "# seedance-lint: ignore[zero-index]", "model: x", "---\n"]
        )
    )
)
def test_no_text_is_changed_beyond_its_comments(parts):
    text = "".join(parts)
    made, left = added("a.yaml", text)
    assert [str(value) for value in values("a.yaml", made)] == [str(value) for value in values("a.yaml", text)]
    assert added("a.yaml", made) == (made, left)


def test_files_are_written_and_what_cannot_be_suppressed_is_told(program, tmp_path):
    for name in ("a.yaml", "a.json"):
        Path(tmp_path, name).write_bytes(FILES[name].encode())
    shown = program("check", "--add-ignores", "--diff", ".")
    assert "+# seedance-lint: ignore[" in shown.out
    assert Path(tmp_path, "a.yaml").read_bytes() == FILES["a.yaml"].encode()
    ran = program("check", "--add-ignores", "--output-format", "concise", ".")
    assert ran.out.startswith("a.json:1:13: error zero-index")
    assert ran.out.count("\n") == 1
    assert ran.code == 1
    assert "suppressed by comments." in ran.err
    assert program("check", "a.yaml").code == 0
    assert Path(tmp_path, "a.json").read_bytes() == FILES["a.json"].encode()


def test_standard_input_comes_back_with_its_comments(program):
    ran = program("check", "--add-ignores", "--stdin-filename", "a.yaml", "-", input=FILES["crlf.yaml"])
    assert ran.out == "# seedance-lint: ignore[zero-index]\r\n" + FILES["crlf.yaml"]


@pytest.mark.parametrize("option", ["--fix", "--no-ignores", "--changed", "--prompt=x"])
def test_it_stands_alone(program, option):
    ran = program("check", "--add-ignores", option)
    assert ran.code == 2
    assert "--add-ignores" in ran.err
