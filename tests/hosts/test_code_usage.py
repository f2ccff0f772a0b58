"""Command lines in what a program of Java, Go and the like says of itself, each with its exact place."""

import pytest

from seedance_lint.hosts import Root
from seedance_lint.requests import Contracts, find_requests
from tests.hosts.places import pieces, read

COMMAND = 'seedance-cli generate --prompt "@Image1 runs"'
HELPS = {
    "a raw text of Go": ("a.go", f"package a\n\n// Seedance\nvar c = &Command{{\n\tExample: `  {COMMAND}\n`,\n}}\n"),
    "a text of Go with escapes": ("a.go", 'package a\n\n// Seedance\nvar c = &Command{Long: "Usage:\\n  seedance-cli generate --prompt \\"@Image1 runs\\"\\n"}\n'),
    "a block of Java": ("A.java", f'// Seedance\nclass A {{\n    String help = """\n        Usage:\n          {COMMAND}\n        """;\n}}\n'),
    "a raw text of Rust": ("a.rs", f'// Seedance\nconst HELP: &str = r#"Examples:\n  {COMMAND}\n"#;\n'),
    "a heredoc of Ruby": ("a.rb", f"# Seedance\nHELP = <<~TEXT\n  Usage:\n    {COMMAND}\nTEXT\n"),
    "a raw text of Kotlin": ("a.kt", f'// Seedance\nval help = """\n  Usage:\n  {COMMAND}\n"""\n'),
    "a raw text of C#": ("a.cs", f'// Seedance\nclass A {{ string help = """\n  Usage:\n  {COMMAND}\n  """; }}\n'),
    "a nowdoc of PHP": ("a.php", f"<?php\n// Seedance\n$help = <<<'TEXT'\nUsage:\n  {COMMAND}\nTEXT;\n"),
}  # fmt: skip


def _prompts(path: str, text: str) -> list[tuple[str, str]]:
    """Return the prompts that are found, each with what stands at its place."""
    found = []
    for root in read(path, text):
        assert isinstance(root, Root), root.message
        for request in find_requests(root.value, Contracts(), root.around).found:
            node = root.tree().find(request.prompt_path)
            spans = [span for _, span in pieces(node.form.source_map(text))]
            found.append((request.prompt, text[spans[0].start : spans[-1].end]))
    return found


@pytest.mark.parametrize(("path", "text"), HELPS.values(), ids=HELPS)
def test_an_example_of_a_command_is_read_at_its_place(path, text) -> None:
    assert _prompts(path, text) == [("@Image1 runs", "@Image1 runs")]


@pytest.mark.parametrize(("path", "text"), HELPS.values(), ids=HELPS)
def test_not_where_another_program_is_shown(path, text) -> None:
    for other in (text.replace("seedance-cli", "studio-cli"), text.replace("eedance", "tudio")):
        assert _prompts(path, other) == []
