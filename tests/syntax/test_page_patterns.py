"""The patterns of the provider's page give the role that their words name, whatever kind of file they are written for."""

import pytest

from seedance_lint import lint, parse

PATTERNS = {
    "{} as first frame": ("first_frame",) * 3,
    "{} as last frame": ("last_frame",) * 3,
    "{} as character": ("character",) * 3,
    "{} as style reference": ("style", "style", "voice"),
    "{} as scene": ("scene",) * 3,
    "{} as object": ("object",) * 3,
    "{} as composition reference": ("composition",) * 3,
    "replicate {} camera movement": ("camera_movement",) * 3,
    "replicate {} choreography": ("choreography",) * 3,
    "replicate {} effects": ("effects",) * 3,
    "match {} rhythm": ("rhythm", "rhythm", "beat_sync"),
    "replicate {}": ("full_replication",) * 3,
    "use {} audio": ("audio_extraction", "audio_extraction", "background_music"),
    "{} for BGM rhythm": ("rhythm", "rhythm", "background_music"),
    "{} as sound effects": ("sound_effects", "audio_extraction", "sound_effects"),
    "sync to {} beat": ("beat_sync", "rhythm", "beat_sync"),
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_for_each_kind_of_file(pattern) -> None:
    read = [parse(pattern.format(f"@{kind}1")).references[0].roles for kind in ("Image", "Video", "Audio")]
    assert [[each.role for each in roles] for roles in read] == [[role] for role in PATTERNS[pattern]]


@pytest.mark.parametrize(
    "prompt",
    ["replicate @Image1 camera movement", "replicate @Image1 effects", "match @Image1 rhythm", "use @Image1 audio", "sync to @Image1 beat"],
)
def test_what_a_picture_cannot_play_is_reported(prompt) -> None:
    (found,) = lint(prompt, image_urls=["https://example.com/a.jpg"]).diagnostics
    assert found.rule == "role-modality-mismatch"


@pytest.mark.parametrize("prompt", ["用@图片1过渡", "用@图片1做一个舞蹈视频"])
def test_what_is_made_with_a_picture_is_no_role_of_it(prompt) -> None:
    assert parse(prompt).references[0].roles == ()
