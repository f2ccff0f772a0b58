"""One whole request with a dozen faults, in every language that a request is written in: the same findings, and fixes that leave a sound file."""

import json
from pathlib import Path

import pytest

from seedance_lint.hosts import host_for
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.source import SourceDocument

from .dialects import DIALECTS

PROFILE = load_profile("seedance-2.0")
BODY = {
    "model": "seedance-2.0",
    "prompt": (
        "Open on @image1 as first frame, then the “glassblower” of @Image5, it's hot. Follow @Video1 camera movement, @Vidoe1 for the sparks. "
        "Let @Audio1 as last frame set the pace; @Image 2 as fist frame, 图片3作为场景, and @Image0 stays out. @Image is blank."
    ),
    "image_urls": ["https://example.com/kiln.png", "https://example.com/kiln.png", "shots/door.png"],
    "video_urls": ["https://me:pass@example.com/walk.mp4"],
    "audio_urls": "http://localhost/hum.mp3",
    "duration": 30,
    "qualty": "1080p",
    "aspect_ratio": "16:10",
}


def found(check, dialect, folder):
    """Return rule, message and the words at the place of all that is found in a file."""
    text = (folder / dialect.path).read_text(encoding="utf-8")
    ran = check(dialect.path, "--output-format", "json").json
    assert ran["failures"] == []
    assert ran["summary"]["prompts"] == 1

    def words(place):
        here = text[place["start"]["offset"] : place["end"]["offset"]]
        at = place["pointer"].rpartition("/")[2]
        whole = here[:1] in "\"'`[" or at != "prompt"
        return dialect.value(here) if whole else dialect.piece(here)

    assert all(each["exact"] for each in ran["diagnostics"])
    return sorted(
        (each["rule"], each["message"], str(words(each)), [str(words(other)) for other in each["related"]]) for each in ran["diagnostics"]
    )


def body_of(dialect, text):
    """Return the one request body that a file holds."""
    host = host_for(dialect.path)
    (request,) = [
        request for root in host.roots(SourceDocument(dialect.path, text)) for request in find_requests(root.value, PROFILE).found
    ]
    return dict(request.fields)


@pytest.fixture
def write(tmp_path, check):
    def written(dialect):
        text = dialect.write(dict(BODY))
        dialect.valid(text)
        (tmp_path / dialect.path).write_text(text, encoding="utf-8")
        return text

    return written


JSON = DIALECTS[0]


@pytest.mark.parametrize("dialect", DIALECTS, ids=[dialect.name for dialect in DIALECTS])
def test_the_same_is_found_and_mended(check, write, tmp_path, dialect):
    write(JSON)
    expected = found(check, JSON, tmp_path)
    assert len({rule for rule, *_ in expected}) >= 12
    check(JSON.path, "--fix", "--unsafe-fixes")
    mended = json.loads((tmp_path / JSON.path).read_text(encoding="utf-8"))
    assert {**mended, "prompt": ""} == {
        **{key: value for key, value in BODY.items() if key != "qualty"},
        "prompt": "",
        "audio_urls": ["http://localhost/hum.mp3"],
        "duration": 15,
        "quality": "1080p",
        "aspect_ratio": "16:9",
    }

    before = write(dialect)
    assert found(check, dialect, tmp_path) == expected
    check(dialect.path, "--fix", "--unsafe-fixes")
    after = (tmp_path / dialect.path).read_text(encoding="utf-8")
    dialect.valid(after)
    assert body_of(dialect, after) == mended
    assert after != before
    check(dialect.path, "--fix", "--unsafe-fixes")
    assert (tmp_path / dialect.path).read_text(encoding="utf-8") == after


def test_every_language_is_there():
    suffixes = {Path(dialect.path).suffix for dialect in DIALECTS}
    assert suffixes == {".json", ".jsonl", ".yaml", ".toml", ".py", ".js", ".ts", ".md", ".html", ".ipynb", ".sh", ".java", ".go"}
