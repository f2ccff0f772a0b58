"""Media files, made when the tests run."""

import subprocess
from pathlib import Path

import pytest

from seedance_lint.requests.request import Asset, PromptRequest


class MediaMaker:
    """Makes small media files in one folder; the suffix of a name decides what the file really is."""

    def __init__(self, folder: Path) -> None:
        import imageio_ffmpeg

        self.folder = folder
        self._ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()

    def video(self, name: str, seconds: float = 1, *options: str, size: str = "64x48", rate: int = 24) -> Path:
        codec = () if name.endswith((".webm", ".avi")) else ("-c:v", "libx264", "-pix_fmt", "yuv420p")
        return self._run(name, f"testsrc=size={size}:rate={rate}:duration={seconds}", *codec, *options)

    def audio(self, name: str, seconds: float = 1, *options: str) -> Path:
        return self._run(name, f"sine=frequency=440:duration={seconds}", *options)

    def image(self, name: str, size: tuple[int, int] = (40, 30), **options: object) -> Path:
        from PIL import Image

        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.radial_gradient("L").convert("RGB").resize(size).save(path, **options)
        return path

    def copy(self, path: Path, name: str, start: int = 0, end: int | None = None) -> Path:
        """Write a part of a file, or all of it, under another name."""
        target = self.folder / name
        target.write_bytes(path.read_bytes()[start:end])
        return target

    def _run(self, name: str, source: str, *options: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        command = [self._ffmpeg, "-y", "-loglevel", "error", "-nostdin", "-f", "lavfi", "-i", source, *options, str(path)]
        subprocess.run(command, check=True, timeout=60)
        return path


@pytest.fixture
def media(tmp_path: Path) -> MediaMaker:
    return MediaMaker(tmp_path)


@pytest.fixture
def drafted():
    """Make a request from the URLs of each kind."""

    def make(**kinds: list[str | None]) -> PromptRequest:
        assets = {
            kind: tuple(Asset(kind, index + 1, url, (f"{kind}_urls", index)) for index, url in enumerate(urls))
            for kind, urls in kinds.items()
        }
        return PromptRequest("", ("prompt",), assets, (), {}, {})

    return make


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    """Servers of the tests are on this machine, whatever stands between it and others."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def check(check_page):
    """Run `check` under the contract of the reference page, so that its fixes are safe whatever a request says of itself."""
    return check_page
