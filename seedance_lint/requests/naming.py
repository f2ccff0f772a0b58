"""Whether a value as a whole is about our product: a title or a default of its file names it, and nothing in it names another."""

from seedance_lint.contracts import products
from seedance_lint.hosts.located import Template

LONGEST_NAME = 100
"""Characters of a text that says what a file is about, or which model is used; a longer one may compare products."""
_MOST = 20_000
"""Values that are looked at."""


def speaks_only_of_us(value: object) -> bool:
    """Whether some short text in a value names our product, and none names another."""
    stack = [value]
    seen = {id(value)}
    found = False
    while stack and len(seen) < _MOST:
        here = stack.pop()
        inner = here.values() if isinstance(here, dict) else here if isinstance(here, (list, tuple)) else ()
        for child in inner:
            if isinstance(child, str):
                if len(child) <= LONGEST_NAME and not isinstance(child, Template):
                    named = products.names_product(child)
                    if named is False:
                        return False
                    found = found or named is True
            elif isinstance(child, (dict, list, tuple)) and id(child) not in seen:
                seen.add(id(child))
                stack.append(child)
    return found
