"""Python: every character of a string expression has its place, and nothing is claimed of what is computed."""

import ast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure
from seedance_lint.hosts.located import Template
from seedance_lint.hosts.python import host
from seedance_lint.hosts.python import strings as host_strings
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import check_whole, pieces, read

PIECES = [
    "@Image1",
    " as ",
    "é🎬",
    "中",
    "'",
    '"',
    "\\n",
    "\\'",
    '\\"',
    "\\\\",
    "\\x41",
    "\\u4e2d",
    "\\U0001F3AC",
    "\\N{BULLET}",
    "\\101",
    "\\d",
    "\\\n",
    "\\\r\n",
    "{{",
    "}}",
    "{",
    "}",
    "#",
    "\t",
]
HOLES = ["{name}", "{name!r:>{width}}", "{d['k']}", '{f("x")}', "{ {1: 2}[1] }", "{x:%H:%M}", "{(lambda: 1)()}"]


@st.composite
def literals(draw, prefixes=("", "r", "u", "f", "rf", "Fr", "F")) -> str:
    """One string literal, of any kind."""
    prefix = draw(st.sampled_from(prefixes))
    quotes = draw(st.sampled_from(["'", '"', "'''", '"""']))
    choices = [piece for piece in PIECES if piece not in "{}"] + HOLES * 2 if "f" in prefix.lower() else PIECES
    choices = [*choices, *(["\n", "\r\n", "  \n"] if len(quotes) == 3 else [])]
    return prefix + quotes + "".join(draw(st.lists(st.sampled_from(choices), max_size=8))) + quotes


@st.composite
def expressions(draw) -> str:
    """Literals side by side, with all that may stand between them; or a sum; stripped or not."""
    parts = draw(st.lists(literals(), min_size=1, max_size=4))
    gap = draw(st.sampled_from([" ", "\n", "  # it's \"\n   ", " \\\n ", " + ", " + name + ", "\r\n"]))
    return f"({gap.join(parts)})" + draw(st.sampled_from(["", "", ".strip()", ".rstrip()", ".lstrip()"]))


def value_of(expression: str):
    """What the library says an expression is: its text, with None for each hole; for a sum or a strip, computed here."""
    node = ast.parse(expression, mode="eval").body
    strip = None
    if isinstance(node, ast.Call):
        strip, node = node.func.attr, node.func.value
    terms = []
    while isinstance(node, ast.BinOp):
        terms.append(node.right)
        node = node.left
    text = ""
    for term in [node, *reversed(terms)]:
        if isinstance(term, ast.Name):
            text += "{}"
        else:
            text += "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in getattr(term, "values", [term]))
    return getattr(text, strip)() if strip else text


def prompts(path: str, text: str):
    """Yield the nodes of all prompts of a program."""
    stack = [root.tree() for root in read(path, text)]
    while stack:
        node = stack.pop()
        stack += node.children
        if node.keys:
            yield from [child for key, child in zip(node.keys, node.children, strict=True) if key.value == "prompt"]


WHERE = ["{'prompt': §}", "é = f(prompt=§, x=1)", "if a:\n\tf(b, json={'x': [{'prompt': §}]})", "PROMPT = §\r\nf(prompt=PROMPT)"]


@pytest.mark.filterwarnings("ignore")  # of invalid escapes
@given(expressions(), st.sampled_from(WHERE))
def test_places_in_every_way_of_writing(expression, where) -> None:
    assume(check_expression(expression, where) is not None)


def check_expression(expression, where):
    """Check all places of an expression; return their map, None where it makes no string."""
    text = where.replace("§", expression)
    try:
        ast.parse(text)
        value = value_of(expression)
    except SyntaxError:
        return None
    if "{}" in value and not any(map(str.isalnum, value)):
        return None  # nothing is known of it
    if not value.strip():
        return None
    (node,) = prompts("a.py", text)
    source_map = node.form.source_map(text)
    assert source_map is not None
    assert source_map.value == node.value == value
    holes = node.value.holes if isinstance(node.value, Template) else ()
    in_holes = {offset for hole in holes for offset in range(*hole)}
    assert all(value[slice(*hole)] == "{}" for hole in holes)
    for offset, (character, span) in enumerate(pieces(source_map)):
        piece = text[slice(*span)]
        if offset in in_holes:
            assert piece in ("name", "{}", "{BULLET}", *HOLES)
        elif piece.startswith("\\") and len(piece) > 1:
            assert ast.literal_eval(f"'{piece}'") == character
        else:
            assert piece == character or (piece, character) in {("{{", "{"), ("}}", "}"), ("\r\n", "\n")}
    return source_map


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("prefix", ["", "r", "u", "f", "rf"])
def test_places_around_every_escape(prefix) -> None:
    checked = 0
    for quotes in ("'", '"', "'''", '"""'):
        for piece in [*PIECES, "\n", "\r\n", "  \n", *(HOLES if "f" in prefix else ())]:
            source_map = check_expression(f"{prefix}{quotes}a{piece}b{piece}{piece}c{quotes}", "f(prompt=§)")
            checked += source_map is not None
            if source_map is not None and not piece.startswith(("\\\n", "\\\r")):  # what stands for nothing keeps its neighbours apart
                check_whole(source_map)
    assert checked >= 60


@given(literals(["", "r", "R", "u"]), st.text(st.sampled_from("ab'\"\\\n\t{}é🎬\x00\ud800")))
@pytest.mark.filterwarnings("ignore")
def test_what_is_encoded_is_read_back(literal, new) -> None:
    text = f"f(prompt={literal})"
    try:
        value = ast.literal_eval(literal)
    except SyntaxError:
        assume(False)
    assume(value.strip() and not isinstance(read("a.py", text)[0], HostFailure))
    assume(len(list(host_strings.literals(text, Span(9, len(text) - 1)))) == 1)
    (node,) = prompts("a.py", text)
    source_map = node.form.source_map(text)
    for offset in range(source_map.length):
        place = source_map.to_file(Span(offset, offset + 1))
        encoded = node.form.encode(new, offset)
        if encoded is None:
            assert "r" in literal[:2].lower() or value[offset - 1 : offset] in "\\'\""
        else:
            changed = text[: place.start] + encoded + text[place.end :]
            assert ast.literal_eval(changed.removeprefix("f(prompt=")[:-1]) == value[:offset] + new + value[offset + 1 :]


@given(literals(["f", "F", "rf"]))
@pytest.mark.filterwarnings("ignore")
def test_a_literal_with_holes_can_be_changed(literal) -> None:
    text = f"f(prompt={literal})"
    try:
        ast.parse(text)
        value = value_of(literal)
    except SyntaxError:
        assume(False)
    assume("@" in value)
    (node,) = prompts("a.py", text)
    offset = value.index("@")
    place = node.form.source_map(text).to_file(Span(offset, offset + 1))
    encoded = node.form.encode("{'\"}", offset)
    if encoded is not None:
        changed = text[: place.start] + encoded + text[place.end :]
        assert value_of(changed.removeprefix("f(prompt=")[:-1]) == value[:offset] + "{'\"}" + value[offset + 1 :]


PROFILE = load_profile("seedance-2.0")


def requests(text: str):
    return [request for root in read("a.py", text) for request in find_requests(root.value, PROFILE).found]


def files(text: str):
    """Kind to the URLs of the one request of a program; None where they are not known."""
    (request,) = requests(text)
    return None if request.assets is None else {kind: [asset.url for asset in assets] for kind, assets in request.assets.items()}


KNOWN = [
    ("a literal", "f(prompt='p', image_urls=['a', 'b'])", {"image": ["a", "b"]}),
    ("computed items are counted", "f(prompt='p', image_urls=[a, f'{b}/c'], video_urls=('d',))", {"image": [None, None], "video": ["d"]}),
    ("unpacked items are not", "f(prompt='p', image_urls=['a', *b])", None),
    ("a computed list", "f(prompt='p', image_urls=urls)", None),
    ("a computed list beside a known one", "f(prompt='p', image_urls=urls, video_urls=['a'])", None),
    ("further arguments", "f(prompt='p', image_urls=['a'], **more)", None),
    ("further fields", "f({'prompt': 'p', 'image_urls': ['a'], **more})", None),
    ("a name that is computed", "f({'prompt': 'p', 'image_urls': ['a'], key: 1})", None),
    ("changed later", "p = {'prompt': 'p', 'image_urls': ['a']}\nif v: p['video_urls'] = v", None),
    ("changed later, as an attribute", "self.p = {'prompt': 'p', 'image_urls': ['a']}\nself.p.update(x)", None),
    ("kept in a name", "p = {'prompt': 'p', 'image_urls': ['a']}\npost(json=p)", {"image": ["a"]}),
    ("no files, but they may come", "p = {'model': 'seedance-2.0', 'prompt': 'p'}", None),
    ("a list with a name", "urls = ['a']\nf(prompt='p', image_urls=urls)", {"image": ["a"]}),
    ("a list that grows", "urls = ['a']\nurls.append('b')\nf(prompt='p', image_urls=urls)", {"image": ["a", "b"]}),
    ("a list that changes", "urls = ['a']\nurls.clear()\nf(prompt='p', image_urls=urls)", None),
    ("dict()", "dict(prompt='p', image_urls=['a'])", {"image": ["a"]}),
    ("nested", "f(arguments={'input': dict(prompt='p', image_urls=['a'])})", {"image": ["a"]}),
    ("inside what is computed", "x = [g(y) for y in h({'prompt': 'p', 'image_urls': ['a']})]", {"image": ["a"]}),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_what_is_known_of_the_files(text, expected) -> None:
    assert files(text) == expected


CIRCLES = [
    ("a name in its own value", "p = 'a' + f(prompt=p)", 1),
    ("two names in each other's", "a = 'x' + f(prompt=b)\nb = 'y' + f(prompt=a)", 2),
    ("a list in itself", "l = [*f(prompt='p', image_urls=l)]", 1),
    ("two lists in each other", "a = [b, {'prompt': 'p'}]\nb = [a, {'prompt': 'q'}]\nf(x=a)", 3),
    ("a call in what two others are given", "p = 'x' + f(prompt='q')\ng(prompt=p)\nh(prompt=p)", 3),
    ("a list that its reader takes", "shots = [{'prompt': 'p'}, {'prompt': 'q'}]\nf(shots=shots)", 1),
    ("a list that nobody takes", "shots = [{'prompt': 'p'}, {'prompt': 'q'}]\nf(shots)", 2),
    ("a chain", "\n".join(["a0 = 'x'", *(f"a{n} = 'x' + f(prompt=a{n - 1}) + f(prompt=a{n - 1})" for n in range(1, 40))]), 78),
]


@pytest.mark.parametrize(("text", "count"), [row[1:] for row in CIRCLES], ids=[row[0] for row in CIRCLES])
def test_each_mapping_is_one_value(text, count) -> None:
    assert len(read("a.py", text)) == count


def test_names_that_lead_too_deep_are_told_at_their_place() -> None:
    text = "\n".join(["a0 = ['x']", *(f"a{n} = [a{n - 1}]" for n in range(1, 5000)), "f(prompt='p', image_urls=a4999)"])
    root, failure = read("a.py", text)
    assert root.value["prompt"] == "p"
    assert isinstance(failure, HostFailure)
    assert "nested too deeply" in failure.message
    assert "a49" in text[failure.offset : failure.offset + 6]


NO_REQUESTS = [
    "state = {'prompt': '', 'image_urls': []}",
    "f(prompt=None)",
    "def f(prompt='p'): pass",
    "f(prompt=x)",
    "f(prompt=b'p')",
    "f(prompt='%s' % x)",
    "f(prompt='{}'.format(x))",
    "prompt = 'p'\nfor n in range(9):\n    f(prompt=prompt)\n    prompt = 'q'",
    "a = a + b\nf(prompt=a)",
    "# {'prompt': 'p'}",
    "'''{'prompt': 'p'}'''",
]


@pytest.mark.parametrize("text", NO_REQUESTS)
def test_what_is_no_request(text) -> None:
    assert requests(text) == []


def test_a_prompt_with_a_name_is_found_where_it_is_written() -> None:
    text = "PROMPT = 'p'\n\ndef f():\n    return g(prompt=PROMPT, image_urls=['a'])\n"
    root = next(root for root in read("a.py", text) if "prompt" in root.value)
    assert root.tree().find(("prompt",)).span == (9, 12)
    assert text[slice(*root.tree().find_key(("prompt",)).span)] == "prompt"


FAILURES = [
    ("x = {'prompt': 'p'\ny = 1", "never closed", 4),
    ("é = 1 +* 2", "invalid syntax", 7),
    ("if x:\ny", "indented block", 6),
    ("x = 'a", "unterminated", 4),
    ("(" * 100_000, "nested", 200),
    ("-" * 100_000 + "1", "nested", 0),
    ("a" + ".a" * 100_000, "nested", 0),
]


@pytest.mark.parametrize(("text", "message", "offset"), FAILURES, ids=[row[1] + str(row[2]) for row in FAILURES])
def test_broken_python_has_its_place(text, message, offset) -> None:
    (failure,) = read("a.py", text)
    assert isinstance(failure, HostFailure)
    assert message in failure.message
    assert failure.offset == offset


def test_a_file_that_is_too_large_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(host, "LARGEST", 20)
    assert "30 characters" in read("a.py", "x" * 30)[0].message


def test_long_lines_that_are_not_ascii() -> None:
    text = "x = [" + "{'prompt': 'é🎬'}, " * 5000 + "]"
    nodes = list(prompts("a.py", text))
    assert len(nodes) == 5000
    assert all(text[slice(*node.span)] == "'é🎬'" for node in nodes)


def test_comments_are_not_found_in_strings() -> None:
    text = '# one\nx = \'# no\' # two\ny = """\n# no\n"""\n  # three\r\n'
    comments = list(host.comments(SourceDocument("a.py", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [("one", True), ("two", False), ("three", True)]
    assert all(text[comment.span.start] == "#" for comment in comments)


@pytest.mark.parametrize(("before", "after"), [('f"', '"'), ("rf'''", "'''"), ("F'", "'")])
def test_an_f_string_through_all_of_which_the_parser_would_look_for_each_hole(before, after):
    text = f"# 'f\nx = {before}{'{a}' * 40_000}{after}"
    (failure,) = host.roots(SourceDocument("x.py", text))
    assert failure.message == "this f-string has 40,000 placeholders, which is too many to be read"
    assert text[failure.offset :].startswith(before.lstrip("rfF"))


def test_a_string_that_is_no_f_string_may_have_as_many_braces_as_it_likes():
    text = "{a}" * 40_000
    (root,) = host.roots(SourceDocument("x.py", f"x = {{'prompt': '{text}'}}"))
    assert root.value == {"prompt": text}
