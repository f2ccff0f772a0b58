"""What providers allow, as data: limits, formats, role tables, tag spelling, field names, each with its source."""

from seedance_lint.profiles.load import UnknownProfile, available, load_profile, load_profile_file
from seedance_lint.profiles.profile import Condition, MediaLimits, Origin, ParameterRule, Profile, Range, RequestShape, Retired, Signals
from seedance_lint.profiles.schema import ProfileError

__all__ = [
    "Condition", "MediaLimits", "Origin", "ParameterRule", "Profile", "ProfileError", "Range", "RequestShape", "Retired", "Signals", "UnknownProfile", "available", "load_profile", "load_profile_file",
]  # fmt: skip
