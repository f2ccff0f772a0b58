"""The page for people: its structure, what it escapes, and what it shows of requests, files and fixes."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.linter.described import Mark, public_link
from seedance_lint.masking import masked
from seedance_lint.reporters.html.picture import picture
from seedance_lint.reporters.html.segments import Underlined, change, excerpt, segments
from seedance_lint.reporters.visible import visible_lines
from seedance_lint.source import Span
from tests.reporters.sample import render

VOID = {"meta", "input", "path", "use"}
ELEMENTS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "article",
    "h1",
    "h2",
    "p",
    "small",
    "b",
    "a",
    "span",
    "ul",
    "ol",
    "li",
    "div",
    "pre",
    "code",
    "del",
    "ins",
    "dl",
    "dt",
    "dd",
    "svg",
    "symbol",
    "path",
    "use",
    "form",
    "fieldset",
    "legend",
    "label",
    "input",
}


class Element:
    """An element of a page, with its attributes and what it holds."""

    def __init__(self, name: str, attributes: dict[str, str | None]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    def all(self, name: str = "", cls: str = "") -> "list[Element]":
        """Return the elements inside with a name and a class."""
        inside = [child for child in self.children if isinstance(child, Element)]
        return [
            found
            for child in inside
            for found in ([child] if name in ("", child.name) and (not cls or cls in child.classes) else []) + child.all(name, cls)
        ]

    def text(self, without: str = "") -> str:
        if without and without in self.classes:
            return ""
        return "".join(child if isinstance(child, str) else child.text(without) for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs))
        assert len(attrs) == len(element.attributes), f"an attribute of <{tag}> is given twice"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop().name == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(page: str) -> Element:
    """Read a page; every element in it must be closed in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is not closed"
    return reader.open[0]


def must_be_harmless(page: str) -> Element:
    """Read a page and make sure that nothing in it runs, loads, or leads where it should not."""
    top = read(page)
    elements = top.all()
    assert {each.name for each in elements} <= ELEMENTS
    for each in elements:
        assert not [name for name in each.attributes if name.startswith("on") or name in {"style", "src", "srcset", "action", "srcdoc"}]
    targets = {each.attributes["id"] for each in elements if "id" in each.attributes}
    assert len(targets) == sum("id" in each.attributes for each in elements)
    for each in elements:
        link = each.attributes.get("href")
        if link is None:
            continue
        if link.startswith("#"):
            assert link[1:] in targets
        else:
            assert re.fullmatch(r"(?i:https?)://[\w.-]+(:\d+)?(/[^\s?#@\\]*)?", link)
            assert each.attributes["rel"] == "noreferrer noopener"
    (style,) = top.all("style")
    digest = b64encode(sha256(style.text().encode()).digest()).decode()
    (policy,) = (each.attributes["content"] for each in top.all("meta") if each.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert set(re.findall(r"url\((.{11})", style.text())) <= {"data:image/"}
    assert "@import" not in style.text()
    return top


@pytest.fixture
def report(check_page) -> Callable[..., Element]:
    """Write the report of files, read it and make sure that it is harmless."""

    def make(*arguments: str) -> Element:
        ran = check_page("--output-format", "html", *arguments)
        assert ran.out.endswith("</html>\n")
        return must_be_harmless(ran.out)

    return make


def shot(folder: Path, name: str, prompt: str, **fields: object) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps({"prompt": prompt, **fields}, ensure_ascii=False), "utf-8")


FAULTY = "@Image1 as scene, @Image3 as character in the coat of @image 2.\nCut to the beat of @Audio1."
FILES = {"image_urls": ["street.jpg", "https://cdn.example.com/b.png"], "audio_urls": ["https://cdn.example.com/a.mp3?sig=SECRET"]}


def test_what_it_looks_like(tmp_path, check_page, file_regression):
    shot(tmp_path, "alley.json", FAULTY, **FILES, durations=8)
    shot(tmp_path, "clean.json", "图片里的@Image1作为首帧。", image_urls=["https://cdn.example.com/b.png"])
    page = check_page("--output-format", "html").out
    made_elsewhere = r"(?s)<style>.*?</style>|sha256-[\w+/=]+|(?<=<dl>).*(?=</dl>)"  # the style sheet, and what the rules say of themselves
    file_regression.check(re.sub(made_elsewhere, "…", page), extension=".html", encoding="utf-8")


def test_the_sample_is_harmless_and_whole():
    page = must_be_harmless(render("html"))
    assert [len(card.all("li", "finding")) for card in page.all("article")] == [3]
    assert "[the @list](x): <&>" in page.text()
    assert "gone\\r\\n.txt" in page.text()
    assert "broken.json" in page.all("section", "failures")[0].text()
    assert render("html") == render("html")
    must_be_harmless(render("html", []))


def test_a_card_says_what_was_understood(report, tmp_path):
    shot(tmp_path, "alley.json", FAULTY, **FILES)
    (card,) = report().all("article")
    (heading,), (contract,) = card.all("h2"), card.all("p", "contract")
    assert heading.text() == "alley.json:1:12 /prompt"
    assert contract.text().startswith("seedance-2.0")
    (prompt,) = card.all("p", "prompt")
    assert prompt.text(without="number") == FAULTY
    kinds = ("image", "audio", "unresolved", "role")
    assert [(each.text(), next(kind for kind in kinds if kind in each.classes)) for each in prompt.all("span")] == [
        ("@Image1", "image"),
        ("scene", "role"),
        ("@Image3", "unresolved"),
        ("character", "role"),
        ("coat", "role"),
        ("@image 2", "image"),
        ("Cut to the beat of", "role"),
        ("@Audio1", "audio"),
    ]
    assert [each.all("p")[1].text() for each in card.all("li", "file")] == [
        "scene; mentioned once",
        "outfit; mentioned once",
        "beat sync; mentioned once",
        "does not name a file of the request",
    ]


def test_findings_stand_at_their_place(report, tmp_path):
    shot(tmp_path, "alley.json", FAULTY, image_urls=["https://localhost/a.png", "https://cdn.example.com/b.png"], durations=8)
    (card,) = report().all("article")
    numbers = {each.all("span", "number")[0].text(): each.all("a")[-1].text() for each in card.all("li", "finding")}
    (prompt,) = card.all("p", "prompt")
    at_prompt = [numbers[each.text()] for each in prompt.all("a", "number")]
    assert at_prompt == ["undefined-reference", "undocumented-role", "nonstandard-tag", "undefined-reference"]
    (first, *_) = card.all("li", "file")
    assert [numbers[each.text()] for each in first.all("a", "number")] == ["private-url"]
    (unknown,) = [each for each in card.all("li", "finding") if "unknown-field" in each.text()]
    assert unknown.all("pre", "line")[0].all("span", "found")[0].text() == '"durations"'


def test_fixes_show_the_prompt_before_and_after(report, tmp_path):
    shot(
        tmp_path, "alley.json", 'First "line".\nSecond with @image 2, then more.', image_urls=["https://e.com/a.png", "https://e.com/b.png"]
    )
    (fix,) = report("--select", "nonstandard-tag").all("div", "fix")
    assert [each.text() for each in fix.all("pre")] == ["−Second with @image 2, then more.", "+Second with @Image2, then more."]
    assert [(each.name, each.text()) for each in fix.all("del") + fix.all("ins")] == [("del", "@image 2"), ("ins", "@Image2")]


def test_fixes_of_other_values_show_the_line(report, tmp_path):
    (tmp_path / "a.json").write_text('{\n  "prompt": "@Image1",\n  "image_urls": "https://e.com/a.png"\n}', "utf-8")
    (fix,) = report("--select", "wrong-type").all("div", "fix")
    assert [each.text() for each in fix.all("pre")] == [
        '−  "image_urls": "https://e.com/a.png"',
        '+  "image_urls": ["https://e.com/a.png"]',
    ]


def test_suppressed_and_known_findings_are_left_out(report, check_page, tmp_path):
    (tmp_path / "a.yaml").write_text(
        'prompt: "@Image1 and @Image2"  # seedance-lint: ignore[undefined-reference]\nimage_urls: []\n# seedance-lint: ignore[zero-index]\n',
        "utf-8",
    )
    page = report()
    assert [each.attributes["class"] for each in page.all("article")] == ["card clean", "card warning rule0"]
    assert "outside of requests" in page.all("h2")[1].text()
    check_page("--baseline", "known.json", "--write-baseline")
    page = report("--baseline", "known.json")
    assert [each.attributes["class"] for each in page.all("article")] == ["card clean"]
    assert "1 finding in the baseline" in page.text()


def test_the_filter_hides_what_is_not_of_the_kind(report, tmp_path):
    shot(tmp_path, "a.json", FAULTY, **FILES)
    shot(tmp_path, "b.json", "@Image1 as scene", image_urls=["https://e.com/a.png"])
    page = report()
    style = page.all("style")[0].text()
    ids = [each.attributes["id"].removeprefix("show-") for each in page.all("input")]
    assert ids[:5] == ["all", "error", "warning", "info", "clean"]
    assert "checked" in page.all("input")[0].attributes
    shown = {name for each in page.all("article") + page.all("li", "finding") for name in each.classes} - {"card", "finding"}
    assert shown == set(ids) - {"all"}
    for name in shown:
        assert f"#show-{name}:checked~main .card:not(.{name})," in style


def test_one_request_without_findings_needs_no_filter(report, tmp_path):
    shot(tmp_path, "b.json", "@Image1 as scene", image_urls=["https://e.com/a.png"])
    page = report()
    assert not page.all("input")
    assert page.all("span", "badge")[0].text() == "no findings"


HOSTILE = [
    "<script>document.title='ran'</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>' autofocus onfocus=alert(1) x='",
    "</style></p></article><base href=//evil.example>",
    "{{ 7 * 7 }}{% for x in y %}{{ cycler.__init__.__globals__ }}",
    "<!-- --> ]]> &lt;b&gt; &#x3c;b&#62;",
    '@Image1 as <b>scene</b>, @Image9" onmouseover="alert(1) `<i>` `',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_markup(report, tmp_path, text):
    name = text.replace("/", "∕")[:80] + ".json"
    shot(tmp_path, name, f"{text} @Image1 as {text}, @Image7", image_urls=[f"https://e.com/{text}", text], **{f"duration{text}": text})
    (card,) = report().all("article")
    assert card.all("h2")[0].text().startswith(visible_lines(name))
    assert card.all("p", "prompt")[0].text(without="number") == masked(f"{text} @Image1 as {text}, @Image7")


LINKS = {
    "https://cdn.example.com/a.png": True,
    "http://cdn.example.com:8080/夜/a%20b.png": True,
    "HTTPS://CDN.example.com": True,
    " https://cdn.example.com/a.png ": True,
    "javascript:alert(1)": False,
    "JaVaScRiPt:alert(1)//https://e.com": False,
    "java\nscript:alert(1)": False,
    "data:text/html,<script>alert(1)</script>": False,
    "vbscript:x": False,
    "file:///etc/passwd": False,
    "//cdn.example.com/a.png": False,
    "https://cdn.example.com/a.png?sig=SECRET": False,
    "https://cdn.example.com/a.png#token": False,
    "https://me:pw@cdn.example.com/a.png": False,
    "https://cdn.example.com\\@evil.example/a.png": False,
    "https://localhost/a.png": False,
    "http://192.168.0.1/a.png": False,
    "https://cdn.example.com/{id}.png": False,
    'https://cdn.example.com/"onclick="x': False,
    "https://cdn.example.com/\x00a": False,
    "https://cdn.example.com/" + "a" * 3000: False,
    "street.jpg": False,
    "": False,
}


@pytest.mark.parametrize(("url", "linked"), LINKS.items())
def test_only_plain_public_addresses_are_links(url, linked, report, tmp_path):
    assert (public_link(url) is not None) is linked
    shot(tmp_path, "a.json", "@Image1 as scene", image_urls=[url])
    links = [each.attributes["href"] for each in report().all("a", "name")]
    assert links == ([url.strip()] if linked else [])


CHARACTERS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*HOSTILE, "@Image1", "@Image9", " as scene", "\n", "##[error]", "::"]), max_size=6).map("".join),
)


@given(CHARACTERS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30), st.sampled_from(["error", "warning", "info"])), max_size=6))
def test_pieces_of_a_prompt_are_the_prompt(text, places):
    found = [Underlined(Span(start, start + length), number, severity) for number, (start, length, severity) in enumerate(places)]
    marks = [Mark(Span(3, 7), "image", 1), Mark(Span(9, 9), "role"), Mark(Span(12, 30), "unresolved")]
    made = segments(text, marks, found, len(text))
    assert "".join(piece.text for piece in made) == text
    assert sorted(number for piece in made for number in piece.numbers) == list(range(len(found)))


def test_a_finding_without_length_is_numbered_where_it_stands():
    made = segments("abcdef", [], [Underlined(Span(3, 3), 1, "error"), Underlined(Span(0, 0), 2, "error")], 6)
    assert [(piece.text, piece.numbers) for piece in made] == [("", (2,)), ("abc", (1,)), ("def", ())]


@pytest.mark.parametrize(
    ("text", "edits", "before", "after"),
    [
        ("one two three", [(4, 7, "2")], "one two three", "one 2 three"),
        ("one\ntwo\nthree", [(4, 7, "2")], "two", "2"),
        ("a" * 100 + "X" + "b" * 100, [(100, 101, "Y")], "…" + "a" * 40 + "X" + "b" * 40 + "…", "…" + "a" * 40 + "Y" + "b" * 40 + "…"),
        ("one two", [(0, 3, ""), (7, 7, "!")], "one two", " two!"),
    ],
)
def test_a_change_shows_what_is_around_it(text, edits, before, after):
    pieces = change(text, edits).pieces
    assert "".join(piece for kind, piece in pieces if kind != "ins") == before
    assert "".join(piece for kind, piece in pieces if kind != "del") == after


def test_edits_that_do_not_fit_show_nothing():
    assert change("abc", []) is None
    assert change("abc", [(1, 9, "")]) is None
    assert change("abc", [(0, 2, ""), (1, 3, "")]) is None


def test_an_excerpt_is_cut_on_both_sides():
    assert excerpt("x" * 90 + "HERE" + "y" * 90, 90, 94) == ("…" + "x" * 40, "HERE", "y" * 40 + "…")
    assert excerpt("  short\n", 2, 7) == ("", "short", "\n")


@pytest.fixture
def pictures(tmp_path):
    """Make pictures, good and bad."""
    from PIL import Image

    image = Image.new("RGB", (400, 200), (200, 30, 30))
    for name in ("a.jpg", "b.png", "c.webp", "d.gif", "e.bmp", "f.tiff"):
        image.save(tmp_path / name)
    image.save(
        tmp_path / "turned.jpg",
        exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00",
    )
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    Image.new("1", (9000, 9000)).save(tmp_path / "bomb.png")
    (tmp_path / "broken.png").write_bytes((tmp_path / "b.png").read_bytes()[:60])
    (tmp_path / "page.png").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "utf-8")
    return tmp_path


def opened(made: str):
    from PIL import Image

    kind, _, data = made.partition(",")
    assert kind == "data:image/webp;base64"
    return Image.open(BytesIO(b64decode(data)))


@pytest.mark.parametrize("name", ["a.jpg", "b.png", "c.webp", "d.gif", "e.bmp", "f.tiff"])
def test_thumbnails_are_small(pictures, name):
    made = picture(str(pictures / name))
    assert opened(made).size == (192, 96)
    assert made == picture(str(pictures / name))
    assert len(made) < 8000


def test_thumbnails_are_turned_and_clear_where_the_picture_is(pictures):
    assert opened(picture(str(pictures / "turned.jpg"))).size == (96, 192)
    assert opened(picture(str(pictures / "clear.png"))).mode == "RGBA"


@pytest.mark.parametrize("name", ["bomb.png", "broken.png", "page.png", "gone.png", "."])
def test_what_is_no_picture_or_too_large_has_no_thumbnail(pictures, name):
    assert picture(str(pictures / name)) is None


def test_a_picture_is_in_the_page_once(report, pictures):
    for number in range(3):
        shot(pictures, f"{number}.json", "@Image1 as scene, @Image2 as character", image_urls=["a.jpg", "broken.png"])
    page = report("--media", "--no-ignores")
    assert page.all("style")[0].text().count("url(") == 1
    named = [each.attributes["class"] for each in page.all("span", "picture")]
    assert named == ["picture picture0", "picture"] * 3
    assert "400 × 200 · JPEG" in page.all("li", "file")[0].text()
    assert "url(" not in report().all("style")[0].text()  # nobody asked for a look at files


def test_a_library_that_crashes_over_a_picture_costs_that_picture_alone(report, pictures, monkeypatch):
    script = "import os, sys\nfor line in sys.stdin:\n    if 'a.jpg' in line: os.abort()\n    print('\"data:image/webp;base64,AAAA\"', flush=True)\n"
    (pictures / "painter.py").write_text(script, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(pictures))
    monkeypatch.setattr("seedance_lint.reporters.html.thumbnails._PAINTER", "painter")
    shot(pictures, "x.json", "@Image1 as scene, @Image2 as character", image_urls=["a.jpg", "c.webp"])
    named = [each.attributes["class"] for each in report("--media", "x.json").all("span", "picture")]
    assert named == ["picture", "picture picture0"]


def test_pictures_of_other_folders_are_not_shown(report, pictures, monkeypatch):
    (pictures / "sub").mkdir()
    shot(pictures, "sub/a.json", "@Image1 as scene", image_urls=["../a.jpg"])
    monkeypatch.chdir(pictures / "sub")
    page = report("--media", "a.json")
    assert "url(" not in page.all("style")[0].text()
    assert "outside the folders" in page.text()


def test_pages_stay_below_their_size(monkeypatch, report, pictures):
    monkeypatch.setattr("seedance_lint.reporters.html.thumbnails._ROOM", 10)
    shot(pictures, "a.json", "@Image1 as scene", image_urls=["a.jpg"])
    page = report("--media")
    assert "url(" not in page.all("style")[0].text()
    assert "Some pictures were left out" in page.text()


def test_very_long_prompts_and_lists_are_cut(report, tmp_path):
    shot(tmp_path, "a.json", "@Image0 " * 4000, image_urls=[])
    page = report()
    assert "12000 more characters" in page.text()
    assert len(page.all("li", "finding")) == 200
    assert "3801 more findings are not shown" in page.text()


def test_the_same_run_gives_the_same_bytes(check_page, tmp_path):
    shot(tmp_path, "a.json", FAULTY, **FILES)
    assert check_page("--output-format", "html").out == check_page("--output-format", "html").out


def test_the_command_of_the_page(program, pictures):
    page = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")
    (block,) = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    install, check = block.splitlines()
    assert install.startswith("pip install 'seedance-lint[report,media]")
    shot(pictures, "shots/a.json", "@Image1 as scene, @Image2 too", image_urls=["../a.jpg"])
    ran = program(*check.split()[1:])
    assert (ran.code, ran.out) == (1, "")
    assert must_be_harmless((pictures / "report.html").read_text("utf-8")).all("span", "picture0")


@pytest.mark.parametrize("library", ["jinja2", "PIL", "markupsafe"])
def test_a_missing_extra_is_named(tmp_path, library):
    import subprocess
    import sys

    shot(tmp_path, "a.json", "@Image1 as scene", image_urls=["https://e.com/a.png"])
    code = f"import sys; sys.modules[{library!r}] = None; from seedance_lint.cli import main; main()"
    command = [sys.executable, "-c", code, "check", "a.json", "--output-format"]
    done = subprocess.run([*command, "html", "-o", "r.html"], cwd=tmp_path, capture_output=True, text=True, check=False)
    told = "seedance-lint: the HTML report needs an extra; install it with: pip install 'seedance-lint[report]'"
    assert (done.returncode, done.stderr.strip()) == (2, told)
    assert not (tmp_path / "r.html").exists()
    done = subprocess.run([*command, "json"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
