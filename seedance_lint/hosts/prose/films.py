"""How much a text reads like a film: words of people who make films, times, shots, lines of a dialogue."""

import re

from seedance_lint.hosts.prose.words import LONGEST, count_words, prose_words
from seedance_lint.pattern import Pattern

LONG = 60
"""How many words make a text long: a summary of a film is shorter, and one word of people who make films says nothing there, ``shot`` or ``tracking``."""
FEW_SCENES = 2
"""Different words of people who make films that a text has on a page of prompts."""
MANY_SCENES = 3
"""Different words of people who make films that a prompt has, whatever else it says."""
_TIME = Pattern(
    r"[0-9.]+[ \t]*s?[ \t]*[-–—~～至到][ \t]*[0-9.]+[ \t]*(?:seconds?\b|secs?\b|s\b|秒|초|сек|с\b|seg(?:undos?)?\b|secondes?\b|secondi\b|sekunden\b|saniye|giây\b|detik\b|วินาที|सेकंड)|[0-9]{1,2}:[0-9]{2}[ \t]*[-–—~～至到][ \t]*[0-9]{1,2}:[0-9]{2}",
    re.IGNORECASE,
)
_CUT = Pattern(
    r"^[^\w\n]{0,12}(?:(?:shot|scene|cut|beat|clip|plano|escena|toma|plan|scène|szene|einstellung|cena|sahne|кадр|сцена)[ \t]*#?[0-9]{1,2}\b|(?:镜头|鏡頭|分镜|场景|カット|シーン|컷|장면|씬)[ \t]*[0-9一二三四五六七八九]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""The beginning of a line that numbers a shot."""
SPOKEN = Pattern(
    r"^[ \t*_>-]*[^\W\d][^\n:：\"“”「」]{0,60}[:：][ \t*_]*(?:[(（][^()（）\n]{1,60}[)）][ \t]*)?[\"“「『](?:[^\"“”「」『』\n]|\n(?!\n)){2,300}[.!?。！？…~～][\"”」』]",
    re.MULTILINE,
)
"""The beginning of a line that somebody says: ``Cat (rolling her eyes): "Who asked you?"``."""
_BARE = Pattern(
    r"(?<![@＠\[【])(?:图片|圖片|视频|視頻|音频|音頻|画像|動画|이미지|영상)[ ]?[1-9](?![0-9.、])|(?<![@＠\[【如见附下上底构截插草])图[ ]?[1-9](?![0-9.、])|(?<![@＠\w<\[])(?i:image|video|audio|imagen|vídeo) [1-9](?![\w.:）)])"
)
"""A file that a prompt names without a tag: ``视频 1``, ``image 2``."""
_FEW_TIMES = 2
_PARTED = 2
"""What several times, numbered shots or lines of a dialogue count for, in words of people who make films, as other signs of a film do."""


def has_scene(text: str) -> bool:
    """Whether a text has a word of people who make films, as a prompt without any tag has."""
    return prose_words().scenes.search(text) is not None


def is_scenic(text: str) -> bool:
    """Whether a text has as many words of people who make films as its length asks for: one, or some."""
    return has_scene(text) and (count_words(text) <= LONG or film_words(text) >= FEW_SCENES)


def film_words(text: str) -> int:
    """Return how much a text reads like a film: its different words of people who make films, also as the names of fields, and two each for several times, shots or lines of a dialogue, files without tags, an order of some seconds."""
    words = prose_words()
    found = {match[0].lower() for pattern in (words.scenes, words.shots) for match in pattern.finditer(text)}
    found |= {match[1].lower() for match in words.film_fields.finditer(text)}
    signs = (_is_parted(text), _BARE.search(text) is not None, words.orders_video.match(text) is not None)
    return len(found) + _PARTED * sum(signs)


def says_only_how(text: str) -> bool:
    """Whether a text hardly has a word for what is seen beside those for how it is filmed: ``slow push in, close-up, golden hour``."""
    words = prose_words()
    text = _REMARK.sub("", text)
    if len(text) > _LONGEST_PHRASE or _is_parted(text) or _BARE.search(text) is not None:
        return False
    seen = words.manner.sub(" ", words.shots.sub(" ", words.scenes.sub(" ", text)))
    return count_words(seen) < words.seen


_REMARK = Pattern(r"^[ \t]*#[ \t][^\r\n]*(?:\r?\n|$)", re.MULTILINE)
"""A line beside a phrase that says what that is for: ``# Drama (16:9)``."""
_LONGEST_PHRASE = 200
"""Characters of a phrase that names how something is filmed."""


def _is_parted(text: str) -> bool:
    return any(sum(1 for _ in pattern.finditer(text)) >= _FEW_TIMES for pattern in (_TIME, _CUT, SPOKEN))


def orders_video(text: str) -> bool:
    """Whether a text begins with the order of a video of some seconds, and goes on with what is seen: ``Create a 10-second ad of …``."""
    words = prose_words()
    return words.orders_video.match(text) is not None and count_words(text) >= words.untagged["alone"] and film_words(text) >= FEW_SCENES


def has_times(text: str) -> bool:
    """Whether a text says of several things when they are seen."""
    return any(number >= _FEW_TIMES for number, _ in enumerate(_TIME.finditer(text), start=1))


def is_timed_film(text: str) -> bool:
    """Whether a text says what is seen when, in the words of people who make films."""
    words = prose_words()
    found = {match[0].lower() for match in (*words.scenes.finditer(text), *words.shots.finditer(text))}
    return len(text) <= LONGEST and len(found) >= MANY_SCENES and has_times(text)


def is_shot(heading: str) -> bool:
    """Whether a heading numbers a shot: ``Shot 2: the boat``, ``镜头三``."""
    return _CUT.match(heading) is not None


def begins_part(text: str) -> bool:
    """Whether a text begins with the number of a shot or with a time."""
    return _CUT.match(text) is not None or _TIME.match(text.lstrip(" \t*_[(（【")) is not None
