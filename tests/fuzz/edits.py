"""What is half typed: small documents as people write them, changed at random, in every kind of file; and what an editor asks after each change."""

import time
from collections.abc import Callable

from hypothesis import strategies as st

from seedance_lint.config import Settings
from seedance_lint.hosts import host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.oracle import offered
from seedance_lint.profiles import load_profile
from seedance_lint.source import SourceDocument

LONGEST = 2.0
"""Seconds of the processor for one small document; a hang has no end."""

_PROMPT = "@Image1 as first frame, @image 2 walks. @Video1's motion, 图片3作为角色"
DOCUMENTS: dict[str, list[str]] = {
    ".json": [f'{{"model": "seedance-2.0", "prompt": "{_PROMPT}", "image_urls": ["https://e.com/a.png"], "duration": 5}}\n', '[{"content": [{"type": "text", "text": "@Image1 \\ud83c\\udfac"}, {"type": "image_url", "image_url": {"url": "x"}}]}]', '{"body": "{\\"prompt\\": \\"@Image1 \\\\u56fe walks\\", \\"image_urls\\": [\\"a.png\\"]}"}', '{"7": {"class_type": "ByteDance2ReferenceNode", "inputs": {"model": "Seedance 2.0", "model.prompt": "@Image1 as scene", "image": ["3", 0]}}, "3": {"class_type": "LoadImage", "inputs": {"image": "a.png"}}}'],
    ".csv": ['id,prompt,image_urls\r\n1,"@Image1 as ""scene"", walks","[""https://e.com/a.png""]"\r\n2,@Image0,\r\n'],
    ".tsv": ["prompt\timages\n@Image1 as scene\ta.png\n"],
    ".http": ['POST https://api.e.com/v1 HTTP/1.1\nContent-Type: application/json\n\n{"prompt": "@Image1 as scene"}\n\n###\nPOST https://e.com/\n\nprompt=%40Image0\n'],
    ".ps1": ["$p = '@Image1 as scene'\nInvoke-RestMethod -Uri https://api.e.com/v1 -Body (@{ prompt = $p; image_urls = @('a.png') } | ConvertTo-Json)\n"],
    ".bat": ['curl -X POST https://api.e.com/v1 ^\r\n  -d "{\\"prompt\\": \\"@Image1 as scene\\"}"\r\n'],
    ".jsonl": [f'{{"prompt": "{_PROMPT}"}}\n{{"prompt": "b", "image_urls": []}}\n'],
    ".yaml": [f"model: seedance-2.0\nprompt: >-\n  {_PROMPT}\n\n  and on\nimage_urls: &a\n  - https://e.com/a.png\nother: {{<<: *a, 'b': \"c\\n\"}}\n# seedance-lint: ignore[zero-index]\n---\n- prompt: |2\n    x\n"],
    ".toml": [f'[a]\nprompt = """\n{_PROMPT} \\\n  end"""\nimage_urls = [\'a.jpg\'] # seedance-lint: ignore[x]\n[[b.c]]\nprompt = "@Image0"\n'],
    ".py": [f"import fal_client\nwho = 'a girl'\nbase = {{'image_urls': [who, *more]}}\ndef go(n=5):\n    p = f'{_PROMPT} {{who}}' ' in rain'\n    fal_client.subscribe('bytedance/seedance', arguments={{**base, 'prompt': p.strip(), 'duration': n}})\nbase['x'] = p + ' '.join([who, \"b\"]) % who\n"],
    ".js": [f"const who = 'a girl';\nconst base = {{ image_urls: [who, ...more] }};\nasync function go(n = 5) {{\n  const p = `{_PROMPT} ${{who}}` + ' in rain';\n  await fal.subscribe('bytedance/seedance', {{ input: {{ ...base, prompt: p.trim(), duration: n }} }});\n}} // seedance-lint: ignore[x]\n"],
    ".ts": [f"interface Body {{ prompt: string }}\nexport const body: Body = {{ prompt: '{_PROMPT}'.trim(), image_urls: ['a.jpg'] as string[] }};\nconst f = <T,>(x: T) => JSON.stringify({{ prompt: x, ...body }});\n".replace("@Video1's", "@Video1")],
    ".java": [f'class A {{{{\n  void f(String who) {{{{\n    String p = "{_PROMPT} " + who;\n    Map<String, Object> body = new HashMap<>();\n    body.put("prompt", p.trim());\n    body.put("image_urls", List.of("a.jpg")); // seedance-lint: ignore[x]\n    send(A.builder().prompt("""\n        @Image1 walks\n        """).build());\n  }}}}\n}}}}\n'.replace("{{", "{").replace("}}", "}")],
    ".go": [f'package main\n\nfunc f(who string) {{{{\n\tp := fmt.Sprintf("{_PROMPT} %s", who)\n\tbody := map[string]any{{{{"prompt": p, "image_urls": []string{{{{"a.jpg"}}}}}}}}\n\tbody["seed"] = 5 // seedance-lint: ignore[x]\n\tsend(&A{{{{Prompt: volc.String(`@Image1`)}}}}, body)\n}}}}\n'.replace("{{", "{").replace("}}", "}")],
    ".php": ["<?php\n$who = 'a girl';\n$payload = ['prompt' => \"@Image1 as first frame, $who walks\", 'image_urls' => ['a.jpg']];\n$payload['seed'] = 5; // seedance-lint: ignore[x]\nsend(json_encode($payload));\n"],
    ".cs": ['var p = $"@Image1 as first frame, {who} walks";\nvar body = new { prompt = p, image_urls = new[] { "a.jpg" } }; // seedance-lint: ignore[x]\nsend(new Video { Prompt = @"@Image1", Content = [ "x" ] });\n'],
    ".rb": ["who = 'a girl'\npayload = { prompt: \"@Image1 as first frame, #{who} walks\", image_urls: ['a.jpg'] }\npayload[:seed] = 5 # seedance-lint: ignore[x]\nclient.generate(prompt: '@Image0', images: urls)\n"],
    ".rs": ['fn f(who: &str) {\n  let p = "@Image1 as first frame";\n  let body = json!({"prompt": p, "image_urls": ["a.jpg"], "seed": -1}); // seedance-lint: ignore[x]\n  send(Video { prompt: r#"@Image0"#.to_string(), images: vec!["a".into()], ..Default::default() });\n}\n'],
    ".kt": ['val p = "@Image1 as first frame, $who walks"\nval body = mapOf("prompt" to p, "image_urls" to listOf("a.jpg")) // seedance-lint: ignore[x]\nsend(Video(prompt = """\n  @Image0\n""".trimIndent()))\n'],
    ".tsx": ["const shot = <Shot prompt={`@Image1 ${a}`} image_urls={['a.jpg']}>{b && <p>@Image0</p>}</Shot>;\n"],
    ".md": [f'# Shot\n\n> **Prompt:** {_PROMPT}\n\n- a\n  ```yaml\n  prompt: {_PROMPT}\n  ```\n\n<!-- seedance-lint: ignore[zero-index] -->\n```json\n{{"prompt": "@Image1"}}\n```\n\n| prompt | n |\n|---|---|\n| @Image1 walks | `1` |\n'],
    ".html": [f'<title>Seedance</title><h2>Prompt</h2>\n<p class="prompt">{_PROMPT} &amp; <b>on</b></p><!-- seedance-lint: ignore[zero-index] -->\n<table><tr><th>Prompt<tr><td>@Image1<br>walks</table><pre data-prompt="@image 1 &quot;walks&quot;">@Image0\n</pre><script>f({{prompt: "@Image1", image_urls: ["a"]}})</script>\n'],
    ".vue": ["<script setup lang='ts'>\nf({prompt: '@Image1', image_urls: ['a']})\n</script>\n<template><p>@Image0</p></template>\n"],
    ".txt": [f"---\nimage_urls:\n  - https://e.com/a.png # one\nduration: 10\n---\n{_PROMPT}\n"],
    ".ipynb": ['{"cells": [{"cell_type": "code", "source": ["%time\\n", "f(prompt=\'@Image1\')\\n", "x?"]}, {"cell_type": "markdown", "source": "```prompt\\n@image 1\\n```"}], "nbformat": 4}'],
    ".sh": ["curl -X POST https://api.e.com/v1 \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"prompt\": \"@Image1 as scene\"}'\n"],
}  # fmt: skip

_GLUE = ["'", '"', '"""', "`", "\\", "\n", "\r\n", " ", "{", "}", "[", "]", "(", ")", ",", ":", "=", "+", "#", "//", "/*", "*/", "<!--", "-->", "${", "...", "**", "*", "&a", "*a", "|", ">", "-", "```", "---", "f'", "prompt", "prompt=p", "p", "await ", "lambda: ", "=>", "\ufeff", "\u2028", "é", "🎬", "@Image1", "% ", "!", "?"]  # fmt: skip

Slip = tuple[float, int, str]
"""Where a document is changed (a share of its length), how many characters go, and what comes instead."""

_slips = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from([0, 0, 0, 1, 1, 2, 5, 30, 1000]), st.one_of(st.just(""), st.sampled_from(_GLUE))),
    min_size=1, max_size=6,
)  # fmt: skip
_documents = st.sampled_from([(suffix, text) for suffix, texts in DOCUMENTS.items() for text in texts])
examples = st.tuples(_documents, _slips)


def slipped(text: str, slips: list[Slip]) -> list[str]:
    """Return a text after each of its changes."""
    made = []
    for where, gone, come in slips:
        at = int(where * (len(text) + 1))
        text = text[:at] + come + text[at + gone :]
        made.append(text)
    return made


_LINTER = Linter(Settings(load_profile("seedance-2.0"), select=("ALL",)))


def edits(example: tuple[tuple[str, str], list[Slip]]) -> None:
    """No change of a document makes its reader, a rule or a fix fail, or take longer than anybody waits."""
    (suffix, text), slips = example
    reader = host_for(f"x{suffix}")
    if reader is None:
        return
    for now in slipped(text, slips):
        document = SourceDocument(f"x{suffix}", now)
        result = _within(lambda document=document: _LINTER.lint(document, reader), now)
        broken = [failure.message for failure in result.failures if "failed on this" in failure.message]
        assert not broken, broken
        for found in result.diagnostics:
            assert 0 <= found.start.offset <= found.end.offset <= len(now)
        _within(lambda document=document, result=result: offered(result, document, reader), now)
    fixed = _within(lambda: fix_document(document, lambda each: _LINTER.lint(each, reader), unsafe=True, result=result, host=reader), now)
    assert len(fixed.result.failures) <= len(result.failures)


def _within(work: Callable[[], object], text: str) -> object:
    began = time.process_time()
    made = work()
    spent = time.process_time() - began
    assert spent < LONGEST, f"{len(text)} characters take {spent:.1f} s"
    return made
