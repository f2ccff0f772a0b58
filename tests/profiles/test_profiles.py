"""Profiles are data: every number has its source, and a slip in a file is named."""

import re
import tomllib
from importlib.resources import files

import pytest

from seedance_lint.profiles import ProfileError, Range, UnknownProfile, family, load_profile, load_profile_file, names
from seedance_lint.profiles.load import extensions

NAMES = names()
FAMILIES = {
    "aimlapi": ["aimlapi-2.0", "aimlapi-2.5"],
    "ark": ["ark-2.0", "ark-2.0-fast", "ark-2.5", "ark-2.5-flash", "ark-2.5-premium"],
    "atlas": ["atlas-2.0", "atlas-2.5"],
    "cloudflare": ["cloudflare-2.0", "cloudflare-2.5"],
    "comfyui": ["comfyui-2.0", "comfyui-2.5", "comfyui-2.5-flash"],
    "evolink": ["evolink-2.0", "evolink-2.5"],
    "fal": ["fal-2.0", "fal-2.0-fast", "fal-2.0-frames", "fal-2.5", "fal-2.5-flash"],
    "higgsfield": ["higgsfield-2.0", "higgsfield-2.5"],
    "jimeng-ui": ["jimeng-ui", "jimeng-ui-2.5"],
    "kie": ["kie-2.0", "kie-2.5"],
    "muapi": ["muapi-2.5"],
    "openrouter": ["openrouter-2.0", "openrouter-2.5", "openrouter-2.5-flash"],
    "piapi": ["piapi-2.0", "piapi-2.5", "piapi-2.5-flash"],
    "replicate": ["replicate-2.0", "replicate-2.5"],
    "runware": ["runware-2.0", "runware-2.5", "runware-2.5-flash"],
    "runway": ["runway-2.0", "runway-2.5"],
    "seedance": ["seedance-2.0", "seedance-2.5"],
    "segmind": ["segmind-2.0"],
    "together": ["together-2.0", "together-2.5"],
    "venice": ["venice-2.0", "venice-2.5", "venice-2.5-flash"],
    "vercel": ["vercel-2.0", "vercel-2.5"],
    "wavespeed": ["wavespeed-2.0", "wavespeed-2.5", "wavespeed-2.5-flash"],
}
SOURCE = r"https://[\w.-]+\.\w+|(PyPI|npm) \S+ [\d.]+"
MINIMAL = """
name = "mine"
title = "Mine"
source = "https://example.com/limits"
tags.spelling = { image = "@Image{index}", video = "@Video{index}", audio = "@Audio{index}" }
request.prompt = "prompt"
"""


def data_of(name):
    return tomllib.loads((files("seedance_lint.profiles") / f"{name}.toml").read_text(encoding="utf-8"))


def limits(table, source="", name=""):
    """Yield (name, source) of every number and list in a profile."""
    source = table.get("source", source)
    for key, value in table.items():
        path = f"{name}.{key}".lstrip(".")
        if isinstance(value, dict):
            yield from limits(value, source, path)
        elif not isinstance(value, str):
            yield path, source


def test_these_come_with_the_program():
    found = {}
    for name in NAMES:
        found.setdefault(load_profile(name).family, []).append(name)
    assert found == FAMILIES
    assert names() == NAMES
    assert {each: list(family(each)) for each in FAMILIES} == FAMILIES
    assert family("fal-2.0") == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_loads_under_its_name(name):
    profile = load_profile(name)
    assert profile.name == name
    assert list(profile.media) == list(profile.spelling) == ["image", "video", "audio"]
    assert profile.tag("video", 2) == profile.spelling["video"].replace("{index}", "2")
    assert all(profile.roles.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_source(name):
    data = data_of(name)
    assert re.search(SOURCE, data["source"])
    assert re.fullmatch(r"2026-\d\d(-\d\d)?", data["checked"]) if name != "seedance-2.0" else "checked" not in data
    own = {key: value for key, value in data.items() if isinstance(value, dict) and key != "recognise"}
    found = list(limits(own, data["source"] if name != "seedance-2.0" else ""))
    assert found
    for path, source in found:
        assert source, path
        if name != "seedance-2.0":  # whose sources are headings of its one page
            assert re.search(SOURCE, source), path


@pytest.mark.parametrize("name", NAMES)
def test_formats_are_known_by_their_names(name):
    known = {form for _, form in extensions().values()}
    for media in load_profile(name).media.values():
        assert known.issuperset(media.formats)


def test_limits_are_what_the_pages_state():
    ark, fal, replicate = load_profile("ark-2.0"), load_profile("fal-2.0"), load_profile("replicate-2.0")
    assert ark.media["video"].max_bytes == 200 * 1024 * 1024
    assert ark.media["video"].pixels == Range(407_696, 8_295_044)
    assert (ark.media["image"].sides, ark.media["image"].ratio) == (Range(300, 6000), Range(0.4, 2.5))
    assert (ark.max_total, fal.max_total, replicate.max_total) == (None, 12, None)
    assert (replicate.max_characters, replicate.max_tokens) == (4000, None)
    assert {name for name in NAMES if load_profile(name).audio_only_rejected} == {
        "aimlapi-2.0", "aimlapi-2.5", "ark-2.0", "ark-2.0-fast", "atlas-2.0", "comfyui-2.0", "evolink-2.0", "fal-2.0", "fal-2.0-fast",
        "piapi-2.5", "replicate-2.0", "replicate-2.5", "vercel-2.0",
    }  # fmt: skip


def test_tags_are_accepted_in_the_spellings_of_their_provider():
    ark = load_profile("ark-2.0")
    assert ark.names_files_bare
    assert all(ark.accepts("image", 2, text) for text in ("Image 2", "image 2", "图片2", "<Image_2>"))
    assert not any(ark.accepts("image", 2, text) for text in ("@Image2", "Image 1", "Video 2"))
    assert not load_profile("seedance-2.0").names_files_bare
    assert load_profile("jimeng-ui").accepts("image", 1, "@图1")


def test_ranges_hold_their_ends():
    assert Range(2, 15).holds(2)
    assert Range(2, 15).holds(15)
    assert not Range(2, 15).holds(1.99)
    assert not Range(None, 15).holds(15.01)
    assert Range().holds(0)


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(
        UnknownProfile, match=r"^no profile `fal`; profiles of that provider: fal-2\.0, fal-2\.0-fast, fal-2\.0-frames, fal-2\.5"
    ):
        load_profile("fal")
    with pytest.raises(UnknownProfile, match=r"^no profile `replicate-20`; did you mean `replicate-2\.0`\?$"):
        load_profile("replicate-20")
    with pytest.raises(UnknownProfile, match=r"^no profile `xyz`; `seedance-lint profile` lists all$"):
        load_profile("xyz")


@pytest.fixture
def own(tmp_path):
    def load(text, start=MINIMAL):
        path = tmp_path / "my.toml"
        path.write_text(start + text, encoding="utf-8")
        return load_profile_file(path)

    return load


def test_a_user_writes_as_little_as_they_know(own):
    profile = own("media.image.max_count = 4")
    assert (profile.media["image"].max_count, profile.media["video"].max_count) == (4, None)
    assert profile.roles == load_profile("seedance-2.0").roles


def test_a_user_changes_one_number_of_ours(own):
    profile = own('extends = "ark-2.0"\nname = "plus"\n[media.image]\nmax_count = 20\nratio.max = 3.0\n', start="")
    ark = load_profile("ark-2.0")
    assert profile.media["image"] == ark.media["image"]._replace(max_count=20, ratio=Range(0.4, 3.0))
    assert (profile.name, profile.media["video"], profile.request) == ("plus", ark.media["video"], ark.request)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("max_counts = 9", "unknown key `max_counts`; known keys: checked, disputed, edition, family, media"),
        ("media.image.max_cuont = 9", "unknown key `media.image.max_cuont`; did you mean `max_count`?"),
        ("media.picture.max_count = 9", "unknown key `media.picture`; known keys: audio, checked, disputed, image"),
        ("media.image.max_count = '9'", "`media.image.max_count` takes a whole number, not '9'"),
        ("media.image.max_count = true", "`media.image.max_count` takes a whole number, not True"),
        ("media.image.sides = 300", "`media.image.sides` takes a table, not 300"),
        ("media.image.sides = { mim = 300 }", "unknown key `media.image.sides.mim`; did you mean `min`?"),
        ("media.image.sides = { min = 6000, max = 300 }", "`media.image.sides` has a min above its max"),
        ("media.image.formats = ['png', 7]", "`media.image.formats` takes strings, not 7"),
        ("restrictions.faces_rejected = 1", "`restrictions.faces_rejected` takes true or false, not 1"),
        ("request.parameters.duration.min = 4", "`request.parameters.duration.type` is missing; it takes a string"),
        ("extends = 'ark'", "no profile `ark`; profiles of that provider: ark-2.0"),
        ("roles.image = ['hero']\nroles.model = ['hero']", "unknown key `roles.model`"),
        ("tags.accepted.image = ['@img']", "`@img` is not a tag spelling; write `{index}` once in place of the number"),
        ("tags.accepted.image = ['@{n}{index}']", "`@{n}{index}` is not a tag spelling"),
        (
            "request.parameters.seed.type = 'int'",
            "`int` is not a type for the parameter `seed`; expected integer, number, string, boolean",
        ),
        ("media = [", "my.toml: "),
    ],
)
def test_a_slip_is_named(own, text, message):
    with pytest.raises((ProfileError, UnknownProfile)) as caught:
        own(text)
    assert message in str(caught.value)


def test_a_missing_key_is_named(own):
    with pytest.raises(ProfileError, match=r"my\.toml: `name` is missing; it takes a string"):
        own("", start=MINIMAL.replace('name = "mine"', ""))


REQUEST = '{"prompt": "@Image1 and @Image2 as scene.", "image_urls": ["https://example.com/a.png", "https://example.com/b.png"]}'


def test_a_configuration_names_a_file_beside_it(command, tmp_path):
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "a.json").write_text(REQUEST)
    (tmp_path / "my.toml").write_text('extends = "fal-2.0"\nmedia.image.max_count = 1\n')
    assert command("check", "shots/a.json").code == 0
    (tmp_path / "seedance-lint.toml").write_text('profile = "./my.toml"\n')
    assert [each["rule"] for each in command("check", "shots/a.json", "--output-format", "json").json["diagnostics"]] == ["modality-limit"]
    assert command("check", "shots/a.json", "--isolated").code == 0
    assert command("check", "shots/a.json", "--isolated", "--profile", "./my.toml").code == 1
    (tmp_path / "my.toml").write_text('extends = "fal-2.0"\nmedia.image.max_cuont = 1\n')
    ran = command("check", "shots/a.json")
    assert ran.code == 2
    assert "my.toml: unknown key `media.image.max_cuont`; did you mean `max_count`?" in ran.err
