"""Prompts that nodes of ComfyUI begin with."""

import pytest

from seedance_lint.hosts import Passed, Root
from tests.hosts.places import pieces, read

NODE = '''class SeedanceVideo:
    """Seedance in a node."""

    @classmethod
    def INPUT_TYPES(cls):
        return {{
            "required": {{
                "{field}": ("{kind}", {{"multiline": True, "default": {default}}}),
                "ratio": (["16:9", "9:16"], {{"default": "16:9"}}),
                "duration": ("INT", {{"default": 5, "min": 4, "max": 15}}),
            }}
        }}
'''
PROMPT = "A baker kneads the dough by the window, slow push-in"


def found(text: str) -> list[Root]:
    return [each for each in read("nodes.py", text) if isinstance(each, Root) and "prompt" in each.value]


@pytest.mark.parametrize("said", [PROMPT, "@image1 walks through the bakery", "面包师在窗边揉面，镜头慢慢推近"])
def test_the_default_of_a_prompt_is_one(said) -> None:
    text = NODE.format(field="prompt", kind="STRING", default=f'"{said}"')
    (root,) = found(text)
    assert root.value == {"prompt": said}
    made = root.tree().find(("prompt",)).form.source_map(text)
    assert all(text[slice(*span)] == character for character, span in pieces(made))
    assert not [each for each in read("nodes.py", text) if isinstance(each, Passed)]
    elsewhere = f"{text}\n\nclass KlingVideo(SeedanceVideo):\n    pass\n"
    assert len(found(elsewhere)) == 1
    assert found(elsewhere.replace("class SeedanceVideo", "class Video")) == []


@pytest.mark.parametrize(
    ("field", "kind", "default"),
    [
        ("prompt", "STRING", '""'),
        ("prompt", "STRING", '"Describe the video that you want to see here"'),
        ("prompt", "STRING", '"a kite"'),
        ("prompt", "STRING", "DEFAULTS[0]"),
        ("prompt", "INT", f'"{PROMPT}"'),
        ("negative_prompt", "STRING", f'"{PROMPT}"'),
        ("system_prompt", "STRING", f'"{PROMPT}"'),
    ],
)
def test_what_is_no_prompt(field, kind, default) -> None:
    assert found(NODE.format(field=field, kind=kind, default=default)) == []


def test_a_module_that_does_not_name_us_has_none() -> None:
    assert found(NODE.format(field="prompt", kind="STRING", default=f'"{PROMPT}"').replace("Seedance", "Film")) == []
