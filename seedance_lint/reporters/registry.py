"""The output formats by name. Their modules are imported when one is asked for."""

from importlib import import_module

from seedance_lint.reporters.base import Rendering, Report, Run, TableReport

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
    "html": "seedance_lint.reporters.html",
}

_TABLES = {
    "parquet": "seedance_lint.reporters.parquet",
}

FORMATS = tuple(_MODULES)
"""The names of the formats that are text, the default first."""
TABLES = tuple(_TABLES)
"""The names of the formats that are files of bytes."""


def load_report(name: str) -> Report:
    """Return the function that writes a format of ``FORMATS``."""
    report: Report = import_module(_MODULES[name]).report
    return report


def load_table(name: str) -> TableReport:
    """Return the function that writes a format of ``TABLES``."""
    report: TableReport = import_module(_TABLES[name]).report
    return report


def shows_requests(name: str) -> bool:
    """Whether a format shows requests, not findings alone, so that results must tell of them."""
    return name in _MODULES and getattr(import_module(_MODULES[name]), "DESCRIBED", False)


def load_rendering(name: str, run: Run) -> Rendering | None:
    """Return what writes single results of a format; None if a finding's text depends on the findings before it."""
    module = import_module({**_MODULES, **_TABLES}[name])
    if not hasattr(module, "findings"):
        return None
    return Rendering(module.findings, getattr(module, "SEPARATOR", ""), run._replace(rules={}))  # which of them would not be fit to travel
