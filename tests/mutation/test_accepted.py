"""Faults that are known to go unnoticed: the list is about code that is still there."""

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

import seedance_lint

PACKAGE = Path(seedance_lint.__file__).parent
LISTED = tomllib.loads(Path(__file__).with_name("accepted.toml").read_text(encoding="utf-8"))
FAULTS = [fault for kind in ("equivalent", "accepted") for group in LISTED[kind] for fault in group["faults"]]


@cache
def source_of(place: str) -> str:
    """Return the text of `module:function` or `module:Class.method`."""
    module, _, name = place.partition(":")
    text = PACKAGE.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    body = ast.parse(text).body
    for part in name.split("."):
        (node,) = [each for each in body if isinstance(each, (ast.FunctionDef, ast.ClassDef)) and each.name == part]
        body = node.body
    return ast.get_source_segment(text, node) or ""


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault['at']} {fault['from']}" for fault in FAULTS])
def test_the_code_of_a_known_fault_is_still_there(fault):
    assert fault["from"] in source_of(fault["at"])


def test_every_group_says_why():
    assert LISTED.keys() == {"equivalent", "accepted"}
    assert all(group["why"] and group["faults"] for groups in LISTED.values() for group in groups)
