"""What rules are given to look at: files by what is known of them, tags that may be, roles and how they fit."""

import pytest

from seedance_lint.profiles import load_profile
from seedance_lint.requests.facts import FileFacts
from seedance_lint.rules.engine import Engine
from seedance_lint.rules.examples import as_request, violations, with_findings
from seedance_lint.rules.registry import all_rules
from seedance_lint.tokens import TokenCount

PROFILE = load_profile("seedance-2.0")
URL = "https://example.com/"


def context(profile=PROFILE, found=None, **body):
    return Engine(()).read(with_findings(as_request({"prompt": "@Image1 walks.", **body}, profile), found), profile)


FILES = {
    "plain": URL + "a.png",
    "again": URL + "a.png",
    "a third time": URL + "a.png",
    "with a password": "https://me:secret@example.com/b.png",
    "of another format": URL + "c.heic",
    "of another kind": URL + "c.mp4",
    "a path": "shots/a.png",
    "a slot": "{{url}}",
    "large": {"url": URL + "d.png", "size": 5},
    "long": {"url": URL + "e.png", "duration": 5},
    "a slot of a size": {"url": "{{url}}", "size": 5},
    "with a role": {"url": URL + "f.png", "role": "mood"},
    "a number": 5,
    "looked at": URL + "g.png",
}
KINDS = {
    "files": [*FILES.keys() - {"a slot", "a slot of a size", "a number"}],
    "repeated_files": ["again", "a third time"],
    "special_files": ["with a password", "of another format", "of another kind", "a path", "large", "long", "looked at"],
    "measured_files": ["large", "long", "a slot of a size"],
    "files_with_role": ["with a role"],
    "files_without_url": ["a number"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_files(kind):
    names = [*FILES]
    looked_at = context(found={URL + "g.png": FileFacts(problem="empty")}, image_urls=[*FILES.values()])
    found = [getattr(each, "asset", each) for each in getattr(looked_at, kind)]
    assert [names[asset.index - 1] for asset in found] == sorted(KINDS[kind], key=names.index)
    given = [each for each in getattr(looked_at, kind) if hasattr(each, "asset")]
    assert [each.url for each in given] == [each.asset.url for each in given]
    assert context().files == getattr(context(), kind) == []


@pytest.mark.parametrize(
    ("images", "may_have"),
    [(None, [1, 2, 9]), (0, []), (2, [1, 2])],
)
def test_what_a_request_may_have(images, may_have):
    body = {} if images is None else {"image_urls": [URL] * images}
    asked = context(**body)
    assert [index for index in (-1, 0, 1, 2, 3, 9, 10, 99) if asked.may_have("image", index)] == [
        index for index in (1, 2, 3, 9) if images is None or index in may_have
    ]


@pytest.mark.parametrize(("count", "tags"), [(1, "@Image1"), (4, "@Image1, @Image2, @Image3 or @Image4"), (5, "@Image1 to @Image5")])
def test_lists_of_tags(count, tags):
    asked = context(image_urls=[URL] * count)
    assert (asked.choices("image"), asked.count("image")) == (tags, f"{count} image{'s' if count > 1 else ''}")
    assert asked.given_here("image")[0].message == f"{asked.count('image')} given here"
    assert asked.given_here("video") == ()


def test_no_more_than_four_uses_are_pointed_at():
    asked = context(prompt="@Image1 " * 6, image_urls=[URL])
    (asset,) = asked.request.assets["image"]
    assert [(each.at.start, each.message) for each in asked.uses(asset)] == [(start, "used here as @Image1") for start in (0, 8, 16, 24)]


@pytest.mark.parametrize(
    ("prompt", "fits"),
    [
        ("@Image1 as first frame.", "documented"),
        ("@Video1 as first frame.", "in use"),
        ("@Audio1 as camera movement.", "impossible"),
        ("@Image1 as rhythm.", "unlikely"),
        ("@Video1 as character.", "in use"),
        ("@Image1 as lighting.", "documented"),
    ],
)
def test_how_a_role_fits(prompt, fits):
    asked = context(prompt=prompt)
    ((role, reference), *_) = asked.bindings.roles
    assert asked.fit(role.role, reference) == fits


class Counter:
    """Counts each text as the same range."""

    def __init__(self, low, high):
        self.range = TokenCount(low, high)

    def count(self, text):
        return self.range


@pytest.mark.parametrize(
    ("low", "high", "message", "severity"),
    [
        (50, 100, None, None),
        (100, 100, None, None),
        (50, 101, "the prompt has about 50 to 101 tokens, and the provider takes at most 100", "warning"),
        (1101, 1101, "the prompt has 1,101 tokens, and the provider takes at most 100", "error"),
    ],
)
def test_prompts_of_many_tokens(low, high, message, severity):
    profile = PROFILE._replace(max_tokens=100)
    request = as_request({"prompt": "rain " * 21}, profile)
    engine = Engine([all_rules()["prompt-too-long"]], counter=Counter(low, high))
    found = engine.check(engine.read(request, profile))
    assert [(each.violation.message, str(each.violation.severity)) for each in found] == ([] if message is None else [(message, severity)])
    assert not engine.check(engine.read(as_request({"prompt": "rain " * 20}, profile), profile))  # no more bytes than tokens are allowed
    assert not violations([all_rules()["prompt-too-long"]], as_request({"prompt": "rain " * 20}, profile), profile)
