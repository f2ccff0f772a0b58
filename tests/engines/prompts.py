"""Makes a table of prompts that has a bit of everything: sound ones, faulty ones, none, in several scripts."""

import random
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

SCHEMA = pa.schema({
    "id": pa.int64(), "prompt": pa.string(), "image_urls": pa.list_(pa.string()), "audio_urls": pa.list_(pa.string()), "duration": pa.float64(),
})  # fmt: skip
SENTENCES = (
    "@Image1 as first frame. ", "@Image2 as character reference. ", "@Image3 as scene. ", "Sync the cut to @Audio1. ", "Follow @Video1. ",
    "参考@图片1的构图，", "以@Image2为首帧，🥐 ", "@image1 as last frame. ", "@Image dances. ", "@Image0 waits. ", "@Audio1 as first frame. ",
    "A ferry leaves the harbour before sunrise.\n", "Gulls rise, the horn sounds twice. ", 'The captain pours tea "slowly" and does not look up. ',
)  # fmt: skip
PART = 20_000


def rows(first: int, count: int) -> list[dict[str, object]]:
    """Return rows whose numbers start at ``first``."""
    rng = random.Random(first)

    def urls(kind: str) -> list[str] | None:
        number = rng.randrange(4)
        return None if number == 3 else [f"https://cdn.example.org/{kind}-{rng.randrange(50)}.{kind}" for _ in range(number)]

    return [
        {
            "id": number,
            "prompt": None if rng.random() < 0.01 else "".join(rng.choices(SENTENCES, k=rng.randrange(6))),
            "image_urls": urls("png"),
            "audio_urls": urls("mp3"),
            "duration": rng.choice((None, 5.0, 10.0, 400.0)),
        }
        for number in range(first, first + count)
    ]


def write(path: Path, count: int) -> None:
    """Write a table of so many rows, numbered from 1."""
    with parquet.ParquetWriter(path, SCHEMA) as writer:
        for first in range(1, count + 1, PART):
            writer.write_table(pa.Table.from_pylist(rows(first, min(PART, count + 1 - first)), schema=SCHEMA))
