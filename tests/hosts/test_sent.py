"""Small programs and command lines: what they send, and to whom."""

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.source import SourceDocument

LINTER = Linter(Configuration(Overrides(isolated=True, select=("zero-index",))).settings_for("x.py"))
BODY = '{"prompt": "@Image0 x"}'
FAL = "https://queue.fal.run/bytedance/seedance-2.0/reference-to-video"
SENT = {
    "in brackets behind a command": ("a.sh", f"true;(curl {FAL} -d '{BODY}')", ["/prompt"], "fal-2.0"),
    "behind a pipe of both streams": ("a.sh", f"make |& curl {FAL} -d '{BODY}' --fail", ["/prompt"], "fal-2.0"),
    "behind settings": ("a.sh", f"A=1 B=a/b=2 curl {FAL} -d '{BODY}'", ["/prompt"], "fal-2.0"),
    "a program with a sign in its folder": ("a.sh", f"tools/a=b/curl {FAL} -d '{BODY}'", ["/prompt"], "fal-2.0"),
    "through three names": ("a.sh", f"A='{BODY}'; B=$A; C=$B; curl {FAL} -d \"$C\"", ["/prompt"], "fal-2.0"),
    "a name that is itself": ("a.sh", f'A=$B; B=$A; curl {FAL} -d "$A"', None, ""),
    "a sentence": ("a.sh", 'jimeng video generate -p "A ferry leaves, @Image0."', ["/prompt"], ""),
    "one word": ("a.sh", 'jimeng video generate -p "ferry0"', None, ""),
    "one word in Chinese": ("a.sh", 'jimeng video generate -p "渡轮"', [], ""),
    "two commands of a line": ("a.bat", f'curl {FAL} -d "{{\\"prompt\\": \\"@Image0 x\\"}}" & curl {FAL} -d "{{\\"prompt\\": \\"@Image0 y\\"}}"', ["/prompt", "/prompt"], "fal-2.0"),
    "a name in brackets": ("a.mjs", f"fal['subscribe']('bytedance/seedance-2.0/reference-to-video', {{input: {BODY}}})", ["/input/prompt"], "fal-2.0"),
    "a default in a pattern": ("a.mjs", f"const f = ([a, b = 1], {{c = 2, d}}) => g({{...{BODY}, model: 'seedance-2.0'}})", ["/prompt"], "seedance-2.0"),
    "calls beside the prompt": ("a.mjs", 'g({prompt: "@Image0 x", model: "seedance-2.0", seed: new Date(), n: h()})', ["/prompt"], "seedance-2.0"),
    "a sum of unknown parts": ("a.py", "g(prompt=x + y, model='seedance-2.0')", None, ""),
    "a sum of unknown parts and one": ("a.py", "g(prompt='@Image0 ' + x + y, model='seedance-2.0')", ["/prompt"], "seedance-2.0"),
    "parameters that are spread": ("a.ps1", f"$p = @{{ Body = '{BODY}' }}\nInvoke-RestMethod -Method Post -Uri {FAL} @p", ["/prompt"], "fal-2.0"),
    "an address that is spread": ("a.ps1", f"$p = @{{ Uri = '{FAL}' }}\nInvoke-RestMethod -Body '{BODY}' @p", ["/prompt"], "fal-2.0"),
    "a list with something unknown": ("a.ps1", '$b = @{ prompt = "@Image0 x"; image_urls = $u, "https://example.com/b.png"; model = "seedance-2.0" }', ["/prompt"], "seedance-2.0"),
    "a value that is written as something else": ("a.ps1", '$b = @{ prompt = "@Image0 x"; model = "seedance-2.0" } | Format-Table', None, ""),
    "a text that goes on": ("a.ps1", "$b = '{\"prompt\": \"@Image0 x\", \"model\": \"seedance-2.0\"}' | Out-File x.json", ["/prompt"], "seedance-2.0"),
}  # fmt: skip
"""A program, the pointers of its prompts with a finding (None: there is no prompt), and the contract."""


@pytest.mark.parametrize(("name", "text", "pointers", "contract"), SENT.values(), ids=SENT)
def test_what_is_sent(name, text, pointers, contract):
    result = LINTER.lint(SourceDocument(name, text), host_for(name))
    assert not result.failures
    assert (result.summary.prompts > 0) is (pointers is not None)
    assert [found.pointer for found in result.diagnostics] == (pointers or [])
    assert all(text[found.start.offset : found.end.offset] == "@Image0" for found in result.diagnostics)
    if contract:
        assert list(result.contracts) == [contract]
