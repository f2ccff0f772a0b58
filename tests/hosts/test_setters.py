"""Requests of Python and JavaScript that methods in a row put together."""

import pytest

from tests.hosts.places import pieces, read
from tests.hosts.test_code import found

SAID = "A baker kneads the dough by the window"
URL = "https://example.com/a.png"
ROWS = {
    "Python": ("a.py", f'from seedance import Request\njob = Request().prompt("{SAID}").image_url("{URL}").duration(5)\n', [(SAID, [URL])]),
    "Python, on several lines": ("a.py", f'from seedance import Request\njob = (\n    Request.builder()\n    .model("seedance-2.0")\n    .prompt("{SAID}")\n    .image("{URL}")\n    .build()\n)\n', [(SAID, [URL])]),
    "Python, several files": ("a.py", f'from seedance import Request\nRequest().prompt("{SAID}").add_image("{URL}").add_image("https://example.com/b.png").run()\n', [(SAID, [URL, "https://example.com/b.png"])]),
    "Python, a setter": ("a.py", f'from seedance import Builder\nb = Builder()\nb.set_prompt("{SAID}")\nb.run()\n', [(SAID, None)]),
    "JavaScript": ("a.js", f'// Seedance\nawait new VideoJob().prompt("{SAID}").imageUrl("{URL}").duration(5).run();\n', [(SAID, [URL])]),
    "JavaScript, setters": ("a.js", f'// Seedance\nconst job = new VideoJob();\njob.setDuration(5).setPrompt("{SAID}").setImageUrl("{URL}");\n', [(SAID, [URL])]),
    "JavaScript, one setter": ("a.ts", f'import {{ Builder }} from "seedance";\nconst b = new Builder();\nb.withPrompt(`{SAID}`);\n', [(SAID, None)]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), ROWS.values(), ids=ROWS)
def test_what_is_found(path, text, expected) -> None:
    assert found(path, text) == expected
    (root,) = [each for each in read(path, text) if getattr(each, "value", {}).get("prompt")]
    made = root.tree().find(("prompt",)).form.source_map(text)
    assert all(text[slice(*span)] == character for character, span in pieces(made))
    assert found(path, text.replace("seedance", "kling").replace("Seedance", "Kling")) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", f'// Seedance\nconst name = await inquirer.prompt("{SAID}").catch("rain");\n'),
        ("a.js", f'// Seedance\nconst said = window.prompt("{SAID}");\n'),
        ("a.py", f'# Seedance\nanswer = typer.prompt("{SAID}")\n'),
        ("a.py", f'# Seedance\nchat.with_system("{SAID}").ask("{SAID}")\n'),
        ("a.py", '# Seedance\nRequest().prompt("name").image_url("a.png").duration(5)\n'),
        ("a.py", f'# Seedance\nRequest().prompt("{SAID}").prompt("{SAID}").duration(5)\n'),
    ],
)
def test_what_is_no_request(path, text) -> None:
    assert found(path, text) == []


@pytest.mark.parametrize(("path", "start"), [("a.py", "# Seedance\nr = R()"), ("a.js", "// Seedance\nnew R()")])
def test_a_row_in_which_the_prompt_is_set_again_and_again_is_none(path, start) -> None:
    assert found(path, start + f'.prompt("{SAID}").duration(5)' * 600 + "\n") == []
