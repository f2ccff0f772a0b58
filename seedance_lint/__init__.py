"""Check prompts and requests for ByteDance's Seedance video models before they are sent."""

TYPE_CHECKING = False  # as type checkers read it; importing typing would be all that this module costs
if TYPE_CHECKING:
    from seedance_lint.api import convert, fix, lint, lint_request, parse
    from seedance_lint.conversion import Converted, Loss
    from seedance_lint.diagnostics import Applicability, Diagnostic, Severity
    from seedance_lint.linter import Failure, LintError, LintResult
    from seedance_lint.many import lint_many
    from seedance_lint.profiles import ProfileError, UnknownProfile
    from seedance_lint.rules.registry import UnknownRule
    from seedance_lint.syntax import Prompt

__version__ = "0.1.0"

__all__ = [
    "Applicability", "Converted", "Diagnostic", "Failure", "LintError", "LintResult", "Loss", "ProfileError", "Prompt", "Severity",
    "UnknownProfile", "UnknownRule", "__version__", "convert", "fix", "lint", "lint_many", "lint_request",
    "parse",
]  # fmt: skip

_MODULES = {
    "convert": "api", "fix": "api", "lint": "api", "lint_request": "api", "parse": "api",
    "Applicability": "diagnostics", "Diagnostic": "diagnostics", "Severity": "diagnostics",
    "lint_many": "many",
    "Converted": "conversion", "Loss": "conversion",
    "Failure": "linter", "LintError": "linter", "LintResult": "linter",
    "ProfileError": "profiles", "UnknownProfile": "profiles", "UnknownRule": "rules.registry",
    "Prompt": "syntax",
}  # fmt: skip


if not TYPE_CHECKING:  # to a type checker every name would be one

    def __getattr__(name: str) -> object:
        """Import a public name when it is asked for first: a run of the command line needs none of them."""
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
