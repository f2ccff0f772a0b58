"""Prompts that a program's own functions and classes hand on to the one that sends them."""

import pytest

from tests.hosts.test_builders import found

ARK = "https://ark.cn-beijing.volces.com/api/v3/contents/generations/tasks"
POST = f"requests.post('{ARK}', json={{'model': model, 'content': content, 'duration': 5, 'ratio': '1:1'}})"
FETCH = f"fetch('{ARK}', {{method: 'POST', body: JSON.stringify({{model, content, duration: 5, ratio: '1:1'}})}})"
TEXT = "{'type': 'text', 'text': text}"
IMAGE = "{'type': 'image_url', 'image_url': {'url': url}}"
SEND = (
    "requests.post('https://api.example.com/v1/videos', json={'model': 'seedance-2.0', 'prompt': self.prompt, 'image_urls': self.images})"
)

FOUND = {
    "with what it is given otherwise": (
        "a.py",
        (f"class C:\n    def one(self, text, **kw):\n        return self._send([{TEXT}], **kw)\n"
        f"    def _send(self, content, model='seedance-2.0'):\n        return {POST}\nC().one('a quay at dawn', duration=5)"),
        [("a quay at dawn", 0)]),
    "a list of what functions make": (
        "a.py",
        (f"def send(content, model='seedance-2.0'):\n    return {POST}\ndef words(text):\n    return {TEXT}\ndef image(url):\n    return {IMAGE}\n"
        "send([words('@Image1 walks on'), image('https://example.com/a.png')])"),
        [("@Image1 walks on", 1)]),
    "what a class is made with": (
        "a.py",
        (f"class Shot:\n    def __init__(self, prompt, images=None):\n        self.prompt = prompt\n        self.images = images or []\n"
        f"    def send(self):\n        {SEND}\nShot('a quay at dawn').send()\nShot('@Image1 walks on', ['a.png']).send()"),
        [("a quay at dawn", 0), ("@Image1 walks on", 1)]),
    "what one of two classes is made with": (
        "a.py",
        (f"class Other:\n    def __init__(self, prompt):\n        self.prompt = prompt\nclass Shot:\n    def __init__(self, prompt):\n        self.prompt = prompt\n"
        f"        self.images = []\n    def send(self):\n        {SEND}\nOther('what is this thing?')\nShot('a quay at dawn').send()"),
        [("a quay at dawn", 0)]),
    "an object that a method takes apart": (
        "a.ts",
        (f"class C {{ one(text, opts) {{ return this.#send([{TEXT}], opts); }}\n#send(content, {{model = 'seedance-2.0'}} = {{}}) {{ return {FETCH}; }} }}\n"
        "await new C().one('a quay at dawn');"),
        [("a quay at dawn", 0)]),
    "what a class of a script is made with": (
        "a.ts",
        ("class Shot { constructor(prompt, images = []) { this.prompt = prompt; this.images = images; }\n"
        "body() { return {model: 'seedance-2.0', prompt: this.prompt, image_urls: this.images}; } }\nnew Shot('@Image1 walks on', ['a.png']);"),
        [("@Image1 walks on", 1)]),
    "the properties that a constructor declares": (
        "a.ts",
        ("class Shot { constructor(private readonly prompt: string, readonly images: string[] = []) {}\n"
        "body() { return {model: 'seedance-2.0', prompt: this.prompt, image_urls: this.images}; } }\nnew Shot('@Image1 walks on', ['a.png']);"),
        [("@Image1 walks on", 1)]),
    "what a component of Vue begins with": (
        "a.vue",
        ("<script setup>\nconst text = ref('a quay at dawn');\nconst empty = ref('');\n"
        "async function go() { await fetch('/api/videos', {body: JSON.stringify({model: 'seedance-2.0', prompt: text.value, duration: 5})}); }\n</script>"),
        [("a quay at dawn", 0)]),
    "what a component of Svelte begins with": (
        "a.svelte",
        ("<script>\nlet text = $state('a quay at dawn');\n"
        "async function go() { await fetch('/api/videos', {body: JSON.stringify({model: 'seedance-2.0', prompt: text, duration: 5})}); }\n</script>"),
        [("a quay at dawn", 0)]),
    "what another part of a reference is": (
        "a.ts", "const text = ref('a quay at dawn');\nfetch('/api/videos', {body: JSON.stringify({model: 'seedance-2.0', prompt: text.label})});", []),
    "prompts with another name": (
        "a.ts",
        ("const SHOTS = [{id: 1, videoPrompt: 'a quay at dawn', image: 'a.png'}, {id: 2, videoPrompt: 'a pier at noon', image: 'b.png'}];\n"
        "for (const s of SHOTS) await client.video.generate({model: 'seedance-2.0', prompt: s.videoPrompt, image_url: s.image});"),
        [("a quay at dawn", 1), ("a pier at noon", 1)]),
    "prompts with another name, of which one is sent": (
        "a.py",
        ("SHOTS = [{'video_prompt': 'a quay at dawn', 'image': 'a.png'}, {'video_prompt': 'a pier at noon', 'image': 'b.png'}]\n"
        "client.videos.generate(model='seedance-2.0', prompt=SHOTS[0]['video_prompt'])"),
        [("a quay at dawn", 1), ("a pier at noon", 1), ("a quay at dawn", 0)]),
    "what nobody can see": ("a.py", f"def send(prompt='a quay at dawn', images=None):\n    {SEND.replace('self.', '')}\nsend(**shot)", [("a quay at dawn", None)]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_handed_on(path, text, expected) -> None:
    assert found(path, text) == expected
