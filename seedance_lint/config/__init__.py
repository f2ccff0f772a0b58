"""Settings: their types, their defaults and the files they are read from."""

from seedance_lint.config.settings import Settings

__all__ = ["Settings"]
