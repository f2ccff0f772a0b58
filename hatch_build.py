"""Prepares the package's data when a wheel is built: see ``seedance_lint/data.py``."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SCRIPT = """
import pprint, sys
from seedance_lint.prepare import prepare
print('"Made by hatch_build.py from the files it names."')
print("DATA =", pprint.pformat(prepare(), width=200, compact=True, sort_dicts=False))
"""


class PrepareData(BuildHookInterface):
    """Puts ``seedance_lint/_prepared.py`` into wheels; editable installs read the files themselves."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the module to a temporary file and have it packed."""
        if self.target_name != "wheel" or version == "editable":
            return
        # A process of its own with fixed hashes, so that two builds of one source are the same byte for byte.
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join([self.root, *filter(None, sys.path)])}
        made = subprocess.run([sys.executable, "-c", _SCRIPT], env=environment, cwd=self.root, check=True, capture_output=True, text=True, encoding="utf-8")  # fmt: skip  # noqa: S603
        folder = Path(tempfile.mkdtemp(prefix="seedance-lint-"))
        path = folder / "_prepared.py"
        path.write_text(made.stdout, encoding="utf-8")
        build_data["force_include"][str(path)] = "seedance_lint/_prepared.py"
        self._folder = folder

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary file."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
