"""Asks URLs the way a provider's server does: one GET for the beginning of the file, without credentials or cookies.

Not HEAD: a URL signed for GET refuses it. Only the first bytes are read, whatever the server sends.
"""

import asyncio
import ssl
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from socket import gaierror
from urllib.parse import urljoin

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.probes import MissingLibrary
from seedance_lint.probes.answers import askable, is_askable
from seedance_lint.probes.connect import Connector, PrivateAddress
from seedance_lint.records import NamedTuple
from seedance_lint.requests.facts import UrlAnswer
from seedance_lint.urls import examine

if TYPE_CHECKING:
    import httpx

_BEGINNING = 1024
"""Bytes read of an answer."""
_LOGIN_WORDS = ("login", "logon", "signin", "sign-in", "sign_in", "auth", "sso", "account")
_PAGE_TYPES = {"text/html", "application/xhtml+xml"}
_PAGE_STARTS = (b"<!doctype html", b"<html")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_PROBLEMS = {401: "denied", 402: "denied", 403: "denied", 407: "denied", 404: "missing", 410: "missing", 429: "busy"}
_CLASSES = {1: "not-http", 3: "rejected", 4: "rejected", 5: "server-error"}
"""First digit of a status to the problem it is, for those that are one and have no line of their own."""
_TRANSIENT = {"connection", "not-http", "busy", "server-error"}


class Patience(NamedTuple):
    """How long and how often to ask. Times in seconds."""

    step: float = 10
    """For connecting, and for each wait for bytes."""
    url: float = 30
    """For one URL, redirects and retries included."""
    total: float = 600
    """For all URLs."""
    retries: int = 2
    pause: float = 0.5
    """Before the first retry; doubled before each further one."""
    redirects: int = 5
    at_once: int = 16
    """URLs asked at the same time."""


def require_library() -> None:
    """Do nothing where URLs can be asked.

    Raises:
        MissingLibrary: the extra ``online`` is not installed.
    """
    try:
        import httpx as _  # noqa: F401
    except ImportError:
        raise MissingLibrary("checking URLs", "online") from None


def ask(
    urls: Iterable[str], *, private: bool = False, patience: Patience | None = None, progress: Callable[[], object] | None = None
) -> dict[str, UrlAnswer]:
    """Return the answer for each distinct http(s) URL; others are left out.

    Args:
        urls: as they are in requests.
        private: ask hosts that only this machine or its network reaches, too. No public URL may redirect to one all the same.
        patience: times and numbers.
        progress: called after each URL.

    Raises:
        MissingLibrary: the extra ``online`` is not installed.
    """
    require_library()
    distinct = askable(urls, private=private)
    return asyncio.run(_ask_all(distinct, patience or Patience(), progress or _ignore))


def _ignore() -> None:
    pass


async def _ask_all(urls: list[str], patience: Patience, progress: Callable[[], object]) -> dict[str, UrlAnswer]:
    import httpx

    answers: dict[str, UrlAnswer] = dict.fromkeys(urls, UrlAnswer("not-asked"))
    queue = iter(urls)
    make = partial(
        httpx.AsyncClient,
        verify=httpx.create_ssl_context(),
        timeout=patience.step,
        limits=httpx.Limits(max_connections=patience.at_once, max_keepalive_connections=0),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={"User-Agent": "seedance-lint", "Accept": "*/*", "Accept-Encoding": "identity", "Range": f"bytes=0-{_BEGINNING - 1}"},
    )

    async def work() -> None:
        for url in queue:
            answers[url] = await _ask_patiently(connector, url, patience)
            progress()

    async with Connector(make) as connector:
        try:
            async with asyncio.timeout(patience.total):
                await asyncio.gather(*(work() for _ in range(min(patience.at_once, len(urls)))))
        except TimeoutError:
            pass
    return answers


async def _ask_patiently(connector: Connector, url: str, patience: Patience) -> UrlAnswer:
    """Ask one URL, again after failures that pass by themselves."""
    answer = UrlAnswer("timeout")
    try:
        async with asyncio.timeout(patience.url):
            for attempt in range(patience.retries + 1):
                if attempt:
                    await asyncio.sleep(patience.pause * 2 ** (attempt - 1))
                answer = await _follow(connector, url, patience)
                if answer.problem not in _TRANSIENT:
                    break
    except TimeoutError:
        pass  # what the last try gave, if there was one, says more
    return answer


async def _follow(connector: Connector, url: str, patience: Patience) -> UrlAnswer:
    """Ask one URL and those that it redirects to."""
    private = bool(examine(url).private)
    final: str | None = None
    for _ in range(patience.redirects + 1):
        answer, target = await _get(connector, final or url, private=private, step=patience.step)
        if answer.problem == "private-address" and final is not None:
            return UrlAnswer("redirect-target", final_url=final)
        if target is None:
            return answer._replace(final_url=final, problem=_login_or_page(answer, final))
        final = urljoin(final or url, target)
        if not is_askable(final, private=private):
            return UrlAnswer("redirect-target", answer.status, final_url=final)
    return UrlAnswer("redirects", answer.status, final_url=final)


def _login_or_page(answer: UrlAnswer, final: str | None) -> str | None:
    """Return an answer's problem; of a web page whether a redirect led to it, as to a login."""
    if answer.problem == "web-page" and final is not None:
        return "login"
    if answer.problem == "denied" and final is not None and any(word in final.lower() for word in _LOGIN_WORDS):
        return "login"
    return answer.problem


async def _get(connector: Connector, url: str, *, private: bool, step: float) -> tuple[UrlAnswer, str | None]:
    """Return the answer of one server, and where it redirects to, if it does."""
    import httpx

    try:
        async with asyncio.timeout(step):
            ways = await connector.requests(url, private=private)
        *others, last = ways
        for way in others:
            try:
                return await _send(*way)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue  # the host has another address
        return await _send(*last)
    except PrivateAddress:
        return UrlAnswer("private-address"), None
    except TimeoutError:
        return UrlAnswer("timeout"), None
    except gaierror:
        return UrlAnswer("unknown-host"), None
    except httpx.TimeoutException:
        return UrlAnswer("timeout"), None
    except httpx.RemoteProtocolError as error:
        dropped = "disconnected" in str(error) or "closed" in str(error)
        return UrlAnswer("connection" if dropped else "not-http"), None
    except httpx.TransportError as error:
        return UrlAnswer(_no_connection(error)), None
    except (httpx.InvalidURL, ValueError):  # among them names of hosts that cannot be
        return UrlAnswer("invalid"), None


async def _send(client: "httpx.AsyncClient", request: "httpx.Request") -> tuple[UrlAnswer, str | None]:
    response = await client.send(request, stream=True, follow_redirects=False)
    try:
        if response.has_redirect_location:
            return UrlAnswer(status=response.status_code), response.headers["Location"]
        return await _read(response), None
    finally:
        await response.aclose()


def _no_connection(error: BaseException) -> str:
    """Say why there is no connection, from the error below the library's own."""
    for cause in _causes(error):
        if isinstance(cause, gaierror):
            return "unknown-host"
        if isinstance(cause, ssl.SSLError):
            return "certificate"
        if isinstance(cause, ConnectionRefusedError):
            return "refused"
    return "connection"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__


async def _read(response: "httpx.Response") -> UrlAnswer:
    """Judge one answer by its status, its headers and its first bytes."""
    status = response.status_code
    size = _size(response)
    problem = _PROBLEMS.get(status) or _CLASSES.get(status // 100)
    if (status == 204 and not size) or (status == 416 and size == 0):  # to the beginning of an empty file a server answers 416
        problem = "no-content"
    elif status == 416:  # whole or not at all: links that work once, some services that make files as they are asked for
        problem = "no-ranges"
    if problem:
        return UrlAnswer(problem, status)
    beginning = await anext(response.aiter_raw(), b"")
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None
    is_page = content_type in _PAGE_TYPES or beginning.lstrip(_BLANK).lower().startswith(_PAGE_STARTS)
    return UrlAnswer("web-page" if is_page else None, status, content_type, size, ranges=status == 206)


def _size(response: "httpx.Response") -> int | None:
    """Return the size of the whole file: of a part (206) after the slash of ``bytes 0-1023/4096``."""
    headers = response.headers
    whole = headers.get("Content-Range", "").rpartition("/")[2] if response.status_code in {206, 416} else headers.get("Content-Length", "")
    return int(whole) if whole.isascii() and whole.isdecimal() and len(whole) < 19 else None
