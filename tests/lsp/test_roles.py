"""The texts of roles are complete, and their words are read as those roles."""

import pytest

from seedance_lint.lsp.roles import role_texts
from seedance_lint.profiles import load_profile, names
from seedance_lint.syntax import parse
from seedance_lint.syntax.readings import READINGS

CHINESE = {"image": "图片", "video": "视频", "audio": "音频"}


def test_every_role_has_a_text_and_every_text_a_role():
    known = {role for roles in READINGS.values() for role in roles}
    assert set(role_texts()) == known
    assert all(text.does.endswith(".") for text in role_texts().values())


@pytest.mark.parametrize("profile", names())
def test_the_words_of_documented_roles_are_read_as_those_roles(profile):
    for kind, roles in load_profile(profile).roles.items():
        for role in roles:
            text = role_texts()[role]
            for words, prompt in ((text.en, f"@{kind}1 as {text.en}. She waits."), (text.zh, f"@{CHINESE[kind]}1作为{text.zh}，她等着")):
                if words is not None:
                    [reference] = parse(prompt).references
                    assert [phrase.role for phrase in reference.roles] == [role], prompt
