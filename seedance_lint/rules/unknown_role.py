"""Misspelt roles."""

from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Severity, Violation
from seedance_lint.nearest import nearest
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, nouns, role_words
from seedance_lint.syntax.nodes import RolePhrase
from seedance_lint.syntax.readings import READING, THINGS
from seedance_lint.syntax.tables import load_tables
from seedance_lint.syntax.vocabulary import words_on


class UnknownRole(Rule):
    """
    ## What it does
    Finds misspelt roles: words in the place of a role that are almost a known role, as in `@Image1 as fist frame`. Names
    ("as Rolf"), scenes ("as a memory") and other words that are not similar to a role are left alone. Add your own words
    for roles under `[roles]` in the configuration.

    ## Why is this bad?
    The model was trained on the documented roles. A misspelt role may be taken for something else.

    The nearest role is offered as an unsafe fix.
    """

    meta = RuleMeta("unknown-role", "roles", Severity.WARNING, since="0.1.0", fix=Applicability.UNSAFE, source="roles", rests_on="prompt")
    examples = (Example(bad="@Image1 as fist frame. She turns around.", good="@Image1 as first frame. She turns around.", images=1),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        seen: set[RolePhrase] = set()
        for role, reference in ctx.bindings.roles:
            if role.role is not None or not role.sure or role in seen:
                continue
            seen.add(role)
            kind = reference.kind
            roles = tuple(ctx.profile.roles.get(kind or "", ()))
            documented = [role_words(name) for name in roles]
            is_compared = len(seen) <= _MOST_COMPARED
            meant = _meant(role.text, roles, kind) if is_compared else None
            if meant is None and is_compared:
                yield from self._of_others(ctx, role, kind, documented)
            elif meant is not None:
                fix = Fix(f"Write `{meant}`", (Edit(role.span, meant),), Applicability.UNSAFE)
                yield Violation(role.span, f"`{role.text}` is not a known role; did you mean {meant}?", fixes=(fix,))

    def _of_others(self, ctx: LintContext, role: RolePhrase, kind: str | None, documented: list[str]) -> Iterator[Violation]:
        everywhere = {role_words(name): name for names in ctx.profile.roles.values() for name in names}
        other = nearest(role.text, everywhere, likeness=_LIKENESS)
        if other is None:
            return
        where = listed([nouns(each) for each in ctx.profile.kinds_of(everywhere[other])], "and")
        what = f"documented for {nouns(kind)}: {listed(documented, 'and')}" if kind and documented else None
        yield Violation(role.span, f"`{role.text}` is not a known role; the nearest one is {other}, a role of {where}", help=what)


_LIKENESS = 0.82
"""How similar a role must be: `frist frame` is similar enough, `rolf` and `wolf` are not."""
_SHORTEST = 5
"""Letters in the shortest word that may be a misspelt role."""
_SHORTEST_THING = 7
"""Letters in the shortest name of a thing that somebody may have misspelt: short ones are too near to each other (`cover`, `cove`)."""
_SHORTEST_UNSPACED = 3
"""The same in scripts without spaces, where each character is a word."""


_MOST_COMPARED = 50
"""Phrases of one prompt that are compared with all roles, at a millisecond each; real prompts have fewer."""


@lru_cache(maxsize=256)
def _meant(text: str, roles: tuple[str, ...], kind: str | None) -> str | None:
    """Return the word for a role of this kind of file, in any language, that is nearest to a text."""
    words = _vocabulary(roles, kind)
    if not text.isascii():
        return next((word for word in words if _one_character_apart(word, text)), None)
    return nearest(text, words, likeness=_LIKENESS) if len(text) >= _SHORTEST else None


def _one_character_apart(word: str, text: str) -> bool:
    return len(word) == len(text) >= _SHORTEST_UNSPACED and sum(a != b for a, b in zip(word, text, strict=True)) == 1


@lru_cache(maxsize=16)
def _vocabulary(roles: tuple[str, ...], kind: str | None) -> tuple[str, ...]:
    if kind is None:
        return ()
    tables = load_tables()
    named = {tables.letters[terminal]: terminal in THINGS for terminal, role in READING[kind].items() if role in roles}
    words = [word for word, letter in words_on(tables.shelves) if letter in named and not (named[letter] and len(word) < _SHORTEST_THING)]
    return (*map(role_words, roles), *words)
