"""What a command is for: whether it makes a video of ours, one of anybody's, or something else."""

import re
from collections.abc import Sequence

from seedance_lint.hosts.commands.names import base_name_of, is_beside, is_prompt, names, names_ours, plain, table
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.known_calls import builds_video, is_order, parts_of
from seedance_lint.hosts.program.mappings import HOLE, Entry
from seedance_lint.hosts.prompt_files import kind_of
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.words import count_words
from seedance_lint.hosts.shell.quoting import WordString
from seedance_lint.pattern import Pattern

SCRIPTS = frozenset(("py", "sh", "js", "mjs", "ts", "ps1", "bat"))
_MODEL = Pattern(r"[\w.-]+(?:/[\w.-]+){0,3}")
_DRIVE = Pattern(r"[A-Za-z]:[\\/]")
_QUOTES = "\"'“‘"
_FIRST_WORDS = 3
"""In which words of a command its script is, and in which behind that its subcommands."""
_FEW_WORDS = 3
"""Words of a prompt without a name, in a script without blanks. Explanations have a shorter word in its place."""


def text_of(node: Node) -> str:
    """Return the text of a word."""
    return str(node.value)


def is_ours(word: Node) -> bool:
    """Whether a word names one of our products."""
    return names_ours(text_of(word))


def is_own_program(call: Sequence[str], arguments: Sequence[Node]) -> bool:
    """Whether a program, or the script that it runs, has the name of the model."""
    first = text_of(arguments[0]) if arguments else ""
    is_script = plain(call[0]) in names("runners") and first.rpartition(".")[2] in SCRIPTS
    return any(name in base_name_of(first if is_script else call[0]).lower() for name in table("tiers")["of"])


def has_beside(entries: Sequence[Entry]) -> bool:
    """Whether an option is beside the prompt of a video."""
    return any(is_beside(name) for name in (str(entry.key.value) for entry in entries) if not is_prompt(name))


def is_beside_video(entries: Sequence[Entry], *, named: bool) -> bool:
    """Whether an option is beside the prompt of a video, in a file that names our products or by a name or tag that no request for a picture has."""
    if not has_beside(entries):
        return False
    said = [(plain(str(entry.key.value)), "" if entry.value is None else text_of(entry.value)) for entry in entries]
    videos = table("beside")["videos"]
    return named or any(mentions(value) if is_prompt(name) else any(part in name for part in videos) for name, value in said)


def is_about_video(call: Sequence[str], arguments: Sequence[Node], entries: Sequence[Entry]) -> bool:
    """Whether a command of a program that is not known makes a video: it says so, or has an option that is beside the prompt of one."""
    if base_name_of(call[0]) in names("tools"):
        return False
    said = [*call[1:], *(text for word in arguments if " " not in (text := text_of(word)))]
    return any("video" in word.lower() for word in said) or has_beside(entries)


def is_maker(call: Sequence[str], arguments: Sequence[Node]) -> bool:
    """Whether a command runs a script that makes a video, by its name and its subcommands: ``python generate.py video "…"``."""
    said = [*call, *(text for word in arguments if " " not in (text := text_of(word)) and text.isascii())]
    at = next((index for index, word in enumerate(said[:_FIRST_WORDS]) if word.rpartition(".")[2] in SCRIPTS), None)
    if at is None or (at and plain(said[0]) not in names("runners")):
        return False
    return builds_video((base_name_of(said[at]).rpartition(".")[0], *said[at + 1 : at + _FIRST_WORDS]))


def makes_video(call: Sequence[str]) -> bool:
    """Whether the subcommands of a program that is not known say that it makes a video: ``studio video generate``, ``studio text-to-video``."""
    said = call[1:]
    return builds_video(said) or (len(said) > 0 and is_order(said[-1]) and {"to", "video"} <= parts_of(said[-1]))


def is_all_said(call: Sequence[str], arguments: Sequence[str], entries: Sequence[Entry]) -> bool:
    """Whether a command makes a video of its options and the prompt alone: its other words are the program, a model, and what it is to do."""
    said = [base_name_of(word) for word in (*call, *arguments)]
    scripts = [word for word in said if word.rpartition(".")[2] in SCRIPTS]
    if said[0] == HOLE or len(scripts) > 1 or any(parts_of(word) & names("preparing") for word in said):
        return False
    others = [word for word in said[1:] if word not in scripts and plain(word) not in names("runners") and not names_ours(word)]
    named = [
        word.rpartition(".")[0] if word in scripts else word for word in said if word not in others and plain(word) not in names("runners")
    ]
    has_parameter = any(plain(str(entry.key.value)) in names("of_videos") for entry in entries)
    return all(map(is_order, others)) and (has_parameter or builds_video(others) or builds_video((*named, *others)))


def is_sentence(word: Node) -> bool:
    """Whether a word of a command has several words in it; not every script has blanks between them, and then quotes show that they are meant."""
    text = text_of(word)
    if _DRIVE.match(text) is not None and text.rpartition(".")[2].isalnum():
        return False  # the path of a script, however its folders are called
    if " " in text.strip():
        return True
    is_quoted = not isinstance(word.form, WordString) or word.form.text[word.span.start] in _QUOTES
    return is_quoted and not text.isascii() and count_words(text) >= _FEW_WORDS


def is_for_us(call: Sequence[str], arguments: Sequence[Node], about: Sequence[Node]) -> bool:
    """Whether a command makes a video of ours: by the name of its program or script, or by the model that it is given."""
    if base_name_of(call[0]) in names("tools"):
        return False
    first = text_of(arguments[0]) if arguments else ""
    is_script = " " not in first and kind_of(first) is None and (plain(call[0]) in names("runners") or first.rpartition(".")[2] in SCRIPTS)
    models = [text for word in arguments if (text := text_of(word)).rpartition(".")[2].isdecimal() or "." not in text]
    return any(map(names_ours, call)) or (is_script and names_ours(first)) or any(map(is_ours, about)) or any(map(_is_model, models))


def makes_other(words: Sequence[str], called: int) -> bool:
    """Whether the parts of a command, of which the first are a program and its subcommands, say that it makes a picture or a sound."""
    return not names("pictures").isdisjoint(map(plain, words[1:called])) or _makes_sound(words[1:])


def may_make_picture(call: Sequence[str], arguments: Sequence[Node], entries: Sequence[Entry]) -> bool:
    """Whether a command is of a program that makes pictures as well, and nothing in it says that it makes a video: ``jimeng submit --prompt "…"``."""
    known = table("pictures")
    if not any(house in base_name_of(call[0]).lower() for house in known["houses"]):
        return False
    values = [text_of(entry.value) for entry in entries if entry.value is not None and not is_prompt(str(entry.key.value))]
    said = [*call, *(text for word in arguments if " " not in (text := text_of(word))), *values]
    if any(mark in word.lower() for word in said for mark in known["of_videos"]):
        return False
    options = [plain(str(entry.key.value)) for entry in entries]
    return not any(part in option for option in options for part in table("beside")["videos"])


def is_told_of_picture(comment: str, options: Sequence[str]) -> bool:
    """Whether the comment above a command says that it makes a picture (``# Generate an image``), and no option that it makes a video."""
    known = table("pictures")
    lowered = comment.lower()
    if any(mark in lowered for mark in (*known["of_videos"], *known["videos_in_comments"])):
        return False
    if not any(re.search(told, lowered) for told in known["comments"]):
        return False
    return not any(part in plain(option) for option in options for part in table("beside")["videos"])


def _makes_sound(words: Sequence[str]) -> bool:
    """Whether the parts of a command say that it makes a sound, and no video."""
    said = [word.lower() for word in words if " " not in word]
    known = table("pictures")
    return any(sound in word for word in said for sound in known["sounds"]) and not any(
        video in word for word in said for video in known["videos"]
    )


def _is_model(text: str) -> bool:
    """Whether a word is a model of ours: the product, with its tier or its version. A name of something else has other words beside it."""
    if not names_ours(text) or _MODEL.fullmatch(text) is None:
        return False
    beside = [part for part in parts_of(text.rpartition("/")[2]) if not names_ours(part)]
    return any(map(str.isdigit, text)) or all(part in names("tiers") for part in beside)
