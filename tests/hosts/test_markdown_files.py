"""Markdown: the files that a page names for its prompts."""

import pytest

from seedance_lint.hosts.located import Template
from tests.hosts.places import only, read, strings

CAMERA = "A fisherman rows over the lake at dawn, the camera tracks slowly behind him."
PROMPT = "> @Image1 walks slowly along the pier.\n"
FILES = [
    (f"---\nimages: 2\n---\n{PROMPT}", {"image_urls": ["{}", "{}"]}, "2"),
    (
        f"---\nimage_urls: [https://x.io/a.png, b.png]\ncover: c.png\n---\n{PROMPT}",
        {"image_urls": ["https://x.io/a.png", "{}"]},
        "https://x.io/a.png",
    ),
    (
        f"- `@Image1`: a.png\n- `@Image2` = `b.jpg` — hero\n- @Video1 — https://x.io/v.mp4\n\n{PROMPT}",
        {"image_urls": ["{}", "{}"], "video_urls": ["https://x.io/v.mp4"]},
        "a.png",
    ),
    (f"{PROMPT}\nImages: a.png, https://x.io/b.png\n", {"image_urls": ["{}", "https://x.io/b.png"]}, "a.png"),
    (f"**Files:** a.png and s.mp3\n\n{PROMPT}", {"image_urls": ["{}"], "audio_urls": ["{}"]}, "a.png"),
    (f"| Tag | File |\n|---|---|\n| @Image1 | a.png |\n| @Image3 | c.png |\n\n{PROMPT}", {"image_urls": ["{}", "{}", "{}"]}, "a.png"),
    (
        f"| Tag | File |\n|---|---|\n| `@Image1` (the hero of it) | a.png |\n| as in @Image2 | c.png |\n\n{PROMPT}",
        {"image_urls": ["{}"]},
        "a.png",
    ),
    (f"## A\n\n- @Image1: a.png\n\n## B\n\n{PROMPT}", {}, ""),
    (f"- @Image1 is the hero of the film\n\n{PROMPT}", {}, ""),
    (f"{PROMPT}\nVideo: [made.mp4](https://x.io/made.mp4)\n", {}, ""),
    (f"Audio: s.mp3\n\n{PROMPT}", {}, ""),
    (f"{PROMPT}\nImages: [a.png](https://x.io/a.png), b.png\n", {"image_urls": ["https://x.io/a.png", "{}"]}, "https://x.io/a.png"),
    (f"- @Audio1: s.mp3\n\n{PROMPT}", {"audio_urls": ["{}"]}, "s.mp3"),
    (f"- @Image1: a.png\n\n- @Image1: b.png\n- @Image2: c.png\n\n{PROMPT}", {"image_urls": ["{}", "{}"]}, "b.png"),
]


@pytest.mark.parametrize(("text", "fields", "first"), FILES)
def test_files_that_a_page_names(text, fields, first) -> None:
    root = only("a.md", text)
    assert root.value == {"prompt": "@Image1 walks slowly along the pier.", **fields}
    tree = root.tree()
    for path, value in strings(fields):
        node = tree.find(path)
        assert isinstance(value, str)
        assert isinstance(node.value, Template) or text[slice(*node.span)] == value
    if fields:
        assert text[slice(*tree.find((next(iter(fields)), 0)).span)] == first


def test_a_video_below_a_prompt_without_tags_is_what_was_made_of_it() -> None:
    prompt = f"# Seedance 2.0\n\n**Prompt:** {CAMERA}\n"
    assert only("a.md", f"{prompt}\nVideo: made.mp4\n").value == {"prompt": CAMERA}
    assert only("a.md", f"{prompt}\nVideos: a.mp4, b.mp4\n").value == {"prompt": CAMERA, "video_urls": ["{}", "{}"]}
    assert only("a.md", f"# Seedance 2.0\n\nVideo: a.mp4\n\n**Prompt:** {CAMERA}\n").value == {"prompt": CAMERA, "video_urls": ["{}"]}


def test_a_marked_fence_has_the_files_of_the_page_unless_it_names_its_own() -> None:
    text = "Images: a.png, b.png\n\n```prompt\n@Image1\n```\n\n```prompt\n---\nimage_urls: [https://x.io/c.png]\n---\n@Image1\n```\n"
    first, second = read("a.md", text)
    assert first.value == {"prompt": "@Image1", "image_urls": ["{}", "{}"]}
    assert text[slice(*first.tree().find(("image_urls", 1)).span)] == "b.png"
    assert text[slice(*first.tree().find(("prompt",)).span)] == "@Image1"
    assert second.value == {"prompt": "@Image1", "image_urls": ["https://x.io/c.png"]}
