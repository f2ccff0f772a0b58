"""Prompts that a program sends where nobody gives it another one."""

import pytest

from tests.hosts.test_choices import requests

SEND = "requests.post('https://api.example.com/v1/videos', json={'model': 'seedance-2.0', 'prompt': %s, 'duration': 5})"
P = SEND % "p"

FOUND = {
    "a field of a payload": SEND % "payload.get('prompt', 'a quay at dawn')",
    "a variable of the environment": f"p = os.environ.get('PROMPT', 'a quay at dawn')\n{P}",
    "a function for that": SEND % "os.getenv('PROMPT', 'a quay at dawn')",
    "an attribute": SEND % "getattr(args, 'prompt', 'a quay at dawn')",
    "a constant": "QUAY = 'a quay at dawn'\n" + SEND % "payload.get('prompt', QUAY)",
    "an argument": f"def send(p):\n    {P}\nsend(payload.get('prompt', 'a quay at dawn'))",
    "an option with a short name behind it": (
        f"parser.add_argument('--prompt', '-p', default='a quay at dawn')\nargs = parser.parse_args()\n{SEND % 'args.prompt'}"),
    "a field of Streamlit": f"p = st.text_area('Prompt', 'a quay at dawn')\n{P}",
    "a field of Streamlit by name": f"p = st.text_area('Prompt', value='a quay at dawn', height=80)\n{P}",
    "a field of Gradio": f"def run(p, s):\n    {P}\nbox = gr.Textbox(value='a quay at dawn')\ngr.Button('Go').click(run, inputs=[box, s])",
    "an interface of Gradio": f"def run(p):\n    {P}\ngr.Interface(fn=run, inputs=gr.Textbox('a quay at dawn'), outputs='video')",
    "an option of Typer": f"@app.command()\ndef run(p: str = typer.Option('a quay at dawn', '--prompt')):\n    {P}",
    "an option of Click": f"@click.command()\n@click.option('-p', '--p', default='a quay at dawn')\ndef run(p):\n    {P}",
    "a question": f"p = Prompt.ask('What is to be seen', default='a quay at dawn')\n{P}",
}  # fmt: skip


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_what_is_sent_where_nobody_gives_another_one(text) -> None:
    assert [prompt for prompt, _, _ in requests("a.py", text)] == ["a quay at dawn"]


NOT_FOUND = {
    "nothing": SEND % "payload.get('prompt', '')",
    "a word": SEND % "payload.get('prompt', 'none')",
    "another function": SEND % "shorten(text, 'a quay at dawn')",
}


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_is_no_prompt(text) -> None:
    assert requests("a.py", text) == []


def test_what_is_known_comes_first() -> None:
    program = "for s in [{'prompt': 'rain on the sea'}, {}]:\n    " + SEND % "s.get('prompt', 'a quay at dawn')"
    assert [prompt for prompt, _, _ in requests("a.py", program)] == ["rain on the sea", "a quay at dawn"]
