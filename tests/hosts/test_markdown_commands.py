"""Command lines in the prose of a page."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from tests.hosts.places import read
from tests.hosts.test_nested import check

KITE = "A red kite over the dunes"
CALL = f'python scripts/clip.py --prompt "{KITE}" --image kite.png'

SHOWN = {
    "an item": f"- {CALL}",
    "an item with a label": f"1. From a picture: {CALL}",
    "behind a label": f"Usage: {CALL}",
    "a line that is indented": f"So it goes:\n\n    {CALL}",
    "the end of a sentence": f"To try it: {CALL}.",
    "a cell": f"| task | command |\n|---|---|\n| picture | {CALL} |",
    "a cell of code": f"| task | command |\n|---|---|\n| picture | `{CALL}` |",
    "a span of code": f"Run `{CALL}` and wait.",
    "a span of code with another program": f'Run `studio clip --prompt "{KITE}" --image kite.png` and wait.',
    "a sentence behind a program of ours": f'- `seedance generate "{KITE}" --image kite.png`',
    "a script of ours": f'Say `python3 tools/seedance.py "{KITE}" --image kite.png`.',
    "a tag": f"- `{CALL.replace(KITE, f'@Image1: {KITE}')}`",
}
NONE = {
    "words about an option": 'Use --prompt "what is seen" to say it.',
    "a slot": 'Run `seedance generate --prompt "<prompt>"` first.',
    "dots": 'Run `seedance generate --prompt "..." --image kite.png` first.',
    "what a skill is asked": f'Say `/seedance "{KITE}"` to begin.',
    "a picture": f'Run `dreamina text2image --prompt "{KITE}"` first.',
    "another product": f'Run `kling video --prompt "{KITE}" --duration 5` first.',
    "a question about it": f'Run `seedance status "{KITE}"` first.',
    "a comment": f"<!--\n{CALL}\n-->",
    "a comment at the end": f"Nothing.\n\n<!-- {CALL} -->",
    "a search": f'Run `grep -rn "{KITE}" seedance/` first.',
}


def prompts(path: str, text: str) -> list[tuple[str, int | None]]:
    found = []
    for root in read(path, text):
        if isinstance(root, Root):
            check(root, text)
            requests = find_requests(root.value, Contracts(), root.around).found
            found += [(each.prompt, None if each.assets is None else sum(map(len, each.assets.values()))) for each in requests]
    return found


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_command_in_prose_is_read_once(shown):
    ((prompt, files),) = prompts("a.md", f"# Seedance 2.0 skill\n\n{shown}\n")
    assert prompt.endswith(KITE)
    assert files == 1


@pytest.mark.parametrize("shown", NONE.values(), ids=NONE)
def test_what_is_no_command_of_ours_is_left_alone(shown):
    assert prompts("a.md", f"# Seedance 2.0 skill\n\n{shown}\n") == []


def test_on_another_page_a_command_has_to_name_our_product():
    page = f'# Clips\n\nOf kites.\n\n## Commands\n\n- `{CALL}`\n- `studio --model seedance-2.0 --prompt "{KITE}" --duration 5`\n'
    assert prompts("a.md", page) == [(KITE, 0)]


def test_commands_of_programs_that_say_what_they_make():
    page = f'# Seedance\n\n```bash\nstudio video generate --prompt "{KITE}"\nstudio image generate --prompt "{KITE}"\nstudio text-to-video --prompt "{KITE}"\n```\n'
    assert [prompt for prompt, _ in prompts("a.md", page)] == [KITE, KITE]
    assert prompts("a.md", page.replace("# Seedance", "# Studio")) == []
