"""A GS1 key typed into a field: parsed, or told to the person as a field error."""

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import get_language

from nguon.base.errors import FieldError, InputInvalid
from nguon.core.gs1 import Gs1Error

Key = TypeVar("Key")


def parsed_field(parse: Callable[[str], Key], text: str, *, path: str) -> Key:
    """`parse(text)`, with the complaint of `core.gs1` in the reader's language."""
    try:
        return parse(text.strip())
    except Gs1Error as error:
        message = error.text("en" if get_language() == "en" else "vi")
        raise InputInvalid([FieldError(path, message, got=text)]) from error
