"""`python -m nguon COMMAND`: the platform's commands, with its settings."""

import os
import sys

from django.core.management import execute_from_command_line

from nguon.base.postgres.errors import PostgresError
from nguon.config.config import ConfigError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.config.settings")
    try:
        execute_from_command_line(["python -m nguon", *sys.argv[1:]])
    except (ConfigError, PostgresError) as problem:
        # What an operator can mend needs a sentence, not a traceback.
        sys.exit(f"nguon: {problem}")


if __name__ == "__main__":
    main()
