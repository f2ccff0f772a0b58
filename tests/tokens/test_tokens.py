"""Token counts: ranges that hold, and exact counts with a vocabulary."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from seedance_lint.diagnostics import Severity
from seedance_lint.profiles import load_profile
from seedance_lint.rules.prompt_too_long import PromptTooLong
from seedance_lint.testing import as_request, violations
from seedance_lint.tokens import TokenCount, TokenizerFailure, counter
from seedance_lint.tokens.estimate import estimate

COUNTS = yaml.safe_load((Path(__file__).parent / "counts.yaml").read_text(encoding="utf-8"))
PROFILE = load_profile("seedance-2.0")
PROSE = next(row["text"] for row in COUNTS if row["name"] == "English prose")


@pytest.mark.parametrize("row", COUNTS, ids=lambda row: row["name"])
def test_the_range_covers_what_public_vocabularies_count(row):
    low, high = estimate(row["text"])
    assert low <= row["smallest"] <= row["largest"] <= high
    assert high <= 2 * row["largest"]
    assert low >= row["smallest"] / 2.1


@given(st.text())
def test_the_range_is_one_and_no_longer_than_the_bytes(text):
    low, high = estimate(text)
    assert 0 <= low <= high <= len(text.encode("utf-8", "surrogatepass"))


@given(st.text(), st.text())
def test_more_text_has_no_fewer_tokens_at_most(text, more):
    assert estimate(text + " " + more).high >= estimate(text).high


def long_prompt(characters):
    return (PROSE * (characters // len(PROSE) + 1))[:characters]


@pytest.mark.parametrize(
    ("characters", "severity"),
    [(2000, None), (7000, None), (10_000, Severity.WARNING), (14_000, Severity.WARNING)],
)
def test_an_estimate_beyond_the_limit_is_a_warning(characters, severity):
    text = long_prompt(characters)
    found = violations([PromptTooLong()], as_request({"prompt": text}, PROFILE), PROFILE)
    assert [each.severity for each in found] == ([] if severity is None else [severity])
    if found:
        low, high = estimate(text)
        assert found[0].violation.message == f"the prompt has about {low:,} to {high:,} tokens, and the provider takes at most 2,000"
        assert found[0].violation.at == (0, len(text))


def test_no_count_where_no_vocabulary_could_make_so_many(monkeypatch):
    def fail(text):
        raise AssertionError(text)

    monkeypatch.setattr("seedance_lint.tokens.estimate.estimate", fail)
    for text in ("." * 2000, "雨" * 666):
        assert not violations([PromptTooLong()], as_request({"prompt": text}, PROFILE), PROFILE)


def test_characters_where_the_provider_counts_those():
    profile = load_profile("replicate-2.0")
    assert profile.max_characters is not None
    text = long_prompt(profile.max_characters + 1)
    found = violations([PromptTooLong()], as_request({"prompt": text}, profile), profile)
    assert [each.violation.message for each in found] == [
        f"the prompt has {profile.max_characters + 1:,} characters, and the provider takes at most {profile.max_characters:,}"
    ]
    assert not violations([PromptTooLong()], as_request({"prompt": text[:-1]}, profile), profile)


@pytest.fixture
def tokenizer(tmp_path):
    """A vocabulary of words, as a tokenizer.json."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    made = Tokenizer(models.WordLevel({"[UNK]": 0, "[CLS]": 1, "rain": 2}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.post_processor = processors.TemplateProcessing(single="[CLS] $0", special_tokens=[("[CLS]", 1)])
    path = tmp_path / "tokenizer.json"
    made.save(str(path))
    return str(path)


def test_a_vocabulary_counts_exactly(tokenizer):
    assert counter(tokenizer).count("rain on a tin roof") == TokenCount(5, 5)
    assert counter(tokenizer).count("a lone \ud83d half of a pair") == TokenCount(7, 7)


@pytest.mark.parametrize("text", ["", "{}", "\x00\x01", '{"model": 1}'])
def test_what_is_no_vocabulary(tmp_path, text):
    path = tmp_path / "tokenizer.json"
    path.write_text(text)
    with pytest.raises(TokenizerFailure, match=r"tokenizer\.json: is not a tokenizer\.json that the tokenizers library can read"):
        counter(str(path))


def test_a_vocabulary_that_is_not_there(tmp_path):
    with pytest.raises(TokenizerFailure, match=r"gone\.json: cannot be read: No such file or directory$"):
        counter(str(tmp_path / "gone.json"))


def test_a_vocabulary_that_is_no_file(tmp_path):
    (tmp_path / "words.json").mkdir()
    with pytest.raises(TokenizerFailure, match=r"words\.json: cannot be read: it is a folder, not a file$"):
        counter(str(tmp_path / "words.json"))


def test_without_the_extra(tokenizer, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tokenizers", None)
    counter.cache_clear()
    with pytest.raises(TokenizerFailure, match=r"pip install 'seedance-lint\[tokens\]'"):
        counter(tokenizer)


@given(st.text(alphabet=st.sampled_from("aZ09 .,@\n\t\r-"), max_size=200))
def test_plain_ascii_counts_like_every_text(text):
    # One emoji takes the way of all texts, and adds the same to each count.
    extra = estimate("🦊")
    low, high = estimate(text + "\n🦊")
    plain_low, plain_high = estimate(text + "\n")
    assert abs(low - plain_low - extra.low) <= 1
    assert abs(high - plain_high - extra.high) <= 1
