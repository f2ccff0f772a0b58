"""URLs are asked as a provider asks, and no server holds the program up."""

import time

import pytest

from seedance_lint.hosts.facts import UrlAnswer

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
    answer = ask(server.url(path))[server.url(path)]
    assert (answer.problem, answer.status) == expected


def test_a_server_without_ranges_is_noticed(server, ask):
    url = server.url("/whole.jpg")
    assert ask(url)[url] == UrlAnswer(None, 200, "image/jpeg", 27, ranges=False)


def test_a_redirect_to_a_file_is_followed(server, ask):
    url = server.url("/moved.jpg")
    assert ask(url)[url] == UrlAnswer(None, 206, "image/jpeg", 4096, ranges=True, final_url=server.url("/ok.jpg"))


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/admin", "http://169.254.169.254/latest/meta-data", "http://router.local/", "ftp://example.com/a"]
)
def test_no_public_url_leads_into_the_own_network(target):
    """Without a network: the answers are given to the library's client."""
    import asyncio

    import httpx

    from seedance_lint.probes.online import Patience, _follow

    asked = []

    def answer(request):
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": target})

    async def follow():
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            return await _follow(client, "https://example.com/a.png", Patience())

    assert asyncio.run(follow()) == UrlAnswer("redirect-target", 302, final_url=target)
    assert asked == ["https://example.com/a.png"]


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
