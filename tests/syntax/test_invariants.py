"""What holds for every text: parsing never fails, and nothing of the text is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_lint.syntax import parse

PIECES = (
    "@Image1", "@image 2", "@Video1", "@Audio1", "@Imgae1", "@Image0", "@Image", "[@Image 1]", "<<<image_1>>>", "@图1", "@视频", "image 1", " ", " ", " ", "\n",
    "as ", "first frame", "参考", "的", "运镜", ", ", ". ", "and ", "from ", "of ", "(", ")", ":", "replace ", "with ", "sync to ", "the ", "style ", "-", "--",
    "@", "1", "角色", "、", "extend ", "do not ", "'s ", "é", "İ", "to ", "use ", "walks ", "换成", "延长", "should fully reference ", "“", "😀",
)  # fmt: skip
prompts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


@given(prompts)
@settings(max_examples=600)
def test_the_children_joined_are_the_text(text: str) -> None:
    prompt = parse(text)
    assert "".join(child.text for child in prompt.children) == text
    at = 0
    for child in prompt.children:
        assert child.span.start == at
        assert text[child.span.start : child.span.end] == child.text
        at = child.span.end


@given(prompts)
@settings(max_examples=300)
def test_every_span_inside_a_reference_is_exact(text: str) -> None:
    for reference in parse(text).references:
        for node in (*reference.tags, *reference.roles):
            assert text[node.span.start : node.span.end] == node.text
        assert reference.kind in {"image", "video", "audio"}
