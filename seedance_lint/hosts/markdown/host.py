"""Markdown: fenced blocks of the languages that other hosts read, and texts that read like prompts wherever they are."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from seedance_lint.hosts import embedded
from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.located import Clue, Comment, Host, HostFailure, MissingExtra, Passed, Root, begins_line
from seedance_lint.hosts.markdown import calls as markdown_calls
from seedance_lint.hosts.markdown import commands as markdown_commands
from seedance_lint.hosts.markdown import mdx_elements
from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.markdown.fenced import PROSE_LANGUAGES
from seedance_lint.hosts.markdown.fences import address_above, model_in
from seedance_lint.hosts.markdown.page import Page
from seedance_lint.hosts.prose.labels import names_others
from seedance_lint.hosts.prose.slots import slots
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.verdict import TEMPLATE
from seedance_lint.hosts.prose.words import LONGEST
from seedance_lint.hosts.text import PROMPT
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span
from seedance_lint.syntax import parse

NAME = "Markdown"
SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")
MARKS = ("<!-- ", " -->")

MARKED = {"prompt": ".txt", "seedance": ".txt"}
"""The first words after a fence whose text is a prompt, whatever it reads like, and a file of that kind."""

LANGUAGES = {
    "json": ".jsonc", "jsonc": ".jsonc", "jsonl": ".jsonl", "ndjson": ".jsonl", "jsonlines": ".jsonl",
    "yaml": ".yaml", "yml": ".yaml", "toml": ".toml",
    "python": ".py", "py": ".py", "python3": ".py", "ipython": ".py",
    "javascript": ".js", "js": ".js", "mjs": ".js", "cjs": ".js", "jsx": ".jsx", "node": ".js",
    "typescript": ".ts", "ts": ".ts", "tsx": ".tsx", "mixin": ".tsx",
    "java": ".java", "go": ".go", "golang": ".go", "php": ".php", "csharp": ".cs", "cs": ".cs", "c#": ".cs", "dotnet": ".cs", "ruby": ".rb", "rb": ".rb", "kotlin": ".kt", "kt": ".kt", "kts": ".kts", "rust": ".rs", "rs": ".rs",
    "bash": ".sh", "sh": ".sh", "shell": ".sh", "zsh": ".sh", "console": ".sh", "shellsession": ".sh", "curl": ".sh",
    "bat": ".bat", "batch": ".bat", "cmd": ".bat", "dos": ".bat", "powershell": ".ps1", "ps1": ".ps1", "pwsh": ".ps1", "posh": ".ps1", "http": ".http", "rest": ".http",
    "csv": ".csv", "tsv": ".tsv",
    "html": ".vue", "vue": ".vue", "svelte": ".svelte", "astro": ".astro",
}  # fmt: skip
"""The first word after a fence, and a file of that language."""

BEGINNINGS = (("{", ".jsonc"), ("[{", ".jsonc"), ("[\n", ".jsonc"), ("curl ", ".sh"), ("$ curl ", ".sh"))
"""What the text of a fence without a language begins with, and a file of the language that this is."""

_BODIES = ("JSON with comments", "JSON Lines", "YAML")
"""Names of the hosts of what is sent as it is, to an address that is above it."""

EXCERPT = "in an excerpt with parts left out"
FAULTY = "in a fence that cannot be parsed"
"""Why a request in a fence is not read that cannot be parsed and is not shown as a whole."""

_REMARKS = {
    "shell script": "#",
    "Python": "#",
    "JavaScript": "//",
    "Java": "//",
    "Go": "//",
    "PHP": "//",
    "C#": "//",
    "Ruby": "#",
    "Kotlin": "//",
    "Rust": "//",
}
"""Names of the hosts of programs, and how a remark begins there."""

_WHOLE = frozenset(("shell script", "Python", "JavaScript"))
"""Those of them that are read line by line, or of which any statement is a program."""

_ELISION = Pattern(r"(?:(?<![.\w)\]])\.{3}|…)(?![\w$.(\[{\"'`])")
"""Dots in place of code, and none that spread a value."""

_COMMAND = Pattern(r"^[ \t]*(?:[$%] )?(?:curl [^\n]*\\?$|[\w./~-]+ [^\n]*--prompt[ =])", re.MULTILINE)
"""A line of a fence without a language that sends a request."""

_BLANK_LINE = Pattern(r"(?>\r\n?|\n)[ \t]*(?=[\r\n])")
_OPENING = Pattern(r"^ {0,3}(?:`{3}|~{3})[a-z]", re.MULTILINE)
_HTTP = Pattern(r"\s*(?:POST|PUT|PATCH) (?:https?://|/|\{\{)\S+[^\r\n]*(?:[\r\n]|\Z)")
_SCRIPT = Pattern(r"\s*(?:import [^\r\n]* from [\"'][^\r\n]*|import [\"'][^\r\n]*|const \{?[\w, ]+\}? = [^\r\n]*)[\r\n]")
_PYTHON = Pattern(r"\s*(?:import \w[\w.]*(?:, *\w[\w.]*)*|from [\w.]+ import [^\r\n]*)[ \t]*[\r\n]")

# Blank lines and the opening of one fence, in quotes and lists too; the same, and what may be in front of a prompt in the prose.
_FENCE = Pattern(
    r"[ \t]*(?:\r\n?|\n)(?:[ \t>]*(?>\r\n?|\n))*[ \t>]*(?:[-*+][ \t]+|[0-9]+[.)][ \t]+)*(?:`{3}|~{3})[^\r\n]*(?:\r\n?|\n)[ \t>]*"
)
_MARKS = Pattern(r"[ \t]*(?:\r\n?|\n)[\s>|*_`\"“+-]*+(?:[0-9]+[.)][ \t]+)?(?:[^\r\n:：]{1,40}[:：])?[\s>*_`\"“]*")


def may_hold_prompts(document: SourceDocument) -> bool:
    """Whether a page may hold prompts that no word of a request is beside."""
    return mentions(document.text)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the values of all fenced blocks and the prompts of the prose, in the order of the page."""
    page = Page(document)
    found: list[tuple[int, Root | HostFailure | Passed]] = []
    called: list[Span] = []
    for number, block in enumerate(page.blocks):
        host = _host_of(block)
        if host is None and (calls := _calls(document, page, block)):
            found += [(each.offset, each) for each in calls]
            called.append(Span(block.start, block.end))
        if host is None or (host.NAME in _BODIES and page.is_answer(block)):
            continue
        around = page.around(block)
        if (
            host.NAME in _BODIES
            and (address := address_above(document.text, page.blocks, number, page.outline.section(block.start))) is not None
        ):
            around = (address, *around)
        if (model := model_in(block.made)) is not None:
            around = (model, *around)
        if block.language not in MARKED:
            written = Span(block.info.start - len(block.language), block.info.start)
            around = (*around, Clue("fence", document.text[slice(*written)], written))
        mark = _REMARKS.get(host.NAME) if page.outline.says_ours else None
        made = block.made if mark is None or _is_of_others(block.made.value) else _about_us(block.made, mark)
        before = len(found)
        for root in embedded.roots(document, embedded.Embedded(host, made, block.is_marked), around):
            if isinstance(root, Root):
                found.append((root.offset, _marked(page, root) if block.language in MARKED else root))
            elif isinstance(root, HostFailure) and not _may_be_request(block.made.value, document.text):
                continue  # an example of something else, of which a page may show a part
            elif isinstance(root, HostFailure) and _is_fragment(host, root) and len(found) > before:
                continue  # its request was found in spite of that
            elif isinstance(root, HostFailure) and not isinstance(root, MissingExtra):
                is_part = _ELISION.search(block.made.value) is not None or _is_fragment(host, root)
                if is_part or block.language:  # else nothing says that it is what it looks like
                    found.append((root.offset, Passed(EXCERPT if is_part else FAULTY, root.offset)))
            elif block.language:
                found.append((root.offset, root))
    shown = list(
        markdown_commands.roots(document, sorted([*(Span(block.start, block.end) for block in page.blocks), *page.comments]), page.outline)
    )
    found += [(each.offset, each) for each in shown]
    rows = {document.lines.row(each.offset) for each in shown}
    found += [
        (each.offset, each)
        for each in page.prompts()
        if document.lines.row(each.offset) not in rows and not any(start <= each.offset < end for start, end in called)
    ]
    if document.path.lower().endswith(".mdx") and mdx_elements.may_have(document.text):
        found += [(each.offset, each) for each in _of_elements(document, page)]
    found.sort(key=_place)
    for _, each in found:
        yield each


def _calls(document: SourceDocument, page: Page, block: Block) -> list[Root]:
    """Return what the calls send that a fence in no language shows, on a page about our product or where it names that itself."""
    text = block.made.value
    if block.language not in PROSE_LANGUAGES or not (page.outline.says_ours or names_ours(text)) or _is_of_others(text):
        return []
    return [root._replace(around=(*root.around, *page.around(block))) for root in markdown_calls.in_fence(document, block)]


def _may_be_request(text: str, page: str) -> bool:
    """Whether a fence that cannot be read may have a prompt in it: a tag or, on a page that names our product, a name for one."""
    return mentions(text) or (("prompt" in text.lower() or "提示词" in text) and names_ours(page))


def _is_fragment(host: Host, failure: HostFailure) -> bool:
    """Whether a program in a fence is only a part of one, as pages show them in languages in which a program is more than statements."""
    return host.NAME in _REMARKS.keys() - _WHOLE and not isinstance(failure, MissingExtra)


def _is_of_others(text: str) -> bool:
    """Whether a text names products of others alone."""
    return names_others(text) and not names_ours(text)


def _about_us(made: SourceMap, mark: str) -> SourceMap:
    """Return the text of a fence with a line behind it that says what the page is about: its commands are of the same project."""
    builder = SourceMapBuilder()
    builder.append(made)
    builder.escape(f"\n{mark} seedance", made.to_file(Span(made.length, made.length)).start, 0)
    return builder.build()


def _of_elements(document: SourceDocument, page: Page) -> Iterator[Root | Passed]:
    """Yield what the attributes of elements say, but for those that are shown in a fence or left out in a comment."""
    from seedance_lint.hosts import host_for

    host = host_for("element.js")
    assert host is not None
    hidden = sorted([*(Span(block.start, block.end) for block in page.blocks), *page.comments])
    for made in mdx_elements.elements(document.text):
        start = made.to_file(Span(0, 0)).start
        above = bisect_left(hidden, Span(start + 1, 0)) - 1
        if above >= 0 and start < hidden[above].end:
            continue
        for root in embedded.roots(document, embedded.Embedded(host, made), page.outline.above(start)):
            if not isinstance(root, HostFailure):
                yield root


def prose(document: SourceDocument) -> Iterator[Root | Passed]:
    """Yield what a document in a file of plain text holds: as on a page, but what fails there was perhaps never meant to be read."""
    text = document.text
    if mentions(text) or _OPENING.search(text) is not None:
        yield from (each for each in roots(document) if not isinstance(each, HostFailure) and getattr(each, "reason", "") != FAULTY)
    elif _COMMAND.search(text) is not None:
        yield from (each for each in _commands(document) if isinstance(each, Root))


def _commands(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield what the command lines of a text send, each of which goes on to the next blank line."""
    from seedance_lint.hosts import host_for

    host = host_for("command.sh")
    assert host is not None
    text, end = document.text, 0
    for match in _COMMAND.finditer(text):
        if match.start() >= end:
            blank = _BLANK_LINE.search(text, match.start())
            end = blank.start() if blank is not None else len(text)
            yield from embedded.roots(document, embedded.Embedded(host, SourceMap.verbatim(text[match.start() : end], match.start())))


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the page's own comments (of HTML, in MDX of JSX), those of its front matter and those of its fenced blocks."""
    text = document.text
    page = Page(document)
    found = list(page.front.comments) if page.front is not None else []
    for block in page.blocks:
        host = _host_of(block)
        if host is not None:
            found += embedded.comments(document, embedded.Embedded(host, block.made, block.is_marked))
    texts = page.texts()
    for start, end in page.comments:
        inside = text[start + 3 : end].removeprefix("-").removesuffix("-->").removesuffix("*/}").strip()
        own_line = begins_line(text, start, " \t>")
        found.append(Comment(Span(start, end), inside, own_line, _text_behind(text, end, texts) if own_line else None))
    yield from sorted(found)


def _place(found: tuple[int, object]) -> int:
    return found[0]


def _text_behind(text: str, place: int, texts: list[Span]) -> Span | None:
    """Return the fenced block or the prompt in the prose that starts right after a place; None if something else does."""
    at = bisect_left(texts, Span(place, place))
    if at == len(texts):
        return None
    start = texts[at].start
    return texts[at] if _FENCE.fullmatch(text, place, start) or _MARKS.fullmatch(text, place, start) else None


def _kind_of_text(text: str, suffix: str) -> str:
    """Return the suffix of a file with the text of a fence, which may be in another language than the fence says."""
    if text.startswith(("curl ", "$ curl ")):
        return ".sh"
    if suffix in (".js", ".ts", ".sh", ".jsonc", ".py") and _HTTP.match(text) is not None:
        return ".http"
    if suffix == ".sh":
        return ".ts" if _SCRIPT.match(text) is not None else ".py" if _PYTHON.match(text) is not None else suffix
    return suffix


def _marked(page: Page, root: Root) -> Root | Passed:
    """Return the prompt of a fence that is marked as one, with its files; a form with several slots is one for the reader of the page."""
    prompt = root.value.get(PROMPT) if isinstance(root.value, dict) else None
    if isinstance(prompt, str) and "[" in prompt and len(prompt) <= LONGEST:
        tags = {tag.span for each in parse(prompt).references for tag in each.tags}
        if len({*slots(prompt, tags)}) >= _MANY_SLOTS:
            return Passed(TEMPLATE, root.offset)
    return page.files.beside(root)


_MANY_SLOTS = 2


def _host_of(block: Block) -> Host | None:
    """Return who reads a block; None for a text in no language, which is judged by how it reads."""
    from seedance_lint.hosts import host_for

    suffix = MARKED.get(block.language) or LANGUAGES.get(block.language)
    if not block.language:
        start = block.made.value[:20].lstrip()
        suffix = next((kind for beginning, kind in BEGINNINGS if start.startswith(beginning)), None)
        if suffix is None and _COMMAND.search(block.made.value) is not None:
            suffix = ".sh"
    elif suffix is not None:
        suffix = _kind_of_text(block.made.value, suffix)
    return host_for(f"block{suffix}") if suffix is not None else None
