"""What the calls of scripts give to functions that make a video: by position, or by methods in a row."""

from seedance_lint.annotations import Any
from seedance_lint.hosts.javascript.lists import ListReader
from seedance_lint.hosts.javascript.places import children, unwrapped
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program import setters
from seedance_lint.hosts.program.known_calls import builder_parameters, model_parameters, reads_as_prompt
from seedance_lint.hosts.program.mappings import mapping
from seedance_lint.hosts.program.placed_arguments import MOST_PLACED, behind_others
from seedance_lint.hosts.program.setters import sets_prompt
from seedance_lint.hosts.program.typed_prompts import helped_parameters, typed_parameters
from seedance_lint.hosts.program.whole import collects_files, is_client, makes_video


class CallReader(ListReader):
    """Reads the calls of one script."""

    def _chained(self, node: Any) -> Node | None:
        """Return the request that methods in a row put together, of which a call is one; None of any other call."""
        function = node.child_by_field_name("function")
        if (
            function is None
            or function.type != "member_expression"
            or not sets_prompt(self._survey.last(function))
            or not self._survey.names_ours
        ):
            return None
        call = node
        for _ in range(setters.MOST_STEPS):
            outer = node.parent.parent if node.parent is not None and node.parent.type == "member_expression" else None
            if outer is None or outer.type != "call_expression":
                break
            if sets_prompt(self._survey.last(node.parent)):
                return None  # it is set again
            node = outer
        steps: list[tuple[str, Any]] = []
        of = node
        while of is not None and of.type == "call_expression" and len(steps) <= setters.MOST_STEPS:
            function, listed = of.child_by_field_name("function"), of.child_by_field_name("arguments")
            given = children(listed) if listed is not None and listed.type == "arguments" else []
            if function is None or function.type != "member_expression":
                break
            if len(given) == 1:
                steps.append((self._survey.last(function), given[0]))
            of = unwrapped(function.child_by_field_name("object"))
        found = setters.entries(steps[::-1], self._entry, self._offsets.span)
        self._rows[call.id] = frozenset(name for name, _ in steps)
        return mapping(self._offsets.span(node), found, open=False) if found else None

    def _makes_video(self, call: Any, *, takes_model: bool = False) -> bool:
        """Whether a function from elsewhere makes a video of what it is given, and of nothing that an object has collected before."""
        of = unwrapped(call.child_by_field_name("function") or call.child_by_field_name("constructor"))
        if of is None or not self._survey.names_ours or self._survey.is_own(of):
            return False
        names: list[str] = []
        while of is not None and of.type == "member_expression":
            names.insert(0, self._survey.last(of))
            of = unwrapped(of.child_by_field_name("object"))
        if of is None or of.type != "identifier":
            return False
        if not names:
            return makes_video([self._survey.imported(of)], takes_model=takes_model)
        name = self._offsets.written(of)
        held = self._survey.value(of)
        maker = held.child_by_field_name("constructor") if held is not None and held.type == "new_expression" else None
        made_by = self._survey.last(maker) if maker is not None else ""
        is_sender = is_client((name, made_by))
        return is_sender and makes_video(names, takes_model=takes_model, maker=made_by) and not collects_files(name, self._offsets.text)

    def _placed(self, node: Any, given: list[Any]) -> list[str]:
        """Return the names of what a function from elsewhere is given whose prompt does not stand first; none of any other call."""
        function = node.child_by_field_name("function")
        if function is None or not given or not self._survey.names_ours or self._survey.is_own(function):
            return []
        first = [unwrapped(each) for each in given[:MOST_PLACED]]
        texts = [self._text(each) for each in first]
        name = self._survey.imported(function) if function.type == "identifier" else self._survey.last(function)
        lists = [getattr(self._survey.value(each), "type", "") == "array" for each in first]
        written = [self._survey.last(each) for each in first]
        return behind_others(name, [each.value if each is not None else None for each in texts], written, lists)

    def _built_with(self, node: Any, given: list[Any]) -> list[str]:
        """Return the names of what a function from elsewhere is given that makes a video of a text; none of any other call."""
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if not self._survey.names_ours or self._survey.is_own(function):
            return []
        second = self._survey.value(unwrapped(given[1])) if len(given) > 1 else None
        files = second is not None and second.type == "array"
        model = self._text(unwrapped(given[1])) if len(given) > 1 and not files else None
        name = self._survey.imported(function) if function.type == "identifier" else self._survey.last(function)
        written = self._survey.last(given[1]) if len(given) > 1 and model is None and second is None else ""
        found = model_parameters(name, model.value if model is not None else None, written)
        if node.type == "call_expression":
            found = found or builder_parameters(name, "", (), files=files)
        made = self._one_text(unwrapped(given[0])) if found else None
        return found if made is not None and reads_as_prompt(made.value) else []

    def _typed(self, function: Any, given: list[Any]) -> list[str]:
        """Return the names of what a method is given that types a prompt into a field of a page; none of any other call."""
        if not self._survey.drives_pages or unwrapped(function).type != "member_expression":
            return []
        texts = [self._one_text(unwrapped(each)) for each in given[:2]]
        written = [self._offsets.written(each) for each in given[:2]]
        return typed_parameters(self._survey.last(function), written, [each.value if each is not None else None for each in texts])

    def _helped(self, function: Any, given: list[Any]) -> list[str]:
        """Return the names of what a function of the script is given that types a prompt into a field of a page; none of any other."""
        if not self._survey.drives_pages:
            return []
        texts = [self._one_text(unwrapped(each)) for each in given]
        held = [self._survey.value(unwrapped(each)) for each in given]
        holes = [part for each in held if each is not None for part in each.children if part.type == "template_substitution"]
        written = [self._offsets.written(each) for each in (*given, *holes)]
        return helped_parameters(self._survey.last(function), written, [each.value if each is not None else None for each in texts])
