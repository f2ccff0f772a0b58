"""Files that the prompt never mentions."""

import re
from collections.abc import Iterator
from functools import cache

from seedance_lint.binding import Bindings
from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.package_data import read_toml
from seedance_lint.requests.request import Asset
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, noun, nouns


class UnusedAsset(Rule):
    """
    ## What it does
    Finds files of the request that the prompt never mentions although it mentions others. "image 2" without a tag counts as
    a mention, and so does `@video_file`, the name of the field. Several files of a kind are one finding. If the prompt mentions no files at all, there is one note for the
    whole request, or none if the files are just the images that the service takes as the first and last frame.
    Words that can only mean a file count as well ("the woman in the poster", "extend it" with one video), and a prompt that ends in dots is not checked.

    ## Why is this bad?
    The file is uploaded, checked and paid for, but the model is not told what to do with it. Usually a number in the prompt
    is off by one, or the list was changed and the prompt was not.
    """

    meta = RuleMeta("unused-asset", "references", Severity.WARNING, since="0.1.0", source="tags")
    examples = (Example(bad="@Image1 as first frame. She turns around.", good="@Image1 as first frame, @Image2 as scene.", images=2),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        bindings, documents, text = ctx.bindings, ctx.profile.documents, ctx.prompt.text
        alone = [kind for kind, files in (ctx.request.assets or {}).items() if len(files) == 1]
        unused, used = [], set()
        for kind, index, asset, mentions in bindings.by_file.values():
            if asset is None:
                continue
            if mentions:
                used.add(asset.url)
            elif (asset.role is None or not documents(asset.role)) and not _is_named(text, asset, is_alone=kind in alone):
                unused.append((kind, index, asset))
        if not unused or ctx.request.holes or _is_cut(text):  # further tags may be filled in, or were left out
            return
        if not bindings.references and not bindings.bare:
            yield from self._nothing_named(ctx)
            return
        excused = _excused(bindings) | _meant(text)
        idle: dict[str, list[Asset]] = {}
        for kind, index, asset in unused:
            # duplicate-asset reports the same file under two numbers.
            if not (excused and not excused.isdisjoint((None, kind, (kind, index)))) and not (asset.url and asset.url in used):
                idle.setdefault(kind, []).append(asset)
        for kind, assets in idle.items():
            yield self._idle(ctx, kind, assets)

    def _idle(self, ctx: LintContext, kind: str, assets: list[Asset]) -> Violation:
        first, last, count = assets[0], assets[-1], len(assets)
        if count == 1:
            return Violation(Location(first.path), f"{ctx.tag(kind, first.index)} is never mentioned in the prompt")
        if count > _MOST_NAMED and last.index - first.index == count - 1:
            named = f"{ctx.tag(kind, first.index)} to {ctx.tag(kind, last.index)}"
        else:
            shown = assets if count <= _MOST_NAMED else assets[: _MOST_NAMED - 1]
            tags = [ctx.tag(kind, asset.index) for asset in shown]
            named = listed(tags if shown is assets else [*tags, f"{count - len(tags)} more {nouns(kind)}"], "and")
        related = tuple([Related(Location(asset.path), "this one is not mentioned either") for asset in assets[1:_MOST_SHOWN]])
        return Violation(Location(first.path), f"{named} are never mentioned in the prompt", related=related)

    def _nothing_named(self, ctx: LintContext) -> Iterator[Violation]:
        assets = {kind: files for kind, files in (ctx.request.assets or {}).items() if files}
        frames_only = list(assets) == ["image"] and len(assets["image"]) <= ctx.profile.frames_without_tags
        if frames_only or not ctx.prompt.text.strip() or _speaks("any", "expressions", ctx.prompt.text.lower()):
            return
        first = next(iter(assets.values()))[0]
        total = sum(map(len, assets.values()))
        missed = f"mentions none of the {total} files" if total > 1 else f"does not mention the {noun(first.kind)}"
        tag = ctx.tag(first.kind, first.index)
        yield Violation(
            Location(ctx.request.media_paths.get(first.kind, first.path)),
            f"the prompt {missed} of this request; a tag such as {tag} says what a file is for",
            severity=Severity.INFO,
        )


_ENDING = re.compile(r"(?:\.\.\.|…)\W*\Z")
"""Dots at the end of a text of which only the beginning is shown."""
_LONGEST_ENDING = 20
_MOST_NAMED = 4
_MOST_SHOWN = 9


def _is_cut(text: str) -> bool:
    return _ENDING.search(text, max(0, len(text) - _LONGEST_ENDING)) is not None


def _is_named(text: str, asset: Asset, *, is_alone: bool) -> bool:
    """Whether a prompt names a file in other words than a tag.

    That is the field that holds it, as relays of the web page take it (``@video_file``), or the kind, of which there is only one.
    """
    field = asset.path[-1] if asset.path else None
    if isinstance(field, str) and "_" in field and f"@{field}" in text:
        return True
    return is_alone and _speaks("only", asset.kind, text.lower())


def _excused(bindings: Bindings) -> set[object]:
    """Return the files, the kinds, or None for everything, that something else in the prompt mentions or explains."""
    excused: set[object] = {mention.kind for mention in bindings.unresolved}
    # A broken tag has its own finding. It stands for one file if its number is clear, otherwise for all files of its kind.
    excused.update((tag.kind, tag.index) if tag.index else tag.kind for tag, _ in bindings.malformed)
    # A prompt that counts files in words ("the first reference image") may count others in words that the grammar does not know.
    excused.update((words.kind, words.index) if any(map(str.isdigit, words.text)) else words.kind for words in bindings.bare)
    return excused


def _meant(text: str) -> set[object]:
    """Return the files, and the kinds of files, that a prompt means by what they show: ``角色1``, ``the woman in the poster``."""
    lowered = text.lower()
    meant: set[object] = {kind for kind in _mentions()["shown"] if _speaks("shown", kind, lowered)}
    for kind in _mentions()["numbered"]:
        for expression in _expressions("numbered", kind, lowered.isascii()):
            meant.update([(kind, int(match[1])) for match in expression.finditer(lowered)])
    return meant


def _speaks(how: str, what: str, lowered: str) -> bool:
    """Whether a text in small letters has one of the expressions that mean a file in one way."""
    is_ascii = lowered.isascii()
    words = _words(how, what) if is_ascii else ()
    for word in words:  # looked for first, which is faster
        if word in lowered:
            break
    else:
        if words:
            return False
    return any(expression.search(lowered) is not None for expression in _expressions(how, what, is_ascii))


@cache
def _mentions() -> dict[str, dict[str, list[str]]]:
    """Return the expressions by which a prompt means files: how it does, of what, and the expressions."""
    return {how: part for how, part in read_toml("rules/mentions.toml").items() if isinstance(part, dict)}


@cache
def _words(how: str, what: str) -> tuple[str, ...]:
    """Return words of which an English expression has one, where they are named."""
    words: dict[str, dict[str, list[str]]] = read_toml("rules/mentions.toml")["words"]
    return tuple(words.get(how, {}).get(what, ()))


@cache
def _expressions(how: str, what: str, ascii_only: bool) -> tuple[re.Pattern[str], ...]:  # noqa: FBT001
    """Return what is looked for in a text in small letters; ``ascii_only``: in one that has no other characters."""
    expressions = _mentions().get(how, {}).get(what, [])
    return tuple([re.compile(each) for each in expressions if each.isascii() or not ascii_only])
