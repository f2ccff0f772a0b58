"""Prompts of which hardly a word is there before they are filled in: they are counted, and not read."""

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.source import SourceDocument

PYTHON = "# Seedance\nsend(model='seedance-2.0', prompt=f'{}')"
ARK = "client.content_generation.tasks.create(model='doubao-seedance-2-0-260128', content=[{{'type': 'text', 'text': f'{}'}}])"
SCRIPT = "const body = {{model: 'seedance-2.0', content: [{{type: 'text', text: `{}`}}]}}; send(body)"
DATA = '{{"model": "seedance-2.0", "prompt": "{}", "duration": 5}}'
LINTER = Linter(Configuration(Overrides(isolated=True)).settings_for("a.py"))
FORMS = {"a.py": PYTHON, "b.py": ARK, "a.ts": SCRIPT, "a.json": DATA}

HOLLOW = {
    "parameters": ("a.py b.py a.json", "{prompt} --rs {rs} --dur 5"),
    "a parameter with a name of several words": ("b.py", "{prompt} --camera-fixed {fixed} --watermark false"),
    "a script's parameters": ("a.ts", "${prompt} --resolution ${size} --ratio 16:9"),
    "two texts": ("a.py b.py a.json", "{prompt}. {style}"),
    "labels": ("a.py b.py a.json", "Style: {style}. Camera: {camera}. {prompt}"),
    "connecting words": ("a.py b.py a.json", "{subject} in the style of {artist} and {other}"),
    "two words": ("a.py b.py a.json", "{prompt}, cinematic, 4k"),
    "Chinese": ("a.py b.py a.json", "{subject}，{style}风格"),
    "Chinese for nothing of its own": ("a.py b.py a.json", "场景 {number} 的动态画面"),
    "double braces": ("a.json", "{{scene}}, {{style}}"),
    "an expression": ("a.json", "={{ $json.prompt }} --rs 720p"),
    "an order to write": ("a.json", "[describe the mood]"),
    "a formula": ("a.json", "[Subject] + [Action] + [Scene] + [Camera]"),
    "a formula in Chinese": ("a.json", "[主体]+[动作]+[场景]+[运镜]"),
    "slots in a sentence": ("a.json", "A [subject] in the [place] at [time]"),
    "blanks for a reader": ("a.json", "A slow push in on {PRODUCT} as it turns on a table of glass in {CITY NAME}"),
    "a tag with dots": ("a.json", "@Image1 …"),
    "tags with pointed slots": ("a.json", "@Image1, @Video2 <sig+lock+motion>"),
    "pointed slots": ("a.json", "<your subject here> in <place>"),
}
READ = {
    "a tag": ("a.py b.py a.json", "{prompt} with @Image1"),
    "a sentence": ("a.py b.py a.json", "{subject} walks along the pier at dusk"),
    "a sentence in Chinese": ("a.py b.py a.json", "{subject}沿着码头慢慢走"),
    "three words of a style": ("a.py b.py a.json", "{prompt}, cinematic, warm, grainy"),
    "a label with words of its own": ("a.py b.py a.json", "Subject: {subject}. Camera: slow push in, low angle"),
    "a tag beside a blank": ("a.json", "A slow push in on {PRODUCT} of @Image1 as it turns"),
    "a tag alone": ("a.json", "@Image1"),
    "a tag and a word": ("a.json", "@Image1 turns <slowly>"),
    "a variable in capitals of a workflow": ("a.json", "A slow push in on {{PRODUCT}} as it turns on the table"),
    "a variable in capitals of a shell": ("a.json", "A slow push in on ${PRODUCT} as it turns on the table"),
    "two capitals": ("a.json", "A slow push in on {A} and {TV} on the table"),
    "shots": ("a.json", "[close-up] the keeper turns, [wide shot] the sea"),
    "times": ("a.json", "[0-5s] The sea rises. [5-10s] The fog falls."),
    "a short text": ("a.json", "a kite"),
}


def _found(path: str, prompt: str) -> tuple[int, int]:
    text = FORMS[path].format(prompt)
    result = LINTER.lint(SourceDocument(path, text), host_for(path))
    return result.summary.prompts, len(result.unread)


@pytest.mark.parametrize(("path", "prompt"), [(path, prompt) for paths, prompt in HOLLOW.values() for path in paths.split()])
def test_a_prompt_that_says_nothing_before_it_is_filled_in(path, prompt) -> None:
    assert _found(path, prompt) == (0, 1)


@pytest.mark.parametrize(("path", "prompt"), [(path, prompt) for paths, prompt in READ.values() for path in paths.split()])
def test_a_prompt_with_words_of_its_own(path, prompt) -> None:
    assert _found(path, prompt) == (1, 0)


def test_the_note_has_the_place_and_the_reason() -> None:
    text = "\n" + PYTHON.format("{prompt}, 4k")
    (note,) = LINTER.lint(SourceDocument("a.py", text), host_for("a.py")).unread
    assert (note.line, note.reason) == (3, "assembled at run time")
    (note,) = LINTER.lint(SourceDocument("a.json", DATA.format("A [subject] in [place]")), host_for("a.json")).unread
    assert note.reason == "written as a template with slots to fill in"
