"""What tells that a request goes to a provider: data that must not contradict itself."""

import itertools
import re

import pytest

from seedance_lint.profiles import catalogue, load_profile, names

ENTRIES = catalogue()


def fits(entry, model):
    return any(re.fullmatch(pattern, model) for pattern in entry.signals.models)


def test_the_catalogue_says_what_the_profiles_say():
    for name in names():
        profile, entry = load_profile(name), ENTRIES[name]
        assert (profile.family, profile.edition, profile.provider, profile.title) == entry[1:5]
        assert (profile.request.models, profile.signals, profile.origin("").checked) == (entry.models, entry.signals, entry.checked)


@pytest.mark.parametrize("name", ENTRIES)
def test_its_own_ids_are_recognised(name):
    entry = ENTRIES[name]
    assert all(fits(entry, model) for model in entry.models)
    assert entry.edition
    assert entry.signals.hosts or entry.signals.calls or name == "seedance-2.5"  # which stands in


def test_editions_of_one_provider_share_no_id():
    for one, other in itertools.permutations(ENTRIES.values(), 2):
        if one.family == other.family and one.family != "piapi":  # whose `task_type` tells
            assert not [model for model in one.models if fits(other, model)], (one.name, other.name)


def within(name, other):
    """Whether a host is another one, or one below it; a call likewise from its end."""
    return name == other or name.endswith(f".{other}")


def test_no_two_providers_share_a_host_or_a_call():
    for one, other in itertools.permutations(ENTRIES.values(), 2):
        if one.family != other.family:
            for mine, theirs in ((one.signals.hosts, other.signals.hosts), (one.signals.calls, other.signals.calls)):
                assert not [name for name in mine if any(within(name, another) for another in theirs)], (one.name, other.name)


def test_where_providers_share_an_id_ranks_or_fields_tell_them_apart():
    for one, other in itertools.combinations(ENTRIES.values(), 2):
        shared = [model for model in one.models if fits(other, model)]
        if shared and one.family != other.family:
            assert one.signals.rank != other.signals.rank, (one.name, other.name, shared)
            assert set(one.signals.fields) != set(other.signals.fields), (one.name, other.name)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("doubao-seedance-2-0-fast-260128", ["ark-2.0-fast"]),
        ("dreamina-seedance-2-5-flash-261115", ["ark-2.5-flash"]),
        ("bytedance/seedance-2.0", ["replicate-2.0", "openrouter-2.0", "cloudflare-2.0", "vercel-2.0"]),
        ("bytedance/seedance-2.0/reference-to-video", ["fal-2.0", "higgsfield-2.0", "atlas-2.0", "wavespeed-2.0"]),
        ("bytedance/seedance-2.0/fast/reference-to-video", ["fal-2.0-fast"]),
        ("bytedance/seedance-2-5", ["kie-2.5", "aimlapi-2.5"]),
        ("bytedance/seedance-2", ["kie-2.0"]),
        ("seedance-2.0", ["seedance-2.0", "segmind-2.0"]),
        ("seedance-2.0-reference-to-video", ["evolink-2.0"]),
        ("ByteDance/Seedance-2.5", ["together-2.5"]),
        ("seedance2_5", ["runway-2.5"]),
        ("seedance-2-5-flash", []),
        ("seedance-2.5", ["seedance-2.5"]),
    ],
)
def test_an_id_leads_to_its_providers_in_this_order(model, expected):
    found = sorted((entry for entry in ENTRIES.values() if fits(entry, model)), key=lambda entry: entry.signals.rank)
    assert [entry.name for entry in found] == expected
