"""A run that needs no extra imports nothing that an extra installs."""

import json
import re
import subprocess
import sys
from importlib import metadata

import pytest

NAME = re.compile(r"[A-Za-z0-9._-]+")
OWN = {"seedance-lint", "click", "lark", "wcwidth", "colorama", "typing-extensions"}
FILES = {
    "a.txt": "@Image1 walks.\n",
    "a.json": '{"prompt": "@Image1 walks.", "image_urls": ["https://example.com/a.png"]}\n',
    "a.jsonl": '{"prompt": "@Image1 walks."}\n',
    "a.csv": 'prompt,image\n"@Image1 walks.",https://example.com/a.png\n',
    "a.py": 'fal.run("bytedance/seedance-2.0", {"prompt": "@Image1 walks."})\n',
    "a.sh": 'curl https://fal.run/bytedance/seedance-2.0 -d \'{"prompt": "@Image1 walks."}\'\n',
    "a.md": "```text\n@Image1 walks.\n```\n",
}


def folded(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def installed_by_extras():
    """Return the modules of whatever the extras bring along, and what that needs itself."""
    left = [NAME.match(each)[0] for each in metadata.requires("seedance-lint") if "extra ==" in each]
    seen = set()
    while left:
        name = folded(left.pop())
        if name in seen or name in OWN:
            continue
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        seen.add(name)
        left += [NAME.match(each)[0] for each in needed if "extra ==" not in each]
    return {module for module, owners in metadata.packages_distributions().items() if {*map(folded, owners)} <= seen}


@pytest.mark.parametrize("arguments", [["check", "."], ["check", "--output-format", "sarif", "."], ["check", "--prompt", "@Image0"]])
def test_nothing_of_the_extras_is_imported(arguments, tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    code = (
        "import json, sys; from seedance_lint.cli.session import run; run(sys.argv[1:]);"
        "print('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *arguments], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "could not be checked" not in done.stderr
    imported = {*json.loads(done.stdout.splitlines()[-1])}
    assert "seedance_lint" in imported
    modules = installed_by_extras()
    if "pyarrow" not in modules:
        pytest.skip("the extras are not installed")
    assert imported & modules == set()
