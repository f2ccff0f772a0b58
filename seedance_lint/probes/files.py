"""Requests whose media lists name local files, drafted before the upload: what the files are is added to their assets."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from seedance_lint.probes import media
from seedance_lint.probes.faces import MOST_PIXELS
from seedance_lint.probes.guarded import GuardedProbe
from seedance_lint.requests.facts import FileFacts
from seedance_lint.requests.request import Asset, PromptRequest

# Two letters at least: C:\shots\hero.jpg is a path.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def is_local(url: str) -> bool:
    """Whether an item of a media list is a path, as against a URL of any scheme."""
    return bool(url.strip()) and not _SCHEME.match(url.strip()) and not url.strip().startswith("//")


def check_libraries(*, faces: bool) -> None:
    """Make sure that files, and with ``faces`` the faces in them, can be looked at.

    Raises:
        MissingLibrary: an extra is not installed.
    """
    media.check_libraries()
    if faces:
        from seedance_lint.probes.faces import face_detector

        face_detector()


class LocalFiles:
    """Looks at the local files that requests name, at each once.

    Relative paths start at ``folder``: the user's ``--media-root``, or the folder of the file that holds the request. With ``within`` only files
    in one of those folders are looked at: a request of someone else's must not tell what this machine has elsewhere.
    """

    __slots__ = ("_faces", "_folder", "_guard", "_seen", "_within")

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        faces: bool = False,
        within: tuple[str, ...] | None = None,
        guard: GuardedProbe | None = None,
    ) -> None:
        self._folder = Path(folder)
        self._faces = faces
        self._within = None if within is None else tuple(os.path.join(os.path.realpath(each), "") for each in within)  # noqa: PTH118
        self._guard = guard or GuardedProbe()
        self._seen: dict[str, FileFacts] = {}

    def add_to(self, request: PromptRequest) -> PromptRequest:
        """Return the request with facts, sizes and durations of its local files.

        Raises:
            MissingLibrary: the extra ``media``, or ``face`` where faces are looked for, is not installed.
        """
        if request.assets is None:
            return request
        return request._replace(assets=each_asset(request, self._look_at))

    def _look_at(self, asset: Asset) -> Asset:
        if asset.url is None or not is_local(asset.url):
            return asset
        facts = self._seen.get(asset.url)
        if facts is None:
            facts = self._seen[asset.url] = self._facts(self._folder / asset.url.strip())
        if not facts.exists:
            return asset._replace(facts=facts)
        return asset._replace(facts=facts, size=facts.size, duration=facts.duration)

    def path_of(self, url: str) -> str | None:
        """Return where a local file is; None for a URL, and outside of the folders that may be read."""
        if not is_local(url):
            return None
        path = os.path.join(self._folder, url.strip())  # noqa: PTH118 - it goes on as a text
        if self._within is None:
            return path
        try:
            return path if os.path.realpath(path).startswith(self._within) else None
        except (OSError, ValueError):  # no such name, or none that the system takes
            return None

    def _facts(self, path: Path) -> FileFacts:
        if self._within is not None:
            try:
                inside = os.path.realpath(path).startswith(self._within)
            except (OSError, ValueError):  # no such name, or none that the system takes
                return FileFacts(problem="missing")
            if not inside:
                return FileFacts(problem="outside")
        facts = self._guard.probe(path)
        if self._faces and facts.kind == "image" and 0 < (facts.width or 0) * (facts.height or 0) <= MOST_PIXELS:
            from seedance_lint.probes.faces import count_faces

            return facts._replace(faces=count_faces(path))
        return facts


def each_asset(request: PromptRequest, change: Callable[[Asset], Asset]) -> dict[str, tuple[Asset, ...]]:
    """Return a request's assets, each changed."""
    return {kind: tuple(map(change, assets)) for kind, assets in (request.assets or {}).items()}
