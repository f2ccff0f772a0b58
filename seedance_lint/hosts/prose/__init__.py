"""Whether a text is a prompt: by its words, by what its place says of it, and by what only other texts have."""
