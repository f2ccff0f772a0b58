"""JavaScript and TypeScript: strings as Node.js reads them, places to the character, nothing claimed of what is computed."""

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure, Root
from seedance_lint.hosts.javascript import host
from seedance_lint.hosts.javascript.places import Offsets
from seedance_lint.hosts.located import Template
from seedance_lint.profiles import load_profile
from seedance_lint.requests import Contracts, find_requests
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import check_whole, pieces, read
from tests.npm import program

PIECES = [
    "@Image1",
    " as ",
    "é",
    "🎬",
    "中",
    "'",
    '"',
    "`",
    "\\n",
    "\\'",
    '\\"',
    "\\`",
    "\\\\",
    "\\x41",
    "\\u4e2d",
    "\\u{1F3AC}",
    "\\ud83c\\udfac",
    "\\ud83c",
    "\\udfac",
    "\\0",
    "\\d",
    "\\\n",
    "\\\r\n",
    "\\\u2028",
    "{}",
    "$",
    "\\${",
    "//",
    "\t",
    "\u2028",
]
HOLES = ["${name}", "${ {a: name}.a }", "${`${name}`}", "${f('}')}"]
"""Each of them is the text ``{}`` when it runs."""


@st.composite
def literals(draw) -> str:
    """One string or template."""
    quote = draw(st.sampled_from("'\"`"))
    choices = [*PIECES, *HOLES, *HOLES, "\n", "\r\n"] if quote == "`" else PIECES
    return quote + "".join(draw(st.lists(st.sampled_from(choices), max_size=8))) + quote


@st.composite
def expressions(draw) -> str:
    """A literal, or a sum of which a term is one, trimmed or not."""
    parts = draw(st.lists(literals() | st.just("name"), max_size=2))
    parts.insert(draw(st.integers(0, len(parts))), draw(literals()))
    gap = draw(st.sampled_from([" + ", "+", "\n  + // it's\n  ", " /* ` */ + "]))
    return f"({gap.join(parts)})" + draw(st.sampled_from(["", "", ".trim()", ".trimEnd()", ".trimStart()"]))


class Node:
    """A running Node.js that says what an expression is."""

    def __init__(self) -> None:
        script = (
            "const name = '{}', f = () => '{}';"
            "require('readline').createInterface({input: process.stdin}).on('line', line => {"
            "  try { console.log(JSON.stringify({value: eval(JSON.parse(line))})) } catch { console.log('{}') } })"
        )
        self.process = subprocess.Popen(
            [*program("node"), "-e", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def value(self, expression: str) -> str | None:
        self.process.stdin.write(json.dumps(expression) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline()).get("value")


@pytest.fixture(scope="module")
def node():
    running = Node()
    yield running
    running.process.stdin.close()
    running.process.wait()
    running.process.stdout.close()


def normal(value: str) -> str:
    """Join halves of characters that were written one by one: what a service gets is the same."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def prompts(path: str, text: str):
    """Yield the nodes of all prompts of a script."""
    stack = [root.tree() for root in read(path, text) if isinstance(root, Root)]
    while stack:
        node = stack.pop()
        stack += node.children
        if node.keys:
            yield from [child for key, child in zip(node.keys, node.children, strict=True) if key.value == "prompt"]


WHERE = [
    "x = {prompt: §}",
    "'é🎬'; f(a, {'prompt': § })",
    "const P = §;\r\nf({prompt: P})",
    "let prompt = §\nf(JSON.stringify({x: [{prompt}]}))",
]


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(expressions(), st.sampled_from(WHERE), st.sampled_from(["a.js", "a.ts", "a.tsx"]))
def test_places_in_every_way_of_writing(node, expression, where, path) -> None:
    assume(check_expression(node, expression, where, path) is not None)


def check_expression(node, expression, where="x = {prompt: §}", path="a.js"):
    """Check all places of an expression; return their map, None where it makes no string."""
    text = where.replace("§", expression)
    value = node.value(expression)
    if value is None or not value.strip() or ("{}" in value and not any(map(str.isalnum, value))):
        return None  # nothing is known of it
    (here,) = prompts(path, text)
    source_map = here.form.source_map(text)
    assert source_map is not None
    assert source_map.value == here.value
    assert normal(here.value) == normal(value)
    holes = here.value.holes if isinstance(here.value, Template) else ()
    in_holes = {offset for hole in holes for offset in range(*hole)}
    for offset, (character, span) in enumerate(pieces(source_map)):
        piece = text[slice(*span)]
        if offset in in_holes:
            assert piece in ("name", *HOLES)
        elif piece.startswith("\\") and len(piece) > 1:
            assert normal(node.value(f"'{piece}'")) == character or "'" in piece
        else:
            assert piece == character or (piece, character) == ("\r\n", "\n")
    return source_map


@pytest.mark.parametrize("quote", "'\"`")
def test_places_around_every_escape(node, quote) -> None:
    checked = 0
    for piece in [*PIECES, "\n", "\r\n", *(HOLES if quote == "`" else ())]:
        source_map = check_expression(node, f"{quote}a{piece}b{piece}{piece}c{quote}")
        checked += source_map is not None
        if source_map is not None and not piece.startswith(
            ("\\\n", "\\\r", "\\\u2028")
        ):  # what stands for nothing keeps its neighbours apart
            check_whole(source_map)
    assert checked >= len(PIECES) - 5


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(literals(), st.text(st.sampled_from("ab'\"`\\\n\r\t${}é🎬\x00\u2028\ud800")))
def test_what_is_encoded_is_read_back(node, literal, new) -> None:
    value = node.value(literal)
    assume(value is not None and value.strip())
    text = f"f({{prompt: {literal}}})"
    found = list(prompts("a.js", text))
    assume(found)  # a `//` behind the literal takes the rest of the line with it
    (here,) = found
    source_map = here.form.source_map(text)
    for offset in range(source_map.length):
        place = source_map.to_file(Span(offset, offset + 1))
        encoded = here.form.encode(new, offset)
        if encoded is None or any(offset in range(*hole) for hole in getattr(here.value, "holes", ())):
            continue
        changed = (text[: place.start] + encoded + text[place.end :]).removeprefix("f({prompt: ")[:-2]
        assert normal(node.value(changed)) == normal(here.value[:offset] + new + here.value[offset + 1 :])


PROFILE = load_profile("seedance-2.0")


def files(text: str):
    """Kind to the URLs of the one request of a script; None where they are not known."""
    (request,) = [request for root in read("a.ts", text) for request in find_requests(root.value, PROFILE).found]
    return None if request.assets is None else {kind: [asset.url for asset in assets] for kind, assets in request.assets.items()}


KNOWN = [
    ("a literal", "f({prompt: 'p', image_urls: ['a', `b`]})", {"image": ["a", "b"]}),
    (
        "computed items are counted",
        "f({prompt: 'p', image_urls: [a, `${b}/c`], 'video_urls': [('d' as string)]})",
        {"image": [None, None], "video": ["d"]},
    ),
    ("unpacked items are not", "f({prompt: 'p', image_urls: ['a', ...b]})", None),
    ("missing items", "f({prompt: 'p', image_urls: ['a', , 'b']})", None),
    ("a computed list", "f({prompt: 'p', image_urls: urls})", None),
    ("a computed list by its name", "f({prompt: 'p', image_urls})", None),
    ("further fields", "f({prompt: 'p', image_urls: ['a'], ...more})", None),
    ("a name that is computed", "f({prompt: 'p', image_urls: ['a'], [key]: 1})", None),
    ("changed later", "const p = {prompt: 'p', image_urls: ['a']};\nif (v) p.video_urls = v", None),
    ("changed later, as a property", "this.p = {prompt: 'p', image_urls: ['a']}; this.p['video_urls'] = v", None),
    ("changed later, inside", "const p: any = {prompt: 'p', image_urls: ['a']}; p.image_urls.push(v)", None),
    ("changed later, by a function", "const p = {prompt: 'p', image_urls: ['a']}; Object.assign(p, v)", None),
    ("kept in a name", "const p = {prompt: 'p', image_urls: ['a']};\npost(p)", {"image": ["a"]}),
    ("no files, but they may come", "p = {model: 'seedance-2.0', prompt: 'p'}", None),
    ("a list with a name", "const image_urls = ['a'];\nf({prompt: 'p', image_urls})", {"image": ["a"]}),
    ("a list that is read elsewhere too", "const urls = ['a']; g(urls);\nf({prompt: 'p', image_urls: urls})", None),
    ("inside what is computed", "x = y.map(() => g({prompt: 'p', image_urls: ['a']}))", {"image": ["a"]}),
    ("camel case and null", "f({prompt: 'p', imageUrls: ['a'], videoUrls: null})", {"image": ["a"], "video": []}),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_what_is_known_of_the_files(text, expected) -> None:
    assert files(text) == expected


CIRCLES = [
    ("a name in its own value", "const p = 'a' + f({prompt: p})", 1),
    ("two names in each other's", "const a = 'x' + f({prompt: b}); const b = 'y' + f({prompt: a})", 2),
    ("a list in itself", "const l = [...f({prompt: 'p', image_urls: l})]", 1),
    ("two lists in each other", "const a = [b, {prompt: 'p'}]; const b = [a, {prompt: 'q'}]; f({a})", 3),
    ("a call in what two others are given", "const p = 'x' + f({prompt: 'q'}); g({prompt: p}); h({prompt: p})", 3),
    ("a list that its reader takes", "const shots = [{prompt: 'p'}, {prompt: 'q'}]; f({shots})", 1),
    ("a list that nobody takes", "const shots = [{prompt: 'p'}, {prompt: 'q'}]; f(shots)", 2),
    ("a chain", "\n".join(["const a0 = 'x'", *(f"const a{n} = 'x' + f({{prompt: a{n - 1}}}) + f({{prompt: a{n - 1}}})" for n in range(1, 40))]), 78),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), [row[1:] for row in CIRCLES], ids=[row[0] for row in CIRCLES])
def test_each_mapping_is_one_value(text, count) -> None:
    assert len(read("a.js", text)) == count


def test_names_that_lead_too_deep_are_told_at_their_place() -> None:
    text = "\n".join(["const a0 = ['x']", *(f"const a{n} = [a{n - 1}]" for n in range(1, 5000)), "f({prompt: 'p', image_urls: a4999})"])
    root, failure = read("a.js", text)
    assert root.value["prompt"] == "p"
    assert isinstance(failure, HostFailure)
    assert "nested too deeply" in failure.message
    assert "a49" in text[failure.offset : failure.offset + 6]


NO_REQUESTS = [
    "useState({prompt: '', image_urls: []})",
    "f({prompt: undefined})",
    "f({prompt: x})",
    "const {prompt = 'p'} = x",
    "interface X { prompt: string; image_urls: string[] }",
    "type X = { prompt: 'p' }",
    "f({prompt: String.raw`p`})",
    "const prompt = 'p'; function f(prompt) { return {prompt} }",
    "// {prompt: 'p'}",
    "const x = <p>Don't {`{prompt: 'p'}`} it's</p>",
    "x = /{prompt: 'p'}/",
]


@pytest.mark.parametrize("text", NO_REQUESTS)
def test_what_is_no_request(text) -> None:
    assert [request for root in read("a.tsx", text) for request in find_requests(root.value, PROFILE).found] == []


def test_numbers_and_words() -> None:
    (root,) = read("a.js", "x = {a: 10, b: -1.5e3, c: 0x1F, d: 1_000, e: true, f: null, g: 10n}")
    assert dict(root.value) == {"a": 10, "b": -1500.0, "c": 31, "d": 1000, "e": True, "f": None}
    assert root.value.unknown == {"g"}


@pytest.mark.parametrize("path", ["a.js", "a.ts"])
def test_a_half_typed_file_gives_what_can_be_read(path) -> None:
    text = "const é = '🎬'; f({prompt: 'p', image_urls: ['a']});\nconst y = {prompt: "
    root, failure = read(path, text)
    assert root.value["prompt"] == "p"
    assert isinstance(failure, HostFailure)
    assert text[failure.offset :].startswith("const y")


def test_types_of_flow_are_no_fault() -> None:
    assert len(read("a.js", "function f(x: string): void {}\nf({prompt: 'p'})")) == 1


UNCLOSED = ["[" * 100_000 + "prompt", "{" * 100_000 + "prompt", "`${" * 50_000 + "prompt", "prompt." * 50_000, "x = {prompt: " * 20_000]
HOSTILE = [*UNCLOSED, "'a'+" * 50_000 + "'b'", "}" * 50_000, "@#" * 50_000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_is_too_deep(text) -> None:
    assert any(isinstance(each, HostFailure) for each in read("a.js", text)) == (text in UNCLOSED)


def test_a_file_that_is_too_large_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(host, "LARGEST", 20)
    assert "30 characters" in read("a.js", "x" * 30)[0].message


def test_comments() -> None:
    text = "// one\nx = '// no' // two\n/* three\n */ y = `// no`;\n  /** four */\n"
    comments = list(host.comments(SourceDocument("a.js", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [("one", True), ("two", False), ("three", True), ("four", True)]


@pytest.mark.parametrize(
    ("path", "module"), [("a.js", "tree_sitter_javascript"), ("a.ts", "tree_sitter_typescript"), ("a.tsx", "tree_sitter")]
)
def test_without_its_library_the_message_says_what_to_install(monkeypatch, path, module) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (failure,) = read(path, "f({prompt: 'p'})")
    assert "pip install 'seedance-lint[hosts]'" in failure.message


AMPERSANDS = {
    "between words": "<b>Limits & costs</b>",
    "before a quote": "<p>Limits & don't stop</p>",
    "several": "<>a & {b && <i>c & d &&</i>} & (more) &amp; &co</>",
    "in a link": '<a href="https://a.io/?x=1&y=2">b</a>',
}


@pytest.mark.parametrize("element", AMPERSANDS.values(), ids=AMPERSANDS)
def test_ampersands_of_jsx_stand_for_themselves(element) -> None:
    text = f"const a = {element};\nrender({{model: 'seedance-2.0', prompt: 'rain & fog &co'}}, <C model=\"seedance-2.0\" prompt=\"sea &fog\" />);"
    found = read("a.tsx", text)
    assert [each.value.get("prompt") for each in found if isinstance(each, Root)] == ["rain & fog &co", "sea &fog"]
    assert not any(isinstance(each, HostFailure) for each in found)


@pytest.mark.parametrize("text", ["<i><b>prompt & b</i>", "<p>prompt & b"])
def test_other_ampersands_are_broken(text) -> None:
    assert any(isinstance(each, HostFailure) for each in read("a.tsx", text))
    assert not any(isinstance(each, HostFailure) for each in read("a.tsx", text.replace("prompt", "a")))


@pytest.mark.parametrize("fault", ["const a = await original<typeof import('@/tools')>();", "x = a & & b;", "f({x: 1,, y: 2});"])
def test_what_the_grammar_does_not_know_hides_nothing_else(fault) -> None:
    """Grammars lag behind their languages: a part without a prompt is nobody's business, and what is around it is read."""
    request = "send({model: 'seedance-2.0', prompt: '@Image1 walks'});"
    found = read("a.ts", f"{request}\n{fault}\n{request}\n")
    assert [root.value["prompt"] for root in found if isinstance(root, Root) and "prompt" in root.value] == ["@Image1 walks"] * 2
    assert not any(isinstance(each, HostFailure) for each in found)


@pytest.mark.parametrize(
    ("begun", "broken"),
    [("x = 1;\n", "/* \n"), ("x = 1;\n", "***\t---\n"), ("x = 1;\n", "/["), ("x = 1;\n", "\U0001f3ac/* \n"), ("f({prompt: '", "=// a\n")],
)
def test_what_takes_ever_longer_is_given_up(begun, broken):
    """The library's way out of what is broken takes time that grows with the square of the text; how far it came is told."""
    text = begun + broken * 20_000
    (failure,) = host.roots(SourceDocument("x.js", text))
    assert failure.message == "broken JavaScript or TypeScript: too many syntax errors before this"
    assert 7 <= failure.offset <= len(text)


@pytest.mark.parametrize("sound", ["f('src/*');\n", "x = {a: [1, {b: `${c} /[ d`}]};\n", "({a}) => !b;", ";", "/[/*]/.test(a);\n"])
def test_sound_programs_are_never_given_up(sound):
    root = next(host.roots(SourceDocument("x.js", "f({prompt: 'a'});\n" + sound * 5_000)))
    assert isinstance(root, Root)


def test_what_is_wrong_with_a_prompt_that_two_requests_share_is_told_once(check, tmp_path) -> None:
    call = 'fal.subscribe("bytedance/seedance-2.0/reference-to-video", {input: {prompt: P, image_urls: ["https://example.com/a.png"]}});\n'
    (tmp_path / "a.js").write_text(f'const P = "@Image2 walks";\n{call}{call}')
    told = check("a.js", "--output-format", "json").json
    assert [(each["rule"], each["start"]["column"]) for each in told["diagnostics"]][:1] == [("undefined-reference", 12)]
    assert [each["rule"] for each in told["diagnostics"]].count("undefined-reference") == 1
    assert told["summary"]["prompts"] == 2


@pytest.mark.parametrize(
    ("module", "called"),
    [
        ("'ai'", "generateVideo"),
        ("'./lib/video'", "generateVideo of the project"),
        ('"@/lib/video"', "generateVideo of the project"),
    ],
)
def test_a_function_of_the_project_is_none_of_a_client(module, called) -> None:
    (root,) = read("a.ts", f"import {{ generateVideo as make }} from {module};\nmake({{prompt: 'p'}});\n")
    assert [clue.text for clue in root.around] == [called]


def test_a_request_beside_its_own_prompt_is_found_once() -> None:
    (root,) = read("a.ts", 'make("a boat", { prompt: "@Image1 leaves.", image_urls: [u] });\ndone("a boat");\n')
    assert root.value["prompt"] == "@Image1 leaves."


ELEMENTS_OF_JSX = {
    "entities": ('<Clip model="seedance-2.0" prompt="Salt &amp; pepper of @Image1, &#x201C;slowly&quot;" images={["a.png"]} />', 'Salt & pepper of @Image1, “slowly"', 1),
    "what is no entity": ('<Clip model="seedance-2.0" prompt="Salt & pepper of @Image1 &zz;" images={["a.png"]} />', "Salt & pepper of @Image1 &zz;", 1),
    "a template": ('<Clip model="seedance-2.0" images={["a.png"]} prompt={`@Image1 walks`} />', "@Image1 walks", 1),
    "what an element holds": ("<p>Seedance <Prompt>\n  @Image1 walks &amp; sings\n</Prompt></p>", "@Image1 walks & sings", None),
    "a template inside": ("<VideoPrompt>{`@Image1 walks`}</VideoPrompt>", "@Image1 walks", None),
}  # fmt: skip


@pytest.mark.parametrize(("element", "prompt", "images"), ELEMENTS_OF_JSX.values(), ids=ELEMENTS_OF_JSX)
def test_elements_of_jsx(element, prompt, images):
    text = f"export const A = () => {element};"
    (root,) = [each for each in read("a.tsx", text) if isinstance(each, Root)]
    (request,) = find_requests(root.value, Contracts(), root.around).found
    assert (request.prompt, request.assets and len(request.assets["image"])) == (prompt, images)
    node = root.tree().find(("prompt",))
    made = node.form.source_map(text)
    assert made is not None
    assert made.value == prompt
    assert text[slice(*made.to_file(Span(prompt.index("@"), prompt.index("@") + 7)))] == "@Image1"


def test_what_else_an_element_of_jsx_holds():
    assert not [each for each in read("a.tsx", "const A = () => <Prompt><b>x</b>@Image1 walks</Prompt>;") if isinstance(each, Root)]


def test_what_is_around_a_value_is_not_looked_for_where_brackets_are_deeper_than_anybody_writes() -> None:
    """A node of tree-sitter finds what it is in by a walk from the root, so that deep files would take a time that grows with the square."""
    assert not Offsets("f({a: [" * 100).is_deep
    assert Offsets("f({a: [" * 101).is_deep
