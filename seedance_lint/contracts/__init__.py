"""What each request is checked against: the contract of the provider and edition that it goes to, recognized from the request itself."""

from seedance_lint.contracts.contract import ASSUMED, KNOWN, SET, UNKNOWN, Contract, Evidence
from seedance_lint.contracts.recognise import Chosen, Recogniser
from seedance_lint.contracts.surroundings import Surroundings

__all__ = ["ASSUMED", "KNOWN", "SET", "UNKNOWN", "Chosen", "Contract", "Evidence", "Recogniser", "Surroundings"]
