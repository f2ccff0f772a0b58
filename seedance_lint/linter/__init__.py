"""Runs the stages over documents and makes violations into diagnostics."""

from seedance_lint.linter.result import DocumentResult, Failure, LintError, LintResult, Summary

__all__ = ["DocumentResult", "Failure", "LintError", "LintResult", "Summary"]
