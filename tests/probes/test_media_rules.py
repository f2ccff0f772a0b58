"""What the rules say of facts: of files looked at, and of servers asked."""

import pytest

from seedance_lint.diagnostics.violation import Location
from seedance_lint.profiles import load_profile
from seedance_lint.requests.facts import FileFacts, UrlAnswer
from seedance_lint.rules.registry import all_rules
from seedance_lint.rules.unreachable_url import _ERRORS, _WARNINGS
from seedance_lint.testing import as_request, payload, violations, with_findings

PNG = FileFacts("image", "png", 90_000, width=1280, height=720)
MP4 = FileFacts("video", "mp4", 90_000, 5.0, 1280, 720, 24.0)
SERVED = UrlAnswer(None, 206, "image/png", 90_000, ranges=True)
FIELDS = {"image": "image_urls", "video": "video_urls", "audio": "audio_urls"}


def check(rule, kind, url, facts, profile="seedance-2.0"):
    """Return severity and message of what one rule finds in a request whose second file of a kind has these facts."""
    profile = load_profile(profile)
    body = payload("", profile, {kind: ["https://example.com/first", url]})
    request = with_findings(as_request(body, profile), {url: facts} if facts is not None else None)
    found = violations([all_rules()[rule]], request, profile)
    for each in found:
        assert each.violation.at == Location((FIELDS[kind], 1))
    return [(str(each.severity), each.violation.message) for each in found]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (MP4, []),
        (FileFacts(problem="missing"), []),  # no URL either: invalid-url speaks
        (FileFacts(size=0, problem="empty"), [("error", "`a.mp4` is empty (0 bytes)")]),
        (FileFacts(problem="directory"), [("error", "`a.mp4` is a folder, not a file")]),
        (FileFacts(problem="special"), [("error", "`a.mp4` is a pipe or a device, not a file")]),
        (FileFacts(problem="unreadable"), [("warning", "`a.mp4` cannot be read; check its permissions")]),
        (
            FileFacts("video", "mp4", 9, problem="truncated"),
            [("error", "`a.mp4` is truncated: it is shorter than its header says")],
        ),
        (
            FileFacts("video", "mp4", 9, 3.0, 64, 48, problem="truncated"),
            [("warning", "`a.mp4` is truncated: it is shorter than its header says")],
        ),
    ],
)
def test_unreadable_file(facts, expected):
    assert check("unreadable-file", "video", "shots/a.mp4", facts) == expected


@pytest.mark.parametrize(
    ("url", "facts", "expected"),
    [
        ("a.png", PNG, []),
        ("a.PNG", PNG, []),
        ("a.jpg", PNG, [("warning", "`a.jpg` contains png data, not jpeg as its name says")]),
        ("a.jfif", PNG._replace(format="jpeg"), []),
        ("a.jpg", PNG._replace(format="heic"), []),  # not taken under any name
        ("a.jpg", MP4, []),
        ("a", PNG, []),
        ("a.bin", PNG, []),
        ("a.jpg", FileFacts(size=9), []),
    ],
)
def test_misnamed_file(url, facts, expected):
    assert check("misnamed-file", "image", url, facts) == expected


@pytest.mark.parametrize(
    ("url", "facts", "expected"),
    [
        ("a.png", None, "`a.png` is a path, not a URL; expected http: or https:…"),
        ("a.png", FileFacts(problem="missing"), "`a.png` is a path, not a URL, and the file does not exist; expected http: or https:…"),
        ("a.png", PNG, None),
        ("a.png", FileFacts(problem="directory"), None),  # unreadable-file speaks
        ("a.png", FileFacts(size=0, problem="empty"), None),
    ],
)
def test_invalid_url(url, facts, expected):
    assert check("invalid-url", "image", url, facts) == ([("error", expected)] if expected else [])


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("image", PNG, []),
        ("image", PNG._replace(format="heic"), ["`a.jpg` is heic, which the provider does not take; expected"]),
        ("image", PNG._replace(format=None), []),  # a picture, and no more is known
        ("image", FileFacts(size=33), ["`a.jpg` is not an image: its content is not in a known format"]),
        ("image", FileFacts(size=33, format="pdf"), ["`a.jpg` is not an image: its content is pdf"]),
        ("image", FileFacts(size=0, problem="empty"), []),
        ("video", MP4._replace(format="webm"), ["`a.jpg` is webm, which the provider does not take; expected .mp4 or .mov"]),
        ("video", PNG, []),  # wrong-modality speaks
    ],
)
def test_unsupported_format(kind, facts, expected):
    found = check("unsupported-format", kind, "a.jpg", facts)
    assert [severity for severity, _ in found] == ["error"] * len(expected)
    assert all(message.startswith(start) for (_, message), start in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("image", PNG, []),
        ("image", MP4, ["`a.jpg` is a video in a list of images; expected"]),
        ("video", PNG, ["`a.jpg` is an image in a list of videos; expected .mp4 or .mov"]),
        ("video", FileFacts("audio", "mp4", 9, 3.0), ["`a.jpg` is an audio file in a list of videos; expected .mp4 or .mov"]),
        ("video", FileFacts(size=33), []),  # unsupported-format speaks, whatever the name
    ],
)
def test_wrong_modality(kind, facts, expected):
    found = check("wrong-modality", kind, "a.jpg", facts)
    assert all(message.startswith(start) for (_, message), start in zip(found, expected, strict=True))


def sized(width, height):
    return PNG._replace(width=width, height=height)


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("image", PNG, []),
        ("image", sized(300, 300), []),
        ("image", sized(6000, 6000), []),
        ("image", sized(300, 750), []),
        ("image", sized(299, 400), ["`a` is 299×400 pixels; the provider takes 300 to 6,000 per side"]),
        ("image", sized(6001, 5000), ["`a` is 6001×5000 pixels; the provider takes 300 to 6,000 per side"]),
        ("image", sized(2000, 500), ["`a` is 2000×500 pixels, 4.00 times as wide as it is high; the provider takes 0.4 to 2.5 times"]),
        ("image", sized(400, 1200), ["`a` is 400×1200 pixels, 0.33 times as wide as it is high; the provider takes 0.4 to 2.5 times"]),
        ("image", FileFacts("image", "png", 9), []),
        ("video", MP4, []),
        ("video", MP4._replace(width=640, height=480), []),  # the number of pixels is disputed
        ("video", MP4._replace(frame_rate=23.976), []),
        ("video", MP4._replace(frame_rate=59.94), []),
        ("video", MP4._replace(frame_rate=15.0), ["`a` has 15 frames per second; the provider takes 24 to 60"]),
        ("video", MP4._replace(frame_rate=None, width=None), []),
        ("video", sized(10, 10), []),  # an image among videos: wrong-modality speaks
    ],
)
def test_media_dimensions(kind, facts, expected):
    assert check("media-dimensions", kind, "a", facts, "evolink-2.0") == [("error", message) for message in expected]
    assert check("media-dimensions", kind, "a", facts) == []  # the default profile states no such limits


def test_a_number_of_pixels_that_others_report():
    told = "`a` is 640×480 pixels, 307,200 in total; fal.ai is reported to take 409,600 to 927,408"
    assert check("media-dimensions", "video", "a", MP4._replace(width=640, height=480), "fal-2.0") == [("warning", told)]


def test_face_in_image():
    [(severity, message)] = check("face-in-image", "image", "a.png", PNG._replace(faces=2))
    assert (severity, message) == ("warning", "`a.png` seems to show 2 faces; the provider rejects images with realistic faces")
    assert check("face-in-image", "image", "a.png", PNG._replace(faces=0)) == []
    assert check("face-in-image", "image", "a.png", PNG) == []
    assert check("face-in-image", "image", "a.png", PNG._replace(faces=2), "evolink-2.0") == []


URL = "https://cdn.example.com/a.png?X-Amz-Signature=s3cret"
SHOWN = "`https://cdn.example.com/a.png?…`"


@pytest.mark.parametrize(
    ("answer", "severity", "message"),
    [
        (UrlAnswer("denied", 403), "error", f"{SHOWN} cannot be read without logging in (status 403)"),
        (UrlAnswer("missing", 404), "error", f"{SHOWN} does not exist (status 404)"),
        (UrlAnswer("web-page", 200), "error", f"{SHOWN} is a web page, not a file"),
        (
            UrlAnswer("login", 200, final_url="https://example.com/signin?token=s3cret"),
            "error",
            f"{SHOWN} redirects to the web page `https://example.com/signin?…`, probably a login page",
        ),
        (UrlAnswer("timeout"), "warning", f"{SHOWN} did not answer in time"),
        (UrlAnswer("server-error", 503), "warning", f"{SHOWN} is on a server that reports an error (status 503)"),
        (UrlAnswer("not-asked"), "warning", f"{SHOWN} was not requested: the time limit for all URLs was reached"),
    ],
)
def test_unreachable_url(answer, severity, message):
    assert check("unreachable-url", "image", URL, answer) == [(severity, message)]


@pytest.mark.parametrize("problem", [*_ERRORS, *_WARNINGS])
def test_every_problem_has_its_words_and_no_secret(problem):
    [(severity, message)] = check("unreachable-url", "image", URL, UrlAnswer(problem, 400, final_url=URL))
    assert severity == ("error" if problem in _ERRORS else "warning")
    assert "s3cret" not in message


def test_the_words_are_those_of_the_problems_that_there_are():
    described = UrlAnswer.__doc__.split("``")
    assert set(described[1::2]) == {"problem", *_ERRORS, *_WARNINGS}
    assert not _ERRORS.keys() & _WARNINGS.keys()


def test_a_file_that_came_is_fine():
    for rule in ("unreachable-url", "unexpected-content-type", "no-range-support"):
        assert check(rule, "image", URL, SERVED) == []


@pytest.mark.parametrize(
    ("kind", "content_type", "expected"),
    [
        ("image", "image/jpeg", []),
        ("image", "application/octet-stream", []),
        ("image", None, []),
        ("image", "image/x-something", []),
        ("image", "video/mp4", "warning"),
        ("video", "image/png", "warning"),
        ("video", "video/webm", "warning"),
        ("audio", "audio/x-wav", []),
        ("audio", "video/mp4", "warning"),
        ("image", "application/json", "error"),
        ("image", "text/xml", "error"),
    ],
)
def test_unexpected_content_type(kind, content_type, expected):
    found = check("unexpected-content-type", kind, URL, SERVED._replace(content_type=content_type))
    if not expected:
        assert found == []
        return
    [(severity, message)] = found
    assert severity == expected
    assert message.startswith(f"{SHOWN} is served as {content_type}; expected ")


def test_no_range_support():
    assert check("no-range-support", "video", URL, SERVED._replace(ranges=False)) == [
        ("info", f"the server of {SHOWN} does not support Range requests (parts of files)")
    ]
    assert check("no-range-support", "video", URL, UrlAnswer("web-page", 200, "text/html", ranges=False)) == []


FRAME = {"url": "https://example.com/a.png", "role": "first_frame"}
LAST = {"url": "https://example.com/b.png", "role": "last_frame"}
OTHER = {"url": "https://example.com/c.png"}


@pytest.mark.parametrize(
    ("items", "at"),
    [([FRAME, OTHER], 1), ([OTHER, FRAME], 0), ([FRAME, LAST, OTHER], 2), ([FRAME, LAST], None), ([OTHER], None), ([], None)],
)
def test_mixed_references(items, at):
    profile = load_profile("replicate-2.0")
    request = as_request(payload("", profile, {"image": items}), profile)
    found = [each.violation.at.path[1] for each in violations([all_rules()["mixed-references"]], request, profile)]
    assert found == ([] if at is None else [at])
