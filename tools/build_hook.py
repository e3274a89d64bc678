"""Puts what is made, not kept, into the wheel: the phone app and the compiled messages."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFiles(BuildHookInterface[Any]):
    """An editable install makes neither: `tools/setup` does, and again when sources change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.make("messages", "compile")
        if not os.environ.get("SKIP_PHONE"):
            self.make("phone", "build")

    def make(self, tool: str, what: str) -> None:
        command = [sys.executable, str(Path(self.root) / "tools" / tool), what]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            said = (done.stdout + done.stderr).strip()
            raise RuntimeError(
                f"«tools/{tool} {what}» failed, so this wheel would lack what it makes. Mend it, "
                f"or set SKIP_PHONE=1 for a wheel without the phone app.\n{said}"
            )
