"""The output formats by name. Their modules are imported when one is asked for."""

from importlib import import_module

from seedance_lint.reporters.base import Report

_MODULES = {
    "full": "seedance_lint.reporters.full",
    "concise": "seedance_lint.reporters.concise",
    "json": "seedance_lint.reporters.json",
    "jsonl": "seedance_lint.reporters.jsonl",
    "github": "seedance_lint.reporters.github",
    "gitlab": "seedance_lint.reporters.gitlab",
    "sarif": "seedance_lint.reporters.sarif",
    "junit": "seedance_lint.reporters.junit",
    "rdjson": "seedance_lint.reporters.rdjson",
}

FORMATS = tuple(_MODULES)
"""The names of the formats, the default first."""


def load_report(name: str) -> Report:
    """Return the function that writes a format of ``FORMATS``."""
    report: Report = import_module(_MODULES[name]).report
    return report
