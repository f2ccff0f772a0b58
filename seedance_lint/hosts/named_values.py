"""Fields that collections and workflows list one by one: ``[{"key": "prompt", "value": "…"}, …]``.

They are read as the form that they are. A path through one has the name of the field, and `Node.find` follows it to the field's value.
"""

from collections.abc import Sequence

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.hosts.located import Form

if TYPE_CHECKING:
    from seedance_lint.hosts.located import Node

_NAMES = ("key", "name")
"""Postman has `key`, n8n, Insomnia and HAR have `name`."""
VALUE = "value"
_OFF = "disabled"
_MOST = 200
"""Fields of a form."""
_BESIDE = ("model", "image", "video", "duration", "ratio", "resolution")
"""What a field beside a prompt is about, if the form is a request."""


def form(items: Sequence[Any]) -> Form | None:
    """Return the fields of a request that a list has one by one; None for every other list."""
    if not 1 < len(items) <= _MOST or not isinstance(items[0], dict) or VALUE not in items[0]:
        return None
    known: dict[str, Any] = {}
    several: set[str] = set()
    for item in items:
        name = _name(item)
        if name is None:
            return None
        if item.get(_OFF) is True:
            continue
        listed = name.partition("[")[0]
        if name in known or listed != name or VALUE not in item:
            several.add(listed)
        else:
            known[name] = item[VALUE]
    if not any("prompt" in name.lower() for name in known) or not any(about in name.lower() for name in known for about in _BESIDE):
        return None
    return Form({name: value for name, value in known.items() if name not in several}, frozenset(several), open=False)


def entry(items: "Sequence[Node]", name: str) -> "tuple[Node, Node] | None":
    """Return the name and the value of a field in the tree of such a list."""
    for item in items:
        if isinstance(item.value, dict) and _name(item.value) == name and item.value.get(_OFF) is not True:
            key = next((found for each in _NAMES if (found := item.find((each,))) is not None), None)
            value = item.find((VALUE,))
            return None if key is None or value is None else (key, value)
    return None


def item(items: Sequence[Any], name: str) -> dict[str, Any] | None:
    """Return the item of such a list that has a field."""
    return next((each for each in items if _name(each) == name and each.get(_OFF) is not True), None)


def _name(item: Any) -> str | None:
    name = next((item[each] for each in _NAMES if each in item), None) if isinstance(item, dict) else None
    return name if isinstance(name, str) and name else None
