"""JSON, JSON with comments, JSON Lines, and what looks like JSON."""
