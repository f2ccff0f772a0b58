"""Requests, wherever they are: found in plain values, put under their contracts, and read with their files."""

from seedance_lint.requests.contracts import Contracts
from seedance_lint.requests.find import Requests, find_requests

__all__ = ["Contracts", "Requests", "find_requests"]
