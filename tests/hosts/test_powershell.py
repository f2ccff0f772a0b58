"""PowerShell: hash tables, here-strings, and what its commands send."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.hosts import Form, Passed, Root, host_for
from seedance_lint.hosts.located import Partial, Template
from seedance_lint.hosts.shell.powershell_words import tokens
from seedance_lint.hosts.shell.quoting import Word, word_node
from seedance_lint.source import SourceDocument, Span
from tests.hosts.places import read
from tests.hosts.test_nested import check

URL = "https://api.example.com/v1"
WALK = {"prompt": 'The "fox" of @Image1', "image_urls": ["a.png"]}


def sent(script):
    text = dedent(script).replace("URL", URL)
    roots = [root for root in read("a.ps1", text) if isinstance(root, Root)]
    for root in roots:
        check(root, text)
    return [(root.value, [clue.text for clue in root.around]) for root in roots]


@pytest.mark.parametrize(
    "script",
    [
        """Invoke-RestMethod -Uri "URL" -Method Post -Body '{"prompt": "The \\"fox\\" of @Image1", "image_urls": ["a.png"]}'""",
        """irm URL -Method Post -Body "{`"prompt`": `"The \\`"fox\\`" of @Image1`", `"image_urls`": [`"a.png`"]}" """,
        """
        # the clip
        $body = @'
        {"prompt": "The \\"fox\\" of @Image1",
         "image_urls": ["a.png"]}
        '@
        $answer = Invoke-RestMethod -Uri 'URL' `
          -Method Post -Body $body
        """,
        """
        $image = "a.png"
        $body = @"
        {"prompt": "The \\"fox\\" of @Image1", "image_urls": ["$image"]}
        "@
        Invoke-WebRequest -Uri URL -Body $body
        """,
        """
        $body = @{
          prompt = 'The "fox" of @Image1'
          "image_urls" = @("a.png")
        } | ConvertTo-Json -Depth 5
        Invoke-RestMethod -Uri URL -Headers @{ Authorization = "Bearer $key" } -Body $body
        """,
        """
        function Send-Clip { param($x)
          $prompt = 'The "fox" of @Image1'; $urls = @('a.png')
          $params = @{ Uri = 'URL'; Method = 'Post'; Body = ([ordered]@{ prompt = $prompt; image_urls = $urls } | ConvertTo-Json) }
          Invoke-RestMethod @params
        }
        """,
        """
        param(
          [Parameter(Mandatory = $false)]
          [string]$Prompt = 'The "fox" of @Image1',
          [string[]]$Images = @("a.png"), [int]$Seconds = 5
        )
        [string]$Uri = 'URL'
        irm $Uri -Method Post -Body (@{ prompt = $Prompt; image_urls = $Images } | ConvertTo-Json)
        """,
    ],
)
def test_bodies(script):
    ((value, around),) = sent(script)
    assert value == WALK
    assert around in ([URL, "Invoke-RestMethod"], [URL, "Invoke-WebRequest"], [URL, "irm"])


def test_programs_and_values():
    ((value, around),) = sent("""clip.exe run seedance-2.0 --prompt "@Image1 walks" --image a.png --count 2""")
    assert value == {"prompt": "@Image1 walks", "image": "a.png", "count": "2"}
    assert isinstance(value, Form)
    assert around == ["seedance-2.0", "clip run"]
    ((value, _),) = sent('$x = @{ prompt = "@Image1 $who"; duration = 5; audio = $true; seed = Get-Random; ratio = "16:9" + $x }')
    assert value == {"prompt": "@Image1 {}", "duration": 5, "audio": True}
    assert isinstance(value, Partial)
    assert value.unknown == {"seed", "ratio"}
    assert isinstance(value["prompt"], Template)


@pytest.mark.parametrize(
    ("script", "call"),
    [
        (r"""& 'C:\bin\dreamina.exe' image2video --image='C:\a.png' --prompt='the fox walks'""", "dreamina image2video"),
        (r""". .\dreamina.exe image2video --image='C:\a.png' --prompt='the fox walks'""", "dreamina image2video"),
        ("""dreamina image2video `\n  --image 'C:\\a.png' `\n  --prompt='the fox walks'""", "dreamina image2video"),
        ("""dreamina image2video \\\n  --image 'C:\\a.png' \\\n  --prompt='the fox walks'""", "dreamina image2video"),
    ],
)
def test_a_program_behind_a_sign_that_calls_it_and_over_several_lines(script, call):
    assert sent(script) == [({"image": "C:\\a.png", "prompt": "the fox walks"}, [call])]


def test_a_folder_at_the_end_of_a_line_goes_on_in_none():
    assert sent("cd C:\\\ndreamina image2video --image a.png --prompt='the fox walks'") != []
    assert sent("cd \\\ndreamina image2video --image a.png --prompt='the fox walks'") != []


def test_comments():
    text = "# seedance-lint: ignore\n<# two\nlines #>\n$a = '# none' # last"
    found = list(host_for("a.ps1").comments(SourceDocument("a.ps1", text)))
    assert [(comment.text, comment.own_line) for comment in found] == [
        ("seedance-lint: ignore", True),
        ("two\nlines", True),
        ("last", False),
    ]


@pytest.mark.parametrize(
    "script",
    [
        "function prompt { 'PS> ' }",
        "Write-Host 'prompt {x}'",
        "$h = @{ a = 1 } # prompt",
        "@'",
        '$prompt = "x',
        'Write-Info "Created: seedance.bat"',
    ],
)
def test_silence(script):
    assert read("a.ps1", script) == []


def test_a_broken_body_is_passed_over():
    text = """irm -Uri https://x -Body '{"prompt": "a" "b": 1}'"""
    assert read("a.ps1", text) == [Passed("inside broken JSON", text.index("'{"))]


@pytest.mark.parametrize(
    ("quotes", "write"),
    [("'{}'", lambda text: text.replace("'", "''")), ('"{}"', lambda text: text.replace("`", "``").replace('"', '""').replace("$", "`$"))],
)
@given(before=st.text(alphabet="ab'\"`$ é", max_size=8), new=st.text(alphabet="ab'\"`$ é", max_size=8))
def test_a_written_text_is_read_again(quotes, write, before, new):
    def node_of(text):
        (token,) = tokens(text)
        return word_node(text, Word(token.span, token.parts))

    text = quotes.format(write(before + "x"))
    node = node_of(text)
    assert node.value == before + "x"
    encoded = node.form.encode(new, len(before))
    if encoded is not None:
        start, end = node.form.source_map(text).to_file(Span(len(before), len(before) + 1))
        assert node_of(text[:start] + encoded + text[end:]).value == before + new


@given(st.text(alphabet="ab'\"`$#@{}()[]<>|;=,- \n", max_size=150))
def test_any_text_is_read(text):
    for root in read("a.ps1", text + "\nprompt"):
        assert not isinstance(root, Root) or root.tree()


@pytest.mark.parametrize("piece", ["@{a=", "@(", "(", "$(", "'", '"', '"`', "@'\n", "<#", "$a=$b;", "[", "prompt,", "-a ", "| "])
def test_hostile_scripts(piece):
    read("a.ps1", piece * 5_000 + "prompt")


@pytest.mark.parametrize("script", ["Invoke-RestMethod", "Invoke-RestMethod | Out-File x.json"])
def test_a_command_alone_sends_nothing(script):
    assert [root.value for root in read("a.ps1", f"$h = @{{ prompt = 'a' }}\n{script}\n")] == [{"prompt": "a"}]
