"""A database of its own for a benchmark, on the configured server, gone when it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.config.settings")


@contextmanager
def scratch_database() -> Iterator[None]:
    """Durable like the real one: the same server with the same settings, another database."""
    import django  # noqa: PLC0415 the settings are named above

    django.setup()
    from django.db import connection  # noqa: PLC0415 needs the setup

    connection.settings_dict["TEST"]["NAME"] = f"nguon_bench_{os.getpid()}"
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
