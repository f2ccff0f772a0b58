"""Reads a row of letters: which constructions of ``grammar/constructions.lark`` lead to each of its references, and which follow it.

Nothing is decided here but the order: what leads to a reference is looked for from the reference backwards, the longest first; after a
reference constructions are read as long as they go on. Between two references, what surely belongs to the first one comes first, then
what leads to the second, then the rest of what the first one may have.

A reading says nothing of the text: it counts words.
"""

from collections.abc import Mapping

from seedance_lint.syntax.judge import OF_VIDEOS, PASSING, TWO, Judge
from seedance_lint.syntax.machine import run, start
from seedance_lint.syntax.matches import Match, Reading
from seedance_lint.syntax.readings import MOVEMENTS, OF_BUSY_LINES, OF_LINES, THINGS, WHO
from seedance_lint.syntax.rows import Noun, Row, RowMaker
from seedance_lint.syntax.tables import Construction, Tables

_new = tuple.__new__  # as fast again as a named tuple's own constructor


class Reader(Judge):
    """Reads rows of letters with one grammar."""

    __slots__ = ("_ahead", "_as", "_behind", "_both", "_clings", "_close", "_constructions", "_deal", "_ends_label", "_guarded", "_joints", "_late", "_mark", "_moving", "_number", "_pause", "_putting_in", "_rare", "_rows", "_saying", "_sources", "_to", "_topic", "names")  # fmt: skip

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        """Take the tables of the grammar, and the letters of the user's own roles with their terminals."""
        letters = tables.letters
        super().__init__(letters)
        self._rows = RowMaker(tables, own_words)
        self._constructions = tables.constructions
        self._guarded = frozenset(at for at, each in enumerate(tables.constructions) if each.name in OF_VIDEOS or each.name == "captioned")
        self._ahead, self._behind = start(tables.ahead), start(tables.behind)
        self._both = {number: start(machine) for number, machine in tables.both.items()}
        self.names = {letter: name for name, letter in letters.items()}
        self._deal = letters["DEAL"]
        self._saying = frozenset(letters[name] for name in ("AS", "IS", "COMMA", "PAUSE"))
        self._mark = letters["MARK"]
        self._pause, self._topic = letters["PAUSE"], letters["TOPIC"]
        self._joints = frozenset(letters[name] for name in ("AND", "TOGETHER", "AS", "FOR", "IS", "SETS"))
        self._as = frozenset(letters[name] for name in ("AS", "FOR", "IS", "SETS"))
        self._moving = tuple(letters[name] for name in _MOVING)
        self._rare = frozenset({*self._denying, self._denied, *self._moving, *self._edit, self._deal})
        self._close = letters["CLOSE"]
        self._number = letters["NUMBER"]
        self._sources = frozenset(letters[name] for name in ("OF", "IN", "LIKE", "AS", "REFERENCE", "REFER", "FOLLOWS", "BASES"))
        self._clings = frozenset(letters[name] for name in ("ON", "TO", "BREAK"))
        self._putting_in, self._to = (letters["WITH"], letters["FOR"], letters["TO"]), letters["TO"]
        self._late = (letters["ONLY"], letters["ITS"])
        self._ends_label = frozenset({*self._bounds, *(letters[name] for name in ("CLOSE", "AS", "GENITIVE", "INSIDE", "MARK", "DASH"))})

    def read(self, letters: str, kinds: tuple[str | None, ...]) -> tuple[tuple[Reading, ...], Noun | None]:
        """Return the readings of the references of a sentence, whose kinds of file are given, and the role that it begins with as a label."""
        row = self._rows.row(letters, rare=not self._rare.isdisjoint(letters))
        return self._readings(row, kinds), self._rows.label(row)

    def labels(self, terminal: str, letters: str, place: int) -> bool:
        """Whether the label of a line says what a file in it is for: "Setting: the bar from @Image1", but not "Setting: a bar, @Image1 waits"."""
        return terminal in OF_LINES or letters[place - 1] in self._sources

    def _readings(self, row: Row, kinds: tuple[str | None, ...]) -> tuple[Reading, ...]:
        letters, _, nouns, rare = row
        dealt = rare and self._deal in letters
        places = [at for at, letter in enumerate(letters) if letter == self._ref]
        last = len(places) - 1
        readings = []
        free = 0  # where what nobody has claimed begins
        edited: tuple[Noun, ...] | None = None
        turned = replacing = False
        ahead = self._leading(row, places[0], free, kinds[0])
        for number, place in enumerate(places):
            following = places[number + 1] if number < last else len(letters)
            put_in, moving = None, False
            if rare:
                clause = self._clause(letters, place)
                moving = any(letter in letters[clause:place] for letter in self._moving)
                if ahead is not None and ahead.construction.name == "edit":
                    edited = ahead.nouns
                elif any(letter in letters[clause:place] for letter in self._edit):
                    edited = (edited or ()) + tuple(noun for at, noun in nouns.items() if clause <= at < place)
                is_put_in = ahead.construction.name == "with_file" if ahead is not None else turned
                if is_put_in and edited is not None:  # "replace @Video1's character with …"
                    since = places[number - 1] if number else place
                    own = tuple(noun for at, noun in nouns.items() if since < at < place and noun not in edited)
                    put_in = own if own and replacing else edited + own  # "the car with @Image1 and the driver with @Image2"
                replacing = put_in is not None
            first, led = place + 1, ""
            if ahead is not None:
                first = max(first, ahead.last)
                led = ahead.construction.name if ahead.construction.sure or self._is_of_a_frame(ahead) else ""
            behind, ahead_of_next, free = self._between(row, place, first, following, kinds[number : number + 2], led)
            if ahead is not None and kinds[number] == "video" and self._is_kept(letters, ahead, place):
                kept = {noun.terminal for match in (ahead, *behind) for noun in match.nouns}
                if kept - MOVEMENTS or any(letter in letters for letter in self._edit):  # of a clip that is edited
                    ahead = ahead._replace(construction=_EDITED, nouns=())
            if kinds[number] == "video" and behind and (rare or self._keeps in letters):
                behind = self._without_kept(row, behind)
            readings.append(_new(Reading, (tuple(behind if ahead is None else (ahead, *behind)), moving, put_in, dealt)))
            ahead = ahead_of_next
            if rare:
                turned = bool(behind) and behind[-1].construction.name == "edited" and free == following
                if behind and behind[-1].construction.name == "edited":
                    edited = behind[-1].nouns
                elif any(letter in letters[place + 1 : following] for letter in self._bounds) and following < len(letters):
                    edited = None
        return tuple(readings)

    def _between(
        self, row: Row, place: int, first: int, following: int, kinds: tuple[str | None, ...], led: str
    ) -> tuple[list[Match], Match | None, int]:
        """Return what follows a reference, what leads to the next one, and where what nobody has claimed begins."""
        kind, kind_of_next = kinds[0], kinds[-1]
        is_last = following == len(row.letters)
        if row.rare and not is_last and self._edit[0] in row.letters:
            swap = self._leading(row, following, place + 1, kind_of_next)
            if swap is not None and swap.construction.name == "swapped" and swap.first == place + 1:
                edit = swap._replace(construction=_EDITED, nouns=())
                return [edit], swap, following
        core, least, at = self._following(row, place, first, following, kind, led)
        if is_last:
            return core, None, at
        ahead = self._leading(row, following, least, kind_of_next)
        if ahead is not None and ahead.first < at:
            if ahead.first == place + 1:  # "@Image1 room, motion like @Video1": a new part begins at the comma
                comma = row.letters.find(self._comma, place, following)
                ahead = (self._leading(row, following, comma, kind_of_next) if comma > 0 else None) or ahead
            if core[-1].construction.name in _ENDING:
                ahead = self._leading(row, following, at, kind_of_next)
            elif ahead.construction.sure or not core[-1].construction.sure:
                core, _, at = self._following(row, place, first, ahead.first, kind, led)
            else:
                ahead = self._leading(row, following, at, kind_of_next)
        return core, ahead, at

    def _leading(self, row: Row, place: int, free: int, kind: str | None) -> Match | None:
        """Return the longest construction that leads to a reference and begins at ``free`` or after it."""
        letters, state = row[0], self._ahead
        found: list[tuple[int, tuple[int, ...]]] = []
        for at in range(place - 1, free - 1, -1):
            state = state[letters[at]]
            if state is None:
                break
            if state.accepts:
                found.append((at, state.accepts))
        if not found:
            return None
        if letters[found[-1][0] - 1] in self._joints:
            # "@Video1's motion and pace, music from @Audio1": a list that began before ends at the comma
            comma = letters.find(self._comma, found[-1][0], place)
            if any(at in row.nouns for at in range(comma, place)):
                found = [one for one in found if one[0] > comma]
        for first, numbers in reversed(found):
            for number in numbers:
                if not self._is_meant(row, self._constructions[number].name, first, kind):
                    continue
                if self._constructions[number].name == "apposition" and self._is_caption(letters, first, place):
                    return None
                if self._constructions[number].name == "apposition" and self._is_place_of_a_deed(letters, first, place):
                    return None
                if (
                    self._constructions[number].name == "label"
                    and letters[place - 1] == self._mark
                    and letters[self._clause(letters, first) - 1] == self._ref
                ):
                    return None  # "@Image1 the courier | @Image2 the market": what the first shows
                if self._is_stray(row, self._constructions[number].name, first, place, kind):
                    continue
                last = place
                if number in self._both:
                    end = run(self._both[number], letters, place + 1, len(letters))[0]
                    if end < 0:
                        continue
                    last = end - self._constructions[number].looks
                if self._constructions[number].name == "roles_of" and self._is_named_behind(letters, place):
                    return None
                return self._match(row, number, first, max(last, place + 1), place)
        return None

    def _following(self, row: Row, place: int, at: int, limit: int, kind: str | None, led: str) -> tuple[list[Match], int, int]:
        """Return the constructions that follow a reference one after another, where they end at the least, and where they do end."""
        found: list[Match] = []
        letters, least, begin = row[0], at, self._behind
        while at < limit and begin[letters[at]] is not None:
            end, number, shortest = run(begin, letters, at, limit)
            while number in self._guarded and self._is_of_another(letters, self._constructions[number].name, at, end, kind):
                end, number, shortest = run(begin, letters, at, end - 1)  # what a picture cannot be asked hides nothing shorter
            if number < 0:
                break
            construction = self._constructions[number]
            end -= construction.looks
            name = construction.name
            if end <= at or (name == "only_roles" and not self._is_denied(letters, place, end)):
                break
            if self._is_of_the_scene(letters, name, at, end, place, kind):
                break
            if led and name in _LABELS_BEHIND and letters[place - 1] != self._colon and letters[at] != self._mark:
                break  # "opens on @Image1 — a harbor"; but "References: @Image1 = harbor"
            said = bool(found) and found[-1].construction.name != "aside"
            if name in _NEXT_TO and (said or (led == "roles_of" and letters[at] == self._comma)):
                break  # "@Image1 lands on the table", "@Image1 (the hero), film grain", "the tower in @Image1, a train, the bridge"
            if name == "as_roles" and ((said and letters[at] not in self._saying) or (led == "roles_of" and letters[at] == self._for)):
                break  # "as music for the dance", 参考@视频1的运镜以展示场景, "the voice in @Audio1 for the old man"
            if led == "ends_at" and name == "as_roles" and not said and letters[at] == self._pause:
                break  # 到@图片2结束，做慢动作
            if said and name == "label_behind" and letters[at] == self._colon and letters[place - 1] != self._colon:
                break  # "@Image3 is the battlefield: the fight happens here"
            if said and name == "dashed" and letters[end] == self._comma and limit < len(letters):
                break  # "@Image2 controls the outfit — face, hair come from @Image1"
            if said and name == "from_roles":
                break  # @이미지1의 숲에서 격투: a fight in the forest of the picture
            if name in _BEFORE_LABELS and letters[at] != self._colon and letters[end] == self._colon == letters[place - 1]:
                break  # "SUBJECT: @Image1 WARDROBE: a dark coat", "Hero: @Image1 | Rival: @Image2": the next label
            if letters[end] == self._ref and self._leads_on(letters, name, at, end, kind):
                break
            if (said or (led in _NAMING and kind != "audio")) and name == "bracketed_behind" and self._explains(row, at, end):
                break  # "as the first frame (the old product)": what it shows
            found.append(self._match(row, number, at, end, place))
            if construction.sure:
                least = shortest
            at = end
            if name in _ENDING:
                break
        return found, least, at

    def _is_of_the_scene(self, letters: str, name: str, at: int, end: int, place: int, kind: str | None) -> bool:
        """Whether what reads like a construction behind a reference is a part of what happens, by the letters around it."""
        if name == "label_behind" and kind == "video" and letters[end - 1] == self._thing and letters[end] == self._break:
            return True  # "@Video1: a leaf falls": what it shows
        if name in PASSING and letters.count(self._ref) != TWO:
            return True  # 从@图片1过渡到@图片2，再过渡到@图片3
        if name == "topic_listed" and letters[end] != self._ref and letters[end + 1 : end + 2] != self._topic:
            return True  # @画像1は少女と歩く
        if name == "in_beat" and kind != "audio":
            return True  # @图片1，画面渐暗
        # "a push in on @Image1: the background blurs", "@Image1 (smiling): the music starts"
        is_label = name == "label_behind" and letters[at] == self._colon
        return is_label and (letters[place - 1] in self._clings or letters[end] == self._break)

    def _match(self, row: Row, number: int, first: int, last: int, place: int) -> Match:
        construction = self._constructions[number]
        name = construction.name
        letters, begins, nouns, rare = row
        start = first
        if name in _CUED:  # "@Image1 tablet as the product": what is before the cue is not a role
            while start < last and letters[start] not in self._as:
                start += 1
            if start == last:
                start = first
        elif name in _LATE:  # "@Image1 walks through a room, referring only to the face": after the last "only" or "its"
            start = max(first, *(letters.rfind(cue, first, last) for cue in self._late))
        read = tuple([nouns[at] for at in range(start, last) if at in nouns])
        if any(noun.terminal == "SUBJECT" for noun in read) and self._is_product(row, name, first, start):
            read = tuple([noun._replace(terminal="OBJECT") if noun.terminal == "SUBJECT" else noun for noun in read])
        if name in _OF_ANOTHER:
            read = read[:-1]
        elif name in _OF_ONE or (name in _CUED and len(read) > 1 and self._is_frame_of(letters, read[0])):
            read = read[:1]
        elif name in _OF_THE_LAST or (name == "roles_of" and self._is_row_of_sights(row, read)):
            read = read[-1:]
        elif name == "put_in":
            read = self._put_in(row, read, last)
        elif name in _OF_SOMEBODY:  # whose they are
            read = tuple([noun for noun in read if noun.terminal not in THINGS]) or read[-1:]
        elif name in _OF_DEEDS and self._is_of_a_deed(letters, name, first, last, place, read):
            read = ()
        negated = False
        if rare and not self._denying.isdisjoint(letters):
            clause = self._clause(letters, last if name in _OWN_CLAUSE else min(place, first))
            negated = not self._denying.isdisjoint(letters[clause:last]) or self._is_turned_down(letters, last)
        if rare and self._denied in letters:
            at = last
            while letters[at : at + 1] in self._before_denied:
                at += 1
            negated |= letters[at : at + 1] == self._denied
        numbered = letters[place - 2] == self._number and letters[place + 1] in self._acts  # "[Scene 2] @Image1 waits"
        is_open = letters[place - 1] != self._close or numbered
        in_clause = name == "label" and is_open and letters[place + 1] not in self._ends_label
        if in_clause or (name in _CUED and letters[last : last + 1] in self._clausal):
            construction = construction._replace(sure=False)  # "as the camera glides", "Action: @Image1 turns"
            if in_clause and letters[place + 1] in self._acts:
                read = tuple([noun for noun in read if noun.terminal in OF_BUSY_LINES])  # "Scene: @Image1 waits": who is in it
        unknown = None
        if name == "as_unknown":
            unknown = next(((begins[at], begins[at + 1]) for at in range(last - 1, first, -1) if letters[at] in self._words), None)
        end = place if first < place < last else last
        return _new(Match, (construction, first, last, read, negated, (begins[first], begins[end]), unknown))

    def _put_in(self, row: Row, read: tuple[Noun, ...], last: int) -> tuple[Noun, ...]:
        """Return what a picture is that an edit puts in: what words behind "with" say, or else what it takes the place of."""
        at = max(row.letters.rfind(letter, 0, last) for letter in self._putting_in)
        if row.letters[at] == self._to and any(noun.terminal in WHO for noun in read):
            return ()  # "she turns her face to @Image1"
        return tuple([noun for noun in read if noun.at > at][-1:]) or read[:1]

    def _without_kept(self, row: Row, behind: list[Match]) -> list[Match]:
        """Return what follows a clip without what stays as it is in it, its voices and sights: "make @Video1 rainy, keep its voices"."""
        return [
            match._replace(construction=_EDITED, nouns=())
            if self._is_kept_behind(row, match) or self._is_edited_later(row, match)
            else match
            for match in behind
        ]


_MOVING = ("MATCH", "SYNC")
_EDITED = Construction("edited", sure=True, looks=False)
_OF_ANOTHER = frozenset({"first_of", "agrees_of", "part_of", "aspect_of"})  # the last noun has what the others are
_CUED, _OF_ONE = (
    frozenset({"as_roles", "far_roles"}),
    frozenset({"outfit_of", "doer_of", "dressed", "for_one", "stands_for_state", "camera_like", "part_label"}),
)
_OF_THE_LAST = frozenset({"defined", "topic_only"})
_LATE = frozenset({"only_taken", "on_its"})
_OF_DEEDS = frozenset({"own_roles", "as_roles"})
_NEXT_TO = frozenset({"apposition_behind", "captioned"})  # guesses that rest on nothing but a place
_LABELS_BEHIND = frozenset({"label_behind", "dashed"})
_BEFORE_LABELS = _LABELS_BEHIND | {"apposition_behind"}
_OF_SOMEBODY = frozenset({"deeds", "only_for"})
_OWN_CLAUSE = frozenset(
    {"only_roles", "its_roles", "supplied", "only_taken", "on_its"}
)  # what is denied before them does not belong to them
_ENDING = frozenset({"edited", "extended", "own_behind", "topic_listed"})
_NAMING = frozenset({"label", "roles_of", "roles_refer", "roles_are"})  # a bracket behind says no more than they did
