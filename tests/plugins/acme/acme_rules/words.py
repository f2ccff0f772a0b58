"""A token counter that counts words."""

from seedance_lint.tokens import TokenCount


class WordCounter:
    def count(self, text):
        return TokenCount(len(text.split()), len(text.split()))
