"""Prompts of programs that name no product of ours: only what says by itself that it is for a video is one."""

import pytest

from seedance_lint.config.settings import Settings
from seedance_lint.hosts import Root, host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.requests import Contracts
from seedance_lint.source import SourceDocument

TEXTS = {
    "a question to the user": ("a.py", "click.option('--name', prompt='Your name')", []),
    "an order to a chat": ("a.py", "llm.invoke(prompt='Sum up the minutes.', temperature=0)", []),
    "a picture": ("a.py", "pipe(prompt='a fox in the snow', image=before, height=512, num_inference_steps=4)", []),
    "a picture of a client": ("a.ts", "client.images.generate({prompt: 'a fox in the snow', quality: 'high', size: '1024x1024'})", []),
    "a program on a page": ("a.md", "# Pipelines\n\n```python\npipe(prompt='a fox in the snow')\n```\n", []),
    "a tag": ("a.py", "send(prompt='The fox of @Image1 runs.')", ["The fox of @Image1 runs."]),
    "a file in Chinese": ("a.py", "send(prompt='图片1的狐狸跑过雪地')", ["图片1的狐狸跑过雪地"]),
    "a duration": ("a.py", "send(prompt='a fox in the snow', duration=5)", []),
    "a frame": ("a.ts", "send({prompt: 'a fox in the snow', first_frame_url: given})", []),
    "a host": ("a.ts", "fetch('https://queue.fal.run/bytedance/video', {body: JSON.stringify({prompt: 'a fox in the snow', camera_fixed: true})})", ["a fox in the snow"]),
    "a host of many models alone": ("a.ts", "fetch(`https://api.replicate.com/v1/models/${MODEL}/predictions`, {body: JSON.stringify({input: {prompt: 'a fox in the snow'}})})", []),
    "a call of a host of many models": ("a.py", "replicate.run('studio/talking:0bd2', input={'prompt': 'two sailors talk', 'image': url, 'turbo': True})", []),
    "a file that names us": ("a.py", "# Seedance\nsend(prompt='a fox in the snow')", ["a fox in the snow"]),
    "a page that names us": ("a.md", "# Seedance\n\n```python\nsend(prompt='a fox in the snow')\n```\n", ["a fox in the snow"]),
    "what is wrong with a prompt": ("a.py", "# Seedance\nERRORS = {'prompt': 'The prompt is too long.'}", []),
    "a row of a table": ("a.csv", "prompt,duration\na fox in the snow,5\n", ["a fox in the snow"]),
    "data": ("a.json", '{"prompt": "a fox in the snow"}', ["a fox in the snow"]),
}  # fmt: skip


def prompts(path, text, contracts):
    host = host_for(path)
    assert host is not None
    linter = Linter(Settings(load_profile("seedance-2.0"), contracts=contracts))
    roots = [root for root in host.roots(SourceDocument(path, text)) if isinstance(root, Root)]
    return [request.prompt for root in roots for request in linter.requests(root, text).found]


@pytest.mark.parametrize(("path", "text", "expected"), TEXTS.values(), ids=TEXTS)
def test_programs_that_name_no_product_of_ours(path, text, expected) -> None:
    assert prompts(path, text, Contracts()) == expected


def test_the_profile_of_a_file_says_what_it_is() -> None:
    assert prompts("a.py", "send(prompt='a fox in the snow')", None) == ["a fox in the snow"]


@pytest.mark.parametrize(("text", "skipped"), [("send(prompt='a fox', duration=5)", 1), ("send(prompt='a fox', temperature=0)", 0)])
def test_what_is_of_a_video_counts_as_one_for_another_product(text, skipped) -> None:
    linter = Linter(Settings(load_profile("seedance-2.0"), contracts=Contracts(), verbose=True))
    result = linter.lint(SourceDocument("a.py", text), host_for("a.py"))
    assert (result.summary.prompts, result.summary.skipped) == (0, skipped)
    assert [(each.line, each.column) for each in result.others] == [(1, 13)] * skipped
