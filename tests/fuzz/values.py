"""Fixes against an oracle that knows nothing of files: what a fixed file stands for is the old prompt with tags respelt, and all else as it was."""

import re

from hypothesis import strategies as st

from seedance_lint.config import Settings
from seedance_lint.hosts import Root, host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.oracle import offered
from seedance_lint.profiles.load import from_data
from seedance_lint.requests import find_requests
from seedance_lint.source import SourceDocument

from ..rules.dialects import DIALECTS

_SPELLINGS = (
    "#{kind}{index}", "# {kind}{index}", "{kind}{index}: ", '"{kind}{index}"', "'{kind}{index}'", "[{kind}{index}]", "- {kind}{index}", "\\{kind}{index}",
    "{kind}\n{index}", "`{kind}{index}`", "<!--{kind}{index}-->", "|{kind}{index}", "*{kind}{index}", "'''{kind}{index}", '"""{kind}{index}',
    "---\n{kind}{index}", "{kind}{index},", "&{kind}{index}", "//{kind}{index}", "\u2028{kind}{index}",
)  # fmt: skip
"""Spellings of tags that mean something to some kind of file."""
_KINDS = ("image", "video", "audio")
_TAGS = st.sampled_from([" @Image1", " @Image2 ", "@Video1", "a @Image1", "a"])
_MARKS = st.sampled_from([" ", "#", ":", "'", '"', "\n", "  ", ",", "\\", "猫", "*", "-", "`"])
_TEXTS = st.one_of(st.lists(_TAGS, min_size=1, max_size=3), st.lists(st.one_of(_TAGS, _MARKS), min_size=1, max_size=12))

examples = st.tuples(_TEXTS.map("".join), st.sampled_from(range(len(DIALECTS))), st.sampled_from(_SPELLINGS))


def _linter(spelling: str) -> Linter:
    spelt = {kind: spelling.replace("{kind}", kind) for kind in _KINDS}
    data = {"extends": "seedance-2.0", "name": "x", "title": "x", "source": "x", "tags": {"spelling": spelt}}
    return Linter(Settings(from_data(data), select=("nonstandard-tag",)))


def values(example: tuple[str, int, str]) -> None:
    """A fix changes the tags that it is about, each to the spelling of the profile, and nothing else that the file stands for."""
    prompt, number, spelling = example
    dialect = DIALECTS[number]
    reader = host_for(dialect.path)
    if reader is None or not prompt.strip():
        return
    try:
        text = dialect.write({"model": "seedance-2.0", "prompt": prompt, "image_urls": ["https://example.com/a.jpg"] * 2})
    except ValueError:  # not in this dialect
        return
    linter = _linter(spelling)
    document = SourceDocument(dialect.path, text)

    def bodies(each: SourceDocument) -> list[dict[str, object]]:
        roots = [root.value for root in reader.roots(each) if isinstance(root, Root)]
        return [dict(request.fields) for root in roots for request in find_requests(root, linter.profile).found]

    old = bodies(document)
    result = linter.lint(document, reader)
    fixed = fix_document(document, lambda each: linter.lint(each, reader), unsafe=False, host=reader).document
    _is_respelt(old, bodies(fixed), spelling)
    for found in offered(result, document, reader).diagnostics:
        for fix in found.fixes:  # what a report or an editor offers is right by itself
            changed = document.text
            for start, end, replacement in sorted(fix.edits, reverse=True):
                changed = changed[:start] + replacement + changed[end:]
            _is_respelt(old, bodies(SourceDocument(dialect.path, changed)), spelling)


def _is_respelt(old: list[dict[str, object]], new: list[dict[str, object]], spelling: str) -> None:
    assert len(old) == len(new)
    for before, after in zip(old, new, strict=True):
        assert {**before, "prompt": ""} == {**after, "prompt": ""}
        tag = "|".join(re.escape(spelling.replace("{kind}", kind)).replace(r"\{index\}", "[12]") for kind in _KINDS)
        pieces = re.split(r"(@(?:Image|Video)[12])", str(before["prompt"]))
        pattern = "".join(rf"(?:{re.escape(piece)}|{tag})\s?" if number % 2 else re.escape(piece) for number, piece in enumerate(pieces))
        assert re.fullmatch(pattern, str(after["prompt"])), (before["prompt"], after["prompt"])
