"""Prompts and files, one module per kind of file."""
