"""The constructions: their examples are read by them, and what runs is what Lark reads in the same files."""

import random
import re
from functools import cache
from itertools import product

import pytest
from lark import Lark
from lark.exceptions import UnexpectedInput

from seedance_lint.syntax.automata import machine
from seedance_lint.syntax.grammar import _sides, folder, letters_of, rules, vocabulary
from seedance_lint.syntax.machine import start
from seedance_lint.syntax.matches import Match, Reading
from seedance_lint.syntax.meaning import meant
from seedance_lint.syntax.nodes import KINDS
from seedance_lint.syntax.parse import Parser
from seedance_lint.syntax.reader import Reader
from seedance_lint.syntax.tables import load_tables

LETTERS = letters_of(vocabulary())
FILES = ("nouns", "constructions")
RULES = {file: {rule.name: rule for rule in rules(file, LETTERS)} for file in FILES}
PARSER = Parser()


def examples(file: str) -> list[tuple[str, str]]:
    """Return each rule with each example in the comment above it."""
    found = []
    comment = ""
    for line in (folder() / f"{file}.lark").read_text(encoding="utf-8").splitlines():
        rule = re.match(r"([a-z][a-z_]*)(?:\.-?[0-9]+)?:", line)
        if line.startswith("// "):
            comment = line[3:]
        elif rule is not None:
            found += [(rule[1], example.strip()) for example in comment.split(" · ")]
            comment = ""
        elif not line.startswith(" "):
            comment = ""
    return found


@pytest.mark.parametrize(("rule", "example"), examples("constructions"))
def test_an_example_is_read_by_its_rule(rule: str, example: str) -> None:
    assert rule in {name for mention in PARSER.explain(example) for name, _ in mention.read}, example


def test_each_rule_has_an_example() -> None:
    assert {rule for rule, _ in examples("constructions")} >= set(RULES["constructions"])


@cache
def earley(file: str) -> Lark:
    """Return Lark's own parser of a file, in which each terminal is its letter."""
    text = (folder() / f"{file}.lark").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("%declare"))
    terminals = "\n".join(f'{name}: "{chr(92)}u{ord(letter):04x}"' for name, letter in LETTERS.items())
    return Lark(f"{text}\n{terminals}", parser="earley", lexer="dynamic", start=list(RULES[file]), ambiguity="resolve")


def lark_reads(file: str, rule: str, row: str) -> bool:
    try:
        earley(file).parse(row, start=rule)
    except UnexpectedInput:
        return False
    return True


@cache
def states_of(file: str, rule: str):
    return machine({0: ("choice", *RULES[file][rule].alternatives)})


def reads(file: str, rule: str, row: str) -> bool:
    state = start(states_of(file, rule))
    for letter in row:
        state = state[letter]
        if state is None:
            return False
    return bool(state.accepts)


def walk(expression, rng: random.Random) -> str:
    """Return a row of letters that an expression reads."""
    kind, *parts = expression
    if kind == "letter":
        return parts[0]
    if kind in {"row", "look"}:
        return "".join(walk(part, rng) for part in parts)
    if kind == "choice":
        return walk(rng.choice(parts), rng)
    inner, least, most = parts
    return "".join(walk(inner, rng) for _ in range(rng.randint(least, least + 1 if most is None else min(most, least + 1))))


@pytest.mark.parametrize(("file", "rule"), [(file, rule) for file in FILES for rule in RULES[file]])
def test_the_machine_reads_what_lark_reads(file: str, rule: str) -> None:
    rng = random.Random(rule)
    every = list(LETTERS.values())
    for _ in range(12):
        row = walk(("choice", *RULES[file][rule].alternatives), rng)
        assert reads(file, rule, row)
        assert lark_reads(file, rule, row), row
        at = rng.randrange(len(row))
        broken = rng.choice(
            [row[:at] + rng.choice(every) + row[at + 1 :], row[:at] + row[at + 1 :], row[:at] + rng.choice(every) + row[at:]]
        )
        assert reads(file, rule, broken) == lark_reads(file, rule, broken), broken


def test_what_is_left_out_of_the_machines_is_read_by_nobody() -> None:
    """Of the alternatives that may end in a state, the machines have those that count: with all of them, readings are the same."""
    rng = random.Random(5)
    sides = _sides(list(RULES["constructions"].values()), LETTERS)
    small = load_tables()
    whole = small._replace(
        ahead=machine(sides.ahead, backwards=True),
        behind=machine(sides.behind),
        both={number: machine({number: right}) for number, right in sides.both.items()},
    )
    assert len(whole.ahead.ends) > len(small.ahead.ends)
    assert len(whole.behind.ends) > len(small.behind.ends)
    readers = Reader(small, {}), Reader(whole, {})
    halves = [*sides.ahead.values()], [*sides.behind.values(), *sides.both.values(), *sides.behind.values()]
    for _ in range(1500):
        rows = [walk(rng.choice(half), rng) for half in (*halves, *halves)]
        ref, stop = LETTERS["REF"], LETTERS["STOP"]
        row = "".join([stop, rows[0], ref, rows[1], rng.choice([stop, ref, rows[2] + ref]), rows[3], stop])
        kinds = tuple(rng.choice(["image", "video", "audio", None]) for letter in row if letter == ref)
        assert readers[0].read(row, kinds) == readers[1].read(row, kinds), row


def test_every_row_of_letters_is_read() -> None:
    """No row of letters makes reading fail, whatever the words are that it stands for."""
    rng = random.Random(1)
    for _ in range(3000):
        PARSER.read_row([rng.choice(list(LETTERS)) for _ in range(rng.randint(1, 30))])


def test_a_construction_says_nothing_of_nouns_that_it_has_not_read() -> None:
    """One after the other, whatever reads first: a row may have a word where a noun was denied."""
    named = {each.name: Match(each, 0, 1, (), negated=False, cue=(0, 1), unknown=None) for each in load_tables().constructions}
    for first, second, kind in product(named.values(), named.values(), (*KINDS, None)):
        meant(Reading((first, second), moving=False, edited=None, dealt=False), kind, lambda _: False)


def test_an_explanation_shows_what_read_what_and_what_stands_around() -> None:
    first, second = PARSER.explain("The camera work from @Video1, and then @Image1 wobbles.")
    assert first.read == (("roles_of", "The camera work from"),)
    assert second.read == ()
    assert "REF @Image1" in second.around
