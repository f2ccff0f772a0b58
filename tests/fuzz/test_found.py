"""What random inputs have found, each in its smallest form."""

import pytest

from ..rules.dialects import DIALECTS
from .targets import TARGETS

PLAIN_YAML = [dialect.name for dialect in DIALECTS].index("YAML, plain")

FOUND = [
    ("rules", ("seedance-2.0", {"model": [], "prompt": ""})),
    ("rules", ("seedance-2.0", {"model": "seedance-2.0", "prompt": "@Image1!figure0"})),
    ("reporters", ("@Image1 picture 0", "0", "0")),
    ("host.yaml", " ! "),
    ("host.yaml", "\ud800"),
    ("host.json", "1" * 5000 + " 1"),
    ("parts", (b"\x80\x80", 1, 1)),
    ("values", ("a @Image1", PLAIN_YAML, "#{kind}{index}")),
    ("values", (" @Image1", 0, "//{kind}{index}")),
    ("values", (" @Image1", 0, "<!--{kind}{index}-->")),
    ("host.sh", "<<'a'\nseedance --prompt x\na\n"),
    ("parts", (b"a\n\x80\x80\x80\nb", 3, 2)),
    ("program", ("x.ts", "const c=[''+{c}a].join(' ')")),
    ("program", ("x.ts", "f({prompt: ('@Image1' + )})")),
    ("program", ("x.ts", "f({prompt: '@Image12\n})")),
    ("program", ("x.py", "def b():\n    b = [*b] + b\n    f(prompt=b)")),
    ("program", ("x.ts", "const b = [...b, ...b].concat(b); f({prompt: b, image_urls: b})")),
    *[
        (
            "decode shell",
            ({"model": "seedance-2.0", "prompt": "'@Image1' as scene", "image_urls": ["https://example.com/0.jpg"]}, first, last),
        )
        for first, last in ((0, 0.1), (0, 0.5), (0.44, 0.5), (0.3, 0.5), (0.44, 0.9))
    ],
]


@pytest.mark.filterwarnings("ignore:Using `assume` outside")
@pytest.mark.parametrize(("name", "example"), FOUND)
def test_it_holds(name, example):
    TARGETS[name].check(example)
