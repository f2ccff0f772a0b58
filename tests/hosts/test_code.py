"""Programs of languages that one reader reads by their tables: what requests they put together, where the texts stand, and how they are written anew."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import HostFailure, Passed, Root, host_for, may_hold_prompts
from seedance_lint.hosts.program.quotings import QUOTINGS
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.requests.programs import of_us
from seedance_lint.source import SourceDocument
from tests.hosts.places import around, check_whole, read

URL = "https://example.com/"


def found(path, text):
    """Return the prompts of a file, each with its files; None where these are not known."""
    requests = [
        request
        for root in read(path, text)
        if isinstance(root, Root)
        for request in of_us(find_requests(root.value, Contracts(), root.around), root.value, text, root.around).found
    ]
    assert not requests or glance(path, text)
    return [
        (request.prompt, None if request.assets is None else [file.url for files in request.assets.values() for file in files])
        for request in requests
    ]


def glance(path: str, text: str) -> bool:
    host = host_for(path)
    assert host is not None
    return may_hold_prompts(SourceDocument(path, text), host)


def test_programs_that_speak_of_prompts_alone_are_not_read():  # as in a program for a terminal
    said = "// Shows the prompt, and asks again.\nif (prompt == null) { ask(HelpPrompt); }\n"
    assert not glance("a.java", said)
    for field in (
        '"prompt": x',
        "'prompt' => $x",
        "$prompt = 'x'",
        "prompt: 'x'",
        '"prompt" to x',
        '.setPrompt("x")',
        '.put("prompt", x)',
        '["prompt"] = x',
    ):
        assert glance("a.java", said + field)


def java(body: str) -> str:
    return f"class A {{\n  void send(String given) {{\n{body}\n  }}\n}}\n"


def go(body: str) -> str:
    return f"package main\n\nfunc send(given string) {{\n{body}\n}}\n"


ONE = [("@Image1 walks", [f"{URL}a.png"])]
PROGRAMS = {
    "Java, a map": ("a.java", java(f'Map<String, Object> b = new HashMap<>(); b.put("model", "seedance-2.0"); b.put("prompt", "@Image1 walks"); b.put("image_urls", List.of("{URL}a.png"));'), ONE),
    "Java, a map that is made of pairs": ("a.java", java(f'post(Map.of("model", "seedance-2.0", "prompt", "@Image1 walks", "image_urls", Arrays.asList("{URL}a.png")));'), ONE),
    "Java, a map of entries": ("a.java", java(f'post(Map.ofEntries(Map.entry("model", "seedance-2.0"), entry("prompt", "@Image1 walks"), entry("image_urls", List.of("{URL}a.png"))));'), ONE),
    "Java, an object of JSON": ("a.java", java(f'post(new JSONObject().put("model", "seedance-2.0").put("prompt", "@Image1 walks").put("image_urls", new JSONArray().put("{URL}a.png")).toString());'), ONE),
    "Java, a builder": ("a.java", java(f'post(Request.builder().model("seedance-2.0").prompt("@Image1 " + "walks").imageUrls(List.of("{URL}a.png")).build());').replace("Request", "VideoInput"), ONE),
    "Java, setters": ("a.java", java(f'VideoInput v = new VideoInput(); v.setModel("seedance-2.0"); v.setPrompt("@Image1 walks"); v.setImageUrls(List.of("{URL}a.png")); post(v);'), ONE),
    "Java, a builder under a name": ("a.java", java(f'VideoInput.Builder v = VideoInput.builder().model("seedance-2.0"); v.prompt("@Image1 walks"); v.imageUrls(List.of("{URL}a.png")); post(v.build());'), ONE),
    "Java, typed parts": (
        "a.java",
        java(
            'final String id = "doubao-seedance-2-0-260128"; final String p = "@Image1 walks"; List<Content> c = new ArrayList<>();\n'
            'c.add(Content.builder().type("text").text(p).build());\n'
            f'c.add(Content.builder().type(ContentType.IMAGE_URL).imageUrl(Task.ImageUrl.builder().url("{URL}a.png").build()).role("reference_image").build());\n'
            "service.createTask(Task.builder().model(id).content(c).duration(5L).build());"
        ),
        ONE,
    ),
    "Java, a part that a loop adds": (
        "a.java",
        java('List<Map<String, Object>> c = new ArrayList<>(); c.add(Map.of("type", "text", "text", "@Image1 walks")); for (String u : urls) { c.add(Map.of("type", "image_url", "image_url", Map.of("url", u))); } post(Map.of("model", "seedance-2.0", "content", c));'),
        [("@Image1 walks", None)],
    ),
    "Java, a list that a function fills": (
        "a.java",
        java('List<Map<String, Object>> c = new ArrayList<>(); c.add(Map.of("type", "text", "text", "@Image1 walks")); addFiles(c, urls); post(Map.of("model", "seedance-2.0", "content", c));'),
        [("@Image1 walks", None)],
    ),
    "Java, a field on a condition": (
        "a.java",
        java(f'Map<String, Object> b = new HashMap<>(); b.put("model", "seedance-2.0"); b.put("prompt", "@Image1 walks"); if (given != null) {{ b.put("image_urls", List.of("{URL}a.png")); }}'),
        [("@Image1 walks", None)],
    ),
    "Java, a text block with tags and no model": ("a.java", java('post("""\n      {"prompt": "@Image1 walks"}\n      """);'), [("@Image1 walks", None)]),
    "Java, a text block": ("a.java", java(f'post("""\n      {{\n        "model": "seedance-2.0",\n        "prompt": "@Image1 walks",\n        "image_urls": ["{URL}a.png"]\n      }}\n      """);'), ONE),
    "Java, a text of JSON": ("a.java", java(f'String json = "{{" + "\\"model\\": \\"seedance-2.0\\", \\"prompt\\": \\"@Image1 walks\\"," + "\\"image_urls\\": [\\"{URL}a.png\\"]}}"; post(json);'), ONE),
    "Java, a format": ("a.java", java('post(String.format("{\\"model\\": \\"seedance-2.0\\", \\"prompt\\": \\"@Image1 %s\\", \\"duration\\": %d}", given, 5));'), [("@Image1 {}", None)]),
    "Java, a text with holes": ("a.java", java('post(Map.of("model", "seedance-2.0", "prompt", "@Image1 " + given + ", rain"));'), [("@Image1 {}, rain", None)]),
    "Java, a name that is bound twice": ("a.java", java('String p = "one kite"; post(Map.of("model", "seedance-2.0", "prompt", p)); p = "two kites"; post(Map.of("model", "seedance-2.0", "prompt", p));'), [("one kite", None), ("two kites", None)]),
    "Java, a name that is bound on a condition": ("a.java", java('String p = "one kite"; if (given != null) { p = given; } post(Map.of("model", "seedance-2.0", "prompt", p));'), []),
    "Java, a constant": ("a.java", f'class A {{ static final String P = "@Image1 walks"; void f() {{ post(Map.of("model", "seedance-2.0", "prompt", P, "image_urls", List.of("{URL}a.png"))); }} }}', ONE),
    "Java, a file that is made": ("a.java", java('post(Map.of("model", "seedance-2.0", "prompt", "@Image1 walks", "image_urls", List.of(upload(given))));'), [("@Image1 walks", [None])]),
    "Java, a list that is opened": ("a.java", java('ObjectNode b = mapper.createObjectNode(); b.put("model", "seedance-2.0").put("prompt", "@Image1 walks").put("seed", 1); b.putArray("image_urls").add("https://example.com/a.png");'), [("@Image1 walks", None)]),
    "Java, no request": ("a.java", java('String prompt = "Enter a name:"; System.out.println(prompt); chat(Map.of("model", "gpt-5", "prompt", "Tell a joke", "temperature", 1));'), []),
    "Java, another product": ("a.java", java('post(Map.of("model", "veo-3", "prompt", "a kite", "duration", 5));'), []),
    "Go, a mapping": ("a.go", go(f'post(map[string]any{{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": []string{{"{URL}a.png"}}}})'), ONE),
    "Go, further fields": ("a.go", go(f'b := map[string]interface{{}}{{"model": "seedance-2.0"}}\nb["prompt"] = "@Image1 walks"\nb["image_urls"] = []string{{"{URL}a.png"}}\ndata, _ := json.Marshal(b)\npost(data)'), ONE),
    "Go, a struct": ("a.go", go(f'post(&VideoRequest{{Model: "seedance-2.0", Prompt: "@Image1 walks", ImageURLs: []string{{"{URL}a.png"}}}})'), ONE),
    "Go, fields of a struct": ("a.go", go(f'r := VideoRequest{{Model: "seedance-2.0"}}\nr.Prompt = "@Image1 walks"\nr.ImageURLs = append(r.ImageURLs, "{URL}a.png")\npost(r)'), ONE),
    "Go, typed parts": (
        "a.go",
        go(
            'p := "@Image1 walks"\nr := model.Task{Model: "doubao-seedance-2-0-260128", Content: []*model.Item{\n'
            "{Type: model.ContentGenerationContentItemTypeText, Text: volcengine.String(p)},\n"
            f'{{Type: model.ContentGenerationContentItemType("image_url"), ImageURL: &model.ImageURL{{URL: "{URL}a.png"}}, Role: volcengine.String("reference_image")}},\n}}}}\n'
            "client.CreateTask(ctx, r)"
        ),
        ONE,
    ),
    "Go, options": ("a.go", go(f'post(model.Task{{Model: "doubao-seedance-2-5-260628", Content: []model.Item{{{{Type: model.ContentTypeText, Text: model.NewOptString("@Image1 walks")}}, {{Type: model.ContentTypeImageURL, ImageURL: model.NewOptImageURL(model.ImageURL{{URL: "{URL}a.png"}})}}}}}})'), ONE),
    "Go, parts that are added": ("a.go", go(f'c := []map[string]any{{{{"type": "text", "text": "@Image1 walks"}}}}\nc = append(c, map[string]any{{"type": "image_url", "image_url": map[string]string{{"url": "{URL}a.png"}}}})\npost(map[string]any{{"model": "seedance-2.0", "content": c}})'), ONE),
    "Go, parts that a loop adds": ("a.go", go('c := []map[string]any{{"type": "text", "text": "@Image1 walks"}}\nfor _, u := range urls {\nc = append(c, map[string]any{"type": "image_url", "image_url": map[string]string{"url": u}})\n}\npost(map[string]any{"model": "seedance-2.0", "content": c})'), [("@Image1 walks", None)]),
    "Go, a raw string": ("a.go", go(f'post(strings.NewReader(`{{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["{URL}a.png"]}}`))'), ONE),
    "Go, a format": ("a.go", go('post(fmt.Sprintf(`{"model": "seedance-2.0", "prompt": "@Image1 %s 100%%", "duration": %d}`, given, 5))'), [("@Image1 {} 100%", None)]),
    "Go, a constant": ("a.go", 'package main\n\nconst P = "one " + "kite"\n\nfunc f() { post(map[string]any{"model": "seedance-2.0", "prompt": P, "seed": -1}) }\n', [("one kite", None)]),
    "PHP, an array": ("a.php", f"<?php\nconst MODEL = 'seedance-2.0';\n$p = ['model' => MODEL, 'prompt' => '@Image1 ' . 'walks'];\n$p['image_urls'] = ['{URL}a.png'];\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($p));\n", ONE),
    "PHP, typed parts": ("a.php", f"$c = [['type' => 'text', 'text' => '@Image1 walks']];\n$c[] = ['type' => 'image_url', 'image_url' => ['url' => '{URL}a.png']];\nHttp::post('https://x.io', ['model' => 'seedance-2.0', 'content' => $c]);\n", ONE),
    "PHP, a list in a field that grows": ("a.php", f"$p = ['model' => 'seedance-2.0', 'prompt' => '@Image1 walks', 'image_urls' => ['{URL}a.png']];\n$p['image_urls'][] = $more;\nsend($p);\n", [("@Image1 walks", None)]),
    "PHP, other fields": ("a.php", f"send([...$more, 'model' => 'seedance-2.0', 'prompt' => '@Image1 walks', 'image_urls' => ['{URL}a.png'], $key => 5]);\n", [("@Image1 walks", None)]),
    "PHP, a heredoc": ("a.php", f'$j = <<<JSON\n    {{"model": "seedance-2.0", "prompt": "@Image1 $verb",\n     "image_urls": ["{URL}a.png"]}}\n    JSON;\nsend($j);\n', [("@Image1 {}", [f"{URL}a.png"])]),
    "PHP, names of arguments": ("a.php", f"$client->generateVideo(model: 'seedance-2.0', prompt: '@Image1 walks', imageUrls: ['{URL}a.png']);\n", ONE),
    "PHP, a constant of the class": ("a.php", f"<?php\nclass A {{ const MODEL = 'seedance-2.0'; function f() {{ send(['model' => self::MODEL, 'prompt' => '@Image1 walks', 'image_urls' => ['{URL}a.png']]); }} }}\n", ONE),
    "C#, an object without a class": ("a.cs", f'const string M = "seedance-2.0"; var prompt = "@Image1 walks"; post(new {{ model = M, prompt, image_urls = new[] {{ "{URL}a.png" }} }});', ONE),
    "C#, a dictionary": ("a.cs", f'var d = new Dictionary<string, object> {{ ["model"] = "seedance-2.0", ["prompt"] = "@Image1 walks" }}; d["image_urls"] = new List<string> {{ "{URL}a.png" }}; post(d);', ONE),
    "C#, pairs": ("a.cs", f'var d = new Dictionary<string, object> {{ {{ "model", "seedance-2.0" }}, {{ "prompt", "@Image1 walks" }} }}; d.Add("image_urls", new[] {{ "{URL}a.png" }}); post(d);', ONE),
    "C#, an initializer": ("a.cs", f'post(new VideoRequest {{ Model = "seedance-2.0", Prompt = "@Image1 " + "walks", ImageUrls = ["{URL}a.png"] }});', ONE),
    "C#, a raw string": ("a.cs", f'var j = """\n    {{"model": "seedance-2.0", "prompt": "@Image1 walks",\n     "image_urls": ["{URL}a.png"]}}\n    """;\npost(new StringContent(j, Encoding.UTF8, "application/json"));', ONE),
    "C#, holes": ("a.cs", f'post(new {{ model = "seedance-2.0", prompt = $"@Image1 {{verb}} {{{{fast}}}}", image_urls = new[] {{ "{URL}a.png" }} }});', [("@Image1 {} {fast}", [f"{URL}a.png"])]),
    "Ruby, a hash": ("a.rb", f'payload = {{ model: "seedance-2.0", "prompt" => "@Image1 " + \'walks\' }}\npayload[:image_urls] = ["{URL}a.png"]\nNet::HTTP.post(uri, payload.to_json)\n', ONE),
    "Ruby, names of arguments": ("a.rb", f'urls = []\nurls << "{URL}a.png"\nclient.generate_video model: "seedance-2.0", prompt: "@Image1 walks", image_urls: urls\n', ONE),
    "Ruby, holes": ("a.rb", f'send({{ model: "seedance-2.0", prompt: "@Image1 #{{verb}}", image_urls: ["{URL}a.png"] }})\n', [("@Image1 {}", [f"{URL}a.png"])]),
    "Kotlin, a map": ("a.kt", f'val m = mutableMapOf<String, Any>("model" to "seedance-2.0")\nfun f() {{ post(mapOf("model" to "seedance-2.0", "prompt" to "@Image1 walks", "image_urls" to listOf("{URL}a.png"))) }}\n', ONE),
    "Kotlin, names of arguments": ("a.kt", f'post(VideoRequest(model = "seedance-2.0", prompt = "@Image1 " + "walks", imageUrls = listOf("{URL}a.png")))\n', ONE),
    "Kotlin, fields": ("a.kt", f'fun f() {{\n  val b = JSONObject()\n  b.put("model", "seedance-2.0")\n  b["prompt"] = "@Image1 walks"\n  b.put("image_urls", listOf("{URL}a.png"))\n  post(b)\n}}\n', ONE),
    "Kotlin, holes": ("a.kt", f'post(VideoRequest(model = "seedance-2.0", prompt = "@Image1 $verb to ${{a.b}}", imageUrls = listOf("{URL}a.png")))\n', [("@Image1 {} to {}", [f"{URL}a.png"])]),
    "Rust, a macro": ("a.rs", f'const M: &str = "seedance-2.0"; fn f() {{ let b = json!({{"model": M, "prompt": "@Image1 walks", "image_urls": ["{URL}a.png".to_string()], "seed": -1, "n": [{{"a": 1}}]}}); client.post("https://x.io").json(&b); }}', ONE),
    "Rust, an object": ("a.rs", f'fn f() {{ post(VideoRequest {{ model: "seedance-2.0".to_string(), prompt: String::from("@Image1 walks"), image_urls: vec!["{URL}a.png".into()], ..Default::default() }}); }}', ONE),
    "Rust, a builder": ("a.rs", f'fn f() {{ post(VideoRequest::builder().model("seedance-2.0").prompt("@Image1 walks").image_urls(vec!["{URL}a.png"]).build()); }}', ONE),
    "Rust, setters": ("a.rs", f'fn f() {{ post(VideoRequest::new("seedance-2.0").with_prompt("@Image1 walks").with_image_urls(vec!["{URL}a.png"])); }}', ONE),
    "Rust, a map": ("a.rs", f'fn f() {{ let mut m = HashMap::new(); m.insert("model", "seedance-2.0"); m.insert("prompt", "@Image1 walks"); m.insert("image_urls", vec!["{URL}a.png"]); post(m); }}', ONE),
    "Rust, a raw string": ("a.rs", f'fn f() {{ post(r#"{{"model": "seedance-2.0", "prompt": "@Image1 walks", "image_urls": ["{URL}a.png"]}}"#); }}', ONE),
    "C#, a number below zero": ("a.cs", f'post(new {{ model = "seedance-2.0", prompt = "@Image1 walks", seed = -1, image_urls = new[] {{ "{URL}a.png" }} }});', ONE),
    "Go, a sign in front of a call": ("a.go", go(f'post(map[string]any{{"model": "seedance-2.0", "prompt": "@Image1 walks", "seed": -int64(given), "image_urls": []string{{"{URL}a.png"}}}})'), ONE),
    "Go, a test of a parser": ("a.go", go('for _, c := range []struct{ name, body string }{{"empty", `{"prompt": "cat"}`}} {\nparse(c.body) // Seedance\n}'), []),
    "Go, no request": ("a.go", go('flags.String("prompt", "> ", "what stands in front of a line")\nllm.Call(Input{Model: "gpt-5", Prompt: "Tell a joke", Duration: 5})'), []),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_what_is_found(path, text, expected) -> None:
    assert not [each for each in read(path, text) if isinstance(each, HostFailure)]
    assert found(path, text) == expected


COUNTED = {
    "Java, a parameter": ("a.java", java('post(Map.of("model", "seedance-2.0", "prompt", given));')),
    "Java, a parameter of a builder": ("a.java", java('post(VideoInput.builder().model("seedance-2.0").prompt(given).build());')),
    "Java, a part": ("a.java", java('post(Map.of("model", "seedance-2.0", "content", List.of(Map.of("type", "text", "text", given))));')),
    "Java, parts that are opened": (
        "a.java",
        java(
            'ObjectNode b = mapper.createObjectNode(); b.put("model", "seedance-2.0"); ArrayNode c = b.putArray("content"); c.addObject().put("type", "text").put("text", "a kite");'
        ),
    ),
    "Go, a parameter": ("a.go", go('post(VideoRequest{Model: "seedance-2.0", Prompt: given})')),
    "Go, what a format makes": ("a.go", go('post(fmt.Sprintf(`{"model": "seedance-2.0", "prompt": %q}`, given))')),
}


@pytest.mark.parametrize(("path", "text"), COUNTED.values(), ids=COUNTED)
def test_what_only_the_run_would_tell_is_counted(path, text) -> None:
    assert [each.reason for each in read(path, text) if isinstance(each, Passed)] == ["assembled at run time"]


def test_names_that_are_bound_ever_again_take_no_time() -> None:
    body = 'b = new HashMap<>(); b.put("model", "seedance-2.0"); b.put("prompt", "a kite"); send(b);\n'
    assert found("a.java", java(body * 2000)) == [("a kite", None)] * 2000


def test_what_is_copied_from_object_to_object_is_no_request() -> None:
    text = java("Shot s = new Shot(); s.setPrompt(given); s.setDuration(5); s.setRatio(ratio); save(s); // Seedance")
    assert not [each for each in read("a.java", text) if isinstance(each, Passed)]


def test_where_a_request_goes() -> None:
    text = java(
        'Map<String, Object> b = new HashMap<>(); b.put("prompt", "a kite"); String json = mapper.writeValueAsString(b);\n'
        'Request r = new Request.Builder().url("https://api.example.com/v1").post(RequestBody.create(json, JSON)).build(); client.newCall(r).execute();'
    )
    (root,) = [each for each in read("a.java", text) if isinstance(each, Root)]
    assert ("argument", "https://api.example.com/v1") in around(root)
    text = go(
        'b, _ := json.Marshal(map[string]any{"prompt": "a kite"})\nr, _ := http.NewRequest("POST", "https://api.example.com/v1", bytes.NewBuffer(b))'
    )
    (root,) = [each for each in read("a.go", text) if isinstance(each, Root)]
    assert ("argument", "https://api.example.com/v1") in around(root)
    text = java(
        'ArkService s = ArkService.builder().baseUrl("https://ark.example.com/api").build(); s.create(Task.builder().prompt("a kite").build());'
    )
    (root,) = [each for each in read("a.java", text) if isinstance(each, Root)]
    assert ("argument", "https://ark.example.com/api") in around(root)


QUOTED = {
    "java": ("a.java", 'var a = Map.of("prompt", "§");'),
    "java-block": ("a.java", 'var a = Map.of("prompt", """\n    §\n    """);'),
    "go": ("a.go", 'var a = A{Prompt: "§"}'),
    "go-raw": ("a.go", "var a = A{Prompt: `§`}"),
    "php": ("a.php", "$a = ['prompt' => \"§\"];"),
    "php-single": ("a.php", "$a = ['prompt' => '§'];"),
    "php-heredoc": ("a.php", "$a = ['prompt' => <<<E\n  §\n  E];"),
    "csharp": ("a.cs", 'var a = new { prompt = "§" };'),
    "csharp-filled": ("a.cs", 'var a = new { prompt = $"§" };'),
    "csharp-verbatim": ("a.cs", 'var a = new { prompt = @"§" };'),
    "csharp-verbatim-filled": ("a.cs", 'var a = new { prompt = $@"§" };'),
    "ruby": ("a.rb", 'a = { prompt: "§" }'),
    "kotlin": ("a.kt", 'val a = mapOf("prompt" to "§")'),
    "rust": ("a.rs", 'fn f() { json!({"prompt": "§"}) }'),
}
ESCAPES = {
    "java": r"a \"b\" \\ \t\u00e9\uu56fe\ud83c\udfac\101\7 @Image1",
    "java-block": '@Image1 "a" \\"""\n      b \\\n    c\\s\n\n    \\u56fe🎬 @Image1',
    "go": r"a \"b\" \\ \t\u00e9\U0001f3ac\xe5\x9b\xbe\101 @Image1",
    "go-raw": '@Image1 \\n "a"\n\t🎬 b',
    "php": r"a \"b\" \\ \t\q\u{1f3ac}\xe5\x9b\xbe\101\$x @Image1",
    "php-single": r"a \' \\ \n 🎬 @Image1",
    "php-heredoc": 'a "b" \\\\ \\t\n    \\u{1f3ac} @Image1',
    "csharp": r"a \"b\" \\ \t\u56fe\U0001f3ac\x41 @Image1",
    "csharp-filled": r"a \"b\" {{c}} \u56fe @Image1",
    "csharp-verbatim": 'a ""b"" \\ 🎬\n @Image1',
    "csharp-verbatim-filled": 'a ""b"" {{c}} \\ 🎬 @Image1',
    "ruby": r"a \"b\" \\ \t\s\u56fe\u{1f3ac}\#x @Image1",
    "kotlin": r"a \"b\" \\ \t\u56fe\$x 🎬 @Image1",
    "rust": 'a \\"b\\" \\\\ \\t\\u{56fe}\\x41\\\n      🎬 @Image1',
}
MEANINGS = {
    "java": 'a "b" \\ \té图🎬A\a @Image1',
    "java-block": '@Image1 "a" """\n  b c \n\n图🎬 @Image1\n',
    "go": 'a "b" \\ \té🎬图A @Image1',
    "go-raw": '@Image1 \\n "a"\n\t🎬 b',
    "php": 'a "b" \\ \t\\q🎬图A$x @Image1',
    "php-single": "a ' \\ \\n 🎬 @Image1",
    "php-heredoc": 'a "b" \\ \t\n  🎬 @Image1',
    "csharp": 'a "b" \\ \t图🎬A @Image1',
    "csharp-filled": 'a "b" {c} 图 @Image1',
    "csharp-verbatim": 'a "b" \\ 🎬\n @Image1',
    "csharp-verbatim-filled": 'a "b" {c} \\ 🎬 @Image1',
    "ruby": 'a "b" \\ \t 图🎬#x @Image1',
    "kotlin": 'a "b" \\ \t图$x 🎬 @Image1',
    "rust": 'a "b" \\ \t图A🎬 @Image1',
}


def prompt_of(path, text):
    (root,) = read(path, text)
    assert isinstance(root, Root), root
    node = root.tree().find(("prompt",))
    made = node.form.source_map(text)
    assert made is not None
    assert made.value == node.value
    return node, made


@pytest.mark.parametrize("quoting", QUOTED)
def test_escapes(quoting) -> None:
    path, text = QUOTED[quoting]
    text = text.replace("§", ESCAPES[quoting])
    node, made = prompt_of(path, text)
    assert node.value == MEANINGS[quoting]
    at = node.value.index("@Image1")
    place = made.to_file(type(node.span)(at, at + 7))
    assert text[slice(*place)] == "@Image1"


@pytest.mark.parametrize("quoting", QUOTED)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_is_written_means_what_was_meant(quoting, wanted) -> None:
    path, text = QUOTED[quoting]
    written = QUOTINGS[quoting].write(wanted)
    if written is None:
        assert quoting == "go-raw"
        return
    node, made = prompt_of(path, text.replace("§", f"<{written}>"))
    expected = f"<{wanted}>"
    assert node.value == (expected + "\n" if quoting == "java-block" else expected)
    if quoting in ("java", "go"):
        check_whole(made)


@pytest.mark.parametrize("quoting", QUOTED)
def test_a_tag_is_written_anew_in_its_place(quoting) -> None:
    path, text = QUOTED[quoting]
    text = text.replace("§", "see @Image1 there")
    node, made = prompt_of(path, text)
    start, end = made.to_file(type(node.span)(4, 11))
    written = node.form.encode('"`\\图', 4)
    if quoting == "go-raw":
        assert written is None
        written = node.form.encode('"\\图', 4)
    again, _ = prompt_of(path, text[:start] + written + text[end:])
    assert again.value.strip() == ('see "\\图 there' if quoting == "go-raw" else 'see "`\\图 there')


RAW = {
    "Kotlin": ("a.kt", 'val a = mapOf("prompt" to """§""", "model" to "seedance-2.0")\n'),
    "Rust": ("a.rs", 'fn a() { send(json!({"prompt": r"§", "model": "seedance-2.0"})); }\n'),
    "Rust, one hash": ("a.rs", 'fn a() { send(json!({"prompt": r#"§"#, "model": "seedance-2.0"})); }\n'),
    "Rust, two hashes": ("a.rs", 'fn a() { send(json!({"prompt": r##"§"##, "model": "seedance-2.0"})); }\n'),
    "C#": ("a.cs", 'var a = new { prompt = """\n    §\n    """, model = "seedance-2.0" };\n'),
    "PHP": ("a.php", "<?php\n$a = ['prompt' => <<<'END'\n    §\n    END, 'model' => 'seedance-2.0'];\n"),
}


@pytest.mark.parametrize("name", RAW)
@given(st.text(st.sampled_from("ab \\n{}'图🎬#$"), max_size=20))
def test_places_in_texts_without_escapes(name, said) -> None:
    path, text = RAW[name]
    wanted = f"{said.replace('$', '') if name == 'Kotlin' else said}. @Image1 walks"
    if path in ("a.cs", "a.php"):
        wanted = f"The yard {wanted}"  # what is in front of a line is its indent
    node, made = prompt_of(path, text.replace("§", wanted))
    assert node.value == wanted
    check_whole(made)
    at = wanted.index("@Image1")
    start, end = made.to_file(type(node.span)(at, at + 7))
    written = text.replace("§", wanted)
    assert written[start:end] == "@Image1"
    encoded = node.form.encode("@Image2", at)
    if encoded is not None:
        again, _ = prompt_of(path, written[:start] + encoded + written[end:])
        assert again.value == wanted.replace("@Image1", "@Image2")


def test_a_hole_cannot_be_written_and_what_is_beside_it_can() -> None:
    text = 'var a = Map.of("prompt", "see @Image1 " + who + " there" + END);'
    node, made = prompt_of("a.java", text)
    assert node.value == "see @Image1 {} there{}"
    assert node.form.encode("x", 12) is None
    assert node.form.encode("x", 5) == "x"
    assert text[slice(*made.to_file(type(node.span)(12, 14)))] == "who"


FIXED = {
    "Java": ("a.java", 'post(Map.of("model", "seedance-2.0", "prompt", "see \\"@image 1\\"", "image_urls", List.of("https://example.com/a.png")));\n'),
    "Java, a builder": ("a.java", 'post(Video.builder().model("seedance-2.0").prompt("see @image 1 " + "there").imageUrls(List.of("https://example.com/a.png")).build());\n'),
    "Java, a block": ("a.java", 'post("""\n    {"model": "seedance-2.0",\n     "prompt": "see \\\\"@image 1\\\\"", "image_urls": ["https://example.com/a.png"]}\n    """);\n'),
    "Go": ("a.go", 'var a = A{Model: "seedance-2.0", Prompt: volc.String("see \\t@image 1"), ImageURLs: []string{"https://example.com/a.png"}}\n'),
    "Go, a raw string": ("a.go", 'var a = `{"model": "seedance-2.0", "prompt": "see @image 1", "image_urls": ["https://example.com/a.png"]}`\n'),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), FIXED.values(), ids=FIXED)
def test_tags_are_respelled(check, tmp_path, path, text) -> None:
    (tmp_path / path).write_text(text, "utf-8")
    check(path, "--fix")
    assert (tmp_path / path).read_text("utf-8") == text.replace("@image 1", "@Image1")


def test_a_text_is_not_put_between_brackets(check, tmp_path) -> None:
    text = 'var a = map[string]any{"model": "seedance-2.0", "prompt": "see @Image1", "image_urls": "https://example.com/a.png"}\n'
    (tmp_path / "a.go").write_text(text, "utf-8")
    check("a.go", "--fix", "--unsafe-fixes")
    assert (tmp_path / "a.go").read_text("utf-8") == text


def test_comments() -> None:
    host = host_for("a.java")
    text = "// one\nint a; // two\n/* three\n */ int b;\n/** four */\n"
    comments = list(host.comments(SourceDocument("a.java", text)))
    assert [(comment.text, comment.own_line) for comment in comments] == [("one", True), ("two", False), ("three", True), ("four", True)]


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("a.java", "tree_sitter_java"),
        ("a.go", "tree_sitter_go"),
        ("a.go", "tree_sitter"),
        ("a.php", "tree_sitter_php"),
        ("a.cs", "tree_sitter_c_sharp"),
        ("a.rb", "tree_sitter_ruby"),
        ("a.kt", "tree_sitter_kotlin"),
    ],
)
def test_without_its_library_the_message_says_what_to_install(monkeypatch, path, module) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (failure,) = read(path, "f(prompt)")
    assert "pip install 'seedance-lint[hosts]'" in failure.message
    assert not list(host_for(path).comments(SourceDocument(path, "// a")))


def test_a_fence_of_another_subject_needs_no_library(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_java", None)
    assert not list(read("a.md", "# Prompts of a shell\n\n```java\nprompt();\n```\n"))


def test_what_is_broken_is_told_where_it_may_hide_a_request() -> None:
    text = 'class A { void f() { post(Map.of("model", "seedance-2.0", "prompt", "a kite")); } void g( { post(prompt); }\n'
    failures = [each for each in read("a.java", text) if isinstance(each, HostFailure)]
    assert [failure.message for failure in failures] == ["broken Java: syntax error here"]
    assert found("a.java", text) == [("a kite", None)]
    assert not [each for each in read("a.java", text.replace("seedance", "other")) if isinstance(each, HostFailure)]
    quiet = 'class A { void f() { post(Map.of("model", "seedance-2.0", "prompt", "a kite")); } void g() { int a = = 1; } }\n'
    assert found("a.java", quiet) == [("a kite", None)]
    assert not [each for each in read("a.java", quiet) if isinstance(each, HostFailure)]


@pytest.mark.parametrize(
    ("fence", "code"),
    [
        ("java", 'post(Map.of("model", "seedance-2.0", "prompt", "a kite"));'), ("Java", 'post(Map.of("model", "seedance-2.0", "prompt", "a kite"));'),
        ("c#", 'post(new { model = "seedance-2.0", prompt = "a kite" });'), ("php", "<?php\npost(['model' => 'seedance-2.0', 'prompt' => 'a kite']);"),
        ("rb", "post(model: 'seedance-2.0', prompt: 'a kite')"),
    ],
)  # fmt: skip
def test_fences(fence, code) -> None:
    text = f"# Seedance\n\n```{fence}\n{code}\n```\n"
    assert [prompt for prompt, _ in found("a.md", text)] == ["a kite"]


def test_a_part_of_a_program_on_a_page_is_no_failure() -> None:
    text = '# Seedance\n\n```java\npublic void send( {\n  post(Map.of("model", "seedance-2.0", "prompt", "a kite"));\n```\n'
    assert [prompt for prompt, _ in found("a.md", text)] == ["a kite"]
    assert not [each for each in read("a.md", text) if isinstance(each, Passed)]
    hidden = "# Seedance\n\n```java\npublic void send( {\n  post(prompt);\n```\n"
    assert [each.reason for each in read("a.md", hidden) if isinstance(each, Passed)] == ["in an excerpt with parts left out"]
    assert not [each for each in read("a.md", text) if isinstance(each, HostFailure)]


HOSTILE = ["[" * 50_000, "{" * 50_000, "f(" * 20_000, '"a"+' * 50_000 + '"b"', "a." * 50_000, "}" * 50_000, "a()." * 20_000, "Map.of(" * 20_000, "if (a) {" * 20_000, "A{B: " * 20_000]  # fmt: skip


@pytest.mark.parametrize("path", ["a.java", "a.go", "a.php", "a.cs", "a.rb", "a.kt", "a.rs"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_is_too_deep(text, path) -> None:
    read(path, f"// seedance prompt\n{text}")


CATALOGUES = {
    "Go": ("a.go", 'package main\n\n// Seedance\nfunc send() {{\n\trun(r8.Run(ctx, "{}", replicate.PredictionInput{{"prompt": "A kite rises."}}, nil))\n}}\n'),
    "Go, by its package": ("a.go", 'package main\n\n// Seedance\nfunc send() {{\n\treplicate.Run(ctx, "{}", map[string]any{{"prompt": "A kite rises."}})\n}}\n'),
    "Ruby": ("a.rb", '# Seedance\nReplicate.run("{}", input: {{ prompt: "A kite rises." }})\n'),
}  # fmt: skip


@pytest.mark.parametrize(("path", "program"), CATALOGUES.values(), ids=CATALOGUES)
def test_a_client_of_a_catalogue_runs_the_model_that_it_is_given(path, program) -> None:
    for model, count in (("acme/some-model", 0), ("bytedance/seedance-2.0", 1)):
        roots = [root for root in read(path, program.format(model)) if isinstance(root, Root)]
        assert sum(len(find_requests(root.value, Contracts(), root.around).found) for root in roots) == count
