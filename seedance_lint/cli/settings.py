"""From options to settings, and what may go wrong on the way."""

from collections.abc import Iterator
from contextlib import contextmanager

from seedance_lint.cli.output import Refusal
from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.config.files import ConfigFailure
from seedance_lint.plugins import PluginFailure
from seedance_lint.probes import MissingLibrary
from seedance_lint.profiles import UnknownProfile
from seedance_lint.rules.registry import UnknownRule
from seedance_lint.tokens import TokenizerFailure


@contextmanager
def configured(overrides: Overrides) -> Iterator[Configuration]:
    """Give the configuration with the options' overrides; settings that cannot be put to work end the run, whenever that shows.

    Raises:
        Refusal: a profile, rule or plugin that is not there or broken.
    """
    try:
        yield Configuration(overrides)
    except (ConfigFailure, UnknownRule, UnknownProfile, PluginFailure, TokenizerFailure, MissingLibrary) as error:
        raise Refusal(str(error)) from None
