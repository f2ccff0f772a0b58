"""The code of the second tab: any file with requests in it."""

from collections.abc import Mapping
from typing import Any

from page import shown
from page.prompt_tab import linter_for
from page.units import Units
from seedance_lint.config.profiles import AUTO
from seedance_lint.contracts.contract import Contract
from seedance_lint.hosts import host_for
from seedance_lint.linter.understood import understood
from seedance_lint.lsp.analysis import Analysis, LocatedReading
from seedance_lint.profiles.load import load_profile


class CodeTab:
    """One state of the tab: a text, the kind of file that it is, and the profile that was chosen for it."""

    def __init__(self, asked: Mapping[str, Any], before: "CodeTab | None" = None) -> None:
        self.text: str = asked["text"]
        self.units = Units(self.text)
        linter = linter_for(asked["profile"])
        linter.media = None
        host = host_for(asked["name"])
        if host is None:
            raise ValueError(f"no host reads {asked['name']}")
        self.analysis: Analysis = Analysis(self.text, asked["name"], host, linter, before.analysis if before is not None else None)

    def state(self) -> shown.Shown:
        """Return everything that the page shows of the state."""
        requests = []
        marks = []
        for placed in self.analysis.pieces:
            for reading in placed.piece.readings:
                located = LocatedReading(reading, placed.start)
                marks += shown.marks(reading, self.units, located.span)
                requests.append(self._request(located))
        return {"findings": shown.findings(self.analysis, self.units), "marks": marks, "requests": requests}

    def taken(self, number: int) -> shown.Shown:
        """Return a request as the first tab has it: the prompt, the addresses of its files and its profile."""
        located = [LocatedReading(reading, placed.start) for placed in self.analysis.pieces for reading in placed.piece.readings][number]
        request = located.reading.request
        files = {kind: [asset.url or "" for asset in assets] for kind, assets in (request.assets or {}).items()}
        contract = request.contract
        profile = contract.profile.name if contract is not None and contract.certain else AUTO
        return {"text": request.prompt, "files": files if request.assets is not None else None, "profile": profile}

    def _request(self, located: LocatedReading) -> shown.Shown:
        reading = located.reading
        contract = reading.request.contract or Contract(reading.linter.profile)
        span = reading.places.prompt().span.shift(located.shift)
        start, end = self.units.utf16(span.start), self.units.utf16(span.end)
        line = self.text.count("\n", 0, span.start) + 1
        known = reading.request.assets is not None
        said = {**understood(reading.context, contract), "contract": shown.contract(contract), "files_known": known}
        return {**said, "start": start, "end": end, "line": line, "provider": load_profile(contract.profile.name).provider}
