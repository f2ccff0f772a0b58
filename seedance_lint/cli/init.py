"""`init`: looks at a project and proposes a configuration, a hook and a CI job; writes them only if you ask for it."""

import os
import re
import sys
from collections import Counter
from pathlib import Path

import click

from seedance_lint import __version__
from seedance_lint.cli.inputs import inputs_from
from seedance_lint.cli.output import Refusal, complain
from seedance_lint.cli.prompts import Prompts
from seedance_lint.cli.settings import configured
from seedance_lint.config.configuration import Overrides
from seedance_lint.records import NamedTuple
from seedance_lint.reporters.visible import visible
from seedance_lint.rules.base import plural

_REPOSITORY = "https://github.com/seedance-lint/seedance-lint"
_HOOK = f"""\
repos:
  - repo: {_REPOSITORY}
    rev: v{__version__}
    hooks:
      - id: seedance-lint
"""
_GITHUB = """\
name: prompts
on: [push, pull_request]
permissions:
  contents: read
jobs:
  seedance-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: {action}@v{version}
        with:
          paths: |
{paths}
"""
_GITLAB = """\
seedance-lint:
  image: python:3.13
  script:
    - pip install 'seedance-lint[hosts] @ git+https://github.com/seedance-lint/seedance-lint'
    - seedance-lint check {paths}
"""

_PLAIN = re.compile(r"[\w.][\w.+@-]*(?: [\w.+@-]+)*")
"""Names that mean nothing to YAML, to a shell, or to the expressions of GitHub."""


class Proposal(NamedTuple):
    """A file to write, and what it would hold. One that is there already is only shown what it lacks."""

    path: Path
    text: str


@click.command("init")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--write", is_flag=True, help="Write the files that do not exist yet.")
def command(folder: str, *, write: bool) -> int:
    """Look at a project and propose a configuration, a Git hook and a CI job. Nothing is written without --write."""
    top = Path(folder)
    contracts: Counter[str] = Counter()
    places: set[str] = set()
    with configured(Overrides()) as configuration:
        prompts = Prompts(inputs_from((folder,), None, configuration), configuration)
        for found in prompts:
            contract = found.request.contract
            contracts[contract.profile.name if contract is not None and contract.certain else ""] += 1
            places.add(os.path.relpath(found.path, folder).replace(os.sep, "/").partition("/")[0])
    if not all(map(_PLAIN.fullmatch, places)):  # a workflow runs: no file name may say what
        places = {"."}
    for proposal in _proposals(top, contracts, sorted(places)):
        _show(proposal, write=write)
    complain(_summary(contracts))
    return 2 if prompts.failed else 0


def _proposals(top: Path, contracts: Counter[str], places: list[str]) -> list[Proposal]:
    found = [] if _is_configured(top) else [Proposal(top / "seedance-lint.toml", _configuration(contracts))]
    found.append(Proposal(top / ".pre-commit-config.yaml", _HOOK))
    if (top / ".gitlab-ci.yml").exists():
        paths = " ".join(_quoted(place) for place in places) or "."
        return [*found, Proposal(top / ".gitlab-ci.yml", _GITLAB.format(paths=paths))]
    lines = "\n".join(f"            {place}" for place in places or ["."])
    action = _REPOSITORY.removeprefix("https://github.com/")
    return [
        *found,
        Proposal(top / ".github" / "workflows" / "prompts.yml", _GITHUB.format(action=action, version=__version__, paths=lines)),
    ]


def _is_configured(top: Path) -> bool:
    pyproject = top / "pyproject.toml"
    return (top / "seedance-lint.toml").exists() or (
        pyproject.is_file() and "[tool.seedance-lint" in pyproject.read_text("utf-8", "replace")
    )


def _configuration(contracts: Counter[str]) -> str:
    """Return a configuration: where one provider is certain and other requests do not say, they are taken for its own."""
    certain = [name for name in contracts if name]
    lines = [
        "# The provider is recognized for each request; if it cannot be, only rules that apply to every provider are used. See `seedance-lint show`."
    ]
    if contracts[""] and len(certain) == 1:
        lines = [f"# The provider of {contracts['']} of {contracts.total()} requests cannot be recognized; the others are for this one."]
    return "\n".join([*lines, f'profile = "{certain[0] if contracts[""] and len(certain) == 1 else "auto"}"', ""])


def _quoted(place: str) -> str:
    from shlex import quote

    return quote(place)


def _show(proposal: Proposal, *, write: bool) -> None:
    is_there = proposal.path.exists()
    if write and not is_there:
        try:
            proposal.path.parent.mkdir(parents=True, exist_ok=True)
            with proposal.path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(proposal.text)
        except OSError as error:
            raise Refusal(f"{proposal.path}: cannot be written: {error.strerror}") from None
        sys.stdout.write(f"wrote {visible(proposal.path.as_posix())}\n")
        return
    what = "exists; add to it" if is_there else "would contain"
    sys.stdout.write(f"{visible(proposal.path.as_posix())} {what}:\n\n")
    sys.stdout.writelines(f"  {line}\n" if line else "\n" for line in [*proposal.text.splitlines(), ""])


def _summary(contracts: Counter[str]) -> str:
    if not contracts:
        return "no requests found here."
    told = [f"{number} {name or 'for an unknown provider'}" for name, number in sorted(contracts.items())]
    return f"{plural(contracts.total(), 'request')} found: {', '.join(told)}."
