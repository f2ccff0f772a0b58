"""Which names are those of Seedance, and which of other products of the same house."""

import pytest

from seedance_lint.contracts.products import is_only_in_remarks_of, speaks_of_us


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dreamina text2video", True),
        ("dreamina image2video", True),
        ("jimeng-image2video", True),
        ("dreamina image2image", False),
        ("dreamina-image", False),
        ("dreamina-image-4.0", False),
        ("jimeng_image_3_1", False),
        ("jimeng_high_aes_general_v21_L", False),
        ("JimengSeedream4", False),
        ("JimengVisualUnderstanding", False),
        ("Dreamina Seedance and Seedream", True),
        ("jimeng-video-3.0", False),
        ("jimeng-image-to-video-seedance-2.0", True),
    ],
)
def test_names_that_speak_of_us(name, expected) -> None:
    assert speaks_of_us(name) is expected


@pytest.mark.parametrize(
    ("program", "only"),
    [
        ('# for Seedance\nmodel = "kling-3"\n', True),
        ('"""Clips for Seedance.\n"""\nmodel = "kling-3"\n', True),
        ('model = "kling-3"\n/* as Seedance has it', True),  # a remark that stays open goes up to the end
        ('model = "kling-3"  # not Seedance\n', False),
        ('# for Seedance\nmodel = "seedance-2.0" or "kling-3"\n', False),
        ("# for Seedance and Kling\n", False),
    ],
)
def test_a_program_that_names_our_product_in_remarks_alone(program, only):
    assert is_only_in_remarks_of(program) == only
