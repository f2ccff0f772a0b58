"""What the names of elements, of their classes and of types of scripts mean: the words of ``html.toml``."""

import re
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.hosts.prose.labels import is_other
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern

_WORDS = Pattern(r"[A-Z]?[a-z]+|[A-Z]+")
_LANGUAGE = Pattern(r"[A-Za-z][A-Za-z0-9]*")


class Names:
    """The words of ``html.toml``."""

    def __init__(self) -> None:
        """Read them."""
        data: dict[str, Any] = read_toml("hosts/html/html.toml")
        elements = data["elements"]
        self.blocks, self.void, self.skipped = (frozenset(elements[name]) for name in ("blocks", "void", "skipped"))
        self.kept_as_written, self.labels = frozenset(elements["kept_as_written"]), frozenset(elements["names"])
        self.code, self.bold = frozenset(elements["code"]), frozenset(elements["bold"])
        self.scripts: dict[str, str] = data["scripts"]["suffixes"]
        self.prompt_attributes: tuple[str, ...] = tuple(data["prompts"]["attributes"])
        self.language_attributes: tuple[str, ...] = tuple(data["languages"]["attributes"])
        self._kept_classes = frozenset(data["kept_as_written"]["classes"])
        self._kept_style = re.compile(data["kept_as_written"]["style"], re.IGNORECASE)
        self._prompts, self._beside = frozenset(data["prompts"]["words"]), frozenset(data["prompts"]["beside"])
        self._apart = frozenset(data["apart"]["words"])
        self._prefixes: tuple[str, ...] = tuple(data["languages"]["prefixes"])
        self._no_language = frozenset(data["languages"]["none"])

    def keeps_breaks(self, classes: list[str], style: str) -> bool:
        """Whether classes or a style say that line breaks and spaces count."""
        return not self._kept_classes.isdisjoint(classes) or (style != "" and self._kept_style.search(style) is not None)

    def is_prompt(self, classes: list[str]) -> bool:
        """Whether a class calls a text a prompt: ``prompt``, ``prompt-text``, ``card__prompt``, and not ``prompt-label`` or ``negative-prompt``."""
        return any(self._is_prompt(_words(name)) for name in classes if "rompt" in name)

    def _is_prompt(self, words: list[str]) -> bool:
        at = next((number for number, word in enumerate(words) if word in self._prompts), None)
        return at is not None and self._beside.issuperset(words[at + 1 :]) and not is_other(" ".join(words[: at + 1]))

    def is_apart(self, classes: list[str]) -> bool:
        """Whether a class says that an element is apart from the text beside it."""
        return any(not self._apart.isdisjoint(_words(name)) for name in classes)

    def language(self, names: list[str]) -> str:
        """Return the language that classes say a block of code is in; nothing if they say none."""
        for name in names:
            prefix = next((prefix for prefix in self._prefixes if name.startswith(prefix)), None)
            found = _LANGUAGE.match(name, len(prefix)) if prefix is not None else None
            if found is not None:
                return self.known_language(found[0])
        return ""

    def known_language(self, name: str) -> str:
        """Return the name of a language as Markdown pages write it after a fence; nothing for one that says that there is none."""
        found = _LANGUAGE.match(name)
        return "" if found is None or found[0].lower() in self._no_language else found[0].lower()


def _words(name: str) -> list[str]:
    return [match[0].lower() for match in _WORDS.finditer(name)]


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the words of ``html.toml``."""
    return Names()
