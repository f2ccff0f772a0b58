"""What docs/index.md shows is what the program prints."""

import re
import shlex

from tests.delivery.conftest import ROOT

PAGE = (ROOT / "docs" / "index.md").read_text("utf-8")
SEND = """import fal_client

result = fal_client.subscribe(
    "bytedance/seedance-2.0/reference-to-video",
    arguments={
        "prompt": "@Image1 as first frame, @Image2 as character.",
        "image_urls": ["https://example.com/start.png"],
    },
)
"""
PROMPTS = '{"prompt": "A lantern in the rain."}\n{"prompt": "@Image0 as scene."}\n'


def test_the_commands_print_what_the_page_shows(program, tmp_path):
    (tmp_path / "send.py").write_text(SEND, "utf-8")
    (tmp_path / "prompts.jsonl").write_text(PROMPTS, "utf-8")
    shown = re.findall(r"^```console\n\$ seedance-lint ([^\n]*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(shown) == 3
    for command, output in shown:
        ran = program(*shlex.split(command))
        assert (ran.code, ran.out + ran.err) == (1, output)
