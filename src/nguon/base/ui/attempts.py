"""A form's deed, done or told: what an operation refuses is shown where it was typed."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict, FieldError, InputInvalid

Done = TypeVar("Done")


def attempted(
    form: forms.Form, deed: Callable[[], Done], *, fields: Mapping[str, str] | None = None
) -> Done | None:
    """What the deed returns; None if it was refused, and then the form says why and keeps the rest.

    `fields` names the field of a fault's path where the two differ. A `Refused` is not the
    form's matter and passes.
    """
    try:
        return deed()
    except InputInvalid as error:
        for fault in error.errors:
            name = (fields or {}).get(fault.path, fault.path)
            form.add_error(name if name in form.fields else None, _text(fault))
    except Conflict as error:
        form.add_error(None, forms.ValidationError(str(error), code="conflict"))
    return None


def _text(fault: FieldError) -> str:
    if not fault.expected:
        return fault.message
    return _("%(message)s Expected: %(expected)s.") % {
        "message": fault.message,
        "expected": fault.expected,
    }
