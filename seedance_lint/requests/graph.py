"""Reads the files of a node from a workflow as the page of ComfyUI saves it: they are what linked nodes load."""

from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.contracts.surroundings import version_of
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Template
from seedance_lint.records import NamedTuple
from seedance_lint.requests.media import UNKNOWN, Media
from seedance_lint.requests.request import Asset
from seedance_lint.requests.shapes import KINDS, Plan

_MOST_NODES = 200
"""Nodes that one node's files are followed through."""
_GIVEN = Template("", ())
"""The value of a file that a workflow names, and that only ComfyUI knows where to find."""


class _Loaded(NamedTuple):
    """A file that a node loads; ``kind`` is None if nothing shows what it is."""

    kind: str | None


def is_graph(value: Mapping[str, Any]) -> bool:
    """Whether an object is a workflow with its nodes and links."""
    return isinstance(value.get("nodes"), list) and isinstance(value.get("links"), list)


def read_node(node: Mapping[str, Any], graph: Mapping[str, Any], path: Path, plan: Plan) -> Media:
    """Return the files that a node of a workflow is given; ``plan`` says what the names of its inputs mean."""
    if not isinstance(node.get("inputs"), list):  # a node that is written down without what it is linked to
        return UNKNOWN
    nodes = {each["id"]: each for each in graph["nodes"] if isinstance(each, dict) and isinstance(each.get("id"), (int, str))}
    links = {
        link[0]: link[1]
        for link in graph["links"]
        if isinstance(link, list) and len(link) > 1 and all(isinstance(x, (int, str)) for x in link[:2])
    }
    roles = {field.name: field.role for field in (*plan.media, *plan.ambiguous)}
    files: dict[str, list[Asset]] = {}
    for index, given in enumerate(_inputs(node)):
        name = given.get("name")
        for loaded in _loaded(given, nodes, links, set()):
            if loaded.kind is None:
                return UNKNOWN
            held = files.setdefault(loaded.kind, [])
            role = roles.get(name) if isinstance(name, str) else None
            held.append(Asset(loaded.kind, len(held) + 1, None, (*path, "inputs", index), _GIVEN, role))
    return Media({kind: tuple(held) for kind, held in files.items()}, {})


def makes_pictures(node: Mapping[str, Any]) -> bool:
    """Whether a node is one for pictures: by its name, if no video comes out of it but an image."""
    outputs = node.get("outputs")
    types = [str(each.get("type", "")).lower() for each in outputs if isinstance(each, dict)] if isinstance(outputs, list) else []
    is_for_images = any("image" in each for each in types) and not any("video" in each for each in types)
    return is_for_images and _kind(str(node.get("type", ""))) == "image"


def is_set_to_ours(node: Mapping[str, Any]) -> bool | None:
    """Whether the values of a node begin with a model of ours, as the node of a provider with many models is set; None if they begin with none."""
    values = node.get("widgets_values")
    first = values[0] if isinstance(values, list) and values else None
    if not isinstance(first, str) or " " in first or version_of(first) is None or not products.speaks_of_us(first):
        return None
    return products.is_ours(first)


def _inputs(node: Mapping[str, Any]) -> list[dict[str, Any]]:
    inputs = node.get("inputs")
    return [each for each in inputs if isinstance(each, dict)] if isinstance(inputs, list) else []


def input_names(node: Mapping[str, Any]) -> list[str]:
    """Return what the inputs of a node are called."""
    return [each["name"] for each in _inputs(node) if isinstance(each.get("name"), str)]


def _loaded(given: Mapping[str, Any], nodes: Mapping[Any, Any], links: Mapping[Any, Any], seen: set[Any]) -> Iterator[_Loaded]:
    """Yield what comes in by one input: from a node that loads a file, or through one that is given some."""
    link = given.get("link")
    if not isinstance(link, (int, str)) or len(seen) > _MOST_NODES:
        return
    kind = _kind(f"{given.get('type', '')} {given.get('name', '')}")
    source = nodes.get(links.get(link))
    if source is None or source.get("id") in seen:
        if kind is not None:
            yield _Loaded(None)
        return
    seen.add(source.get("id"))
    name = str(source.get("type", ""))
    if "load" in name.lower():
        if (loads := _kind(name) or kind) is not None:
            yield _Loaded(loads)
        return
    further = [loaded for each in _inputs(source) for loaded in _loaded(each, nodes, links, seen)]
    if further:
        yield from further
    elif kind is not None:
        yield _Loaded(None)


def _kind(text: str) -> str | None:
    """Return the kind that a type or a name mentions; None if it mentions none, or several."""
    kinds = [kind for kind in KINDS if kind in text.lower()]
    return kinds[0] if len(kinds) == 1 else None
