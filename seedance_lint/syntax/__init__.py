"""Prompt text to syntax tree."""

from seedance_lint.syntax.nodes import BareReference, Child, MalformedTag, Prompt, Reference, RolePhrase, Tag, Text
from seedance_lint.syntax.parse import Parser, parse

__all__ = ["BareReference", "Child", "MalformedTag", "Parser", "Prompt", "Reference", "RolePhrase", "Tag", "Text", "parse"]
