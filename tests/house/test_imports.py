"""The import contracts hold: who may know whom is decided in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_import_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_core_runs_where_django_cannot_be_imported() -> None:
    """Purity is proved by use, not by reading imports alone."""
    code = (
        "import sys, pkgutil, importlib\n"
        "for name in ('django', 'psycopg'): sys.modules[name] = None\n"
        "import nguon.core\n"
        "for found in pkgutil.walk_packages(nguon.core.__path__, 'nguon.core.'):\n"
        "    importlib.import_module(found.name)\n"
        "    print(found.name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "nguon.core.gs1" in done.stdout.split()
