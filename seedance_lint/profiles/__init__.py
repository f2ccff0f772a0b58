"""What providers allow, as data: limits, formats, role tables, tag spelling, field names, each with its source."""

from seedance_lint.profiles.catalogue import Entry, catalogue, family, names
from seedance_lint.profiles.load import UnknownProfile, load_profile, load_profile_file
from seedance_lint.profiles.profile import Condition, MediaLimits, Origin, ParameterRule, Profile, Range, RequestShape, Retired, Signals
from seedance_lint.profiles.schema import ProfileError

__all__ = [
    "Condition", "Entry", "MediaLimits", "Origin", "ParameterRule", "Profile", "ProfileError", "Range", "RequestShape", "Retired", "Signals", "UnknownProfile", "catalogue", "family", "load_profile", "load_profile_file", "names",
]  # fmt: skip
