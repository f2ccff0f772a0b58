"""Programs of languages that one reader reads: prompts that functions are given by position, those of the program and those from elsewhere."""

import pytest

from seedance_lint.hosts import Passed
from tests.hosts.places import read
from tests.hosts.test_code import URL, found

SAID = "A baker kneads the dough by the window"
BODY = 'Map<String, Object> b = new HashMap<>(); b.put("model", "seedance-2.0"); b.put("prompt", prompt); b.put("image_url", picture); return post(b);'
OWN = {
    "Java": ("a.java", f'class A {{ String send(String prompt, String picture) {{ {BODY} }}\n void main() {{ send("{SAID}", "{URL}a.png"); }} }}\n', [(SAID, [f"{URL}a.png"])]),
    "Java, of this": ("a.java", f'class A {{ String send(String prompt, String picture) {{ {BODY} }}\n void main() {{ this.send("{SAID}", "{URL}a.png"); new A().send("Two {SAID}", "{URL}b.png"); }} }}\n', [(SAID, [f"{URL}a.png"]), (f"Two {SAID}", [f"{URL}b.png"])]),
    "Java, handed on": ("a.java", f'class A {{ String send(String prompt, String picture) {{ {BODY} }}\n void each(String said) {{ send(said, "{URL}a.png"); }}\n void main() {{ each("{SAID}"); }} }}\n', [(SAID, [f"{URL}a.png"])]),
    "Java, two of one name": ("a.java", f'class A {{ String send(String prompt) {{ return send(prompt, "{URL}a.png"); }}\n String send(String prompt, String picture) {{ {BODY} }}\n void main() {{ send("{SAID}"); }} }}\n', [(SAID, [f"{URL}a.png"])]),
    "Java, a text of JSON": ("a.java", f'class A {{ String body(String prompt) {{ return "{{\\"model\\": \\"seedance-2.0\\", \\"prompt\\": \\"" + prompt + "\\"}}"; }}\n void main() {{ post(body("{SAID}")); }} }}\n', [(SAID, [])]),
    "Java, parts of a list": ("a.java", f'// Seedance\nclass A {{ String send(String prompt, int seconds) {{ return post(Map.of("model", MODEL, "content", parts(prompt))); }}\n void main() {{ client.send("{SAID}", 5); }} }}\n', [(SAID, None)]),
    "Java, typed parts and a model from elsewhere": (
        "a.java",
        f'// Seedance\nclass A {{ String make(String prompt, int seconds) {{ return post(Map.of("model", MODEL, "content", List.of(Map.of("type", "text", "text", prompt)))); }}\n void main() {{ make("{SAID}", 5); }} }}\n',
        [(SAID, None)],
    ),
    "Go": ("a.go", f'package main\nfunc gen(ctx context.Context, prompt, picture string) {{ post(map[string]any{{"model": "seedance-2.0", "prompt": prompt, "image_url": picture}}) }}\nfunc main() {{ gen(ctx, "{SAID}", "{URL}a.png") }}\n', [(SAID, [f"{URL}a.png"])]),
    "PHP": ("a.php", f"<?php\nfunction gen(string $prompt, $picture = null) {{ return send(['model' => 'seedance-2.0', 'prompt' => $prompt, 'image_url' => $picture]); }}\ngen('{SAID}', '{URL}a.png');\n", [(SAID, [f"{URL}a.png"])]),
    "C#": ("a.cs", f'class A {{ Task Gen(string prompt, string picture) {{ return post(new {{ model = "seedance-2.0", prompt, image_url = picture }}); }}\n void Main() {{ await Gen("{SAID}", picture: "{URL}a.png"); }} }}\n', [(SAID, [f"{URL}a.png"])]),
    "Ruby": ("a.rb", f'def gen(prompt, picture)\n  send({{ model: "seedance-2.0", prompt: prompt, image_url: picture }})\nend\ngen("{SAID}", "{URL}a.png")\n', [(SAID, [f"{URL}a.png"])]),
    "Kotlin": ("a.kt", f'fun gen(prompt: String, picture: String) {{ post(mapOf("model" to "seedance-2.0", "prompt" to prompt, "image_url" to picture)) }}\nfun main() {{ gen("{SAID}", "{URL}a.png") }}\n', [(SAID, [f"{URL}a.png"])]),
    "Rust": ("a.rs", f'impl A {{ fn gen(&self, prompt: &str, picture: &str) {{ post(json!({{"model": "seedance-2.0", "prompt": prompt, "image_url": picture}})); }} }}\nfn main() {{ a.gen("{SAID}", "{URL}a.png"); }}\n', [(SAID, [f"{URL}a.png"])]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), OWN.values(), ids=OWN)
def test_a_function_of_the_program_is_given_a_prompt(path, text, expected) -> None:
    assert found(path, text) == expected
    assert not [each for each in read(path, text) if isinstance(each, Passed)]


OTHERS = {
    "Java": ("a.java", f'// Seedance\nclass A {{ void f() {{ client.generateVideo("{SAID}"); }} }}\n'),
    "Java, a class": ("a.java", f'class A {{ void f() {{ queue(new VideoRequest("{SAID}", "doubao-seedance-2-0-260128")); }} }}\n'),
    "Java, behind a model": ("a.java", f'class A {{ void f() {{ client.createTask("doubao-seedance-2-0-260128", "{SAID}"); }} }}\n'),
    "Java, a name": ("a.java", f'// Seedance\nclass A {{ static final String P = "{SAID}"; void f() {{ client.textToVideo(P, options); }} }}\n'),
    "Go": ("a.go", f'package main\n// Seedance\nfunc main() {{ client.GenerateVideo(ctx, "{SAID}", 5) }}\n'),
    "PHP": ("a.php", f"<?php\n// Seedance\n$client->generateVideo('{SAID}', ['duration' => 5]);\n"),
    "C#": ("a.cs", f'// Seedance\nvar t = await client.GenerateVideoAsync("{SAID}", duration: 5);\n'),
    "Ruby": ("a.rb", f'# Seedance\nclient.generate_video("{SAID}", duration: 5)\n'),
    "Kotlin": ("a.kt", f'// Seedance\nfun f() {{ client.generateVideo("{SAID}", 5) }}\n'),
    "Rust": ("a.rs", f'// Seedance\nasync fn f() {{ client.generate_video("{SAID}", 5).await?; }}\n'),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), OTHERS.values(), ids=OTHERS)
def test_a_function_from_elsewhere_is_given_a_prompt(path, text) -> None:
    assert [prompt for prompt, _ in found(path, text)] == [SAID]
    assert found(path, text.replace("Seedance", "Kling").replace("seedance", "kling")) == []


@pytest.mark.parametrize(
    "call",
    [
        f'log.info("{SAID}");',
        f'llm.chat("{SAID}");',
        f'describe("{SAID}");',
        'client.generateVideo("id-5");',
        f'askUser("{SAID}");',
        f'generateVideo("{URL}a.png");',
        f'fail("{SAID}", "seedance-2.0");',
    ],
)
def test_what_makes_no_video_is_given_no_prompt(call) -> None:
    assert found("a.java", f"// Seedance\nclass A {{ void f() {{ {call} }} }}\n") == []


def test_a_prompt_that_no_call_knows_is_counted() -> None:
    text = (
        f"class A {{ String send(String prompt, String picture) {{ {BODY} }}\n void main(String[] args) {{ send(args[0], args[1]); }} }}\n"
    )
    assert [each.reason for each in read("a.java", text) if isinstance(each, Passed)] == ["assembled at run time"]


def test_functions_that_call_each_other_end() -> None:
    text = f"class A {{ String send(String prompt, String picture) {{ other(prompt, picture); {BODY} }}\n void other(String prompt, String picture) {{ send(prompt, picture); }} }}\n"
    assert found("a.java", text) == []
    calls = "".join(f' send("{SAID} {number}", "{URL}a.png");\n' for number in range(300))
    text = f"class A {{ String send(String prompt, String picture) {{ {BODY} }}\n void main() {{\n{calls} }} }}\n"
    assert [prompt for prompt, _ in found("a.java", text)] == [f"{SAID} {number}" for number in range(300)]


def test_many_functions_of_one_name_take_no_time() -> None:
    body = BODY.replace("picture", "null")
    functions = "".join(
        f'void send(String prompt, T{number} kind) {{ {body} }}\nvoid m{number}() {{ send("{SAID}", kind); }}\n' for number in range(600)
    )
    assert found("a.java", f"class A {{\n{functions}}}\n") == []
