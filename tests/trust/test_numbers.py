"""Numbers with more digits than Python takes are endless, or told with their place: in every kind of file."""

import pytest

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument

LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("request", "assets")))
DIGITS = [
    "7" * 5000,
    "0x" + "f" * 5000,
    "0x" + "f" * 3900,
    "7" * 400,
    "1e999",
    "-" + "7" * 5000,
    '"' + "7" * 5000 + '"',
    '"' + "7" * 5000 + ':9"',
    "true",
]
FILES = {
    ".json": '{"model": "seedance-2.0", "prompt": "a", "duration": §, "aspect_ratio": §, "video_urls": [{"url": "https://e.com/a.mp4", "duration": §}]}',
    ".yaml": "model: seedance-2.0\nprompt: a\nduration: §\naspect_ratio: §\nvideo_urls: [{url: 'https://e.com/a.mp4', duration: §}]",
    ".toml": "model = 'seedance-2.0'\nprompt = 'a'\nduration = §\naspect_ratio = §\nvideo_urls = [{url = 'https://e.com/a.mp4', duration = §}]",
    ".py": "f(model='seedance-2.0', prompt='sea', duration=§, aspect_ratio=§, video_urls=[{'url': 'https://e.com/a.mp4', 'duration': §}])",
    ".js": "f({model: 'seedance-2.0', prompt: 'sea', duration: §, aspect_ratio: §, video_urls: [{url: 'https://e.com/a.mp4', duration: §}]})",
    ".txt": "---\nmodel: seedance-2.0\nduration: §\naspect_ratio: §\n---\na",
}


@pytest.mark.parametrize("digits", DIGITS, ids=[f"{digits[:6]} ({len(digits)})" for digits in DIGITS])
@pytest.mark.parametrize("suffix", FILES)
def test_numbers(suffix, digits):
    result = LINTER.lint(
        SourceDocument(f"x{suffix}", FILES[suffix].replace("§", "True" if (suffix, digits) == (".py", "true") else digits)),
        host_for(f"x{suffix}"),
    )
    assert not any("failed on this" in failure.message for failure in result.failures), result.failures
    assert result.failures or any(found.rule in ("invalid-parameter", "wrong-type") for found in result.diagnostics)
    assert not any(" lasts 1 s" in found.message for found in result.diagnostics)


SAID = "`duration` is a number that is too {}; expected a whole number from 4 to 15"


@pytest.mark.parametrize(("suffix", "digits", "message"), [
    (".json", "7" * 5000, SAID.format("large")), (".json", "-" + "7" * 5000, SAID.format("small")), (".yaml", "7" * 5000, SAID.format("large")),
    (".yaml", "0x" + "f" * 5000, SAID.format("large")), (".yaml", "-.inf", SAID.format("small")), (".js", "7" * 5000, SAID.format("large")),
    (".toml", "7" * 5000, "line 3, column 12: broken TOML: a number with more than 4,300 digits"),
    (".py", "7" * 5000, "line 1, column 48: broken Python: a number with more than 4,300 digits"),
])  # fmt: skip
def test_what_is_said_of_them(suffix, digits, message):
    result = LINTER.lint(SourceDocument(f"x{suffix}", FILES[suffix].replace("§", digits)), host_for(f"x{suffix}"))
    assert message in [each.message for each in (*result.failures, *result.diagnostics)]
