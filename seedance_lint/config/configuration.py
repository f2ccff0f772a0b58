"""Which settings hold for which file."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from seedance_lint.config.settings import Settings
from seedance_lint.profiles import load_profile

if TYPE_CHECKING:
    from seedance_lint.probes import Probing

DEFAULT_PROFILE = "seedance-2.0"


class Overrides(NamedTuple):
    """What the caller says; it comes before what files say. None where nothing was said."""

    profile: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    media: Mapping[str, tuple[str | None, ...]] | None = None
    suppressions: bool = True
    tokenizer: str | None = None
    probing: "Probing | None" = None


class Configuration:
    """The settings of files, from the overrides and the configuration files that govern them."""

    __slots__ = ("_settings", "overrides")

    def __init__(self, overrides: Overrides) -> None:
        self.overrides = overrides
        self._settings: Settings | None = None

    def settings_for(self, path: str) -> Settings:  # noqa: ARG002
        """Return the settings of a file; the same object for files that share all of them.

        Raises:
            UnknownProfile: there is no profile of that name.
        """
        if self._settings is None:
            said = self.overrides
            self._settings = Settings(
                load_profile(said.profile or DEFAULT_PROFILE),
                select=said.select or (),
                ignore=said.ignore or (),
                media=said.media,
                suppressions=said.suppressions,
                tokenizer=said.tokenizer,
                probing=said.probing,
            )
        return self._settings

    def __reduce__(self) -> tuple[type["Configuration"], tuple[Overrides]]:
        return Configuration, (self.overrides,)
