"""Reads a row of letters: which constructions of ``grammar/constructions.lark`` lead to each of its references, and which follow it.

Nothing is decided here but the order: what leads to a reference is looked for from the reference backwards, the longest first; after a
reference constructions are read as long as they go on. Between two references, what surely belongs to the first one comes first, then
what leads to the second, then the rest of what the first one may have.

A reading says nothing of the text: it counts words.
"""

from collections.abc import Mapping

from seedance_lint.records import NamedTuple
from seedance_lint.syntax.machine import run, start
from seedance_lint.syntax.readings import MISFITS, MOVEMENTS, OF_BUSY_LINES, OF_LINES, THINGS, WHO
from seedance_lint.syntax.rows import BOUNDS, Noun, Row, RowMaker, Words
from seedance_lint.syntax.tables import NOT_OF_IMAGES, Construction, Tables

_new = tuple.__new__  # as fast again as a named tuple's own constructor
_MOVING = ("MATCH", "SYNC")
_DENYING = ("NOT", "NO")
_BEFORE_DENIED = ("TOPIC", "OBJ", "ADV", "ONLY", "WORD", "REFER_BEHIND")  # may come before a denial that follows its words


class Match(NamedTuple):
    """What a construction read: its letters from ``first`` to ``last``, where they stand, and the nouns among them that name roles."""

    construction: Construction
    first: int
    last: int
    nouns: tuple[Noun, ...]
    negated: bool
    cue: Words
    """All words that were read before the reference, or else after it."""
    unknown: Words | None
    """Words that name no role, where one must."""


class Reading(NamedTuple):
    """Everything that constructions join to one reference: what leads to it first, then what follows it."""

    matches: tuple[Match, ...]
    moving: bool
    edited: tuple[Noun, ...] | None
    """The nouns of the edit that it is put into, if it is."""
    dealt: bool
    """Whether a word such as "respectively" deals the roles out."""


class Reader:
    """Reads rows of letters with one grammar."""

    __slots__ = ("_acts", "_ahead", "_aims", "_art", "_as", "_before_denied", "_begin", "_behind", "_both", "_bounds", "_break", "_captions", "_clausal", "_clings", "_close", "_colon", "_comma", "_constructions", "_dash", "_deal", "_denied", "_denying", "_edit", "_end", "_ends_label", "_first", "_for", "_guarded", "_joints", "_keeps", "_late", "_mark", "_moving", "_number", "_opening", "_outfit", "_pause", "_places", "_putting_in", "_rare", "_ref", "_refer", "_reference", "_rows", "_saying", "_sets", "_sources", "_thing", "_to", "_words", "names")  # fmt: skip

    def __init__(self, tables: Tables, own_words: Mapping[str, str]) -> None:
        """Take the tables of the grammar, and the letters of the user's own roles with their terminals."""
        letters = tables.letters
        self._rows = RowMaker(tables, own_words)
        self._constructions = tables.constructions
        self._guarded = frozenset(at for at, each in enumerate(tables.constructions) if each.name in _OF_VIDEOS or each.name == "captioned")
        self._ahead, self._behind = start(tables.ahead), start(tables.behind)
        self._both = {number: start(machine) for number, machine in tables.both.items()}
        self._reference = letters["REFERENCE"]
        self.names = {letter: name for name, letter in letters.items()}
        self._ref = letters["REF"]
        self._dash = letters["DASH"]
        self._colon, self._deal, self._edit = letters["COLON"], letters["DEAL"], (letters["EDIT"], letters["INTO"])
        self._saying = frozenset(letters[name] for name in ("AS", "IS", "COMMA", "PAUSE"))
        self._mark = letters["MARK"]
        self._pause = letters["PAUSE"]
        self._comma, self._for, self._words = letters["COMMA"], letters["FOR"], frozenset({letters["WORD"], letters["FEW"]})
        self._joints = frozenset(letters[name] for name in ("AND", "TOGETHER", "AS", "FOR", "IS", "SETS"))
        self._as = frozenset(letters[name] for name in ("AS", "FOR", "IS", "SETS"))
        self._bounds = frozenset(letters[name] for name in BOUNDS)
        self._moving = tuple(letters[name] for name in _MOVING)
        self._denying = frozenset(letters[name] for name in _DENYING)
        self._denied, self._keeps = letters["DENIED"], letters["KEEPS"]
        self._before_denied = frozenset(letters[name] for name in _BEFORE_DENIED)
        self._rare = frozenset({*self._denying, self._denied, *self._moving, *self._edit, self._deal})
        self._art, self._thing, self._close = letters["ART"], letters["THING"], letters["CLOSE"]
        self._outfit, self._refer = letters["OUTFIT"], letters["REFER"]
        self._first, self._number = letters["BEGINNING"], letters["NUMBER"]
        self._places, self._break = (letters["IN"], letters["ON"], letters["AT"]), letters["BREAK"]
        self._aims, self._sets = frozenset(letters[name] for name in ("ON", "TO")), letters["SETS"]
        self._sources = frozenset(letters[name] for name in ("OF", "IN", "LIKE", "AS", "REFERENCE", "REFER", "FOLLOWS", "BASES"))
        self._clings = frozenset(letters[name] for name in ("ON", "TO", "BREAK"))
        self._opening = frozenset(letters[name] for name in ("OPENS_ON", "STARTS"))
        self._begin, self._end = letters["BEGINNING"], letters["END"]
        self._putting_in, self._to = (letters["WITH"], letters["FOR"], letters["TO"]), letters["TO"]
        self._late = (letters["ONLY"], letters["ITS"])
        self._captions = frozenset(
            letters[name] for name in ("NOUN", "THING", "OUTFIT", "WORD", "FEW", "ART", "SAME", "SUFFIX", "REFERENCE")
        )
        self._clausal = frozenset(
            letters[name]
            for name in ("WORD", "FEW", "SOME", "MANY", "BREAK", "REFER", "FOLLOWS", "HANDLES", "MATCH", "COPY", "GIVES", "PLAYS")
        )
        self._acts = self._clausal | {letters[name] for name in ("ON", "AT", "IN", "OF", "WITH", "MODAL")}
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

    # --------------------------------------------------------------------------------------------------- constructions

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
            if name == "label_behind" and kind == "video" and letters[end - 1] == self._thing and letters[end] == self._break:
                break  # "@Video1: a leaf falls": what it shows
            if name in _PASSING and letters.count(self._ref) != _TWO:
                break  # 从@图片1过渡到@图片2，再过渡到@图片3
            if name == "in_beat" and kind != "audio":
                break  # @图片1，画面渐暗
            if (
                name == "label_behind"
                and letters[at] == self._colon
                and (letters[place - 1] in self._clings or letters[end] == self._break)
            ):
                break  # "a push in on @Image1: the background blurs", "@Image1 (smiling): the music starts"
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

    def _is_of_another(self, letters: str, name: str, at: int, end: int, kind: str | None) -> bool:
        """Whether a construction is not of this kind of file, or not of files in a row with their names behind them."""
        if name in _OF_VIDEOS:
            return kind != "video"
        return name == "captioned" and not (letters[end] == self._ref and self._is_caption(letters, at, end))

    def _leads_on(self, letters: str, name: str, at: int, end: int, kind: str | None) -> bool:
        """Whether what is between two references is said of the second: "video for @Audio1: singer @Image1", "@Image1 dances to @Audio1"."""
        if name == "label_behind":
            return letters[at] == self._colon != letters[end + 1]
        return name == "in_step" and kind != "audio" and (kind == "image" or end == at + 1)

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

    def _is_product(self, row: Row, name: str, first: int, start: int) -> bool:
        """Whether the subject is a thing: "@Image1 tablet as the subject", "a spot for running shoes: @Image1 is the hero"."""
        if any(noun.terminal == "OBJECT" for at, noun in row.nouns.items() if first <= at < start):
            return True
        opening = row.letters.rfind(self._colon, 0, first)
        before = [noun.terminal for at, noun in row.nouns.items() if at < opening]
        return name in _BEING and "OBJECT" in before and WHO.isdisjoint(before)

    def _is_row_of_sights(self, row: Row, read: tuple[Noun, ...]) -> bool:
        """Whether things come one after another, and no list ends: "the window, the train, the bridge from @Image2"."""
        if len(read) < _TWO or any(noun.terminal not in THINGS for noun in read):
            return False
        return row.letters[read[-2].at + 1 : read[-1].at] == self._comma + self._art

    def _is_of_a_frame(self, ahead: Match) -> bool:
        """Whether a label names a frame, so that what is behind only describes it: "end frame = @Image2 (a rendering)"."""
        return ahead.construction.name == "label" and all(noun.terminal in _FRAMES for noun in ahead.nouns)

    def _is_frame_of(self, letters: str, noun: Noun) -> bool:
        """Whether a whole picture is named with what it shows: "the first frame for the woman, hallway and coat"."""
        return noun.terminal in _FRAMES and letters[noun.at + 1] == self._for

    def _is_meant(self, row: Row, name: str, first: int, kind: str | None) -> bool:
        """Whether a construction can lead to a file of a kind in a sentence."""
        if name == NOT_OF_IMAGES:
            return kind != "image"
        if name in {"put_in", "replaces", "trailed"}:
            return kind == "image"
        if name == "moves_like":
            return kind == "video"
        if name == "camera_like":  # what moves is the camera, and not somebody in the picture
            return kind == "video" and first in row.nouns and row.nouns[first].terminal == "CAMERA_MOVEMENT"
        if name == "aspect_of":  # "die Bewegung der Frau aus @Video1", but not "gib dem Mann die Tasche aus @Bild1"
            return first in row.nouns and row.nouns[first].terminal not in THINGS | MISFITS[kind]
        if name in _PASSING:
            return row.letters.count(self._ref) == _TWO
        if name == "starts_too":
            return row.letters.count(self._ref) == _TWO and self._end in row.letters[first:]
        return name != "ends_too" or self._has_begun(row, first)

    def _has_begun(self, row: Row, first: int) -> bool:
        """Whether the sentence says before what the video starts with: "first frame: @Image1, last: @Image2"."""
        starts = any(noun.terminal == "FIRST_FRAME" for at, noun in row.nouns.items() if at < first)
        begins = row.letters[:first].find(self._begin)  # "Start: @Image1", but not "First comes @Image1"
        labels = begins >= 0 and row.letters[begins + 1] == self._colon
        return starts or labels or not self._opening.isdisjoint(row.letters[:first])

    def _is_place_of_a_deed(self, letters: str, first: int, place: int) -> bool:
        """Whether a clause begins with where the figure of a file does something: "On a city street @Image1 runs"."""
        return letters[first - 1] in self._places and letters[first - 2] in self._bounds and letters[place + 1] == self._break

    def _is_caption(self, letters: str, first: int, place: int) -> bool:
        """Whether files in a row have their names behind them, not before: @图1 主角 @图2 反派."""
        if letters[first - 1] != self._ref or letters[place + 1] not in self._captions:
            return False
        at, end = first - 1, place + 1
        least, most = at - _LONGEST_CHAIN, end + _LONGEST_CHAIN
        while at > least and (letters[at] in self._captions or letters[at] == self._ref):
            at -= 1
        while end < most and (letters[end] in self._captions or letters[end] == self._ref):
            end += 1
        return letters[at + 1] == self._ref != letters[end - 1]

    def _is_stray(self, row: Row, name: str, first: int, place: int, kind: str | None) -> bool:
        """Whether words before a file only look like a label (承接上段的结尾——@图片2里的女子), or like a list that goes on."""
        letters = row.letters
        if name == "label":
            opens = letters[first - 1] in self._bounds
            # "she looks into a mirror: first @Image1, then @Image2"
            return not opens and letters[place - 1] in (self._dash, self._first)
        if name == "roles_are" and letters[first - 1] in self._places:
            return True  # "at the desk is @Image1"
        if kind == "image" and name in _OF_SHOTS and letters[place + 1] in self._acts:
            said = {row.nouns[at].terminal for at in range(first, place) if at in row.nouns}
            # "the last shot is @Image1 leaving", "light @Image1 from the left"
            return said <= _FRAMES or (name == "apposition" and said.isdisjoint(OF_LINES) and "SCENE" not in said)
        if name == "with_too":
            return not self._goes_on_with(letters, first)
        return name == "based_too" and letters[first - 1] != self._ref  # "a spotlight and a key light on @Image1"

    def _goes_on_with(self, letters: str, first: int) -> bool:
        """Whether a clause leaves out the verb of the one before it: "her face matches @Image1, the coat with @Image2"."""
        stop = letters.rfind(self._ref, 0, first)
        return letters[first - 1] == self._comma and stop > 0 and self._refer in letters[self._clause(letters, stop) : first]

    def _is_of_a_deed(self, letters: str, name: str, first: int, last: int, place: int, read: tuple[Noun, ...]) -> bool:
        """Whether the thing behind a file is what somebody has there: 她在@图片2里喝咖啡, "@Image1 sets the bag on the table"."""
        if name == "as_roles":
            return letters[last - 1] in (self._thing, self._outfit) and letters[last] in self._aims and self._sets in letters[first:last]
        on = letters.rfind(self._places[-1], self._clause(letters, place), place)
        is_had = any(noun.at == first + 2 and noun.terminal in _HAD for noun in read[:1])
        return is_had and on >= 0 and letters[first + 1] in self._words

    def _is_named_behind(self, letters: str, place: int) -> bool:
        """Whether a file stands before the thing that it shows: "she drinks from the @Image1 cup"."""
        behind = place + 2 if letters[place + 1] in self._words else place + 1
        return letters[place - 1] == self._art and letters[behind] == self._thing

    def _is_kept(self, letters: str, ahead: Match, place: int) -> bool:
        """Whether words say that something stays as it is in a file: "keep the pace of @Video1", 背景保持@视频1."""
        name = ahead.construction.name
        return name in _KEPT or (name == "roles_refer" and self._keeps in letters[ahead.first - 1 : place])

    def _without_kept(self, row: Row, behind: list[Match]) -> list[Match]:
        """Return what follows a clip without what stays as it is in it, its voices and sights: "make @Video1 rainy, keep its voices"."""
        return [
            match._replace(construction=_EDITED, nouns=())
            if self._is_kept_behind(row, match) or self._is_edited_later(row, match)
            else match
            for match in behind
        ]

    def _is_kept_behind(self, row: Row, match: Match) -> bool:
        letters = row.letters[match.first : match.last]
        if match.construction.name == "instructed":
            return False  # "@Video1 for the dance (keep the light)"
        return self._keeps in letters and any(noun.terminal not in _MOVED for noun in match.nouns)

    def _is_edited_later(self, row: Row, match: Match) -> bool:
        """Whether what is in a clip is changed behind: 把@视频1里的女孩的脸打上马赛克，再把背景换成夜景."""
        if match.construction.name != "own_roles" or not match.nouns or any(noun.terminal not in THINGS for noun in match.nouns):
            return False
        return any(row.letters.find(letter, match.last) >= 0 for letter in self._edit)

    def _is_denied(self, letters: str, place: int, end: int) -> bool:
        """Whether something is denied in the clause of a reference, so that what "only" adds to it is wanted."""
        return self._denied in letters[place:end] or not self._denying.isdisjoint(letters[self._clause(letters, place) : end])

    def _is_turned_down(self, letters: str, at: int) -> bool:
        """Whether a clause ends with a denial of what comes before it: @视频1的音乐不要."""
        while letters[at : at + 1] in self._before_denied:
            at += 1
        return letters[at : at + 1] in self._denying and letters[at + 1 : at + 2] in self._bounds - {self._ref}

    def _explains(self, row: Row, at: int, end: int) -> bool:
        """Whether a bracket says only what is meant, and not that it is a reference or a frame: "as the product (first and last frame)"."""
        frames = any(noun.terminal in _FRAMES for place, noun in row.nouns.items() if at <= place < end)
        return not frames and self._reference not in row.letters[at:end]

    def _clause(self, letters: str, at: int) -> int:
        """Return where the clause of a place begins: after the last comma, stop or reference."""
        while at > 0 and letters[at - 1] not in self._bounds:
            at -= 1
        return at


_EDITED = Construction("edited", sure=True, looks=False)
_OF_ANOTHER = frozenset({"first_of", "agrees_of", "part_of", "aspect_of"})  # the last noun has what the others are
_CUED, _OF_ONE = (
    frozenset({"as_roles", "far_roles"}),
    frozenset({"outfit_of", "doer_of", "dressed", "for_one", "stands_for_state", "camera_like", "part_label"}),
)
_BEING = frozenset({"as_roles", "roles_are"})
_OF_THE_LAST = frozenset({"defined", "topic_only"})
_LATE = frozenset({"only_taken", "on_its"})
_OF_SHOTS = frozenset({"apposition", "roles_are"})
_OF_DEEDS = frozenset({"own_roles", "as_roles"})
_NEXT_TO = frozenset({"apposition_behind", "captioned"})  # guesses that rest on nothing but a place
_FRAMES = frozenset({"FIRST_FRAME", "LAST_FRAME"})
_MOVED = MOVEMENTS - {"MUSIC", "SOUND", "SOUND_EFFECTS", "VOICE", "BEAT"}
_LONGEST_CHAIN = 40  # letters on either side of a name among files in a row
_PASSING, _TWO = frozenset({"passes_from", "passes_to"}), 2
_LABELS_BEHIND = frozenset({"label_behind", "dashed"})
_BEFORE_LABELS = _LABELS_BEHIND | {"apposition_behind"}
_HAD = frozenset({"OBJECT", "CHARACTER"})
_OF_VIDEOS = frozenset({"edited", "extended", "copied", "deeds", "moves_like"})
_OF_SOMEBODY = frozenset({"deeds", "only_for"})
_OWN_CLAUSE = frozenset(
    {"only_roles", "its_roles", "supplied", "only_taken", "on_its"}
)  # what is denied before them does not belong to them
_ENDING = frozenset({"edited", "extended", "own_behind"})
_KEPT = frozenset({"kept", "kept_of"})
_NAMING = frozenset({"label", "roles_of", "roles_refer", "roles_are"})  # a bracket behind says no more than they did
