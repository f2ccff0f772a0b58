"""The words by which prose differs from prompts, from ``prose.toml``, and how long a text is."""

import re
from functools import lru_cache

from seedance_lint.hosts.prose.slots import FIRST_CJK, any_of
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple

LONGEST = 20_000
"""Characters of the longest text that may be a prompt; no model takes half of that."""
_LINE_START = r"[\s>*_#•-]*"
_ARTICLES = r"(?:the |an? |typical |your )*"
_VERSIONS = r"[ \t]*(?:example|prompt|version|示例|示范|写法|提示词)s?"
_WORD = Pattern(r"[^\W\d_][^\W\d_'’-]*")


DOT_ABOVE = "\u0307"
"""What a Turkish ``İ`` leaves behind an ``i`` when it becomes small."""
PATH = r"[`*-]?[ \t]*`?[\w./~:-]+\.[A-Za-z0-9]{2,4}`?"
"""Of a file, as it is written in a line of its own."""


class Words(NamedTuple):
    """What ``prose.toml`` lists, as expressions and numbers."""

    about: Pattern
    about_prompts: Pattern
    teaching: Pattern
    lecturing: Pattern
    scenic: Pattern
    orders: Pattern
    persona: Pattern
    handing: Pattern
    tools: Pattern
    orders_video: Pattern
    orders_any_video: Pattern
    of_product: Pattern
    prompt_label: Pattern
    other_label: Pattern
    still_label: Pattern
    parameter: Pattern
    parameters: Pattern
    collection: Pattern
    leading_on: Pattern
    several: Pattern
    numbered: Pattern
    mentions_several: Pattern
    lesson: Pattern
    prompt_head: Pattern
    asset: Pattern
    ingredient: Pattern
    example_head: Pattern
    example_label: Pattern
    improved: Pattern
    answer: Pattern
    examples: Pattern
    documents: Pattern
    describing: Pattern
    pictures: Pattern
    stills: Pattern
    picture_order: Pattern
    begins_picture: Pattern
    rivals: Pattern
    request: Pattern
    note: Pattern
    wrong: Pattern
    wrong_label: Pattern
    blame: Pattern
    changes: Pattern
    rules: Pattern
    scenes: Pattern
    shots: Pattern
    film_fields: Pattern
    manner: Pattern
    seen: int
    withdrawn: Pattern
    of_this: Pattern
    status: Pattern
    head: Pattern
    files_head: Pattern
    longest: int
    shortest: dict[str, int]
    untagged: dict[str, int]


def count_words(text: str) -> int:
    """Return the number of words; two characters of a script without spaces count as one."""
    words = characters = 0
    for run in _WORD.finditer(text):
        written = sum(character >= FIRST_CJK for character in run[0])
        characters += written
        words += written < len(run[0])
    return words + characters // 2


@lru_cache(maxsize=1)
def prose_words() -> Words:
    """Return the words that ``prose.toml`` lists; read once."""
    data = read_toml("hosts/prose/prose.toml")
    labels = data["labels"]
    names = "|".join(map(re.escape, data["beside"]["names"]))
    wrong = "|".join(data["remarks"]["wrong"])
    return Words(
        about=any_of(data["about"]),
        about_prompts=any_of(data["about_prompts"]),
        teaching=any_of(data["teaching"], data["making"]),
        lecturing=any_of(data["teaching"]),
        scenic=any_of(data["scenic"]),
        orders=Pattern(
            rf"[\W_]*(?:(?:{'|'.join(map(re.escape, data['orders']['words']))})\b|{'|'.join(data['orders']['characters'])})", re.IGNORECASE
        ),
        persona=Pattern(rf"[\W_]*(?:{'|'.join(map(re.escape, data['persona']['beginnings']))})", re.IGNORECASE),
        handing=Pattern("|".join(data["handing"]["orders"]), re.IGNORECASE),
        tools=Pattern(
            rf"[\W_]*(?:{'|'.join(data['tools']['verbs'])})[ ]*(?:the )?[`\"'“]?(?:(?!seedance_v?[0-9])[a-z0-9]+(?:_[a-z0-9]+)+(?![a-z0-9])|/?[a-z0-9][\w-]*(?: [\w-]+)?[`\"'”]?[ ]?(?:{'|'.join(data['tools']['nouns'])})(?![a-z]))",
            re.IGNORECASE,
        ),
        orders_video=Pattern(rf"[\W_]*(?:{'|'.join(data['orders_of_videos']['beginnings'])})", re.IGNORECASE),
        orders_any_video=Pattern(rf"[\W_]*(?:{'|'.join(data['orders_of_videos']['called'])})", re.IGNORECASE),
        of_product=Pattern(rf"[\W_]*(?:{'|'.join(data['orders_of_videos']['products'])})", re.IGNORECASE),
        prompt_label=Pattern(
            rf"(?:{'|'.join(labels['prompt'])})(?:[ \t-]*(?:for |für |para |pour |per )?(?:seedance|jimeng|dreamina|即梦)[ \t-]*[0-9.]*)?(?:[ \t-]*(?:{'|'.join(labels['behind'])}))?"
            r"(?:[ \t#]*[0-9a-z]{0,3}|[ \t*_]*[(（\[【][^()（）\n]{0,40}[)）\]】])?[ \t*_`:：)）\]】]*(?:</\w+>)*[ \t*_`:：]*$",
            re.IGNORECASE,
        ),
        other_label=Pattern("|".join((*labels["other"], *labels["stills"], *labels["parts"])), re.IGNORECASE),
        still_label=Pattern("|".join(labels["stills"]), re.IGNORECASE),
        parameter=Pattern(rf"\W*(?:{names})\W*", re.IGNORECASE),
        parameters=Pattern(
            rf"(?:[ \t*_|·,，;；/(（\[【–—-]*(?:(?:{names})[ \t*_]*[:：=]?[ \t*_]*)?(?:{'|'.join(data['beside']['values'])})[ \t)）\]】*_]*)+",
            re.IGNORECASE,
        ),
        collection=Pattern(rf"(?:{'|'.join(labels['prompt'])})[ \t-]*(?:{'|'.join(labels['collection'])})(?![a-z])", re.IGNORECASE),
        leading_on=Pattern("|".join(data["leading_on"]["sentences"]), re.IGNORECASE),
        several=Pattern(rf"(?:{'|'.join(labels['several'])})(?:[ \t]*[(（][^()（）\n]{{0,40}}[)）])?[ \t*_`:：]*$", re.IGNORECASE),
        numbered=Pattern(rf"\W*(?:{'|'.join(labels['prompt'])})[ \t]*[#№]?[ \t]*[0-9]{{1,3}}[ \t]*[:：.|–—-][ \t]*\w", re.IGNORECASE),
        mentions_several=Pattern(rf"(?<![a-z])(?:{'|'.join(labels['several'])})(?![a-z])", re.IGNORECASE),
        lesson=Pattern("|".join(rf"\b{word}\b" if word.isascii() else word for word in labels["lesson"]), re.IGNORECASE),
        prompt_head=Pattern("|".join(labels["prompt"]), re.IGNORECASE),
        asset=Pattern(rf"\W*(?:{'|'.join(labels['assets'])})\W*", re.IGNORECASE),
        ingredient=Pattern(rf"\W*(?:{'|'.join(labels['ingredients'])})\W*", re.IGNORECASE),
        example_head=Pattern(rf"^\W*(?:{'|'.join(labels['example'])})\W*$", re.IGNORECASE),
        example_label=Pattern(rf"\W*(?:(?:{'|'.join(labels['praise'])})[ ]?)?(?:{'|'.join(labels['example'])})(?![a-z])", re.IGNORECASE),
        improved=Pattern(
            rf"\W*(?:{'|'.join(labels['improved'])})(?: version)?(?:[ \t*_]*[(（][^()（）\n]{{0,40}}[)）])?\W*", re.IGNORECASE
        ),
        answer=Pattern(
            rf"\W*(?:\w{{1,12}}[ ]?)?(?:{'|'.join(labels['answer'])})(?:[ \t*_]*[(（][^()（）\n]{{0,40}}[)）])?\W*", re.IGNORECASE
        ),
        examples=Pattern(rf"(?<![a-z])(?:{'|'.join(labels['example'])})(?![a-z])", re.IGNORECASE),
        documents=any_of(data["documents"]),
        describing=any_of(data["describing"]),
        pictures=any_of(data["pictures"]),
        stills=any_of(data["stills"]),
        picture_order=any_of(data["picture_orders"]),
        begins_picture=Pattern(rf"[\W_]*(?:{'|'.join(data['picture_orders']['beginnings'])})", re.IGNORECASE),
        rivals=any_of(data["rivals"]),
        request=Pattern("|".join(labels["request"]), re.IGNORECASE),
        note=Pattern(rf"{_LINE_START}(?:{'|'.join(data['remarks']['notes'])})[ \t*_]*[:：]", re.IGNORECASE),
        wrong=Pattern(
            rf"^{_LINE_START}(?:{wrong})(?:[ \t]*(?:example|prompt|version|示例|写法)s?)?(?:[ \t]*[(（][^()（）\n]{{0,40}}[)）])?[ \t*_]*[:：]",
            re.IGNORECASE | re.MULTILINE,
        ),
        wrong_label=Pattern(
            rf"\W*(?:{_ARTICLES}(?:{wrong}|before)(?:{_VERSIONS})?(?:[ \t]*[(（][^()（）\n]{{0,40}}[)）])?|[^(（\n]{{0,30}}[(（]{_ARTICLES}(?:{wrong})(?:{_VERSIONS})?[)）])\W*",
            re.IGNORECASE,
        ),
        blame=Pattern(
            rf"{_LINE_START}(?:(?:{'|'.join(data['blame']['names'])})[ \t*_]*[:：]|(?:(?P<cross>{'|'.join(data['blame']['crosses'])})|{'|'.join(data['blame']['arrows'])})[ \t*_]*(?:{'|'.join(data['blame']['verdicts'])}))",
            re.IGNORECASE,
        ),
        changes=Pattern(
            rf"[\W_]*(?:(?:{'|'.join(data['changes']['headings'])})|(?:{'|'.join(data['changes']['versions'])})(?:\W+.{{0,40}})?)\W*",
            re.IGNORECASE,
        ),
        rules=Pattern(
            rf"[^\w(（]*(?:[0-9一二三四五六七八九十]{{1,2}}[.、)][ ]?)?(?:{'|'.join(data['rules']['headings'])})(?:[ ]?[(（][^()（）\n]{{0,60}}[)）])?\W*",
            re.IGNORECASE,
        ),
        scenes=any_of(data["scenes"]),
        shots=any_of(data["shots"]),
        film_fields=Pattern(rf"\"({'|'.join(data['film_fields']['names'])})(?:[_ -][a-z_ -]{{1,30}})?\"[ \t]*:", re.IGNORECASE),
        manner=any_of(data["manner"]),
        seen=data["manner"]["several"],
        withdrawn=Pattern(
            rf"[\W_]*(?:{'|'.join(map(re.escape, data['withdrawn']['beginnings']))})(?=[ \t*_]*(?:[/:：(（)）\]】.!。！,，–—-]|by\b|[\r\n]|\Z))",
            re.IGNORECASE,
        ),
        of_this=Pattern("|".join(data["withdrawn"]["of_this"]), re.IGNORECASE),
        status=_head(data["heads"]["first"]),
        head=_head(data["heads"]["first"] + data["heads"]["names"]),
        files_head=_head(data["heads"]["files"], rf"[ \t]*(?:{PATH})?[ \t]*(?=[\r\n]|\Z)"),
        longest=data["documents"]["longest"],
        shortest=data["shortest"],
        untagged=data["shortest_untagged"],
    )


def _head(names: list[str], behind: str = "") -> Pattern:
    """Return a pattern of a line that begins with one of some names and a colon."""
    return Pattern(rf"{_LINE_START}(?:{'|'.join(map(re.escape, names))})[ \t*_]*[:：]{behind}", re.IGNORECASE)
