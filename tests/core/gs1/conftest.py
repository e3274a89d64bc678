import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def conformance() -> Path:
    named = os.environ.get("NGUON_CONFORMANCE_DIR")
    folder = Path(named) if named else ROOT.parent / "shared" / "conformance"
    if not (folder / "gs1" / "vectors.json").exists():
        pytest.skip("no conformance material: set NGUON_CONFORMANCE_DIR")
    return folder


@pytest.fixture(scope="session")
def vectors(conformance: Path) -> dict[str, list[dict[str, Any]]]:
    return json.loads((conformance / "gs1" / "vectors.json").read_text("utf-8"))
