"""The stage between reading a request and judging it: adds what a look at its files and URLs finds."""

import os

from seedance_lint.probes import Probing
from seedance_lint.probes.answers import add_answers
from seedance_lint.probes.files import LocalFiles, check_libraries
from seedance_lint.probes.guarded import GuardedProbe
from seedance_lint.requests.request import PromptRequest

_MOST_FOLDERS = 256
"""Folders whose files are remembered."""


class Prober:
    """Looks at each local file once, in one process."""

    __slots__ = ("_faces", "_folders", "_guard", "_probing")

    def __init__(self, probing: Probing, *, faces: bool) -> None:
        """Get ready to look at files, and with ``faces`` into them.

        Raises:
            MissingLibrary: a library for it is not installed.
        """
        if probing.media:
            check_libraries(faces=faces)
        self._probing = probing
        self._faces = faces
        self._guard = GuardedProbe()
        self._folders: dict[str, LocalFiles] = {}

    def add_to(self, request: PromptRequest, folder: str) -> PromptRequest:
        """Return the request with what is found; its paths start at ``folder`` unless the user said where.

        No folder means files that the user names. Those of requests are looked at in the folder of their file, in the current folder and where
        the user says only.
        """
        if self._probing.answers:
            request = add_answers(request, self._probing.answers)
        return self._files(folder).add_to(request) if self._probing.media else request

    def path_of(self, url: str, folder: str) -> str | None:
        """Return where the local file is that a request names; None if files are not looked at, or not there."""
        return self._files(folder).path_of(url) if self._probing.media else None

    def _files(self, folder: str) -> LocalFiles:
        files = self._folders.get(folder)
        if files is None:
            if len(self._folders) >= _MOST_FOLDERS:
                self._folders.clear()
            root = self._probing.media_root
            within = (root or folder, os.curdir) if folder else None
            files = self._folders[folder] = LocalFiles(root or folder or os.curdir, faces=self._faces, within=within, guard=self._guard)
        return files
