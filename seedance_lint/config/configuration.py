"""Which settings hold for which file, and where each came from."""

import os
from collections.abc import Mapping

from seedance_lint.annotations import TYPE_CHECKING, Any, cast
from seedance_lint.config.files import ConfigFailure, Layer, layers_of, nearest_file
from seedance_lint.config.keys import KEYS
from seedance_lint.config.patterns import PathPatterns
from seedance_lint.config.profiles import AUTO, Profiles, chosen_of_files
from seedance_lint.config.settings import Settings
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.hosts import register
from seedance_lint.plugins import Plugin, PluginFailure, load_plugins
from seedance_lint.profiles import Profile, load_profile
from seedance_lint.profiles.load import DEFAULT
from seedance_lint.records import NamedTuple
from seedance_lint.requests.contracts import Contracts
from seedance_lint.rules.registry import UnknownRule, all_rules, named_rules

if TYPE_CHECKING:
    from seedance_lint.hosts import Host
    from seedance_lint.probes import Probing


class Overrides(NamedTuple):
    """What the caller says; it comes before what files say. None if nothing was said.

    ``config`` is the one configuration file to use, ``isolated`` is to use none; ``described`` asks for what was understood of each request.
    """

    profile: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    media: Mapping[str, tuple[str | None, ...]] | None = None
    suppressions: bool = True
    tokenizer: str | None = None
    probing: "Probing | None" = None
    config: str | None = None
    isolated: bool = False
    verbose: bool = False
    anchored: bool = False
    described: bool = False


class Resolved(NamedTuple):
    """The settings of the files that one configuration file governs, before its patterns for single files.

    ``origins`` says of every key where its value came from; ``layers`` are the files, the nearest first.
    """

    settings: Settings
    layers: tuple[Layer, ...]
    origins: Mapping[str, str]


class Configuration:
    """The settings of files, from the overrides and the configuration files that govern them."""

    __slots__ = ("_by_file", "_by_folder", "_for_paths", "overrides")

    def __init__(self, overrides: Overrides | None = None) -> None:
        self.overrides = overrides or Overrides()
        self._by_folder: dict[str, str | None] = {}
        self._by_file: dict[str | None, Resolved] = {}
        self._for_paths: dict[tuple[str | None, frozenset[str], int | None], Settings] = {}

    def settings_for(self, path: str) -> Settings:
        """Return the settings of a file, of the current folder where the path is empty; the same object for files that share all of them.

        Raises:
            ConfigFailure: a configuration file is wrong.
            UnknownProfile, UnknownRule, PluginFailure: an override names what is not there.
        """
        file = self._file_for(path)
        resolved = self._resolved(file)
        settings = resolved.settings
        if not settings.per_file_ignores and not settings.per_file_profiles:
            return settings
        chosen = next((number for number, (patterns, _) in enumerate(settings.per_file_profiles) if patterns.match(path)), None)
        names = frozenset(name for patterns, names in settings.per_file_ignores if patterns.match(path) for name in names)
        if not names and chosen is None:
            return settings
        key = (file, names, chosen)
        if key not in self._for_paths:
            if chosen is not None:
                settings = _with_contracts(settings, settings.per_file_profiles[chosen][1])
            # By their ids: a category that is ignored for some files is ignored there even where one of its rules was selected by its id.
            ids = sorted(named_rules(names, all_rules(settings.plugins)))
            self._for_paths[key] = settings._replace(ignore=(*settings.ignore, *ids))
        return self._for_paths[key]

    def resolved_for(self, path: str) -> Resolved:
        """Return what holds for a file with its origins; errors as in ``settings_for``."""
        return self._resolved(self._file_for(path))

    def _file_for(self, path: str) -> str | None:
        if self.overrides.isolated:
            return None
        if self.overrides.config is not None:
            return self.overrides.config
        folder = os.path.dirname(os.path.abspath(path or "-"))
        if folder not in self._by_folder:
            nearest_file(folder, self._by_folder)
        return self._by_folder[folder]

    def _resolved(self, file: str | None) -> Resolved:
        if file not in self._by_file:
            self._by_file[file] = _resolve(() if file is None else layers_of(file), self.overrides)
        return self._by_file[file]

    def __reduce__(self) -> tuple[type["Configuration"], tuple[Overrides]]:
        return Configuration, (self.overrides,)


def _resolve(layers: tuple[Layer, ...], said: Overrides) -> Resolved:
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in reversed(layers):
        for name, value in layer.values.items():
            _add(values, origins, layer, name, value)
    _check_rules(layers, values.get("plugins", ()))
    _override(values, origins, said)
    plugins = values.get("plugins", ())
    for plugin in load_plugins("seedance_lint.hosts", plugins):
        register(_host_of(plugin))
    profiles = Profiles(layers, plugins)
    origin = origins.get("profile")
    folder = "" if origin == "--profile" else next((layer.folder for layer in layers if "profile" in layer.values), "")
    contracts = Contracts(profiles.recogniser, profiles.chosen(values.get("profile", AUTO), folder, origin))
    profile = _stand_in(contracts)
    _check_roles(layers, profile)
    fail_on = values.get("fail-on", Severity.ERROR.value)
    settings = Settings(
        profile,
        select=values.get("select", ()),
        ignore=values.get("ignore", ()),
        per_file_ignores=values.get("per-file-ignores", ()),
        severity={rule: Severity(name) for rule, name in values.get("severity", {}).items()},
        rules=values.get("rules", {}),
        roles=values.get("roles", {}),
        plugins=plugins,
        media=said.media,
        suppressions=said.suppressions,
        tokenizer=said.tokenizer,
        probing=said.probing,
        fail_on=None if fail_on == "never" else Severity(fail_on),
        exclude=values.get("exclude", ()),
        contracts=contracts,
        verbose=said.verbose,
        anchored=said.anchored,
        per_file_profiles=() if origin == "--profile" else _per_file(values, layers, profiles),
        described=said.described,
    )
    sizes = {name.replace("-", "_"): values[name] for name in ("max-file-bytes", "max-prompt-bytes") if name in values}
    return Resolved(settings._replace(**sizes), layers, origins)


def _stand_in(contracts: Contracts) -> Profile:
    """Return the profile for requests that do not show theirs: the chosen one, or the reference page's."""
    return contracts.chosen.profiles[0] if contracts.chosen is not None else load_profile(DEFAULT)


def _with_contracts(settings: Settings, contracts: Contracts) -> Settings:
    return settings._replace(contracts=contracts, profile=_stand_in(contracts))


def _per_file(values: Mapping[str, Any], layers: tuple[Layer, ...], profiles: Profiles) -> tuple[tuple[PathPatterns, Contracts], ...]:
    """Return patterns of paths with the contracts of what they match, those of the nearest file first."""
    found = [
        (PathPatterns(folder, (pattern,)), Contracts(profiles.recogniser, chosen))
        for folder, pattern, chosen in chosen_of_files(values, layers, profiles)
    ]
    return tuple(reversed(found))


def _override(values: dict[str, Any], origins: dict[str, str], said: Overrides) -> None:
    """Lay what the caller says over what files say; rules that are ignored now come on top, unless rules are selected again."""
    for name, given in (("profile", said.profile), ("select", said.select), ("fail-on", said.fail_on)):
        if given is not None:
            values[name], origins[name] = given, f"--{name}"
    if said.select is not None:
        values.pop("ignore", None)
        origins.pop("ignore", None)
    if said.ignore is not None:
        values["ignore"] = (*values.get("ignore", ()), *said.ignore)
        origins["ignore"] = f"{origins['ignore']}, --ignore" if "ignore" in origins else "--ignore"


def _add(values: dict[str, Any], origins: dict[str, str], layer: Layer, name: str, value: Any) -> None:
    """Lay a key of a nearer file over those of the files that it extends."""
    if name == "extend":
        return
    if not KEYS[name].merged:
        values[name] = (PathPatterns(layer.folder, value),) if name == "exclude" else value
        origins[name] = layer.origin(name)
        return
    for entry, words in value.items():
        if name == "rules":
            origins.update({f"rules.{entry}.{option}": layer.origin(name, entry, option) for option in words})
        else:
            origins[f"{name}.{entry}"] = layer.origin(name, entry)
    old = values.get(name)
    if name == "per-file-ignores":
        values[name] = (*(old or ()), *((PathPatterns(layer.folder, (pattern,)), names) for pattern, names in value.items()))
    elif name == "rules":
        values[name] = {**(old or {}), **{rule: {**(old or {}).get(rule, {}), **options} for rule, options in value.items()}}
    else:
        values[name] = {**(old or {}), **value}


def _host_of(plugin: Plugin) -> "Host":
    told = f"the plugin `{plugin.name}` of {plugin.distribution}"
    missing = [name for name in ("NAME", "SUFFIXES", "roots", "comments") if not hasattr(plugin.value, name)]
    if missing:
        raise PluginFailure(f"{told} does not provide a host: {', '.join(missing)} missing")
    from seedance_lint.hosts.foreign import ForeignHost

    if not isinstance(plugin.value.SUFFIXES, tuple) or not all(isinstance(each, str) for each in plugin.value.SUFFIXES):  # type: ignore[attr-defined]
        raise PluginFailure(f"{told} does not provide a host: its SUFFIXES are not a tuple of strings")
    return ForeignHost(cast("Host", plugin.value), told)


def _check_rules(layers: tuple[Layer, ...], plugins: tuple[str, ...]) -> None:
    """Complain of rule ids and options that nothing has, at their place."""
    for layer in layers:
        values = layer.values
        named: list[tuple[tuple[str, ...], tuple[str, ...]]] = [((key,), values.get(key, ())) for key in ("select", "ignore")]
        named += [(("per-file-ignores", pattern), names) for pattern, names in values.get("per-file-ignores", {}).items()]
        named += [((key, rule), (rule,)) for key in ("severity", "rules") for rule in values.get(key, {})]
        for keys, names in named:
            try:
                found = named_rules(names, all_rules(plugins))
            except UnknownRule as error:
                raise ConfigFailure(f"{layer.origin(*keys)}: {error}") from None
            if keys[0] in {"severity", "rules"} and found != {keys[1]}:
                raise ConfigFailure(f"{layer.origin(*keys)}: `{keys[0]}` takes rule ids, but `{keys[1]}` stands for several rules")
        for rule, options in values.get("rules", {}).items():
            _check_options(layer, rule, options, all_rules(plugins)[rule].options)


def _check_roles(layers: tuple[Layer, ...], profile: Profile) -> None:
    """Complain of roles that nothing has, and of words that one file gives to two of them, at their place."""
    if not any("roles" in layer.values for layer in layers):
        return
    from seedance_lint.syntax.readings import READINGS
    from seedance_lint.syntax.vocabulary import spellings

    # The roles that prompts are read with, and those that a profile of one's own may add.
    known = sorted({role for readings in READINGS.values() for role in readings}.union(*profile.roles.values()))
    for layer in layers:
        given: dict[str, str] = {}
        for role, words in layer.values.get("roles", {}).items():
            if role not in known:
                from seedance_lint.nearest import did_you_mean

                hint = did_you_mean(role, known) or f"; known roles: {', '.join(known)}"
                raise ConfigFailure(f"{layer.origin('roles', role)}: unknown role `{role}`{hint}")
            for word in words:
                for spelling in spellings(word):
                    if (other := given.setdefault(spelling, role)) != role:
                        raise ConfigFailure(f"{layer.origin('roles', role)}: `{word}` already stands for the role `{other}`")


def _check_options(layer: Layer, rule: str, options: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for name, value in options.items():
        origin = layer.origin("rules", rule, name)
        if name not in known:
            from seedance_lint.nearest import did_you_mean

            hint = did_you_mean(name, known) if known else "; it has no options"
            raise ConfigFailure(f"{origin}: the rule `{rule}` has no option `{name}`{hint}")
        default = known[name]
        kinds = (int, float) if isinstance(default, float) else type(default)
        if not isinstance(value, kinds) or isinstance(value, bool) != isinstance(default, bool):
            raise ConfigFailure(f"{origin}: the option `{name}` of `{rule}` takes a value such as {default!r}, not {value!r}")
