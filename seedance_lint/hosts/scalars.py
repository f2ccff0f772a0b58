"""What an unquoted word means in YAML and in front matter."""

import math
import re

# The core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema). Not that of YAML 1.1, which PyYAML follows by itself:
# there `aspect_ratio: 16:9` is the number 969 and `no` is false.
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INTEGER = 3500
"""Digits, in any base; int() and str() refuse numbers of more than 4,300."""


def resolve(word: str) -> object:
    """Return the value of a plain scalar: null, a truth value, a number, or the word itself."""
    if word in _NULL:
        return None
    if word in _BOOL:
        return _BOOL[word]
    if _INTEGER.fullmatch(word):
        if len(word) > _LONGEST_INTEGER:
            return -math.inf if word[0] == "-" else math.inf
        return int(word, 0) if word[:2] in ("0o", "0x") else int(word)
    if _FLOAT.fullmatch(word):
        return float(word.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return word
