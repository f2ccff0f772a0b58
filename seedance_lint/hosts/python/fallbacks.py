"""What holds in Python where nobody gives anything else: ``os.getenv("PROMPT", "…")``, ``st.text_area("Prompt", "…")``, ``**({"seed": seed} if seed else {})``."""

import ast

from seedance_lint.hosts.program.known_calls import fallback_place, reads_as_prompt, takes_prompt


def fallback(node: ast.expr) -> ast.expr | None:
    """Return the text that a call may be a prompt with where nobody gives another one; None for everything else."""
    if not isinstance(node, ast.Call):
        return None
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    place, keywords = fallback_place(name, len(node.args))
    named = [each.value for each in node.keywords if each.arg in keywords]
    found = named[0] if named else node.args[place] if place is not None and place < len(node.args) else None
    if isinstance(found, ast.Constant):
        return found if reads_as_prompt(found.value) else None
    is_constant = isinstance(found, ast.Name) and (found.id.isupper() or takes_prompt((found.id,)))
    return found if is_constant or isinstance(found, ast.JoinedStr) else None


def option_name(words: list[str]) -> str:
    """Return the name under which a program finds an option of its command line: ``prompt`` of ``-p`` and ``--prompt``."""
    own = [word for word in words if word.isidentifier()]
    long = [word for word in words if word.startswith("--")]
    return (own or long or words)[-1 if own else 0].lstrip("-").replace("-", "_")


def click_defaults(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, ast.expr]:
    """Return what the options of a command are that are left out: ``@click.option("--prompt", default="…")``."""
    found: dict[str, ast.expr] = {}
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and isinstance(each.func, (ast.Attribute, ast.Name)):
            words = [word.value for word in each.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            defaults = [keyword.value for keyword in each.keywords if keyword.arg == "default"]
            name = each.func.attr if isinstance(each.func, ast.Attribute) else each.func.id
            if words and defaults and name in ("option", "argument"):
                found[option_name(words)] = defaults[0]
    return found


def wired(call: ast.Call, *, by_name: bool) -> tuple[ast.Name, list[ast.expr]] | None:
    """Return the function that a page calls with what its fields hold, and these: ``button.click(run, inputs=[prompt, seconds])``.

    ``by_name``: only where they are named.
    """
    named = {each.arg: each.value for each in call.keywords}
    function = named.get("fn", call.args[0] if call.args else None)
    inputs = named.get("inputs", call.args[1] if len(call.args) > 1 and not by_name else None)
    if not isinstance(function, ast.Name) or inputs is None:
        return None
    return function, [*inputs.elts] if isinstance(inputs, (ast.List, ast.Tuple)) else [inputs]


def optional_fields(node: ast.expr) -> list[ast.Constant] | None:
    """Return the names of what is taken over on a condition: ``**({"image_url": url} if url else {})``; None where it may be anything."""
    arms = [node.body, node.orelse] if isinstance(node, ast.IfExp) else []
    names: list[ast.Constant] = []
    for arm in arms:
        if not isinstance(arm, ast.Dict):
            return None
        for key in arm.keys:
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                return None
            names.append(key)
    return names or None
