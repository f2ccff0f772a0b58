"""Which profiles a configuration names, and which it brings."""

import os
from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.config.files import ConfigFailure, Layer
from seedance_lint.contracts.recognise import Chosen, Recogniser
from seedance_lint.plugins import Plugin, PluginFailure, load_plugins
from seedance_lint.profiles import Profile, ProfileError, UnknownProfile, load_profile_file
from seedance_lint.profiles.load import find_profile, from_data

AUTO = "auto"
"""What takes the place of a profile if each request is to show where it goes."""


class Profiles:
    """The profiles of plugins and of files of the user's own, and what a configuration chooses among all."""

    def __init__(self, layers: tuple[Layer, ...], plugins: tuple[str, ...]) -> None:
        """Load what the configuration brings.

        Raises:
            ConfigFailure: a file is not a profile, or cannot be read.
            PluginFailure: a plugin provides no profile.
        """
        self._of_plugins = {plugin.name: _of_plugin(plugin) for plugin in load_plugins("seedance_lint.profiles", plugins)}
        own = [_from_file(name, layer.folder, layer.origin("profiles")) for layer in layers for name in layer.values.get("profiles", ())]
        self._own = {profile.name: profile for profile in own}
        self.recogniser = Recogniser([*self._own.values(), *self._of_plugins.values()])

    def chosen(self, name: str, folder: str, origin: str | None) -> Chosen | None:
        """Return the profiles that a name stands for; None if each request is to show where it goes.

        Raises:
            ConfigFailure, UnknownProfile: no such name; the second where it came from no file.
        """
        if name == AUTO:
            return None
        own = self._of_plugins.get(name) or self._own.get(name)
        if own is not None:
            return Chosen((own,))
        if name.endswith(".toml"):
            return Chosen((_from_file(name, folder, origin),))
        family = tuple(profile for profile in (*self._own.values(), *self._of_plugins.values()) if profile.family == name)
        try:
            return Chosen(family or find_profile(name))
        except UnknownProfile as error:
            raise ConfigFailure(f"{origin}: {error}") from None


def chosen_of_files(values: Mapping[str, Any], layers: tuple[Layer, ...], profiles: Profiles) -> Iterator[tuple[str, str, Chosen | None]]:
    """Yield what ``per-file-profiles`` says: the folder that a pattern is relative to, the pattern, and what is chosen there."""
    for layer in reversed(layers):
        for pattern, name in layer.values.get("per-file-profiles", {}).items():
            if pattern in values.get("per-file-profiles", {}):
                yield layer.folder, pattern, profiles.chosen(name, layer.folder, layer.origin("per-file-profiles", pattern))


def _from_file(name: str, folder: str, origin: str | None) -> Profile:
    from pathlib import Path  # dear to import, and most profiles come with the program

    try:
        return load_profile_file(Path(folder, name))
    except (UnknownProfile, ProfileError) as error:
        raise ConfigFailure(f"{origin}: {error}") from None
    except OSError as error:
        raise ConfigFailure(f"{origin}: the profile `{name}` cannot be read: {error.strerror}") from None


def _of_plugin(plugin: Plugin) -> Profile:
    """Return the profile that a plugin brings: its entry point names the path of a TOML file, or the tables of one.

    Raises:
        PluginFailure: it names neither, or not a profile.
    """
    from pathlib import Path

    value = plugin.value
    try:
        if isinstance(value, str | os.PathLike):
            return load_profile_file(Path(value))
        if isinstance(value, Mapping):
            return from_data(value)
    except (OSError, ValueError) as error:
        raise PluginFailure(f"the plugin `{plugin.name}` of {plugin.distribution} does not provide a profile: {error}") from None
    raise PluginFailure(
        f"the plugin `{plugin.name}` of {plugin.distribution} does not provide a profile: its entry point names a {type(value).__name__}"
    )
