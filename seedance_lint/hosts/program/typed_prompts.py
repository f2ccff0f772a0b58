"""Prompts that a robot types into a web page: ``page.fill("textarea", "…")``, in a program that drives a browser on a page of ours."""

from collections.abc import Sequence

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.program.known_calls import parts_of, reads_as_prompt, types_text
from seedance_lint.hosts.program.mappings import PROMPT
from seedance_lint.package_data import read_toml


def drives_pages(text: str) -> bool:
    """Whether a program drives a browser, and names one of our products, on whose pages a prompt may make a video."""
    known = read_toml("hosts/program/calls.toml")["robots"]
    if not names_ours(text):
        return False
    lowered = text.lower()
    is_for_pictures = any(each in lowered for each in known["pictures"]) and not any(each in lowered for each in known["videos"])
    return any(each in lowered for each in known["names"]) and not is_for_pictures


def helped_parameters(function: str, written: Sequence[str], texts: Sequence[object]) -> list[str]:
    """Return the names of what a function of the program is given that types a prompt into a field of a page: ``typePrompt(page, field, prompt)``.

    The prompt is the last text that reads like one, and nothing that it is given is called after a picture.
    """
    words = parts_of(function)
    known = read_toml("hosts/program/calls.toml")["typists"]
    if (
        PROMPT not in words
        or words.isdisjoint(known["helpers"])
        or not all(parts_of(each).isdisjoint(known["of_pictures"]) for each in (function, *written))
    ):
        return []
    at = next((at for at in range(len(texts) - 1, -1, -1) if reads_as_prompt(texts[at])), None)
    return [] if at is None else [""] * at + [PROMPT]


def typed_parameters(method: str, written: Sequence[str], texts: Sequence[object]) -> list[str]:
    """Return the names of what a method is given by position that types a prompt into a field of a page; none of any other call.

    ``written`` is what is written there, ``texts`` the texts that this makes, None for everything else: of two, the first says which field it is.
    """
    if not types_text(method) or not texts:
        return []
    at = 1 if len(texts) > 1 and isinstance(texts[1], str) else 0
    if not reads_as_prompt(texts[at]):
        return []
    field = str(texts[0] or written[0]).lower() if at else ""
    is_called = PROMPT in written[at].lower() and written[at].isidentifier()
    if not is_called and not any(each in field for each in read_toml("hosts/program/calls.toml")["typists"]["fields"]):
        from seedance_lint.hosts.prose.untagged import reads_like_film

        if not reads_like_film(str(texts[at])):
            return []
    return ["", PROMPT] if at else [PROMPT]
