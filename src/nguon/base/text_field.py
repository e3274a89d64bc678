"""Text that must be there and must fit; said field by field."""

import unicodedata
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid


def required_text(model: type[Model], field: str, text: str, *, path: str = "") -> str:
    """The text in Unicode NFC with single spaces, or `InputInvalid` if it is empty or too long."""
    kept = optional_text(model, field, text, path=path)
    if not kept:
        raise InputInvalid([FieldError(path or field, _("This must be filled in."), got=text)])
    return kept


def optional_text(model: type[Model], field: str, text: str, *, path: str = "") -> str:
    # JSON can hold half a character, which no database takes.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = " ".join(unicodedata.normalize("NFC", whole).replace("\0", "").split())
    description: Any = model._meta.get_field(field)
    if len(kept) > description.max_length:
        expected = _("at most %(count)d characters") % {"count": description.max_length}
        error = FieldError(path or field, _("This is too long."), expected, str(len(kept)))
        raise InputInvalid([error])
    return kept
