"""Each line of the reference page's limits and restrictions: a request that breaks it gives exactly its rule, at the exact place."""

import json
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MIB = 1024 * 1024
WEB = "https://example.com"


class Drafts:
    """Writes a request whose files are real, and has it checked."""

    def __init__(self, folder, media, check):
        self.folder = folder
        self.media = media
        self._check = check

    def findings(self, prompt, *options, **lists):
        """Return (rule, severity, text at the place) of everything that is found in a request with these files."""
        text = json.dumps({"model": "seedance-2.0", "prompt": prompt, **lists}, indent=2)
        (self.folder / "request.json").write_text(text, encoding="utf-8")
        ran = self._check("request.json", "--media", "--output-format", "json", *options)
        assert not ran.json["failures"], ran.json
        return [(each["rule"], each["severity"], text[each["start"]["offset"] : each["end"]["offset"]]) for each in ran.json["diagnostics"]]

    def grown(self, path: Path, size: int) -> str:
        """Make a file so large without writing that much."""
        with path.open("r+b") as file:
            file.truncate(size)
        return path.name


@pytest.fixture
def drafts(tmp_path, media, check):
    return Drafts(tmp_path, media, check)


def test_a_request_with_files_of_all_kinds_is_fine(drafts):
    media = drafts.media
    assert (
        drafts.findings(
            "@Image1 as first frame. Replicate @Video1 camera movement, then @Video2 effects. Sync to @Audio1 beat.",
            image_urls=[media.image("start.webp").name],
            video_urls=[media.video("walk.mp4", 2).name, media.video("spark.mov", 1).name],
            audio_urls=[media.audio("beat.mp3", 14.9).name],
        )
        == []
    )


# ------------------------------------------------------------------------------------------------------------ File Limits


@pytest.mark.parametrize(
    ("field", "tag", "limit", "suffix"),
    [("image_urls", "Image", 9, "png"), ("video_urls", "Video", 3, "mp4"), ("audio_urls", "Audio", 3, "mp3")],
)
def test_max_count(drafts, field, tag, limit, suffix):
    urls = [f"{WEB}/{number}.{suffix}" for number in range(limit + 1)]
    prompt = "Mix " + ", ".join(f"@{tag}{number}" for number in range(1, limit + 2)) + "."
    others = {} if field != "audio_urls" else {"image_urls": [f"{WEB}/a.png"]}
    prompt += " @Image1 as scene." if others else ""
    assert drafts.findings(prompt, **{field: urls}, **others) == [("modality-limit", "error", f'"{urls[limit]}"')]


@pytest.mark.parametrize("suffix", ["jpeg", "png", "webp", "bmp", "tiff", "gif"])
def test_image_formats(drafts, suffix):
    assert drafts.findings("@Image1 as scene.", image_urls=[drafts.media.image(f"scene.{suffix}").name]) == []


@pytest.mark.parametrize("suffix", ["mp4", "mov"])
def test_video_formats(drafts, suffix):
    assert drafts.findings("Replicate @Video1 camera movement.", video_urls=[drafts.media.video(f"walk.{suffix}", 2).name]) == []


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_audio_formats(drafts, suffix):
    assert drafts.findings("Sync to @Audio1 beat.", audio_urls=[drafts.media.audio(f"beat.{suffix}").name]) == []


def test_other_formats_whatever_their_names(drafts):
    media = drafts.media
    image, video, audio = media.image("a.avif"), media.video("a.webm", 2), media.audio("a.flac")
    for name, original in (("picture.png", image), ("walk.mp4", video), ("beat.mp3", audio)):
        shutil.copy(original, drafts.folder / name)
    for names in (("a.avif", "a.webm", "a.flac"), ("picture.png", "walk.mp4", "beat.mp3")):
        found = drafts.findings(
            "@Image1 as scene. Replicate @Video1 camera movement. Sync to @Audio1 beat.",
            image_urls=[names[0]], video_urls=[names[1]], audio_urls=[names[2]],
        )  # fmt: skip
        assert found == [("unsupported-format", "error", f'"{name}"') for name in names]


@pytest.mark.parametrize(("name", "field", "size"), [("a.png", "image_urls", 30), ("a.mp4", "video_urls", 50), ("a.wav", "audio_urls", 15)])
def test_max_size(drafts, name, field, size):
    make = {"image_urls": drafts.media.image, "video_urls": lambda name: drafts.media.video(name, 2), "audio_urls": drafts.media.audio}[
        field
    ]
    prompt = {"image_urls": "@Image1 as scene.", "video_urls": "Replicate @Video1 effects.", "audio_urls": "Sync to @Audio1 beat."}[field]
    path = make(name)
    assert drafts.findings(prompt, **{field: [drafts.grown(path, size * MIB)]}) == []
    assert drafts.findings(prompt, **{field: [drafts.grown(path, size * MIB + 1)]}) == [("file-too-large", "error", f'"{name}"')]


def test_video_duration(drafts):
    media = drafts.media
    short, long, longer = (media.video(f"{seconds}.mp4", seconds, size="32x32").name for seconds in (1, 7, 8.5))
    prompt = "Replicate @Video1 camera movement."
    assert drafts.findings(prompt, video_urls=[short]) == [("media-duration", "error", f'"{short}"')]
    both = "Replicate @Video1 camera movement and @Video2 effects."
    assert drafts.findings(both, video_urls=[short, long]) == []
    assert drafts.findings(both, video_urls=[long, longer]) == [("media-duration", "error", f'"{longer}"')]


def test_audio_duration(drafts):
    media = drafts.media
    whole, more = media.audio("whole.wav", 15).name, media.audio("more.wav", 0.5).name
    assert drafts.findings("Sync to @Audio1 beat.", audio_urls=[whole]) == []
    found = drafts.findings("Sync to @Audio1 beat. @Audio2 as sound effects.", audio_urls=[whole, more])
    assert found == [("media-duration", "error", f'"{more}"')]


def test_total_of_12_files(drafts):
    images = [f"{WEB}/{number}.png" for number in range(9)]
    videos, audios = [f"{WEB}/{number}.mp4" for number in range(3)], [f"{WEB}/beat.mp3"]
    prompt = "Mix @Image1 to @Image9 with @Video1, @Video2 and @Video3."
    assert drafts.findings(prompt, image_urls=images, video_urls=videos) == []
    [(rule, severity, _)] = drafts.findings(prompt + " Sync to @Audio1 beat.", image_urls=images, video_urls=videos, audio_urls=audios)
    assert (rule, severity) == ("total-limit", "error")


def test_faces(drafts):
    import skimage.data

    shutil.copy(Path(skimage.data.__file__).parent / "astronaut.png", drafts.folder / "hero.png")
    drafts.media.image("armour.png", (500, 500))
    lists = {"image_urls": ["armour.png", "hero.png"]}
    prompt = "@Image1 as object. @Image2 as character."
    assert drafts.findings(prompt, **lists) == []
    assert drafts.findings(prompt, "--select", "DEFAULT,face-in-image", **lists) == [("face-in-image", "warning", '"hero.png"')]


# ------------------------------------------------------------------------------------------------- Rules and Restrictions


def test_tags_count_from_one(drafts):
    found = drafts.findings("@Image0 as first frame. @Image1 as scene.", image_urls=[f"{WEB}/a.png"])
    assert found == [("zero-index", "error", "@Image0")]


def test_no_more_references_than_files(drafts):
    found = drafts.findings("@Image1 as first frame, @Image2 as scene.", image_urls=[drafts.media.image("a.png").name])
    assert found == [("undefined-reference", "error", "@Image2")]


def test_video_references_cost_more(drafts):
    walk = drafts.media.video("walk.mp4", 2).name
    [(rule, severity, _)] = drafts.findings("Replicate @Video1 effects.", "--select", "DEFAULT,video-reference-cost", video_urls=[walk])
    assert (rule, severity) == ("video-reference-cost", "info")


@pytest.mark.parametrize("url", ["https://me:pw@example.com/a.png", "http://localhost/a.png", "http://10.0.0.7/a.png"])
def test_urls_are_open_to_everybody(drafts, url):
    assert drafts.findings("@Image1 as scene.", image_urls=[url]) == [("private-url", "error", f'"{url}"')]


@pytest.mark.parametrize("path", ["/status/401", "/status/403", "/private.png", "/page.png"])
def test_urls_need_no_login(drafts, path):
    from misbehaving import Misbehaving

    with Misbehaving() as server:
        url = server.url(path)
        found = drafts.findings("@Image1 as scene.", "--online", "--select", "DEFAULT", "--ignore", "private-url", image_urls=[url])
    assert found == [("unreachable-url", "error", f'"{url}"')]


def test_prompt_length(drafts):
    long = "A lantern sways in the rain. " * 400
    [(rule, severity, place)] = drafts.findings(long)
    assert (rule, severity, place) == ("prompt-too-long", "warning", f'"{long}"'.strip('"'))
