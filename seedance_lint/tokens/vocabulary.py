"""Exact counts with a vocabulary of the user's own."""

from seedance_lint.files import read_regular
from seedance_lint.tokens import TokenCount, TokenizerFailure

_MOST_BYTES = 256 * 1024 * 1024
"""Of the file; those of the largest models have a tenth."""


class Vocabulary:
    """A Hugging Face ``tokenizer.json``, read with the ``tokenizers`` library (extra ``tokens``).

    Raises:
        TokenizerFailure: the library is not installed, or the file is no such vocabulary.
    """

    __slots__ = ("_tokenizer", "path")

    def __init__(self, path: str) -> None:
        try:
            from tokenizers import Tokenizer
        except ImportError:
            raise TokenizerFailure(
                "counting with a vocabulary needs an extra; install it with: pip install 'seedance-lint[tokens]'"
            ) from None
        try:
            self._tokenizer = Tokenizer.from_buffer(read_regular(path, _MOST_BYTES))
        except OSError as error:
            raise TokenizerFailure(f"{path}: cannot be read: {error.strerror}") from None
        except Exception as error:  # the library raises a bare Exception
            raise TokenizerFailure(f"{path}: is not a tokenizer.json that the tokenizers library can read: {error}") from None
        self.path = path

    def count(self, text: str) -> TokenCount:
        """Return the number of tokens of a text, special tokens left out."""
        # A lone surrogate cannot cross to the library; it would be replaced in a request as well.
        clean = text.encode("utf-8", "replace").decode("utf-8")
        count = len(self._tokenizer.encode(clean, add_special_tokens=False).ids)
        return TokenCount(count, count)
