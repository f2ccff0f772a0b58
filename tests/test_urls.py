"""What a URL says by itself, and what of it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.signatures import expiry
from seedance_lint.urls import examine, redacted, shown_name

SECRET = "hunter2-5ec4e7"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.com/a.png", "https://example.com/a.png"),
        ("https://example.com:8443/a.png", "https://example.com:8443/a.png"),
        ("https://me:hunter2@example.com/a.png?sig=5e#top", "https://…@example.com/a.png?…#…"),
        ("https://token@example.com/a.png", "https://…@example.com/a.png"),
        ("https://me:hun/ter2@example.com/a.png", "https://…@example.com/a.png"),
        ("https://me:hun@t/er2@example.com/a.png?sig=5e", "https://…@example.com/a.png?…"),
        ("https://example.com/@me/a@2x.png", "https://example.com/@me/a@2x.png"),
        ("//me:hunter2@example.com/a.png", "//…@example.com/a.png"),
        ("https://example.com/a.png?", "https://example.com/a.png?…"),
        ("data:image/png;base64,iVBORw0KGgo", "data:image/png;base64,…"),
        ("data:iVBORw0KGgo", "data:,…"),
        ("shots/start.png", "shots/start.png"),
        ("C:\\shots\\start.png", "C:\\shots\\start.png"),
        ("", ""),
        ("https://example.com/" + "a" * 100 + ".png", "https://example.com/aaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.png"),
    ],
)
def test_redacted(url, shown):
    assert redacted(url) == shown


@given(
    scheme=st.sampled_from(["https://", "http://", "//", "ftp://", "HTTPS://", " https://"]),
    user=st.sampled_from(["", f"{SECRET}@", f"me:{SECRET}@", f"{SECRET}:@", f"me:a@{SECRET}/b@", f"me:a@b/{SECRET}@"]),
    host=st.sampled_from(["example.com", "example.com:443", "[::1]", "127.0.0.1", "例子.example"]),
    path=st.sampled_from(["", "/", "/a.png", "/a/b/c.mp4"]),
    end=st.sampled_from(["", f"?{SECRET}", f"?X-Amz-Signature={SECRET}", f"#{SECRET}", f"?a=b#{SECRET}", f"?x=/{SECRET}.png"]),
)
def test_no_secret_is_ever_shown(scheme, user, host, path, end):
    url = scheme + user + host + path + end
    assert SECRET not in redacted(url)
    assert SECRET not in shown_name(url)


@given(st.text(max_size=300))
def test_any_text_can_be_examined_and_shown(text):
    facts = examine(text)
    assert facts.scheme == facts.scheme.lower()
    assert len(redacted(text)) <= 90
    assert len(shown_name(text)) <= 90


@given(st.text(alphabet="0123456789abcdefx.:[]%", min_size=1, max_size=30))
def test_any_host_can_be_judged(host):
    examine(f"http://{host}/a.png")


@pytest.mark.parametrize(
    ("url", "extension"),
    [
        ("https://example.com/a.PNG", "png"),
        ("https://example.com/a.tar.gz", "gz"),
        ("https://example.com/a.png?x=b.mp4", "png"),
        ("https://example.com", ""),
        ("https://example.com/.png/", ""),
        ("https://example.com/a.png:large", ""),
        ("https://example.com/a.heic?format=jpg", ""),
        ("https://example.com/f_auto,w_300/a.heic", ""),
        ("shots/start.jpg", "jpg"),
    ],
)
def test_extension(url, extension):
    assert examine(url).extension == extension


@pytest.mark.parametrize(
    ("query", "moment"),
    [
        ("X-Amz-Date=20260301T120000Z&X-Amz-Expires=3600", 1772370000),
        ("x-amz-expires=3600&x-amz-date=20260301T120000Z", 1772370000),
        ("Expires=1772366400&Signature=5e", 1772366400),
        ("se=2026-03-01&sig=5e", 1772323200),
        ("se=2026-03-01T12%3A00%3A00Z&sig=5e", 1772366400),
        ("Expires=1772366400", None),
        ("Expires=tomorrow&Signature=5e", None),
        ("X-Amz-Date=20260301T120000Z", None),
        ("se=2026-13-01&sig=5e", None),
        ("", None),
    ],
)
def test_expiry(query, moment):
    assert expiry(query) == moment


@pytest.mark.parametrize(
    ("url", "is_placeholder"),
    [
        ("参考图的 URL 或 data URL", True),
        ("image URL of it", True),
        ("https://x.io/的 URL", False),
        ("URLs.png", False),
        ("(url)", True),
        ("**image_url_1**", True),
        ("TODO", True),
        ("xxx", True),
        ("firstImageUrl2", True),
        ("curl", False),
        ("a/url", False),
        ("$step.output", True),
        ("$HOME/step.png", False),
    ],
)
def test_a_description_of_a_url_stands_for_one(url, is_placeholder) -> None:
    assert examine(url).placeholder is is_placeholder
