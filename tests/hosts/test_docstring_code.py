"""Code that the descriptions of functions, classes and modules show."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.hosts.program.docstring_code import blocks
from tests.hosts.places import read
from tests.hosts.test_nested import check

MODULE = '''"""Clips of Seedance."""


def make(prompt, image_urls=()):
    """Make a clip.

    Args:
        prompt: what is seen, such as "rain"

{shown}

    Returns:
        the clip of the prompt
    """
'''
SHOWN = {
    "below two colons": ('    Example::\n\n        c.make_clip(\n            prompt="@Image1 walks", image_urls=["a.png"])', ["@Image1 walks"]),
    "below a word": ('    Usage:\n        job = make(prompt="@Image1 \\\\"walks\\\\"")\n        wait(job)', ['@Image1 "walks"']),
    "below a word of Chinese": ('    示例：\n        make(prompt="雨夜")', ["雨夜"]),
    "at a session": ('    >>> job = make(\n    ...     prompt="@Image1 walks",\n    ... )\n    >>> job.id\n    1', ["@Image1 walks"]),
    "a session with empty lines": ('    >>>\n    >>> make(\n    ...\n    ...     prompt="rain")', ["rain"]),
    "a session below a word": ('    Examples:\n        Walk:\n\n        >>> make(prompt="rain")\n        1\n\n        >>> make(prompt="snow")', ["rain", "snow"]),
    "in a fence": ('    Like this:\n\n    ```python\n    make(prompt="rain")\n    ```\n    and prompt="snow" never', ["rain"]),
    "in typed parts": ('    Example:\n        t.create(model="seedance-2.0", content=[{{"type": "text", "text": "rain"}}])', [None]),
    "words": ('    Example:\n        A prompt of "rain" makes rain.\n        make(prompt="rain")', []),
    "a fence of something else": ('    ```text\n    make(prompt="rain")\n    ```', []),
    "no example": ('    Note:\n        make(prompt="rain")', []),
}  # fmt: skip


def found(text: str):
    return [root for root in read("a.py", text) if isinstance(root, Root) and root.value]


@pytest.mark.parametrize(("shown", "expected"), SHOWN.values(), ids=SHOWN)
def test_code_of_a_description(shown, expected) -> None:
    text = MODULE.format(shown=shown.format())
    roots = found(text)
    assert [root.value.get("prompt") for root in roots] == expected
    for root in roots:
        check(root, text)


def test_a_module_that_does_not_name_us_shows_nothing_of_ours() -> None:
    assert not found(MODULE.replace("Seedance", "films").format(shown='    Example:\n        make(prompt="rain")'))


def test_only_descriptions_show_code() -> None:
    assert not found('# Seedance\nTEXT = """\nExample:\n    make(prompt="rain")\n"""\n')


def test_blocks_are_few() -> None:
    assert len(list(blocks(">>> make(prompt='x')\n\n" * 100, "python"))) == 50


SCRIPT = """// Clips of Seedance.

/**
 * Makes a clip.
 * @param prompt what is seen, such as "rain"
{shown}
 * @returns the clip of the prompt
 */
export function make(prompt) {{}}
"""
COMMENTS = {
    "behind the mark": (' * @example\n * const job = await make({prompt: "@Image1 walks",\n *   image_urls: ["a.png"]});', ["@Image1 walks"]),
    "with a title": (' * @example <caption>Two</caption>\n *   make({prompt: "@Image1 \\\\"walks\\\\""})\n * @example\n * make({prompt: "rain"})', ['@Image1 "walks"', "rain"]),
    "in a fence behind it": (' * @example\n * ```ts\n * make({prompt: "rain"})\n * ```', ["rain"]),
    "in a fence": (' *\n * ```\n * make({prompt: "rain"})\n * ```\n * make({prompt: "snow"})', ["rain"]),
    "words": (' * @example A prompt of "rain" makes rain: make({prompt: "rain"})', []),
    "a fence of something else": (' * ```text\n * make({prompt: "rain"})\n * ```', []),
}  # fmt: skip


@pytest.mark.parametrize(("shown", "expected"), COMMENTS.values(), ids=COMMENTS)
def test_code_in_comments_of_scripts(shown, expected) -> None:
    text = SCRIPT.format(shown=shown.replace("\\\\", "\\"))
    roots = [root for root in read("a.ts", text) if isinstance(root, Root)]
    assert [root.value["prompt"] for root in roots] == expected
    for root in roots:
        assert check(root, text) >= 1


def test_comments_of_a_script_that_does_not_name_us() -> None:
    text = SCRIPT.format(shown=' * @example\n * make({prompt: "rain"})').replace("Seedance", "films")
    assert not [root for root in read("a.ts", text) if isinstance(root, Root)]


def test_comments_of_other_kinds_show_nothing() -> None:
    text = SCRIPT.format(shown=' * @example\n * make({prompt: "rain"})').replace("/**", "/*")
    assert not [root for root in read("a.ts", text) if isinstance(root, Root)]


QUOTED = {
    "behind the word": ('    Example: "The cat in @Image1 walks through the garden."', ["The cat in @Image1 walks through the garden."]),
    "below the word": ('    Example:\n      "The cat in @Image1 walks through the garden"', ["The cat in @Image1 walks through the garden"]),
    "below two words": ('    Example prompt:\n        "A baker kneads dough at dawn, slow push-in"', ["A baker kneads dough at dawn, slow push-in"]),
    "in Chinese": ("    示例：“@图片1 里的猫穿过花园，镜头跟随”", ["@图片1 里的猫穿过花园，镜头跟随"]),
    "with an escape": ('    Example: "The cat in @Image1 walks\\tthrough the garden."', ["The cat in @Image1 walks\tthrough the garden."]),
    "something else": ('    Example: "the name of the file in its folder"', []),
    "a lesson": ('    Example: "Use @Image1 as the model should read it in your prompt"', []),
    "more behind it": ('    Example: "The cat in @Image1 walks through the garden." and so on', []),
    "no example": ('    Note: "The cat in @Image1 walks through the garden."', []),
}  # fmt: skip


@pytest.mark.parametrize(("shown", "expected"), QUOTED.values(), ids=QUOTED)
def test_a_prompt_in_quotes(shown, expected) -> None:
    text = MODULE.format(shown=shown)
    roots = found(text)
    assert [root.value.get("prompt") for root in roots] == expected
    for root in roots:
        check(root, text)
    assert not found(text.replace("Seedance", "films"))
