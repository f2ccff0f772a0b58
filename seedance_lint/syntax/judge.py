"""Whether what a construction reads in a row of letters is meant there, by the letters around it."""

from collections.abc import Mapping

from seedance_lint.syntax.matches import Match
from seedance_lint.syntax.readings import MISFITS, MOVEMENTS, OF_LINES, THINGS, WHO
from seedance_lint.syntax.rows import BOUNDS, Noun, Row
from seedance_lint.syntax.tables import NOT_OF_IMAGES

_DENYING = ("NOT", "NO")
_BEFORE_DENIED = ("TOPIC", "OBJ", "ADV", "ONLY", "WORD", "REFER_BEHIND")  # may come before a denial that follows its words
_BEING = frozenset({"as_roles", "roles_are"})
_OF_SHOTS = frozenset({"apposition", "roles_are"})
_FRAMES = frozenset({"FIRST_FRAME", "LAST_FRAME"})
_MOVED = MOVEMENTS - {"MUSIC", "SOUND", "SOUND_EFFECTS", "VOICE", "BEAT"}
_LONGEST_CHAIN = 40  # letters on either side of a name among files in a row
_LONGEST_TITLE = 40  # letters in front of a colon
PASSING, TWO = frozenset({"passes_from", "passes_to"}), 2
_HAD = frozenset({"OBJECT", "CHARACTER"})
OF_VIDEOS = frozenset({"edited", "extended", "copied", "deeds", "moves_like"})
_KEPT = frozenset({"kept", "kept_of"})


class Judge:
    """Judges constructions by the letters of one grammar."""

    __slots__ = ("_acts", "_aims", "_art", "_before_denied", "_begin", "_bounds", "_break", "_captions", "_clausal", "_colon", "_comma", "_dash", "_denied", "_denying", "_edit", "_end", "_first", "_for", "_keeps", "_opening", "_outfit", "_places", "_ref", "_refer", "_reference", "_sets", "_thing", "_words")  # fmt: skip

    def __init__(self, letters: Mapping[str, str]) -> None:
        """Take the letter of each terminal."""
        self._reference = letters["REFERENCE"]
        self._ref = letters["REF"]
        self._dash = letters["DASH"]
        self._colon = letters["COLON"]
        self._edit = (letters["EDIT"], letters["INTO"])
        self._comma, self._for, self._words = letters["COMMA"], letters["FOR"], frozenset({letters["WORD"], letters["FEW"]})
        self._bounds = frozenset(letters[name] for name in BOUNDS)
        self._denying = frozenset(letters[name] for name in _DENYING)
        self._denied, self._keeps = letters["DENIED"], letters["KEEPS"]
        self._before_denied = frozenset(letters[name] for name in _BEFORE_DENIED)
        self._art = letters["ART"]
        self._thing = letters["THING"]
        self._outfit, self._refer = letters["OUTFIT"], letters["REFER"]
        self._first = letters["BEGINNING"]
        self._places, self._break = (letters["IN"], letters["ON"], letters["AT"]), letters["BREAK"]
        self._aims, self._sets = frozenset(letters[name] for name in ("ON", "TO")), letters["SETS"]
        self._opening = frozenset(letters[name] for name in ("OPENS_ON", "STARTS"))
        self._begin, self._end = letters["BEGINNING"], letters["END"]
        self._captions = frozenset(
            letters[name] for name in ("NOUN", "THING", "OUTFIT", "WORD", "FEW", "ART", "SAME", "SUFFIX", "REFERENCE")
        )
        self._clausal = frozenset(
            letters[name]
            for name in ("WORD", "FEW", "SOME", "MANY", "BREAK", "REFER", "FOLLOWS", "HANDLES", "MATCH", "COPY", "GIVES", "PLAYS")
        )
        self._acts = self._clausal | {letters[name] for name in ("ON", "AT", "IN", "OF", "WITH", "MODAL")}

    def _is_of_another(self, letters: str, name: str, at: int, end: int, kind: str | None) -> bool:
        """Whether a construction is not of this kind of file, or not of files in a row with their names behind them."""
        if name in OF_VIDEOS:
            return kind != "video"
        return name == "captioned" and not (letters[end] == self._ref and self._is_caption(letters, at, end))

    def _leads_on(self, letters: str, name: str, at: int, end: int, kind: str | None) -> bool:
        """Whether what is between two references is said of the second: "video for @Audio1: singer @Image1", "@Image1 dances to @Audio1"."""
        if name == "label_behind":
            return letters[at] == self._colon != letters[end + 1]
        return name == "in_step" and kind != "audio" and (kind == "image" or end == at + 1)

    def _is_product(self, row: Row, name: str, first: int, start: int) -> bool:
        """Whether the subject is a thing: "@Image1 tablet as the subject", "a spot for running shoes: @Image1 is the hero"."""
        nouns = row.nouns
        if any(at in nouns and nouns[at].terminal == "OBJECT" for at in range(first, start)):
            return True
        opening = row.letters.rfind(self._colon, 0, first) if name in _BEING else 0
        before = [nouns[at].terminal for at in range(max(0, opening - _LONGEST_TITLE), opening) if at in nouns]
        return "OBJECT" in before and WHO.isdisjoint(before)

    def _is_row_of_sights(self, row: Row, read: tuple[Noun, ...]) -> bool:
        """Whether things come one after another, and no list ends: "the window, the train, the bridge from @Image2"."""
        if len(read) < TWO or any(noun.terminal not in THINGS for noun in read):
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
        if name in PASSING:
            return row.letters.count(self._ref) == TWO
        if name == "starts_too":
            return row.letters.count(self._ref) == TWO and self._end in row.letters[first:]
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
