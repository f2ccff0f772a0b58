"""A face in a photograph is seen; pictures without one are left alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from seedance_lint.probes.faces import count_faces
from seedance_lint.probes.files import LocalFiles

pytestmark = pytest.mark.slow


def photographs() -> Path:
    import skimage.data

    return Path(skimage.data.__file__).parent


def test_a_face_is_seen():
    assert count_faces(photographs() / "astronaut.png") == 1


@pytest.mark.parametrize("side", [240, 3000])
def test_a_face_is_seen_in_small_and_large_pictures(tmp_path, side):
    from PIL import Image

    Image.open(photographs() / "astronaut.png").convert("RGB").resize((side, side)).save(tmp_path / "宇航员.jpg")
    assert count_faces(tmp_path / "宇航员.jpg") == 1


@pytest.mark.parametrize("name", ["coffee", "camera", "chelsea", "coins", "moon", "motorcycle_left", "page", "brick", "horse", "cell"])
def test_no_face_is_seen_where_none_is(name):
    assert count_faces(photographs() / f"{name}.png") == 0


def test_faces_are_told_from_what_is_none(tmp_path):
    """On 100 faces and 100 other pieces of photographs, each on a grey ground."""
    import numpy
    from PIL import Image

    seen = [0, 0]
    for number, piece in enumerate(numpy.load(photographs() / "lfw_subset.npy")):
        ground = Image.new("L", (200, 200), 128)
        ground.paste(Image.fromarray((piece * 255).astype("uint8")).resize((120, 120), Image.Resampling.LANCZOS), (40, 40))
        ground.save(tmp_path / "a.png")
        seen[number // 100] += bool(count_faces(tmp_path / "a.png"))
    assert seen[0] >= 95
    assert seen[1] <= 1


def test_what_is_no_image_has_no_count(media, tmp_path):
    (tmp_path / "text.jpg").write_text("no image")
    (tmp_path / "empty.jpg").touch()
    for path in (tmp_path / "text.jpg", tmp_path / "empty.jpg", tmp_path, tmp_path / "gone.jpg", media.video("a.mp4")):
        assert count_faces(path) is None


def test_an_image_of_too_many_pixels_is_not_decoded(tmp_path):
    """Its header may say something else to whoever looked at it before."""
    from PIL import Image

    for side in (9_000, 11_000):
        Image.new("1", (side, side)).save(tmp_path / f"{side}.png")
    code = "import sys; from seedance_lint.probes.faces import count_faces; print([count_faces(path) for path in sys.argv[1:]])"
    command = [sys.executable, "-c", code, str(tmp_path / "9000.png"), str(tmp_path / "11000.png")]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "[0, None]\n"


def test_only_who_asks_gets_a_count(media, drafted):
    media.image("hero.png")
    asked = drafted(image=["hero.png"])
    assert LocalFiles(media.folder).add_to(asked).assets["image"][0].facts.faces is None
    assert LocalFiles(media.folder, faces=True).add_to(asked).assets["image"][0].facts.faces == 0
