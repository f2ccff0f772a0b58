"""`profile`: show a provider's limits with their sources, or list all."""

import os
import sys
from pathlib import Path

import click

from seedance_lint.cli.options import ProfileName
from seedance_lint.cli.output import Refusal, on_terminal
from seedance_lint.profiles import ProfileError, UnknownProfile, catalogue, load_profile, load_profile_file
from seedance_lint.profiles.describe import overview, render
from seedance_lint.reporters.visible import visible


@click.command("profile")
@click.argument("name", type=ProfileName(), required=False, metavar="[NAME|FILE]")
def command(name: str | None) -> int:
    """Show a provider's limits and their sources, or list all; FILE is your own profile (.toml)."""
    known = catalogue()
    editions = [entry for entry in known.values() if name in (None, entry.family)]
    if name is None or (editions and name not in known):
        for line in overview(editions):
            click.echo(on_terminal(line, sys.stdout))
        return 0
    try:
        profile = load_profile_file(Path(name)) if name.endswith(".toml") or os.sep in name else load_profile(name)
    except (UnknownProfile, ProfileError) as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    for line in render(profile):
        click.echo(on_terminal(visible(line), sys.stdout))
    return 0
