"""What a query may be called."""

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid

RESERVED = frozenset({"SimpleEventQuery", "SimpleMasterDataQuery"})
_LONGEST = 200


def require_query_name(name: object) -> str:
    """A name that fits into an address as one part. The standard's own queries keep theirs."""
    wanted = _("1 to %(most)d characters without a slash") % {"most": _LONGEST}
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST or not name.isprintable():
        raise _wrong(wanted, name)
    if "/" in name or name in (".", "..") or name.strip() != name or name in RESERVED:
        raise _wrong(wanted, name)
    return name


def _wrong(expected: str, got: object) -> InputInvalid:
    message = _("Not a name for a query.")
    return InputInvalid([FieldError("name", message, expected=expected, got=str(got)[:200])])
