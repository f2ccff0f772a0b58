"""Command lines on pages: what a page is about, its commands are about."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import read

KITE = "a red kite over the dunes"
FOUND = {
    "a script and what it makes": (f'python3 scripts/generate.py video "{KITE}"', KITE),
    "the slot of a folder": (f'python3 {{baseDir}}/scripts/generate.py video "{KITE}"', KITE),
    "one name for both": (f'uv run tools/make_clip.py "{KITE}" --ratio 9:16', KITE),
    "a script by itself": (f'./bin/text-to-video.sh "{KITE}"', None),
    "a verb in its name": (f'./bin/render-video.sh "{KITE}"', KITE),
    "no blanks between words": ('node generate.mjs video "沙丘上空飘着一只红色风筝"', "沙丘上空飘着一只红色风筝"),
    "an option of the project": (f'python run.py --prompt "{KITE}" --video-out a.mp4', KITE),
    "the name of an argument": ('python3 scripts/generate.py video "提示词" [选项]', None),
    "a title": (f'python3 scripts/create_video_title.py "{KITE}"', None),
    "words for a prompt": (f'python3 scripts/generate_video_prompt.py "{KITE}"', None),
    "a picture": (f'python3 scripts/generate.py image "{KITE}"', None),
    "another program": (f'notify video "{KITE}"', None),
    "a title in an option": (f'python3 scripts/generate.py video --title "{KITE}"', None),
}


@pytest.mark.parametrize(("command", "prompt"), FOUND.values(), ids=FOUND)
def test_commands_on_a_page_about_us(command, prompt):
    page = f"# Seedance skill\n\n```bash\n{command}\n```\n"
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    assert [root.value["prompt"] for root in roots] == [prompt] * (prompt is not None)
    if prompt is not None:
        assert page[slice(*roots[0].tree().find(("prompt",)).span)].strip('"') == prompt
    assert not read("a.md", page.replace("Seedance", "Film")) or "--prompt" in command


def test_a_program_of_ours_takes_a_prompt_without_blanks():
    (root,) = read("a.sh", 'seedance generate "沙丘上空飘着一只红色风筝" --duration 5')
    assert root.value["prompt"] == "沙丘上空飘着一只红色风筝"


def test_a_remark_in_a_fence_is_no_argument():
    assert not read("a.md", "```bat\nstart_seedance.bat    # 启动全部服务并检查运行环境\n```\n")
