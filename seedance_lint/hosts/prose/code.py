"""Whether a text is a program, its output, data, a drawing or a table."""

import re

from seedance_lint.pattern import Pattern

# What a line of a program, of its output or of a data file looks like.
_CODE_LINE = Pattern(
    r"[ \t]*(?:[$%][ \t]+[a-z./]|[+-]{3}[ \t]|@@|//|/\*|</?[a-z]+[^<>]*>[ \t]*$|[}\])]+[;,]*[ \t]*$|[{\[]*[ \t]*\"[\w.-]+\"[ \t]*:|@\w+[ \t]*(?:\|\|)?=[ \t]*[\w.]+[.(\[]"
    r"|(?-i:import|from|def|class|const|let|var|function|return|export|echo|curl|pip|npm|npx|git|python3?|node|docker|sudo|cd|ls|cat|if|for|while)"
    r"[ \t]+[\w\"'$({./-]+.*[=({;:]|import[ \t]+[\w.]+$|(?:curl|git|npm|pip|npx|docker|python3?|node)[ \t]+[\w./-]"
    r"|\.\.[ \t]+[\w-]+::|[\w./\\-]+:[0-9]+(?::[0-9]+)?:|(?:error|warning|info|debug|traceback|fatal)\b[ \t]*[:(\[]|[\[(]?[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:|:)"
    r"|[\w.-]+[ \t]*=[ \t]*[\"'\[{]|(?-i:[a-z_])[\w-]*:[ \t]*(?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]?|\{[^}]*\}?)[ \t,]*$|[0-9a-f]{7,40}[ \t]+\w)"
    r"|[ \t]*(?:[\w./\\-]+\.\w+::\w|(?-i:E)[ \t]{2,}\S|(?:[\w.]+)?(?:error|exception)[ \t]*:|(?-i:INFO|DEBUG|WARN|ERROR|TRACE|FATAL)[ \t:\]]"
    r"|commit[ \t]+[0-9a-f]{7,40}\b|Author:[ \t].*<.*>|HTTP/[0-9.]+[ \t]+[0-9]{3}\b|[0-9]+[ \t]+(?:passed|failed|skipped|warnings?|errors?)\b"
    r"|>[ \t]+(?:node|npm|npx|pnpm|yarn|python3?)[ \t]+[\w./@-]|(?:PS[ \t]+)?[a-z]:\\[^>\n]*>|(?:puts|print|println!?|printf)[ \t]*\(?[\"'])"
    r"|.*(?:;|[\w)\]][ \t]*\{|=>|\($)[ \t]*$|.*\b[a-z_]\w*\.?\w*\([^()\n]{0,80}@\w+[^()\n]{0,80}\)",
    re.IGNORECASE,
)
_COMMAND = Pattern(
    r"\s*(?:[$%>][ \t]+)?[\w./~-]+\.(?:py|sh|m?js|ts|rb|ps1|exe)(?:[ \t]+[^\s-][^\s]*){0,3}[ \t]+(?:--?[a-z]|\\[ \t]*$)", re.MULTILINE
)
"""A command with its options."""
_TABLE = Pattern(r"[ \t]*\|[^\n]*\|[ \t]*\n[ \t]*\|[ \t:|-]*-[ \t:|-]*\|[ \t]*(?:\n|\Z)")
_FRONT = Pattern(r"---[ \t]*\n(?:name|title|description):[ \t]")
"""The beginning of a file with front matter."""
_DRAWING = Pattern("[│├└┌┐┘┤┬┴┼─═║╔╗╚╝▼▲]|^[ \t]*[↓⬇↑⬆][ \t]*$", re.MULTILINE)


_STATEMENT = Pattern(r"[={}<>$\\]|\w[(\[]|[(\[][\"'\w]*[)\]];")
"""What a statement has that ends with a semicolon, and a clause of a sentence hardly."""
_WORD = Pattern(r"[A-Za-z]{2,}|[\u3040-\uffef]{2}")
_LONGEST_LINE = 400
_SENTENCE = 4
"""Words that a clause has, at least, or twice as many characters of a script without spaces."""


def is_code(text: str) -> bool:
    """Whether a text is a program, its output, data, a drawing or a table."""
    if _DRAWING.search(text) or _TABLE.match(text) or _FRONT.match(text) or _COMMAND.match(text):
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    code = sum(_is_line_of_code(line) for line in lines)
    return code > 0 and (code * 5 >= len(lines) or _is_line_of_code(lines[0]))


def _is_line_of_code(line: str) -> bool:
    begun = line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"  # where it is cut, it does not end
    if _CODE_LINE.match(begun) is None:
        return False
    return not line.rstrip().endswith(";") or _STATEMENT.search(line) is not None or sum(1 for _ in _WORD.finditer(line)) < _SENTENCE
