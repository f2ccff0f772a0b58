"""Lists of prompts that programs offer to their users."""

import pytest

from seedance_lint.hosts import Root
from tests.hosts.places import pieces, read

SAID = [
    "A lone diver swims over a field of glowing corals, cinematic, slow motion",
    'Macro shot of dew on a "spider" web at golden hour, the light grows',
    "Time-lapse of a fern that unrolls on a mossy stone in the jungle",
    "A paper boat sails down a river of stars in a dreamlike sky",
]
LISTS = {
    "Python": ("a.py", "# Seedance 2.0\nSURPRISES = [\n{items}]\nprint(random.choice(SURPRISES))\n"),
    "Python, with a type": ("a.py", "# Seedance 2.0\nEXAMPLE_PROMPTS: list[str] = [\n{items}]\n"),
    "Python, in a mapping": ("a.py", "# Seedance 2.0\nCONFIG = {{'ideas': [\n{items}]}}\n"),
    "TypeScript": ("a.ts", "// Seedance 2.0\nexport const examplePrompts: string[] = [\n{items}] as const;\n"),
    "TypeScript, in an object": ("a.ts", "// Seedance 2.0\nconst config = {{ suggestions: [\n{items}] }};\n"),
}


def written(said: list[str]) -> str:
    return "".join("  {},\n".format('"' + each.replace('"', '\\"') + '"') for each in said)


def found(path: str, text: str) -> list[Root]:
    return [each for each in read(path, text) if isinstance(each, Root) and isinstance(each.value, dict) and "prompt" in each.value]


@pytest.mark.parametrize(("path", "text"), LISTS.values(), ids=LISTS)
def test_each_text_of_a_list_of_films_is_a_prompt(path, text) -> None:
    program = text.format(items=written(SAID))
    roots = found(path, program)
    assert [root.value["prompt"] for root in roots] == SAID
    for root in roots:
        made = root.tree().find(("prompt",)).form.source_map(program)
        assert made.value == root.value["prompt"]
        assert all(program[slice(*span)].lstrip("\\") == character for character, span in pieces(made))
    for other in (
        text.format(items=written(SAID[:2])),  # too few
        text.format(items=written([SAID[0], SAID[1], SAID[3], SAID[3]])),  # half of them read like films
        text.format(items=written([f"{each} [place]" for each in SAID])),
        text.format(items=written([f"Write what your model should show: {each}" for each in SAID])),
        program.replace("Seedance", "Films"),
        program.replace("Seedance 2.0", "Seedance 2.0, Kling"),
        program.replace("SURPRISES", "CAMERA_IDEAS").replace("EXAMPLE_PROMPTS", "NOTES").replace("examplePrompts", "notes").replace("ideas", "log").replace("suggestions", "log"),
    ):  # fmt: skip
        assert found(path, other) == []


def test_what_a_program_sends_is_found_once() -> None:
    items = written(SAID)
    program = f"# Seedance 2.0\nPROMPTS = [\n{items}]\nfor each in PROMPTS:\n    client.generate_video(model='seedance-2.0', prompt=each)\n"
    assert [root.value["prompt"] for root in found("a.py", program)] == SAID
