"""How long things take, and how much memory. Run it on demand, with an installed package: ``pytest tests/benchmarks/bench_speed.py``.

Each group has a floor, and what counts is how many times as long as that the rest takes: to one scan of the text with a regular expression that
keeps every character, which is about the least that pure Python can do; to the start of an empty Python; and, for growth, of four times
the text to the text. The name of this file keeps it out of the tests.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import seedance_lint
from seedance_lint.syntax.parse import Parser

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
PROGRAM = [sys.executable, "-P", "-m", "seedance_lint"]  # -P: the installed package, even in a clone
PEAK = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"


def prompt(length: int) -> str:
    tags, prose = "".join(SENTENCES[:4]), "".join(SENTENCES[4:])
    return (tags + prose * (length // len(prose) + 1))[:length]


PARSER = Parser()


def parse_anew(text: str) -> None:
    """Parse a prompt as if none of its sentences had come before."""
    PARSER._kept.clear()
    PARSER.parse(text)


WORK = {
    "floor scan": lambda text: [match.span() for match in SCAN.finditer(text)],
    "parse": seedance_lint.parse,
    "parse, nothing like it before": parse_anew,
    "lint": lambda text: seedance_lint.lint(text, **MEDIA),
}


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("length", [150, 600, 9_000])
def test_text(benchmark, length, work):
    benchmark.group = f"a prompt of {length:,} characters"
    benchmark.name = f"[{work}]"
    WORK[work](prompt(length))
    benchmark(WORK[work], prompt(length))


@pytest.mark.parametrize("size", ["floor text", "four times the text"])
@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("work", ["parse", "lint"])
def test_growth(benchmark, work, unit, size):
    length = 20_000 if size.startswith("floor") else 80_000
    text = (unit * (length // len(unit) + 1))[:length]
    benchmark.group = f"{work}: {unit!r} repeated"
    benchmark.name = f"[{size}]"
    benchmark.pedantic(WORK[work], (text,), rounds=7, warmup_rounds=1)


def run(*command: str | Path) -> None:
    subprocess.run(command, check=False, capture_output=True)


def peak(*command: str | Path) -> float:
    """Return the largest extent of a process in MiB."""
    done = subprocess.run([sys.executable, "-I", "-c", PEAK, *command], check=True, capture_output=True, text=True)
    return int(done.stdout) / (1024 if sys.platform == "linux" else 1024 * 1024)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("speed")
    (folder / "request.json").write_text(json.dumps({"prompt": "@Image1 as first frame.", "image_urls": MEDIA["image_urls"][:1]}))
    (folder / "small.yaml").write_text("prompt: hello\n")
    for count in (1, 20_000, 80_000):
        with (folder / f"{count}.jsonl").open("w") as lines:
            for number in range(count):
                lines.write(json.dumps({"prompt": prompt(600 + number % 50).replace("@Image2", f"@Image{1 + number % 3}"), **MEDIA}) + "\n")
    return folder


@pytest.mark.parametrize("what", ["floor python -I -c pass", "check of one small file", "yamllint of one small file"])
def test_whole_run(benchmark, folder, what):
    yamllint = Path(sys.executable).with_name("yamllint")
    commands = {
        "floor python -I -c pass": [sys.executable, "-I", "-c", "pass"],
        "check of one small file": [*PROGRAM, "check", folder / "request.json"],
        "yamllint of one small file": [yamllint, "-d", "relaxed", folder / "small.yaml"],
    }
    if what.startswith("yamllint") and not shutil.which(yamllint):
        pytest.skip("yamllint is not installed beside this Python")
    benchmark.group = "a whole run"
    benchmark.name = f"[{what}]"
    benchmark.extra_info["MiB"] = peak(*commands[what])
    benchmark.pedantic(run, commands[what], rounds=20, warmup_rounds=2)


@pytest.mark.parametrize("jobs", ["2", "1"])
def test_batch(benchmark, folder, jobs):
    command = [*PROGRAM, "check", "-q", "-o", os.devnull, "--jobs", jobs, folder / "20000.jsonl"]
    benchmark.group = "20,000 prompts of JSON Lines"
    benchmark.name = "[floor two jobs]" if jobs == "2" else "[one job]"
    benchmark.pedantic(run, command, rounds=3, warmup_rounds=1)


@pytest.mark.parametrize("count", [1, 20_000, 80_000])
def test_memory(benchmark, folder, count):
    command = [*PROGRAM, "check", "-q", "-o", os.devnull, "--jobs", "1", folder / f"{count}.jsonl"]
    benchmark.group = "memory"
    benchmark.name = f"[{count:,} prompts]"
    benchmark.extra_info["MiB"] = benchmark.pedantic(peak, command, rounds=1)
