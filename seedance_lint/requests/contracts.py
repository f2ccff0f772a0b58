"""Which contract each request is under."""

from seedance_lint.contracts.contract import Contract
from seedance_lint.contracts.recognise import Chosen, Recogniser
from seedance_lint.contracts.surroundings import Surroundings
from seedance_lint.profiles.profile import Profile
from seedance_lint.requests.shapes import Shapes


class Contracts:
    """Puts requests under contracts: that which the user ``chose`` for their file, else the one that each says itself."""

    __slots__ = ("_shapes", "chosen", "recogniser")

    def __init__(self, recogniser: Recogniser | None = None, chosen: Chosen | None = None) -> None:
        self.recogniser = recogniser or Recogniser()
        self.chosen = chosen
        self._shapes: dict[str, tuple[Profile, Shapes]] = {}

    def __eq__(self, other: object) -> bool:
        """Whether every request gets the same contract: settings that are read again are the same ones."""
        return isinstance(other, Contracts) and self.chosen == other.chosen and self.recogniser.knows_as_much_as(other.recogniser)

    def __hash__(self) -> int:
        return hash(None if self.chosen is None else self.chosen.name)

    def of(self, around: Surroundings) -> Contract:
        """Return the contract of a request."""
        return self.recogniser.recognise(around, self.chosen)

    def shapes(self, profile: Profile) -> Shapes:
        """Return the field names of a contract."""
        kept = self._shapes.get(profile.name)
        if kept is None or kept[0] is not profile:
            kept = self._shapes[profile.name] = (profile, Shapes(profile))
        return kept[1]

    @property
    def prompt_names(self) -> frozenset[str]:
        """Names of the prompt that the chosen profiles have besides those that all requests may use."""
        return frozenset(profile.request.prompt for profile in self.chosen.profiles) if self.chosen is not None else frozenset()
