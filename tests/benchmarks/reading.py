"""How long reading and checking a prompt takes. Run it on demand, with an installed package: ``python tests/benchmarks/reading.py``.

Machines differ and are shared, so the figures are ratios from one run: to one scan of the same text with a regular expression that
keeps every character, which is about the least that pure Python can do; and, for growth, of four times the text to the text.
"""

import gc
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import seedance_lint

SCAN = re.compile(r"@\w*|\w+|\W")
SENTENCES = (
    "@Image1 as first frame. ", "@Image2 as character reference. ", "Follow the camera movement of @Video1. ", "Cut on the beat of @Audio1. ",
    "A ferry leaves the harbour before sunrise, its deck lights trembling on the water. ", "The captain pours tea and does not look up. ",
    "Gulls rise, the horn sounds twice, and the town gets small behind the stern. ", "0-4s: wide; 4-9s: a slow push past the ropes. ",
)  # fmt: skip
HOSTILE = ("@", "@Image", "@Image1 and ", "as ", "replicate ", "参考@图片1的", "style, ", "from @Image1 to ", "(", "a", "1", " ")
MEDIA = {
    "image_urls": [f"https://cdn.example.org/{number}.png" for number in range(2)],
    "video_urls": ["https://cdn.example.org/pan.mp4"],
    "audio_urls": ["https://cdn.example.org/drums.mp3"],
}


def seconds(call: Callable[[], object], budget: float = 0.3) -> float:
    """Return the median of repeated timings."""
    call()
    gc.disable()
    samples = []
    deadline = time.perf_counter() + budget
    while len(samples) < 5 or time.perf_counter() < deadline:
        start = time.perf_counter()
        call()
        samples.append(time.perf_counter() - start)
    gc.enable()
    return statistics.median(samples)


def prompt(length: int) -> str:
    tags, prose = "".join(SENTENCES[:4]), "".join(SENTENCES[4:])
    return (tags + prose * (length // len(prose) + 1))[:length]


def compare(text: str) -> str:
    scan = seconds(lambda: [match.span() for match in SCAN.finditer(text)])
    read = seconds(lambda: seedance_lint.parse(text))
    checked = seconds(lambda: seedance_lint.lint(text, **MEDIA))
    return f"parse {read / scan:.1f}, lint {checked / scan:.1f} scans of {scan * 1e6:.0f} µs"


def growth(unit: str) -> float:
    small, large = ((unit * (size // len(unit) + 1))[:size] for size in (20_000, 80_000))
    return seconds(lambda: seedance_lint.parse(large)) / seconds(lambda: seedance_lint.parse(small))


def main() -> None:
    for length in (150, 600, 9_000):
        print(f"{length:>6} characters: {compare(prompt(length))}")
    for unit in HOSTILE:
        print(f"{unit!r:>18} repeated: four times the text takes {growth(unit):.1f} times as long")
    with tempfile.TemporaryDirectory() as folder:
        request = Path(folder, "request.json")
        request.write_text('{"prompt": "@Image1 as first frame.", "image_urls": ["https://cdn.example.org/0.png"]}', encoding="utf-8")
        nothing = seconds(lambda: subprocess.run([sys.executable, "-I", "-c", "pass"], check=True), 2)
        command = [sys.executable, "-m", "seedance_lint", "check", str(request)]
        whole = seconds(lambda: subprocess.run(command, check=True, capture_output=True), 2)
        print(f"check of one small file: {whole / nothing:.1f} starts of an empty Python ({nothing * 1e3:.0f} ms)")


if __name__ == "__main__":
    main()
