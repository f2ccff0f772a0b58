"""The HTML report in a real Chromium, opened from a file: it is readable without scripts, runs nothing, and asks nobody for anything.

These tests need a Chromium (Debian's package `chromium`, or any that `CHROMIUM` names): pytest -m browser tests/browser
"""

import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from seedance_lint.masking import masked
from tests.npm import program as node_program

pytestmark = [pytest.mark.slow, pytest.mark.browser]

DRIVER = Path(__file__).with_name("open.cjs")
MARK = "evil.example"


def chromium() -> str:
    """Return the browser's program; without one the tests fail, since they were asked for."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium: apt-get install chromium"
    return found


class Trap:
    """Listens where the browser is made to look for every host, and keeps the first bytes of whoever comes: they name the host."""

    def __init__(self) -> None:
        self.caught: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    self.caught.append(connection.recv(4096))
                except OSError:
                    continue

    @property
    def hosts_of_the_page(self) -> list[bytes]:
        return [each for each in self.caught if MARK.encode() in each]

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def trap():
    trap = Trap()
    yield trap
    trap.close()


Open = Callable[..., dict]


@pytest.fixture
def opened(npm_package, trap) -> Open:
    """Give a function that opens a page and tells what happened."""
    library = npm_package("playwright-core")

    def open_page(page: Path, *, scripts: bool = False, **wishes: object) -> dict:
        arguments = [f"--host-resolver-rules=MAP * 127.0.0.1:{trap.port}", "--disable-background-networking", "--disable-component-update"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            arguments.append("--no-sandbox")
        asked = {"program": chromium(), "page": page.as_uri(), "scripts": scripts, "arguments": arguments, **wishes}
        done = subprocess.run(
            [*node_program("node"), str(DRIVER), str(library)],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return open_page


def shot(folder: Path, name: str, prompt: str, **fields: object) -> None:
    (folder / name).write_text(json.dumps({"prompt": prompt, **fields}, ensure_ascii=False), "utf-8")


@pytest.fixture
def report(check_page, tmp_path) -> Callable[..., Path]:
    def make(*arguments: str) -> Path:
        check_page("--output-format", "html", "-o", "report.html", "--media", *arguments)
        return tmp_path / "report.html"

    return make


HOSTILE = (
    "<script>document.title='ran'</script>",
    f"<img src=http://{MARK}/x.png onerror=\"document.title='ran'\">",
    f'"><link rel=stylesheet href=http://{MARK}/x.css><iframe src=http://{MARK}/></iframe>',
    f"' style='background:url(http://{MARK}/y.png)' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    f"</style><style>@import 'http://{MARK}/z.css'; body {{display: none}}</style>",
    f"<base href=http://{MARK}/><meta http-equiv=refresh content=0;url=http://{MARK}/>",
    "javascript:document.title='ran'",
    f"url(http://{MARK}/w.png)",
)


def write_hostile(folder: Path) -> None:
    for number, text in enumerate(HOSTILE):
        name = f"{number}{text.replace('/', '∕')[:60]}.json"
        urls = [text, f"https://{MARK}/{number}.png", f"http://{MARK}/{text}", "javascript:alert(1)"]
        shot(folder, name, f"{text} @Image1 as {text}, @Image9 too", image_urls=urls, **{text: text, "durations": 5})


@pytest.mark.parametrize("scripts", [False, True])
def test_nothing_runs_and_nothing_is_loaded(report, opened, trap, tmp_path, scripts):
    write_hostile(tmp_path)
    page = report()
    told = opened(page, scripts=scripts, hovered=[".tag", ".file"])
    assert told["requests"] == [page.as_uri()]
    assert trap.hosts_of_the_page == []
    assert (told["dialogs"], told["complaints"]) == (0, [])
    assert told["title"].endswith("in 8 requests – seedance-lint")
    for text in HOSTILE:
        assert masked(text) in told["text"]


def test_the_trap_catches_what_a_page_loads(opened, trap, tmp_path):
    """Without its policy and its escaping the page would be caught."""
    page = tmp_path / "bad.html"
    page.write_text(f"<title>a</title><body>{HOSTILE[0]}{HOSTILE[1]}", "utf-8")
    told = opened(page, scripts=True)
    assert told["title"] == "ran"
    assert trap.hosts_of_the_page
    assert len(told["requests"]) > 1


def test_the_policy_stops_what_escaping_let_through(report, opened, trap, tmp_path):
    shot(tmp_path, "a.json", "@Image1 as scene, PLACE", image_urls=["https://e.com/a.png"])
    page = report()
    page.write_text(page.read_text("utf-8").replace("PLACE", "".join(HOSTILE[:5])), "utf-8")
    told = opened(page, scripts=True)
    assert told["title"] != "ran"
    assert "Content Security Policy" in " ".join(told["complaints"])
    assert [each for each in trap.hosts_of_the_page if b".png" in each or b".css" in each] == []


def test_it_is_readable_and_filters_without_scripts(report, opened, tmp_path):
    from PIL import Image

    Image.new("RGB", (800, 450), (200, 120, 40)).save(tmp_path / "street.jpg")
    shot(
        tmp_path,
        "a.json",
        "@Image1 as scene, @Image4 as character, @image 2 too.",
        image_urls=["street.jpg", "https://e.com/b.png"],
        durations=5,
    )
    shot(tmp_path, "b.json", "@Image1 as scene.", image_urls=["street.jpg"])
    shot(tmp_path, "c.json", "@Image0 as scene.", image_urls=["https://e.com/a.png"])
    choices = ["show-error", "show-warning", "show-clean", "show-all"]
    told = opened(report(), choices=choices, keys=["ArrowRight"], hovered=["#r1 .prompt .image1"])
    assert told["shown"] == {
        "show-error": {"cards": 2, "findings": 2},
        "show-warning": {"cards": 1, "findings": 2},
        "show-clean": {"cards": 1, "findings": 0},
        "show-all": {"cards": 3, "findings": 4},
        "keys": {"cards": 2, "findings": 2},  # from "All" to "Errors"
    }
    assert "@Image4 points past the 2 images of this request" in told["text"]
    assert "800 × 450 · JPEG" in told["text"]
    assert told["pictures"] == 2
    assert (told["wide"], told["complaints"]) == (0, [])
    assert [text.split()[0] for text in told["outlined"]] == ["@Image1", "@Image1"]


def test_it_fits_a_phone(report, opened, tmp_path):
    write_hostile(tmp_path)
    shot(tmp_path, "long.json", "夜" * 400 + "x" * 400 + " @Image1", image_urls=["https://e.com/" + "a" * 1500 + ".png"])
    assert opened(report(), width=390)["wide"] == 0


def test_two_thousand_requests_stay_usable(report, opened, tmp_path):
    prompt = "@Image1 as scene, @Image2 as character in the coat of @Image4. Camera movement from @Video1; @Audio1 as first frame. "
    body = {"prompt": prompt + "The lamps come on along the canal. " * 8, "image_urls": ["https://e.com/a.png"] * 3, "durations": 5}
    lines = [json.dumps({**body, "prompt": f"{number}. {body['prompt']}"}) for number in range(2000)]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), "utf-8")
    page = report()
    assert page.stat().st_size <= 20_000_000
    told = opened(page, choices=["show-warning"])
    assert told["shown"]["show-warning"]["cards"] == 2000
    print(f"{page.stat().st_size / 1e6:.1f} MB, open after {told['milliseconds']} ms")
