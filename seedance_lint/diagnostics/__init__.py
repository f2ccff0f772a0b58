"""What a rule says (violations, in the prompt's coordinates) and what users read (diagnostics, in the file's)."""

from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit, FileFix, RelatedPlace
from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Path, Place, Related, Severity, Violation, pointer

__all__ = [
    "Applicability", "Diagnostic", "Edit", "FileEdit", "FileFix", "Fix", "Location", "Path", "Place",
    "Related", "RelatedPlace", "Severity", "Violation", "pointer",
]  # fmt: skip
