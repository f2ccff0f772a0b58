"""URLs are asked as a provider asks, and no server holds the program up."""

import time

import pytest

from seedance_lint.requests.facts import UrlAnswer

pytestmark = pytest.mark.slow


@pytest.fixture
def server():
    from misbehaving import Misbehaving

    with Misbehaving() as running:
        yield running


@pytest.fixture
def ask():
    from seedance_lint.probes.online import Patience, ask

    patience = Patience(step=0.5, url=2, total=10, pause=0.01)

    def ask_with(*urls, **changes):
        return ask(urls, private=True, patience=patience._replace(**changes))

    return ask_with


def test_a_file_that_is_there(server, ask):
    url = server.url("/ok.jpg")
    assert ask(url) == {url: UrlAnswer(None, 206, "image/jpeg", 4096, ranges=True)}


def test_it_is_asked_without_credentials_for_its_beginning(server, ask):
    url = server.url("/ok.jpg?sig=s3cret").replace("http://", "http://me:pw@")
    assert ask(url)[url].problem is None
    [(path, headers)] = server.asked
    assert path == "/ok.jpg?sig=s3cret"
    assert headers["range"] == "bytes=0-1023"
    assert not headers.keys() & {"authorization", "cookie", "referer"}


PROBLEMS = {
    "/status/401": ("denied", 401),
    "/status/403": ("denied", 403),
    "/status/404": ("missing", 404),
    "/status/410": ("missing", 410),
    "/status/400": ("rejected", 400),
    "/status/304": ("rejected", 304),
    "/status/500": ("server-error", 500),
    "/status/503": ("server-error", 503),
    "/status/429": ("busy", 429),
    "/status/204": ("no-content", 204),
    "/status/416": ("no-ranges", 416),
    "/empty.jpg": ("no-content", 416),
    "/page.jpg": ("web-page", 200),
    "/disguised.jpg": ("web-page", 200),
    "/private.jpg": ("login", 200),
    "/guarded.jpg": ("login", 401),
    "/cookies.jpg": ("login", 200),
    "/circle.jpg": ("redirects", 302),
    "/elsewhere.jpg": ("redirect-target", 302),
    "/silent.jpg": ("timeout", None),
    "/silent-body.jpg": ("timeout", None),
    "/drip.jpg": ("timeout", None),
    "/endless-headers.jpg": ("not-http", None),
    "/reset.jpg": ("connection", None),
    "/hang-up.jpg": ("connection", None),
    "/garbage.jpg": ("not-http", None),
}


@pytest.mark.parametrize(("path", "expected"), PROBLEMS.items())
def test_a_problem_has_a_name(server, ask, path, expected):
    patience = {} if expected[0] == "timeout" else {"step": 30, "url": 60, "total": 60}  # a busy machine answers late
    answer = ask(server.url(path), **patience)[server.url(path)]
    assert (answer.problem, answer.status) == expected


def test_a_server_without_ranges_is_noticed(server, ask):
    url = server.url("/whole.jpg")
    assert ask(url)[url] == UrlAnswer(None, 200, "image/jpeg", 27, ranges=False)


def test_a_redirect_to_a_file_is_followed(server, ask):
    url = server.url("/moved.jpg")
    assert ask(url)[url] == UrlAnswer(None, 206, "image/jpeg", 4096, ranges=True, final_url=server.url("/ok.jpg"))


ADDRESSES = {"example.com": ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"], "inside.example.com": ["10.1.2.3"], "both.example.com": ["93.184.215.14", "127.0.0.1"]}  # fmt: skip


def asked_for(url, *, target="", resolve=None):
    """Return what becomes of a URL, and the requests that go out. Without a network: names and answers are given to the library's client."""
    import asyncio
    from functools import partial
    from socket import gaierror

    import httpx

    from seedance_lint.probes.connect import Connector
    from seedance_lint.probes.online import Patience, _follow

    asked = []

    def answer(request):
        asked.append(request)
        if target and len(asked) == 1:
            return httpx.Response(302, headers={"Location": target.encode()})
        return httpx.Response(206, headers={"Content-Type": "image/png", "Content-Range": "bytes 0-0/9"}, stream=httpx.ByteStream(b"x"))

    async def known(host, port):
        if host in ADDRESSES:
            return ADDRESSES[host]
        try:
            import socket

            return [str(each[4][0]) for each in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]
        except OSError:
            raise gaierror from None

    async def follow():
        async with Connector(partial(httpx.AsyncClient, transport=httpx.MockTransport(answer)), resolve or known) as connector:
            return await _follow(connector, url, Patience())

    return asyncio.run(follow()), asked


INSIDE = [
    "http://127.0.0.1/admin", "http://169.254.169.254/latest/meta-data", "http://router.local/", "http://127。0。0。1/a.png", "http://１２７.０.０.１/a.png", "http://127．0．0．1/a",
    "http://127.0.0.1:18111/a.png", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://[fe80::1]/",
    "http://[2001:0:53aa:64c:0:0:80ff:fffe]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://224.0.0.1/", "http://0/", "http://localhost.localdomain/", "http://localhost。/",
    "http://LOCALHOST./a.png", "http://0x7f.1/", "http://017700000001/", "http://[64:ff9b:1::1]/",
    "http://127.1/", "http://2130706433/", "http://0.0.0.0/", "http://[::]/", "http://[::ffff:0:127.0.0.1]/", "http://[fc00::1]/", "http://172.31.255.255/", "http://100.64.0.1/",
    "http://198.18.0.1/", "http://240.0.0.1/", "http://loc%61lhost/", "http://a.localhost/", "http://metadata.google.internal/", "http://router/", "http://example.com@127.0.0.1/",
    "http://example.com:80@127.0.0.1/", "http://127.0.0.1#@example.com/", "http://127.0.0.1?@example.com/", " http://127.0.0.1/", "HTTP://127.0.0.1/", "http://127.0.0.1:+80/",
]  # fmt: skip
"""URLs of the own machine and network."""


@pytest.mark.parametrize("url", INSIDE)
def test_a_url_of_the_own_network_is_told_by_itself(url):
    from seedance_lint.probes.answers import askable

    assert askable([url]) == []


@pytest.mark.parametrize(
    "target",
    [
        *INSIDE,
        "//127.0.0.1/x",
        "http:///127.0.0.1/",
        "http://example.com\\@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://example.com/a",
        "http://inside.example.com/a",
        "http://both.example.com/a",
    ],
)
def test_no_public_url_leads_into_the_own_network(target):
    answer, asked = asked_for("https://example.com/a.png", target=target)
    assert answer.problem in {"redirect-target", "not-http"}  # some the library refuses by itself
    assert [request.headers["Host"] for request in asked] == ["example.com"]


@pytest.mark.parametrize("url", ["http://inside.example.com/a", "http://both.example.com/a"])
def test_a_public_name_of_a_private_address_is_not_asked(url):
    assert asked_for(url) == (UrlAnswer("private-address"), [])


@pytest.mark.parametrize("port", ["18_111", "+18111", "１８１１１", "-1", " 80"])
@pytest.mark.parametrize("redirected", [False, True])
def test_ports_are_plain_digits(port, redirected):
    url = f"http://127.0.0.1:{port}/x@public.example.com/a.png"
    answer, asked = asked_for("https://example.com/a.png", target=url) if redirected else asked_for(url)
    assert answer.problem in {"invalid", "redirect-target"}
    assert len(asked) == redirected


def test_the_connection_goes_to_the_address_that_was_judged():
    """A name that points elsewhere when it is looked up again changes nothing: it is not looked up again."""
    answer, (request,) = asked_for("https://example.com:8443/a.png")
    assert answer.problem is None
    assert str(request.url) == "https://93.184.215.14:8443/a.png"
    assert request.headers["Host"] == "example.com:8443"
    assert request.extensions["sni_hostname"] == "example.com"  # whose certificate is asked for


def test_a_proxy_of_the_environment_looks_names_up(monkeypatch):
    import asyncio

    import httpx

    from seedance_lint.probes.connect import Connector

    monkeypatch.setenv("https_proxy", "http://proxy.example.net:3128")
    monkeypatch.setenv("no_proxy", "example.org")
    made = []

    def make(**options):
        made.append(options)
        return httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(200)), trust_env=False)

    async def resolve(host, port):
        return ["93.184.215.14"]

    async def ways():
        async with Connector(make, resolve) as connector:
            urls = ("https://example.com/a", "https://example.org/a", "https://example.net/a")
            return [str((await connector.requests(url, private=False))[0][1].url) for url in urls]

    assert asyncio.run(ways()) == ["https://example.com/a", "https://93.184.215.14/a", "https://example.net/a"]
    assert made == [{"trust_env": False, "proxy": "http://proxy.example.net:3128"}, {"trust_env": False}]


def test_types_and_sizes_are_reported_as_they_are(server, ask):
    text, big = server.url("/text.jpg"), server.url("/big.mp4")
    answers = ask(text, big)
    assert answers[text].content_type == "application/json"
    assert answers[big][2:4] == ("video/mp4", 99_999_999)


def test_an_endless_file_is_not_read_to_its_end(server, ask):
    url = server.url("/endless.mp4")
    assert ask(url)[url] == UrlAnswer(None, 200, "video/mp4", None, ranges=False)
    assert server.sent < 16 * 1024 * 1024  # what the system's buffers took


@pytest.mark.parametrize(("path", "times"), [("/flaky.jpg", 3), ("/wobbly.jpg", 2)])
def test_a_failure_that_passes_is_tried_again(server, ask, path, times):
    assert ask(server.url(path))[server.url(path)].problem is None
    assert server.times[path] == times


@pytest.mark.parametrize(("path", "times"), [("/status/503", 3), ("/reset.jpg", 3), ("/status/404", 1), ("/silent.jpg", 1)])
def test_retries_have_an_end_and_a_reason(server, ask, path, times):
    ask(server.url(path))
    assert server.times[path] == times


def test_each_distinct_url_is_asked_once_and_counted(server):
    from seedance_lint.probes.online import ask

    urls = [server.url("/ok.jpg"), server.url("/whole.jpg"), server.url("/ok.jpg")]
    steps = []
    assert list(ask(urls, private=True, progress=lambda: steps.append(1))) == urls[:2]
    assert server.times == {"/ok.jpg": 1, "/whole.jpg": 1}
    assert len(steps) == 2


def test_many_are_asked_at_once_but_not_all(server, ask):
    urls = [server.url(f"/slowly.jpg?{number}") for number in range(24)]
    begin = time.monotonic()
    answers = ask(*urls, at_once=8)
    assert all(answer.problem is None for answer in answers.values())
    assert 1 < server.most_at_once <= 8
    assert time.monotonic() - begin < 24 * 0.2  # together, not one by one


def test_the_time_for_all_has_an_end(server, ask):
    urls = [server.url(f"/silent.jpg?{number}") for number in range(6)]
    answers = ask(*urls, at_once=2, total=0.7)
    assert [answers[url].problem for url in urls] == ["timeout", "timeout", *["not-asked"] * 4]


def test_ports_and_names_without_a_server(ask):
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        refused = f"http://127.0.0.1:{free.getsockname()[1]}/a.jpg"
        unknown = "http://no-such-host.invalid/a.jpg"
        answers = ask(refused, unknown)
    assert [answers[refused].problem, answers[unknown].problem] == ["refused", "unknown-host"]


def test_a_server_without_a_certificate(server, ask):
    url = server.url("/ok.jpg").replace("http:", "https:")
    assert ask(url)[url].problem == "certificate"


@pytest.mark.parametrize(
    "url", ["a.jpg", "", "data:image/png;base64,AA==", "ftp://example.com/a.jpg", "https://{{host}}/a.jpg", "http:///a.jpg"]
)
def test_what_is_no_address_is_not_asked(ask, url):
    assert ask(url) == {}


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/a.jpg", "http://localhost/a.jpg", "http://192.168.0.1/a", "http://169.254.169.254/", "http://[::1]/"]
)
def test_private_hosts_are_asked_on_request_only(url):
    from seedance_lint.probes.answers import askable

    assert askable([url]) == []
    assert askable([url], private=True) == [url]


@pytest.mark.parametrize(
    "url",
    [
        "http://exa mple.com/",
        "http://a..b/",
        "http://[::zz]/a.jpg",
        "http://127.0.0.1:99999/a",
        "http://ex\x00ample.com/a",
        "http://" + "a" * 300 + ".com/",
    ],
)
def test_an_address_that_cannot_be_is_no_crash(ask, url):
    assert ask(url).get(url, UrlAnswer("invalid")).problem in {"invalid", "unknown-host"}


def test_answers_and_sizes_reach_their_assets(drafted):
    from seedance_lint.probes.answers import add_answers

    asked = drafted(image=["https://e.com/a.jpg", "b.jpg", None], video=["https://e.com/a.mp4"])
    answer = UrlAnswer(None, 206, "image/jpeg", 4096, ranges=True)
    seen = add_answers(asked, {"https://e.com/a.jpg": answer})
    assert (seen.assets["image"][0].answer, seen.assets["image"][0].size) == (answer, 4096)
    assert seen.assets["image"][1:] == asked.assets["image"][1:]
    assert seen.assets["video"] == asked.assets["video"]
