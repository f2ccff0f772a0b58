"""Facts of local files reach the assets that name them, and only those."""

import pytest

from seedance_lint.probes.files import LocalFiles, is_local
from seedance_lint.requests.facts import FileFacts
from seedance_lint.requests.request import PromptRequest


@pytest.mark.parametrize(
    "path", ["hero.jpg", "./hero.jpg", "../hero.jpg", "/srv/hero.jpg", "shots\\hero.jpg", "C:\\shots\\hero.jpg", "角色.jpg", "a b.jpg"]
)
def test_paths_are_local(path):
    assert is_local(path)


@pytest.mark.parametrize(
    "url",
    ["", "  ", "https://e.com/a.jpg", "HTTP://e.com", "data:image/png;base64,AA==", "blob:x", "file:///a.jpg", "s3://b/a", "//e.com/a.jpg"],
)
def test_urls_and_nothing_are_not(url):
    assert not is_local(url)


@pytest.mark.slow
def test_facts_sizes_and_durations_reach_their_assets(media, drafted):
    media.image("shots/hero.jpg")
    media.audio("shots/tone.wav", 2)
    asked = drafted(image=["hero.jpg", "https://example.com/a.jpg", "gone.jpg", None], audio=["tone.wav"])
    seen = LocalFiles(media.folder / "shots").add_to(asked)
    hero, remote, gone, none = seen.assets["image"]
    assert (hero.facts.format, hero.size, hero.duration) == ("jpeg", (media.folder / "shots/hero.jpg").stat().st_size, None)
    assert gone.facts == FileFacts(problem="missing")
    assert (remote, none) == asked.assets["image"][1::2]
    assert seen.assets["audio"][0].duration == 2


@pytest.mark.slow
def test_a_file_is_looked_at_once(media, drafted, monkeypatch):
    media.image("hero.jpg")
    files = LocalFiles(media.folder)
    first = files.add_to(drafted(image=["hero.jpg"]))
    monkeypatch.setattr("seedance_lint.probes.guarded.GuardedProbe.probe", lambda *_: pytest.fail("looked at twice"))
    assert files.add_to(drafted(image=["hero.jpg", "hero.jpg"])).assets["image"][1].facts == first.assets["image"][0].facts


def test_a_request_whose_files_are_unknown_stays_as_it_is():
    asked = PromptRequest("", ("prompt",), None, (), {}, {})
    assert LocalFiles(".").add_to(asked) is asked
