"""What providers allow, as data: limits, formats, role tables, tag spelling, field names, each with its source."""

from seedance_lint.profiles.load import UnknownProfile, available, load_profile, load_profile_file
from seedance_lint.profiles.profile import MediaLimits, ParameterRule, Profile, Range, RequestShape
from seedance_lint.profiles.schema import ProfileError

__all__ = [
    "MediaLimits", "ParameterRule", "Profile", "ProfileError", "Range", "RequestShape", "UnknownProfile", "available", "load_profile", "load_profile_file",
]  # fmt: skip
