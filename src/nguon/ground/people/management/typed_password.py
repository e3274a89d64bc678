"""A password from the keyboard, or from a pipe where there is none."""

import getpass
import sys

from django.core.management.base import CommandError


def typed_password() -> str:
    """Asked twice and not shown; a pipe gives it as its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise CommandError("The two passwords differ: expected the same twice. Nothing was done.")
    return first
