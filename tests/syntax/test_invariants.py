"""What holds for every text: parsing never fails, and nothing of the text is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_lint.syntax import parse

from ..fuzz.targets import grammar

PIECES = (
    "@Image1", "@image 2", "@Video1", "@Audio1", "@Imgae1", "@Image0", "@Image", "[@Image 1]", "<<<image_1>>>", "@图1", "@视频", "image 1", " ", " ", " ", "\n",
    "as ", "first frame", "参考", "的", "运镜", ", ", ". ", "and ", "from ", "of ", "(", ")", ":", "replace ", "with ", "sync to ", "the ", "style ", "-", "--",
    "@", "1", "角色", "、", "extend ", "do not ", "'s ", "é", "İ", "to ", "use ", "walks ", "换成", "延长", "should fully reference ", "“", "😀",
)  # fmt: skip
prompts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


@given(prompts)
@settings(max_examples=300)
def test_nothing_is_lost_and_every_span_is_exact(text: str) -> None:
    grammar(text)


@given(prompts)
@settings(max_examples=150)
def test_every_span_inside_a_reference_is_exact(text: str) -> None:
    for reference in parse(text).references:
        for node in (*reference.tags, *reference.roles):
            assert text[node.span.start : node.span.end] == node.text
        assert reference.kind in {"image", "video", "audio"}
