"""Command lines: what they send, and where it goes."""
