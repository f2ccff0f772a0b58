"""Plain text: everything is the prompt, but for front matter."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import Clue, HostFailure, Passed, host_for, may_hold_prompts
from seedance_lint.hosts import text as host
from seedance_lint.hosts.located import Template
from seedance_lint.source import SourceDocument
from tests.hosts.places import only, pieces, read, strings

WORDS = st.text(st.sampled_from("ab@1 :#-'\"\\,[]{}é中🎬/.&*!|>%?~\t"), max_size=12)


@st.composite
def scalars(draw, in_flow: bool) -> tuple[object, str]:
    """A value and one way to write it."""
    word = draw(WORDS)
    style = draw(st.sampled_from(["single", "double", "escaped", "plain", "number"]))
    if style == "number":
        return draw(
            st.sampled_from(
                [(10, "10"), (-1, "-1"), (4.5, "4.5"), (True, "true"), (None, "null"), (None, "~"), ("16:9", "16:9"), ("no", "no")]
            )
        )
    if style == "single":
        return word, "'" + word.replace("'", "''") + "'"
    if style == "double":
        return word, '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
    if style == "escaped":
        return word, '"' + "".join(f"\\U{ord(character):08x}" for character in word) + '"'
    word = "".join(
        draw(st.lists(st.sampled_from(["a", "1", "@", " b", ":c", "中", "🎬", "-", "#", "'", "https://x.io/a.png?b=c#d"]), max_size=5))
    )
    plain = "w" + word
    return plain, plain


@st.composite
def heads(draw):
    """Front matter: its fields and one way to write them."""
    names = draw(st.lists(st.sampled_from(["image_urls", "video_urls", "duration", "a-b", "x"]), unique=True, min_size=1))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    remark = st.sampled_from(["", " # remark", "  ", " #"])
    fields, lines = {}, []
    for name in names:
        written = draw(st.sampled_from([name, f"'{name}'", f'"{name}"']))
        kind = draw(st.sampled_from(["scalar", "flow", "block", "empty"]))
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(["", "# note", "   # note", "  "])))
        if kind == "scalar":
            fields[name], text = draw(scalars(in_flow=False))
            lines.append(f"{written}: {text}{draw(remark)}")
        elif kind == "empty":
            fields[name] = None
            lines.append(f"{written}:{draw(remark)}")
        else:
            items = draw(st.lists(scalars(in_flow=kind == "flow"), max_size=3, min_size=int(kind == "block")))
            fields[name] = [value for value, _ in items]
            if kind == "flow":
                gap = draw(st.sampled_from(["", " ", end + "  ", f" # remark{end} "]))
                lines.append(f"{written}: [{gap}{f',{gap or chr(32)}'.join(text for _, text in items)}{gap}]{draw(remark)}")
            else:
                indent = draw(st.sampled_from(["", "  "]))
                lines.append(f"{written}:{draw(remark)}")
                lines += [f"{indent}- {text}{draw(remark)}" for _, text in items]
    return fields, end.join(["---", *lines, "---", ""])


@given(heads(), st.text())
def test_heads_in_every_way_of_writing(head, prompt) -> None:
    fields, written = head
    text = written + prompt
    root = only("a.txt", text)
    assert root.value == {"prompt": prompt, **fields}
    tree = root.tree()
    assert text[slice(*tree.find(("prompt",)).span)] == prompt
    for path, value in strings(root.value):
        node = tree.find(path)
        source_map = node.form.source_map(text)
        assert source_map.value == value
        for character, span in pieces(source_map):
            piece = text[slice(*span)]
            assert piece == character or (piece[0] == "\\" and len(piece) > 1) or piece == "''"
        assert path == ("prompt",) or text[slice(*tree.find_key(path[:1]).span)].strip("'\"") == path[0]


@given(heads())
def test_heads_are_yaml(head) -> None:
    yaml = pytest.importorskip("yaml", reason="the library to compare with")

    class Core(yaml.CSafeLoader):
        """A loader that leaves plain words alone."""

    Core.yaml_implicit_resolvers = {}
    fields, written = head
    body = written.removesuffix("---\n").removesuffix("---\r\n")
    assert read("a.txt", written)[0].value.keys() - {"prompt"} == yaml.load(body, Core).keys()

    def plain(value):
        return [plain(item) for item in value] if isinstance(value, list) else value if isinstance(value, str) else ...

    for name, value in yaml.load(body, Core).items():
        ours = plain(fields[name])
        theirs = [item if mine is not ... else ... for item, mine in zip(value, ours, strict=True)] if isinstance(ours, list) else value
        assert ours in (..., theirs)


PLAIN = [
    "",
    "@Image1 as scene",
    "---\nno end",
    "---\njust prose\n---\n",
    "a\n----\nb",
    "a --- b",
    "--- a: 1\n---\n",
    "\ufeff",
    "a\r\n\r\n",
]


@pytest.mark.parametrize("text", PLAIN)
def test_the_whole_file_is_the_prompt(text) -> None:
    root = only("a.prompt", text)
    assert root.value == {"prompt": text}
    node = root.tree().find(("prompt",))
    assert node.span == (0, len(text))
    assert node.form.source_map(text).value == text


PARTED = [
    ("a\n---\nb\n", ["a", "b\n"]),
    ("a\r\n===  \r\nb\r\n---\r\nc", ["a", "b", "c"]),
    ("a\n---\nb: 1\n---\n", ["a", "b: 1"]),
    ("---\njust prose\n---\nmore", ["just prose", "more"]),
    ("---\nseed: 1\n---\na\n\n---\n\n---\n\nb", ["a\n", "\nb"]),
]


@pytest.mark.parametrize(("text", "prompts"), PARTED)
def test_prompts_parted_by_lines(text, prompts) -> None:
    found = read("a.txt", text)
    assert [root.value["prompt"] for root in found] == prompts
    for root in found:
        node = root.tree().find(("prompt",))
        assert text[slice(*node.span)] == node.form.source_map(text).value == root.value["prompt"]
        assert root.offset == node.span.start
        assert root.value.get("seed") == (1 if "seed" in text else None)


SEVERAL = [
    "Prompt 1: @Image1 walks through the rain.\n\nPrompt 2: @Image1 sits down beside the fire.\n",
    "@Image1 as first frame, she walks through the rain.\n\n@Image2 as first frame, he sits down beside the fire.\n",
]
ONE = [
    "@Image1 as first frame, she walks through the rain.\n\nShot 2: @Image1 sits down beside the fire.\n",
    "Shot 1: @Image1 walks.\n\nShot 2: @Image1 sits.\n",
    "Prompt: @Image1 walks.\n\nNegative prompt: blur\n",
]


def test_prompts_that_only_blank_lines_part_are_passed_over() -> None:
    assert [read("a.txt", text) for text in SEVERAL] == [[Passed(host.SEVERAL, 0)]] * len(SEVERAL)
    assert [only("a.txt", text).value for text in ONE] == [{"prompt": text} for text in ONE]


DOCUMENTS = [
    "# Tips\n\n- Use @Image1 for the first picture.\n- Use @Video1 for the moves.\n",
    "Copyright 2026 Nobody. All rights reserved.\nPermission is hereby granted, free of charge, to any person.\n",
    "# One\n\nSome words about it.\n\n# Two\n\nSome more words about it.\n",
    "alpha\nbeta\ngamma\n" * 4,
    "import os\nprint(os.name)\n",
    '{"type": "start", "words": 3}\n{"type": "word", "word": "sea"}\n',
    "ROLE\n\nYou are the lead writer of a film crew. Write the prompt for each request.\n\nREFERENCES\n\n@Image1 is the face, @imageN another file.\n",
    "Clips of ours, a guide to run them\n==================================\n\nA camera is set up first. Then all of it runs.\n",
    ".. note::\n   Never write a password down.\n",
    "Key visual for GPT Image 2: a kettle boils over in a dark kitchen, close-up, wide shot behind it.\n",
    "Usage:\n  reel make [flags]\n\nFlags:\n  --image array   an image, as in @Image1\n  --video array   a clip\n  -h, --help      help\n",
]
PROMPTS = [
    "# a note\n@Image1 walks\n",
    "A kettle boils over in a dark kitchen, slow push in.",
    "Seedance, from the key visual of Nano Banana: a kettle boils over in a dark kitchen, close-up.\n",
    "Rain.\nNeon.\nA dog runs along the street.\n",
    "## 角色\n- 女孩：@图片1\n## 镜头描述\n镜头1（0-3s）：女孩撑开伞，镜头缓缓拉远。\n",
    "- @Image1 opens the door\n- she walks out into the snow\n",
]


def test_a_text_file_that_is_a_document_is_no_prompt() -> None:
    assert [read("a.txt", text) for text in DOCUMENTS] == [[]] * len(DOCUMENTS)
    assert [only("a.prompt", text).value for text in DOCUMENTS] == [{"prompt": text} for text in DOCUMENTS]
    assert [only("a.txt", text).value for text in PROMPTS] == [{"prompt": text} for text in PROMPTS]


def test_a_text_file_with_the_name_of_a_document_is_no_prompt() -> None:
    text = "Prompts of the harbour\n\nfolders:\n- drafts/ : what is not made yet\n- out/ : @clips that came back\n"
    assert [read(name, text) for name in ("README.txt", "docs/readme.en.txt", "docs/seedance-prompt-guide.txt")] == [[], [], []]
    assert only("harbour.txt", text).value == {"prompt": text}


@pytest.mark.parametrize("folder", ["cache", "tools/Logs", "data/scraped"])
def test_what_a_program_has_fetched_is_no_prompt(folder):
    text = "A ferry leaves the pier at dusk, the camera pulls back slowly, close-up of the rail."
    assert read(f"{folder}/video.txt", text) == []
    for path, other in ((f"{folder}/video.txt", text.replace("A ferry", "@Image1")), (f"{folder}_prompts/video.txt", text)):
        assert [root.value["prompt"] for root in read(path, other)] == [other]


BOAT = "A boat drifts past the lighthouse at dawn, slow push in."
HEADS_OF_PROMPTS = {
    "a title": (f"# Boat prompt\n\n{BOAT}\n", len("# Boat prompt\n\n")),
    "a title and what it says": (f"# Boat prompt\n\nStatus: draft\nVersion: 2\n\nReference image:\n`shots/a.png`\n\n{BOAT}\n", 73),
    "the state of it": (f"Status: draft, not approved.\r\n\r\n{BOAT}", 32),
    "no title of a prompt": (f"# Boat\n\n{BOAT}\n", 0),
    "a file that is a tag": (f"Status: draft\n\nReference image: @Image1\n\n{BOAT}\n", len("Status: draft\n\n")),
    "a part of the prompt": (f"Title: Dawn\n\n{BOAT}\n", 0),
    "nothing below": ("Status: draft\n\nA boat.\n", 0),
}


@pytest.mark.parametrize(("text", "start"), HEADS_OF_PROMPTS.values(), ids=HEADS_OF_PROMPTS)
def test_what_a_file_says_of_its_prompt_in_front_is_no_part_of_it(text, start) -> None:
    root = only("a.txt", text)
    assert root.value["prompt"] == text[start:]
    assert root.tree().find(("prompt",)).span == (start, len(text))
    assert only("a.prompt", text).value["prompt"] == text


def test_a_prompt_that_its_author_marks_as_one_not_to_be_used_is_passed_over() -> None:
    for text in (f"SUPERSEDED by b.txt\n\n{BOAT}", f"DEPRECATED: {BOAT}", f"[已废弃]\n{BOAT}", f"# Do not use / old\n{BOAT}"):
        assert read("a.txt", text) == [Passed(host.WITHDRAWN, 0)], text
        assert only("a.prompt", text).value == {"prompt": text}
    for text in (f"Do not use music. {BOAT}", f"Deprecated machines rust in a hall. {BOAT}"):
        assert only("a.txt", text).value == {"prompt": text}
    passed, root = read("a.txt", f"Superseded: the new one is below\n---\n{BOAT}\n")
    assert passed == Passed(host.WITHDRAWN, 0)
    assert root.value == {"prompt": f"{BOAT}\n"}
    for notice in ("SUPERSEDED (by b.txt): this prompt failed.", "已废弃：本文件不再使用。"):
        found = read("a.txt", f"{notice}\n\n---\n\n{BOAT}\n")
        assert [each.reason for each in found if isinstance(each, Passed)] == [host.WITHDRAWN] * len(found)


MINUTES = "The baker opened at six and sold the first loaves to the people of the yard. " * 5

GLANCES = [
    ("notes/a.txt", "Bring milk and bread from the shop.", False),
    ("video/a.txt", "A kettle boils over, slow push in.", True),
    ("prompts/a.txt", "夜晚，镜头缓缓推进。", True),
    ("notes/a.txt", "A kettle boils over, slow push in.", False),
    ("notes/a.txt", "夜晚，镜头缓缓推进。", False),
    ("notes/a.txt", "@Image1 walks", True),
    ("notes/a.txt", "Bring the receipts to @billing before noon.", False),
    ("notes/a.txt", "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n", False),
    ("notes/a.txt", "setup.md\ntracking.md\nplans.md\n", False),
    ("notes/a.txt", f"{MINUTES} We talked about tracking the orders.", False),
    ("notes/a.txt", f"{MINUTES} Seedance: tracking shot.", True),
    ("notes/a.txt", f"{MINUTES} Tracking shot of the yard, slow push in.", False),
    ("video/a.txt", f"{MINUTES} Tracking shot.", True),
    ("notes/a.txt", "---\nimages: 1\n---\nx", True),
    ("prompts/a.txt", "Bring milk.", False),
    ("prompts/a.txt", "A kettle boils over, slow push in.", True),
    ("prompts/seedance/a.txt", "Bring milk.", True),
    ("kitchen/video_prompt_1.txt", "Bring milk.", True),
    ("kitchen/system_prompt.txt", "Bring milk.", False),
    ("kitchen/log.txt", "Seedance: planned 6 clips\nwrote 6 prompts to /tmp/yard.a1\n", False),
    ("kitchen/sizes.txt", " 214 yard/prompt_contract.py\n  45 yard/storyboard.py\n", False),
    ("kitchen/send.txt", 'curl https://api.example.com/v1/videos -d \'{"prompt": "A kettle."}\'', True),
    ("kitchen/talk.txt", "Seedance: 화면에 대해 이야기합니다.", False),
    ("a.prompt", "Bring milk.", True),
    ("a.md", "> Bring milk.", False),
    ("a.md", "> @Image1 walks", True),
]


@pytest.mark.parametrize(("path", "text", "held"), GLANCES)
def test_a_glance_at_a_file_that_nobody_named(path, text, held) -> None:
    assert may_hold_prompts(SourceDocument(path, text), host_for(path)) is held


def test_a_text_that_a_program_fills_in_is_a_template() -> None:
    from seedance_lint.hosts.prose.verdict import TEMPLATE

    for text in (
        "{{ name }} crosses the yard, slow push in.",
        "{% if rain %}Rain. {% endif %}Slow push in on the yard.",
        "{# a note #}\nSlow push in.",
        "Slow push in on {place_name} at dawn.",
        "Use: {advert | trailer | loop}\nSlow push in on the yard.",
    ):
        assert read("prompts/a.txt", text) == [Passed(TEMPLATE, 0)], text
    for text in ("{{image_1}} crosses the yard, slow push in.", "The yard {at dawn}, slow push in.", "She says {come in}, slow push in."):
        assert only("prompts/a.txt", text).value == {"prompt": text}


def test_the_name_of_a_file_says_that_its_prompt_is_for_a_picture() -> None:
    text = "The yard at dawn, camera at eye level, nobody there."
    for name in ("yard_text2image_prompt.txt", "prompts/yard_keyframe.txt", "yard-KF-03-prompt.txt", "prompts/yard_image_prompt.txt"):
        assert read(name, text) == [Passed(host.OF_PICTURE, 0)], name
    for name in ("yard_image2video_prompt.txt", "keyframe/yard.txt", "yard_clip_keyframe.txt", "imagine_prompt.txt"):
        assert only(name, text).value == {"prompt": text}, name
    tagged = f"The yard of @Image1. {text}"
    assert read("yard_keyframe.txt", tagged) == [Passed(host.OF_PICTURE, 0)]
    assert only("yard_image.txt", tagged).value == {"prompt": tagged}
    assert only("yard_keyframe.txt", f"Seedance: {text}").value == {"prompt": f"Seedance: {text}"}


def test_a_text_that_asks_for_json_is_no_film() -> None:
    for text in (
        "Judge whether the last shot leaves a question open.\nReturn JSON: passed, score.",
        "判断最后一个镜头是否留下悬念。\n返回 JSON：passed、score。",
    ):
        assert read("prompts/a.txt", text) == []


def test_a_text_that_orders_a_picture_is_no_film() -> None:
    for ordered in (
        "Create a photoreal 9:16 storyboard frame of the yard",
        "Generate one clean reference image",
        "Design a 16:9 production conte sheet",
    ):
        assert read("a.txt", f"{ordered}, camera at eye level, close-up of the gate.") == [], ordered
    for ordered in (
        "Create a photoreal video of the yard",
        "Create an image of the yard that becomes a film",
        "Create a still yard",
        "Make the man of image 1 run",
        "Create an image-to-video take of the locked keyframe",
    ):
        text = f"{ordered}, camera at eye level, close-up of the gate."
        assert only("a.txt", text).value == {"prompt": text}


def test_a_command_that_a_log_keeps_is_no_prompt() -> None:
    command = "C:/tools/clips.exe image2video --model_version seedance2.0 --prompt the yard at dawn --ratio 16:9"
    assert read("preview.txt", command) == []
    assert only("a.txt", "The yard at dawn, slow push in. --ratio 16:9").value == {"prompt": "The yard at dawn, slow push in. --ratio 16:9"}


def test_a_document_may_hold_marked_prompts() -> None:
    (root,) = read("a.txt", "# Tips for a prompt\n\nWrite it so:\n\n```\n@Image1 walks slowly through the rain.\n```\n")
    assert root.value == {"prompt": "@Image1 walks slowly through the rain."}
    assert [(clue.kind, clue.text) for clue in root.around] == [
        ("heading", "Write it so:"),
        ("heading", "Tips for a prompt"),
    ]


def test_files_of_which_only_the_number_is_known_and_a_profile() -> None:
    text = "---\nimages: 2\nvideos: 0\nprofile: fal-2.0\n---\n@Image3 walks"
    root = only("a.txt", text)
    assert root.value == {"prompt": "@Image3 walks", "profile": "fal-2.0", "image_urls": ["{}", "{}"]}
    assert all(isinstance(url, Template) for url in root.value["image_urls"])
    assert text[slice(*root.tree().find(("image_urls", 1)).span)] == "2"
    assert root.around == (Clue("profile", "fal-2.0", root.tree().find(("profile",)).span),)


FAILURES = [
    ("---\n«oops\nseed: 1\n---\n", "`name: value`"),
    ("---\nseed: 1\n«seed: 2\n---\n", "twice"),
    ("---\nimage_urls: «[1, 2\n---\n", "never closed"),
    ("---\nimage_urls: ['1' «'2']\n---\n", "`,` or `]`"),
    ("---\nmodel: «'x\n---\n", "not closed"),
    ('---\nmodel: «"\\x"\n---\n', "escape"),
    ("---\nfiles: «*b\n---\n", "plain value"),
    ("---\nmodel: b«: c\n---\n", "end of the line"),
    ("---\nfiles:\n  - x\n« - y\n---\n", "same indentation"),
    ("---\nseed: 1\n  «b: 1\n---\n", "expected a `name: value` line"),
    ("---\n«prompt: p\n---\n", "below"),
]


@pytest.mark.parametrize(("text", "message"), FAILURES)
def test_a_broken_head_has_its_place(text, message) -> None:
    (failure,) = read("a.txt", text.replace("«", ""))
    assert isinstance(failure, HostFailure)
    assert message in failure.message
    assert failure.offset == text.index("«")


HEADS = [
    ("files: {b: 1}", {"files": {"b": 1}}, None),
    ("model: |\n  text\n", {"model": "text\n"}, None),
    ("files:\n  - - x", {"files": [["x"]]}, None),
    ("files:\n  - url: x\n    role: y\nseed: 1", {"files": [{"url": "x", "role": "y"}], "seed": 1}, None),
    ("tags: &t {a: b}\nseed: 1", {"tags": {"a": "b"}, "seed": 1}, {"seed": 1}),
    ("summary: >\n  some\n  words\nseed: 1", {"summary": "some words\n", "seed": 1}, {"seed": 1}),
    ("note: a: b\nseed: 1", {"seed": 1}, {"seed": 1}),
    ("note: 1\nnote: 2\nseed: 1", {"note": 2, "seed": 1}, {"note": 2, "seed": 1}),
    ("note: 'x\noops\nseed: 1", {"seed": 1}, {"seed": 1}),
]


@pytest.mark.parametrize(("head", "fields", "without_library"), HEADS)
def test_heads_that_need_the_library_or_have_other_peoples_fields(head, fields, without_library, monkeypatch) -> None:
    pytest.importorskip("yaml", reason="the library that reads them")
    text = f"---\n{head}\n---\np"
    root = only("a.txt", text)
    assert root.value == {"prompt": "p", **fields}
    tree = root.tree()
    for path, value in strings(root.value):
        assert tree.find(path).form.source_map(text).value == value
    monkeypatch.setitem(sys.modules, "yaml", None)
    (root,) = read("a.txt", text)
    assert isinstance(root, HostFailure) if without_library is None else root.value == {"prompt": "p", **without_library}


def test_comments_of_the_head() -> None:
    text = "---\n# seedance-lint: one\na: [x, # two\n  y] # three\n---\n# prompt, no comment\n"
    comments = list(host.comments(SourceDocument("a.txt", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [("seedance-lint: one", True), ("two", False), ("three", False)]
    assert [text[slice(*comment.span)] for comment in comments] == ["# seedance-lint: one", "# two", "# three"]


def test_a_head_of_many_megabytes_is_read_in_one_pass() -> None:
    text = "---\na: " + "x y" * 3_000_000 + "\n---\nprompt"
    assert only("a.txt", text).value["prompt"] == "prompt"
    assert only("a.txt", "---\n" * 1_000_000).value


PAGE = '# Notes\n\nTips:\n\n- one\n\n```json\n{"model": "seedance-2.0", "prompt": "@Image1 sings."}\n```\n\n```yaml\n"prompt: [\n```\n'


def test_fences_of_a_document_are_read_as_on_a_page_and_may_hold_anything() -> None:
    root = only("a.txt", PAGE)
    assert root.value == {"model": "seedance-2.0", "prompt": "@Image1 sings."}
    span = root.tree().find(("prompt",)).span
    assert PAGE[slice(*span)] == '"@Image1 sings."'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_command_lines_of_a_document_are_read(end) -> None:
    lines = [
        "# Calls",
        "",
        "# 1. A video",
        "curl https://api.example.com/v1/videos \\",
        "  -d '{",
        '    "model": "seedance-2.0",',
        '    "prompt": "The sea \\u0041."',
        "  }'",
        "",
        "Don't forget:",
        '  reel make --image a.png --prompt="The fog" --model seedance-2.0',
        "",
    ]
    text = end.join(lines)
    first, second = read("a.txt", text)
    assert first.value["prompt"] == "The sea A."
    assert first.tree().find(("prompt",)).form.source_map(text).value == "The sea A."
    assert second.value["prompt"] == "The fog"
    assert text[slice(*second.tree().find(("prompt",)).span)].strip('"') == "The fog"
    assert read("a.txt", text.replace("The sea", "The (sea").replace("'{", "{")) != []
    assert read("a.txt", end.join([*lines[:3], "curl https://example.com/a.sh | sh", "Say --prompt to it."])) == []


PASTED = """Quick start
#
Set the key first, then send a request.

import { fal } from "@fal-ai/client";

const result = await fal.subscribe("bytedance/seedance-2.0/image-to-video", {
  input: {
    prompt: "The baker of @Image1 \\"kneads\\" the dough.",
    image_url: "https://example.com/a.png"
  },
});
console.log(result.data);
Python
#
result = fal_client.subscribe(
    "bytedance/seedance-2.0/text-to-video",
    arguments={
        "prompt": "A heron stands in the reeds."
    },
)
Others
#
const other = await fal.subscribe("fal-ai/veo3", {
  input: { prompt: "A fox runs." },
});
result = client.run(
    "bytedance/seedance-2.0", prompt="Never closed."
"""


def test_calls_that_are_pasted_into_a_document() -> None:
    first, second = read("a.txt", PASTED)
    for root, prompt, written in (
        (first, 'The baker of @Image1 "kneads" the dough.', 'The baker of @Image1 \\"kneads\\" the dough.'),
        (second, "A heron stands in the reeds.", "A heron stands in the reeds."),
    ):
        (path,) = [path for path, value in strings(root.value) if value == prompt]
        node = root.tree().find(path)
        assert PASTED[slice(*node.span)] == f'"{written}"'
        assert node.form.source_map(PASTED).value == prompt
    assert read("a.txt", f"{PASTED}\n```\n```\n") == []  # its code is in fences


LISTED = "1. A fisherman rows over the lake at dawn, the camera follows.\n\n2. @Image1 opens the door of the old mill, slow push-in.\n3. 渔夫在清晨的湖面上划船，镜头缓缓跟随，雾气散开。\n"


def test_a_file_called_prompts_may_be_a_list_of_them() -> None:
    prompts = [line[3:] for line in LISTED.splitlines() if line]
    for path in ("prompts.txt", "lake_prompts.txt", "a/Seedance-Prompts.txt"):
        roots = read(path, LISTED)
        assert [root.value["prompt"] for root in roots] == prompts
        for root in roots:
            assert LISTED[slice(*root.tree().find(("prompt",)).span)] == root.value["prompt"]
    for path, text in (
        ("lake.txt", LISTED),
        ("prompts/lake.txt", LISTED),
        ("prompts.txt", LISTED.replace("3. ", "4. ")),
        ("prompts.txt", LISTED.replace("2. ", "2. Shot two: ")),
        ("prompts.txt", LISTED.replace("2. ", "2. 3-5s: ")),
        ("prompts.txt", LISTED.replace("the camera follows.", "the camera\nfollows.")),
        ("prompts.txt", LISTED.replace("2. @Image1 opens the door of the old mill, slow push-in.", "2. Slow push-in.")),
    ):
        assert [root.value["prompt"] for root in read(path, text)] == [text]
    assert next(root.value for root in read("prompts.txt", f"---\nduration: 5\n---\n{LISTED}")) == {"prompt": prompts[0], "duration": 5}
