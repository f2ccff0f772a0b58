"""Which tag of a prompt stands for which file of its request."""

import pytest

from seedance_lint.binding import _as_mentions, bind, covered
from seedance_lint.hosts.located import Template
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.source import Span
from seedance_lint.syntax import parse
from seedance_lint.syntax.nodes import BareReference, Tag


def bound(text: str, *, bare: bool = False, holes: tuple[Span, ...] = (), **given: int | None):
    """Bind a prompt to so many files of each kind; to unknown files where none are named."""
    assets = {
        kind: tuple(Asset(kind, index + 1, f"https://e.com/{kind}{index}", (f"{kind}_urls", index)) for index in range(count))
        for kind, count in given.items()
    } or None
    prompt = Template(text, holes) if holes else text
    return bind(parse(text), PromptRequest(prompt, ("prompt",), assets, (), {"prompt": prompt}, {}, holes), bare_names=bare)


def shown(found) -> str:
    """Write down each mention as the tag, the file that it stands for."""
    return ", ".join(f"{each.tag.text}={each.kind} {each.index}" for each in found)


MENTIONS = [
    ("@Image1 and @Video2", "@Image1=image 1, @Video2=video 2"),
    ("@Image1 @Image1", "@Image1=image 1, @Image1=image 1"),
    ("@Image2-4 as scene", "@Image2-4=image 2, @Image2-4=image 3, @Image2-4=image 4"),
    ("@Image1 to @Image4 as scene", "@Image1=image 1, @Image4=image 4, @Image1=image 2, @Image1=image 3"),
    ("@Image1&2 as scene", "@Image1=image 1, 2=image 2"),
    ("@Image and @Image1", "@Image1=image 1"),
    ("@Image0 and @Image1", "@Image1=image 1"),
    ("图片1和视频2", ""),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text, expected):
    found = bound(text)
    assert sorted(shown(found.mentions).split(", ")) == sorted(expected.split(", "))
    assert found.unresolved == ()  # nothing is known of the files
    assert {(each.kind, each.index) for each in found.mentions} == set(found.by_file)
    assert all(binding.asset is None for binding in found.by_file.values())


def test_files_and_tags_come_together():
    found = bound("@Image3 as scene, @Image1 as style, @Audio1 and @Image3", image=2, video=1)
    assert shown(found.unresolved) == "@Image3=image 3, @Audio1=audio 1, @Image3=image 3"
    assert list(found.by_file) == [("image", 1), ("image", 2), ("video", 1), ("image", 3), ("audio", 1)]
    files = {key: (binding.asset is not None, len(binding.mentions)) for key, binding in found.by_file.items()}
    assert files == {
        ("image", 1): (True, 1),
        ("image", 2): (True, 0),
        ("video", 1): (True, 0),
        ("image", 3): (False, 2),
        ("audio", 1): (False, 1),
    }
    assert [(binding.kind, binding.index) for binding in found.by_file.values()] == list(found.by_file)
    assert found.by_file["image", 1].asset.url == "https://e.com/image0"


def test_without_a_tag_nothing_is_unresolved():
    assert bound("a girl", image=1).unresolved == ()
    assert bound("@Image1", image=1).unresolved == ()
    assert shown(bound("@Image1", image=0).unresolved) == "@Image1=image 1"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2, None, [2]),
        (2, 1, [2]),
        (2, 2, [2]),
        (2, 4, [2, 3, 4]),
        (1, 101, range(1, 102)),
        (1, 102, range(1, 102)),
        (5, 10**9, range(5, 106)),
    ],
)
def test_what_a_range_covers(first, last, expected):
    assert list(covered(Tag(Span(0, 1), "@", "image", first, last))) == list(expected)


def test_roles_are_each_told_once_and_denied_ones_never():
    found = bound("@Image1 as scene and style, not as character. @Image1 as scene", image=1)
    roles = [role.role for role in found.by_file["image", 1].roles]
    assert roles == ["scene", "style", "scene"]
    assert [(role.role, reference.tags[0].text) for role, reference in found.roles] == [
        ("scene", "@Image1"),
        ("style", "@Image1"),
        ("scene", "@Image1"),
    ]


def test_broken_tags_stand_apart_unless_the_program_completes_them():
    text = "@Image{} and @Video and @Image1"
    holes = (Span(6, 8),)
    assert [tag.text for tag, _ in bound(text).malformed] == ["@Image", "@Video"]
    assert [tag.text for tag, _ in bound(text, holes=holes).malformed] == ["@Video"]
    assert [tag.text for tag, _ in bound(text, holes=(Span(8, 8), Span(30, 30))).malformed] == ["@Image", "@Video"]


def test_words_are_tags_where_the_provider_has_no_others():
    text = "image 2 as scene, @Image1, and video 1"
    assert shown(bound(text).mentions) == "@Image1=image 1"
    found = bound(text, bare=True, image=1)
    assert shown(found.mentions) == "image 2=image 2, @Image1=image 1, video 1=video 1"
    assert shown(found.unresolved) == "image 2=image 2, video 1=video 1"
    assert [tag.text for tag, _ in found.tags] == ["image 2", "@Image1", "video 1"]
    assert [tag.text for tag, _ in bound(text).tags] == ["@Image1"]
    assert [(role.role, reference.text) for role, reference in found.roles] == [("scene", "image 2")]
    assert [each.text for each in found.bare] == ["image 2", "video 1"]


def test_tags_are_told_in_the_order_of_the_text():
    assert [tag.text for tag, _ in bound("@Video, @Image2 to @Image4 as scene, @Image").tags] == ["@Video", "@Image2", "@Image4", "@Image"]


def test_words_without_a_mark_make_mentions_like_tags():
    found = bound("a girl, image 2 as scene", bare=True)
    (mention,) = found.mentions
    reference = mention.reference
    assert (reference.span, reference.text, reference.kind, reference.indexes) == (Span(8, 15), "image 2", "image", (2,))
    assert [(tag.span, tag.text, tag.index, tag.last) for tag in reference.tags] == [(Span(8, 15), "image 2", 2, None)]
    assert [role.role for role in reference.roles] == ["scene"]


def test_what_stands_between_two_tags_of_a_range_is_bound_to_the_first_of_them():
    found = bound("@Image1, @Image3 to @Image6 as scene", image=9)
    assert {(each.tag.text, each.index) for each in found.mentions} == {
        ("@Image1", 1), ("@Image3", 3), ("@Image6", 6), ("@Image3", 4), ("@Image3", 5),
    }  # fmt: skip
    assert [each.index for each in found.by_file["image", 5].mentions] == [5]
    assert {each.reference for each in found.mentions} == set(found.references)


def test_words_for_several_files_are_a_mention_of_each():
    mentions = _as_mentions(BareReference(Span(0, 10), "images 2-4", "image", 2, (), 4))
    assert [(each.index, each.tag.last) for each in mentions] == [(2, 4), (3, 4), (4, 4)]
