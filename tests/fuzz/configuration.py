"""Configuration files: any TOML and any text is settings or a complaint that names the file, never a traceback."""

import tempfile
from pathlib import Path

from hypothesis import strategies as st

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.config.files import ConfigFailure
from seedance_lint.config.keys import KEYS
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.plugins import PluginFailure
from seedance_lint.profiles import UnknownProfile
from seedance_lint.rules.registry import UnknownRule, all_rules
from seedance_lint.source import SourceDocument

_NAMES = st.sampled_from([*KEYS, "tool", "seedance-lint", "profil", "a.b", ""])
_RULES = st.sampled_from([*all_rules(), "tags", "ALL", "DEFAULT", "zero-indx"])
_SCALARS = st.one_of(
    _RULES, st.sampled_from(["error", "warning", "info", "never", "auto", "seedance-2.0", "x.toml", "/", "", "*a*a*x", "[a", "\\", "!", "scene", "first frame"]),
    st.booleans(), st.integers(-5, 5), st.sampled_from([2**63 - 1, 2**64, 10**400, -(2**63)]), st.floats(), st.text(max_size=4),
)  # fmt: skip
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.one_of(_RULES, _SCALARS.map(str)), inner, max_size=3)),
    max_leaves=8,
)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value).lower() if isinstance(value, (bool, int, float)) else _quoted(str(value))


def _quoted(text: str) -> str:
    return (
        '"'
        + "".join(
            f"\\U{ord(each):08x}" if not " " <= each <= "~" or each in '"\\' else each for each in text if not "\ud800" <= each <= "\udfff"
        )
        + '"'
    )


_LINES = st.builds(lambda name, value: f"{_quoted(name)} = {_toml(value)}\n", _NAMES, _VALUES)
_HEADS = st.sampled_from(
    [
        "[tool.seedance-lint]\n",
        "[severity]\n",
        "[rules.zero-index]\n",
        "[per-file-ignores]\n",
        "[[a]]\n",
        "# a\n",
        "[",
        "a.",
        "'",
        '"""',
        "= ",
        "\ufeff",
    ]
)
files = st.tuples(
    st.sampled_from(["seedance-lint.toml", "pyproject.toml"]),
    st.one_of(st.lists(st.one_of(_LINES, _HEADS), max_size=6).map("".join), st.text(max_size=30)),
)


def configuration(example: tuple[str, str]) -> None:
    """Any file is settings that work, or a complaint."""
    name, text = example
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_text(text, encoding="utf-8", errors="replace", newline="")
        try:
            settings = Configuration(Overrides()).settings_for(f"{folder}/a.txt")
            linter = Linter(settings)
        except (ConfigFailure, UnknownRule, UnknownProfile, PluginFailure) as refused:
            complaint = str(refused)
        else:
            complaint = ""
            reader = host_for("a.txt")
            assert reader is not None
            result = linter.lint(SourceDocument("a.txt", "@Image0 and @image 1"), reader)
            assert not any("failed on this" in failure.message for failure in result.failures), result.failures
        assert not complaint or complaint.strip()
