"""Which edition of our product a request is for, by the models that it names and by how much it asks for."""

from collections.abc import Sequence

from seedance_lint.contracts.surroundings import Surroundings, edition_in, longest_list, seconds_in, version_of
from seedance_lint.diagnostics.violation import Path
from seedance_lint.profiles.profile import Profile
from seedance_lint.source.span import Span


def wanted_edition(around: Surroundings, models: Sequence[tuple[str, Path | Span]]) -> tuple[str, frozenset[str]] | None:
    """Return the edition that a request names, or that alone takes as much as it asks for; None if that is not known."""
    named = next((found for model, _ in models if (found := edition_in(model)) is not None), None)
    return ("2.5", frozenset()) if named is None and (longest_list(around) > 9 or seconds_in(around) > 15) else named


def model_with_edition(matched: str | None, models: Sequence[tuple[str, Path | Span]]) -> str | None:
    """Return the model id that a request is for: the one that shows where it goes, or, where that does not name an edition, the first that does."""
    if matched is not None and edition_in(matched) is not None:
        return matched
    return next((model for model, _ in models if edition_in(model) is not None), matched)


def is_of_another_edition(profile: Profile, models: Sequence[tuple[str, Path | Span]]) -> bool:
    """Whether a model is named of an edition that the only profile of its provider does not describe."""
    described = edition_in(profile.edition)
    named = next((found for model, _ in models if (found := edition_in(model)) is not None), None)
    return described is not None and named is not None and described[0] != named[0]


def other_version(profile: Profile, models: Sequence[tuple[str, Path | Span]]) -> tuple[str, Path | Span] | None:
    """Return the model that a request names, if it is of another version than the one that a profile describes, and where it stands."""
    described = edition_in(profile.edition)
    named = next(((model, at) for model, at in models if version_of(model) is not None), None)
    return named if described is not None and named is not None and version_of(named[0]) != described[0] else None


def is_of_no_edition(model: str) -> bool:
    """Whether a model is an endpoint whose edition nothing shows: any of a provider may be meant, and one that is not described."""
    return "/" in model and edition_in(model) is None and version_of(model) is None
