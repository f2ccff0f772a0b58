"""Prepares the package's data when a wheel is built: see ``seedance_lint/package_data.py``."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_SCRIPT = """
import pathlib, pprint, sys
from seedance_lint.package_data import module_name
from seedance_lint.prepare import files, parts, prepare
folder = pathlib.Path(sys.argv[1])
module = pprint.pformat(prepare(), width=200, compact=True, sort_dicts=False)
(folder / "_prepared.py").write_text(f'"Made by hatch_build.py from the files it names."\\nDATA = {module}\\n', encoding="utf-8")
(folder / "_parts").mkdir()
(folder / "_parts" / "__init__.py").touch()
for name, part in parts().items():
    (folder / "_parts" / f"{module_name(name)}.py").write_text(f"DATA = {part!r}\\n", encoding="utf-8")
for name, data in files().items():
    (folder / "_parts" / name).write_bytes(data)
"""


class PrepareData(BuildHookInterface):
    """Puts ``seedance_lint/_prepared.py`` and ``_parts/*`` into wheels; editable installs read the files themselves."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files to a temporary folder and have them packed."""
        if self.target_name != "wheel" or version == "editable":
            return
        # A process of its own with fixed hashes, so that two builds of one source are the same byte for byte.
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join([self.root, *filter(None, sys.path)])}
        folder = Path(tempfile.mkdtemp(prefix="seedance-lint-"))
        self._folder = folder
        command = [sys.executable, "-c", _SCRIPT, str(folder)]
        subprocess.run(command, env=environment, cwd=self.root, check=True, capture_output=True, text=True)  # noqa: S603
        for path in sorted(folder.rglob("*.*")):
            build_data["force_include"][str(path)] = f"seedance_lint/{path.relative_to(folder).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary files."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            shutil.rmtree(folder)


class AbsoluteLinks(MetadataHookInterface):
    """Gives the package the README with links to the repository, where it has links to files beside it."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the README."""
        text = (Path(self.root) / "README.md").read_text("utf-8")
        there = f"{metadata['urls']['Repository']}/blob/main/"
        metadata["readme"] = {"content-type": "text/markdown", "text": re.sub(r"\]\((?![a-z]+:|#)", f"]({there}", text)}
