"""Comments that silence rules."""

import json
from pathlib import Path

import pytest

from seedance_lint.hosts.located import Comment
from seedance_lint.source import Span
from tests.hosts.test_notebook import notebook

URL = "https://example.com/a.jpg"


def lint(check, text: str, *arguments: str, name: str = "x.yaml"):
    Path(name).write_text(text, encoding="utf-8")
    return check(name, "--output-format", "json", *arguments).json


def rules(document) -> list[tuple[int, str]]:
    return [(found["start"]["line"], found["rule"]) for found in document["diagnostics"]]


BODY = f"prompt: '@Image1 @Image2'\nimage_urls: [{URL}]\n"


@pytest.mark.parametrize(
    ("text", "left", "suppressed"),
    [
        (f"# seedance-lint: ignore[undefined-reference] -- legacy\n{BODY}", [], 1),
        (f"prompt: '@Image1 @Image2' # seedance-lint: ignore[undefined-reference]\nimage_urls: [{URL}]\n", [], 1),
        (f"# seedance-lint: ignore[undefined-reference]\n\n# seedance-lint: ignore[zero-index]\nprompt: '@Image1 @Image0 @Image2'\nimage_urls: [{URL}]\n", [], 2),
        (f"# seedance-lint:ignore[ undefined-reference , zero-index ]\nprompt: '@Image1 @Image0 @Image2'\nimage_urls: [{URL}]\n", [], 2),
        (f"# seedance-lint: ignore[undefined-reference]\nprompt: >\n  @Image1\n  and @Image2\nimage_urls: [{URL}]\n", [], 1),
        (f"# seedance-lint: ignore[undefined-reference]\nprompt:\n  '@Image1\n  @Image2'\nimage_urls: [{URL}]\n", [], 1),
        (f"image_urls: [{URL}]\n# seedance-lint: ignore-file[undefined-reference]\nprompt: '@Image1 @Image2'\n", [], 1),
        (f"# seedance-lint: ignore-start[undefined-reference]\n{BODY}# seedance-lint: ignore-end\n---\n{BODY}", [(6, "undefined-reference")], 1),
        (f"# seedance-lint: ignore-start[undefined-reference]\n{BODY}# seedance-lint: ignore-end[zero-index]\n---\n{BODY}", [], 2),
        (f"# seedance-lint: ignore-start[undefined-reference]\n{BODY}---\n{BODY}", [], 2),
        (f"# we use seedance-lint: ignore[undefined-reference] is how\n{BODY}", [(2, "undefined-reference")], 0),
        (f"{BODY}# seedance-lint: ignore[undefined-reference]\n", [(1, "undefined-reference"), (3, "unused-suppression")], 0),
        (f"# seedance-lint: ignore\n{BODY}", [(1, "unknown-suppression"), (2, "undefined-reference")], 0),
        (f"# seedance-lint: ignore[]\n{BODY}", [(1, "unknown-suppression"), (2, "undefined-reference")], 0),
        (f"# seedance-lint: disable[undefined-reference]\n{BODY}", [(1, "unknown-suppression"), (2, "undefined-reference")], 0),
        (f"# seedance-lint: ignore[references]\n{BODY}", [(1, "unknown-suppression"), (2, "undefined-reference")], 0),
        (f"# seedance-lint: ignore[undefined-reference, zero-index]\n{BODY}", [(1, "unused-suppression")], 1),
    ],
)  # fmt: skip
def test_where_comments_silence(check, text, left, suppressed):
    document = lint(check, text)
    assert (rules(document), document["summary"]["suppressed"]) == (left, suppressed)
    everything = lint(check, text, "--no-ignores")
    assert everything["summary"]["suppressed"] == 0
    assert len([rule for _, rule in rules(everything)]) == suppressed + len([rule for _, rule in left if "suppression" not in rule])


def test_a_comment_inside_a_prompt_is_part_of_the_prompt(check):
    text = f"prompt: |\n  @Image1 @Image2 # seedance-lint: ignore[undefined-reference]\nimage_urls: [{URL}]\n"
    assert rules(lint(check, text)) == [(2, "undefined-reference")]
    assert rules(lint(check, "# seedance-lint: ignore-file[zero-index]\n@Image0", name="x.txt")) == [(2, "zero-index")]


def test_unused_is_said_only_of_rules_that_ran(check):
    text = f"# seedance-lint: ignore[zero-index]\n{BODY}"
    assert (1, "unused-suppression") in rules(lint(check, text))
    assert (1, "unused-suppression") not in rules(lint(check, text, "--ignore", "zero-index"))
    assert (1, "unused-suppression") not in rules(lint(check, text, "--ignore", "suppressions"))
    assert (1, "unused-suppression") not in rules(lint(check, f"{text}---\n{{broken"))


def test_a_wrong_id_gets_the_right_one_told(check):
    (found, _) = lint(check, f"# seedance-lint: ignore[undefined-referense]\n{BODY}")["diagnostics"]
    assert found["message"] == "unknown rule `undefined-referense`; did you mean `undefined-reference`?"
    assert (found["start"]["column"], found["end"]["column"]) == (25, 44)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"a: 1\n  # seedance-lint: ignore[zero-index] -- why\n{BODY}", f"a: 1\n{BODY}"),
        (f"prompt: '@Image1'  # seedance-lint: ignore[zero-index]\nimage_urls: [{URL}]\n", f"prompt: '@Image1'\nimage_urls: [{URL}]\n"),
        (f"# seedance-lint: ignore[zero-index, undefined-reference]\n{BODY}", f"# seedance-lint: ignore[undefined-reference]\n{BODY}"),
        (
            f"# seedance-lint: ignore[undefined-reference, zero-index] -- x\n{BODY}",
            f"# seedance-lint: ignore[undefined-reference] -- x\n{BODY}",
        ),
        (f"# seedance-lint: ignore[zero-index, nonsense, empty-prompt]\r\n{BODY}", BODY),
    ],
)
def test_fixes_remove_the_id_or_the_comment(check, before, after):
    Path("x.yaml").write_bytes(before.encode())
    check("x.yaml", "--fix")
    assert Path("x.yaml").read_bytes().decode() == after


def test_blanks_behind_a_comment_go_with_it(check):
    for blanks in ("", " ", "\t ", "   "):
        Path("x.js").write_text(f"/* seedance-lint: ignore[zero-index] */{blanks}\ncall({{prompt: '@Image1 runs'}})\n")
        check("x.js", "--fix")
        assert Path("x.js").read_text() == "call({prompt: '@Image1 runs'})\n"


def test_a_comment_in_a_quote_leaves_the_quote(check):
    Path("x.md").write_text("> <!-- seedance-lint: ignore[zero-index] -->\n> ```prompt\n> A lantern.\n> ```\n")
    check("x.md", "--fix")
    assert Path("x.md").read_text() == ">\n> ```prompt\n> A lantern.\n> ```\n"


def test_what_is_silenced_is_not_fixed(check):
    text = f"# seedance-lint: ignore[nonstandard-tag]\nprompt: '@image1'\nimage_urls: [{URL}]\n"
    Path("x.yaml").write_text(text)
    check("x.yaml", "--fix")
    assert Path("x.yaml").read_text() == text
    check("x.yaml", "--fix", "--no-ignores")
    assert "@Image1" in Path("x.yaml").read_text()


BAD = f"'@Image1 @Image2', 'image_urls': ['{URL}']"
OTHERS = {
    "x.jsonc": [
        f"// seedance-lint: ignore[undefined-reference]\n{{'prompt': {BAD}}}\n".replace("'", '"'),
        f"{{\n  /* seedance-lint: ignore[undefined-reference] */\n  'prompt': {BAD}}}\n".replace("'", '"'),
    ],
    "x.py": [
        f"# seedance-lint: ignore[undefined-reference]\ncall({{'prompt': {BAD}}})\n",
        f"call({{\n  # seedance-lint: ignore[undefined-reference]\n  'prompt': (\n    'A lantern. '\n    {BAD.partition(',')[0]}\n  ),\n {BAD.partition(',')[2]}\n}})\n",
        f"call({{'prompt': (\n  'A lantern. '\n  '@Image1 @Image2'  # seedance-lint: ignore[undefined-reference] -- soon\n), {BAD.partition(',')[2]}}})\n",
    ],
    "x.js": [
        f"// seedance-lint: ignore[undefined-reference]\ncall({{'prompt': {BAD}}})\n",
        f"call({{ /* seedance-lint: ignore[undefined-reference] */ 'prompt': {BAD}}})\n",
        f"call({{\n  // seedance-lint: ignore[undefined-reference]\n  prompt: `A lantern.\n    @Image1 @Image2`, {BAD.partition(',')[2]}}})\n",
    ],
    "x.md": [
        f"> ```yaml\n> # seedance-lint: ignore[undefined-reference]\n>\n> {BODY.splitlines()[0]}\n> {BODY.splitlines()[1]}\n> ```\n",
        f"# Shots\n\n<!-- seedance-lint: ignore[undefined-reference] -->\n\n```yaml\nmore: 1\n{BODY}```\n",
        f"> <!-- seedance-lint: ignore[undefined-reference] -->\n> ```yaml\n> {BODY.splitlines()[0]}\n> {BODY.splitlines()[1]}\n> ```\n",
        f"```yaml\n# seedance-lint: ignore[undefined-reference]\n{BODY}```\n",
        f"<!-- seedance-lint: ignore-file[undefined-reference] -->\nwords\n```yaml\n{BODY}```\nwords\n```yaml\n{BODY}```\n",
    ],
    "x.ts": [
        f"// seedance-lint: ignore[undefined-reference] -- why\nconst shot: Shot = {{'prompt': {BAD}}} satisfies Shot;\n",
        f"const shot = {{\n  prompt: '@Image1 ' +\n    '@Image2', // seedance-lint: ignore[undefined-reference]\n {BAD.partition(',')[2]}}};\n",
        f"/*\n seedance-lint: ignore-file[undefined-reference]\n*/\nsend<Shot>({{'prompt': {BAD}}});\n",
    ],
    "x.tsx": [f"export const Shot = () => <div>{{send({{ /* seedance-lint: ignore[undefined-reference] */ 'prompt': {BAD}}})}}</div>;\n"],
    "x.java": [
        f"class A {{{{\n  void f() {{{{\n    // seedance-lint: ignore[undefined-reference]\n    call(Map.of('prompt', {BAD.replace(':', ',').replace('https,', 'https:').replace('[', 'List.of(').replace(']', ')')}));\n  }}}}\n}}}}\n".replace("'", '"').replace("{{", "{").replace("}}", "}"),
        f"/* seedance-lint: ignore-file[undefined-reference] */\nvar shot = Shot.builder().prompt('@Image1 @Image2').imageUrls(List.of('{URL}')).build();\n".replace("'", '"'),
    ],
    "x.go": [
        f"// seedance-lint: ignore[undefined-reference] -- why\nvar shot = map[string]any{{'prompt': {BAD.replace(']', '}').replace('[', '[]string{')}}}\n".replace("'", '"'),
        f"var shot = Shot{{\n\tPrompt: '@Image1 ' +\n\t\t'@Image2', // seedance-lint: ignore[undefined-reference]\n\tImageURLs: []string{{'{URL}'}},\n}}\n".replace("'", '"'),
    ],
    "x.php": [
        f"<?php\n// seedance-lint: ignore[undefined-reference]\ncall(['prompt' => '@Image1 @Image2', 'image_urls' => ['{URL}']]);\n",
        f"call(['prompt' => '@Image1 @Image2', 'image_urls' => ['{URL}']]); # seedance-lint: ignore[undefined-reference] -- why\n",
    ],
    "x.cs": [f'// seedance-lint: ignore[undefined-reference]\ncall(new {{ prompt = "@Image1 @Image2", image_urls = new[] {{ "{URL}" }} }});\n'],
    "x.rb": [f"# seedance-lint: ignore[undefined-reference]\ncall({{ prompt: '@Image1 @Image2', image_urls: ['{URL}'] }})\n"],
    "x.rs": [f'// seedance-lint: ignore[undefined-reference]\nconst A: B = json!({{"prompt": "@Image1 @Image2", "image_urls": ["{URL}"]}});\n'],
    "x.kt": [f'/* seedance-lint: ignore[undefined-reference] */\nval a = mapOf("prompt" to "@Image1 @Image2", "image_urls" to listOf("{URL}"))\n'],
    "x.toml": [
        f"# seedance-lint: ignore[undefined-reference]\nprompt = '@Image1 @Image2'\nimage_urls = ['{URL}']\n",
        f"prompt = '@Image1 @Image2' # seedance-lint: ignore[undefined-reference] -- why\nimage_urls = ['{URL}']\n",
        f'[[shots]]\nimage_urls = [\'{URL}\']\n# seedance-lint: ignore[undefined-reference]\nprompt = """\n@Image1\n# no comment\n@Image2"""\n',
        f"[a]\nprompt = '@Image1 @Image2'\nimage_urls = ['{URL}']\n[b] # seedance-lint: ignore-file[undefined-reference]\n",
        f"# seedance-lint: ignore-start[undefined-reference]\nshot = {{ prompt = '@Image1 @Image2', image_urls = ['{URL}'] }}\n# seedance-lint: ignore-end\n",
    ],
    "x.ipynb": [
        notebook(("code", f"call(\n  # seedance-lint: ignore[undefined-reference]\n  prompt={BAD.replace(chr(39) + 'image_urls' + chr(39) + ':', 'image_urls=')}\n)")),
        notebook(("code", f"call({{'prompt': {BAD}}})  # seedance-lint: ignore[undefined-reference] -- why")),
        notebook(("markdown", f"<!-- seedance-lint: ignore[undefined-reference] -->\n```yaml\n{BODY}```\n")),
        notebook(("code", ["x = 1\n"] * 40), ("markdown", f"<!-- seedance-lint: ignore[undefined-reference] -->\n\n```yaml\nmore: 1\n{BODY}```\n".splitlines(keepends=True))),
        notebook(("code", f"# seedance-lint: ignore[undefined-reference]\n\n# seedance-lint: ignore[missing-index]\ncall({{'prompt': '@Image1 @Image2 @Image', 'image_urls': ['{URL}']}})\n".splitlines(keepends=True))),
        notebook(("markdown", "<!-- seedance-lint: ignore-file[undefined-reference] -->"), ("code", f"call({{'prompt': {BAD}}})"), indent=None),
    ],
    "x.html": [
        f"<h1>Seedance</h1>\n<!-- seedance-lint: ignore[undefined-reference] -->\n<pre><code class='language-yaml'>{BODY}</code></pre>\n",
        f"<h1>Seedance</h1>\n<script>\n// seedance-lint: ignore[undefined-reference]\ncall({{'prompt': {BAD}}})\n</script>\n",
        f"<!-- seedance-lint: ignore-file[undefined-reference] -->\n<h1>Seedance</h1><script>call({{'prompt': {BAD}}})</script>\n",
        f"<h1>Seedance</h1>\n<script>call({{'prompt': {BAD}}})</script><!-- seedance-lint: ignore[undefined-reference] -->\n",
    ],
    "x.vue": [f"<script setup>\n// seedance-lint: ignore[undefined-reference]\ncall({{'prompt': {BAD}}})\n</script>\n"],
    "x.sh": [
        f"# seedance-lint: ignore[undefined-reference]\ncurl https://example.com/v1 \\\n  -d '{json.dumps({'prompt': '@Image1 @Image2', 'image_urls': [URL]}, indent=2)}'\n",
        f"curl https://example.com/v1 -d '{json.dumps({'prompt': '@Image1 @Image2', 'image_urls': [URL]})}' # seedance-lint: ignore[undefined-reference] -- why\n",
        f"# seedance-lint: ignore-file[undefined-reference]\nclip run seedance --aspect_ratio 16:9 --image {URL} --prompt '@Image1 @Image2'\n",
    ],
    "x.bat": [
        f"rem seedance-lint: ignore[undefined-reference]\ncurl https://example.com/v1 -d {json.dumps(json.dumps({'prompt': '@Image1 @Image2', 'image_urls': [URL]}))}\n",
    ],
    "x.ps1": [
        f"# seedance-lint: ignore[undefined-reference]\n$body = @{{ prompt = '@Image1 @Image2'; image_urls = @('{URL}') }} | ConvertTo-Json\n",
    ],
    "x.http": [
        f"# seedance-lint: ignore-file[undefined-reference]\nPOST https://example.com/v1\n\n{json.dumps({'prompt': '@Image1 @Image2', 'image_urls': [URL]})}\n",
    ],
    "x.prompt": [
        f"---\n# seedance-lint: ignore-file[undefined-reference]\nimage_urls: [{URL}]\n---\n@Image1 @Image2\n",
        f"---\r\nimage_urls: [{URL}] # seedance-lint: ignore-file[undefined-reference] -- why\r\n---\r\n@Image1 @Image2\r\n",
    ],
}  # fmt: skip


def test_every_language_with_comments_is_there():
    from seedance_lint.hosts import host_for, suffixes

    hosts = {host_for(f"x{suffix}").NAME for suffix in suffixes()}
    assert {host_for(name).NAME for name in ["x.yaml", *OTHERS]} == hosts - {"JSON", "JSON Lines", "table"}


def test_front_matter_may_hold_a_comment_and_nothing_else(check):
    text = "---\n# seedance-lint: ignore-file[zero-index] -- filled in later\n---\n@Image0 as scene"
    document = lint(check, text, name="x.txt")
    assert (rules(document), document["summary"]["suppressed"]) == ([], 1)
    text = text.replace("seedance-lint:", "lint:")
    assert rules(lint(check, text, name="x.txt")) == [(4, "zero-index")]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in OTHERS.items() for text in texts])
def test_in_the_comments_of_every_language(check, name, text):
    document = lint(check, text, name=name)
    assert document["failures"] == []
    assert rules(document) == []
    assert document["summary"]["suppressed"] in (1, 2)
    assert "undefined-reference" in {rule for _, rule in rules(lint(check, text, "--no-ignores", name=name))}


def test_a_block_behind_other_text_is_not_silenced(check):
    text = f"<!-- seedance-lint: ignore[undefined-reference] -->\nwords\n\n```yaml\n{BODY}```\n"
    assert rules(lint(check, text, name="x.md")) == [(1, "unused-suppression"), (5, "undefined-reference")]
    text = f"<!-- seedance-lint: ignore[undefined-reference] -->\n```yaml\n{BODY}```\n```yaml\n{BODY}```\n"
    assert rules(lint(check, text, name="x.md")) == [(7, "undefined-reference")]


def test_hosts_give_comments_with_their_marks(tmp_path):
    from seedance_lint.hosts import host_for
    from seedance_lint.source import SourceDocument

    text = "# seedance-lint: x\na: 1 # y\n"
    host = host_for("x.yaml")
    assert host is not None
    assert list(host.comments(SourceDocument("x.yaml", text))) == [
        Comment(Span(0, 18), "seedance-lint: x", own_line=True),
        Comment(Span(24, 27), "y", own_line=False),
    ]
