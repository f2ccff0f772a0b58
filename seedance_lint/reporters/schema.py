"""The JSON Schema of the format ``json``."""

from pathlib import Path


def output_schema() -> str:
    """Return the schema as JSON text."""
    return Path(__file__).with_name("check-output.schema.json").read_text(encoding="utf-8")
