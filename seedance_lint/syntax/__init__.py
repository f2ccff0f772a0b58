"""Prompt text to syntax tree."""

from seedance_lint.syntax.nodes import BareReference, MalformedTag, Prompt, Reference, RolePhrase, Tag, Text

__all__ = ["BareReference", "MalformedTag", "Prompt", "Reference", "RolePhrase", "Tag", "Text"]
