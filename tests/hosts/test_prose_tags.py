"""What looks for tags in prose, before anything is parsed."""

import pytest

from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.syntax.tables import load_tables


def test_a_glance_sees_the_tags_of_every_language() -> None:
    assert [word for word in load_tables().kind_words if not mentions(f"a shot of @{word}1 at dusk")] == []


@pytest.mark.parametrize("text", ["@Imgae1", "@vidoe 2", "@[Image 1]", "[@Image 1]", "<<<image_1>>>", "[图片1]", "＠视频1"])
def test_and_other_spellings(text) -> None:
    assert mentions(f"a shot of {text} at dusk")


@pytest.mark.parametrize("text", ["@alice", "ask @phoebe", "[1]", "<img src='a.png'>", "a@b.org", "@imports", "@/lib/x"])
def test_and_no_other_words(text) -> None:
    assert not mentions(text)
