"""What the text of a URL says by itself; nothing here asks the network."""

import re
from functools import lru_cache

from seedance_lint.records import NamedTuple

# RFC 3986, appendix B, with the authority taken apart.
_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?"  # scheme
    r"(?://(?:([^/?#]*)@)?(\[[^\]/?#]*\]|[^/?#:@]*)(?::([^/?#]*))?(?=[/?#]|\Z))?"  # user, host, port
    r"([^?#]*)(?:\?([^#]*))?(?:\#(.*))?\Z",  # path, query, fragment
    re.DOTALL,
)
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{2,5})\Z")

# The patterns below are compiled where one is first needed, which a run on plain URLs never does.

# Picture services convert on the way: `photo.heic?fm=jpg`, `x-oss-process=image/format,jpg`, `/f_auto/photo.heic`.
_CONVERSION = r"(?i:(?:\A|[&/,])(?:f|fm|format|output|ext|type)[=/,]|/f_[a-z]+[,/])"
_SIGNATURE = r"(?i:(?:\A|&)(?:x-(?:amz|goog|tos|oss)-)?(?:expires|se|auth_key|sign|wssecret|x-\w+-date)=)"
# What a template leaves open: {{url}}, ${URL}, {url}, %(url)s, <url>, [URL], $URL, $step.output, %URL%; and what a document leaves out: https://cdn…/a.png.
_PLACEHOLDER = r"\{[^{}]*\}|%\(\w+\)s|<[^<>]*>|\A\[[^\[\]]*\]\Z|\A\$\w+(?:\.\w+)*\Z|\A%\w+%\Z|\.{3}|…"
# Without a scheme: YOUR_IMAGE_URL, your-image.png, path/to/image.png, (image_url_1), xxx, TODO.
_PLACEHOLDER_NAME = (
    r"\A[A-Z][A-Z0-9]*(?:[_ -][A-Z0-9]+)+\Z|(?i:\A(?:your|insert|paste|replace)[ _-])|(?i:(?:\A|/)path/to/)|\A[^:/?#]*[ \u3000-\uffef]URL\b"
    r"|(?i:\A[\W_]*(?:x{3,}|todo|tbd|(?:(?:my|the|first|last|image|img|video|audio|file)[ _-]?)*ur[li]s?[ _-]?[0-9]{0,2})[\W_]*\Z)"
)
# With one, and a host that is not a host: https://your-uploaded-image-url-here, https://cdn.example.test (RFC 6761 keeps that for tests).
_PLACEHOLDER_HOST = (
    r"(?:your|insert|paste|replace)[_-]|[\w-]*[_-]here\Z|[a-z]\Z|(?:[\w-]+\.)*example\.(?:test|invalid|local|internal)\Z"
    r"|(?:[\w-]+\.)*(?:media|cdn|assets?|files?|images?|img|videos?|audio|storage|static|uploads?|host|server|site|origin)\.test\Z"
)
_PLACEHOLDER_MARKS = ("{", "<", "[", "$", "%", "...", "…")
_PUBLIC_ENDS = (".com", ".net", ".org", ".io", ".cn", ".dev", ".ai", ".app", ".media")

LONGEST_KEPT = 2048
"""Characters of a URL that is worth remembering; a data URL is a whole file."""

_LONGEST_SHOWN = 72
"""Characters of a URL that a message shows."""


class UrlFacts(NamedTuple):
    """What a URL says of itself. ``scheme`` and ``host`` are lower case; empty if there is none."""

    scheme: str
    host: str
    file_name: str
    extension: str
    """Of the path, lower case without the dot; empty if the path has none or where the query asks for another format."""
    placeholder: bool
    """Whether a template fills it in later, so that nothing is known yet."""
    credentials: bool
    private: str
    """Why nobody outside can reach the host (``a name of the local machine``); empty if somebody can."""
    expires: float | None
    """When its signature runs out, in seconds since 1970, UTC."""
    ordinary: bool
    """Whether it is an ``https`` URL of a public host, without credentials and for ever, and no placeholder."""


def examine(url: str) -> UrlFacts:
    """Return the facts of one URL; the same files come back in batch after batch, so those of usual length are kept."""
    return _examine(url) if len(url) <= LONGEST_KEPT else _examine.__wrapped__(url)


@lru_cache(maxsize=8192)
def _examine(url: str) -> UrlFacts:
    scheme, user, host, _, path, query, _ = (part or "" for part in _parts(url))
    scheme = scheme.lower()
    if scheme == "data":
        return UrlFacts(scheme, "", "", "", placeholder=False, credentials=False, private="", expires=None, ordinary=False)
    name = path[path.rfind("/") + 1 :]
    extension = _EXTENSION.search(name)
    host = host.lower()
    private = _private(host) if host else ""
    expires = _expiry(query) if query else None
    placeholder = (
        (any(mark in url for mark in _PLACEHOLDER_MARKS) and re.search(_PLACEHOLDER, url) is not None)
        or (not scheme and not _is_plain_name(url) and re.search(_PLACEHOLDER_NAME, url.strip()) is not None)
        or (private != "" and re.match(_PLACEHOLDER_HOST, host) is not None)
    )
    return UrlFacts(
        scheme=scheme,
        host=host,
        file_name=name,
        extension="" if extension is None or _converts(path, query) else extension[1].lower(),
        placeholder=placeholder,
        credentials=user != "",
        private=private,
        expires=expires,
        ordinary=scheme == "https" and host != "" and user == "" and private == "" and expires is None and not placeholder,
    )


def _is_plain_name(text: str) -> bool:
    """Whether a text, such as the name of a model, surely is no placeholder: one word without a slash that does not begin as those do."""
    return "a" <= text[:1] <= "z" and text[0] not in "yipravxutmfl" and "/" not in text and " " not in text and text.isascii()


def _parts(url: str) -> tuple[str | None, str | None, str | None, str | None, str, str | None, str | None]:
    """Return scheme, user, host, port, path, query and fragment."""
    match = _PARTS.match(url.strip())
    assert match is not None, "every text matches"
    scheme, user, host, port, path, query, fragment = match.groups()
    rest = f"{path}{'' if query is None else '?' + query}{'' if fragment is None else '#' + fragment}"
    if "@" in rest and ((port and not port.isdigit()) or (scheme and host is None and scheme.lower() != "data")):
        # A password with a slash or a question mark, or no slashes at all: strictly it is read as `https://host:port/path`, and would be shown.
        user, _, rest = rest.rpartition("@")
        again = _PARTS.match(f"//{rest}")
        assert again is not None
        _, _, host, port, path, query, fragment = again.groups()
        scheme = scheme if match[3] is not None else None
    return scheme, user, host, port, path, query, fragment


def redacted(url: str) -> str:
    """Return a URL fit to be shown: without user name, password, query and fragment, and shortened.

    ``https://me:pw@cdn.example.com/a.png?sig=1`` becomes ``https://…@cdn.example.com/a.png?…``.
    """
    scheme, user, host, port, path, query, fragment = _parts(url)
    if scheme and scheme.lower() == "data":
        # Without its comma it is broken, and all that is sure to be no content is what is before a semicolon.
        kind = path.partition("," if "," in path else ";")[0] if "," in path or ";" in path else ""
        return f"data:{kind[:_LONGEST_SHOWN]},…"
    start = f"{scheme}:" if scheme else ""
    if user is not None and ":" in user and "@" in path:
        start, path = f"{start}//…@", path.rpartition("@")[2]  # a password with `@` and `/` in it: nobody knows where it ends
    elif host is not None:
        start += f"//{'…@' if user is not None else ''}{host}{':' + port if port is not None else ''}"
    end = ("?…" if query is not None else "") + ("#…" if fragment else "")
    room = max(_LONGEST_SHOWN - len(start) - len(end), 24)
    if len(path) > room:
        path = f"{path[: room // 3]}…{path[room // 3 - room + 1 :]}"
    return f"{start}{path}{end}" if len(start) <= _LONGEST_SHOWN else f"{start[:_LONGEST_SHOWN]}…"


def shown_name(url: str) -> str:
    """Return the name of a URL's file for messages: its last part, or the whole URL, redacted, where it has none."""
    facts = examine(url)
    name = facts.file_name
    if not name or (facts.credentials and "@" in name):
        return redacted(url)
    return name if len(name) <= _LONGEST_SHOWN // 2 else f"{name[: _LONGEST_SHOWN // 4]}…{name[-_LONGEST_SHOWN // 4 :]}"


def has_plain_port(url: str) -> bool:
    """Whether a URL has no port, or one of plain digits: parsers differ over `:18_111` and `:+80`, and so over what the host is."""
    match = _PARTS.match(url.strip())
    return match is None or not match[4] or (match[4].isascii() and match[4].isdecimal())


def _private(host: str) -> str:
    """Say why a host cannot be reached from outside; empty if it can."""
    if host.isascii() and host.endswith(_PUBLIC_ENDS):  # next to all, and the judge takes time to import
        return ""
    from seedance_lint.addresses import judge_host, plain_host

    return judge_host(plain_host(host))


def _converts(path: str, query: str) -> bool:
    """Whether a picture service is asked for another format than the path names."""
    return (query != "" and re.search(_CONVERSION, query) is not None) or ("/f" in path and re.search(_CONVERSION, path) is not None)


def _expiry(query: str) -> float | None:
    if not re.search(_SIGNATURE, query):
        return None
    from seedance_lint.signatures import expiry

    return expiry(query)
