"""White space: what wraps a line, stands twice or is seen by nobody changes nothing that is read, and no place."""

import pytest

from seedance_lint.syntax import parse

from .test_shapes import roles_of


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Use @Image1 only for the face, hair, dark gray outfit and color\npalette of the driver", "image 1: character"),
        ("A long shot, and then the scene of the very old\n    harbor in @Image1 and, after a while, the face of the tall\r\nsailor in @Image2", "image 1: scene; image 2: character"),
        ("Use @Image1 as the first\u200b frame and @Image\ufeff2 as the last  frame", "image 1: first_frame; image 2: last_frame"),
        ("在@图片1\ufeff@图片2\u200b@图片3的场景中", "image 1 2 3: scene"),
        ("最后镜头推近，参考\n@图片1的场景", "image 1: scene"),
        ("人物动作参考@视频1\n的舞步，场景是\r\n@图片2", "video 1: choreography; image 2: scene"),
        ("参考@视频1的动作\n场景参考@图片2", "video 1: choreography; image 2: scene"),
        ("A long line about the old harbor that stops here. The face of\n@Image1", "image 1: character"),
        ("The crew waits, and then we see the face of the man in\n[Image 1]", "image 1: character"),
        # what is no wrap: a short line, a capital letter, a mark, an end
        ("@Image1 for the\nscene", "image 1: "),
        ("@Image1 stands before the long and winding road of the\nScene", "image 1: "),
        ("A long line about the old harbor that is near the face\n@Image1 stands there", "image 1: "),
        ("A long line about the old harbor with an end behind the face.\nin @Image1 she walks", "image 1: "),
    ],
)  # fmt: skip
def test_blanks_change_nothing(prompt: str, expected: str) -> None:
    read = parse(prompt)
    assert roles_of(read) == expected.strip()
    assert "".join(child.text for child in read.children) == prompt


def test_a_role_over_two_lines_has_its_place() -> None:
    text = "Keep @Image1 for the hero, and @Image2 as the quiet\n  last frame"
    role = parse(text).references[1].roles[0]
    assert text[role.span.start : role.span.end] == "last frame"
