"""Which contract a request is sent under, by what it says itself.

From the strongest evidence on: a call or a host, a model id, names of fields, the spelling of tags. A weaker one only chooses among what a
stronger one left; where the strongest contradict each other, nothing is known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.contracts.contract import ASSUMED, KNOWN, SET, UNKNOWN, Contract, Evidence
from seedance_lint.contracts.editions import is_of_another_edition, is_of_no_edition, model_with_edition, other_version, wanted_edition
from seedance_lint.contracts.signals import Names, Signals, joined, matching, of_profiles, shipped
from seedance_lint.contracts.surroundings import (
    URL,
    Surroundings,
    addresses,
    edition_in,
    named_models,
    passes,
    present,
    schemes_in,
    shown,
    with_parts,
)
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import OF_THE_PROJECT
from seedance_lint.pattern import Pattern
from seedance_lint.profiles.load import DEFAULT, UnknownProfile, find_profile, load_profile
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_TAG = Pattern(r"[@＠<\[【]{0,3} ?(?:image|video|audio|图片|视频|音频|图)[ _]?\d+[>\]】]{0,3}", re.IGNORECASE)
_FILE = Pattern(r"\.(?:png|jpe?g|webp|gif|mp4|mov|webm|mp3|wav)\Z", re.IGNORECASE)
_OWN_PATH = Pattern(r"(?:/api/|\{\}/?\w)[\w./-]{0,200}", re.ASCII)
"""A path on an unknown host: ``/api/generate``, as pages of an application call their own server, and ``{}/v1/videos`` of a program."""
NEWER = ("seedance-2.5",)
"""What the reference page may also stand for: nothing shows the edition."""
PAGE = (DEFAULT, *NEWER)
"""The profiles of the reference page."""
_MOST_TAGS = 40
"""Tags of a prompt that are compared with the spellings of providers."""


class _Found(NamedTuple):
    """What one sign points at."""

    names: Names
    evidence: Evidence
    is_call: bool = False


class Recogniser:
    """Recognises requests by the signals of our profiles, and of ``extra`` ones, which come first."""

    def __init__(self, extra: Iterable[Profile] = ()) -> None:
        self._extra = {profile.name: profile for profile in extra}
        self._signals: Signals | None = None
        self._by_model: dict[str, Names] = {}
        self._spellings: frozenset[str] | None = None

    @property
    def signals(self) -> Signals:
        """The table that is looked up, made at first use."""
        if self._signals is None:
            self._signals = joined(of_profiles(self._extra.values()), shipped()) if self._extra else shipped()
        return self._signals

    def knows_as_much_as(self, other: "Recogniser") -> bool:
        """Whether another one has the same profiles."""
        return self._extra == other._extra

    @property
    def own(self) -> tuple[str, ...]:
        """The names of the profiles that do not come with the program."""
        return tuple(self._extra)

    def profile(self, name: str) -> Profile:
        """Return a profile by its name.

        Raises:
            UnknownProfile: there is none.
        """
        return self._extra.get(name) or load_profile(name)

    def recognise(self, around: Surroundings, chosen: "Chosen | None" = None) -> Contract:
        """Return the contract of a request; ``chosen`` is what the user said of its file."""
        named = next((clue for clue in around.clues if clue.kind == "profile"), None)
        if named is not None and (own := self.chosen(named.text)) is not None:
            return self.settle(own, around, Evidence("`profile` in the front matter", named.span))
        if chosen is not None:
            return self.settle(chosen, around, None)
        signs = list(self._strong(around))
        names, evidence, wrappers = _agreed(signs)
        if names is None:
            return Contract(load_profile(self._neutral(around)), UNKNOWN, tuple(sign.evidence for sign in signs))
        models = list(named_models(around))
        matched = None
        for model, at in models:
            found = self.with_model(model)
            left = tuple(name for name in names if name in found) if names else found
            if left:
                names, matched = left, model
                evidence.append(Evidence(f"model {shown(model)}", at))
                break
        is_open = False
        if matched is not None and not signs and products.is_bare(matched) and self._extra.keys().isdisjoint(names):
            told = self._with_own_fields(names, around)
            is_open = not told
            names = told or (names if names[0] in PAGE else ())
        if not names:
            return self._unrecognised(around, models)
        is_shared = matched is not None and not _one_family(names, self.signals)
        if not is_open and not _one_family(names, self.signals):
            names = self._by_fields(names, around, evidence)
        if not is_open and not _one_family(names, self.signals):
            names = self._by_tags(names, around, evidence)
        sure = not is_open and _one_family(names, self.signals)
        name = self._edition_of(names if sure else names[:1], around, models)
        profile = self.profile(name)
        has_its = self._has_its_fields(around, profile)
        if not signs and (
            ((is_shared or not has_its) and self._goes_elsewhere(around)) or (not has_its and self._is_wrapper(around, profile))
        ):
            return Contract(load_profile(self._neutral(around)), UNKNOWN, tuple(evidence))
        if is_of_another_edition(profile, models) or (not signs and not schemes_in(around).issubset(profile.schemes)):
            return Contract(load_profile(self._neutral(around)), UNKNOWN, tuple(evidence))
        spoken, relayed = model_with_edition(matched, models), not signs and self._goes_elsewhere(around, variables=False)
        if matched is None and (other := other_version(profile, models)) is not None:
            model, at = other
            return Contract(profile, UNKNOWN, (*evidence, Evidence(f"model {shown(model)}", at)), model=model)
        if signs and matched is None and models and all(is_of_no_edition(model) for model, _ in models):
            model, at = models[0]
            return Contract(profile, UNKNOWN, (*evidence, Evidence(f"model {shown(model)}", at)), model=model)
        if wrappers:  # the names and types are those of the call around it, which passes them on in the provider's own
            return Contract(profile, ASSUMED, tuple(evidence), (self._edition_of(wrappers, around, models),), spoken)
        is_certain = sure or (name in PAGE and _has_its_shape(around.objects[0][0], profile))
        if is_certain and not signs and _is_of_program(around):
            return Contract(load_profile(self._neutral(around)), UNKNOWN, tuple(evidence), model=spoken)
        if is_certain:
            return Contract(profile, KNOWN, tuple(evidence), self._other_editions(name, names, around, models), spoken, relayed=relayed)
        return Contract(profile, ASSUMED, tuple(evidence), tuple(other for other in names if other != name), spoken, relayed=relayed)

    def spells(self, tag: str) -> bool:
        """Whether some provider documents a tag as it is written."""
        if self._spellings is None:
            self._spellings = frozenset((*self.signals.spellings, *products.further_spellings()))
        number = re.search(r"\d+", tag)
        return number is not None and f"{tag[: number.start()]}{{index}}{tag[number.end() :]}" in self._spellings

    def chosen(self, name: str) -> "Chosen | None":
        """Return the profiles that a name stands for: one, or those of a family; None if there is no such name."""
        if name in self._extra:
            return Chosen((self._extra[name],))
        try:
            return Chosen(tuple(find_profile(name)))
        except UnknownProfile:
            return None

    def settle(self, chosen: "Chosen", around: Surroundings, evidence: Evidence | None) -> Contract:
        """Return the contract that the user chose; of a family, the edition that the request is for."""
        told: tuple[Evidence, ...] = (evidence or Evidence(f"set to {chosen.name}"),)
        by_name = {profile.name: profile for profile in chosen.profiles}
        models = list(named_models(around))
        names, matched = tuple(by_name), None
        for model, at in models:
            left = tuple(name for name in names if name in self.with_model(model))
            if left:
                names, matched = left, model
                told = (*told, Evidence(f"model {shown(model)}", at)) if len(by_name) > 1 else told
                break
        name = self._edition_of(names, around, models)
        return Contract(by_name[name], SET, told, self._other_editions(name, names, around, models), model_with_edition(matched, models))

    def with_model(self, model: str) -> Names:
        """Return the profiles that a model id can belong to."""
        found = self._by_model.get(model)
        if found is None:
            signals = self.signals
            found = signals.ids.get(model, ())
            if not found and len(model) <= 200 and products.is_ours(model):
                found = matching(model, signals.patterns)
            if len(self._by_model) < 2048:
                self._by_model[model] = found
        return found

    def _strong(self, around: Surroundings) -> Iterator[_Found]:
        """Yield what calls, hosts and a wrapper's own name for the provider point at, the nearest first."""
        signals = self.signals
        for text, at in addresses(around):
            for names in (self._of_host(text), signals.calls.get(text)):
                if names:
                    yield _Found(names, Evidence(f"`{at[-1]}` is {shown(text)}", at))
        for value, path in around.objects:
            for name in present(value, "provider"):
                named = "" if products.speaks_of_us(value[name]) else value[name].lower()
                names = tuple(each for each, (family, _) in signals.families.items() if family == named)
                if names:
                    yield _Found(names, Evidence(f"`{name}` is {shown(value[name])}", (*path, name)))
        for clue in around.clues:
            if clue.kind == "call":
                names = _of_call(clue.text, signals.calls)
                if names:
                    yield _Found(names, Evidence(f"call of {clue.text}", clue.span), is_call=True)
            elif clue.kind == "argument":
                names = self._of_host(clue.text)
                if names:
                    yield _Found(names, Evidence(f"address {shown(clue.text)}", clue.span))

    def _of_host(self, text: str) -> Names | None:
        """Return the profiles whose host a URL goes to, or a path of whose API it has."""
        match = URL.match(text)
        if match is None and ("/" not in text or " " in text):
            return None
        host, path = (match[2].lower().rstrip("."), match[3]) if match is not None else ("", text)
        while host:
            for start, names in self.signals.hosts.get(host, ()):
                if path.startswith(start):
                    return names
            host = host.partition(".")[2]
        anywhere = self.signals.hosts.get("*", ())
        if match is None or "." not in match[2]:  # a variable or this machine stands for the host
            anywhere = (*anywhere, *self.signals.hosts.get("?", ()))
        return next((names for part, names in anywhere if part in path), None)

    def _goes_elsewhere(self, around: Surroundings, *, variables: bool = True) -> bool:
        """Whether a request is sent to a host of which no profile tells, or to a path of the author's own server.

        A variable may stand for the host of either; it counts unless ``variables`` is false.
        """
        texts = [clue.text for clue in around.clues if clue.kind == "argument"]
        texts += [text for text, _ in addresses(around)]
        hosts = [match[2] for text in texts if (match := URL.match(text)) is not None and not _FILE.search(match[3])]
        return any("." in host or host.lower() == "localhost" for host in hosts) or any(
            _OWN_PATH.fullmatch(text) and (variables or text.startswith("/")) and not _FILE.search(text) for text in texts
        )

    def _has_its_fields(self, around: Surroundings, profile: Profile) -> bool:
        """Whether all that the object with the prompt has is of a contract."""
        return all(name in profile.request.fields for name in around.objects[0][0])

    def _is_wrapper(self, around: Surroundings, profile: Profile) -> bool:
        """Whether a prompt stands by itself where a provider is known by its typed parts: a program makes those, and takes other files."""
        value = around.objects[0][0]
        is_known_by_parts = any(profile.name in having for _, having in self.signals.fields.get("content", ()))
        is_apart = is_known_by_parts and isinstance(value.get(profile.request.prompt), str) and "content" not in value
        return is_apart and any(name not in profile.request.fields and name not in products.fields("where") for name in value)

    def _with_own_fields(self, names: Names, around: Surroundings) -> Names:
        """Return those of some profiles that have a field of the request which no other family has."""
        families = [{self.signals.families[name][0] for name in having} for having, _ in self._signs_in_fields(around)]
        return tuple(name for name in names if {self.signals.families[name][0]} in families)

    def _by_fields(self, names: Names, around: Surroundings, evidence: list[Evidence]) -> Names:
        """Return those of some profiles whose own fields the request has most of; all of them where that tells nothing."""
        scores: dict[str, int] = {}
        told: dict[str, Evidence] = {}
        for having, sign in self._signs_in_fields(around):
            for name in having:
                if name in names:
                    scores[name] = scores.get(name, 0) + 1
                    told.setdefault(name, sign)
        if not scores:
            return names
        best = max(scores.values())
        left = tuple(name for name in names if scores.get(name) == best)
        if _one_family(left, self.signals):
            evidence.append(told[left[0]])
        return left

    def _signs_in_fields(self, around: Surroundings) -> Iterator[tuple[Names, Evidence]]:
        """Yield the profiles that have a field of the request, and the field."""
        for value, path in with_parts(around):
            for field in value:
                for test, having in self.signals.fields.get(field, ()):
                    in_list = test.startswith(":") and bool(path) and isinstance(path[-1], int)  # `duration` of a file
                    if not in_list and passes(value, field, test):
                        yield having, Evidence(f"field `{field}`", (*path, field))

    def _by_tags(self, names: Names, around: Surroundings, evidence: list[Evidence]) -> Names:
        """Return those of some profiles in whose own spelling the tags of the prompt are; all of them where that tells nothing."""
        tags = [match[0] for match, _ in zip(_TAG.finditer(around.prompt), range(_MOST_TAGS), strict=False)]
        if not tags:
            return names
        own = self.signals.own_spellings
        left = tuple(name for name in names if all(_is_spelled(tag, own[name]) for tag in tags))
        if left and len(left) < len(names) and _one_family(left, self.signals):
            evidence.append(Evidence(f"tags like {tags[0]}"))
        return left or names

    def _edition_of(self, names: Names, around: Surroundings, models: Sequence[tuple[str, Path | Span]]) -> str:
        """Return the profile, of one family, of the edition that the request is for; where nothing shows, the widest."""
        if len(names) == 1:
            return names[0]
        names = self._by_fields(names, around, [])
        wanted = wanted_edition(around, models)
        editions = {name: edition_in(self.signals.families.get(name, ("", ""))[1] or self.profile(name).edition) for name in names}

        def fitness(name: str) -> tuple[int, int, int]:
            found = editions[name] or ("", frozenset())
            if wanted is None:
                return (0, -len(found[1]), int(found[0] == "2.5"))
            return (int(found[0] == wanted[0]), -len(found[1] ^ wanted[1]), 0)

        return max(names, key=fitness)

    def _other_editions(self, name: str, names: Names, around: Surroundings, models: Sequence[tuple[str, Path | Span]]) -> Names:
        """Return the editions that a request may be for as well, if it does not say which."""
        if len(names) == 1 or wanted_edition(around, models) is not None:
            return ()
        return tuple(other for other in self._by_fields(names, around, []) if other != name)

    def _unrecognised(self, around: Surroundings, models: Sequence[tuple[str, Path | Span]]) -> Contract:
        """Return the contract of a request that no profile's signals fit."""
        evidence = tuple(Evidence(f"model {shown(model)}", at) for model, at in models[:1])
        if models or around.clues:
            return Contract(load_profile(self._neutral(around)), UNKNOWN, evidence, model=models[0][0] if models else None)
        return Contract(load_profile(DEFAULT), ASSUMED, evidence, NEWER)

    def _neutral(self, around: Surroundings) -> str:
        """Return the profile that stands in where no limit of any counts: its tags and its shape are read."""
        for model, _ in named_models(around):
            relative = None if self.with_model(model) else products.relative_of(model)
            if relative is not None:
                return relative
        wanted = next((found for model, _ in named_models(around) if (found := edition_in(model)) is not None), None)
        return "seedance-2.5" if wanted is not None and wanted[0] == "2.5" else DEFAULT


class Chosen(NamedTuple):
    """What the user chose: one profile, or the editions of a family."""

    profiles: tuple[Profile, ...]

    @property
    def name(self) -> str:
        """The name that stands for it."""
        return self.profiles[0].name if len(self.profiles) == 1 else self.profiles[0].family


def _is_of_program(around: Surroundings) -> bool:
    """Whether a request is given to a program with a subcommand (``studio run owner/name --input '{…}'``), which sends it to a provider of its own choice, and its files."""
    call = next((clue.text for clue in around.clues if clue.kind == "call"), "")
    return " " in call.removesuffix(OF_THE_PROJECT)


def _has_its_shape(value: Mapping[str, Any], profile: Profile) -> bool:
    """Whether an object has the fields of a contract and no others; one may be misspelt where the lists of files are the contract's."""
    further = [name for name in value if name not in profile.request.fields]
    return not further or (len(further) == 1 and any(name in value for name in profile.request.media.values()))


def _agreed(signs: list[_Found]) -> tuple[Names | None, list[Evidence], Names]:
    """Return the profiles that all signs leave, and the signs that say so; None if they contradict each other.

    The last are the profiles of a call around the one that counts: ``generateVideo({model: fal.video(…)})``.
    """
    names: Names = ()
    wrappers: Names = ()
    evidence: list[Evidence] = []
    for sign in signs:
        left = tuple(name for name in names if name in sign.names) if names else sign.names
        if not left and sign.is_call and evidence:
            wrappers = wrappers or sign.names
            continue
        if not left:
            return None, [], ()
        if left != names:
            evidence.append(sign.evidence)
        names = left
    return names, evidence, wrappers


def _one_family(names: Names, signals: Signals) -> bool:
    return len({signals.families.get(name, (name, ""))[0] for name in names}) == 1


def _of_call(name: str, calls: Mapping[str, Names]) -> Names | None:
    """Return the profiles with a call whose dotted name another one ends with.

    One without dots is a function or a class: what another object has as a method of that name, ``client.generateVideo``, is not it.
    """
    end = name
    while end:
        if end in calls and ("." in end or end == name or end[:1].isupper()):
            return calls[end]
        end = end.partition(".")[2]
    return None


def _is_spelled(tag: str, forms: tuple[str, ...]) -> bool:
    """Whether a tag is in one of some spellings."""
    number = re.search(r"\d+", tag)
    if number is None or not number[0].isascii() or (number[0][0] == "0" and number[0] != "0"):
        return False
    return f"{tag[: number.start()]}{{index}}{tag[number.end() :]}" in forms
