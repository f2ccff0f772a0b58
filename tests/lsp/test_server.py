"""The language server end to end, with the capabilities of three editors, each with its own way of counting columns."""

import json
import re

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.conftest import EDITORS, Editor

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

TWO_IMAGES = '"image_urls": ["https://cdn.example.org/port.png", "https://cdn.example.org/sailor.jpg"]'
REQUEST = (
    '{\n  "prompt": "黄昏 🌆 «@Image1» as first frame, @Image2 as character reference. «@Image3» as scene, «@image 2» walks.",\n  '
    + TWO_IMAGES
    + "\n}"
)


def said(diagnostics) -> list[tuple[str, types.Range]]:
    return [(each.code, each.range) for each in diagnostics]


async def test_the_encoding_is_the_one_that_the_editor_likes_best(editor, request):
    assert editor.encoding == EDITORS[request.node.callspec.params["client"]]


async def test_diagnostics_stand_behind_emoji_and_chinese(editor: Editor):
    opened = await editor.open(REQUEST)
    _, third, spaced = (editor.range(opened.text, span) for span in opened.spans)
    assert said(opened.diagnostics) == [("undefined-reference", third), ("nonstandard-tag", spaced)]
    assert [each.severity for each in opened.diagnostics] == [types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning]
    assert {each.source for each in opened.diagnostics} == {"seedance-lint"}
    [given] = opened.diagnostics[0].related_information
    start = opened.text.index('["https')
    assert given.location == types.Location(opened.uri, editor.range(opened.text, (start, opened.text.index("]") + 1)))


@pytest.mark.parametrize(
    ("name", "language", "marked"),
    [
        (
            "shot.prompt",
            "seedance-prompt",
            "---\nimage_urls: [https://cdn.example.org/a.png]\n---\n图 🚲 @Image1 as scene, «@Image2» as style.",
        ),
        ("untitled", "seedance-prompt", "«@Image0» glides."),
        ("shots.jsonl", "jsonl", '{"prompt": "@Image1", ' + TWO_IMAGES + '}\n{"prompt": "é «@Image3»", ' + TWO_IMAGES + "}\n"),
        (
            "shot.yaml",
            "yaml",
            "图: 🌆\nprompt: >\n  @Image1 as scene,\n  🌊 «@Image3» as style.\nimage_urls: [https://cdn.example.org/a.png]\n",
        ),
        (
            "shot.toml",
            "toml",
            '# 🌆\n[[shots]]\nprompt = """\n@Image1 as scene, \\\n   🌊 \\u56fe «@Image3» as style."""\nimage_urls = ["https://cdn.example.org/a.png"]\n',
        ),
        ("Untitled-2", "toml", "prompt = '''🌊\n«@Image2» as style, @Image1'''\nimage_urls = ['https://cdn.example.org/a.png']\n"),
        (
            "shot.py",
            "python",
            'post(json={"prompt": "🌊 @Image1 as scene, " f"{who} \\u56fe «@Image3» waits",\n ' + TWO_IMAGES + "})\n",
        ),
        ("shot.ts", "typescript", "send({ prompt: `🌊 @Image1 ${who} «@Image3»`, image_urls: ['https://cdn.example.org/a.png'] })\n"),
        ("shot.md", "markdown", '# 图 🌆\n\n```json\n{"prompt": "🌊 «@Image3», @Image1, @Image2", ' + TWO_IMAGES + "}\n```\n"),
        ("shot.json", "json", '{"prompt": "\\u56fe \\ud83d\\ude80 «@Image3» as scene, @Image1 and @Image2.", ' + TWO_IMAGES + "}"),
    ],
)
async def test_every_kind_of_file(editor: Editor, name, language, marked):
    opened = await editor.open(marked, name, language)
    errors = [each for each in opened.diagnostics if each.severity == types.DiagnosticSeverity.Error]
    assert [each.range for each in errors] == [editor.range(opened.text, span) for span in opened.spans]


async def test_edits_move_the_diagnostics(editor: Editor):
    opened = await editor.open('{"prompt": "🌊 @Image1, @Image2 as style. @Image3 sings.",\n ' + TWO_IMAGES + "}")
    text, version = opened.text, 1
    for start, end, new in [(12, 12, "\u2028图\x0c "), (0, 0, "\n\r\n"), (text.index("3 sings"), text.index("3 sings") + 1, "2")]:
        offset = start + len(text) - len(opened.text)
        change = types.TextDocumentContentChangePartial(editor.range(text, (offset, offset + end - start)), new)
        text = text[:offset] + new + text[offset + end - start :]
        version += 1
        diagnostics = await editor.change(opened.uri, [change], version)
        at = text.find("@Image3")
        expected = [] if at < 0 else [("undefined-reference", editor.range(text, (at, at + 7)))]
        # A form feed is no character of a JSON string: that is said, and nothing else.
        assert said(diagnostics) == expected or "\x0c" in text
    assert said(await editor.change(opened.uri, [types.TextDocumentContentChangeWholeDocument("{}")], version + 1)) == []


async def test_closing_takes_the_diagnostics_away(editor: Editor):
    opened = await editor.open(REQUEST)
    told = editor.told()
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(opened.uri)))
    assert (await told).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"prompt": "@Image1"', "broken JSON: expected `,` or the end of the list or object here; its prompts are not checked"),
        ('{"scripts": {},\n}', None),  # no prompt, none of our business
    ],
)
async def test_a_broken_file_is_said_where_it_may_hold_a_prompt(editor: Editor, text, message):
    opened = await editor.open(text)
    assert [each.message for each in opened.diagnostics] == ([message] if message else [])


async def actions(editor: Editor, opened, **context) -> list[types.CodeAction]:
    place = editor.range(opened.text, (0, len(opened.text)))
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(opened.uri), place, types.CodeActionContext(diagnostics=opened.diagnostics, **context)
    )
    return list(await editor.client.text_document_code_action_async(params))


async def test_quick_fixes_name_their_diagnostic_and_mend_it(editor: Editor):
    opened = await editor.open('{"prompt": "图🌆 «@image 2» and «@img1» rest; @Image rows.", ' + TWO_IMAGES + "}")
    offered = await actions(editor, opened, only=[types.CodeActionKind.QuickFix])
    safe = [each for each in offered if each.is_preferred]
    assert [each.title for each in safe] == ["Write @Image2 (nonstandard-tag)", "Write @Image1 (nonstandard-tag)"]
    assert offered[: len(safe)] == safe
    for action, span, tag in zip(safe, opened.spans, ["@Image2", "@Image1"], strict=True):
        assert [each.range for each in action.diagnostics] == [editor.range(opened.text, span)]
        assert editor.applied(opened.text, action.edit) == opened.text[: span[0]] + tag + opened.text[span[1] :]
    if editor.client.capabilities.workspace.workspace_edit.document_changes:
        assert safe[0].edit.document_changes[0].text_document.version == 1


async def test_a_fix_reaches_through_the_escapes_of_toml(editor: Editor):
    opened = await editor.open(
        '"图" = 1\nprompt = "\\U0001F306\\t«@image 1» as scene"  # 🌊\nimage_urls = ["https://cdn.example.org/a.png"]\n',
        "shot.toml",
        "toml",
    )
    [action] = await actions(editor, opened, only=[types.CodeActionKind.QuickFix])
    [(start, end)] = opened.spans
    assert editor.applied(opened.text, action.edit) == opened.text[:start] + "@Image1" + opened.text[end:]


async def test_unsafe_fixes_are_offered_and_not_preferred(editor: Editor):
    one = '"image_urls": ["https://cdn.example.org/port.png"]'
    opened = await editor.open('{"prompt": "@Image drifts.", ' + one + "}")
    [action] = [each for each in await actions(editor, opened) if each.kind == types.CodeActionKind.QuickFix]
    assert action.title.endswith("(missing-index, unsafe)")
    assert not action.is_preferred
    assert editor.applied(opened.text, action.edit) == '{"prompt": "@Image1 drifts.", ' + one + "}"


async def test_fix_all_mends_everything_that_is_safe(editor: Editor):
    opened = await editor.open(
        '{"prompt": "🌆 @image 2, [@Image 1] and @图片1 rest; @Image rows.", ' + TWO_IMAGES + "}\n" * 1
        + '{"prompt": "\\u56fe @IMAGE2 and @Image1", ' + TWO_IMAGES + "}\n",
        "shots.jsonl",
        "jsonl",
    )  # fmt: skip
    [action] = await actions(editor, opened, only=[types.CodeActionKind.SourceFixAll])
    assert action.kind == "source.fixAll.seedance-lint"
    fixed = editor.applied(opened.text, action.edit)
    first, second = (json.loads(line)["prompt"] for line in fixed.splitlines())
    assert first == "🌆 @Image2, @Image1 and @Image1 rest; @Image rows."
    assert second == "图 @Image2 and @Image1"
    assert "\\u56fe" in fixed
    left = await editor.change(opened.uri, [types.TextDocumentContentChangeWholeDocument(fixed)], 2)
    assert {each.code for each in left} == {"missing-index"}
    again = types.CodeActionContext(diagnostics=[], only=["source.fixAll.seedance-lint"])
    params = types.CodeActionParams(types.TextDocumentIdentifier(opened.uri), editor.range(fixed, (0, len(fixed))), again)
    assert await editor.client.text_document_code_action_async(params) == ()


async def test_fixes_are_given_only_where_they_are_asked_for(editor: Editor):
    opened = await editor.open('{"prompt": "@image 1", ' + TWO_IMAGES + "}")
    assert await actions(editor, opened, only=[types.CodeActionKind.Refactor]) == []
    place = editor.range(opened.text, (0, 1))
    params = types.CodeActionParams(types.TextDocumentIdentifier(opened.uri), place, types.CodeActionContext(diagnostics=[]))
    [action] = await editor.client.text_document_code_action_async(params)
    assert action.kind == "source.fixAll.seedance-lint"


async def test_no_hover_shows_a_secret(editor: Editor):
    opened = await editor.open(
        '{"prompt": "@Ima‸ge1 as scene", "image_urls": ["https://me:pw5@cdn.example.org/a.png?X-Amz-Signature=s3cret"]}'
    )
    shown = await editor.client.text_document_hover_async(types.HoverParams(**editor.at(opened)))
    assert "https://…@cdn.example.org/a.png?…" in shown.contents.value
    assert "s3cret" not in shown.contents.value
    assert "pw5" not in shown.contents.value


HOVERS = {
    "a tag and its file": '{"prompt": "🌆 @Ima‸ge2 as character, like @Image2 as outfit.", ' + TWO_IMAGES + "}",
    "a tag past the files": '{"prompt": "🌆 @Image1, @Image2, ‸@Image4", ' + TWO_IMAGES + "}",
    "a tag of unknown files": '{"prompt": "Replicate @Video1‸ choreography"}',
    "a broken tag": '{"prompt": "@Ima‸ge floats"}',
    "a documented role": '{"prompt": "图 @Image1 as first fra‸me"}',
    "an undocumented role": '{"prompt": "@Image1 as out‸fit"}',
    "an audio role": '{"prompt": "Cut on the beat of @Audio1, sync to @Audio1 be‸at"}',
    "a range": '{"prompt": "@Image1-2‸ as scene", ' + TWO_IMAGES + "}",
    "prose": '{"prompt": "She row‸s @Image1"}',
    "a file that nobody mentions": '{"prompt": "@Image1 rests", "image_urls": ["https://a.example.org/1.png", "https://a.exa‸mple.org/2.png"]}',
}


async def test_hovers(editor: Editor, file_regression):
    shown = []
    for name, marked in HOVERS.items():
        opened = await editor.open(marked)
        hover = await editor.client.text_document_hover_async(types.HoverParams(**editor.at(opened)))
        where = (
            ""
            if hover is None
            else opened.text[editor.offset(opened.text, hover.range.start) : editor.offset(opened.text, hover.range.end)]
        )
        # The documentation of rules is theirs to change; here it only has to be there.
        text = "" if hover is None else re.sub(r"(?<=[a-z]\*\*: )\w.{40,}?(?=\n\n---|\Z)", "…", hover.contents.value, flags=re.DOTALL)
        shown.append(f"── {name}: {where or 'nothing'}\n\n{text}\n")
    file_regression.check("\n".join(shown), extension=".md", encoding="utf-8", basename="hovers")


async def completed(editor: Editor, marked: str, name: str = "request.json", language: str = "json") -> tuple[list, list[str]]:
    """Return the items that are offered at the cursor, and the text that the first of them gives."""
    opened = await editor.open(marked, name, language)
    answer = await editor.client.text_document_completion_async(types.CompletionParams(**editor.at(opened)))
    assert answer.is_incomplete
    items = list(answer.items)
    if not items:
        return [], []
    item = min(items, key=lambda each: each.sort_text)
    edit = types.WorkspaceEdit(changes={opened.uri: [item.text_edit]})
    return sorted(items, key=lambda each: each.sort_text), [editor.applied(opened.text, edit)]


async def test_completion_offers_the_tags_that_the_request_has(editor: Editor):
    items, [text] = await completed(editor, '{"prompt": "🌆 @Image1 waits, then @‸ comes", ' + TWO_IMAGES + "}")
    assert [(item.label, item.detail) for item in items] == [("@Image2", "sailor.jpg (not used yet)"), ("@Image1", "port.png")]
    assert text == '{"prompt": "🌆 @Image1 waits, then @Image2 comes", ' + TWO_IMAGES + "}"


@pytest.mark.parametrize("written", ["@Im‸", "@image ‸", "@Image‸", "@‸Image1", "＠‸", "@图‸", "@ ‸", "@Image 1‸"])
async def test_completion_replaces_the_tag_that_is_being_written(editor: Editor, written):
    _, [text] = await completed(editor, '{"prompt": "图' + written + ' waits", ' + TWO_IMAGES + "}")
    assert text == '{"prompt": "图@Image1 waits", ' + TWO_IMAGES + "}"


@pytest.mark.parametrize(
    ("typed", "labels"), [("@v", []), ("@图片", ["@Image1", "@Image2"]), ("@i2", ["@Image2"]), ("@img2", ["@Image2"]), ("@girl", [])]
)
async def test_completion_offers_what_fits(editor: Editor, typed, labels):
    items, _ = await completed(editor, '{"prompt": "' + typed + '‸", ' + TWO_IMAGES + "}")
    assert [item.label for item in items] == labels
    assert {item.filter_text for item in items} <= {typed}


async def test_completion_offers_tags_where_files_are_not_known(editor: Editor):
    items, _ = await completed(editor, "@Image1 and @Image2 meet @‸", "shot.prompt", "seedance-prompt")
    assert [item.label for item in items] == ["@Image3", "@Video1", "@Audio1", "@Image1", "@Image2"]


@pytest.mark.parametrize(
    ("marked", "first", "roles"),
    [
        ("🌆 @Image1 as ‸", "🌆 @Image1 as first frame", 7),
        ("@Image1 as the fir‸", "@Image1 as the first frame", 7),
        ("@Video1 as ‸", "@Video1 as camera movement reference", 6),
        ("@Audio1 for ‸", "@Audio1 for background music", 3),
        ("@图片1作为‸", "@图片1作为首帧", 7),
        ("@Image1 walks as ‸", None, 0),
        ("as ‸", None, 0),
        ("@Image1 as first frame. As ‸", None, 0),
    ],
)
async def test_completion_offers_roles_behind_as(editor: Editor, marked, first, roles):
    items, texts = await completed(editor, marked, "shot.prompt", "seedance-prompt")
    assert len(items) == roles
    assert texts == ([first] if first else [])


@pytest.mark.parametrize(
    ("name", "language", "before", "after"),
    [
        ("shot.py", "python", "post(prompt='He said ' \"\\u56fe 🌊 @‸ \" + who, image_urls=['https://cdn.example.org/a.png'])", "@Image1"),
        ("shot.yaml", "yaml", "prompt: |\n  🌊\n  @‸\nimage_urls: [https://cdn.example.org/a.png]\n", "@Image1"),
        ("shot.md", "markdown", "```prompt\n🌊 @Image1 as ‸\n```\n", "first frame"),
    ],
)
async def test_completion_in_every_kind_of_file(editor: Editor, name, language, before, after):
    _, texts = await completed(editor, before, name, language)
    assert texts == [before.replace("@‸", after).replace("‸", after)]


async def test_nothing_is_completed_outside_of_prompts(editor: Editor):
    assert await completed(editor, '{"prompt": "@Image1", "title": "@‸", ' + TWO_IMAGES + "}") == ([], [])


async def test_symbols_are_the_references(editor: Editor):
    opened = await editor.open(REQUEST)
    [prompt] = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(types.TextDocumentIdentifier(opened.uri)))
    assert (prompt.name[:10], prompt.detail) == ("黄昏 🌆 @Imag", "prompt")
    named = [(each.name, each.detail) for each in prompt.children]
    assert named == [("@Image1", "first frame"), ("@Image2", "character"), ("@Image3", "scene"), ("@image 2", None)]
    assert [prompt.children[0].range, prompt.children[2].range] == [editor.range(opened.text, span) for span in opened.spans[:2]]


async def test_hints_name_the_files(editor: Editor):
    opened = await editor.open(REQUEST)
    place = editor.range(opened.text, (0, len(opened.text)))
    hints = await editor.client.protocol.send_request_async(
        types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintParams(types.TextDocumentIdentifier(opened.uri), place)
    )
    assert [(hint.label, hint.tooltip) for hint in hints][:2] == [
        ("port.png", "https://cdn.example.org/port.png"),
        ("sailor.jpg", "https://cdn.example.org/sailor.jpg"),
    ]
    assert hints[0].position == editor.position(opened.text, opened.spans[0][1])
    assert len(hints) == 3  # the tag that names no file has none


async def test_a_lens_says_by_what_a_request_is_judged(editor: Editor):
    opened = await editor.open('{"model": "doubao-seedance-2-5-260628", "content": [{"type": "text", "text": «"Image 1 ‸walks."»}]}')
    lenses = await editor.client.protocol.send_request_async(
        types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensParams(types.TextDocumentIdentifier(opened.uri))
    )
    assert [(lens.command.title, lens.range.start) for lens in lenses] == [
        ("seedance-2.0 (set to seedance-2.0)", editor.position(opened.text, opened.spans[0][0]))
    ]


async def test_definition_is_the_url(editor: Editor):
    opened = await editor.open(
        '{"prompt": "🌆 «@Image‸2»", "image_urls": ["https://a.example.org/图.png", «"https://a.example.org/b.png"»]}'
    )
    [found] = await editor.client.text_document_definition_async(types.DefinitionParams(**editor.at(opened)))
    tag, url = (editor.range(opened.text, span) for span in opened.spans)
    assert (found.target_uri, found.target_selection_range, found.origin_selection_range) == (opened.uri, url, tag)


@pytest.mark.parametrize("cursor", ["@Image2", '"https://a.example.org/b.png"'])
async def test_references_of_a_tag_and_of_a_url(editor: Editor, cursor):
    marked = (
        '{"prompt": "🌆 «@Image2», @Image1 and «@image 2»", "image_urls": ["https://a.example.org/a.png", "https://a.example.org/b.png"]}'
    )
    opened = await editor.open(
        marked.replace(f"«{cursor}»", f"«‸{cursor}»").replace(cursor, f"‸{cursor}")
        if cursor[0] == '"'
        else marked.replace("@Image2", "‸@Image2")
    )
    found = await editor.client.text_document_references_async(
        types.ReferenceParams(**editor.at(opened), context=types.ReferenceContext(include_declaration=False))
    )
    assert [each.range for each in found] == [editor.range(opened.text, span) for span in opened.spans]


RENAMES = '{"prompt": "\\u56fe 🌆 @Ima‸ge1 as style, @Image2 and @image 1 meet.", ' + TWO_IMAGES + "}"


@pytest.mark.parametrize("name", ["@Image3", "3"])
async def test_rename_changes_a_tag_through_its_prompt(editor: Editor, name):
    opened = await editor.open(RENAMES)
    prepared = await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(**editor.at(opened)))
    assert prepared.placeholder == "@Image1"
    edit = await editor.client.text_document_rename_async(types.RenameParams(**editor.at(opened), new_name=name))
    expected = '{"prompt": "\\u56fe 🌆 @Image3 as style, @Image2 and @Image3 meet.", ' + TWO_IMAGES + "}"
    assert editor.applied(opened.text, edit) == expected


@pytest.mark.parametrize(
    ("marked", "name", "why"),
    [
        (RENAMES, "the girl", "`the girl` is not a tag; write a tag such as @Image1, or a number"),
        (RENAMES, "0", "`0` is not a tag"),
        ('{"prompt": "@Image‸ floats"}', "@Image1", "`@Image` is not a complete tag: missing index"),
        ('{"prompt": "@Image1-3‸ as scene"}', "@Image1", "`@Image1-3` stands for several files"),
        ('{"prompt": "‸@Image2 and @Image1-3 as scene"}', "@Image4", "`@Image1-3` covers `@Image2` too"),
        ('{"prompt": "no ‸tag"}', "@Image4", "no tag here"),
    ],
)
async def test_a_rename_that_cannot_be_done_says_why(editor: Editor, marked, name, why):
    opened = await editor.open(marked)
    with pytest.raises(JsonRpcException, match="^" + why.replace(".", r"\.")):
        await editor.client.text_document_rename_async(types.RenameParams(**editor.at(opened), new_name=name))
