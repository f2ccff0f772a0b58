"""What docs/contracts.md shows is what the program prints."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "contracts.md").read_text(encoding="utf-8")
CLIP = """import fal_client

result = fal_client.subscribe(
    "bytedance/seedance-2.0/reference-to-video",
    arguments={
        "prompt": "@Image1 throws the ball to @Image2, @Image3 catches it.",
        "image_urls": ["https://example.com/boy.png", "https://example.com/dog.png"],
    },
)
"""


def test_the_output_of_show(command, tmp_path):
    (tmp_path / "clip.py").write_text(CLIP)
    shown = re.search(r"```console\n\$ seedance-lint (.*?)\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    ran = command(*shown[1].split())
    assert ran.code == 0
    assert ran.out.strip() == shown[2].strip()
    assert "1 request: 1 fal-2.0." in ran.err
