"""What definitions and calls of a Python module say by themselves, before anybody looks up a name."""

import ast

_DATA_CLASSES = frozenset(("dataclass", "NamedTuple", "BaseModel", "define", "frozen", "attrs", "Struct", "SQLModel"))
"""What makes the fields of a class the parameters of its constructor, in their order."""

INSTANCES = frozenset(("self", "cls"))
"""What a method calls the object that it belongs to."""


def parameters_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Return the names of the parameters of a function that callers fill by their position."""
    named = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    return named[1:] if named[:1] and named[0] in INSTANCES else named


def is_static(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a method is called without the object that it belongs to."""
    return any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in function.decorator_list)


def is_data_class(node: ast.ClassDef) -> bool:
    """Whether the fields of a class are the parameters of its constructor."""
    return any(last_name(each) in _DATA_CLASSES for each in (*node.bases, *node.decorator_list))


def field_default(value: ast.expr) -> ast.expr:
    """Return the value that a field of a data class has where none is given: ``field(default_factory=list)`` is an empty list."""
    if isinstance(value, ast.Call) and last_name(value.func) in ("field", "Field", "attrib", "ib"):
        for keyword in value.keywords:
            if keyword.arg == "default":
                return keyword.value
            if keyword.arg in ("default_factory", "factory") and isinstance(keyword.value, ast.Name) and keyword.value.id == "list":
                return ast.copy_location(ast.List([], ast.Load()), value)
        if value.args:
            return value.args[0]
    return value


def last_name(node: ast.expr) -> str:
    """Return the last name of ``dataclasses.dataclass``, called or not."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def given_by_position(calls: list[ast.Call]) -> set[int]:
    """Return the identities of everything that calls are given by position."""
    return {id(part) for call in calls for argument in call.args for part in ast.walk(argument)}


def got_from(node: ast.expr) -> tuple[ast.expr, str, ast.expr] | None:
    """Return the mapping, the key and the default of ``mapping.get("key", default)``; None for every other expression."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "get" or node.keywords:
        return None
    if not 1 <= len(node.args) <= 2 or not isinstance(node.args[0], ast.Constant) or not isinstance(node.args[0].value, str):
        return None
    otherwise = node.args[1] if len(node.args) > 1 else ast.copy_location(ast.Constant(None), node)
    return node.func.value, node.args[0].value, otherwise
