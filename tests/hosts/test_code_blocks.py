"""Programs of languages that one reader reads: texts below their names, macros that fill in, and blocks about what they are called on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure
from tests.hosts.places import check_whole, read
from tests.hosts.test_code import URL, found, prompt_of

ONE = [("@Image1 walks", [f"{URL}a.png"])]
PROGRAMS = {
    "Ruby, a heredoc": ("a.rb", f'prompt = <<~PROMPT\n  @Image1 walks\n    past #{{place}}\nPROMPT\nsend({{ model: "seedance-2.0", prompt: prompt, image_urls: ["{URL}a.png"] }})\n', [("@Image1 walks\n  past {}\n", [f"{URL}a.png"])]),
    "Ruby, a heredoc without the white space at its ends": ("a.rb", f'send({{ model: "seedance-2.0", prompt: <<~P.strip, image_urls: ["{URL}a.png"] }})\n  @Image1 walks\nP\n', ONE),
    "Ruby, two heredocs of one line": ("a.rb", "send(model: <<~M.strip, prompt: <<~P.strip)\n  seedance-2.0\nM\n  @Image1 walks\nP\n", [("@Image1 walks", None)]),
    "Ruby, a heredoc of JSON": ("a.rb", f'post(<<-JSON)\n  {{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["{URL}a.png"]}}\n  JSON\n', ONE),
    "Ruby, a block": ("a.rb", f'client.post("/v1") do |req|\n  req.body = {{ model: "seedance-2.0", prompt: "@Image1 walks", image_urls: ["{URL}a.png"] }}.to_json\nend\n', ONE),
    "Rust, a format": ("a.rs", f'fn f() {{ let p = format!("@Image1 {{}} at {{hour}}, {{{{slowly}}}}", "walks"); post(json!({{"model": "seedance-2.0", "prompt": p, "image_urls": ["{URL}a.png"]}})); }}', [("@Image1 walks at {}, {slowly}", [f"{URL}a.png"])]),
    "Rust, a format in a macro": ("a.rs", 'fn f() { post(json!({"model": "seedance-2.0", "prompt": format!("@Image1 {}", verb), "image_urls": [&url]})); }'.replace("&url", f'"{URL}a.png"'), [("@Image1 {}", [f"{URL}a.png"])]),
    "Rust, names in a macro": ("a.rs", f'const P: &str = "@Image1 walks"; fn f() {{ let u = "{URL}a.png".to_string(); post(json!({{"model": "seedance-2.0", "prompt": P.to_string(), "image_urls": [&u]}})); }}', ONE),
    "Rust, a format of JSON": ("a.rs", f'fn f() {{ post(format!(r#"{{{{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["{URL}a.png"], "seed": {{}}}}}}"#, seed)); }}', ONE),
    "C#, a format": ("a.cs", f'post(new {{ model = "seedance-2.0", prompt = string.Format("@Image1 {{0}}", verb), image_urls = new[] {{ "{URL}a.png" }} }});', [("@Image1 {}", [f"{URL}a.png"])]),
    "Kotlin, an object that is filled": ("a.kt", f'fun f() {{ post(JSONObject().apply {{\n  put("model", "seedance-2.0")\n  put("prompt", "@Image1 walks")\n  put("image_urls", listOf("{URL}a.png"))\n}}) }}\n', ONE),
    "Kotlin, fields that are filled": ("a.kt", f'fun f() {{ val r = VideoInput().apply {{\n  model = "seedance-2.0"\n  prompt = "@Image1 walks"\n  imageUrls = listOf("{URL}a.png")\n}}\n  post(r) }}\n', ONE),
    "Kotlin, a builder of JSON": ("a.kt", f'fun f() {{ post(buildJsonObject {{\n  put("model", "seedance-2.0")\n  put("prompt", "@Image1 walks")\n  putJsonArray("image_urls") {{ add("{URL}a.png") }}\n}}) }}\n', ONE),
    "Kotlin, typed parts in blocks": (
        "a.kt",
        f'val b = buildJsonObject {{\n  put("model", "seedance-2.0")\n  putJsonArray("content") {{\n    addJsonObject {{ put("type", "text"); put("text", "@Image1 walks") }}\n    addJsonObject {{ put("type", "image_url"); putJsonObject("image_url") {{ put("url", "{URL}a.png") }} }}\n  }}\n}}\n',
        ONE,
    ),
    "Kotlin, a block with a condition": ("a.kt", f'val b = buildJsonObject {{\n  put("model", "seedance-2.0")\n  put("prompt", "@Image1 walks")\n  if (more) put("image_urls", listOf("{URL}a.png"))\n}}\n', [("@Image1 walks", None)]),
    "Kotlin, inside of a block": ("a.kt", f'fun main() = runBlocking {{\n  launch {{ post(mapOf("model" to "seedance-2.0", "prompt" to "@Image1 walks", "image_urls" to listOf("{URL}a.png"))) }}\n}}\n', ONE),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_what_is_found(path, text, expected) -> None:
    assert not [each for each in read(path, text) if isinstance(each, HostFailure)]
    assert found(path, text) == expected


HEREDOCS = {
    "with escapes": ('a = { prompt: <<~E, model: "seedance-2.0" }\n  see\n    §\nE\n', 'a "b" \\\\ \\t\\u{1f3ac} @Image1 \\#x', 'see\n  a "b" \\ \t🎬 @Image1 #x\n'),
    "with its indent": ('a = { prompt: <<-E, model: "seedance-2.0" }\n  §\n  E\n', "a\\n @Image1", "  a\n @Image1\n"),
    "without escapes": ("a = { prompt: <<~'E', model: \"seedance-2.0\" }\n  §\nE\n", "a\\n #{x} @Image1", "a\\n #{x} @Image1\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "written", "meant"), HEREDOCS.values(), ids=HEREDOCS)
def test_places_in_heredocs(text, written, meant) -> None:
    text = text.replace("§", written)
    node, made = prompt_of("a.rb", text)
    assert node.value == meant
    at = meant.index("@Image1")
    start, end = made.to_file(type(node.span)(at, at + 7))
    assert text[start:end] == "@Image1"
    encoded = node.form.encode("@Image2", at)
    again, _ = prompt_of("a.rb", text[:start] + encoded + text[end:])
    assert again.value == meant.replace("@Image1", "@Image2")


@given(st.text(st.sampled_from("ab \n{}'图🎬$"), max_size=20))
def test_places_in_heredocs_of_any_lines(said) -> None:
    wanted = f"The yard {said}. @Image1 walks"
    text = 'a = { prompt: <<~E, model: "seedance-2.0" }\n' + "".join(f"  {line}\n" for line in wanted.split("\n")) + "E\n"
    node, made = prompt_of("a.rb", text)
    at = node.value.index("@Image1")
    assert text[slice(*made.to_file(type(node.span)(at, at + 7)))] == "@Image1"
    if "\n" not in said:
        assert node.value == f"{wanted}\n"
        check_whole(made)


@given(st.text(st.sampled_from("ab 图🎬$'"), max_size=20))
def test_places_in_formats_with_braces(said) -> None:
    text = 'fn f() { send(json!({"prompt": format!("§ {} {{x}} @Image1 walks", mood), "model": "seedance-2.0"})); }'.replace("§", said)
    node, made = prompt_of("a.rs", text)
    assert node.value == f"{said} {{}} {{x}} @Image1 walks"
    at = node.value.index("@Image1")
    start, end = made.to_file(type(node.span)(at, at + 7))
    assert text[start:end] == "@Image1"
    again, _ = prompt_of("a.rs", text[:start] + node.form.encode("@Image2", at) + text[end:])
    assert again.value == node.value.replace("@Image1", "@Image2")


HOSTILE = ["<<~A\n" * 20_000, "a {" * 20_000, "a.apply { b(" * 10_000, "format!(" * 20_000, "<<~A.f(<<~B)\n" * 5_000]


@pytest.mark.parametrize("path", ["a.rb", "a.kt", "a.rs"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_is_too_deep(text, path) -> None:
    read(path, f"// seedance prompt\n{text}")
