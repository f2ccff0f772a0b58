"""Makes located values of the expressions of a program: what is there as a literal, and what is known not to."""

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.adding import Adding
from seedance_lint.hosts.code.growing import Growing
from seedance_lint.hosts.code.languages import common, own_steps
from seedance_lint.hosts.code.names import Names, dotted, last, snake
from seedance_lint.hosts.code.records import (
    DEEPEST,
    Chain,
    Filled,
    Listed,
    Literal,
    Made,
    Mapped,
    Member,
    Name,
    Pair,
    Plain,
    Spread,
    Sum,
    Symbol,
    Unknown,
)
from seedance_lint.hosts.code.texts import Texts
from seedance_lint.hosts.code.walk import Bound, Walk
from seedance_lint.hosts.located import Node, PartialList, Template
from seedance_lint.hosts.program.known_calls import is_model, takes_prompt
from seedance_lint.hosts.program.mappings import MOST_TAKEN, computed
from seedance_lint.hosts.program.prompts import may_hold_prompt


class Reader(Adding):
    """Reads the values of one program."""

    def __init__(self, text: str, walk: Walk, names: Names | None = None) -> None:
        """Take a program, and what its names stand for, where that is not the same everywhere."""
        self._text = text
        self.walk = walk
        self.names = names or Names(walk)
        self.texts = Texts(text, self.names.value, self._pieces)
        self.used: set[int] = set()
        """Identities of the containers that are parts of others."""
        self._uses: list[int] = []
        self._made: dict[int, Node | None] = {}
        self._depth = 0
        self._taken = 0
        bounds = walk.bound.items() if names is None else ()
        self._bound: dict[int, tuple[str, Bound]] = {
            id(bound.value): (name, bound) for (_, name), each in bounds for bound in each if bound.value is not None
        }

    def in_call(self, given: dict[tuple[int, str], Any]) -> "Reader":
        """Return a reader that has read nothing, for which parameters stand for what one call gives them."""
        other = Reader(self._text, self.walk, self.names.in_call(given))
        other._bound = self._bound
        return other

    def _use(self, key: int) -> None:
        if key not in self.used:
            self.used.add(key)
            self._uses.append(key)

    def outermost(self, found: Any) -> Node | None:
        """Return the mapping or the list that an expression is; None if it is another value, and then what is inside of it is a value of its own."""
        before = len(self._uses)
        made = self.value(found)
        if made is not None and isinstance(made.value, (dict, list)):
            return made
        self.used.difference_update(self._uses[before:])
        del self._uses[before:]
        return None

    def value(self, found: Any) -> Node | None:
        """Return what an expression is; None if that is computed. Each is read once: what leads to itself is computed."""
        key = id(found)
        if key not in self._made:
            self._made[key] = None
            if self._depth >= DEEPEST:
                return None
            self._depth += 1
            self._made[key] = self._read(found)
            self._depth -= 1
        return self._made[key]

    def text(self, found: Any) -> Node | None:
        """Return the text that an expression makes; None if it makes none."""
        made = self.texts.made(found)
        if made is None:
            return None
        written, holes = made.text
        return Node(made.span, Template(written, holes) if holes else written, self.texts.form(made))

    def _pieces(self, found: Any) -> Sum | None:
        """Return the pieces of a text that the program puts together: ``StringBuilder``; None of everything else."""
        known = common("builders")
        base = found.base if isinstance(found, Chain) else found
        steps = found.steps if isinstance(found, Chain) else ()
        if isinstance(base, Made) and last(base.type) in known["texts"]:
            terms = [each.value for each in base.given]
        elif base is None and steps and steps[0].name.name in known["texts"]:
            terms, steps = [each.value for each in steps[0].given], steps[1:]
        else:
            return None
        if any(step.name.name not in known["pieces"] | common("wrappers")["functions"] for step in steps):
            return None
        terms += [step.given[0].value for step in steps if len(step.given) == 1]
        name, bound = self._bound.get(id(found), ("", None))
        for added in self.names.additions(name, bound) if bound is not None else ():
            is_piece = added.step is not None and added.step.name.name in known["pieces"] and len(added.step.given) == 1
            is_sure = bound is not None and self.names.is_sure(added.where, bound.where)
            if is_piece:
                terms.append(added.step.given[0].value if is_sure else Unknown(added.step.name.span))
        return Sum(found.span, tuple(terms)) if terms else None

    def is_container(self, found: Any) -> bool:
        """Whether an expression may be a mapping or a list that the program puts together."""
        if isinstance(found, (Mapped, Listed)):
            return True
        if isinstance(found, Made):
            return not set(found.type.split(".")) & common("builders")["not"]
        if not isinstance(found, Chain):
            return False
        if any(step.inside for step in found.steps):
            return True
        base, first = found.base, found.steps[0].name.name
        if isinstance(base, (Made, Mapped)):
            return self.is_container(base)
        maker = f"{last(dotted(base))}.{first}" if base is not None else first
        if any(maker in names for names in common("makers").values() if isinstance(names, frozenset)):
            return True
        if base is None and first in common("wrappers")["classes"] | common("builders")["lists"] and not found.steps[0].given:
            return True  # of a language that makes objects without a word for it
        named = [snake(each.name.name) for each in found.steps[0].given if each.name is not None]
        if len(found.steps) == 1 and (takes_prompt(named) or any(map(may_hold_prompt, named))):
            return True
        return first in common("builders")["methods"] and not set(dotted(base).split(".")) & common("builders")["not"]

    def _read(self, found: Any) -> Node | None:
        if isinstance(found, (Plain, Symbol)):
            return Node(found.span, found.value if isinstance(found, Plain) else found.name)
        if isinstance(found, (Name, Member)):
            return self._named(found)
        if isinstance(found, (Literal, Sum, Filled)):
            return self.text(found)
        if isinstance(found, Chain) and not self.is_container(found):
            return self._wrapped(found)
        if isinstance(found, Made) and last(found.type) in common("wrappers")["classes"] and found.given:
            inner = self.value(found.given[0].value)
            if inner is not None and (
                isinstance(inner.value, str) or (isinstance(inner.value, (dict, list)) and id(found) not in self._bound)
            ):
                return self._part(found.given[0].value)
        if not self.is_container(found):
            return None
        name, bound = self._bound.get(id(found), ("", None))
        return self._grown(found, name, bound)

    def _named(self, found: Any) -> Node | None:
        """Return what a name stands for."""
        value = self.names.value(found)
        if value is None or value is found:
            return None
        if isinstance(value, (Mapped, Listed, Made, Chain)):
            made = self.value(value)
            if made is not None:
                self._taken += len(made.children)
                self._use(id(value))
            return made if self._taken < MOST_TAKEN else None
        self._use(id(value))
        return self.value(value)

    def _wrapped(self, chain: Chain) -> Node | None:
        """Return what a function is given that returns it in another form; None for what any other returns."""
        text = self.text(chain)
        if text is not None:
            return text
        step = chain.steps[-1]
        wrappers = common("wrappers")
        name, given = step.name.name, [each.value for each in step.given]
        if name in wrappers["functions"] or name in wrappers["first"]:
            if len(given) == 1 or (given and name in wrappers["first"]):
                return self._part(given[0])
        elif name in common("builders")["ends"] and not given and len(chain.steps) == 1:
            return self._part(chain.base)
        if not given and name in wrappers["functions"] and len(chain.steps) == 1:
            return self._part(chain.base)
        return self._constant(chain)

    def _constant(self, chain: Chain) -> Node | None:
        """Return the text that a type makes of one: ``model.ContentGenerationContentItemType("image_url")``."""
        step = chain.steps[-1]
        is_type = len(step.given) == 1 and any(snake(step.name.name).endswith(end) for end in common("constants")["behind"])
        return self.text(step.given[0].value) if is_type else None

    def _part(self, found: Any) -> Node | None:
        """Return what an expression is that another one has as a part."""
        made = self.value(found)
        if made is not None:
            self._use(id(found))
        return made

    def _item(self, found: Any) -> Node:
        return self._part(found) or computed(found.span)

    def _grown(self, found: Any, name: str, bound: Bound | None) -> Node | None:
        """Return a container with all that is added to it."""
        growing = self._begun(found)
        if growing is None:
            return None
        if bound is not None:
            added = self.names.additions(name, bound)
            for each in added:
                self._add(growing, each, bound.where)
            if self.names.is_handed(name, bound):
                growing.is_open = True
            if not added and isinstance(found, Made) and not growing.entries and not growing.items and growing.is_list is None:
                return None
        elif isinstance(found, Made) and not growing.entries and not growing.items and growing.is_list is None:
            return None  # an object of which nothing is known
        return growing.node()

    def _begun(self, found: Any) -> Growing | None:
        """Return what a container is before anything is added to it by its name."""
        growing = Growing(found.span)
        if isinstance(found, Mapped):
            growing.is_list = False
            self._fields(growing, found)
        elif isinstance(found, Listed):
            self._items(growing, found)
        elif isinstance(found, Made):
            growing.is_list = True if last(found.type) in common("builders")["lists"] else None
            for value, name in found.given:
                if name is not None:
                    self._field(growing, Node(name.span, snake(name.name)), value, is_sure=True)
                else:
                    self._spread(growing, value)
            self._use(id(found.body))
            if isinstance(found.body, Mapped):
                self._fields(growing, found.body)
            elif isinstance(found.body, Listed):
                self._items(growing, found.body)
        elif isinstance(found.base, (Made, Mapped)):
            begun = self._begun(found.base)
            if begun is None:
                return None
            growing = begun
            growing.span = found.span
            self._use(id(found.base))
            for step in own_steps(found.steps):
                self._step(growing, step)
        else:
            self._made_by(growing, found)
        return growing

    def _fields(self, growing: Growing, found: Mapped) -> None:
        for key, value in found.pairs:
            if key is None:
                self._spread(growing, value)
            else:
                self._enter(growing, key, value, plain=found.plain)

    def _items(self, growing: Growing, found: Listed) -> None:
        growing.is_list = True
        for each in found.items:
            if isinstance(each, Spread):
                self._spread(growing, each.value)
            else:
                growing.items.append(self._item(each))

    def _made_by(self, growing: Growing, chain: Chain) -> None:
        """Take over what the function at the start of a chain makes, and then what the others add."""
        first, *others = chain.steps
        makers = common("makers")
        name = f"{last(dotted(chain.base))}.{first.name.name}" if chain.base is not None else first.name.name
        given = [each.value for each in first.given]
        if name in makers["pairs"]:
            growing.is_list = False
            for key, value in zip(given[::2], given[1::2], strict=False):
                self._enter(growing, key, value)
        elif name in makers["entries"]:
            growing.is_list = False
            for each in given:
                step = each.steps[-1] if isinstance(each, Chain) else None
                if step is not None and len(step.given) == 2:
                    self._enter(growing, step.given[0].value, step.given[1].value)
                else:
                    growing.is_open = True
        elif name in makers["mapped"]:
            growing.is_list = False
            for each in given:
                if isinstance(each, Pair):
                    self._enter(growing, each.key, each.value, plain=False)
                else:
                    growing.is_open = True
        elif first.given and any(each.name is not None for each in first.given):
            growing.is_list = False
            for value, label in first.given:
                if label is not None:
                    self._field(growing, Node(label.span, snake(label.name)), value, is_sure=True)
        elif name in makers["lists"] or name in makers["empty_lists"]:
            growing.is_list = True
            growing.items = [self._item(each) for each in given]
        elif name in makers["maps"]:
            growing.is_list = False
        else:
            of = last(dotted(chain.base)) if chain.base is not None else ""
            growing.is_list = True if {first.name.name, of} & common("builders")["lists"] else None
            texts = [self.text(each) for each in given]
            growing.is_open = not all(each is not None and is_model(each.value) for each in texts)
        for step in own_steps((*([first] if first.inside else []), *others)):
            self._step(growing, step)

    def _spread(self, growing: Growing, found: Any) -> None:
        """Take over all that a list or a mapping has."""
        if isinstance(found, Chain) and found.steps[-1].name.name in common("makers")["defaults"]:
            return
        made = self.value(found)
        if made is None or not isinstance(made.value, (dict, list)):
            growing.is_open = growing.is_open or not isinstance(found, Plain)  # a number says how large it may get
            return
        self._part(found)
        if isinstance(made.value, dict):
            growing.entries.append(made)
        else:
            growing.items += made.children
            growing.is_open = growing.is_open or type(made.value) is PartialList
