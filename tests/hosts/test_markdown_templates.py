"""Markdown: templates and forms, which are to be filled in, and the part of a fence that is the prompt."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.hosts.markdown import host
from seedance_lint.hosts.prose.verdict import TEMPLATE
from seedance_lint.source import SourceDocument
from tests.hosts.places import only, read

TEMPLATES = [
    "```\n@Image1 walks slowly along the pier.\n[Brand color palette], desaturated tones, warm shadows.\n```",
    "```\n@Image1 as the first frame, [subject] walks through [place] while the rain falls.\n```",
    "```\n@Image1 as the first frame, {character} walks through the street while the rain falls.\n```",
    "> @Image1 walks along <street name> while the rain falls and the lamps go out.",
    "```\n在@视频1和@视频2之间加一个场景，镜头缓缓拉远，内容为xxx\n```",
    "```\n@视频1的主体慢慢走过街道，雨一直下。\n【保留】[明确列出保留的元素：运镜/动作]\n```",
    "```\n@视频1的主体慢慢走过街道，雨一直下。\n必须保留：...\n```",
    "```\n@Video1 is what is edited, slowly and at dusk.\nKeep: ...\nChange: …\n```",
    "```\n@图片1作为首帧，定义<主体>的外貌与服装，镜头缓缓拉远。\n```",
    "```\n@视频1是要延长的视频：保持<主体、道具和光线>连续。\n```",
    f"```\n@Image1 walks slowly along the pier.\n\n[{'what happens there, and how; ' * 4}]\n\nRain.\n```",
    "```\n@Image1 walks slowly along the pier.\n[产品名]，镜头缓缓拉远。\n```",
    "```\n@Image1 walks slowly along the pier in the rain.\n\n[what else happens there]\n```",
    "```\n@Image1 walks slowly along the pier.\n[product] stands behind it in the rain.\n```",
    "```\n@Image1 walks slowly along the pier in a [tone: calm / wild] manner.\n```",
    "```\n@Image1[her name] walks slowly along the pier in the rain.\n```",
    "```\n@Image1 defines <appearance, clothing, or material> of the man, who walks slowly along the pier.\n```",
    "```\n@Image1 defines <Subject A>'s coat. <Subject A> walks slowly along the pier in the rain.\n```",
    "```\n@Image1 defines <Baker>'s coat while the rain falls on the pier and the gulls rise.\n```",
    "```\n@Image1 walks slowly along the pier.\n0-3s: [subject] walks on in the rain.\n```",
    "```\n@Image1 walks slowly along the pier.\n0-3s: [frame + camera]; 3-6s: [frame + sound]\n```",
    "```\n@图片1 的人沿着码头慢慢走，镜头拉远。\n0-3秒：[主体]走进雨里。\n```",
    "```\n@图片1 作为<主体>，<主体>沿着码头慢慢走，镜头拉远。\n```",
    "```\n@图片1 作为<渔夫>，沿着码头慢慢走，镜头拉远。\n```",
    "```\n@图片1 作为[产品名称]，[产品名称]缓缓旋转，镜头拉远。\n```",
    "```\n[产品]特写，@图片1 的码头在雨里，镜头缓慢拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走，<背景声音>，镜头拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走，<雨声/风声>，镜头拉远。\n```",
    "```\n{} of @Image1 walks slowly along the pier in the rain.\n```",
    "```\n[…] of @Image1 walks slowly along the pier in the rain.\n```",
    "```\n@Image1 walks slowly along the pier in the rain of [...].\n```",
    "```\n@Image1 as <the hero>. <the hero> walks slowly along the pier.\n```",
    "```\n将@视频1向后延长X秒，渔夫继续划船，镜头缓缓拉远。\n```",
    "```\nExtend @Video1 by X seconds while the fisherman rows on and the gulls rise.\n```",
    "```\n@图片1 的渔夫划船穿过湖面。0-X秒：远景；X-Y秒：近景推近。\n```",
    "```\n@Image1 shows the lake. In N shots the fisherman rows on while the gulls rise.\n```",
    "```\n@图片1 的渔夫划船穿过湖面，承接视频X的结尾，镜头缓缓拉远。\n```",
    '```\n@图片1 的渔夫划船穿过[地点，如"清晨的湖面/雨中的港口"]，镜头缓缓拉远。\n```',
    "```\n@Image1 rows over [a place, such as the lake at dawn], the camera pulls back.\n```",
    "```\n[时长]秒，@图片1 的渔夫划船穿过湖面，镜头缓缓拉远。\n```",
    "```\n以@图片1为首帧，（此处填写动作），镜头缓缓推进。\n```",
    "```\n参考@图片1的渔夫，...输入你的动作描述...，镜头推近。\n```",
    "```\n@Image1 as first frame. Insert your action here, the camera pushes in slowly.\n```",
    "```\n@Image1 as first frame, the fisherman says (your text here) and rows on.\n```",
    "```\n@Image1 walks slowly along the pier.\n0-3s: rain falls on the gulls.\n...\n```",
    "```\n## 场景\n[描述拍摄环境的地理位置、建筑风格、天气光线等]\n## 镜头\n@图片1 的渔夫划船，镜头拉远。\n```",
    "```\n[Shot 1: Wide] Description. [Cut to: Close-up] Description. @Image1 walks slowly along the pier.\n```",
    "```\n[0-3秒] 画面A + 镜头A，@图片1 的渔夫划船；\n[4-8秒] 画面B + 镜头B。\n```",
    "```\n@图片1 的渔夫划船。【镜头运动】湖面，海鸥飞起，远山。\n```",
    "```\n@Image1 walks along the pier under a sign, only $price today, the camera pushes in.\n```",
    "```\n@音频1 是[旁白/角色名]的声音，渔夫划船穿过湖面，镜头缓缓拉远。\n```",
    "```\n【风格】写实/动画\n【场景】@图片1 的湖面\n【动作】渔夫划船，镜头缓缓拉远。\n```",
    "```\n【风格】写实，胶片。\n【场景】@图片1 的湖面\n【动作】渔夫划船穿过【场景】，镜头缓缓拉远。\n```",
    "```\n【风格】写实，胶片。\n@图片1 的渔夫划船穿过【场景】，镜头缓缓拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走。<雨声><产品名称> 镜头拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走。<老渔夫><镜头> 镜头拉远。\n```",
    "```\n@图片1 的面包师推开门，笑着说 {台词}，镜头推近。\n```",
    "```\n@Image1 stands before a [huge gate — 10x her size] and waits in the rain.\n```",
    "```\n@Image1 wakes up in [some small town of the coast]: rain falls on the gulls.\n```",
    "```\n@Image1 walks slowly along the pier.\n[the rest of it as above]\nThe gulls rise in the rain.\n```",
    "```\n@Image1 walks slowly along the pier.\n[остальное без изменений]\nThe gulls rise in the rain.\n```",
    "```\n画风：<写实/胶片/水墨，任选其一>\n@图片1 的渔夫划船穿过湖面，镜头缓缓拉远。\n```",
    "```\n@图片1 的湖面。\n0-3秒：【主体】走进雨里的码头。\n3-6秒：【场景】下雨了，镜头推近。\n6-9秒：【镜头】拉远，海鸥飞起来。\n```",
    "```\n@图片1 的湖面。\n0-3秒：【相遇】【景别】走进雨里的码头。\n3-6秒：【离开】镜头推近。\n6-9秒：【归来】拉远，海鸥飞起来。\n```",
    '```\n@Image1 walks slowly along the pier.\nSpeech: [tone] "You are late."\n```',
    '```\n@Image1 walks slowly along the pier.\nSpeech: [THE CLAIM] "You are late."\n```',
    "```\n[SUBJECT]\n[PLACE + WEATHER]\n[CAMERA + LIGHT]\n@Image1 walks slowly along the pier\n```",
    "```\nRain falls on the pier. [Weather]. @Image1 walks slowly along it. [Style].\n```",
    "```\nRain falls on the pier. [Camera moves] while @Image1 walks slowly along it.\n```",
    "```\n@Image1 walks slowly along the pier. Place: [Name of the pier] Rain falls on the gulls.\n```",
    "```\n1. [A boat] @Image1 walks slowly along the pier in the rain.\n```",
    "```\n@Image1 the hero of 【place】 walks slowly along the pier in 【weather】 at 【time】 of the day.\n```",
    "```\n【主体】 在 【场景】 慢慢走， 【风格】 @图片1 的码头，镜头拉远。\n```",
    "```\n[Picture]: [Wide] @Image1 walks slowly along the pier.\n[Sound]: [a bell]\n[Picture]: [what she sees]\n[Sound]: [gulls] It rains.\n```",
    "```\n[Picture]: [Wide] @Image1 walks slowly along the pier.\n[Sound]: [Music] It rains.\n[Place]: [Location] Gulls.\n[Sound]: [a bell]\n```",
    "```\n[Opening]\n\n[What happens there]\n\n@Image1 walks slowly along the pier in the rain.\n```",
    "```\nHello.\n\n[The opening]\n\n@Image1 walks slowly along the pier.\n\n[The end]\n\nRain.\n```",
]
NO_TEMPLATES = [
    "```\n@Image1 walks along the pier with [C02 Old Tom] while the rain falls on the gulls.\n```",
    "```\n[Wide view]\n[Rain on the pier]\n[Gulls rise]\n@Image1 walks slowly along the pier, rain falls.\n```",
    "```\n@图片1 的面包师推开门，笑着说 {早上好}，镜头推近。\n```",
    "```\n@Image1 opens the door and says: {bread for all}, the camera pushes in slowly.\n```",
    "```\n@Image1 walks slowly along the pier.\n[Old Tom], the keeper, waits there in the rain.\n```",
    '```\n@Image1 types his name into the old machine and says "your boat ends here", the camera pushes in slowly.\n```',
    "```\n@图片1 的渔夫在键盘上输入他的名字，描述往事的声音响起，镜头推近。\n```",
    "```\n@Image1 in a Model X drives along the pier, an N on the door, 5 seconds. The X-Men wait.\n```",
    "```\nFORMAT: 15s / 120 BPM / 4 SHOTS\n@Image1 rows over the lake at dawn, keywords: calm / grey / slow motion, and the gulls rise.\n```",
    "```\n@图片1 的渔夫划船穿过湖面，呈S型前进。\n【画面，如流水般推进】镜头缓缓拉远，T恤在风里飘动。\n```",
    "```\n@图片1 作为<老渔夫（黑衣）>，场景参考@图片2\n0-3秒：[老渔夫]沿着码头慢慢走，镜头拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走。<远处的雨声持续><钟鸣> 镜头拉远。\n```",
    "```\n@图片1 的人沿着码头慢慢走。<雨声><海浪拍岸> 镜头拉远。\n```",
    "```\n【风格】写实，胶片。\n【场景】@图片1 的湖面\n【动作】渔夫划船，镜头缓缓拉远。\n```",
    "```\n@Image1 as [Old Tom], @Image2 as [Mara]. [Old Tom] walks slowly along the pier, Mara waits.\n```",
    "```\n@Image1 defines <Baker>'s coat. @Image2 is the <Old Mill>. <Baker> walks slowly into it.\n```",
    "```\n@图片1 的老人坐在窗边。\n0-3s：[远景→中景] 镜头缓慢推进，夕阳照进来。\n3-6秒: [回忆] 画面变得鲜亮。\n```",
    "```\n@Image1 walks along the pier.\n0-3s: [Quiet start] The gulls rise.\n```",
    "```\n@图片1 的老人按【台词】说话，镜头推近。\n【台词｜逐字】\n天黑了。\n```",
    "```\n@图片1 的老人坐在窗边。\n0-3秒：【场景建立】- 远景缓慢推镜头，夕阳照进来。\n```",
    "```\n@Image1 walks slowly along the pier. [Cut] [Handheld kinetic] She runs in the rain.\n```",
    '```\n@Image1 [calm]: "You are late", she says and closes the door. [0-3s] Rain.\n```',
    "```\n@图片1 的渔夫划船。【环绕镜头】湖面，【快速切换】海鸥，【慢镜头】雨滴，【固定】远山，镜头拉远。\n```",
    "```\n@Image1 walks slowly along the pier, rain falls and nobody sees the gulls ...\n```",
    "```\n@Image1 walks along the pier under a sign, only $68 today, the camera pushes in.\n```",
    "```\n@图片1 的湖面，水墨风格。\n0-3s: 【场景建立】远景，雾里的湖面。\n3-6s：【主体引入】镜头推近至渔夫的手。\n6-9s：【结尾定格】小船远去，雨声渐起。\n【声音】桨声\n```",
    '```\n@Image1 walks slowly along the pier.\n- Speech: [Thought] "You are late."\nMara: [barely audible] "And wet."\nSound: "Beep" + [Mechanical] "Click"\n```',
    "```\n@Image1 walks along the pier.\n[TIMELINE SECOND BY SECOND] 0-3s: [Restless Montage] Quick cuts of gulls and ropes.\n```",
    "```\n[Scene]\n@Image1 walks along the pier, {快跑，他来了！} <br>she runs.\n```",
    "```\n[Style] Film noir, grain. [Duration] 15 seconds. [Scene] @Image1 walks slowly along the pier.\n```",
    "```\n@Image1 walks slowly along the pier. 2-5 seconds: [Hero Shot] The gulls rise. 5-8s: [Dive] @Image1 jumps.\n```",
    "```\n@图片1 的人沿着码头慢慢走。[场景氛围] 雨夜，远处的灯。[镜头构成 · 三段] 0-1秒：远景。\n```",
    '```\n@Image1 walks slowly along the pier and sings the last line: [Song] "Nobody waits for rain", the gulls rise.\n```',
    '```\n"[SETUP] Rain on the pier, 35mm. [TIMELINE] 0-3s: @Image1 walks slowly, the gulls rise."\n```',
    "```\n【Film Style】 Noir, rain on glass. 【Duration】 12 seconds 【Characters】 @Image1 waits on the pier in a coat. 【Scene】 A pier at night.\n```",
    "```\n雨夜的短片，光影清晰。 【人物】 @图片1 的老人，穿黑衣。 【分镜】 他沿着码头慢慢走，镜头拉远。 【声音】 只有雨声和远处的钟。\n```",
    "```\n[Core Theme]\n\nRain on the pier, film grain\n\n[Who Is There]\n\n@Image1 walks slowly, the gulls rise\n```",
    '```\n[Picture]: [Close-up] @Image1 walks slowly along the pier.\n[Sound]: [Steps on wet planks] Mara: "Late."\n[Picture]: [Black] The end.\n[Sound]: [a bell far away]\n```',
    f"```\n@Image1 walks slowly along the pier.\n[00:03 - 00:06 | {'WIDE SHOT ' * 9}]\nThe gulls rise.\n```",
]


def test_templates_are_passed_over() -> None:
    for text in TEMPLATES:
        (passed,) = read("a.md", text)
        assert isinstance(passed, Passed), text
        assert passed.offset == len("```\n") if text.startswith("```") else text.index("@")
        assert passed.reason == TEMPLATE
    assert all(isinstance(only("a.md", text), Root) for text in NO_TEMPLATES)


FORMS = {
    "a node of a workflow": (
        '[Seedance 2.0 视频生成]\n  提示词: "面包师推开木窗，炊烟升起"\n  时长: 5\n\n     ↓\n\n[SaveVideo]',
        ["面包师推开木窗，炊烟升起"],
    ),
    "tags in brackets": ('[Load Image] → [Seedance]\n     提示词: "[图1]面包师和[图2]猫坐在窗边"', ["[图1]面包师和[图2]猫坐在窗边"]),
    "a page that is about it": (
        '示例提示词: "面包师推开木窗，炊烟升起，邻居的猫跳上屋顶，云散开"',
        ["面包师推开木窗，炊烟升起，邻居的猫跳上屋顶，云散开"],
    ),
    "no name of the product": ('[Video]\n  提示词: "面包师推开木窗，炊烟升起"', []),
    "another field": ('[Seedance]\n  名称: "面包师推开木窗，炊烟升起"', []),
    "an order to an assistant": ('Seedance\nPrompt: "make a Seedance clip of my bakery"', []),
}


@pytest.mark.parametrize(("fence", "prompts"), FORMS.values(), ids=FORMS)
def test_a_form_that_names_the_product_has_prompts_in_quotes(fence, prompts):
    found = read("a.md", f"# Seedance nodes\n\n```\n{fence}\n```\n")
    assert [root.value["prompt"] for root in found if isinstance(root, Root)] == prompts


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize(
    ("lines", "prompts"),
    [
        (
            [
                "Mode: references",
                "@image1: the baker",
                "",
                "Final prompt:",
                "@image1 kneads the dough by the window.",
                "",
                "Negative prompt:",
                "text, logo",
            ],
            ["@image1 kneads the dough by the window."],
        ),
        (
            ["Prompt 1:", "@image1 kneads the dough slowly.", "Prompt 2:", "@image2 opens the old oven door."],
            ["@image1 kneads the dough slowly.", "@image2 opens the old oven door."],
        ),
        (["**提示词：**", "@图片1 的面包师在窗边慢慢揉面团，镜头推近"], ["@图片1 的面包师在窗边慢慢揉面团，镜头推近"]),
        (["Negative prompt:", "@image1 kneads the dough by the window."], []),
        (["Final prompt:", "[Subject] from @image1 walks into [scene] while the camera [movement]."], []),
        (["Prompt:", "", "Syntax:", "@image1, @video1"], []),
        (
            ["Step 1: add the picture", '  Prompt: "@image1 kneads the dough,', '  slowly, at dawn."', "Step 2: wait"],
            ["@image1 kneads the dough,\n  slowly, at dawn."],
        ),
        (['In prompt: "@image1 is the first frame of it"'], []),
        (['Negative prompt: "@image1 with text and a logo"'], []),
        (['Prompt: "@image1", then more of it'], []),
    ],
)
def test_a_fence_may_call_a_part_of_it_the_prompt(mark, lines, prompts):
    page = "".join(f"{mark}{line}\n" for line in ["```text", *lines, "```"])
    document = SourceDocument("a.md", page)
    roots = [root for root in host.roots(document) if isinstance(root, Root)]
    assert [root.value["prompt"] for root in roots] == prompts
    for root, prompt in zip(roots, prompts, strict=True):
        span = root.tree().find(("prompt",)).span
        assert page[slice(*span)].replace(f"\n{mark}", "\n") == prompt


def test_a_file_named_in_brackets_behind_its_sign_is_no_slot() -> None:
    text = "15s, film grain. Two rivals of @[the sheet of the cast] face each other in a narrow kitchen, handheld camera, slow push-in."
    page = f"# Seedance 2.0\n\n**Prompt:**\n\n```\n{text}\n```\n"
    assert only("a.md", page).value == {"prompt": text}
    (passed,) = read("a.md", page.replace("@[", "["))
    assert passed.reason == TEMPLATE
