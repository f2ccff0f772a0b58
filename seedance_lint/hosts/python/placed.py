"""What Python's calls give to functions that make a video: by position, under other names, or by methods in a row."""

import ast
from abc import abstractmethod

from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program import setters
from seedance_lint.hosts.program.known_calls import (
    builder_parameters,
    is_beside_prompt,
    method_parameters,
    model_parameters,
    reads_as_prompt,
    takes_prompt,
)
from seedance_lint.hosts.program.mappings import mapping
from seedance_lint.hosts.program.placed_arguments import MOST_PLACED, behind_others, named_text
from seedance_lint.hosts.program.setters import sets_prompt
from seedance_lint.hosts.program.typed_prompts import typed_parameters
from seedance_lint.hosts.program.whole import MODEL, collects_files, is_client, makes_video
from seedance_lint.hosts.python.definitions import last_name
from seedance_lint.hosts.python.lists import ListReader
from seedance_lint.hosts.python.meanings import NAMED


class CallReader(ListReader):
    """Reads the calls of one module."""

    _source: str
    _again: set[int]
    """Identities of the calls of rows in which the prompt is set several times."""

    @abstractmethod
    def _is_imported(self, node: ast.expr) -> bool:
        """Whether an expression is, or is made by, what the module imports, other than from the standard library."""

    def _chained(self, node: ast.Call) -> Node | None:
        """Return the request that methods in a row put together; None of any other call."""
        steps: list[tuple[str, ast.expr]] = []
        of: ast.expr = node
        inside: list[ast.expr] = []
        while (
            isinstance(of, ast.Call)
            and isinstance(of.func, ast.Attribute)
            and self._survey.names_ours
            and len(inside) <= setters.MOST_STEPS
        ):
            inside.append(of)
            if len(of.args) == 1 and not of.keywords:
                steps.append((of.func.attr, of.args[0]))
            of = of.func.value
        if id(node) in self._again or not any(sets_prompt(name) for name, _ in steps):
            return None
        if sum(sets_prompt(name) for name, _ in steps) > 1:
            self._again.update(map(id, inside))
        found = setters.entries(steps[::-1], self._entry, self._offsets.span)
        if not found:
            return None
        self._used.update(map(id, inside))
        self._rows[id(node)] = frozenset(name for name, _ in steps)
        return mapping(self._offsets.span(node), found, open=False)

    def _makes_video(self, function: ast.expr, *, takes_model: bool) -> bool:
        """Whether a function from elsewhere makes a video of what it is given, and of nothing that an object has collected before."""
        names: list[str] = []
        of = function
        while isinstance(of, ast.Attribute):
            names.insert(0, of.attr)
            of = of.value
        if not isinstance(of, ast.Name) or not self._survey.names_ours or self._survey.is_own(function):
            return False
        if not names or self._survey.is_imported(of):
            return makes_video(names or [self._survey.imported(of).rpartition(".")[2]], takes_model=takes_model)
        maker = self._maker(ast.Attribute(of, names[0], ast.Load()))
        makes = is_client((of.id, maker)) and makes_video(names, takes_model=takes_model, maker=maker)
        return makes and not collects_files(of.id, self._source)

    def _placed(self, node: ast.Call) -> list[str]:
        """Return the names of what a function from elsewhere is given whose prompt does not stand first; none of any other call."""
        if not node.args or not self._survey.names_ours or self._survey.is_own(node.func):
            return []
        first = node.args[:MOST_PLACED]
        given = [self._text(each) for each in first]
        name = self._survey.imported(node.func).rpartition(".")[2] if isinstance(node.func, ast.Name) else last_name(node.func)
        written = [last_name(each) if isinstance(each, (ast.Name, ast.Attribute)) else "" for each in first]
        texts = [each.value if each is not None else None for each in given]
        return behind_others(name, texts, written, [self._is_list(each) for each in first], self._maker(node.func))

    def _is_list(self, node: ast.expr) -> bool:
        """Whether an expression is a list, or the name of one."""
        return isinstance(node, ast.List) or (isinstance(node, NAMED) and isinstance(self._survey.value(node), (ast.List, ast.Tuple)))

    def _called_text(self, node: ast.Call) -> str | None:
        """Return the name under which a function from elsewhere is given a prompt that is called otherwise; None of any other call."""
        if not node.keywords or not self._survey.names_ours or self._survey.is_own(node.func):
            return None
        models = [self._text(each.value) for each in node.keywords if each.arg == MODEL]
        name = named_text(last_name(node.func), [each.arg for each in node.keywords], models[0].value if models and models[0] else None)
        found = next((self._text(each.value) for each in node.keywords if each.arg == name), None) if name else None
        return name if found is not None and reads_as_prompt(found.value) else None

    def _built_with(self, node: ast.Call) -> list[str]:
        """Return the names of what a function from elsewhere is given that makes a video of a text; none of any other call."""
        if not node.args or not self._survey.names_ours or self._survey.is_own(node.func):
            return []
        second = node.args[1] if len(node.args) > 1 else None
        files = second is not None and self._is_list(second)
        module = self._survey.imported(node.func) if isinstance(node.func, ast.Name) else ""
        name = module.rpartition(".")[2] or last_name(node.func)
        maker = self._maker(node.func)
        model = self._text(second) if second is not None and not files else None
        written = last_name(second) if isinstance(second, (ast.Name, ast.Attribute)) and model is None and not files else ""
        found = model_parameters(name, model.value if model is not None else None, written)
        found = found or builder_parameters(name, module, [str(each.arg) for each in node.keywords], files=files)
        found = found or method_parameters(maker, name, files=files)
        made = self._one_text(node.args[0]) if found else None
        if made is None and found and self._is_imported(node.args[0]) and takes_prompt((ast.unparse(node.args[0]),)):
            return found  # another module makes the prompt
        is_beside = any(is_beside_prompt(str(each.arg)) for each in node.keywords)
        return found if made is not None and reads_as_prompt(made.value, is_beside=is_beside) else []

    def _typed(self, node: ast.Call) -> list[str]:
        """Return the names of what a method is given that types a prompt into a field of a page; none of any other call."""
        if not node.args or not self._survey.drives_pages or not isinstance(node.func, ast.Attribute):
            return []
        texts = [self._one_text(each) for each in node.args[:2]]
        written = [ast.unparse(each) for each in node.args[:2]]
        return typed_parameters(node.func.attr, written, [each.value if each is not None else None for each in texts])

    def _maker(self, function: ast.expr) -> str:
        """Return the name of the class of which a method is called, where the object is made in sight."""
        of = function.value if isinstance(function, ast.Attribute) else None
        made = self._survey.value(of) if isinstance(of, NAMED) else of
        return last_name(made.func) if isinstance(made, ast.Call) else ""
