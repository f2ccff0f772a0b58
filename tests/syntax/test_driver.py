"""The project's own driver reads what Lark's parser reads, from the same grammar."""

import pytest
from lark import Token as LarkToken
from lark import Tree

from seedance_lint.syntax.grammar import build_lark
from seedance_lint.syntax.parse import Parser
from seedance_lint.syntax.readings import READINGS
from tests.syntax.test_shapes import lines

PARSER = Parser()
LARK = build_lark()
ROLE_TERMINALS = {"OWN_WORDS", "UNKNOWN", *READINGS}
FULL_NAMES = {terminal.rpartition("__")[2]: terminal for row in LARK.parser.parser._parse_table.states.values() for terminal in row}


def lark_mentions(tokens) -> list[list[str]]:
    """Return, for each mention that Lark finds, the constructions and tags in it, in the order of the text."""
    parser = LARK.parse_interactive("")
    for token in tokens:
        parser.feed_token(LarkToken(FULL_NAMES[token.type], token.type))
    tree = parser.feed_eof()
    assert isinstance(tree, Tree)
    # A mention with something behind it holds the mention before that: the outermost of each is the whole.
    inner = {
        id(child) for node in tree.find_data("mention") for child in node.children if isinstance(child, Tree) and child.data == "mention"
    }
    return [
        [str(leaf) for leaf in node.scan_values(lambda _: True)]
        for node in tree.iter_subtrees_topdown()
        if node.data == "mention" and id(node) not in inner
    ]


def own_mentions(tokens) -> int:
    return len(PARSER._driver.parse(tokens))


@pytest.mark.parametrize("name", ["english_roles", "chinese_roles", "spellings"])
def test_the_driver_agrees_with_lark(name: str) -> None:
    for prompt, _ in lines(name):
        lowered = prompt.lower()
        tags = PARSER._lexer.tags.find(lowered)
        if not tags:
            continue
        tokens = PARSER._lexer.tokens(lowered, tags)
        theirs = lark_mentions(tokens)
        assert len(theirs) == own_mentions(tokens), prompt
        # Nothing that Lark puts into a mention is lost: tags and roles of both are the same in number.
        ours = PARSER._driver.parse(tokens)
        for mention, leaves in zip(ours, theirs, strict=True):
            assert sum(leaf in {"TAG", "BAD_TAG"} for leaf in leaves) == sum(token.type in {"TAG", "BAD_TAG"} for token in mention.tokens)
            parts = [part for part in (mention.ahead, *mention.behind) if part is not None]
            roles = sum(len(group) for part in parts for group in part.groups)
            assert roles == sum(leaf in ROLE_TERMINALS for leaf in leaves), prompt
