"""House rules of a studio."""

from acme_rules.slow_motion import SlowMotion

API_VERSION = 2
__all__ = ["API_VERSION", "SlowMotion"]
