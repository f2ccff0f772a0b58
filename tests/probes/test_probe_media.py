"""Files are what their content says, and no file holds the program up."""

import os
import socket
from pathlib import Path

import pytest

from seedance_lint.probes.media import probe_file
from seedance_lint.requests.facts import FileFacts

pytestmark = pytest.mark.slow

IMAGES = {"a.jpg": "jpeg", "a.png": "png", "a.webp": "webp", "a.bmp": "bmp", "a.tiff": "tiff", "a.gif": "gif", "a.avif": "avif"}
VIDEOS = {"a.mp4": "mp4", "a.mov": "mov", "a.webm": "webm", "a.mkv": "mkv", "a.avi": "avi", "a.3gp": "3gp"}
SOUNDS = {"a.mp3": "mp3", "a.wav": "wav", "a.flac": "flac", "a.ogg": "ogg", "a.m4a": "m4a", "a.aiff": "aiff"}


@pytest.mark.parametrize(("name", "form"), IMAGES.items())
def test_an_image_tells_its_format_and_its_size(media, name, form):
    path = media.image(name, (40, 30))
    assert probe_file(path) == FileFacts(kind="image", format=form, size=path.stat().st_size, width=40, height=30)


@pytest.mark.parametrize(("name", "form"), VIDEOS.items())
def test_a_video_tells_its_format_its_duration_and_its_size(media, name, form):
    facts = probe_file(media.video(name, 2))
    assert facts[:3] == ("video", form, (media.folder / name).stat().st_size)
    assert facts.duration == pytest.approx(2, abs=0.1)
    assert (facts.width, facts.height, facts.frame_rate, facts.problem) == (64, 48, 24, None)


@pytest.mark.parametrize(("name", "form"), SOUNDS.items())
def test_a_sound_tells_its_format_and_its_duration(media, name, form):
    facts = probe_file(media.audio(name, 2))
    assert (facts.kind, facts.format, facts.width, facts.problem) == ("audio", form, None, None)
    assert facts.duration == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize("options", [("-write_xing", "0"), ("-q:a", "4"), ("-id3v2_version", "0")])
def test_mp3_without_its_usual_headers_has_a_duration(media, options):
    assert probe_file(media.audio("a.mp3", 3, *options)).duration == pytest.approx(3, abs=0.2)


def test_a_duration_that_nothing_tells_is_unknown_not_wrong(media):
    assert probe_file(media.audio("a.mp3", 3, "-q:a", "4", "-write_xing", "0")).duration is None


def test_cover_art_makes_no_song_an_image(media):
    cover = media.image("cover.jpg", (300, 300))
    options = ("-i", str(cover), "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic")
    for name, form in [("a.mp3", "mp3"), ("a.m4a", "m4a")]:
        facts = probe_file(media.audio(name, 2, *options))
        assert (facts.kind, facts.format, facts.width) == ("audio", form, None)


def test_a_video_container_with_nothing_but_sound_is_sound(media):
    assert probe_file(media.audio("a.mp4"))[:2] == ("audio", "mp4")


def test_fragmented_mp4_has_a_duration(media):
    path = media.video("a.mp4", 3, "-movflags", "+frag_keyframe+empty_moov+default_base_moof")
    assert probe_file(path).duration == pytest.approx(3, abs=0.1)


def test_a_wave_file_of_the_long_form_is_a_wave_file(media):
    assert probe_file(media.audio("a.wav", 1, "-rf64", "always"))[:2] == ("audio", "wav")


def test_an_image_that_asks_to_be_turned_has_the_sides_that_are_shown(media):
    from PIL import Image

    turned = Image.Exif()
    turned[0x0112] = 6
    facts = probe_file(media.image("a.jpg", (40, 30), exif=turned))
    assert (facts.width, facts.height) == (30, 40)


@pytest.mark.parametrize(
    ("made", "named", "expected"),
    [
        ("a.webm", "b.mp4", ("video", "webm")),
        ("a.mov", "b.mp4", ("video", "mov")),
        ("a.mp4", "b.jpg", ("video", "mp4")),
        ("a.png", "b.jpg", ("image", "png")),
        ("a.jpg", "b.mp4", ("image", "jpeg")),
        ("a.jpg", "no_suffix", ("image", "jpeg")),
        ("a.m4a", "b.mp3", ("audio", "m4a")),
        ("a.wav", "b.mp3", ("audio", "wav")),
    ],
)
def test_a_renamed_file_is_what_it_was(media, made, named, expected):
    make = {"webm": media.video, "mov": media.video, "mp4": media.video, "m4a": media.audio, "wav": media.audio}.get(made[2:], media.image)
    original = make(made)
    assert probe_file(media.copy(original, named)) == probe_file(original)
    assert probe_file(media.folder / named)[:2] == expected


@pytest.mark.parametrize(
    ("make", "name", "part"),
    [("video", "a.mp4", 0.5), ("audio", "a.wav", 0.5), ("audio", "a.mp3", 0.5), ("image", "a.png", 0.5), ("image", "a.jpg", 0.7)],
)
def test_a_file_cut_short_is_said_to_be(media, make, name, part):
    whole = getattr(media, make)(name)
    assert probe_file(whole).problem is None
    cut = media.copy(whole, "cut" + whole.suffix, 0, int(whole.stat().st_size * part))
    assert probe_file(cut).problem == "truncated"


def test_what_a_camera_appends_to_a_picture_does_not_cut_it_short(media):
    path = media.image("a.jpg")
    path.write_bytes(path.read_bytes() + bytes(1_000_000))
    assert probe_file(path).problem is None


@pytest.mark.parametrize("content", [b"hello\n" * 99, b"<!doctype html><title>Sign in</title>", bytes(5000), b"\xff", b"\0\0\0\x18ftyp"])
def test_content_of_no_known_format_has_none(tmp_path, content):
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    assert probe_file(path) == FileFacts(size=len(content))


def test_a_large_hole_takes_no_time_and_no_memory(tmp_path):
    path = tmp_path / "a.mp4"
    with path.open("wb") as file:
        file.truncate(2**31)
    assert probe_file(path) == FileFacts(size=2**31)


def test_a_name_with_numbers_is_no_sequence(media):
    """MediaInfo, given names, joins frame001.png, frame002.png … to one film."""
    for number in (1, 2, 3):
        media.image(f"frame00{number}.png")
    path = media.folder / "frame001.png"
    assert probe_file(path) == FileFacts(kind="image", format="png", size=path.stat().st_size, width=40, height=30)


def test_what_is_no_file_is_said_to_be_none(tmp_path):
    empty = tmp_path / "empty.mp4"
    empty.touch()
    assert probe_file(empty) == FileFacts(size=0, problem="empty")
    assert probe_file(tmp_path) == FileFacts(problem="directory")
    for missing in ("no.mp4", "empty.mp4/no.mp4", "a\0b", "n" * 5000, "http://127.0.0.1/a.mp4"):
        assert probe_file(tmp_path / missing) == FileFacts(problem="missing")
        assert not probe_file(tmp_path / missing).exists


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in folders")
def test_pipes_sockets_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # names of sockets are short
        try:
            server.bind("socket.mp4")
        finally:
            os.chdir(here)
        for name in ("pipe.mp4", "socket.mp4", "/dev/zero"):
            assert probe_file(tmp_path / name) == FileFacts(problem="special")


def test_a_file_that_may_not_be_read_is_said_to_be(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"x")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert probe_file(path) == FileFacts(problem="unreadable")
