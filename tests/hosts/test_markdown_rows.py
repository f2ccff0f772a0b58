"""Markdown: fences of a row, below numbers and names in bold or below summaries; fences in fences, and tags without a number."""

import pytest

from seedance_lint.hosts import Passed, Root
from tests.hosts.places import only, read

PIER = "A keeper walks along the pier at dusk while rain falls on the lamps, the camera slowly pulls back over the sea."
SEA = "Waves break over the wall of a small harbour at night, aerial shot, thunder, nobody is on the boats there."
LAMP = "The old lamp of the tower turns in the fog, macro shot of its glass, gulls rise, a bell rings far away."


def prompts(page: str, path: str = "a.md") -> list[str]:
    return [root.value["prompt"] for root in read(path, page) if isinstance(root, Root)]


def row(*texts: str, mark: str = "**{}. At sea**\n") -> str:
    return "\n".join(f"{mark.format(number)}```\n{text}\n```\n" for number, text in enumerate(texts, start=1))


def test_fences_below_numbers_and_names_are_prompts_where_a_heading_has_the_word() -> None:
    page = f"# Seedance 2.0\n\n## Prompt engineering\n\n### Moods\n\n{row(PIER, SEA, LAMP)}"
    assert prompts(page) == [PIER, SEA, LAMP]
    assert prompts(page.replace("Prompt engineering", "Moods")) == []
    assert prompts(page.replace("**3. At sea**", "**At sea**")) == []
    assert prompts(f"# Seedance 2.0\n\n## Prompt engineering\n\n{row('pip install clips', 'npm run camera', LAMP)}") == [LAMP]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "深夜、雨粒が窓を伝う事務所で一人座る私立探偵、カメラがゆっくりドリーイン、フィルムノワールの照明",
            "霧に包まれた山々の上空をドローンが上昇、雲が谷間を流れる、カメラが前進、映画級の品質",
            "黒い表面で時計がゆっくり回転、リムライトの照明、カメラが滑らかに周回、静かな音楽",
        ),
        (
            "자정, 비가 흐르는 사무실에 홀로 앉은 탐정, 카메라가 천천히 돌리인, 필름 누아르 조명, 우울한 음악",
            "안개에 싸인 산봉우리 위로 드론이 상승, 구름이 계곡을 흐르고, 카메라가 앞으로 전진하는 풍경",
            "검은 표면 위에서 시계가 천천히 회전, 림 라이트 조명, 카메라가 부드럽게 원형으로 이동하는 장면",
        ),
    ],
)
def test_a_row_may_be_in_japanese_or_korean(texts) -> None:
    word = "プロンプトガイド" if texts[0][0] == "深" else "프롬프트 가이드"
    assert prompts(f"# Seedance 2.0\n\n## {word}\n\n{row(*texts)}") == list(texts)


SUMMARY = "<details>\n<summary><b>At sea</b> — {}</summary>\n\n"
TIMED = "[00:00-00:05] Wide shot of the pier, rain falls on the lamps.\n[00:05-00:10] Close-up of the keeper, the camera pushes in.\n[00:10-00:15] The boat leaves, slow tracking shot."


def test_a_fence_below_a_summary_is_a_prompt_where_others_are() -> None:
    page = f"# Clips\n\nKling and Veo, Seedance 2.0 and others.\n\n## Showcase\n\n{row(TIMED, TIMED.replace('boat', 'ship'), PIER, mark=SUMMARY)}"
    assert prompts(page) == [TIMED, TIMED.replace("boat", "ship"), PIER]
    assert prompts(page.replace(f"</summary>\n\n```\n{PIER}", f"</summary>\n\nSeen:\n\n```\n{PIER}")) == [
        TIMED,
        TIMED.replace("boat", "ship"),
    ]
    assert prompts(page.replace(TIMED.replace("boat", "ship"), "npm run clips")) == [TIMED]


def test_a_fence_in_a_fence_is_what_was_copied() -> None:
    fields = '{\n  "scene": "a pier at dusk, rain",\n  "camera": "slow dolly, wide shot",\n  "end": "close-up of the lamp"\n}'
    for language in ("json", "text"):
        page = f"# Seedance 2.0 gallery\n\n#### Prompt\n\n```\n```{language}\n{fields}\n```\n```\n"
        root = only("a.md", page)
        assert root.value == {"prompt": fields}
        assert page[slice(*root.tree().find(("prompt",)).span)] == fields
    assert prompts(f"# Seedance 2.0 gallery\n\n#### Notes\n\n```\n```json\n{fields}\n```\n```\n") == []


@pytest.mark.parametrize("text", [f"@Image, {PIER}", f"{PIER} The coat is that of @图片.", f"@Image茶杯 on the sill. {PIER}"])
def test_what_is_called_a_prompt_may_have_tags_without_a_number(text) -> None:
    page = f"# Seedance 2.0\n\n### Prompt\n\n```\n{text}\n```\n"
    assert prompts(page) == [text]
    assert prompts(page.replace("### Prompt", "### Notes")) == []
    assert not any(isinstance(each, Root | Passed) for each in read("a.md", page.replace(text, f"@Image[N], {PIER}")))
