"""Fences that say a programming language and hold a prompt, as editors and converters of pages write them."""

from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.prose.labels import is_other, prompt_label
from seedance_lint.pattern import Pattern

_DATA = frozenset(
    (
        "json",
        "jsonc",
        "json5",
        "jsonl",
        "yaml",
        "yml",
        "toml",
        "csv",
        "tsv",
        "http",
        "rest",
        "xml",
        "html",
        "diff",
        "patch",
        "prompt",
        "seedance",
    )
)
"""Languages in which a name, a colon and a text are what they are in prose, or that call their text a prompt."""
_LABEL = Pattern(r"\s*([^\r\n:：@*]{1,40})[:：]")
_CODE = Pattern(
    r"(?m:[;{}\\,][ \t]*$)|=|(?m:^[ \t]*(?://|\$ |import |from |def |class |func |return |public |private |curl ))|\w\([^()\n]*\)[ \t]*(?m:$)|</\w"
)


def by_its_text(block: Block) -> Block:
    """Return a fence without its language if its first words call it a prompt, or something beside one, and no line of it is code."""
    if not block.language or block.language in _DATA:
        return block
    label = _LABEL.match(block.made.value)
    if label is None or not (prompt_label(label[1]) or is_other(label[1])) or _CODE.search(block.made.value) is not None:
        return block
    return block._replace(language="")
