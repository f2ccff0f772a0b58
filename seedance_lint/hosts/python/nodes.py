"""The prompts that nodes of ComfyUI begin with: the defaults of the fields that they say they have."""

import ast
from collections.abc import Callable, Iterator
from functools import partial

from seedance_lint.hosts.commands.names import is_prompt, names_ours
from seedance_lint.hosts.located import Clue, Node, Root, Template
from seedance_lint.hosts.program.known_calls import parts_of, reads_as_prompt
from seedance_lint.hosts.program.mappings import PROMPT
from seedance_lint.hosts.prose.labels import describes, names_others
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.words import count_words, prose_words
from seedance_lint.source.span import Span

_DECLARES = "INPUT_TYPES"
"""The method by which a node says what its fields are (https://docs.comfy.org/custom-nodes/backend/server_overview)."""
_TEXT, _DEFAULT = "STRING", "default"


def declared(module: ast.Module) -> Iterator[tuple[str, ast.Dict, ast.expr]]:
    """Yield the defaults of prompts, each with the name of the class of its node, and the fields that it is among."""
    for made in ast.walk(module):
        if not isinstance(made, ast.ClassDef):
            continue
        for method in made.body:
            if isinstance(method, ast.FunctionDef) and method.name == _DECLARES:
                fields = [each for each in ast.walk(method) if isinstance(each, ast.Dict)]
                yield from ((made.name, each, default) for each in fields for default in _defaults(each))


def _defaults(fields: ast.Dict) -> Iterator[ast.expr]:
    for key, value in zip(fields.keys, fields.values, strict=True):
        is_field = isinstance(key, ast.Constant) and isinstance(key.value, str) and is_prompt(key.value)
        if not is_field or not isinstance(value, ast.Tuple) or len(value.elts) != 2:
            continue
        kind, options = value.elts
        if isinstance(kind, ast.Constant) and kind.value == _TEXT and isinstance(options, ast.Dict):
            yield from (
                each
                for name, each in zip(options.keys, options.values, strict=True)
                if isinstance(name, ast.Constant) and name.value == _DEFAULT
            )


def roots(
    text: str, module: ast.Module, text_of: Callable[[ast.expr], Node | None], span: Callable[[ast.expr], Span]
) -> Iterator[tuple[Root, Span]]:
    """Yield the defaults that are prompts, of nodes for our product, each with the place of the fields that it is among."""
    classes = [" ".join(parts_of(each.name)) for each in ast.walk(module) if isinstance(each, ast.ClassDef)]
    is_only_ours = not names_others(text) and not any(map(names_others, classes))
    for name, fields, default in declared(module):
        node = text_of(default)
        if node is None or isinstance(node.value, Template) or not (names_ours(name) or is_only_ours) or not _is_prompt(str(node.value)):
            continue
        around = (Clue("call", name, span(fields)),)
        yield Root({PROMPT: node.value}, partial(_tree, node), node.span.start, around), span(fields)


def _is_prompt(text: str) -> bool:
    """Whether a default is a prompt, and no word on what to write there."""
    is_long = count_words(text) >= prose_words().shortest["section"] and not describes(text)
    return reads_as_prompt(text) and (mentions(text) or is_long)


def _tree(node: Node) -> Node:
    key = Node(Span(node.span.start, node.span.start), PROMPT)
    return Node(node.span, {PROMPT: node.value}, children=(node,), keys=(key,))
