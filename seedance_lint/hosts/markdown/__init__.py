"""Markdown and MDX pages: their outline, what of it is a prompt, and which files belong to that."""
