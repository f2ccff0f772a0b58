"""Reads a sentence: which constructions of ``grammar/constructions.lark`` lead to each of its references, and which follow it.

Nothing is decided here but the order: what leads to a reference is looked for from the reference backwards, the longest first; behind a
reference constructions are read as long as they go on. Between two references, what surely belongs to the first one comes first, then
what leads to the second, then the rest of what the first one may have.
"""

from collections.abc import Mapping, Sequence

from seedance_lint.records import NamedTuple
from seedance_lint.syntax.readings import READINGS, THINGS
from seedance_lint.syntax.sentences import Group, Sentence
from seedance_lint.syntax.tables import Construction, Machine, Tables

_new = tuple.__new__  # as fast again as a named tuple's own constructor
_MOVING = ("MATCH", "SYNC")
_DENYING = ("NOT", "NO")
_TUNING = ("ART", "ADV", "WORD", "FEW", "SUFFIX", "AND", "TOGETHER", "NOUN", "THING", "OUTFIT")


class Noun(NamedTuple):
    """A role noun: its terminal, where it stands, and its place among the letters."""

    terminal: str
    start: int
    end: int
    at: int


class Match(NamedTuple):
    """What a construction read: its letters from ``first`` to ``last``, where they stand, and the nouns among them that name roles."""

    construction: Construction
    first: int
    last: int
    nouns: tuple[Noun, ...]
    negated: bool
    span: tuple[int, int]
    """Where the words of the cue stand in the text: all that were read before the reference, or else behind it."""
    words: tuple[int, int]
    """Where words stand that name no role, where one must."""


class Mention(NamedTuple):
    """A reference, and everything that constructions join to it."""

    group: Group
    ahead: Match | None
    behind: tuple[Match, ...]
    moving: bool
    edited: tuple[Noun, ...] | None
    """The nouns of the edit that it is put into, if it is."""
    label: tuple[Noun, ...]
    dealt: bool
    """Whether a word such as "respectively" deals the roles out."""


class Row(NamedTuple):
    """A sentence with each row of nouns made one."""

    letters: str
    spans: list[tuple[int, int]]
    nouns: dict[int, Noun]
    groups: dict[int, Group]


class Reader:
    """Reads sentences with one grammar."""

    __slots__ = ("_ahead", "_and", "_as", "_behind", "_both", "_bounds", "_colon", "_comma", "_constructions", "_deal", "_denying", "_edit", "_joints", "_moving", "_no", "_noun", "_noun_letters", "_noun_names", "_noun_rows", "_nouns", "_open", "_rare", "_ref", "_saying", "_stop", "_terminals", "_tuning", "_word", "_words", "names")  # fmt: skip

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        """Take the tables of the grammar, and the letters of the user's own roles with their terminals."""
        letters = tables.letters
        self._constructions = tables.constructions
        self._ahead, self._behind, self._both = tables.ahead, tables.behind, tables.both
        self._nouns, self._noun_names = tables.nouns, tables.noun_names
        self.names = {letter: name for name, letter in letters.items()}
        self._terminals = {letters[name]: name for name in READINGS} | dict(own_words)
        self._noun_rows = frozenset({*self._terminals, letters["GENITIVE"], letters["OF"], letters["NUMBER"]})
        self._ref, self._stop, self._noun, self._word = letters["REF"], letters["STOP"], letters["NOUN"], letters["WORD"]
        self._colon, self._open, self._deal, self._edit = (
            letters["COLON"],
            letters["OPEN"],
            letters["DEAL"],
            (letters["EDIT"], letters["INTO"]),
        )
        self._saying = frozenset(letters[name] for name in ("AS", "IS", "COMMA", "PAUSE"))
        self._comma, self._joints = letters["COMMA"], frozenset(letters[name] for name in ("AND", "TOGETHER", "AS", "FOR", "IS", "SETS"))
        self._words = frozenset({letters["WORD"], letters["FEW"]})
        self._and, self._no = letters["AND"], letters["NO"]
        self._as = frozenset(letters[name] for name in ("AS", "FOR", "IS", "SETS"))
        self._bounds = frozenset({letters["COMMA"], letters["PAUSE"], self._stop, self._ref})
        self._noun_letters = {
            name: letters["THING"] if name in THINGS else letters[name] if name in {"LIP_SYNC", "OUTFIT"} else letters["NOUN"]
            for name in READINGS
        }
        self._moving = tuple(letters[name] for name in _MOVING)
        self._denying = frozenset(letters[name] for name in _DENYING)
        self._rare = frozenset({*self._denying, *self._moving, *self._edit, self._deal})
        self._tuning = frozenset(letters[name] for name in _TUNING)

    def read(self, sentence: Sentence, label: tuple[Noun, ...]) -> tuple[list[Mention], tuple[Noun, ...]]:
        """Return the mentions of a sentence, and the role that its line began with; ``label`` is that of the sentence before in the line."""
        row = self._row(sentence)
        letters = row.letters
        if label_here := self._label(row):
            label = label_here
        elif not sentence.goes_on:
            label = ()
        plain = self._rare.isdisjoint(letters)  # most sentences deny nothing, edit nothing and move with nothing
        dealt = not plain and self._deal in letters
        places = list(row.groups)
        mentions = []
        free = 0  # where what nobody has claimed begins
        edited: tuple[Noun, ...] | None = None
        turned = False
        ahead = self._leading(row, places[0], free)
        for number, place in enumerate(places):
            following = places[number + 1] if number + 1 < len(places) else len(letters)
            kind = row.groups[place][0][0].kind
            put_in = None
            clause = place
            if not plain:
                clause = self._clause(letters, place)
                if ahead is not None and ahead.construction.name == "edit":
                    edited = ahead.nouns
                elif any(letter in letters[clause:place] for letter in self._edit):
                    edited = (edited or ()) + tuple(noun for at, noun in row.nouns.items() if clause <= at < place)
                is_put_in = ahead.construction.name == "with_file" if ahead is not None else turned
                if is_put_in and edited is not None:  # "replace @Video1's character with …"
                    since = places[number - 1] if number else place
                    put_in = edited + tuple(noun for at, noun in row.nouns.items() if since < at < place and noun not in edited)
            first = max(place + 1, ahead.last if ahead is not None else 0)
            behind, ahead_of_next, free = self._between(
                row, place, first, following, kind, ahead.construction.name if ahead is not None and ahead.construction.sure else ""
            )
            moving = not plain and any(letter in letters[clause:place] for letter in self._moving)
            mentions.append(_new(Mention, (row.groups[place], ahead, tuple(behind), moving, put_in, label, dealt)))
            if plain:
                ahead = ahead_of_next
                continue
            turned = bool(behind) and behind[-1].construction.name == "edited" and free == following
            if behind and behind[-1].construction.name == "edited":
                edited = behind[-1].nouns
            elif any(letter in letters[place + 1 : following] for letter in self._bounds) and following < len(letters):
                edited = None
            ahead = ahead_of_next
        return mentions, label

    # ---------------------------------------------------------------------------------------------------------- nouns

    def _row(self, sentence: Sentence) -> Row:
        """Make one noun of each row of nouns, and words of those that "no" denies by themselves."""
        given, spans = sentence.letters, sentence.spans
        letters: list[str] = []
        kept: list[tuple[int, int]] = []
        nouns: dict[int, Noun] = {}
        groups: dict[int, Group] = {}
        at, count, terminals, rows, ref = 0, len(given), self._terminals, self._noun_rows, self._ref
        while at < count:
            letter = given[at]
            if letter in terminals:
                place = len(letters)
                end = at + 1
                terminal, head = terminals[letter], at
                if given[end] in rows:
                    end, terminal, head = self._noun_row(given, at)
                nouns[place] = _new(Noun, (terminal, spans[head][0], spans[end - 1][1], place))
                letters.append(self._noun_letters.get(terminal, self._noun))
                kept.append((spans[at][0], spans[end - 1][1]))
                at = end
                continue
            if letter == ref:
                groups[len(letters)] = sentence.groups[at]
            letters.append(letter)
            kept.append(spans[at])
            at += 1
        if self._no in letters:
            self._drop_denied(letters, nouns)
        return _new(Row, ("".join(letters), kept, nouns, groups))

    def _noun_row(self, given: Sequence[str], at: int) -> tuple[int, str, int]:
        """Return where the longest row of nouns ends, what it means, and where its name stands."""
        states, state, place = self._nouns, 0, at
        found, number = at + 1, -1
        while place < len(given):
            letters, targets, _ = states[state]
            step = letters.find(given[place])
            if step < 0:
                break
            state = ord(targets[step])
            place += 1
            if states[state][2]:
                found, number = place, states[state][2][0]
        name = self._noun_names[number] if number >= 0 else "LAST"
        if name != "LAST":
            return found, name, at
        return found, self._terminals[given[found - 1]], found - 1

    def _drop_denied(self, letters: list[str], nouns: dict[int, Noun]) -> None:
        """Make words of nouns that "no" denies and that stop before another begins: "no music, the style of …"."""
        for at, letter in enumerate(letters):
            if letter != self._no:
                continue
            end = at + 1
            while letters[end] in self._tuning:
                end += 1
            if letters[end] in self._bounds and letters[end] != self._ref:
                for place in range(at + 1, end):
                    if nouns.pop(place, None) is not None:
                        letters[place] = self._word
                letters[at] = self._word

    def _label(self, row: Row) -> tuple[Noun, ...]:
        """Return the role that a line begins with, for its references that get no other: "Character: a tall man from …"."""
        letters = row.letters
        if self._colon not in letters:
            return ()
        at = 1
        while at < 4 and at not in row.nouns and letters[at] not in (self._ref, self._stop):
            at += 1
        if at not in row.nouns:
            return ()
        end = at + 1
        while letters[end] in self._tuning and end not in row.nouns:
            end += 1
        if letters[end] == self._colon and letters[end + 1] != self._ref:
            return (row.nouns[at],)
        return ()

    # --------------------------------------------------------------------------------------------------- constructions

    def _between(
        self, row: Row, place: int, first: int, following: int, kind: str | None, led: str
    ) -> tuple[list[Match], Match | None, int]:
        """Return what follows a reference, what leads to the next one, and where what nobody has claimed begins."""
        if following < len(row.letters) and self._edit[0] in row.letters:
            swap = self._leading(row, following, place + 1)
            if swap is not None and swap.construction.name == "swapped" and swap.first == place + 1:
                edit = swap._replace(construction=_EDITED, nouns=())
                return [edit], swap, following
        core, least, at = self._following(row, place, first, following, kind, led)
        if following == len(row.letters):
            return core, None, at
        ahead = self._leading(row, following, least)
        if ahead is not None and ahead.first < at:
            if core[-1].construction.name in _ENDING:
                ahead = self._leading(row, following, at)
            elif ahead.construction.sure or not core[-1].construction.sure:
                core, _, at = self._following(row, place, first, ahead.first, kind, led)
            else:
                ahead = self._leading(row, following, at)
        return core, ahead, at

    def _leading(self, row: Row, place: int, free: int) -> Match | None:
        """Return the longest construction that leads to a reference and begins at ``free`` or behind it."""
        letters, states = row.letters, self._ahead
        at, state = place, 0
        found: list[tuple[int, tuple[int, ...]]] = []
        while at > free:
            known, targets, _ = states[state]
            step = known.find(letters[at - 1])
            if step < 0:
                break
            state = ord(targets[step])
            at -= 1
            if states[state][2]:
                found.append((at, states[state][2]))
        if found and letters[found[-1][0] - 1] in self._joints:
            # "@Video1's motion and pace, music from @Audio1": a list that began before ends at the comma
            comma = letters.find(self._comma, found[-1][0], place)
            if any(at in row.nouns for at in range(comma, place)):
                found = [one for one in found if one[0] > comma]
        for first, numbers in reversed(found):
            for number in numbers:
                last = place
                if number in self._both:
                    end = _run(self._both[number], letters, place + 1, len(letters))[0]
                    if end < 0:
                        continue
                    last = end - self._constructions[number].looks
                return self._match(row, number, first, max(last, place + 1), place)
        return None

    def _following(self, row: Row, place: int, at: int, limit: int, kind: str | None, led: str) -> tuple[list[Match], int, int]:
        """Return the constructions that follow a reference one after another, where they end at the least, and where they do end."""
        found: list[Match] = []
        least = at
        while at < limit:
            end, number, shortest = _run(self._behind, row.letters, at, limit)
            if number < 0:
                break
            construction = self._constructions[number]
            end -= construction.looks
            name = construction.name
            if (
                end <= at
                or (name in _OF_VIDEOS and kind != "video")
                or (led and (name == "label_behind" or (led == "label" and name == "bracketed_behind")))
            ):
                break
            if found and name == "as_roles" and row.letters[at] not in self._saying:
                break  # "as background music for the dance", 参考@视频1的运镜以展示场景
            found.append(self._match(row, number, at, end, place))
            if construction.sure:
                least = shortest
            at = end
            if name in _ENDING:
                break
        return found, least, at

    def _match(self, row: Row, number: int, first: int, last: int, place: int) -> Match:
        construction = self._constructions[number]
        letters = row.letters
        start = first
        if construction.name in {"as_roles", "far_roles"}:  # "@Image1 tablet as the product": what stands before the cue is no role
            while start < last and letters[start] not in self._as:
                start += 1
            if start == last:
                start = first
        nouns = tuple([row.nouns[at] for at in range(start, last) if at in row.nouns])
        if start > first and any(row.nouns[at].terminal == "OBJECT" for at in range(first, start) if at in row.nouns):
            nouns = tuple([noun._replace(terminal="OBJECT") if noun.terminal == "SUBJECT" else noun for noun in nouns])
        if construction.name == "first_of":
            nouns = nouns[:-1]
        elif construction.name in {"outfit_of", "doer_of"}:
            nouns = nouns[:1]
        negated = False
        if not self._denying.isdisjoint(letters):
            clause = self._clause(letters, min(place, first))
            negated = not self._denying.isdisjoint(letters[clause:last])
        words = (0, 0)
        if construction.name == "as_unknown":
            words = next((row.spans[at] for at in range(last - 1, first, -1) if letters[at] in self._words), words)
        span = (row.spans[first][0], row.spans[min(last, place) - 1][1]) if first < place else (row.spans[first][0], row.spans[last - 1][1])
        return _new(Match, (construction, first, last, nouns, negated, span, words))

    def _clause(self, letters: str, at: int) -> int:
        """Return where the clause of a place begins: behind the last comma, stop or reference."""
        while at > 0 and letters[at - 1] not in self._bounds:
            at -= 1
        return at


_EDITED = Construction("edited", sure=True, looks=False)
_OF_VIDEOS = frozenset({"edited", "extended", "copied"})
_ENDING = frozenset({"edited", "extended"})


def _run(states: Machine, letters: str, at: int, limit: int) -> tuple[int, int, int]:
    """Return where the longest row that a machine reads ends, the number of what it is, and where the shortest one ends; -1 for none."""
    state, end, number, shortest = 0, -1, -1, -1
    for place in range(at, limit):
        known, targets, _ = states[state]
        step = known.find(letters[place])
        if step < 0:
            break
        state = ord(targets[step])
        accepted = states[state][2]
        if accepted:
            end, number = place + 1, accepted[0]
            if shortest < 0:
                shortest = end
    return end, number, shortest
