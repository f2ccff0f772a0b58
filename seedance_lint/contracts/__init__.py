"""What each request is judged by: the contract of the provider and edition that it goes to, recognised by what it says itself."""

from seedance_lint.contracts.contract import ASSUMED, KNOWN, SET, UNKNOWN, Contract, Evidence
from seedance_lint.contracts.recognise import Chosen, Recogniser
from seedance_lint.contracts.surroundings import Surroundings

__all__ = ["ASSUMED", "KNOWN", "SET", "UNKNOWN", "Chosen", "Contract", "Evidence", "Recogniser", "Surroundings"]
