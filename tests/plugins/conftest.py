"""Distributions that are installed for a test."""

import sys

import pytest

from seedance_lint.plugins import load_plugins
from seedance_lint.rules.registry import _active, all_rules


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a distribution with one module on the path, as an installer would leave it."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def installed(name, module, code, *, entry="mine", target=None, group="seedance_lint.rules"):
        (tmp_path / f"{module}.py").write_text(code)
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{group}]\n{entry} = {target or module}\n")

    kept = (load_plugins, all_rules, _active)
    for each in kept:
        each.cache_clear()
    yield installed
    for each in kept:
        each.cache_clear()
    for name in [name for name in sys.modules if name.startswith("plugin_")]:
        del sys.modules[name]
