"""How long an editor waits. Run it on demand: ``python tests/benchmarks/language_server.py``.

It measures an installed package, from the last byte of an edit to the last byte of the diagnostics that it leads to, so the server's
wait, its work and the writing are in it. The editor's own time is not.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.lsp.wire import Wire

COMMAND = [sys.executable, "-P", "-m", "seedance_lint", "lsp"]  # -P: the installed package, even in a clone
PUBLISH = "textDocument/publishDiagnostics"
SENTENCES = [
    "The lantern sways above the wet stairs while gulls cross the frame. ",
    "She lowers the oar, listens, and the fog closes behind the boat. ",
    "Hold on @Image2 as character reference until the bell rings twice. ",
    "Slow push past the nets, then follow @Video1's camera movement to the pier. ",
    "Rain beads on the brass; match the beat of @Audio1 with each drop. ",
]
FILES = {
    "image_urls": ["https://cdn.example.org/harbour.png", "https://cdn.example.org/captain.jpg"],
    "video_urls": ["https://cdn.example.org/tracking.mp4"],
    "audio_urls": ["https://cdn.example.org/drops.mp3"],
}


def prompt(characters: int, chance: random.Random) -> str:
    text = "@Image1 as first frame. "
    while len(text) < characters:
        text += chance.choice(SENTENCES)
    return text


def request(characters: int, chance: random.Random, *, faulty: bool = False) -> str:
    words = prompt(characters, chance)
    return json.dumps({"model": "seedance-2.0", "prompt": words.replace("@Image2", "@Image7") if faulty else words, **FILES})


def documents() -> dict[str, tuple[str, str, int, int]]:
    """Return name to (file name, text, line and column of an edit inside a prompt)."""
    chance = random.Random(7)
    lines = [request(800, chance, faulty=number % 10 == 0) for number in range(900)]
    many = [request(800, chance, faulty=True) for _ in range(900)]
    long = json.dumps({"model": "seedance-2.0", "prompt": prompt(8600, chance), **FILES}, indent=2)
    whole = json.dumps([json.loads(line) for line in lines], indent=1)
    column = lines[450].index("first frame")
    row = next(number for number, line in enumerate(whole.split("\n")) if number > 5000 and '"prompt"' in line)
    return {
        "prompt of 2,000 tokens, .prompt": ("a.prompt", prompt(8600, chance), 0, 4000),
        "prompt of 2,000 tokens, .json": ("a.json", long, 2, 4000),
        "JSON Lines, 1 MB, a finding in every 10th line": ("b.jsonl", "\n".join(lines) + "\n", 450, column),
        "JSON Lines, 1 MB, a finding in every line": ("c.jsonl", "\n".join(many) + "\n", 450, column),
        "one JSON value, 1 MB": ("d.json", whole, row, 60),
    }


def start(name: str, text: str) -> tuple[Wire, float]:
    """Start a server, open a document, and return the seconds until its diagnostics are there."""
    begun = time.perf_counter()
    wire = Wire(COMMAND)
    wire.start(general={"positionEncodings": ["utf-16"]})
    wire.open(f"file:///{name}", text, "")
    return wire, time.perf_counter() - begun


def edits(wire: Wire, name: str, line: int, column: int, rounds: int) -> list[float]:
    """Type letters and take them back; return the seconds from each edit to its diagnostics."""
    took = []
    for number in range(rounds):
        place = {"line": line, "character": column}
        end = {"line": line, "character": column + number % 2}
        change = {"range": {"start": place, "end": end}, "text": "" if number % 2 else "x"}
        document = {"uri": f"file:///{name}", "version": number + 2}
        begun = time.perf_counter()
        wire.send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        while wire.until(PUBLISH).get("version") != number + 2:
            pass
        took.append(time.perf_counter() - begun)
    return took


def children() -> float:
    """Return the seconds that finished child processes had a processor: other work on the machine does not count."""
    used = os.times()
    return used.children_user + used.children_system


def bare() -> float:
    """Return the seconds that the interpreter alone takes, to compare machines."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--json", action="store_true", help="print milliseconds as JSON")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    start("warm.prompt", "@Image1")[0].leave()
    figures: dict[str, dict[str, float]] = {}
    starts, work = [], []
    for _ in range(options.starts):
        before = children()
        wire, seconds = start("a.prompt", "@Image1 as first frame, @Image0 as scene")
        starts.append(seconds)
        wire.leave()
        work.append(children() - before)
    figures["start to first diagnostics"] = summary(starts)
    figures["processor time of a session that short"] = summary(work)
    figures["python -c pass"] = summary([bare() for _ in range(options.starts)])
    for title, (name, text, line, column) in documents().items():
        wire, opened = start(name, text)
        took = edits(wire, name, line, column, options.rounds)
        wire.leave()
        figures[f"edit: {title}"] = {**summary(took), "opened": round(opened * 1000, 1)}
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for title, row in figures.items():
        print(f"{title:<62} " + "  ".join(f"{name} {value:7.1f} ms" for name, value in row.items()))


def summary(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        "median": round(statistics.median(ordered) * 1000, 1),
        "p95": round(ordered[int(len(ordered) * 0.95) - 1] * 1000, 1),
    }


if __name__ == "__main__":
    main()
