"""Command lines on pages: what a page is about, its commands are about."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
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


@pytest.mark.parametrize(("model", "found"), [("fast", True), ("pro", False), ("fast --provider veo", False), ("kling-3", False)])
def test_the_tier_of_a_script_of_the_project(model, found):
    text = f'# Seedance\npython clip.py --prompt "{KITE}" --model {model} --duration 5\n'
    roots = [root for root in read("a.sh", text) if isinstance(root, Root)]
    assert [each.prompt for root in roots for each in find_requests(root.value, Contracts(), root.around).found] == [KITE] * found


def test_a_program_of_ours_takes_a_prompt_without_blanks():
    (root,) = read("a.sh", 'seedance generate "沙丘上空飘着一只红色风筝" --duration 5')
    assert root.value["prompt"] == "沙丘上空飘着一只红色风筝"


@pytest.mark.parametrize(("words", "found"), [("产品广告场景", True), ("提示词", False), ("你的提示词", False), ("文件名", False)])
def test_a_few_words_without_blanks_are_a_prompt(words, found):
    roots = [root for root in read("a.sh", f'TASK=$(seedance generate "{words}" -q)') if isinstance(root, Root)]
    assert [root.value["prompt"] for root in roots] == [words] * found


def test_a_remark_in_a_fence_is_no_argument():
    assert not read("a.md", "```bat\nstart_seedance.bat    # 启动全部服务并检查运行环境\n```\n")


OTHERS = [
    f'studio run -m maker/FLUX.1-dev --options \'{{"prompt": "{KITE}"}}\'',
    f'studio generate ideogram-edit --image a.png --prompt "{KITE}"',
    f'studio edit --image a.png --resolution 2K --prompt "{KITE}"',
]


@pytest.mark.parametrize("command", OTHERS)
def test_commands_for_other_models_and_for_pictures(command):
    page = f"# Studio\n\n```bash\n{command}\n```\n"
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    assert [request.prompt for root in roots for request in find_requests(root.value, Contracts(), root.around).found] == []


VIDEOS = ["--image a.png --duration 5", "--video a.mp4", "--first-frame a.png"]


@pytest.mark.parametrize("options", VIDEOS)
def test_options_that_only_videos_have(options):
    (root,) = read("a.sh", f'studio make {options} --prompt "{KITE}"')
    assert root.value["prompt"] == KITE


PROGRAMS = {
    "python": "from tide import generate_video\n\nclip = generate_video({})",
    "js": "import {{ generateVideo }} from 'tide';\n\nawait generateVideo({});",
}


@pytest.mark.parametrize(("language", "program"), PROGRAMS.items(), ids=PROGRAMS)
def test_programs_on_a_page_about_us(language, program):
    page = f"# A client for Seedance\n\n```{language}\n{program.format(repr(KITE))}\n```\n"
    assert [root.value["prompt"] for root in read("a.md", page) if isinstance(root, Root)] == [KITE]
    for other in (
        page.replace("Seedance", "films"),
        page.replace("tide", "kling"),
        page.replace("enerate", "ame").replace("ideo", "oice"),
    ):
        assert not read("a.md", other), other


USAGE = {
    "options in brackets": (f'seedance-gen --prompt "{KITE}" [--image FILE] [--duration N]', 0),
    "words for options": (f'seedance-gen --prompt "{KITE}" [options]', 0),
    "letters": (f'seedance-gen --prompt "{KITE}" [-d 5]', 0),
    "a list": (f'seedance-gen --prompt "{KITE}" --images \'["a.png"]\'', 1),
    "brackets in a prompt": (f'seedance-gen --prompt "[--] {KITE}"', 1),
    "what to write": ('seedance-gen --prompt "Describe the scene" --image a.png', 0),
}


@pytest.mark.parametrize(("command", "count"), USAGE.values(), ids=USAGE)
def test_a_description_of_a_command_is_none(command, count):
    page = f"# Seedance command\n\n```bash\n{command}\n```\n"
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    assert len([request for root in roots for request in find_requests(root.value, Contracts(), root.around).found]) == count


def test_the_path_of_a_script_is_no_prompt():
    command = "& 'D:\\夏天的短片\\python.exe' 'D:\\夏天的短片\\seedance_videos.py' --limit 1"
    page = "# Seedance command\n\n```powershell\n{}\n```\n"
    assert read("a.md", page.format(command)) == []


PROVIDERS = {
    f'studio generate video "{KITE}" -p seedance -i kite.png': KITE,
    f'studio generate video -p "{KITE}" -i kite.png': KITE,
    f'studio generate video "{KITE}" -p veo -i kite.png': None,
    'studio generate video "..." -p seedance': None,
}


@pytest.mark.parametrize(("command", "prompt"), PROVIDERS.items(), ids=PROVIDERS)
def test_the_name_of_a_product_is_no_prompt(command, prompt):
    roots = [root for root in read("a.md", f"# Seedance\n\n```bash\n{command}\n```\n") if isinstance(root, Root)]
    found = [request for root in roots for request in find_requests(root.value, Contracts(), root.around).found]
    assert [(each.prompt, each.assets is not None and len(each.assets["image"])) for each in found] == ([(prompt, 1)] if prompt else [])
