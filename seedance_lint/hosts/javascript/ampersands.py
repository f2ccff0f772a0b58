"""Ampersands that stand for themselves in JSX, as in ``<b>Limits & costs</b>``: TypeScript and Babel take them, the parser takes them for broken."""

from seedance_lint.annotations import Any

MOST_ROUNDS = 8
"""How often a text is parsed again: one text of an element may have several, and the parser shows the first of each."""

_STANDS_FOR_IT = "_".encode("utf-16-le")
_SIGNS = frozenset(("&", "&&"))
_ELEMENTS = frozenset(("jsx_element", "jsx_fragment", "string"))
_BEFORE = frozenset(("jsx_text", "jsx_opening_element", "jsx_closing_element", "string_fragment"))
"""What is before an ampersand that is in the text of an element or in the string of an attribute; no other string is parted by one."""


def without(data: bytes, root: Any) -> bytes:
    """Return a text in UTF-16 with another character for those in which the parser finds what is broken, so that all places stay the same."""
    made = bytearray(data)
    stack = [
        (root, False)
    ]  # a node, and whether it is the broken text of an element: asked for its parent, it would walk down from the root
    while stack:
        node, is_broken_text = stack.pop()
        before = None
        for child in node.children:
            if child.type in _SIGNS and (is_broken_text if before is None else before in _BEFORE):
                for start in range(child.start_byte, child.end_byte, 2):
                    made[start : start + 2] = _STANDS_FOR_IT
            elif child.has_error or child.is_error:
                stack.append((child, child.is_error and node.type in _ELEMENTS))
            before = child.type
    return bytes(made)
